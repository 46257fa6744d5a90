//! Leaves out the lines of a page that are not its article: menus, invitations, boxes, notes
//! about the author, lines printed twice. What was left out is noted with its words.

use std::collections::BTreeSet;

use crate::credit;
use crate::draft::Draft;
use crate::tables::{Furniture, Tables, fold};

/// A line that stands for a paragraph of an article, in bytes.
const SUBSTANTIAL: usize = 90;

/// The longest line that patterns apply to, in bytes.
const SHORT: usize = 250;

/// Drops such lines from a draft. A draft never loses all its lines that are paragraphs.
pub(crate) fn leave_out(draft: &mut Draft, tables: &Tables) {
    let known = &tables.furniture;
    let lines = std::mem::take(&mut draft.paragraphs);
    let folded: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    let title = draft.title.as_deref().map(bare);
    let mut out = vec![false; lines.len()];
    let mut seen = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let words = &folded[at];
        if title.as_ref() == Some(words) && !seen.contains(words.as_str()) {
            seen.insert(words.as_str());
            continue;
        }
        let twice = !seen.insert(words.as_str()) && (words.len() >= 30 || at < 6);
        out[at] |= words.is_empty()
            || twice
            || is_furniture(line, words, known)
            || at < 6 && (known.menu.contains(words) || is_crumbs(line, known))
            || at < 3 && is_glued(line)
            || at < 6 && !words.contains(char::is_alphabetic)
            || is_clock(words)
            || at < 6 && is_bare_dateline(line)
            || is_address(line)
            || at > 0 && credit::is_credit_line(line, tables);
        if out[at] && known.section.contains(words) && follows_title(&lines, at) {
            out[at + 1] = true;
        }
    }
    after_end(&lines, &folded, &mut out, known);
    after_about(&lines, &folded, &mut out, known);
    after_section(&lines, &folded, &mut out, known);
    tail(&lines, &folded, &mut out, known);
    footnotes(&lines, &mut out);
    for (line, out) in lines.into_iter().zip(out) {
        if out {
            draft.left_out.push(line);
        } else {
            draft.paragraphs.push(line);
        }
    }
}

/// Folded words without the marks around them.
pub(crate) fn bare(line: &str) -> String {
    let folded = fold(line);
    let marks = |c: char| c.is_whitespace() || ":.»›→>«‹←<•·|*…!#[]()-".contains(c);
    folded.trim_matches(marks).to_owned()
}

/// Whether a line is furniture wherever it stands.
pub(crate) fn is_furniture(line: &str, words: &str, known: &Furniture) -> bool {
    let masked = masked(words);
    if known.line.contains(words) || known.line.contains(&masked) {
        return true;
    }
    if line.len() > SHORT {
        return is_caption(line, known);
    }
    let starts = known
        .start
        .iter()
        .any(|pattern| begins(words, pattern) || masked != words && begins(&masked, pattern));
    let holds =
        || line.len() <= 180 && known.has.iter().any(|pattern| words.contains(pattern.as_str()));
    let stub = || {
        let few = words.split_whitespace().count() <= STUB && !ends_sentence(line);
        few && known.stub.iter().any(|pattern| begins(words, pattern))
    };
    starts || stub() || holds() || is_menu(line, known) || is_caption(line, known) || is_post(line)
}

/// The most words of a line that ends like no sentence and is known by its beginning alone.
const STUB: usize = 10;

/// Words with `#` for each number: « il y a 3 heures » and « il y a 11 heures » are one line.
fn masked(words: &str) -> String {
    let mut masked = String::with_capacity(words.len());
    for c in words.chars() {
        if !c.is_ascii_digit() {
            masked.push(c);
        } else if !masked.ends_with('#') {
            masked.push('#');
        }
    }
    masked
}

/// The longest caption, in bytes.
const CAPTION: usize = 320;

