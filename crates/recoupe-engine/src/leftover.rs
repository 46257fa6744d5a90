//! What was not understood, so that nothing is lost silently: sentences that state something
//! and yielded no claim, and times whose day is not known in the end.

use recoupe_model::{
    Claim, DocumentId, Mention, MentionKind, Note, NoteKind, Reading, Role, Sentence, Span, Value,
};

use crate::lang::Report;

/// The notes of one reading, in text order of their kinds.
pub(crate) fn notes(words: &Report, reading: &Reading) -> Vec<Note> {
    let mut notes = unread_sentences(words, reading);
    notes.extend(open_times(words, reading));
    notes
}

fn unread_sentences(words: &Report, reading: &Reading) -> Vec<Note> {
    let mut read: Vec<Span> =
        reading.claims.iter().flat_map(|claim| &claim.evidence).map(|it| it.span).collect();
    read.sort_unstable();
    let is_read = |sentence: &&Sentence| {
        let from = read.partition_point(|span| span.end() <= sentence.span.start());
        // Evidence stays within its sentence, so spans that end after it begin inside or after it.
        read[from..].first().is_some_and(|span| span.overlaps(sentence.span))
    };
    let unread = reading.sentences.iter().filter(|it| states_something(it) && !is_read(it));
    unread
        .map(|sentence| {
            let says = words.say("unread_sentence", &[]);
            note(&reading.document.id, NoteKind::Unparsed, sentence.span, says)
        })
        .collect()
}

/// A sentence with a finite verb that is no question.
fn states_something(sentence: &Sentence) -> bool {
    let is_question = sentence.tokens.last().is_some_and(|token| &*token.form == "?");
    !is_question && sentence.tokens.iter().any(|token| token.feats.has("VerbForm", "Fin"))
}

fn open_times(words: &Report, reading: &Reading) -> Vec<Note> {
    let resolved: Vec<Span> = reading.claims.iter().flat_map(times).collect();
    let open = reading.mentions.iter().filter(|mention| is_open(mention));
    open.filter(|mention| !resolved.contains(&mention.span))
        .map(|mention| {
            let says = words.say("open_time", &[]);
            note(&reading.document.id, NoteKind::UnresolvedTime, mention.span, says)
        })
        .collect()
}

/// Where the times of a claim stand that are dated, be it by reasoning over several articles.
fn times(claim: &Claim) -> impl Iterator<Item = Span> + '_ {
    let values = claim.roles.get(&Role::Time).into_iter().flatten();
    values.filter_map(|value| match value {
        Value::Time(time) if time.is_dated() => Some(time.span),
        _ => None,
    })
}

fn is_open(mention: &Mention) -> bool {
    matches!(&mention.kind, MentionKind::Time(time) if !time.is_dated() && !time.is_dayless())
}

fn note(document: &DocumentId, kind: NoteKind, span: Span, says: String) -> Note {
    Note { document: Some(document.clone()), kind, span: Some(span), says }
}
