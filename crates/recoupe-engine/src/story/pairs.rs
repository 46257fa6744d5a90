//! Links among documents, be they five of one matter or an archive of weeks, by one rule: each
//! is held against those before it that name the same things, and what is rare binds more.
//!
//! What is rare is told by the documents before, with a guess where these are few, so that no
//! later article changes what was linked. The more documents, the more is alike by chance, so
//! that more is asked of two of many than of two of a few; it grows with every document by a
//! little and nowhere by a step. The cost grows with what documents share and not with all pairs.

use std::collections::BTreeMap;

use recoupe_model::{Date, Reading, Value};

use super::features::{Features, day_of};
use super::words::Words;

/// What would be asked of a single document, from 0 to 1.
const ALIKE: f64 = 0.06;
/// How much more is asked each time that their number doubles.
const ALIKE_MORE: f64 = 0.047;
/// Fewer than these were put together by somebody, who had a reason: less is asked of them.
const PILE: usize = 4;
/// No more than this is asked of any number.
const ALIKE_MOST: f64 = 0.55;
/// So many documents are compared with all before them, whatever they share.
const FEW: usize = 64;
/// Things in more documents than this bring only the latest few together for comparison.
const COMMON: usize = 48;
/// How many of them.
const LATEST: usize = 4;
/// Things that two of many documents must share to be compared.
const SHARED: usize = 2;
/// Days between two documents from which on they must be more alike, in proportion.
const DAYS: f64 = 120.0;
/// Documents that name less of the same, in parts of what is asked, are not compared by their words.
const OPEN: f64 = 0.2;
/// As many documents the guess of how often a thing is named weighs.
const GUESSED: usize = 256;

/// How alike a document is to an earlier one.
pub(super) struct Alike {
    pub(super) other: usize,
    /// By what both name, in parts of what is asked of so many documents.
    pub(super) named: f64,
    /// By their rare words, from 0 to 1.
    pub(super) worded: f64,
}

/// Documents met so far, in order of publication.
pub(super) struct Pairs<'a> {
    readings: &'a [&'a Reading],
    features: &'a Features,
    dates: Vec<Option<Date>>,
    holders: Vec<Vec<usize>>,
    asked: Asked,
    words: Words,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(readings: &'a [&'a Reading], features: &'a Features) -> Self {
        let dates = readings.iter().map(|reading| told_on(reading)).collect();
        let holders = vec![Vec::new(); features.guesses.len()];
        let (asked, words) = (Asked::default(), Words::default());
        Self { readings, features, dates, holders, asked, words }
    }

    /// Which documents before this one, the next, are like it, and how much.
    pub(super) fn next(&mut self, at: usize) -> Vec<Alike> {
        let things = &self.features.of_document[at];
        for &(thing, _) in things {
            self.holders[thing].push(at);
        }
        self.words.push(&self.readings[at].document.text);
        let own = self.weigh(at, things);
        let asked = self.asked.of(at + 1);
        let others = if at < FEW { (0..at).collect() } else { before(at, things, &self.holders) };
        let alike = others.into_iter().map(|other| {
            let asked = asked * distance(self.dates[at], self.dates[other]);
            let named = likeness(&own, &self.weigh(at, &self.features.of_document[other])) / asked;
            let is_open = named >= OPEN;
            let worded = if is_open { self.words.likeness(at, other) } else { 0.0 };
            Alike { other, named, worded }
        });
        alike.collect()
    }

    /// What a document names by how rare it is among those up to another.
    fn weigh(&self, at: usize, things: &[(usize, f64)]) -> Vec<(usize, f64)> {
        let weigh = |&(thing, weight): &(usize, f64)| {
            let guessed = GUESSED / self.features.guesses[thing];
            (thing, weight * rarity(at + 1 + GUESSED, self.holders[thing].len() + guessed))
        };
        of_length_one(things.iter().map(weigh).collect())
    }
}

/// When a document was published, else the last day it speaks of.
fn told_on(reading: &Reading) -> Option<Date> {
    let named = || reading.mentions.iter().filter_map(|mention| day_of(&mention.kind)).max();
    let claimed = || {
        let values = reading.claims.iter().flat_map(|claim| claim.roles.values().flatten());
        let days = values.filter_map(|value| match value {
            Value::Time(time) => time.to,
            _ => None,
        });
        days.max()
    };
    reading.document.anchor().or_else(named).or_else(claimed)
}

/// How alike two documents must be, by how many there are: grows with the doublings of their
/// number, evenly between them.
#[derive(Debug, Default)]
struct Asked {
    doublings: usize,
}

impl Asked {
    fn of(&mut self, count: usize) -> f64 {
        while 2_usize.saturating_pow(u32::try_from(self.doublings).unwrap_or(u32::MAX) + 1) <= count
        {
            self.doublings += 1;
        }
        let whole = 2_usize.saturating_pow(u32::try_from(self.doublings).unwrap_or(u32::MAX));
        let part = share(count - whole, whole);
        let all = ALIKE_MOST.min(ALIKE + ALIKE_MORE * (share(self.doublings, 1) + part));
        all * share(count, PILE).min(1.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of documents are far below 2^52")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
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

/// By how much more two documents must be alike for the days between them.
fn distance(a: Option<Date>, b: Option<Date>) -> f64 {
    let days = |a: Date, b: Date| a.until(b).ok().map(|span| f64::from(span.get_days().abs()));
    let between = a.zip(b).and_then(|(a, b)| days(a, b)).unwrap_or(0.0);
    (between / DAYS).max(1.0)
}

fn of_length_one(mut things: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
    let length = things.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    let length = if length > 0.0 { length } else { 1.0 };
    for (_, weight) in &mut things {
        *weight /= length;
    }
    things
}

/// The cosine of two lists sorted by thing.
fn likeness(a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, p)), Some(&(y, q))) = (a.get(i), b.get(j)) {
        match x.cmp(&y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += p * q;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_grows_with_every_document_and_nowhere_by_a_step() {
        let mut asked = Asked::default();
        let all: Vec<f64> = (1..5000).map(|count| asked.of(count)).collect();
        for pair in all.windows(2) {
            let more = pair[1] - pair[0];
            assert!((0.0..=1.2 * ALIKE_MORE).contains(&more), "{pair:?}");
        }
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(
            near(all[3], ALIKE + 2.0 * ALIKE_MORE)
                && near(all[1], f64::midpoint(ALIKE, ALIKE_MORE))
                && near(all[255], ALIKE + 8.0 * ALIKE_MORE)
        );
        assert!(near(all[4998], ALIKE_MOST));
        let pile = &all[20..80];
        assert!(pile.windows(2).all(|pair| pair[1] - pair[0] < ALIKE_MORE / 10.0));
    }
}
