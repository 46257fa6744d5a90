//! What the notes of this room say, as a key of `data/notes.tsv` and what fills its places; the
//! words are put together at the end, when the language to write in is known.

use recoupe_model::{Lang, Note, NoteKind};

use crate::sniff;

/// How much of a dropped line or a bad value is repeated in a note.
const SHOWN: usize = 60;

/// How many dropped lines are repeated in a note.
const LISTED: usize = 12;

/// A note that is not yet in words nor about a document.
#[derive(Debug)]
pub(crate) struct Remark {
    pub(crate) kind: NoteKind,
    key: &'static str,
    places: Vec<String>,
}

impl Remark {
    /// In the words of a language: French, else English.
    pub(crate) fn note(&self, language: &Lang) -> Note {
        let accepted = template("accepted", language);
        let mut says = template(self.key, language).replace("{accepted}", accepted);
        for (at, place) in self.places.iter().enumerate() {
            says = says.replacen(&format!("{{{at}}}"), place, 1);
        }
        Note { document: None, kind: self.kind, span: None, says }
    }
}

fn template(key: &str, language: &Lang) -> &'static str {
    let rows = include_str!("../data/notes.tsv").lines().skip(1);
    let mut cells = rows
        .map(|row| row.split('\t'))
        .find_map(|mut cells| (cells.next() == Some(key)).then(|| [cells.next(), cells.next()]));
    let [english, french] = cells.take().unwrap_or_default();
    let told = if language.code() == "fr" { french } else { english };
    told.unwrap_or_default()
}

fn remark(kind: NoteKind, key: &'static str, places: &[&dyn std::fmt::Display]) -> Remark {
    Remark { kind, key, places: places.iter().map(|place| format!("{place}")).collect() }
}

fn shown(words: &str) -> String {
    let mut kept: String = words.chars().take(SHOWN).collect();
    if kept.len() < words.len() {
        kept.push('…');
    }
    kept.replace(char::is_control, " ")
}

/// A reason, which may repeat an address that the input holds.
fn told(why: &str) -> String {
    sniff::prefix(why, 300).replace(char::is_control, " ")
}

pub(crate) fn unsupported(path: &str, looks_like: &str) -> Remark {
    remark(NoteKind::Unread, "unsupported", &[&path, &looks_like])
}

pub(crate) fn empty(path: &str) -> Remark {
    remark(NoteKind::Unread, "empty", &[&path])
}

pub(crate) fn no_article(path: &str) -> Remark {
    remark(NoteKind::Unread, "no_article", &[&path])
}

pub(crate) fn bad_json(path: &str, line: usize, why: &str) -> Remark {
    remark(NoteKind::Unread, "bad_json", &[&path, &line, &shown(why)])
}

pub(crate) fn no_json_article(path: &str, line: usize, why: &str) -> Remark {
    remark(NoteKind::Unread, "no_json_article", &[&path, &line, &why])
}

/// An input, or a named part of one, that could not be read to its end.
pub(crate) fn broken(path: &str, why: &str) -> Remark {
    remark(NoteKind::Unread, "broken", &[&path, &told(why)])
}

pub(crate) fn broken_record(path: &str, number: usize, why: &str) -> Remark {
    remark(NoteKind::Unread, "broken_record", &[&path, &number, &told(why)])
}

pub(crate) fn more_broken(path: &str, count: usize) -> Remark {
    remark(NoteKind::Unread, "more_broken", &[&path, &count])
}

pub(crate) fn no_pages(path: &str, others: usize, of: usize) -> Remark {
    remark(NoteKind::Boilerplate, "no_pages", &[&path, &others, &of])
}

pub(crate) fn too_deep(path: &str) -> Remark {
    remark(NoteKind::Unread, "too_deep", &[&path])
}

pub(crate) fn piece_too_large(path: &str, limit: u64) -> Remark {
    remark(NoteKind::Unread, "piece_too_large", &[&path, &limit])
}

