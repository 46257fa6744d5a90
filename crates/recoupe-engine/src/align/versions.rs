//! One happening told in two versions: claims that one role would tell apart, though all the rest
//! says that they are of one. « lundi » and "on Tuesday" are two meetings of two people, or one
//! of which the day is in dispute.
//!
//! It is one when every report tells of one only, each was written when both versions were past,
//! no words say that it is another than the last, and enough of what tells happenings of the kind
//! apart is the same in both. A frame says which of its roles may be contested so.

use std::collections::{BTreeSet, VecDeque};

use recoupe_model::{Class, Date, EntityId, Role, Value};

use super::draft::Draft;
use super::evidence;
use super::meeting::{Meeting, meeting};
use super::told::{Case, Told};
use super::version::{Version, are_counts, are_towns, days, is_named, spaced};
use crate::counted;
use crate::lang::{Frame, Likeness, Slot, SlotKind, country, is_site};

/// No more happenings of a kind are held against each other.
const TRIED: usize = 96;
/// The act of coming to a place, in `acts.tsv`.
const ARRIVE: &str = "arrive";
/// Days within which reports that leave the day out tell of one happening.
const AT_ONCE: i32 = 3;
/// Days between two versions of one day: who errs by more tells of another happening.
const DAYS_APART: i32 = 7;

/// Joins the happenings of one kind that are two versions of one, then those that are pieces of one, which may be
/// versions of others.
pub(super) fn join(case: &Case, likeness: &Likeness, drafts: Vec<Draft>) -> Vec<Draft> {
    let Some(frame) = drafts.first().and_then(|it| frame_of(case, it)) else { return drafts };
    if !frame.slots().any(|(_, slot)| slot.rival) {
        return drafts;
    }
    let ways: &[Way] = if frame.in_pieces {
        &[Way::Versions, Way::Pieces, Way::Versions]
    } else {
        &[Way::Versions]
    };
    ways.iter().fold(drafts, |drafts, way| join_by(case, likeness, frame, *way, drafts))
}

/// Why two are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One role would tell them apart.
    Versions,
    /// Nothing does.
    Pieces,
}

fn join_by(
    case: &Case,
    likeness: &Likeness,
    frame: &Frame,
    way: Way,
    drafts: Vec<Draft>,
) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::new();
    let mut waiting: VecDeque<Draft> = drafts.into();
    while let Some(draft) = waiting.pop_front() {
        let all = || joined.iter().chain(&waiting);
        let found = joined.iter().take(TRIED).enumerate().find_map(|(i, first)| {
            let mut pair = Pair::of(case, likeness, frame, first, &draft)?;
            pair.is_only_news = !all().take(TRIED).any(|it| pair.is_other_news(it));
            if way == Way::Pieces {
                return pair.is_told_in_pieces().then(|| (i, Vec::new()));
            }
            let roles = pair.contested()?;
            let is_told_beside = |it: &Draft| roles.iter().any(|role| pair.is_told_beside(*role, it));
            (!all().take(TRIED).any(is_told_beside)).then_some((i, roles))
        });
        match found {
            Some((i, roles)) => {
                for &at in &draft.members {
                    joined[i].add(at, case);
                }
                joined[i].contested.extend(draft.contested.iter().copied().chain(roles));
            }
            None => joined.push(draft),
        }
    }
    joined
}

fn frame_of<'a>(case: &Case<'a>, draft: &Draft) -> Option<&'a Frame> {
    draft.members.first().map(|&at| case.told[at].frame)
}

/// Two happenings that may be two versions of one.
struct Pair<'a, 'b> {
    case: &'b Case<'a>,
    likeness: &'b Likeness<'b>,
    frame: &'b Frame,
    first: Version<'a, 'b>,
    second: Version<'a, 'b>,
    /// The happenings as they are grouped so far.
    drafts: [&'b Draft; 2],
    /// Whether no article that tells the one or the other brings news of a third of the kind.
    is_only_news: bool,
}

impl<'a, 'b> Pair<'a, 'b> {
    fn of(
        case: &'b Case<'a>,
        likeness: &'b Likeness<'b>,
        frame: &'b Frame,
        a: &'b Draft,
        b: &'b Draft,
    ) -> Option<Self> {
        let (first, second) = (Version::of(case, a), Version::of(case, b));
        let are_told = !first.by.is_empty() && !second.by.is_empty();
        let is_parted = a.members.iter().any(|&x| b.members.iter().any(|&y| case.are_parted(x, y)));
        let drafts = [a, b];
        (are_told && !is_parted && !a.is_of_another_kind(b, likeness)).then_some(Self {
            case,
            likeness,
            frame,
            first,
            second,
            drafts,
            is_only_news: false,
        })
    }

