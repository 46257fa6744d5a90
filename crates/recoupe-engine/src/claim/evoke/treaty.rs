//! Parties of an instrument that stand in its own name: « le traité entre A et B », « avec B ».

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, Entity, EntityId, MentionKind, Role, Value};

use crate::claim::clause::Clause;
use crate::claim::context::Context;
use crate::claim::draft::Draft;

/// Adds the parties that the phrase of the instrument names, where the act is of all of them.
pub(super) fn complete(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    if !draft.frame.starts_with("treaty.") {
        return;
    }
    agents(draft);
    // One party ratifies or leaves alone: the other one in the name did not.
    let alone =
        matches!(&*draft.frame, "treaty.ratify" | "treaty.denounce") && draft.has(Role::Party);
    if alone {
        return;
    }
    let sentence = ctx.trees[clause.tree].sentence.span;
    let named: Vec<Entity> = draft
        .of(Role::Instrument)
        .iter()
        .filter(|value| sentence.contains(value.span()))
        .flat_map(|value| ctx.mentions_in(value.span()))
        .filter_map(|mention| match &mention.kind {
            MentionKind::Name(entity) if entity.id.is_country() => Some(entity.clone()),
            _ => None,
        })
        .collect();
    for entity in named {
        draft.add(Role::Party, Value::Entity(entity));
    }
}

/// A person who signs or ratifies is the agent of a party: the state goes under `party`.
fn agents(draft: &mut Draft) {
    let Some(parties) = draft.roles.remove(&Role::Party) else { return };
    for value in parties {
        match value {
            Value::Entity(entity) if entity.class == Class::Person => {
                if let Some(of) = entity.of.clone() {
                    let state =
                        Entity { id: of, class: Class::Country, of: None, ..entity.clone() };
                    draft.add(Role::Party, Value::Entity(state));
                }
                draft.add(Role::Agent, Value::Entity(entity));
            }
            other => draft.add(Role::Party, other),
        }
    }
}

/// Names an instrument after its parties where only the claims tell them, so that two languages
/// call it the same.
pub(crate) fn settle(drafts: &mut [Draft]) {
    let mut parties: BTreeMap<EntityId, BTreeSet<String>> = BTreeMap::new();
    // Two that ratify one by one may be two of many.
    let joint = |draft: &&Draft| {
        draft.frame.starts_with("treaty.")
            && !matches!(&*draft.frame, "treaty.ratify" | "treaty.denounce")
    };
    for draft in drafts.iter().filter(joint) {
        let states = draft.of(Role::Party).iter().filter_map(|value| match value {
            Value::Entity(entity) if entity.id.is_country() => {
                Some(entity.id.as_str().trim_start_matches("country:").to_lowercase())
            }
            _ => None,
        });
        let states: BTreeSet<String> = states.collect();
        for value in draft.of(Role::Instrument) {
            if let Value::Entity(entity) = value {
                parties.entry(entity.id.clone()).or_default().extend(states.iter().cloned());
            }
        }
    }
    let named: BTreeMap<EntityId, EntityId> = parties
        .into_iter()
        .filter(|(id, states)| states.len() == 2 && is_unnamed(id))
        .map(|(id, states)| {
            let states: Vec<String> = states.into_iter().collect();
            (id, EntityId::new("instrument", &format!("{}-treaty", states.join("-"))))
        })
        .collect();
    for value in drafts.iter_mut().flat_map(|draft| draft.roles.values_mut()).flatten() {
        if let Value::Entity(entity) = value
            && let Some(id) = named.get(&entity.id)
        {
            entity.id = id.clone();
        }
    }
}

/// Whether an id is only the words of a description.
fn is_unnamed(id: &EntityId) -> bool {
    id.as_str().starts_with("instrument:") && !id.as_str().ends_with("-treaty")
}
