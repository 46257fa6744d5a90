//! Who is said to say it: from a predicate up through what holds it, to the chain of sources.
//!
//! A source speaks for all that stands under its words. `climb` walks up from the predicate:
//! `over` finds verbs of saying above or beside a clause, `insert` those between commas by the
//! order of words, `according` the prepositions, `carry` what other sentences tell. `verb` reads
//! the word list, `speaker` finds a verb's subject, and `source`, `noun` and `name` tell what is
//! known of somebody from the words that name him.

mod according;
mod carry;
mod climb;
mod denied;
mod insert;
mod name;
mod noun;
mod over;
mod source;
mod speaker;
mod verb;

use recoupe_model::{Attribution, Relation, Span};

use super::context::Context;
use super::tree::Tree;
pub(crate) use carry::speaker as quoted_speaker;
use climb::{Climb, is_new_clause};
pub(crate) use denied::{Denial, denied, denies_truth, is_held_off, is_report, of_telling};
use insert::Insert;
pub(crate) use over::{as_insert, inserted, is_part, over};
pub(crate) use speaker::is_passive;
pub(crate) use verb::{Saying, Shape, Stance, entry, form, infinitive, lemma, mark, mistakes};

/// The sources of what a predicate tells, outermost first; none for the outlet's own voice.
///
/// A verb of saying is a predicate too: its own sources are those around it, never its subject.
pub(crate) fn of(ctx: &Context<'_>, tree: usize, predicate: usize) -> Vec<Attribution> {
    let Some(here) = ctx.trees.get(tree).filter(|here| predicate < here.len()) else {
        return Vec::new();
    };
    let chain = own(ctx, tree, predicate);
    if !chain.is_empty() {
        return chain;
    }
    if let Some(sources) = carry::quotation(ctx, tree, here.token(predicate).span) {
        return sources;
    }
    let chain = carry::hearsay(ctx, tree, predicate);
    if chain.is_empty() { carry::taken_up(ctx, tree) } else { chain }
}

/// Who speaks by a verb that is put beside what is said; `None` for any other verb.
pub(crate) fn inserted_speaker(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let above = tree.head(verb).filter(|_| tree.token(verb).deprel.base == Relation::Xcomp);
    let found = |verb: usize| insert::of(ctx, tree, verb).map(|insert| insert.speaker);
    let whole = above.filter(|&up| verb::is_compound(ctx, tree, up, verb)).and_then(found);
    found(verb).or(whole)
}

/// The verbs of saying that are put between commas beside a predicate, by the order of words.
pub(crate) fn beside(ctx: &Context<'_>, tree: &Tree<'_>, predicate: usize) -> Vec<Saying> {
    let inserts = insert::all(ctx, tree);
    if inserts.iter().any(|insert| insert.holds(predicate)) {
        return Vec::new();
    }
    let is_apart = |insert: &&Insert| {
        let (low, high) = (insert.verb.min(predicate), insert.verb.max(predicate));
        // What follows « …, a dit X, et » as a clause of its own is not said by X.
        let later = predicate > insert.verb && is_new_clause(ctx, tree, predicate);
        later || (low..high).any(|t| &*tree.token(t).form == ";")
    };
    let saying = |insert: &Insert| {
        let stance = entry(ctx, tree, insert.verb)?.stance;
        Some(Saying { verb: insert.verb, stance, shape: Shape::Quote })
    };
    inserts.iter().filter(|insert| !is_apart(insert)).filter_map(saying).collect()
}

/// The sources of what a verb claims: those around it, then its subject.
pub(crate) fn by_subject(ctx: &Context<'_>, tree: usize, verb: usize) -> Vec<Attribution> {
    let mut chain = of(ctx, tree, verb);
    let speaker = speaker::of(ctx, &ctx.trees[tree], verb);
    let own = speaker.map(|head| source::of(ctx, source::At { tree, head }, None, false));
    for source in own.into_iter().flatten() {
        if !chain.iter().any(|other| other.name == source.name) {
            chain.push(source);
        }
    }
    chain
}

/// A source that a sentence names by a preposition (« selon X »).
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    /// First token of the words that name it, the preposition included.
    pub(crate) first: usize,
    /// The preposition.
    pub(crate) cue: Span,
    /// All these words.
    pub(crate) words: Span,
    /// Who it is; never nobody.
    pub(crate) sources: Vec<Attribution>,
}

/// The sources that a sentence names by prepositions, in text order.
pub(crate) fn cited(ctx: &Context<'_>, tree: usize) -> Vec<Cited> {
    let view = &ctx.trees[tree];
    let phrases = according::phrases(ctx, view);
    let found = phrases.into_iter().map(|phrase| {
        let at = source::At { tree, head: phrase.source };
        let sources = source::of(ctx, at, Some(phrase.cue), false);
        let words = phrase.cue.cover(view.token(phrase.source).span);
        Cited { first: phrase.first(), cue: phrase.cue, words, sources }
    });
    found.filter(|cited| !cited.sources.is_empty()).collect()
}

/// The sources that the sentence itself names.
fn own(ctx: &Context<'_>, tree: usize, predicate: usize) -> Vec<Attribution> {
    let phrases = according::phrases(ctx, &ctx.trees[tree]);
    let mut climb = Climb {
        ctx,
        index: tree,
        tree: &ctx.trees[tree],
        groups: Vec::new(),
        phrases,
        used: Vec::new(),
        said: Vec::new(),
    };
    climb.phrases.retain(|phrase| !phrase.holds(climb.tree, predicate));
    let spoken = insert::all(ctx, climb.tree).iter().any(|insert| insert.holds(predicate));
    if verb::tells_itself(ctx, climb.tree, predicate) {
        climb.say(Saying { verb: predicate, stance: Stance::Neutral, shape: Shape::Noun });
    }
    climb.within(predicate);
    let free = climb.ascend(predicate) && !spoken;
    if free {
        climb.inserts(predicate);
        climb.edges(predicate);
    }
    let mut chain: Vec<Attribution> = Vec::new();
    for source in climb.groups.into_iter().rev().flatten() {
        if !chain.iter().any(|other| other.name == source.name && other.entity == source.entity) {
            chain.push(source);
        }
    }
    chain
}
