//! Lines of a page that tell when it was published, or only when it was changed.

use recoupe_model::Timestamp;

use super::spoken::{self, Found, Word};
use crate::tables::DateWords;

/// What a line says about the article's own date.
#[derive(Debug, PartialEq)]
pub(crate) enum Stamp {
    /// Published then.
    Published(Timestamp),
    /// Only changed then: no date of publication, and no line of the article either.
    Updated,
    /// It is not such a line.
    None,
}

/// The most words beside the date and its cues in a line that is not a sentence.
const OTHER_WORDS: usize = 7;

/// Reads a line such as « Publié le mardi 3 mars 2026 à 08h15 », "By A. Roux, 3 March 2026" or
/// a date alone.
pub(crate) fn stamp(line: &str, known: &DateWords) -> Stamp {
    if line.len() > 240 {
        return Stamp::None;
    }
    let words = spoken::words(line);
    let dates = spoken::dates(&words, known);
    let Some(first) = dates.first() else { return dateless(line, &words, known) };
    let words = without_reading(words, dates.last().map_or(0, |found| found.to), known);
    let dated: usize = dates.iter().map(|found| found.to - found.from).sum();
    let last = dates.last().map_or(0, |found| found.to);
    let breaks = |word: &Word| word.gap.contains(['|', '·', '•', '—', '–']);
    let until = words[last..].iter().position(|word| is_cue(word, known) || breaks(word));
    let after = until.unwrap_or(words.len() - last);
    if last + after - dated > OTHER_WORDS + dates.len() * 2
        || after > 4
        || words.len() > last + after + 8
    {
        return Stamp::None;
    }
    // "17:05, 16 March 2032": the clock first.
    let clock = words[..first.from].iter().all(|word| is_clock(&word.folded));
    if clock && first.from <= 4 && after == 0 && dates.len() == 1 {
        return published_at(dates);
    }
    let alone = first.from <= 1 && !words[..first.from].iter().any(|word| is_cue(word, known));
    if alone && after <= 3 && (first.from == 0 || matches!(words[0].folded.as_str(), "le" | "on")) {
        return published_at(dates);
    }
    let kicked = is_kicked(&words, first, known);
    if (kicked || is_placed(line, first.from)) && after == 0 && dates.len() == 1 {
        return published_at(dates);
    }
    // « Par arrêté du 3 mars 2026, chasse interdite. » is a sentence.
    if after > 0 && line.ends_with('.') {
        return Stamp::None;
    }
    let name =
        line.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let by = name && words.first().is_some_and(|word| known.by.contains(&word.folded));
    if !by && !words[..first.from].iter().take(2).any(|word| is_cue(word, known)) {
        return after_break(&words, first, known).map_or(Stamp::None, |()| published_at(dates));
    }
    let mut from = 0;
    let mut updated = false;
    for found in dates {
        let cue = words[from..found.from].iter().rev().find(|word| is_cue(word, known));
        from = found.to;
        match cue {
            Some(cue) if known.updated.contains(&cue.folded) => updated = true,
            Some(_) => return Stamp::Published(found.stamp),
            None if by && !updated => return Stamp::Published(found.stamp),
            None => {}
        }
    }
    Stamp::Updated
}

/// The words without those at the end that tell how long reading takes: « Temps de lecture : 3 min ».
fn without_reading(mut words: Vec<Word>, from: usize, known: &DateWords) -> Vec<Word> {
    let told = |word: &Word| {
        known.reading.contains(&word.folded) || word.folded.bytes().all(|b| b.is_ascii_digit())
    };
    let begin = words.iter().rposition(|word| !told(word)).map_or(0, |at| at + 1).max(from);
    let tells = words[begin..].iter().any(|word| known.reading.contains(&word.folded));
    if tells {
        words.truncate(begin);
    }
    words
}

/// The date that follows a word of publication inside a box of such things: « De : ministère.
/// Publié le 3 mars 2026. Lecture : 2 min ».
pub(crate) fn within(text: &str, known: &DateWords) -> Option<Timestamp> {
    let words = spoken::words(crate::sniff::prefix(text, 600));
    let dates = spoken::dates(&words, known);
    dates.into_iter().find_map(|found| {
        let before = &words[found.from.saturating_sub(4)..found.from];
        let cue = before.iter().rev().find(|word| is_cue(word, known))?;
        known.published.contains(&cue.folded).then_some(found.stamp)
    })
}

