//! The word lists of `data/`, read once and handed around.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Everything that linguists edit.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// `data/boilerplate.tsv`.
    pub(crate) furniture: Furniture,
    /// `data/dates.tsv`.
    pub(crate) dates: DateWords,
    /// `data/agencies.tsv`: folded alias to name.
    pub(crate) agencies: BTreeMap<String, String>,
    /// `data/stopwords.tsv`: language to its commonest words.
    pub(crate) stopwords: BTreeMap<String, BTreeSet<String>>,
    /// `data/page.tsv`.
    pub(crate) page: PageWords,
    /// `data/entities.tsv`: name to characters.
    pub(crate) entities: BTreeMap<String, String>,
    /// `data/glyphs.tsv`: name of a shape to characters.
    pub(crate) glyphs: BTreeMap<String, String>,
}

/// Lines that pages carry beside their article; patterns are folded by [`fold`].
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    /// The whole line.
    pub(crate) line: BTreeSet<String>,
    /// How a short line begins, anywhere.
    pub(crate) start: Vec<String>,
    /// How a few words that end like no sentence begin, anywhere.
    pub(crate) stub: Vec<String>,
    /// How a line begins after the body.
    pub(crate) tail: Vec<String>,
    /// What a short line holds, anywhere.
    pub(crate) has: Vec<String>,
    /// Words that menus are made of.
    pub(crate) menu: BTreeSet<String>,
    /// What a first line holds that names the outlet, not the article.
    pub(crate) masthead: Vec<String>,
    /// What authors say of themselves at the end.
    pub(crate) author: Vec<String>,
    /// How a part of a line begins that says whose picture it is.
    pub(crate) caption: Vec<String>,
    /// What those who sign are.
    pub(crate) role: Vec<String>,
    /// How a line begins that says who wrote or asked.
    pub(crate) signs: Vec<String>,
    /// Headings after which the readers speak.
    pub(crate) end: BTreeSet<String>,
    /// Headings after which nothing of the article comes.
    pub(crate) section: Vec<String>,
    /// How a heading begins after which who sends out a statement tells of himself.
    pub(crate) about: Vec<String>,
}

/// Words of dates and of lines that tell the day of publication.
#[derive(Debug, Default)]
pub(crate) struct DateWords {
    pub(crate) month: BTreeMap<String, i8>,
    pub(crate) weekday: BTreeSet<String>,
    pub(crate) published: BTreeSet<String>,
    pub(crate) updated: BTreeSet<String>,
    /// What a page is: « communiqué - 3 mars 2026 ».
    pub(crate) kicker: BTreeSet<String>,
    /// Words that tell how long reading takes.
    pub(crate) reading: BTreeSet<String>,
    pub(crate) by: BTreeSet<String>,
}

/// Classes, identifiers and roles in pages.
#[derive(Debug, Default)]
pub(crate) struct PageWords {
    /// Parts that are not the article; a pattern is one or more tokens joined by `-`.
    pub(crate) drop: BTreeSet<String>,
    /// Of these, those that are dropped even when they hold most of the text of a page.
    pub(crate) strong: BTreeSet<String>,
    /// Parts that hold the article.
    pub(crate) keep: BTreeSet<String>,
    /// Of these, those that hold its text and nothing else.
    pub(crate) body: BTreeSet<String>,
    /// Values of `role` that are not the article.
    pub(crate) role: BTreeSet<String>,
    /// Elements that are never text.
    pub(crate) skip: BTreeSet<String>,
    /// Halves of words that keep their hyphen at the end of a line.
    pub(crate) halves: BTreeSet<String>,
}

