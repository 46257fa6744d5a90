//! Where sentences end within a line.

use std::ops::Range;

use super::learnt::{self, SoFar};
use super::letter::is_invisible;
use super::rules::fold;
use super::{Piece, Segmentation};

/// Surface tokens that a sentence may have; longer ones are cut.
const LONGEST: usize = 200;
/// Closing marks looked for after a full stop.
const CLOSERS: usize = 8;
/// Words after a quote among which its speaker is named.
const SPEAKER: usize = 5;

/// The sentences of a line, as ranges of its pieces.
pub(super) fn sentences(text: &str, pieces: &[Piece], rules: &Segmentation) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    let mut so_far = SoFar::new();
    while i < pieces.len() {
        so_far.add(pieces[i].of(text));
        let by_rule = end_at(text, pieces, start, i, rules);
        let end =
            by_rule.or_else(|| learnt::ends(text, pieces, i, &so_far, rules).then_some(i + 1));
        if let Some(next) = end {
            cut(text, pieces, start..next, &mut out);
            (start, i, so_far) = (next, next, SoFar::new());
        } else {
            i += 1;
        }
    }
    cut(text, pieces, start..pieces.len(), &mut out);
    out
}

/// If a sentence ends with the piece at `i` and closers after it: where the next one starts.
fn end_at(
    text: &str,
    pieces: &[Piece],
    start: usize,
    i: usize,
    rules: &Segmentation,
) -> Option<usize> {
    let form = |j: usize| pieces.get(j).map_or("", |piece| piece.of(text));
    let end = End::of(form(i), rules)?;
    // "1. Titre": a number with a stop at the start of a line counts, it does not end.
    if i == start + 1 && form(i) == "." && form(start).chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut next = i + 1;
    while next < pieces.len() && next <= i + CLOSERS {
        let count = if closes(text, pieces, start, next) { 1 } else { note(text, &pieces[next..]) };
        if count == 0 {
            break;
        }
        next += count;
    }
    let following = pieces.get(next)?.of(text);
    if matches!(form(i), "?" | "!") && next > i + 1 && said(text, &pieces[next..], rules) {
        return None;
    }
    let glued = glued(text, pieces, next);
    let fresh = match end {
        End::Stop => {
            starts(following, text, pieces, next)
                && !(glued && next == i + 1 && !opens_word(following))
        }
        End::Abbreviation => starts(following, text, pieces, next),
        End::Initial => rules.starters.contains(&fold(following)) && capital(following),
    };
    fresh.then_some(next)
}

/// How strongly a piece ends a sentence.
enum End {
    /// A full stop, question mark and the like.
    Stop,
    /// An abbreviation that may also end a sentence.
    Abbreviation,
    /// An initial, acronym or weak abbreviation: only before a word that typically starts a sentence.
    Initial,
}

impl End {
    fn of(form: &str, rules: &Segmentation) -> Option<Self> {
        if form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '‽' | '。' | '？' | '！'))
        {
            return Some(Self::Stop);
        }
        if !form.ends_with('.') {
            return None;
        }
        if rules.abbreviations.contains(form) || rules.inner_abbreviations.contains(form) {
            None
        } else if rules.final_abbreviations.contains(form) {
            Some(Self::Abbreviation)
        } else {
            Some(Self::Initial)
        }
    }
}

/// Whether the piece closes what ended: a bracket or quote that belongs to the sentence before.
fn closes(text: &str, pieces: &[Piece], start: usize, i: usize) -> bool {
    let form = pieces[i].of(text);
    let glued = glued(text, pieces, i);
    match form {
        "»" | "”" | "›" | ")" | "]" | "}" | "." | "!" | "?" | "…" | "..." => true,
        "’" | "'" => glued,
        "\"" | "''" => match (glued, i + 1 < pieces.len() && self::glued(text, pieces, i + 1)) {
            (true, false) => true,
            (false, true) => false,
            _ => {
                // White space does not tell: a quote closes when an odd number is open.
                let near = &pieces[start.max(i.saturating_sub(LONGEST))..i];
                near.iter().filter(|p| p.of(text) == form).count() % 2 == 1
            }
        },
        _ => false,
    }
}

/// Pieces of a footnote's number in brackets, which follows the sentence it belongs to: `. [3]`.
fn note(text: &str, pieces: &[Piece]) -> usize {
    let [open, number, close, ..] = pieces else { return 0 };
    let digits = number.of(text).len() < 4 && number.of(text).bytes().all(|b| b.is_ascii_digit());
    if digits && open.of(text) == "[" && close.of(text) == "]" { 3 } else { 0 }
}

/// Whether the speaker of a quote follows it: `"Why?" Ann Smith asked`.
fn said(text: &str, pieces: &[Piece], rules: &Segmentation) -> bool {
    let mut near = pieces.iter().take(SPEAKER).map(|piece| piece.of(text)).peekable();
    near.peek().is_some_and(|first| !rules.starters.contains(&fold(first)))
        && near
            .take_while(|form| form.starts_with(char::is_alphabetic))
            .any(|form| rules.saying.contains(&fold(form)))
}

/// Whether nothing that shows stands between a piece and the one before.
fn glued(text: &str, pieces: &[Piece], i: usize) -> bool {
    text[pieces[i - 1].end..pieces[i].start].chars().all(is_invisible)
}

/// Whether a sentence may start with this piece.
fn starts(form: &str, text: &str, pieces: &[Piece], i: usize) -> bool {
    match form.chars().next() {
        Some(c) if c.is_alphanumeric() => !c.is_lowercase(),
        Some(
            '«' | '“' | '"' | '‘' | '\'' | '(' | '[' | '-' | '–' | '—' | '•' | '*' | '‹' | '„'
            | '¿' | '¡',
        ) => {
            // Look through the opener: « … » et après goes on.
            match pieces.get(i + 1).map(|next| next.of(text)) {
                Some(next) => !next.starts_with(char::is_lowercase) || form == "«" || form == "“",
                None => true,
            }
        }
        Some('#' | '@' | '$' | '€' | '£' | '+') => true,
        _ => false,
    }
}

/// Whether a piece glued to a full stop starts a sentence: a quote, bracket or capitalised word.
fn opens_word(form: &str) -> bool {
    capital(form) || form.starts_with(['«', '“', '"', '(', '['])
}

fn capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

/// Cuts a sentence that is too long at a semicolon, colon, dash or comma, else where it must.
fn cut(text: &str, pieces: &[Piece], range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    while range.end - start > LONGEST {
        let window = start + LONGEST / 2..start + LONGEST;
        let last =
            |marks: &[&str]| window.clone().rev().find(|&i| marks.contains(&pieces[i].of(text)));
        let end = last(&[";", ":", "—", "–"]).or_else(|| last(&[","])).unwrap_or(window.end - 1);
        out.push(start..end + 1);
        start = end + 1;
    }
    if start < range.end {
        out.push(start..range.end);
    }
}
