//! Which event belongs where in the report: every face reads a story in this order.

use std::collections::BTreeSet;
use std::fmt;

use crate::view::View;
use crate::wire::v1::{Claim, Event, Exchange, Finding, Story};

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Values that cannot both hold.
    Disputes,
    /// What two or more independent origins tell.
    Established,
    /// What changed with the time of its report.
    Updated,
    /// Told in the conditional, as possible, or by a source without a name.
    Hedged,
    /// Announced, demanded, or under a condition.
    Prospects,
    /// Said not to be so.
    Denied,
    /// What one origin tells.
    Single,
    /// Who owes what.
    Commitments,
    /// Who gives what against what.
    Exchanges,
    /// What a report leaves out.
    Missing,
    /// Where the information entered; told in full only when asked for alone.
    Origins,
    /// What was read.
    Articles,
    /// What was odd on the way.
    Notes,
}

impl Section {
    /// Every part, in the order of reading.
    pub const ALL: [Self; 13] = [
        Self::Disputes,
        Self::Established,
        Self::Updated,
        Self::Hedged,
        Self::Prospects,
        Self::Denied,
        Self::Single,
        Self::Commitments,
        Self::Exchanges,
        Self::Missing,
        Self::Origins,
        Self::Articles,
        Self::Notes,
    ];

    /// The name for options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disputes => "disputes",
            Self::Established => "established",
            Self::Updated => "updated",
            Self::Hedged => "hedged",
            Self::Prospects => "prospects",
            Self::Denied => "denied",
            Self::Single => "single",
            Self::Commitments => "commitments",
            Self::Exchanges => "exchanges",
            Self::Missing => "missing",
            Self::Origins => "origins",
            Self::Articles => "articles",
            Self::Notes => "notes",
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A finding with the event that it is of.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) event: &'a Event,
    pub(crate) finding: &'a Finding,
}

/// The events of a story, sorted into parts. `other` events of one origin are set apart: they
/// are many and say little.
#[derive(Default)]
pub(crate) struct Sorted<'a> {
    pub(crate) disputes: Vec<Case<'a>>,
    pub(crate) updated: Vec<Case<'a>>,
    pub(crate) established: Vec<&'a Event>,
    pub(crate) hedged: Vec<&'a Event>,
    pub(crate) prospects: Vec<&'a Event>,
    pub(crate) denied: Vec<&'a Event>,
    pub(crate) single: Vec<&'a Event>,
    pub(crate) others: Vec<&'a Event>,
}

impl<'a> Sorted<'a> {
    pub(crate) fn new(view: &View<'a>, story: &'a Story) -> Self {
        let mut all = Self::default();
        for event in &story.events {
            let cases = |verdict: &'static str| {
                let fits = move |it: &&Finding| it.verdict == verdict;
                event.slots.iter().filter(fits).map(move |finding| Case { event, finding })
            };
            all.disputes.extend(cases("disputed"));
            all.updated.extend(cases("updated"));
            if let Some(part) = all.part(view, event) {
                part.push(event);
            }
        }
        // What is only `other` is told after what is known by kind, what most tell before the rest.
        all.established.sort_by_key(|it| (it.frame == "other", std::cmp::Reverse(it.origins)));
        all
    }

    fn part(&mut self, view: &View<'a>, event: &Event) -> Option<&mut Vec<&'a Event>> {
        let has = |verdict: &str| event.slots.iter().any(|it| it.verdict == verdict);
        if event.status == "corroborated" || (event.status == "disputed" && has("agreed")) {
            return Some(&mut self.established);
        }
        if event.status == "disputed" && has("disputed") {
            return None;
        }
        Some(match mood(&view.claims(&event.claims)) {
            _ if event.frame == "other" => &mut self.others,
            Mood::Denied => &mut self.denied,
            Mood::Prospect => &mut self.prospects,
            Mood::Hedged | Mood::Anonymous => &mut self.hedged,
            Mood::Plain => &mut self.single,
        })
    }

    /// The number of a dispute in the report, from 1.
    pub(crate) fn number(&self, finding: &Finding) -> Option<usize> {
        self.disputes.iter().position(|it| std::ptr::eq(it.finding, finding)).map(|n| n + 1)
    }
}