    fn meet(&self, role: Role, slot: &Slot) -> Meeting {
        let (ours, theirs) = (self.first.values(role), self.second.values(role));
        meeting(role, slot.kind, &ours, &theirs, self.likeness, false)
    }

    /// Whether nothing that is told of them excludes that they are one, and they share what was struck or freed: the
    /// one report tells who did it, the other when. Only of what no report tells two, within a few days.
    fn is_told_in_pieces(&self) -> bool {
        let excludes = |(role, slot): (Role, &Slot)| {
            self.meet(role, slot) == Meeting::Apart
                && (slot.identity || slot.holds_one() || role == Role::Time)
        };
        self.frame.in_pieces
            && self.is_only_news
            && self.is_told_at_once()
            && !self.is_told_as_another()
            && !self.is_mutual()
            && !self.frame.slots().any(excludes)
            && self.points(Role::Target) > 0
    }

    /// The role in which they exclude each other, if all the rest is of one happening; two roles, where one thing is
    /// called by one name.
    fn contested(&self) -> Option<Vec<Role>> {
        // Of a clause of no known kind everything tells it apart.
        let is_of_no_kind = self.is_of_no_kind();
        let is_swapped = is_of_no_kind && self.is_swapped();
        let mut contested = Vec::new();
        for (role, slot) in self.frame.slots() {
            let is_apart = match role {
                Role::Target if is_swapped => false,
                // Each side says that it was the other.
                Role::Agent if self.meet(role, slot) == Meeting::Open => self.is_mutual(),
                _ => self.meet(role, slot) == Meeting::Apart,
            };
            let separates =
                slot.identity || is_of_no_kind || role == Role::Quantity || slot.holds_one();
            match is_apart {
                true if slot.rival => contested.push(role),
                true if separates => return None,
                _ => {}
            }
        }
        let is_one_thing = self.is_only_news && self.is_told_at_once() && self.points(Role::Target) > 1;
        let most = if is_one_thing && self.frame.in_pieces { 2 } else { 1 };
        let are_versions = |role: &Role| {
            let (ours, theirs) = (self.first.values(*role), self.second.values(*role));
            let are_versions = match role {
                Role::Time => self.are_days(&ours, &theirs),
                Role::Place => are_towns(&ours, &theirs) && self.is_of_one_time(*role),
                Role::Quantity => are_counts(&ours) && are_counts(&theirs),
                _ => {
                    let are_named = ours.iter().any(is_named) && theirs.iter().any(is_named);
                    are_named && (contested.len() > 1 || self.is_of_one_time(*role))
                }
            };
            are_versions && self.is_told_once(*role) && (contested.len() > 1 || self.has_evidence(*role))
        };
        let is_one = (1..=most).contains(&contested.len())
            && contested.iter().all(are_versions)
            && !self.is_told_as_another();
        is_one.then_some(contested)
    }

    /// Whether both give days, near each other and further apart than one may go on, and who gives the
    /// earlier one wrote when the later was past.
    fn are_days(&self, ours: &[Value], theirs: &[Value]) -> bool {
        let (Some(ours), Some(theirs)) = (days(ours), days(theirs)) else { return false };
        let takes_a_day = self.is_at_one_site() || self.is_arrival();
        let lasts = if takes_a_day { 0 } else { self.frame.lasts };
        // What hardly comes again is no other than what was told as done the day before.
        let may_come_again = !takes_a_day && !self.frame.comes_new;
        let near = |a: Date, b: Date| {
            let days = a.until(b).map_or(i32::MAX, |span| span.get_days().abs());
            days > lasts && days <= DAYS_APART
        };
        let Some(&last) = ours.iter().chain(&theirs).max() else { return false };
        let is_past = |told: &&Told| {
            let written = self.case.readings[told.document].document.anchor();
            let reading = self.case.readings[told.document];
            let Some(days) = days(told.values(Role::Time)) else { return false };
            if told.times().any(|time| counted::is_from_afar(reading, time)) {
                return false;
            }
            let own = days.iter().max().copied();
            match (own, written) {
                (None, _) => true,
                (Some(own), Some(written)) => {
                    written > last || (own == last || !may_come_again) && written >= own
                }
                _ => false,
            }
        };
        ours.iter().all(|&a| theirs.iter().all(|&b| near(a, b)))
            && self.first.by.iter().chain(&self.second.by).all(is_past)
    }

