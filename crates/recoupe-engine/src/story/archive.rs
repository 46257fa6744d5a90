//! Links among many documents of weeks, at a cost that grows with what they share: each is held
//! against the latest few before it that name the same rare things.
//!
//! What is rare is told by the documents before, with a guess where these are few, so that no
//! later article changes what was linked.

use std::collections::BTreeMap;

use recoupe_model::{Date, Reading};

use super::features::Features;
use super::links::{likeness, of_length_one};

/// Documents less alike than this (0 to 1) are not linked: much is alike here by chance.
const ALIKE: f64 = 0.5;
/// Things in more documents than this bring only the latest few together for comparison.
const COMMON: usize = 48;
/// How many of them.
const LATEST: usize = 4;
/// Things that two documents must share to be compared.
const SHARED: usize = 2;
/// Days between two documents of one story.
const DAYS: i32 = 10;
/// As many documents the guess of how often a thing is named weighs.
const GUESSED: usize = 256;

/// The pairs of documents that are of one story; the documents stand in order of publication.
pub(super) fn links(readings: &[&Reading], features: &Features) -> Vec<(usize, usize)> {
    let dates: Vec<Option<Date>> = readings.iter().map(|it| it.document.anchor()).collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); features.guesses.len()];
    let mut links = Vec::new();
    for (at, things) in features.of_document.iter().enumerate() {
        for &(thing, _) in things {
            holders[thing].push(at);
        }
        let weigh = |things: &[(usize, f64)]| {
            let weigh = |&(thing, weight): &(usize, f64)| {
                let guessed = GUESSED / features.guesses[thing];
                (thing, weight * rarity(at + 1 + GUESSED, holders[thing].len() + guessed))
            };
            of_length_one(things.iter().map(weigh).collect())
        };
        let own = weigh(things);
        for other in before(at, things, &holders) {
            let is_alike = || likeness(&own, &weigh(&features.of_document[other])) >= ALIKE;
            if are_near(dates[at], dates[other]) && is_alike() {
                links.push((other, at));
            }
        }
    }
    links
}

/// The documents before this one that share enough with it to be compared.
fn before(at: usize, things: &[(usize, f64)], holders: &[Vec<usize>]) -> Vec<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for &(thing, _) in things {
        let earlier = &holders[thing];
        let reach = if earlier.len() > COMMON { LATEST } else { COMMON };
        for &other in earlier.iter().rev().filter(|&&other| other != at).take(reach) {
            *shared.entry(other).or_insert(0) += 1;
        }
    }
    shared.into_iter().filter(|(_, things)| *things >= SHARED).map(|(other, _)| other).collect()
}

/// How many times a thing's documents double into all of them.
fn rarity(count: usize, spread: usize) -> f64 {
    let (mut doubled, mut times) = (spread.max(1), 0.5);
    while doubled < count {
        doubled *= 2;
        times += 1.0;
    }
    times
}

fn are_near(a: Option<Date>, b: Option<Date>) -> bool {
    match (a, b) {
        (Some(x), Some(y)) => x.until(y).is_ok_and(|span| span.get_days().abs() <= DAYS),
        _ => true,
    }
}
