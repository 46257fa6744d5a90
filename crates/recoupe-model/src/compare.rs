//! How two values stand to each other: the same, one inside the other, or apart.
//!
//! Only what needs no knowledge of the world is here. Whatever is not known to exclude the
//! other is not apart: what says less never contradicts what says more.

use jiff::civil::Date;

use crate::{Quantity, Time, Weekday};

/// How a value stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// They say the same.
    Same,
    /// The first holds the second: it says less.
    Wider,
    /// The second holds the first.
    Narrower,
    /// Both can be true together.
    Overlap,
    /// One of them says nothing that could be held against the other.
    Open,
    /// They cannot both be true of one happening.
    Apart,
}

impl Fit {
    /// The same, seen from the other value.
    #[must_use]
    pub const fn flip(self) -> Self {
        match self {
            Self::Wider => Self::Narrower,
            Self::Narrower => Self::Wider,
            other => other,
        }
    }

    /// Whether they exclude each other.
    pub const fn is_apart(self) -> bool {
        matches!(self, Self::Apart)
    }

    /// Whether one supports the other, rather than merely not excluding it.
    pub const fn supports(self) -> bool {
        matches!(self, Self::Same | Self::Wider | Self::Narrower | Self::Overlap)
    }

    fn of_intervals<T: PartialOrd + Copy>(
        a: (Option<T>, Option<T>),
        b: (Option<T>, Option<T>),
    ) -> Self {
        let before =
            |end: Option<T>, start: Option<T>| matches!((end, start), (Some(e), Some(s)) if e < s);
        if before(a.1, b.0) || before(b.1, a.0) {
            return Self::Apart;
        }
        let starts_by = |x: Option<T>, y: Option<T>| match (x, y) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(x), Some(y)) => x <= y,
        };
        let ends_by = |x: Option<T>, y: Option<T>| match (x, y) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(x), Some(y)) => x <= y,
        };
        let holds = starts_by(a.0, b.0) && ends_by(b.1, a.1);
        let is_held = starts_by(b.0, a.0) && ends_by(a.1, b.1);
        match (holds, is_held) {
            (true, true) => Self::Same,
            (true, false) => Self::Wider,
            (false, true) => Self::Narrower,
            (false, false) => Self::Overlap,
        }
    }
}

impl Time {
    /// How two times stand to each other. Month and day compare even where no year is known;
    /// a weekday whose date is not known excludes nothing.
    pub fn fit(&self, other: &Self) -> Fit {
        match (self.is_dated(), other.is_dated()) {
            (true, true) => Fit::of_intervals((self.from, self.to), (other.from, other.to)),
            (true, false) => other.fit_dated(self).flip(),
            (false, true) => self.fit_dated(other),
            (false, false) => self.fit_undated(other),
        }
    }

    /// How two times of one happening told in two places stand to each other: neighbouring days
    /// exclude each other only when both are written as days of a month, for a « jeudi soir »
    /// here is a Friday there.
    pub fn fit_across_midnight(&self, other: &Self) -> Fit {
        let fit = self.fit(other);
        let is_next = |x: &Self, y: &Self| match (x.to, y.from) {
            (Some(end), Some(start)) => end.tomorrow().is_ok_and(|next| next == start),
            _ => false,
        };
        let are_days = self.days() == Some(1) && other.days() == Some(1);
        let are_neighbours = are_days && (is_next(self, other) || is_next(other, self));
        if fit.is_apart() && are_neighbours && !(self.names_its_day() && other.names_its_day()) {
            return Fit::Overlap;
        }
        fit
    }

    /// Whether the day stands in the words, and no clock of another time zone beside it.
    fn names_its_day(&self) -> bool {
        let Some(day) = self.from.map(|from| from.day().to_string()) else { return false };
        let mut numbers = self.text.split(|letter: char| !letter.is_ascii_digit());
        let has_clock = ["GMT", "UTC", ":"].iter().any(|clock| self.text.contains(clock));
        !has_clock && numbers.any(|number| number.trim_start_matches('0') == day)
    }

    fn fit_undated(&self, other: &Self) -> Fit {
        match (self.month, other.month) {
            (Some(a), Some(b)) if a != b => Fit::Apart,
            (Some(_), Some(_)) => match (self.day, other.day) {
                (Some(a), Some(b)) if a != b => Fit::Apart,
                (Some(_), Some(_)) | (None, None) => Fit::Same,
                (None, Some(_)) => Fit::Wider,
                (Some(_), None) => Fit::Narrower,
            },
            _ => Fit::Open,
        }
    }

    fn fit_dated(&self, dated: &Self) -> Fit {
        let (Some(from), Some(to)) = (dated.from, dated.to) else { return Fit::Open };
        if let Some(month) = self.month {
            let mut years = from.year()..=to.year().min(from.year().saturating_add(400));
            let meets = years.any(|year| {
                self.in_year(year, month).is_some_and(|(first, last)| first <= to && last >= from)
            });
            return if meets { Fit::Overlap } else { Fit::Apart };
        }
        match self.weekday {
            Some(weekday) if holds_weekday(from, to, weekday) => Fit::Overlap,
            _ => Fit::Open,
        }
    }

    fn in_year(&self, year: i16, month: i8) -> Option<(Date, Date)> {
        let first = Date::new(year, month, self.day.unwrap_or(1)).ok()?;
        let last = if self.day.is_some() { first } else { first.last_of_month() };
        Some((first, last))
    }

    /// The same time with its year, when only that was not known.
    #[must_use]
    pub fn with_year(&self, year: i16) -> Option<Self> {
        if self.is_dated() {
            return None;
        }
        let (from, to) = self.in_year(year, self.month?)?;
        Some(Self {
            from: Some(from),
            to: Some(to),
            month: None,
            day: None,
            inferred: true,
            ..self.clone()
        })
    }

