//! Whether something is said to be so, and how surely: a walk from a predicate up through
//! what holds it.

mod focus;
mod link;
mod mood;
mod negation;
mod walk;

pub(crate) use focus::is_narrow;
use recoupe_model::{Modality, Polarity, Relation};

use super::attribution::{Saying, Shape, Stance, form, infinitive, lemma};
use super::context::Context;
use super::draft::Draft;
use super::tree::Tree;
use crate::lang::Table;
use walk::Walk;

/// Whether the words of a clause itself deny it, whatever stands above it.
pub(crate) fn is_denied(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    negation::own(ctx, tree, at)
}

/// The verb by which a noun's happening is said not to be: « la rencontre n'a jamais eu lieu », "there was no
/// withdrawal".
pub(crate) fn absence(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|&verb| Walk::happens_by(ctx, tree, noun, verb))?;
    (negation::own(ctx, tree, verb) || negation::own(ctx, tree, noun)).then_some(verb)
}

/// Polarity and modality of what a predicate tells.
pub(crate) fn of(ctx: &Context<'_>, tree: usize, predicate: usize) -> (Polarity, Modality) {
    let Some(here) = ctx.trees.get(tree).filter(|here| predicate < here.len()) else {
        return (Polarity::Positive, Modality::Asserted);
    };
    let (negative, modality) = Walk::up(ctx, here, predicate);
    (if negative { Polarity::Negative } else { Polarity::Positive }, modality)
}

/// Asks nouns that a verb carries (« a confirmé la livraison », « l'attaque présumée a eu
/// lieu ») at the noun, where a verb of saying or a word of doubt is seen; what the verb adds
/// is asked of it.
pub(crate) fn settle(ctx: &Context<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.trigger != draft.predicate) {
        let Some(tree) = ctx.trees.get(draft.tree).filter(|tree| draft.predicate < tree.len())
        else {
            continue;
        };
        let said = super::attribution::entry(ctx, tree, draft.predicate)
            .is_some_and(|entry| entry.takes(Shape::Noun));
        let (polarity, modality) = of(ctx, draft.tree, draft.trigger);
        let plain = polarity == Polarity::Positive && modality == Modality::Asserted;
        if said && draft.attribution.is_none() {
            draft.attribution = Some(super::attribution::of(ctx, draft.tree, draft.trigger));
        }
        if draft.polarity.is_none() && draft.modality.is_none() && (said || !plain) {
            (draft.polarity, draft.modality) = (Some(polarity), Some(modality));
        }
    }
}

/// Whether a verb of saying is used to tell that something was said: not « n'a pas dit »,
/// nor « devrait annoncer l'envoi ».
pub(crate) fn is_said(ctx: &Context<'_>, tree: &Tree<'_>, saying: Saying) -> bool {
    if raises(ctx, tree, saying.verb) {
        return true;
    }
    if saying.stance == Stance::Denies {
        return !negation::own(ctx, tree, saying.verb);
    }
    let (negative, modality) = Walk::up(ctx, tree, saying.verb);
    let unsaid =
        matches!(modality, Modality::Planned | Modality::Demanded | Modality::Hypothetical);
    let loose = matches!(saying.shape, Shape::Noun | Shape::Infinitive);
    !(negative || unsaid && loose)
}

/// Whether a denied verb denies what it holds (« ne pense pas que »).
fn raises(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    ctx.pack.words("reporting_verb").get(&lemma(tree, verb), "negated") == Some("raises")
}

/// The modality of a word list; `None` for « negative » and unknown names.
fn read(name: &str) -> Option<Modality> {
    Some(match name {
        "possible" => Modality::Possible,
        "planned" => Modality::Planned,
        "demanded" => Modality::Demanded,
        "conditional" => Modality::Conditional,
        "hypothetical" => Modality::Hypothetical,
        _ => return None,
    })
}

/// What a word of the list `modal` makes of what it holds.
fn modal_row(modals: &Table, tree: &Tree<'_>, at: usize) -> Option<Modality> {
    row(modals, tree, at, false).and_then(read)
}

fn row<'a>(modals: &'a Table, tree: &Tree<'_>, at: usize, perfect: bool) -> Option<&'a str> {
    let own = lemma(tree, at);
    let feats = |name: &str, value: &str| {
        let helps = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop));
        [at].into_iter().chain(helps).any(|t| tree.token(t).feats.has(name, value))
    };
    // "has yet to", by the adverb.
    let adverbs = tree.by(at, Relation::Advmod).map(|d| Some(format!("{own} {}", lemma(tree, d))));
    let adverbs: Vec<_> = adverbs.collect();
    let keys = [Some(own), Some(form(tree, at)), infinitive(tree, at)];
    let word = adverbs.into_iter().chain(keys).flatten().find(|word| modals.has(word))?;
    let found = modals.find(&word).find(|row| match modals.cell(row, "when") {
        "cnd" => feats("Mood", "Cnd"),
        "past" => feats("Tense", "Past"),
        "past-infinitive" => perfect,
        "done" => tree.token(at).feats.has("VerbForm", "Part"),
        _ => true,
    });
    found.map(|row| modals.cell(row, "gives"))
}
