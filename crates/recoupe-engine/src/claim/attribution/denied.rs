//! What is told only to be denied: « les informations sur un retrait sont fausses », "dismissed reports of a
//! pull-out", « rejette les allégations selon lesquelles … ».

use recoupe_model::{Relation, Upos};

use super::super::context::Context;
use super::super::stance;
use super::super::tree::Tree;
use super::over::{has_that, over};
use super::verb::{Saying, Shape, Stance, form, lemma};

/// Who or what denies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Denial {
    /// A verb of saying, by its subject.
    By(Saying),
    /// The word by which it is called false, on the word of whoever says so.
    False(usize),
}

/// What denies that which hangs at `node`: a predicate that calls it false, or what denies the report
/// that it is the content of. A verb that itself denies what it holds is found by [`over`].
pub(crate) fn denied(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Denial> {
    if let Some(noun) = report_of(ctx, tree, node) {
        return of_report(ctx, tree, noun);
    }
    // "It is a lie that …"
    let of_lie = || {
        let lie = tree.head(node).filter(|&up| calls_false(ctx, tree, up))?;
        let said = tree.token(node).deprel.base == Relation::Acl && has_that(tree, node);
        (said && tree.first(lie, Relation::Cop).is_some()).then_some(Denial::False(lie))
    };
    let tells = matches!(tree.token(node).deprel.base, Relation::Ccomp | Relation::Csubj)
        || happens(ctx, tree, node);
    let judged = || judged(ctx, tree, node).filter(|_| tells);
    called_false(ctx, tree, node).filter(|_| tells).or_else(of_lie).or_else(judged)
}

/// Whether somebody denies what a noun names, by itself or as what takes place: « dément la tenue d'un exercice ».
pub(crate) fn is_held_off(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> bool {
    let denies = |at: usize| over(ctx, tree, at).is_some_and(|it| it.stance == Stance::Denies);
    let carrier = tree.head(noun).filter(|&up| {
        tree.token(noun).deprel.base == Relation::Nmod
            && ctx.pack.words("occurrence_noun").has(&lemma(tree, up))
    });
    denies(noun) || carrier.is_some_and(denies)
}

/// What denies the report that tells by a verb: « a démenti les informations faisant état d'une attaque ».
pub(crate) fn of_telling(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<Denial> {
    let noun = tree.head(verb).filter(|_| tree.token(verb).deprel.base == Relation::Acl)?;
    of_report(ctx, tree, noun)
}

/// What denies a report that is named by a noun.
fn of_report(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> Option<Denial> {
    let adjective = tree.by(noun, Relation::Amod).find(|&d| calls_false(ctx, tree, d));
    let by = || over(ctx, tree, noun).filter(|saying| saying.stance == Stance::Denies);
    let called = || called_false(ctx, tree, noun);
    let by = by().map(Denial::By).or_else(|| judged(ctx, tree, noun));
    by.or_else(|| adjective.map(|_| Denial::False(noun))).or_else(called)
}

/// « a qualifié de mensongères les informations … », "called reports of an attack a lie": who judges so.
fn judged(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Denial> {
    use Relation::{Acl, Advcl, Amod, Ccomp, Nmod, Obj, Obl, Xcomp};
    let verb = tree.head(node)?;
    let judges = ctx.pack.words("judging_verb").has(&lemma(tree, verb));
    let held = matches!(tree.token(node).deprel.base, Obj | Obl | Ccomp | Xcomp | Relation::Nsubj);
    let words = |at: usize| {
        let level = [Obj, Obl, Nmod, Xcomp, Advcl, Acl, Amod, Ccomp];
        level
            .into_iter()
            .flat_map(move |it| tree.by(at, it).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let near = || words(verb).into_iter().chain(words(node));
    let is_false = |at: usize| {
        calls_false(ctx, tree, at)
            || words(at).into_iter().any(|below| calls_false(ctx, tree, below))
    };
    (judges && held && near().any(is_false)).then_some(Denial::By(Saying {
        verb,
        stance: Stance::Denies,
        shape: Shape::Noun,
    }))
}

/// The noun for a claim whose content a clause is: "claims from Belgrade that …", « des rumeurs selon lesquelles … ».
pub(super) fn told_by_noun(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<usize> {
    let is_clause = tree.token(node).deprel.base == Relation::Acl;
    report_of(ctx, tree, node).filter(|_| is_clause)
}

/// The noun for a report on which a token hangs as what that tells: « des rumeurs de coup d'État », "claims that
/// …", "claims by Kyiv that …".
fn report_of(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<usize> {
    let up = tree.head(node)?;
    let relation = tree.token(node).deprel.base;
    let is_clause = || has_that(tree, node) || is_according(tree, node);
    if !is_report(ctx, tree, up) {
        let noun = tree.head(up).filter(|_| tree.token(up).deprel.base == Relation::Nmod)?;
        let tells = relation == Relation::Acl && is_clause() && is_report(ctx, tree, noun);
        return tells.then_some(noun);
    }
    let tells = match relation {
        Relation::Nmod => up < node && ctx.pack.words("report_case").has(&tree.case(node)),
        Relation::Acl => is_clause(),
        Relation::Compound | Relation::Amod => happens(ctx, tree, node),
        _ => false,
    };
    tells.then_some(up)
}

/// « … selon lesquelles »
fn is_according(tree: &Tree<'_>, verb: usize) -> bool {
    let relative = |at: usize| {
        let word = form(tree, at);
        word.starts_with("lesquel") || matches!(&*word, "lequel" | "laquelle" | "quoi")
    };
    tree.subtree(verb, |d| d > verb).iter().any(|&d| relative(d) && tree.case(d) == "selon")
}

/// Whether a noun names what somebody claims or tells.
pub(crate) fn is_report(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> bool {
    tree.token(noun).upos == Upos::Noun && ctx.pack.words("allegation").has(&lemma(tree, noun))
}

/// Whether a noun names a happening.
fn happens(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> bool {
    let list = ctx.pack.words("evoke");
    tree.token(noun).upos == Upos::Noun
        && list.find(&lemma(tree, noun)).any(|row| list.cell(row, "upos") == "NOUN")
}

/// The predicate that calls `node` false: « … relève de la désinformation », "… has no basis".
fn called_false(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Denial> {
    use Relation::{Ccomp, Csubj, Nmod, Nsubj, Obl};
    let head = tree.head(node)?;
    let is_false = match tree.token(node).deprel.base {
        Nsubj | Csubj | Ccomp => {
            // « Ces accusations sont dénuées de fondement »: below the predicate.
            let mut words = vec![head];
            let level = [Relation::Obj, Obl, Nmod, Relation::Xcomp];
            let below = |at: usize| {
                let own = level.into_iter().flat_map(move |it| tree.by(at, it).collect::<Vec<_>>());
                own.filter(|&d| d != node && (node < head || d < node)).collect::<Vec<_>>()
            };
            words.extend(below(head));
            words.extend(words.clone().into_iter().skip(1).flat_map(below).collect::<Vec<_>>());
            let affirmed = |&at: &usize| denies_truth(ctx, tree, head, at);
            words.iter().any(affirmed)
        }
        // "There is no truth to reports that …"
        Nmod | Obl => {
            ctx.pack.words("falsehood").get(&lemma(tree, head), "sort") == Some("true")
                && stance::is_denied(ctx, tree, head)
        }
        _ => false,
    };
    is_false.then_some(Denial::False(head))
}

/// Whether a word of the predicate at `head` says that something is false, or that it is not true.
pub(crate) fn denies_truth(ctx: &Context<'_>, tree: &Tree<'_>, head: usize, at: usize) -> bool {
    let list = ctx.pack.words("falsehood");
    let sort = list.get(&lemma(tree, at), "sort").or_else(|| list.get(&form(tree, at), "sort"));
    // Of a verb, what is invented is its object.
    let verb = tree.token(at).upos == Upos::Verb;
    let done = || {
        tree.by(at, Relation::Aux).any(|a| tree.token(a).deprel.is_sub("pass"))
            || tree.first(at, Relation::Cop).is_some()
            || tree.by(at, Relation::Nsubj).any(|s| tree.token(s).deprel.is_sub("pass"))
            || at != head
    };
    let denied =
        stance::is_denied(ctx, tree, head) || at != head && stance::is_denied(ctx, tree, at);
    match sort {
        Some("false") => !denied && (!verb || done()),
        Some("true") => denied || [head, at].into_iter().any(|it| lacks(ctx, tree, it)),
        _ => false,
    }
}

/// « dénué de fondement »
fn lacks(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let list = ctx.pack.words("falsehood");
    let mut words = [Some(at), tree.head(at)].into_iter().flatten();
    words.any(|it| list.get(&lemma(tree, it), "sort") == Some("without"))
}

/// Whether a word by itself says that something is false.
fn calls_false(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let list = ctx.pack.words("falsehood");
    [lemma(tree, at), form(tree, at)].iter().any(|word| list.get(word, "sort") == Some("false"))
}
