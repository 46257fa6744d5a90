//! When, where and how many: what any kind of happening may have beside its arguments.

use recoupe_model::{Class, Entity, MentionKind, Relation, Role, Span, Time, Value};

use crate::claim::clause::{Clause, Kind, Times};
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::{fill, refer};
use crate::lang::Frame;

/// The amount that a filled argument counts.
pub(super) fn quantity(
    ctx: &Context<'_>,
    frame: &Frame,
    clause: &Clause,
    heads: &[usize],
    draft: &mut Draft,
) {
    if frame.slot(Role::Quantity).is_none() || draft.has(Role::Quantity) {
        return;
    }
    let view = &ctx.trees[clause.tree];
    for &head in heads {
        // « 12 morts et 30 blessés »: what a noun counts is its own.
        let parts = if head == clause.head { vec![head] } else { fill::joined(ctx, view, head) };
        for part in parts {
            // « Les Vingt-Sept »: a number that is a name counts nothing.
            let is_name = |span: Span| ctx.name_over(span).is_some_and(|name| name.span == span);
            let amount = fill::quantity(ctx, clause.tree, part);
            if let Some(amount) = amount.filter(|it| !is_name(it.span)) {
                draft.add(Role::Quantity, Value::Quantity(amount));
            }
        }
    }
    // « un séisme de magnitude 6,4 », « la livraison de 40 chars ».
    let disaster = &*draft.frame == "disaster";
    for &head in heads.iter().filter(|&&head| head == clause.head || disaster) {
        if !draft.has(Role::Quantity) {
            let amounts = fill::amounts_in(ctx, clause.tree, head);
            // The strength of a shock, not how many it killed.
            let own = |q: &recoupe_model::Quantity| !disaster || q.unit == "magnitude";
            if let Some(amount) = amounts.into_iter().find(own) {
                draft.add(Role::Quantity, Value::Quantity(amount));
            }
        }
    }
}

/// The first locative that no role has taken; gives its head.
pub(super) fn place(
    ctx: &Context<'_>,
    frame: &Frame,
    clause: &Clause,
    heads: &[usize],
    draft: &mut Draft,
) -> Option<usize> {
    if frame.slot(Role::Place).is_none() || draft.has(Role::Place) {
        return None;
    }
    let mut args: Vec<_> = clause.args.iter().collect();
    args.sort_by_key(|arg| (arg.via && !heads.contains(&arg.head), arg.head.abs_diff(clause.head)));
    for arg in args {
        let locative = super::is_path(ctx, &arg.path, "LOC");
        let taken = heads.contains(&arg.head) || draft.arguments.contains(&arg.head);
        if !locative || taken || draft_has(draft, arg.head, ctx, clause.tree) {
            continue;
        }
        if let Some(entity) = located(ctx, clause.tree, arg.head) {
            draft.add(Role::Place, Value::Entity(entity));
            return Some(arg.head);
        }
    }
    None
}

fn draft_has(draft: &Draft, head: usize, ctx: &Context<'_>, tree: usize) -> bool {
    let span = ctx.trees[tree].token(head).span;
    draft.roles.values().flatten().any(|value| value.span().contains(span))
}

/// A phrase as a place: a name, or a description around one (« la gare d'Ungheni »).
pub(crate) fn located(ctx: &Context<'_>, tree: usize, head: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    if ctx.is_time(view.token(head).span) {
        return None;
    }
    let entity = refer::entity(ctx, tree, head)?;
    if matches!(entity.class, Class::Country | Class::Place)
        && ctx.name_over(view.token(head).span).is_some()
    {
        return Some(entity);
    }
    if let Some(site) = named_site(ctx, &entity).or_else(|| town_like_a_person(ctx, tree, head)) {
        return Some(site);
    }
    let lemma = view.token(head).lemma.to_lowercase();
    if ctx.pack.words("site_noun").has(&lemma) || entity.class == Class::Place {
        let name = |m: &&recoupe_model::Mention| matches!(&m.kind, MentionKind::Name(e) if matches!(e.class, Class::Place | Class::Country));
        // The words of the whole description, the id of the name in it.
        let inner = view
            .by(head, Relation::Nmod)
            .chain(view.by(head, Relation::Flat))
            .chain(view.by(head, Relation::Appos));
        let named =
            inner.into_iter().find_map(|d| ctx.mentions_in(view.span(&view.phrase(d))).find(name));
        let Some(mention) = named else { return Some(entity) };
        let MentionKind::Name(named) = &mention.kind else { return Some(entity) };
        let (id, of) = (named.id.clone(), named.of.clone());
        return Some(Entity {
            class: Class::Place,
            id,
            of,
            ..described(ctx, entity, mention.span)
        });
    }
    // "Under the Banjul Truce": an instrument is no place.
    let is_instrument = ["instrument_noun", "ceasefire_noun", "treaty_noun"]
        .into_iter()
        .any(|list| ctx.pack.words(list).has(&lemma));
    let unknown = view.token(head).upos == recoupe_model::Upos::Propn
        && !is_instrument
        && ctx.name_over(view.token(head).span).is_none();
    unknown.then(|| as_place(entity))
}

