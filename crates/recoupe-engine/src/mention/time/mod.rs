//! Dates and periods: found by the rules of `time.toml`, resolved to days of the calendar.
//!
//! The path of a sentence: `quantity::scan` cuts it into pieces; `grammar` finds the longest
//! shapes that `pattern` describes, from dates up to intervals of dates; `sense` says what their
//! words mean by themselves; `tense` and `resolve` make days of it.

mod calendar;
mod clock;
mod combined;
mod feast;
mod figures;
mod firsts;
mod grammar;
mod near;
mod parts;
mod pattern;
mod resolve;
mod sense;
mod tense;

use recoupe_model::{Document, Mention, MentionKind, Sentence, Span, Time};

use self::firsts::Set;
use self::grammar::{Grammar, TOP};
use self::parts::Parts;
use self::resolve::{Around, Known, Told, resolve};
use self::sense::Sense;
use self::tense::Verbs;
use super::quantity::scan::{Piece, pieces};
use crate::counted::is_counted_by;
use crate::lang::{Mistake, Pack};

/// What is wrong with `time.toml`.
pub(crate) fn mistakes(pack: &Pack) -> Vec<Mistake> {
    Grammar::load(pack).1
}

/// The times of a document, in text order, none overlapping another.
///
/// What they are counted from is the publication date, or for « la veille » the day last told.
pub(crate) fn find(pack: &Pack, document: &Document, sentences: &[Sentence]) -> Vec<Mention> {
    let grammar = pack.derived(|pack| Grammar::load(pack).0);
    let mut finder =
        Finder { pack, document, grammar: &grammar, told: Told::default(), found: Vec::new() };
    for sentence in sentences {
        finder.read(sentence);
    }
    finder.found
}

struct Finder<'a> {
    pack: &'a Pack,
    document: &'a Document,
    grammar: &'a Grammar,
    /// What « la veille » is counted from.
    told: Told,
    found: Vec<Mention>,
}

/// A time that the rules see at a piece.
#[derive(Clone, Debug)]
struct Match {
    rule: usize,
    start: usize,
    end: usize,
    sense: Sense,
    /// Where the parts of a list end and begin.
    split: Option<(usize, usize)>,
}

impl Finder<'_> {
    fn read(&mut self, sentence: &Sentence) {
        let pieces = pieces(&self.document.text, sentence.span);
        let layers = layers(self.grammar, &pieces);
        let verbs = Verbs::new(self.pack, sentence);
        let mut at = 0;
        while at < pieces.len() {
            let shown = layers.iter().flat_map(|layer| &layer.shown[at]);
            // Of equal length, the first: a rule of a lower level.
            let best = shown.reduce(|best, next| if next.end > best.end { next } else { best });
            let Some(best) = best else {
                at += 1;
                continue;
            };
            self.keep(&verbs, &pieces, best);
            at = best.end.max(at + 1);
        }
    }

    fn keep(&mut self, verbs: &Verbs, pieces: &[Piece], found: &Match) {
        let Some(span) = cover(pieces, found.start, found.end) else { return };
        let around = Around {
            published: self.document.anchor(),
            told: self.told,
            tense: verbs.tense(span),
            after_verb: verbs.end_before(span),
        };
        if let (Sense::List(a, b), Some((end, start))) = (&found.sense, found.split) {
            let days =
                [resolve(a, &around), resolve(b, &around)].map(|day| day.and_then(|d| d.single()));
            let follow =
                matches!(days, [Some(a), Some(b)] if a.tomorrow().is_ok_and(|next| next == b));
            if !follow {
                self.push(pieces, (found.start, end), found.rule, resolve(a, &around));
                self.push(pieces, (start, found.end), found.rule, resolve(b, &around));
                return;
            }
        }
        self.push(pieces, (found.start, found.end), found.rule, resolve(&found.sense, &around));
    }

    fn push(&mut self, pieces: &[Piece], at: (usize, usize), rule: usize, known: Option<Known>) {
        let (Some(known), Some(span)) = (known, cover(pieces, at.0, at.1)) else { return };
        self.told.tell(&known);
        let time = Time {
            from: known.from,
            to: known.to,
            weekday: known.weekday,
            month: known.month,
            day: known.day,
            inferred: false,
            clock: known.clock,
            every: known.every,
            text: span.of(&self.document.text).to_owned(),
            span,
        };
        let rule = self.grammar.rules.get(rule).map_or("time", |rule| rule.name.as_str());
        self.name_again(&time, rule);
        self.found.push(Mention { span, kind: MentionKind::Time(time), rule: rule.into() });
    }
}

