//! The first lines: the outlet's name, the headline, who signs, when it was published.

use recoupe_model::Timestamp;

use crate::date::{self, Stamp};
use crate::draft::Draft;
use crate::furniture::{bare, ends_sentence, is_clock, is_furniture, is_item};
use crate::tables::{Tables, fold};
use crate::{author, credit};

/// How many lines at the start may speak about the page.
const HEAD: usize = 8;

/// How many lines at the end may.
const FOOT: usize = 3;

/// Reads and removes the lines that speak about the page; returns the day they tell.
pub(crate) fn read(draft: &mut Draft, tables: &Tables) -> Option<Timestamp> {
    let mut seen = None;
    let mut at = 0;
    let mut looked = 0;
    // Where a signature stood.
    let mut signed = None;
    while at < draft.paragraphs.len() {
        let foot = at + FOOT >= draft.paragraphs.len();
        let line = &draft.paragraphs[at];
        looked += 1;
        let about = looked <= HEAD || foot;
        let is_title = draft.title.as_deref().is_some_and(|title| same_words(line, title));
        if !about || is_title {
            at += 1;
            continue;
        }
        let line = line.strip_prefix("- ").unwrap_or(line);
        let line = &*date::in_order(line, draft.language.as_deref());
        if let Some((name, stamp)) = parted(line, tables).filter(|_| at > 0) {
            seen = seen.or(Some(stamp));
            draft.byline = draft.byline.take().or(name);
            draft.left_out.push(draft.paragraphs.remove(at));
            continue;
        }
        let outlet = draft.outlet.as_deref().is_some_and(|outlet| same_words(line, outlet));
        if outlet && draft.title.is_some() {
            draft.left_out.push(draft.paragraphs.remove(at));
            continue;
        }
        match date::stamp(line, &tables.dates) {
            Stamp::Published(stamp) => {
                seen = seen.or(Some(stamp));
                let signed = signed_within(line, tables);
                draft.byline = draft.byline.take().or(signed);
                draft.left_out.push(draft.paragraphs.remove(at));
            }
            Stamp::Updated => draft.left_out.push(draft.paragraphs.remove(at)),
            Stamp::None if looked <= HEAD && at > 0 && signs(draft, at, tables) => {
                draft.left_out.push(draft.paragraphs.remove(at));
                signed = Some(at);
            }
            Stamp::None
                if looked <= HEAD
                    && at > 0
                    && (names_author(draft, &draft.paragraphs[at], tables)
                        || signed == Some(at)
                            && author::is_office(&draft.paragraphs[at], tables)) =>
            {
                draft.left_out.push(draft.paragraphs.remove(at));
                signed = Some(at);
            }
            Stamp::None => {
                let line = &draft.paragraphs[at];
                if at < 2 && !ends_sentence(line) {
                    seen = seen.or_else(|| date::heading(line, &tables.dates));
                }
                at += 1;
            }
        }
    }
    outlet(draft, tables);
    if draft.title.is_none() {
        // A single word above the headline is a place or a section.
        let kicker = draft.paragraphs.first().is_some_and(|first| is_kicker(first));
        let at = usize::from(kicker);
        if is_headline(draft.paragraphs.get(at), draft.paragraphs.get(at + 1)) {
            draft.title = draft.paragraphs.get(at).cloned();
        }
    }
    seen
}

/// Whether two lines are the same words, whatever their case and marks.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    let words =
        |line: &str| -> String { fold(line).chars().filter(|c| c.is_alphanumeric()).collect() };
    words(one) == words(other)
}

