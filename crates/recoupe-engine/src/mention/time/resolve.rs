//! From what the words say to days of the calendar.

use jiff::ToSpan as _;
use jiff::civil::Date;
use recoupe_model::{Clock, Every, Weekday};

use super::calendar::{days_between, length, month_range, part, shift, weekday_of};
use super::sense::{Edge, Sense, Unit};
use super::tense::Tense;
use super::{feast, near};

/// What a time is counted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// What was last told in the text.
    pub(super) told: Told,
    /// Whether the sentence speaks of what was or of what is to come.
    pub(super) tense: Tense,
    /// Whether its words follow a verb, not a noun: "ends in two days", not "the first in two days".
    pub(super) after_verb: bool,
}

/// What « la veille » and « le mois suivant » are counted from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// The last single day.
    pub(super) day: Option<Date>,
    /// The last days, a year of them at most.
    pub(super) days: Option<(Date, Date)>,
    /// The last time, where its year is not known: « le même jour » is of it, and of no date before it.
    pub(super) undated: Option<Known>,
}

impl Told {
    /// The text goes on to tell this.
    pub(super) fn tell(&mut self, known: &Known) {
        let open = known.from.is_none() && known.to.is_none();
        if open && known.month.is_some() {
            *self = Self { undated: Some(*known), ..Self::default() };
            return;
        }
        self.undated = self.undated.filter(|_| open);
        self.day = known.single().or(self.day);
        let days = known.closed().filter(|(from, to)| days_between(*from, *to) <= 366);
        self.days = days.or(self.days);
    }
}

/// What is known of a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) weekday: Option<Weekday>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) clock: Option<Clock>,
    pub(super) every: Option<Every>,
}

impl Known {
    pub(super) fn range(from: Date, to: Date) -> Self {
        Self { from: Some(from), to: Some(to), ..Self::default() }
    }

    pub(super) fn one(day: Date) -> Self {
        Self::range(day, day)
    }

    /// The day, when it is a single one.
    pub(super) fn single(&self) -> Option<Date> {
        self.from.filter(|_| self.from == self.to)
    }

    pub(super) fn closed(&self) -> Option<(Date, Date)> {
        Some((self.from?, self.to?)).filter(|(from, to)| from <= to)
    }
}

/// The days that a sense means; `None` when it is no time after all.
pub(super) fn resolve(sense: &Sense, around: &Around) -> Option<Known> {
    let published = around.published;
    let unknown = Some(Known::default());
    match sense {
        Sense::Day { year, month, day, weekday } => {
            let (month, day) = (*month, *day);
            let open = Known { month: Some(month), day: Some(day), ..Known::default() };
            let in_year = |year: i16| Date::new(year, month, day).ok();
            Some(yearless(&in_year, *year, *weekday, around).unwrap_or(open))
        }
        Sense::DayAlone { day, weekday, .. } => day_alone(*day, (*weekday)?, published),
        Sense::Months { year, first, count } => months(*year, *first, *count, around),
        Sense::Years { first, last } => {
            Some(Known::range(Date::new(*first, 1, 1).ok()?, Date::new(*last, 12, 31).ok()?))
        }
        Sense::Weekday(weekday) => Some(by_weekday(*weekday, around, 0)),
        Sense::InWeek { weekday, by } => {
            let Some(day) = published else { return Some(by_weekday(*weekday, around, 0)) };
            let monday = shift(day, Unit::Week, *by, false)?.from?;
            let there = monday.checked_add(i32::from(weekday.from_monday()).days()).ok()?;
            Some(Known::one(there))
        }
        Sense::Shift { unit, by, exact } => match published {
            Some(day) => shift(day, *unit, *by, *exact),
            None => unknown,
        },
        Sense::Stretch { unit, by } => {
            let Some(day) = published else { return unknown };
            let other = day.checked_add(length(*unit, *by)).ok()?;
            Some(Known::range(day.min(other), day.max(other)))
        }
        Sense::Toward { by, of } => toward(*by, of, around),
        Sense::Part { edge, of } => {
            let known = resolve(of, around)?;
            Some(known.closed().map_or(known, |(from, to)| part(*edge, from, to)))
        }
        Sense::Since(of) => since(of, around),
        Sense::AsEarly(of) => from_then(of, around, around.tense != Tense::Past),
        Sense::From(of) => from_then(of, around, false),
        Sense::Until(of) => {
            let known = resolve(of, around)?;
            Some(Known { to: known.to, ..Known::default() })
        }
        Sense::Before(of) => {
            let known = resolve(of, around)?;
            let through = matches!(**of, Sense::Part { edge: Edge::End, .. });
            let to = if through { known.to } else { known.from.and_then(|d| d.yesterday().ok()) };
            Some(Known { to, ..Known::default() })
        }
        Sense::After(of) => {
            let known = resolve(of, around)?;
            Some(Known { from: known.to.and_then(|d| d.tomorrow().ok()), ..Known::default() })
        }
        Sense::Between(a, b) | Sense::List(a, b) => between(a, b, around),
        Sense::Moved { unit, by, of } => {
            let day = resolve(of, around)?.single()?;
            day.checked_add(length(*unit, *by)).ok().map(Known::one)
        }
        Sense::Night(weekday) => {
            let known = by_weekday(*weekday, around, 0);
            Some(match known.from {
                Some(from) => Known::range(from, from.tomorrow().ok()?),
                None => known,
            })
        }
        Sense::At { of, clock } => {
            let days = of.as_ref().map_or(unknown, |of| resolve(of, around))?;
            Some(Known { clock: Some(*clock), ..days })
        }
        Sense::Every { every, weekday } => {
            Some(Known { every: Some(*every), weekday: *weekday, ..Known::default() })
        }
        Sense::Nothing => None,
        _ => near::resolve(sense, around),
    }
}

