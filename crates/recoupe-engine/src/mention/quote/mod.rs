//! Words in quotation marks: where they stand, whether they are a clause, who says them.

mod marks;
mod speech;

use std::sync::Arc;

use recoupe_model::{Document, Mention, MentionKind, Quote, Sentence, Span, Upos};

use crate::lang::{Pack, words};
use marks::Quoted;
use speech::Beside;

/// The quotations of one document, by their start, outer ones first.
pub(crate) fn find(
    pack: &Pack,
    document: &Document,
    sentences: &[Sentence],
    names: &[Mention],
) -> Vec<Mention> {
    let text = &*document.text;
    let found = marks::find(text);
    let spans: Vec<Span> = found.iter().map(|it| it.inside).collect();
    let beside = Beside { text, pack, sentences, names, quoted: &spans };
    let mut mentions: Vec<Mention> = Vec::with_capacity(found.len());
    for (at, it) in found.iter().enumerate() {
        let (mut cue, mut speaker) = beside.read(it.inside);
        let before = found[..at].iter().rposition(|it| it.depth == 0);
        // A new paragraph of speech that has not ended: the same speaker.
        if let Some(last) = before.filter(|&last| continues(text, &found[last], it))
            && let MentionKind::Quote(quote) = &mentions[last].kind
            && speaker.is_none()
        {
            speaker.clone_from(&quote.speaker);
            cue = cue.or(quote.cue);
        }
        // « … », a-t-elle prévenu. « … »: speech that goes on after its cue.
        if cue.is_none()
            && let Some(last) = before.filter(|_| it.depth == 0)
            && let MentionKind::Quote(quote) = &mentions[last].kind
            && goes_on(text, found[last].inside, quote.cue, it.inside)
        {
            (cue, speaker) = (quote.cue, quote.speaker.clone());
        }
        let quote = Quote { speaker, cue, is_clause: is_clause(text, sentences, it.inside) };
        let rule = if it.unclosed { "quote/unclosed" } else { "quote/marks" };
        let kind = MentionKind::Quote(quote);
        mentions.push(Mention { span: it.inside, kind, rule: Arc::from(rule) });
    }
    mentions
}

/// Whether a quotation opens the paragraph after one that was left open.
fn continues(text: &str, last: &Quoted, it: &Quoted) -> bool {
    let between = text.get(last.inside.end()..it.inside.start()).unwrap_or("");
    last.unclosed && it.depth == 0 && !between.contains(char::is_alphanumeric)
}

/// Whether a quotation follows in the same paragraph on the clause that tells who said the last.
fn goes_on(text: &str, last: Span, cue: Option<Span>, next: Span) -> bool {
    let Some(between) = Span::new(last.end(), next.start()) else { return false };
    let words = between.of(text);
    let ends = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').ends_with('.');
    ends && !words.contains('\n') && cue.is_some_and(|cue| between.contains(cue))
}

/// Whether the words are a clause: one has a finite verb, or there are six with some verb.
fn is_clause(text: &str, sentences: &[Sentence], inside: Span) -> bool {
    let from = sentences.partition_point(|it| it.span.end() <= inside.start());
    let near = sentences[from..].iter().take_while(|it| it.span.start() < inside.end());
    let mut tokens =
        near.flat_map(|it| &it.tokens).filter(|it| inside.contains(it.span)).peekable();
    let count = words(inside.of(text)).count();
    if tokens.peek().is_none() {
        return count >= 8;
    }
    tokens.any(|token| {
        let is_verb = matches!(token.upos, Upos::Verb | Upos::Aux);
        is_verb && (count >= 6 || count >= 2 && token.feats.has("VerbForm", "Fin"))
    })
}
