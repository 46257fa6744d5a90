//! Parts of a whole: « deux tiers des sièges », "half of the voters", as per cent.

use recoupe_model::Upos;

use super::lexicon::Effect;
use super::range::{Amounts, Lead};
use super::reading::Reading;

impl Reading<'_> {
    /// A share of what « de » names after it; nobody counts thirds to the last digit, so that it is
    /// said to be about so much.
    pub(super) fn share(&self, start: usize, lead: &Lead) -> Option<Amounts> {
        self.piece(lead.at)?;
        let (end, part) = self.lexicon.numbers.share(&self.pieces, lead.at)?;
        let whole = self.role(end, "of").or_else(|| self.role(end, "whole"))?;
        // « un quart d'heure », « un quart de finale », "the second half of the match"
        let is_other = self.role(whole, "not-share").is_some()
            || start.checked_sub(1).is_some_and(|before| self.upos(before) == Some(Upos::Adj));
        if is_other || lead.unit.is_some() || self.any_taken(start, end) {
            return None;
        }
        let value = (part * 10_000.0).round() / 100.0;
        let (low, high) = match lead.effect {
            Some(Effect::Least) => (Some(value), None),
            Some(Effect::Most) => (None, Some(value)),
            _ => (Some(value), Some(value)),
        };
        let is_bound = matches!(lead.effect, Some(Effect::Least | Effect::Most));
        Some(Amounts {
            start,
            end,
            low,
            high,
            unit: "%".to_owned(),
            approximate: !is_bound,
            rule: "quantity/share",
        })
    }
}
