//! How many things an attack destroyed: 23 houses and 14 are held against each other as any toll is, where two reports
//! tell them with one verb. Other numbers of an attack are of those who did it, or of part of what they hit.

use recoupe_model::{Role, Value};

use super::bench::{Bench, Entry};
use super::values::Given;
use super::volleys::is_of_attack;
use crate::lang::Frame;

/// No more claims of a count are looked at.
const ASKED: usize = 16;

/// The counts of things that were struck, told with one act; nothing where fewer than two reports give one.
pub(super) fn counts<'a>(
    bench: &Bench,
    frame: &Frame,
    role: Role,
    given: &[Given<'a>],
) -> Option<Vec<Given<'a>>> {
    if !is_of_attack(frame, role) {
        return None;
    }
    let kinds = bench.likeness.kinds();
    let is_of_things = |it: &Given| match &it.value {
        Value::Quantity(it) => {
            let unit = kinds.unit(&it.unit);
            !unit.is_empty()
                && !kinds.fit("weapon", &unit).supports()
                && unit != kinds.unit("person")
                && !kinds.counts_people(&unit)
        }
        _ => false,
    };
    let counts_target = |by: &Entry| {
        let counted = by.values(Role::Quantity).iter().map(Value::span);
        counted.into_iter().any(|span| by.entities(Role::Target).any(|it| it.span.overlaps(span)))
    };
    let of_things = given.iter().filter(|it| is_of_things(it));
    let mut of_things: Vec<Given> = of_things.filter_map(|it| it.only(counts_target)).collect();
    for it in &mut of_things {
        it.by.truncate(ASKED);
    }
    let first = of_things.first()?.by.first()?;
    let is_same_act = |by: &Entry| kinds.are_one_act(&first.claim.predicate, &by.claim.predicate);
    let are_alike = of_things.iter().flat_map(|it| &it.by).all(|by| is_same_act(by));
    (of_things.len() > 1 && are_alike).then_some(of_things)
}
