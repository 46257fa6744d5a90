//! Arithmetic of days, weeks, months and years.

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan as _};
use recoupe_model::Weekday;

use super::resolve::Known;
use super::sense::{Edge, Unit};

pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |length| length.get_days())
}

pub(super) fn month_range(year: i16, first: i8, count: i8) -> Option<(Date, Date)> {
    let from = Date::new(year, first, 1).ok()?;
    let to = from.checked_add(i32::from(count).months()).ok()?.yesterday().ok()?;
    Some((from, to))
}

/// « la semaine dernière », « il y a trois semaines ».
pub(super) fn shift(day: Date, unit: Unit, by: i32, exact: bool) -> Option<Known> {
    let there = day.checked_add(length(unit, by)).ok()?;
    let around = |days: i32| {
        Some(Known::range(
            there.checked_sub(days.days()).ok()?,
            there.checked_add(days.days()).ok()?,
        ))
    };
    match (unit, exact) {
        (Unit::Day, _) => Some(Known::one(there)),
        (Unit::Week, true) => around(3),
        (Unit::Month, true) => around(15),
        (Unit::Week, false) => {
            let since_monday = i32::from(weekday_of(there).from_monday());
            let monday = there.checked_sub(since_monday.days()).ok()?;
            Some(Known::range(monday, monday.checked_add(6.days()).ok()?))
        }
        (Unit::Month, false) => Some(Known::range(there.first_of_month(), there.last_of_month())),
        (Unit::Year, _) => Some(Known::range(there.first_of_year(), there.last_of_year())),
    }
}

pub(super) fn length(unit: Unit, by: i32) -> Length {
    match unit {
        Unit::Day => by.days(),
        Unit::Week => by.weeks(),
        Unit::Month => by.months(),
        Unit::Year => by.years(),
    }
}

/// The start, middle or end: of a month by its days, of a decade by its years, of anything else by
/// thirds.
pub(super) fn part(edge: Edge, from: Date, to: Date) -> Known {
    let is_year = from.first_of_year() == from && to == from.last_of_year();
    let is_month = from.first_of_month() == from && to == from.last_of_month();
    let days = days_between(from, to) + 1;
    let years = i32::from(to.year() - from.year()) + 1;
    let is_years = years > 1 && from.day_of_year() == 1 && to == to.last_of_year();
    let (a, b) = if is_years {
        let after = |years: i32| from.checked_add(years.years()).ok();
        (after((years + 2) / 3), after(years - years / 3))
    } else if is_month {
        (from.checked_add(10.days()).ok(), from.checked_add(20.days()).ok())
    } else if is_year {
        (from.checked_add(4.months()).ok(), from.checked_add(8.months()).ok())
    } else {
        (from.checked_add((days / 3).days()).ok(), from.checked_add((days - days / 3).days()).ok())
    };
    let (Some(a), Some(b)) = (a, b) else { return Known::range(from, to) };
    let before = |date: Date| date.yesterday().unwrap_or(date).max(from);
    match edge {
        Edge::Start => Known::range(from, before(a)),
        Edge::Middle => Known::range(a, before(b)),
        Edge::End => Known::range(b.min(to), to),
    }
}

pub(super) fn weekday_of(date: Date) -> Weekday {
    let number = date.weekday().to_monday_zero_offset();
    Weekday::ALL[usize::try_from(number).unwrap_or(0).min(6)]
}
