//! What to call an event in a line.

use std::collections::BTreeMap;

use recoupe_model::{Role, Value};

use super::bench::{Bench, Entry};
use super::values::precision;
use crate::lang::{Frame, is_vague};

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
    let mut names: Vec<String> = Vec::new();
    for role in CONCERNED.into_iter().filter(|&role| frame.slot(role).is_some()) {
        for name in most_told(bench, entries, role).into_iter().take(2) {
            if names.len() < NAMES && !names.contains(&name) {
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

/// Names of a role, the most told first.
fn most_told(bench: &Bench, entries: &[&Entry], role: Role) -> Vec<String> {
    let mut told: BTreeMap<String, (usize, i64)> = BTreeMap::new();
    for value in entries.iter().flat_map(|entry| entry.values(role)) {
        if matches!(value, Value::Entity(entity) if is_vague(entity)) {
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
