//! The beginning and the end of what goes on for days, the first who came and the last who left: there is one such day.

use super::Pair;
use crate::align::told::Told;
use crate::align::version::{Version, spaced};
use crate::phase;

impl Pair<'_, '_> {
    /// Whether both tell of the last who left, or of nothing but the end: there is one such day.
    pub(super) fn are_both_last(&self) -> bool {
        let tell_no_more = || {
            let is_dated = |it: &&Told| it.times().next().is_some();
            let mut dated = self.first.by.iter().chain(&self.second.by).filter(|it| is_dated(it));
            dated.all(|it| self.is_of_end(it, "closes", |how| !how.is_empty()))
        };
        self.are_both("closes", |how| how == "last")
            || self.are_both("closes", |how| !how.is_empty()) && tell_no_more()
    }

    /// Whether both tell of the first who came: there is one such day.
    pub(super) fn are_both_first(&self) -> bool {
        self.are_both("opens", |how| !how.is_empty())
    }

    /// Whether a claim of each that gives a time tells a beginning or an end of what goes on for days.
    fn are_both(&self, end: &str, is_told: impl Fn(&str) -> bool) -> bool {
        let tell_it = |of: &Version| {
            let mut dated = of.by.iter().filter(|it| it.times().next().is_some());
            dated.any(|it| self.is_of_end(it, end, &is_told))
        };
        self.frame.lasts > 0 && tell_it(&self.first) && tell_it(&self.second)
    }

    /// Whether a claim has a word of an end, by what stands in a column of `phase.tsv`.
    fn is_of_end(&self, told: &Told, end: &str, is_told: impl Fn(&str) -> bool) -> bool {
        let reading = self.case.readings[told.document];
        phase::is_told(self.case.knowledge, reading, told.claim, end, is_told)
    }

    /// The words of a claim, folded.
    pub(super) fn said(&self, told: &Told) -> Vec<String> {
        let text = &self.case.readings[told.document].document.text;
        let said = told.claim.evidence.iter().map(|it| it.span.of(text));
        said.map(|it| format!(" {} ", spaced(it))).collect()
    }
}
