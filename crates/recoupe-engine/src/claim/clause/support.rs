//! Verbs that lend a noun their subject: « mener une frappe », "pay a visit".

use super::{Arg, Clause, Kind};
use crate::claim::context::Context;
use crate::claim::fill;

/// Gives each event noun under a support verb what the verb knows.
pub(super) fn lift(ctx: &Context<'_>, tree: usize, clauses: &mut [Clause]) {
    let view = &ctx.trees[tree];
    let list = ctx.pack.words("support_verb");
    let mut at_token = vec![None; view.len()];
    for (index, clause) in clauses.iter().enumerate() {
        at_token[clause.head] = Some(index);
    }
    for index in 0..clauses.len() {
        if clauses[index].kind != Kind::Verb {
            continue;
        }
        for row in list.find(&clauses[index].lemma) {
            let (path, lent) = (list.cell(row, "noun"), list.cell(row, "subject"));
            let only = list.cell(row, "lemmas");
            let heads: Vec<usize> = clauses[index].by(path).collect();
            for head in heads {
                let Some(noun) = event_noun(ctx, tree, clauses, &at_token, head) else { continue };
                let fits = only.is_empty() || only.split(' ').any(|l| l == clauses[noun].lemma);
                if fits && noun != index && clauses[noun].support.is_none() {
                    give(clauses, index, noun, path, lent);
                }
            }
        }
    }
    imply(ctx, tree, clauses, &at_token);
}

/// Gives an event noun that has no agent the one that its surroundings imply.
fn imply(ctx: &Context<'_>, tree: usize, clauses: &mut [Clause], at_token: &[Option<usize>]) {
    for index in 0..clauses.len() {
        let agent =
            |arg: &Arg| matches!(arg.path.as_str(), "subj" | "poss" | "amod" | "par" | "by");
        if clauses[index].kind != Kind::Noun || clauses[index].args.iter().any(agent) {
            continue;
        }
        let found =
            denier(ctx, tree, clauses, at_token, index).or_else(|| traveller(ctx, clauses, index));
        if let Some(head) = found {
            clauses[index].args.push(Arg::via("subj", head));
        } else if let Some(head) = partaker(ctx, tree, clauses, at_token, index) {
            clauses[index].args.push(Arg::via("subj", head));
            clauses[index].shape = "part";
        }
    }
}

/// « Oslo nie toute livraison »: who denies is who is said to have done it.
fn denier(
    ctx: &Context<'_>,
    tree: usize,
    clauses: &[Clause],
    at_token: &[Option<usize>],
    noun: usize,
) -> Option<usize> {
    let view = &ctx.trees[tree];
    let carrier = clauses[noun].support.unwrap_or(clauses[noun].head);
    let up = view.head(carrier).and_then(|up| at_token[up]).map(|i| &clauses[i])?;
    let denies = ctx.pack.words("reporting_verb").get(&up.lemma, "stance") == Some("denies");
    let part = up.by("obj").any(|object| crate::claim::attribution::is_part(ctx, view, object));
    up.first("subj").filter(|_| denies && !part)
}

/// "Oslo denied any part in the raid": who denies says that he did not do it, not that nobody did.
fn partaker(
    ctx: &Context<'_>,
    tree: usize,
    clauses: &[Clause],
    at_token: &[Option<usize>],
    noun: usize,
) -> Option<usize> {
    use crate::claim::attribution::{Stance, entry, is_part};
    let view = &ctx.trees[tree];
    let head = clauses[noun].head;
    let up = view.head(head)?;
    let part = if is_part(ctx, view, up) {
        Some(up)
    } else {
        view.by(up, recoupe_model::Relation::Obj).find(|&o| o < head && is_part(ctx, view, o))
    }?;
    let verb = view.head(part)?;
    let denies = entry(ctx, view, verb).is_some_and(|it| it.stance == Stance::Denies);
    let clause = at_token[verb].map(|index| &clauses[index]).filter(|_| denies)?;
    clause.first("subj")
}

/// « Lors d'une visite à Oslo, X a promis »: the visitor is X.
fn traveller(ctx: &Context<'_>, clauses: &[Clause], noun: usize) -> Option<usize> {
    let list = ctx.pack.words("evoke");
    let visit = list.find(&clauses[noun].lemma).any(|row| list.cell(row, "frame") == "visit");
    if !visit || clauses[noun].args.iter().any(|arg| matches!(arg.path.as_str(), "de" | "of")) {
        return None;
    }
    let head = clauses[noun].head;
    let occasion = |arg: &Arg| {
        let groups = ctx.pack.words("case_group");
        arg.head == head
            && groups.find(&arg.path).any(|row| groups.cell(row, "group") == "OCCASION")
    };
    let matrix = clauses.iter().find(|c| c.kind == Kind::Verb && c.args.iter().any(occasion))?;
    let subject = matrix.first("subj").filter(|_| !matrix.passive)?;
    fill::passes(ctx, matrix.tree, subject, "person").then_some(subject)
}

/// The clause of the event noun that a phrase is, or that it renames (« sa visite, la plus
/// longue effectuée »), or of which it is a stretch ("two hours of talks").
fn event_noun(
    ctx: &Context<'_>,
    tree: usize,
    clauses: &[Clause],
    at_token: &[Option<usize>],
    head: usize,
) -> Option<usize> {
    let view = &ctx.trees[tree];
    let is_noun = |t: usize| at_token[t].filter(|&i| clauses[i].kind == Kind::Noun);
    is_noun(head)
        .or_else(|| {
            let renames = view.token(head).deprel.base == recoupe_model::Relation::Appos;
            view.head(head).filter(|_| renames).and_then(is_noun)
        })
        .or_else(|| {
            let lemma = view.token(head).lemma.to_lowercase();
            let is_stretch = ["stretch_noun", "light_noun"]
                .into_iter()
                .any(|list| ctx.pack.words(list).has(&lemma));
            let of = |&d: &usize| matches!(&*view.case(d), "de" | "of");
            let mut below = view.by(head, recoupe_model::Relation::Nmod).filter(of);
            if is_stretch { below.find_map(is_noun) } else { None }
        })
}

/// Moves subject and adjuncts of a support verb to its noun.
fn give(clauses: &mut [Clause], verb: usize, noun: usize, path: &str, lent: &str) {
    let carrier = clauses[verb].clone();
    let target = &mut clauses[noun];
    for arg in &carrier.args {
        let is_self = arg.head == target.head || arg.path == path;
        match arg.path.as_str() {
            _ if is_self || target.args.iter().any(|a| a.head == arg.head) => {}
            "subj" if lent.is_empty() || lent == "none" => {}
            "subj" => target.args.push(Arg::new(lent, arg.head)),
            "comp" => {}
            other => target.args.push(Arg::via(other, arg.head)),
        }
    }
    target.support = Some(carrier.head);
    target.shape = "support";
}
