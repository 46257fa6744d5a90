//! People whom the gazetteer has under another spelling: « Andreï Bélousov » is Andrei Belousov.
//!
//! The sound alone links a full name, given name and family name, unless the title speaks of
//! another state. A family name alone is linked where its title tells the state of the one
//! person of that state whose name sounds so.

use std::collections::BTreeMap;
use std::sync::Arc;

use recoupe_model::{Class, EntityId};

use super::found::Found;
use super::learned;
use super::scene::Scene;
use crate::lang::{Form, Gazetteer, Mistake, Pack, Sounds, Spelling};

/// The rule by which these names go.
const RULE: &str = "name/person-sound";

/// What is wrong with the list of sounds.
pub(super) fn mistakes(pack: &Pack) -> Vec<Mistake> {
    let file = format!("lang/{}/words/sound.tsv", pack.lang.code());
    let wrong = |(line, cell): (usize, String)| {
        let says =
            format!("place `{cell}` is unknown; write word, end or front, or leave it empty");
        Mistake::new(&file, line, says)
    };
    Spelling::unknown_places(pack).into_iter().map(wrong).collect()
}

/// The people of the gazetteer by the sound of their names in one language.
#[derive(Debug)]
pub(super) struct Sounding {
    spelling: Arc<Spelling>,
    /// By all words; `None` where several people are called so.
    full: BTreeMap<String, Option<EntityId>>,
    /// By state and family name; `None` where several people of it are called so.
    family: BTreeMap<(EntityId, String), Option<EntityId>>,
}

impl Sounding {
    /// Made at the first use.
    pub(super) fn of(gazetteer: &Gazetteer, pack: &Pack) -> Arc<Self> {
        pack.derived(|pack| Self::new(gazetteer, pack))
    }

    fn new(gazetteer: &Gazetteer, pack: &Pack) -> Self {
        let spelling = Spelling::of(pack);
        let (mut full, mut family) = (BTreeMap::new(), BTreeMap::new());
        for way in gazetteer.all(pack.lang.code()) {
            let known = gazetteer.known(way);
            if known.class != Class::Person {
                continue;
            }
            let sounds = Sounds::new(way.key(), &spelling);
            if !sounds.is_telling() {
                continue;
            }
            match (way.form, &known.of) {
                (Form::Name, _) if sounds.len() > 1 => put(&mut full, sounds.whole(), &known.id),
                (Form::Surname | Form::WeakSurname, Some(state)) => {
                    put(&mut family, (state.clone(), sounds.whole()), &known.id);
                }
                _ => {}
            }
        }
        Self { spelling, full, family }
    }

    /// Links people whom only the words around made people.
    pub(super) fn link(&self, scene: &Scene<'_>, found: &mut [Found]) {
        for it in found {
            let is_new = it.rule == "name/person-described" || it.rule == learned::RULE;
            if it.class != Class::Person || !is_new {
                continue;
            }
            let sounds = Sounds::new(scene.atoms.words(it.from, it.to), &self.spelling);
            let id = match &it.of {
                _ if sounds.len() > 1 => self.full.get(&sounds.whole()),
                Some(state) => self.family.get(&(state.clone(), sounds.whole())),
                None => None,
            };
            let known = id.and_then(Option::as_ref).and_then(|id| scene.gazetteer.get(id));
            let Some(known) = known else { continue };
            let contradicts = it.of.is_some() && known.of.is_some() && it.of != known.of;
            if !contradicts {
                *it = Found { from: it.from, to: it.to, rule: RULE, ..scene.entity(known) };
            }
        }
    }
}

/// Keeps what is said of a key, unless it is said of two.
fn put<K: Ord>(map: &mut BTreeMap<K, Option<EntityId>>, key: K, id: &EntityId) {
    let kept = map.entry(key).or_insert_with(|| Some(id.clone()));
    if kept.as_ref().is_some_and(|old| old != id) {
        *kept = None;
    }
}
