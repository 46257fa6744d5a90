//! Who is the subject of a verb of saying, also where the verb shares it with another.

use recoupe_model::{Relation, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::insert;
use super::verb::{break_before, lemma};

/// Whether the verb is passive.
pub(crate) fn is_passive(tree: &Tree<'_>, verb: usize) -> bool {
    let helped = tree.by(verb, Relation::Aux).chain(tree.by(verb, Relation::Cop)).next().is_some();
    helped && tree.has_sub(verb, Relation::Nsubj, "pass")
        || tree.has_sub(verb, Relation::Aux, "pass")
        || tree.has_sub(verb, Relation::Csubj, "pass")
        || tree.has_sub(verb, Relation::Expl, "pass")
        || is_bare_participle(tree, verb)
}

/// « dix cadres accusés d'avoir … », said of a noun.
fn is_bare_participle(tree: &Tree<'_>, verb: usize) -> bool {
    let token = tree.token(verb);
    matches!(token.deprel.base, Relation::Acl | Relation::Advcl)
        && token.feats.has("VerbForm", "Part")
        && token.feats.has("Tense", "Past")
        && tree.by(verb, Relation::Aux).next().is_none()
        && tree.by(verb, Relation::Obj).next().is_none()
}

/// The head of the phrase that names who says it; `None` when nobody is named.
pub(crate) fn of(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if let Some(insert) = insert::of(ctx, tree, verb) {
        return Some(insert.speaker);
    }
    // "P, X said, adding that Q": the participle has the speaker of the insert.
    if !tree.is_finite(verb)
        && matches!(tree.token(verb).deprel.base, Relation::Advcl | Relation::Acl | Relation::Conj)
    {
        let before = insert::all(ctx, tree).into_iter().rfind(|insert| insert.verb < verb);
        if let Some(insert) = before.filter(|_| break_before(tree, verb)) {
            return Some(insert.speaker);
        }
    }
    speaker_within(tree, verb, tree.len())
}

fn speaker_within(tree: &Tree<'_>, verb: usize, steps: usize) -> Option<usize> {
    use Relation::{Acl, Advcl, Conj, Nsubj, Obl, Xcomp};
    let steps = steps.checked_sub(1)?;
    let agent =
        |&d: &usize| tree.token(d).deprel.is_sub("agent") || matches!(&*tree.case(d), "par" | "by");
    let participle = tree.token(verb).feats.has("VerbForm", "Part");
    let perfect =
        tree.by(verb, Relation::Aux).any(|a| matches!(&*lemma(tree, a), "avoir" | "have"));
    let base = tree.token(verb).deprel.base;
    let reduced =
        base == Acl && participle && !perfect && tree.token(verb).feats.has("Tense", "Past");
    if is_passive(tree, verb) || reduced {
        return tree.by(verb, Obl).find(agent);
    }
    if let Some(subject) = tree.by(verb, Nsubj).next() {
        if tree.token(subject).feats.has("PronType", "Rel") {
            return antecedent(tree, verb);
        }
        return Some(subject);
    }
    let head = tree.head(verb);
    match base {
        Advcl if tree.is_finite(verb) => noun_before(tree, verb),
        Xcomp | Advcl => {
            let head = head?;
            let passive = tree.by(head, Nsubj).find(|&s| tree.token(s).deprel.is_sub("pass"));
            passive.or_else(|| speaker_within(tree, head, steps))
        }
        Conj => speaker_within(tree, head?, steps),
        Acl | Relation::Amod if !tree.is_finite(verb) => head,
        Acl => antecedent(tree, verb),
        _ => None,
    }
}

/// The first bare noun between what opens the clause and its verb.
fn noun_before(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let opens = |&t: &usize| matches!(tree.token(t).upos, Upos::Sconj | Upos::Punct);
    let first = (0..verb).rev().find(opens).map_or(0, |t| t + 1);
    (first..verb).find(|&t| {
        matches!(tree.token(t).upos, Upos::Noun | Upos::Propn)
            && tree.first(t, Relation::Case).is_none()
    })
}

/// The noun that a relative clause belongs to.
fn antecedent(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..tree.len() {
        let head = tree.head(at)?;
        if tree.token(at).deprel.base == Relation::Acl {
            return Some(head);
        }
        at = head;
    }
    None
}
