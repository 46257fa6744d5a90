//! Verbs that lend a noun their subject: « mener une frappe », "pay a visit".

use super::{Arg, Clause, Kind};
use crate::claim::context::Context;

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
}

/// The clause of the event noun that a phrase is, or that it renames (« sa visite, la plus
/// longue effectuée »).
fn event_noun(
    ctx: &Context<'_>,
    tree: usize,
    clauses: &[Clause],
    at_token: &[Option<usize>],
    head: usize,
) -> Option<usize> {
    let view = &ctx.trees[tree];
    let is_noun = |t: usize| at_token[t].filter(|&i| clauses[i].kind == Kind::Noun);
    is_noun(head).or_else(|| {
        let renames = view.token(head).deprel.base == recoupe_model::Relation::Appos;
        view.head(head).filter(|_| renames).and_then(is_noun)
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
