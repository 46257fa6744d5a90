//! One hour, one year: the word for one is mostly an article, but not where it tells how long.

use super::lexicon::Effect;
use super::range::{Amounts, Lead};
use super::reading::Reading;

/// Units of time, as `unit.tsv` names them.
const LENGTHS: [&str; 9] =
    ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"];

impl Reading<'_> {
    /// « pendant une heure », « plus d'un an », "for a week", "an hour and a half".
    pub(super) fn lasting(&self, start: usize, lead: &Lead) -> Option<Amounts> {
        self.piece(lead.at)?;
        let from = self.lexicon.numbers.one(&self.pieces, lead.at)?;
        let (end, unit) = self.lexicon.units.at(&self.pieces, from)?;
        if !LENGTHS.contains(&&*unit.name) || unit.is_symbol || self.any_taken(start, end) {
            return None;
        }
        let half = self.lexicon.numbers.half(&self.pieces, end);
        let is_told = lead.effect.is_some() || half.is_some() || self.ends_before(start, "lasts");
        if !is_told {
            return None;
        }
        let value = if half.is_some() { 1.5 } else { 1.0 };
        let (low, high) = match lead.effect {
            Some(Effect::Least) => (Some(value), None),
            Some(Effect::Most) => (None, Some(value)),
            _ => (Some(value), Some(value)),
        };
        Some(Amounts {
            start,
            end: half.unwrap_or(end),
            low,
            high,
            unit: unit.name.clone(),
            approximate: lead.effect == Some(Effect::About),
            rule: "quantity/lasting",
        })
    }
}
