//! « Oslo a livré cinq chars, Rome huit »: a clause whose verb was said before.

use recoupe_model::{Quantity, Relation, Role, Span, Upos, Value};

use super::behind::{self, Behind};
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::fill;
use crate::claim::refer;
use crate::claim::tree::Tree;

/// Words between a comma or conjunction and the name of who acts.
const OPENING: usize = 2;

/// Adds the drafts of clauses without a verb behind those that lend them theirs.
pub(super) fn complete(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if !draft.has(Role::Quantity) || &*draft.frame == "other" {
            continue;
        }
        let Some(lead) = super::lead(ctx, draft) else { continue };
        let found = gaps(ctx, draft, lead);
        for gap in &found {
            let more = draft_of(ctx, &drafts[index], lead, gap);
            drafts.push(more);
        }
        let Some(Value::Quantity(like)) = drafts[index].of(Role::Quantity).first().cloned() else {
            continue;
        };
        for gap in found {
            release(&mut drafts[index], gap.span, &like);
        }
    }
}

/// A clause without a verb.
struct Gap {
    actor: usize,
    amount: Quantity,
    /// The noun that is counted, where it is said.
    noun: Option<usize>,
    /// What it has under a preposition as the first half has.
    behind: Option<Behind>,
    span: Span,
}

/// The clauses without a verb that follow a draft in its sentence.
fn gaps(ctx: &Context<'_>, draft: &Draft, lead: Role) -> Vec<Gap> {
    let view = &ctx.trees[draft.tree];
    let Some(Value::Quantity(like)) = draft.of(Role::Quantity).first() else { return Vec::new() };
    let own = |at: usize| {
        let span = view.token(at).span;
        draft.of(lead).iter().any(|value| value.span().overlaps(span))
    };
    let mut found = Vec::new();
    for at in draft.predicate + 1..view.len() {
        if own(at) || !opens(view, at) || view.token(at).span.start() < like.span.end() {
            continue;
        }
        found.extend(gap(ctx, draft, view, at, like));
    }
    found
}

/// Whether a name or noun stands bare behind a comma, semicolon or conjunction.
fn opens(view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let bare = view.first(at, Relation::Case).is_none();
    let skipped = (1..=OPENING)
        .find(|&back| at.checked_sub(back).is_none_or(|t| view.token(t).upos != Upos::Det));
    let before = skipped.and_then(|back| at.checked_sub(back));
    let parted = before.is_some_and(|t| {
        let token = view.token(t);
        token.upos == Upos::Cconj || matches!(&*token.form, "," | ";")
    });
    matches!(token.upos, Upos::Propn | Upos::Noun) && bare && parted
}

fn gap(
    ctx: &Context<'_>,
    draft: &Draft,
    view: &Tree<'_>,
    at: usize,
    like: &Quantity,
) -> Option<Gap> {
    let own = view.token(at).span;
    let name = ctx.name_over(own).map_or(own, |name| name.span);
    // « … et la rébellion 19 soldats »: a noun for who acts, with its article.
    let acts = || view.first(at, Relation::Det).is_some_and(|det| det + 1 == at);
    let opened = name.start() == own.start() && (view.token(at).upos == Upos::Propn || acts());
    if !opened || !fill::passes(ctx, draft.tree, at, "actor,force,body_noun") {
        return None;
    }
    let behind = (at + 1..view.len()).find(|&t| view.token(t).span.start() >= name.end())?;
    let number = (behind..view.len().min(behind + 3)).find(|&t| super::is_number(view, t))?;
    if (behind..number).any(|t| !matches!(view.token(t).upos, Upos::Adv | Upos::Adp)) {
        return None;
    }
    let noun = view.head(number).filter(|&up| {
        let counted = matches!(view.token(up).upos, Upos::Noun | Upos::Adj);
        counted && up > number && up - number <= 2
    });
    let last =
        noun.map_or(number, |noun| view.phrase(noun).last().copied().unwrap_or(noun).max(noun));
    let ends = view.len() <= last + 1
        || matches!(view.token(last + 1).upos, Upos::Punct | Upos::Cconj | Upos::Adp);
    let mut amount = super::number(ctx, view, number, like)?;
    if noun.is_none() {
        amount.unit.clone_from(&like.unit);
    }
    let behind = behind::find(ctx, draft, last + 1, at);
    let mut span = name.cover(view.token(last).span);
    if let Some(behind) = &behind {
        span = span.cover(behind.span);
    }
    ends.then_some(Gap { actor: at, amount, noun, behind, span })
}

/// What a draft tells of somebody else.
fn draft_of(ctx: &Context<'_>, draft: &Draft, lead: Role, gap: &Gap) -> Draft {
    let mut more = draft.clone();
    let counted = draft.roles.iter().find(|(role, values)| {
        !matches!(role, Role::Quantity | Role::Time | Role::Place)
            && values.iter().any(|value| {
                draft.of(Role::Quantity).iter().any(|it| value.span().overlaps(it.span()))
            })
    });
    let counted = counted.map(|(role, _)| *role);
    if let Some(Value::Quantity(like)) = draft.of(Role::Quantity).first() {
        release(&mut more, gap.span, like);
    }
    let actors = refer::entities(ctx, draft.tree, gap.actor).into_iter().map(Value::Entity);
    more.roles.insert(lead, actors.collect());
    more.roles.insert(Role::Quantity, vec![Value::Quantity(gap.amount.clone())]);
    if let (Some(role), Some(noun)) = (counted, gap.noun) {
        let things = refer::entities(ctx, draft.tree, noun).into_iter().map(Value::Entity);
        more.roles.insert(role, things.collect());
    }
    if let Some(behind) = &gap.behind {
        more.roles.insert(behind.role, vec![behind.value.clone()]);
    }
    let verb = ctx.trees[draft.tree].token(draft.predicate).span;
    more.evidence = vec![verb, gap.span];
    more.rule = format!("{}:gapping", draft.rule).into();
    more
}

/// Takes out of a draft what belongs to the clause without a verb.
pub(super) fn release(draft: &mut Draft, span: Span, like: &Quantity) {
    for values in draft.roles.values_mut() {
        values.retain(|value| {
            let behind = value.span().start() >= like.span.end();
            !(span.contains(value.span()) || behind && span.overlaps(value.span()))
        });
    }
    draft.roles.retain(|_, values| !values.is_empty());
    draft.evidence.retain(|own| !span.contains(*own));
}
