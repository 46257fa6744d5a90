//! Descriptions: « le dirigeant nord-coréen », « les deux pays », « des soldats ».

use recoupe_model::{Class, Entity, EntityId, Relation, Token, Upos};

use super::owner::{self, belongs};
use super::seen::Seen;
use super::several;
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// What a common noun refers to: something named before, or itself.
pub(super) fn read(ctx: &Context<'_>, tree: usize, at: usize, past: &[Seen]) -> Vec<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let lemma = token.lemma.to_lowercase();
    let class = class(ctx, token, &lemma);
    let own = plain(ctx, tree, at, class, past);
    if own.of.is_none() && is_pair(ctx, view, at) {
        let pair = pair(ctx, &lemma, class, past);
        if pair.len() == 2 {
            return pair.into_iter().map(|entity| with_words(entity, &own)).collect();
        }
    }
    let several = several::read(ctx, tree, at, &own);
    if !several.is_empty() {
        let stand = |it: Entity| state(ctx, &lemma, &it).unwrap_or(it);
        return several.into_iter().map(stand).collect();
    }
    if let Some(state) = state(ctx, &lemma, &own) {
        return vec![state];
    }
    if class == Class::Person
        && is_definite(ctx, view, at)
        && let Some(person) = person(&own, past)
    {
        return vec![with_words(person, &own)];
    }
    if let Some(found) = last(ctx, view, at, past) {
        return vec![with_words(found, &own)];
    }
    if ctx.pack.words("state_noun").has(&lemma) && is_definite(ctx, view, at) {
        let own_country = own.of.is_none() && !token.feats.has("Number", "Plur");
        let recent = past.iter().rev().find(|seen| seen.entity.id.is_country());
        if let Some(seen) = recent.filter(|_| own_country) {
            return vec![with_words(seen.entity.clone(), &own)];
        }
    }
    vec![own]
}

/// A description as a group of people.
pub(super) fn group(ctx: &Context<'_>, tree: usize, at: usize, past: &[Seen]) -> Entity {
    plain(ctx, tree, at, Class::Group, past)
}

/// The description itself as an entity.
fn plain(ctx: &Context<'_>, tree: usize, at: usize, class: Class, past: &[Seen]) -> Entity {
    let view = &ctx.trees[tree];
    let phrase = own_words(ctx, view, at);
    let span = view.span(&phrase);
    let text = ctx.words(span).to_owned();
    let inner: Vec<usize> = phrase.into_iter().skip_while(|&t| is_opening(view.token(t))).collect();
    let name =
        if inner.is_empty() { text.clone() } else { ctx.words(view.span(&inner)).to_owned() };
    let of = belongs(ctx, tree, at, past);
    let body = of.as_ref().and_then(|of| owner::body(ctx, view, at, of));
    let id = body.unwrap_or_else(|| EntityId::new(prefix(class), &slug(view, at)));
    Entity { id, class, name, text, span, of }
}

