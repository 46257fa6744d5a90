//! A date that was announced, and the one on which it came about: the later replaces the
//! earlier.

use std::collections::BTreeSet;

use recoupe_model::{Date, Finding, Modality, Role, Verdict};

use super::because;
use super::bench::{Bench, Entry};
use super::finding::Stand;
use super::polarity::is_in_force;
use super::values::{Given, fit};
use crate::lang::Frame;

/// The finding, when what came about differs from what had been announced before.
pub(super) fn replaced(
    bench: &Bench,
    role: Role,
    done: &[Given],
    all: &[Given],
) -> Option<Finding> {
    let everything: Vec<usize> = (0..done.len()).collect();
    let actual = Stand::of(done, &everything)?;
    let apart = |a: &Given, b: &Given| fit(bench, role, &a.value, &b.value).is_apart();
    // Those who part on what came about are in dispute, whatever was announced.
    let is_disputed =
        done.iter().enumerate().any(|(at, a)| done[at + 1..].iter().any(|b| apart(a, b)));
    let plans: Vec<Given> = all.iter().filter_map(|it| plan(bench, it, &actual)).collect();
    let replaced: Vec<usize> =
        (0..plans.len()).filter(|&at| done.iter().all(|it| apart(it, &plans[at]))).collect();
    let planned = Stand::of(&plans, &replaced).filter(|_| !is_disputed)?;
    Some(replacement(bench, role, "by_planned", &[planned, actual]))
}

/// The days that are given for what comes once, with those for which it is still announced in reports that were written
/// when, by all others, it was past; nothing where there are none. Of what enters into force it is told whether it has.
pub(super) fn with_still_to_come<'a>(
    bench: &Bench,
    frame: &Frame,
    done: &[Given<'a>],
    all: &[Given<'a>],
) -> Option<Vec<Given<'a>>> {
    let days: Option<Vec<Date>> = done.iter().map(|it| it.value.day()).collect();
    let last = days?.into_iter().max().filter(|_| !frame.repeatable && !is_in_force(frame))?;
    let tellers: BTreeSet<usize> =
        done.iter().flat_map(|it| it.by.iter().map(|by| by.document)).collect();
    let written = |it: &Entry| bench.readings.get(it.document).and_then(|it| it.document.anchor());
    let still_plans = |it: &Entry| {
        it.claim.modality == Modality::Planned
            && !tellers.contains(&it.document)
            && written(it).is_some_and(|written| written >= last)
    };
    let plans = all.iter().filter(|it| it.value.day().is_some_and(|day| day > last));
    let plans: Vec<Given> = plans.filter_map(|it| it.only(still_plans)).collect();
    (!plans.is_empty()).then(|| done.iter().cloned().chain(plans).collect())
}

/// The finding that the second replaces the first, and by which rule.
pub(super) fn replacement(bench: &Bench, role: Role, rule: &str, stands: &[Stand; 2]) -> Finding {
    let path: Vec<String> = stands.iter().map(|it| bench.value(&it.value)).collect();
    let path = path.join(&bench.words.say("arrow", &[]));
    let mut because = because::opening(bench, rule, role);
    because.details = because::positions(bench, stands);
    Finding {
        role,
        verdict: Verdict::Updated,
        kind: None,
        why: bench.words.say("updated", &[("path", &path)]),
        positions: stands.iter().map(|it| it.position(bench)).collect(),
        because,
    }
}

/// The claims that announce a value, before the others told of the deed.
fn plan<'a>(bench: &Bench, given: &Given<'a>, actual: &Stand) -> Option<Given<'a>> {
    let date = |it: &Entry| bench.readings.get(it.document).and_then(|it| it.document.anchor());
    let last = actual.by.iter().filter_map(|it| date(it)).max();
    let before = |it: &Entry| match (date(it), last) {
        (Some(date), Some(last)) => date <= last,
        _ => true,
    };
    let announces = |it: &Entry| it.claim.modality == Modality::Planned && before(it);
    given.only(announces)
}
