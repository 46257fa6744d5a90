//! Writing a dossier and reading it back.

use std::fmt;

use recoupe_model as model;

use super::{Dossier, SCHEMA};

/// The dossier as JSON, indented by two, with a newline at the end.
pub fn dossier_json(dossier: &model::Dossier) -> String {
    to_json(&Dossier::from(dossier))
}

/// A wire dossier as JSON, in the same shape.
pub fn to_json(dossier: &Dossier) -> String {
    let mut out = serde_json::to_string_pretty(dossier).unwrap_or_default();
    out.push('\n');
    out
}

/// Reads a dossier back.
pub fn parse_dossier(json: &str) -> Result<Dossier, Error> {
    let dossier: Dossier = serde_json::from_str(json).map_err(Error::Shape)?;
    if dossier.schema == SCHEMA { Ok(dossier) } else { Err(Error::Schema(dossier.schema)) }
}

/// Why a file is not a dossier.
#[derive(Debug)]
pub enum Error {
    /// It is not JSON, or not of the shape of a dossier.
    Shape(serde_json::Error),
    /// It is of another format or version.
    Schema(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(why) => why.fmt(f),
            Self::Schema(found) => {
                write!(f, "the schema is {found:?}, this program reads {SCHEMA:?}")
            }
        }
    }
}

// The cause is told by `Display`; as a source it would be told twice.
impl std::error::Error for Error {}
