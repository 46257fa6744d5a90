//! Counts that change with the hour of their report: an update, not a disagreement.

use std::cmp::Ordering;

use recoupe_model::{Date, DisputeKind, Finding, Quantity, Role, Value, Verdict};

use super::because;
use super::bench::{Bench, Entry};
use super::cause;
use super::finding::{Stand, unrivalled};
use super::values::Given;

/// When a count was reported, as far as that is known.
type Reported = (Date, Option<i64>);

/// The finding of a count.
pub(super) fn weigh(bench: &Bench, role: Role, given: &[Given]) -> Option<Finding> {
    let stands = counts(bench, given);
    if stands.len() < 2 {
        return unrivalled(bench, role, given, false);
    }
    if let Some(rivals) = rivals(bench, &stands) {
        return Some(disputed(bench, role, &stands, rivals));
    }
    let values: Vec<String> = stands.iter().map(|it| bench.value(&it.value)).collect();
    let (why, rule) = if stands.windows(2).all(|pair| is_in_order(bench, &pair[0], &pair[1])) {
        let path = values.join(&bench.words.say("arrow", &[]));
        (bench.words.say("updated", &[("path", &path)]), "by_updated")
    } else {
        let values = bench.words.list(&values);
        (bench.words.say("order_unknown", &[("values", &values)]), "by_order_unknown")
    };
    let mut tree = because::opening(bench, rule, role);
    tree.details = because::positions(bench, &stands);
    let positions = stands.iter().map(|it| it.position(bench)).collect();
    Some(Finding { role, verdict: Verdict::Updated, kind: None, why, positions, because: tree })
}

/// Heads are heads: a bare number counts people, and « six blessés » are the "six workers" of
/// another report. Other numbers of a group of people may count a part and stay with their own.
pub(super) fn heads<'a>(bench: &Bench, mut groups: Vec<Vec<Given<'a>>>) -> Vec<Vec<Given<'a>>> {
    let kinds = bench.likeness.kinds();
    let unit = |it: &Given| amount(&it.value).map_or_else(String::new, |it| kinds.unit(&it.unit));
    let person = kinds.unit("person");
    let is_of = |group: &Vec<Given>, units: &[&str]| {
        group.first().is_some_and(|it| units.contains(&unit(it).as_str()))
    };
    let (general, mut special): (Vec<_>, Vec<_>) =
        groups.drain(..).partition(|group| is_of(group, &["", &person]));
    let point = |it: &Given| amount(&it.value).filter(|it| it.low.is_some()).and_then(Quantity::point);
    let mut rest: Vec<Given> = Vec::new();
    for it in general.into_iter().flatten() {
        let same = |group: &&mut Vec<Given<'a>>| {
            point(&it).is_some() && group.iter().any(|other| point(other) == point(&it))
        };
        match special.iter_mut().find(same) {
            Some(group) => group.push(it),
            None => rest.push(it),
        }
    }
    if !rest.is_empty() {
        special.push(rest);
    }
    special.sort_by_key(|group| {
        std::cmp::Reverse(group.iter().map(|it| it.by.len()).sum::<usize>())
    });
    special
}

fn disputed(bench: &Bench, role: Role, stands: &[Stand], (a, b): (usize, usize)) -> Finding {
    let mut sides = vec![stands[a].clone(), stands[b].clone()];
    let rest = stands.iter().enumerate().filter(|(at, _)| *at != a && *at != b);
    let why = cause::versus(bench, &sides);
    let mut tree = because::opening(bench, "by_disputed", role);
    tree.details = because::exclusions(bench, &sides, &[]);
    sides.extend(rest.map(|(_, stand)| stand.clone()));
    tree.details.extend(because::positions(bench, &sides));
    let positions = sides.iter().map(|it| it.position(bench)).collect();
    let kind = Some(DisputeKind::Contradiction);
    Finding { role, verdict: Verdict::Disputed, kind, why, positions, because: tree }
}