pub(crate) fn from_pdf() -> Remark {
    remark(NoteKind::Boilerplate, "from_pdf", &[])
}

pub(crate) fn cut_pages(kept: usize, of: usize) -> Remark {
    remark(NoteKind::TooLarge, "cut_pages", &[&kept, &of])
}

pub(crate) fn bad_item(path: &str, why: &str) -> Remark {
    remark(NoteKind::Unread, "bad_item", &[&path, &shown(why)])
}

pub(crate) fn bad_feed(path: &str, line: usize, why: &str) -> Remark {
    remark(NoteKind::Unread, "bad_feed", &[&path, &line, &shown(why)])
}

pub(crate) fn empty_feed(path: &str) -> Remark {
    remark(NoteKind::Unread, "empty_feed", &[&path])
}

pub(crate) fn no_feed_text(path: &str) -> Remark {
    remark(NoteKind::Unread, "no_feed_text", &[&path])
}

pub(crate) fn summary() -> Remark {
    remark(NoteKind::Boilerplate, "summary", &[])
}

pub(crate) fn no_later(day: &str) -> Remark {
    remark(NoteKind::DateInferred, "no_later", &[&day])
}

pub(crate) fn record_too_large(path: &str, line: usize, bytes: usize, limit: usize) -> Remark {
    remark(NoteKind::Unread, "record_too_large", &[&path, &line, &bytes, &limit])
}

pub(crate) fn replaced(path: &str, encoding: &str) -> Remark {
    remark(NoteKind::Encoding, "replaced", &[&path, &encoding])
}

pub(crate) fn guessed(path: &str, encoding: &str) -> Remark {
    remark(NoteKind::Encoding, "guessed", &[&path, &encoding])
}

pub(crate) fn cut_text(kept: usize, of: usize) -> Remark {
    remark(NoteKind::TooLarge, "cut_text", &[&kept, &of])
}

pub(crate) fn cut_input(path: &str, kept: usize, of: usize) -> Remark {
    remark(NoteKind::TooLarge, "cut_input", &[&path, &kept, &of])
}

pub(crate) fn left_out(lines: &[String]) -> Remark {
    let list: Vec<String> =
        lines.iter().take(LISTED).map(|line| format!("« {} »", shown(line))).collect();
    let list = list.join(", ");
    match lines.len().saturating_sub(LISTED) {
        0 => remark(NoteKind::Boilerplate, "left_out", &[&list]),
        more => remark(NoteKind::Boilerplate, "left_out_more", &[&list, &more]),
    }
}

pub(crate) fn unknown_key(key: &str) -> Remark {
    remark(NoteKind::Boilerplate, "unknown_key", &[&shown(key)])
}

pub(crate) fn undated() -> Remark {
    remark(NoteKind::Undated, "undated", &[])
}

pub(crate) fn bad_date(given: &str) -> Remark {
    remark(NoteKind::Undated, "bad_date", &[&shown(given)])
}

pub(crate) fn unknown_language() -> Remark {
    remark(NoteKind::UnknownLanguage, "unknown_language", &[])
}

pub(crate) fn other_language(code: &str) -> Remark {
    remark(NoteKind::UnknownLanguage, "other_language", &[&code])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_both_languages_with_the_same_places() {
        for row in include_str!("../data/notes.tsv").lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [key, english, french] = cells[..] else { panic!("three cells: {row}") };
            for place in ["{0}", "{1}", "{2}", "{3}", "{accepted}"] {
                assert_eq!(english.contains(place), french.contains(place), "{key} {place}");
            }
        }
    }

    #[test]
    fn a_remark_is_told_in_the_language_asked_for() {
        let says = |code| cut_text(2, 9).note(&Lang::new(code)).says;
        assert_eq!(says("fr"), "le texte a 9 octets ; seuls les 2 premiers sont gardés");
        assert_eq!(says("en"), "the text has 9 bytes; only the first 2 were kept");
    }
}
