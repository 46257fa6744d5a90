//! Arguments that a parser hangs on a neighbour of their predicate.

use recoupe_model::{Relation, Upos};

use super::voice::is_intransitive;
use super::{Arg, is_past};
use crate::claim::context::Context;
use crate::claim::fill;
use crate::claim::tree::Tree;

/// "Ten were killed and six others hurt": a later subject after a conjunction is another clause's.
pub(super) fn elliptic(view: &Tree<'_>, at: usize, args: &mut Vec<Arg>) {
    let subject =
        |arg: &Arg| !arg.via && matches!(view.token(arg.head).deprel.base, Relation::Nsubj);
    if args.iter().filter(|arg| subject(arg)).count() > 1 {
        let other = |arg: &Arg| {
            subject(arg) && arg.head > at && view.first(arg.head, Relation::Cc).is_some()
        };
        args.retain(|arg| !other(arg));
    }
}

/// "Treaty signed in Rome": what reads as a past tense may be a passive; the guards decide.
pub(super) fn headline(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    at: usize,
    passive: bool,
    args: &mut Vec<Arg>,
) {
    let bare = is_past(&view.token(at).feats)
        && view.by(at, Relation::Aux).next().is_none()
        && !is_intransitive(ctx, view, at);
    if !bare || passive || args.iter().any(|arg| arg.path == "obj") {
        return;
    }
    let subject = args.iter().find(|arg| arg.path == "subj").map(|arg| arg.head);
    args.extend(subject.map(|head| Arg::via("obj", head)));
}

/// "gave it ten boats", which a parser may read as two objects.
pub(super) fn double_object(ctx: &Context<'_>, tree: usize, args: &mut Vec<Arg>) {
    let view = &ctx.trees[tree];
    let object = |arg: &Arg| !arg.via && view.token(arg.head).deprel.base == Relation::Obj;
    let objects: Vec<usize> = (0..args.len()).filter(|&i| object(&args[i])).collect();
    let [first, second] = objects[..] else { return };
    if is_price(ctx, view, args[first].head, args[second].head) {
        args.remove(second);
    } else if fill::passes(ctx, tree, args[second].head, "goods,counted") {
        "iobj".clone_into(&mut args[first].path);
    }
}

/// "signed a contract worth 430 million euros": the amount is no second object, it says what the first is worth.
fn is_price(ctx: &Context<'_>, view: &Tree<'_>, first: usize, second: usize) -> bool {
    let list = ctx.pack.words("price_word");
    let worth = Some(first + 1).filter(|&t| t < second).map(|t| view.token(t));
    worth.is_some_and(|it| it.upos == Upos::Adj && list.has(&it.form.to_lowercase()))
}

/// « X aurait livré des chars depuis mai, ont dit …»: what stands before an inserted clause is
/// not of it.
pub(super) fn misplaced(ctx: &Context<'_>, view: &Tree<'_>, at: usize, args: &mut Vec<Arg>) {
    args.retain(|arg| inserted_owner(view, at, arg.head).is_none());
    for insert in view.by(at, Relation::Parataxis) {
        for below in view.by(insert, Relation::Obl) {
            if inserted_owner(view, insert, below) == Some(at)
                && !ctx.is_time(view.token(below).span)
            {
                let (case, head) = super::preposition(ctx, view, below);
                if !case.is_empty() {
                    args.push(Arg::via(&case, head));
                }
            }
        }
    }
}

/// The verb that a dependent of an inserted clause really belongs to, when it stands before it.
pub(super) fn inserted_owner(view: &Tree<'_>, verb: usize, dependent: usize) -> Option<usize> {
    let token = view.token(verb);
    let main =
        token.head.filter(|&up| token.deprel.base == Relation::Parataxis && up < dependent)?;
    let comma = |t: usize| view.token(t).upos == Upos::Punct && &*view.token(t).form == ",";
    let apart = dependent < verb && (dependent..verb).any(comma);
    apart.then_some(main)
}

/// « jugée utile par le président »: the agent that a parser hangs on the predicative.
pub(super) fn agent_below(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    at: usize,
    passive: bool,
    args: &mut Vec<Arg>,
) {
    if !passive || args.iter().any(|arg| arg.path == "subj") {
        return;
    }
    let below = view.by(at, Relation::Xcomp).chain(view.by(at, Relation::Advmod));
    let agents = below.flat_map(|x| view.by(x, Relation::Obl).collect::<Vec<_>>());
    let agent = agents.into_iter().find(|&d| {
        view.token(d).deprel.is_sub("agent") || ctx.pack.words("agent_case").has(&view.case(d))
    });
    args.extend(agent.map(|head| Arg::new("subj", head)));
}

