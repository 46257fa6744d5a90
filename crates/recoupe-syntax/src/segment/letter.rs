//! What a reader sees as one letter, and the form of a word without what nobody sees.
//!
//! « é » may be written as one character or as two, an emoji as six; soft hyphens, zero-width
//! spaces and direction marks show nothing. The rules of segmentation look at [`Letter`]s only, so
//! none of this cuts a word; spans still point into the text as it is.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// A character with the marks that belong to it.
pub(super) struct Letter {
    /// First byte in the text.
    pub(super) start: usize,
    /// The byte after the last mark.
    pub(super) end: usize,
    /// The character, composed with its marks where Unicode can.
    pub(super) c: char,
}

/// The letters of `text[start..end]`; what shows nothing is left out.
pub(super) fn letters(text: &str, start: usize, end: usize) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    let mut before = ' ';
    for (i, c) in text[start..end].char_indices() {
        if is_invisible(c) {
            continue;
        }
        let until = start + i + c.len_utf8();
        match out.last_mut() {
            Some(last) if attaches(last, before, c) => {
                last.end = until;
                last.c = compose(last.c, c).unwrap_or(last.c);
            }
            _ => out.push(Letter { start: start + i, end: until, c }),
        }
        before = c;
    }
    out
}

/// Whether `c` is part of the letter before it, whose last character is `before`.
fn attaches(last: &Letter, before: char, c: char) -> bool {
    let flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    match c {
        '\u{200c}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' => true,
        _ if flag(c) => flag(before) && last.end - last.start == before.len_utf8(),
        _ => is_combining_mark(c) || before == '\u{200d}' && is_pictograph(c),
    }
}

/// What words are made of. The sign for a character that was lost counts: mostly it was an accent.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{fffd}'
}

/// Emoji, dingbats and the like: a word of its own wherever it stands.
pub(super) const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
}

/// Characters that show nothing and part no words: soft hyphens, zero-width spaces, direction marks.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
    )
}

/// The form of a word that is spelt like this: without invisible characters, typographic ligatures
/// opened (« ﬁn » is « fin »), letters and accents composed. Everything else stays as it is.
pub(super) fn form(text: &str) -> Box<str> {
    if text.is_ascii() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_invisible(c)) {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            _ => out.push(c),
        }
    }
    if out.chars().any(is_combining_mark) {
        out = out.nfc().collect();
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<&str> {
        letters(text, 0, text.len()).iter().map(|letter| &text[letter.start..letter.end]).collect()
    }

    #[test]
    fn letters_as_readers_see_them() {
        assert_eq!(seen("e\u{301}t\u{e9}"), ["e\u{301}", "t", "é"]);
        assert_eq!(seen("a\u{ad}b\u{200b}"), ["a", "b"]);
        assert_eq!(seen("👍🏽👨\u{200d}👩\u{200d}👧"), ["👍🏽", "👨\u{200d}👩\u{200d}👧"]);
        assert_eq!(seen("🇫🇷🇬🇧"), ["🇫🇷", "🇬🇧"]);
        assert_eq!(seen("❤\u{fe0f}1\u{20e3}"), ["❤\u{fe0f}", "1\u{20e3}"]);
        assert_eq!(seen("\u{301}\u{202e}"), ["\u{301}"]);
        assert_eq!(letters("e\u{301}", 0, 3)[0].c, 'é');
    }

    #[test]
    fn forms() {
        assert_eq!(&*form("inter\u{ad}ven\u{200b}tion"), "intervention");
        assert_eq!(&*form("ﬁn"), "fin");
        assert_eq!(&*form("E\u{301}tat"), "État");
        assert_eq!(&*form("10\u{202f}000 œ’"), "10\u{202f}000 œ’");
    }
}
