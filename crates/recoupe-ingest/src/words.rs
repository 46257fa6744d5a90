//! What the notes of this room say: the only file to translate.
//!
//! Lower case, no final stop: what was found, what was expected, what to do.

/// The kinds of input that are read.
const ACCEPTED: &str = "HTML, plain text, Markdown, JSON or JSON Lines articles";

/// How much of a dropped line or a bad value is repeated in a note.
const SHOWN: usize = 60;

fn shown(words: &str) -> String {
    let mut kept: String = words.chars().take(SHOWN).collect();
    if kept.len() < words.len() {
        kept.push('…');
    }
    kept.replace(char::is_control, " ")
}

pub(crate) fn unsupported(path: &str, looks_like: &str) -> String {
    format!("{path} looks like {looks_like}, which is not read; give {ACCEPTED}")
}

pub(crate) fn empty(path: &str) -> String {
    format!("{path} holds no text; give {ACCEPTED}")
}

pub(crate) fn no_article(path: &str) -> String {
    format!(
        "{path} holds no article text; if the page is built by a script, save it after it has loaded"
    )
}

pub(crate) fn bad_json(path: &str, line: usize, why: &str) -> String {
    format!("{path}, line {line}: not a whole JSON article ({}); the others are kept", shown(why))
}

pub(crate) fn no_json_article(path: &str, line: usize, why: &str) -> String {
    format!(
        "{path}, line {line}: no article in this record ({why}); expected an object with \"text\" or \"html\""
    )
}

pub(crate) fn record_too_large(path: &str, line: usize, bytes: usize, limit: usize) -> String {
    format!("{path}, line {line}: a record of {bytes} bytes, more than {limit}; split it")
}

pub(crate) fn replaced(path: &str, encoding: &str) -> String {
    format!(
        "{path} has bytes that are not {encoding}; each was replaced by U+FFFD, save the file again as UTF-8"
    )
}

pub(crate) fn guessed(path: &str, encoding: &str) -> String {
    format!("{path} declares no encoding and is not UTF-8; read as {encoding}, a guess")
}

pub(crate) fn cut_text(kept: usize, of: usize) -> String {
    format!("the text has {of} bytes; only the first {kept} were kept")
}

pub(crate) fn cut_input(path: &str, kept: usize, of: usize) -> String {
    format!("{path} has {of} bytes; only the first {kept} were read")
}

pub(crate) fn left_out(lines: &[String]) -> String {
    let list: Vec<String> =
        lines.iter().take(12).map(|line| format!("“{}”", shown(line))).collect();
    let more = lines.len().saturating_sub(list.len());
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("left out, not part of the article: {}{tail}", list.join(", "))
}

pub(crate) fn unknown_key(key: &str) -> String {
    format!(
        "the header key “{}” is not known and was ignored; known are url, outlet, title, byline, published, language",
        shown(key)
    )
}

pub(crate) fn undated() -> String {
    "the article gives no publication date; relative dates in it stay open".to_owned()
}

pub(crate) fn bad_date(given: &str) -> String {
    format!(
        "the publication date “{}” is not understood; expected ISO 8601, such as 2026-03-04 or 2026-03-04T08:15:00+01:00",
        shown(given)
    )
}

pub(crate) fn unknown_language() -> String {
    "the language of the text was not recognised; force it if it is French or English".to_owned()
}

pub(crate) fn other_language(code: &str) -> String {
    format!("the text seems to be in “{code}”, for which there is no language pack")
}