/// A day that every year has; `None` when no year is known.
pub(super) fn yearless(
    in_year: &dyn Fn(i16) -> Option<Date>,
    year: Option<i16>,
    weekday: Option<Weekday>,
    around: &Around,
) -> Option<Known> {
    if let Some(date) = year.and_then(in_year) {
        return Some(Known::one(date));
    }
    let published = around.published?;
    let here = published.year();
    let all = || (here - 1..=here + 1).filter_map(in_year);
    let mut on_weekday = all().filter(|d| weekday.is_some_and(|day| weekday_of(*d) == day));
    if let Some(date) = on_weekday.next() {
        return Some(Known::one(date));
    }
    let past = all().filter(|date| *date <= published).max();
    let next = all().find(|date| *date >= published);
    Some(choose(past, next, published, around.tense).map_or_else(Known::default, Known::one))
}

/// The last or the next of two days around the publication.
///
/// A day so far away that its year would have been written gives way to a near one.
fn choose(past: Option<Date>, next: Option<Date>, published: Date, tense: Tense) -> Option<Date> {
    let (Some(a), Some(b)) = (past, next) else { return past.or(next) };
    let (back, ahead) = (days_between(a, published), days_between(published, b));
    let is_past = match tense {
        Tense::Past => back <= 300 || ahead > 65,
        Tense::Future => ahead > 330 && back < 30,
        Tense::Unknown => back <= 240 || ahead > 125,
    };
    Some(if is_past { a } else { b })
}

/// « samedi 9 »: the nearest such day.
fn day_alone(day: i8, weekday: Weekday, published: Option<Date>) -> Option<Known> {
    let Some(published) = published else {
        return Some(Known { weekday: Some(weekday), ..Known::default() });
    };
    let near = (-45..=45).filter_map(|by: i32| published.checked_add(by.days()).ok());
    let fits = near.filter(|date| date.day() == day && weekday_of(*date) == weekday);
    fits.min_by_key(|date| days_between(*date, published).abs()).map(Known::one)
}

/// Months from a first one; a winter ends in the next year.
fn months(year: Option<i16>, first: i8, count: i8, around: &Around) -> Option<Known> {
    let in_year = |year: i16| month_range(year, first, count);
    if let Some(year) = year {
        // « l'hiver 2024 » may be either; the one that ends in it is kept with the one that begins.
        return in_year(year).map(|(from, to)| Known::range(from, to));
    }
    let Some(published) = around.published else {
        return Some(Known { month: (count == 1).then_some(first), ..Known::default() });
    };
    let here = published.year();
    let all = || (here - 2..=here + 2).filter_map(in_year);
    let past = all().filter(|(from, _)| *from <= published).max();
    let next = all().find(|(_, to)| *to >= published);
    // How long ago a period is, its end tells.
    let last = past.map(|(_, to)| to.min(published));
    let chosen = choose(last, next.map(|(from, _)| from), published, around.tense)?;
    let (from, to) = if past == next || last == Some(chosen) { past? } else { next? };
    Some(Known::range(from, to))
}

