//! From the words that name a source to what is known of it.

use recoupe_model::{
    Attribution, Class, Entity, EntityId, MentionKind, Relation, SourceKind, Span, Upos,
};

use super::super::context::Context;
use super::super::refer;
use super::super::tree::Tree;
use super::carry;
use super::name::{trimmed, whole_names, without_article};
use super::noun::{Noun, Sort, has_partitive};
use crate::lang::is_vague as is_vague_entity;

/// Where to read a source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    /// Index of the sentence.
    pub(crate) tree: usize,
    /// Head of the phrase.
    pub(crate) head: usize,
}

/// The sources that a phrase names, in text order; none when it names nobody who can speak.
/// With `known`, a noun that is no known sort of source is none.
pub(crate) fn of(ctx: &Context<'_>, at: At, cue: Option<Span>, known: bool) -> Vec<Attribution> {
    let tree = &ctx.trees[at.tree];
    let mut heads = tree.conjuncts(at.head);
    // « des responsables péruviens et un institut », with the list hung on the adjective.
    let next = at.head + 1;
    if next < tree.len() && tree.head(next) == Some(at.head) {
        heads.extend(
            tree.by(next, Relation::Conj).filter(|&c| tree.first(c, Relation::Det).is_some()),
        );
    }
    let sources = heads.into_iter().filter(|&h| is_nominal(tree, h));
    sources.filter_map(|head| one(ctx, At { head, ..at }, cue, known)).collect()
}

