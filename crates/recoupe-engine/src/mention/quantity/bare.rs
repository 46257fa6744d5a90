//! Numbers that no noun follows: those that count something all the same, and those that do not.

use recoupe_model::{Relation, Upos};

use super::counted::Counted;
use super::number::Amount;
use super::range::Lead;
use super::reading::Reading;
use super::scan::Kind;

impl Reading<'_> {
    /// A number that no noun follows: of victims, of what a tally names, or a subject or object.
    pub(super) fn bare(&self, start: usize, lead: &Lead, amount: &Amount) -> Option<Counted> {
        let of = |unit: &str, rule| {
            Some(Counted { unit: unit.to_owned(), factor: 1.0, end: amount.end, rule })
        };
        if self.ends_before(start, "victim-verb") {
            return of("person", "quantity/victims");
        }
        if let Some(unit) = self.tallied(start) {
            return of(&unit, "quantity/tally");
        }
        if let Some(unit) = self.unit_of_next(amount) {
            return of(&unit, "quantity/change");
        }
        if self.is_score(start, amount) {
            return of("vote", "quantity/vote");
        }
        if let Some(unit) = self.counted_before(start, amount) {
            return of(&unit, "quantity/same-noun");
        }
        let is_plain = lead.effect.is_none() && !amount.vague && !amount.open;
        let year_like = amount.in_digits && (1000.0..2100.0).contains(&amount.value);
        let (_, token) = self.token(lead.at)?;
        let stands_alone =
            matches!(token.deprel.base, Relation::Nsubj | Relation::Obj) && token.upos == Upos::Num;
        let is_news = !is_plain || (stands_alone && !year_like);
        (is_news && !amount.is_article()).then(|| of("", "quantity/number")).flatten()
    }

    /// "by 71 to 30", "voted 71 to 30": one of the two numbers of a vote.
    fn is_score(&self, start: usize, amount: &Amount) -> bool {
        let second = self.ends_before(start, "to") && self.last_unit.as_deref() == Some("vote");
        let next = self.role(amount.end, "to").and_then(|at| self.amount(at));
        let is_first = || next.is_some_and(|next| self.counted(&next).is_none());
        second || self.ends_before(start, "vote") && is_first()
    }

    /// « 200 manifestants, contre 5 000 hier », « 20 blessés, dont cinq graves », "five of them":
    /// what the amount before counts.
    fn counted_before(&self, start: usize, amount: &Amount) -> Option<String> {
        let unit = self.last_unit.clone()?;
        let is_year = amount.in_digits && (1900.0..2100.0).contains(&amount.value);
        let is_part = self.ends_before(start, "part-of-last")
            || self.role(amount.end, "of-the-last").is_some();
        let is_compared = self.ends_before(start, "against") && !is_year;
        (is_part || is_compared).then_some(unit)
    }

    /// « de 14 à 37 morts »: what the next number counts.
    fn unit_of_next(&self, amount: &Amount) -> Option<String> {
        let next = self.lead(self.role(amount.end, "to")?);
        let counted = self.counted(&self.amount(next.at)?)?;
        Some(counted.unit)
    }

    /// "put the number of demonstrators at 400": the noun before.
    fn tallied(&self, start: usize) -> Option<String> {
        let from = start.saturating_sub(12);
        let tally = (from..start).rev().find_map(|at| self.role(at, "tally"))?;
        let (end, noun) =
            (tally..start.min(tally + 3)).find_map(|at| self.lexicon.nouns.at(&self.pieces, at))?;
        (end <= start).then(|| noun.unit.clone())
    }

    /// « article 5 », « page 2010 », « Boeing 737 », "No. 3"
    pub(super) fn is_label(&self, at: usize, amount: &Amount) -> bool {
        if !amount.in_digits || amount.scale > 1.0 {
            return false;
        }
        if self.ends_before(at, "label") {
            return true;
        }
        let Some(before) = at.checked_sub(1).and_then(|i| self.piece(i)) else { return false };
        let is_name =
            before.kind == Kind::Word && before.capital && self.upos(at - 1) == Some(Upos::Propn);
        let next_is_digits = self.pieces.get(amount.end).is_some_and(|p| p.kind == Kind::Digits);
        next_is_digits || (is_name && self.counted(amount).is_none())
    }

    /// « les deux pays », "the two sides": a known pair, whose number tells nothing.
    pub(super) fn is_pair(&self, at: usize, lead: &Lead, amount: &Amount) -> bool {
        let is_two = !amount.in_digits && (amount.value - 2.0).abs() < 0.1;
        is_two && lead.at == at && self.ends_before(at, "definite")
    }

    /// « à 5 heures », "at 10 o'clock", "8.15 pm"
    pub(super) fn is_clock(&self, at: usize, amount: &Amount) -> bool {
        if self.role(amount.end, "clock").is_some() {
            return true;
        }
        let is_hour = self
            .lexicon
            .units
            .at(&self.pieces, amount.end)
            .is_some_and(|(_, unit)| unit.name == "hour");
        // « à deux heures de la frontière » is a way, not an hour.
        let goes_on = self.role(amount.end + 1, "of").is_some();
        is_hour && amount.value <= 24.0 && !goes_on && self.ends_before(at, "clock-before")
    }

    /// « passé de 14 à 37 »: a change, not an interval.
    pub(super) fn is_change(&self, at: usize) -> bool {
        (at.saturating_sub(4)..at).any(|i| self.role(i, "change").is_some())
    }
}
