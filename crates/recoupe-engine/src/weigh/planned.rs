//! What is still to come and is told in two ways at one time: 500 soldiers will leave, says the one, 800 the
//! other. A plan changes as time passes, so only reports of a few days are held against each other.

use recoupe_model::{Date, Modality, Role, Value};

use super::bench::{Bench, Entry};
use super::values::Given;

/// Days within which reports tell one plan.
const AT_ONCE: i32 = 3;

/// The values that named sources give for what is planned, where all reports of them were written within a few
/// days; `None` where there is nothing to hold against each other. `is_contested`: that the reports part in the
/// role is known, so that whoever writes them may tell it himself.
pub(super) fn rivals<'a>(
    bench: &Bench,
    role: Role,
    given: &[Given<'a>],
    is_contested: bool,
) -> Option<Vec<Given<'a>>> {
    let told: Vec<Given> =
        given.iter().filter_map(|it| firm(bench, role, it, is_contested)).collect();
    let days: Option<Vec<Date>> = told
        .iter()
        .flat_map(|it| &it.by)
        .map(|it| bench.readings.get(it.document)?.document.anchor())
        .collect();
    let days = days?;
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    let is_at_once = first.until(*last).is_ok_and(|span| span.get_days() <= AT_ONCE);
    (told.len() > 1 && is_at_once).then_some(told)
}

/// The claims that give a value for what is planned on somebody's word, and as told to the last.
fn firm<'a>(bench: &Bench, role: Role, given: &Given<'a>, is_contested: bool) -> Option<Given<'a>> {
    let is_exact = match &given.value {
        Value::Quantity(it) => !it.approximate && it.low.is_some() && it.low == it.high,
        Value::Time(it) => it.days() == Some(1),
        _ => role != Role::Quantity,
    };
    let is_firm =
        |it: &Entry| it.claim.modality == Modality::Planned && (is_contested || bench.cites(it));
    given.only(is_firm).filter(|_| is_exact)
}
