//! What words refer to: names, pronouns, « le dirigeant nord-coréen », « ce traité ».
//!
//! One pass over the document in reading order. What stays unclear stays as it is written.

mod again;
mod apposed;
mod craft;
mod describe;
mod instrument;
mod owner;
mod pronoun;
mod seen;
mod several;

use recoupe_model::{Class, Entity, EntityId, MentionKind, Relation, Upos};

use super::context::Context;
pub(crate) use describe::{is_demonstrative, is_the_one};
use instrument::Instruments;
use seen::Seen;

/// What every nominal token of a document refers to.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    by_token: Vec<Vec<Vec<Entity>>>,
}

impl Memory {
    /// Reads a document once.
    pub(crate) fn read(ctx: &Context<'_>) -> Self {
        let mut past: Vec<Seen> = Vec::new();
        let mut instruments = Instruments::default();
        let mut by_token: Vec<Vec<Vec<Entity>>> = Vec::new();
        for (tree, view) in ctx.trees.iter().enumerate() {
            let mut here: Vec<Vec<Entity>> = vec![Vec::new(); view.len()];
            for at in 0..view.len() {
                let found = refers(ctx, tree, at, &past, &mut instruments, &here);
                if is_nominal(view.token(at).upos) && !inside_name(ctx, tree, at) {
                    past.extend(found.iter().map(|entity| Seen::new(ctx, tree, at, entity)));
                }
                here[at] = found;
            }
            by_token.push(here);
        }
        instruments.settle(&past);
        for found in by_token.iter_mut().flatten().flatten() {
            instruments.rename(found);
        }
        Self { by_token }
    }
}

/// What a phrase refers to: its head's name, what a pronoun or description stands for, or the
/// description itself. `None` for what is no nominal.
pub(crate) fn entity(ctx: &Context<'_>, tree: usize, head: usize) -> Option<Entity> {
    entities(ctx, tree, head).into_iter().next()
}

/// All that a phrase refers to: « les deux pays » is two.
pub(crate) fn entities(ctx: &Context<'_>, tree: usize, head: usize) -> Vec<Entity> {
    ctx.memory.by_token.get(tree).and_then(|t| t.get(head)).cloned().unwrap_or_default()
}

fn refers(
    ctx: &Context<'_>,
    tree: usize,
    at: usize,
    past: &[Seen],
    instruments: &mut Instruments,
    here: &[Vec<Entity>],
) -> Vec<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    if super::clause::is_relative(ctx, view, at) {
        let clause = view.ancestors(at).find(|&up| view.token(up).deprel.base == Relation::Acl);
        let noun = clause.and_then(|up| view.head(up)).filter(|&noun| noun < at);
        return noun.map_or_else(Vec::new, |noun| here[noun].clone());
    }
    match token.upos {
        Upos::Pron | Upos::Det => pronoun::resolve(ctx, tree, at, past),
        _ if is_nominal(token.upos) || ctx.name_over(token.span).is_some() => {
            if let Some(people) = inhabitants(ctx, tree, at, past) {
                return vec![people];
            }
            if let Some(person) = called_by_people(ctx, tree, at) {
                return vec![person];
            }
            if let Some(entity) = named(ctx, tree, at) {
                return vec![entity];
            }
            if let Some(entity) = again::read(ctx, tree, at, past) {
                return vec![entity];
            }
            let lemma = token.lemma.to_lowercase();
            let listed = ctx.pack.words("treaty_noun").has(&lemma);
            let listed = listed && !tells_stage(ctx, view, at);
            if let Some(one) = listed.then(|| instruments.read(ctx, tree, at, past)).flatten() {
                return vec![one];
            }
            describe::read(ctx, tree, at, past)
        }
        _ => Vec::new(),
    }
}

