//! A line into surface tokens.

use super::letter::form;
use super::rules::fold;
use super::{Piece, Segmentation, chunk};

/// Bytes after which a run without any space is cut: bounds time on text that is none.
const LONGEST: usize = 256;
/// The same for web addresses.
const LONGEST_ADDRESS: usize = 2048;

/// The pieces of `text[start..end]`, in order.
pub(super) fn pieces(text: &str, start: usize, end: usize, rules: &Segmentation) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let first = at + rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        at = chunk_end(&text[..end], first, rules);
        chunk::Chunk::new(text, first, at).pieces(rules, &mut out);
    }
    contract(text, &mut out, rules);
    out
}

/// White space and control characters.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The end of what stands without white space from `first` on; the spaces of `10 000` are none.
fn chunk_end(text: &str, first: usize, rules: &Segmentation) -> usize {
    let mut before = ' ';
    let mut at = first;
    let address = ["http://", "https://", "www."].iter().any(|it| text[first..].starts_with(it));
    let longest = if address { LONGEST_ADDRESS } else { LONGEST };
    while let Some(c) = text[at..].chars().next() {
        if is_space(c) || at - first >= longest {
            break;
        }
        let fresh = !(before.is_alphanumeric() || matches!(before, '.' | ','));
        let grouped = if fresh { grouped(&text[at..], rules.group_digits) } else { 0 };
        at += grouped.max(c.len_utf8());
        before = if grouped > 0 { '0' } else { c };
    }
    at
}

/// Bytes of a number with groups of three digits, parted by a space, that starts here, or 0. An
/// ordinary space counts only if `plain`.
fn grouped(text: &str, plain: bool) -> usize {
    let digits =
        |at: usize| text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if !(1..=3).contains(&end) {
        return 0;
    }
    let first = end;
    while let Some(space) = text[end..].chars().next().filter(|&c| is_group_space(c, plain)) {
        if digits(end + space.len_utf8()) != 3 {
            break;
        }
        end += space.len_utf8() + 3;
    }
    if end > first { end } else { 0 }
}

/// Spaces within a number.
fn is_group_space(c: char, plain: bool) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}') || plain && c == ' '
}

/// Looks the pieces up among the contractions.
fn contract(text: &str, pieces: &mut [Piece], rules: &Segmentation) {
    for piece in pieces.iter_mut().filter(|piece| piece.parts.is_empty()) {
        let surface = piece.of(text);
        // No contraction is longer; saves folding long rubbish.
        if surface.len() > 40 {
            continue;
        }
        let Some(contraction) = rules.contractions.get(&fold(surface)) else { continue };
        piece.parts = contraction_forms(&form(surface), &contraction.parts);
        piece.ambiguous = contraction.ambiguous;
    }
}

/// The parts, as slices of the form when they spell it, else with the case of its first letter.
fn contraction_forms(form: &str, parts: &[Box<str>]) -> Vec<Box<str>> {
    let letters: Vec<char> = form.chars().collect();
    if fold(form).chars().eq(parts.iter().flat_map(|part| part.chars())) {
        let mut rest = &letters[..];
        let mut slice = |part: &str| {
            let (head, tail) = rest.split_at(part.chars().count());
            rest = tail;
            head.iter().collect::<String>().into_boxed_str()
        };
        return parts.iter().map(|part| slice(part)).collect();
    }
    let upper = |c: Option<&char>| c.is_some_and(|c| c.is_uppercase());
    let mut out = parts.to_vec();
    if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) {
        out[0] = out[0].to_uppercase().into();
    } else if upper(letters.first()) {
        let mut first = out[0].chars();
        let head = first.next().into_iter().flat_map(char::to_uppercase);
        out[0] = head.chain(first).collect::<String>().into();
    }
    out
}