/// « Le pont de Varnes, lundi. Photo Jean Moret / Le Courrier »: a line that ends like no sentence
/// and tells at its end whose picture it stands below.
fn is_caption(line: &str, known: &Furniture) -> bool {
    if line.len() > CAPTION || ends_sentence(line) || is_item(line) {
        return false;
    }
    let parts = [". ", "! ", "? ", " - ", " — ", " – ", " / ", " | ", "(", "» ", "\u{a0}: "];
    let starts = parts
        .iter()
        .flat_map(|part| line.match_indices(part).map(move |(at, part)| at + part.len()));
    // « Le Parlement en session. [Agence - Rolf Amsel] »
    let bracket = line.ends_with(']')
        && line
            .rfind('[')
            .is_some_and(|at| at > 0 && line.len() - at <= 60 && line[at..].contains([' ', '/']))
        && !line.contains(['«', '“', '"']);
    if bracket || ends_in_credit(line) {
        return true;
    }
    starts.into_iter().any(|at| {
        let credit = &line[at..];
        let folded = fold(credit);
        let words = credit.split_whitespace();
        (2..=9).contains(&words.clone().count())
            && known.caption.iter().any(|cue| begins(&folded, cue))
            && words.skip(1).any(|word| word.starts_with(char::is_uppercase))
    })
}

/// « Le port de Lans, le 3 mai. LP/Jean Moret », « … (JEAN MORET / AFP) », « … | JEAN MORET / LE FIL »:
/// a person and a house at the end of a line, a bar between them.
fn ends_in_credit(line: &str) -> bool {
    if line.len() > CREDITED {
        return false;
    }
    let marks = [". ", "| ", "(", "! ", "? "];
    let from = marks.iter().filter_map(|mark| line.rfind(mark).map(|at| at + mark.len())).max();
    let Some((one, two)) = from.and_then(|from| line[from..].trim_end_matches(')').split_once('/'))
    else {
        return false;
    };
    let capital = |part: &str| {
        let words = part.split_whitespace();
        (1..=4).contains(&words.clone().count())
            && words.into_iter().all(|word| word.starts_with(char::is_uppercase))
            && part.chars().all(|c| c.is_alphabetic() || " -'’.".contains(c))
    };
    let person = |part: &str| part.split_whitespace().count() >= 2;
    let (one, two) = (one.trim(), two.trim());
    capital(one) && capital(two) && (person(one) || person(two))
}

/// The longest line that ends in a credit, in bytes.
const CREDITED: usize = 240;

/// « — Préfecture (@prefbrelle) 2 juin 2031 »: who wrote an embedded post.
fn is_post(line: &str) -> bool {
    line.starts_with(['—', '–']) && line.contains("(@")
}

/// Whether words begin with a pattern, at the end of a word when the pattern ends with one.
fn begins(words: &str, pattern: &str) -> bool {
    words.strip_prefix(pattern).is_some_and(|rest| {
        let whole = !pattern.ends_with(char::is_alphanumeric);
        whole || !rest.starts_with(char::is_alphanumeric)
    })
}

/// « Partager · Imprimer · Soutenir le blog », « Accueil > Monde », or two such words glued.
fn is_menu(line: &str, known: &Furniture) -> bool {
    if line.len() > 200 || line.ends_with(['.', '?', '!']) {
        return false;
    }
    let split = |c: char| "|·•/>›»,".contains(c) || c == '—' || c == '–';
    let parts: Vec<String> = line.split(split).map(bare).filter(|part| !part.is_empty()).collect();
    if parts.len() >= 2 && parts.iter().all(|part| known.menu.contains(part)) {
        return true;
    }
    if known_pieces(line, known) {
        return true;
    }
    let named = |word: &str| known.menu.contains(&bare(word));
    if line.split_whitespace().count() >= 3 && line.split_whitespace().all(named) {
        return true;
    }
    let spread: Vec<String> = unglued(line).split_whitespace().map(bare).collect();
    let glued = spread.len() > line.split_whitespace().count();
    (spread.len() >= 3 || glued && spread.len() >= 2)
        && spread.iter().all(|part| known.menu.contains(part))
}

