//! For whom a signer signs, by the words beside his name: « Abdou Sagna a signé pour la rébellion », "signed by the
//! minister for the government and by Abdou Sagna for the Front".

use std::collections::BTreeSet;

use recoupe_model::{Class, Entity, EntityId, MentionKind, Reading, Role, Span};

use super::bench::{Bench, Entry};
use crate::lang::{Pack, country, fold, is_vague, words};

/// The kind of bodies that govern a state.
const GOVERNMENT: &str = "government";
/// Kinds of those who are no state and sign with one.
const OTHERS: &[&str] = &["insurgent", "militia", "movement"];

/// One side of an agreement.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// A state.
    State(EntityId),
    /// A government, whose the words do not tell.
    Government,
    /// Those who are no state, by their name or in words that give none: "the rebels".
    Other(Option<EntityId>),
}

/// For whom a claim tells that one of its signers signed: the side named behind him before anybody else is, or before
/// the first of all.
pub(super) fn side(bench: &Bench, entry: &Entry, signer: &Entity) -> Option<Side> {
    let reading = bench.readings.get(entry.document)?;
    let pack = bench.knowledge.pack(&reading.document.language)?;
    let at = reading.sentence_at(signer.span.start());
    let sentence = reading.sentences.get(at)?.span;
    let others = || entry.entities(Role::Agent).filter(|it| !it.span.overlaps(signer.span));
    let (own, text) = (signer.span, &reading.document.text);
    let next = others().map(|it| it.span.start()).filter(|it| *it >= own.end()).min();
    let last = others().map(|it| it.span.end()).filter(|it| *it <= own.start()).max();
    let look = |from: usize, to: usize| sides(bench, pack, reading, entry, from, to);
    let before = look(last.unwrap_or(sentence.start()), own.start()).pop();
    let is_by = |end: usize| {
        let word = text.get(end..own.start()).and_then(|it| it.split_whitespace().next());
        word.is_some_and(|word| pack.words("agent_case").has(word))
    };
    // « pour Djibouti par Aden Douksieh et pour le groupe turc par … ».
    if let Some((side, _)) = before.clone().filter(|(_, end)| is_by(*end)) {
        return Some(side);
    }
    let behind = look(own.end(), next.unwrap_or(sentence.end()).min(sentence.end()));
    // Behind another signer stands whom that one signed for.
    let first = before.filter(|_| last.is_none());
    behind.into_iter().next().or(first).map(|(side, _)| side)
}

/// The sides that words for "on behalf of" are followed by between two offsets, each with the offset behind it.
fn sides(
    bench: &Bench,
    pack: &Pack,
    reading: &Reading,
    entry: &Entry,
    from: usize,
    to: usize,
) -> Vec<(Side, usize)> {
    let text = &reading.document.text;
    let Some(part) = text.get(from..to) else { return Vec::new() };
    let said: Vec<(String, usize)> =
        words(part).map(|it| (fold(&part[it.clone()]), from + it.end)).collect();
    let phrases = pack.words("on_behalf");
    let mut found = Vec::new();
    let mut at = 0;
    while at < said.len() {
        let length = phrases.rows().iter().filter_map(|row| {
            let own: Vec<&str> = row.key().split(' ').collect();
            let is_said = said.len() >= at + own.len()
                && own.iter().zip(&said[at..]).all(|(a, (b, _))| a == b);
            is_said.then_some(own.len())
        });
        let Some(length) = length.max() else {
            at += 1;
            continue;
        };
        let start = said[at + length - 1].1;
        let rest = text.get(start..to).unwrap_or_default();
        let end = start + rest.find([',', ';', ':', '(', '.']).unwrap_or(rest.len());
        found.extend(side_in(bench, reading, entry, start, end));
        at += length;
    }
    found
}

/// The side that words name, and where its name ends: as a party of the claim, as a name, by their kind.
fn side_in(
    bench: &Bench,
    reading: &Reading,
    entry: &Entry,
    start: usize,
    end: usize,
) -> Option<(Side, usize)> {
    let text = reading.document.text.get(start..end)?;
    let span = Span::new(start, end)?;
    let kinds = bench.likeness.kinds();
    let of_entity = |it: &Entity| -> Option<Side> {
        let state = country(it).cloned().map(Side::State);
        let is_government = kinds.of(&it.text) == Some(GOVERNMENT);
        match it.class {
            Class::Person | Class::Thing | Class::Instrument => None,
            _ if state.is_some() => state,
            _ if is_government => Some(Side::Government),
            Class::Organisation if !is_vague(it) => Some(Side::Other(Some(it.id.clone()))),
            _ => None,
        }
    };
    let told = |it: &Entity| of_entity(it).map(|side| (side, it.span.end()));
    let mut parties = entry.entities(Role::Party).filter(|it| it.span.overlaps(span));
    let mut names = reading.mentions.iter().filter_map(|it| match &it.kind {
        MentionKind::Name(name) if it.span.overlaps(span) => Some(name),
        _ => None,
    });
    let by_kind = || match kinds.of(text)? {
        GOVERNMENT => Some((Side::Government, end)),
        kind if OTHERS.iter().any(|it| kinds.fit(it, kind).supports()) => {
            Some((Side::Other(None), end))
        }
        _ => None,
    };
    parties.find_map(told).or_else(|| names.find_map(told)).or_else(by_kind)
}

/// The sides with what the others of one agreement tell of them: the government is that of the one state, the rebels are
/// the one movement; nothing of a side that may be either of two.
pub(super) fn told_apart(sides: &[Option<Side>]) -> Vec<Option<Side>> {
    let all = || sides.iter().flatten();
    let states: BTreeSet<&EntityId> = all()
        .filter_map(|it| match it {
            Side::State(id) => Some(id),
            _ => None,
        })
        .collect();
    let named: BTreeSet<&EntityId> = all()
        .filter_map(|it| match it {
            Side::Other(id) => id.as_ref(),
            _ => None,
        })
        .collect();
    let whole = |it: &Side| match it {
        Side::Government => match states.iter().copied().collect::<Vec<_>>()[..] {
            [] => Some(Side::Government),
            [one] => Some(Side::State(one.clone())),
            _ => None,
        },
        Side::Other(id) => match named.len() {
            0 | 1 => Some(Side::Other(None)),
            _ => id.clone().map(|id| Side::Other(Some(id))),
        },
        Side::State(_) => Some(it.clone()),
    };
    sides.iter().map(|it| it.as_ref().and_then(whole)).collect()
}
