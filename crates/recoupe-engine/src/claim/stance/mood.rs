//! How sure a clause is by its own verb: mood, tense, auxiliaries, conditions, adverbs.

use recoupe_model::{Modality, Relation, Upos};

use super::super::attribution::{form, inserted, lemma, mark, over};
use super::super::context::Context;
use super::super::tree::Tree;
use super::negation;
use crate::lang::tense_by_ending;

/// What the words of the clause or phrase itself say.
pub(crate) fn own(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Modality {
    if opens_condition(ctx, tree, at) {
        return Modality::Hypothetical;
    }
    let hedged = hedge(ctx, tree, at);
    // « n'a mené aucun exercice », "did not hold any drills": none, rather than whatever there may be.
    let denied = || tree.head(at).is_some_and(|up| negation::own(ctx, tree, up));
    let mood =
        if is_any(tree, at) && !denied() { Modality::Hypothetical } else { by_verb(ctx, tree, at) };
    if mood == Modality::Asserted { hedged.unwrap_or(mood) } else { mood }
}

fn by_verb(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Modality {
    use Relation::{Aux, Cop};
    let verbs: Vec<usize> =
        [at].into_iter().chain(tree.by(at, Aux)).chain(tree.by(at, Cop)).collect();
    let under_condition = has_condition(ctx, tree, at);
    let made = |v: usize| tense_by_ending(ctx.pack, tree.token(v));
    let is_conditional =
        |v: usize| tree.token(v).feats.has("Mood", "Cnd") || made(v) == Some("conditional");
    let is_future = |v: usize| tree.token(v).feats.has("Tense", "Fut") || made(v) == Some("future");
    if let Some(&verb) = verbs.iter().find(|&&v| is_conditional(v)) {
        return conditional(ctx, tree, at, verb, under_condition);
    }
    let modals = ctx.pack.words("modal");
    let auxiliary = verbs.iter().skip(1).find_map(|&v| super::modal_row(modals, tree, v));
    // "could not be verified": it was not.
    let failed = || {
        let could = |a: usize| form(tree, a) == "could";
        tree.by(at, Aux).any(could)
            && !has_perfect_infinitive(tree, at)
            && negation::own(ctx, tree, at)
    };
    let own = match auxiliary {
        Some(Modality::Possible) if !under_condition && failed() => Modality::Asserted,
        // "would" under "said" is the future of then.
        Some(Modality::Hypothetical) if !under_condition && is_told_in_past(ctx, tree, at) => {
            Modality::Planned
        }
        Some(modality) => modality,
        None if verbs.iter().any(|&v| is_future(v)) || is_to_be(tree, at) => Modality::Planned,
        None => Modality::Asserted,
    };
    if under_condition && own != Modality::Asserted { Modality::Hypothetical } else { own }
}

/// "could not have known" says what is held possible, not what failed.
fn has_perfect_infinitive(tree: &Tree<'_>, at: usize) -> bool {
    tree.by(at, Relation::Aux).any(|a| form(tree, a) == "have")
}

/// "is to be delivered", "the aim is to deliver": a form of *be* before the mark of the infinitive.
fn is_to_be(tree: &Tree<'_>, at: usize) -> bool {
    let mark = tree.by(at, Relation::Mark).find(|&m| m < at && form(tree, m) == "to");
    let Some(mark) = mark else { return false };
    let be = |&a: &usize| lemma(tree, a) == "be" && tree.token(a).feats.has("VerbForm", "Fin");
    let forms = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop));
    forms.filter(|&a| a < mark).any(|a| be(&a))
}

