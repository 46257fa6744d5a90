//! A number with its modifiers, or two that bound an interval.

use super::counted::Counted;
use super::lexicon::{Effect, Unit};
use super::number::Amount;
use super::reading::Reading;
use super::scan::Kind;

/// What stands at a piece.
pub(super) enum Found {
    /// An amount.
    Amount(Amounts),
    /// A number that counts nothing; go on at this piece.
    Skip(usize),
    /// No number.
    Nothing,
}

/// An amount with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amounts {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) unit: String,
    pub(super) approximate: bool,
    pub(super) rule: &'static str,
}

/// What stands before a number.
#[derive(Default)]
pub(super) struct Lead {
    /// The piece of the number.
    pub(super) at: usize,
    pub(super) effect: Option<Effect>,
    pub(super) unit: Option<Unit>,
}

impl Reading<'_> {
    /// The amount whose words begin at a piece.
    pub(super) fn quantity(&self, at: usize) -> Found {
        if self.piece(at).is_none() {
            return Found::Nothing;
        }
        if let Some(found) = self.interval(at) {
            return found;
        }
        let lead = self.lead(at);
        if let Some(found) = self.lasting(at, &lead).or_else(|| self.share(at, &lead)) {
            return Found::Amount(found);
        }
        let Some(mut amount) = self.amount(lead.at) else { return Found::Nothing };
        if lead.unit.is_some() {
            amount = self.lexicon.numbers.as_money(&self.pieces, amount);
        }
        if (lead.unit.is_none() && self.is_label(lead.at, &amount))
            || self.is_pair(at, &lead, &amount)
            || self.is_clock(lead.at, &amount)
        {
            return Found::Skip(amount.end);
        }
        if let Some(found) = self.second(at, &lead, &amount) {
            return Found::Amount(found);
        }
        if let Some(mut next) = self.hyphened(amount.end) {
            // « 3-1 »: a score, a season, a telephone number.
            while let Some(further) = self.hyphened(next + 1) {
                next = further;
            }
            return Found::Skip(next + 1);
        }
        let below_zero =
            lead.at.checked_sub(1).is_some_and(|i| self.role(i, "minus") == Some(lead.at));
        match self.single(at, &lead, &amount) {
            Some(mut found) if below_zero && found.unit == "°C" => {
                (found.low, found.high) = (found.high.map(|n| -n), found.low.map(|n| -n));
                found.start = found.start.min(lead.at - 1);
                Found::Amount(found)
            }
            Some(found) => Found::Amount(found),
            None => Found::Skip(amount.end),
        }
    }

    /// Units and modifiers before a number: « magnitude d'environ », « plus de », "about $".
    pub(super) fn lead(&self, at: usize) -> Lead {
        let mut lead = Lead { at, ..Lead::default() };
        loop {
            let before = lead.at;
            if lead.unit.is_none()
                && let Some((end, unit)) = self.lexicon.leading.at(&self.pieces, lead.at)
            {
                lead.unit = Some(unit.clone());
                lead.at = end;
                while let Some(end) = self.role(lead.at, "link").filter(|&end| end < at + 9) {
                    lead.at = end;
                }
            }
            // "handed over twenty men": the particle of a verb says nothing of the number.
            let particle = self.token(lead.at).is_some_and(|(_, token)| token.deprel.is_sub("prt"))
                || self.role(lead.at, "particle").is_some()
                    && self.ends_before(lead.at, "particle-verb");
            if let Some((end, effect)) =
                self.lexicon.before.at(&self.pieces, lead.at).filter(|_| !particle)
            {
                lead.effect = lead.effect.or(Some(*effect));
                lead.at = end;
            }
            if lead.at == before || lead.at > at + 12 || self.any_taken(at, lead.at) {
                return lead;
            }
        }
    }

    /// A number outside times.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        self.piece(at)?;
        let amount = self.lexicon.numbers.at(&self.pieces, at)?;
        (!self.any_taken(at, amount.end) && amount.value.is_finite()).then_some(amount)
    }

    /// « entre 80 et 100 personnes », « de 2 à 3 millions d’euros », "between 10 and 15 soldiers"
    fn interval(&self, at: usize) -> Option<Found> {
        let (start, join) = match (self.role(at, "between"), self.role(at, "from")) {
            (Some(start), _) => (start, "and"),
            (None, Some(start)) => (start, "to"),
            (None, None) => return None,
        };
        let lead = self.lead(start);
        let low = self.amount(lead.at)?;
        let unit = self.counted(&low);
        let next = unit.as_ref().map_or(low.end, |unit| unit.end);
        let next = self.role(low.end, join).or_else(|| self.role(next, join))?;
        let other = self.lead(next);
        let high = self.amount(other.at)?;
        if join == "to" && self.is_change(at) {
            return None;
        }
        let found = self.bounds(at, &low, &high, lead.unit.or(other.unit))?;
        Some(Found::Amount(found))
    }

    /// « 80 à 100 personnes », "10-15 soldiers"; nothing but a count or measure makes it one.
    fn second(&self, start: usize, lead: &Lead, low: &Amount) -> Option<Amounts> {
        if lead.effect.is_some_and(|effect| effect != Effect::About) {
            return None;
        }
        if self.ends_before(start, "from") && self.is_change(start) {
            return None;
        }
        let joined = self.role(low.end, "to").or_else(|| self.role(low.end, "or"));
        let other = self.lead(joined.or_else(|| self.hyphened(low.end))?);
        let high = self.amount(other.at)?;
        let found = self.bounds(start, low, &high, lead.unit.clone().or(other.unit))?;
        let approximate = lead.effect.is_some();
        (!found.unit.is_empty()).then_some(Amounts { approximate, ..found })
    }

    /// The digits after a number and a hyphen: « 80-100 ».
    fn hyphened(&self, end: usize) -> Option<usize> {
        let hyphen = self.piece(end)?;
        let is_hyphen = matches!(&*hyphen.key, "-" | "—") && hyphen.is_glued();
        let digits = self.pieces.get(end + 1).filter(|p| p.kind == Kind::Digits)?;
        (is_hyphen && digits.is_glued()).then_some(end + 1)
    }

    /// Two numbers as an interval; the first shares the scale of the second (« 2 à 3 millions »).
    fn bounds(
        &self,
        start: usize,
        low: &Amount,
        high: &Amount,
        unit: Option<Unit>,
    ) -> Option<Amounts> {
        let mut from = low.value;
        if low.scale <= 1.0 && high.scale >= 1000.0 && from < 1000.0 && high.value >= 1000.0 {
            from *= high.scale;
        }
        let counted = self.unit_after(high, unit)?;
        let (low, high) = (from * counted.factor, high.value * counted.factor);
        (low < high).then_some(Amounts {
            start,
            end: counted.end,
            low: Some(low),
            high: Some(high),
            unit: counted.unit,
            approximate: false,
            rule: "quantity/range",
        })
    }

    /// What a number counts; with a unit before it, that one.
    fn unit_after(&self, amount: &Amount, leading: Option<Unit>) -> Option<Counted> {
        match leading {
            Some(unit) => Some(Counted {
                unit: unit.name,
                factor: unit.factor,
                end: amount.end,
                rule: "quantity/unit",
            }),
            None => self.counted(amount).or_else(|| {
                Some(Counted {
                    factor: 1.0,
                    end: amount.end,
                    rule: "quantity/number",
                    ..Counted::default()
                })
            }),
        }
    }

    /// A number by itself.
    fn single(&self, start: usize, lead: &Lead, amount: &Amount) -> Option<Amounts> {
        let glued =
            self.pieces.get(amount.end).is_some_and(|p| p.is_glued() && p.kind == Kind::Word);
        let early = self.late(amount.end);
        let from = Amount { end: early.map_or(amount.end, |(end, _)| end), ..*amount };
        let counted = self.unit_after(&from, lead.unit.clone())?;
        let is_ordinal = glued && counted.rule != "quantity/unit" && amount.in_digits;
        if is_ordinal || amount.is_article() {
            return None;
        }
        let counted =
            if counted.unit.is_empty() { self.bare(start, lead, &from)? } else { counted };
        let after = early.or_else(|| self.late(counted.end));
        let effect = lead.effect.or(after.map(|(_, effect)| effect));
        let end = after.map_or(counted.end, |(end, _)| end.max(counted.end));
        let half = self.lexicon.numbers.half(&self.pieces, end).filter(|_| after.is_none());
        let end = half.unwrap_or(end);
        let halves = if half.is_some() { 0.5 } else { 0.0 };
        let value = (amount.value + halves) * counted.factor;
        let (low, high) = match effect {
            Some(Effect::Least) => (Some(value), None),
            Some(Effect::Most) => (None, Some(value)),
            _ if amount.open => (Some(value), None),
            _ => (Some(value), Some(value)),
        };
        let is_bound = matches!(effect, Some(Effect::Least | Effect::Most)) && !amount.open;
        let approximate = !is_bound && (effect == Some(Effect::About) || amount.vague);
        Some(Amounts { start, end, low, high, unit: counted.unit, approximate, rule: counted.rule })
    }

    /// « 40 au moins », "500 or more"
    fn late(&self, at: usize) -> Option<(usize, Effect)> {
        self.piece(at)?;
        let (end, effect) = self.lexicon.after.at(&self.pieces, at)?;
        // « et plus de 40 chars »: the words belong to the next number.
        let follows = (at..end).any(|i| {
            let before = self.lexicon.before.at(&self.pieces, i);
            before.is_some_and(|(end, _)| self.amount(end).is_some())
        });
        (!follows && !self.any_taken(at, end)).then_some((end, *effect))
    }
}
