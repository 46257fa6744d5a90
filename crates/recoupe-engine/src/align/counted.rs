//! One lot of things that reports count in clauses of different verbs: « le convoi, composé de 14 camions », "19
//! lorries made up the convoy". Each clause is a happening of its own, and nothing would be held against anything.
//!
//! They are one, and the number is in dispute, when the words count one lot (`gazetteer/lots.tsv`), both tell the same
//! of it besides (who, of what, where it was), each report gives one number only of what is counted, and no report
//! gives both.

use std::collections::BTreeSet;

use recoupe_model::{Class, Date, Entity, MentionKind, Quantity, Role};

use super::draft::Draft;
use super::events::is_parted;
use super::lot::{Lot, is_named, lots, names};
use super::meeting::{Meeting, meeting};
use super::told::Case;
use crate::lang::{Likeness, SlotKind, country, stems};

/// No more happenings are held against each other.
const TRIED: usize = 192;
/// Days within which reports that name the same count one lot.
const WEEKS: i32 = 21;
/// Days within which those do that share a noun: the trawler, the convoy.
const AT_ONCE: i32 = 3;
/// How many times the one number may be the other: 14 and 19 are told of one convoy, 2 and 30 of two.
const RATIO: f64 = 3.0;
/// Under this, two numbers are easily of two lots.
const SEVERAL: f64 = 5.0;

/// Joins the clauses that count one lot, and what others tell of it with one of the numbers.
pub(super) fn join(case: &Case, likeness: &Likeness, drafts: Vec<Draft>) -> Vec<Draft> {
    let counts: Vec<Vec<Lot>> = drafts.iter().map(|it| lots(case, it)).collect();
    let any = |a: usize, b: usize, holds: &dyn Fn(&Lot, &Lot) -> bool| {
        counts[a].iter().any(|x| counts[b].iter().any(|y| holds(x, y)))
    };
    let are_parted =
        |a: usize, b: usize| drafts[a].members.iter().any(|&at| is_parted(case, &drafts[b], at));
    let is_rival = |x: &Lot, y: &Lot| stand(case, likeness, x, y) == Stand::Rival;
    let is_one = |x: &Lot, y: &Lot| stand(case, likeness, x, y) != Stand::Apart;
    let is_two = |x: &Lot, y: &Lot| excludes(likeness, x, y);
    let counting = (0..drafts.len()).filter(|&at| !counts[at].is_empty()).take(TRIED);
    let mut free: BTreeSet<usize> = counting.collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    while let Some(first) = free.pop_first() {
        let rival =
            free.iter().copied().find(|&it| any(first, it, &is_rival) && !are_parted(first, it));
        let Some(rival) = rival else { continue };
        free.remove(&rival);
        let mut group = vec![first, rival];
        for &other in &free {
            let is_of = group.iter().any(|&it| any(other, it, &is_one));
            let is_apart = |&it: &usize| any(other, it, &is_two) || are_parted(other, it);
            if is_of && !group.iter().any(is_apart) {
                group.push(other);
            }
        }
        free.retain(|it| !group.contains(it));
        groups.push(group);
    }
    merged(case, drafts, &groups)
}

fn merged(case: &Case, drafts: Vec<Draft>, groups: &[Vec<usize>]) -> Vec<Draft> {
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    for group in groups {
        let mut of_group: Vec<Draft> = group.iter().filter_map(|&at| drafts[at].take()).collect();
        let mut whole = of_group.remove(0);
        for draft in of_group {
            for &at in &draft.members {
                whole.add(at, case);
            }
            whole.contested.extend(draft.contested);
        }
        whole.contested.insert(Role::Quantity);
        drafts[group[0]] = Some(whole);
    }
    drafts.into_iter().flatten().collect()
}

/// How two counts stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// They are of two lots, as far as is known.
    Apart,
    /// They are the same number of one lot.
    Same,
    /// They are two numbers of one lot.
    Rival,
}

fn stand(case: &Case, likeness: &Likeness, a: &Lot, b: &Lot) -> Stand {
    let are_two = a.count.fit(b.count).is_apart();
    let is_one = a.unit == b.unit
        && !a.kinds.is_disjoint(&b.kinds)
        && are_of_one_size(a, b)
        && (are_two || a.count.low == b.count.low)
        && are_by_others(a, b)
        && !excludes(likeness, a, b)
        && is_told_alike(case, likeness, a, b);
    match () {
        () if is_one && are_two && gives_one(case, a, b) => Stand::Rival,
        () if is_one && !are_two => Stand::Same,
        () => Stand::Apart,
    }
}

fn are_of_one_size(a: &Lot, b: &Lot) -> bool {
    let (Some(x), Some(y)) = (a.count.low, b.count.low) else { return false };
    is_of_size(x, y) && (a.is_measure || x.min(y) >= SEVERAL)
}

fn is_of_size(x: f64, y: f64) -> bool {
    x.max(y) <= RATIO * x.min(y)
}

fn are_by_others(a: &Lot, b: &Lot) -> bool {
    let documents = |of: &Lot| of.by.iter().map(|it| it.document).collect::<BTreeSet<usize>>();
    documents(a).is_disjoint(&documents(b))
}

