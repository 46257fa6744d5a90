//! Denials that only point at what they deny: « Moscou a démenti ces informations », "The governor called that a
//! lie". What is denied was told before, in the same sentence or shortly before.

use recoupe_model::{Attribution, EntityId, Modality, Polarity, Relation, Span, Upos, Value};

use super::attribution::{self, Shape, Stance};
use super::context::Context;
use super::draft::Draft;
use super::stance;
use super::tree::Tree;
use crate::lang::is_vague;

/// How many sentences back what is denied may stand.
const BACK: usize = 3;

/// A drafted copy, denied, of each thing that is denied by pointing at it.
pub(super) fn find(ctx: &Context<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let mut found = Vec::new();
    for (index, tree) in ctx.trees.iter().enumerate() {
        for at in 0..tree.len() {
            let Some(sources) = denier(ctx, index, tree, at) else { continue };
            let Some(told) = antecedent(ctx, drafts, index, at, &sources) else { continue };
            found.push(denied(told, (index, at), tree, sources));
        }
    }
    found
}

/// Who denies by the word at `at` something that it does not tell; `None` when it is no such word or nobody is
/// named.
fn denier(ctx: &Context<'_>, index: usize, tree: &Tree<'_>, at: usize) -> Option<Vec<Attribution>> {
    let verb = denying_verb(ctx, tree, at);
    let sources = if verb {
        attribution::by_subject(ctx, index, at)
    } else if is_called_false(ctx, tree, at) {
        attribution::of(ctx, index, at)
    } else {
        return None;
    };
    let (polarity, modality) = stance::of(ctx, index, at);
    let said = polarity == Polarity::Positive && modality == Modality::Asserted;
    (said && !sources.is_empty()).then_some(sources)
}

/// « a démenti », « a rejeté ces accusations », "denied it".
fn denying_verb(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    use Relation::{Ccomp, Csubj, Nsubj, Obj, Obl, Parataxis, Xcomp};
    let Some(entry) = attribution::entry(ctx, tree, at) else { return false };
    // « La banque, sollicitée, avait refusé » turns down what was asked: it denies nothing that was told.
    let denies = entry.stance == Stance::Denies && entry.takes(Shape::Noun);
    if !denies || attribution::as_insert(ctx, tree, at).is_some() {
        return false;
    }
    let clausal = [Ccomp, Csubj, Xcomp, Parataxis];
    if clausal.into_iter().any(|relation| tree.first(at, relation).is_some())
        || attribution::inserted_speaker(ctx, tree, at).is_some()
    {
        return false;
    }
    let object = if attribution::is_passive(tree, at) {
        tree.by(at, Nsubj).find(|&s| tree.token(s).deprel.is_sub("pass")).or_else(|| {
            // « des accusations rejetées par Kigali »
            tree.head(at).filter(|_| tree.token(at).deprel.base == Relation::Acl)
        })
    } else {
        tree.first(at, Obj)
    };
    match object {
        Some(object) => points_back(ctx, tree, object),
        // Only those that deny by a clause deny without an object.
        None => entry.takes(Shape::Clause) && tree.is_finite(at) && tree.first(at, Obl).is_none(),
    }
}

/// « C'est faux », "These claims are baseless".
fn is_called_false(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    tree.first(at, Relation::Cop).is_some()
        && attribution::denies_truth(ctx, tree, at, at)
        && tree.first(at, Relation::Nsubj).is_some_and(|it| points_back(ctx, tree, it))
        && [Relation::Ccomp, Relation::Csubj, Relation::Xcomp]
            .into_iter()
            .all(|relation| tree.first(at, relation).is_none())
}

/// Whether words only stand for what was told: a pronoun, or a definite noun for a report that does not tell
/// what it reports.
fn points_back(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    if token.feats.has("PronType", "Rel") {
        // « …, ce que Moscou dément », "…, claims that Moscow denies"
        let clause = tree.head(at).filter(|&up| tree.token(up).deprel.base == Relation::Acl);
        let noun = clause.and_then(|up| tree.head(up));
        return noun.is_some_and(|noun| points_back(ctx, tree, noun));
    }
    if token.upos == Upos::Pron {
        return ctx.pack.words("pointing_pronoun").has(&token.form.to_lowercase());
    }
    let bare =
        tree.by(at, Relation::Nmod).all(|d| !ctx.pack.words("report_case").has(&tree.case(d)))
            && tree.by(at, Relation::Acl).all(|d| attribution::entry(ctx, tree, d).is_some())
            && tree.by(at, Relation::Compound).next().is_none();
    bare && attribution::is_report(ctx, tree, at)
}

