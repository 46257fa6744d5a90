//! What the articles that tell one of two happenings tell besides: the other, or a third of the kind.

use std::collections::BTreeSet;

use recoupe_model::{Role, Value};

use super::Pair;
use crate::align::draft::Draft;
use crate::align::meeting::{Meeting, meeting};
use crate::align::version::{Version, are_weeks_apart, exact_counts};
use crate::lang::Slot;

/// Whether none of the times is a day or two: « cette semaine », "since 2021".
fn is_stretch(times: &[Value]) -> bool {
    times
        .iter()
        .all(|it| matches!(it, Value::Time(time) if time.days().is_none_or(|days| days > 2)))
}

impl Pair<'_, '_> {
    /// Whether an article that tells one of them brings news of the kind that neither can be.
    pub(in crate::align) fn is_other_news(&self, draft: &Draft) -> bool {
        if self.drafts.iter().any(|it| it.members == draft.members) {
            return false;
        }
        let other = Version::of(self.case, draft);
        if other.is_plan != self.first.is_plan {
            return false;
        }
        [&self.first, &self.second].into_iter().any(|one| {
            let documents: BTreeSet<usize> = one.by.iter().map(|it| it.document).collect();
            let beside = other.part(|it| documents.contains(&it.document));
            let is_apart = |(role, slot): (Role, &Slot)| {
                let (ours, theirs) = (one.values(role), beside.values(role));
                let tells_apart = slot.identity || role == Role::Time;
                tells_apart
                    && meeting(role, slot.kind, &ours, &theirs, self.likeness, false)
                        == Meeting::Apart
            };
            !beside.by.is_empty()
                && !self.was_weeks_from_both(&beside)
                && self.frame.slots().any(is_apart)
                && !self.excludes_of_both(&beside)
        })
    }

    /// Whether a third was weeks before or after what either tells: nobody mixes it up with them.
    fn was_weeks_from_both(&self, third: &Version) -> bool {
        let times = third.values(Role::Time);
        [&self.first, &self.second]
            .into_iter()
            .all(|one| are_weeks_apart(&one.values(Role::Time), &times))
    }

    /// Whether a third is kept from both by what they share: a strike on a base is no other attack on a convoy, nor
    /// is one elsewhere.
    fn excludes_of_both(&self, third: &Version) -> bool {
        let shares = |(role, slot): (Role, &Slot)| {
            let other = third.values(role);
            let is_apart = |one: &Version| {
                meeting(role, slot.kind, &one.values(role), &other, self.likeness, false)
                    == Meeting::Apart
            };
            // Another office is given to another.
            let is_office = role == Role::Outcome && !self.frame.repeatable;
            (slot.identity || role == Role::Time || is_office)
                && self.points(role) > 0
                && is_apart(&self.first)
                && is_apart(&self.second)
        };
        self.frame.slots().any(shares) || self.is_counted_otherwise(third)
    }

    /// Whether both give one count that is telling, and a third others only: three shipowners are not the seven bodies.
    fn is_counted_otherwise(&self, third: &Version) -> bool {
        let counts =
            |of: &Version| exact_counts(&of.values(Role::Quantity)).filter(|it| !it.is_empty());
        let theirs = counts(third);
        let are_others = |one: &Version| {
            counts(one).zip(theirs.as_ref()).is_some_and(|(ours, theirs)| ours.is_disjoint(theirs))
        };
        self.points(Role::Quantity) > 1 && are_others(&self.first) && are_others(&self.second)
    }

    /// Whether each document tells one version only, or one article gives each on the word of
    /// sources of its own.
    pub(in crate::align) fn is_told_once(&self, role: Role) -> bool {
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
    pub(in crate::align) fn is_told_beside(&self, role: Role, draft: &Draft) -> bool {
        if self.drafts.iter().any(|it| it.members == draft.members) {
            return false;
        }
        let Some(slot) = self.frame.slot(role) else { return false };
        let other = Version::of(self.case, draft);
        if other.is_plan != self.first.is_plan || self.excludes_of_both(&other) {
            return false;
        }
        let beside = |one: &Version, rival: &Version| {
            let documents = one.documents(role);
            let told: Vec<Value> = (other.by.iter())
                .filter(|it| documents.contains(&it.document))
                .flat_map(|it| it.values(role))
                .cloned()
                .collect();
            let rival = rival.values(role);
            meeting(role, slot.kind, &told, &rival, self.likeness, false) == Meeting::Shared
                // « cette semaine » is not the day that the other tells.
                && (role != Role::Time || !is_stretch(&told))
        };
        beside(&self.first, &self.second) || beside(&self.second, &self.first)
    }
}
