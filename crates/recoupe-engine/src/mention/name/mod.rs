//! Names: states, places, people, bodies, instruments.
//!
//! Every search proposes; the longest proposal at a place stands, and names inside a described
//! body (« le ministère croate de la Santé ») stay names of their own. The order of the
//! searches decides between proposals of one length.

mod atoms;
mod capital;
mod city;
mod found;
mod instrument;
mod known;
mod learned;
mod lexicon;
mod office;
mod organisation;
mod person;
mod place;
mod scene;
mod sounding;
mod state;
mod title;

use std::collections::BTreeMap;

use recoupe_model::{Class, Document, EntityId, Mention, Sentence};

use crate::lang::{Gazetteer, Mistake, Pack};
use atoms::Atoms;
use found::{Found, select};
use lexicon::Lexicon;
use scene::Scene;
use sounding::Sounding;

/// What is wrong with the files that this search reads.
pub(crate) fn mistakes(pack: &Pack) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = learned::mistake(pack).into_iter().collect();
    mistakes.extend(sounding::mistakes(pack));
    mistakes
}

/// The names of one document, in text order; those that start together, longest first.
pub(crate) fn find(
    gazetteer: &Gazetteer,
    pack: &Pack,
    document: &Document,
    sentences: &[Sentence],
) -> Vec<Mention> {
    let scene = Scene::new(gazetteer, pack, Atoms::new(document, sentences));
    let (hits, cities) = known::hits(&scene);
    let mut found = known::find(&scene, &hits);
    found.extend(capital::find(&scene, &hits));
    found.extend(city::find(&scene, &hits, &cities));
    found.extend(organisation::find(&scene, &hits));
    found.extend(office::find(&scene, &hits, document.anchor()));
    found.extend(instrument::find(&scene));
    found.extend(person::find(&scene, &hits));
    found.extend(place::find(&scene, &hits));
    // What stands so far is what the text introduces; the rest refers back to it.
    let mut full = select(found);
    let sounding = Sounding::of(gazetteer, pack);
    sounding.link(&scene, &mut full);
    fullest_names(&mut full);
    let mut names = refer_back(&scene, &hits, &full);
    let better = learned::find(&scene, pack, &hits, &cities, sentences, &names);
    if !better.is_empty() {
        full.retain(|name| !learned::gives_way(name, &better));
        full.extend(better);
        full = select(full);
        sounding.link(&scene, &mut full);
        fullest_names(&mut full);
        names = refer_back(&scene, &hits, &full);
    }
    state::give(&scene, &mut names);
    names.into_iter().map(|it| it.mention(&scene.atoms)).collect()
}

/// The names that the text introduces, with what refers back to them.
fn refer_back(scene: &Scene<'_>, hits: &[known::Hit<'_>], full: &[Found]) -> Vec<Found> {
    let lexicon = Lexicon::learn(scene, full);
    let mut names = lexicon.find(scene);
    // "Abrams tanks", where the text also has a Stacey Abrams.
    let weapon = |at: usize| full.iter().any(|it| it.class == Class::Thing && it.from == at);
    names.retain(|it| !weapon(it.from));
    names.extend_from_slice(full);
    names.extend(lexicon::leaders(scene, hits, &lexicon));
    select(names)
}

/// Two names of one person, one of them longer: both get the longer one's id.
fn fullest_names(found: &mut [Found]) {
    let described = |it: &Found| {
        let is_new = it.rule == "name/person-described" || it.rule == learned::RULE;
        is_new && it.class == Class::Person && it.len() > 1
    };
    let mut longest: BTreeMap<(String, String), (EntityId, String)> = BTreeMap::new();
    for it in found.iter().filter(|it| described(it)) {
        let Some(ends) = ends(&it.id) else { continue };
        let best = longest.entry(ends).or_insert_with(|| (it.id.clone(), it.name.clone()));
        if it.id.as_str().len() > best.0.as_str().len() {
            *best = (it.id.clone(), it.name.clone());
        }
    }
    for it in found.iter_mut().filter(|it| described(it)) {
        if let Some((id, name)) = ends(&it.id).and_then(|ends| longest.get(&ends)) {
            it.id.clone_from(id);
            it.name.clone_from(name);
        }
    }
}

/// The first and the last word of an id.
fn ends(id: &EntityId) -> Option<(String, String)> {
    let (_, key) = id.as_str().split_once(':')?;
    let (first, rest) = key.split_once('-')?;
    let last = rest.rsplit('-').next()?;
    Some((first.to_owned(), last.to_owned()))
}
