//! Who signed for a state: one person does, so that two named by two reports are in dispute, where
//! otherwise several may act together.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, Entity, EntityId, Role, Value};

use super::bench::{Bench, documents};
use super::values::Given;
use crate::lang::{Frame, is_vague};

/// The kind of happening in which one person acts for each state.
const SIGNED: &str = "treaty.sign";

/// The people of one state of whom each report names another one as its signer.
pub(super) fn rivals<'a>(
    bench: &Bench,
    frame: &Frame,
    role: Role,
    given: &[Given<'a>],
) -> Option<Vec<Given<'a>>> {
    if frame.name != SIGNED || role != Role::Agent {
        return None;
    }
    let mut of_state: BTreeMap<&EntityId, Vec<&Given>> = BTreeMap::new();
    for it in given {
        if let Some(state) = person(it).and_then(|it| it.of.as_ref()) {
            of_state.entry(state).or_default().push(it);
        }
    }
    of_state.into_values().find(|people| are_rivals(bench, people)).map(|people| {
        let alone = people.into_iter().map(|it| {
            let mut value = it.value.clone();
            // Of one state, they could act together.
            if let Value::Entity(person) = &mut value {
                person.of = None;
            }
            Given { value, by: it.by.clone() }
        });
        alone.collect()
    })
}

fn person<'b>(given: &'b Given) -> Option<&'b Entity> {
    match &given.value {
        Value::Entity(it) if it.class == Class::Person && !is_vague(it) => Some(it),
        _ => None,
    }
}

/// Whether they are two people, and no report names two of them.
fn are_rivals(bench: &Bench, people: &[&Given]) -> bool {
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let is_told_once = people.iter().all(|it| {
        let mut documents = documents(&it.by).into_iter();
        documents.all(|document| told.insert(document))
    });
    let are_two = |a: &Given, b: &Given| match (person(a), person(b)) {
        (Some(a), Some(b)) => bench.likeness.fit(Role::Visitor, a, b).is_apart(),
        _ => false,
    };
    is_told_once
        && people.iter().enumerate().any(|(at, a)| people[at + 1..].iter().any(|b| are_two(a, b)))
}
