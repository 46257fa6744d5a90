//! What is left of a chunk without punctuation around it: marks inside, elisions, clitics, endings.

use super::Piece;
use super::chunk::Chunk;
use super::letter::{form, is_letter, is_pictograph};
use super::rules::{Segmentation, fold, fold_char};

/// Cuts the characters `lo..hi` of a chunk.
pub(super) fn pieces(
    chunk: &Chunk,
    lo: usize,
    hi: usize,
    rules: &Segmentation,
    out: &mut Vec<Piece>,
) {
    let word = chunk.slice(lo, hi);
    if is_address(word) || rules.keep.contains(&fold(word)) {
        out.push(chunk.piece(lo, hi));
        return;
    }
    let mark = (lo + 1..hi).find_map(|i| Some((i, mark(chunk, lo, hi, i, rules)?)));
    let Some((at, mark)) = mark else {
        simple(chunk, lo, hi, rules, out);
        return;
    };
    match mark {
        Mark::Alone(count) => {
            if is_letter(chunk.before(at)) {
                simple(chunk, lo, at, rules, out);
            } else {
                chunk.range(lo, at, rules, out);
            }
            out.push(chunk.piece(at, at + count));
            chunk.range(at + count, hi, rules, out);
        }
        Mark::Left => {
            out.push(chunk.piece(lo, at + 1));
            chunk.range(at + 1, hi, rules, out);
        }
    }
}

/// A web or mail address.
pub(super) fn is_address(word: &str) -> bool {
    let mail = || {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.')
        })
    };
    word.contains("://") || word.starts_with("www.") || mail()
}

/// A mark inside a word at which it is cut.
enum Mark {
    /// A token of so many characters.
    Alone(usize),
    /// The cut is after the mark, which stays with what is before (`US$`).
    Left,
}

fn mark(chunk: &Chunk, lo: usize, hi: usize, i: usize, rules: &Segmentation) -> Option<Mark> {
    let (before, c) = (chunk.before(i), chunk.at(i));
    let next = if i + 1 < hi { chunk.at(i + 1) } else { ' ' };
    let digits = before.is_ascii_digit() && next.is_ascii_digit();
    let run = (i..hi).take_while(|&j| chunk.at(j) == c).count();
    let cut = match c {
        '$' if (lo..i).all(|j| chunk.at(j).is_uppercase()) => return Some(Mark::Left),
        '«' | '»' | '“' | '”' | '„' | '"' | '[' | ']' | '{' | '}' | ';' | '!' | '?' | '<' | '>'
        | '=' | '|' | '…' | '\\' | '—' | '%' | '€' | '£' | '$' => true,
        '(' | ')' => !short_bracket(chunk, lo, hi, i),
        ',' | ':' => !digits,
        '°' => before.is_ascii_digit(),
        '/' => {
            let letters = i == lo + 1 && i + 2 == hi;
            !(digits || letters)
        }
        '–' => rules.split_hyphens || !digits,
        '-' => run > 1,
        _ if is_pictograph(c) => return Some(Mark::Alone(1)),
        '.' => run > 1 || glued_sentences(chunk, lo, hi, i),
        _ => false,
    };
    cut.then_some(Mark::Alone(run))
}

/// « salarié(e)s »: up to three letters in brackets, glued on the left.
fn short_bracket(chunk: &Chunk, lo: usize, hi: usize, i: usize) -> bool {
    let open = (lo..=i).rev().find(|&j| chunk.at(j) == '(');
    let close = (i..hi).find(|&j| chunk.at(j) == ')');
    match (open, close) {
        (Some(open), Some(close)) => {
            open > lo && close - open <= 4 && (open + 1..close).all(|j| chunk.at(j).is_alphabetic())
        }
        _ => false,
    }
}

/// A full stop without the space after it: « libre.Le ».
fn glued_sentences(chunk: &Chunk, lo: usize, hi: usize, i: usize) -> bool {
    let word = i >= lo + 3 && (i - 3..i).all(|j| chunk.at(j).is_lowercase());
    word && i + 2 < hi && chunk.at(i + 1).is_uppercase() && chunk.at(i + 2).is_lowercase()
}

/// A word without marks inside.
fn simple(chunk: &Chunk, mut lo: usize, hi: usize, rules: &Segmentation, out: &mut Vec<Piece>) {
    while let Some(length) = elision(chunk, lo, hi, rules) {
        out.push(chunk.piece(lo, lo + length));
        lo += length;
    }
    if lo >= hi {
        return;
    }
    if rules.keep.contains(&fold(chunk.slice(lo, hi))) {
        out.push(chunk.piece(lo, hi));
    } else if !unit(chunk, lo, hi, rules, out) {
        hyphens(chunk, lo, hi, rules, out);
    }
}

