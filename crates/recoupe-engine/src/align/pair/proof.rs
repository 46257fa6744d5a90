//! How much what two happenings share speaks for one, beside the role that would tell them apart.

use std::collections::BTreeSet;

use recoupe_model::{Class, Date, EntityId, Role, Value};

use super::Pair;
use crate::align::evidence;
use crate::align::meeting::{Meeting, meeting};
use crate::align::version::{Version, are_towns};
use crate::lang::{Kinds, SlotKind, country};

/// The act of ordering something, in `acts.tsv`.
const ORDER: &str = "order";
/// Days within which reports that leave the day out tell of one happening.
const AT_ONCE: i32 = 3;

impl Pair<'_, '_> {
    /// Whether enough of the rest is the same in both.
    pub(in crate::align) fn has_evidence(&self, contested: Role) -> bool {
        let roles = || self.frame.slots().map(|(role, _)| role).filter(|role| *role != contested);
        let points: u32 = roles().map(|role| self.points(role)).sum();
        if contested == Role::Quantity && self.is_less_so_far() {
            return false;
        }
        if self.is_told_in_parallel(contested) {
            return true;
        }
        let (count, day, place, struck) = (
            self.points(Role::Quantity),
            self.points(Role::Time),
            self.points(Role::Place),
            self.points(Role::Target),
        );
        // What is tried under a name; what is delivered under one comes again.
        let is_named = self.points(Role::Goods) > 1 && self.frame.slot(Role::Receiver).is_none();
        let is_known = count > 0 || struck > 0 || is_named;
        let asked = match contested {
            // Both sides of a front strike the same town on the same day.
            Role::Agent if self.is_of_no_kind() && self.is_swapped() => {
                return self.is_told_at_once();
            }
            Role::Agent if self.is_of_no_kind() => {
                let is_by_one = self.is_sole() || self.is_only_news && self.is_done_once();
                return struck > 0 && is_by_one && self.is_told_at_once();
            }
            Role::Agent => {
                let is_then = day > 0 || self.is_told_at_once();
                let is_there = place > 1 && is_known || place > 0 && self.is_mutual();
                let is_one_deed = self.is_only_news && struck > 1 && &*self.frame.name != "attack"
                    || self.is_only_of_its_kind() && struck > 0 && self.is_one_act();
                return is_then && (is_there || is_one_deed)
                    || day > 0 && struck > 0 && self.is_mutual();
            }
            // Much is sent to two towns; the same count, or on the same day, to one.
            Role::Place if self.is_of_no_kind() => {
                return struck > 0 && (count > 0 || day > 0) && self.is_only_of_its_kind();
            }
            // Who gives to one gives to others.
            Role::Sender | Role::Receiver => {
                let is_one_gift = self.points(Role::Goods) > 0 && (day > 0 || place > 1);
                return count > 2 && points > 3
                    || contested == Role::Sender && is_one_gift && self.is_only_of_its_kind();
            }
            // « douze diplomates », "eight Russian diplomats", by one state on one day.
            Role::Quantity => {
                let is_by_one = self.points(Role::Agent) > 0 || self.is_only_news;
                return is_by_one && struck > 0 && day > 0
                    || !self.grows() && self.is_only_of_its_kind() && self.is_counted_thing();
            }
            Role::Goods => {
                let is_only = self.is_only_of_its_kind();
                let is_one = self.is_one_lot() || is_only && self.are_two_weapons();
                // « 27 000 tonnes »: no two loads of a week weigh the same.
                return is_one && day > 0 && points > 3 || is_only && count > 2;
            }
            // One office has one winner.
            Role::Target if !self.frame.repeatable => {
                let is_alone = place > 0 || self.is_only_news;
                return is_alone && self.points(Role::Outcome) > 0 && self.is_told_at_once();
            }
            // Much is asked for by one on two days; a court orders once.
            Role::Time if self.frame.speech => {
                return self.is_ordered()
                    && self.points(Role::Speaker) > 0
                    && self.is_only_of_its_kind();
            }
            // Reports of a few days that each bring news of one of the kind mean the same.
            _ if self.is_only_of_its_kind() && self.is_told_of_one_thing() => {
                return points + u32::from(self.is_one_act()) >= 2;
            }
            _ if self.frame.frequent && !is_named => 4,
            _ => 3,
        };
        points >= asked && (is_known || !self.frame.frequent)
    }

