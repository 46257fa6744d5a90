//! What to call an event in a line.

use std::collections::BTreeMap;

use recoupe_model::{Class, Entity, Role, Value};

use super::bench::{Bench, Entry};
use super::values::precision;
use crate::lang::{Frame, fold, is_vague};

/// Roles that name the matter, the first that is filled.
const MATTER: [Role; 5] =
    [Role::Instrument, Role::Goods, Role::Outcome, Role::Force, Role::Content];
/// Roles that name those concerned.
const CONCERNED: [Role; 11] = [
    Role::Party,
    Role::Agent,
    Role::Speaker,
    Role::Participant,
    Role::Visitor,
    Role::Host,
    Role::Sender,
    Role::Receiver,
    Role::Target,
    Role::Beneficiary,
    Role::Place,
];
/// No more names in a title.
const NAMES: usize = 3;

/// « Ratification — traité de défense (Russie, Corée du Nord) ».
pub(super) fn event(bench: &Bench, frame: &Frame, entries: &[&Entry]) -> String {
    let mut label = frame.label(bench.report.code()).to_owned();
    if frame.name == "other"
        && let Some(entry) = entries.first()
    {
        label.clone_from(&entry.claim.predicate);
    }
    let matter = MATTER
        .iter()
        .filter(|&&role| role != Role::Content && frame.slot(role).is_some())
        .find_map(|&role| most_told(bench, entries, role).into_iter().next());
    let phrase = phrase(bench, frame, entries);
    if let Some(phrase) = &phrase {
        label.clone_from(&capitalised(phrase));
    }
    let named = |name: &str| {
        let name = fold(name);
        let inside = |words: &Option<String>| words.as_ref().is_some_and(|it| holds(it, &name));
        inside(&matter) || inside(&phrase)
    };
    let mut names: Vec<String> = Vec::new();
    for role in CONCERNED.into_iter().filter(|&role| frame.slot(role).is_some()) {
        for name in most_told(bench, entries, role).into_iter().take(2) {
            let is_told = named(&name) || names.iter().any(|it| holds(it, &fold(&name)));
            if names.len() < NAMES && !is_told {
                names.push(name);
            }
        }
    }
    let what = match (matter, names.is_empty()) {
        (Some(matter), true) => matter,
        (Some(matter), false) => format!("{matter} ({})", names.join(", ")),
        (None, false) => names.join(", "),
        (None, true) => return label,
    };
    bench.words.say("title", &[("label", &label), ("what", &what)])
}

/// Whether words hold a folded name.
fn holds(words: &str, name: &str) -> bool {
    format!(" {} ", fold(words)).contains(&format!(" {name} "))
}

/// « sanctions occidentales »: an adjective that stands for who does it is told with its noun.
fn phrase(bench: &Bench, frame: &Frame, entries: &[&Entry]) -> Option<String> {
    frame.slot(Role::Agent)?;
    entries.iter().find_map(|entry| {
        let is_adjective = |it: &Entity| matches!(it.class, Class::Group | Class::Thing);
        let agent = entry.entities(Role::Agent).find(|it| is_adjective(it))?;
        let text = &bench.readings.get(entry.document)?.document.text;
        let said = entry.claim.evidence.first()?.span.of(text);
        let is_pair = said.split_whitespace().count() == 2;
        let is_beside = said.split_whitespace().any(|word| fold(word) == fold(&agent.text));
        (is_pair && is_beside).then(|| said.to_lowercase())
    })
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// Names of a role, the most told first.
fn most_told(bench: &Bench, entries: &[&Entry], role: Role) -> Vec<String> {
    let mut told: BTreeMap<String, (usize, i64)> = BTreeMap::new();
    for value in entries.iter().flat_map(|entry| entry.values(role)) {
        // Goods are told by their sort: « chars » has no name and needs none.
        let needs_name = !MATTER.contains(&role);
        if needs_name && matches!(value, Value::Entity(entity) if is_vague(entity)) {
            continue;
        }
        let (count, most) = told.entry(bench.value(value)).or_insert((0, 0));
        *count += 1;
        *most = precision(value).max(*most);
    }
    let mut names: Vec<(String, (usize, i64))> = told.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names.into_iter().map(|(name, _)| name).collect()
}
