//! Which documents are of one story, by what links them in pairs.

use std::collections::BTreeMap;

use recoupe_model::Reading;

use super::features::Features;
use super::pairs;

/// A document that names fewer things is too short to tell.
const FEW: usize = 2;

/// Documents by story, and those that were put with the largest for want of evidence.
pub(super) struct Groups {
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) placed: Vec<usize>,
}

/// Groups the documents, the largest group first, each in the order given.
///
/// Whether two documents are linked depends on themselves and on what was published before the
/// later of them: a new article parts no group of older ones, it can only join some.
pub(super) fn group(readings: &[&Reading], features: &Features) -> Groups {
    let count = readings.len();
    let mut root: Vec<usize> = (0..count).collect();
    for (a, b) in pairs::links(readings, features) {
        let (x, y) = (find(&mut root, a), find(&mut root, b));
        root[x.max(y)] = x.min(y);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..count {
        members.entry(find(&mut root, at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = members.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let placed = place_short(&mut groups, features);
    Groups { groups, placed }
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// Documents that name next to nothing go with the largest story, where that is most of the rest.
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
    let told = groups.iter().filter(|group| !is_short(group)).map(Vec::len);
    if 2 * groups[first].len() < told.sum::<usize>() {
        return Vec::new();
    }
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