/// The phrase of a noun without what a parser may have hung on it although it is the verb's: a
/// time, a place, a recipient; and without the article that is one word with a preposition.
pub(crate) fn own_words(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Vec<usize> {
    let mut phrase = view.phrase(at);
    let start = phrase.first().copied().unwrap_or(at);
    let shared = start > 0
        && start < at
        && view.token(start).upos == Upos::Det
        && view.token(start - 1).span == view.token(start).span;
    if shared {
        phrase.remove(0);
    }
    let foreign = |&t: &usize| {
        let token = view.token(t);
        if t <= at || !matches!(token.deprel.base, Relation::Nmod | Relation::Obl) {
            return false;
        }
        let case = view.case(t);
        let plain = case.is_empty() || case == "de" || case == "of";
        let named = ctx
            .name_over(token.span)
            .is_some_and(|e| !matches!(e.class, Class::Instrument | Class::Thing));
        let list = ctx.pack.words("case_group");
        let group =
            |names: &[&str]| list.find(&case).any(|row| names.contains(&list.cell(row, "group")));
        let elsewhere = group(&["LOC", "TO", "DEST"]) && !group(&["BETWEEN", "WITH"]);
        let above = view.head(t).is_some_and(|up| ctx.is_time(view.token(up).span));
        let time = ctx.is_time(token.span) && !above && (!plain || case.is_empty());
        time || named && elsewhere
    };
    if let Some(cut) = phrase.iter().copied().find(foreign) {
        let from = view.subtree(cut, |_| false).first().copied().unwrap_or(cut).max(at + 1);
        phrase.retain(|&t| t < from);
    }
    phrase
}

/// Words in front of a noun that say nothing of what it is.
fn is_opening(token: &Token) -> bool {
    matches!(token.upos, Upos::Det | Upos::Num | Upos::Adp | Upos::Punct | Upos::Cconj | Upos::Adv)
}

/// The key of a description: the lemmas of its noun and adjectives.
pub(super) fn slug(view: &Tree<'_>, at: usize) -> String {
    let keep = |d: &usize| {
        let token = view.token(*d);
        matches!(token.deprel.base, Relation::Amod | Relation::Compound | Relation::Flat)
            && matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb)
    };
    let mut words: Vec<usize> = view.dependents(at).iter().copied().filter(keep).collect();
    words.push(at);
    words.sort_unstable();
    let lemmas: Vec<String> =
        words.into_iter().map(|w| view.token(w).lemma.to_lowercase()).collect();
    lemmas
        .join("-")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// The prefix of ids of a class.
pub(super) const fn prefix(class: Class) -> &'static str {
    match class {
        Class::Country => "country",
        Class::Place => "place",
        Class::Person => "person",
        Class::Organisation => "org",
        Class::Group => "group",
        Class::Instrument => "instrument",
        Class::Thing => "thing",
    }
}

/// The class of a common noun in the text.
pub(super) fn class_of(ctx: &Context<'_>, token: &Token) -> Class {
    class(ctx, token, &token.lemma.to_lowercase())
}

/// The class of a common noun.
fn class(ctx: &Context<'_>, token: &Token, lemma: &str) -> Class {
    let is = |list: &str| ctx.pack.words(list).has(lemma);
    let plural = token.feats.has("Number", "Plur");
    if is("role_noun") {
        if plural { Class::Group } else { Class::Person }
    } else if is("body_noun") || is("state_noun") {
        Class::Organisation
    } else if is("force_noun") || is("people_noun") {
        Class::Group
    } else if is("site_noun") {
        Class::Place
    } else {
        Class::Thing
    }
}

/// « le gouvernement bulgare », « les autorités de Sofia »: the state itself.
fn state(ctx: &Context<'_>, lemma: &str, own: &Entity) -> Option<Entity> {
    let list = ctx.pack.words("body_noun");
    let stands =
        list.get(lemma, "stands") == Some("state") || ctx.pack.words("state_noun").has(lemma);
    let of = own.of.clone().filter(|_| stands)?;
    Some(Entity { id: of, class: Class::Country, ..own.clone() })
}

/// Whether a noun has a definite, demonstrative or possessive determiner.
pub(super) fn is_definite(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    view.by(at, Relation::Det).any(|d| is_definite_word(ctx, view.token(d)))
}

fn is_definite_word(ctx: &Context<'_>, token: &Token) -> bool {
    token.feats.has("Definite", "Def")
        || token.feats.has("PronType", "Dem")
        || token.feats.has("Poss", "Yes")
        || ctx.pack.words("demonstrative").has(&token.form.to_lowercase())
}

/// Whether a noun is of one that the text knows: « le chauffeur », "the driver"; not « les chauffeurs » nor « un chauffeur ».
pub(crate) fn is_the_one(ctx: &Context<'_>, tree: usize, at: usize) -> bool {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let counted = || view.first(at, Relation::Nummod).is_some();
    token.upos == Upos::Noun
        && !token.feats.has("Number", "Plur")
        && is_definite(ctx, view, at)
        && !counted()
}

