//! The day of publication. Precision first: a wrong date is worse than none.

mod iso;
mod line;
mod spoken;

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;
use recoupe_model::Timestamp;

use crate::tables::DateWords;

pub(crate) use line::{Stamp, ends_updated, heading, only, stamp, within};

/// A date that metadata states: ISO 8601, RFC 2822, or in words and nothing else.
pub(crate) fn stated(given: &str, language: &str, words: &DateWords) -> Option<Timestamp> {
    iso::read(given).or_else(|| spoken::alone(given, language, words))
}

/// Whether a text is a date.
pub(crate) fn is_stated(given: &str, words: &DateWords) -> bool {
    stated(given, "fr", words).is_some()
}

/// A line in which days in figures, « 07/05/2031 » or « 07.05.2031 », are written as ISO dates, where
/// the language that the page states says which of them is the month.
pub(crate) fn in_order<'a>(line: &'a str, language: Option<&str>) -> Cow<'a, str> {
    let language = language.map(str::to_ascii_lowercase).unwrap_or_default();
    let language = language.replace('_', "-");
    let month_first = language == "en-us";
    let day_first = !language.starts_with("en") && !language.is_empty()
        || ["en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"].contains(&language.as_str());
    if !(month_first || day_first) || line.len() > 400 {
        return Cow::Borrowed(line);
    }
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let one = digits(&rest[at..]);
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some((first, second, year, used)) = figures(from) {
            let (day, month) = if month_first { (second, first) } else { (first, second) };
            let _ = write!(out, "{year}-{month:02}-{day:02}");
            rest = &from[used..];
        } else {
            out.push_str(&from[..one]);
            rest = &from[one..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Two numbers and a year, with bars or dots between them, at the beginning of a text; and how long
/// they are.
fn figures(text: &str) -> Option<(u8, u8, u16, usize)> {
    let mut parts = text.splitn(3, ['/', '.']);
    let (first, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let year = rest.get(..4)?;
    let marks =
        [text.as_bytes().get(first.len())?, text.as_bytes().get(first.len() + 1 + second.len())?];
    let small = |part: &str| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u8>().ok()).flatten()
    };
    let whole = !rest[4..].starts_with(|c: char| c.is_ascii_digit());
    let year = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let used = first.len() + second.len() + 6;
    (marks[0] == marks[1] && whole).then_some((small(first)?, small(second)?, year, used))
}

/// Whether a text is the first day of some clock, which data bases write where they know no day.
pub(crate) fn is_placeholder(given: &str) -> bool {
    let day = given.trim_start().get(..10).unwrap_or("");
    matches!(day, "1970-01-01" | "1900-01-01" | "0001-01-01" | "0000-00-00")
}

/// The date in an address such as `/2026/04/14/` or `/2026-04-14-`.
pub(crate) fn in_address(url: &str) -> Option<Timestamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or("");
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let by_folders = parts.windows(3).find_map(|part| day(part[0], part[1], part[2]));
    let by_dashes = || {
        parts.iter().find_map(|part| {
            let mut digits = part.splitn(4, '-');
            day(digits.next()?, digits.next()?, digits.next()?)
        })
    };
    by_folders.or_else(by_dashes).map(whole_day)
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |part: &str| part.len() <= 2 && !part.is_empty();
    if year.len() != 4 || !digits(month) || !digits(day) {
        return None;
    }
    let year = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A stamp that gives the day alone.
fn whole_day(date: Date) -> Timestamp {
    Timestamp { date, iso: date.to_string(), instant: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_the_order_of_the_language() {
        let of = |line, language| in_order(line, language).into_owned();
        assert_eq!(of("Créé le 07.05.2031 à 18:04", Some("fr")), "Créé le 2031-05-07 à 18:04");
        assert_eq!(of("07/05/2031, 08/05/2031", Some("en-GB")), "2031-05-07, 2031-05-08");
        assert_eq!(of("5/7/2031", Some("en_US")), "2031-05-07");
        for line in ["1.2.20311", "12/2031", "1.234.5678 €", "8.15.2031.7", "é07/05"] {
            let kept = of(line, Some("en"));
            assert_eq!(kept, line);
            let _ = of(line, Some("fr"));
        }
        assert_eq!(of("07/05.2031 et 112/05/2031", Some("fr")), "07/05.2031 et 112/05/2031");
    }

    #[test]
    fn addresses_with_a_whole_date_only() {
        let of = |url| in_address(url).map(|stamp| stamp.iso);
        assert_eq!(of("https://a.example/2026/04/14/blindes").as_deref(), Some("2026-04-14"));
        assert_eq!(of("https://a.example/x/2026-4-14-blindes").as_deref(), Some("2026-04-14"));
        assert_eq!(of("https://a.example/2026/04/"), None);
        assert_eq!(of("https://a.example/2026/13/40/"), None);
        assert_eq!(of("https://a.example/article?d=/2026/04/14/"), None);
    }
}
