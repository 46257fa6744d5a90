//! Ships, aircraft and trains that bear a name: « le cargo Nordhav », « un cargo chargé de sel, le Nordhav ».

use recoupe_model::{Class, Entity, EntityId, Relation, Span, Upos};

use super::{describe, owner};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// The craft that a noun tells by name, right behind it or behind a comma and an article, also where nothing else
/// knows the name.
pub(super) fn christened(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let one = token.upos == Upos::Noun && !token.feats.has("Number", "Plur");
    if !one || !ctx.pack.words("craft_noun").has(&token.lemma.to_lowercase()) {
        return None;
    }
    let adjacent = beside(view, at);
    let name = adjacent.or_else(|| apposed(ctx, view, at))?;
    // « le vol Paris-Rome », « le ferry Bari »: where it goes.
    let known = ctx.name_over(view.token(name).span);
    let listed = known.filter(|it| matches!(it.class, Class::Country | Class::Instrument));
    if listed.is_some() || known.is_some_and(|it| it.class == Class::Place && adjacent.is_none()) {
        return None;
    }
    let end = last_word(view, name);
    let words = view.token(name).span.cover(view.token(end).span);
    let called = ctx.words(words).to_owned();
    let key: Vec<String> = called
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let span = if adjacent.is_some() { words.cover(described(view, at)) } else { words };
    Some(Entity {
        id: EntityId::new(describe::prefix(Class::Thing), &key.join("-")),
        class: Class::Thing,
        name: called,
        text: ctx.words(span).to_owned(),
        span,
        of: owner::belongs(ctx, tree, at, &[]),
    })
}

/// A noun with the words before it that tell what it is: "bulk carrier".
fn described(view: &Tree<'_>, at: usize) -> Span {
    let tells = |&t: &usize| {
        matches!(view.token(t).deprel.base, Relation::Amod | Relation::Compound)
            && view.head(t) == Some(at)
    };
    let first = (0..at).rev().take_while(tells).last().unwrap_or(at);
    view.token(first).span.cover(view.token(at).span)
}

/// The name right behind a noun, or behind an adjective of the noun: « le cargo panaméen Nordhav ».
fn beside(view: &Tree<'_>, at: usize) -> Option<usize> {
    let adjective =
        |t: usize| view.token(t).deprel.base == Relation::Amod && view.head(t) == Some(at);
    let behind = (at + 1..view.len()).find(|&t| !adjective(t))?;
    let bears = matches!(
        view.token(behind).deprel.base,
        Relation::Flat | Relation::Appos | Relation::Nmod | Relation::Compound
    );
    (is_name(view, behind) && bears && view.head(behind) == Some(at)).then_some(behind)
}

/// The name behind a comma and the article of one, wherever below the noun a parser hangs it.
fn apposed(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Option<usize> {
    let inside = |t: usize| view.ancestors(t).any(|up| up == at);
    let closer = |t: usize| {
        let token = view.token(t);
        let lemma = token.lemma.to_lowercase();
        !token.feats.has("Number", "Plur") && ctx.pack.words("craft_noun").has(&lemma)
    };
    let name = (at + 3..view.len()).find(|&t| {
        let article = view.token(t - 1);
        is_name(view, t)
            && article.feats.has("Definite", "Def")
            && !article.feats.has("Number", "Plur")
            && &*view.token(t - 2).form == ","
            && view.token(t).deprel.base == Relation::Appos
            && inside(t)
    })?;
    let after = last_word(view, name) + 1;
    let ends = after >= view.len() || view.token(after).upos == Upos::Punct;
    (ends && !(at + 1..name).any(closer)).then_some(name)
}

fn is_name(view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    token.upos == Upos::Propn && token.form.starts_with(char::is_uppercase)
}

/// The last word of a name: « Costa Brava III ».
fn last_word(view: &Tree<'_>, at: usize) -> usize {
    let own = |t: usize| {
        let form = &*view.token(t).form;
        let numeral = form.chars().all(|c| matches!(c, 'I' | 'V' | 'X') || c.is_ascii_digit());
        is_name(view, t) || numeral
    };
    let joined =
        |t: usize| own(t) && view.token(t - 1).span.end() + 1 == view.token(t).span.start();
    (at + 1..view.len()).take_while(|&t| joined(t)).last().unwrap_or(at)
}
