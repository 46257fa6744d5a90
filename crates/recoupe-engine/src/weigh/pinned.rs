//! Whether the sides of a dispute are surely of one happening: by its day and by more that they share, where one of
//! them does not name who did it, by a count that both give, or since no report tells another of the kind.

use std::collections::BTreeSet;

use recoupe_model::{Fit, Happening, Role, Value};

use super::bench::{Bench, Entry, documents};
use super::event::is_where_met;
use super::finding::Stand;
use super::values::fit;
use crate::lang::{Frame, is_vague};

/// A count from which on two reports hardly give the same by chance.
const TELLING: f64 = 10.0;
/// No more claims of a side are held against those of another.
const ASKED: usize = 48;

/// Whether sides that exclude each other are of one deed of a kind that comes again. Leaves out, where it is told
/// who did it, those who tell in passing who did the like before.
pub(super) fn are_of_one(
    bench: &Bench,
    happening: &Happening,
    frame: &Frame,
    role: Role,
    is_pinpointed: bool,
    sides: &mut Vec<Stand>,
) -> bool {
    let is_contested = happening.contested.contains(&role);
    if role == Role::Quantity {
        return !frame.repeatable
            || happening.is_sole
            || is_contested
            || have_one_doer(bench, frame, sides);
    }
    if is_where_met(frame, role) {
        return is_contested
            || happening.is_sole && are_told_apart(sides)
            || sides.iter().all(is_of_one_company);
    }
    let is_pinned = is_contested
        || is_pinpointed
        || role == Role::Agent && (happening.is_sole || are_pinned(bench, frame, role, sides));
    let is_cited = |it: &Stand| it.by.iter().any(|it| bench.cites(it));
    if !frame.repeatable || is_pinned || sides.iter().all(is_cited) {
        return true;
    }
    let Some(first) = sides.first().cloned() else { return false };
    sides.retain(|it| {
        it.value == first.value || are_pinned(bench, frame, role, &[first.clone(), it.clone()])
    });
    role == Role::Agent && sides.len() > 1
}

/// Whether both tell one day, and one more of what tells happenings of the frame apart is the same in
/// both and nothing of it differs; `doer` is left out.
fn are_one(bench: &Bench, frame: &Frame, doer: Role, a: &Entry, b: &Entry) -> bool {
    let mut shared = 0;
    for (role, _) in frame.slots().filter(|(role, slot)| slot.identity && *role != doer) {
        let (x, y) = (a.values(role), b.values(role));
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let all = || x.iter().flat_map(|x| y.iter().map(move |y| fit(bench, role, x, y)));
        if all().all(Fit::is_apart) {
            return false;
        }
        shared += usize::from(role != Role::Time && all().any(Fit::supports));
    }
    let days = |it: &Entry| it.values(Role::Time).iter().any(|it| it.day().is_some());
    // Votes are only told as one where they are of one body, or of one size.
    (shared > 0 || frame.name == "vote") && days(a) && days(b)
}

/// Whether each side tells the same day and more of the same as the first.
fn are_pinned(bench: &Bench, frame: &Frame, role: Role, sides: &[Stand]) -> bool {
    let Some((first, rest)) = sides.split_first() else { return false };
    rest.iter().all(|side| any_pair(first, side, |a, b| are_one(bench, frame, role, a, b)))
}

/// Whether something holds of a claim of the one side and one of the other.
fn any_pair(a: &Stand, b: &Stand, holds: impl Fn(&Entry, &Entry) -> bool) -> bool {
    a.by.iter().take(ASKED).any(|x| b.by.iter().take(ASKED).any(|y| holds(x, y)))
}

/// Whether two sides tell who did it and mean the same, or neither tells. A report that leaves
/// it out, or says « les députés », may be about somebody else's deed, unless the day and more are one.
fn have_one_doer(bench: &Bench, frame: &Frame, sides: &[Stand]) -> bool {
    let is_doer = |role: &Role| frame.slot(*role).is_some_and(|slot| slot.identity);
    let Some(role) = [Role::Sender, Role::Agent].into_iter().find(is_doer) else { return true };
    let doers = |it: &Entry| {
        let named: Vec<Value> = it.values(role).to_vec();
        if !named.is_empty() {
            return named;
        }
        // Whoever acts sends; whose soldiers they are deploys them.
        let implied = if role == Role::Sender { Role::Agent } else { Role::Force };
        let implied = it.values(implied).iter();
        implied.filter(|it| !matches!(it, Value::Entity(it) if is_vague(it))).cloned().collect()
    };
    let unnamed = |doers: &[Value]| {
        doers.iter().all(|it| matches!(it, Value::Entity(entity) if is_vague(entity)))
    };
    let goes = |a: &Entry, b: &Entry| {
        let (x, y) = (doers(a), doers(b));
        let fits = |a: &Value| y.iter().any(|b| fit(bench, role, a, b).supports());
        x.is_empty() && y.is_empty()
            || share_count(bench, a, b)
            || x.iter().any(fits)
            || (unnamed(&x) || unnamed(&y)) && are_one(bench, frame, role, a, b)
    };
    let Some((first, rest)) = sides.split_first() else { return false };
    rest.iter().any(|other| any_pair(first, other, goes))
}

/// Whether both give one count besides: « 54 voix pour et 31 contre », "56 votes to 31".
fn share_count(bench: &Bench, a: &Entry, b: &Entry) -> bool {
    let kinds = bench.likeness.kinds();
    let counts = |it: &Entry| -> BTreeSet<(u64, String)> {
        let values = it.values(Role::Quantity).iter();
        let exact = values.filter_map(|it| match it {
            Value::Quantity(it) if !it.approximate => Some((it.point()?, kinds.unit(&it.unit))),
            _ => None,
        });
        let telling = exact.filter(|(count, _)| *count >= TELLING);
        telling.map(|(count, unit)| (count.to_bits(), unit)).collect()
    };
    !counts(a).is_disjoint(&counts(b))
}

/// Whether no article tells two of the sides.
fn are_told_apart(sides: &[Stand]) -> bool {
    let mut told = BTreeSet::new();
    sides.iter().all(|side| documents(&side.by).into_iter().all(|it| told.insert(it)))
}

/// Whether some claim of a side names a company and the day on which it met.
fn is_of_one_company(stand: &Stand) -> bool {
    stand.by.iter().any(|it| {
        let named = it.entities(Role::Participant).filter(|it| !is_vague(it)).count();
        named > 1 && it.values(Role::Time).iter().any(|it| it.day().is_some())
    })
}
