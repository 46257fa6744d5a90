//! The one place where characters change: after it a text is immutable.
//!
//! NFC, no invisible or direction-changing characters, no control characters, single ordinary
//! spaces. No-break spaces, narrow ones, thin ones and typographic quotes stay as written.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The longest article text that is kept, in bytes: some 85,000 words, read in seconds. What is
/// longer is a book.
pub(crate) const TEXT_LIMIT: usize = 512 << 10;

/// One paragraph, clean: no line breaks remain.
pub(crate) fn line(raw: &str) -> String {
    let normal: Cow<'_, str> = match is_nfc_quick(raw.chars()) {
        IsNormalized::Yes => Cow::Borrowed(raw),
        _ => Cow::Owned(raw.nfc().collect()),
    };
    let mut clean = String::with_capacity(normal.len());
    for c in normal.chars() {
        if is_ordinary_space(c) {
            if !clean.ends_with(' ') && !clean.is_empty() {
                clean.push(' ');
            }
        } else if !is_dropped(c) {
            clean.push(c);
        }
    }
    let end = clean.trim_end().len();
    clean.truncate(end);
    let start = clean.len() - clean.trim_start().len();
    clean.drain(..start);
    // Dropping a character may bring a letter and its accent together.
    match is_nfc_quick(clean.chars()) {
        IsNormalized::Yes => clean,
        _ => clean.nfc().collect(),
    }
}

/// A field of metadata, clean; `None` when nothing is left.
pub(crate) fn field(raw: Option<String>) -> Option<String> {
    raw.map(|raw| line(sniffed(&raw))).filter(|clean| !clean.is_empty())
}

/// No field of metadata is longer than this.
fn sniffed(raw: &str) -> &str {
    crate::sniff::prefix(raw, 2000)
}

/// The lines of a raw text, whatever ends them.
pub(crate) fn lines(raw: &str) -> impl Iterator<Item = &str> {
    raw.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'])
}

fn is_ordinary_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1680}')
        || matches!(c, '\u{2000}'..='\u{2006}' | '\u{2008}' | '\u{200a}' | '\u{205f}' | '\u{3000}')
        || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Soft hyphens, marks of zero width, direction marks and overrides, controls, tags.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Where to cut a text that is too long: after a sentence if one ends near the limit, else at a
/// space, else at a character.
pub(crate) fn cut(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let end = text.floor_char_boundary(limit);
    let near = text.floor_char_boundary(end.saturating_sub(1000));
    let window = &text[near..end];
    let sentence = ["\n", ". ", "! ", "? ", "» ", ".\u{a0}"]
        .iter()
        .filter_map(|stop| window.rfind(stop).map(|at| at + stop.trim_end().len()))
        .max();
    let space = || window.rfind(char::is_whitespace);
    sentence.or_else(space).map_or(end, |at| near + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_composed_and_tricks_removed() {
        assert_eq!(line("  e\u{301}te\u{301}  \t 2024 "), "été 2024");
        assert_eq!(line("co\u{ad}opé\u{200b}ra\u{202e}tion\u{0}"), "coopération");
        assert_eq!(line("e\u{200b}\u{301}"), "é");
    }

    #[test]
    fn spaces_and_quotes_with_a_meaning_stay() {
        let text = "«\u{a0}10\u{202f}000 soldats\u{a0}», dit l’armée";
        assert_eq!(line(text), text);
    }

    #[test]
    fn a_cut_falls_after_a_sentence() {
        let text = "Un mot. Deux mots. Trois mots ici";
        assert_eq!(&text[..cut(text, 25)], "Un mot. Deux mots.");
        assert_eq!(cut("éééé", 3), 2);
        assert_eq!(cut("court", 10), 5);
    }
}