/// « fournir du pétrole »: a verb without an object may have it behind a partitive « de ».
pub(super) fn partitive(args: &mut Vec<Arg>) {
    if args.iter().any(|arg| arg.path == "obj") {
        return;
    }
    let behind = args.iter().find(|arg| arg.path == "de" && !arg.via).map(|arg| arg.head);
    args.extend(behind.map(|head| Arg::via("obj", head)));
}

/// What hangs on an object by a preposition that may be the verb's (« envoyer des soldats en
/// Russie »).
pub(super) fn hanging(ctx: &Context<'_>, tree: usize, arg: &Arg, args: &mut Vec<Arg>) {
    let view = &ctx.trees[tree];
    if !matches!(arg.path.as_str(), "obj" | "iobj") && view.case(arg.head).is_empty() {
        return;
    }
    let mut heads = view.conjuncts(arg.head);
    let inside = fill::content(ctx, tree, arg.head);
    if inside != arg.head {
        heads.push(inside);
    }
    for head in heads {
        let modifiers = view.by(head, Relation::Amod).chain(view.by(head, Relation::Acl));
        for modifier in modifiers.filter(|&m| !is_known(ctx, view, m)) {
            for below in view.by(modifier, Relation::Obl).filter(|&d| d > head) {
                let (case, below) = super::preposition(ctx, view, below);
                if !case.is_empty() && case != "de" && !ctx.is_time(view.token(below).span) {
                    args.push(Arg::via(&case, below));
                }
            }
        }
        for below in view.by(head, Relation::Nmod) {
            let (case, below) = super::preposition(ctx, view, below);
            let plain = case == "de" || case == "of";
            if plain && arg.path == "obj" {
                behind_text(ctx, view, head, below, args);
            }
            if !case.is_empty() && !plain {
                args.push(Arg::via(&case, below));
            } else if let Some(state) = state_at_end(ctx, view, head, below).filter(|_| {
                plain && !matches!(arg.path.as_str(), "dans" | "in" | "en" | "à" | "at")
            }) {
                // « recevoir des doses de vaccin de l'Inde », but « dans le nord de l'Inde ».
                args.push(Arg::via(&case, state));
            } else if plain && arg.path != "obj" && is_name_apart(ctx, view, head, below) {
                // « fournir à l'Italie des munitions »: no state is of munitions.
                args.push(Arg::via("obj", below));
            }
        }
    }
}

/// "signed a treaty of mutual assistance in Athens": what a text is of has no place of its own.
fn behind_text(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    text: usize,
    complement: usize,
    args: &mut Vec<Arg>,
) {
    let listed = ctx.pack.words("treaty_noun").has(&view.token(text).lemma.to_lowercase());
    if !listed || ctx.name_over(view.token(complement).span).is_some() {
        return;
    }
    for below in view.by(complement, Relation::Nmod) {
        let (case, below) = super::preposition(ctx, view, below);
        let named = ctx.name_over(view.token(below).span).is_some();
        if named && !matches!(case.as_str(), "" | "de" | "of") {
            args.push(Arg::via(&case, below));
        }
    }
}

/// The state that closes a chain of complements.
fn state_at_end(ctx: &Context<'_>, view: &Tree<'_>, noun: usize, below: usize) -> Option<usize> {
    let state = |t: usize| {
        let name = ctx.name_over(view.token(t).span);
        name.is_some_and(|name| name.id.is_country())
            && ctx.name_over(view.token(t).span.cover(view.token(noun).span)).is_none()
    };
    if state(below) {
        return Some(below);
    }
    view.by(below, Relation::Nmod).find(|&d| state(d))
}

/// Whether a modifier evokes something itself, so that what follows it is its own.
fn is_known(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    token.deprel.is_sub("relcl") || ctx.pack.words("evoke").has(&token.lemma.to_lowercase())
}

/// Whether a complement of a state's name is not a word of that name.
fn is_name_apart(ctx: &Context<'_>, view: &Tree<'_>, head: usize, below: usize) -> bool {
    let span = view.token(head).span;
    let state = ctx.name_over(span).is_some_and(|name| name.id.is_country());
    state && ctx.name_over(span.cover(view.token(below).span)).is_none()
}
