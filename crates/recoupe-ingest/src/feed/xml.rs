//! RSS and Atom as they are written, well formed or nearly.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Entry;
use super::link::{is_relative, is_whole, join};
use crate::html::decoded_with;

/// A feed, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    /// What its links are relative to, where it says so.
    pub(super) base: Option<String>,
    /// Its own address, and that of its site.
    pub(super) own: Option<String>,
    pub(super) site: Option<String>,
    /// The links of its entries are whole, or as they are written.
    pub(super) entries: Vec<Entry>,
}

/// The longest name of an author or address of an entry, in bytes.
const FIELD: usize = 2000;

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Link,
    Id,
    Published,
    Updated,
    Author,
    Content,
    Summary,
    Language,
    Source,
}

/// An element whose words are being collected.
#[derive(Debug)]
struct Open {
    field: Field,
    name: String,
    /// Elements of the same name inside.
    nested: usize,
    /// Where its content begins in the source.
    from: usize,
    /// Whether it holds elements, so that its content is read as it stands.
    elements: bool,
    text: String,
}

struct State<'a> {
    source: &'a str,
    names: &'a BTreeMap<String, String>,
    feed: &'a mut Feed,
    entry: Option<Entry>,
    open: Option<Open>,
    /// What the links of the entry are relative to, where it says so itself.
    base: Option<String>,
    /// Inside the picture or the search box of a channel, or the origin of an Atom entry.
    aside: usize,
}

/// Adds the entries of a source to a feed; where and why it stopped if that was not the end.
pub(super) fn entries(
    source: &str,
    feed: &mut Feed,
    names: &BTreeMap<String, String>,
) -> Option<(usize, String)> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut state = State { source, names, feed, entry: None, open: None, base: None, aside: 0 };
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(tag)) => state.start(&tag, reader.buffer_position() as usize),
            Ok(Event::Empty(tag)) => state.empty(&tag),
            Ok(Event::End(tag)) => state.end(tag.name().into_inner(), before),
            Ok(Event::Text(text)) => state.text(&text.into_inner()),
            Ok(Event::CData(data)) => state.text(&data.into_inner()),
            Ok(Event::GeneralRef(name)) => {
                let raw = format!("&{};", name.into_inner());
                state.text(&decoded_with(&raw, names));
            }
            Ok(Event::Eof) => {
                state.close_entry();
                return None;
            }
            Ok(_) => {}
            // Half an entry is none: what it lacks may be what it is about.
            Err(why) => return Some((before, why.to_string())),
        }
    }
}

