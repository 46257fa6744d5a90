//! Whether two articles tell two happenings in sentences that are each other's like: then what the one sentence gives and
//! the other gives otherwise is of one happening, though little else is the same in both.

use std::collections::BTreeSet;

use recoupe_model::{Class, Date, Entity, EntityId, Role, Value};

use super::Pair;
use crate::align::surroundings;
use crate::align::told::Told;
use crate::align::version::{Version, days};

/// Days between two versions of one day where all else is told alike.
const BESIDE: i32 = 2;

/// Whether two reports that tell all else alike may part on a role, of whatever kind of happening.
pub(in crate::align) fn may_part_in_parallel(role: Role) -> bool {
    matches!(role, Role::Agent | Role::Place | Role::Sender | Role::Receiver | Role::Time)
}

impl Pair<'_, '_> {
    /// Whether two articles tell them in sentences that are each other's like, with one verb, and what parts them may be
    /// told in two ways.
    pub(in crate::align) fn is_told_in_parallel(&self, contested: Role) -> bool {
        let says_the_rest = match contested {
            Role::Quantity => {
                let is_of_a_day = !self.grows() || self.points(Role::Time) > 0;
                // Of a clause of no known kind who did as much is told by the same words.
                let is_of_doer = self.is_of_no_kind() && self.points(Role::Agent) > 0;
                (self.is_counted_thing() || is_of_doer) && is_of_a_day
            }
            Role::Time => self.are_days_beside() && self.is_of_one_deed(),
            // Of two sorts of goods both may have come.
            Role::Goods => false,
            _ => !self.names_other(contested),
        };
        // Much that is told of one kind is told by several verbs: « imposer », « sanctionner ».
        let is_one_act = || self.is_one_act() || !self.is_of_no_kind() && !self.frame.frequent;
        says_the_rest && self.is_parallel() && is_one_act()
    }

    /// Whether a role in which reports of the kind do not part else is told in two ways in such sentences.
    pub(super) fn is_rival_in_parallel(&self, role: Role) -> bool {
        may_part_in_parallel(role) && self.is_told_in_parallel(role)
    }

    /// Whether a sentence about the one and one about the other, in two articles, tell the same, and each of them
    /// tells one happening of the kind. Many tolls are told in the same words.
    fn is_parallel(&self) -> bool {
        *self.parallel.get_or_init(|| {
            let (ours, theirs) = (&self.first.by, &self.second.by);
            let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
            !self.frame.is_toll()
                && !self.frame.speech
                && pairs.any(|(a, b)| {
                    self.case.are_parallel(a, b)
                        && self.is_alone_of_its_kind(a, 0)
                        && self.is_alone_of_its_kind(b, 1)
                })
        })
    }

    /// Whether the sentence of a claim of one of the two tells no other happening of the kind.
    fn is_alone_of_its_kind(&self, told: &Told, of: usize) -> bool {
        let kinds = self.likeness.kinds();
        let act = kinds.act(&told.claim.predicate);
        !self.case.beside(told).any(|at| {
            let other = &self.case.told[at];
            let is_of_kind = other.frame.name == told.frame.name
                && (!self.is_of_no_kind() || kinds.act(&other.claim.predicate) == act);
            is_of_kind && !self.drafts[of].members.contains(&at)
        })
    }

    /// Whether both tell to whom or to what it was done, or what hardly comes again: a town is shelled on many days.
    fn is_of_one_deed(&self) -> bool {
        let is_place = |it: &Value| matches!(it, Value::Entity(it) if is_place(it));
        let tells_whom = |of: &Version| of.values(Role::Target).iter().any(|it| !is_place(it));
        self.frame.comes_new
            || self.are_both_first()
            || self.is_told_of_one_thing()
            || self.is_of_no_kind() && self.happens_to_one_thing()
            || tells_whom(&self.first) && tells_whom(&self.second)
    }

    /// Whether it is told of a thing or place itself that nobody does anything to (« la frontière a rouvert »), or of
    /// a person and a place (« l'ambassadeur a quitté Minsk »).
    fn happens_to_one_thing(&self) -> bool {
        let all = |role| [self.first.values(role), self.second.values(role)].concat();
        let are = |role, is_meant: fn(&Entity) -> bool| {
            all(role).iter().all(|it| matches!(it, Value::Entity(it) if is_meant(it)))
        };
        let is_of_nobody = |it: &Entity| matches!(it.class, Class::Thing | Class::Place);
        self.points(Role::Agent) > 0
            && (all(Role::Target).is_empty() && are(Role::Agent, is_of_nobody)
                || are(Role::Agent, |it| it.class == Class::Person) && self.meets_in_a_place())
    }

    /// Whether both name one place as what somebody goes to or leaves.
    fn meets_in_a_place(&self) -> bool {
        let places = |of: &Version| -> BTreeSet<EntityId> {
            let targets = of.values(Role::Target);
            let places = targets.iter().filter_map(|it| match it {
                Value::Entity(it) if is_place(it) => Some(it.id.clone()),
                _ => None,
            });
            places.collect()
        };
        !places(&self.first).is_disjoint(&places(&self.second))
    }

    /// Whether every day of the one is a day or two from every day of the other.
    fn are_days_beside(&self) -> bool {
        let [ours, theirs] = [&self.first, &self.second].map(|it| days(&it.values(Role::Time)));
        let (Some(ours), Some(theirs)) = (ours, theirs) else { return false };
        let are_near = |a: Date, b: Date| a.until(b).is_ok_and(|it| it.get_days().abs() <= BESIDE);
        ours.iter().all(|&a| theirs.iter().all(|&b| are_near(a, b)))
    }

    /// Whether a sentence about the one names who fills the role in the other: « Tonga n'a pas suivi Nauru ».
    fn names_other(&self, role: Role) -> bool {
        let names = |of: &Version, other: &Version| {
            let values = other.values(role);
            let ids: BTreeSet<&EntityId> = values
                .iter()
                .filter_map(|it| match it {
                    Value::Entity(it) => Some(&it.id),
                    _ => None,
                })
                .collect();
            let named = |it: &&Told| {
                surroundings::names_any(self.case.readings[it.document], it.claim, &ids)
            };
            of.by.iter().any(named)
        };
        names(&self.first, &self.second) || names(&self.second, &self.first)
    }
}

fn is_place(entity: &Entity) -> bool {
    entity.id.is_country() || entity.class == Class::Place
}
