//! Days that stand as a heading over what happened on them: « Vendredi. Les deux ministres se sont rencontrés. »

use recoupe_model::{MentionKind, Role, Time, Upos, Value};

use super::context::Context;
use super::draft::Draft;

/// Sentences after a heading that it still dates.
const REACH: usize = 4;
/// Words of a heading at most: « Vendredi 13 mars ».
const WORDS: usize = 4;

/// Gives what the main clause of a sentence tells, where it has no time, the day of the heading before it.
pub(crate) fn by_heading(ctx: &Context<'_>, drafts: &mut [Draft]) {
    let headings: Vec<Option<&Time>> =
        (0..ctx.trees.len()).map(|tree| heading(ctx, tree)).collect();
    for draft in drafts.iter_mut() {
        let is_main = ctx.trees[draft.tree].head(draft.predicate).is_none();
        let has_slot =
            ctx.knowledge.frames.get(&*draft.frame).is_some_and(|it| it.slot(Role::Time).is_some());
        if !is_main || !has_slot || draft.has(Role::Time) {
            continue;
        }
        let from = draft.tree.saturating_sub(REACH);
        if let Some(time) = headings[from..draft.tree].iter().rev().find_map(|it| *it) {
            draft.add(Role::Time, Value::Time(time.clone()));
        }
    }
}

/// The day that is all that a sentence tells.
fn heading<'a>(ctx: &Context<'a>, tree: usize) -> Option<&'a Time> {
    let view = &ctx.trees[tree];
    let is_word = |t: &usize| view.token(*t).upos != Upos::Punct;
    let words: Vec<usize> = (0..view.len()).filter(is_word).collect();
    if words.is_empty() || words.len() > WORDS {
        return None;
    }
    ctx.mentions_in(view.sentence.span).find_map(|mention| match &mention.kind {
        MentionKind::Time(time) => {
            let covers = words.iter().all(|&t| mention.span.overlaps(view.token(t).span));
            let is_day = time.days() == Some(1) || time.day.is_some() || time.weekday.is_some();
            (covers && is_day).then_some(time)
        }
        _ => None,
    })
}
