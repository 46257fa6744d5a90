//! « sa première visite depuis 24 ans »: first, last, largest of a kind.

use recoupe_model::{Rank, Relation};

use crate::claim::context::Context;

/// The superlative at a noun or, as « pour la première fois », at a verb.
pub(crate) fn rank(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Rank> {
    let view = &ctx.trees[tree];
    let list = ctx.pack.words("rank_word");
    let order =
        |t: usize| list.get(&view.token(t).lemma.to_lowercase(), "order").map(str::to_owned);
    let amod = |noun: usize| view.by(noun, Relation::Amod).find_map(|d| Some((d, order(d)?)));
    let time = |d: &usize| {
        let noun = &view.token(*d).lemma;
        ctx.pack.words("rank_time").has(&noun.to_lowercase())
    };
    let adverbial = || view.by(at, Relation::Obl).filter(time).find_map(amod);
    let (word, order) = amod(at).or_else(adverbial)?;
    let scope = view
        .dependents(at)
        .iter()
        .copied()
        .find(|&d| d > word && ctx.pack.words("rank_scope").has(&view.case(d)));
    let words = |d: usize| {
        let mut tokens = view.phrase(d);
        tokens.extend(view.by(d, Relation::Case));
        ctx.words(view.span(&tokens)).to_owned()
    };
    Some(Rank { order, scope: scope.map(words).unwrap_or_default() })
}
