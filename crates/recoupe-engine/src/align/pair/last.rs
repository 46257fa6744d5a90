//! The beginning and the end of what goes on for days, the first who came and the last who left: there is one such day.

use super::Pair;
use crate::align::told::Told;
use crate::align::version::{Version, spaced};

impl Pair<'_, '_> {
    /// Whether both tell of the end, or of the last who left: there is one such day.
    pub(super) fn are_both_last(&self) -> bool {
        self.are_both("closes")
    }

    /// Whether both tell of the beginning, or of the first who came: there is one such day.
    pub(super) fn are_both_first(&self) -> bool {
        self.are_both("opens")
    }

    /// Whether a claim of each that gives a time has a word of an end of what goes on for days, by a column of
    /// `phase.tsv`.
    fn are_both(&self, end: &str) -> bool {
        let is_of_end = |told: &&Told| {
            let reading = self.case.readings[told.document];
            let pack = self.case.knowledge.pack(&reading.document.language);
            pack.is_some_and(|pack| {
                let words = pack.words("phase");
                let mut of_end = words.rows().iter().filter(|it| words.cell(it, end) == "yes");
                let said = self.said(told);
                of_end.any(|row| said.iter().any(|it| it.contains(&format!(" {} ", row.key()))))
            })
        };
        let tell_it = |of: &Version| {
            let mut dated = of.by.iter().filter(|it| it.times().next().is_some());
            dated.any(|it| is_of_end(&it))
        };
        self.frame.lasts > 0 && tell_it(&self.first) && tell_it(&self.second)
    }

    /// The words of a claim, folded.
    pub(super) fn said(&self, told: &Told) -> Vec<String> {
        let text = &self.case.readings[told.document].document.text;
        let said = told.claim.evidence.iter().map(|it| it.span.of(text));
        said.map(|it| format!(" {} ", spaced(it))).collect()
    }
}
