//! Dates in words: « mardi 3 mars 2026 à 08h15 », "7 February 2026, 8.15 pm".

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use recoupe_model::Timestamp;

use super::{iso, whole_day};
use crate::tables::{DateWords, fold};

/// A piece of a line: letters and digits.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) folded: String,
    /// What stands between the word before and this one.
    pub(crate) gap: String,
}

/// A whole date among the words of a line.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its first word, the weekday if there is one.
    pub(crate) from: usize,
    /// The word after the last, the time included.
    pub(crate) to: usize,
    /// Whether a weekday is named.
    pub(crate) weekday: bool,
    pub(crate) stamp: Timestamp,
}

/// The words of a line.
pub(crate) fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut word, mut gap) = (String::new(), String::new());
    for c in line.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
        } else {
            if !word.is_empty() {
                let folded = fold(&word);
                words.push(Word { folded, gap: std::mem::take(&mut gap) });
                word.clear();
            }
            gap.push(c);
        }
    }
    words
}

/// A text that is a date and nothing else.
pub(crate) fn alone(given: &str, language: &str, known: &DateWords) -> Option<Timestamp> {
    let words = words(given);
    let found = dates(&words, known).into_iter().next();
    if let Some(found) = found {
        let before = words[..found.from].iter().all(|word| word.folded == "le");
        return (before && words.len() <= found.to + 1).then_some(found.stamp);
    }
    numeric(&words, language).map(whole_day)
}

/// 14/04/2026 is a day only where it cannot be another: in French, or past the twelfth.
fn numeric(words: &[Word], language: &str) -> Option<Date> {
    let [day, month, year] = words else { return None };
    let (first, second) = (small(&day.folded)?, small(&month.folded)?);
    let year = four(&year.folded)?;
    if first > 12 || language == "fr" || first == second {
        Date::new(year, second, first).ok()
    } else if second > 12 {
        Date::new(year, first, second).ok()
    } else {
        None
    }
}

/// All whole dates in a line, in order.
pub(crate) fn dates(words: &[Word], known: &DateWords) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((date, to)) = date_at(words, at, known) {
            let weekday = at > 0 && known.weekday.contains(&words[at - 1].folded);
            let (stamp, to) = with_time(date, words, to);
            found.push(Found { from: at - usize::from(weekday), to, weekday, stamp });
            at = to;
        } else {
            at += 1;
        }
    }
    found
}

fn date_at(words: &[Word], at: usize, known: &DateWords) -> Option<(Date, usize)> {
    let word = |ahead: usize| words.get(at + ahead).map(|word| word.folded.as_str());
    let month = |name: &str| known.month.get(name).copied();
    let (first, second, third) = (word(0)?, word(1)?, word(2)?);
    let year = four(third);
    let date = if let (Some(day), Some(month), Some(year)) = (ordinal(first), month(second), year) {
        Date::new(year, month, day)
    } else if let (Some(month), Some(day), Some(year)) = (month(first), ordinal(second), year) {
        Date::new(year, month, day)
    } else if let (Some(year), "/") = (year, words[at + 2].gap.as_str()) {
        // 04/05/2026 is a day only where it cannot be another.
        let (day, month) = (small(first)?, small(second)?);
        let french = at > 0 && words[at - 1].folded == "le";
        match () {
            () if day > 12 || french || day == month => Date::new(year, month, day),
            () if month > 12 => Date::new(year, day, month),
            () => return None,
        }
    } else {
        let (month, day) = (small(second)?, small(third)?);
        let dashed = words[at + 1].gap == "-" && words[at + 2].gap == "-";
        return dashed.then(|| Date::new(four(first)?, month, day).ok().map(|d| (d, at + 3)))?;
    };
    Some((date.ok()?, at + 3))
}

/// The time after a date: « à 08h15 », "18:00", "at 8.15 pm", with UTC or GMT or no zone.
fn with_time(date: Date, words: &[Word], to: usize) -> (Timestamp, usize) {
    let mut at = to;
    let word = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    while matches!(word(at), "à" | "a" | "at") && at < to + 1 {
        at += 1;
    }
    let Some((hour, minute, mut next)) = clock(words, at) else { return (whole_day(date), to) };
    let mut hour = hour;
    let half = match (word(next), word(next + 1)) {
        ("pm" | "am", _) => 1,
        ("p" | "a", "m") => 2,
        _ => 0,
    };
    if half > 0 {
        hour = hour % 12 + if word(next).starts_with('p') { 12 } else { 0 };
        next += half;
    }
    let named = matches!(word(next), "utc" | "gmt");
    let zone = if named { iso::Zone::Known(Offset::UTC) } else { iso::Zone::Unsaid };
    next += usize::from(named);
    match Time::new(hour, minute, 0, 0) {
        Ok(time) => (iso::stamp(date, time, zone), next),
        Err(_) => (whole_day(date), to),
    }
}