    /// Days from first to last, both counted; `None` when an end is open.
    pub fn days(&self) -> Option<i32> {
        let (from, to) = (self.from?, self.to?);
        from.until(to).ok().map(|span| span.get_days() + 1)
    }
}

fn holds_weekday(from: Date, to: Date, weekday: Weekday) -> bool {
    let mut day = from;
    for _ in 0..7 {
        if day > to {
            return false;
        }
        if day.weekday().to_monday_zero_offset() == weekday.from_monday() {
            return true;
        }
        let Ok(next) = day.tomorrow() else { return false };
        day = next;
    }
    false
}

impl Quantity {
    /// How two amounts of one unit stand to each other; the caller sees to the unit.
    ///
    /// An approximate amount spans 10 % either way, and a round number of a hundred or more
    /// does not exclude the number that it rounds.
    pub fn fit(&self, other: &Self) -> Fit {
        let fit = Fit::of_intervals(self.bounds(), other.bounds());
        if fit.is_apart() && self.rounds(other) { Fit::Overlap } else { fit }
    }

    /// The interval that the amount spans.
    pub fn bounds(&self) -> (Option<f64>, Option<f64>) {
        if !self.approximate {
            return (self.low, self.high);
        }
        (self.low.map(|low| low * 0.9), self.high.map(|high| high * 1.1))
    }

    /// The number that stands for the amount in a count that grows.
    pub fn point(&self) -> Option<f64> {
        self.low.or(self.high)
    }

    fn rounds(&self, other: &Self) -> bool {
        let exact = |it: &Self| it.low.filter(|_| it.low == it.high);
        let (Some(a), Some(b)) = (exact(self), exact(other)) else { return false };
        if a < 100.0 || b < 100.0 {
            return false;
        }
        (a - b).abs() <= last_digit(a).max(last_digit(b)) / 2.0
    }
}

/// The worth of the last digit that is not zero: 100 for 1200. Never above a tenth of it, so
/// that 1000 does not stand for 1400.
fn last_digit(number: f64) -> f64 {
    let mut worth = 1.0;
    while worth * 100.0 <= number && number % (worth * 10.0) == 0.0 {
        worth *= 10.0;
    }
    worth
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(from: Date, to: Date) -> Time {
        Time { from: Some(from), to: Some(to), ..Time::default() }
    }

    fn month(month: i8, day: Option<i8>) -> Time {
        Time { month: Some(month), day, ..Time::default() }
    }

    fn number(low: f64, high: Option<f64>, approximate: bool) -> Quantity {
        let (unit, text, span) = ("soldier".into(), String::new(), crate::Span::default());
        Quantity { low: Some(low), high, unit, approximate, text, span }
    }

    #[test]
    fn a_month_holds_its_days_and_excludes_others() {
        let november = days(date(2024, 11, 1), date(2024, 11, 30));
        let eleventh = days(date(2024, 11, 11), date(2024, 11, 11));
        let fourth = days(date(2024, 12, 4), date(2024, 12, 4));
        assert_eq!(november.fit(&eleventh), Fit::Wider);
        assert_eq!(eleventh.fit(&november), Fit::Narrower);
        assert_eq!(eleventh.fit(&fourth), Fit::Apart);
        assert_eq!(days(date(2022, 1, 1), date(2024, 12, 31)).fit(&fourth), Fit::Wider);
    }

    #[test]
    fn month_and_day_compare_without_a_year() {
        let eleventh = month(11, Some(11));
        assert_eq!(eleventh.fit(&days(date(2024, 12, 4), date(2024, 12, 4))), Fit::Apart);
        assert_eq!(eleventh.fit(&days(date(2024, 11, 11), date(2024, 11, 11))), Fit::Overlap);
        assert_eq!(eleventh.fit(&days(date(2024, 1, 1), date(2024, 12, 31))), Fit::Overlap);
        assert_eq!(month(11, None).fit(&eleventh), Fit::Wider);
        assert_eq!(month(6, None).fit(&eleventh), Fit::Apart);
    }

    #[test]
    fn an_unknown_thursday_excludes_nothing() {
        let thursday = Time { weekday: Some(Weekday::Thursday), ..Time::default() };
        let december = days(date(2024, 12, 1), date(2024, 12, 31));
        assert_eq!(thursday.fit(&december), Fit::Overlap);
        assert_eq!(thursday.fit(&days(date(2024, 12, 4), date(2024, 12, 4))), Fit::Open);
    }

    #[test]
    fn a_year_completes_a_month() {
        let june = month(6, None).with_year(2024).unwrap();
        assert_eq!((june.from, june.to), (Some(date(2024, 6, 1)), Some(date(2024, 6, 30))));
        assert!(june.inferred);
        assert_eq!(month(2, Some(29)).with_year(2023), None);
    }

    #[test]
    fn amounts_compare_by_what_they_span() {
        let more = number(10_000.0, None, false);
        let nearly = number(11_000.0, Some(11_000.0), true);
        assert!(more.fit(&nearly).supports());
        assert_eq!(number(50.0, Some(50.0), true).fit(&number(40.0, Some(40.0), true)), Fit::Apart);
        assert_eq!(number(6.4, Some(6.4), false).fit(&number(6.8, Some(6.8), false)), Fit::Apart);
    }

    #[test]
    fn a_round_number_does_not_exclude_the_exact_one() {
        let exactly = |it: f64| number(it, Some(it), false);
        assert_eq!(exactly(1200.0).fit(&exactly(1187.0)), Fit::Overlap);
        assert_eq!(exactly(1000.0).fit(&exactly(1400.0)), Fit::Apart);
        assert_eq!(exactly(10.0).fit(&exactly(14.0)), Fit::Apart);
    }
}
