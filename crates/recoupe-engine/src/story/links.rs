//! Which documents are of one story, by what links them in pairs.

use std::collections::BTreeMap;

use recoupe_model::Reading;

use super::features::Features;
use super::pairs::{Alike, Pairs, share};

/// A document that names fewer things is too short to tell.
const FEW: usize = 2;
/// How much the likeness of rare words tells beside that of what is named, which is in parts of what is asked.
const WORDED: f64 = 2.5;
/// What both come to for a single document, at least, for another to join it.
const ALONE: f64 = 1.0;
/// What they come to for each further document of its group, on the mean.
const WHOLE: f64 = 0.85;
/// One document of the group shares at least this part of what is asked.
const NAMED_LEAST: f64 = 0.4;

/// Documents by story, and those that were put with the largest for want of evidence.
pub(super) struct Groups {
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) placed: Vec<usize>,
}

/// Groups the documents, the largest group first, each in the order given.
///
/// A document joins those that it is like enough, and a group that it is rather like as a whole. This depends on
/// itself and on what was published before: a new article parts no group of older ones, it can only join some.
pub(super) fn group(readings: &[&Reading], features: &Features) -> Groups {
    let mut joined = Joined::default();
    let mut pairs = Pairs::new(readings, features);
    for at in 0..readings.len() {
        let alike = pairs.next(at);
        let mut joins: Vec<usize> =
            alike.iter().filter(|it| it.named >= 1.0).map(|it| it.other).collect();
        joins.extend(joined.like_as_a_whole(&alike));
        joined.push();
        for other in joins {
            joined.join(other, at);
        }
    }
    let mut groups = joined.members;
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let placed = place_short(&mut groups, features);
    Groups { groups, placed }
}

/// Groups in the making.
#[derive(Default)]
struct Joined {
    /// By document: its group.
    group: Vec<usize>,
    /// By group: its documents in any order.
    members: Vec<Vec<usize>>,
}

impl Joined {
    /// A document by itself.
    fn push(&mut self) {
        self.members.push(vec![self.group.len()]);
        self.group.push(self.members.len() - 1);
    }

    /// Makes the groups of two documents one: the smaller moves, so that each document moves a few times at most.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.group[a], self.group[b]);
        if a == b {
            return;
        }
        let is_larger = self.members[a].len() >= self.members[b].len();
        let (kept, left) = if is_larger { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[left]);
        for &it in &moved {
            self.group[it] = kept;
        }
        self.members[kept].extend(moved);
    }

    /// Of each group that is alike enough on the whole, by what is named and by rare words, one document. Single
    /// documents of two matters are alike by chance, the more the more there are; most of a group is not.
    fn like_as_a_whole(&self, alike: &[Alike]) -> Vec<usize> {
        let mut sums: BTreeMap<usize, (f64, f64, usize)> = BTreeMap::new();
        for it in alike {
            let (sum, most, other) =
                sums.entry(self.group[it.other]).or_insert((0.0, 0.0, it.other));
            *sum += it.named.min(1.0) + WORDED * it.worded;
            if it.named > *most {
                (*most, *other) = (it.named, it.other);
            }
        }
        let is_alike = |(group, (sum, most, _)): &(usize, (f64, f64, usize))| {
            *most >= NAMED_LEAST
                && *sum >= ALONE - WHOLE + WHOLE * share(self.members[*group].len(), 1)
        };
        sums.into_iter().filter(is_alike).map(|(_, (_, _, other))| other).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a document joins the first three of four, which are one group, by its likeness to each.
    fn joins(named: [f64; 4], worded: f64) -> bool {
        let mut joined = Joined::default();
        (0..4).for_each(|_| joined.push());
        joined.join(2, 0);
        joined.join(0, 1);
        let alike: Vec<Alike> = named
            .into_iter()
            .enumerate()
            .map(|(other, named)| Alike {
                other,
                named,
                worded: if other < 3 { worded } else { 0.0 },
            })
            .collect();
        let found = joined.like_as_a_whole(&alike);
        assert!(found.iter().all(|&it| it < 3), "{found:?}");
        !found.is_empty()
    }

    #[test]
    fn a_document_joins_a_group_that_is_like_it_as_a_whole() {
        assert!(joins([0.95, 0.9, 0.92, 0.1], 0.0));
        assert!(!joins([0.99, 0.1, 0.1, 0.1], 0.0), "one of three is not the whole");
        assert!(!joins([0.5, 0.5, 0.5, 0.1], 0.0));
        assert!(joins([0.5, 0.5, 0.5, 0.1], 0.2), "rare words tell besides");
        assert!(!joins([0.3, 0.3, 0.3, 0.1], 0.4), "words alone do not");
        assert!(!joins([0.1, 0.1, 0.1, 0.99], 0.0), "a single one must be as alike as asked");
    }
}