/// Whether some of their reports were written within so many days.
fn are_within(case: &Case, a: &Lot, b: &Lot, most: i32) -> bool {
    let written = |of: &Lot| -> Vec<Date> {
        of.by.iter().filter_map(|it| case.readings[it.document].document.anchor()).collect()
    };
    let days = |x: Date, y: Date| x.until(y).map_or(i32::MAX, |span| span.get_days().abs());
    let theirs = written(b);
    written(a).iter().any(|x| theirs.iter().any(|y| days(*x, *y) <= most))
}

/// Whether their times or places, or those who are named, say that they are two.
fn excludes(likeness: &Likeness, a: &Lot, b: &Lot) -> bool {
    let are_apart = |role: Role, kind: SlotKind| {
        let pairs = a.by.iter().flat_map(|x| b.by.iter().map(move |y| (x, y)));
        let mut met = pairs
            .map(|(x, y)| meeting(role, kind, x.values(role), y.values(role), likeness, false));
        met.any(|it| it == Meeting::Apart)
    };
    let named = |of: &Lot| -> Vec<Entity> {
        of.beside.iter().filter(|it| is_named(it)).map(|it| (*it).clone()).collect()
    };
    let (ours, theirs) = (named(a), named(b));
    let has_own = |ours: &[Entity], theirs: &[Entity]| {
        ours.iter().any(|x| !theirs.iter().any(|y| are_one_name(likeness, x, y)))
    };
    are_apart(Role::Time, SlotKind::Time)
        || are_apart(Role::Place, SlotKind::Entity)
        || matches!((&a.per, &b.per), (Some(x), Some(y)) if x != y)
        || has_own(&ours, &theirs) && has_own(&theirs, &ours)
}

fn are_one_name(likeness: &Likeness, a: &Entity, b: &Entity) -> bool {
    // Two convoys are alike, but « le convoi de l'Unicef » is not "the Red Cross convoy".
    let is_common = |it: &Entity| matches!(it.class, Class::Thing | Class::Group);
    let is_of_one_state = country(a).is_some() && country(a) == country(b);
    let fits = || likeness.fit(Role::Goods, a, b).supports();
    is_of_one_state || !names(a).is_disjoint(&names(b)) || !(is_common(a) && is_common(b)) && fits()
}

/// Whether they tell the same besides: who has it or gets it, or in reports of a few days of what it is so much, or
/// what it makes up.
fn is_told_alike(case: &Case, likeness: &Likeness, a: &Lot, b: &Lot) -> bool {
    let kinds = likeness.kinds();
    // In one language crude and diesel are two, though both are fuel.
    let shares_word = |x: &str, y: &str| stems(x).iter().any(|it| stems(y).contains(it));
    let are_one_kind = |x: &str, y: &str| match (kinds.of(x), kinds.of(y)) {
        (Some(p), Some(q)) => p == q && (a.language != b.language || shares_word(x, y)),
        (None, None) => stems(x) == stems(y),
        _ => false,
    };
    let some = |x: &[String], y: &[String]| x.iter().any(|x| y.iter().any(|y| are_one_kind(x, y)));
    let is_of_two_sorts =
        a.is_measure && !a.stuff.is_empty() && !b.stuff.is_empty() && !some(&a.stuff, &b.stuff);
    let is_named_too = a.beside.iter().any(|x| {
        is_named(x) && b.beside.iter().any(|y| is_named(y) && are_one_name(likeness, x, y))
    });
    let things = |lot: &Lot| -> Vec<String> {
        lot.of.iter().cloned().chain(lot.beside.iter().map(|it| it.name.clone())).collect()
    };
    let is_common =
        || if a.is_measure { some(&a.stuff, &b.stuff) } else { some(&things(a), &things(b)) };
    let is_once = || !a.once.is_disjoint(&b.once);
    !is_of_two_sorts
        && (is_named_too && are_within(case, a, b, WEEKS)
            || is_common() && are_within(case, a, b, AT_ONCE)
            || is_once() && are_within(case, a, b, WEEKS))
}

/// Whether each report gives one number only of what is counted, and no report of the story both.
fn gives_one(case: &Case, a: &Lot, b: &Lot) -> bool {
    let numbers = |document: usize| {
        let mentions = case.readings[document].mentions.iter();
        mentions.filter_map(move |it| match &it.kind {
            MentionKind::Quantity(it) if case.knowledge.kinds.unit(&it.unit) == a.unit => Some(it),
            _ => None,
        })
    };
    let is_of_either = |it: &Quantity| {
        let point = it.point().unwrap_or(0.0);
        [a, b].iter().any(|lot| lot.count.low.is_some_and(|low| is_of_size(point, low)))
    };
    let is_sole = |of: &Lot| {
        of.by.iter().all(|told| {
            numbers(told.document)
                .filter(|it| is_of_either(it))
                .all(|it| !it.fit(of.count).is_apart())
        })
    };
    let gives = |document: usize, lot: &Lot| numbers(document).any(|it| it.low == lot.count.low);
    is_sole(a) && is_sole(b) && !(0..case.readings.len()).any(|it| gives(it, a) && gives(it, b))
}
