//! The tense that an ending on an infinitive makes, where a tagger missed it.

use recoupe_model::Token;

use super::Pack;

/// `future` or `conditional` where the form of a verb is its infinitive, or an irregular stem of it, with an
/// ending of that tense (« livrera », « enverrait »), by the lists `tense_ending` and `future_stem`.
pub(crate) fn tense_by_ending<'a>(pack: &'a Pack, verb: &Token) -> Option<&'a str> {
    let (infinitive, word) = (verb.lemma.to_lowercase(), verb.form.to_lowercase());
    let stem = infinitive.strip_suffix('e').unwrap_or(&infinitive);
    let endings = pack.words("tense_ending");
    let regular = word.strip_prefix(stem).filter(|_| stem.ends_with('r') && stem.len() > 3);
    let regular = regular.and_then(|ending| endings.get(ending, "makes"));
    // « serait », « reviendraient »
    let stems = pack.words("future_stem");
    let irregular = || {
        stems.rows().iter().find_map(|row| {
            let before = infinitive.strip_suffix(row.key())?;
            let ending = word.strip_prefix(before)?.strip_prefix(stems.cell(row, "stem"))?;
            endings.get(ending, "makes")
        })
    };
    regular.or_else(irregular)
}
