//! Who held an office on the day an article was published: « le président français » of 2016.
//!
//! Only where the words name the holder of one office of one state and nobody else: a definite
//! article, no other word that says when (« l'ancien président », « de l'époque »), no year but
//! that of the publication in the sentence, no name behind. Without a publication date nobody is
//! meant. What the gazetteer does not know to the day stays open.

use recoupe_model::{Class, Date, EntityId};

use super::atoms::{Atom, Gap};
use super::found::Found;
use super::known::Hit;
use super::organisation::skip_of;
use super::scene::{Phrases, Scene};
use crate::lang::Form;

/// The rule by which they go.
pub(super) const RULE: &str = "name/office-holder";
/// The list of offices.
const LIST: &str = "office";
/// The list of articles that mean one holder: « un président français » is anybody.
const ARTICLE: &str = "office_article";
/// Words of an office, at most.
const LONGEST: usize = 4;
/// Offices by the key of their ministry.
const MINISTRIES: [(&str, &str); 2] =
    [("foreign-affairs", "foreign-minister"), ("defence", "defence-minister")];

/// Office-holders, as proposals.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>], published: Option<Date>) -> Vec<Found> {
    let Some(day) = published else { return Vec::new() };
    let states = hits.iter().filter(|hit| {
        hit.known.class == Class::Country
            && matches!(hit.way.form, Form::Name | Form::Adjective)
            && !scene.atoms.list[hit.from].title_case
    });
    states.filter_map(|hit| holder(scene, hit, day)).collect()
}

fn holder(scene: &Scene<'_>, hit: &Hit<'_>, day: Date) -> Option<Found> {
    let state = &hit.known.id;
    let (from, to, office) = before(scene, hit, state).or_else(|| after(scene, hit, state))?;
    if !is_alone(scene, from, to) || tells_another_year(scene, from, day) {
        return None;
    }
    let known = scene.gazetteer.holder(state, &office, day)?;
    Some(Found { from, to, rule: RULE, open: true, ..scene.entity(known) })
}

/// « le président français », « le ministre russe de la Défense », « le président de la Russie ».
fn before(scene: &Scene<'_>, hit: &Hit<'_>, state: &EntityId) -> Option<(usize, usize, String)> {
    let end = match hit.way.form {
        Form::Adjective if scene.gap(hit.from) == Gap::Space => hit.from,
        Form::Name => before_of(scene, hit.from)?,
        _ => return None,
    };
    let mut starts = end.saturating_sub(LONGEST)..end;
    // The longest: « Premier ministre » before « ministre ».
    let (from, cell) = starts.find_map(|at| Some((at, office(scene, at, end, state)?)))?;
    let ministry = ministry_after(scene, hit.to);
    let (office, to) = match (cell.is_empty(), ministry) {
        (true, Some((office, to))) => (office, to),
        (false, None) => (cell.to_owned(), hit.to),
        _ => return None,
    };
    let article = from.checked_sub(1).is_some_and(|at| scene.is_in(ARTICLE, at));
    let is_joined = matches!(scene.gap(from), Gap::Space | Gap::Apostrophe);
    (article && is_joined).then_some((from, to, office))
}

/// "the French president", "France's foreign minister".
fn after(scene: &Scene<'_>, hit: &Hit<'_>, state: &EntityId) -> Option<(usize, usize, String)> {
    let has = scene.atoms.possessive(hit.to);
    let start = if has { hit.to + 1 } else { hit.to };
    if scene.gap(start) != Gap::Space {
        return None;
    }
    let mut ends = (start + 1..=start + LONGEST).rev();
    let (to, cell) = ends.find_map(|to| Some((to, office(scene, start, to, state)?)))?;
    let article = hit.from.checked_sub(1).is_some_and(|at| scene.is_in("article", at));
    let definite = hit.from.checked_sub(1).is_some_and(|at| scene.is_in(ARTICLE, at));
    let is_definite = has && !article || !has && definite && scene.gap(hit.from) == Gap::Space;
    (is_definite && !cell.is_empty()).then(|| (hit.from, to, cell.to_owned()))
}

/// What the list says of the words from one to before another, if the state has that office.
fn office<'a>(scene: &Scene<'a>, from: usize, to: usize, state: &EntityId) -> Option<&'a str> {
    if to > scene.atoms.list.len() || (from + 1..to).any(|at| !scene.atoms.joins(at)) {
        return None;
    }
    let words = scene.lower(from, to);
    let office = scene.lists.cell(LIST, &words, "office")?;
    let states = scene.lists.cell(LIST, &words, "states").unwrap_or_default();
    let code = state.as_str().trim_start_matches("country:");
    let is_theirs = states.is_empty() || states.split('|').any(|it| it == code);
    is_theirs.then_some(office)
}

/// The word after the office in « président de la Russie »: where « de la » begins.
fn before_of(scene: &Scene<'_>, state: usize) -> Option<usize> {
    (state.saturating_sub(2)..state).find(|&at| skip_of(scene, at) == Some(state))
}

/// « … de la Défense », « … des Affaires étrangères », « … à la Défense ».
fn ministry_after(scene: &Scene<'_>, at: usize) -> Option<(String, usize)> {
    let to_the = || {
        let dative = scene.one("preposition", at) == Some("dative") && scene.atoms.joins(at);
        let article = scene.is_in("article", at + 1) && scene.atoms.joins(at + 1);
        dative.then_some(if article { at + 2 } else { at + 1 })
    };
    let start = skip_of(scene, at).or_else(to_the)?;
    let (key, end) = scene.longest(Phrases::Ministry, start)?;
    let office = MINISTRIES.iter().find(|(ministry, _)| *ministry == key);
    Some((office.map_or_else(String::new, |(_, office)| (*office).to_owned()), end))
}

/// Whether no name and no word that changes the office stands behind it.
fn is_alone(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let names = |at: usize| scene.atoms.get(at).is_some_and(Atom::is_capital);
    let gap = scene.gap(to);
    let named = matches!(gap, Gap::Space | Gap::Hyphen | Gap::Comma) && names(to);
    // « le président français élu », "the French president of the day", « de l'époque ».
    let changed = gap == Gap::Hyphen
        || gap == Gap::Space && (scene.is_in("office_break", to) || skip_of(scene, to).is_some());
    let first = &scene.atoms.list[from];
    !named && !changed && first.sentence == scene.atoms.list[to - 1].sentence
}

/// Whether the sentence tells of another year.
fn tells_another_year(scene: &Scene<'_>, at: usize, day: Date) -> bool {
    let list = &scene.atoms.list;
    let sentence = list[at].sentence;
    let from = list.partition_point(|atom| atom.sentence < sentence);
    let words = list[from..].iter().take_while(|atom| atom.sentence == sentence);
    words.filter(|atom| atom.key.len() == 4).any(|atom| {
        let year = atom.key.parse::<i16>();
        year.is_ok_and(|year| (1800..2100).contains(&year) && year != day.year())
    })
}