/// The French conditional: hearsay, supposition, or the future of then.
fn conditional(
    ctx: &Context<'_>,
    tree: &Tree<'_>,
    at: usize,
    verb: usize,
    under_condition: bool,
) -> Modality {
    if under_condition {
        return Modality::Hypothetical;
    }
    if let Some(modality) =
        super::modal_row(ctx.pack.words("modal"), tree, at).filter(|_| verb == at)
    {
        return modality;
    }
    let token = tree.token(verb);
    let simple = verb == at
        || token.deprel.base == Relation::Cop
        || token.deprel.is_sub("pass") && !has_perfect(tree, at);
    if !simple {
        return Modality::Conditional;
    }
    let past = over(ctx, tree, at).is_some_and(|saying| is_past(tree, saying.verb));
    let vague = tree.by(at, Relation::Nsubj).any(|s| {
        matches!(&*form(tree, s), "cela" | "ça" | "ceci" | "ce" | "c'" | "c’")
            || tree
                .by(s, Relation::Det)
                .chain(tree.by(s, Relation::Amod))
                .any(|d| matches!(&*lemma(tree, d), "tel"))
    });
    if vague
        || tree.first(at, Relation::Csubj).is_some()
        || ctx.pack.words("consequence").has(&lemma(tree, at))
    {
        return Modality::Hypothetical;
    }
    if past { Modality::Planned } else { Modality::Conditional }
}

fn has_perfect(tree: &Tree<'_>, at: usize) -> bool {
    tree.by(at, Relation::Aux).any(|a| lemma(tree, a) == "avoir")
}

/// Whether the verb of a clause tells the past.
pub(crate) fn is_past(tree: &Tree<'_>, verb: usize) -> bool {
    matches!(tree.token(verb).feats.get("Tense"), Some("Past" | "Imp" | "Pqp"))
}

fn is_told_in_past(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let saying = over(ctx, tree, at).or_else(|| inserted(ctx, tree, at));
    saying.is_some_and(|saying| is_past(tree, saying.verb))
}

