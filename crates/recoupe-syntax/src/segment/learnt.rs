//! Sentences that end without a mark the rules know: titles, list items, forgotten full stops.
//!
//! A linear model over readable features of the gap between two tokens, learnt by
//! `training/boundary.py`, which computes the same features. It only adds boundaries.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::word::key;

use super::letter::{form, is_invisible};
use super::{Piece, Segmentation};

/// Sentence lengths at which a feature of the length changes.
const LENGTHS: [usize; 6] = [1, 2, 3, 5, 9, 19];
/// The classes of tokens that are words, numbers aside.
const WORDS: [&str; 5] = ["a", "A", "Aa", "AA", "@"];

/// Weights of features by name; a sentence ends where their sum is above 0.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Boundary {
    bias: f32,
    weights: HashMap<Box<str>, f32>,
}

/// What has been read of a sentence.
pub(super) struct SoFar {
    length: usize,
    /// The first token as features name it: its key if it is a mark, else its class.
    first: String,
    /// Whether there was a word, not just numbers, initials and marks.
    words: bool,
    /// Brackets and quotes that are open, those aside that do not show their direction.
    open: usize,
    /// Whether an odd number of `"` was read.
    quoted: bool,
    /// Whether no word had a small letter.
    capitals: bool,
}

impl SoFar {
    pub(super) const fn new() -> Self {
        Self {
            length: 0,
            first: String::new(),
            words: false,
            open: 0,
            quoted: false,
            capitals: true,
        }
    }

    pub(super) fn add(&mut self, form: &str) {
        let class = class(form);
        let mark = !WORDS.contains(&&*class);
        if self.length == 0 {
            self.first = if mark { key(form) } else { class.clone() };
        }
        self.length += 1;
        self.words |= !mark && class != "A";
        match form {
            "(" | "[" | "«" | "“" | "„" => self.open += 1,
            ")" | "]" | "»" | "”" => self.open = self.open.saturating_sub(1),
            "\"" => self.quoted = !self.quoted,
            _ => {}
        }
        self.capitals &= !matches!(&*class, "a" | "Aa");
    }
}

/// Whether the model sees a sentence end after the piece at `i`, the last that `so_far` holds.
pub(super) fn ends(
    text: &str,
    pieces: &[Piece],
    i: usize,
    so_far: &SoFar,
    rules: &Segmentation,
) -> bool {
    let (Some(model), Some(next)) = (&rules.boundary, pieces.get(i + 1)) else { return false };
    let gap = &text[pieces[i].end..next.start];
    let candidate =
        so_far.length > 1 && so_far.words && candidate(pieces[i].of(text), next.of(text));
    if !candidate || gap.chars().all(is_invisible) {
        return false;
    }
    let mut sum = model.bias;
    features(text, pieces, i, so_far, rules, |name| {
        sum += model.weights.get(name).copied().unwrap_or_default();
    });
    sum > 0.0
}

/// Whether the model is asked: not after an opening mark or an abbreviation, and before a small
/// letter only after a mark that ends sentences.
fn candidate(before: &str, after: &str) -> bool {
    let opening = matches!(before, "«" | "“" | "‘" | "„" | "‹" | "(" | "[" | "{" | "#");
    let small = after.starts_with(char::is_lowercase) && class(after) == "a";
    let short = before.ends_with('.') && !before.starts_with('.');
    !opening && !short && (!small || before.starts_with(['.', '!', '?', '…']))
}

