//! What sort a dispute is: another stage meant, one article at odds with itself, or plain
//! contradiction.

use std::collections::BTreeSet;

use recoupe_model::{DisputeKind, Explanation, Fit, Role, Time, Value};

use super::bench::{Bench, Entry, documents};
use super::finding::{Stand, reason};

/// The kind, the line, and the reason behind it.
pub(super) struct Cause {
    pub(super) kind: DisputeKind,
    pub(super) why: String,
    pub(super) reason: Option<Explanation>,
}

/// Tells why the sides of a dispute differ, as far as the story shows it.
pub(super) fn find(
    bench: &Bench,
    role: Role,
    act: Option<usize>,
    frame: &str,
    sides: &[Stand],
) -> Cause {
    let contradiction = versus(bench, sides);
    if let Some(act) = act.filter(|_| role == Role::Time)
        && let Some(cause) = other_stage(bench, act, frame, sides, &contradiction)
    {
        return cause;
    }
    if let Some(documents) = at_odds_with_itself(sides) {
        let who = bench.document_names(&documents);
        let holes = [("contradiction", contradiction.as_str()), ("who", &who)];
        let why = bench.words.say("cause_self", &holes);
        return Cause { kind: DisputeKind::Itself, why, reason: None };
    }
    Cause { kind: DisputeKind::Contradiction, why: contradiction, reason: None }
}

/// « a ≠ b ».
pub(super) fn versus(bench: &Bench, sides: &[Stand]) -> String {
    let value = |at: usize| sides.get(at).map_or_else(String::new, |it| bench.value(&it.value));
    let key = if sides.len() > 2 { "and_versus" } else { "versus" };
    bench.words.say(key, &[("a", &value(0)), ("b", &value(1))])
}

/// Whether a side's date is the one that others give for another stage of the same act.
fn other_stage(
    bench: &Bench,
    act: usize,
    frame: &str,
    sides: &[Stand],
    contradiction: &str,
) -> Option<Cause> {
    for side in sides.iter().rev() {
        let Value::Time(odd) = &side.value else { continue };
        for stage in bench.stages(act).filter(|it| &*it.frame != frame) {
            let stage_frame = bench.knowledge.frames.get(&*stage.frame)?;
            if stage_frame.stage.is_none() {
                continue;
            }
            let entries = bench.entries(&stage.claims);
            let Some(time) = dates_of(&entries).find(|time| is_that_date(odd, time)) else {
                continue;
            };
            let giving: Vec<&Entry> = entries
                .iter()
                .copied()
                .filter(|entry| times(entry).any(|it| it.fit(time).supports()))
                .collect();
            let documents = documents(&giving);
            let who = bench.document_names(&documents);
            let give = bench.words.say(if documents.len() > 1 { "give" } else { "gives" }, &[]);
            let value = bench.words.time(time);
            let label = stage_frame.label(bench.report.code());
            let holes = [
                ("contradiction", contradiction),
                ("value", &value),
                ("who", &who),
                ("give", &give),
                ("stage", label),
            ];
            let why = bench.words.say("cause_stage", &holes);
            let reason = Some(reason(bench.words.say("stage_reason", &holes)));
            return Some(Cause { kind: DisputeKind::Stage, why, reason });
        }
    }
    None
}

fn dates_of<'a>(entries: &[&'a Entry]) -> impl Iterator<Item = &'a Time> {
    let entries: Vec<&Entry> = entries.to_vec();
    entries.into_iter().filter(|it| it.claim.modality.supports()).flat_map(times)
}

fn times(entry: &Entry) -> impl Iterator<Item = &Time> {
    entry.values(Role::Time).iter().filter_map(|value| match value {
        Value::Time(time) => Some(time),
        _ => None,
    })
}

/// The same day, or a day of the month that is given for the other stage.
fn is_that_date(odd: &Time, stage: &Time) -> bool {
    let short = stage.days().is_some_and(|days| days <= 31);
    short && matches!(odd.fit(stage), Fit::Same | Fit::Narrower)
}

/// The documents that stand on two sides in one voice, when no other document keeps one side up.
/// Who reports the versions of two sources does not contradict himself.
pub(super) fn at_odds_with_itself(sides: &[Stand]) -> Option<BTreeSet<usize>> {
    let documents: Vec<BTreeSet<usize>> = sides.iter().map(|it| documents(&it.by)).collect();
    let (first, rest) = documents.split_first()?;
    let mut torn = BTreeSet::new();
    for (other, stand) in rest.iter().zip(&sides[1..]) {
        let of_one_voice = |at: &usize| {
            let of = |by: &[&Entry]| -> BTreeSet<usize> {
                by.iter()
                    .filter(|it| it.document == *at)
                    .flat_map(|it| &it.origins)
                    .copied()
                    .collect()
            };
            !of(&sides[0].by).is_disjoint(&of(&stand.by))
        };
        let both: BTreeSet<usize> =
            first.intersection(other).copied().filter(of_one_voice).collect();
        // Another document holds the other side alone: they contradict each other as well.
        if both.is_empty() || (!other.is_subset(&both) && !first.is_subset(&both)) {
            return None;
        }
        torn.extend(both);
    }
    Some(torn)
}
