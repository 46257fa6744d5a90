//! From text to sentences and words, by the rules of a language.
//!
//! `rules` reads what linguists wrote, `line` cuts a line into words with the help of `chunk`
//! (what stands between two spaces) and `core` (what is left of it without punctuation), both in
//! terms of `letter`s as readers see them; `boundary` says where sentences end, `learnt` where they
//! end all the same, `dateline` what stands before the first, `contraction` decides on « du » and « des ».

mod boundary;
mod chunk;
mod contraction;
mod core;
mod dateline;
mod learnt;
mod letter;
mod line;
mod rules;

use recoupe_model::{Deprel, Feats, Multiword, Relation, Sentence, Span, Token, Upos};

pub use rules::Segmentation;

/// One surface token of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// First byte in the text.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// The words of a multiword token, else nothing.
    pub(crate) parts: Vec<Box<str>>,
    /// Whether `parts` apply only when the context says so.
    pub(crate) ambiguous: bool,
}

impl Piece {
    pub(crate) const fn plain(start: usize, end: usize) -> Self {
        Self { start, end, parts: Vec::new(), ambiguous: false }
    }

    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// Cuts text into sentences of words, without tags and heads.
///
/// A line break always ends a sentence; no sentence has more than 200 surface tokens. Spans are
/// bytes of `text`; whatever lies beyond 4 GiB is left out.
///
/// ```
/// let rules = recoupe_syntax::Segmentation::read("elisions = [\"l'\"]").unwrap();
/// let sentences = recoupe_syntax::split("L'homme dort. Il rêve.", &rules);
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(&*sentences[0].tokens[1].form, "homme");
/// ```
pub fn split(text: &str, rules: &Segmentation) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in line_ends(text) {
        let mut pieces = line::pieces(text, start, end, rules);
        contraction::decide(text, &mut pieces, rules);
        let mut ranges = boundary::sentences(text, &pieces, rules);
        if let Some(first) = ranges.first().cloned() {
            ranges.splice(..1, dateline::part(text, &pieces, first));
        }
        let ranges = ranges.into_iter();
        sentences.extend(ranges.filter_map(|range| sentence(text, &pieces[range])));
        start = end;
    }
    sentences
}

/// Bytes after which a line ends at the next space, and twice which it ends anywhere.
const LONGEST_LINE: usize = 100_000;

/// The ends of the lines of a text.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    let breaks = text.char_indices().filter_map(move |(i, c)| {
        let line_break =
            matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let length = i - start;
        let too_long = length > LONGEST_LINE && (c.is_whitespace() || length > 2 * LONGEST_LINE);
        (line_break || too_long).then(|| {
            start = i + c.len_utf8();
            start
        })
    });
    breaks.chain(std::iter::once(text.len()))
}

fn sentence(text: &str, pieces: &[Piece]) -> Option<Sentence> {
    let span = Span::new(pieces.first()?.start, pieces.last()?.end)?;
    let mut out = Sentence { span, ..Sentence::default() };
    for piece in pieces {
        let span = Span::new(piece.start, piece.end)?;
        if piece.parts.is_empty() {
            out.tokens.push(blank(span, letter::form(piece.of(text)), out.tokens.len()));
            continue;
        }
        let first = out.tokens.len();
        for part in &piece.parts {
            out.tokens.push(blank(span, part.clone(), out.tokens.len()));
        }
        out.multiwords.push(Multiword { span, first, last: out.tokens.len() - 1 });
    }
    Some(out)
}

/// A word without analysis; words hang on the one before, so that this too is a tree.
fn blank(span: Span, form: Box<str>, index: usize) -> Token {
    let base = if index == 0 { Relation::Root } else { Relation::Dep };
    Token {
        span,
        lemma: form.clone(),
        form,
        upos: Upos::X,
        feats: Feats::default(),
        head: index.checked_sub(1),
        deprel: Deprel { base, subtype: "".into() },
    }
}
