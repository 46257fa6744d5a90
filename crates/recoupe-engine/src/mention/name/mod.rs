//! Names: states, places, people, bodies, instruments.
//!
//! Every search proposes; the longest proposal at a place stands, and names inside a described
//! body (« le ministère croate de la Santé ») stay names of their own. The order of the
//! searches decides between proposals of one length.

mod atoms;
mod capital;
mod found;
mod instrument;
mod known;
mod lexicon;
mod organisation;
mod person;
mod place;
mod scene;
mod state;

use recoupe_model::{Class, Document, EntityId, Mention, Sentence};

use crate::lang::{Gazetteer, Pack};
use atoms::Atoms;
use found::{Found, select};
use lexicon::Lexicon;
use scene::Scene;

/// The names of one document, in text order; those that start together, longest first.
pub(crate) fn find(
    gazetteer: &Gazetteer,
    pack: &Pack,
    document: &Document,
    sentences: &[Sentence],
) -> Vec<Mention> {
    let scene = Scene::new(gazetteer, pack, Atoms::new(document, sentences));
    let hits = known::hits(&scene);
    let mut found = known::find(&scene, &hits);
    found.extend(capital::find(&scene, &hits));
    found.extend(organisation::find(&scene, &hits));
    found.extend(instrument::find(&scene));
    found.extend(person::find(&scene, &hits));
    found.extend(place::find(&scene, &hits));
    // What stands so far is what the text introduces; the rest refers back to it.
    let mut full = select(found);
    fullest_names(&mut full);
    let lexicon = Lexicon::learn(&scene, &full);
    let mut names = lexicon.find(&scene);
    names.extend(full);
    names.extend(lexicon::leaders(&scene, &hits, &lexicon));
    let mut names = select(names);
    state::give(&scene, &mut names);
    names.into_iter().map(|it| it.mention(&scene.atoms)).collect()
}

/// Two names of one person, one of them longer: both get the longer one's id.
fn fullest_names(found: &mut [Found]) {
    let described = |it: &Found| it.class == Class::Person && it.rule == "name/person-described";
    let names: Vec<(EntityId, String)> = found
        .iter()
        .filter(|it| described(it) && it.len() > 1)
        .map(|it| (it.id.clone(), it.name.clone()))
        .collect();
    for it in found.iter_mut().filter(|it| described(it)) {
        let ends = |id: &EntityId| {
            let mut words = id.as_str()["person:".len()..].split('-');
            let first = words.next().map(str::to_owned);
            (first, words.next_back().map(str::to_owned))
        };
        let mine = ends(&it.id);
        let longer = names
            .iter()
            .filter(|(id, _)| mine.1.is_some() && ends(id) == mine)
            .max_by_key(|(id, _)| id.as_str().len());
        if let Some((id, name)) = longer {
            it.id = id.clone();
            it.name.clone_from(name);
        }
    }
}