    /// Whether every report that tells one of them tells no other of the kind, and they tell one day or were written
    /// within a few.
    fn is_only_of_its_kind(&self) -> bool {
        self.is_only_news && (self.is_told_at_once() || self.points(Role::Time) > 0)
    }

    /// Whether a verb of the one is a verb of the other, in any language.
    pub(super) fn is_one_act(&self) -> bool {
        let kinds = self.likeness.kinds();
        let acts = |of: &Version| -> BTreeSet<String> {
            of.by.iter().map(|it| kinds.act(&it.claim.predicate)).collect()
        };
        !acts(&self.first).is_disjoint(&acts(&self.second))
    }

    /// Whether both tell towns, of one country that is known or as the texts tell them.
    pub(in crate::align) fn are_two_towns(&self, ours: &[Value], theirs: &[Value]) -> bool {
        are_towns(ours, theirs) || self.first.is_elsewhere(&self.second, self.case, self.likeness)
    }

    /// Whether both count the same thing.
    pub(super) fn is_counted_thing(&self) -> bool {
        [Role::Target, Role::Goods, Role::Receiver, Role::Force]
            .into_iter()
            .any(|it| self.points(it) > 0)
    }

    /// Whether one thing that has a name or is told as the only one was struck, or several that are counted alike, or
    /// who is named did it in one town; of what is done to nobody, who did it.
    pub(super) fn is_told_of_one_thing(&self) -> bool {
        let doer = self.points(Role::Agent);
        let by_name = doer > 1 && self.points(Role::Place) > 1;
        let of_several = self.points(Role::Quantity) > 1;
        self.points(Role::Target) > 0 || of_several || by_name || self.is_of_doers() && doer > 0
    }

    /// Whether the one names a weapon that was given, and the other another.
    fn are_two_weapons(&self) -> bool {
        let (ours, theirs) = (self.first.values(Role::Goods), self.second.values(Role::Goods));
        let are_two = |a: &Value, b: &Value| match (a, b) {
            (Value::Entity(a), Value::Entity(b)) => self.likeness.are_two_weapons(a, b),
            _ => false,
        };
        ours.iter().any(|a| theirs.iter().any(|b| are_two(a, b)))
    }

    /// Whether the kind is told by who does it where, and when: dockers strike.
    fn is_of_doers(&self) -> bool {
        let of_scene = |role| matches!(role, Role::Place | Role::Time | Role::Agent);
        let mut identity = self.frame.slots().filter(|(_, slot)| slot.identity);
        !self.is_of_no_kind()
            && self.frame.slot(Role::Agent).is_some()
            && identity.all(|(role, _)| of_scene(role))
    }

    /// Whether both tell who does what one person alone does: commands a contingent.
    fn is_sole(&self) -> bool {
        let all = || self.first.by.iter().chain(&self.second.by);
        self.is_sole_act()
            && all().all(|it| it.entities(Role::Agent).all(|by| by.class == Class::Person))
    }

    /// Whether all tell what somebody with the right to do so orders.
    pub(in crate::align) fn is_ordered(&self) -> bool {
        self.frame.speech && self.are_acts(|_, act| act == ORDER)
    }

    /// Whether all tell what one alone does.
    fn is_sole_act(&self) -> bool {
        self.are_acts(Kinds::is_sole)
    }

    /// Whether all tell what is done to a thing once, by one.
    fn is_done_once(&self) -> bool {
        self.are_acts(Kinds::is_done_once)
    }

    /// Whether the verb of each claim tells an act of a sort, in any language.
    pub(in crate::align) fn are_acts(&self, is_of_sort: impl Fn(&Kinds, &str) -> bool) -> bool {
        let kinds = self.likeness.kinds();
        let mut all = self.first.by.iter().chain(&self.second.by);
        all.all(|it| is_of_sort(kinds, &kinds.act(&it.claim.predicate)))
    }

