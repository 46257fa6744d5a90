//! Mistakes in data files.

use std::fmt;

/// A mistake in a data file, for the person who edits it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Path inside the data folder.
    pub file: String,
    /// Line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// What was expected, what was found, what to do.
    pub says: String,
}

impl Mistake {
    /// A mistake at a line.
    pub fn new(file: &str, line: usize, says: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, says: says.into() }
    }

    /// What the TOML reader says of a file with this text, at its line.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().map_or(0, |span| 1 + text[..span.start].matches('\n').count());
        Self::new(file, line, error.message())
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "data/{}: {}", self.file, self.says),
            line => write!(f, "data/{}:{line}: {}", self.file, self.says),
        }
    }
}

impl std::error::Error for Mistake {}
