//! What authors say of themselves below their article, and their signature there.

use crate::draft::Draft;
use crate::furniture::ends_sentence;
use crate::tables::{Tables, fold};
use crate::{credit, date, masthead};

/// How many lines at the start and at the end may tell of the author.
const EDGE: usize = 6;

/// The names of a byline, folded.
pub(crate) fn names(byline: Option<&str>) -> Vec<String> {
    let all = byline.map(fold).unwrap_or_default();
    let all = all.replace(" et ", ",").replace(" and ", ",").replace(" avec ", ",");
    let names = all.split([',', '&', '|', ';']).map(str::trim);
    let bare = names.map(|name| name.trim_start_matches("par ").trim_start_matches("by "));
    bare.filter(|name| name.len() > 4).map(str::to_owned).collect()
}

/// Whether a few words say what somebody is: "Transport correspondent, Soll".
pub(crate) fn is_office(line: &str, tables: &Tables) -> bool {
    let folded = fold(line);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let few = words.clone().count() <= 8 && !line.ends_with(['.', '?', '!']);
    few && words.any(|word| tables.furniture.role.iter().any(|role| role == word))
}

/// A byline without what its names are and for whom: "Lena Frost, Diplomatic Editor", "Lena Frost
/// for The Vale".
pub(crate) fn tidy(byline: &str, outlet: Option<&str>, tables: &Tables) -> String {
    let whom = outlet.map(fold).unwrap_or_default();
    let ends = ["for", "pour"].map(|word| format!(" {word} {whom}"));
    let cut = byline.char_indices().find(|&(at, _)| {
        !whom.is_empty()
            && byline.len() < 300
            && ends.iter().any(|end| fold(&byline[at..]) == end.trim_start())
    });
    let byline = cut.filter(|(at, _)| *at > 0).map_or(byline, |(at, _)| byline[..at].trim());
    let byline = &without_brackets(byline, tables);
    let byline = &without_days(byline, tables);
    let kept: Vec<&str> =
        byline.split(',').map(str::trim).filter(|part| !is_office(part, tables)).collect();
    if kept.is_empty() { byline.to_owned() } else { kept.join(", ") }
}

/// "Ada Roux / Vale News / May 29, 2031, 23:41" without the day.
fn without_days(byline: &str, tables: &Tables) -> String {
    let Some(mark) = [" / ", " | ", " · ", " • "].into_iter().find(|mark| byline.contains(mark))
    else {
        return byline.to_owned();
    };
    let parts = byline.split(mark).filter(|part| date::only(part, &tables.dates).is_none());
    parts.collect::<Vec<_>>().join(mark)
}

