//! Values that exclude each other, parted into camps; what fits several camps joins none.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use recoupe_model::{ClaimId, Fit, Role, Value};

use super::bench::{Bench, Entry};
use super::days;
use super::values::{COMPARED, Given, fit, precision, same_part};
use crate::lang::is_vague;
use crate::towns;

/// Days that a time may last which is told of one happening.
const STRETCH: i32 = 31;
/// No more claims of a value are asked for the part of the act that they are about.
const ASKED: usize = 48;

/// How the values of a slot stand to one another, as indices into the values.
#[derive(Debug, Default)]
pub(super) struct Camps {
    /// Each camp's values exclude at least one of every other camp's; the strongest first.
    pub(super) sides: Vec<Vec<usize>>,
    /// Values that fit every camp, or several.
    pub(super) neutral: Vec<usize>,
}

/// Parts the values; one side alone when nothing excludes anything.
///
/// `by_parts`: only claims about one part of an act exclude each other; `of_an_act`: it is signed, or held in one
/// room, and so was in one town; or it was done by one, and reports name two.
pub(super) fn part(
    bench: &Bench,
    role: Role,
    given: &[Given],
    by_parts: bool,
    of_an_act: bool,
) -> Camps {
    let count = given.len().min(COMPARED);
    let apart = exclusions(bench, role, &given[..count], (by_parts, of_an_act));
    let excludes = |a: usize, b: usize| apart.contains(&(a.min(b), a.max(b)));
    let is_rival = |a: usize| (0..count).any(|b| excludes(a, b));
    let mut rivals: Vec<usize> = (0..count).filter(|&at| is_rival(at)).collect();
    if rivals.is_empty() {
        return Camps { sides: vec![(0..given.len()).collect()], neutral: Vec::new() };
    }
    rivals.sort_by_key(|&at| (Reverse(strength(bench, &given[at])), at));
    let mut sides: Vec<Vec<usize>> = Vec::new();
    for &at in &rivals {
        let fits = |side: &Vec<usize>| side.iter().all(|&other| !excludes(at, other));
        match sides.iter_mut().find(|side| fits(side)) {
            Some(side) => side.push(at),
            None => sides.push(vec![at]),
        }
    }
    let mut neutral: Vec<usize> = (0..given.len()).filter(|at| !rivals.contains(at)).collect();
    // Who would fit another side as well belongs to none.
    let undecided: Vec<usize> = rivals
        .iter()
        .copied()
        .filter(|&at| {
            let free =
                |side: &&Vec<usize>| side.iter().all(|&other| other == at || !excludes(at, other));
            sides.iter().filter(free).count() > 1
        })
        .collect();
    for side in &mut sides {
        side.retain(|at| !undecided.contains(at));
        side.sort_unstable();
    }
    neutral.extend(undecided);
    neutral.sort_unstable();
    sides.retain(|side| !side.is_empty());
    sides.sort_by_key(|side| (Reverse(side_strength(bench, given, side)), side.first().copied()));
    Camps { sides, neutral }
}

fn exclusions(
    bench: &Bench,
    role: Role,
    given: &[Given],
    (by_parts, of_an_act): (bool, bool),
) -> BTreeSet<(usize, usize)> {
    let mut apart = BTreeSet::new();
    for a in 0..given.len() {
        for b in a + 1..given.len() {
            let (x, y) = (&given[a], &given[b]);
            let fits = fit(bench, role, &x.value, &y.value);
            let are_apart = fits.is_apart()
                || of_an_act && are_two_towns(bench, role, x, y)
                || of_an_act && fits == Fit::Open && are_two_doers(role, x, y);
            let exclude = if are_apart {
                !is_beside_a_fitting_one(bench, role, x, y)
                    && !is_beside_a_fitting_one(bench, role, y, x)
            } else {
                days::are_two(bench, x, y)
            };
            if exclude
                && (!by_parts || have_one_part(bench, x, y))
                && !are_given_together(x, y)
                && !is_of_a_part(bench, x, y)
            {
                apart.insert((a, b));
            }
        }
    }
    apart
}