/// Exchanges, each once, with what is given in return.
pub(crate) fn bargains(story: &Story) -> Vec<(&Exchange, Vec<&Exchange>)> {
    let mut told = BTreeSet::new();
    let mut all = Vec::new();
    for (n, it) in story.exchanges.iter().enumerate() {
        if told.insert(n) {
            let given = it.against.iter().filter(|other| told.insert(**other));
            all.push((it, given.filter_map(|other| story.exchanges.get(*other)).collect()));
        }
    }
    all
}

/// How an event is told, when all of its claims agree in that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// At least one claim says it flatly, on a word with a name.
    Plain,
    /// Conditional or possible.
    Hedged,
    /// By sources without names only.
    Anonymous,
    /// Planned, demanded, hypothetical.
    Prospect,
    /// Denied or said not to be so.
    Denied,
}

impl Mood {
    /// The name for machines.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "asserted",
            Self::Hedged => "hedged",
            Self::Anonymous => "anonymous",
            Self::Prospect => "prospect",
            Self::Denied => "denied",
        }
    }
}

pub(crate) fn mood(claims: &[&Claim]) -> Mood {
    let all = |test: fn(&Claim) -> bool| !claims.is_empty() && claims.iter().all(|it| test(it));
    if all(is_denied) {
        Mood::Denied
    } else if all(is_prospect) {
        Mood::Prospect
    } else if all(|it| is_hedged(it) || is_prospect(it)) {
        Mood::Hedged
    } else if all(is_anonymous) {
        Mood::Anonymous
    } else if all(|it| is_hedged(it) || is_prospect(it) || is_anonymous(it)) {
        Mood::Hedged
    } else {
        Mood::Plain
    }
}

pub(crate) fn is_denied(it: &Claim) -> bool {
    it.polarity == "negative" || it.modality == "denied"
}

fn is_prospect(it: &Claim) -> bool {
    matches!(it.modality.as_str(), "planned" | "demanded" | "hypothetical")
}

fn is_hedged(it: &Claim) -> bool {
    matches!(it.modality.as_str(), "conditional" | "possible")
}

pub(crate) fn is_anonymous(it: &Claim) -> bool {
    it.attribution.iter().any(|it| it.anonymous)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::wire::v1::Dossier;
    use crate::words::Words;

    fn titles(events: &[&Event]) -> Vec<String> {
        events.iter().map(|it| it.id.clone()).collect()
    }

    #[test]
    fn events_go_where_a_reader_looks_for_them() {
        let dossier = Dossier::from(&fixture::dossier());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        let sorted = Sorted::new(&view, &dossier.stories[0]);
        let disputes: Vec<_> = sorted.disputes.iter().map(|it| &*it.finding.role).collect();
        assert_eq!(disputes, ["place", "polarity"]);
        assert_eq!(titles(&sorted.established), ["e1", "e2", "e4"]);
        assert_eq!(titles(&sorted.prospects), ["e5"]);
        assert_eq!(titles(&sorted.others), ["e6"]);
        assert_eq!(sorted.updated.len(), 1);
        assert!(sorted.single.is_empty() && sorted.denied.is_empty());
        assert_eq!(sorted.number(sorted.disputes[1].finding), Some(2));
    }

    #[test]
    fn the_mood_is_that_of_all_claims() {
        let dossier = Dossier::from(&fixture::dossier());
        let claim = |id: &str| dossier.claims.iter().find(|it| it.id == id).unwrap();
        assert_eq!(mood(&[claim("c7")]), Mood::Hedged);
        assert_eq!(mood(&[claim("c8")]), Mood::Denied);
        assert_eq!(mood(&[claim("c12")]), Mood::Prospect);
        assert_eq!(mood(&[claim("c7"), claim("c1")]), Mood::Plain);
        assert_eq!(mood(&[]), Mood::Plain);
    }

    #[test]
    fn parts_are_found_by_their_names() {
        for part in Section::ALL {
            assert_eq!(Section::named(part.name()), Some(part));
        }
        assert_eq!(Section::named("truth"), None);
    }
}
