//! Who signed for a state: one person does, so that two named by two reports are in dispute, where
//! otherwise several may act together.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, Entity, Role, Value};

use super::behalf::{self, Side, told_apart};
use super::bench::{Bench, Entry, documents};
use super::values::Given;
use crate::lang::{Frame, is_called_by_name, is_vague};

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
    let named: Vec<(&Given, &'a Entry)> = given
        .iter()
        .filter(|it| person(it).is_some_and(is_called_by_name))
        .flat_map(|it| it.by.iter().map(move |by| (it, *by)))
        .collect();
    let sides: Vec<Option<Side>> =
        named.iter().map(|(it, by)| side_of(bench, person(it)?, by)).collect();
    let mut of_side: BTreeMap<Side, Vec<Given<'a>>> = BTreeMap::new();
    for (side, (it, entry)) in told_apart(&sides).into_iter().zip(&named) {
        let Some(side) = side else { continue };
        let people = of_side.entry(side).or_default();
        match people.iter_mut().find(|known| known.value == it.value) {
            Some(known) => known.by.push(entry),
            None => people.push(Given { value: it.value.clone(), by: vec![entry] }),
        }
    }
    let by_side = of_side.into_values().find(|people| are_rivals(bench, people));
    by_side.or_else(|| beside_one(bench, given)).map(alone)
}

/// Whom two reports name beside one signer in whom they agree, each one other: of two who sign, the one is known.
fn beside_one<'a>(bench: &Bench, given: &[Given<'a>]) -> Option<Vec<Given<'a>>> {
    let named: Vec<&Given> =
        given.iter().filter(|it| person(it).is_some_and(is_called_by_name)).collect();
    let by_document = |document: usize| -> Vec<usize> {
        let told = |it: &Given| it.by.iter().any(|by| by.document == document);
        (0..named.len()).filter(|&at| told(named[at])).collect()
    };
    let all: BTreeSet<usize> = named.iter().flat_map(|it| documents(&it.by)).collect();
    let pairs: Vec<[usize; 2]> =
        all.iter().filter_map(|&it| by_document(it).try_into().ok()).collect();
    // « la haute-commissaire Lucía Arbeláez », "Lucía Arbeláez": one person under two names.
    let is_one = |a: usize, b: usize| match (person(named[a]), person(named[b])) {
        (Some(x), Some(y)) => a == b || bench.likeness.fit(Role::Visitor, x, y).supports(),
        _ => false,
    };
    pairs.iter().enumerate().find_map(|(at, &[a, b])| {
        pairs[at + 1..].iter().find_map(|&[c, d]| {
            let (own, other) = match () {
                () if is_one(a, c) => (b, d),
                () if is_one(a, d) => (b, c),
                () if is_one(b, c) => (a, d),
                () if is_one(b, d) => (a, c),
                () => return None,
            };
            let rivals = vec![named[own].clone(), named[other].clone()];
            (own != other && are_rivals(bench, &rivals)).then_some(rivals)
        })
    })
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

/// For whom a person signed: his own state, the party that the claim tells by him, or the side for which its words say
/// that he signed.
fn side_of(bench: &Bench, person: &Entity, entry: &Entry) -> Option<Side> {
    let told_by_him = |it: &&Entity| it.id.is_country() && it.span == person.span;
    let party = || entry.entities(Role::Party).find(told_by_him).map(|it| it.id.clone());
    let own = entry.entities(Role::Agent).find(|it| it.id == person.id);
    let state = own.and_then(|it| it.of.clone()).or_else(party).map(Side::State);
    let told = || behalf::side(bench, entry, own?);
    state.or_else(told).or_else(|| person.of.clone().map(Side::State))
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
