//! Which documents share enough of what they are about to be one story.

use std::collections::BTreeMap;

use recoupe_model::Reading;

use super::archive;
use super::features::Features;

/// Documents less alike than this (0 to 1) are not linked directly.
const ALIKE: f64 = 0.16;
/// From so many documents on, an input is an archive rather than somebody's pile.
const ARCHIVE: usize = 40;
/// A document that names fewer things is too short to tell.
const FEW: usize = 2;

/// Documents by story, and those that were put with the largest for want of evidence.
pub(super) struct Groups {
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) placed: Vec<usize>,
}

/// Groups the documents, the largest group first, each in the order given.
///
/// Whether two documents are linked depends on themselves and, in an archive, on what was
/// published before the later of them: a new article parts no group of older ones, it can only
/// join some.
pub(super) fn group(readings: &[&Reading], features: &Features) -> Groups {
    let count = readings.len();
    let links =
        if count < ARCHIVE { of_pile(features, count) } else { archive::links(readings, features) };
    let mut root: Vec<usize> = (0..count).collect();
    for (a, b) in links {
        let (x, y) = (find(&mut root, a), find(&mut root, b));
        root[x.max(y)] = x.min(y);
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

/// Of a pile every two documents are compared: what everybody names binds them.
fn of_pile(features: &Features, count: usize) -> Vec<(usize, usize)> {
    let weights: Vec<Vec<(usize, f64)>> =
        features.of_document.iter().map(|things| of_length_one(things.clone())).collect();
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    pairs.filter(|&(a, b)| likeness(&weights[a], &weights[b]) >= ALIKE).collect()
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

pub(super) fn of_length_one(mut things: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
    let length = things.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    let length = if length > 0.0 { length } else { 1.0 };
    for (_, weight) in &mut things {
        *weight /= length;
    }
    things
}

/// The cosine of two lists sorted by thing.
pub(super) fn likeness(a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
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
