//! The day of publication that a page shows beside its headline, where it states none for
//! machines: « Communiqué de presse | 14 mai 2031 | Bruxelles », "Ada Roux / May 29, 2031, 23:41".
//!
//! Not the day on which the page was sent, which stands in its masthead, and none of another
//! article's.

use super::prune::tokens;
use super::tree::Page;
use crate::clean;
use crate::date::{self, Stamp};
use crate::furniture::ends_sentence;
use crate::tables::Tables;

/// How far from the headline is looked, in nodes before and after.
const BEFORE: usize = 60;
const AFTER: usize = 160;

/// The longest line that is about the page, in bytes.
const LINE: usize = 200;

/// A text that stands for a paragraph, in bytes.
const PARAGRAPH: usize = 100;

/// How far up what holds both a headline and a date above it may be.
const UP: usize = 3;

/// What elements are called that say who signs and when.
const NAMES: &[&str] = &[
    "auteur",
    "author",
    "byline",
    "date",
    "dateline",
    "dates",
    "details",
    "info",
    "infos",
    "meta",
    "metadata",
    "posted",
    "publi",
    "publication",
    "published",
    "sign",
    "signature",
    "submitted",
    "time",
    "timestamp",
];

/// The day beside a headline, as it was read.
pub(super) fn day(
    page: &Page,
    headline: usize,
    language: Option<&str>,
    tables: &Tables,
) -> Option<String> {
    let end = page.nodes[headline].end;
    let after = end..until_text(page, end);
    let before = headline.saturating_sub(BEFORE)..headline;
    let near = |at: &usize| together(page, *at, headline);
    let lines = after.chain(before.rev().filter(near));
    let mut seen = usize::MAX;
    for at in lines.filter(|&at| has_year(&page.nodes[at].text) && !is_elsewhere(page, at)) {
        let top = line_of(page, at, headline);
        if top == seen {
            continue;
        }
        seen = top;
        if let Some(found) = told(page, at, top, language, tables) {
            return Some(found);
        }
    }
    None
}

/// Where the text of the article has begun: after the first two paragraphs.
fn until_text(page: &Page, from: usize) -> usize {
    let last = page.nodes.len().min(from + AFTER);
    let mut paragraphs = 0;
    for at in from..last {
        paragraphs += usize::from(page.nodes[at].text.trim().len() >= PARAGRAPH);
        if paragraphs == 2 {
            return at;
        }
    }
    last
}

/// Four digits together.
fn has_year(text: &str) -> bool {
    text.len() < 400 && text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// Whether a text leads to another article, or stands in a part that is about others.
fn is_elsewhere(page: &Page, mut at: usize) -> bool {
    while at != 0 {
        at = page.nodes[at].parent;
        let tag = page.nodes[at].tag.as_str();
        if matches!(
            tag,
            "a" | "aside" | "blockquote" | "figure" | "figcaption" | "nav" | "script" | "style"
        ) {
            return true;
        }
    }
    false
}

/// Whether the element that holds both a text above the headline and the headline is only a few
/// steps up: the header of the article, not the page with its masthead.
fn together(page: &Page, at: usize, headline: usize) -> bool {
    let mut up = headline;
    for _ in 0..UP {
        up = page.nodes[up].parent;
        if matches!(page.nodes[up].tag.as_str(), "" | "html" | "body") {
            return false;
        }
        if page.contains(up, at) {
            return true;
        }
    }
    false
}

/// The largest element around a text that is still one line about the page.
fn line_of(page: &Page, at: usize, headline: usize) -> usize {
    let mut top = at;
    loop {
        let up = page.nodes[top].parent;
        let whole =
            matches!(page.nodes[up].tag.as_str(), "" | "html" | "body" | "main" | "article");
        let large = page.inside(up).len() > 40 || page.contains(up, headline);
        if up == 0 || whole || large || page.spaced_text(up).trim().len() > LINE {
            return top;
        }
        top = up;
    }
}

/// The day that a line tells: in its own words, in those of the element alone that holds the day,
/// or as the only day in an element that is named for such things.
fn told(
    page: &Page,
    at: usize,
    top: usize,
    language: Option<&str>,
    tables: &Tables,
) -> Option<String> {
    let own = date::in_order(page.nodes[at].text.trim(), language).into_owned();
    let line = clean::line(&page.spaced_text(top));
    let line = date::in_order(&line, language).into_owned();
    for text in [&line, &own] {
        match date::stamp(text, &tables.dates) {
            Stamp::Published(stamp) if !changed_before(page, at, top, tables) => {
                return Some(stamp.iso);
            }
            Stamp::Updated => return None,
            _ => {}
        }
    }
    let mut up = at;
    let mut named = false;
    while up != top && !named {
        up = page.nodes[up].parent;
        named = is_named(page, up);
    }
    // « Le traité sera mis en vigueur le 3 juin 2031. » is a sentence about another day.
    if !named && ends_sentence(&line) {
        return None;
    }
    let stamp = date::within(&line, &tables.dates);
    let only = || named.then(|| date::only(&line, &tables.dates)).flatten();
    stamp.or_else(only).map(|stamp| stamp.iso)
}

/// Whether the words before a text, in its own line, say that the page was changed then.
fn changed_before(page: &Page, at: usize, top: usize, tables: &Tables) -> bool {
    let before: String = (top..at).map(|inner| page.nodes[inner].text.as_str()).collect();
    date::ends_updated(&before, &tables.dates)
}

fn is_named(page: &Page, at: usize) -> bool {
    let named = ["class", "id"].iter().filter_map(|name| page.attribute(at, name));
    let words: Vec<String> = named.flat_map(str::split_ascii_whitespace).flat_map(tokens).collect();
    let is = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    page.nodes[at].tag == "time" || is(NAMES) && !is(&["updated", "modified", "related"])
}