/// « peut-être livré », « un envoi présumé », "allegedly".
fn hedge(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Option<Modality> {
    let table = ctx.pack.words("hedge");
    // « les élections, prévues en mai »
    let participles = tree
        .by(at, Relation::Acl)
        .filter(|&d| tree.token(d).feats.has("VerbForm", "Part") && !tree.is_finite(d));
    let near = tree.by(at, Relation::Advmod).chain(tree.by(at, Relation::Amod)).chain(participles);
    let words = near.filter(|&d| tree.token(d).upos != Upos::Propn);
    let mut doubtful = words.filter_map(|d| {
        table.get(&lemma(tree, d), "gives").or_else(|| table.get(&form(tree, d), "gives"))
    });
    doubtful.find_map(super::read)
}

/// « toute livraison », "any attack": no one delivery.
fn is_any(tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    let determiners: Vec<usize> = tree.by(at, Relation::Det).collect();
    token.upos == Upos::Noun
        && determiners.len() == 1
        && matches!(&*form(tree, determiners[0]), "tout" | "toute" | "any")
}

/// Whether the clause or noun stands in a condition (« si … », « en cas de … »).
pub(crate) fn opens_condition(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let table = ctx.pack.words("hypothesis");
    let opened = opening(tree, at).is_some_and(|words| {
        table
            .rows()
            .iter()
            .any(|row| starts(&words, row.key()) && table.cell(row, "sort") == "clause")
    });
    // « Imaginons que … ».
    let supposed = tree.by(at, Relation::Mark).any(|m| {
        let key = |v: usize| format!("{} {}", form(tree, v), lemma(tree, m));
        m.checked_sub(1).is_some_and(|v| table.get(&key(v), "sort") == Some("supposed"))
    });
    if supposed {
        return true;
    }
    if opened && tree.token(at).deprel.base != Relation::Ccomp {
        return !is_concession(ctx, tree, at);
    }
    is_inverted(tree, at) || is_before_would(tree, at) || has_condition_case(ctx, tree, at)
}

/// "Had X done …, Y would …", by the order of words where the tree has missed it.
fn is_before_would(tree: &Tree<'_>, at: usize) -> bool {
    let opens = tree.len() > 0 && matches!(&*form(tree, 0), "had" | "were" | "should");
    let comma = (0..tree.len()).find(|&t| &*tree.token(t).form == ",").unwrap_or(0);
    opens
        && at < comma
        && (comma..tree.len()).any(|t| matches!(&*form(tree, t), "would" | "could" | "might"))
}

fn has_condition_case(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let table = ctx.pack.words("hypothesis");
    let case = tree.case(at);
    let in_list = |key: &str| table.get(key, "sort") == Some("noun");
    // « en cas d'attaque » also comes as « en cas » with « attaque » below it.
    let below = || {
        let head = tree
            .head(at)
            .filter(|_| matches!(tree.token(at).deprel.base, Relation::Nmod | Relation::Obl))?;
        Some(format!("{} {} {case}", tree.case(head), lemma(tree, head)))
    };
    !case.is_empty() && (in_list(&case) || below().is_some_and(|key| in_list(key.trim())))
}

/// The first words of a clause, in lower case.
fn opening(tree: &Tree<'_>, at: usize) -> Option<Vec<String>> {
    use Relation::{Advmod, Fixed, Mark};
    let first = tree
        .by(at, Mark)
        .find(|&m| m < at)
        .or_else(|| tree.by(at, Advmod).find(|&m| m < at && tree.token(m).upos == Upos::Sconj))?;
    let start = (first.saturating_sub(3)..first)
        .find(|&t| tree.token(t).deprel.base == Fixed || tree.by(t, Fixed).any(|f| f == first))
        .unwrap_or(first);
    let fixed = |t: usize| tree.by(t, Fixed).next().is_some();
    let mut words: Vec<String> =
        (start..tree.len().min(start + 5)).map(|t| form(tree, t)).collect();
    if words.is_empty() || (fixed(start) && words.len() < 2) {
        words.clear();
    }
    Some(words)
}

fn starts(words: &[String], key: &str) -> bool {
    let count = key.split(' ').count();
    key.split(' ').eq(words.iter().take(count).map(String::as_str))
}

/// « Si l'ampleur reste inconnue, l'accord marque un tournant »: both are true.
fn is_concession(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let Some(head) = tree.head(at).filter(|&head| at < head) else { return false };
    let own_mark = mark(tree, at);
    if !matches!(&*own_mark, "si" | "s'" | "s’") || tree.token(at).deprel.base != Relation::Advcl
    {
        return false;
    }
    let present = |t: usize| {
        let token = tree.token(t);
        token.feats.has("Tense", "Pres") && token.feats.has("Mood", "Ind")
    };
    let helps = |t: usize| tree.by(t, Relation::Aux).chain(tree.by(t, Relation::Cop)).any(present);
    let tells_present = |t: usize| present(t) || helps(t);
    let modal = super::modal_row(ctx.pack.words("modal"), tree, head).is_some();
    let open =
        tree.token(head).feats.has("Tense", "Fut") || tree.token(head).feats.has("Mood", "Cnd");
    let verbal = matches!(tree.token(head).upos, Upos::Verb | Upos::Aux);
    tells_present(at) && !modal && !open && (tells_present(head) || !verbal)
}

/// "Had the vehicles been a gift, …"
fn is_inverted(tree: &Tree<'_>, at: usize) -> bool {
    let opens = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop)).any(|a| a == 0);
    let asks = (0..tree.len()).rev().take(3).any(|t| &*tree.token(t).form == "?");
    if tree.token(at).deprel.base != Relation::Advcl && (asks || !opens) {
        return false;
    }
    if tree.first(at, Relation::Mark).is_some() || tree.first(at, Relation::Expl).is_some() {
        return false;
    }
    let subject = tree.first(at, Relation::Nsubj);
    let helps = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop));
    helps.into_iter().any(|a| {
        matches!(&*form(tree, a), "had" | "were" | "should") && subject.is_some_and(|s| a < s)
    })
}

/// Whether something beside the clause makes it depend on a condition.
pub(crate) fn has_condition(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    use Relation::{Advcl, Nmod, Obl};
    let clause = tree.by(at, Advcl).any(|c| opens_condition(ctx, tree, c));
    let noun = tree.by(at, Obl).chain(tree.by(at, Nmod)).any(|d| {
        has_condition_case(ctx, tree, d)
            || tree.by(d, Nmod).any(|n| has_condition_case(ctx, tree, n))
            || negation::own(ctx, tree, d) && d < at && !tree.case(d).is_empty()
    });
    let carried = matches!(tree.token(at).deprel.base, Relation::Xcomp | Relation::Conj)
        && tree
            .head(at)
            .is_some_and(|head| tree.by(head, Advcl).any(|c| opens_condition(ctx, tree, c)));
    clause || noun || carried
}