/// Characters of an elided word at `lo` that something follows.
fn elision(chunk: &Chunk, lo: usize, hi: usize, rules: &Segmentation) -> Option<usize> {
    let found = rules.elisions.iter().find(|e| chunk.starts(lo, hi, e) && hi - lo > e.len())?;
    (!rules.keep.contains(&fold(chunk.slice(lo, hi)))).then_some(found.len())
}

/// `23h`, `5h12`, `80km`, `7pm`: a number and its unit.
fn unit(chunk: &Chunk, lo: usize, hi: usize, rules: &Segmentation, out: &mut Vec<Piece>) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let start = (lo..hi).find(|&i| !number(chunk.at(i))).unwrap_or(hi);
    let end = (start..hi).find(|&i| chunk.at(i).is_ascii_digit()).unwrap_or(hi);
    if start == lo || start == hi || !rules.units.contains(chunk.slice(start, end)) {
        return false;
    }
    let minutes = hi - end == 2 && (end..hi).all(|i| chunk.at(i).is_ascii_digit());
    if end < hi && !minutes {
        return false;
    }
    out.push(chunk.piece(lo, start));
    out.push(chunk.piece(start, end));
    if end < hi {
        out.push(chunk.piece(end, hi));
    }
    true
}

/// Cuts at hyphens where the language does, then takes off clitics or endings.
fn hyphens(chunk: &Chunk, lo: usize, hi: usize, rules: &Segmentation, out: &mut Vec<Piece>) {
    if !rules.split_hyphens {
        clitics(chunk, lo, hi, rules, out);
        return;
    }
    let dashes: Vec<usize> = (lo + 1..hi.saturating_sub(1))
        .filter(|&i| matches!(chunk.at(i), '-' | '‐' | '‑'))
        .collect();
    let numeric = (lo..hi).all(|i| chunk.at(i).is_ascii_digit() || chunk.at(i) == '-');
    if dashes.is_empty() || numeric && dashes.len() > 1 {
        ending(chunk, lo, hi, rules, out);
        return;
    }
    let mut start = lo;
    for dash in dashes {
        if dash == start || rules.hyphen_prefixes.contains(&fold(chunk.slice(start, dash))) {
            continue;
        }
        ending(chunk, start, dash, rules, out);
        out.push(chunk.piece(dash, dash + 1));
        start = dash + 1;
    }
    ending(chunk, start, hi, rules, out);
}

/// Takes clitics off the end: « donnez-le-moi », « a-t-il ».
fn clitics(chunk: &Chunk, lo: usize, hi: usize, rules: &Segmentation, out: &mut Vec<Piece>) {
    let mut ends = vec![hi];
    let mut end = hi;
    let within = out.last().is_some_and(|last| {
        last.end == chunk.start(lo) || !last.of(chunk.text).ends_with(char::is_alphanumeric)
    });
    // A capital within a sentence is a name: « Kim Jong-il »; all capitals are none: « FAUT-IL ».
    let name = chunk.at(lo).is_uppercase()
        && (lo..hi).any(|i| chunk.at(i).is_lowercase())
        && !out.is_empty()
        && !within;
    let clitic = |end: usize| {
        let whole = name || rules.keep.contains(&fold(chunk.slice(lo, end)));
        let mut candidates = rules.clitics.iter().map(Vec::len).zip(&rules.clitics);
        let fits = |(length, clitic): &(usize, &Vec<char>)| {
            let before = end - length.min(&(end - lo));
            let host = fold_char(chunk.before(before));
            let fit = rules.particles.contains(*clitic) && host.is_alphabetic()
                || rules.clitic_hosts.contains(&host);
            before > lo && fit && chunk.ends(lo, end, clitic)
        };
        if whole { None } else { candidates.find(fits).map(|(length, _)| length) }
    };
    while let Some(length) = clitic(end) {
        end -= length;
        ends.push(end);
    }
    let mut start = lo;
    for end in ends.into_iter().rev() {
        out.push(chunk.piece(start, end));
        start = end;
    }
}

/// Splits an ending off as the last word of a multiword token: `do|n't`, `China|'s`.
fn ending(chunk: &Chunk, lo: usize, hi: usize, rules: &Segmentation, out: &mut Vec<Piece>) {
    if lo >= hi {
        return;
    }
    let mut piece = chunk.piece(lo, hi);
    let found = rules.endings.iter().find(|e| {
        let start = hi - e.len().min(hi - lo);
        start > lo && chunk.ends(lo, hi, e) && chunk.before(start).is_alphanumeric()
    });
    if let Some(found) = found.filter(|_| !rules.keep.contains(&fold(chunk.slice(lo, hi)))) {
        let middle = hi - found.len();
        piece.parts = vec![form(chunk.slice(lo, middle)), form(chunk.slice(middle, hi))];
    }
    out.push(piece);
}
