//! What a model file says of itself: language, training data, licence, scores.

use crate::Error;
use crate::file::File;

/// Entries that every model file must have.
const REQUIRED: [&str; 5] = ["language", "scheme", "trained on", "licence", "dev"];

/// Facts that the exporter wrote into a model file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    entries: Vec<(Box<str>, Box<str>)>,
}

impl About {
    /// Reads the part `about`: lines of `name TAB value`.
    pub(crate) fn load(file: &File) -> Result<Self, Error> {
        let entry = |line: &str| {
            let (name, value) = line.split_once('\t')?;
            Some((Box::from(name), Box::from(value)))
        };
        let entries = file.strings("about")?.into_iter().map(entry).collect::<Option<Vec<_>>>();
        let about = Self {
            entries: entries.ok_or_else(|| Error::section("about", "holds a broken line"))?,
        };
        let has = |name: &&str| about.get(name).is_some_and(|value| !value.is_empty());
        if REQUIRED.iter().all(has) {
            Ok(about)
        } else {
            Err(Error::section("about", "lacks language, scheme, data, licence or scores"))
        }
    }

    /// The value of an entry such as `language` (a code), `trained on`, `licence`, or `dev` (scores).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.entries.iter().find(|(n, _)| **n == *name).map(|(_, value)| &**value)
    }

    /// All entries, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(name, value)| (&**name, &**value))
    }
}