impl Tables {
    /// The same, read once: they never change.
    pub(crate) fn shared() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(Self::embedded)
    }

    /// The tables that the program carries.
    pub(crate) fn embedded() -> Self {
        let mut tables = Self::default();
        for [_, kind, pattern] in rows(include_str!("../data/boilerplate.tsv")) {
            tables.furniture.add(kind, fold(pattern));
        }
        for [_, kind, value, word] in rows(include_str!("../data/dates.tsv")) {
            tables.dates.add(kind, value, fold(word));
        }
        for [name, alias] in rows(include_str!("../data/agencies.tsv")) {
            tables.agencies.insert(fold(alias), name.to_owned());
            tables.agencies.insert(fold(name), name.to_owned());
        }
        for [language, words] in rows(include_str!("../data/stopwords.tsv")) {
            let words = words.split(' ').map(str::to_owned);
            tables.stopwords.entry(language.to_owned()).or_default().extend(words);
        }
        for [kind, pattern] in rows(include_str!("../data/page.tsv")) {
            let page = &mut tables.page;
            let set = match kind {
                "drop" => &mut page.drop,
                "keep" => &mut page.keep,
                "role" => &mut page.role,
                "half" => &mut page.halves,
                "body" => {
                    page.keep.insert(pattern.to_owned());
                    &mut page.body
                }
                "strong" => {
                    page.drop.insert(pattern.to_owned());
                    &mut page.strong
                }
                _ => &mut page.skip,
            };
            set.insert(pattern.to_owned());
        }
        for [name, code] in rows(include_str!("../data/entities.tsv")) {
            let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
            tables.entities.extend(character.map(|c| (name.to_owned(), c.to_string())));
        }
        for [name, characters] in rows(include_str!("../data/glyphs.tsv")) {
            tables.glyphs.insert(name.to_owned(), characters.to_owned());
        }
        tables
    }
}

impl Furniture {
    fn add(&mut self, kind: &str, pattern: String) {
        match kind {
            "line" => drop(self.line.insert(pattern)),
            "start" => self.start.push(pattern),
            "stub" => self.stub.push(pattern),
            "tail" => self.tail.push(pattern),
            "has" => self.has.push(pattern),
            "menu" => drop(self.menu.insert(pattern)),
            "masthead" => self.masthead.push(pattern),
            "caption" => self.caption.push(pattern),
            "role" => self.role.push(pattern),
            "signs" => self.signs.push(pattern),
            "end" => drop(self.end.insert(pattern)),
            "section" => self.section.push(pattern),
            "about" => self.about.push(pattern),
            _ => self.author.push(pattern),
        }
    }
}

impl DateWords {
    fn add(&mut self, kind: &str, value: &str, word: String) {
        match kind {
            "month" => drop(value.parse().map(|number| self.month.insert(word, number))),
            "weekday" => drop(self.weekday.insert(word)),
            "published" => drop(self.published.insert(word)),
            "updated" => drop(self.updated.insert(word)),
            "kicker" => drop(self.kicker.insert(word)),
            "reading" => drop(self.reading.insert(word)),
            _ => drop(self.by.insert(word)),
        }
    }
}

/// The rows of a table of `N` columns; `#` begins a comment line.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.try_into().ok()
    })
}

/// Lower case, one kind of apostrophe, one kind of space: how words are compared.
pub(crate) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in words.trim().chars() {
        match c {
            '’' | 'ʼ' | '′' | '`' | '´' => folded.push('\''),
            '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '–' | '—' | '‑' => folded.push('-'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        fn count(table: &str, columns: usize) {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                assert_eq!(line.split('\t').count(), columns, "{line}");
            }
        }
        count(include_str!("../data/boilerplate.tsv"), 3);
        count(include_str!("../data/dates.tsv"), 4);
        count(include_str!("../data/agencies.tsv"), 2);
        count(include_str!("../data/stopwords.tsv"), 2);
        count(include_str!("../data/page.tsv"), 2);
        count(include_str!("../data/entities.tsv"), 2);
        count(include_str!("../data/glyphs.tsv"), 2);
        let tables = Tables::embedded();
        assert_eq!(tables.dates.month.get("février"), Some(&2));
        assert_eq!(tables.agencies.get("agence france-presse").map(String::as_str), Some("AFP"));
        assert_eq!(tables.entities.get("eacute").map(String::as_str), Some("é"));
    }
}