    /// Whether one person by name is told to have been at one base, plant or hospital: that takes a day, whereas a
    /// stay in a town may take several.
    fn is_at_one_site(&self) -> bool {
        let is_site = |it: &Value| matches!(it, Value::Entity(it) if is_site(it));
        let at_site = |of: &Version| of.values(Role::Place).iter().any(is_site);
        self.points(Role::Visitor) > 1
            && self.points(Role::Place) > 1
            && (at_site(&self.first) || at_site(&self.second))
    }

    /// Whether both tell that somebody came: one who stays for days arrives on one.
    fn is_arrival(&self) -> bool {
        let kinds = self.likeness.kinds();
        let mut by = self.first.by.iter().chain(&self.second.by);
        by.all(|it| kinds.act(&it.claim.predicate) == ARRIVE)
    }

    /// Whether an article that tells one of them brings news of the kind that neither can be.
    fn is_other_news(&self, draft: &Draft) -> bool {
        if self.drafts.iter().any(|it| it.members == draft.members) {
            return false;
        }
        let other = Version::of(self.case, draft);
        [&self.first, &self.second].into_iter().any(|one| {
            let documents: BTreeSet<usize> = one.by.iter().map(|it| it.document).collect();
            let beside = other.by.iter().filter(|it| documents.contains(&it.document));
            let beside = Version { by: beside.copied().collect() };
            let is_apart = |(role, slot): (Role, &Slot)| {
                let (ours, theirs) = (one.values(role), beside.values(role));
                let tells_apart = slot.identity || role == Role::Time;
                tells_apart
                    && meeting(role, slot.kind, &ours, &theirs, self.likeness, false)
                        == Meeting::Apart
            };
            !beside.by.is_empty() && self.frame.slots().any(is_apart)
        })
    }

    /// Whether both are told of one day or hardly come again, and neither was told before the other
    /// happened.
    fn is_of_one_time(&self, role: Role) -> bool {
        let [a, _] = self.drafts;
        let is_later = |it: &&&Told| a.is_of_another_time(it, self.case);
        let same =
            evidence::of_day(&self.first.values(Role::Time), &self.second.values(Role::Time));
        let may_come_again = self.frame.frequent && role != Role::Agent && !self.is_counted_alike();
        (same || !may_come_again) && !self.second.by.iter().any(|it| is_later(&it))
    }

    fn is_counted_alike(&self) -> bool {
        self.points(Role::Quantity) > 0
    }

    /// Whether each document tells one version only, or one article gives each on the word of
    /// sources of its own.
    fn is_told_once(&self, role: Role) -> bool {
        let (ours, theirs) = (self.first.documents(role), self.second.documents(role));
        let mut both = ours.intersection(&theirs).peekable();
        if both.peek().is_none() {
            return true;
        }
        role == Role::Agent && both.all(|&document| self.have_two_sources(document))
    }

    fn have_two_sources(&self, document: usize) -> bool {
        let sources = |version: &Version| -> Option<BTreeSet<String>> {
            let told = version.by.iter().filter(|it| it.document == document);
            let names = told.map(|it| Some(it.claim.attribution.last()?.name.clone()));
            names.collect()
        };
        match (sources(&self.first), sources(&self.second)) {
            (Some(a), Some(b)) => !a.is_empty() && !b.is_empty() && a.is_disjoint(&b),
            _ => false,
        }
    }

    /// Whether an article that tells one version tells another happening, which has what the
    /// other version gives for the role: then these are two.
    fn is_told_beside(&self, role: Role, draft: &Draft) -> bool {
        if self.drafts.iter().any(|it| it.members == draft.members) {
            return false;
        }
        let Some(slot) = self.frame.slot(role) else { return false };
        let other = Version::of(self.case, draft);
        let beside = |one: &Version, rival: &Version| {
            let documents = one.documents(role);
            let told: Vec<Value> = (other.by.iter())
                .filter(|it| documents.contains(&it.document))
                .flat_map(|it| it.values(role))
                .cloned()
                .collect();
            let rival = rival.values(role);
            meeting(role, slot.kind, &told, &rival, self.likeness, false) == Meeting::Shared
        };
        beside(&self.first, &self.second) || beside(&self.second, &self.first)
    }

