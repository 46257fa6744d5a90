//! « du », « des »: de + le(s), or a plain determiner?
//!
//! A linear model over the neighbouring words, learnt by `training/contraction.py`, which computes
//! the same features.

use crate::word::{bucket, key, shape};

use super::{Piece, Segmentation};

/// Rows of the weight table.
pub(super) const SIZE: usize = 16_384;

/// Keeps or drops the parts of ambiguous contractions. Without weights all are kept.
pub(super) fn decide(text: &str, pieces: &mut [Piece], rules: &Segmentation) {
    if rules.weights.is_empty() {
        return;
    }
    for i in 0..pieces.len() {
        if pieces[i].ambiguous && score(text, pieces, i, rules) <= 0.0 {
            pieces[i].parts.clear();
        }
    }
}

fn score(text: &str, pieces: &[Piece], i: usize, rules: &Segmentation) -> f32 {
    let form = |j: Option<usize>| j.and_then(|j| pieces.get(j)).map(|piece| piece.of(text));
    let word = |j: Option<usize>| form(j).map_or_else(|| "|".to_owned(), key);
    let (before, after) = (i.checked_sub(1), Some(i + 1));
    let (w, left, right) = (word(Some(i)), word(before), word(after));
    let (left2, right2) = (word(i.checked_sub(2)), word(Some(i + 2)));
    let upper = form(Some(i)).is_some_and(|f| f.starts_with(char::is_uppercase));
    let upper = if upper { "True" } else { "False" };
    let (l2, l3) = (end(&left, 2), end(&left, 3));
    let (r2, r3) = (end(&right, 2), end(&right, 3));
    let mut features = vec![
        format!("a{w} {left}"),
        format!("b{w} {right}"),
        format!("c{w} {left} {right}"),
        format!("d{w} {left2} {left}"),
        format!("e{w} {right} {right2}"),
        format!("f{w} {l3}"),
        format!("g{w} {r3}"),
        format!("h{w} {l2}"),
        format!("i{w} {r2}"),
        format!("j{w} {left2}"),
        format!("k{w} {right2}"),
        format!("l{w} {upper}"),
        format!("m{w} {l3} {r3}"),
        format!("n{w}"),
    ];
    features.extend(form(after).map(|form| format!("o{w} {}", shape(form))));
    features.extend(form(before).map(|form| format!("p{w} {}", shape(form))));
    features.extend(tag_features(text, pieces, i, rules, &w));
    features.iter().map(|feature| rules.weights[bucket("x", feature, SIZE)]).sum()
}

/// Features of the parts of speech around.
fn tag_features(
    text: &str,
    pieces: &[Piece],
    i: usize,
    rules: &Segmentation,
    w: &str,
) -> [String; 6] {
    let tag = |j: Option<usize>| {
        let Some(piece) = j.and_then(|j| pieces.get(j)) else { return "|".to_owned() };
        let form = piece.of(text);
        let lower = form.to_lowercase().replace('’', "'");
        let tags = rules.lemmas.as_ref().map_or_else(String::new, |lemmas| lemmas.tags(&lower));
        if tags.is_empty() { format!("?{}", end(&key(form), 2)) } else { tags }
    };
    let left3 = tag(i.checked_sub(3));
    let (left2, left) = (tag(i.checked_sub(2)), tag(i.checked_sub(1)));
    let (right, right2) = (tag(Some(i + 1)), tag(Some(i + 2)));
    [
        format!("q{w} {left}"),
        format!("r{w} {left2} {left}"),
        format!("s{w} {left} {right}"),
        format!("t{w} {right}"),
        format!("u{w} {left3} {left2} {left}"),
        format!("v{w} {right} {right2}"),
    ]
}

/// The last letters.
fn end(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count - 1).map_or(0, |(i, _)| i);
    &text[start..]
}
