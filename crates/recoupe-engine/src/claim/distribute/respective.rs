//! « respectivement », "respectively": the first of one list goes with the first of the other.

use recoupe_model::{Quantity, Relation, Role, Upos, Value};

use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::tree::Tree;

/// Parts each draft that such a word deals out.
pub(super) fn part(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    if ctx.pack.words("distributive").rows().is_empty() {
        return;
    }
    for index in 0..drafts.len() {
        let Some(parts) = parts(ctx, &drafts[index]) else { continue };
        let mut parts = parts.into_iter();
        if let Some(first) = parts.next() {
            drafts[index] = first;
        }
        drafts.extend(parts);
    }
}

/// The drafts that one becomes; `None` when nothing is dealt out.
fn parts(ctx: &Context<'_>, draft: &Draft) -> Option<Vec<Draft>> {
    let view = &ctx.trees[draft.tree];
    let top = first_verb(view, draft.predicate);
    let inside = view.subtree(top, |_| false);
    let dealt = |&t: &usize| ctx.pack.words("distributive").has(&view.token(t).form.to_lowercase());
    if !inside.iter().any(dealt) {
        return None;
    }
    let lead = super::lead(ctx, draft)?;
    let count = draft.of(lead).len();
    if count < 2 {
        return None;
    }
    let verbs = verbs(view, top);
    if verbs.len() == count {
        let own = verbs.iter().position(|&verb| verb == draft.predicate)?;
        return Some(vec![only(draft, own, &[(lead, count)], &[])]);
    }
    let many = |role: &Role| *role != lead && draft.of(*role).len() == count;
    let mut lists: Vec<(Role, usize)> =
        draft.roles.keys().copied().filter(many).map(|role| (role, count)).collect();
    let numbers = numbers(ctx, view, draft, &inside, count);
    if lists.is_empty() && numbers.is_empty() {
        return None;
    }
    lists.push((lead, count));
    Some((0..count).map(|own| only(draft, own, &lists, &numbers)).collect())
}

/// A draft with one member of each list.
fn only(draft: &Draft, own: usize, lists: &[(Role, usize)], numbers: &[Quantity]) -> Draft {
    let mut one = draft.clone();
    for &(role, _) in lists {
        if let Some(value) = draft.of(role).get(own).cloned() {
            one.roles.insert(role, vec![value]);
        }
    }
    if let Some(number) = numbers.get(own) {
        one.roles.insert(Role::Quantity, vec![Value::Quantity(number.clone())]);
    }
    one.rule = format!("{}:dealt", draft.rule).into();
    one
}

/// The verb that a joined verb is joined to.
fn first_verb(view: &Tree<'_>, verb: usize) -> usize {
    let joined = |&t: &usize| view.token(t).deprel.base == Relation::Conj;
    let up = |&t: &usize| view.head(t).filter(|_| joined(&t));
    let chain = std::iter::successors(Some(verb), up).take(view.len());
    chain.last().unwrap_or(verb)
}

/// A verb and those that are joined to it and have no subject of their own.
fn verbs(view: &Tree<'_>, top: usize) -> Vec<usize> {
    let shares = |&t: &usize| {
        t == top || view.token(t).upos == Upos::Verb && view.first(t, Relation::Nsubj).is_none()
    };
    view.conjuncts(top).into_iter().filter(shares).collect()
}

/// Joined numbers before one counted noun (« cinq et huit chars »), as amounts of it.
fn numbers(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    draft: &Draft,
    inside: &[usize],
    count: usize,
) -> Vec<Quantity> {
    let amounts = draft.of(Role::Quantity);
    let [Value::Quantity(like)] = amounts else { return Vec::new() };
    let joined = inside.iter().find_map(|&t| {
        let all = view.conjuncts(t);
        let numbers = all.iter().all(|&n| super::is_number(view, n));
        (numbers && all.len() == count && view.token(t).deprel.base != Relation::Conj)
            .then_some(all)
    });
    let Some(joined) = joined else { return Vec::new() };
    let last = joined.iter().any(|&n| like.span.contains(view.token(n).span));
    let amount = |n: usize| {
        if like.span.contains(view.token(n).span) {
            Some(like.clone())
        } else {
            super::number(ctx, view, n, like)
        }
    };
    let found: Option<Vec<Quantity>> = joined.into_iter().map(amount).collect();
    found.filter(|_| last).unwrap_or_default()
}
