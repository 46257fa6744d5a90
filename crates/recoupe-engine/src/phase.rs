//! Words of the beginning and the end of what goes on for days, and of the first and the last: `words/phase.tsv`.

use recoupe_model::{Claim, Reading};

use crate::lang::{Knowledge, fold};

/// Whether a claim has a word of an end (`opens`, `closes`), by what stands for the word in that column.
pub(crate) fn is_told(
    knowledge: &Knowledge,
    reading: &Reading,
    claim: &Claim,
    end: &str,
    is_meant: impl Fn(&str) -> bool,
) -> bool {
    let Some(pack) = knowledge.pack(&reading.document.language) else { return false };
    let words = pack.words("phase");
    claim.evidence.iter().any(|it| {
        let said = fold(it.span.of(&reading.document.text));
        let mut said = said.split(|it: char| !it.is_alphanumeric());
        said.any(|word| words.get(word, end).is_some_and(&is_meant))
    })
}
