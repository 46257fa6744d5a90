//! What an instrument is worth: « un contrat de 430 millions d'euros », "the contract is worth €430 million". The price
//! is a term of the instrument, wherever it is told, so that two reports of it can be held against each other.

use std::collections::BTreeMap;

use recoupe_model::{Class, Entity, MentionKind, Quantity, Relation, Role, Upos, Value};

use super::context::Context;
use super::draft::Draft;
use super::refer;
use super::tree::Tree;

/// Words between an instrument and its price at most.
const BETWEEN: usize = 8;
/// The kind of happening that a price is told as.
const FRAME: &str = "treaty.terms";

/// A draft for each price of an instrument.
pub(crate) fn find(ctx: &Context<'_>, known: &[Draft]) -> Vec<Draft> {
    let mut found = Vec::new();
    let mut of_tree: BTreeMap<usize, Vec<&Draft>> = BTreeMap::new();
    for it in known.iter().filter(|it| it.frame.starts_with("treaty.")) {
        of_tree.entry(it.tree).or_default().push(it);
    }
    for (tree, view) in ctx.trees.iter().enumerate() {
        let known = of_tree.get(&tree).map_or(&[][..], Vec::as_slice);
        let amounts =
            ctx.mentions_in(view.sentence.span).filter_map(|mention| match &mention.kind {
                MentionKind::Quantity(it) if is_money(it) => Some(it),
                _ => None,
            });
        for amount in amounts {
            let Some((noun, instrument)) = priced(ctx, tree, amount) else { continue };
            let is_told = known.iter().any(|it| &*it.frame == FRAME && has(it, amount));
            // « discute un contrat de … »: of a new one that nobody is told to have concluded nothing is sure.
            let is_new =
                view.by(noun, Relation::Det).any(|d| view.token(d).feats.has("Definite", "Ind"));
            let is_concluded = || known.iter().any(|it| it.arguments.contains(&noun));
            if !is_told && (!is_new || is_concluded()) {
                found.push(draft(ctx, tree, noun, instrument, amount));
            }
        }
    }
    found
}

fn has(draft: &Draft, amount: &Quantity) -> bool {
    draft.of(Role::Quantity).iter().any(|it| it.span() == amount.span)
}

/// Whether an amount is of a currency, by its code.
fn is_money(amount: &Quantity) -> bool {
    amount.unit.len() == 3 && amount.unit.bytes().all(|it| it.is_ascii_uppercase())
}

/// The instrument whose price an amount is: the last before it, with nothing between but words that tell a
/// price, or the noun right behind it ("the $430 million contract").
fn priced(ctx: &Context<'_>, tree: usize, amount: &Quantity) -> Option<(usize, Entity)> {
    let view = &ctx.trees[tree];
    let list = ctx.pack.words("price_word");
    let first = (0..view.len()).find(|&t| view.token(t).span.overlaps(amount.span))?;
    let last =
        (first..view.len()).take_while(|&t| view.token(t).span.overlaps(amount.span)).last()?;
    let named = |t: usize| {
        let is_noun = view.token(t).upos == Upos::Noun;
        let entity = refer::entity(ctx, tree, t).filter(|it| it.class == Class::Instrument)?;
        is_noun.then_some((t, entity))
    };
    let counts = |noun: &usize| (first..=last).any(|t| view.head(t) == Some(*noun));
    if let Some(found) = Some(last + 1).filter(|&t| t < view.len()).filter(counts).and_then(named) {
        return Some(found);
    }
    let mut words = 0;
    for t in (0..first).rev() {
        if let Some(found) = named(t) {
            return Some(found);
        }
        let token = view.token(t);
        let is_linking = token.upos == Upos::Punct && &*token.form == ","
            || list.has(&token.form.to_lowercase());
        words += 1;
        if !is_linking || words > BETWEEN {
            return None;
        }
    }
    None
}

/// The predicate of which the instrument, or « le montant » of it, is the subject, where the amount stands under it.
fn told_by(view: &Tree<'_>, noun: usize, amount: &Quantity) -> usize {
    let is = |t: usize, relation: Relation| view.token(t).deprel.base == relation;
    let whole = view.head(noun).filter(|_| is(noun, Relation::Nmod)).unwrap_or(noun);
    let subject = [noun, whole].into_iter().find(|&t| is(t, Relation::Nsubj));
    let up = subject.and_then(|t| view.head(t));
    up.filter(|&up| view.token(up).span.start() < amount.span.end()).unwrap_or(noun)
}

fn draft(
    ctx: &Context<'_>,
    tree: usize,
    noun: usize,
    instrument: Entity,
    amount: &Quantity,
) -> Draft {
    let view = &ctx.trees[tree];
    let lemma = view.token(noun).lemma.to_lowercase();
    let mut draft = Draft::new(tree, noun, FRAME, &lemma);
    // The verb that tells the price, if one does: it may deny or doubt it.
    let from = view.token(noun).span.end();
    let between = |t: &usize| {
        let at = view.token(*t).span.start();
        at >= from && at < amount.span.start() && view.token(*t).upos == Upos::Verb
    };
    draft.predicate =
        (noun..view.len()).find(between).unwrap_or_else(|| told_by(view, noun, amount));
    draft.rule = format!("{FRAME}/{lemma}:price").into();
    draft.evidence = vec![view.token(noun).span.cover(amount.span)];
    draft.add(Role::Instrument, Value::Entity(instrument));
    draft.add(Role::Quantity, Value::Quantity(amount.clone()));
    draft
}
