//! The format `recoupe.dossier/1`.
//!
//! Its own set of structs: the model can change without changing what scripts read. The order
//! of fields is the order of keys. Every offset counts Unicode characters of the article's text.

mod claim;
mod convert;
mod lines;
mod read;
mod story;
mod value;

use serde::{Deserialize, Serialize};

pub use claim::{Attribution, Claim, Commitment, Evidence, Rank};
pub use convert::hash_of;
pub use lines::{claim_json_line, claim_json_lines, mention_json_line, mention_json_lines};
pub use read::{Error, dossier_json, parse_dossier, to_json};
pub use story::{
    Event, Exchange, Explanation, Finding, Missing, Origin, Pledge, Position, Story, TimelineEntry,
};
pub use value::{Entity, Number, Quantity, Stretch, Text, Time, Value};

/// The name of this format.
pub const SCHEMA: &str = "recoupe.dossier/1";

/// All that was read, and what it says together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// [`SCHEMA`].
    pub schema: String,
    /// What was read.
    pub articles: Vec<Article>,
    /// What it tells, the largest story first.
    pub stories: Vec<Story>,
    /// What is said, one by one.
    pub claims: Vec<Claim>,
    /// What was odd on the way.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// One article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Stable, derived from the content or given by the input.
    pub id: String,
    /// Where it was read.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
    /// Who publishes.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who signs.
    pub byline: Option<String>,
    /// ISO 8601, as the article says it; never guessed.
    pub published: Option<String>,
    /// When it must have been published, if it does not say so.
    pub published_inferred: Option<Range>,
    /// ISO 639-1.
    pub language: String,
    /// The text that offsets point into.
    pub text: String,
    /// The article whose text it reprints.
    pub copy_of: Option<String>,
    /// The agencies and outlets that it credits.
    #[serde(default)]
    pub credits: Vec<String>,
    /// SHA-256 of the text in UTF-8, in hexadecimal.
    #[serde(default)]
    pub hash: Option<String>,
}

/// An inclusive range of days, ISO 8601; an open end is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// Something odd met on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The article, if it is about one.
    pub article: Option<String>,
    /// What sort of oddity.
    pub kind: String,
    /// Where it begins in the article's text.
    pub start: Option<usize>,
    /// Where it ends.
    pub end: Option<usize>,
    /// In words.
    pub says: String,
}

#[cfg(test)]
mod tests;