/// Hours and minutes, and the word after them.
fn clock(words: &[Word], at: usize) -> Option<(i8, i8, usize)> {
    let first = &words.get(at)?.folded;
    if let Some((hour, minute)) = first.split_once('h') {
        let minute = if minute.is_empty() { Some(0) } else { small(minute) };
        let spread = || words.get(at + 1).and_then(|next| small(&next.folded));
        let late = minute == Some(0) && words.get(at + 1).is_some_and(|next| next.gap == " ");
        let (minute, next) = match (late, spread()) {
            (true, Some(minute)) => (minute, at + 2),
            _ => (minute?, at + 1),
        };
        return Some((small(hour)?, minute, next));
    }
    let second = words.get(at + 1)?;
    let hour = small(first)?;
    if second.folded == "h" || second.folded == "heures" {
        let minute = words.get(at + 2).and_then(|minute| small(&minute.folded));
        return Some((hour, minute.unwrap_or(0), at + 2 + usize::from(minute.is_some())));
    }
    if matches!(second.gap.as_str(), ":" | ".") && second.folded.len() == 2 {
        return Some((hour, small(&second.folded)?, at + 2));
    }
    // "5:00PM": the half of the day without a space.
    if let (":" | ".", Some((minute, half))) =
        (second.gap.as_str(), second.folded.split_at_checked(2))
    {
        let hour = match half {
            "pm" => hour % 12 + 12,
            "am" => hour % 12,
            _ => return None,
        };
        return Some((hour, small(minute)?, at + 2));
    }
    matches!(second.folded.as_str(), "pm" | "am").then_some((hour, 0, at + 1))
}

/// 3, 03, 1er, 2nd, 14th.
fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    matches!(&word[digits.len()..], "" | "er" | "st" | "nd" | "rd" | "th")
        .then(|| small(digits))
        .flatten()
}

fn small(digits: &str) -> Option<i8> {
    (digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn four(digits: &str) -> Option<i16> {
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|y| (1900..=2100).contains(y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    fn of(line: &str) -> Vec<String> {
        let known = Tables::embedded().dates;
        dates(&words(line), &known).into_iter().map(|found| found.stamp.iso).collect()
    }

    #[test]
    fn dates_and_times_in_both_languages() {
        assert_eq!(of("Publié le mardi 3 mars 2026 à 08h15"), ["2026-03-03T08:15:00"]);
        assert_eq!(
            of("le 1er févr. 2026, 18 h 05, mis à jour le 2 fév. 2026 à 9h"),
            ["2026-02-01T18:05:00", "2026-02-02T09:00:00"]
        );
        assert_eq!(of("Posted 7 February 2026, 8.15 pm"), ["2026-02-07T20:15:00"]);
        assert_eq!(of("February 7, 2026 at 12:05 a.m. GMT"), ["2026-02-07T00:05:00Z"]);
        assert_eq!(of("January 22, 2031 at 5:07PM CST"), ["2031-01-22T17:07:00"]);
        assert_eq!(of("8 February 2026, 18:00 local time"), ["2026-02-08T18:00:00"]);
        assert_eq!(of("en mars 2026, 12 morts; 31 février 2026"), Vec::<String>::new());
    }

    #[test]
    fn a_numeric_date_is_read_only_when_it_has_one_meaning() {
        let known = Tables::embedded().dates;
        let of = |given, language| alone(given, language, &known).map(|stamp| stamp.iso);
        assert_eq!(of("14/04/2026", "en").as_deref(), Some("2026-04-14"));
        assert_eq!(of("04/05/2026", "en"), None);
        assert_eq!(of("04/05/2026", "fr").as_deref(), Some("2026-05-04"));
        assert_eq!(of("le 3 mars 2026", "fr").as_deref(), Some("2026-03-03"));
        assert_eq!(of("le 3 mars 2026 il a signé", "fr"), None);
    }
}
