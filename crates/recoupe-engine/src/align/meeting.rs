//! How what is told of a role in two places stands as a whole: something shared, nothing
//! excluded, or all of it excluded.

use recoupe_model::{Class, Entity, Fit, Role, Value};

use crate::lang::{Likeness, SlotKind, fold, is_vague};

/// How the values of a role compare as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// One side is silent.
    Silent,
    /// Nothing that is said excludes the other.
    Open,
    /// They share something.
    Shared,
    /// They exclude each other.
    Apart,
}

/// How two sets of values of one role stand to each other.
pub(super) fn meeting(
    role: Role,
    kind: SlotKind,
    ours: &[Value],
    theirs: &[Value],
    likeness: &Likeness,
    separate_bodies: bool,
) -> Meeting {
    if ours.is_empty() || theirs.is_empty() {
        return Meeting::Silent;
    }
    if matches!(role, Role::Participant | Role::Party) {
        return company(role, ours, theirs, likeness);
    }
    let mut open = false;
    for a in ours {
        for b in theirs {
            let fit = match fit(role, kind, a, b, likeness) {
                Fit::Apart if is_by_pronoun(a) || is_by_pronoun(b) => Fit::Open,
                fit => fit,
            };
            let bodies = separate_bodies && fit == Fit::Overlap && are_bodies(a, b);
            match fit {
                _ if bodies => {}
                Fit::Open => open = true,
                Fit::Apart => {}
                _ => return Meeting::Shared,
            }
        }
    }
    if open { Meeting::Open } else { Meeting::Apart }
}

/// Whether it is told by a word that stands for it, which may stand for something else: "them".
fn is_by_pronoun(value: &Value) -> bool {
    let Value::Entity(it) = value else { return false };
    let text = it.text.to_lowercase();
    !text.contains(' ')
        && it.text.starts_with(char::is_lowercase)
        && !it.name.to_lowercase().contains(&text)
}

fn are_bodies(a: &Value, b: &Value) -> bool {
    let is_body = |it: &Value| matches!(it, Value::Entity(it) if it.class == Class::Organisation);
    is_body(a) && is_body(b)
}

fn fit(role: Role, kind: SlotKind, a: &Value, b: &Value, likeness: &Likeness) -> Fit {
    match (a, b) {
        (Value::Entity(a), Value::Entity(b)) => likeness.fit(role, a, b),
        (Value::Time(a), Value::Time(b)) => a.fit(b),
        (Value::Quantity(a), Value::Quantity(b)) => {
            let kinds = likeness.kinds();
            if kinds.unit(&a.unit) == kinds.unit(&b.unit) { a.fit(b) } else { Fit::Open }
        }
        (Value::Text(a), Value::Text(b)) if role == Role::Outcome => {
            if fold(&a.text) == fold(&b.text) { Fit::Same } else { Fit::Apart }
        }
        _ if kind == SlotKind::Text => Fit::Open,
        _ => Fit::Open,
    }
}

/// Those who take part together: one list must hold the other. Two who met a third apart did
/// not meet each other.
fn company(role: Role, ours: &[Value], theirs: &[Value], likeness: &Likeness) -> Meeting {
    let (ours, theirs) = (named(ours), named(theirs));
    if ours.is_empty() || theirs.is_empty() {
        return Meeting::Open;
    }
    let fits = |a: &Entity, b: &Entity| likeness.fit(role, a, b);
    let meets = |a: &Entity, b: &Entity| fits(a, b).supports() || fits(a, b) == Fit::Open;
    let all_in =
        |few: &[&Entity], many: &[&Entity]| few.iter().all(|a| many.iter().any(|b| meets(a, b)));
    // Somebody of unknown country may be of any.
    let is_known = ours.iter().any(|a| theirs.iter().any(|b| fits(a, b).supports()));
    match all_in(&ours, &theirs) || all_in(&theirs, &ours) {
        true if is_known => Meeting::Shared,
        true => Meeting::Open,
        false => Meeting::Apart,
    }
}

fn named(values: &[Value]) -> Vec<&Entity> {
    let entities = values.iter().filter_map(|value| match value {
        Value::Entity(entity) => Some(entity),
        _ => None,
    });
    entities.filter(|entity| !is_vague(entity)).collect()
}

pub(super) fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Entity(a), Value::Entity(b)) => a.id == b.id,
        (Value::Time(a), Value::Time(b)) => {
            (a.from, a.to, a.month, a.day, a.weekday) == (b.from, b.to, b.month, b.day, b.weekday)
        }
        (Value::Text(a), Value::Text(b)) => a.text == b.text,
        (Value::Quantity(a), Value::Quantity(b)) => {
            (a.low, a.high, &a.unit, a.approximate) == (b.low, b.high, &b.unit, b.approximate)
        }
        _ => false,
    }
}