    /// Whether of two that met the one is told to have done it to the other, and the other to the one: which ship
    /// rammed which.
    pub(in crate::align) fn is_swapped(&self) -> bool {
        let met = |a: Role, b: Role| {
            let (ours, theirs) = (self.first.values(a), self.second.values(b));
            let states = |values: &[Value]| -> BTreeSet<EntityId> {
                let states = values.iter().filter_map(|it| match it {
                    Value::Entity(it) => country(it).cloned(),
                    _ => None,
                });
                states.collect()
            };
            let (x, y) = (states(&ours), states(&theirs));
            if !x.is_disjoint(&y) {
                return Meeting::Shared;
            }
            meeting(Role::Target, SlotKind::Entity, &ours, &theirs, self.likeness, false)
        };
        let pair = [met(Role::Agent, Role::Target), met(Role::Target, Role::Agent)];
        self.is_sole_act()
            && pair.contains(&Meeting::Shared)
            && pair.iter().all(|it| matches!(it, Meeting::Shared | Meeting::Open))
    }

    /// Whether one side's own word is that the other did it: « Kiev accuse Moscou », while others say that it
    /// was Kyiv.
    pub(in crate::align) fn is_mutual(&self) -> bool {
        let doers = |of: &Version| -> BTreeSet<EntityId> {
            let doers = of.values(Role::Agent);
            let states = doers.iter().filter_map(|it| match it {
                Value::Entity(it) => country(it).cloned(),
                _ => None,
            });
            states.collect()
        };
        let sources = |of: &Version| -> BTreeSet<EntityId> {
            let last = of.by.iter().filter_map(|it| it.claim.attribution.last());
            let states = last.filter_map(|it| {
                it.entity.clone().filter(EntityId::is_country).or_else(|| it.of.clone())
            });
            states.collect()
        };
        let (ours, theirs) = (doers(&self.first), doers(&self.second));
        let (said, told) = (sources(&self.first), sources(&self.second));
        ours.is_disjoint(&theirs) && !(said.is_disjoint(&theirs) && told.is_disjoint(&ours))
    }

    /// Whether the last reports of the one were written at most a few days before the first of the other.
    pub(in crate::align) fn is_told_at_once(&self) -> bool {
        let (ours, theirs) = (self.first.reported(self.case), self.second.reported(self.case));
        let (Some((a, b)), Some((x, y))) = (ours, theirs) else { return false };
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        days(b.min(y), a.max(x)) <= AT_ONCE
    }

    /// Whether one giver gave one receiver as many of the one thing as of the other.
    fn is_one_lot(&self) -> bool {
        let counts = |version: &Version| -> BTreeSet<u64> {
            let values = version.values(Role::Quantity);
            let counts = values.iter().filter_map(|it| match it {
                Value::Quantity(it) if it.low == it.high => it.low.map(f64::to_bits),
                _ => None,
            });
            counts.filter(|bits| f64::from_bits(*bits) >= evidence::SEVERAL).collect()
        };
        let is_shared = !counts(&self.first).is_disjoint(&counts(&self.second));
        is_shared && self.points(Role::Sender) > 0 && self.points(Role::Receiver) > 0
    }

    pub(in crate::align) fn points(&self, role: Role) -> u32 {
        let (ours, theirs) = (self.first.values(role), self.second.values(role));
        let points = |a: &[Value], b: &[Value]| evidence::points(role, a, b, self.likeness);
        if role == Role::Place && points(&ours, &theirs) == 0 {
            // The doer's own country is told by the doer.
            let doers = [self.first.values(Role::Agent), self.second.values(Role::Agent)].concat();
            let is_of_doer = |it: &Value| {
                matches!(it, Value::Entity(it) if it.id.is_country()
                    && doers.iter().any(|by| matches!(by, Value::Entity(by) if country(by) == Some(&it.id))))
            };
            let scene = |of: &Version| -> Vec<Value> {
                of.scene(self.case).into_iter().filter(|it| !is_of_doer(it)).collect()
            };
            return points(&scene(&self.first), &scene(&self.second));
        }
        if role != Role::Target {
            return points(&ours, &theirs);
        }
        // Whom a toll counts is told by the count.
        if self.frame.is_toll() {
            return 0;
        }
        // A town that is struck is told by its place already; « le marché » of it is not.
        let kinds = self.likeness.kinds();
        let is_place = |it: &Value| match it {
            Value::Entity(it) if it.class == Class::Place => kinds.of(&it.text).is_none(),
            Value::Entity(it) => it.id.is_country(),
            _ => true,
        };
        let apart = |all: Vec<Value>| -> Vec<Value> {
            all.into_iter().filter(|it| !is_place(it)).collect()
        };
        points(&apart(ours), &apart(theirs))
    }
}