/// The name without the usual prefixes of its own format, in lower case: `a10:content` is
/// `content`, but `media:title` is not `title`.
fn plain_name(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.split_once(':') {
        Some(("atom" | "a10" | "rss" | "rdf", local)) => local.to_owned(),
        _ => name,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.html_attributes();
    let mut found = all.with_checks(false).flatten();
    let value = found.find(|it| it.key.into_inner() == name)?.value;
    Some(value.into_owned())
}

impl State<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, from: usize) {
        let name = plain_name(tag.name().into_inner());
        if let Some(open) = &mut self.open {
            open.elements = true;
            open.nested += usize::from(open.name == name);
            if open.field == Field::Author && name == "name" {
                open.text.clear();
                open.name = name;
                open.elements = false;
            }
            return;
        }
        let base = attribute(tag, "xml:base");
        match name.as_str() {
            "item" | "entry" => {
                self.close_entry();
                self.aside = 0;
                self.base = base.and_then(|base| self.based(&base));
                let id = attribute(tag, "rdf:about");
                self.entry = Some(Entry { url: id.filter(|id| is_whole(id)), ..Entry::default() });
            }
            "image" | "textinput" | "source" => {
                self.aside += 1;
                let outlet = name == "source" && self.entry.is_some();
                if outlet {
                    self.begin(Field::Source, name, from);
                }
            }
            "link" if attribute(tag, "href").is_some() => self.empty(tag),
            _ if self.aside > 0 => {}
            _ => {
                if let Some(base) = base.filter(|_| self.entry.is_none()) {
                    self.feed.base = self.based(&base);
                }
                if let Some(field) = self.field(&name) {
                    self.begin(field, name, from);
                }
            }
        }
    }

    fn begin(&mut self, field: Field, name: String, from: usize) {
        let text = String::new();
        self.open = Some(Open { field, name, nested: 0, from, elements: false, text });
    }

    fn field(&self, name: &str) -> Option<Field> {
        Some(match name {
            "title" => Field::Title,
            "language" | "dc:language" => Field::Language,
            "link" => Field::Link,
            _ if self.entry.is_none() => return None,
            "guid" | "id" => Field::Id,
            "pubdate" | "dc:date" | "published" | "issued" | "dcterms:created" => Field::Published,
            "updated" | "modified" | "dcterms:modified" => Field::Updated,
            "author" | "dc:creator" => Field::Author,
            "content" | "content:encoded" | "xhtml:body" => Field::Content,
            "description" | "summary" => Field::Summary,
            _ => return None,
        })
    }

    /// An element without content: of interest is only the link of an Atom entry.
    fn empty(&mut self, tag: &BytesStart<'_>) {
        if let Some(open) = &mut self.open {
            open.elements = true;
            return;
        }
        if plain_name(tag.name().into_inner()) != "link" || self.aside > 0 {
            return;
        }
        let rel = attribute(tag, "rel").unwrap_or_default();
        let Some(href) = attribute(tag, "href").map(|href| decoded_with(&href, self.names)) else {
            return;
        };
        let href = match attribute(tag, "xml:base") {
            Some(base) => join(&self.based(&base).unwrap_or(base), &href).unwrap_or(href),
            None => href,
        };
        match (rel.as_str(), self.entry.is_some()) {
            ("" | "alternate", true) => self.linked(href.trim()),
            ("self", false) if is_whole(&href) => self.feed.own = Some(href),
            ("" | "alternate", false) if is_whole(&href) => {
                self.feed.site.get_or_insert(href);
            }
            _ => {}
        }
    }

    /// A base, which may itself be relative to the one around it.
    fn based(&self, base: &str) -> Option<String> {
        let around = self.feed.base.as_deref().or(self.feed.own.as_deref()).unwrap_or("");
        join(around, base.trim()).or_else(|| is_whole(base).then(|| base.to_owned()))
    }

    /// The link of the entry: whole where the feed says what it is relative to.
    fn linked(&mut self, link: &str) {
        let base = self.base.as_deref().or(self.feed.base.as_deref()).unwrap_or("");
        let whole = join(base, link).or_else(|| is_relative(link).then(|| link.to_owned()));
        let Some(entry) = &mut self.entry else { return };
        // A whole one goes before one that may be the site's own way of writing.
        if entry.url.as_deref().is_none_or(|known| !is_whole(known)) {
            entry.url = whole.or_else(|| entry.url.take());
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str, before: usize) {
        let name = plain_name(name);
        if let Some(open) = &mut self.open {
            if open.name == name && open.nested > 0 {
                open.nested -= 1;
            } else if open.name == name {
                self.close(before);
                self.aside -= usize::from(name == "source" && self.aside > 0);
            } else if matches!(name.as_str(), "item" | "entry") {
                self.close(before);
                self.close_entry();
            }
            return;
        }
        match name.as_str() {
            "item" | "entry" => self.close_entry(),
            "image" | "textinput" | "source" => self.aside = self.aside.saturating_sub(1),
            _ => {}
        }
    }

    /// Puts the words of the open element where they belong.
    fn close(&mut self, before: usize) {
        let Some(open) = self.open.take() else { return };
        let long = matches!(open.field, Field::Content | Field::Summary);
        let raw = self.source.get(open.from..before);
        let text = match raw.filter(|_| open.elements && open.field != Field::Author) {
            Some(raw) => raw.trim().to_owned(),
            None => open.text.trim().to_owned(),
        };
        let origin = open.field == Field::Source && open.elements;
        if text.is_empty() || origin || !long && text.len() > FIELD {
            return;
        }
        if open.field == Field::Link && self.entry.is_some() {
            return self.linked(&text);
        }
        let Some(entry) = &mut self.entry else {
            let slot = match open.field {
                Field::Title => &mut self.feed.title,
                Field::Language => &mut self.feed.language,
                Field::Link if is_whole(&text) => &mut self.feed.site,
                _ => return,
            };
            slot.get_or_insert(text);
            return;
        };
        let slot = match open.field {
            // An address that names the entry is its address when no link is given.
            Field::Id if is_whole(&text) => {
                entry.url.get_or_insert(text);
                return;
            }
            Field::Id | Field::Link => return,
            Field::Title => &mut entry.title,
            Field::Published => &mut entry.published,
            Field::Updated => &mut entry.updated,
            Field::Content => &mut entry.content,
            Field::Summary => &mut entry.summary,
            Field::Language => &mut entry.language,
            Field::Source => &mut entry.outlet,
            Field::Author => {
                let name = person(&text);
                match &mut entry.byline {
                    Some(known) if !known.contains(name) => {
                        known.push_str(", ");
                        known.push_str(name);
                    }
                    Some(_) => {}
                    empty => *empty = Some(name.to_owned()),
                }
                return;
            }
        };
        match open.field {
            Field::Content | Field::Summary | Field::Title => {
                slot.get_or_insert(text);
            }
            _ => *slot = Some(text),
        }
    }

    fn close_entry(&mut self) {
        self.open = None;
        self.feed.entries.extend(self.entry.take());
    }
}

/// `ada@a.example (Ada Roux)` is Ada Roux.
fn person(text: &str) -> &str {
    let inside = text.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')'));
    match inside {
        Some((name, _)) if text.contains('@') && !name.trim().is_empty() => name.trim(),
        _ => text,
    }
}
