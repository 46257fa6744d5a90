//! What a document is about: whom and what it names, on which days and in which figures, how often
//! and how early. All of it is the same in every language.

use std::collections::BTreeMap;

use recoupe_model::{Class, Date, Entity, MentionKind, Quantity, Reading, Value};

use crate::lang::{country, fold, is_vague, sound};

/// A thing named in the first so many bytes counts more.
const LEAD: usize = 500;

/// Figures below this are in every text.
const TELLING: f64 = 20.0;
/// Days around its publication that all news speaks of.
const NEWS: i32 = 3;
/// How much a day or a figure tells beside a name.
const UNNAMED: f64 = 0.5;
/// How much a day of the news tells beside another.
const OF_THE_DAY: f64 = 0.2;
/// Letters by which a name alone is told.
const LONG: usize = 3;

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
        _ if key.starts_with("day:") => 64,
        _ if key.starts_with("figure:") => 128,
        (_, Some((_, who))) if who.starts_with("country:") => 64,
        (_, None) if !key.contains(':') => 12,
        _ => 512,
    }
}

/// Everything that a document names, with a weight for each time.
fn named(reading: &Reading) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    let published = reading.document.anchor();
    for mention in &reading.mentions {
        let weight = early(mention.span.start());
        match &mention.kind {
            MentionKind::Name(entity) => push(&mut found, entity, weight),
            MentionKind::Quantity(figure) => {
                found.extend(figure_of(figure).map(|it| (it, UNNAMED * weight)));
            }
            kind => found.extend(day_of(kind).map(|it| {
                let near = published.is_some_and(|published| is_near(it, published));
                (format!("day:{it}"), UNNAMED * weight * if near { OF_THE_DAY } else { 1.0 })
            })),
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

/// The day that words name.
pub(super) fn day_of(kind: &MentionKind) -> Option<Date> {
    match kind {
        MentionKind::Time(time) => time.from.filter(|_| time.from == time.to),
        _ => None,
    }
}

fn is_near(day: Date, published: Date) -> bool {
    day.until(published).is_ok_and(|span| span.get_days().abs() <= NEWS)
}

fn figure_of(figure: &Quantity) -> Option<String> {
    figure.low.filter(|low| *low >= TELLING).map(|low| format!("figure:{low}"))
}

/// The key of a thing: people by the sound of their last name and places by that of theirs, which
/// each language writes in its own way.
fn key(entity: &Entity) -> String {
    let id = entity.id.to_string();
    let Some((class, slug)) = id.split_once(':') else { return id };
    let name = match entity.class {
        Class::Person => slug.rsplit('-').next().unwrap_or(slug),
        Class::Place => slug,
        _ => return id,
    };
    if name.len() > LONG { format!("{class}:{}", sound(&fold(name))) } else { id }
}

fn early(start: usize) -> f64 {
    if start < LEAD { 3.0 } else { 1.0 }
}

fn push(found: &mut Vec<(String, f64)>, entity: &Entity, weight: f64) {
    if is_vague(entity) || entity.class == Class::Thing {
        return;
    }
    found.push((key(entity), weight));
    if let Some(of) = country(entity).filter(|of| **of != entity.id) {
        found.push((of.to_string(), weight * 0.5));
    }
}
