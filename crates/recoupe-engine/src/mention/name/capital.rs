//! A capital in the text: the town, or the state that governs from it.
//!
//! « à Pyongyang » is a place, « Pyongyang dément » is North Korea. The words before decide,
//! then the words after; a capital without any sign acts.

use super::atoms::{Atom, Case, Gap};
use super::found::Found;
use super::known::Hit;
use super::scene::Scene;
use crate::lang::Form;
use recoupe_model::{Class, Relation, Upos};

/// What a capital stands for here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The town.
    Place,
    /// The state, or the body that works there.
    State,
}

/// Capitals, and other places that speak for somebody, as proposals.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut last: Option<(usize, Reading)> = None;
    for (at, hit) in hits.iter().enumerate() {
        let is_town = hit.known.class == Class::Place && hit.way.form == Form::Name;
        if hit.known.class == Class::Country && hit.way.form == Form::Name {
            last = Some((hit.to, Reading::State));
        } else if is_town && hit.known.stands_for.is_none() {
            last = Some((hit.to, Reading::Place));
        }
        if hit.way.form != Form::Capital && !(is_town && hit.known.stands_for.is_some()) {
            continue;
        }
        let neighbour =
            last.filter(|(to, _)| coordinates(scene, *to, hit.from) && !opens_clause(scene, hit));
        let reading = reading(scene, hit, neighbour.map(|(_, reading)| reading), &hits[at + 1..]);
        last = Some((hit.to, reading));
        let entity = match (reading, hit.way.form) {
            (Reading::Place, Form::Capital) => scene.gazetteer.capital(&hit.known.id),
            (Reading::State, Form::Capital) | (Reading::Place, _) => Some(hit.known),
            (Reading::State, _) => {
                hit.known.stands_for.as_ref().and_then(|id| scene.gazetteer.get(id))
            }
        };
        let rule = match reading {
            Reading::Place => "name/capital-place",
            Reading::State => "name/capital-state",
        };
        let Some(known) = entity else { continue };
        found.push(Found { from: hit.from, to: hit.to, rule, ..scene.entity(known) });
    }
    found
}

/// "On Luzon, Tokyo has built …": the subject of the clause behind the comma.
fn opens_clause(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let token = scene.atoms.get(hit.from).and_then(|atom| atom.token);
    let is_subject = token.is_some_and(|token| token.deprel.base == Relation::Nsubj);
    let acts = scene.atoms.get(hit.to).is_some_and(|next| next.is(&[Upos::Verb, Upos::Aux]));
    is_subject && acts && scene.gap(hit.from) == Gap::Comma && scene.gap(hit.to) == Gap::Space
}

/// Whether only a conjunction or a comma stands between two names.
fn coordinates(scene: &Scene<'_>, end: usize, start: usize) -> bool {
    match start.checked_sub(end) {
        Some(0) => matches!(scene.gap(start), Gap::Comma | Gap::Hyphen),
        Some(1) => scene.one("preposition", end) == Some("and"),
        _ => false,
    }
}

