//! Names that the gazetteer knows: the longest at each word.

use recoupe_model::{Class, EntityId, Upos};

use super::atoms::{Atoms, Case, Gap};
use super::found::Found;
use super::scene::Scene;
use crate::lang::{Form, Known, Way};

/// A way of writing that stands at some words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    /// First word.
    pub(super) from: usize,
    /// The word after the last.
    pub(super) to: usize,
    /// The entry and the form.
    pub(super) way: &'a Way,
    /// The entry.
    pub(super) known: &'a Known,
}

/// All ways of writing that stand in the text, per first word the longest of each form; and
/// apart, those of the long list of cities.
pub(super) fn hits<'a>(scene: &Scene<'a>) -> (Vec<Hit<'a>>, Vec<Hit<'a>>) {
    let (mut hits, mut cities) = (Vec::new(), Vec::new());
    for from in 0..scene.atoms.list.len() {
        let start = hits.len();
        let (mut ways, mut key, mut to) = (scene.ways, String::new(), from);
        loop {
            if to > from {
                if !scene.atoms.joins(to) {
                    break;
                }
                key.push(' ');
            }
            key.push_str(scene.atoms.key(to));
            to += 1;
            let (exact, longer) = Way::narrow(ways, &key);
            for way in exact.iter().filter(|way| is_written(&scene.atoms, from, to, way)) {
                let known = instead(scene, way).unwrap_or_else(|| scene.gazetteer.known(way));
                let hit = Hit { from, to, way, known };
                match (way.form, hit.known.class) {
                    (Form::WeakName, Class::Thing) if !is_beside_goods(scene, from, to) => {}
                    (Form::WeakName, Class::Place) => cities.push(hit),
                    _ => hits.push(hit),
                }
            }
            ways = longer;
            if ways.is_empty() || to >= scene.atoms.list.len() {
                break;
            }
        }
        // Longest first.
        hits[start..].reverse();
    }
    (hits, cities)
}

/// The other of two states of one name, where the text speaks of its towns: « le Congo », with Brazzaville.
fn instead<'a>(scene: &Scene<'a>, way: &Way) -> Option<&'a Known> {
    let entry = scene.gazetteer.ambiguous(scene.lang, way.key())?;
    let has = |words: &[String]| words.iter().any(|word| has_words(scene, word));
    let state = entry.instead.as_ref().filter(|_| has(&entry.cues) && !has(&entry.unless))?;
    scene.gazetteer.get(state)
}

/// Whether all words of a name stand in the text.
fn has_words(scene: &Scene<'_>, name: &str) -> bool {
    name.split([' ', '-']).all(|word| scene.has_word(word))
}

/// « chars Leopard », « missiles de type Patriot », "Javelin missiles": a word for goods or arms.
fn is_beside_goods(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let is_goods = |at: usize| {
        let lemma = scene.atoms.get(at).and_then(|atom| atom.token).map(|token| &*token.lemma);
        lemma.is_some_and(|lemma| scene.lists.has("goods_noun", lemma))
    };
    let after = matches!(scene.gap(to), Gap::Space | Gap::Hyphen) && is_goods(to);
    let mut before = from;
    while before > 0 && from - before < 3 && matches!(scene.gap(before), Gap::Space) {
        before -= 1;
        if is_goods(before) {
            return true;
        }
    }
    after
}

/// Whether the capitals that the entry has are there, and it is one thing for its neighbours.
fn is_written(atoms: &Atoms<'_>, from: usize, to: usize, way: &Way) -> bool {
    let list = &atoms.list[from..to];
    let cased = list.iter().enumerate().all(|(i, atom)| {
        (way.upper >> i & 1 == 0 || atom.is_capital())
            && (way.acronym >> i & 1 == 0 || atom.case == Case::Upper)
    });
    let lone_acronym = way.acronym & 1 == 1 && way.upper == 1;
    // In a line of capitals, « MAP » is as likely the word as the agency.
    let shouted = lone_acronym && way.key().len() < 4 && list[0].title_case;
    // « d'US », « Jean-Mali »: a capital glued to another capitalised word is part of that name.
    let glued = list[0].gap == Gap::Hyphen
        && way.form == Form::Surname
        && atoms.before(from).is_some_and(super::atoms::Atom::is_capital);
    // « RT-PCR » is not RT.
    let part = lone_acronym
        && atoms.get(to).is_some_and(|next| next.gap == Gap::Hyphen && next.case == Case::Upper);
    cased && !shouted && !glued && !part
}

