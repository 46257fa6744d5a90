//! Agencies that the article credits: in its dateline, its byline, its closing line.

use crate::draft::Draft;
use crate::tables::{Tables, fold};

/// How far into a paragraph a dateline may reach, in bytes.
const DATELINE: usize = 110;

/// The credits of an article, in the order of the page, each once.
pub(crate) fn find(draft: &Draft, tables: &Tables) -> Vec<String> {
    let mut credits: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !credits.contains(&name) {
            credits.push(name);
        }
    };
    for line in draft.paragraphs.iter().take(8) {
        let names = dateline(line, tables);
        names.into_iter().map(|name| as_outlet(name, draft)).for_each(&mut add);
    }
    let byline = draft.byline.as_deref().unwrap_or_default();
    named(byline, tables).into_iter().for_each(&mut add);
    let last = draft.paragraphs.iter().skip(1).rev().take(6).collect::<Vec<_>>();
    for line in last.into_iter().rev() {
        closing(line, tables).into_iter().for_each(&mut add);
    }
    credits
}

/// `CHISINAU, 14 avr. (Presse du Sud) - `, `(Black Sea Dispatch) —`, `Reuters - `.
fn dateline(line: &str, tables: &Tables) -> Vec<String> {
    let head = crate::sniff::prefix(line, DATELINE);
    let dash = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with(['—', '–']) || rest.starts_with("- ") || rest.starts_with("-- ")
    };
    if let Some((before, rest)) = head.split_once('(')
        && let Some((inside, after)) = rest.split_once(')')
        && dash(after)
        && is_place_and_day(before)
    {
        return inside.split(['/', '&']).map(|name| official(name, tables)).collect();
    }
    for (at, _) in head.match_indices([' ', '\u{a0}']) {
        if dash(&head[at..]) {
            let name = head[..at].trim();
            return known(name, tables).into_iter().collect();
        }
    }
    Vec::new()
}

/// « (Atlas) » in a text of « Agence Atlas » is that agency.
fn as_outlet(name: String, draft: &Draft) -> String {
    let folded = fold(&name);
    let part = |outlet: &&String| fold(outlet).split(' ').any(|word| word == folded);
    draft.outlet.as_ref().filter(part).cloned().unwrap_or(name)
}

/// Nothing, or a place and perhaps a day: short, no verb would fit.
fn is_place_and_day(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let capital = before.chars().next().is_none_or(char::is_uppercase);
    words.len() <= 7 && capital && !before.contains(['«', '"', '“', '!', '?', ';'])
}

/// Agencies in a byline: `avec AFP`, `Le Courrier avec AFP et Reuters`, `ATS/Reuters`.
pub(crate) fn named(line: &str, tables: &Tables) -> Vec<String> {
    let parts = line.split(['/', ',', '&', '|', '(', ')', ';', '+']);
    let words =
        [" avec l'", " avec ", " with ", " et ", " and ", " via ", " par ", " by ", " from "];
    let mut found = Vec::new();
    for part in parts {
        let mut part = format!(" {} ", part.replace('’', "'"));
        for word in words {
            part = part.replace(word, " / ");
        }
        found.extend(part.split('/').filter_map(|name| known(name, tables)));
    }
    found
}

/// The last lines: `(AFP)`, `avec AFP`, `ATS/Reuters`, `Source : Reuters`, `© AFP 2026`.
fn closing(line: &str, tables: &Tables) -> Vec<String> {
    let line = line.trim();
    if line.len() <= 80 && is_credit_line(line, tables) {
        let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.split_once(':').map_or(bare, |(_, names)| names);
        let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || " .".contains(c));
        return named(bare, tables);
    }
    let Some(inside) = line.trim_end_matches('.').strip_suffix(')') else { return Vec::new() };
    let Some((before, inside)) = inside.rsplit_once('(') else { return Vec::new() };
    let ended = before.trim_end().ends_with(['.', '!', '?', '»', '”', '"', '…']);
    let cue =
        ["avec ", "with ", "source", "par ", "by "].iter().any(|cue| fold(inside).starts_with(cue));
    let inside = inside.split_once(':').map_or(inside, |(_, names)| names);
    if (ended || cue) && inside.len() <= 60 { named(inside, tables) } else { Vec::new() }
}

