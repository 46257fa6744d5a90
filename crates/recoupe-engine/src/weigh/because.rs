//! Why a finding is what it is: the line, and the tree behind it.

use std::collections::BTreeSet;

use recoupe_model::{Explanation, Position, Role, Verdict};

use super::bench::{Bench, Entry, documents};
use super::finding::{Stand, reason};
use super::values::{Given, fit};

/// No more pairs of values are spelt out.
const PAIRS: usize = 6;

/// The line of a finding without rivals.
pub(super) fn line(bench: &Bench, verdict: Verdict, stand: &Stand, position: &Position) -> String {
    let value = bench.value(&stand.value);
    let who = bench.words.list(&position.origins);
    let count = position.origins.len().to_string();
    let holes = [("value", value.as_str()), ("who", &who), ("count", &count)];
    let key = match verdict {
        Verdict::Agreed => "agreed",
        _ if stand.support(bench) == 0 => "single_none",
        _ if documents(&stand.by).len() > 1 => "same_origin",
        _ => "single",
    };
    bench.words.say(key, &holes)
}

/// The tree of a finding without rivals.
pub(super) fn unrivalled(
    bench: &Bench,
    role: Role,
    verdict: Verdict,
    stands: &[Stand],
    given: &[Given],
    is_set: bool,
) -> Explanation {
    let key = match verdict {
        Verdict::Agreed => "by_agreed",
        _ if is_set && stands.len() > 1 => "by_set",
        _ => "by_single",
    };
    let mut tree = opening(bench, key, role);
    tree.details = positions(bench, stands);
    if let (Verdict::Agreed, Some(first)) = (verdict, stands.first()) {
        tree.details.extend(compatible(bench, role, given));
        tree.details.extend(independence(bench, &first.by));
    }
    tree
}

/// The rule that decided.
pub(super) fn opening(bench: &Bench, key: &str, role: Role) -> Explanation {
    let role = bench.words.role(role.name());
    reason(bench.words.say(key, &[("role", role)]))
}

/// Each value with who gives it.
pub(super) fn positions(bench: &Bench, stands: &[Stand]) -> Vec<Explanation> {
    stands
        .iter()
        .take(12)
        .map(|stand| {
            let value = bench.value(&stand.value);
            let who = who(bench, &stand.by);
            reason(bench.words.say("position", &[("value", &value), ("who", &who)]))
        })
        .collect()
}

fn who(bench: &Bench, by: &[&Entry]) -> String {
    let documents = bench.document_names(&documents(by));
    let origins = bench.words.list(&bench.origin_names(&bench.origins_behind(by)));
    // In their own voice: named once.
    if documents == origins {
        return documents;
    }
    let holes = [("documents", documents.as_str()), ("origins", &origins)];
    bench.words.say("position_claims", &holes)
}

/// Pairs of values that differ in words and go together.
fn compatible(bench: &Bench, role: Role, given: &[Given]) -> Vec<Explanation> {
    let mut pairs = Vec::new();
    for (at, a) in given.iter().enumerate().take(8) {
        for b in given.iter().skip(at + 1).take(8) {
            let (x, y) = (bench.value(&a.value), bench.value(&b.value));
            if x != y && fit(bench, role, &a.value, &b.value).supports() {
                pairs.push(reason(bench.words.say("compatible", &[("a", &x), ("b", &y)])));
            }
        }
    }
    pairs.truncate(PAIRS);
    pairs
}

/// Pairs of values that exclude each other, and what is neutral between them.
pub(super) fn exclusions(bench: &Bench, sides: &[Stand], neutral: &[Stand]) -> Vec<Explanation> {
    let mut lines = Vec::new();
    for (at, a) in sides.iter().enumerate().take(4) {
        for b in sides.iter().skip(at + 1).take(4) {
            let (a, b) = (bench.value(&a.value), bench.value(&b.value));
            lines.push(reason(bench.words.say("apart", &[("a", &a), ("b", &b)])));
        }
    }
    lines.truncate(PAIRS);
    lines.extend(neutral.iter().take(4).map(|stand| {
        let value = bench.value(&stand.value);
        reason(bench.words.say("neither", &[("value", &value)]))
    }));
    lines
}

/// Why the origins count apart, and which reprints do not.
pub(super) fn independence(bench: &Bench, by: &[&Entry]) -> Vec<Explanation> {
    let origins = bench.words.list(&bench.origin_names(&bench.origins_behind(by)));
    let mut lines = vec![reason(bench.words.say("independent", &[("origins", &origins)]))];
    let documents: BTreeSet<usize> = documents(by);
    for &at in &documents {
        let Some(reading) = bench.readings.get(at) else { continue };
        let Some(root) = bench.relations.copies.get(&reading.document.id) else { continue };
        let root =
            bench.index_of(root).map_or_else(|| root.to_string(), |at| bench.document_name(at));
        let holes = [("copy", bench.document_name(at)), ("root", root)];
        let holes: Vec<(&str, &str)> = holes.iter().map(|(k, v)| (*k, v.as_str())).collect();
        lines.push(reason(bench.words.say("copies", &holes)));
    }
    lines
}
