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
        (Unit::Week | Unit::Fortnight, true) => around(3),
        (Unit::Month | Unit::Quarter | Unit::Half, true) => around(15),
        (Unit::Fortnight, false) => Some(Known::range(day.min(there), day.max(there))),
        (Unit::Quarter, false) => months_around(there, 3),
        (Unit::Half, false) => months_around(there, 6),
        (Unit::Decade, _) => years(there, 10),
        (Unit::Century, _) => years(there, 100),
        (Unit::Week, false) => week_of(there).map(|(from, to)| Known::range(from, to)),
        (Unit::Month, false) => Some(Known::range(there.first_of_month(), there.last_of_month())),
        (Unit::Year, _) => Some(Known::range(there.first_of_year(), there.last_of_year())),
    }
}

/// The quarter or half of a year around a day.
fn months_around(day: Date, count: i8) -> Option<Known> {
    let first = (day.month() - 1) / count * count + 1;
    month_range(day.year(), first, count).map(|(from, to)| Known::range(from, to))
}

/// The decade or century around a day.
fn years(day: Date, count: i16) -> Option<Known> {
    let first = day.year() - day.year().rem_euclid(count);
    Some(Known::range(Date::new(first, 1, 1).ok()?, Date::new(first + count - 1, 12, 31).ok()?))
}

/// From Monday to Sunday.
pub(super) fn week_of(day: Date) -> Option<(Date, Date)> {
    let monday = day.checked_sub(i32::from(weekday_of(day).from_monday()).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The so-manieth weekday between two days; −1 is the last.
pub(super) fn nth_weekday(nth: i32, weekday: Weekday, from: Date, to: Date) -> Option<Date> {
    let ahead = |from: Weekday, to: Weekday| {
        i32::from((to.from_monday() - from.from_monday()).rem_euclid(7))
    };
    let day = if nth < 0 {
        to.checked_sub((ahead(weekday, weekday_of(to)) - 7 * (nth + 1)).days())
    } else {
        from.checked_add((ahead(weekday_of(from), weekday) + 7 * (nth - 1)).days())
    };
    day.ok().filter(|day| (from..=to).contains(day))
}

/// The so-manieth week, month or quarter of a period; a week belongs to where its Thursday is.
pub(super) fn nth_unit(nth: i32, unit: Unit, from: Date, to: Date) -> Option<(Date, Date)> {
    match unit {
        Unit::Week => week_of(nth_weekday(nth, Weekday::Thursday, from, to)?),
        Unit::Month | Unit::Quarter | Unit::Half => {
            let count: i8 = match unit {
                Unit::Month => 1,
                Unit::Quarter => 3,
                _ => 6,
            };
            let months = (i32::from(to.year()) - i32::from(from.year())) * 12
                + i32::from(to.month())
                - i32::from(from.month())
                + 1;
            let whole = months / i32::from(count);
            let index = if nth < 0 { whole + nth } else { nth - 1 };
            let first = from.checked_add((index * i32::from(count)).months()).ok()?;
            (0..whole).contains(&index).then(|| month_range(first.year(), first.month(), count))?
        }
        Unit::Day => {
            let day = if nth < 0 {
                to.checked_add((nth + 1).days())
            } else {
                from.checked_add((nth - 1).days())
            };
            day.ok().filter(|day| (from..=to).contains(day)).map(|day| (day, day))
        }
        _ => None,
    }
}

pub(super) fn length(unit: Unit, by: i32) -> Length {
    match unit {
        Unit::Day => by.days(),
        Unit::Week => by.weeks(),
        Unit::Month => by.months(),
        Unit::Year => by.years(),
        Unit::Fortnight => (2 * by).weeks(),
        Unit::Quarter => (3 * by).months(),
        Unit::Half => (6 * by).months(),
        Unit::Decade => (10 * by).years(),
        Unit::Century => (100 * by).years(),
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
