//! Sentences and mentions to claims: who did what, on whose word, how surely.
//!
//! The way of a sentence: [`mend`] sets its tree right; [`clause`] undoes its surface into predicates with deep arguments;
//! [`evoke`] fills frames from the words in `evoke.tsv`, [`other`] takes what they leave,
//! [`distribute`] parts what a clause tells of several;
//! [`refer`] tells what words stand for and [`fill`] makes values of them; then each draft is
//! asked who says it and how surely, and becomes a claim.

mod assemble;
mod attribution;
mod clause;
mod commit;
mod context;
mod dated;
mod distribute;
mod draft;
mod echo;
mod evoke;
mod exchange;
mod fill;
mod mend;
mod other;
mod price;
mod refer;
mod stance;
mod tree;

use recoupe_model::{Attribution, Claim, Document, Mention, Noted, Sentence, Span};

use crate::lang::{Knowledge, Mistake};

/// What is wrong with the lists that this room reads; without effect they would be silent.
pub fn mistakes(knowledge: &Knowledge) -> Vec<Mistake> {
    let of = |pack| [evoke::mistakes(knowledge, pack), attribution::mistakes(pack)];
    knowledge.packs.values().flat_map(of).flatten().collect()
}

/// The claims of one document, in text order.
pub fn find(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Noted<Vec<Claim>> {
    let Some(pack) = knowledge.pack(&document.language) else { return Noted::default() };
    let sentences = mend::all(pack, sentences);
    let ctx = context::Context::new(knowledge, pack, document, &sentences, mentions);
    let clauses: Vec<_> = (0..ctx.trees.len()).map(|tree| clause::all(&ctx, tree)).collect();
    let times: Vec<_> = clauses
        .iter()
        .enumerate()
        .map(|(tree, clauses)| clause::Times::new(&ctx, tree, clauses))
        .collect();
    let mut drafts = evoke::find(&ctx, &clauses, &times);
    let bonds = commit::find(&ctx);
    commit::absorb(&ctx, &bonds, &mut drafts);
    drafts.extend(bonds);
    exchange::link(&ctx, &mut drafts);
    let prices = price::find(&ctx, &drafts);
    drafts.extend(prices);
    evoke::settle(&mut drafts);
    let rest = other::find(&ctx, &clauses, &times, &drafts);
    drafts.extend(rest);
    dated::not_of_writing(&ctx, &mut drafts);
    dated::by_heading(&ctx, &mut drafts);
    let echoes = echo::find(&ctx, &drafts);
    drafts.extend(echoes);
    distribute::all(&ctx, &mut drafts);
    Noted::clean(assemble::claims(&ctx, drafts))
}

/// Who speaks in the quotation that each span stands in; nobody where it stands in none.
pub(crate) fn speakers(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    spans: &[Span],
) -> Vec<Vec<Attribution>> {
    let Some(pack) = knowledge.pack(&document.language) else {
        return vec![Vec::new(); spans.len()];
    };
    let sentences = mend::all(pack, sentences);
    let ctx = context::Context::new(knowledge, pack, document, &sentences, mentions);
    spans.iter().map(|span| attribution::quoted_speaker(&ctx, *span)).collect()
}