/// Calls `visit` with the name of every feature of the gap after the piece at `i`.
fn features(
    text: &str,
    pieces: &[Piece],
    i: usize,
    so_far: &SoFar,
    rules: &Segmentation,
    mut visit: impl FnMut(&str),
) {
    let at = |j: Option<usize>| {
        let piece = j.and_then(|j| pieces.get(j));
        piece.map_or_else(|| "|".into(), |piece| form(piece.of(text)))
    };
    let near = [at(i.checked_sub(1)), at(Some(i)), at(Some(i + 1)), at(Some(i + 2))];
    let [cz, ca, cb, cc] = near.each_ref().map(|form| class(form));
    let [kz, ka, kb, kc] = near.each_ref().map(|form| key(form));
    let length = LENGTHS.iter().filter(|&&n| so_far.length > n).count();
    let open = (so_far.open + usize::from(so_far.quoted)).min(2);
    let tail = ka.char_indices().rev().nth(1).map_or(&*ka, |(at, _)| &ka[at..]);
    let mut name = String::new();
    let mut feature = |arguments: std::fmt::Arguments<'_>| {
        name.clear();
        let _ = name.write_fmt(arguments);
        visit(&name);
    };
    feature(format_args!("g {ca} {cb}"));
    feature(format_args!("z {cz} {ca} {cb}"));
    feature(format_args!("c {ca} {cb} {cc}"));
    feature(format_args!("a {ka} {cb}"));
    feature(format_args!("b {ca} {cb} {kb}"));
    feature(format_args!("d {cb} {kb} {cc}"));
    feature(format_args!("l {ca} {cb} {length}"));
    feature(format_args!("f {cb} {}", so_far.first));
    feature(format_args!("o {ca} {cb} {open}"));
    feature(format_args!("e {tail} {cb}"));
    feature(format_args!("n {kb} {kc}"));
    feature(format_args!("p {kz} {ka}"));
    if rules.starters.contains(&*kb) {
        feature(format_args!("s {ca} {cb}"));
    }
    if so_far.capitals {
        feature(format_args!("u {ca} {cb}"));
    }
    if kb == so_far.first && !WORDS.contains(&&*cb) {
        feature(format_args!("r"));
    }
}

/// The class of a token: an address, a number, a word by its capitals, or the first two characters
/// of a mark.
fn class(form: &str) -> String {
    if form.contains("://") || form.contains('@') || form.starts_with("www.") {
        return "@".into();
    }
    let Some(first) = form.chars().next() else { return "|".into() };
    if first.is_numeric() {
        "0".into()
    } else if !first.is_alphabetic() {
        key(form).chars().take(2).collect()
    } else if !first.is_uppercase() {
        "a".into()
    } else if first.len_utf8() == form.len() {
        "A".into()
    } else if form.contains(char::is_lowercase) {
        "Aa".into()
    } else {
        "AA".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line;

    /// Computed by `training/boundary.py`.
    #[test]
    #[allow(clippy::unwrap_used, reason = "the rules are written here")]
    fn the_same_as_in_training() {
        let rules = Segmentation::read("starters = [\"elle\"]").unwrap();
        for (text, i, expected) in [
            (
                "( Le « chef » ) dit oui 12 Elle",
                6,
                "g a a;z ) a a;c a a 0;a dit a;b a a oui;d a oui 0;l a a 4;f a (;o a a 0;e it a;\
                 n oui 00;p ) dit",
            ),
            (
                "- A B : - Été",
                3,
                "g : -;z A : -;c : - Aa;a : -;b : - -;d - - Aa;l : - 3;f - -;o : - 0;e : -;\
                 n - été;p b :;u : -;r",
            ),
            (
                "VU À PARIS https://a.b Œil",
                3,
                "g @ Aa;z AA @ Aa;c @ Aa |;a https://a.b Aa;b @ Aa oeil;d Aa oeil |;l @ Aa 3;\
                 f Aa AA;o @ Aa 0;e .b Aa;n oeil |;p paris https://a.b;u @ Aa",
            ),
        ] {
            let pieces = line::pieces(text, 0, text.len(), &rules);
            let mut so_far = SoFar::new();
            for piece in &pieces[..=i] {
                so_far.add(piece.of(text));
            }
            let mut found = Vec::new();
            features(text, &pieces, i, &so_far, &rules, |name| found.push(name.to_owned()));
            assert_eq!(found.join(";"), expected);
        }
    }
}
