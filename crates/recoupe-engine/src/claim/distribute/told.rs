//! « 30 000 personnes ont défilé selon les organisateurs, 12 000 selon la police »: one happening
//! with an amount from each of several mouths.

use std::collections::BTreeMap;

use recoupe_model::{Attribution, Quantity, Role, Span, Upos, Value};

use crate::claim::attribution::{self, Cited};
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::tree::Tree;

/// Words that may stand between an amount and the words that name its source.
const NEAR: usize = 2;

/// Adds a draft for each further amount that a source of its own gives.
pub(super) fn complete(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    // The sources of a sentence are asked for only where there is something to part.
    let mut by_tree: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if draft.attribution.is_none() && like(draft).is_some() {
            by_tree.entry(draft.tree).or_default().push(index);
        }
    }
    for (tree, indices) in by_tree {
        let cited = attribution::cited(ctx, tree);
        if cited.len() < 2 {
            continue;
        }
        for index in indices {
            part(ctx, drafts, index, &cited);
        }
    }
}

/// The one amount that a draft has.
fn like(draft: &Draft) -> Option<&Quantity> {
    match draft.of(Role::Quantity) {
        [Value::Quantity(like)] => Some(like),
        _ => None,
    }
}

/// Parts one draft by the amounts that sources give for it.
fn part(ctx: &Context<'_>, drafts: &mut Vec<Draft>, index: usize, cited: &[Cited]) {
    let draft = &drafts[index];
    let Some(like) = like(draft) else { return };
    let (like, tree) = (like.clone(), draft.tree);
    let view = &ctx.trees[tree];
    let mut told: Vec<(Quantity, Span, &Cited)> = Vec::new();
    for source in cited {
        let amount = number_before(view, source.first).filter(|&at| {
            let span = view.token(at).span;
            !like.span.overlaps(span) && !ctx.is_time(span)
        });
        let Some(at) = amount else { continue };
        if let Some(amount) = super::number(ctx, view, at, &like)
            && (amount.unit.is_empty() || amount.unit == like.unit)
        {
            let span = view.token(at).span.cover(source.words);
            told.push((Quantity { unit: like.unit.clone(), ..amount }, span, source));
        }
    }
    if told.is_empty() || told.len() == cited.len() {
        return;
    }
    let others: Vec<Span> = told.iter().map(|(_, _, source)| source.cue).collect();
    let elsewhere = |source: &Attribution| source.cue.is_some_and(|cue| others.contains(&cue));
    let mut own = attribution::of(ctx, tree, drafts[index].predicate);
    own.retain(|source| !elsewhere(source));
    if own.is_empty() {
        let behind = |source: &&Cited| {
            let noun = (0..source.first).rev().find(|&t| view.token(t).upos != Upos::Punct);
            let near = noun.is_some_and(|t| like.span.overlaps(view.token(t).span));
            near && !others.contains(&source.cue)
        };
        own.extend(cited.iter().find(behind).into_iter().flat_map(|it| it.sources.clone()));
    }
    for (amount, span, source) in told {
        let mut more = drafts[index].clone();
        more.roles.insert(Role::Quantity, vec![Value::Quantity(amount)]);
        more.attribution = Some(source.sources.clone());
        more.evidence.push(span);
        more.rule = format!("{}:told", more.rule).into();
        drafts.push(more);
    }
    drafts[index].attribution = Some(own);
}

/// The numeral right before a token, perhaps with the noun that it counts: « 12 000 (manifestants)
/// selon ».
fn number_before(view: &Tree<'_>, first: usize) -> Option<usize> {
    let behind = |t: usize| matches!(view.token(t).upos, Upos::Noun | Upos::Punct);
    let at = (1..=NEAR).filter_map(|back| first.checked_sub(back));
    at.take_while(|&t| super::is_number(view, t) || behind(t)).find(|&t| super::is_number(view, t))
}
