//! Words that name a thing, a time, an amount, or carry somebody's speech.

use std::sync::Arc;

use crate::{Entity, Quantity, Span, Time};

/// A stretch of text with its normalised value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where the words stand.
    pub span: Span,
    /// What they are.
    pub kind: MentionKind,
    /// The rule or list that found them, for `recoupe why`.
    pub rule: Arc<str>,
}

/// What a mention is.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionKind {
    /// A name or a description of a known thing.
    Name(Entity),
    /// A date, a period.
    Time(Time),
    /// A number with what it counts.
    Quantity(Quantity),
    /// Words in quotation marks that are somebody's speech.
    Quote(Quote),
}

/// Quoted words. The span of the mention covers them without their marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// Who says them, if the text tells.
    pub speaker: Option<Entity>,
    /// The words that introduce the speech (« a déclaré »).
    pub cue: Option<Span>,
    /// Whether the quoted words are a whole clause rather than a few words in another's sentence.
    pub is_clause: bool,
}
