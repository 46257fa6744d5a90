//! Claims, on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Stretch, Value};

/// One proposition put forward once in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Unique in the dossier.
    pub id: String,
    /// Where it was read.
    pub article: String,
    /// The kind of happening.
    #[serde(rename = "type")]
    pub frame: String,
    /// `positive` or `negative`.
    pub polarity: String,
    /// How far the sayer commits to it.
    pub modality: String,
    /// Who is said to say it, outermost first; empty for the outlet's own voice.
    pub attribution: Vec<Attribution>,
    /// What is known of it.
    pub roles: BTreeMap<String, Vec<Value>>,
    /// The rule that read it.
    #[serde(default)]
    pub rule: String,
    /// The words it came from.
    pub evidence: Vec<Evidence>,
    /// The lemma that evoked the kind of happening.
    #[serde(default)]
    pub predicate: String,
    /// First, last, largest … of its kind.
    #[serde(default)]
    pub rank: Option<Rank>,
    /// What an instrument obliges to.
    #[serde(default)]
    pub commitment: Option<Commitment>,
    /// Claims of the same article that this is given in exchange for.
    #[serde(default)]
    pub against: Vec<String>,
}

/// Who is said to say something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// As the text names the source.
    pub name: String,
    /// The thing that it is, if it is a known or named one.
    pub entity: Option<String>,
    /// What sort of source.
    pub kind: String,
    /// Whether it goes unnamed.
    pub anonymous: bool,
    /// The country that it speaks for or comes from.
    #[serde(default)]
    pub of: Option<String>,
    /// The words that mark the saying.
    #[serde(default)]
    pub cue: Option<Stretch>,
}

/// Words that carry a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The first character in the article's text.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The words, letter by letter.
    pub quote: String,
}

/// A superlative with its scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    /// `first`, `last`, `largest`, …
    pub order: String,
    /// Among what, as written; empty when not said.
    pub scope: String,
}

/// What an instrument obliges its parties to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The sort of obligation.
    pub obligation: String,
    /// When it is owed, as written.
    pub trigger: Option<String>,
    /// Whether it is owed without delay.
    pub immediate: bool,
}
