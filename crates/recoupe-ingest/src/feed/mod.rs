//! Feeds: RSS 0.9 to 2.0, Atom, and the entries of JSON feeds. An entry is an article when it
//! brings the article's text; when it brings a summary, the summary is read and that is noted.

mod entry;
mod xml;

use crate::intake::Intake;
use crate::words;

pub(crate) use entry::Entry;

/// How often reading begins anew after a place that is no XML: each time one entry is lost.
const RESTARTS: usize = 50;

/// Reads all entries of an RSS or Atom feed.
pub(crate) fn read(path: &str, text: &str, intake: &mut Intake<'_>) {
    let mut feed = xml::Feed::default();
    let mut rest = text;
    for _ in 0..=RESTARTS {
        let Some((at, why)) = xml::entries(rest, &mut feed, &intake.tables.entities) else {
            break;
        };
        let broken = text.len() - rest.len() + at;
        let line = text[..text.floor_char_boundary(broken)].matches('\n').count() + 1;
        intake.remark(words::bad_feed(path, line, &why));
        let Some(next) = next_entry(&rest[rest.floor_char_boundary(at)..]) else { break };
        rest = next;
    }
    if feed.entries.is_empty() {
        return intake.remark(words::empty_feed(path));
    }
    let outlet = feed.title.map(|title| entry::words_of(&title, intake.tables));
    for (at, mut entry) in feed.entries.into_iter().enumerate() {
        entry.outlet = entry.outlet.or_else(|| outlet.clone());
        entry.language = entry.language.or_else(|| feed.language.clone());
        entry.into_article(&format!("{path}#{}", at + 1), intake);
    }
}

/// The text from the next entry on, past the one that begins here.
fn next_entry(rest: &str) -> Option<&str> {
    let starts = ["<item>", "<item ", "<entry>", "<entry "];
    let inside = rest.get(1..)?;
    let at = starts.iter().filter_map(|start| inside.find(start)).min()?;
    inside.get(at..)
}