/// Whether a noun has a demonstrative.
pub(crate) fn is_demonstrative(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    view.by(at, Relation::Det).any(|d| {
        let token = view.token(d);
        token.feats.has("PronType", "Dem")
            || ctx.pack.words("demonstrative").has(&token.form.to_lowercase())
    })
}

/// « les deux pays », "both leaders"; not « deux pays », which are new.
fn is_pair(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let two = ctx.pack.words("two");
    view.dependents(at).iter().any(|&d| {
        let token = view.token(d);
        matches!(token.deprel.base, Relation::Nummod | Relation::Det | Relation::Amod)
            && two
                .find(&token.form.to_lowercase())
                .next()
                .is_some_and(|row| two.cell(row, "definite") == "yes" || is_definite(ctx, view, at))
    })
}

/// The two states or people that the document is about so far.
fn pair(ctx: &Context<'_>, lemma: &str, class: Class, past: &[Seen]) -> Vec<Entity> {
    let people =
        matches!(class, Class::Group | Class::Person) && ctx.pack.words("role_noun").has(lemma);
    // « les deux gouvernements », but not « les deux banques ».
    let states = ctx.pack.words("state_noun").has(lemma)
        || ctx.pack.words("body_noun").get(lemma, "stands") == Some("state");
    if !people && !states {
        return Vec::new();
    }
    let fits = |seen: &&Seen| {
        if people { seen.entity.class == Class::Person } else { seen.entity.id.is_country() }
    };
    let mut counts: Vec<(usize, usize, &Entity)> = Vec::new();
    for (order, seen) in past.iter().enumerate().filter(|(_, seen)| fits(seen)) {
        match counts.iter_mut().find(|(_, _, entity)| entity.id == seen.entity.id) {
            Some(known) => {
                known.0 += 1;
                known.1 = order;
            }
            None => counts.push((1, order, &seen.entity)),
        }
    }
    counts.sort_by_key(|&(count, order, _)| std::cmp::Reverse((count, order)));
    // Three that are named as often make no pair.
    let clear = counts.len() == 2 || (counts.len() > 2 && counts[2].0 * 2 <= counts[1].0);
    if clear {
        counts.into_iter().take(2).map(|(_, _, entity)| entity.clone()).collect()
    } else {
        Vec::new()
    }
}

/// « le dirigeant nord-coréen »: the last person of that country.
fn person(own: &Entity, past: &[Seen]) -> Option<Entity> {
    let of = own.of.as_ref()?;
    let people = past.iter().rev().filter(|seen| seen.entity.class == Class::Person && seen.named);
    let mut same = people.filter(|seen| seen.entity.of.as_ref() == Some(of));
    same.next().map(|seen| seen.entity.clone())
}

/// « ce dernier », "the latter": what was named last.
fn last(ctx: &Context<'_>, view: &Tree<'_>, at: usize, past: &[Seen]) -> Option<Entity> {
    let token = view.token(at);
    if !ctx.pack.words("latter").has(&token.lemma.to_lowercase()) || !is_definite(ctx, view, at) {
        return None;
    }
    let plural = token.feats.has("Number", "Plur");
    let actor =
        |class: Class| matches!(class, Class::Person | Class::Country | Class::Organisation);
    let fits = |seen: &&Seen| {
        seen.plural == plural
            && actor(seen.entity.class)
            && token.feats.get("Gender").is_none_or(|g| seen.gender.is_none_or(|other| other == g))
    };
    past.iter().rev().take(24).find(fits).map(|seen| seen.entity.clone())
}

/// An entity as it is described here.
pub(super) fn with_words(mut entity: Entity, own: &Entity) -> Entity {
    entity.text.clone_from(&own.text);
    entity.span = own.span;
    entity
}
