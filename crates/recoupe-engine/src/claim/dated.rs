//! Days that stand as a heading over what happened on them: « Vendredi. Les deux ministres se sont rencontrés. »; and
//! days of writing, which are of no happening: « RIGA (Lettonie), 12 mai 2031 (Boréale) - ».

use recoupe_model::{MentionKind, Role, Span, Time, Upos, Value};

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

/// Letters that the place, day and agency of a dispatch may take before the dash.
const HEAD: usize = 90;

/// Takes from what happened the day on which the dispatch was written, where more than that is told.
pub(crate) fn not_of_writing(ctx: &Context<'_>, drafts: &mut [Draft]) {
    let text = &ctx.document.text;
    for draft in drafts.iter_mut() {
        if let Some(times) = draft.roles.get_mut(&Role::Time)
            && times.len() > 1
        {
            times.retain(|it| !is_of_writing(text, it.span()));
        }
    }
}

/// Whether a day stands between a place in capitals that opens its line and a dash behind brackets.
fn is_of_writing(text: &str, day: Span) -> bool {
    let start = text[..day.start()].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let place = line.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let dash = [" - ", "–", "—", "--"].iter().filter_map(|dash| line.find(dash)).min();
    let Some(dash) = dash.filter(|at| *at <= HEAD) else { return false };
    place.chars().count() > 1
        && place.chars().all(char::is_uppercase)
        && line[..dash].trim_end().ends_with(')')
        && day.end() <= start + dash
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
