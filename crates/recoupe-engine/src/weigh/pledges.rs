//! Who owes what to whom under which text, put together from all articles.

use std::collections::BTreeMap;

use recoupe_model::{Entity, EntityId, Happening, Pledge, Polarity, Role};

use super::bench::{Bench, Entry};
use crate::lang::{country, is_vague};

/// One pledge an instrument and obligation, the most told first.
pub(super) fn group(bench: &Bench) -> Vec<Pledge> {
    let mut pledges: Vec<(usize, Pledge)> = Vec::new();
    for happening in bench.relations.happenings.iter().filter(|it| &*it.frame == "commit") {
        let entries: Vec<&Entry> = bench
            .entries(&happening.claims)
            .into_iter()
            .filter(|it| it.claim.polarity == Polarity::Positive)
            .collect();
        if let Some(pledge) = pledge(bench, happening, &entries) {
            pledges.push((bench.tellers(&entries), pledge));
        }
    }
    pledges.sort_by_key(|(documents, pledge)| (std::cmp::Reverse(*documents), pledge.obligation));
    pledges.into_iter().map(|(_, pledge)| pledge).collect()
}

fn pledge(bench: &Bench, happening: &Happening, entries: &[&Entry]) -> Option<Pledge> {
    let obligation = entries.iter().find_map(|it| it.claim.commitment.as_ref())?.obligation;
    let commitments = || entries.iter().filter_map(|it| it.claim.commitment.as_ref());
    let mut parties = parties(entries);
    if parties.len() < 2 {
        // « les signataires »: those whom the act is told to bind.
        let act: Vec<&Entry> = happening
            .act
            .into_iter()
            .flat_map(|act| bench.stages(act))
            .flat_map(|stage| bench.entries(&stage.claims))
            .collect();
        for party in self::parties(&act) {
            if !parties.iter().any(|it| it.id == party.id) {
                parties.push(party);
            }
        }
    }
    let triggers = commitments().filter_map(|it| it.trigger.as_ref()).map(|it| it.text.clone());
    Some(Pledge {
        instrument: instrument(entries),
        parties,
        obligation,
        trigger: triggers.max_by_key(String::len),
        immediate: commitments().any(|it| it.immediate),
        claims: entries.iter().map(|it| it.claim.id.clone()).collect(),
    })
}

/// The states that are bound, each once, as the claims name them first.
fn parties(entries: &[&Entry]) -> Vec<Entity> {
    let mut found: BTreeMap<EntityId, Entity> = BTreeMap::new();
    let mut order: Vec<EntityId> = Vec::new();
    for entity in entries.iter().flat_map(|it| it.entities(Role::Party)) {
        if is_vague(entity) {
            continue;
        }
        let id = country(entity).unwrap_or(&entity.id).clone();
        let is_better = found.get(&id).is_none_or(|known| known.id != id && entity.id == id);
        if !order.contains(&id) {
            order.push(id.clone());
        }
        if is_better {
            found.insert(id, entity.clone());
        }
    }
    order
        .into_iter()
        .filter_map(|id| found.remove(&id).map(|entity| Entity { id, ..entity }))
        .collect()
}

/// The instrument under its fullest name.
fn instrument(entries: &[&Entry]) -> Option<Entity> {
    let named = entries.iter().flat_map(|it| it.entities(Role::Instrument));
    named.max_by_key(|it| (it.name.len(), std::cmp::Reverse(it.id.clone()))).cloned()
}
