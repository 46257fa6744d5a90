//! Two happenings of one kind as they are grouped so far, and whether they are one.

mod beside;
mod coming;
mod days;
mod growth;
mod last;
mod parallel;
mod proof;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use recoupe_model::{Role, Value};

use crate::align::ballot;
use crate::align::draft::Draft;
use crate::align::evidence;
use crate::align::meeting::{Meeting, meeting};
use crate::align::told::Case;
use crate::align::version::{Version, are_counts, is_named, may_do};
use crate::align::versions::Way;
use crate::lang::{Frame, Likeness, Slot};

pub(in crate::align) use parallel::may_part_in_parallel;

/// What two reports of one happening share at least, where nothing is in dispute.
const PLAIN: u32 = 4;

/// What two who are named say who met.
const COMPANY: u32 = 4;
/// Sentences of an article that its headline sums up.
const LEAD: usize = 2;

/// Two happenings that may be two versions of one.
pub(in crate::align) struct Pair<'a, 'b> {
    pub(in crate::align) case: &'b Case<'a>,
    pub(in crate::align) likeness: &'b Likeness<'b>,
    pub(in crate::align) frame: &'b Frame,
    pub(in crate::align) first: Version<'a, 'b>,
    pub(in crate::align) second: Version<'a, 'b>,
    /// The happenings as they are grouped so far.
    pub(in crate::align) drafts: [&'b Draft; 2],
    /// Whether no article that tells the one or the other brings news of a third of the kind; taken for granted until
    /// the others are asked.
    pub(in crate::align) is_only_news: bool,
    /// Whether a sentence about the one and one about the other tell the same, once that is asked.
    parallel: OnceCell<bool>,
}

impl<'a, 'b> Pair<'a, 'b> {
    pub(in crate::align) fn of(
        case: &'b Case<'a>,
        likeness: &'b Likeness<'b>,
        frame: &'b Frame,
        a: &'b Draft,
        b: &'b Draft,
    ) -> Option<Self> {
        let (first, second) = (Version::of(case, a), Version::of(case, b));
        let are_told =
            !first.by.is_empty() && !second.by.is_empty() && first.is_plan == second.is_plan;
        let is_parted = a.members.iter().any(|&x| b.members.iter().any(|&y| case.are_parted(x, y)));
        let drafts = [a, b];
        (are_told && !is_parted && !a.is_of_another_kind(b, likeness)).then_some(Self {
            case,
            likeness,
            frame,
            first,
            second,
            drafts,
            is_only_news: true,
            parallel: OnceCell::new(),
        })
    }

    /// The roles that would tell them apart, where they are one in a way: none, where nothing does.
    pub(in crate::align) fn roles(&self, way: Way) -> Option<Vec<Role>> {
        match way {
            Way::Versions => self.contested(),
            Way::Pieces => self.is_told_in_pieces().then(Vec::new),
        }
    }

    pub(in crate::align) fn meet(&self, role: Role, slot: &Slot) -> Meeting {
        let (ours, theirs) = (self.first.values(role), self.second.values(role));
        // Two chambers of a state vote on one bill, each for itself.
        let separate_bodies = self.frame.name.starts_with("vote");
        meeting(role, slot.kind, &ours, &theirs, self.likeness, separate_bodies)
    }

    /// Whether nothing that is told of them excludes that they are one, and enough says so: the one report tells who
    /// did it, the other when.
    fn is_told_in_pieces(&self) -> bool {
        let excludes = |(role, slot): (Role, &Slot)| {
            let tells_apart = slot.identity
                || slot.holds_one()
                || matches!(role, Role::Time | Role::Quantity)
                || self.is_of_no_kind();
            tells_apart && self.meet(role, slot) == Meeting::Apart
        };
        // « cette semaine » may be the day that the other tells: too little to take two for one.
        let is_loose = |role: Role| {
            let slot = self.frame.slot(role);
            slot.is_some_and(|slot| self.meet(role, slot) == Meeting::Shared)
                && self.points(role) == 0
        };
        let is_sure = || ![Role::Time, Role::Quantity].into_iter().any(is_loose);
        let is_one =
            || self.is_plainly_one() || self.is_headline_of_lead() || self.is_one_of_report();
        !self.is_told_as_another()
            && !self.is_mutual()
            && !self.frame.slots().any(excludes)
            && (self.is_told_of_one_target() || is_sure() && is_one())
    }

    /// Whether they share what was struck or freed, of what no report tells two, within a few days.
    fn is_told_of_one_target(&self) -> bool {
        self.frame.in_pieces
            && self.is_only_news
            && self.is_told_at_once()
            && self.points(Role::Target) > 0
    }

