//! One happening told by a verb and by the noun that is its argument is one claim.

use recoupe_model::Role;

use crate::claim::context::Context;
use crate::claim::draft::Draft;

/// Folds event nouns into the verb that has them as an argument: « un séisme a frappé … ».
pub(super) fn fold(ctx: &Context<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut into: Vec<Option<usize>> = vec![None; drafts.len()];
    for (index, noun) in drafts.iter().enumerate() {
        let span = ctx.trees[noun.tree].token(noun.trigger).span;
        let from = drafts.partition_point(|other| other.tree < noun.tree);
        let same = drafts[from..].iter().take_while(|other| other.tree == noun.tree);
        into[index] =
            same.enumerate().map(|(i, other)| (from + i, other)).find_map(|(at, other)| {
                let filled = other.roles.iter().any(|(role, values)| {
                    holds_event(*role) && values.iter().any(|value| value.span().contains(span))
                });
                let holds = filled || other.arguments.contains(&noun.trigger);
                (at != index
                    && other.trigger != noun.trigger
                    && holds
                    && family(noun) == family(other))
                .then_some(at)
            });
    }
    let mut kept: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    for (index, target) in into.iter().enumerate() {
        let Some(target) = *target else { continue };
        // A chain ends where both hold each other.
        if into[target] == Some(index) && target < index {
            continue;
        }
        let Some(noun) = kept[index].take() else { continue };
        match kept[target].as_mut() {
            Some(verb) if verb.frame == noun.frame => add(verb, noun),
            Some(verb) => stand_in(ctx, verb, &noun),
            None => kept[index] = Some(noun),
        }
    }
    kept.into_iter().flatten().collect()
}

/// Roles that may hold the happening itself.
const fn holds_event(role: Role) -> bool {
    matches!(role, Role::Target | Role::Content | Role::Goods | Role::Instrument)
}

/// The kind of happening without its stage: lifting sanctions does not impose them.
fn family(draft: &Draft) -> &str {
    let frame = &*draft.frame;
    if frame.starts_with("sanction.") { "sanction" } else { frame }
}

/// « lève l'embargo contre Oslo »: against whom it is lifted, in place of the embargo itself.
fn stand_in(ctx: &Context<'_>, verb: &mut Draft, noun: &Draft) {
    let span = ctx.trees[noun.tree].token(noun.trigger).span;
    for (role, values) in &noun.roles {
        let own = verb.of(*role);
        let itself = own.len() == 1 && own.iter().all(|value| value.span().contains(span));
        if itself {
            verb.roles.insert(*role, values.clone());
        }
    }
}

/// What the noun knows and the verb does not.
fn add(verb: &mut Draft, noun: Draft) {
    for (role, values) in noun.roles {
        if !verb.has(role) {
            verb.roles.insert(role, values);
        }
    }
    if verb.rank.is_none() {
        verb.rank = noun.rank;
    }
}
