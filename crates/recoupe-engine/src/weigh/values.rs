//! The distinct values that the claims of an event give for a slot, and how they compare.

use std::collections::BTreeSet;

use recoupe_model::{Entity, Fit, Role, Value};

use super::bench::{Bench, Entry};
use crate::lang::{country, fold, is_vague, stems};

/// No more distinct values of a slot are held against one another.
pub(super) const COMPARED: usize = 48;

/// A value, and the claims that give it.
#[derive(Clone, Debug)]
pub(super) struct Given<'a> {
    pub(super) value: Value,
    pub(super) by: Vec<&'a Entry>,
}

impl Given<'_> {
    /// The value by some of the claims that give it; nothing where none of them is left.
    pub(super) fn only(&self, is_kept: impl Fn(&Entry) -> bool) -> Option<Self> {
        let by: Vec<_> = self.by.iter().copied().filter(|it| is_kept(it)).collect();
        (!by.is_empty()).then(|| Given { value: self.value.clone(), by })
    }
}

/// The distinct values of a role, in the order of the claims.
pub(super) fn distinct<'a>(entries: &[&'a Entry], role: Role) -> Vec<Given<'a>> {
    let mut given: Vec<Given> = Vec::new();
    let mut keys: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for entry in entries {
        for value in entry.values(role) {
            let at = *keys.entry(key(value)).or_insert(given.len());
            if at == given.len() {
                given.push(Given { value: value.clone(), by: Vec::new() });
            }
            let by = &mut given[at].by;
            if by.last().is_none_or(|it| it.claim.id != entry.claim.id) {
                by.push(entry);
            }
        }
    }
    given
}

/// Values with one key are one value.
fn key(value: &Value) -> String {
    match value {
        Value::Entity(it) => it.id.to_string(),
        Value::Time(it) if it.is_dated() => format!("{:?} {:?}", it.from, it.to),
        Value::Time(it) => format!("{:?} {:?} {:?}", it.month, it.day, it.weekday),
        Value::Quantity(it) => {
            format!("{:?} {:?} {} {}", it.low, it.high, it.unit, it.approximate)
        }
        Value::Text(it) => stems(&it.text).join(" "),
    }
}

/// How two values of a role compare in this story.
pub(super) fn fit(bench: &Bench, role: Role, a: &Value, b: &Value) -> Fit {
    match (a, b) {
        (Value::Entity(a), Value::Entity(b)) => bench.likeness.fit(role, a, b),
        (Value::Time(a), Value::Time(b)) => a.fit_across_midnight(b),
        (Value::Quantity(a), Value::Quantity(b)) => {
            let kinds = bench.likeness.kinds();
            if kinds.unit(&a.unit) == kinds.unit(&b.unit) { a.fit(b) } else { Fit::Open }
        }
        (Value::Text(a), Value::Text(b)) if fold(&a.text) == fold(&b.text) => Fit::Same,
        (Value::Text(a), Value::Text(b)) if bench.are_two_choices(&a.text, &b.text) => Fit::Apart,
        _ => Fit::Open,
    }
}

/// Whether a value says anything that another could be held against.
pub(super) fn says_something(value: &Value) -> bool {
    match value {
        Value::Entity(entity) => !is_vague(entity),
        Value::Time(time) => time.is_dated() || time.month.is_some() || time.weekday.is_some(),
        Value::Quantity(quantity) => quantity.low.is_some() || quantity.high.is_some(),
        Value::Text(text) => !text.text.trim().is_empty(),
    }
}

/// How much a value says, for choosing the one to show: the narrower, the more.
pub(super) fn precision(value: &Value) -> i64 {
    match value {
        Value::Entity(entity) => {
            let named = i64::from(!is_vague(entity));
            2 * named + i64::from(named == 1 && !entity.id.is_country())
        }
        Value::Time(time) => match time.days() {
            Some(days) => 100_000 - i64::from(days).min(99_999),
            None => i64::from(time.is_dated()) + 2 * i64::from(time.day.is_some()),
        },
        Value::Quantity(quantity) => {
            let exact = quantity.low.is_some() && quantity.low == quantity.high;
            2 * i64::from(exact) + i64::from(!quantity.approximate)
        }
        Value::Text(text) => i64::try_from(text.text.len()).unwrap_or(0).min(80),
    }
}

/// Whether two claims are about the same part of an act: not when they bind other parties, or
/// when other bodies or people of one state act in them.
pub(super) fn same_part(bench: &Bench, a: &Entry, b: &Entry) -> bool {
    let parties = |it: &Entry| -> BTreeSet<String> {
        let all = it.entities(Role::Party).chain(it.entities(Role::Agent));
        all.filter_map(country).map(ToString::to_string).collect()
    };
    let (x, y) = (parties(a), parties(b));
    if !x.is_empty() && !y.is_empty() && x.is_disjoint(&y) {
        return false;
    }
    [Role::Agent, Role::Party].iter().all(|&role| have_one_actor(bench, role, a, b))
}

/// Whether somebody who fills the role in the one can be somebody who does in the other.
fn have_one_actor(bench: &Bench, role: Role, a: &Entry, b: &Entry) -> bool {
    let named = |it: &Entry| -> Vec<Entity> {
        it.entities(role).filter(|it| !is_vague(it)).cloned().collect()
    };
    let (ours, theirs) = (named(a), named(b));
    let fits = |x: &Entity| {
        theirs.iter().any(|y| {
            let fit = bench.likeness.fit(role, x, y);
            matches!(fit, Fit::Same | Fit::Wider | Fit::Narrower | Fit::Open)
                && !bench.likeness.are_two_bodies(x, y)
        })
    };
    ours.is_empty() || theirs.is_empty() || ours.iter().any(fits)
}