/// The one day in a short line that is no sentence and does not speak of a change: who signs, for
/// whom, when, how long it takes to read.
pub(crate) fn only(line: &str, known: &DateWords) -> Option<Timestamp> {
    if line.len() > 200 || line.ends_with(['.', '?', '!', ':']) {
        return None;
    }
    let words = spoken::words(line);
    let mut dates = spoken::dates(&words, known);
    let found = dates.pop().filter(|_| dates.is_empty())?;
    let others = words.len() - (found.to - found.from);
    let changed = words[..found.from].iter().any(|word| known.updated.contains(&word.folded));
    (others <= 16 && !changed).then_some(found.stamp)
}

/// Whether words end with one that speaks of a change: « Mis à jour le ».
pub(crate) fn ends_updated(before: &str, known: &DateWords) -> bool {
    let words = spoken::words(before);
    let cue = words.iter().rev().take(4).find(|word| is_cue(word, known));
    cue.is_some_and(|word| known.updated.contains(&word.folded))
}

/// A part of a time of the day: 17, 05, 17h05, pm, GMT.
fn is_clock(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let hours = (1..=4).contains(&digits) && word.bytes().all(|b| b.is_ascii_digit() || b == b'h');
    hours || matches!(word, "am" | "pm" | "gmt" | "utc" | "bst" | "cet" | "cest")
}

/// « Communiqué - 3 mars 2026 »: what the page is, a dash, the day. « Kyiv - 24 février 2022 » is
/// about another day.
fn is_kicked(words: &[Word], first: &Found, known: &DateWords) -> bool {
    let gap = &words[first.from].gap;
    let dash = gap.contains(['—', '–', '|', '·', '•']) || gap.contains(" - ");
    let before = &words[..first.from];
    (1..=3).contains(&before.len())
        && dash
        && before.iter().all(|word| known.kicker.contains(&word.folded))
}

/// « Varnes, le 3 mars 2026 »: a place, a comma, the day, as letters and statements begin.
fn is_placed(line: &str, before: usize) -> bool {
    let place = line.split(',').next().unwrap_or("");
    let capital = place.split([' ', '-']).all(|word| word.starts_with(char::is_uppercase));
    let whole = line.ends_with(|c: char| c.is_ascii_digit());
    (1..=4).contains(&before) && line.matches(',').count() == 1 && capital && whole
}

/// « Rédaction | Publié le 3 mars 2026 »: the cue may follow a break in the line.
fn after_break(words: &[Word], first: &Found, known: &DateWords) -> Option<()> {
    let cue =
        words[..first.from].iter().rposition(|word| known.published.contains(&word.folded))?;
    let breaks = words[cue].gap.contains(['|', '·', '•', '—', '–']);
    (breaks && first.from - cue <= 4).then_some(())
}

/// « Mis à jour à 9h »: about the page, without a day.
fn dateless(line: &str, words: &[Word], known: &DateWords) -> Stamp {
    let cue = words.first().is_some_and(|word| known.updated.contains(&word.folded))
        || line.to_lowercase().starts_with("mis à jour");
    let short = words.len() <= 6 && !line.ends_with('.');
    let timed = words.iter().any(|word| word.folded.starts_with(|c: char| c.is_ascii_digit()));
    if cue && short && timed { Stamp::Updated } else { Stamp::None }
}

fn is_cue(word: &Word, known: &DateWords) -> bool {
    known.published.contains(&word.folded) || known.updated.contains(&word.folded)
}

fn published_at(dates: Vec<Found>) -> Stamp {
    dates.into_iter().next().map_or(Stamp::None, |found| Stamp::Published(found.stamp))
}

