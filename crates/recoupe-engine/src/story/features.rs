//! What a document is about: whom and what it names, how often, and how early.

use std::collections::BTreeMap;

use recoupe_model::{Class, Entity, MentionKind, Reading, Value};

use crate::lang::{country, is_vague};

/// A thing named in the first so many bytes counts more.
const LEAD: usize = 500;

/// Weights of what each document names, as indices of things.
pub(super) struct Features {
    /// By document: thing and weight, sorted by thing.
    pub(super) of_document: Vec<Vec<(usize, f64)>>,
    /// Of each thing, one in how many documents is guessed to name it.
    pub(super) guesses: Vec<usize>,
}

impl Features {
    pub(super) fn of(readings: &[&Reading]) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut guesses: Vec<usize> = Vec::new();
        let mut of_document = Vec::with_capacity(readings.len());
        for reading in readings {
            let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
            for (key, weight) in named(reading) {
                let next = numbers.len();
                let number = *numbers.entry(key).or_insert_with_key(|key| {
                    guesses.push(guess(key));
                    next
                });
                *weights.entry(number).or_insert(0.0) += weight;
            }
            let dampened = weights.into_iter().map(|(thing, weight)| (thing, weight.sqrt()));
            of_document.push(dampened.collect::<Vec<_>>());
        }
        Self { of_document, guesses }
    }
}

/// One document in how many names a thing, before any was read: states and kinds of happenings
/// are in every newspaper, other names are not.
fn guess(key: &str) -> usize {
    match (key.starts_with("country:"), key.split_once(' ')) {
        (true, _) => 12,
        (_, Some((_, who))) if who.starts_with("country:") => 64,
        (_, None) if !key.contains(':') => 12,
        _ => 512,
    }
}

/// Everything that a document names, with a weight for each time.
fn named(reading: &Reading) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for mention in &reading.mentions {
        if let MentionKind::Name(entity) = &mention.kind {
            push(&mut found, entity, early(mention.span.start()));
        }
    }
    for claim in &reading.claims {
        let start = claim.evidence.first().map_or(0, |it| it.span.start());
        let mut acting = Vec::new();
        for value in claim.roles.values().flatten() {
            if let Value::Entity(entity) = value {
                acting.extend(country(entity).map(ToString::to_string));
                if reading.mentions.is_empty() {
                    push(&mut found, entity, early(start));
                }
            }
        }
        if &*claim.frame != "other" && &*claim.frame != "declare" {
            acting.sort();
            acting.dedup();
            found.extend(acting.iter().map(|who| (format!("{} {who}", claim.frame), early(start))));
            if acting.is_empty() {
                found.push((claim.frame.to_string(), 0.5 * early(start)));
            }
        }
    }
    found
}

fn early(start: usize) -> f64 {
    if start < LEAD { 3.0 } else { 1.0 }
}

fn push(found: &mut Vec<(String, f64)>, entity: &Entity, weight: f64) {
    if is_vague(entity) || entity.class == Class::Thing {
        return;
    }
    found.push((entity.id.to_string(), weight));
    if let Some(of) = country(entity).filter(|of| **of != entity.id) {
        found.push((of.to_string(), weight * 0.5));
    }
}