    /// Whether much of what is told of both is the same, in several roles.
    fn is_plainly_one(&self) -> bool {
        let counts = [&self.first, &self.second].map(|it| it.values(Role::Quantity));
        let points = || self.frame.slots().map(|(role, _)| self.points(role)).filter(|it| *it > 0);
        let asked = if self.is_only_news && self.is_told_at_once() { PLAIN - 1 } else { PLAIN };
        self.is_at_one_time()
            && !ballot::are_two(&counts[0], &counts[1], self.points(Role::Time) > 0)
            && points().count() > 1
            && points().sum::<u32>() >= asked
    }

    /// Whether one article tells both, of a kind of which it tells one.
    fn is_one_of_report(&self) -> bool {
        let told = |of: &Version| of.by.iter().map(|it| it.document).collect::<BTreeSet<usize>>();
        self.frame.one_a_report && !told(&self.first).is_disjoint(&told(&self.second))
    }

    /// Whether the headline of an article tells the one and its first sentences the other: « l'ONU vote ».
    fn is_headline_of_lead(&self) -> bool {
        let tells = |of: &Version, from: usize, to: usize| -> BTreeSet<usize> {
            let by = of
                .by
                .iter()
                .filter(|it| it.sentence(self.case).is_some_and(|at| (from..=to).contains(&at)));
            by.map(|it| it.document).collect()
        };
        let goes = |title: &Version, lead: &Version| {
            !tells(title, 0, 0).is_disjoint(&tells(lead, 1, LEAD))
        };
        goes(&self.first, &self.second) || goes(&self.second, &self.first)
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
                // Of a town nobody may know in which country it lies.
                Role::Place if self.meet(role, slot) == Meeting::Open => {
                    (slot.rival || self.is_rival_in_parallel(role))
                        && self.first.is_elsewhere(&self.second, self.case, self.likeness)
                }
                _ => self.meet(role, slot) == Meeting::Apart,
            };
            let separates =
                slot.identity || is_of_no_kind || role == Role::Quantity || slot.holds_one();
            match is_apart {
                true if slot.rival || self.is_rival_in_parallel(role) => contested.push(role),
                true if separates => return None,
                _ => {}
            }
        }
        let is_one_thing = self.frame.in_pieces && self.points(Role::Target) > 1
            || self.points(Role::Participant) >= COMPANY;
        let is_one_thing = is_one_thing && self.is_only_news && self.is_told_at_once();
        // Who acts is who sends.
        let is_of_giver = |role: &Role| matches!(role, Role::Agent | Role::Sender);
        let are_one_role = contested.iter().all(is_of_giver);
        let are_two = contested.len() > 1 && !are_one_role;
        let most = if is_one_thing || are_one_role { 2 } else { 1 };
        let are_versions = |role: &Role| {
            let (ours, theirs) = (self.first.values(*role), self.second.values(*role));
            let are_versions = match role {
                Role::Time => self.are_days(&ours, &theirs),
                Role::Place => {
                    // As many are not sent to two states; "the country" may be either.
                    let is_own = |it: &Value| it.text().contains(char::is_uppercase);
                    let are_told = ours.iter().chain(&theirs).all(is_own);
                    // Nobody is arrested twice on a day.
                    let is_of_one_person = self.points(Role::Target) >= evidence::PERSON
                        && self.points(Role::Time) > 0
                        && self.points(Role::Place) == 0;
                    let are_two = are_told && (self.points(Role::Quantity) > 2 || is_of_one_person)
                        || self.are_two_towns(&ours, &theirs);
                    are_two && self.is_of_one_time(*role)
                }
                Role::Quantity => are_counts(&ours) && are_counts(&theirs),
                _ => {
                    let tells = |it: &Value| is_named(it) && (is_swapped || may_do(*role, it));
                    let are_named = ours.iter().any(tells) && theirs.iter().any(tells);
                    are_named && (are_two || self.is_of_one_time(*role))
                }
            };
            are_versions && self.is_told_once(*role) && (are_two || self.has_evidence(*role))
        };
        let is_one = (1..=most).contains(&contested.len())
            && contested.iter().all(are_versions)
            && !self.is_told_as_another();
        is_one.then_some(contested)
    }

    /// Whether nothing tells happenings of the frame apart but all of it.
    pub(in crate::align) fn is_of_no_kind(&self) -> bool {
        !self.frame.slots().any(|(_, slot)| slot.identity)
    }
}
