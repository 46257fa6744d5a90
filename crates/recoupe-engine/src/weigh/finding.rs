//! Positions of a slot: values with who stands behind them, and the verdicts without rivals.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use recoupe_model::{Explanation, Finding, Fit, Position, Role, Value, Verdict};

use super::because;
use super::bench::{Bench, Entry};
use super::values::{Given, fit, precision, says_something};

/// A position before it has its names.
#[derive(Clone, Debug)]
pub(super) struct Stand<'a> {
    pub(super) value: Value,
    pub(super) by: Vec<&'a Entry>,
}

impl<'a> Stand<'a> {
    /// Several values that go together, under the one that says most.
    pub(super) fn of(given: &[Given<'a>], members: &[usize]) -> Option<Self> {
        let best = members
            .iter()
            .filter_map(|&at| given.get(at))
            .max_by_key(|it| (precision(&it.value), it.by.len()))?;
        // The words that say most go first: they are the ones that are shown.
        let mut by: Vec<(Reverse<i64>, &Entry)> = members
            .iter()
            .filter_map(|&at| given.get(at))
            .flat_map(|it| it.by.iter().map(|&entry| (Reverse(precision(&it.value)), entry)))
            .collect();
        by.sort_by_key(|(precision, it)| {
            let span = it.claim.evidence.first().map(|it| it.span);
            (*precision, it.document, span, it.claim.id.clone())
        });
        let mut seen = BTreeSet::new();
        let by = by.into_iter().map(|(_, entry)| entry);
        let by = by.filter(|it| seen.insert(&it.claim.id)).collect();
        Some(Self { value: best.value.clone(), by })
    }

    pub(super) fn position(&self, bench: &Bench) -> Position {
        let supporting: Vec<&Entry> =
            self.by.iter().copied().filter(|it| it.claim.modality.supports()).collect();
        let behind = if supporting.is_empty() { &self.by } else { &supporting };
        Position {
            value: self.value.clone(),
            origins: bench.origin_names(&bench.origins_behind(behind)),
            claims: self.by.iter().map(|it| it.claim.id.clone()).collect(),
        }
    }

    /// Independent origins that assert it.
    pub(super) fn support(&self, bench: &Bench) -> usize {
        let asserted: Vec<&Entry> =
            self.by.iter().copied().filter(|it| it.claim.modality.supports()).collect();
        bench.origins_behind(&asserted).len()
    }
}

/// The finding of a slot in which nothing excludes anything.
pub(super) fn unrivalled(
    bench: &Bench,
    role: Role,
    given: &[Given],
    is_set: bool,
) -> Option<Finding> {
    let mut stands =
        if is_set { side_by_side(bench, role, given) } else { together(bench, role, given) };
    stands.sort_by_key(|it| (Reverse(it.support(bench)), Reverse(it.by.len())));
    let first = stands.first()?;
    let support = first.support(bench);
    let tells = says_something(&first.value) || is_of_kind(bench, role, &first.value);
    let verdict = if support >= 2 && tells { Verdict::Agreed } else { Verdict::Single };
    let positions: Vec<Position> = stands.iter().map(|it| it.position(bench)).collect();
    let why = because::line(bench, verdict, first, positions.first()?);
    let because = because::unrivalled(bench, role, verdict, &stands, given, is_set);
    Some(Finding { role, verdict, kind: None, why, positions, because })
}

/// Values that can be there at once: one position for each, the same ones together.
fn side_by_side<'a>(bench: &Bench, role: Role, given: &[Given<'a>]) -> Vec<Stand<'a>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, it) in given.iter().enumerate() {
        let goes = |group: &Vec<usize>| {
            group.iter().any(|&other| {
                let fit = fit(bench, role, &given[other].value, &it.value);
                matches!(fit, Fit::Same | Fit::Wider | Fit::Narrower)
            })
        };
        match groups.iter_mut().take(64).find(|group| goes(group)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.iter().filter_map(|group| Stand::of(given, group)).collect()
}

/// Values of which one holds: all that support the strongest go with it, the rest stays apart.
fn together<'a>(bench: &Bench, role: Role, given: &[Given<'a>]) -> Vec<Stand<'a>> {
    let speaking = |it: &&Given| says_something(&it.value);
    let strongest = given
        .iter()
        .filter(speaking)
        .max_by_key(|it| (bench.origins_behind(&it.by).len(), it.by.len(), precision(&it.value)));
    let Some(core) = strongest else { return side_by_side(bench, role, given) };
    // Two days that follow one another are no one day. « mardi soir » may be the Wednesday of others: it contradicts
    // nobody, and backs nobody either.
    let are_two_days = |it: &Given| match (&core.value, &it.value) {
        (Value::Time(a), Value::Time(b)) => a.fit(b).is_apart(),
        _ => false,
    };
    let supports =
        |it: &Given| fit(bench, role, &core.value, &it.value).supports() && !are_two_days(it);
    let with: Vec<usize> = (0..given.len()).filter(|&at| supports(&given[at])).collect();
    let rest: Vec<Given> = given.iter().filter(|it| !supports(it)).cloned().collect();
    let mut stands: Vec<Stand> = Stand::of(given, &with).into_iter().collect();
    stands.extend(side_by_side(bench, role, &rest));
    stands
}

/// Whether a description without a name says at least what sort of thing it is (« soldats »).
fn is_of_kind(bench: &Bench, role: Role, value: &Value) -> bool {
    let Value::Entity(entity) = value else { return false };
    let kind = bench.likeness.kinds().of(&entity.name);
    matches!(role, Role::Goods | Role::Force) && kind.is_some_and(|kind| kind != "person")
}

/// A leaf of an explanation.
pub(super) fn reason(says: String) -> Explanation {
    Explanation { says, details: Vec::new() }
}
