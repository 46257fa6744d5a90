//! Where on the page the article stands.

use super::prune::{Drop, Parts};
use super::tree::Page;
use crate::masthead::same_words;
use crate::tables::fold;

/// The part of a page that is its article.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The element that holds the text.
    pub(crate) body: usize,
    /// The headline that the page shows, within the body or before it.
    pub(crate) headline: Option<usize>,
}

/// Finds the article: the heaviest `article`, else `main`, else the smallest element that holds
/// nearly all the running text of the page.
pub(crate) fn find(
    page: &Page,
    parts: &mut Parts,
    stated: Option<&str>,
    window: Option<&str>,
) -> Scope {
    let body = body(page, parts);
    drop_cards(page, parts, body);
    let headline = headline(page, parts, body, stated, window);
    drop_announced(page, parts, body, headline);
    Scope { body, headline }
}

fn body(page: &Page, parts: &Parts) -> usize {
    let total = parts.weight[0];
    let heaviest = |such: &dyn Fn(usize) -> bool| {
        let nodes = (1..page.nodes.len()).filter(|&at| parts.weight[at] > 0 && such(at));
        nodes.fold(None, |best: Option<usize>, at| match best {
            Some(best) if parts.weight[best] >= parts.weight[at] => Some(best),
            _ => Some(at),
        })
    };
    let shown = |at: usize| parts.dropped[at] == Drop::Kept;
    let is_main =
        |at: usize| page.nodes[at].tag == "main" || page.attribute(at, "role") == Some("main");
    let main = heaviest(&|at| shown(at) && is_main(at));
    let article = heaviest(&|at| {
        let node = &page.nodes[at];
        let named = node.tag == "article" || page.attribute(at, "role") == Some("article");
        shown(at) && (named || page.attribute(at, "itemprop") == Some("articleBody"))
    });
    let within = main.map_or(total, |main| parts.weight[main]);
    if let Some(article) = article.filter(|&article| parts.weight[article] * 2 >= within) {
        return article;
    }
    if let Some(main) = main.filter(|&main| parts.weight[main] * 5 >= total * 2) {
        return main;
    }
    dominant(page, parts)
}

/// Several small `article` elements beside a text that is none of them announce other articles.
fn drop_cards(page: &Page, parts: &mut Parts, body: usize) {
    if page.nodes[body].tag == "article" {
        return;
    }
    let cards: Vec<usize> =
        page.inside(body).filter(|&at| page.nodes[at].tag == "article").collect();
    let together: usize = cards.iter().map(|&at| parts.weight[at]).sum();
    if together * 10 < parts.weight[body] * 4 {
        for at in cards {
            parts.dropped[at] = Drop::Named;
        }
    }
}

/// The most text beside a heading that announces another article, in bytes.
const CARD: usize = 400;

/// A heading that is a link to another page, alone in a box with a few words, announces another
/// article; unless such boxes are the page, as in a report that is written entry by entry.
fn drop_announced(page: &Page, parts: &mut Parts, body: usize, headline: Option<usize>) {
    let whole = parts.weight[body];
    let mut cards: Vec<usize> = Vec::new();
    let mut at = body + 1;
    while at < page.nodes[body].end {
        let heading = matches!(page.nodes[at].tag.as_str(), "h2" | "h3" | "h4" | "h5");
        if parts.dropped[at] != Drop::Kept {
            at = page.nodes[at].end;
            continue;
        }
        if heading && headline != Some(at) && leads_away(page, at) {
            let holds = |card: usize| {
                let small = parts.weight[card] <= CARD && parts.weight[card] * 5 < whole;
                let own = headline.is_some_and(|headline| page.contains(card, headline));
                small && !own && card > body
            };
            let mut card = page.nodes[at].parent;
            if holds(card) {
                while holds(page.nodes[card].parent) && alone(page, page.nodes[card].parent) {
                    card = page.nodes[card].parent;
                }
                cards.push(card);
                at = page.nodes[card].end.max(at + 1);
                continue;
            }
        }
        at += 1;
    }
    let together: usize = cards.iter().map(|&at| parts.weight[at]).sum();
    if together * 10 < whole * 4 {
        for at in cards {
            parts.dropped[at] = Drop::Card;
        }
    }
}

