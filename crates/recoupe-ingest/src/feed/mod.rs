//! Feeds: RSS 0.9 to 2.0, Atom, and the entries of JSON feeds. An entry is an article when it
//! brings the article's text; when it brings a summary, the summary is read and that is noted.

mod entry;
mod link;
mod xml;

use crate::intake::Intake;
use crate::tables::Tables;
use crate::words;

pub(crate) use entry::Entry;
pub(crate) use link::{is_relative, join};

/// How often reading begins anew after a place that is no XML: each time one entry is lost.
const RESTARTS: usize = 50;

/// Reads all entries of an RSS or Atom feed.
pub(crate) fn read(path: &str, text: &str, intake: &mut Intake<'_>) {
    let (feed, broken) = entries(text, intake.tables);
    for (line, why) in broken {
        intake.remark(words::bad_feed(path, line, &why));
    }
    if feed.entries.is_empty() {
        return intake.remark(words::empty_feed(path));
    }
    let bases = [feed.base, feed.own, feed.site];
    let base = bases.iter().flatten().next().map_or("", String::as_str);
    let outlet = feed.title.map(|title| entry::words_of(&title, intake.tables));
    for (at, mut entry) in feed.entries.into_iter().enumerate() {
        entry.outlet = entry.outlet.or_else(|| outlet.clone());
        entry.url = entry.url.and_then(|url| join(base, &url));
        entry.language = entry.language.or_else(|| feed.language.clone());
        entry.into_article(&format!("{path}#{}", at + 1), intake);
    }
}

/// The addresses of its entries: whole, or relative to its own address.
pub(crate) fn announced(text: &str, tables: &Tables) -> Vec<String> {
    let (feed, _) = entries(text, tables);
    feed.entries.into_iter().filter_map(|entry| entry.url).collect()
}

/// All entries, and the lines where the feed is broken and why.
fn entries(text: &str, tables: &Tables) -> (xml::Feed, Vec<(usize, String)>) {
    let mut feed = xml::Feed::default();
    let mut broken = Vec::new();
    let mut rest = text;
    for _ in 0..=RESTARTS {
        let Some((at, why)) = xml::entries(rest, &mut feed, &tables.entities) else { break };
        let byte = text.len() - rest.len() + at;
        let line = text[..text.floor_char_boundary(byte)].matches('\n').count() + 1;
        broken.push((line, why));
        let Some(next) = next_entry(&rest[rest.floor_char_boundary(at)..]) else { break };
        rest = next;
    }
    (feed, broken)
}

/// The text from the next entry on, past the one that begins here.
fn next_entry(rest: &str) -> Option<&str> {
    let starts = ["<item>", "<item ", "<entry>", "<entry "];
    let inside = rest.get(1..)?;
    let at = starts.iter().filter_map(|start| inside.find(start)).min()?;
    inside.get(at..)
}
