//! Pages: a forgiving parser of our own, what the page says of itself, and its article.
//!
//! Own code rather than a browser's parser: every step here is linear in the size of the page
//! whatever the page does, and all that the text needs is which words stand in which block.

mod blocks;
mod entity;
mod jsonld;
mod meta;
mod parse;
mod prune;
mod scope;
mod tree;

use std::collections::BTreeMap;

use crate::date::{self, Stamp};
use crate::draft::Draft;
use crate::tables::Tables;
use crate::{furniture, masthead, plain, words};

use blocks::{Block, Kind};
use tree::Page;

/// Reads a page.
pub(crate) fn read(path: &str, text: &str, tables: &Tables) -> Draft {
    let mut draft = Draft::new(path);
    let page = parse::page(text, &tables.entities);
    if page.read < text.len() {
        draft.notes.push(words::cut_input(path, page.read, text.len()));
    }
    let meta = meta::read(&page, tables);
    let mut parts = prune::parts(&page, &tables.page);
    let found = scope::find(&page, &mut parts, meta.headline.as_deref());
    let article = blocks::of(&page, &found, &parts);
    title(&mut draft, &page, &found, &meta);
    draft.byline.clone_from(&meta.byline);
    shown(&mut draft, &meta, &article, tables);
    keep(&mut draft, &article.kept);
    draft.left_out.extend(article.dropped);
    instead(&mut draft, meta.body.as_deref());
    draft.url = meta.url;
    draft.outlet = meta.outlet;
    draft.language = meta.language;
    draft
}

/// The words in a piece of HTML, whatever their place.
pub(crate) fn words(text: &str, tables: &Tables) -> String {
    parse::page(text, &tables.entities).text(0)
}

/// A text with its named and numbered characters in place.
pub(crate) fn decoded(text: &str, tables: &Tables) -> String {
    decoded_with(text, &tables.entities)
}

/// The same, with the names alone.
pub(crate) fn decoded_with(text: &str, names: &BTreeMap<String, String>) -> String {
    entity::decoded(text, names)
}

/// The headline that the page shows, else the one that it states.
fn title(draft: &mut Draft, page: &Page, found: &scope::Scope, meta: &meta::Meta) {
    let shown = found.headline.map(|node| page.text(node)).filter(|text| !text.trim().is_empty());
    let stated = meta.headline.clone().or_else(|| {
        let title = meta.title.as_deref()?;
        Some(without_site(title, meta.outlet.as_deref()))
    });
    draft.title = shown.or(stated);
}

/// « Le pont rouvre - Le Courrier » without the site.
fn without_site(title: &str, outlet: Option<&str>) -> String {
    for separator in [" | ", " — ", " – ", " - ", " : ", " · "] {
        if let Some((before, site)) = title.rsplit_once(separator) {
            let named = outlet.is_some_and(|outlet| masthead::same_words(site, outlet));
            let short = site.split_whitespace().count() <= 3 && separator != " : ";
            let long = before.split_whitespace().count() >= 3;
            if named || separator == " | " && short || short && long && outlet.is_none() {
                return before.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

/// The day and the signature that the page states; else those in the first lines that were left
/// out with a box.
fn shown(draft: &mut Draft, meta: &meta::Meta, article: &blocks::Article, tables: &Tables) {
    draft.published.clone_from(&meta.published);
    for line in article.dropped.iter().take(20) {
        if draft.published.is_none()
            && let Stamp::Published(stamp) = date::stamp(line.trim(), &tables.dates)
        {
            draft.published = Some(stamp.iso);
        }
        if draft.byline.is_none() {
            draft.byline = masthead::signature(line, tables);
        }
    }
}

/// Blocks become paragraphs; those that are links to other pages are left out.
fn keep(draft: &mut Draft, blocks: &[Block]) {
    for (at, block) in blocks.iter().enumerate() {
        let text = block.text.trim();
        // An item that is a link is text when an item beside it is.
        let beside = [at.checked_sub(1), at.checked_add(1)];
        let in_text = block.kind == Kind::Item
            && beside
                .iter()
                .flatten()
                .filter_map(|&at| blocks.get(at))
                .any(|other| other.kind == Kind::Item && !is_link(other));
        let sentence = text.ends_with('.') && text.len() > 60;
        if is_link(block) && block.kind != Kind::Headline && !in_text && !sentence {
            draft.left_out.push(text.to_owned());
        } else {
            let marked = block.kind == Kind::Item && !furniture::is_item(text);
            draft.paragraphs.push(if marked { format!("- {text}") } else { text.to_owned() });
        }
    }
}

/// Whether most of a block leads elsewhere.
fn is_link(block: &Block) -> bool {
    let length = block.text.trim().chars().count();
    block.links * 10 >= length * 6 && length < 300
}

/// The text that the page states for machines, where it shows much less.
fn instead(draft: &mut Draft, body: Option<&str>) {
    let shown: usize = draft.paragraphs.iter().map(String::len).sum();
    if let Some(body) = body.filter(|body| body.len() > 200 && shown * 2 < body.len()) {
        draft.paragraphs = plain::paragraphs(body);
    }
}
