//! Clauses that describe or judge rather than tell of a happening: « une alliance renforcée »,
//! "marking a new era", « le temps nous le dira ».

use recoupe_model::{Class, Relation, Role, Upos, Value};

use crate::claim::attribution;
use crate::claim::clause::{Arg, Clause, Kind};
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::evoke;

/// Whether a draft that no frame took tells of no happening.
pub(super) fn describes(ctx: &Context<'_>, clause: &Clause, draft: &Draft) -> bool {
    let view = &ctx.trees[clause.tree];
    let relation = view.token(clause.head).deprel.base;
    // "is due to speak": only tells how sure the speaking is.
    if clause.kind == Kind::Adjective && ctx.pack.words("modal").has(&clause.lemma) {
        return true;
    }
    let vague = match clause.shape {
        "participle" => {
            let undone = !draft.has(Role::Agent) && is_abstract(draft);
            is_bare(ctx, clause) || is_expected(ctx, clause) || undone
        }
        "participle-active" => {
            let placed = |arg: &Arg| evoke::is_path(ctx, &arg.path, "LOC");
            let marked = view.first(clause.head, Relation::Mark).is_some();
            (of_things(draft) || is_abstract(draft)) && !marked && !clause.args.iter().any(placed)
        }
        "infinitive" => !draft.has(Role::Agent) && relation != Relation::Xcomp,
        "reflexive" | "relative" => of_things(draft) && is_alone(clause),
        _ => {
            clause.kind == Kind::Adjective
                && of_things(draft)
                && is_alone(clause)
                // What somebody thinks of a thing is told all the same.
                && attribution::of(ctx, clause.tree, clause.head).is_empty()
        }
    };
    vague && !is_placed(draft) || is_report(ctx, clause, draft) || is_possession(ctx, clause, draft)
}

/// Whether nothing is told of it but who or what it is about.
fn is_alone(clause: &Clause) -> bool {
    let core = |arg: &Arg| matches!(arg.path.as_str(), "subj" | "self" | "cop") || arg.via;
    clause.args.iter().all(core)
}

/// Whether it is said when, where or how many.
fn is_placed(draft: &Draft) -> bool {
    [Role::Time, Role::Place, Role::Quantity].into_iter().any(|role| draft.has(role))
}

/// Whether what acts or is acted upon is no people, body or state.
fn of_things(draft: &Draft) -> bool {
    let thing = |value: &Value| match value {
        Value::Entity(entity) => matches!(entity.class, Class::Thing | Class::Instrument),
        _ => true,
    };
    draft.of(Role::Agent).iter().all(thing)
}

/// Whether what is acted upon is no people, body, place or state either.
fn is_abstract(draft: &Draft) -> bool {
    let people = |value: &Value| match value {
        Value::Entity(entity) => !matches!(entity.class, Class::Thing | Class::Instrument),
        _ => false,
    };
    let acted = [Role::Target, Role::Receiver, Role::Content];
    !acted.into_iter().any(|role| draft.of(role).iter().any(people))
}

/// « un village coupé », "any alliance directed": a participle with nothing of its own.
fn is_bare(ctx: &Context<'_>, clause: &Clause) -> bool {
    let view = &ctx.trees[clause.tree];
    view.dependents(clause.head).iter().all(|&d| {
        let token = view.token(d);
        token.upos == Upos::Punct || token.deprel.base == Relation::Advmod
    })
}

/// « attendu mercredi à Privas »: what is to come, told by the word that expects it.
fn is_expected(ctx: &Context<'_>, clause: &Clause) -> bool {
    ctx.pack.words("hedge").has(&clause.lemma)
}

/// "A relative said that …", « citant des sources »: only tells whose word the rest is. What was
/// not said, or the amount that is named, is told all the same.
fn is_report(ctx: &Context<'_>, clause: &Clause, draft: &Draft) -> bool {
    let view = &ctx.trees[clause.tree];
    let Some(entry) = attribution::entry(ctx, view, clause.head) else { return false };
    let negation = ctx.pack.words("negation");
    let denied = view
        .dependents(clause.head)
        .iter()
        .any(|&d| negation.has(&view.token(d).form.to_lowercase()));
    let clausal = [Relation::Ccomp, Relation::Xcomp, Relation::Parataxis];
    let holds = clausal.into_iter().any(|relation| view.first(clause.head, relation).is_some());
    let only = entry.stance == attribution::Stance::Cites
        || holds && entry.takes(attribution::Shape::Clause)
        || attribution::inserted_speaker(ctx, view, clause.head).is_some();
    only && !denied && !clause.passive && !draft.has(Role::Quantity)
}

/// « n'a aucune envie », "had no choice": a verb of having with a thing that is not counted.
fn is_possession(ctx: &Context<'_>, clause: &Clause, draft: &Draft) -> bool {
    let things = draft.of(Role::Target).iter().all(|value| match value {
        Value::Entity(entity) => entity.class == Class::Thing,
        _ => true,
    });
    ctx.pack.words("state_verb").has(&clause.lemma) && things && !draft.has(Role::Quantity)
}
