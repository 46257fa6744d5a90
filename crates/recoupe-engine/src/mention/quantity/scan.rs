//! Text to pieces: words, runs of digits, marks. Finer than the parser's words.
//!
//! The parser follows the treebanks, which write « 10 000 » as one word here and two there; dates
//! and amounts need every digit, sign and blank as it stands.

use recoupe_model::Span;

/// A word, a run of digits, or one other character.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Lower case, with straight apostrophes: what word lists are looked up by.
    pub(crate) key: String,
    /// Where it stands in the document.
    pub(crate) span: Span,
    /// What it is made of.
    pub(crate) kind: Kind,
    /// What stands between the piece before and this one.
    pub(crate) gap: Gap,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
}

/// What a piece is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with the apostrophe of an elision (`l'`) or of a clitic (`'s`).
    Word,
    /// ASCII digits.
    Digits,
    /// One character that is neither.
    Mark,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// One blank that is not the end of a line.
    Blank,
    /// More, or the start of the text.
    Wide,
}

impl Piece {
    /// Whether nothing separates it from the piece before.
    pub(crate) fn is_glued(&self) -> bool {
        self.gap == Gap::None
    }

    /// Whether it is this mark or word.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.key == key
    }

    /// The number that its digits write, when it has at most `most` of them.
    pub(crate) fn integer(&self, most: usize) -> Option<i32> {
        if self.kind == Kind::Digits && self.key.len() <= most {
            self.key.parse().ok()
        } else {
            None
        }
    }
}

/// The pieces of `text[span]`, with spans of `text`.
pub(crate) fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = span.of(text);
    let mut at = span.start();
    while !rest.is_empty() {
        let trimmed = rest.trim_start();
        let blank = &rest[..rest.len() - trimmed.len()];
        at += blank.len();
        let (length, kind) = first(trimmed, found.last());
        if length == 0 {
            break;
        }
        let words = &trimmed[..length];
        if let Some(span) = Span::new(at, at + length) {
            found.push(Piece {
                key: key(words),
                span,
                kind,
                gap: gap(blank, found.is_empty()),
                capital: words.chars().next().is_some_and(char::is_uppercase),
            });
        }
        at += length;
        rest = &trimmed[length..];
    }
    found
}

/// The keys of a few words of a data file, cut as a text is cut; « d' » at their end is an elision
/// though nothing follows.
pub(crate) fn keys(words: &str) -> Vec<String> {
    if words.chars().all(char::is_lowercase) {
        return vec![words.to_owned()];
    }
    let all = Span::new(0, words.len()).unwrap_or_default();
    let mut keys: Vec<String> = Vec::new();
    for piece in pieces(words, all) {
        match keys.last_mut() {
            Some(last) if piece.is("'") && piece.is_glued() => last.push('\''),
            _ => keys.push(piece.key),
        }
    }
    keys
}

/// As word lists are written: lower case, straight apostrophes, plain hyphens.
fn key(words: &str) -> String {
    let plain = |c: char| match c {
        '’' | 'ʼ' | '‘' => '\'',
        '‐' | '‑' => '-',
        '–' => '—',
        _ => c,
    };
    words.chars().map(plain).flat_map(char::to_lowercase).collect()
}

fn gap(blank: &str, is_first: bool) -> Gap {
    let mut chars = blank.chars();
    match (chars.next(), chars.next()) {
        _ if is_first => Gap::Wide,
        (None, _) => Gap::None,
        (Some(one), None) if one != '\n' && one != '\r' => Gap::Blank,
        _ => Gap::Wide,
    }
}

/// Length in bytes of the first piece, and its kind. The text does not begin with a blank.
fn first(text: &str, before: Option<&Piece>) -> (usize, Kind) {
    let Some(head) = text.chars().next() else { return (0, Kind::Mark) };
    if head.is_ascii_digit() {
        return (run(text, |c| c.is_ascii_digit()), Kind::Digits);
    }
    if is_letter(head) {
        return (word(text), Kind::Word);
    }
    if is_apostrophe(head) && before.is_some_and(|piece| piece.kind == Kind::Word) {
        let tail = &text[head.len_utf8()..];
        let length = run(tail, is_letter);
        if is_clitic(&tail[..length]) {
            return (head.len_utf8() + length, Kind::Word);
        }
    }
    (head.len_utf8(), Kind::Mark)
}

/// A run of letters, with its apostrophe when letters follow that are not a clitic.
fn word(text: &str) -> usize {
    let letters = run(text, is_letter);
    let rest = &text[letters..];
    let Some(mark) = rest.chars().next().filter(|&c| is_apostrophe(c)) else { return letters };
    let after = &rest[mark.len_utf8()..];
    let follows = run(after, is_letter);
    let elides = follows > 0 || after.starts_with(|c: char| c.is_ascii_digit());
    if elides && letters <= 12 && !is_clitic(&after[..follows]) {
        letters + mark.len_utf8()
    } else {
        letters
    }
}

/// What English writes after an apostrophe.
fn is_clitic(word: &str) -> bool {
    ["s", "t", "re", "ve", "ll", "d", "m"].iter().any(|clitic| word.eq_ignore_ascii_case(clitic))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !is_in(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_elisions_clitics_and_digits() {
        assert_eq!(keys("Jusqu’à l'an 10 000"), ["jusqu'", "à", "l'", "an", "10", "000"]);
        assert_eq!(keys("Friday's 3.5bn"), ["friday", "'s", "3", ".", "5", "bn"]);
        assert_eq!(keys("mi-mars, T-72"), ["mi", "-", "mars", ",", "t", "-", "72"]);
        assert_eq!(keys("plus d'"), ["plus", "d'"]);
    }

    #[test]
    fn spans_are_of_the_document() {
        let text = "Été. Hier, à 5 h";
        let pieces = pieces(text, Span::new(7, text.len()).unwrap());
        let words: Vec<&str> = pieces.iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(words, ["Hier", ",", "à", "5", "h"]);
        assert_eq!(pieces[1].gap, Gap::None);
        assert_eq!(pieces[2].gap, Gap::Blank);
    }
}
