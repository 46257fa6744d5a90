//! What every search for names looks at: the words, the word lists, the names of the world.

use std::collections::BTreeSet;

use recoupe_model::{Class, EntityId};

use super::atoms::{Atoms, Gap};
use super::found::Found;
use crate::lang::{Gazetteer, Known, Pack, Way};

/// One document with the knowledge for it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    /// The code of its language.
    pub(super) lang: &'a str,
    /// The words.
    pub(super) atoms: Atoms<'a>,
    /// Names of the world.
    pub(super) gazetteer: &'a Gazetteer,
    /// Their ways of writing in this language.
    pub(super) ways: &'a [Way],
    /// Word lists of the language.
    pub(super) lists: Lists<'a>,
    keys: BTreeSet<String>,
    firsts: BTreeSet<(Phrases, &'a str)>,
}

/// Lists whose entries are several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phrases {
    /// Named treaties.
    Instrument,
    /// Offices of ministries.
    Ministry,
}

impl Phrases {
    const fn name(self) -> &'static str {
        match self {
            Self::Instrument => "instrument",
            Self::Ministry => "ministry",
        }
    }
}

impl<'a> Scene<'a> {
    /// Puts everything together.
    pub(super) fn new(gazetteer: &'a Gazetteer, pack: &'a Pack, atoms: Atoms<'a>) -> Self {
        let keys = atoms.list.iter().map(|atom| atom.key.clone()).collect();
        let lang = pack.lang.code();
        let firsts = [Phrases::Instrument, Phrases::Ministry].into_iter().flat_map(|list| {
            let rows = pack.words(list.name()).rows().iter();
            rows.filter_map(move |row| crate::lang::words(row.key()).next().map(|it| (row, it)))
                .map(move |(row, word)| (list, &row.key()[word]))
        });
        let firsts = firsts.collect();
        let (ways, lists) = (gazetteer.all(lang), Lists { pack });
        Self { lang, atoms, gazetteer, ways, lists, keys, firsts }
    }

    /// Whether a folded word stands anywhere in the document.
    pub(super) fn has_word(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// What stands before a word; [`Gap::Other`] at the end of the text.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.atoms.get(at).map_or(Gap::Other, |atom| atom.gap)
    }

    /// An entry of the gazetteer as a proposal that stands nowhere yet.
    pub(super) fn entity(&self, known: &Known) -> Found {
        let name = self.gazetteer.name(&known.id, self.lang).unwrap_or_default();
        Found {
            from: 0,
            to: 0,
            id: known.id.clone(),
            class: known.class,
            name: name.to_owned(),
            of: known.of.clone(),
            rule: "name/known",
            open: false,
        }
    }

    /// The kind that a list gives to the two words here (« porte-parole ») or to the one.
    /// Returns the kind and the word after.
    pub(super) fn kind(&self, list: &str, at: usize) -> Option<(&'a str, usize)> {
        let two = || {
            let words = self.atoms.joins(at + 1).then(|| self.lower(at, at + 2))?;
            Some((self.lists.kind(list, &words)?, at + 2))
        };
        two().or_else(|| Some((self.one(list, at)?, at + 1)))
    }

    /// Some words in small letters, with straight apostrophes.
    pub(super) fn lower(&self, from: usize, to: usize) -> String {
        self.atoms.words(from, to).to_lowercase().replace('’', "'")
    }

    /// The kind that a list gives to the one word here.
    pub(super) fn one(&self, list: &str, at: usize) -> Option<&'a str> {
        self.lists.kind(list, &self.atoms.get(at)?.lower)
    }

    /// Whether the word here is in a list.
    pub(super) fn is_in(&self, list: &str, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| self.lists.has(list, &atom.lower))
    }

    /// The longest entry of a list of phrases that stands at a word: its cell and the word after.
    pub(super) fn longest(&self, list: Phrases, at: usize) -> Option<(&'a str, usize)> {
        let first = self.atoms.get(at)?;
        if !self.firsts.contains(&(list, &*first.lower)) {
            return None;
        }
        let limit = (at + 8).min(self.atoms.list.len());
        let end = (at + 1..limit).find(|&next| !self.atoms.joins(next)).unwrap_or(limit);
        (at + 1..=end)
            .rev()
            .find_map(|to| Some((self.lists.cell(list.name(), &self.lower(at, to), "key")?, to)))
    }
}

/// The word lists of one language. A list that is not there is empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists<'a> {
    pack: &'a Pack,
}

impl<'a> Lists<'a> {
    /// Whether a list has a word.
    pub(super) fn has(self, list: &str, word: &str) -> bool {
        self.pack.words(list).has(word)
    }

    /// The cell `kind` of a word.
    pub(super) fn kind(self, list: &str, word: &str) -> Option<&'a str> {
        self.cell(list, word, "kind")
    }

    /// A cell of a word.
    pub(super) fn cell(self, list: &str, word: &str, column: &str) -> Option<&'a str> {
        self.pack.words(list).get(word, column)
    }

    /// Whether one of the stems of a list that have this kind begins the word.
    pub(super) fn stem(self, list: &str, word: &str) -> Option<&'a str> {
        let table = self.pack.words(list);
        let fits = table.rows().iter().filter(|row| word.starts_with(row.key()));
        fits.max_by_key(|row| row.key().len()).map(|row| table.cell(row, "kind"))
    }

    /// Whether a word is a given name.
    pub(super) fn is_first_name(self, word: &str) -> bool {
        self.has("first_name", word)
    }
}

/// An id of a thing that no gazetteer knows, from its words: `person:radostina-velkova`.
pub(super) fn slug(class: Class, words: &str) -> EntityId {
    let prefix = match class {
        Class::Organisation => "org",
        other => other.name(),
    };
    let key: Vec<String> =
        crate::lang::words(words).map(|r| crate::lang::fold(&words[r])).collect();
    EntityId::new(prefix, &key.join("-"))
}
