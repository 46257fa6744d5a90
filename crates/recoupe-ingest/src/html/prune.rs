//! Which parts of a page are not its article, and how much text each part holds.

use std::collections::BTreeMap;

use super::tree::Page;
use crate::tables::PageWords;

/// A part that holds this share of the page's text is never dropped for its name.
const TOO_MUCH: usize = 40;

/// So many bytes outside a part are enough for an article, where the part is surely none.
const ENOUGH: usize = 250;

/// What is known of each node.
#[derive(Debug)]
pub(crate) struct Parts {
    /// Not text of the article: neither the node nor what is inside.
    pub(crate) dropped: Vec<Drop>,
    /// Bytes of running text inside, links and dropped parts not counted.
    pub(crate) weight: Vec<usize>,
}

/// Whether a node is left out, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drop {
    Kept,
    /// It never holds text of an article.
    Silent,
    /// Its name says that it is something else; its words are noted.
    Named,
}

/// Judges every node.
pub(crate) fn parts(page: &Page, known: &PageWords) -> Parts {
    let mut dropped: Vec<Drop> = (0..page.nodes.len()).map(|at| by_kind(page, at, known)).collect();
    let weight = weights(page, &dropped);
    let total = weight.first().copied().unwrap_or(0);
    let names = names(page, known);
    let headline = holders(page, |at| page.nodes[at].tag == "h1");
    let keeper = holders(page, |at| weight[at] * 10 > total && is_keeper(page, at, names[at]));
    for at in 1..page.nodes.len() {
        let much = weight[at] * 100 > total * TOO_MUCH
            && (total - weight[at] < ENOUGH || !names[at].strong);
        let tag = page.nodes[at].tag.as_str();
        let root = matches!(tag, "html" | "body" | "main" | "article" | "h1" | "" | "a");
        let kept = keeper[at] || is_keeper(page, at, names[at]);
        // « poll » names a vote to click on, and a table of those that were held.
        let data = tag == "table" && page.inside(at).any(|inner| page.nodes[inner].tag == "th");
        if dropped[at] != Drop::Kept || root || much || kept || data {
            continue;
        }
        let header = tag == "header" && !headline[at] && !in_article(page, at);
        if header || tag == "form" {
            dropped[at] = Drop::Silent;
        } else if !headline[at] && (is_property(page, at) || names[at].drop) {
            dropped[at] = Drop::Named;
        }
    }
    let weight = weights(page, &dropped);
    Parts { dropped, weight }
}

fn by_kind(page: &Page, at: usize, known: &PageWords) -> Drop {
    let tag = page.nodes[at].tag.as_str();
    if tag.is_empty() {
        return Drop::Kept;
    }
    let attribute = |name| page.attribute(at, name);
    let role = attribute("role").is_some_and(|role| known.role.contains(role));
    let style = attribute("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    let hidden = attribute("hidden").is_some() || attribute("aria-hidden") == Some("true") || style;
    let whole = matches!(tag, "html" | "body" | "main" | "article");
    if known.skip.contains(tag) || !whole && (role || hidden) { Drop::Silent } else { Drop::Kept }
}

/// Whether a node is named as holding the article.
fn is_keeper(page: &Page, at: usize, named: Named) -> bool {
    let property = page.attribute(at, "itemprop").is_some_and(|property| {
        matches!(property, "articleBody" | "headline" | "alternativeHeadline" | "description")
    });
    let tag = page.nodes[at].tag.as_str();
    !matches!(tag, "" | "meta") && (property || named.keep)
}

/// Whether a node shows who signs or when, not what happened.
fn is_property(page: &Page, at: usize) -> bool {
    page.attribute(at, "itemprop").is_some_and(|name| {
        matches!(name, "author" | "creator" | "datePublished" | "dateModified" | "publisher")
    })
}

/// For every node, whether some node inside or itself is such.
fn holders(page: &Page, such: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut holds = vec![false; page.nodes.len()];
    for at in (1..page.nodes.len()).rev() {
        holds[at] |= such(at);
        if holds[at] {
            holds[page.nodes[at].parent] = true;
        }
    }
    holds
}

fn in_article(page: &Page, mut at: usize) -> bool {
    while at != 0 {
        at = page.nodes[at].parent;
        if matches!(page.nodes[at].tag.as_str(), "article" | "main") {
            return true;
        }
    }
    false
}

/// Running text: words outside links, at least a few of them together.
fn weights(page: &Page, dropped: &[Drop]) -> Vec<usize> {
    let mut weight = vec![0; page.nodes.len()];
    let mut at = 0;
    while at < page.nodes.len() {
        let node = &page.nodes[at];
        if dropped[at] != Drop::Kept || node.tag == "a" {
            at = node.end.max(at + 1);
            continue;
        }
        let text = node.text.trim();
        let inline = matches!(
            page.nodes[node.parent].tag.as_str(),
            "p" | "em" | "strong" | "i" | "b" | "span"
        );
        if text.len() >= 25 || inline {
            weight[at] = text.len();
        }
        at += 1;
    }
    for at in (1..page.nodes.len()).rev() {
        let own = weight[at];
        weight[page.nodes[at].parent] += own;
    }
    weight
}

/// What the classes and the identifier of a node say of it.
#[derive(Clone, Copy, Debug, Default)]
struct Named {
    keep: bool,
    drop: bool,
    strong: bool,
}

/// For every node, what its names say; a name that comes again is not taken apart again.
fn names(page: &Page, known: &PageWords) -> Vec<Named> {
    let mut seen: BTreeMap<&str, Named> = BTreeMap::new();
    let mut all = vec![Named::default(); page.nodes.len()];
    for (at, named) in all.iter_mut().enumerate() {
        for value in ["class", "id"].iter().filter_map(|name| page.attribute(at, name)) {
            let one = *seen.entry(value).or_insert_with(|| judged(value, known));
            named.keep |= one.keep;
            named.drop |= one.drop;
            named.strong |= one.strong;
        }
    }
    all
}

/// Whether classes hold patterns, as words standing together.
fn judged(value: &str, known: &PageWords) -> Named {
    let mut named = Named::default();
    for class in value.split_ascii_whitespace().take(30) {
        let tokens = tokens(class);
        for from in 0..tokens.len() {
            for to in from + 1..=tokens.len().min(from + 3) {
                let words = tokens[from..to].join("-");
                named.keep |= known.keep.contains(&words);
                named.drop |= known.drop.contains(&words);
                named.strong |= known.strong.contains(&words);
            }
        }
    }
    named
}

/// `article__shareBar` is article, share, bar.
pub(super) fn tokens(class: &str) -> Vec<String> {
    let mut tokens: Vec<String> = vec![String::new()];
    let mut small = false;
    for c in class.chars().take(80) {
        let part = c.is_alphabetic();
        if !part || small && c.is_uppercase() {
            tokens.push(String::new());
        }
        if part && let Some(token) = tokens.last_mut() {
            token.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_words() {
        assert_eq!(tokens("article__shareBar-2"), ["article", "share", "bar"]);
        assert!(tokens("___").is_empty());
    }
}
