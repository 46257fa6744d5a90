//! Whose a thing is: the state that an adjective, a complement, a possessive or a relative word tells.

use recoupe_model::{Entity, EntityId, Relation};

use super::seen::Seen;
use crate::claim::clause;
use crate::claim::context::Context;
use crate::claim::tree::Tree;
use crate::lang::country;

/// Words that may stand between a noun and the relative word that stands for it.
const REACH: usize = 3;

/// The state whose adjective, complement or possessive stands at a noun.
pub(super) fn belongs(
    ctx: &Context<'_>,
    tree: usize,
    at: usize,
    past: &[Seen],
) -> Option<EntityId> {
    let view = &ctx.trees[tree];
    let country = |d: usize| ctx.name_over(view.token(d).span).and_then(state);
    let direct = view.dependents(at).iter().copied().find_map(|d| {
        let token = view.token(d);
        // « le Ghana, dont le Parlement … », "Mali, whose army …"
        if clause::is_relative(ctx, view, d) {
            return antecedent(tree, d, past);
        }
        match token.deprel.base {
            Relation::Amod | Relation::Compound | Relation::Flat => country(d),
            Relation::Nmod if token.deprel.is_sub("poss") => {
                country(d).or_else(|| possessor(ctx, tree, d, past))
            }
            Relation::Det if token.feats.has("Poss", "Yes") => possessor(ctx, tree, d, past),
            Relation::Nmod => {
                let case = view.case(d);
                (case == "de" || case == "of" || case.is_empty()).then(|| country(d)).flatten()
            }
            _ => None,
        }
    });
    // « le ministre des Affaires étrangères bulgare », "a Kyrgyz mortar battery": the adjective hangs one step lower.
    direct.or_else(|| {
        let below = view.by(at, Relation::Nmod).flat_map(|d| view.by(d, Relation::Amod));
        let of_compound = view.by(at, Relation::Compound).flat_map(|d| view.dependents(d));
        let of_compound = of_compound
            .copied()
            .filter(|&d| matches!(view.token(d).deprel.base, Relation::Amod | Relation::Compound));
        below.into_iter().chain(of_compound).find_map(country)
    })
}

fn possessor(ctx: &Context<'_>, tree: usize, at: usize, past: &[Seen]) -> Option<EntityId> {
    super::pronoun::resolve(ctx, tree, at, past).first().and_then(state)
}

/// The state that an entity is or is of.
fn state(entity: &Entity) -> Option<EntityId> {
    country(entity).filter(|id| id.is_country()).cloned()
}

/// « le Ghana, dont le Parlement … », "Mali, whose army …": the state right before the relative word.
fn antecedent(tree: usize, at: usize, past: &[Seen]) -> Option<EntityId> {
    let before = past.iter().rev().take_while(|seen| seen.tree == tree);
    let mut near = before.filter(|seen| seen.token < at && at - seen.token <= REACH);
    near.next().and_then(|seen| state(&seen.entity))
}

/// The body that each state has one of: « son Parlement » is the parliament of that state.
pub(super) fn body(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    at: usize,
    of: &EntityId,
) -> Option<EntityId> {
    let lemma = view.token(at).lemma.to_lowercase();
    let key = ctx.pack.words("organisation_noun").get(&lemma, "kind")?;
    let state = of.as_str().strip_prefix("country:")?.to_lowercase();
    (key == "parliament").then(|| EntityId::new("org", &format!("{state}-{key}")))
}