/// A source of which nothing is known but the noun for what it claims: « des rumeurs ».
pub(crate) fn anonymous(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> Attribution {
    let span = tree.token(noun).span;
    Attribution {
        name: span.of(&ctx.document.text).to_owned(),
        kind: SourceKind::Other,
        entity: None,
        of: None,
        anonymous: true,
        span,
        cue: None,
    }
}

fn is_nominal(tree: &Tree<'_>, at: usize) -> bool {
    matches!(
        tree.token(at).upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::X | Upos::Det
    )
}

fn one(ctx: &Context<'_>, at: At, cue: Option<Span>, known: bool) -> Option<Attribution> {
    let tree = &ctx.trees[at.tree];
    if tree.token(at.head).upos == Upos::Pron && !has_partitive(tree, at.head) {
        return carry::antecedent(ctx, at).map(|source| Attribution { cue, ..source });
    }
    // "one of them": one of those spoken of before.
    let them = tree.by(at.head, Relation::Nmod).find(|&d| tree.token(d).upos == Upos::Pron);
    if let Some(them) = them.filter(|_| has_partitive(tree, at.head)) {
        let group = carry::antecedent(ctx, At { head: them, ..at })?;
        return Some(Attribution { cue, anonymous: true, entity: None, ..group });
    }
    let phrase = trimmed(ctx, tree, at.head);
    let span = whole_names(ctx, tree.span(&phrase));
    let noun = Noun::read(ctx, tree, at.head);
    if noun.sort == Sort::None
        || known && noun.sort == Sort::Unknown && speaks(ctx, tree, at.head).is_none()
    {
        return None;
    }
    if noun.sort == Sort::Text
        && is_anaphoric(tree, at.head)
        && let Some(issuer) = carry::issuer(ctx, at)
    {
        return Some(Attribution { cue, ..issuer });
    }
    if let Some(entity) = speaks(ctx, tree, at.head) {
        return Some(named(ctx, entity, noun, span, cue));
    }
    if let Some(entity) = named_before(ctx, at) {
        return Some(named(ctx, &entity, noun, span, cue));
    }
    let abroad = matches!(noun.kind, SourceKind::Diplomatic | SourceKind::Media);
    let country = country_in(ctx, tree, at.head, abroad);
    let entity = match noun.sort {
        Sort::Body if noun.kind == SourceKind::State => country.clone(),
        Sort::Text => {
            giver(ctx, tree, at.head).or_else(|| provenance(ctx, tree, at.head).map(|(_, id)| id))
        }
        Sort::Source | Sort::Unknown => provenance(ctx, tree, at.head).map(|(_, id)| id),
        _ => None,
    };
    Some(Attribution {
        name: ctx.words(span).to_owned(),
        of: country.or_else(|| entity.clone().filter(EntityId::is_country)),
        entity,
        kind: noun.kind,
        anonymous: noun.sort == Sort::Source
            || noun.sort == Sort::People && is_vague(tree, at.head),
        span,
        cue,
    })
}

/// The body that a bare noun refers back to: "the ministry", after "the Lesotho foreign ministry".
fn named_before(ctx: &Context<'_>, at: At) -> Option<Entity> {
    let is_body = |it: &Entity| it.class == Class::Organisation && !is_vague_entity(it);
    let found = || refer::entity(ctx, at.tree, at.head).filter(is_body);
    is_anaphoric(&ctx.trees[at.tree], at.head).then(found).flatten()
}

fn named(
    ctx: &Context<'_>,
    entity: &Entity,
    noun: Noun,
    span: Span,
    cue: Option<Span>,
) -> Attribution {
    let words = ctx.words(entity.span);
    let kind = match (entity.class, noun.sort) {
        (Class::Country, Sort::Unknown) => SourceKind::State,
        (Class::Person, Sort::Unknown) => SourceKind::Person,
        (_, Sort::Unknown) => match name_kind(ctx, words, &entity.name) {
            Some(kind) => kind,
            None if entity.class == Class::Group => SourceKind::Other,
            None => SourceKind::Institution,
        },
        _ => name_kind(ctx, words, &entity.name).unwrap_or(noun.kind),
    };
    let kind = if kind == SourceKind::Other && entity.class == Class::Person {
        SourceKind::Person
    } else {
        kind
    };
    let country = entity.id.is_country().then(|| entity.id.clone());
    Attribution {
        name: own_words(ctx, entity.span, words).to_owned(),
        entity: Some(entity.id.clone()),
        of: entity.of.clone().or(country),
        kind,
        anonymous: false,
        span: if entity.span.is_empty() { span } else { entity.span },
        cue,
    }
}

/// A name without its article, unless that is a part of it: capitalised in the middle of a sentence
/// (« le quotidien La Vigie »).
fn own_words<'a>(ctx: &Context<'_>, span: Span, words: &'a str) -> &'a str {
    let before = ctx.document.text.get(..span.start()).unwrap_or_default();
    let inside = before.trim_end_matches([' ', '\u{a0}']).ends_with(char::is_alphanumeric);
    if inside && words.starts_with(char::is_uppercase) { words } else { without_article(words) }
}

/// The source that an entity of another room names.
pub(crate) fn of_entity(ctx: &Context<'_>, entity: &Entity, cue: Option<Span>) -> Attribution {
    let noun = Noun { sort: Sort::Unknown, kind: SourceKind::Other };
    named(ctx, entity, noun, entity.span, cue)
}

/// Whether a noun is one of a known sort of source.
pub(crate) fn is_source_noun(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> bool {
    !matches!(Noun::read(ctx, tree, head).sort, Sort::None | Sort::Unknown)
}

/// Whether a noun is one for documents.
pub(crate) fn is_document(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> bool {
    Noun::read(ctx, tree, head).sort == Sort::Text
}

/// Whether a noun is one for people, or a person's name.
pub(crate) fn is_people(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> bool {
    Noun::read(ctx, tree, head).sort == Sort::People
        || speaks(ctx, tree, head).is_some_and(|entity| entity.class == Class::Person)
}

fn name_kind(ctx: &Context<'_>, words: &str, name: &str) -> Option<SourceKind> {
    let keys = [without_article(words).to_lowercase(), name.to_lowercase()];
    let names = ctx.pack.words("source_noun");
    keys.iter()
        .filter(|key| names.get(key, "sort") == Some("name"))
        .find_map(|key| names.get(key, "kind")?.parse().ok())
}

/// The named thing that the phrase as a whole stands for: the name that covers its head, or
/// one that is beside it (« l'agence KCNA », « la porte-parole du ministère, Anna Berg »).
pub(crate) fn speaks<'a>(ctx: &Context<'a>, tree: &Tree<'_>, head: usize) -> Option<&'a Entity> {
    let beside = |&d: &usize| {
        let relation = &tree.token(d).deprel;
        matches!(relation.base, Relation::Appos | Relation::Flat)
            || relation.base == Relation::Nmod && tree.first(d, Relation::Case).is_none()
            || relation.base == Relation::Compound
                && d < head
                && tree.token(d).upos == Upos::Propn
                && tree.token(head).upos == Upos::Propn
    };
    let can_speak = |entity: &&Entity| !matches!(entity.class, Class::Thing | Class::Instrument);
    // « responsables péruviens »: the adjective tells whose they are, not who speaks.
    let bears = |entity: &&Entity| can_speak(entity) && entity.class != Class::Country;
    let own = ctx.name_over(tree.token(head).span).filter(can_speak);
    let person = |entity: &&Entity| entity.class == Class::Person;
    let names = || {
        let near = tree.dependents(head).iter().copied().filter(beside);
        near.filter_map(|d| ctx.name_over(tree.token(d).span)).filter(bears)
    };
    // A person's name beside an office says more than the office.
    let is_full =
        own.is_some_and(|entity| entity.span.contains(tree.token(head).span) && person(&entity));
    if is_full && tree.token(head).upos == Upos::Propn {
        return own;
    }
    let beside_person = names().find(person);
    beside_person.or(own).or_else(|| names().find(|entity| entity.class != Class::Place))
}

/// « informations provenant de Kiev », « source au sein de l'OTAN »: where it comes from.
fn provenance<'a>(
    ctx: &Context<'a>,
    tree: &Tree<'_>,
    head: usize,
) -> Option<(&'a Entity, EntityId)> {
    let clause = tree.by(head, Relation::Acl).find(|&c| !tree.is_finite(c))?;
    let mut below = tree.by(clause, Relation::Obl).chain(tree.by(clause, Relation::Obj));
    let entity = below.find_map(|d| ctx.name_over(tree.token(d).span))?;
    let country = entity.id.is_country().then(|| entity.id.clone()).or_else(|| entity.of.clone());
    Some((entity, country.unwrap_or_else(|| entity.id.clone())))
}

/// « un communiqué de l'ONU »: who speaks in a document.
fn giver(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> Option<EntityId> {
    let from = tree.by(head, Relation::Nmod).filter(|&d| {
        tree.token(d).deprel.is_sub("poss") || matches!(&*tree.case(d), "de" | "of" | "by" | "from")
    });
    let named = from.filter_map(|d| ctx.name_over(tree.token(d).span));
    let speaks = |entity: &&Entity| {
        matches!(entity.class, Class::Organisation | Class::Country | Class::Person)
    };
    named.filter(speaks).map(|entity| entity.id.clone()).next()
}

/// The country of a phrase: of a name, a demonym or a complement in it.
/// Where diplomats and reporters are posted (`abroad`) is not their country.
fn country_in(ctx: &Context<'_>, tree: &Tree<'_>, head: usize, abroad: bool) -> Option<EntityId> {
    let span = tree.span(&trimmed(ctx, tree, head));
    let posts = tree
        .by(head, Relation::Nmod)
        .filter(|&d| matches!(&*tree.case(d), "à" | "en" | "dans" | "in" | "at"));
    let posts: Vec<Span> = posts.map(|d| tree.token(d).span).collect();
    let posted = |span: Span| abroad && posts.iter().any(|post| span.overlaps(*post));
    let country = |entity: &Entity| {
        if entity.id.is_country() { Some(entity.id.clone()) } else { entity.of.clone() }
    };
    ctx.mentions_in(span).find_map(|mention| match &mention.kind {
        MentionKind::Name(entity) if !posted(mention.span) => country(entity),
        _ => None,
    })
}

/// « ce texte », "the statement": a document that was told of before.
fn is_anaphoric(tree: &Tree<'_>, head: usize) -> bool {
    let bare = !tree.dependents(head).iter().any(|&d| {
        matches!(
            tree.token(d).deprel.base,
            Relation::Nmod | Relation::Amod | Relation::Acl | Relation::Compound | Relation::Appos
        )
    });
    bare && tree.by(head, Relation::Det).any(|d| {
        let feats = &tree.token(d).feats;
        feats.has("PronType", "Dem") || feats.has("Definite", "Def")
    })
}

/// Whether people are told of without saying who: plural, indefinite or without article.
fn is_vague(tree: &Tree<'_>, head: usize) -> bool {
    let plural = tree.token(head).feats.has("Number", "Plur");
    let definite = tree.by(head, Relation::Det).any(|d| {
        let feats = &tree.token(d).feats;
        feats.has("Definite", "Def") || feats.has("PronType", "Dem") || feats.has("Poss", "Yes")
    });
    let owner = tree.by(head, Relation::Nmod).any(|d| tree.token(d).deprel.is_sub("poss"));
    plural || !(definite || owner)
}
