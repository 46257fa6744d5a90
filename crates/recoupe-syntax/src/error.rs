//! What can be wrong with the files of a language.

use std::fmt;

/// Why a model or a segmentation file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes do not start as a model file does, or are of another version.
    NotAModel,
    /// The file ends early, or its checksum does not fit.
    Damaged,
    /// A part is missing or has the wrong size.
    Section {
        /// Name of the part.
        name: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The segmentation file is not valid.
    Rules(String),
}

impl Error {
    pub(crate) fn section(name: &str, what: &'static str) -> Self {
        Self::Section { name: name.into(), what }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("not a syntax model of this version"),
            Self::Damaged => f.write_str("the syntax model is damaged"),
            Self::Section { name, what } => write!(f, "syntax model, part {name}: {what}"),
            Self::Rules(why) => write!(f, "segmentation rules: {why}"),
        }
    }
}

impl std::error::Error for Error {}