/// Names, adjectives and inhabitants as proposals; capitals are read elsewhere.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for hit in hits {
        if is_other(scene, hit) {
            continue;
        }
        let rule = match (hit.way.form, hit.known.class) {
            (Form::Adjective | Form::People, _) if is_language(scene, hit) => continue,
            (Form::Adjective | Form::People, _) => "name/demonym",
            (Form::Prefix, _) if scene.gap(hit.to) == Gap::Hyphen => "name/compound",
            (Form::Name, Class::Country) => "name/country",
            (Form::Name, Class::Place) if hit.known.stands_for.is_some() => continue,
            (Form::Name, Class::Place) => "name/place",
            (Form::Name, Class::Organisation) if hit.known.stands_for.is_some() => {
                "name/institution"
            }
            (Form::Name, Class::Organisation) if &*hit.known.kind == "group" => "name/armed-group",
            (Form::Name, Class::Organisation) => "name/organisation",
            (Form::Name | Form::WeakName, Class::Thing) => weapon(&hit.known.kind),
            (Form::Name, _) => "name/person",
            (Form::Surname, _) => "name/surname",
            _ => continue,
        };
        found.push(proposal(scene, hit, rule));
    }
    found
}

/// The rule of a weapon tells what it is.
fn weapon(kind: &str) -> &'static str {
    match kind {
        "air_defence" => "name/air-defence",
        "aircraft" | "helicopter" | "warplane" => "name/aircraft",
        "armoured_vehicle" | "tank" => "name/armour",
        "artillery" | "launcher" => "name/artillery",
        "drone" => "name/drone",
        "missile" => "name/missile",
        "ship" | "submarine" => "name/warship",
        _ => "name/weapon",
    }
}

/// A hit as a proposal: an institution that stands for its state is that state.
pub(super) fn proposal(scene: &Scene<'_>, hit: &Hit<'_>, rule: &'static str) -> Found {
    let known = match &hit.known.stands_for {
        Some(state) if hit.known.class == Class::Organisation => {
            scene.gazetteer.get(state).unwrap_or(hit.known)
        }
        _ => hit.known,
    };
    Found { from: hit.from, to: hit.to, rule, ..scene.entity(known) }
}

/// Whether the words are likely something else here.
fn is_other(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let first = &scene.atoms.list[hit.from];
    let Some(entry) = scene.gazetteer.ambiguous(scene.lang, hit.way.key()) else {
        return hit.way.form == Form::Surname && is_inside_longer_name(scene, hit);
    };
    let tagged = match hit.way.form {
        Form::Adjective => first.is(&[Upos::Propn, Upos::Adj]),
        _ => first.is(&[Upos::Propn]),
    };
    let is_common = entry.common && (first.initial || first.title_case) && !tagged;
    let is_named = entry.instead.is_none();
    is_common || is_named && entry.cues.iter().any(|cue| scene.has_word(cue))
}

/// « Mary Trump » is not the man whom « Trump » names.
fn is_inside_longer_name(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let before = hit.from.checked_sub(1).and_then(|at| scene.atoms.get(at));
    let joined =
        scene.atoms.get(hit.from).is_some_and(|a| matches!(a.gap, Gap::Space | Gap::Hyphen));
    joined && before.is_some_and(|b| b.is_capital() && scene.lists.is_first_name(&b.key))
}

/// « en russe », "in French", "Russian-speaking": the language, not the state.
fn is_language(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let atoms = &scene.atoms;
    let after = atoms.get(hit.to);
    if atoms.get(hit.from).is_some_and(|first| first.gap == Gap::Space) {
        let ends = after.is_none_or(|next| {
            next.gap != Gap::Space || !next.is(&[Upos::Noun, Upos::Propn, Upos::Adj])
        });
        if scene.one("language_context", hit.from.wrapping_sub(1)) == Some("before") && ends {
            return true;
        }
    }
    after.is_some_and(|next| {
        next.gap == Gap::Hyphen && scene.one("language_context", hit.to) == Some("after")
    })
}

/// The state that an adjective, a name or a capital at this word speaks of, and the word after.
pub(super) fn state_at(
    scene: &Scene<'_>,
    hits: &[Hit<'_>],
    at: usize,
) -> Option<(EntityId, usize)> {
    let from = hits.partition_point(|hit| hit.from < at);
    hits[from..]
        .iter()
        .take_while(|hit| hit.from == at)
        .find(|hit| {
            hit.known.class == Class::Country
                && hit.way.form != Form::Prefix
                && !is_other(scene, hit)
        })
        .map(|hit| (hit.known.id.clone(), hit.to))
}
