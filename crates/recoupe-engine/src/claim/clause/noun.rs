//! The arguments of a noun that names a happening.

use recoupe_model::{Relation, Upos};

use super::{Arg, Clause, Kind};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// Reads one event noun; what a support verb lends it comes later.
pub(super) fn read(ctx: &Context<'_>, tree: usize, at: usize) -> Clause {
    let view = &ctx.trees[tree];
    let mut args = vec![Arg::new("self", at)];
    for &dependent in view.dependents(at) {
        if let Some(arg) = own(ctx, view, at, dependent) {
            args.push(arg);
        }
    }
    for arg in args.clone() {
        hanging(ctx, tree, &arg, &mut args);
    }
    beside(ctx, view, at, &mut args);
    let lemma = view.token(at).lemma.to_lowercase();
    let (kind, passive, shape) = (Kind::Noun, false, "noun");
    Clause { tree, head: at, lemma, kind, passive, shape, args, support: None }
}

fn own(ctx: &Context<'_>, view: &Tree<'_>, at: usize, dependent: usize) -> Option<Arg> {
    let token = view.token(dependent);
    match token.deprel.base {
        Relation::Nmod if token.deprel.is_sub("poss") => Some(Arg::new("poss", dependent)),
        Relation::Nmod | Relation::Obl => {
            let (case, dependent) = super::preposition(ctx, view, dependent);
            let path = if case.is_empty() { "compound" } else { case.as_str() };
            Some(Arg::new(path, dependent))
        }
        Relation::Det if token.feats.has("Poss", "Yes") => Some(Arg::new("poss", dependent)),
        Relation::Amod => Some(Arg::new("amod", dependent)),
        Relation::Compound | Relation::Flat if dependent < at => {
            Some(Arg::new("compound", dependent))
        }
        Relation::Nsubj if view.first(at, Relation::Cop).is_some() => {
            Some(Arg::new("cop", dependent))
        }
        Relation::Nsubj | Relation::Csubj if view.first(at, Relation::Cop).is_none() => {
            // A headline without a verb: "Moldova visit".
            (token.upos == Upos::Propn && dependent + 1 == at)
                .then(|| Arg::new("compound", dependent))
        }
        _ => None,
    }
}

/// What a parser hangs on the adjective of the noun, on the noun that it completes (« le début
/// de l'offensive en Syrie »), or joins to it (« livraisons de blé, d'huile »).
fn beside(ctx: &Context<'_>, view: &Tree<'_>, at: usize, args: &mut Vec<Arg>) {
    let mut found = Vec::new();
    for adjective in view.by(at, Relation::Amod) {
        let below = view.by(adjective, Relation::Obl).chain(view.by(adjective, Relation::Nmod));
        found.extend(below.filter(|&d| d > at));
    }
    // « l'embargo imposé au Chili », « la frappe menée par Oslo »
    let carried = view.by(at, Relation::Acl).filter(|&d| {
        let lemma = view.token(d).lemma.to_lowercase();
        !view.is_finite(d) && ctx.pack.words("support_verb").has(&lemma)
    });
    let agent = |d: &usize| {
        view.token(*d).deprel.is_sub("agent") || ctx.pack.words("agent_case").has(&view.case(*d))
    };
    let below = carried.flat_map(|d| view.by(d, Relation::Obl).collect::<Vec<_>>());
    found.extend(below.filter(|d| !agent(d)));
    let token = view.token(at);
    let up = token.head.filter(|_| token.deprel.base == Relation::Nmod);
    if let Some(up) = up.filter(|&up| view.token(up).upos == Upos::Noun && up < at) {
        let plain = |d: &usize| matches!(view.case(*d).as_str(), "de" | "of" | "");
        found.extend(view.by(up, Relation::Nmod).filter(|d| *d > at && !plain(d)));
    }
    for below in found {
        let (case, below) = super::preposition(ctx, view, below);
        if !case.is_empty() {
            args.push(Arg::via(&case, below));
        }
    }
    let listed = args.iter().any(|arg| arg.path == "de" && !arg.via);
    for joined in view.by(at, Relation::Conj).filter(|_| listed) {
        if view.case(joined) == "de" {
            args.push(Arg::via("de", joined));
        }
    }
}

/// What hangs on a complement where a parser often puts what belongs to the noun.
fn hanging(ctx: &Context<'_>, tree: usize, arg: &Arg, args: &mut Vec<Arg>) {
    let view = &ctx.trees[tree];
    if matches!(arg.path.as_str(), "self" | "amod" | "poss" | "compound" | "subj") {
        return;
    }
    let mut level = view.conjuncts(arg.head);
    for _ in 0..3 {
        let mut next = Vec::new();
        for head in level {
            let named = ctx.name_over(view.token(head).span).is_some();
            for below in view.by(head, Relation::Nmod) {
                let (case, below) = super::preposition(ctx, view, below);
                let plain = case == "de" || case == "of";
                let inside = named && same_name(ctx, view, head, below);
                if !case.is_empty() && !inside && (!plain || named) {
                    args.push(Arg::via(&case, below));
                    next.push(below);
                }
            }
        }
        level = next;
    }
}

/// Whether two tokens are words of one name (« Corée du Nord »).
fn same_name(ctx: &Context<'_>, view: &Tree<'_>, one: usize, other: usize) -> bool {
    let both = view.token(one).span.cover(view.token(other).span);
    ctx.name_over(both).is_some()
}
