//! Which time belongs to which predicate: the nearest above it in the tree.

use recoupe_model::{MentionKind, Relation, Time, Upos};

use super::{Clause, Kind};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// The times of one sentence by the predicate that they date.
#[derive(Debug)]
pub(crate) struct Times<'a> {
    by_token: Vec<Vec<&'a Time>>,
}

impl<'a> Times<'a> {
    /// Hangs each time of a sentence on a predicate.
    pub(crate) fn new(ctx: &Context<'a>, tree: usize, clauses: &[Clause]) -> Self {
        let view = &ctx.trees[tree];
        let mut kinds = vec![None; view.len()];
        for clause in clauses {
            kinds[clause.head] = Some(clause.kind);
        }
        let mut by_token: Vec<Vec<&'a Time>> = vec![Vec::new(); view.len()];
        for mention in ctx.mentions_in(view.sentence.span) {
            let MentionKind::Time(time) = &mention.kind else { continue };
            if time.is_dayless() || is_scope(ctx, view, time) {
                continue;
            }
            let at = owner(ctx, view, &kinds, time).or_else(|| headed(view, &kinds, time));
            if let Some(at) = at {
                by_token[at].push(time);
            }
            for at in dated_by_cleft(view, &kinds, time) {
                by_token[at].push(time);
            }
            for at in dated_by_relative(view, &kinds, time) {
                by_token[at].push(time);
            }
        }
        Self { by_token }
    }

    /// The times of a predicate.
    pub(crate) fn of(&self, at: usize) -> &[&'a Time] {
        self.by_token.get(at).map_or(&[], Vec::as_slice)
    }
}

/// « pour la première fois depuis trois ans »: the scope of a rank is no date.
fn is_scope(ctx: &Context<'_>, view: &Tree<'_>, time: &Time) -> bool {
    let start = view.sentence.span.start();
    let Some(before) = recoupe_model::Span::new(start, time.span.start()) else { return false };
    let before = ctx.words(before).trim_end().to_lowercase();
    let bare = ["depuis", "since", "in", "en"].iter().find_map(|word| before.strip_suffix(word));
    let before = bare.unwrap_or(&before).trim_end();
    ["première fois", "first time"].iter().any(|rank| before.ends_with(rank))
}

/// « Troisième acte, le 17 décembre : l'Assemblée vote »: the clause that a colon opens behind a time
/// and no verb.
fn headed(view: &Tree<'_>, kinds: &[Option<Kind>], time: &Time) -> Option<usize> {
    let colon = (0..view.len()).find(|&t| &*view.token(t).form == ":")?;
    let before = time.span.end() <= view.token(colon).span.start();
    if !before || (0..colon).any(|t| view.is_finite(t)) {
        return None;
    }
    let outer = |t: usize| view.ancestors(t).all(|up| up < colon || kinds[up].is_none());
    (colon + 1..view.len()).find(|&t| kinds[t].is_some_and(|it| it != Kind::Noun) && outer(t))
}

/// « C'est le 7 mai que le traité a été signé ».
fn dated_by_cleft(view: &Tree<'_>, kinds: &[Option<Kind>], time: &Time) -> Vec<usize> {
    let is_set_apart =
        |t: usize| view.focus(t).is_some_and(|it| time.span.overlaps(view.token(it).span));
    (0..view.len()).filter(|&t| kinds[t].is_some() && is_set_apart(t)).collect()
}

/// "October 2008, when an earthquake killed 70": the clause that a time is the time of.
fn dated_by_relative(view: &Tree<'_>, kinds: &[Option<Kind>], time: &Time) -> Vec<usize> {
    let inside = |t: usize| time.span.overlaps(view.token(t).span);
    let when = |t: usize| {
        view.by(t, Relation::Advmod)
            .chain(view.by(t, Relation::Obl))
            .chain(view.by(t, Relation::Mark))
            .any(|d| {
                let token = view.token(d);
                token.feats.has("PronType", "Rel")
                    || token.feats.has("PronType", "Int")
                    || matches!(&*token.lemma, "when" | "où")
            })
    };
    // The word before « when », whatever the tree hangs the clause on.
    let after = |t: usize| {
        let first = view.subtree(t, |_| false).first().copied().unwrap_or(t);
        (0..first).rev().find(|&b| view.token(b).upos != Upos::Punct).is_some_and(inside)
    };
    let up = |t: usize| view.head(t).is_some_and(|up| up < t && inside(up));
    (0..view.len())
        .filter(|&t| {
            kinds[t].is_some()
                && matches!(view.token(t).deprel.base, Relation::Acl | Relation::Advcl)
        })
        .filter(|&t| when(t) && (up(t) || after(t)))
        .collect()
}

