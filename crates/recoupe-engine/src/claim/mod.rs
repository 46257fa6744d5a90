//! Sentences and mentions to claims: who did what, on whose word, how surely.

mod context;
mod tree;

use recoupe_model::{Claim, Document, Mention, Noted, Sentence};

use crate::lang::Knowledge;

/// The claims of one document, in text order.
pub fn find(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Noted<Vec<Claim>> {
    let Some(pack) = knowledge.pack(&document.language) else { return Noted::default() };
    let _context = context::Context::new(knowledge, pack, document, sentences, mentions);
    Noted::default()
}
