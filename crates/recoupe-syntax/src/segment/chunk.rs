//! What stands between two spaces: punctuation at both ends, then the core.

use super::Piece;
use super::core;
use super::letter::{Letter, is_letter, letters};
use super::rules::{Segmentation, fold, fold_char};

/// Some characters of a line without white space (but for grouped digits).
pub(super) struct Chunk<'a> {
    pub(super) text: &'a str,
    letters: Vec<Letter>,
    end: usize,
}

impl<'a> Chunk<'a> {
    pub(super) fn new(text: &'a str, start: usize, end: usize) -> Self {
        let letters = letters(text, start, end);
        let end = letters.last().map_or(start, |letter| letter.end);
        Self { text, letters, end }
    }

    /// The letter at an index; a space beyond the end.
    pub(super) fn at(&self, i: usize) -> char {
        self.letters.get(i).map_or(' ', |letter| letter.c)
    }

    /// The letter before an index; a space before the start.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or(' ', |i| self.at(i))
    }

    /// Where a letter starts in the text.
    pub(super) fn start(&self, i: usize) -> usize {
        self.letters.get(i).map_or(self.end, |letter| letter.start)
    }

    /// Where the letter before an index ends in the text.
    fn end(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|i| self.letters.get(i)).map_or(self.end, |letter| letter.end)
    }

    /// The text of the letters from `lo` up to `hi`, as it is written.
    pub(super) fn slice(&self, lo: usize, hi: usize) -> &'a str {
        if lo < hi { &self.text[self.start(lo)..self.end(hi)] } else { "" }
    }

    /// The surface token of the letters from `lo` up to `hi`, at least one.
    pub(super) fn piece(&self, lo: usize, hi: usize) -> Piece {
        Piece::plain(self.start(lo), self.end(hi))
    }

    /// Whether the characters from `lo` on, up to `hi`, start like this.
    pub(super) fn starts(&self, lo: usize, hi: usize, pattern: &[char]) -> bool {
        hi - lo >= pattern.len()
            && (0..pattern.len()).all(|k| fold_char(self.at(lo + k)) == pattern[k])
    }

    /// Whether the characters before `hi`, down to `lo`, end like this.
    pub(super) fn ends(&self, lo: usize, hi: usize, pattern: &[char]) -> bool {
        hi - lo >= pattern.len() && self.starts(hi - pattern.len(), hi, pattern)
    }

    /// Cuts the chunk and appends its pieces.
    pub(super) fn pieces(&self, rules: &Segmentation, out: &mut Vec<Piece>) {
        self.range(0, self.letters.len(), rules, out);
    }

    /// Cuts a part of the chunk.
    pub(super) fn range(
        &self,
        mut lo: usize,
        mut hi: usize,
        rules: &Segmentation,
        out: &mut Vec<Piece>,
    ) {
        if is_emoticon(self.slice(lo, hi)) {
            out.push(self.piece(lo, hi));
            return;
        }
        while lo < hi {
            let count = self.leading(lo, hi, rules);
            if count == 0 {
                break;
            }
            out.push(self.piece(lo, lo + count));
            lo += count;
        }
        let mut tail = Vec::new();
        while lo < hi {
            let count = self.trailing(lo, hi, rules, out).min(hi - lo);
            if count == 0 {
                break;
            }
            tail.push(self.piece(hi - count, hi));
            hi -= count;
        }
        if lo < hi {
            core::pieces(self, lo, hi, rules, out);
        }
        out.extend(tail.into_iter().rev());
    }

    /// Characters at `lo` that are a token of their own; 0 when a word starts there.
    fn leading(&self, lo: usize, hi: usize, rules: &Segmentation) -> usize {
        let (c, next) = (self.at(lo), if lo + 1 < hi { self.at(lo + 1) } else { ' ' });
        if is_letter(c) || (hi - lo < 24 && rules.keep.contains(&fold(self.slice(lo, hi)))) {
            return 0;
        }
        let run = self.run(lo, hi);
        match c {
            '\'' | '’' | '‘' | '`' if run == 2 => 2,
            '\'' | '’' | '‘' => {
                let ending =
                    rules.endings.iter().any(|e| e.len() == hi - lo && self.starts(lo, hi, e));
                usize::from(!(ending && hi - lo > 1 || next.is_ascii_digit() && c != '‘'))
            }
            '-' | '−' if run == 1 => {
                let clitic =
                    rules.clitics.iter().any(|e| e.len() == hi - lo && self.starts(lo, hi, e));
                usize::from(!(clitic || next.is_ascii_digit()))
            }
            '.' | '+' if run == 1 && next.is_ascii_digit() => 0,
            '#' | '@' if run == 1 && (next.is_alphabetic() || next == '_') => 0,
            '°' if next.is_alphabetic() => 0,
            '!' | '?' => (lo..hi).take_while(|&i| matches!(self.at(i), '!' | '?')).count(),
            '.' | '-' | '–' | '—' | '*' | '=' | '_' | '~' | '#' | '<' | '>' | '+' => run,
            _ => 1,
        }
    }

    /// Characters before `hi` that are a token of their own; 0 when a word ends there.
    fn trailing(&self, lo: usize, hi: usize, rules: &Segmentation, out: &[Piece]) -> usize {
        let c = self.at(hi - 1);
        if is_letter(c) || (hi - lo < 24 && rules.keep.contains(&fold(self.slice(lo, hi)))) {
            return 0;
        }
        let run = (lo..hi).rev().take_while(|&i| self.at(i) == c).count();
        match c {
            '.' if run == 1 => usize::from(!self.abbreviation(lo, hi, rules)),
            '\'' | '’' | '`' if run == 2 => 2,
            '\'' | '’' => usize::from(!self.apostrophe_belongs(lo, hi, rules, out)),
            '$' => usize::from(!(hi - lo > 1 && (lo..hi - 1).all(|i| self.at(i).is_uppercase()))),
            ')' => usize::from(!self.bracket_belongs(lo, hi)),
            '/' if core::is_address(self.slice(lo, hi)) => 0,
            '+' if hi - lo > run => 0,
            '!' | '?' => (lo..hi).rev().take_while(|&i| matches!(self.at(i), '!' | '?')).count(),
            '.' | '-' | '–' | '—' | '*' | '=' | '_' | '~' | '#' | '<' | '>' => run,
            _ => 1,
        }
    }

    fn run(&self, lo: usize, hi: usize) -> usize {
        (lo..hi).take_while(|&i| self.at(i) == self.at(lo)).count()
    }

    /// Whether a word with its full stop is an abbreviation, an initial or an acronym.
    fn abbreviation(&self, lo: usize, hi: usize, rules: &Segmentation) -> bool {
        let listed = |lo: usize| {
            let word = self.slice(lo, hi);
            let lists =
                [&rules.abbreviations, &rules.final_abbreviations, &rules.weak_abbreviations];
            lists.iter().any(|list| list.contains(word))
                || rules.inner_abbreviations.contains(word) && goes_on(&self.text[self.end(hi)..])
        };
        if hi - lo > 24 {
            return false;
        }
        let inner = (lo..hi).rev().find(|&i| matches!(self.at(i), '\'' | '’' | '/' | '(' | '-'));
        if listed(lo) || inner.is_some_and(|i| i > lo && listed(i + 1)) {
            return true;
        }
        let start = inner.filter(|&i| matches!(self.at(i), '\'' | '’')).map_or(lo, |i| i + 1);
        let word = self.slice(start, hi);
        let mut parts =
            word.trim_end_matches('.').split('.').map(|part| part.trim_start_matches('-'));
        let single = word.matches('.').count() == 1;
        let letter = |part: &str| {
            let mut chars = part.chars();
            let first =
                chars.next().is_some_and(|c| c.is_alphabetic() && (!single || c.is_uppercase()));
            first && chars.next().is_none()
        };
        parts.all(|part| part.split('-').all(letter))
    }

    /// An apostrophe at the end: elision (« d' ») or possessive (`parents'`).
    fn apostrophe_belongs(
        &self,
        lo: usize,
        hi: usize,
        rules: &Segmentation,
        out: &[Piece],
    ) -> bool {
        if rules.elisions.iter().any(|e| self.ends(lo, hi, e)) {
            return true;
        }
        let possessive = rules.endings.iter().any(|e| e[..] == ['\'']);
        let single = |piece: &&Piece| matches!(piece.of(self.text), "'" | "‘" | "’");
        possessive
            && matches!(self.before(hi - 1), 's' | 'S' | 'z' | 'x')
            && out.iter().filter(single).count() % 2 == 0
    }

    /// A bracket at the end that the word opened itself: « salarié(e)s », « élu(s) ».
    fn bracket_belongs(&self, lo: usize, hi: usize) -> bool {
        let open = (lo..hi - 1).rev().find(|&i| self.at(i) == '(');
        open.is_some_and(|open| {
            open > lo && hi - open <= 5 && (open + 1..hi - 1).all(|i| self.at(i).is_alphabetic())
        })
    }
}

/// Whether a sentence plainly goes on with this text: a digit, a mark, a small letter, « IV ».
fn goes_on(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let roman = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    rest.starts_with(|c: char| c.is_numeric() || c.is_lowercase() || ",;:)]°".contains(c))
        || !roman.is_empty() && roman.bytes().all(|b| b"IVXLC".contains(&b))
}

/// `:)`, `;-)` and their like.
fn is_emoticon(word: &str) -> bool {
    let mouth =
        word.strip_prefix([':', ';', '=']).map(|rest| rest.strip_prefix('-').unwrap_or(rest));
    matches!(mouth, Some(")" | "(" | "D" | "P" | "p" | "/" | "|" | "*" | "O" | "o" | "))" | "(("))
        || matches!(word, "(:" | "^^" | "^_^" | "<3" | "</3" | ":'(" | "XD" | "xD")
}
