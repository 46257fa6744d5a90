//! People whose name stands behind a comma after what they are: « un commis du ministère, Luka Perić, ».

use recoupe_model::{Class, Entity, Relation, Upos};

use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// The person whom a noun for one human being tells by name behind a comma, also behind a title: « leur
/// complice, l'adjudant Paul Roy ». Of several names behind the comma none is hers.
pub(super) fn person(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let lemma = token.lemma.to_lowercase();
    let one = token.upos == Upos::Noun && !token.feats.has("Number", "Plur");
    if !one || !is_human(ctx, &lemma) {
        return None;
    }
    let behind = |&d: &usize| d > at && follows_comma(view, d);
    let alone = |&d: &usize| view.first(d, Relation::Conj).is_none();
    let mut names = view.by(at, Relation::Appos).filter(behind).filter(alone);
    let name = names.find_map(|d| named(ctx, tree, d));
    if names.next().is_some() { None } else { name }
}

/// Whether a noun is of a human being, by trade, office or condition.
fn is_human(ctx: &Context<'_>, lemma: &str) -> bool {
    const LISTS: [&str; 4] = ["role_noun", "person_noun", "people_noun", "title"];
    let crowd = ctx.pack.words("refer_noun").get(lemma, "class") == Some("organisation");
    !crowd && LISTS.iter().any(|list| ctx.pack.words(list).has(lemma))
}

/// The person that an apposition names, by itself or behind a title.
fn named(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let own = ctx.name_over(view.token(at).span).filter(|name| name.class == Class::Person);
    if own.is_some() {
        return own.cloned();
    }
    let lemma = view.token(at).lemma.to_lowercase();
    if is_human(ctx, &lemma) { super::borne(ctx, tree, at, 1) } else { None }
}

/// Whether the words of a phrase begin right behind a comma.
pub(super) fn follows_comma(view: &Tree<'_>, at: usize) -> bool {
    let first = view
        .subtree(at, |_| false)
        .into_iter()
        .find(|&t| view.token(t).upos != Upos::Punct)
        .unwrap_or(at);
    first > 0 && &*view.token(first - 1).form == ","
}
