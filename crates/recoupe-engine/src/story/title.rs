//! What to call a story: the happening that most of its documents tell, and whom it concerns.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Entity, Lang, Reading, Value};

use crate::lang::{Knowledge, Report, country, is_vague};

/// Names in a title.
const NAMES: usize = 3;

/// « Ratification — Russie, Corée du Nord »; the first headline when no happening is known.
pub(super) fn of(
    knowledge: &Knowledge,
    report: &Lang,
    words: &Report,
    readings: &[&Reading],
    members: &[usize],
) -> String {
    let frame = most_told(knowledge, readings, members);
    let names = names(knowledge, report, readings, members);
    let label = frame.and_then(|name| knowledge.frames.get(name));
    match label.map(|frame| frame.label(report.code())) {
        Some(label) if !names.is_empty() => {
            words.say("title", &[("label", label), ("what", &names.join(", "))])
        }
        _ => {
            let titles = members.iter().filter_map(|&at| readings[at].document.title.clone());
            let mut titles = titles.filter(|title| !title.trim().is_empty());
            titles.next().unwrap_or_else(|| {
                if names.is_empty() { words.say("untitled", &[]) } else { names.join(", ") }
            })
        }
    }
}

/// The kind of happening that most documents tell; acts before words.
fn most_told<'a>(
    knowledge: &Knowledge,
    readings: &'a [&Reading],
    members: &[usize],
) -> Option<&'a str> {
    let mut tellers: BTreeMap<&str, (BTreeSet<usize>, usize)> = BTreeMap::new();
    for &at in members {
        for claim in &readings[at].claims {
            let frame = knowledge.frames.get(&*claim.frame);
            if frame.is_some_and(|frame| !frame.speech && frame.name != "other") {
                let (documents, count) = tellers.entry(&claim.frame).or_default();
                documents.insert(at);
                *count += 1;
            }
        }
    }
    let most = tellers.iter().max_by_key(|(name, (documents, count))| {
        (documents.len(), *count, std::cmp::Reverse(**name))
    });
    most.map(|(name, _)| *name)
}

fn names(
    knowledge: &Knowledge,
    report: &Lang,
    readings: &[&Reading],
    members: &[usize],
) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for &at in members {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for value in readings[at].claims.iter().flat_map(|claim| claim.roles.values().flatten()) {
            if let Value::Entity(entity) = value
                && let Some(name) = name(knowledge, report, entity)
            {
                seen.insert(name.clone());
                *counts.entry(name).or_insert(0) += 1;
            }
        }
        for name in seen {
            *counts.entry(name).or_insert(0) += 5;
        }
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names.into_iter().take(NAMES).map(|(name, _)| name).collect()
}

/// States by the name of the report's language; others only when nothing is known of a state.
fn name(knowledge: &Knowledge, report: &Lang, entity: &Entity) -> Option<String> {
    use recoupe_model::Class::{Country, Person, Place};
    if !matches!(entity.class, Country | Person | Place) || is_vague(entity) {
        return None;
    }
    let id = country(entity).unwrap_or(&entity.id);
    let known = knowledge.gazetteer.name(id, report.code());
    Some(known.map_or_else(|| entity.name.clone(), str::to_owned))
}