/// « les instruments de ratification »: papers of a stage of the text, not the text.
fn tells_stage(ctx: &Context<'_>, view: &super::tree::Tree<'_>, at: usize) -> bool {
    let lemma = |t: usize| view.token(t).lemma.to_lowercase();
    let any = ctx.pack.words("treaty_noun").get(&lemma(at), "kind") == Some("any");
    let list = ctx.pack.words("evoke");
    let stage = |d: usize| {
        let mut rows = list.find(&lemma(d)).filter(|row| list.cell(row, "upos") == "NOUN");
        matches!(view.case(d).as_str(), "de" | "of")
            && rows.any(|row| list.cell(row, "frame").starts_with("treaty."))
    };
    any && view.by(at, Relation::Nmod).any(stage)
}

/// « le Russe Oleg Sorokin », "the Dane Ole Ek": a person whose name stands behind that of the people they are of.
fn called_by_people(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let country = demonym(ctx, view.token(at).span)?;
    if matches!(view.token(at).deprel.base, Relation::Amod) {
        return None;
    }
    let person = borne(ctx, tree, at, 1)
        .filter(|it| it.of.is_none() || it.of.as_ref() == Some(&country.id))?;
    Some(Entity { of: Some(country.id.clone()), ..person })
}

/// The country that a word names by its people: « Russe ».
fn demonym<'a>(ctx: &Context<'a>, span: recoupe_model::Span) -> Option<&'a Entity> {
    ctx.covering(span).find_map(|mention| match &mention.kind {
        MentionKind::Name(country) if &*mention.rule == "name/demonym" => Some(country),
        _ => None,
    })
}

/// « 31 Arméniens »: inhabitants who are counted are people of that country, not the country.
fn inhabitants(ctx: &Context<'_>, tree: usize, at: usize, past: &[Seen]) -> Option<Entity> {
    let span = ctx.trees[tree].token(at).span;
    let demonym = demonym(ctx, span)?;
    let adjective = matches!(ctx.trees[tree].token(at).deprel.base, Relation::Amod);
    if adjective || !super::clause::is_counted(ctx, span) {
        return None;
    }
    Some(Entity { of: Some(demonym.id.clone()), ..describe::group(ctx, tree, at, past) })
}

fn is_nominal(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X | Upos::Sym)
}

/// Whether a token is a word of a name whose head is another.
fn inside_name(ctx: &Context<'_>, tree: usize, at: usize) -> bool {
    let view = &ctx.trees[tree];
    let Some(up) = view.head(at) else { return false };
    ctx.name_over(view.token(at).span.cover(view.token(up).span)).is_some()
}

/// The name that stands right behind a noun without a preposition: « la chaîne Brisane ».
///
/// Of things that bear a person's name (« le porte-avions Foch ») it is the thing.
fn called(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    // « le constructeur ferroviaire suisse Brisane »
    let adjective = |&t: &usize| view.token(t).deprel.base == Relation::Amod;
    let behind = (at + 1..view.len()).find(|t| !adjective(t) || view.head(*t) != Some(at))?;
    let next = view.token(behind);
    let bears = view.head(behind) == Some(at)
        && token.upos == Upos::Noun
        && next.upos == Upos::Propn
        && matches!(next.deprel.base, Relation::Flat | Relation::Appos | Relation::Nmod);
    let name =
        ctx.name_over(next.span).filter(|name| bears && name.span.start() == next.span.start())?;
    let lemma = token.lemma.to_lowercase();
    let body = ctx.pack.words("refer_noun").get(&lemma, "class") == Some("organisation");
    let own = if body { Class::Organisation } else { describe::class_of(ctx, token) };
    let mut entity = name.clone();
    match name.class {
        Class::Country | Class::Place | Class::Instrument => return None,
        Class::Organisation => {}
        _ if own == Class::Person => return None,
        _ => {
            entity.class = own;
            entity.id = EntityId::new(describe::prefix(own), &describe::slug(view, behind));
            entity.of = owner::belongs(ctx, tree, at, &[]);
        }
    }
    entity.span = entity.span.cover(token.span);
    ctx.words(entity.span).clone_into(&mut entity.text);
    Some(entity)
}