fn reading(
    scene: &Scene<'_>,
    hit: &Hit<'_>,
    neighbour: Option<Reading>,
    later: &[Hit<'_>],
) -> Reading {
    if is_dateline(scene, hit) || is_place_by_what_follows(scene, hit) {
        return Reading::Place;
    }
    if let Some(reading) = neighbour {
        return reading;
    }
    // « bureau de presse, Windhoek »
    if scene.gap(hit.from) == Gap::Comma && scene.gap(hit.to) == Gap::Other {
        return Reading::Place;
    }
    let Some(before) = hit.from.checked_sub(1) else { return Reading::State };
    if !matches!(scene.gap(hit.from), Gap::Space | Gap::Apostrophe) {
        return Reading::State;
    }
    if scene.is_in("place_noun", before) {
        return Reading::Place;
    }
    match scene.one("preposition", before) {
        Some("place") => Reading::Place,
        Some("dative" | "from") => governed(scene, before).unwrap_or(Reading::Place),
        Some("of") => of(scene, hit, before, later),
        // « frapper Kiev », "left Kyiv"
        None if scene.lists.stem("place_verb", scene.atoms.key(before)).is_some() => Reading::Place,
        _ => Reading::State,
    }
}

/// « de Moscou »: after a noun of places or of travel the town, else the state.
fn of(scene: &Scene<'_>, hit: &Hit<'_>, preposition: usize, later: &[Hit<'_>]) -> Reading {
    let goes_on = scene.one("preposition", hit.to) == Some("dative")
        && later.iter().any(|next| next.from == hit.to + 1 && next.way.form == Form::Capital);
    let noun = preposition.checked_sub(1).filter(|_| scene.gap(preposition) == Gap::Space);
    let gives = |noun| scene.lists.stem("governor", scene.atoms.key(noun)) == Some("state");
    let is_of_place = noun.is_some_and(|noun| {
        scene.is_in("place_noun", noun)
            || scene.one("instrument_noun", noun) == Some("of")
            || scene.lists.stem("governor", scene.atoms.key(noun)) == Some("place")
            // « le centre historique de Moscou »
            || noun.checked_sub(1).is_some_and(|noun| {
                scene.gap(noun + 1) == Gap::Space && scene.is_in("place_noun", noun)
            })
    });
    if goes_on && !noun.is_some_and(gives) || is_of_place { Reading::Place } else { Reading::State }
}

/// The nearest verb or noun before that says whether one goes there or gives to it.
fn governed(scene: &Scene<'_>, preposition: usize) -> Option<Reading> {
    let sentence = scene.atoms.get(preposition)?.sentence;
    for at in (preposition.saturating_sub(10)..preposition).rev() {
        let atom = scene.atoms.get(at)?;
        if atom.sentence != sentence {
            return None;
        }
        // « signé un accord à Vientiane »: the noun is no form of « accorder ».
        if atom.is(&[Upos::Noun]) && scene.is_in("instrument_noun", at) {
            continue;
        }
        match scene.lists.stem("governor", &atom.key) {
            Some("state") => return Some(Reading::State),
            Some("place") => return Some(Reading::Place),
            _ => {}
        }
    }
    None
}

/// « MOSCOU (AFP) – », "CHISINAU, April 15 (Reuters) -": the place of writing.
pub(super) fn is_dateline(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let first = &scene.atoms.list[hit.from];
    let text = scene.atoms.text;
    if !scene.atoms.opens_line(hit.from) {
        return false;
    }
    let Some(last) = hit.to.checked_sub(1).and_then(|at| scene.atoms.get(at)) else { return false };
    let rest = &text[last.span.end()..];
    let head: String = rest.chars().take_while(|&c| c != '\n').take(60).collect();
    let dash = head.find(['–', '—']).or_else(|| head.find(" - ")).or_else(|| head.find("--"));
    let shouts = first.case == Case::Upper && head.starts_with([',', '(']);
    dash.is_some_and(|dash| {
        let between = head[..dash].trim();
        let encloses = between.ends_with(')') && between.contains('(');
        encloses || first.case == Case::Upper && (between.is_empty() || between.starts_with(','))
    }) || shouts
}

/// "Moscow region", « Moscou, la capitale », "Moscow's streets".
fn is_place_by_what_follows(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let at = if scene.atoms.possessive(hit.to) { hit.to + 1 } else { hit.to };
    match scene.gap(at) {
        Gap::Space => {
            // "a Vienna think tank", "the Moscow summit"
            let article = hit.from.checked_sub(1).and_then(|at| scene.one("article", at));
            let next = scene.atoms.get(at).is_some_and(|next| !next.is(&[Upos::Verb, Upos::Aux]));
            scene.one("place_noun", at) == Some("after")
                || article == Some("noun") && next
                || scene.atoms.get(at).is_some_and(Atom::is_capital)
                    && scene.is_in("instrument_noun", at)
        }
        Gap::Comma => (at..at + 3).any(|at| scene.one("place_noun", at) == Some("capital")),
        _ => false,
    }
}