/// One stand a number, in the order of their reports; vague amounts go with what they fit.
fn counts<'a>(bench: &Bench, given: &[Given<'a>]) -> Vec<Stand<'a>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut vague = Vec::new();
    for (at, it) in given.iter().enumerate() {
        let Some(amount) = amount(&it.value) else { continue };
        if amount.approximate && amount.high.is_none() {
            vague.push(at);
            continue;
        }
        let same = |group: &Vec<usize>| {
            self::amount(&given[group[0]].value).is_some_and(|other| is_one_count(other, amount))
        };
        match groups.iter_mut().find(|group| same(group)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    if groups.is_empty() {
        groups.extend(vague.iter().map(|&at| vec![at]));
    }
    let mut stands: Vec<Stand> =
        groups.iter().filter_map(|group| Stand::of(given, group)).collect();
    stands.sort_by(|a, b| by_report(bench, a, b));
    stands
}

fn amount(value: &Value) -> Option<&Quantity> {
    match value {
        Value::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

fn is_one_count(a: &Quantity, b: &Quantity) -> bool {
    a.point() == b.point() || ((a.approximate || b.approximate) && a.fit(b).supports())
}

fn by_report(bench: &Bench, a: &Stand, b: &Stand) -> Ordering {
    let first = |it: &Stand| it.by.iter().filter_map(|entry| reported(bench, entry)).min();
    let times = match (first(a), first(b)) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => Ordering::Equal,
    };
    let point = |it: &Stand| amount(&it.value).and_then(Quantity::point).unwrap_or(0.0);
    times.then(point(a).total_cmp(&point(b)))
}

/// Whether the first report of the one is known to stand before that of the other.
fn is_in_order(bench: &Bench, a: &Stand, b: &Stand) -> bool {
    let first = |it: &Stand| it.by.iter().filter_map(|entry| reported(bench, entry)).min();
    match (first(a), first(b)) {
        (Some(x), Some(y)) => x.0 < y.0 || matches!((x.1, y.1), (Some(x), Some(y)) if x < y),
        _ => false,
    }
}

fn reported(bench: &Bench, entry: &Entry) -> Option<Reported> {
    let stamp = bench.readings.get(entry.document)?.document.published.as_ref()?;
    Some((stamp.date, stamp.instant))
}

/// Two counts that no hour tells apart, each on the word of a named source that never gave the
/// other: told at one time, or the older held to by a source after the newer was told.
fn rivals(bench: &Bench, stands: &[Stand]) -> Option<(usize, usize)> {
    for a in 0..stands.len() {
        for b in a + 1..stands.len() {
            if are_rivals(bench, &stands[a], &stands[b]) {
                return Some((a, b));
            }
        }
    }
    None
}

fn are_rivals(bench: &Bench, a: &Stand, b: &Stand) -> bool {
    let (Some(x), Some(y)) = (amount(&a.value), amount(&b.value)) else { return false };
    if !x.fit(y).is_apart() {
        return false;
    }
    let (origins_a, origins_b) = (bench.origins_behind(&a.by), bench.origins_behind(&b.by));
    if !origins_a.is_disjoint(&origins_b) {
        return false;
    }
    let (cited_a, cited_b) = (cited(bench, a), cited(bench, b));
    let mut pairs = cited_a.iter().flat_map(|x| cited_b.iter().map(move |y| (x, y)));
    let at_once = pairs.any(|(x, y)| match (reported(bench, x), reported(bench, y)) {
        (Some(x), Some(y)) => x.0 == y.0 && x.1 == y.1,
        (None, None) => true,
        _ => false,
    });
    at_once || is_held_to(bench, &cited_a, &cited_b) || is_held_to(bench, &cited_b, &cited_a)
}

/// Whether a source gave a count before another source gave its own, and a later article has it
/// from the first again: what grows does not go back.
fn is_held_to(bench: &Bench, held: &[&Entry], between: &[&Entry]) -> bool {
    held.iter().any(|first| {
        let later = held.iter().filter(|it| {
            let same = it.origins.iter().any(|origin| first.origins.contains(origin));
            same && !bench.is_one_text(first, it)
        });
        later.clone().any(|last| {
            let in_between = |it: &&&Entry| bench.is_before(first, it) && bench.is_before(it, last);
            between.iter().any(|it| in_between(&it))
        })
    })
}

/// The claims for which somebody is named.
fn cited<'a>(bench: &Bench, stand: &Stand<'a>) -> Vec<&'a Entry> {
    let all = stand.by.iter().copied();
    all.filter(|it| bench.cites(it) && it.claim.modality.supports()).take(64).collect()
}
