//! Counts of one end of what a frame parts: 36 vehicles that were ordered and 48 that were ordered exclude each other,
//! though both articles go on to tell of the twelve that came.

use super::bench::Entry;
use super::values::Given;
use crate::lang::Frame;

/// What is given with verbs of a phase, and the rest.
pub(super) fn part<'a>(
    frame: &Frame,
    phase: &str,
    given: Vec<Given<'a>>,
) -> (Vec<Given<'a>>, Vec<Given<'a>>) {
    let is_of_phase = |it: &&Entry| frame.phase(&it.claim.predicate) == Some(phase);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for it in given {
        let (own, others): (Vec<&Entry>, Vec<&Entry>) = it.by.into_iter().partition(is_of_phase);
        for (by, into) in [(own, &mut inside), (others, &mut outside)] {
            if !by.is_empty() {
                into.push(Given { value: it.value.clone(), by });
            }
        }
    }
    (inside, outside)
}
