//! What a clause tells besides its arguments: places and amounts deeper inside it.

use recoupe_model::{Class, MentionKind, Quantity, Relation, Role, Upos, Value};

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
/// noun for a site (« le port de Sfax »).
pub(crate) fn place(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    if draft.has(Role::Place) {
        return;
    }
    let view = &ctx.trees[clause.tree];
    let taken = |span| draft.roles.values().flatten().any(|value| value.span() == span);
    let found = tokens(view, clause.head).into_iter().find_map(|t| {
        let token = view.token(t);
        if !matches!(token.deprel.base, Relation::Obl | Relation::Nmod) || ctx.is_time(token.span) {
            return None;
        }
        let mention = ctx.covering(token.span).find(|m| is_place(&m.kind))?;
        let MentionKind::Name(entity) = &mention.kind else { return None };
        let case = view.case(t);
        let behind = super::is_path(ctx, &case, "LOC") && !is_of_office(ctx, view, t)
            || matches!(&*case, "de" | "of") && is_of_a_site(ctx, view, t);
        (behind && !taken(entity.span)).then(|| entity.clone())
    });
    if let Some(place) = found {
        draft.add(Role::Place, Value::Entity(place));
    }
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
