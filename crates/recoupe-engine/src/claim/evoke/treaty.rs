//! Parties of an instrument that stand in its own name: « le traité entre A et B », « avec B ».

use recoupe_model::{Class, Entity, MentionKind, Role, Value};

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
    let alone = matches!(&*draft.frame, "treaty.ratify" | "treaty.denounce") && draft.has(Role::Party);
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
                    let state = Entity { id: of, class: Class::Country, of: None, ..entity.clone() };
                    draft.add(Role::Party, Value::Entity(state));
                }
                draft.add(Role::Agent, Value::Entity(entity));
            }
            other => draft.add(Role::Party, other),
        }
    }
}
