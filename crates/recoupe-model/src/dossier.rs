//! What the reader gets, and what the engine makes of one document on the way.

use crate::{Claim, Document, Mention, Note, Sentence, Story};

/// All that was read, and what it says together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// In a stable order.
    pub documents: Vec<Document>,
    /// The largest first.
    pub stories: Vec<Story>,
    /// In the order of documents and of their words.
    pub claims: Vec<Claim>,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// What the engine makes of one document before it is held against the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Its sentences, parsed.
    pub sentences: Vec<Sentence>,
    /// Names, times, quantities and quotations, in text order.
    pub mentions: Vec<Mention>,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
}

impl Reading {
    /// The index of the sentence that holds a byte of the text, or of the first behind it; the number of sentences where
    /// none is.
    pub fn sentence_at(&self, byte: usize) -> usize {
        self.sentences.partition_point(|it| it.span.end() <= byte)
    }
}
