//! The day on which what goes on for days began or ended: "the last soldiers left on Thursday", « les derniers soldats sont
//! partis samedi ». Other days of it are of other parts, so that only these are held against each other.

use recoupe_model::{Role, Value};

use super::bench::{Bench, Entry};
use super::values::Given;
use crate::lang::Frame;
use crate::phase;

/// The days on which the last are told to have left, where two reports tell them; else the first to have come. What was
/// only completed may have been so by a ceremony.
pub(super) fn rivals<'a>(
    bench: &Bench,
    frame: &Frame,
    role: Role,
    given: &[Given<'a>],
) -> Option<Vec<Given<'a>>> {
    if role != Role::Time || frame.lasts == 0 {
        return None;
    }
    [("closes", "last"), ("opens", "yes")].into_iter().find_map(|end| {
        let of_days = given.iter().filter(|it| it.value.day().is_some());
        let of_end: Vec<Given> =
            of_days.filter_map(|it| it.only(|by| is_of_end(bench, by, end))).collect();
        let mut days: Vec<_> = of_end.iter().filter_map(|it| Value::day(&it.value)).collect();
        days.sort_unstable();
        days.dedup();
        (days.len() > 1).then_some(of_end)
    })
}

/// Whether the words of a claim tell an end, by a column of `phase.tsv` and what stands in it.
fn is_of_end(bench: &Bench, entry: &Entry, (end, how): (&str, &str)) -> bool {
    let reading = bench.readings.get(entry.document);
    reading.is_some_and(|it| phase::is_told(bench.knowledge, it, &entry.claim, end, |it| it == how))
}
