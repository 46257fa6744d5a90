//! Counts that change with the hour of their report: an update, not a disagreement.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Date, DisputeKind, Finding, Quantity, Role, Value, Verdict};

use super::because;
use super::bench::{Bench, Entry};
use super::cause;
use super::finding::{Stand, unrivalled};
use super::values::Given;

/// No more claims of a count are looked at.
const ASKED: usize = 64;

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

/// Heads are heads: a bare number counts those whom its claim tells of (« neuf de ses soldats »),
/// and « six blessés » are the "six workers" of another report. Other numbers of people may count
/// a part and stay with their own.
pub(super) fn heads<'a>(bench: &Bench, groups: Vec<Vec<Given<'a>>>) -> Vec<Vec<Given<'a>>> {
    let person = bench.likeness.kinds().unit("person");
    let mut by_unit: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    let mut general = Vec::new();
    for it in groups.into_iter().flatten() {
        match counted(bench, &it).filter(|unit| !unit.is_empty() && *unit != person) {
            Some(unit) => by_unit.entry(unit).or_default().push(it),
            None => general.push(it),
        }
    }
    let point = |it: &Given| amount(&it.value)?.low;
    let is_only = by_unit.len() == 1;
    for it in general {
        let same = |group: &&mut Vec<Given<'a>>| {
            point(&it).is_some() && group.iter().any(|other| point(other) == point(&it))
        };
        if let Some(group) = by_unit.values_mut().find(same) {
            group.push(it);
            continue;
        }
        let is_told_of_nobody = it.by.iter().all(|by| {
            &*by.claim.frame != "casualties" && by.entities(Role::Target).next().is_none()
        });
        match by_unit.first_entry() {
            // « au moins cinquante arrestations », beside « 23 manifestants interpellés »: of the event's own.
            Some(mut only) if is_told_of_nobody && is_only => only.get_mut().push(it),
            _ => by_unit.entry(person.clone()).or_default().push(it),
        }
    }
    for group in by_unit.values_mut() {
        let units = group.iter().filter_map(|it| amount(&it.value));
        let unit = units.map(|it| it.unit.clone()).find(|unit| !unit.is_empty());
        let unit = unit.unwrap_or_else(|| "person".into());
        for it in group.iter_mut() {
            if let Value::Quantity(bare) = &mut it.value
                && bare.unit.is_empty()
            {
                bare.unit.clone_from(&unit);
            }
        }
    }
    let mut groups: Vec<Vec<Given>> = by_unit.into_values().collect();
    let told = |group: &Vec<Given>| group.iter().map(|it| it.by.len()).sum::<usize>();
    groups.sort_by_key(|group| std::cmp::Reverse(told(group)));
    groups
}

/// What an amount counts: its unit, or for a bare number the kind of those told of.
fn counted(bench: &Bench, given: &Given) -> Option<String> {
    let kinds = bench.likeness.kinds();
    let unit = kinds.unit(&amount(&given.value)?.unit);
    if !unit.is_empty() && unit != kinds.unit("person") {
        return Some(unit);
    }
    let targets = given.by.iter().flat_map(|it| it.entities(Role::Target));
    targets.filter_map(|it| kinds.of(&it.name)).map(str::to_owned).next()
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
    // A reprint tells what was known when its original was written.
    let stamp = bench.original(entry)?.published.as_ref()?;
    Some((stamp.date, stamp.instant))
}

/// Two counts that no hour tells apart, each on the word of a named source that never gave the
/// other: told at one time, or the smaller told after the greater by a source of its own. What
/// grows does not shrink again.
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
    let (less, more) = if x.point() < y.point() { (a, b) } else { (b, a) };
    at_once
        || is_denied_growth(bench, less, more)
        || is_told_throughout(bench, less, more)
        || is_of_a_past_day(bench, less, more)
}

/// Whether the smaller count was told before the greater one, and is still told days after it, by others: what
/// everybody had heard of did not replace it.
fn is_told_throughout(bench: &Bench, less: &Stand, more: &Stand) -> bool {
    let (less, more) = (asserted(less), asserted(more));
    more.iter().any(|great| {
        let before = less.iter().any(|it| bench.is_before(it, great));
        let after = less.iter().any(|it| {
            bench.is_before(great, it)
                && days_between(bench, great, it).is_some_and(|days| days >= HEARD)
        });
        before && after
    })
}

/// The claims of a count that tell it as a fact.
fn asserted<'a>(stand: &Stand<'a>) -> Vec<&'a Entry> {
    let by = stand.by.iter().copied().filter(|it| it.claim.modality.supports());
    by.take(ASKED).collect()
}

