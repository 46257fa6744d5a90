//! The day of publication. Precision first: a wrong date is worse than none.

mod iso;
mod line;
mod spoken;

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
    fn addresses_with_a_whole_date_only() {
        let of = |url| in_address(url).map(|stamp| stamp.iso);
        assert_eq!(of("https://a.example/2026/04/14/blindes").as_deref(), Some("2026-04-14"));
        assert_eq!(of("https://a.example/x/2026-4-14-blindes").as_deref(), Some("2026-04-14"));
        assert_eq!(of("https://a.example/2026/04/"), None);
        assert_eq!(of("https://a.example/2026/13/40/"), None);
        assert_eq!(of("https://a.example/article?d=/2026/04/14/"), None);
    }
}
