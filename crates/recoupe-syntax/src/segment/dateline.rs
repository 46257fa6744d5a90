//! The place and day that open a dispatch are no part of its first sentence: `OSLO, 3 May — `.

use super::Piece;

/// Pieces that may stand before the dash.
const LONGEST: usize = 14;

/// The pieces of a dateline that opens a line, its dash included; 0 when there is none.
pub(super) fn pieces(text: &str, pieces: &[Piece]) -> usize {
    let form = |i: usize| pieces.get(i).map_or("", |piece| piece.of(text));
    let Some(dash) = (1..LONGEST).find(|&i| is_dash(form(i))) else { return 0 };
    // Something must follow, as a sentence begins: "OSLO - the capital" goes on.
    let follows = form(dash + 1).chars().next();
    if !follows.is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '‘')) {
        return 0;
    }
    let is_parted = text[pieces[dash - 1].end..pieces[dash].start].contains([' ', '\u{a0}'])
        || form(dash) != "-";
    let place = (0..dash).take_while(|&i| !matches!(form(i), "," | "(")).count();
    let is_place = place > 0 && (0..place).all(|i| shouts(form(i)) || is_joint(form(i)));
    let named = place > 0 && (0..place).all(|i| begins_large(form(i)) || is_joint(form(i)));
    let has_agency = form(dash - 1) == ")" && (0..dash).any(|i| form(i) == "(");
    // « 14 avril »: beside a number a month may be written small.
    let is_month = |i: usize| is_number(form(i - 1)) || is_number(form(i + 1));
    let is_short = (place..dash).all(|i| is_of_dateline(form(i)) || is_month(i));
    let fits = (is_place && shouts(form(0))) || (named && has_agency && begins_large(form(0)));
    if fits && is_short && is_parted { dash + 1 } else { 0 }
}

fn is_dash(form: &str) -> bool {
    matches!(form, "—" | "–" | "-" | "--")
}

/// Three letters at least, none of them small.
fn shouts(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !form.chars().any(char::is_lowercase)
}

fn begins_large(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

/// Within the name of a place: « RIO DE JANEIRO », « N'DJAMENA », « Aix-en-Provence ».
fn is_joint(form: &str) -> bool {
    matches!(form, "-" | "." | "'" | "’" | "/") || form.chars().all(char::is_uppercase)
}

/// After the place: a state, a day, an agency in brackets.
fn is_of_dateline(form: &str) -> bool {
    let is_mark = matches!(form, "," | "(" | ")" | "/" | "." | "&");
    is_mark || is_number(form) || begins_large(form)
}

fn is_number(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit())
}
