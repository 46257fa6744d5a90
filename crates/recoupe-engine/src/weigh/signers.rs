//! Who signed for a state: one person does, so that two named by two reports are in dispute, where
//! otherwise several may act together.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, Entity, EntityId, Role, Value};

use super::bench::{Bench, Entry, documents};
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
    let mut of_state: BTreeMap<EntityId, Vec<Given>> = BTreeMap::new();
    for it in given.iter().filter(|it| person(it).is_some_and(is_called_by_name)) {
        let mut by: BTreeMap<EntityId, Vec<&'a Entry>> = BTreeMap::new();
        for entry in &it.by {
            if let Some(state) = person(it).and_then(|person| state(person, entry)) {
                by.entry(state).or_default().push(entry);
            }
        }
        for (state, by) in by {
            of_state.entry(state).or_default().push(Given { value: it.value.clone(), by });
        }
    }
    of_state.into_values().find(|people| are_rivals(bench, people)).map(alone)
}

/// People without the states for which they act: of one state, they could act together.
pub(super) fn alone(given: Vec<Given>) -> Vec<Given> {
    let alone = |mut it| {
        if let Given { value: Value::Entity(person), .. } = &mut it {
            person.of = None;
        }
        it
    };
    given.into_iter().map(alone).collect()
}

fn person<'b>(given: &'b Given) -> Option<&'b Entity> {
    match &given.value {
        Value::Entity(it) if it.class == Class::Person && !is_vague(it) => Some(it),
        _ => None,
    }
}

/// Not by an office alone: « l'ambassadeur australien, Peter Lockyer » is one person under two names.
fn is_called_by_name(person: &Entity) -> bool {
    let last = person.name.split_whitespace().next_back();
    last.is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// For which state a person signed: his own, or the party that the claim tells by him.
fn state(person: &Entity, entry: &Entry) -> Option<EntityId> {
    let told_by_him = |it: &&Entity| it.id.is_country() && it.span == person.span;
    let party = || entry.entities(Role::Party).find(told_by_him).map(|it| it.id.clone());
    let own = entry.entities(Role::Agent).find(|it| it.id == person.id);
    own.and_then(|it| it.of.clone()).or_else(party).or_else(|| person.of.clone())
}

/// Whether they are two people, and no report names two of them.
fn are_rivals(bench: &Bench, people: &[Given]) -> bool {
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
