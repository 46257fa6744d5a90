//! One noun for people or bodies of several states: « les ministres serbe et croate », "officials from Tehran and
//! Washington".

use recoupe_model::{Class, Entity, EntityId, Relation};

use super::describe::prefix;
use crate::claim::context::Context;
use crate::claim::tree::Tree;
use crate::lang::country;

/// The people or bodies of each state that a plural noun names, in text order; none where it names fewer than
/// two states.
pub(super) fn read(ctx: &Context<'_>, tree: usize, at: usize, own: &Entity) -> Vec<Entity> {
    let view = &ctx.trees[tree];
    let acts = matches!(own.class, Class::Group | Class::Organisation | Class::Person);
    if !acts || !view.token(at).feats.has("Number", "Plur") {
        return Vec::new();
    }
    let mut states = joined(ctx, view, at, adjectives);
    if states.len() < 2 {
        states = joined(ctx, view, at, complements);
    }
    if states.len() < 2 {
        return Vec::new();
    }
    let noun = view.token(at);
    let one = |(word, state): (usize, EntityId)| {
        let code = state.as_str().rsplit(':').next().unwrap_or_default().to_lowercase();
        let key = format!("{}-{code}", noun.lemma.to_lowercase().replace(' ', "-"));
        let (first, second) = if word < at { (word, at) } else { (at, word) };
        let case = if adjectives(view, at).contains(&word) || word < at {
            String::new()
        } else {
            format!("{} ", view.case(word))
        };
        let name = format!("{} {case}{}", view.token(first).form, view.token(second).form);
        let id = EntityId::new(prefix(own.class), &key);
        Entity { id, name, of: Some(state), ..own.clone() }
    };
    states.into_iter().map(one).collect()
}

/// The states that words of the noun name, each with its word.
fn joined(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    at: usize,
    words: fn(&Tree<'_>, usize) -> Vec<usize>,
) -> Vec<(usize, EntityId)> {
    let mut found: Vec<(usize, EntityId)> = Vec::new();
    for word in words(view, at) {
        let Some(entity) = ctx.name_over(view.token(word).span) else { continue };
        let Some(state) = country(entity).filter(|it| it.is_country()) else { continue };
        if !found.iter().any(|(_, known)| known == state) {
            found.push((word, state.clone()));
        }
    }
    found
}

/// The adjectives of a noun with those joined to them.
fn adjectives(view: &Tree<'_>, at: usize) -> Vec<usize> {
    let mut words: Vec<usize> =
        view.by(at, Relation::Amod).flat_map(|d| view.conjuncts(d)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What the noun has by « de », "of" or "from", with what is joined to it.
fn complements(view: &Tree<'_>, at: usize) -> Vec<usize> {
    let of = |&d: &usize| matches!(&*view.case(d), "de" | "of" | "from");
    view.by(at, Relation::Nmod).filter(of).flat_map(|d| view.conjuncts(d)).collect()
}