/// What was told before the denial, by somebody else: what was told last that names who denies, else what was
/// told last.
fn antecedent<'d>(
    ctx: &Context<'_>,
    drafts: &'d [Draft],
    index: usize,
    at: usize,
    deniers: &[Attribution],
) -> Option<&'d Draft> {
    let last = told_last(ctx, drafts, index, at)?;
    let is_meant = |it: &&Draft| {
        concerns(it, deniers) && is_open(ctx, it, deniers) && (is_typed(it) || is_telling(ctx, it))
    };
    let trees = (index.saturating_sub(BACK)..=index).rev();
    let named = trees.filter_map(|tree| told_in(ctx, drafts, tree, (index, at))).find(is_meant);
    let told = named.unwrap_or(last);
    is_open(ctx, told, deniers).then_some(told)
}

/// Whether it is told as having happened, and not by those who deny it.
fn is_open(ctx: &Context<'_>, told: &Draft, deniers: &[Attribution]) -> bool {
    let (polarity, modality) = stance::of(ctx, told.tree, told.predicate);
    let happened = told.polarity.unwrap_or(polarity) == Polarity::Positive
        && told.modality.unwrap_or(modality).supports();
    let own = told.attribution.clone();
    let by = own.unwrap_or_else(|| attribution::of(ctx, told.tree, told.predicate));
    happened && !by.iter().any(|source| deniers.iter().any(|it| it.name == source.name))
}

/// Whether something that is told names the state or body of one who denies.
fn concerns(told: &Draft, deniers: &[Attribution]) -> bool {
    let named: Vec<&EntityId> =
        deniers.iter().flat_map(|it| [it.entity.as_ref(), it.of.as_ref()]).flatten().collect();
    let values = told.roles.values().flatten();
    let mut entities = values.filter_map(|value| match value {
        Value::Entity(it) => Some(it),
        _ => None,
    });
    entities
        .any(|it| named.contains(&&it.id) || it.of.as_ref().is_some_and(|of| named.contains(&of)))
}

/// What the last sentence tells that tells anything: the happening that stands highest in it.
fn told_last<'d>(
    ctx: &Context<'_>,
    drafts: &'d [Draft],
    index: usize,
    at: usize,
) -> Option<&'d Draft> {
    for tree in (index.saturating_sub(BACK)..=index).rev() {
        let Some(told) = told_in(ctx, drafts, tree, (index, at)) else { continue };
        if is_typed(told) || is_telling(ctx, told) {
            return Some(told);
        }
        if tree < index {
            return None;
        }
    }
    None
}

/// The happening that stands highest in a sentence, before the denial where that stands in it too.
fn told_in<'d>(
    ctx: &Context<'_>,
    drafts: &'d [Draft],
    tree: usize,
    (index, at): (usize, usize),
) -> Option<&'d Draft> {
    let view = &ctx.trees[tree];
    let here = |draft: &&Draft| {
        draft.tree == tree
            && (tree < index || draft.trigger < at && !view.is_within(draft.trigger, at))
            && !is_speech(ctx, draft)
            && !draft.implied
    };
    // What is of a known kind, else whatever else the sentence tells.
    let place = |draft: &&Draft| {
        let depth = view.ancestors(draft.predicate).count();
        (!is_typed(draft), depth, draft.trigger)
    };
    drafts.iter().filter(here).min_by_key(place)
}

/// Whether it is of a known kind.
fn is_typed(draft: &Draft) -> bool {
    &*draft.frame != "other"
}

/// Whether what has no known kind tells enough to be denied: who did what to whom or where.
fn is_telling(ctx: &Context<'_>, draft: &Draft) -> bool {
    let tree = &ctx.trees[draft.tree];
    let is_named = |value: &&Value| matches!(value, Value::Entity(it) if !is_vague(it));
    let named = draft.roles.values().flatten().filter(is_named).count();
    named > 1 && attribution::entry(ctx, tree, draft.predicate).is_none()
}

fn is_speech(ctx: &Context<'_>, draft: &Draft) -> bool {
    ctx.knowledge.frames.get(&*draft.frame).is_some_and(|frame| frame.speech)
}

/// What was told, as denied by the words of the clause at `at`.
fn denied(
    told: &Draft,
    (index, at): (usize, usize),
    tree: &Tree<'_>,
    by: Vec<Attribution>,
) -> Draft {
    let words = tree.subtree(at, |d| tree.token(d).upos == Upos::Punct);
    let own: Span = tree.span(&words);
    let mut evidence = vec![own];
    evidence.extend(told.evidence.iter().filter(|span| !own.contains(**span)));
    Draft {
        tree: index,
        predicate: at,
        trigger: at,
        polarity: Some(Polarity::Negative),
        modality: Some(Modality::Denied),
        attribution: Some(by),
        rule: format!("{}/{}:echo", told.frame, told.lemma).into(),
        evidence,
        implied: true,
        softened: None,
        rank: None,
        commitment: None,
        against: Vec::new(),
        ..told.clone()
    }
}