/// A line that names the outlet: « Le Carnet — blog de veille », a slogan above the headline.
fn outlet(draft: &mut Draft, tables: &Tables) {
    let (Some(first), second) = (draft.paragraphs.first(), draft.paragraphs.get(1)) else { return };
    let names = |part: &str| {
        let part = format!("{} ", fold(part));
        tables.furniture.masthead.iter().any(|pattern| part.contains(pattern.as_str()))
    };
    let (before, after) = first.split_once([' ', '\u{a0}']).map_or((first.as_str(), ""), |_| {
        let dash = [" — ", " – ", " - ", " | "].iter().find_map(|dash| first.split_once(dash));
        dash.unwrap_or((first, ""))
    });
    let named = !after.is_empty() && names(after) && before.split_whitespace().count() <= 5;
    let below = is_headline(second, draft.paragraphs.get(2));
    let above = is_headline(Some(first), second);
    let stranger = above && below && is_stranger(draft);
    let name = before.trim().to_owned();
    let is_title = draft.title.as_deref().is_some_and(|title| same_words(first, title));
    if is_title || draft.title.is_none() && !above {
        return;
    }
    if named && draft.outlet.is_none() {
        draft.outlet = Some(name);
    }
    if draft.title.is_none() && (stranger || below && names(first) && (named || is_stranger(draft)))
    {
        draft.left_out.push(draft.paragraphs.remove(0));
    }
}

/// Whether none of the content words of the first line come again below, while some of the
/// second line's do.
fn is_stranger(draft: &Draft) -> bool {
    let body: String = draft.paragraphs.iter().skip(2).map(|line| fold(line) + "\n").collect();
    let echo = |line: &str| {
        let folded = fold(line);
        let words =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 5);
        words.filter(|word| body.contains(*word)).count()
    };
    let [first, second, ..] = &draft.paragraphs[..] else { return false };
    echo(first) == 0 && echo(second) > 0
}

fn is_kicker(line: &str) -> bool {
    !line.contains(char::is_whitespace) && line.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Whether a line looks like a headline: short, ends like no sentence, and more follows.
fn is_headline(line: Option<&String>, next: Option<&String>) -> bool {
    let (Some(line), Some(_)) = (line, next) else { return false };
    let words = line.split_whitespace().count();
    let stop = line.ends_with(['.', ';', ',', ':', '…']);
    (2..=30).contains(&words) && line.len() <= 220 && !stop && !is_item(line)
}

/// « Par Ada Roux », "By Ada Roux and Lou Arc": taken as the byline if none is given.
fn signs(draft: &mut Draft, at: usize, tables: &Tables) -> bool {
    let line = draft.paragraphs[at].as_str();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let Some(names) = signature(line, tables)
        .or_else(|| with_office(line, tables))
        .or_else(|| told_to(line, tables))
    else {
        return of_a_house(line, tables);
    };
    draft.byline.get_or_insert(names);
    true
}

/// "Ada Roux, Business editor", "By Ada Roux, Business editor".
fn with_office(line: &str, tables: &Tables) -> Option<String> {
    let (name, office) = line.split_once(',').filter(|_| line.len() <= 100)?;
    let name = signature(name, tables).unwrap_or_else(|| name.to_owned());
    let few = office.split_whitespace().count() <= 6;
    (few && is_name(&name, tables) && author::is_office(office, tables)).then_some(name)
}

/// « Propos recueillis par Ada Roux », « De notre correspondante à Lans, Ada Roux »
fn told_to(line: &str, tables: &Tables) -> Option<String> {
    let folded = fold(line);
    let cue = tables.furniture.signs.iter().any(|cue| folded.starts_with(cue.as_str()));
    if !cue || line.len() > 100 || ends_sentence(line) {
        return None;
    }
    let name = line.rsplit_once(',').map(|(_, name)| name.trim().to_owned());
    name.filter(|name| is_name(name, tables)).or_else(|| signed_within(line, tables))
}

/// « Le Fil avec AFP », "Vale News with agencies"
fn of_a_house(line: &str, tables: &Tables) -> bool {
    let short = line.split_whitespace().count() <= 7 && !ends_sentence(line);
    let (house, with) =
        line.split_once(" avec ").or_else(|| line.split_once(" with ")).unwrap_or(("", ""));
    let agencies = fold(with).split_whitespace().last().is_some_and(|it| it.starts_with("agenc"));
    let credited = agencies || !credit::named(with, tables).is_empty();
    let house = house.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !house.is_empty();
    short && house && credited
}

/// The names after « par » in a text of several things: « Publié le 3 mars par Ada Roux, 2 min ».
pub(crate) fn signed_within(text: &str, tables: &Tables) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(60).collect();
    let by = words.iter().position(|word| tables.dates.by.contains(&fold(word)))?;
    let mut names: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate().skip(by + 1) {
        let bare = word.trim_end_matches([',', '|', '·', ':', ';']);
        let folded = fold(bare);
        // « Sam » is a name unless a day follows.
        let next = fold(words.get(at + 1).unwrap_or(&""));
        let day = next.starts_with(|c: char| c.is_ascii_digit())
            || tables.dates.month.contains_key(next.as_str());
        let dated = day
            && (tables.dates.month.contains_key(&folded) || tables.dates.weekday.contains(&folded))
            || tables.dates.published.contains(&folded)
            || tables.dates.updated.contains(&folded);
        let joins = matches!(bare, "et" | "and" | "de" | "du" | "van" | "von" | "d’");
        if dated || !joins && !bare.starts_with(char::is_uppercase) || bare.is_empty() {
            break;
        }
        names.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    while names.last().is_some_and(|last| last.starts_with(char::is_lowercase)) {
        names.pop();
    }
    (2..=7).contains(&names.len()).then(|| names.join(" "))
}

/// "Nora Sadler | June 25, 2032", "6 min read · Mar 18, 2031": a day among parts that are each
/// about the page. The name that signs, if there is one, and the day.
fn parted(line: &str, tables: &Tables) -> Option<(Option<String>, Timestamp)> {
    if line.len() > 160 {
        return None;
    }
    let (mut name, mut day) = (None, None);
    let mut count = 0;
    let marks = [" - ", " – ", " — ", " / "];
    let line = marks.iter().fold(line.to_owned(), |line, mark| line.replace(mark, "|"));
    for part in line.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty()) {
        count += 1;
        match date::stamp(part, &tables.dates) {
            Stamp::Published(stamp) => day = day.or(Some(stamp)),
            Stamp::Updated => {}
            Stamp::None if is_clock(part) => {}
            Stamp::None if is_furniture(part, &bare(part), &tables.furniture) => {}
            Stamp::None if signature(part, tables).is_some() => {
                name = name.or_else(|| signature(part, tables));
            }
            Stamp::None if is_name(part, tables) => name = name.or_else(|| Some(part.to_owned())),
            Stamp::None => return None,
        }
    }
    (count >= 2).then_some((name, day?))
}