    /// Whether the words of a claim say that it is another one: « une nouvelle frappe », "again"; or of
    /// what goes on for days, that it is the beginning or the end.
    fn is_told_as_another(&self) -> bool {
        let lists: &[&str] = match self.frame.lasts {
            _ if self.frame.comes_new => &[],
            0 => &["again"],
            _ => &["again", "phase"],
        };
        self.first.by.iter().chain(&self.second.by).any(|told| {
            let reading = self.case.readings[told.document];
            let Some(pack) = self.case.knowledge.pack(&reading.document.language) else {
                return false;
            };
            let said = told.claim.evidence.iter().map(|it| it.span.of(&reading.document.text));
            let said: Vec<String> = said.map(|it| format!(" {} ", spaced(it))).collect();
            lists.iter().any(|list| {
                let words = pack.words(list);
                let is_said =
                    |word: &str| said.iter().any(|said| said.contains(&format!(" {word} ")));
                words.rows().iter().any(|row| is_said(row.key()))
            })
        })
    }

    /// Whether enough of the rest is the same in both.
    fn has_evidence(&self, contested: Role) -> bool {
        let roles = || self.frame.slots().map(|(role, _)| role).filter(|role| *role != contested);
        let points: u32 = roles().map(|role| self.points(role)).sum();
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
                return struck > 0 && self.is_sole() && self.is_told_at_once();
            }
            Role::Agent => {
                let is_then = day > 0 || self.is_told_at_once();
                let is_there = place > 1 && is_known || place > 0 && self.is_mutual();
                let is_one_deed = self.is_only_news && struck > 1 && &*self.frame.name != "attack";
                return is_then && (is_there || is_one_deed)
                    || day > 0 && struck > 0 && self.is_mutual();
            }
            // Who gives to one gives to others.
            Role::Sender | Role::Receiver => return count > 2 && points > 3,
            // « douze diplomates », "eight Russian diplomats", by one state on one day.
            Role::Quantity => return self.points(Role::Agent) > 0 && struck > 0 && day > 0,
            Role::Goods => return self.is_one_lot() && day > 0 && points > 3,
            // One office has one winner.
            Role::Target if !self.frame.repeatable => {
                return place > 0 && self.points(Role::Outcome) > 0 && self.is_told_at_once();
            }
            // Reports of a few days that each bring news of one of the kind mean the same.
            _ if self.is_only_news && self.is_told_at_once() && self.is_told_of_one_thing() => {
                return points >= 2;
            }
            _ if self.frame.frequent && !is_named => 4,
            _ => 3,
        };
        points >= asked && (is_known || !self.frame.frequent)
    }

    /// Whether one thing that has a name or is told as the only one was struck, or who is named did it in one town.
    fn is_told_of_one_thing(&self) -> bool {
        let by_name = self.points(Role::Agent) > 1 && self.points(Role::Place) > 1;
        self.points(Role::Target) > 0 || by_name
    }

    /// Whether nothing tells happenings of the frame apart but all of it.
    fn is_of_no_kind(&self) -> bool {
        !self.frame.slots().any(|(_, slot)| slot.identity)
    }

    /// Whether both tell who does what one person alone does: commands a contingent.
    fn is_sole(&self) -> bool {
        let all = || self.first.by.iter().chain(&self.second.by);
        self.is_sole_act()
            && all().all(|it| it.entities(Role::Agent).all(|by| by.class == Class::Person))
    }

    /// Whether all tell what one alone does.
    fn is_sole_act(&self) -> bool {
        let kinds = self.likeness.kinds();
        let mut all = self.first.by.iter().chain(&self.second.by);
        all.all(|it| kinds.is_sole(&kinds.act(&it.claim.predicate)))
    }

    /// Whether of two that met the one is told to have done it to the other, and the other to the one: which ship
    /// rammed which.
    fn is_swapped(&self) -> bool {
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
    fn is_mutual(&self) -> bool {
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

    /// Whether all reports of both were written within a few days.
    fn is_told_at_once(&self) -> bool {
        let (ours, theirs) = (self.first.reported(self.case), self.second.reported(self.case));
        let (Some((a, b)), Some((x, y))) = (ours, theirs) else { return false };
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        days(a.min(x), b.max(y)) <= AT_ONCE
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

    fn points(&self, role: Role) -> u32 {
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
        if self.frame.slot(Role::Outcome).is_some_and(|slot| slot.identity) {
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