/// « Ada Roux (Varnes, correspondante) » without the brackets; an agency in them stays.
pub(crate) fn without_brackets(byline: &str, tables: &Tables) -> String {
    let mut out = String::with_capacity(byline.len());
    let mut rest = byline;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inside, after)) = after.split_once(')') else { break };
        let first = out.is_empty() && before.is_empty();
        if first || !credit::named(inside, tables).is_empty() {
            out.push_str(&rest[..before.len() + inside.len() + 2]);
        } else {
            out.push_str(before.trim_end());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Drops lines near the start and the end in which who signs is told of in the third person.
fn told_of(draft: &mut Draft, tables: &Tables) {
    let names = names(draft.byline.as_deref());
    let count = draft.paragraphs.len();
    if count < 4 || names.is_empty() {
        return;
    }
    let tells = |line: &str| {
        let folded = fold(line);
        line.len() <= 400
            && names.iter().any(|name| folded.starts_with(name.as_str()))
            && !line.contains(['«', '“', '"'])
            && tables.furniture.author.iter().any(|cue| folded.contains(cue.as_str()))
    };
    // Below an entry of a live report stands who wrote it.
    let signs = |line: &str| line.len() <= 60 && names.contains(&fold(line));
    let lines = std::mem::take(&mut draft.paragraphs);
    for (at, line) in lines.into_iter().enumerate() {
        let edge = at > 0 && (at < EDGE || at + EDGE >= count);
        if edge && tells(&line) || at > 0 && signs(&line) {
            draft.left_out.push(line);
        } else {
            draft.paragraphs.push(line);
        }
    }
}

/// Drops a last paragraph in which the author, silent until then, speaks of himself, or is
/// spoken of, and a signature. To be called when the byline is known.
pub(crate) fn leave_out(draft: &mut Draft, tables: &Tables) {
    last_name(draft, tables);
    told_of(draft, tables);
    let Some((line, before)) = draft.paragraphs.split_last() else { return };
    let folded = fold(line);
    let cue = tables.furniture.author.iter().any(|cue| folded.contains(cue.as_str()));
    let in_person = || speaks_as_i(&folded) && !before.iter().any(|line| speaks_as_i(&fold(line)));
    let names = names(draft.byline.as_deref());
    let named = names.iter().any(|name| folded.starts_with(name.as_str()));
    let follow =
        named_person(line) && ["@", "follow ", "suivez"].iter().any(|word| folded.contains(word));
    let named = named || follow;
    // "Contact Ada Roux at ada.roux@vale.example.", "Do you know more? Email tips@vale.example"
    let contact = folded.contains('@')
        && folded.split(['?', '!', '.']).map(str::trim_start).any(|sentence| {
            ["contact", "email", "e-mail", "reach", "écrire à", "écrivez", "pour contacter"]
                .iter()
                .any(|cue| sentence.starts_with(cue))
        });
    let about =
        before.len() >= 3 && line.len() <= 600 && (contact || cue && (named || in_person()));
    if about {
        draft.left_out.extend(draft.paragraphs.pop());
    }
    while signed(&draft.paragraphs, &names) {
        draft.left_out.extend(draft.paragraphs.pop());
    }
}

/// Whether a last line is a signature: one of the names, and a few words.
fn signed(paragraphs: &[String], names: &[String]) -> bool {
    let Some((line, before)) = paragraphs.split_last() else { return false };
    let few = line.split_whitespace().count() <= 8 && !line.ends_with('.');
    let named = || names.iter().any(|name| fold(line).starts_with(name.as_str()));
    !before.is_empty() && few && named()
}

/// A name alone below the last sentence signs, where nobody else does but the outlet.
fn last_name(draft: &mut Draft, tables: &Tables) {
    let outlet = draft.outlet.as_deref().map(fold);
    let other = draft.byline.as_deref().is_some_and(|byline| Some(fold(byline)) != outlet);
    let Some((line, before)) = draft.paragraphs.split_last() else { return };
    let after = before.len() >= 2 && before.last().is_some_and(|line| ends_sentence(line));
    // « Ada Roux, avec AFP »
    let (name, rest) =
        line.split_once(", avec ").or_else(|| line.split_once(" with ")).unwrap_or((line, ""));
    let with = rest.is_empty() || !credit::named(rest, tables).is_empty();
    if !other && after && with && !ends_sentence(line) && masthead::is_name(name, tables) {
        draft.byline = Some(name.to_owned());
    }
}

/// « Ada Roux est … », "Ada Roux covers …"
fn named_person(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(4).collect();
    let names = words.iter().take_while(|word| word.starts_with(char::is_uppercase)).count();
    let verbs = ["is", "est", "writes", "covers", "couvre", "écrit", "reports", "has"];
    names >= 2 && words.get(names).is_some_and(|word| verbs.contains(word))
}

/// Whether somebody says « je » outside quotation marks.
fn speaks_as_i(folded: &str) -> bool {
    let mut depth = 0usize;
    let mut open = false;
    let mut outside = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '«' | '“' => depth += 1,
            '»' | '”' => depth = depth.saturating_sub(1),
            '"' => open = !open,
            _ if depth == 0 && !open => outside.push(c),
            _ => {}
        }
    }
    outside.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|word| {
        matches!(word, "je" | "i" | "i'm" | "i've" | "my" | "moi" | "mes")
            || word.starts_with("j'")
            || word.starts_with("m'")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Le pont de Varnes a rouvert mardi matin après onze mois de travaux.";

    fn left(lines: &[&str]) -> Vec<String> {
        let mut draft = Draft::new("x");
        draft.paragraphs = lines.iter().map(|line| (*line).to_owned()).collect();
        draft.byline = Some("Ada Roux et Lou Arc".to_owned());
        leave_out(&mut draft, &Tables::embedded());
        draft.paragraphs
    }

    #[test]
    fn authors_speak_of_themselves_last() {
        let bio = "Curieuse et passionnée, j'explore les ponts du pays depuis dix ans.";
        let other = BODY.replace("mardi", "lundi");
        assert_eq!(left(&["Le pont rouvre", BODY, &other, bio]).len(), 3);
        let quote = "« Je suis journaliste et j'explore les ponts », dit-elle.";
        assert_eq!(left(&["Le pont rouvre", BODY, &other, quote]).len(), 4);
    }

    #[test]
    fn authors_are_spoken_of_last() {
        assert_eq!(left(&["Titre", BODY, BODY, "Lou Arc est journaliste à Varnes."]).len(), 3);
        assert_eq!(left(&["Titre", BODY, "Ada Roux (avec AFP)"]).len(), 2);
        assert_eq!(left(&["Titre", BODY, "Le maire est journaliste à Varnes."]).len(), 3);
    }
}
