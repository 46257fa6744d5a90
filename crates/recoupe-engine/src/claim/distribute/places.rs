//! "Three people died in Bam and two in Kerman": one verb with an amount for each of several places.

use recoupe_model::{Quantity, Role, Upos, Value};

use super::behind::{self, Behind};
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::tree::Tree;

/// Adds a draft for each further place with an amount of its own.
pub(super) fn part(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let [Value::Quantity(like)] = draft.of(Role::Quantity) else { continue };
        let typed = &*draft.frame != "other" && draft.has(Role::Place);
        let like = like.clone();
        let found = if typed { halves(ctx, draft, &like) } else { Vec::new() };
        for half in found {
            super::gapping::release(&mut drafts[index], half.place.span, &like);
            let more = draft_of(ctx, &drafts[index], &like, half);
            drafts.push(more);
        }
    }
}

/// An amount with its own place.
struct Half {
    amount: Quantity,
    place: Behind,
    /// Whether a conjunction opens it: only then is the list at its end.
    closes: bool,
}

/// The further places behind a draft's own. Behind a comma alone an amount may be a part of the first.
fn halves(ctx: &Context<'_>, draft: &Draft, like: &Quantity) -> Vec<Half> {
    let view = &ctx.trees[draft.tree];
    let from = draft.predicate + 1;
    let own = draft.of(Role::Place).iter().map(|place| place.span().start()).min();
    let mut found: Vec<Half> = Vec::new();
    for at in from..view.len() {
        let start = view.token(at).span.start();
        if own.is_none_or(|own| own > start) || like.span.end() > start {
            continue;
        }
        found.extend(half(ctx, draft, view, at, like));
    }
    let is_list = found.last().is_some_and(|last| last.closes);
    if is_list { found } else { Vec::new() }
}

fn half(
    ctx: &Context<'_>,
    draft: &Draft,
    view: &Tree<'_>,
    at: usize,
    like: &Quantity,
) -> Option<Half> {
    let opens = at.checked_sub(1).map(|t| view.token(t))?;
    let closes = opens.upos == Upos::Cconj;
    if !super::is_number(view, at) || !closes && &*opens.form != "," {
        return None;
    }
    let counted = view.head(at).filter(|&up| up == at + 1 && view.token(up).upos == Upos::Noun);
    let behind = counted.unwrap_or(at) + 1;
    let place = behind::find(ctx, draft, behind, at).filter(|it| it.role == Role::Place)?;
    let ends = place.next >= view.len() || {
        let next = view.token(place.next).upos;
        matches!(next, Upos::Punct | Upos::Cconj | Upos::Adp)
    };
    let mut amount = super::number(ctx, view, at, like)?;
    if counted.is_none() {
        amount.unit.clone_from(&like.unit);
    }
    ends.then_some(Half { amount, place, closes })
}

/// What a draft tells of another place.
fn draft_of(ctx: &Context<'_>, draft: &Draft, like: &Quantity, half: Half) -> Draft {
    let mut more = draft.clone();
    // Who is counted in the first place is nobody of the second.
    for values in more.roles.values_mut() {
        values.retain(|value| !value.span().overlaps(like.span));
    }
    more.roles.retain(|_, values| !values.is_empty());
    let verb = ctx.trees[draft.tree].token(draft.predicate).span;
    more.evidence = vec![verb, half.amount.span.cover(half.place.span)];
    more.roles.insert(Role::Quantity, vec![Value::Quantity(half.amount)]);
    more.roles.insert(Role::Place, vec![half.place.value]);
    more.rule = format!("{}:places", draft.rule).into();
    more
}