/// Two to four words with capitals and nothing else: a person's name.
pub(crate) fn is_name(text: &str, tables: &Tables) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let dates = &tables.dates;
    let capital = |word: &&str| {
        let folded = fold(word);
        let about = dates.by.contains(&folded)
            || dates.published.contains(&folded)
            || dates.updated.contains(&folded);
        let letters = word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
        letters && !about && word.starts_with(char::is_uppercase)
            || matches!(*word, "de" | "du" | "van" | "von" | "di")
    };
    (2..=4).contains(&words.len()) && text.len() <= 60 && words.iter().all(capital)
}

/// Whether a line is the name of who signs, perhaps with a place or an office after it.
fn names_author(draft: &Draft, line: &str, tables: &Tables) -> bool {
    if line.len() > 100 || ends_sentence(line) {
        return false;
    }
    let folded = fold(line);
    author::names(draft.byline.as_deref()).iter().any(|name| {
        let rest = folded.strip_prefix(name.as_str());
        rest.is_some_and(|rest| {
            let whole = !rest.starts_with(char::is_alphanumeric);
            whole && (rest.split_whitespace().count() <= 4 || author::is_office(rest, tables))
        })
    })
}

/// The names in a line that is a signature and nothing else.
pub(crate) fn signature(line: &str, tables: &Tables) -> Option<String> {
    // « Par Ada Roux (à Varnes) et Lou Arc (à Lans) »
    let line = &author::without_brackets(line, tables);
    let mut words = line.split_whitespace();
    let by = words.next().is_some_and(|word| tables.dates.by.contains(&fold(word)));
    let names: Vec<&str> = words.collect();
    let small = [
        "et", "and", "avec", "with", "de", "du", "la", "le", "van", "von", "à", "in", "pour", "for",
    ];
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || small.contains(word);
    let shaped = by && (1..=9).contains(&names.len()) && names.iter().all(capital);
    let place = |word: &&str| matches!(*word, "in" | "à" | "pour" | "for");
    let names = names.split(place).next().unwrap_or(&[]);
    let whole = shaped && !names.is_empty() && !ends_sentence(line) && bare(line).len() <= 80;
    whole.then(|| names.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str =
        "Le pont de Varnes a rouvert mardi matin après onze mois de travaux, a annoncé la mairie.";

    fn draft(lines: &[&str]) -> (Draft, Option<String>) {
        let mut draft = Draft::new("x");
        draft.paragraphs = lines.iter().map(|line| (*line).to_owned()).collect();
        let seen = read(&mut draft, &Tables::embedded());
        (draft, seen.map(|stamp| stamp.iso))
    }

    #[test]
    fn a_signature_among_other_things() {
        let tables = Tables::embedded();
        let of = |text: &str| signed_within(text, &tables);
        assert_eq!(of("Publié le 3 mars 2026 par Ada Roux, 2 min").as_deref(), Some("Ada Roux"));
        assert_eq!(of("Publié par Sam Loriot à 10:14").as_deref(), Some("Sam Loriot"));
        assert_eq!(
            of("By Ada Roux and Lou Arc Tuesday March 3").as_deref(),
            Some("Ada Roux and Lou Arc")
        );
        assert_eq!(of("interdit par arrêté du 3 mars"), None);
    }

    #[test]
    fn lines_that_sign() {
        let by = |line: &str| draft(&["Le pont rouvre", line, BODY]).0.byline;
        for line in [
            "Par Ada Roux | Publié le 7 mai 2031 | 3 min",
            "By Ada Roux - May 7, 2031",
            "Posted on May 7, 2031 by Ada Roux",
            "Ada Roux, correspondante à Varnes",
            "Propos recueillis par Ada Roux",
            "De notre correspondante à Varnes, Ada Roux",
            "Par Ada Roux (à Varnes)",
        ] {
            assert_eq!(by(line).as_deref(), Some("Ada Roux"), "{line}");
        }
        let (draft, _) = draft(&["Le pont rouvre", "Le Fil avec AFP", BODY]);
        assert_eq!((draft.byline, draft.paragraphs.len()), (None, 2));
    }

    #[test]
    fn outlet_headline_signature_and_day() {
        let (draft, seen) = draft(&[
            "LE CAHIER DE VARNES — blog de quartier",
            "Le pont rouvre",
            "Par Ada Roux",
            "Publié le 3 mars 2026",
            BODY,
        ]);
        assert_eq!(draft.outlet.as_deref(), Some("LE CAHIER DE VARNES"));
        assert_eq!(draft.title.as_deref(), Some("Le pont rouvre"));
        assert_eq!(draft.byline.as_deref(), Some("Ada Roux"));
        assert_eq!(seen.as_deref(), Some("2026-03-03"));
        assert_eq!(draft.paragraphs, ["Le pont rouvre", BODY]);
    }

    #[test]
    fn a_slogan_above_the_headline_is_not_the_headline() {
        let (slogan, _) =
            draft(&["Chaque jour, autre chose que du bruit", "Varnes : le pont rouvre", BODY]);
        assert_eq!(slogan.title.as_deref(), Some("Varnes : le pont rouvre"));
        let (subhead, _) =
            draft(&["Varnes : le pont rouvre aux voitures", "Un chantier de onze mois", BODY]);
        assert_eq!(subhead.title.as_deref(), Some("Varnes : le pont rouvre aux voitures"));
    }

    #[test]
    fn a_text_that_begins_with_a_sentence_has_no_headline() {
        let (draft, seen) = draft(&[BODY, BODY]);
        assert_eq!((draft.title, seen), (None, None));
    }
}
