//! How many missiles or drones: otherwise shown beside one another, since a report may count some of
//! them; in dispute where two reports tell the same act against the same target on the same day.

use recoupe_model::{Fit, Role, Value};

use super::bench::{Bench, Entry};
use super::values::{Given, fit};
use crate::lang::Frame;

/// The kind of happening whose amounts are of what it was done with.
const ATTACK: &str = "attack";
/// Days over which a night goes.
const NIGHT: i32 = 2;
/// No more claims of a count are looked at.
const ASKED: usize = 16;

/// Whether a role holds the amounts of an attack: of missiles, of those who came, of what they hit.
pub(super) fn is_of_attack(frame: &Frame, role: Role) -> bool {
    frame.name == ATTACK && role == Role::Quantity
}

/// The counts that can be held against each other.
pub(super) fn rivals<'a>(
    bench: &Bench,
    frame: &Frame,
    role: Role,
    given: &[Given<'a>],
) -> Option<Vec<Given<'a>>> {
    if !is_of_attack(frame, role) {
        return None;
    }
    let kinds = bench.likeness.kinds();
    let is_weapons = |it: &Given| match &it.value {
        Value::Quantity(it) => {
            let unit = kinds.unit(&it.unit);
            !it.approximate && it.low == it.high && kinds.fit("weapon", &unit).supports()
        }
        _ => false,
    };
    let counts: Vec<&Given> = given.iter().filter(|it| is_weapons(it)).collect();
    counts.iter().enumerate().find_map(|(at, a)| {
        let rival = counts[at + 1..].iter().find(|b| {
            let pairs =
                a.by.iter().take(ASKED).flat_map(|x| b.by.iter().take(ASKED).map(move |y| (x, y)));
            fit(bench, role, &a.value, &b.value).is_apart()
                && pairs.into_iter().all(|(x, y)| are_of_one(bench, x, y))
        })?;
        Some(vec![(*a).clone(), (*rival).clone()])
    })
}

/// Whether two reports tell the same act by the same hand against the same target in one night.
fn are_of_one(bench: &Bench, a: &Entry, b: &Entry) -> bool {
    let kinds = bench.likeness.kinds();
    let is_same_act = kinds.are_one_act(&a.claim.predicate, &b.claim.predicate);
    let best = |role: Role| {
        let pairs = a.values(role).iter().flat_map(|x| b.values(role).iter().map(move |y| (x, y)));
        pairs.map(|(x, y)| fit(bench, role, x, y)).min()
    };
    let is_short = |it: &Entry| {
        let is_short = |it: &Value| matches!(it, Value::Time(time) if time.days().is_some_and(|days| days <= NIGHT));
        !it.values(Role::Time).is_empty() && it.values(Role::Time).iter().all(is_short)
    };
    let same = |role: Role| best(role) == Some(Fit::Same);
    let where_it_was = match (best(Role::Target), best(Role::Place)) {
        (None, None) => false,
        (target, place) => [target, place].into_iter().flatten().all(|it| it == Fit::Same),
    };
    is_same_act
        && a.document != b.document
        && same(Role::Agent)
        && where_it_was
        && is_short(a)
        && is_short(b)
        && best(Role::Time).is_some_and(Fit::supports)
}