impl Finder<'_> {
    /// « Trois jours plus tôt, mardi 3 février »: what was counted just before is the day that is named behind it.
    fn name_again(&mut self, day: &Time, rule: &str) {
        let Some(last) = self.found.last_mut() else { return };
        let between = self.document.text.get(last.span.end()..day.span.start());
        let is_apposed = between.is_some_and(|it| it.trim_end() == ",");
        if let MentionKind::Time(counted) = &mut last.kind
            && is_apposed
            && day.days() == Some(1)
            && is_counted_by(&last.rule)
            && !is_counted_by(rule)
        {
            (counted.from, counted.to) = (day.from, day.to);
            (counted.weekday, counted.month, counted.day) = (day.weekday, day.month, day.day);
            last.rule = rule.into();
        }
    }
}

fn cover(pieces: &[Piece], start: usize, end: usize) -> Option<Span> {
    let last = pieces.get(end.checked_sub(1)?)?;
    Some(pieces.get(start)?.span.cover(last.span))
}

/// The matches of the rules of one level, by the piece they begin at.
struct Layer {
    /// Those that may be times by themselves; they may begin with context.
    shown: Vec<Option<Match>>,
    /// Those that higher levels see as `<time>`.
    inside: Vec<Option<Match>>,
}

fn layers(grammar: &Grammar, pieces: &[Piece]) -> Vec<Layer> {
    let words: Vec<Set> = (0..pieces.len()).map(|at| grammar.here(pieces, at)).collect();
    let of_time = grammar.numbering.of_class("time");
    let mut layers: Vec<Layer> = Vec::new();
    let mut senses: Vec<Sense> = Vec::new();
    for level in 0..=TOP {
        let none = vec![None; pieces.len()];
        let mut layer = Layer { shown: none.clone(), inside: none };
        let mut indices: Vec<Vec<(usize, i32)>> = vec![Vec::new(); pieces.len() + 1];
        for below in &layers {
            for found in below.inside.iter().flatten() {
                let Ok(number) = i32::try_from(senses.len()) else { break };
                indices[found.start].push((found.end, number));
                senses.push(found.sense.clone());
            }
        }
        let view = View { grammar, pieces, level, indices: &indices, senses: &senses };
        for at in 0..pieces.len() {
            let mut add = |found: Match, is_shown: bool, is_inside: bool| {
                let slots = [(&mut layer.shown, is_shown), (&mut layer.inside, is_inside)];
                for (slot, _) in slots.into_iter().filter(|(_, is_meant)| *is_meant) {
                    let slot: &mut Option<Match> = &mut slot[found.start];
                    if slot.as_ref().is_none_or(|best| best.end < found.end) {
                        *slot = Some(found.clone());
                    }
                }
            };
            let mut here = words[at];
            if !indices[at].is_empty() {
                here.join(&of_time);
            }
            view.matches_at(at, &here, &mut add);
        }
        layers.push(layer);
    }
    layers
}

/// Where the finder's rules look, and what lower levels found there.
struct View<'a> {
    grammar: &'a Grammar,
    pieces: &'a [Piece],
    level: usize,
    indices: &'a [Vec<(usize, i32)>],
    senses: &'a [Sense],
}

impl View<'_> {
    /// Calls `add` with the matches of a level at a piece, and whether each is a time by itself
    /// and inside of other rules.
    fn matches_at(&self, at: usize, here: &Set, add: &mut dyn FnMut(Match, bool, bool)) {
        let inner = |at: usize| self.indices.get(at).cloned().unwrap_or_default();
        let of_level = |(_, rule): &(usize, &grammar::Rule)| rule.level == self.level;
        for (number, rule) in self.grammar.rules.iter().enumerate().filter(of_level) {
            let may_begin = |(_, firsts): &(_, &Set)| firsts.meets(here);
            for (pattern, _) in rule.patterns.iter().zip(&rule.firsts).filter(may_begin) {
                let best = self.grammar.longest(pattern, self.pieces, at, &inner);
                let Some((start, (end, found))) = best else { continue };
                let parts = Parts { found: &found, times: self.senses };
                let Some(sense) = parts.sense(rule.gives) else { continue };
                let mut times = found.iter().filter(|one| one.class == "time");
                let split = times.next().zip(times.next()).map(|(a, b)| (a.end, b.start));
                let is_inside = start == at && sense != Sense::Nothing;
                let this = Match { rule: number, start, end, sense, split };
                add(this, !rule.inside, is_inside);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Knowledge;

    #[test]
    fn every_rule_of_every_language_can_be_read() {
        let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
        for pack in knowledge.packs.values() {
            let (grammar, mistakes) = Grammar::load(pack);
            assert_eq!(mistakes, []);
            assert!(!grammar.rules.is_empty(), "{}", pack.lang);
        }
    }
}