fn are_two_towns(bench: &Bench, role: Role, a: &Given, b: &Given) -> bool {
    match (&a.value, &b.value) {
        (Value::Entity(x), Value::Entity(y)) if role == Role::Place => {
            let towns = [is_told_as_town(bench, a), is_told_as_town(bench, b)];
            bench.likeness.are_two_towns(x, y, towns)
        }
        _ => false,
    }
}

/// Whether two are named for what one of them did, of whatever state they are.
fn are_two_doers(role: Role, a: &Given, b: &Given) -> bool {
    let is_named = |it: &Given| matches!(&it.value, Value::Entity(it) if !is_vague(it));
    role == Role::Agent && is_named(a) && is_named(b)
}

fn is_told_as_town(bench: &Bench, given: &Given) -> bool {
    given.by.iter().take(ASKED).any(|it| {
        let Some(reading) = bench.readings.get(it.document) else { return false };
        let mut places = it.entities(Role::Place).filter(|place| match &given.value {
            Value::Entity(known) => known.id == place.id,
            _ => false,
        });
        places.any(|place| towns::is_told_as_town(bench.knowledge, reading, place))
    })
}

fn have_one_part(bench: &Bench, a: &Given, b: &Given) -> bool {
    let some = |it: &Given<'_>| it.by.len().min(ASKED);
    a.by[..some(a)].iter().any(|x| b.by[..some(b)].iter().any(|y| same_part(bench, x, y)))
}

/// One claim that gives both values does not hold them for exclusive.
fn are_given_together(a: &Given, b: &Given) -> bool {
    let ids: BTreeSet<&ClaimId> = a.by.iter().map(|it| &it.claim.id).collect();
    b.by.iter().any(|it| ids.contains(&it.claim.id))
}

/// Whether each claim of a value gives another one too that goes with the rival: of « en avril
/// par l'un et le 11 mai par l'autre » only one is of this event.
fn is_beside_a_fitting_one(bench: &Bench, role: Role, it: &Given, rival: &Given) -> bool {
    // « depuis l'automne » beside a day goes with every day since.
    let is_stretch = |it: &Value| matches!(it, Value::Time(time) if time.is_dated() && time.days().is_none_or(|days| days > STRETCH));
    it.by.iter().all(|entry| {
        let mut others = entry.values(role).iter().filter(|other| !is_stretch(other));
        others.any(|other| fit(bench, role, other, &rival.value).supports())
    })
}

/// Whether the lesser of two amounts is told of a place within the other's: 150 soldiers in the
/// capital do not contradict 1,000 in the country.
pub(super) fn is_of_a_part(bench: &Bench, a: &Given, b: &Given) -> bool {
    let (Some(x), Some(y)) = (point(a), point(b)) else { return false };
    let (less, more) = if x < y { (a, b) } else { (b, a) };
    let is_within = |x: &&Entry, y: &&Entry| {
        x.values(Role::Place).iter().any(|inner| {
            let mut outer = y.values(Role::Place).iter();
            outer.any(|outer| fit(bench, Role::Place, inner, outer) == Fit::Narrower)
        })
    };
    let (less, more) = (less.by.iter().take(ASKED), more.by.iter().take(ASKED));
    less.clone().all(|x| more.clone().all(|y| is_within(x, y)))
}

fn point(given: &Given) -> Option<f64> {
    match &given.value {
        Value::Quantity(quantity) => quantity.point(),
        _ => None,
    }
}

fn strength(bench: &Bench, given: &Given) -> impl Ord + use<> {
    let origins = bench.origins_behind(&given.by).len();
    (origins, bench.tellers(&given.by), precision(&given.value))
}

fn side_strength(bench: &Bench, given: &[Given], side: &[usize]) -> impl Ord + use<> {
    let by: Vec<_> = side.iter().flat_map(|&at| given[at].by.iter().copied()).collect();
    (bench.tellers(&by), bench.origins_behind(&by).len())
}