/// Days after which what was done on one day has been counted.
const SETTLED: i32 = 1;

/// Whether both count what was done to people on one past day, and the smaller count comes later, or both long
/// after: those who were arrested stay so, whereas the missing are found. Who tells no day means that of the others.
fn is_of_a_past_day(bench: &Bench, less: &Stand, more: &Stand) -> bool {
    let own_day = |it: &Entry| it.values(Role::Time).iter().find_map(Value::day);
    let all = less.by.iter().chain(&more.by).take(ASKED);
    let told: BTreeSet<Date> = all.filter_map(|it| own_day(it)).collect();
    let only = told.first().copied().filter(|_| told.len() == 1);
    let day = |it: &Entry| own_day(it).or(only);
    let is_settled = |it: &Entry| {
        let told = reported(bench, it).map(|it| it.0);
        let days = |(from, to): (Date, Date)| from.until(to).ok().map(|span| span.get_days());
        day(it).zip(told).and_then(days).is_some_and(|days| days >= SETTLED)
    };
    let is_act = |it: &Entry| !matches!(&*it.claim.frame, "casualties" | "disaster" | "die");
    more.by.iter().take(ASKED).any(|early| {
        less.by.iter().take(ASKED).any(|late| {
            is_act(early)
                && is_act(late)
                && day(early).is_some()
                && day(early) == day(late)
                && (bench.is_before(early, late)
                    || !bench.is_one_text(early, late) && is_settled(early) && is_settled(late))
        })
    })
}

/// Days after which everybody has heard of a new count.
const HEARD: i32 = 2;

/// Whether the smaller count is given, on the word of a named source or when everybody has heard,
/// after another source gave the greater one. « selon les secours » may be the same helpers in
/// both; and where it is not of the dead, who stay dead, the source must have given it all along.
fn is_denied_growth(bench: &Bench, less: &Stand, more: &Stand) -> bool {
    let asserted = |it: &&&Entry| it.claim.modality.supports();
    let earlier = more.by.iter().filter(asserted).filter(|it| is_named(bench, it)).take(ASKED);
    let earlier: Vec<&&Entry> = earlier.collect();
    less.by.iter().filter(asserted).take(ASKED).any(|late| {
        earlier.iter().any(|early| {
            let follows = bench.is_before(early, late) && !bench.is_one_text(early, late);
            let was_told = less.by.iter().take(ASKED).any(|first| {
                let is_same = first.origins.iter().any(|it| late.origins.contains(it));
                is_same && bench.is_before(first, early) && !bench.is_one_text(first, late)
            });
            let has_heard = days_between(bench, early, late).is_some_and(|days| days >= HEARD);
            follows
                && (is_named(bench, late) || has_heard)
                && (stays(bench, late) || is_named(bench, late) && was_told)
        })
    })
}

/// Whether what is counted stays as it is: the dead, and things that were burnt or wrecked.
fn stays(bench: &Bench, entry: &Entry) -> bool {
    let kinds = bench.likeness.kinds();
    let person = kinds.unit("person");
    let is_thing = |it: &Value| {
        amount(it).is_some_and(|it| {
            let unit = kinds.unit(&it.unit);
            !unit.is_empty() && unit != person && kinds.fit(&person, &unit).is_apart()
        })
    };
    let is_dead = entry.values(Role::Outcome).iter().any(|outcome| outcome.text() == "killed");
    is_dead || entry.values(Role::Quantity).iter().any(is_thing)
}

/// Whether a claim rests on the word of somebody who can be told from others.
fn is_named(bench: &Bench, entry: &Entry) -> bool {
    let mut kinds =
        entry.origins.iter().filter_map(|&at| Some(bench.mouth(at)?.origin.kind.as_str()));
    bench.cites(entry) && kinds.all(|it| !matches!(it, "outlet" | "article" | "agency"))
}

fn days_between(bench: &Bench, early: &Entry, late: &Entry) -> Option<i32> {
    let (early, late) = (reported(bench, early)?, reported(bench, late)?);
    early.0.until(late.0).ok().map(|span| span.get_days())
}

/// The claims for which somebody is named.
fn cited<'a>(bench: &Bench, stand: &Stand<'a>) -> Vec<&'a Entry> {
    let all = stand.by.iter().copied();
    all.filter(|it| bench.cites(it) && it.claim.modality.supports()).take(ASKED).collect()
}