/// Whether a line is nothing but names of agencies and the words around them.
pub(crate) fn is_credit_line(line: &str, tables: &Tables) -> bool {
    const AROUND: &[&str] = &[
        "avec", "with", "et", "and", "source", "sources", "via", "par", "by", "l'", "from",
        "crédit", "credit", "photo", "agence", "agences", "agencies",
    ];
    if line.len() > 80 || line.ends_with(['?', '!']) {
        return false;
    }
    let mut folded = format!(" {} ", fold(line)).replace("l'", "");
    folded = folded.replace(|c: char| !(c.is_alphanumeric() || "-.'".contains(c)), " ");
    let mut found = false;
    let mut rest: Vec<&str> =
        folded.split_whitespace().map(|word| word.trim_matches('.')).collect();
    rest.retain(|word| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    while let Some(first) = rest.first().copied() {
        let longest = (1..=rest.len().min(5))
            .rev()
            .find(|&n| tables.agencies.contains_key(&rest[..n].join(" ")));
        match longest {
            Some(n) => {
                found = true;
                rest.drain(..n);
            }
            None if AROUND.contains(&first) => drop(rest.remove(0)),
            None => return false,
        }
    }
    found
}

fn known(name: &str, tables: &Tables) -> Option<String> {
    let name = name.trim().trim_matches(|c: char| ".:()[]© ".contains(c));
    tables.agencies.get(&fold(name)).cloned()
}

fn official(name: &str, tables: &Tables) -> String {
    known(name, tables).unwrap_or_else(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str], byline: Option<&str>) -> Vec<String> {
        let mut draft = Draft::new("x");
        draft.paragraphs = lines.iter().map(|line| (*line).to_owned()).collect();
        draft.byline = byline.map(str::to_owned);
        find(&draft, &Tables::embedded())
    }

    #[test]
    fn datelines() {
        assert_eq!(
            of(&["Titre", "CHISINAU, 14 avr. (Presse du Sud) - La Bulgarie aurait livré."], None),
            ["Presse du Sud"]
        );
        assert_eq!(
            of(&["CHISINAU (Black Sea Dispatch) — The ministry said."], None),
            ["Black Sea Dispatch"]
        );
        assert_eq!(of(&["Reuters - Le pont a rouvert."], None), ["Reuters"]);
        assert_eq!(of(&["PARIS (AFP) – Le pont a rouvert."], None), ["AFP"]);
    }

    #[test]
    fn closings_and_bylines() {
        assert_eq!(of(&["Titre", "Le pont a rouvert. (AFP)"], None), ["AFP"]);
        assert_eq!(of(&["Titre", "Le pont a rouvert.", "ATS/Reuters"], None), ["ATS", "Reuters"]);
        assert_eq!(of(&["Titre", "Le pont a rouvert (avec AFP)."], None), ["AFP"]);
        assert_eq!(of(&["Titre"], Some("Le Courrier avec l’AFP et Reuters")), ["AFP", "Reuters"]);
        assert_eq!(of(&["Titre", "Fin.", "Source : AFP"], None), ["AFP"]);
    }

    #[test]
    fn words_in_the_body_are_no_credit() {
        assert!(
            of(
                &["Titre", "Selon l'institut (USGS), qui l'a mesurée - la secousse fut forte."],
                None
            )
            .is_empty()
        );
        assert!(
            of(
                &[
                    "Titre",
                    "Un",
                    "« Rien », a dit l'agence (Tass) mardi.",
                    "Le préfet a confirmé à l'AFP."
                ],
                None
            )
            .is_empty()
        );
    }
}