/// The name that a head is or bears: « Poutine », « le président russe Vladimir Poutine ».
fn named(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let lemma = view.token(at).lemma.to_lowercase();
    if let Some(entity) = ctx.name_over(view.token(at).span) {
        // "The State Secretary for Energy, Ana Ruiz": an office written like a name.
        let is_office = entity.class != Class::Country && ctx.pack.words("role_noun").has(&lemma);
        let bearer = if is_office { borne(ctx, tree, at, 2) } else { None };
        return bearer.or_else(|| Some(entity.clone()));
    }
    if !ctx.pack.words("role_noun").has(&lemma) && !is_trade(ctx, tree, at, &lemma) {
        return apposed::person(ctx, tree, at)
            .or_else(|| craft::christened(ctx, tree, at))
            .or_else(|| called(ctx, tree, at));
    }
    let mut entity = borne(ctx, tree, at, 2)?;
    if entity.of.is_none() {
        entity.of = owner::belongs(ctx, tree, at, &[]);
    }
    Some(entity)
}

/// Whether an unlisted noun is somebody's trade: « la violoniste Clara Petit », where a given and a family
/// name stand behind it; not « le pétrolier Clara Petit » nor « l'ouragan Clara ».
fn is_trade(ctx: &Context<'_>, tree: usize, at: usize, lemma: &str) -> bool {
    const BEARERS: [&str; 9] = [
        "goods_noun",
        "site_noun",
        "place_noun",
        "disaster_noun",
        "force_noun",
        "body_noun",
        "organisation_noun",
        "weapon",
        "craft_noun",
    ];
    let known = ctx.pack.words("refer_noun").has(lemma) || ctx.pack.words("treaty_noun").has(lemma);
    if known || BEARERS.into_iter().any(|list| ctx.pack.words(list).has(lemma)) {
        return false;
    }
    borne(ctx, tree, at, 1).is_some_and(|name| {
        let mut words = name.name.split(' ');
        let given =
            words.next().is_some_and(|word| ctx.pack.words("first_name").has(&word.to_lowercase()));
        given && words.next().is_some()
    })
}

/// The person whose name stands behind a title or office, also behind another title: « le chef de
/// la garde, le colonel X ».
fn borne(ctx: &Context<'_>, tree: usize, at: usize, steps: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let steps = steps.checked_sub(1)?;
    let bears = |&&d: &&usize| {
        let token = view.token(d);
        let rel = token.deprel.base;
        matches!(rel, Relation::Flat | Relation::Appos | Relation::Compound)
            || (rel == Relation::Nmod && view.case(d).is_empty())
    };
    let person = |&d: &usize| {
        let name = ctx.name_over(view.token(d).span);
        name.filter(|name| name.class == Class::Person).cloned()
    };
    let titled = |&d: &usize| {
        let lemma = view.token(d).lemma.to_lowercase();
        let title = ["role_noun", "title"].iter().any(|list| ctx.pack.words(list).has(&lemma));
        let renames = view.token(d).deprel.base == Relation::Appos;
        if title && renames { borne(ctx, tree, d, steps) } else { None }
    };
    let below = || view.dependents(at).iter().filter(bears);
    // "The Secretary for Energy, Ana Ruiz", « le ministre de la Défense Jean Roy », where a parser hangs the name on
    // the last noun of the office; not « le commandant du ferry Clara ».
    let behind_office = || {
        let is_office = |&d: &usize| !view.case(d).is_empty();
        let names = |d: usize| {
            let is_title = view.token(d).form.starts_with(char::is_uppercase);
            let is_behind = move |&name: &usize| is_title || apposed::follows_comma(view, name);
            view.by(d, Relation::Appos).filter(is_behind)
        };
        let names = view.by(at, Relation::Nmod).filter(is_office).flat_map(names);
        names.collect::<Vec<usize>>().iter().find_map(person)
    };
    below().find_map(person).or_else(|| below().find_map(titled)).or_else(behind_office)
}

/// Whether a common noun bears the name of a person (« le roi Harald »).
pub(crate) fn bears_name(ctx: &Context<'_>, tree: usize, at: usize) -> bool {
    let noun = ctx.trees[tree].token(at).upos == Upos::Noun;
    noun && borne(ctx, tree, at, 1).is_some()
}