/// The date that a heading ends with, after a dash or as a weekday's: « Flash — dimanche 8
/// février 2026 », "EVENING BULLETIN, WEDNESDAY 15 APRIL 2026". « Le traité du 3 mars 2026 » is
/// about another day.
pub(crate) fn heading(line: &str, known: &DateWords) -> Option<Timestamp> {
    if line.len() > 240 || line.ends_with('.') {
        return None;
    }
    let words = spoken::words(line);
    let mut dates = spoken::dates(&words, known);
    let found = dates.pop().filter(|_| dates.is_empty())?;
    let gap = &words.get(found.from)?.gap;
    let dash = gap.contains(['—', '–', '|', '·', '•']) || gap.contains(" - ");
    let comma = found.weekday && gap.contains([',', ':', '(']);
    (words.len() - found.to <= 3 && found.from > 0 && (dash || comma)).then_some(found.stamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    fn of(line: &str) -> String {
        match stamp(line, &Tables::embedded().dates) {
            Stamp::Published(stamp) => stamp.iso,
            Stamp::Updated => "updated".to_owned(),
            Stamp::None => "none".to_owned(),
        }
    }

    #[test]
    fn lines_about_the_page() {
        assert_eq!(of("Publié le mardi 3 mars 2026 à 08h15"), "2026-03-03T08:15:00");
        assert_eq!(of("Mis en ligne le 3 mars 2026"), "2026-03-03");
        assert_eq!(of("Publié: 7 mai 2031 à 18h04 Temps de lecture: 3 min"), "2031-05-07T18:04:00");
        assert_eq!(of("March 18, 2031 6 min read"), "2031-03-18");
        assert_eq!(of("17:05, 16 Mar 2032"), "2032-03-16");
        assert_eq!(of("10.30 GMT, 1 January 2031"), "2031-01-01");
        assert_eq!(
            of("Publié le 3 mars 2026 à 8h15 - Mis à jour le 4 mars 2026 à 9h00"),
            "2026-03-03T08:15:00"
        );
        assert_eq!(of("Mis à jour le 4 mars 2026 à 9h00 | Publié le 3 mars 2026"), "2026-03-03");
        assert_eq!(of("Updated 3 March 2026"), "updated");
        assert_eq!(of("Last updated: March 3, 2026 at 9:15 am"), "updated");
        assert_eq!(of("Posted 7 February 2026, 8.15 pm"), "2026-02-07T20:15:00");
        assert_eq!(of("By Ada Roux, 3 March 2026"), "2026-03-03");
        assert_eq!(
            of("Par Ada Roux | Publié le 3 mars 2026 à 10h (heure de Paris)"),
            "2026-03-03T10:00:00"
        );
        assert_eq!(of("Communiqué de presse - 3 mars 2026"), "2026-03-03");
        assert_eq!(of("Kyiv - 24 février 2022"), "none");
        assert_eq!(of("mardi 3 mars 2026"), "2026-03-03");
        assert_eq!(of("Varnes, le 3 mars 2026"), "2026-03-03");
    }

    #[test]
    fn sentences_are_not_about_the_page() {
        for line in [
            "Le rapport publié le 3 mars 2026 montre que le pont de Varnes est usé.",
            "Le 4 décembre 2024, les deux pays ont officiellement ratifié un accord de défense mutuelle.",
            "Par un décret du 3 mars 2026, le gouvernement a dissous le conseil de la ville de Varnes hier.",
            "Published in 2020, the report of 3 March 2026 was withdrawn by its authors this week.",
            "Traité du 3 mars 2026",
            "Par arrêté du 3 mars 2026, chasse interdite.",
            "Issued on 3 March 2026, it lapsed.",
        ] {
            assert_eq!(of(line), "none", "{line}");
        }
    }

    #[test]
    fn headings_that_end_with_their_date() {
        let of = |line| heading(line, &Tables::embedded().dates).map(|stamp| stamp.iso);
        assert_eq!(
            of("RADIO VARNES — EVENING BULLETIN, WEDNESDAY 15 APRIL 2026").as_deref(),
            Some("2026-04-15")
        );
        assert_eq!(of("Flash de midi — dimanche 8 février 2026").as_deref(), Some("2026-02-08"));
        assert_eq!(of("Ce que dit le traité du 8 février 2026"), None);
        assert_eq!(of("Pyongyang ratifie le pacte, 4 décembre 2024"), None);
    }
}
