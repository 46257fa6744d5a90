//! What the sentence around a claim names, beside what the claim was read to say.

use std::collections::BTreeSet;

use recoupe_model::{Claim, Class, Entity, Mention, MentionKind, Reading, Role, Span, Value};

use crate::lang::is_vague;

/// The places that the sentence of a claim names, those in the names of its sources left out.
pub(super) fn places(reading: &Reading, claim: &Claim) -> Vec<Value> {
    let named = named(reading, claim);
    let places = named.filter(|it| it.class == Class::Place && !is_vague(it));
    places.cloned().map(Value::Entity).collect()
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

fn named<'a>(reading: &'a Reading, claim: &Claim) -> impl Iterator<Item = &'a Entity> {
    let sentence = sentence(reading, claim);
    let sources: Vec<Span> = claim.attribution.iter().map(|it| it.span).collect();
    let from = sentence.map_or(0, |span| {
        reading.mentions.partition_point(|mention| mention.span.start() < span.start())
    });
    let within = reading.mentions[from..]
        .iter()
        .take_while(move |it| sentence.is_some_and(|span| it.span.start() < span.end()));
    let own = within.filter(move |it| !sources.iter().any(|source| source.overlaps(it.span)));
    own.filter_map(entity)
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
    let at = reading.sentences.partition_point(|sentence| sentence.span.end() <= start);
    reading.sentences.get(at).map(|sentence| sentence.span).filter(|span| span.start() <= start)
}
