//! Times that are told by others: the weekend, the week after, the first Monday of May.

use jiff::ToSpan as _;
use jiff::civil::Date;
use recoupe_model::Weekday;

use super::calendar::{self, length, shift, week_of, weekday_of};
use super::feast;
use super::resolve::{self, Around, Known, Told, yearless};
use super::sense::{Edge, Sense, Unit};
use super::tense::Tense;

/// The days that a sense means which another time, or the verb, tells; `None` for any other sense.
pub(super) fn resolve(sense: &Sense, around: &Around) -> Option<Known> {
    let published = around.published;
    let known = |of: &Sense| resolve::resolve(of, around);
    match sense {
        Sense::Told { unit, by, exact } => told(*unit, *by, *exact, around.told),
        Sense::Weekend { by } => Some(weekend(*by, around)),
        Sense::WeekendOf(of) => weekend_of(&known(of)?),
        Sense::WeekOf(of) => week(&known(of)?),
        Sense::Feast { year, code } => on_feast(*code, *year, around),
        Sense::NthWeekday { nth, weekday, of } => nth_weekday(*nth, *weekday, &known(of)?),
        Sense::NthUnit { nth, unit, of } => nth_unit(*nth, *unit, &known(of)?),
        Sense::DayIn { day, of } => day_in(*day, &known(of)?),
        Sense::IfFuture(of) if around.tense == Tense::Future && around.after_verb => known(of),
        Sense::AtLeast { unit, by } => at_least(*unit, *by, published),
        Sense::Rest { unit, edge } => rest(*unit, *edge, published),
        _ => None,
    }
}

/// « trois jours plus tard », « la semaine suivante », « cette année-là »: from what was last told.
fn told(unit: Unit, by: i32, exact: bool, told: Told) -> Option<Known> {
    if let Some(undated) = told.undated {
        return Some(undated).filter(|it| unit == Unit::Day && by == 0 && it.day.is_some());
    }
    if unit == Unit::Day {
        return told.day?.checked_add(by.days()).ok().map(Known::one);
    }
    let (from, to) = told.days?;
    if exact && from == to {
        return shift(from, unit, by, true);
    }
    if exact {
        let moved = |day: Date| day.checked_add(length(unit, by)).ok();
        return Some(Known::range(moved(from)?, moved(to)?.max(moved(from)?)));
    }
    let here = shift(from, unit, 0, false)?;
    let is_inside = here.closed().is_some_and(|(_, last)| to <= last);
    if is_inside { shift(from, unit, by, false) } else { None }
}

/// The last, the nearest or the next Saturday and Sunday.
fn weekend(by: i32, around: &Around) -> Known {
    let Some(day) = around.published else { return Known::default() };
    let weekday = weekday_of(day).from_monday();
    let is_on = weekday >= 5;
    let weeks = match (by, around.tense) {
        (-1, _) => -1,
        (1, _) => i32::from(is_on),
        _ if is_on => 0,
        (_, Tense::Past) => -1,
        (_, Tense::Future) => 0,
        _ if weekday < 2 => -1,
        _ if weekday > 2 => 0,
        // A Wednesday is as far from one as from the other.
        _ => return Known::default(),
    };
    let there = day.checked_add(weeks.weeks()).ok();
    there.and_then(saturday).map_or_else(Known::default, |(from, to)| Known::range(from, to))
}

/// The weekend of the week of a day.
fn saturday(day: Date) -> Option<(Date, Date)> {
    let (monday, sunday) = week_of(day)?;
    Some((monday.checked_add(5.days()).ok()?, sunday))
}

/// « le week-end du 3 mai »
fn weekend_of(of: &Known) -> Option<Known> {
    let Some((from, to)) = of.closed() else { return Some(Known::default()) };
    let found = saturday(from)?;
    (from.until(to).ok()?.get_days() < 4)
        .then_some(Known::range(found.0.min(from), found.1.max(to)))
}

/// « la semaine du 3 mai »
fn week(of: &Known) -> Option<Known> {
    let Some(day) = of.single() else { return of.closed().is_none().then(Known::default) };
    week_of(day).map(|(from, to)| Known::range(from, to))
}

/// Christmas, Easter.
fn on_feast(code: i32, year: Option<i16>, around: &Around) -> Option<Known> {
    let open = feast::fixed(code).map_or_else(Known::default, |(month, day)| Known {
        month: Some(month),
        day: Some(day),
        ..Known::default()
    });
    feast::day(code, 2000)?;
    let in_year = |year: i16| feast::day(code, year);
    Some(yearless(&in_year, year, None, around).unwrap_or(open))
}

/// « le premier lundi de mai »; open while the year of May is not known.
fn nth_weekday(nth: i32, weekday: Weekday, of: &Known) -> Option<Known> {
    let open = Known { weekday: Some(weekday), ..Known::default() };
    let Some((from, to)) = of.closed() else { return Some(open) };
    calendar::nth_weekday(nth, weekday, from, to).map(Known::one)
}

/// « la dernière semaine de mai »
fn nth_unit(nth: i32, unit: Unit, of: &Known) -> Option<Known> {
    let Some((from, to)) = of.closed() else { return Some(Known::default()) };
    calendar::nth_unit(nth, unit, from, to).map(|(from, to)| Known::range(from, to))
}

/// « le 15 du mois prochain »
fn day_in(day: i8, of: &Known) -> Option<Known> {
    let Some((from, to)) = of.closed() else { return Some(Known::default()) };
    let is_month = from == to.first_of_month();
    let date = Date::new(from.year(), from.month(), day).ok().filter(|_| is_month)?;
    Some(Known::one(date))
}

/// « il y a plus de deux ans », « dans quelques semaines »
fn at_least(unit: Unit, by: i32, published: Option<Date>) -> Option<Known> {
    let Some(day) = published else { return Some(Known::default()) };
    let there = Some(day.checked_add(length(unit, by)).ok()?);
    Some(if by < 0 {
        Known { to: there, ..Known::default() }
    } else {
        Known { from: there, ..Known::default() }
    })
}

/// "earlier this year", « plus tard dans la semaine »
fn rest(unit: Unit, edge: Edge, published: Option<Date>) -> Option<Known> {
    let Some(day) = published else { return Some(Known::default()) };
    let (from, to) = shift(day, unit, 0, false)?.closed()?;
    Some(if edge == Edge::Start { Known::range(from, day) } else { Known::range(day, to) })
}