/// « Ajouter à mes articlesCommenterPartager », "6 minSummary844": words of buttons without the
/// spaces that the page shows between them.
fn known_pieces(line: &str, known: &Furniture) -> bool {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut before = ' ';
    for c in line.chars() {
        let glued = before.is_lowercase() && (c.is_uppercase() || c.is_ascii_digit());
        if glued || before.is_ascii_digit() && c.is_uppercase() {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(c);
        before = c;
    }
    pieces.push(piece);
    let is_known = |piece: &String| {
        let words = bare(piece);
        let number = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
        number
            || known.menu.contains(&words)
            || known.line.contains(&words)
            || known.line.contains(&masked(&words))
    };
    // A few words among so many buttons are another button.
    let known = pieces.iter().filter(|piece| is_known(piece)).count();
    pieces.len() >= 2
        && (known == pieces.len() || line.len() <= 40 && known * 3 >= pieces.len() * 2)
}

/// A space where a small letter meets a capital.
fn unglued(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut small = false;
    for c in line.chars() {
        if small && c.is_uppercase() {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.push(c);
    }
    out
}

/// A time and nothing else, as above the entries of a live report: « 12h40 », "12.40 BST".
pub(crate) fn is_clock(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let clock = parts.next().is_some_and(|part| {
        let part = part.strip_suffix("pm").or_else(|| part.strip_suffix("am")).unwrap_or(part);
        let apart = part.split(['h', ':', '.']).collect::<Vec<_>>();
        let digits = |part: &&str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        apart.len() == 2 && !apart[0].is_empty() && apart.iter().all(digits)
    });
    let zones = ["am", "pm", "gmt", "utc", "bst", "cet", "cest", "est", "edt", "a.m", "p.m"];
    clock && parts.all(|part| zones.contains(&part))
}

/// « Varnes, Lans — » with nothing after it: the text follows on a line of its own.
fn is_bare_dateline(line: &str) -> bool {
    line.len() <= 60 && line.trim_end().ends_with(['—', '–'])
}

/// `[1] See …` at the end.
fn footnotes(lines: &[String], out: &mut [bool]) {
    for at in (1..lines.len()).rev() {
        let mark = lines[at].strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let note = mark.is_some_and(|(mark, _)| {
            (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit())
        });
        if !note && !out[at] {
            return;
        }
        out[at] = true;
    }
}

/// An address of the web or of mail, alone.
fn is_address(line: &str) -> bool {
    let alone = !line.contains(char::is_whitespace);
    alone && (line.contains('@') || line.starts_with("www.") || line.contains("://"))
}

/// « Accueil > Monde > Varnes », whatever the last part is.
fn is_crumbs(line: &str, known: &Furniture) -> bool {
    let mut parts = line
        .split([">", "›", " » ", "/"].iter().find(|mark| line.contains(**mark)).unwrap_or(&"\n"));
    let first = parts.next().is_some_and(|first| known.menu.contains(&bare(first)));
    first && parts.next().is_some() && line.len() < 120 && !ends_sentence(line)
}

/// One word made of two: a crumb trail without its marks.
fn is_glued(line: &str) -> bool {
    let apart = unglued(line);
    let halves: Vec<&str> = apart.split_whitespace().collect();
    !line.contains(char::is_whitespace)
        && halves.len() >= 2
        && halves.iter().all(|half| half.chars().count() >= 4)
}

/// After « À lire aussi » alone on a line comes the title of another article.
fn follows_title(lines: &[String], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|next| next.len() < 160 && !ends_sentence(next))
}

/// Whether a line ends as sentences do.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['»', '”', '"', ')', ' ', '\u{a0}', '\u{202f}', '’', '\'']);
    line.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether a line is an item of a list.
pub(crate) fn is_item(line: &str) -> bool {
    let marked = line.starts_with(['-', '–', '—', '•', '*', '·', '▪']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    marked || digits > 0 && line[digits..].starts_with(['.', ')'])
}

/// From a heading such as « Commentaires » to the end, if most of the text stands before it.
fn after_end(lines: &[String], folded: &[String], out: &mut [bool], known: &Furniture) {
    let total: usize = lines.iter().map(String::len).sum();
    let mut before = 0;
    for at in 0..lines.len() {
        if before * 2 > total
            && (known.end.contains(&folded[at]) || known.end.contains(&masked(&folded[at])))
        {
            out[at..].fill(true);
            return;
        }
        before += lines[at].len();
    }
}

/// The longest heading that tells whom the rest is about, in words.
const ABOUT: usize = 9;

/// From « À propos d’Aciers Velmont » to the end, if that is what the next line speaks of and most of
/// the text stands before it: who sends out a statement tells of himself last.
fn after_about(lines: &[String], folded: &[String], out: &mut [bool], known: &Furniture) {
    let total: usize = lines.iter().map(String::len).sum();
    let mut before = 0;
    for at in 0..lines.len() {
        if before * 2 > total
            && let Some(name) = about(&lines[at], &folded[at], known)
        {
            let next = (at + 1..lines.len()).find(|&next| !out[next]);
            if next.is_some_and(|next| folded[next].contains(&name)) {
                out[at..].fill(true);
                return;
            }
        }
        before += lines[at].len();
    }
}

/// The first word of the name in a heading such as "About Halden Robotics Corp."
fn about(line: &str, words: &str, known: &Furniture) -> Option<String> {
    let cue = known.about.iter().find(|cue| begins(words, cue))?;
    let whom = line.trim_start().chars().skip(cue.chars().count()).collect::<String>();
    let whom = whom.trim_start();
    let company = ["inc.", "corp.", "ltd.", "co.", "s.a."];
    let stop =
        line.ends_with(['.', '?', '!']) && !company.iter().any(|end| fold(line).ends_with(end));
    let short = words.split_whitespace().count() <= ABOUT && !stop;
    let name = whom.split(|c: char| !c.is_alphanumeric()).find(|word| word.chars().count() >= 2)?;
    (short && whom.starts_with(char::is_uppercase)).then(|| fold(name))
}

/// From a heading such as « Sur le même sujet » to the end, if no paragraph follows it.
fn after_section(lines: &[String], folded: &[String], out: &mut [bool], known: &Furniture) {
    let Some(body) = lines.iter().position(|line| line.len() >= SUBSTANTIAL) else { return };
    let mut at = lines.len();
    let mut from = at;
    while at > body + 1 {
        at -= 1;
        // Titles of other articles may ask or exclaim, but they do not end with a stop.
        let whole = lines[at].ends_with(['.', '»', '”', '"']) && !lines[at].ends_with("...");
        let sentence = whole && lines[at].split_whitespace().count() >= 4;
        if !out[at] && (sentence || lines[at].len() >= SUBSTANTIAL && ends_sentence(&lines[at])) {
            break;
        }
        let heading = known.section.iter().any(|pattern| {
            &folded[at] == pattern
                || pattern.ends_with(' ') && folded[at].starts_with(pattern.as_str())
        });
        if heading {
            from = at;
        }
    }
    out[from..].fill(true);
}

/// Short lines after the last paragraph: all of them if one is known furniture or they are many.
fn tail(lines: &[String], folded: &[String], out: &mut [bool], known: &Furniture) {
    let Some(last) = lines.iter().zip(&*out).rposition(|(line, out)| {
        !out && (is_item(line) || line.len() >= SUBSTANTIAL || ends_sentence(line))
    }) else {
        return;
    };
    for at in (1..lines.len()).rev().take(12) {
        let paragraph = lines[at].len() > SHORT;
        if paragraph || at + 8 < last {
            break;
        }
        let known_tail = known.tail.iter().any(|pattern| begins(&folded[at], pattern));
        let rest_is_out =
            out[at + 1..].iter().zip(&lines[at + 1..]).all(|(out, line)| *out || is_stub(line));
        if known_tail && rest_is_out && lines[..at].iter().any(|line| line.len() >= SUBSTANTIAL) {
            out[at] = true;
        }
    }
    let after = last + 1..lines.len();
    let furniture = out[after.clone()].iter().filter(|out| **out).count();
    let stubs = lines[after.clone()].iter().all(|line| is_stub(line));
    let body = lines[..=last].iter().any(|line| line.len() >= SUBSTANTIAL);
    if body && stubs && (furniture > 0 || after.len() >= 3) {
        out[after].fill(true);
    }
}

/// A few words that end like no sentence.
fn is_stub(line: &str) -> bool {
    line.split_whitespace().count() <= 6 && !ends_sentence(line) && !is_item(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Le pont de Varnes a rouvert mardi matin après onze mois de travaux, a annoncé la mairie de la ville.";

    fn kept(lines: &[&str]) -> Vec<String> {
        let mut draft = Draft::new("x");
        draft.paragraphs = lines.iter().map(|line| (*line).to_owned()).collect();
        leave_out(&mut draft, &Tables::embedded());
        draft.paragraphs
    }

    #[test]
    fn heads_and_tails_of_pages_go() {
        let lines = [
            "Logo radio du fleuve",
            "ActualitésRégion",
            "Le pont rouvre",
            BODY,
            "Le média",
            "Nos amis",
            "Retour en haut",
        ];
        assert_eq!(kept(&lines), ["Le pont rouvre", BODY]);
        assert_eq!(
            kept(&["Le pont rouvre", BODY, "Partager · Imprimer · Soutenir le blog"]),
            ["Le pont rouvre", BODY]
        );
        let caption = "Le pont de Varnes, le 3 mai. (JEAN MORET / AFP)";
        assert_eq!(kept(&["Le pont rouvre", caption, BODY]), ["Le pont rouvre", BODY]);
        let agencies = "Le pont de Varnes a rouvert mardi, selon la mairie. (AFP/ATS)";
        assert_eq!(kept(&["Le pont rouvre", BODY, agencies]).len(), 3);
        assert_eq!(kept(&["Le pont rouvre", "En partenariat avec Velmont", BODY]).len(), 2);
        let partner = "En partenariat avec Velmont, la ville a rouvert le pont mardi.";
        assert_eq!(kept(&["Le pont rouvre", BODY, partner]).len(), 3);
        assert_eq!(
            kept(&["Bridge open", BODY, "Media contact: press office, Varnes"]),
            ["Bridge open", BODY]
        );
    }

    #[test]
    fn sentences_that_begin_as_furniture_does_stay() {
        for line in [
            "En partenariat avec l'ONU, la ville accueillera 200 réfugiés.",
            "Regarder la vidéo ne suffit pas, a dit le juge mardi.",
            "Pour aller plus loin, le ministre propose une loi.",
            "La suite après le vote ?",
            "Avec le soutien de Moscou",
            "Présenté par le ministre mercredi, le texte a été adopté.",
            "Nos abonnés ne paieront pas plus, promet la régie des eaux.",
            "By signing up to the treaty, Vell gains access to the port.",
            "Video of the crash shows two cars, police said.",
            "Breaking news from the front no longer shocks, he said.",
        ] {
            assert_eq!(
                kept(&["Le pont rouvre", BODY, line, BODY.get(..80).unwrap()]).len(),
                4,
                "{line}"
            );
        }
    }

    #[test]
    fn who_sends_out_a_statement_tells_of_himself_last() {
        let text = ["Le pont rouvre", BODY, "La mairie remercie les riverains de leur patience."];
        let about =
            ["À propos d’Aciers Velmont inc.", "Fondée en 1931, Aciers Velmont a trois usines."];
        assert_eq!(kept(&[&text[..], &about[..]].concat()), text);
        let deal =
            ["About the deal", "The deal has been in force since May, and both sides keep it."];
        assert_eq!(kept(&[&text[..], &deal[..]].concat()).len(), 5);
    }

    #[test]
    fn what_belongs_to_the_article_stays() {
        let lines = [
            "Le pont rouvre",
            BODY,
            "Un long chantier",
            "Réactions :",
            "- Les riverains",
            "- Les commerçants",
            BODY.get(..80).unwrap(),
            "- Fin des travaux",
            "- Retour des bus",
        ];
        assert_eq!(kept(&lines).len(), lines.len());
    }

    #[test]
    fn a_headline_printed_twice_stays_once() {
        assert_eq!(
            kept(&["Le pont rouvre", "Onze mois de travaux.", "Le pont rouvre", BODY]).len(),
            3
        );
    }

    #[test]
    fn sections_about_other_articles_go_to_the_end() {
        let lines =
            ["Le pont rouvre", BODY, "Sur le même sujet", "Le tunnel ferme", "La gare s'agrandit"];
        assert_eq!(kept(&lines), ["Le pont rouvre", BODY]);
        let lines = [
            "Le pont rouvre",
            BODY,
            "À lire aussi",
            "Le tunnel ferme",
            &BODY.replace("mardi", "lundi"),
        ];
        assert_eq!(kept(&lines).len(), 3);
    }
}
