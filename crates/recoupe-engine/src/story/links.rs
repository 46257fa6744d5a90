//! Which documents share enough of what they are about to be one story.

use std::collections::BTreeMap;

use recoupe_model::Reading;

use super::features::Features;

/// Documents less alike than this (0 to 1) are not linked directly.
const ALIKE: f64 = 0.16;
/// In an archive more is asked: much is alike there by chance.
const ALIKE_IN_ARCHIVE: f64 = 0.42;
/// From so many documents on, an input is an archive rather than somebody's pile.
const ARCHIVE: usize = 40;
/// A document that names fewer things is too short to tell.
const FEW: usize = 2;
/// Things in more documents than this do not bring two together for comparison.
const COMMON: usize = 48;
/// Days between two documents of one story, in an archive.
const DAYS: i32 = 10;

/// Documents by story, and those that were put with the largest for want of evidence.
pub(super) struct Groups {
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) placed: Vec<usize>,
}

/// Groups the documents, the largest group first, each in the order given.
pub(super) fn group(readings: &[&Reading], features: &Features) -> Groups {
    let count = readings.len();
    let weights = weighted(features, count);
    let least = if count >= ARCHIVE { ALIKE_IN_ARCHIVE } else { ALIKE };
    let mut root: Vec<usize> = (0..count).collect();
    for (a, b) in candidates(features, count) {
        let near = count < ARCHIVE || are_near(readings[a], readings[b]);
        if near && likeness(&weights[a], &weights[b]) >= least {
            let (x, y) = (find(&mut root, a), find(&mut root, b));
            root[x.max(y)] = x.min(y);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..count {
        members.entry(find(&mut root, at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = members.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let placed = if count < ARCHIVE { place_short(&mut groups, features) } else { Vec::new() };
    Groups { groups, placed }
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// Documents that name next to nothing go with the largest story.
fn place_short(groups: &mut Vec<Vec<usize>>, features: &Features) -> Vec<usize> {
    let is_short =
        |group: &Vec<usize>| group.iter().all(|&at| features.of_document[at].len() < FEW);
    let Some(first) = groups.iter().position(|group| !is_short(group)) else {
        // Nobody names anything: one matter, as a folder is taken to be.
        let all: Vec<usize> = (0..features.of_document.len()).collect();
        let placed = if all.len() > 1 { all.clone() } else { Vec::new() };
        *groups = if all.is_empty() { Vec::new() } else { vec![all] };
        return placed;
    };
    let mut placed = Vec::new();
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for (at, group) in groups.drain(..).enumerate() {
        if at != first && is_short(&group) { placed.extend(group) } else { kept.push(group) }
    }
    if let Some(largest) = kept.first_mut() {
        largest.extend(&placed);
        largest.sort_unstable();
    }
    *groups = kept;
    placed.sort_unstable();
    placed
}

/// Weights by how rarely a thing is named, of length one.
fn weighted(features: &Features, count: usize) -> Vec<Vec<(usize, f64)>> {
    let weigh = |&(thing, weight): &(usize, f64)| {
        let spread = features.spread[thing];
        // A thing that everybody names binds a pile and says nothing in an archive.
        let rarity = if count < ARCHIVE { 1.0 } else { rarity(count, spread) };
        (thing, weight * rarity)
    };
    let scale = |things: &Vec<(usize, f64)>| {
        let things: Vec<(usize, f64)> = things.iter().map(weigh).collect();
        let length = things.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        let length = if length > 0.0 { length } else { 1.0 };
        things.into_iter().map(|(thing, weight)| (thing, weight / length)).collect()
    };
    features.of_document.iter().map(scale).collect()
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

/// Pairs worth comparing: all of a pile; in an archive those that share something rare.
fn candidates(features: &Features, count: usize) -> Vec<(usize, usize)> {
    if count < ARCHIVE {
        return (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    }
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); features.spread.len()];
    for (at, things) in features.of_document.iter().enumerate() {
        for &(thing, _) in things {
            holders[thing].push(at);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in &holders {
        // Of what many name, each is held against the few before it in time.
        let reach = if holders.len() > COMMON { 4 } else { COMMON };
        for (i, &a) in holders.iter().enumerate() {
            for &b in holders.iter().skip(i + 1).take(reach) {
                *shared.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    shared.into_iter().filter(|(_, things)| *things >= 2).map(|(pair, _)| pair).collect()
}

fn are_near(a: &Reading, b: &Reading) -> bool {
    match (a.document.anchor(), b.document.anchor()) {
        (Some(x), Some(y)) => x.until(y).is_ok_and(|span| span.get_days().abs() <= DAYS),
        _ => true,
    }
}
