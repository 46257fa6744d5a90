//! « le groupe », "the city": common nouns that refer back to what was named.

use recoupe_model::{Class, Entity, Relation};

use super::describe::{is_definite, own_words};
use super::seen::Seen;
use crate::claim::context::Context;
use crate::lang::fold;

/// How many sentences back it looks.
const NEAR: usize = 3;
/// What stands for the kinds of a noun that refers to what is named by that very noun: "the ministry".
const BY_NAME: &str = "=";

/// The only thing of its sort that was named in the last sentences; nothing where two were.
pub(super) fn read(ctx: &Context<'_>, tree: usize, at: usize, past: &[Seen]) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let list = ctx.pack.words("refer_noun");
    let row = list.find(&token.lemma).next()?;
    // « la banque centrale », « le groupe armé », « c'est le groupe qui … »: one of its own.
    let says_more = view.dependents(at).iter().any(|&d| {
        use Relation::{Acl, Amod, Appos, Compound, Cop, Flat, Nmod, Nummod};
        let relation = view.token(d).deprel.base;
        matches!(relation, Acl | Amod | Appos | Compound | Cop | Flat | Nmod | Nummod)
    });
    if says_more || token.feats.has("Number", "Plur") || !is_definite(ctx, view, at) {
        return None;
    }
    let kinds = list.cell(row, "kinds");
    let is_such = |seen: &&Seen| {
        let known = ctx.knowledge.gazetteer.get(&seen.entity.id);
        seen.named
            && seen.entity.class.name() == list.cell(row, "class")
            && known.is_none_or(|it| kinds.split('|').any(|kind| kind == &*it.kind))
    };
    let is_by_name = kinds == BY_NAME;
    let noun = fold(&token.form);
    let is_such = |seen: &&Seen| {
        if is_by_name { is_called(seen, &noun) } else { is_such(seen) }
    };
    let near = past.iter().rev().take_while(|seen| is_by_name || tree - seen.tree <= NEAR);
    let mut such = near.filter(is_such).map(|seen| &seen.entity);
    let found = such.next()?;
    such.all(|other| other.id == found.id).then(|| {
        let span = view.span(&own_words(ctx, view, at));
        Entity { text: ctx.words(span).to_owned(), span, ..found.clone() }
    })
}

/// Whether what was named is called by a noun: « le ministère malien de la Défense », "the defence ministry".
fn is_called(seen: &Seen, noun: &str) -> bool {
    let mut words = seen.entity.text.split(|c: char| !c.is_alphanumeric());
    seen.named && seen.entity.class == Class::Organisation && words.any(|it| fold(it) == noun)
}
