//! Dates as other programs read them: the Extended Date/Time Format (ISO 8601-2).
//!
//! | known | written |
//! |---|---|
//! | a day, a whole month, a whole year | `2024-11-11`, `2024-06`, `2024` |
//! | a stretch of days | `2024-06-01/2024-06-10`, `2024-03/2024-05` |
//! | since, until | `2019/..`, `../2019-03-02` |
//! | a year that was reasoned out | `2024?-11-11`: the mark stands at the year alone |
//! | a day or month without a year | `XXXX-11-09`, `XXXX-11` |
//! | published on one of these days | `[2024-12-01..2025-01-06]`, `[2024-12-01..]` |
//!
//! A weekday without a date has no such form and is not written at all. No time of ours is
//! approximate (`~`): « vers le 10 juin » is a stretch of days.

use crate::wire::v1::{Article, Range, Time};

/// A day of the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Day {
    year: i32,
    month: u32,
    number: u32,
}

impl Day {
    /// Of `2024-11-11` or a moment that begins so; `None` for anything else, so that no word of
    /// a foreign dossier gets into a date.
    fn parse(iso: &str) -> Option<Self> {
        let (sign, rest) = iso.strip_prefix('-').map_or((1, iso), |rest| (-1, rest));
        let date = rest.split(['T', 't', ' ']).next()?;
        let mut parts = date.splitn(3, '-');
        let mut number = |digits: std::ops::RangeInclusive<usize>| {
            let part = parts.next()?;
            let is_plain = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            is_plain.then(|| part.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = (number(4..=6)?, number(2..=2)?, number(2..=2)?);
        let year = sign * i32::try_from(year).ok()?;
        let known = (-9999..=9999).contains(&year) && (1..=12).contains(&month);
        (known && (1..=last(year, month)).contains(&day)).then_some(Self {
            year,
            month,
            number: day,
        })
    }

    fn ends_month(self) -> bool {
        self.number == last(self.year, self.month)
    }
}

fn last(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A time of a claim or position.
pub(crate) fn time(it: &Time) -> Option<String> {
    let from = it.from.as_deref().and_then(Day::parse);
    let to = it.to.as_deref().and_then(Day::parse);
    if from.is_some() || to.is_some() {
        return Some(stretch(from, to, it.inferred));
    }
    let digits = |s: &str, at: &[usize]| at.iter().all(|n| s.as_bytes()[*n].is_ascii_digit());
    if let Some(day) = it.month_day.as_deref() {
        let plain = day.len() == 5 && digits(day, &[0, 1, 3, 4]) && day.as_bytes()[2] == b'-';
        return plain.then(|| format!("XXXX-{day}"));
    }
    it.month.filter(|month| (1..=12).contains(month)).map(|month| format!("XXXX-{month:02}"))
}

/// Two ends as the wire has them; `None` when neither is a day.
pub(crate) fn interval(from: Option<&str>, to: Option<&str>) -> Option<String> {
    let (from, to) = (from.and_then(Day::parse), to.and_then(Day::parse));
    (from.is_some() || to.is_some()).then(|| stretch(from, to, false))
}

/// When an article was published: its day, or one of the days that it must have been.
pub(crate) fn published(it: &Article) -> Option<String> {
    let told = it.published.as_deref().and_then(Day::parse);
    told.map(|day| point(day, Grain::Day, false)).or_else(|| {
        let Range { from, to } = it.published_inferred.as_ref()?;
        let day = |it: &Option<String>| it.as_deref().and_then(Day::parse);
        let (from, to) = (day(from), day(to));
        let text = |it: Option<Day>| it.map_or(String::new(), |it| point(it, Grain::Day, false));
        (from.is_some() || to.is_some()).then(|| format!("[{}..{}]", text(from), text(to)))
    })
}

/// How much of a day is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Day,
    Month,
    Year,
}

fn point(it: Day, grain: Grain, guessed: bool) -> String {
    let sign = if it.year < 0 { "-" } else { "" };
    let mark = if guessed { "?" } else { "" };
    let mut out = format!("{sign}{:04}{mark}", it.year.abs());
    if grain != Grain::Year {
        put!(out, "-{:02}", it.month);
    }
    if grain == Grain::Day {
        put!(out, "-{:02}", it.number);
    }
    out
}

fn stretch(from: Option<Day>, to: Option<Day>, guessed: bool) -> String {
    let starts = |it: Day| match (it.month, it.number) {
        (1, 1) => Grain::Year,
        (_, 1) => Grain::Month,
        _ => Grain::Day,
    };
    let ends = |it: Day| match (it.month, it.ends_month()) {
        (12, true) => Grain::Year,
        (_, true) => Grain::Month,
        _ => Grain::Day,
    };
    let finer = |a: Grain, b: Grain| match (a, b) {
        (Grain::Day, _) | (_, Grain::Day) => Grain::Day,
        (Grain::Month, _) | (_, Grain::Month) => Grain::Month,
        _ => Grain::Year,
    };
    match (from, to) {
        (Some(from), Some(to)) if from == to => point(from, Grain::Day, guessed),
        (Some(from), Some(to)) => {
            let grain = finer(starts(from), ends(to));
            let (first, second) = (point(from, grain, guessed), point(to, grain, guessed));
            if first == second { first } else { format!("{first}/{second}") }
        }
        (Some(from), None) => format!("{}/..", point(from, starts(from), guessed)),
        (None, Some(to)) => format!("../{}", point(to, Grain::Day, guessed)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(from: &str, to: &str) -> Option<String> {
        let end = |it: &'static str| (!it.is_empty()).then_some(it);
        interval(end(from.to_owned().leak()), end(to.to_owned().leak()))
    }

    fn undated() -> Time {
        Time {
            from: None,
            to: None,
            text: "un jour".into(),
            weekday: None,
            month_day: None,
            month: None,
            inferred: false,
            start: None,
            end: None,
        }
    }

    #[test]
    fn an_interval_is_as_fine_as_its_ends() {
        let written = |from: &str, to: &str| between(from, to).unwrap();
        assert_eq!(written("2024-11-11", "2024-11-11"), "2024-11-11");
        assert_eq!(written("2024-06-01", "2024-06-30"), "2024-06");
        assert_eq!(written("2023-02-01", "2023-02-28"), "2023-02");
        assert_eq!(written("2024-02-01", "2024-02-28"), "2024-02-01/2024-02-28");
        assert_eq!(written("2024-01-01", "2024-12-31"), "2024");
        assert_eq!(written("2019-01-01", "2024-12-31"), "2019/2024");
        assert_eq!(written("2024-03-01", "2024-05-31"), "2024-03/2024-05");
        assert_eq!(written("2024-06-01", "2024-06-10"), "2024-06-01/2024-06-10");
    }

    #[test]
    fn open_ends_are_dots() {
        assert_eq!(between("2019-01-01", "").unwrap(), "2019/..");
        assert_eq!(between("2019-03-02", "").unwrap(), "2019-03-02/..");
        assert_eq!(between("", "2019-03-31").unwrap(), "../2019-03-31");
        assert_eq!(between("", ""), None);
    }

    #[test]
    fn what_is_reasoned_out_or_unknown_is_marked() {
        let mut it = undated();
        assert_eq!(time(&it), None);
        it.weekday = Some("monday".into());
        assert_eq!(time(&it), None);
        it.month = Some(11);
        assert_eq!(time(&it).unwrap(), "XXXX-11");
        it.month_day = Some("11-09".into());
        assert_eq!(time(&it).unwrap(), "XXXX-11-09");
        (it.from, it.inferred) = (Some("2024-11-09".into()), true);
        it.to.clone_from(&it.from);
        assert_eq!(time(&it).unwrap(), "2024?-11-09");
    }

    #[test]
    fn no_words_become_a_date() {
        assert_eq!(between("\" onload=\"", "2024-13-01"), None);
        assert_eq!(between("2024-02-30", "20245-1-1"), None);
        assert_eq!(between("-0044-03-15", "-0044-03-15").unwrap(), "-0044-03-15");
        let mut it = undated();
        it.month_day = Some("1</a>".into());
        assert_eq!(time(&it), None);
        it.month_day = Some("é1-1é".into());
        assert_eq!(time(&it), None);
    }

    #[test]
    fn a_publication_on_an_unknown_day_is_one_of_several() {
        let dossier = crate::wire::v1::Dossier::from(&crate::fixture::dossier());
        assert_eq!(published(&dossier.articles[0]).unwrap(), "2026-03-04");
        let open = published(&dossier.articles[3]).unwrap();
        assert!(open.starts_with('[') && open.ends_with("..]"), "{open}");
    }
}
