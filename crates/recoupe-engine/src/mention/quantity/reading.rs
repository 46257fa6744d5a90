//! One sentence as the finder of amounts reads it: its pieces, beside the parser's words.

use recoupe_model::{Sentence, Span, Token, Upos};

use super::lexicon::Lexicon;
use super::scan::{Kind, Piece};

/// A sentence cut into pieces, with the word of the parser that each piece belongs to.
pub(super) struct Reading<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) sentence: &'a Sentence,
    pub(super) pieces: Vec<Piece>,
    /// Whether the sentence speaks of forces: « hommes » are soldiers then.
    pub(super) is_military: bool,
    /// What the last amount of the sentence counted.
    pub(super) last_unit: Option<String>,
    tokens: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Reads a sentence; `taken` are spans that hold something else, in text order.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        sentence: &'a Sentence,
        pieces: Vec<Piece>,
        taken: &[Span],
    ) -> Self {
        let mut at = 0;
        let mut words = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            while sentence.tokens.get(at).is_some_and(|t| t.span.end() <= piece.span.start()) {
                at += 1;
            }
            let token = sentence.tokens.get(at).filter(|token| token.span.overlaps(piece.span));
            words.push(token.map(|_| at));
        }
        let overlaps = |piece: &Piece| {
            let next = taken.partition_point(|span| span.end() <= piece.span.start());
            taken.get(next).is_some_and(|span| span.overlaps(piece.span))
        };
        let taken = pieces.iter().map(overlaps).collect();
        let is_military = (0..pieces.len()).any(|i| lexicon.role(&pieces, i, "military").is_some());
        Self { lexicon, sentence, pieces, is_military, last_unit: None, tokens: words, taken }
    }

    /// A piece, unless it belongs to a time.
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at).filter(|_| !self.is_taken(at))
    }

    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// Whether any piece of a range belongs to a time.
    pub(super) fn any_taken(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| self.is_taken(at))
    }

    /// The parser's word of a piece.
    pub(super) fn token(&self, at: usize) -> Option<(usize, &'a Token)> {
        let index = self.tokens.get(at).copied().flatten()?;
        Some((index, self.sentence.tokens.get(index)?))
    }

    pub(super) fn upos(&self, at: usize) -> Option<Upos> {
        self.token(at).map(|(_, token)| token.upos)
    }

    /// The piece after the last of the parser's word at a piece.
    pub(super) fn token_end(&self, at: usize) -> usize {
        let token = self.tokens.get(at).copied().flatten();
        let mut end = at + 1;
        let same =
            |at: usize| self.tokens.get(at).copied().flatten() == token && !self.is_taken(at);
        while token.is_some() && same(end) {
            end += 1;
        }
        end
    }

    /// The piece after a word of a role; `None` when there is no such word.
    pub(super) fn role(&self, at: usize, role: &str) -> Option<usize> {
        self.piece(at)?;
        self.lexicon.role(&self.pieces, at, role)
    }

    /// Whether a phrase of a role ends right before a piece.
    pub(super) fn ends_before(&self, at: usize, role: &str) -> bool {
        (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|start| self.role(start, role) == Some(at))
        })
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.kind == Kind::Word)
    }

    /// The bytes of a range of pieces.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let last = self.pieces.get(end.checked_sub(1)?)?;
        Some(self.pieces.get(start)?.span.cover(last.span))
    }
}
