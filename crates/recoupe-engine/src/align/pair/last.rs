//! The end of what goes on for days, and the last who left: there is one such day.

use super::Pair;
use crate::align::told::Told;
use crate::align::version::{Version, spaced};

impl Pair<'_, '_> {
    /// Whether both tell of the end, or of the last who left: there is one such day.
    pub(super) fn are_both_last(&self) -> bool {
        let is_last = |told: &&Told| {
            let reading = self.case.readings[told.document];
            let pack = self.case.knowledge.pack(&reading.document.language);
            pack.is_some_and(|pack| {
                let words = pack.words("phase");
                let mut closing =
                    words.rows().iter().filter(|it| words.cell(it, "closes") == "yes");
                let said = self.said(told);
                closing.any(|row| said.iter().any(|it| it.contains(&format!(" {} ", row.key()))))
            })
        };
        let tells_the_last = |of: &Version| {
            let mut dated = of.by.iter().filter(|it| it.times().next().is_some()).peekable();
            dated.peek().is_some() && dated.all(is_last)
        };
        self.frame.lasts > 0 && tells_the_last(&self.first) && tells_the_last(&self.second)
    }

    /// The words of a claim, folded.
    pub(super) fn said(&self, told: &Told) -> Vec<String> {
        let text = &self.case.readings[told.document].document.text;
        let said = told.claim.evidence.iter().map(|it| it.span.of(text));
        said.map(|it| format!(" {} ", spaced(it))).collect()
    }
}
