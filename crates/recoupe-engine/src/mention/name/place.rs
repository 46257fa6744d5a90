//! Places that no gazetteer knows: a noun of places or a preposition of place beside capitals.

use recoupe_model::Class;

use super::atoms::{Case, Gap};
use super::found::Found;
use super::known::Hit;
use super::organisation::skip_of;
use super::person::tidy;
use super::scene::{Scene, slug};

/// Described places, as proposals.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..scene.atoms.list.len() {
        let it = if scene.is_in("place_noun", at) {
            after_noun(scene, hits, at)
        } else {
            after_preposition(scene, hits, at)
        };
        found.extend(it);
        found.extend(before_noun(scene, hits, at));
    }
    found
}

fn place(scene: &Scene<'_>, from: usize, to: usize, rule: &'static str) -> Found {
    let words = scene.atoms.words(from, to);
    let id = slug(Class::Place, words);
    Found { from, to, id, class: Class::Place, name: tidy(words), of: None, rule, open: false }
}

/// « la ville de Zarouvka », « la gare d’Orgne », "the village of Mbole", "Lake Tangire".
fn after_noun(scene: &Scene<'_>, hits: &[Hit<'_>], noun: usize) -> Option<Found> {
    let kind = scene.one("place_noun", noun)?;
    let start = skip_of(scene, noun + 1).unwrap_or(noun + 1);
    let to = name_end(scene, hits, start)?;
    let apposed = start == noun + 1;
    if apposed && scene.gap(start) != Gap::Space {
        return None;
    }
    // A sea, a mountain: the noun is part of the name, also where it is written small.
    let from = if kind == "part" { noun } else { start };
    if apposed && kind != "part" && scene.atoms.list[noun].is_capital() {
        return None;
    }
    Some(place(scene, from, to, "name/place-described"))
}

/// "Hollis pass", "Torkhai district": the noun after the name.
fn before_noun(scene: &Scene<'_>, hits: &[Hit<'_>], at: usize) -> Option<Found> {
    if scene.one("place_noun", at) != Some("after") || scene.gap(at) != Gap::Space {
        return None;
    }
    let mut from = at;
    while from > 0 && at - from < 3 && is_name_word(scene, from - 1) {
        from -= 1;
        if scene.gap(from) != Gap::Space {
            break;
        }
    }
    let first = scene.atoms.get(from)?;
    if from == at || first.initial || first.title_case || is_known(hits, from, at) {
        return None;
    }
    Some(place(scene, from, at, "name/place-described"))
}

/// "near Belmarch", « près de Torkhaï ».
fn after_preposition(scene: &Scene<'_>, hits: &[Hit<'_>], at: usize) -> Option<Found> {
    let kind = scene.one("preposition", at)?;
    let start = match kind {
        "place" => at + 1,
        "dative" => {
            let noun = at.checked_sub(1).map_or("", |before| scene.atoms.key(before));
            let goes = scene.lists.stem("governor", noun) == Some("place");
            let opens = scene.atoms.get(at).is_some_and(|atom| atom.initial);
            if !(goes || opens) {
                return None;
            }
            at + 1
        }
        // « au nord de Belmarch »
        "of" if at.checked_sub(1).is_some_and(|before| scene.is_in("direction", before)) => at + 1,
        _ => return None,
    };
    if scene.gap(start) != Gap::Space && scene.gap(start) != Gap::Apostrophe {
        return None;
    }
    let to = name_end(scene, hits, start)?;
    // One or two words; a longer run is a title or a body.
    (to - start <= 2).then(|| place(scene, start, to, "name/place-in"))
}

/// The end of a run of capitalised words that nothing else explains.
fn name_end(scene: &Scene<'_>, hits: &[Hit<'_>], from: usize) -> Option<usize> {
    if !is_name_word(scene, from) || is_known(hits, from, from + 1) {
        return None;
    }
    let mut to = from + 1;
    while to < from + 4 && scene.atoms.joins(to) {
        let small_inside = scene.gap(to) == Gap::Hyphen || scene.is_in("particle", to);
        if is_name_word(scene, to) && !is_known(hits, to, to + 1) {
            to += 1;
        } else if small_inside && is_name_word(scene, to + 1) && scene.atoms.joins(to + 1) {
            to += 2;
        } else {
            break;
        }
    }
    // "in Bohemian Rhapsody's", « à Marie Durand » is somebody.
    let is_person = to - from > 1 && scene.is_in("first_name", from);
    (!is_person && !scene.atoms.possessive(to)).then_some(to)
}

fn is_name_word(scene: &Scene<'_>, at: usize) -> bool {
    scene.atoms.get(at).is_some_and(|atom| {
        atom.case == Case::Capital
            && !atom.title_case
            && atom.key.len() > 2
            && !scene.is_in("not_name", at)
            && !scene.is_in("title", at)
            && !scene.is_in("organisation_noun", at)
            && !scene.is_in("instrument_noun", at)
    })
}

fn is_known(hits: &[Hit<'_>], from: usize, to: usize) -> bool {
    let at = hits.partition_point(|hit| hit.from < from);
    hits[at..].iter().take_while(|hit| hit.from == from).any(|hit| hit.to >= to)
}
