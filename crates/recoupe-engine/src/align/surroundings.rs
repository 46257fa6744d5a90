//! What the sentence around a claim names, beside what the claim was read to say.

use std::collections::BTreeSet;

use recoupe_model::{
    Claim, Class, Date, Entity, EntityId, Mention, MentionKind, Reading, Role, Span, Time, Value,
};

use crate::lang::{Kinds, is_vague};

/// The places that the sentence of a claim names, those in the names of its sources left out, and a capital
/// with which it begins: « À Asmara, on parle de neuf morts » tells who says it.
pub(super) fn places(kinds: &Kinds, reading: &Reading, claim: &Claim) -> Vec<Value> {
    let start = sentence(reading, claim).map_or(0, Span::start);
    let speaks =
        |it: &Entity| kinds.is_capital(it.id.as_str()) && it.span.start() <= start + BEFORE_CAPITAL;
    let named = named(reading, claim);
    let places = named.filter(|it| it.class == Class::Place && !is_vague(it) && !speaks(it));
    places.cloned().map(Value::Entity).collect()
}

/// Letters before a capital with which a sentence begins: « À Asmara », "In Asmara".
const BEFORE_CAPITAL: usize = 4;

/// The places and countries that the sentence of a claim names, those in the names of its sources left out.
pub(super) fn lands(reading: &Reading, claim: &Claim) -> Vec<Value> {
    let is_land = |it: &&Entity| matches!(it.class, Class::Place | Class::Country);
    let lands = named(reading, claim).filter(is_land).filter(|it| !is_vague(it));
    lands.cloned().map(Value::Entity).collect()
}

/// Whom and what the sentence of a claim names besides its speaker, as ids.
pub(super) fn about(reading: &Reading, claim: &Claim) -> BTreeSet<String> {
    let speakers = claim.roles.get(&Role::Speaker).into_iter().flatten();
    let speakers: Vec<&Entity> = speakers
        .filter_map(|value| match value {
            Value::Entity(entity) => Some(entity),
            _ => None,
        })
        .collect();
    let speaks = |it: &&Entity| {
        speakers.iter().any(|speaker| speaker.id == it.id || speaker.span.overlaps(it.span))
    };
    let named = named(reading, claim).filter(|it| !speaks(it) && !is_vague(it));
    let named = named.filter(|it| it.class != Class::Thing);
    named.map(|it| it.id.to_string()).collect()
}

/// Whether the sentence of a claim names one of these.
pub(super) fn names_any(reading: &Reading, claim: &Claim, ids: &BTreeSet<&EntityId>) -> bool {
    mentioned(reading, claim).filter_map(entity).any(|it| ids.contains(&it.id))
}

/// Days after which a happening is no news any more.
pub(super) const LONG_AGO: i64 = 60;

/// Letters of a sentence before the time that it is set in: « En 2031, … ».
const SETTING: usize = 15;

/// Whether a claim, or where it has no time the time its sentence is set in, was long gone when
/// the document was published.
pub(super) fn is_recalled(reading: &Reading, claim: &Claim) -> bool {
    let long_ago = |day: Date| day.checked_sub(jiff::Span::new().days(LONG_AGO)).ok();
    let Some(long_ago) = reading.document.anchor().and_then(long_ago) else { return false };
    let is_old = |time: &Time| time.to.is_some_and(|to| to < long_ago);
    let own = claim.roles.get(&Role::Time).into_iter().flatten();
    let own: Vec<&Time> = own
        .filter_map(|value| match value {
            Value::Time(time) => Some(time),
            _ => None,
        })
        .collect();
    if !own.is_empty() {
        return own.iter().all(|time| is_old(time));
    }
    let Some(start) = sentence(reading, claim).map(Span::start) else { return false };
    let mut times = mentioned(reading, claim).filter_map(|mention| match &mention.kind {
        MentionKind::Time(time) if !time.is_dayless() => Some((mention.span, time)),
        _ => None,
    });
    let sets = |span: Span| span.start() <= start + SETTING;
    let Some((span, first)) = times.next() else { return false };
    sets(span) && is_old(first) && times.all(|(_, time)| is_old(time))
}

fn named<'a>(reading: &'a Reading, claim: &Claim) -> impl Iterator<Item = &'a Entity> {
    let sources: Vec<Span> = claim.attribution.iter().map(|it| it.span).collect();
    let own = mentioned(reading, claim)
        .filter(move |it| !sources.iter().any(|source| source.overlaps(it.span)));
    own.filter_map(entity)
}

/// What the sentence of a claim mentions.
fn mentioned<'a>(reading: &'a Reading, claim: &Claim) -> impl Iterator<Item = &'a Mention> {
    let sentence = sentence(reading, claim);
    let from = sentence.map_or(0, |span| {
        reading.mentions.partition_point(|mention| mention.span.start() < span.start())
    });
    let mentions = reading.mentions[from..].iter();
    mentions.take_while(move |it| sentence.is_some_and(|span| it.span.start() < span.end()))
}

fn entity(mention: &Mention) -> Option<&Entity> {
    match &mention.kind {
        MentionKind::Name(entity) => Some(entity),
        _ => None,
    }
}

/// The sentence of the claim's first words.
fn sentence(reading: &Reading, claim: &Claim) -> Option<Span> {
    let start = claim.evidence.first()?.span.start();
    let at = reading.sentence_at(start);
    reading.sentences.get(at).map(|sentence| sentence.span).filter(|span| span.start() <= start)
}
