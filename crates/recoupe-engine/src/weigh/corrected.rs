//! What one outlet told first and told otherwise later: the later replaces the earlier, and both
//! are one origin.

use recoupe_model::{Finding, Role};

use super::announced::replacement;
use super::bench::{Bench, Entry};
use super::finding::Stand;
use super::values::{Given, fit};

/// The values of a slot, those that their own outlet has replaced apart from the others.
pub(super) struct Sorted<'a> {
    /// What still stands.
    pub(super) held: Vec<Given<'a>>,
    /// What was replaced.
    pub(super) old: Vec<Given<'a>>,
}

/// Parts what an outlet has replaced from what stands.
pub(super) fn sort<'a>(bench: &Bench, role: Role, given: &[Given<'a>]) -> Sorted<'a> {
    let mut sorted = Sorted { held: Vec::new(), old: Vec::new() };
    for it in given {
        let (old, held): (Vec<&Entry>, Vec<&Entry>) =
            it.by.iter().copied().partition(|entry| is_replaced(bench, role, it, entry, given));
        for (by, list) in [(held, &mut sorted.held), (old, &mut sorted.old)] {
            if !by.is_empty() {
                list.push(Given { value: it.value.clone(), by });
            }
        }
    }
    sorted
}

/// The finding when nothing but what was replaced excludes what stands.
pub(super) fn updated(bench: &Bench, role: Role, sorted: &Sorted) -> Option<Finding> {
    let all = |given: &[Given]| (0..given.len()).collect::<Vec<usize>>();
    let old = Stand::of(&sorted.old, &all(&sorted.old))?;
    let actual = Stand::of(&sorted.held, &all(&sorted.held))?;
    Some(replacement(bench, role, "by_corrected", [old, actual]))
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
            && bench.is_of_one_outlet(entry, later)
            && bench.is_before(entry, later)
            && !repeats(later.document)
    };
    all.iter().filter(excludes).any(|other| other.by.iter().copied().any(|later| replaces(&later)))
}
