//! What is known of addresses that were fetched before, so that a server is asked only whether a
//! page has changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::http::is_line;

/// What a server said of a page when it was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) etag: String,
    pub(crate) modified: String,
    /// The record that holds the page, and its date.
    pub(crate) record: String,
    pub(crate) date: String,
}

/// Addresses and what is known of them: a table that is kept beside the archive.
#[derive(Debug, Default)]
pub struct Memory {
    known: BTreeMap<String, Known>,
}

impl Memory {
    /// Reads a table; lines that are none are passed over.
    pub fn read(text: &str) -> Self {
        let mut memory = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [url, etag, modified, record, date] = cells[..] else { continue };
            let known = Known {
                etag: etag.to_owned(),
                modified: modified.to_owned(),
                record: record.to_owned(),
                date: date.to_owned(),
            };
            memory.known.insert(url.to_owned(), known);
        }
        memory
    }

    /// The table as text, in the order of addresses.
    pub fn text(&self) -> String {
        let mut text =
            "# address, ETag, Last-Modified, record, date; written by recoupe fetch\n".to_owned();
        for (url, known) in &self.known {
            let Known { etag, modified, record, date } = known;
            let _ = writeln!(text, "{url}\t{etag}\t{modified}\t{record}\t{date}");
        }
        text
    }

    pub(crate) fn get(&self, url: &str) -> Option<&Known> {
        self.known.get(url)
    }

    /// Keeps what a server said, if it can be said back.
    pub(crate) fn put(&mut self, url: &str, known: Known) {
        let fit = |value: &String| value.is_empty() || is_line(value);
        let said = !known.etag.is_empty() || !known.modified.is_empty();
        if said && fit(&known.etag) && fit(&known.modified) {
            self.known.insert(url.to_owned(), known);
        } else {
            self.known.remove(url);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let known = Known { etag: "\"a\"".into(), record: "urn:x".into(), ..Known::default() };
        let mut memory = Memory::default();
        memory.put("http://a.example/", known.clone());
        memory.put("http://b.example/", Known { etag: "a\tb\nc".into(), ..Known::default() });
        let again = Memory::read(&memory.text());
        assert_eq!(again.get("http://a.example/"), Some(&known));
        assert_eq!(again.get("http://b.example/"), None);
    }
}
