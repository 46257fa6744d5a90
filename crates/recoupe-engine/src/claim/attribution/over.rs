//! Which verb of saying holds some words: above them in the tree, or put in beside them.

use recoupe_model::{Relation, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::verb::{Saying, Shape, break_before, ends_sentence, entry, form, lemma, mark};

/// The verb of saying above that directly holds `node` as what it says.
pub(crate) fn over(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Saying> {
    over_within(ctx, tree, node, tree.len())
}

fn over_within(ctx: &Context<'_>, tree: &Tree<'_>, node: usize, steps: usize) -> Option<Saying> {
    use Relation::{
        Acl, Advcl, Ccomp, Conj, Csubj, Dep, Discourse, Nmod, Nsubj, Obj, Obl, Parataxis, Xcomp,
    };
    let head = tree.head(node)?;
    let relation = &tree.token(node).deprel;
    let holds = |verb: usize, shape: Shape| {
        let entry = entry(ctx, tree, verb)?;
        entry.takes(shape).then_some(Saying { verb, stance: entry.stance, shape })
    };
    let either = |first, second| holds(head, first).or_else(|| holds(head, second));
    match relation.base {
        Ccomp | Csubj if is_beside(tree, node, head) => None,
        Ccomp | Csubj if tree.is_finite(node) => either(Shape::Clause, Shape::Quote),
        Ccomp | Csubj => {
            either(Shape::Infinitive, Shape::Clause).or_else(|| holds(head, Shape::Quote))
        }
        Xcomp if relation.is_sub("relcl") => None,
        Xcomp if tree.token(node).feats.has("VerbForm", "Inf") => holds(head, Shape::Infinitive),
        Xcomp => either(Shape::Infinitive, Shape::Clause).or_else(|| holds(head, Shape::Noun)),
        Advcl => match &*mark(tree, node) {
            "que" | "qu'" | "qu’" | "that" | "whether" => holds(head, Shape::Clause),
            "de" | "d'" | "d’" | "of" | "as" if !tree.is_finite(node) => {
                holds(head, Shape::Infinitive)
            }
            _ => None,
        },
        Parataxis | Dep | Discourse => {
            holds(head, Shape::Quote).filter(|_| is_quoted(tree, node, head))
        }
        Obj => either(Shape::Noun, Shape::Noun),
        Nsubj if relation.is_sub("pass") => {
            holds(head, Shape::Noun).or_else(|| raised(ctx, tree, head))
        }
        Nsubj => raised(ctx, tree, head),
        Obl | Nmod if relation.is_sub("agent") => None,
        Obl if is_shared_in(ctx, tree, node, head) => holds(head, Shape::Noun),
        Obl => match &*tree.case(node) {
            "de" | "of" | "as" | "for" | "with" => holds(head, Shape::Noun),
            "à" if relation.is_sub("arg") => holds(head, Shape::Noun),
            _ => None,
        },
        // "told reporters that …", hung on the noun.
        Acl if tree.is_finite(node) && has_that(tree, node) => {
            let object = matches!(tree.token(head).deprel.base, Obj | Relation::Iobj);
            let verb = tree.head(head).filter(|_| object)?;
            holds(verb, Shape::Clause)
        }
        // « accuse le voisin d'avoir … » hung on the noun.
        Acl if !tree.is_finite(node) && matches!(&*mark(tree, node), "de" | "d'" | "d’" | "of") =>
        {
            let verb = tree.head(head).filter(|_| tree.token(head).deprel.base == Obj)?;
            holds(verb, Shape::Infinitive)
        }
        // « a rapporté, citant X, que … », hung on as if joined.
        Conj if head < node && has_that(tree, node) && holds(head, Shape::Clause).is_some() => {
            holds(head, Shape::Clause)
        }
        Conj if steps > 0 => {
            let own_subject = tree.first(node, Nsubj).is_some();
            let saying = over_within(ctx, tree, head, steps - 1)?;
            let fits = saying.shape != Shape::Infinitive || !own_subject;
            (fits && saying.verb < node.max(head) || saying.verb > node).then_some(saying)
        }
        _ => None,
    }
}

/// "denied any involvement in the raid": the happening in which somebody is said to have a part, hung on the verb.
fn is_shared_in(ctx: &Context<'_>, tree: &Tree<'_>, node: usize, verb: usize) -> bool {
    let part = tree.by(verb, Relation::Obj).any(|o| o < node && is_part(ctx, tree, o));
    part && matches!(&*tree.case(node), "in" | "dans" | "à")
}

/// Whether a noun names a part that somebody has in something: « toute implication ».
pub(crate) fn is_part(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> bool {
    ctx.pack.words("part_noun").has(&lemma(tree, noun))
}

/// « la mort n'a pu être confirmée »: the passive verb of saying under a verb that only carries it.
fn raised(ctx: &Context<'_>, tree: &Tree<'_>, carrier: usize) -> Option<Saying> {
    let passive = |&x: &usize| tree.has_sub(x, Relation::Aux, "pass");
    let verb = tree.by(carrier, Relation::Xcomp).find(passive)?;
    let shape = Shape::Noun;
    let entry = entry(ctx, tree, verb).filter(|entry| entry.takes(shape))?;
    Some(Saying { verb, stance: entry.stance, shape })
}

/// The verb of saying that is put into or after the clause of `node` (« …, a déclaré X »).
pub(crate) fn inserted(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Saying> {
    tree.dependents(node).iter().copied().find_map(|verb| as_insert(ctx, tree, verb))
}

/// A verb of saying that stands beside what is said rather than above it.
pub(crate) fn as_insert(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<Saying> {
    use Relation::{
        Acl, Advcl, Ccomp, Conj, Csubj, Dep, Discourse, Expl, Nsubj, Obj, Obl, Parataxis, Xcomp,
    };
    let relation = &tree.token(verb).deprel;
    if !matches!(relation.base, Parataxis | Advcl | Ccomp | Conj | Dep | Discourse | Acl) {
        return None;
    }
    let entry = entry(ctx, tree, verb).filter(|entry| entry.takes(Shape::Quote))?;
    let as_said = matches!(&*mark(tree, verb), "comme" | "as" | "ainsi que");
    if relation.base == Advcl && !as_said || !tree.is_finite(verb) {
        return None;
    }
    let subject = tree.by(verb, Nsubj).next().or_else(|| tree.first(verb, Expl));
    let object_after = tree.by(verb, Obj).chain(tree.by(verb, Obl)).find(|&o| o > verb);
    let holds_own = tree
        .dependents(verb)
        .iter()
        .any(|&d| matches!(tree.token(d).deprel.base, Ccomp | Xcomp | Csubj) && d > verb);
    let ahead = tree.head(verb).is_some_and(|head| verb < head);
    let enclosed = break_before(tree, verb) && quoted_after(tree, verb);
    if holds_own || relation.base == Parataxis && !as_said && ahead && !enclosed {
        return None;
    }
    // In these relations only an inversion or a subject before a bare verb shows an insert.
    let bare = tree.by(verb, Obj).all(|o| o < verb);
    let inverted = subject.is_some_and(|s| s > verb) || subject.is_none() && object_after.is_some();
    let follows_break = break_before(tree, verb);
    let clear = match relation.base {
        Parataxis | Discourse | Dep => subject.is_some() || object_after.is_some(),
        Advcl => as_said,
        Acl => inverted && bare && follows_break && !has_relative(tree, verb),
        _ => {
            inverted && bare && follows_break
                || (subject.is_some()
                    && bare
                    && follows_break
                    && ends_sentence(tree, verb)
                    && relation.base != Conj)
        }
    };
    clear.then_some(Saying { verb, stance: entry.stance, shape: Shape::Quote })
}

fn has_relative(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependents(verb).iter().any(|&d| tree.token(d).feats.has("PronType", "Rel"))
}

/// Whether a comma or a mark follows the words of the verb.
fn quoted_after(tree: &Tree<'_>, verb: usize) -> bool {
    let words = tree.subtree(verb, |_| false);
    let end = words.into_iter().rev().find(|&t| tree.token(t).upos != Upos::Punct).unwrap_or(verb);
    tree.len() > end + 1 && tree.token(end + 1).upos == Upos::Punct
}

fn is_quoted(tree: &Tree<'_>, node: usize, verb: usize) -> bool {
    let (low, high) = (node.min(verb), node.max(verb));
    node < verb
        || (low..high).any(|t| matches!(&*tree.token(t).form, ":" | "«" | "\"" | "“" | "—" | "–"))
}

/// Whether "that" or « que » opens the clause as a conjunction.
pub(super) fn has_that(tree: &Tree<'_>, node: usize) -> bool {
    tree.dependents(node).iter().any(|&d| {
        let conjunction = d < node && tree.token(d).upos == Upos::Sconj;
        conjunction && matches!(&*form(tree, d), "that" | "que" | "qu'" | "qu’")
    })
}

/// « Alors que X a reconnu …, Y persiste »: a clause behind a comma that nothing opens and no
/// mark of speech sets off is not what the verb says.
fn is_beside(tree: &Tree<'_>, node: usize, verb: usize) -> bool {
    let first =
        tree.subtree(node, |_| false).into_iter().find(|&t| tree.token(t).upos != Upos::Punct);
    let first = first.unwrap_or(node);
    let comma = first > verb && &*tree.token(first - 1).form == ",";
    let spoken = (verb..node).any(|t| matches!(&*tree.token(t).form, ":" | "«" | "\"" | "“"));
    comma && !spoken && mark(tree, node).is_empty() && tree.first(node, Relation::Nsubj).is_some()
}
