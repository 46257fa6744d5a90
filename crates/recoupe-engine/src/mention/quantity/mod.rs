//! Amounts: numbers with what they count and how sure they are.
//!
//! The path of a sentence: `scan` cuts it into pieces, `number` and `digits` read numbers,
//! `counted` finds what is counted, `lexicon` has the words; here modifiers and ranges are put
//! around them.

mod bare;
mod counted;
mod digits;
mod lasting;
pub(crate) mod lexicon;
pub(crate) mod number;
pub(crate) mod phrases;
mod range;
mod reading;
pub(crate) mod scan;
mod share;

use recoupe_model::{Document, Mention, MentionKind, Quantity, Sentence, Span};

use self::lexicon::Lexicon;
use self::range::Found;
use self::reading::Reading;
use crate::lang::Pack;

/// The amounts of a document, in text order, none overlapping another or a time.
pub(crate) fn find(
    pack: &Pack,
    document: &Document,
    sentences: &[Sentence],
    times: &[Mention],
) -> Vec<Mention> {
    let lexicon = pack.derived(Lexicon::load);
    let mut taken: Vec<Span> = times.iter().map(|time| time.span).collect();
    taken.sort_unstable();
    let mut mentions = Vec::new();
    let mut military = false;
    for sentence in sentences {
        let pieces = scan::pieces(&document.text, sentence.span);
        let mut reading = Reading::new(&lexicon, sentence, pieces, &taken);
        // What a sentence speaks of, the next one still does.
        let was_military = std::mem::replace(&mut military, reading.is_military);
        reading.is_military |= was_military;
        let mut at = 0;
        while at < reading.pieces.len() {
            match reading.quantity(at) {
                Found::Amount(amount) => {
                    mentions.extend(mention(&reading, document, &amount));
                    if matches!(amount.rule, "quantity/noun" | "quantity/vote") {
                        reading.last_unit = Some(amount.unit.clone());
                    }
                    at = amount.end.max(at + 1);
                }
                Found::Skip(end) => at = end.max(at + 1),
                Found::Nothing => at += 1,
            }
        }
    }
    mentions
}

fn mention(reading: &Reading, document: &Document, found: &range::Amounts) -> Option<Mention> {
    let span = reading.span(found.start, found.end)?;
    let quantity = Quantity {
        low: found.low,
        high: found.high,
        unit: found.unit.clone(),
        approximate: found.approximate,
        text: span.of(&document.text).to_owned(),
        span,
    };
    Some(Mention { span, kind: MentionKind::Quantity(quantity), rule: found.rule.into() })
}
