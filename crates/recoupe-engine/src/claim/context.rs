//! What every part of the room looks at while it reads one document.

use recoupe_model::{Document, Entity, Mention, MentionKind, Sentence, Span};

use super::refer::Memory;
use super::tree::Tree;
use crate::lang::{Knowledge, Pack};

/// One document with its trees and mentions.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// Frames and packs.
    pub(crate) knowledge: &'a Knowledge,
    /// The pack of the document's language.
    pub(crate) pack: &'a Pack,
    /// The document.
    pub(crate) document: &'a Document,
    /// One a sentence, in text order.
    pub(crate) trees: Vec<Tree<'a>>,
    /// In text order.
    pub(crate) mentions: &'a [Mention],
    /// What the nominals refer to.
    pub(crate) memory: Memory,
}

impl<'a> Context<'a> {
    /// Indexes a document.
    pub(crate) fn new(
        knowledge: &'a Knowledge,
        pack: &'a Pack,
        document: &'a Document,
        sentences: &'a [Sentence],
        mentions: &'a [Mention],
    ) -> Self {
        let trees = sentences.iter().map(Tree::new).collect();
        let memory = Memory::default();
        let mut context = Self { knowledge, pack, document, trees, mentions, memory };
        context.memory = Memory::read(&context);
        context
    }

    /// The words of a span.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// The mentions inside a span, in text order.
    pub(crate) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
        let from = self.mentions.partition_point(|m| m.span.start() < span.start());
        let mentions = self.mentions;
        mentions[from..]
            .iter()
            .take_while(move |m| m.span.start() < span.end())
            .filter(move |m| span.contains(m.span))
    }

    /// Whether a span is a word of a date or period.
    pub(crate) fn is_time(&self, span: Span) -> bool {
        self.covering(span).any(|m| matches!(m.kind, MentionKind::Time(_)))
    }

    /// The mentions that cover a span; only those of the same sentence are looked at.
    pub(crate) fn covering(&self, span: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
        const FARTHEST: usize = 400;
        let mentions = self.mentions;
        let to = mentions.partition_point(|m| m.span.start() <= span.start());
        let from = mentions.partition_point(|m| m.span.start() + FARTHEST < span.start());
        // "Kenya's" is one surface token of two words: its name ends before the mark.
        let words = span.of(&self.document.text);
        let mark = words
            .rfind(['\'', '’'])
            .filter(|&at| at > 0 && words.get(at..).is_some_and(|rest| rest.chars().count() <= 2));
        let bare = mark.and_then(|at| Span::new(span.start(), span.start() + at)).unwrap_or(span);
        mentions[from.min(to)..to].iter().filter(move |m| m.span.contains(bare))
    }

    /// The longest name that covers this span.
    pub(crate) fn name_over(&self, span: Span) -> Option<&'a Entity> {
        self.covering(span)
            .filter_map(|m| match &m.kind {
                MentionKind::Name(entity) => Some((m.span.len(), entity)),
                _ => None,
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, entity)| entity)
    }
}
