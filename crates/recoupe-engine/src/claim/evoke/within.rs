//! What a clause tells besides its arguments: places and amounts deeper inside it.

use recoupe_model::{Class, MentionKind, Quantity, Relation, Role, Upos, Value};

use super::adjunct;
use crate::claim::clause::Clause;
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::fill;
use crate::claim::tree::Tree;

/// The tokens of a clause without those of the clauses that hang on it.
fn tokens(view: &Tree<'_>, head: usize) -> Vec<usize> {
    let other_clause = |d: usize| {
        use Relation::{Acl, Advcl, Ccomp, Conj, Csubj, Parataxis, Xcomp};
        let token = view.token(d);
        let verbal = matches!(token.upos, Upos::Verb | Upos::Aux)
            || view.first(d, Relation::Cop).is_some()
            || view.first(d, Relation::Nsubj).is_some();
        match token.deprel.base {
            Acl | Advcl | Ccomp | Csubj | Parataxis => true,
            Conj | Xcomp => verbal,
            _ => false,
        }
    };
    view.subtree(head, other_clause)
}

/// Names the place of a draft that has none: the first named place inside the clause that stands
/// behind a preposition of place (« un dépôt proche de la gare à Sfax »), or behind « de » under a
/// noun for a site (« le port de Sfax »). Of a place that is only described (« a détruit un entrepôt à Sfax ») it tells
/// where that is.
pub(crate) fn place(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    match draft.of(Role::Place) {
        [] => {
            if let Some(place) = named(ctx, clause, draft, 0) {
                draft.add(Role::Place, Value::Entity(place));
            }
        }
        [Value::Entity(site)] if ctx.mentions_in(site.span).all(|m| !is_place(&m.kind)) => {
            let site = site.clone();
            let Some(name) = named(ctx, clause, draft, site.span.end()) else { return };
            let (id, of) = (name.id.clone(), name.of.clone());
            let whole = adjunct::described(ctx, site, name.span);
            let place = recoupe_model::Entity { class: Class::Place, id, of, ..whole };
            draft.roles.insert(Role::Place, vec![Value::Entity(place)]);
        }
        _ => {}
    }
}

/// The named place inside a clause, behind a byte of the text.
fn named(
    ctx: &Context<'_>,
    clause: &Clause,
    draft: &Draft,
    from: usize,
) -> Option<recoupe_model::Entity> {
    let view = &ctx.trees[clause.tree];
    let taken = |span| draft.roles.values().flatten().any(|value| value.span() == span);
    let name = |t: usize| {
        let token = view.token(t);
        if !matches!(token.deprel.base, Relation::Obl | Relation::Nmod)
            || ctx.is_time(token.span)
            || token.span.start() < from
        {
            return None;
        }
        let mention = ctx.covering(token.span).find(|m| is_place(&m.kind))?;
        let MentionKind::Name(entity) = &mention.kind else { return None };
        (!taken(entity.span)).then(|| entity.clone())
    };
    // What is told of where comes before what a site is called by, which may be that of who acts (« le chef du
    // front du Kivu a signé à Goma »).
    let inside = tokens(view, clause.head);
    let is_at =
        |t: &&usize| super::is_path(ctx, &view.case(**t), "LOC") && !is_of_office(ctx, view, **t);
    let is_of = |t: &&usize| {
        matches!(&*view.case(**t), "de" | "of")
            && (is_of_a_site(ctx, view, **t) || is_told_by_direction(ctx, view, **t))
    };
    let located = inside.iter().filter(is_at).find_map(|&t| name(t));
    located.or_else(|| inside.iter().filter(is_of).find_map(|&t| name(t)))
}

/// A town or region; a country would as often be somebody who acts.
fn is_place(kind: &MentionKind) -> bool {
    matches!(kind, MentionKind::Name(entity) if entity.class == Class::Place)
}

/// Whether a name hangs on a noun for a site: « le port de », not « le maire de », « l'accord de ».
fn is_of_a_site(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let Some(noun) = view.head(at).map(|up| view.token(up)) else { return false };
    let lemma = noun.lemma.to_lowercase();
    noun.upos == Upos::Noun
        && ["site_noun", "place_noun"].into_iter().any(|list| ctx.pack.words(list).has(&lemma))
}

/// Whether a name stands behind a direction and its preposition: "waters east of Hualien".
fn is_told_by_direction(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let case = view.by(at, Relation::Case).min();
    let before = case.and_then(|case| case.checked_sub(1)).map(|t| view.token(t));
    before.is_some_and(|it| ctx.pack.words("direction").has(&it.form.to_lowercase()))
}

/// Whether a name is where somebody named by the way is in office: « sous l'œil de l'ambassadeur à Quito ».
fn is_of_office(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let Some(noun) = view.head(at).map(|up| view.token(up)) else { return false };
    matches!(noun.deprel.base, Relation::Nmod | Relation::Appos)
        && ctx.pack.words("role_noun").has(&noun.lemma.to_lowercase())
}

/// The amounts inside a clause that no role holds yet.
pub(crate) fn amounts(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    if draft.has(Role::Quantity) {
        return;
    }
    let view = &ctx.trees[clause.tree];
    let span = view.sentence.span;
    let inside = tokens(view, clause.head);
    let holds = |amount: &&Quantity| {
        inside
            .iter()
            .any(|&t| amount.span.contains(view.token(t).span) && !ctx.is_time(amount.span))
    };
    let found: Vec<Quantity> = fill::quantities(ctx, span).filter(holds).cloned().collect();
    for amount in found {
        draft.add(Role::Quantity, Value::Quantity(amount));
    }
}
