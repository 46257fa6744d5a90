//! One place that two languages spell in two ways: « Moukalla », "Mukalla".
//!
//! Two names are of one place where they sound alike as a whole, are of articles in two languages
//! that speak of one state, and no third name sounds so. Never where one article has both, where
//! the gazetteer knows both, or where they are known to lie in two states.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, EntityId, Lang, Reading};

use super::{Model, named, rename};
use crate::lang::{Knowledge, Sounds, Spelling};

/// A name with fewer sounds is no ground.
const SHORTEST: usize = 5;

/// A place by one name, in all articles that have it.
#[derive(Debug)]
struct Place {
    id: EntityId,
    name: String,
    is_known: bool,
    languages: BTreeSet<Lang>,
    of: BTreeSet<EntityId>,
    readings: BTreeSet<usize>,
    /// The states of which these articles speak.
    states: BTreeSet<EntityId>,
}

/// Gives places whom articles of two languages spell differently one identity each.
pub(super) fn unite(knowledge: &Knowledge, report: &Lang, readings: &mut [Reading]) {
    let mut given: Vec<BTreeMap<EntityId, Model>> = vec![BTreeMap::new(); readings.len()];
    for alike in gather(knowledge, readings).into_values() {
        let places: Vec<&Place> = alike.values().collect();
        let [a, b] = places[..] else { continue };
        if !may_be_one(a, b) {
            continue;
        }
        let (model, other) =
            if (b.is_known, &a.id) > (a.is_known, &b.id) { (b, a) } else { (a, b) };
        let native = |it: &&&Place| it.languages.contains(report);
        let called = [model, other].iter().find(native).map_or(&model.name, |it| &it.name).clone();
        let of = model.of.iter().chain(&other.of).next().cloned();
        for place in [a, b] {
            for &reading in &place.readings {
                let model = Model::new(model.id.clone(), called.clone(), of.clone());
                given[reading].insert(place.id.clone(), model);
            }
        }
    }
    for (reading, given) in readings.iter_mut().zip(&given).filter(|(_, given)| !given.is_empty()) {
        let given = given.iter().map(|(id, model)| (id.clone(), model)).collect();
        rename(reading, &given);
    }
}

/// All places by the sound of their names, then by their ids.
fn gather(
    knowledge: &Knowledge,
    readings: &[Reading],
) -> BTreeMap<String, BTreeMap<EntityId, Place>> {
    let mut all: BTreeMap<String, BTreeMap<EntityId, Place>> = BTreeMap::new();
    for (number, reading) in readings.iter().enumerate() {
        let Some(pack) = knowledge.pack(&reading.document.language) else { continue };
        let spelling = Spelling::of(pack);
        let states: BTreeSet<EntityId> =
            named(reading, Class::Country).map(|it| it.id.clone()).collect();
        for entity in named(reading, Class::Place) {
            let sound = Sounds::new(&entity.name, &spelling).whole();
            if sound.chars().count() < SHORTEST {
                continue;
            }
            let place = all.entry(sound).or_default().entry(entity.id.clone());
            let place = place.or_insert_with(|| Place {
                id: entity.id.clone(),
                name: entity.name.clone(),
                is_known: knowledge.gazetteer.get(&entity.id).is_some(),
                languages: BTreeSet::new(),
                of: BTreeSet::new(),
                readings: BTreeSet::new(),
                states: BTreeSet::new(),
            });
            place.languages.insert(reading.document.language.clone());
            place.of.extend(entity.of.clone());
            place.readings.insert(number);
            place.states.extend(states.iter().cloned());
        }
    }
    all
}

fn may_be_one(a: &Place, b: &Place) -> bool {
    let states = !a.states.is_disjoint(&b.states) || !a.of.is_disjoint(&b.of);
    let contradicts = !a.of.is_empty() && !b.of.is_empty() && a.of.is_disjoint(&b.of);
    states
        && !contradicts
        && !(a.is_known && b.is_known)
        && a.languages.is_disjoint(&b.languages)
        && a.readings.is_disjoint(&b.readings)
}