/// A house that bears a name (« au Centre Amahoro », "at the Lindqvist Conference Centre"), also where it is taken for
/// those who work in it.
fn named_site(ctx: &Context<'_>, entity: &Entity) -> Option<Entity> {
    let named = ctx.name_over(entity.span).is_some();
    if !named || !matches!(entity.class, Class::Organisation | Class::Thing | Class::Group) {
        return None;
    }
    let mut words = entity.name.split_whitespace();
    let ends = [words.next(), words.next_back()];
    let list = ctx.pack.words("site_noun");
    let is_site = |word: &str| list.has(&word.to_lowercase());
    if !ends.into_iter().flatten().any(is_site) {
        return None;
    }
    Some(Entity { of: None, ..as_place(entity.clone()) })
}

/// An entity taken for a place.
fn as_place(entity: Entity) -> Entity {
    let key = entity.id.as_str().split_once(':').map_or("", |(_, key)| key);
    Entity { id: recoupe_model::EntityId::new("place", key), class: Class::Place, ..entity }
}

/// "arrested in Rose Hill": nobody is a place, so that a bare name of which only its first word says that it may be
/// somebody's is a town's.
fn town_like_a_person(ctx: &Context<'_>, tree: usize, head: usize) -> Option<Entity> {
    let view = &ctx.trees[tree];
    let entity = ctx.name_over(view.token(head).span).filter(|it| it.class == Class::Person)?;
    let is_bare =
        view.by(head, Relation::Nmod).chain(view.by(head, Relation::Appos)).next().is_none();
    let is_told_of = |mention: &&recoupe_model::Mention| match &mention.kind {
        MentionKind::Name(other) => other.id == entity.id && other.span != entity.span,
        _ => false,
    };
    let whole = Span::new(0, ctx.document.text.len()).unwrap_or_default();
    let is_met_again = ctx.mentions_in(whole).any(|it| is_told_of(&it));
    let is_located = ctx.pack.words("town_case").has(&view.case(head));
    let is_town = is_bare && !is_met_again && is_located;
    is_town.then(|| Entity { of: None, ..as_place(entity.clone()) })
}

/// A description down to the name in it: « dépôt de carburant à Moukalla ».
pub(super) fn described(ctx: &Context<'_>, entity: Entity, name: Span) -> Entity {
    if name.start() < entity.span.end() {
        return entity;
    }
    let span = entity.span.cover(name);
    let text = ctx.words(span).to_owned();
    let from = text.find(&entity.name).unwrap_or(0);
    Entity { name: text[from..].to_owned(), text, span, ..entity }
}

/// The times of the predicate and of the verb that carries it.
pub(super) fn time(
    ctx: &Context<'_>,
    frame: &Frame,
    clause: &Clause,
    (times, heads): (&Times<'_>, &[usize]),
    draft: &mut Draft,
) -> bool {
    if frame.slot(Role::Time).is_none() || draft.has(Role::Time) {
        return false;
    }
    let own = times.of(clause.head);
    let lent = clause.support.map_or(&[][..], |carrier| times.of(carrier));
    // « a mis son veto samedi »: a day under a noun that is a part of the verb is the verb's.
    let is_part = |head: &&usize| own.is_empty() && lent.is_empty() && !heads.contains(head);
    let parts: Vec<usize> = draft.arguments.iter().filter(is_part).copied().collect();
    let under = parts.iter().flat_map(|&part| times.of(part));
    for time in own.iter().chain(lent).chain(under) {
        let mut time = (*time).clone();
        // « en vigueur depuis le 14 février »: it entered into force on the day from which it is.
        if &*draft.frame == "treaty.enter_into_force" && clause.kind != Kind::Verb {
            time.to = time.to.or_else(|| time.from.filter(|_| tells_first_day(ctx, &time)));
        }
        draft.add(Role::Time, Value::Time(time));
    }
    draft.has(Role::Time)
}

/// Whether the words of a stretch tell the day with which it begins: « depuis le 14 février », "since Monday"; not
/// « depuis février ».
fn tells_first_day(ctx: &Context<'_>, time: &Time) -> bool {
    let Some(first) = time.from else { return false };
    let list = ctx.pack.words("time_word");
    time.text.to_lowercase().split_whitespace().any(|word| {
        let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        number.parse() == Ok(first.day())
            || list.find(word).any(|row| list.cell(row, "class") == "weekday")
    })
}
