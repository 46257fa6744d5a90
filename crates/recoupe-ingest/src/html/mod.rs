//! Pages: a forgiving parser of our own, what the page says of itself, and its article.
//!
//! Own code rather than a browser's parser: every step here is linear in the size of the page
//! whatever the page does, and all that the text needs is which words stand in which block.

mod beside;
mod blocks;
mod entity;
mod jsonld;
mod meta;
mod parse;
mod prune;
mod scope;
mod state;
mod tree;

use std::collections::BTreeMap;

use crate::date::{self, Stamp};
use crate::draft::Draft;
use crate::tables::Tables;
use crate::{clean, furniture, masthead, plain, words as notes};

use blocks::{Block, Kind};
use tree::Page;

/// Reads a page.
pub(crate) fn read(path: &str, text: &str, tables: &Tables) -> Draft {
    let mut draft = Draft::new(path);
    let page = parse::page(text, &tables.entities);
    if page.read < text.len() {
        draft.notes.push(notes::cut_input(path, page.read, text.len()));
    }
    let meta = meta::read(&page, tables);
    let mut parts = prune::parts(&page, &tables.page);
    let (stated, window) = (meta.headline.as_deref(), meta.title.as_deref());
    let found = scope::find(&page, &mut parts, stated, window);
    let article = blocks::of(&page, &found, &parts);
    let site = title(&mut draft, &page, &found, &meta, &article.kept);
    draft.byline.clone_from(&meta.byline);
    shown(&mut draft, &meta, &article, tables);
    if draft.published.is_none() {
        draft.published =
            found.headline.and_then(|at| beside::day(&page, at, meta.language.as_deref(), tables));
    }
    keep(&mut draft, &article.kept, tables);
    draft.left_out.extend(article.dropped);
    instead(&mut draft, meta.body.as_deref(), tables);
    built(&mut draft, &page, &meta, tables);
    draft.url = meta.url;
    draft.outlet = meta.outlet.or(site).or_else(|| home(&page, tables));
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

/// What stands between the headline and the site in the title of a window.
const BETWEEN: &[&str] = &[" | ", " — ", " – ", " - ", " ~ ", " · ", " :: ", " » ", " : "];

/// The headline that the page shows, else the one that it states; the name of the site where the
/// title of the window is that headline and a name.
fn title(
    draft: &mut Draft,
    page: &Page,
    found: &scope::Scope,
    meta: &meta::Meta,
    lines: &[Block],
) -> Option<String> {
    let shown = found.headline.map(|node| page.text(node)).filter(|text| !text.trim().is_empty());
    let window = meta.title.as_deref().unwrap_or("");
    if let Some(shown) = shown.or_else(|| meta.headline.clone()) {
        let site = apart(window, &shown);
        draft.title = Some(shown);
        return site;
    }
    // Old pages show their headline as any other line.
    for line in lines.iter().take(8).filter(|line| line.text.split_whitespace().count() >= 3) {
        if let Some(site) = apart(window, &line.text) {
            draft.title = Some(line.text.trim().to_owned());
            return Some(site);
        }
    }
    draft.title = meta.title.as_deref().map(|title| without_site(title, meta.outlet.as_deref()));
    None
}

/// What a window's title holds besides a headline, if that is the name of a site.
fn apart(window: &str, headline: &str) -> Option<String> {
    let site = BETWEEN.iter().chain(&[": "]).find_map(|between| {
        let before = window.split_once(between).filter(|it| masthead::same_words(it.1, headline));
        let after =
            || window.rsplit_once(between).filter(|it| masthead::same_words(it.0, headline));
        before.map(|it| it.0).or_else(|| after().map(|it| it.1))
    })?;
    let site = site.trim();
    ((1..=6).contains(&site.split_whitespace().count())).then(|| site.to_owned())
}

/// « Le pont rouvre - Le Courrier » without the site.
fn without_site(title: &str, outlet: Option<&str>) -> String {
    for &separator in BETWEEN {
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
    for line in article.dropped.iter().take(article.early.min(20)) {
        if draft.published.is_none() {
            let line = date::in_order(line.trim(), meta.language.as_deref());
            let stamp = match date::stamp(&line, &tables.dates) {
                Stamp::Published(stamp) => Some(stamp),
                _ => date::within(&line, &tables.dates),
            };
            draft.published = stamp.map(|stamp| stamp.iso);
        }
        if draft.byline.is_none() {
            let signed = masthead::signature(line, tables);
            draft.byline = signed.or_else(|| masthead::signed_within(line, tables));
        }
    }
}

/// Blocks become paragraphs; those that are links to other pages are left out, and the heading
/// above a list of them too.
fn keep(draft: &mut Draft, blocks: &[Block], tables: &Tables) {
    let first = blocks.iter().position(is_paragraph).unwrap_or(blocks.len());
    let away: Vec<bool> = (0..blocks.len())
        .map(|at| leads_away(blocks, at) || at > first && is_dated_link(&blocks[at], tables))
        .collect();
    for (at, block) in blocks.iter().enumerate() {
        let text = block.text.trim();
        // Only headings look ahead, and none of them over another: linear in all.
        let of_links = block.kind == Kind::Heading && !away[at] && {
            let links = away[at + 1..].iter().take_while(|away| **away).count();
            let then = blocks.get(at + 1 + links);
            let ends = then.is_none_or(|next| next.kind == Kind::Heading);
            let card = blocks.get(at + 1).is_some_and(|next| next.kind == Kind::Card);
            links >= 2 || links == 1 && (ends || card)
        };
        if away[at] || of_links {
            draft.left_out.push(text.to_owned());
        } else {
            let marked = block.kind == Kind::Item && !furniture::is_item(text);
            draft.paragraphs.push(if marked { format!("- {text}") } else { text.to_owned() });
        }
    }
}

/// Whether a line is a link to another article and not one in a text.
fn leads_away(blocks: &[Block], at: usize) -> bool {
    let block = &blocks[at];
    let text = block.text.trim();
    // An item that is a link is text when an item beside it is.
    let beside = [at.checked_sub(1), at.checked_add(1)];
    let mut others = beside.iter().flatten().filter_map(|&at| blocks.get(at));
    let in_text =
        block.kind == Kind::Item && others.any(|other| other.kind == Kind::Item && !is_link(other));
    let sentence = text.ends_with('.') && text.len() > 60;
    block.kind == Kind::Card
        || is_link(block) && block.kind != Kind::Headline && !in_text && !sentence
}

fn is_paragraph(block: &Block) -> bool {
    block.kind == Kind::Other && block.text.trim().len() >= 80 && !is_link(block)
}

/// « 15 mai 2031 La piscine rouvre », all but the day a link: below an article, another one.
fn is_dated_link(block: &Block, tables: &Tables) -> bool {
    let text = block.text.trim();
    let outside = text.chars().count().saturating_sub(block.links);
    block.links >= 8 && outside <= 30 && date::only(text, &tables.dates).is_some()
}

/// Whether most of a block leads elsewhere.
fn is_link(block: &Block) -> bool {
    let length = block.text.trim().chars().count();
    block.links * 10 >= length * 6 && length < 300
}

/// The text that the page states for machines, where it shows much less. Some write it with the
/// marks of a page.
fn instead(draft: &mut Draft, body: Option<&str>, tables: &Tables) {
    let shown: usize = draft.paragraphs.iter().map(String::len).sum();
    let Some(body) = body.filter(|body| body.len() > 200 && shown * 2 < body.len()) else { return };
    draft.paragraphs.clear();
    if ["</p>", "<br", "</div>", "<p>"].iter().any(|mark| body.contains(mark)) {
        marked(draft, body, tables);
    }
    if draft.paragraphs.is_empty() {
        draft.paragraphs = plain::paragraphs(body);
    }
}

/// Adds the paragraphs of a text that is written with the marks of a page.
fn marked(draft: &mut Draft, html: &str, tables: &Tables) {
    let page = parse::page(html, &tables.entities);
    let parts = prune::parts(&page, &tables.page);
    let scope = scope::Scope { body: 0, headline: None };
    keep(draft, &blocks::of(&page, &scope, &parts).kept, tables);
}

/// A page that shows less than this, in bytes, may be built by a script.
const BARE: usize = 200;

/// The article in the data from which a script builds the page, where the page shows none; else
/// its day, where the page tells none.
fn built(draft: &mut Draft, page: &Page, meta: &meta::Meta, tables: &Tables) {
    let bare = draft.paragraphs.iter().map(String::len).sum::<usize>() < BARE;
    if !bare && draft.published.is_some() {
        return;
    }
    let known = [meta.headline.as_deref(), draft.title.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    if known.is_empty() && !bare {
        return;
    }
    let Some(article) = state::read(page, &known) else { return };
    draft.published = draft.published.take().or(article.published);
    if bare {
        draft.paragraphs.clear();
        marked(draft, &article.html, tables);
        draft.title = Some(words(&article.title, tables));
        draft.byline = draft.byline.take().or(article.byline);
    }
}

/// The name of a site that the link to its first page gives, if the page says it elsewhere too: in
/// the title of the window, or beside « © ».
fn home(page: &Page, tables: &Tables) -> Option<String> {
    let text = |at: usize| clean::line(&page.text(at));
    let named = |at: usize| {
        let alt = page.inside(at).find_map(|inner| page.attribute(inner, "alt"));
        let title = page.attribute(at, "title").map(str::to_owned);
        title.or(alt.map(str::to_owned)).unwrap_or_else(|| text(at))
    };
    let last = page.nodes.len().min(600);
    let links = (1..last).filter(|&at| {
        page.nodes[at].tag == "a"
            && page.attribute(at, "href") == Some("/")
            && page.inside(at).len() < 20
    });
    let name = links.map(named).find(|name| {
        let short = (1..=6).contains(&name.split_whitespace().count()) && name.len() <= 60;
        let folded = furniture::bare(name);
        let menu =
            tables.furniture.menu.contains(&folded) || tables.furniture.line.contains(&folded);
        short && !menu && name.starts_with(char::is_uppercase)
    })?;
    let name = name.trim().to_owned();
    let again = page.nodes.iter().any(|node| node.text.contains('©') && node.text.contains(&name));
    again.then_some(name)
}
