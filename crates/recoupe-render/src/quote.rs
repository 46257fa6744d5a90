//! The words of a claim, letter by letter, cut to what fits a line.

use crate::view::{View, slice};
use crate::wire::v1::{Claim, Note, Stretch};
use crate::words::clean;

/// The longest quote of a report, in characters.
const LONGEST: usize = 220;

/// The words that carry a claim, those around the value of `role` when they are too many. What
/// is left out is marked.
pub(crate) fn short(view: &View<'_>, claim: &Claim, role: &str) -> String {
    let value = claim.roles.get(role).and_then(|all| all.first()).map_or("", |it| it.text());
    let holds = claim.evidence.iter().find(|it| !value.is_empty() && it.quote.contains(value));
    let Some(evidence) = holds.or(claim.evidence.first()) else { return String::new() };
    let words = clean(&evidence.quote);
    around(&words, &clean(value), view.words.t("quote.cut"))
}

/// The first words, up to `longest` characters, with a mark where they are cut.
pub(crate) fn start(view: &View<'_>, words: &str, longest: usize) -> String {
    let Some((byte, _)) = words.char_indices().nth(longest) else { return words.to_owned() };
    let kept = words.get(..byte).unwrap_or(words);
    let kept = kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept);
    format!("{kept} {}", view.words.t("quote.cut"))
}

/// The words that a note is about, cut.
pub(crate) fn of_note(view: &View<'_>, note: &Note) -> Option<String> {
    let article = view.article(note.article.as_deref()?)?;
    let words = slice(&article.text, Stretch { start: note.start?, end: note.end? })?;
    let words = around(&clean(words), "", view.words.t("quote.cut"));
    (!words.is_empty()).then_some(words)
}

fn around(words: &str, value: &str, cut: &str) -> String {
    let all: Vec<char> = words.chars().collect();
    if all.len() <= LONGEST {
        return words.to_owned();
    }
    let at = words.find(value).map_or(0, |byte| words.get(..byte).unwrap_or("").chars().count());
    let middle = at + value.chars().count() / 2;
    let start = middle.saturating_sub(LONGEST / 2).min(all.len() - LONGEST);
    let end = start + LONGEST;
    let gap = |from: usize| all.iter().skip(from).position(|c| *c == ' ').map(|n| from + n);
    let start = if start == 0 { 0 } else { gap(start).map_or(start, |n| n + 1) };
    let end = gap(end).unwrap_or(all.len());
    let mut out: String = all.get(start..end).unwrap_or_default().iter().collect();
    if start > 0 {
        out = format!("{cut} {out}");
    }
    if end < all.len() {
        out = format!("{out} {cut}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quote_keeps_the_words_that_matter() {
        let words = format!("{} à Oslo {}", "début ".repeat(60), "fin ".repeat(60));
        let cut = around(words.trim(), "Oslo", "[…]");
        assert!(cut.starts_with("[…] début") && cut.ends_with("fin […]"));
        assert!(cut.contains("à Oslo"));
        assert!(cut.chars().count() < LONGEST + 20);
    }

    #[test]
    fn a_short_quote_stays_as_it_is() {
        assert_eq!(around("signé à Oslo", "Oslo", "[…]"), "signé à Oslo");
    }

    #[test]
    fn a_value_that_is_not_in_the_words_keeps_their_beginning() {
        let words = "mot ".repeat(100);
        assert!(around(words.trim(), "absent", "[…]").starts_with("mot mot"));
    }
}
