//! "Drones struck the depot": what somebody strikes with is not who strikes.

use recoupe_model::{Class, Role, Upos, Value};

use crate::claim::clause::Clause;
use crate::claim::context::Context;
use crate::claim::draft::Draft;

/// Moves weapons in the place of who attacks to what the attack is made with.
pub(super) fn settle(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    if draft.frame.as_ref() != "attack" {
        return;
    }
    let Some(agents) = draft.roles.remove(&Role::Agent) else { return };
    for value in agents {
        let role = if is_weapon(ctx, clause, &value) { Role::Instrument } else { Role::Agent };
        draft.add(role, value);
    }
}

fn is_weapon(ctx: &Context<'_>, clause: &Clause, value: &Value) -> bool {
    let Value::Entity(entity) = value else { return false };
    let list = ctx.pack.words("weapon");
    let named = |token: &recoupe_model::Token| {
        let inside = entity.span.contains(token.span) && token.upos == Upos::Noun;
        inside && list.has(&token.lemma.to_lowercase())
    };
    let tokens = &ctx.trees[clause.tree].sentence.tokens;
    entity.class == Class::Thing && tokens.iter().any(named)
}
