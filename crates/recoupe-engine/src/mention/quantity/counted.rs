//! What a number counts: the unit, and the piece after the words that name it.

use recoupe_model::{Relation, Upos};

use super::lexicon::Noun;
use super::number::Amount;
use super::reading::Reading;

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counted {
    /// Singular English noun, symbol, lemma; empty when nothing is named.
    pub(super) unit: String,
    /// What to multiply the number by.
    pub(super) factor: f64,
    /// The piece after the last.
    pub(super) end: usize,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

impl Counted {
    fn of(unit: &str, end: usize, rule: &'static str) -> Self {
        Self { unit: unit.to_owned(), factor: 1.0, end, rule }
    }
}

/// Words between a number and its noun that are looked through.
const REACH: usize = 7;

impl Reading<'_> {
    /// What follows a number and is counted by it.
    pub(super) fn counted(&self, amount: &Amount) -> Option<Counted> {
        let end = amount.end;
        self.measure(end, amount).or_else(|| {
            let after_of = self.role(end, "of");
            let needs_of = amount.scale > 1.0 || amount.vague;
            let from = after_of.filter(|_| needs_of).unwrap_or(end);
            (from > end)
                .then(|| self.measure(from, amount))
                .flatten()
                .or_else(|| self.noun(from))
                .or_else(|| self.victims(end))
        })
    }

    /// « km », « % », « millions d’euros », "-magnitude"
    fn measure(&self, at: usize, amount: &Amount) -> Option<Counted> {
        let hyphen = self.piece(at).is_some_and(|p| p.is("-") && p.is_glued());
        let from = if hyphen { at + 1 } else { at };
        self.piece(from)?;
        let mut all = self.lexicon.units.all_at(&self.pieces, from);
        let (end, unit) = all.find(|(end, unit)| {
            let follows = self
                .pieces
                .get(*end)
                .is_none_or(|next| !(next.is_glued() && next.kind != super::scan::Kind::Mark));
            follows && unit.suits(&self.pieces[from], amount) && !self.any_taken(from, *end)
        })?;
        let end = if hyphen { self.after_hyphen(end) } else { end };
        Some(Counted { unit: unit.name.clone(), factor: unit.factor, end, rule: "quantity/unit" })
    }

    /// "six-year-old boy": the age, without the boy.
    fn after_hyphen(&self, end: usize) -> usize {
        let is_old = self.pieces.get(end).is_some_and(|p| p.is("-") && p.is_glued());
        if is_old && self.is_word(end + 1) { end + 2 } else { end }
    }

    /// The noun after a number, over adjectives.
    fn noun(&self, from: usize) -> Option<Counted> {
        let from = self.past_measure(from).unwrap_or(from);
        let mut at = from;
        let mut head: Option<Counted> = None;
        while at < from + REACH && self.piece(at).is_some() {
            if let Some((end, noun)) = self.lexicon.nouns.at(&self.pieces, at)
                && !self.any_taken(at, end)
                && self.may_be_noun(at, head.is_some())
                && !(self.lexicon.noun_last && self.is_hyphened(end))
            {
                head = Some(Counted::of(self.unit_of(noun), end, "quantity/noun"));
                at = end;
                if self.lexicon.noun_last && self.follows_noun(at) {
                    continue;
                }
                break;
            }
            let Some(next) = self.describes(at, head.is_some()) else { break };
            at = next;
        }
        let found = head.or_else(|| self.unlisted(from))?;
        Some(Counted { end: self.with_adjectives(found.end), ..found })
    }

    /// "eight 155 mm howitzers": the piece after the measure that stands before what is counted.
    fn past_measure(&self, from: usize) -> Option<usize> {
        let amount = self.amount(from).filter(|_| self.lexicon.noun_last)?;
        let end = self.measure(amount.end, &amount)?.end;
        self.lexicon.nouns.at(&self.pieces, end).map(|_| end)
    }

    /// "two vehicle-borne bombs": a part of a longer word.
    fn is_hyphened(&self, at: usize) -> bool {
        let glued = |i: usize| self.pieces.get(i).filter(|piece| piece.is_glued());
        glued(at).is_some_and(|p| p.is("-")) && glued(at + 1).is_some()
    }

    /// A verb is no noun, whatever the list says (« 40 blessés » but "40 wounded the").
    fn may_be_noun(&self, at: usize, has_head: bool) -> bool {
        // "three well trained soldiers", "two fine examples"
        let is_noun = |at| matches!(self.upos(at), Some(Upos::Noun | Upos::Propn));
        let describes = match self.upos(at) {
            Some(Upos::Adv) => true,
            Some(Upos::Adj) => is_noun(at + 1),
            _ => false,
        };
        if describes && self.lexicon.noun_last {
            return false;
        }
        let is_verb = matches!(self.upos(at), Some(Upos::Verb | Upos::Aux));
        let is_participle = self.token(at).is_some_and(|(_, t)| t.feats.has("VerbForm", "Part"));
        !is_verb || (is_participle && !has_head)
    }

    fn unit_of<'n>(&self, noun: &'n Noun) -> &'n str {
        match &noun.military {
            Some(unit) if self.is_military => unit,
            _ => &noun.unit,
        }
    }

    /// Whether a noun may follow that the one before describes ("police officers").
    fn follows_noun(&self, at: usize) -> bool {
        let listed = self.piece(at).is_some() && self.lexicon.nouns.at(&self.pieces, at).is_some();
        let is_noun = matches!(self.upos(at), Some(Upos::Noun | Upos::Propn));
        let may_be = !matches!(self.upos(at), Some(Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adv));
        is_noun || (listed && may_be && self.role(at, "state").is_none())
    }

    /// The piece after a word that may stand between a number and its noun.
    fn describes(&self, at: usize, has_head: bool) -> Option<usize> {
        if let Some(end) = self.role(at, "skip").filter(|_| !has_head) {
            return Some(end);
        }
        if self.role(at, "stop").is_some() {
            return None;
        }
        let hyphen = self.piece(at)?.is("-") && self.piece(at)?.is_glued();
        if hyphen && self.lexicon.noun_last {
            return Some(at + 1);
        }
        let word = self.is_word(at);
        let fits = match self.upos(at)? {
            Upos::Adj => true,
            Upos::Noun | Upos::Propn | Upos::X => self.lexicon.noun_last,
            Upos::Verb => {
                let participle =
                    self.token(at).is_some_and(|(_, t)| t.feats.has("VerbForm", "Part"));
                self.lexicon.noun_last && participle && !has_head
            }
            Upos::Adv => !has_head && self.upos(at + 1) == Some(Upos::Adj),
            _ => false,
        };
        (word && fits).then(|| self.token_end(at))
    }

    /// A noun that the list does not have: its lemma.
    fn unlisted(&self, from: usize) -> Option<Counted> {
        let mut at = from;
        while let Some(next) = self.role(at, "skip") {
            at = next;
        }
        if let Some(piece) = self.piece(at)
            && self.lexicon.is_people(piece)
        {
            return Some(Counted::of("person", self.token_end(at), "quantity/people"));
        }
        let head = self.head_noun(from).unwrap_or(at);
        let piece = self.piece(head).filter(|_| self.is_word(head))?;
        if self.role(head, "stop").is_some() || piece.is_glued() && head == from {
            return None;
        }
        if self.lexicon.is_people(piece) {
            return Some(Counted::of("person", self.token_end(head), "quantity/people"));
        }
        let (_, token) = self.token(head)?;
        if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::X) {
            return None;
        }
        let end = self.token_end(head);
        if self.lexicon.noun_last
            && let Some((last, noun)) = self.lexicon.nouns.at(&self.pieces, end)
            && !self.any_taken(end, last)
            && self.follows_noun(end)
        {
            return Some(Counted::of(self.unit_of(noun), last, "quantity/noun"));
        }
        Some(Counted::of(&token.lemma.to_lowercase(), end, "quantity/lemma"))
    }

    /// The piece of the noun that the parser says is counted.
    fn head_noun(&self, from: usize) -> Option<usize> {
        let (_, number) = self.token(from.checked_sub(1)?)?;
        let head = number.head.filter(|_| number.deprel.base == Relation::Nummod)?;
        let reach = from..(from + REACH).min(self.pieces.len());
        reach
            .into_iter()
            .take_while(|&at| self.role(at, "stop").is_none())
            .find(|&at| self.token(at).is_some_and(|(index, _)| index == head))
    }

    /// The piece after the adjectives that follow a noun.
    fn with_adjectives(&self, end: usize) -> usize {
        let mut end = end;
        while !self.lexicon.noun_last
            && self.is_word(end)
            && self.upos(end) == Some(Upos::Adj)
            && self.role(end, "stop").is_none()
            && self.role(end, "state").is_none()
        {
            end = self.token_end(end);
        }
        end
    }

    /// « 14 ont été tués », "14 were killed", « 52 sont morts »: people, though no noun says so.
    fn victims(&self, at: usize) -> Option<Counted> {
        let mut next = at;
        while let Some(end) = self.role(next, "aux").filter(|_| next < at + 8) {
            next = end;
        }
        let is_victim = self.role(next, "state").is_some();
        (is_victim && next <= at + 8).then(|| Counted::of("person", at, "quantity/victims"))
    }
}
