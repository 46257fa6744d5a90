//! « MOSCOU, 3 mars (AFP) – », "LONDON, March 3 (Reuters) -": where and when a report was written
//! stands before its first sentence and is none of it.

use std::ops::Range;

use super::Piece;

/// Surface tokens that may stand before the dash.
const LONGEST: usize = 16;
/// Surface tokens that may stand in the brackets.
const LONGEST_AGENCY: usize = 8;
/// Surface tokens without which what follows is no sentence.
const SHORTEST_REST: usize = 3;

/// The first sentence of a line parted from the dateline before it, if it has one.
pub(super) fn part(text: &str, pieces: &[Piece], first: Range<usize>) -> Vec<Range<usize>> {
    match length(text, &pieces[first.clone()]) {
        Some(length) => vec![first.start..first.start + length, first.start + length..first.end],
        None => vec![first],
    }
}

/// How many surface tokens the dateline has, its dash included.
fn length(text: &str, pieces: &[Piece]) -> Option<usize> {
    let word = |at: usize| pieces[at].of(text);
    let last = pieces.len().checked_sub(SHORTEST_REST)?.min(LONGEST);
    let dash = (1..last).find(|&at| matches!(word(at), "-" | "–" | "—" | "--" | "−"))?;
    let place = |to: usize| is_place(&(0..to).map(word).collect::<Vec<_>>());
    let named = if word(dash - 1) == ")" {
        let open = (0..dash - 1).rfind(|&at| word(at) == "(")?;
        let short = dash - 1 - open <= LONGEST_AGENCY && dash - 1 > open + 1;
        short && is_capital(word(open + 1)) && (open == 0 || place(open))
    } else {
        is_shouted(word(0)) && place(dash)
    };
    // Something must follow, as a sentence begins: "NATO — the alliance — met" goes on.
    let begins =
        |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '«' | '‘');
    (named && word(dash + 1).starts_with(begins)).then_some(dash + 1)
}

/// « BUENOS AIRES », « Paris, 3 mars 2031 »: names, then perhaps a comma and a day.
fn is_place(words: &[&str]) -> bool {
    let comma = words.iter().position(|&word| word == ",").unwrap_or(words.len());
    let (names, rest) = words.split_at(comma);
    let digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let name = |word: &&str| is_capital(word) || matches!(*word, "-" | "/" | "'" | "’" | ".");
    let day = rest.iter().any(digit) && rest.len() <= 6;
    let land = rest.get(1..).unwrap_or(&[]).iter().all(name);
    (1..=5).contains(&names.len()) && names.iter().all(name) && (rest.is_empty() || day || land)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A word of capitals alone.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::{Segmentation, split};

    fn sentences(text: &str) -> Vec<&str> {
        let rules = Segmentation::read("elisions = [\"l'\"]").unwrap();
        split(text, &rules).iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn stands_apart_from_the_first_sentence() {
        for line in [
            "OSLO, 3 mars 2031 (Boréale) - ",
            "Oslo (Boréale) – ",
            "OSLO, March 3 (North Wire) -- ",
            "(Boréale) - ",
            "BUENOS AIRES — ",
        ] {
            let text = format!("{line}Trois navires ont quitté le port.");
            let found = sentences(&text);
            assert_eq!(found, [line.trim_end(), "Trois navires ont quitté le port."], "{text}");
        }
    }

    #[test]
    fn other_dashes_part_nothing() {
        for text in [
            "Le ministre (53 ans) – un proche du roi – a démissionné.",
            "Oslo – la capitale – est calme ce soir.",
            "Trois navires (dont deux pétroliers) - tous saisis - ont quitté le port.",
            "OSLO (Boréale) - Calme.",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }
}