/// The predicate that a time dates.
fn owner(ctx: &Context<'_>, view: &Tree<'_>, kinds: &[Option<Kind>], time: &Time) -> Option<usize> {
    let inside = |t: &usize| time.span.overlaps(view.token(*t).span);
    let first = (0..view.len()).find(inside)?;
    let top = (first..view.len())
        .take_while(inside)
        .find(|&t| view.head(t).is_none_or(|up| !time.span.overlaps(view.token(up).span)))?;
    let mut below = top;
    let mut here = view.head(top)?;
    for _ in 0..view.len() {
        if kinds[here].is_some() {
            if let Some(main) = super::repair::inserted_owner(view, here, top) {
                return kinds[main].is_some().then(|| carried(ctx, view, kinds, main, top));
            }
            if let Some(before) = subject_before(view, kinds, here, top)
                .or_else(|| participle_before(view, kinds, here, top))
            {
                return Some(before);
            }
            return Some(carried(ctx, view, kinds, here, top));
        }
        // « le début de l'offensive en 2022 ».
        let inner =
            view.by(here, Relation::Nmod).find(|&d| d < top && kinds[d] == Some(Kind::Noun));
        if let Some(inner) = inner.filter(|_| below == top) {
            return Some(inner);
        }
        if blocks(view, below, here, below == top) {
            return None;
        }
        below = here;
        here = view.head(here)?;
    }
    None
}

/// « La visite du roi en mai a déçu »: a time between an event noun and its verb is the noun's.
fn subject_before(
    view: &Tree<'_>,
    kinds: &[Option<Kind>],
    verb: usize,
    time: usize,
) -> Option<usize> {
    let noun =
        view.by(verb, Relation::Nsubj).find(|&n| kinds[n] == Some(Kind::Noun) && n < time)?;
    let between = time < verb && (noun..time).all(|t| view.token(t).upos != Upos::Punct);
    between.then_some(noun)
}

/// "The deal signed in Oslo on 4 May took effect": nor is a time right behind a participle of the
/// subject the verb's.
fn participle_before(
    view: &Tree<'_>,
    kinds: &[Option<Kind>],
    verb: usize,
    time: usize,
) -> Option<usize> {
    let subject = view.by(verb, Relation::Nsubj).find(|&n| n < time && time < verb)?;
    let inside = |t: &usize| (*t < time) && kinds[*t].is_some() && !view.is_finite(*t);
    let participle = view.by(subject, Relation::Acl).find(inside)?;
    let joined = (participle..time).all(|t| view.token(t).upos != Upos::Punct);
    joined.then_some(participle)
}

/// Whether a time that hangs on a noun tells about the noun alone (« le budget de 2024 »).
fn blocks(view: &Tree<'_>, below: usize, noun: usize, direct: bool) -> bool {
    let token = view.token(noun);
    if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) {
        return false;
    }
    let case = view.case(below);
    direct && (case == "de" || case == "of" || view.token(below).deprel.is_sub("poss"))
}

/// « pourrait, d'ici 2026, fournir »: a time of a verb that only carries another is the other's.
fn carried(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    kinds: &[Option<Kind>],
    mut at: usize,
    top: usize,
) -> usize {
    for _ in 0..3 {
        let carrier = ctx.pack.words("aspect_verb").has(&view.token(at).lemma.to_lowercase());
        let below = view.by(at, Relation::Xcomp).find(|&x| kinds[x].is_some() && x != top);
        match below.filter(|_| carrier) {
            Some(below) => at = below,
            None => break,
        }
    }
    at
}
