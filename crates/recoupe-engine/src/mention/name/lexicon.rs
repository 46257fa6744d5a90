//! What one document calls its people and bodies once it has introduced them.
//!
//! The first full name is how the others are understood: « Kim » is the Kim named before, an
//! acronym is the body that stood before its parenthesis.

use std::collections::BTreeMap;

use recoupe_model::Class;

use super::atoms::{Atom, Case, Gap};
use super::found::Found;
use super::known::{Hit, state_at};
use super::office;
use super::scene::Scene;
use super::title::title_before;
use crate::lang::{Form, Way, fold};

/// Short names of one document.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By the folded words: who is called so, with the word at which the text said it.
    by_key: BTreeMap<String, Vec<(usize, Found)>>,
}

impl Lexicon {
    /// Learns from full names, in text order.
    pub(super) fn learn(scene: &Scene<'_>, found: &[Found]) -> Self {
        let mut it = Self::default();
        // « le président français » is a description, no name that comes again.
        let people =
            || found.iter().filter(|it| it.class == Class::Person && it.rule != office::RULE);
        for full in people().filter(|full| full.len() > 1) {
            for key in short_names(scene, full) {
                it.add(key, full);
            }
            it.add(scene.atoms.keys(full.from, full.to), full);
        }
        // « M. Durand » is the Durand whose full name stands somewhere, else himself.
        for full in people().filter(|full| full.len() == 1) {
            let key = scene.atoms.keys(full.from, full.to);
            if !it.by_key.contains_key(&key) {
                it.add(key, full);
            }
        }
        for full in found {
            if full.class == Class::Organisation && full.rule.ends_with("-described") {
                it.add(scene.atoms.keys(full.from, full.to), full);
                if let Some(acronym) = acronym_after(scene, full.to) {
                    it.add(scene.atoms.keys(acronym, acronym + 1), full);
                }
            }
        }
        it
    }

    fn add(&mut self, key: String, full: &Found) {
        self.by_key.entry(key).or_default().push((full.from, full.clone()));
    }

    /// Who is called so at a word: the last one named before it, else the first named after.
    fn called(&self, key: &str, at: usize) -> Option<&Found> {
        let all = self.by_key.get(key)?;
        // Learnt in text order.
        let before = all.partition_point(|(from, _)| *from <= at).checked_sub(1);
        all.get(before.unwrap_or(0)).map(|(_, full)| full)
    }

    /// Whether a hyphen joins a family name to a capitalised word that is no name known here:
    /// « l'axe Kim-Poutine » is two people, « Kim-Duval » a third.
    fn is_glued(&self, scene: &Scene<'_>, from: usize, to: usize) -> bool {
        let is_stranger = |at: usize| {
            let is_known = |key: &str| {
                let (exact, _) = Way::narrow(scene.ways, key);
                self.by_key.contains_key(key) || exact.iter().any(|w| w.form == Form::Surname)
            };
            scene.atoms.get(at).is_some_and(|it| it.is_capital() && !is_known(&it.key))
        };
        scene.gap(from) == Gap::Hyphen && from.checked_sub(1).is_some_and(is_stranger)
            || scene.gap(to) == Gap::Hyphen && is_stranger(to)
    }

    /// Every place where a name of the document stands.
    pub(super) fn find(&self, scene: &Scene<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        for from in 0..scene.atoms.list.len() {
            if !scene.atoms.list[from].is_capital() && !scene.is_in("particle", from) {
                continue;
            }
            for to in (from + 1..=(from + 6).min(scene.atoms.list.len())).rev() {
                if (from + 1..to).any(|at| !scene.atoms.joins(at)) {
                    continue;
                }
                let Some(full) = self.called(&scene.atoms.keys(from, to), from) else { continue };
                let is_other = to - from == 1
                    && (is_of_longer_name(scene, from)
                        || self.is_glued(scene, from, to)
                        || is_there(scene, from));
                if is_other || (full.from, full.to) == (from, to) {
                    continue;
                }
                let rule = match full.class {
                    Class::Person => "name/person-again",
                    _ => "name/organisation-again",
                };
                found.push(Found { from, to, rule, ..full.clone() });
                break;
            }
        }
        found
    }
}

/// The acronym in parentheses that follows a body.
fn acronym_after(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let atom = scene.atoms.get(at)?;
    let closes = scene.atoms.text[atom.span.end()..].starts_with(')');
    (atom.gap == Gap::Open && closes && atom.case == Case::Upper).then_some(at)
}

/// The family name of a full name as folded words; both readings when it may be first or last.
fn short_names(scene: &Scene<'_>, full: &Found) -> Vec<String> {
    let (atoms, mut last) = (&scene.atoms, full.to - 1);
    if full.len() < 2 {
        return Vec::new();
    }
    // « Kim Jong-un »: the hyphen is inside the given name, the family name comes first.
    let given_last = full.len() == 3 && atoms.list[last].gap == Gap::Hyphen
        || scene.one("first_name", full.from) == Some("family");
    if given_last {
        return vec![atoms.keys(full.from, full.from + 1)];
    }
    while last > full.from + 1 && atoms.list[last].gap == Gap::Hyphen {
        last -= 1;
    }
    let mut names = vec![atoms.keys(last, full.to)];
    while last > full.from + 1 && scene.is_in("particle", last - 1) {
        last -= 1;
        names.push(atoms.keys(last, full.to));
    }
    names
}

/// « ont visité Angers », beside a Paul Angers: a word that names a town too, where one goes.
fn is_there(scene: &Scene<'_>, from: usize) -> bool {
    let (exact, _) = Way::narrow(scene.ways, scene.atoms.key(from));
    let is_place = |way: &Way| {
        let named = matches!(way.form, Form::Name | Form::WeakName | Form::Capital);
        named && matches!(scene.gazetteer.known(way).class, Class::Place | Class::Country)
    };
    let Some(before) = from.checked_sub(1).filter(|_| exact.iter().any(is_place)) else {
        return false;
    };
    scene.gap(from) == Gap::Space
        && (scene.one("preposition", before) == Some("place")
            || scene.lists.stem("place_verb", scene.atoms.key(before)).is_some())
}

/// A family name after a given name that is somebody else's.
fn is_of_longer_name(scene: &Scene<'_>, from: usize) -> bool {
    let is_given = |before: &Atom<'_>| {
        before.is_capital() && !before.initial && scene.is_in("first_name", from - 1)
    };
    scene.gap(from) == Gap::Space && scene.atoms.before(from).is_some_and(is_given)
}

/// Family names of leaders that need the rest of the text: the full name, or a title with the
/// country (« le dirigeant nord-coréen Kim »).
pub(super) fn leaders(scene: &Scene<'_>, hits: &[Hit<'_>], lexicon: &Lexicon) -> Vec<Found> {
    let mut found = Vec::new();
    for hit in hits.iter().filter(|hit| hit.way.form == Form::WeakSurname) {
        let named = lexicon.by_key.get(&fold(scene.atoms.words(hit.from, hit.to)));
        if named.is_some() || is_of_longer_name(scene, hit.from) {
            continue;
        }
        let Some(title) = title_before(scene, hits, hit.from) else { continue };
        let same_state = title.of.is_some() && title.of == hit.known.of;
        let goes_on = scene.atoms.joins(hit.to)
            && scene.atoms.get(hit.to).is_some_and(Atom::is_capital)
            && state_at(scene, hits, hit.to).is_none();
        if same_state && !goes_on {
            let rule = "name/surname-of-office";
            found.push(Found { from: hit.from, to: hit.to, rule, ..scene.entity(hit.known) });
        }
    }
    found
}
