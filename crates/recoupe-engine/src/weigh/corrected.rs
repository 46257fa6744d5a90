//! What one outlet told first and told otherwise later: the later replaces the earlier, and both
//! are one origin.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Finding, Role};

use super::announced::replacement;
use super::bench::{Bench, Entry};
use super::finding::Stand;
use super::values::{COMPARED, Given, fit};

/// No more claims of a value are asked whether they replace another.
const ASKED: usize = 64;

/// The values of a slot, those that their own outlet has replaced apart from the others.
pub(super) struct Sorted<'a> {
    /// What still stands.
    pub(super) held: Vec<Given<'a>>,
    /// What was replaced.
    pub(super) old: Vec<Given<'a>>,
}

/// Parts what an outlet has replaced from what stands.
pub(super) fn sort<'a>(bench: &Bench, role: Role, given: &[Given<'a>]) -> Sorted<'a> {
    let returning = returning(bench, given);
    if returning.is_empty() {
        return Sorted { held: given.to_vec(), old: Vec::new() };
    }
    let mut sorted = Sorted { held: Vec::new(), old: Vec::new() };
    for it in given {
        let (old, held): (Vec<&Entry>, Vec<&Entry>) = it.by.iter().copied().partition(|entry| {
            let returns = bench.outlet(entry).is_some_and(|outlet| returning.contains(outlet));
            returns && is_replaced(bench, role, it, entry, given)
        });
        for (by, list) in [(held, &mut sorted.held), (old, &mut sorted.old)] {
            if !by.is_empty() {
                list.push(Given { value: it.value.clone(), by });
            }
        }
    }
    sorted
}

/// The outlets that tell of the slot in several articles.
fn returning<'b>(bench: &'b Bench, given: &[Given]) -> BTreeSet<&'b str> {
    let mut articles: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for entry in given.iter().flat_map(|it| &it.by) {
        if let Some(outlet) = bench.outlet(entry) {
            articles.entry(outlet).or_default().insert(entry.document);
        }
    }
    articles.into_iter().filter(|(_, of)| of.len() > 1).map(|(outlet, _)| outlet).collect()
}

/// The finding when nothing but what was replaced excludes what stands.
pub(super) fn updated(bench: &Bench, role: Role, sorted: &Sorted) -> Option<Finding> {
    let all = |given: &[Given]| (0..given.len()).collect::<Vec<usize>>();
    let old = Stand::of(&sorted.old, &all(&sorted.old))?;
    let actual = Stand::of(&sorted.held, &all(&sorted.held))?;
    Some(replacement(bench, role, "by_corrected", &[old, actual]))
}

/// Whether the outlet of a claim later gave, in the same voice, a value that excludes this one,
/// and did not repeat this one beside it.
fn is_replaced(bench: &Bench, role: Role, it: &Given, entry: &Entry, all: &[Given]) -> bool {
    let excludes = |other: &&Given| fit(bench, role, &it.value, &other.value).is_apart();
    let repeats = |document: usize| {
        let mut with =
            all.iter().filter(|other| fit(bench, role, &it.value, &other.value).supports());
        with.any(|other| other.by.iter().any(|by| by.document == document))
    };
    let replaces = |later: &&Entry| {
        later.origins.iter().any(|origin| entry.origins.contains(origin))
            && bench.outlet(entry) == bench.outlet(later)
            && !bench.is_one_text(entry, later)
            && bench.is_before(entry, later)
            && !repeats(later.document)
    };
    let others = all.iter().take(COMPARED).filter(excludes);
    others.flat_map(|other| other.by.iter().copied().take(ASKED)).any(|later| replaces(&later))
}