/// The weekday next to the publication: up to six days back, or ahead. `steps` of −1 and 1 mean
/// the one before and after that day itself.
fn by_weekday(weekday: Weekday, around: &Around, steps: i32) -> Known {
    let Some(published) = around.published else {
        return Known { weekday: Some(weekday), ..Known::default() };
    };
    let ahead =
        i32::from((weekday.from_monday() - weekday_of(published).from_monday()).rem_euclid(7));
    let by = match steps {
        -1 => ahead - 7,
        1 if ahead == 0 => 7,
        1 => ahead,
        _ if around.tense == Tense::Future || ahead == 0 => ahead,
        _ => ahead - 7,
    };
    published.checked_add(by.days()).map_or_else(|_| Known::default(), Known::one)
}

/// « juin dernier », « mardi prochain », « cet été ».
fn toward(by: i32, of: &Sense, around: &Around) -> Option<Known> {
    let Some(published) = around.published else { return resolve(of, around) };
    let range = |year: i16| match of {
        Sense::Months { year: None, first, count } => month_range(year, *first, *count),
        Sense::Day { year: None, month, day, .. } => {
            Date::new(year, *month, *day).ok().map(|d| (d, d))
        }
        Sense::Feast { year: None, code } => feast::day(*code, year).map(|d| (d, d)),
        _ => None,
    };
    let here = published.year();
    let mut all = (here - 2..=here + 2).filter_map(range);
    let found = match (of, by) {
        // "this Friday" is to come, but where the verb says otherwise.
        (Sense::Weekday(weekday), 0) if around.tense == Tense::Unknown => {
            return Some(by_weekday(*weekday, &Around { tense: Tense::Future, ..*around }, 0));
        }
        (Sense::Weekday(weekday), _) => return Some(by_weekday(*weekday, around, by)),
        (Sense::Months { .. } | Sense::Day { .. } | Sense::Feast { .. }, -1) => {
            all.filter(|(_, to)| *to < published).max()
        }
        (Sense::Months { .. } | Sense::Day { .. } | Sense::Feast { .. }, 1) => {
            all.find(|(from, _)| *from > published)
        }
        _ => return resolve(of, around),
    };
    found.map(|(from, to)| Known::range(from, to)).or_else(|| resolve(of, around))
}

/// From the start of a time on; « depuis trois ans » counts to the day.
fn since(of: &Sense, around: &Around) -> Option<Known> {
    if let Sense::Shift { unit, by, exact: true } = of
        && (*unit != Unit::Day || *by < -1)
    {
        let from = around.published?.checked_add(length(*unit, *by)).ok();
        return Some(Known { from, ..Known::default() });
    }
    let known = resolve(of, around)?;
    Some(Known { to: None, ..known })
}

/// A time and all after it, where it is to come or `lasts`; else that time alone.
fn from_then(of: &Sense, around: &Around, lasts: bool) -> Option<Known> {
    let known = resolve(of, around)?;
    let is_ahead = around.published.zip(known.from).is_some_and(|(day, from)| from > day);
    if lasts || is_ahead { since(of, around) } else { Some(known) }
}

/// Two times in order; a year that the first lacks is counted back from the second.
fn between(a: &Sense, b: &Sense, around: &Around) -> Option<Known> {
    let end = resolve(b, around)?;
    let before = match end.from {
        Some(date) => Around { published: Some(date), tense: Tense::Past, ..*around },
        None => *around,
    };
    let start = if is_yearless(a) { nearest_before(a, &before)? } else { resolve(a, around)? };
    let month = start.month.filter(|_| start.month == end.month);
    let day = start.day.filter(|_| start.day == end.day);
    let ordered = match (start.from, end.to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    let is_open = start.from.is_none() || end.to.is_none();
    ordered.then_some(Known {
        from: start.from.filter(|_| !is_open),
        to: end.to.filter(|_| !is_open),
        month,
        day,
        ..Known::default()
    })
}

/// Whether a year must be found for it.
fn is_yearless(of: &Sense) -> bool {
    match of {
        Sense::Day { year: None, .. }
        | Sense::Months { year: None, .. }
        | Sense::Feast { year: None, .. }
        | Sense::Weekday(_) => true,
        Sense::Part { of, .. } => is_yearless(of),
        _ => false,
    }
}

fn nearest_before(a: &Sense, around: &Around) -> Option<Known> {
    match around.published {
        Some(_) => {
            let mut near = resolve(a, around)?;
            if let (Some(from), Some(end)) = (near.from, around.published)
                && from > end
            {
                near.from = from.checked_sub(1.years()).ok();
            }
            Some(near)
        }
        None => resolve(a, around),
    }
}
