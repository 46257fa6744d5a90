//! What was odd on the way: nothing is lost silently.

use std::fmt;

use crate::{DocumentId, Span};

/// A value, and what was noticed while making it. The engine's rooms return this, never an
/// error: bad text is their daily bread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noted<T> {
    /// The result.
    pub value: T,
    /// What was odd.
    pub notes: Vec<Note>,
}

impl<T> Noted<T> {
    /// A result with nothing to note.
    pub fn clean(value: T) -> Self {
        Self { value, notes: Vec::new() }
    }
}

/// Something odd met on the way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The document, if it is about one.
    pub document: Option<DocumentId>,
    /// What sort of oddity.
    pub kind: NoteKind,
    /// Where in the document's text.
    pub span: Option<Span>,
    /// In words, in the language of the report.
    pub says: String,
}

/// Sorts of oddities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// A file or record that could not be read at all.
    Unread,
    /// Bytes that were not valid in their encoding and were replaced.
    Encoding,
    /// The article gives no publication date.
    Undated,
    /// The publication date was reasoned out.
    DateInferred,
    /// Lines of the page that are not the article were left out.
    Boilerplate,
    /// The language is none that has a pack.
    UnknownLanguage,
    /// A sentence that was not analysed.
    Unparsed,
    /// A date whose year or day is not known.
    UnresolvedTime,
    /// A pronoun or description whose referent is not known.
    UnresolvedReference,
    /// Which story the article was put into, where it was not plain.
    Grouping,
    /// The same article was given twice.
    Duplicate,
    /// Something was cut because it was too large.
    TooLarge,
    /// A correction of the user's, replayed.
    Correction,
}

impl NoteKind {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Encoding => "encoding",
            Self::Undated => "undated_article",
            Self::DateInferred => "date_inferred",
            Self::Boilerplate => "boilerplate",
            Self::UnknownLanguage => "unknown_language",
            Self::Unparsed => "unparsed_sentence",
            Self::UnresolvedTime => "unresolved_time",
            Self::UnresolvedReference => "unresolved_reference",
            Self::Grouping => "grouping",
            Self::Duplicate => "duplicate",
            Self::TooLarge => "too_large",
            Self::Correction => "correction",
        }
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
