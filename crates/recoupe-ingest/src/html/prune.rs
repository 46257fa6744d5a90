//! Which parts of a page are not its article, and how much text each part holds.

use std::collections::BTreeMap;

use super::tree::Page;
use crate::tables::PageWords;

/// A part that holds this share of the page's text is never dropped for its name.
const TOO_MUCH: usize = 40;

/// So many bytes outside a part are enough for an article, where the part is surely none.
const ENOUGH: usize = 250;

/// The least text of a part that is named as the body of the article, in bytes: pages cut the
/// body in pieces and put them in boxes named for the advertisements between.
const LINE: usize = 60;

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
    /// It announces another article; so its words are noted, and the heading above goes with it.
    Card,
}

/// Judges every node.
pub(crate) fn parts(page: &Page, known: &PageWords) -> Parts {
    let mut dropped: Vec<Drop> = (0..page.nodes.len()).map(|at| by_kind(page, at, known)).collect();
    let weight = weights(page, &dropped);
    let total = weight.first().copied().unwrap_or(0);
    let names = names(page, known);
    let headline = holders(page, |at| page.nodes[at].tag == "h1");
    let keeper = holders(page, |at| {
        let share = if names[at].body { weight[at] > LINE } else { weight[at] * 10 > total };
        share && is_keeper(page, at, names[at])
    });
    let shares = shares(page, &weight);
    // « paragraph paywall » for every paragraph: what so much is named names no part.
    let common = |at: usize| {
        page.nodes[at].tag == "p" && !names[at].strong && {
            let class = page.attribute(at, "class").unwrap_or("");
            shares.get(class).is_some_and(|share| share * 100 > total * TOO_MUCH)
        }
    };
    for at in 1..page.nodes.len() {
        let much = weight[at] * 100 > total * TOO_MUCH
            && (total - weight[at] < ENOUGH || !names[at].strong);
        let tag = page.nodes[at].tag.as_str();
        let root = matches!(tag, "html" | "body" | "main" | "article" | "h1" | "" | "a");
        let kept = keeper[at] || is_keeper(page, at, names[at]) || common(at);
        // « poll » names a vote to click on, and a table of those that were held.
        let data = tag == "table" && page.inside(at).any(|inner| page.nodes[inner].tag == "th");
        if dropped[at] != Drop::Kept || root || much || kept || data {
            continue;
        }
        let header = tag == "header" && !headline[at] && !in_article(page, at);
        if header || tag == "form" {
            dropped[at] = Drop::Silent;
        } else if !headline[at] && (is_property(page, at) || names[at].drop && !leads_in(page, at))
        {
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

/// Whether a few words in a style of their own begin a sentence that goes on without them: « <span
/// class="legend">LANS</span>, le 24 février ».
fn leads_in(page: &Page, at: usize) -> bool {
    let node = &page.nodes[at];
    let inline = matches!(node.tag.as_str(), "span" | "b" | "strong" | "em" | "i");
    let next = page.nodes.get(node.end).filter(|next| next.parent == node.parent);
    let goes_on = next.is_some_and(|next| {
        let text = next.text.trim_start();
        text.len() >= 20 && text.starts_with([',', '(', '–', '—', '-'])
    });
    inline && goes_on && page.nodes[node.parent].tag == "p"
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

/// How much of the text stands in paragraphs of each class.
fn shares<'a>(page: &'a Page, weight: &[usize]) -> BTreeMap<&'a str, usize> {
    let mut shares = BTreeMap::new();
    for at in (1..page.nodes.len()).filter(|&at| page.nodes[at].tag == "p") {
        if let Some(class) = page.attribute(at, "class") {
            *shares.entry(class).or_default() += weight[at];
        }
    }
    shares
}

/// What the classes and the identifier of a node say of it.
#[allow(clippy::struct_excessive_bools, reason = "one a kind of data/page.tsv")]
#[derive(Clone, Copy, Debug, Default)]
struct Named {
    keep: bool,
    drop: bool,
    strong: bool,
    body: bool,
}

/// The attributes that name a part. Pages whose classes are made by a program keep readable names
/// for their own tests.
const NAMES: &[&str] = &["class", "id", "data-qa", "data-testid", "data-component"];

/// For every node, what its names say; a name that comes again is not taken apart again.
fn names(page: &Page, known: &PageWords) -> Vec<Named> {
    let mut seen: BTreeMap<&str, Named> = BTreeMap::new();
    let mut all = vec![Named::default(); page.nodes.len()];
    let own = own_block(page);
    for (at, named) in all.iter_mut().enumerate() {
        // The identifier of a heading is made of its words.
        let heading = matches!(page.nodes[at].tag.as_str(), "h2" | "h3" | "h4" | "h5" | "h6");
        let names = NAMES.iter().filter(|name| !heading || **name == "class");
        for value in names.filter_map(|name| page.attribute(at, name)) {
            let one = *seen.entry(value).or_insert_with(|| judged(value, own.as_deref(), known));
            named.keep |= one.keep;
            named.drop |= one.drop;
            named.strong |= one.strong;
            named.body |= one.body;
        }
    }
    all
}

/// What comes before `__` in the class of the headline: the block that is the article, whatever it
/// is called. `video-page__text` beside `video-page__title` is text.
fn own_block(page: &Page) -> Option<String> {
    let headline = page.nodes.iter().position(|node| node.tag == "h1")?;
    let mut classes = page.attribute(headline, "class")?.split_ascii_whitespace();
    let block = classes.find_map(|class| class.split_once("__"))?.0;
    (!block.is_empty()).then(|| format!("{block}__"))
}

/// Whether classes hold patterns, as words standing together.
fn judged(value: &str, own: Option<&str>, known: &PageWords) -> Named {
    let mut named = Named::default();
    for class in value.split_ascii_whitespace().take(30) {
        let class = own.and_then(|own| class.strip_prefix(own)).unwrap_or(class);
        let one = judged_class(class, known);
        named.keep |= one.keep;
        named.drop |= one.drop;
        named.strong |= one.strong;
        named.body |= one.body;
    }
    named
}

/// One class. The last of its words says what it is: `article__content-sign-up` is no content.
/// What follows `--` is a state: `article-body--premium-ad` is the body.
fn judged_class(class: &str, known: &PageWords) -> Named {
    let (base, state) = class.split_once("--").unwrap_or((class, ""));
    let mut named = Named::default();
    let (mut kept, mut dropped) = (0, 0);
    let tokens = tokens(base);
    for from in 0..tokens.len() {
        for to in from + 1..=tokens.len().min(from + 3) {
            let words = tokens[from..to].join("-");
            if known.keep.contains(&words) {
                kept = kept.max(to);
                named.body |= known.body.contains(&words);
            }
            if known.drop.contains(&words) {
                dropped = dropped.max(to);
                named.strong |= known.strong.contains(&words);
            }
        }
    }
    named.keep = kept > 0 && dropped <= kept;
    named.drop = dropped > 0;
    named.body &= !named.drop;
    if kept == 0 && !state.is_empty() {
        let state = judged_class(&state.replace("--", "-"), known);
        named.drop |= state.drop;
        named.strong |= state.strong;
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

    #[test]
    fn the_last_word_of_a_class_says_what_it_is() {
        let known = crate::tables::Tables::embedded().page;
        let of = |class| {
            let named = judged(class, None, &known);
            (named.keep, named.drop)
        };
        assert_eq!(of("article__content"), (true, false));
        assert_eq!(of("article__content-sign-up"), (false, true));
        assert_eq!(of("article-body--share-enabled"), (true, false));
        assert_eq!(of("share-article-content"), (true, true));
        assert_eq!(of("box--newsletter"), (false, true));
    }
}
