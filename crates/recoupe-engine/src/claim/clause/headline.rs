//! Headlines without a finite verb that a parser saw: "Norway confirms receipt of boats".
//!
//! Their words are read in order: a name, a word that may be a verb, what follows it up to the
//! first preposition, and a phrase for each preposition.

use recoupe_model::{Class, Upos};

use super::{Arg, Clause, Kind};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// A headline longer than this is a sentence.
const LONGEST: usize = 30;

/// Adds the clause of a headline, in place of what its verb was taken for.
pub(super) fn read(ctx: &Context<'_>, tree: usize, clauses: &mut Vec<Clause>) {
    let view = &ctx.trees[tree];
    let finite = |t: usize| view.token(t).feats.has("VerbForm", "Fin");
    let last = view.len().checked_sub(1).map(|t| &*view.token(t).form);
    if view.len() > LONGEST || matches!(last, None | Some("?")) || (0..view.len()).any(finite) {
        return;
    }
    let found = (1..view.len().saturating_sub(1)).find_map(|at| Some((at, verb(ctx, view, at)?)));
    let Some((at, lemma)) = found else { return };
    let mut args: Vec<Arg> =
        subjects(ctx, view, at).into_iter().map(|head| Arg::new("subj", head)).collect();
    args.extend(rest(view, at));
    clauses.retain(|clause| clause.head != at);
    let (kind, passive, shape) = (Kind::Verb, false, "headline");
    clauses.push(Clause { tree, head: at, lemma, kind, passive, shape, args, support: None });
    clauses.sort_by_key(|clause| clause.head);
}

/// The lemma of a word that may be a verb right after an actor's name.
fn verb(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Option<String> {
    let token = view.token(at);
    if !matches!(token.upos, Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj) {
        return None;
    }
    let before = view.token(at - 1);
    let name = ctx.name_over(before.span).map(|name| name.class);
    let actor = matches!(name, Some(Class::Country | Class::Person | Class::Organisation));
    let event = ctx.pack.words("disaster_noun").has(&before.lemma.to_lowercase());
    if !(actor || event)
        || ctx.name_over(token.span).is_some()
        || view.token(at + 1).upos == Upos::Punct
    {
        return None;
    }
    let evoke = ctx.pack.words("evoke");
    let known = |lemma: &str| {
        evoke.find(lemma).any(|row| evoke.cell(row, "upos") == "VERB")
            || ctx.pack.words("support_verb").has(lemma)
    };
    let form = token.form.to_lowercase();
    let stems = [Some(&*form), form.strip_suffix('s'), form.strip_suffix("es")];
    stems.into_iter().flatten().find(|stem| known(stem)).map(str::to_owned)
}

/// The name before the verb and those joined to it.
fn subjects(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Vec<usize> {
    let named = |t: usize| ctx.name_over(view.token(t).span).is_some();
    let mut found = Vec::new();
    for t in (0..at).rev() {
        let token = view.token(t);
        let joins = token.upos == Upos::Cconj || &*token.form == ",";
        if named(t) {
            let fresh = found.last().is_none_or(|&later: &usize| {
                ctx.name_over(token.span.cover(view.token(later).span)).is_none()
            });
            if fresh {
                found.push(t);
            }
        } else if !joins {
            break;
        }
    }
    found.reverse();
    if found.is_empty() { vec![at - 1] } else { found }
}

/// The object and the prepositional phrases after the verb.
fn rest(view: &Tree<'_>, at: usize) -> Vec<Arg> {
    let mut args = Vec::new();
    let (mut path, mut head) = ("obj".to_owned(), None);
    for t in at + 1..view.len() {
        let token = view.token(t);
        match token.upos {
            Upos::Adp | Upos::Part => {
                args.extend(head.take().map(|head| Arg::new(&path, head)));
                path = token.lemma.to_lowercase();
            }
            Upos::Noun | Upos::Propn => head = Some(t),
            Upos::Punct if &*token.form != "-" => break,
            _ => {}
        }
    }
    args.extend(head.map(|head| Arg::new(&path, head)));
    args
}