/// Whether all the words of a heading are in a link to another page.
fn leads_away(page: &Page, heading: usize) -> bool {
    let away = |at: usize| {
        page.nodes[at].tag == "a"
            && page.attribute(at, "href").is_some_and(|to| !to.contains('#') && !to.is_empty())
    };
    let above = away(page.nodes[heading].parent);
    let mut end = if above { page.nodes[heading].end } else { heading };
    let mut words = false;
    for at in page.inside(heading) {
        if away(at) {
            end = end.max(page.nodes[at].end);
        }
        if !page.nodes[at].text.trim().is_empty() {
            if at >= end {
                return false;
            }
            words = true;
        }
    }
    words
}

/// Whether an element holds one heading.
fn alone(page: &Page, at: usize) -> bool {
    let inside = page.inside(at);
    let heads =
        inside.filter(|&inner| matches!(page.nodes[inner].tag.as_str(), "h2" | "h3" | "h4" | "h5"));
    heads.take(2).count() == 1
}

/// From the top down into the child that holds nine tenths of the text, as long as there is one.
fn dominant(page: &Page, parts: &Parts) -> usize {
    let mut at = 0;
    loop {
        let mut child = at + 1;
        let mut next = None;
        while child < page.nodes[at].end {
            let element = !page.nodes[child].tag.is_empty();
            if element && parts.weight[child] * 10 >= parts.weight[at] * 9 && parts.weight[at] > 0 {
                next = Some(child);
            }
            child = page.nodes[child].end.max(child + 1);
        }
        match next {
            // A lone paragraph is not the article: its neighbours may be short.
            Some(next) if page.nodes[next].tag != "p" => at = next,
            _ => return at,
        }
    }
}

/// The first heading that says what the page states, else what the window's title begins or ends
/// with, else the first `h1` in the article, else the last before it.
fn headline(
    page: &Page,
    parts: &Parts,
    body: usize,
    stated: Option<&str>,
    window: Option<&str>,
) -> Option<usize> {
    let heads: Vec<usize> = (1..page.nodes[body].end)
        .filter(|&at| matches!(page.nodes[at].tag.as_str(), "h1" | "h2" | "h3"))
        .filter(|&at| !page.text(at).trim().is_empty())
        .collect();
    if let Some(stated) = stated {
        let says = |at: &&usize| same_words(&page.text(**at), stated);
        if let Some(found) = heads.iter().take(40).find(says) {
            return Some(*found);
        }
    }
    if let Some(window) = window.map(squeezed) {
        let part = |at: &usize| {
            let text = page.text(*at);
            let said = squeezed(&text);
            let enough = text.split_whitespace().count() >= 3;
            let part = enough && (window.starts_with(&said) || window.ends_with(&said));
            part.then_some((said.len(), *at))
        };
        // The name of the site is a part too, and shorter.
        let longest = heads
            .iter()
            .take(40)
            .filter_map(part)
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, found)) = longest {
            return Some(found);
        }
    }
    let first: Vec<usize> = heads.into_iter().filter(|&at| page.nodes[at].tag == "h1").collect();
    let inside = first.iter().find(|&&at| page.contains(body, at)).copied();
    inside.or_else(|| {
        let before = first.iter().rev().find(|&&at| at < body && !in_link(page, at));
        before.copied().filter(|&at| parts.dropped[at] == Drop::Kept)
    })
}

/// The letters and digits of a line.
fn squeezed(line: &str) -> String {
    fold(line).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The site's own name is often a heading that links home.
fn in_link(page: &Page, at: usize) -> bool {
    page.inside(at)
        .any(|inner| page.nodes[inner].tag == "a" && page.attribute(inner, "href") == Some("/"))
}
