//! Where the places of claims lie, as far as the words beside them tell: "Tripoli (Lebanon)" is
//! another town than the capital of Libya, and a capital in the role of a place is the town and
//! not the state that governs from it.

use std::collections::BTreeMap;

use recoupe_model::{ClaimId, Class, Entity, EntityId, Lang, MentionKind, Reading, Role, Value};

use super::told::{Case, Told};
use crate::lang::{Form, Knowledge, fold};

/// Completes the places of the case; gives those of each claim that changed.
pub(super) fn complete(case: &mut Case) -> BTreeMap<ClaimId, Vec<Value>> {
    let bracketed: Vec<BTreeMap<usize, EntityId>> =
        case.readings.iter().map(|reading| bracketed(reading)).collect();
    let mut placed = BTreeMap::new();
    let Case { knowledge, readings, told, .. } = case;
    for told in told.iter_mut().filter(|told| !told.frame.speech) {
        let lang = &readings[told.document].document.language;
        let states = &bracketed[told.document];
        let mut changed = false;
        for value in places(told) {
            let Value::Entity(place) = value else { continue };
            if let Some(country) = states.get(&place.span.start()) {
                changed |= place.of.as_ref() != Some(country);
                place.of = Some(country.clone());
            } else if let Some(town) = town(knowledge, lang, place) {
                *place = town;
                changed = true;
            }
        }
        let values = told.roles.get(&Role::Place).filter(|_| changed);
        if let Some(values) = values.filter(|_| told.claim.roles.contains_key(&Role::Place)) {
            placed.insert(told.claim.id.clone(), values.clone());
        }
    }
    placed
}

fn places<'a>(told: &'a mut Told) -> impl Iterator<Item = &'a mut Value> {
    told.roles.get_mut(&Role::Place).into_iter().flatten().chain(&mut told.scene)
}

/// The capital that the words name, of an entity that was taken for its state.
fn town(knowledge: &Knowledge, lang: &Lang, place: &Entity) -> Option<Entity> {
    if !place.id.is_country() {
        return None;
    }
    let capital = knowledge.gazetteer.capital(&place.id)?;
    let words = fold(&place.text);
    let is_named = ways(knowledge, lang, &words, &place.id).any(|form| form == Form::Capital);
    let is_meant = is_named || is_told_as_capital(knowledge, lang, &words, &place.id);
    is_meant.then(|| Entity {
        id: capital.id.clone(),
        class: Class::Place,
        name: capital.names.get(lang.code()).unwrap_or(&place.text).clone(),
        of: Some(place.id.clone()),
        ..place.clone()
    })
}

/// The ways in which folded words write a state.
fn ways(
    knowledge: &Knowledge,
    lang: &Lang,
    words: &str,
    state: &EntityId,
) -> impl Iterator<Item = Form> {
    let ways = knowledge.gazetteer.all(lang.code());
    let at = ways.partition_point(|way| way.key() < words);
    let same = ways[at..].iter().take_while(move |way| way.key() == words);
    same.filter(|way| knowledge.gazetteer.known(way).id == *state).map(|way| way.form)
}

/// Whether folded words call a state's capital by the state: "the Spanish capital", « la capitale du Mali ».
fn is_told_as_capital(knowledge: &Knowledge, lang: &Lang, words: &str, state: &EntityId) -> bool {
    let Some(pack) = knowledge.pack(lang) else { return false };
    let words: Vec<&str> = words.split(|it: char| !it.is_alphanumeric()).collect();
    let is_noun = |it: &&str| pack.words("place_noun").get(it, "kind") == Some("capital");
    let names = |it: &[&str]| ways(knowledge, lang, &it.join(" "), state).next().is_some();
    let parts =
        || (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    words.iter().any(is_noun) && parts().any(|(from, to)| names(&words[from..to]))
}

/// The states in brackets behind places, by where the place stands.
fn bracketed(reading: &Reading) -> BTreeMap<usize, EntityId> {
    let names: Vec<&Entity> = reading
        .mentions
        .iter()
        .filter_map(|mention| match &mention.kind {
            MentionKind::Name(entity) => Some(entity),
            _ => None,
        })
        .collect();
    let text = &reading.document.text;
    let pairs = names.windows(2).filter(|pair| {
        let (place, state) = (pair[0], pair[1]);
        let between = text.get(place.span.end()..state.span.start()).unwrap_or_default();
        let after = text.get(state.span.end()..).unwrap_or_default();
        let is_place = matches!(place.class, Class::Place | Class::Country);
        is_place && state.id.is_country() && between.trim() == "(" && after.starts_with(')')
    });
    pairs.map(|pair| (pair[0].span.start(), pair[1].id.clone())).collect()
}
