//! Whether two neighbouring days are two: « mardi » and "on Monday" are, « jeudi soir » here is a
//! Friday there.

use recoupe_model::{Role, Time, Value};

use super::bench::{Bench, Entry};
use super::hours::Near;
use super::values::Given;
use crate::counted;
use crate::lang::fold;

/// Letters before and behind a day in which a part of the day would stand.
const BESIDE: usize = 24;
/// No more claims of a day are looked at.
const ASKED: usize = 16;

/// Whether two days that follow one another exclude each other: each is called by its name or
/// its number, and no hour stands beside it that is of the other day elsewhere.
pub(super) fn are_two(bench: &Bench, a: &Given, b: &Given) -> bool {
    let (Value::Time(x), Value::Time(y)) = (&a.value, &b.value) else { return false };
    let is_day = |it: &Time| it.days() == Some(1);
    let is_plain = |given: &Given, day: &Time, other: &Time| {
        near(bench, given, day)
            .is_some_and(|near| if day.from < other.from { !near.after } else { !near.before })
    };
    is_day(x) && is_day(y) && x.fit(y).is_apart() && is_plain(a, x, y) && is_plain(b, y, x)
}

/// The times that some claim tells by themselves, or from another in its own sentence; what « la veille » is counted
/// from further away is not sure enough to contradict anybody.
pub(super) fn sure<'a>(bench: &Bench, given: &[Given<'a>]) -> Vec<Given<'a>> {
    let is_sure = |entry: &Entry, value: &Value| {
        let reading = bench.readings.get(entry.document);
        let same = entry.values(Role::Time).iter().filter_map(|it| match (it, value) {
            (Value::Time(it), Value::Time(of)) if (it.from, it.to) == (of.from, of.to) => Some(it),
            _ => None,
        });
        let mut same = same.peekable();
        same.peek().is_none()
            || same.any(|it| reading.is_none_or(|reading| !counted::is_from_afar(reading, it)))
    };
    given.iter().filter_map(|it| it.only(|by| is_sure(by, &it.value))).collect()
}

/// Of which other days the day may be elsewhere, by the hours that claims tell; `None` where none calls the day.
fn near(bench: &Bench, given: &Given, day: &Time) -> Option<Near> {
    let mut is_called = false;
    let mut all = Near::default();
    for entry in given.by.iter().take(ASKED) {
        let same = entry.values(Role::Time).iter().filter_map(|value| match value {
            Value::Time(time) if (time.from, time.to) == (day.from, day.to) => Some(time),
            _ => None,
        });
        for time in same {
            all = all.and(beside(bench, entry, time));
            is_called |= names_a_day(bench, time);
        }
    }
    is_called.then_some(all)
}

/// « mardi », « mardi 21 juin », "21 June"; not « hier », which depends on who says it where.
fn names_a_day(bench: &Bench, time: &Time) -> bool {
    let number = time.from.map(|from| from.day().to_string()).unwrap_or_default();
    let said = fold(&time.text);
    let mut words = said.split(|it: char| !it.is_alphanumeric());
    words.any(|word| word.trim_start_matches('0') == number || bench.hours.is_weekday(word))
}

/// Of which other days a time may be elsewhere, by its words and those beside them.
fn beside(bench: &Bench, entry: &Entry, time: &Time) -> Near {
    let Some(reading) = bench.readings.get(entry.document) else { return Near::EITHER };
    let text = &reading.document.text;
    let (mut from, mut to) = (time.span.start(), time.span.end());
    from = text.floor_char_boundary(from.saturating_sub(BESIDE));
    to = text.ceil_char_boundary((to + BESIDE).min(text.len()));
    let around = text.get(from..to).unwrap_or_default();
    bench.hours.near(time, &format!("{around} {}", time.text))
}
