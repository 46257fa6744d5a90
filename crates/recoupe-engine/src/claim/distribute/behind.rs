//! Where, or for whom, the second half of a sentence has what the first half has elsewhere: « dix chars à l'Ukraine et
//! l'Italie six à la Moldavie ».

use recoupe_model::{Role, Span, Upos, Value};

use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::evoke;
use crate::claim::refer;

/// Words between a preposition and its noun, at most.
const INSIDE: usize = 4;

/// What stands under a preposition, for the role that the first half fills in the same way.
pub(super) struct Behind {
    pub(super) role: Role,
    pub(super) value: Value,
    pub(super) span: Span,
    /// The first word behind it.
    pub(super) next: usize,
}

/// What the preposition at `from` opens, where the words before `before` fill a role in the same way.
pub(super) fn find(ctx: &Context<'_>, draft: &Draft, from: usize, before: usize) -> Option<Behind> {
    let view = &ctx.trees[draft.tree];
    let case = (from < view.len()).then(|| view.token(from))?;
    let noun = view.head(from).filter(|&noun| noun > from && noun - from <= INSIDE)?;
    if case.upos != Upos::Adp {
        return None;
    }
    let located = evoke::located(ctx, draft.tree, noun);
    let alike = |value: &Value| {
        let tokens = draft.predicate + 1..before;
        matches!(value, Value::Entity(_))
            && tokens.into_iter().any(|t| {
                value.span().contains(view.token(t).span) && view.case(t) == view.case(noun)
            })
    };
    let told = |(role, values): (&Role, &Vec<Value>)| values.iter().any(alike).then_some(*role);
    let places = || Some(Role::Place).filter(|&it| draft.has(it) && located.is_some());
    let role = draft.roles.iter().find_map(told).or_else(places)?;
    let value = match (role, located) {
        (Role::Place, place) => place?,
        (_, _) => refer::entity(ctx, draft.tree, noun)?,
    };
    let words = view.token(noun).span;
    let name = ctx.name_over(words).map_or(words, |name| name.span);
    let next = (noun..view.len()).find(|&t| view.token(t).span.start() >= name.end());
    let span = case.span.cover(name);
    let next = next.unwrap_or(view.len());
    Some(Behind { role, value: Value::Entity(value), span, next })
}
