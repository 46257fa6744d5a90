//! Treaties, agreements and resolutions that have a name of their own.
//!
//! « le traité » alone is not one: whoever reads the claims knows which treaty is meant.

use recoupe_model::Class;

use super::atoms::{Case, Gap};
use super::found::Found;
use super::organisation::skip_of;
use super::person::tidy;
use super::scene::{Phrases, Scene, slug};

/// Named instruments, as proposals.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..scene.atoms.list.len() {
        if let Some((_, to)) = scene.longest(Phrases::Instrument, at) {
            found.push(instrument(scene, at, to, "name/instrument"));
            continue;
        }
        let Some(kind) = scene.one("instrument_noun", at) else { continue };
        found.extend(numbered(scene, at).or_else(|| named(scene, at, kind)));
    }
    found
}

fn instrument(scene: &Scene<'_>, from: usize, to: usize, rule: &'static str) -> Found {
    let words = scene.atoms.words(from, to);
    let known = scene.longest(Phrases::Instrument, from).filter(|(_, end)| *end == to);
    let id = match known {
        Some((key, _)) if !key.is_empty() => recoupe_model::EntityId::new("instrument", key),
        _ => slug(Class::Instrument, words),
    };
    let name = tidy(words);
    Found { from, to, id, class: Class::Instrument, name, of: None, rule, open: true }
}

/// « résolution 1718 », "Resolution 2231", « l'accord n° 12 ».
fn numbered(scene: &Scene<'_>, at: usize) -> Option<Found> {
    let number = scene
        .atoms
        .get(at + 1)
        .filter(|next| next.gap == Gap::Space && next.starts_digit() && next.key.len() > 1)?;
    let digits = number.key.chars().all(|c| c.is_ascii_digit());
    digits.then(|| instrument(scene, at, at + 2, "name/instrument-numbered"))
}

/// « accord de Minsk », "Treaty of Lisbon", « Accords d'Abraham », "the Paris Agreement".
fn named(scene: &Scene<'_>, at: usize, kind: &str) -> Option<Found> {
    let is_capital = |at: usize| {
        scene.atoms.get(at).is_some_and(|atom| {
            atom.case != Case::Lower && !atom.title_case && !scene.is_in("not_name", at)
        })
    };
    // A name after « de » without article: « accord de Minsk », not « accord du Premier ministre ».
    if let Some(start) = skip_of(scene, at + 1).filter(|_| kind == "of")
        && start == at + 2
        && is_capital(start)
        && is_town(scene, start)
    {
        return Some(instrument(scene, at, start + 1, "name/instrument-of"));
    }
    let is_noun_capital = is_capital(at) && !scene.atoms.list[at].initial;
    let mut from = at;
    while is_noun_capital && from > 0 && is_capital(from - 1) && scene.gap(from) == Gap::Space {
        from -= 1;
    }
    (from < at).then(|| instrument(scene, from, at + 1, "name/instrument-named"))
}

/// Whether an instrument may be called after it: a town or a name that is no state and no body.
fn is_town(scene: &Scene<'_>, at: usize) -> bool {
    let (exact, _) = crate::lang::Way::narrow(scene.ways, scene.atoms.key(at));
    !exact.iter().any(|way| {
        let known = scene.gazetteer.known(way);
        way.form == crate::lang::Form::Name
            && matches!(known.class, Class::Country | Class::Organisation)
    })
}
