//! Whether the subject of a verb does it or has it done to it.

use recoupe_model::{Class, Relation, Upos};

use super::is_past;
use super::verb::{is_reflexive, is_reflexive_word};
use crate::claim::context::Context;
use crate::claim::tree::Tree;
use crate::lang::Row;

/// Whether the subject of a verb is what it is done to.
pub(super) fn is_passive(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let auxiliary = view.has_sub(at, Relation::Aux, "pass");
    let done_to = |d: usize| !is_reflexive_word(ctx, view, d) && !ctx.is_time(view.token(d).span);
    let clausal = matches!(token.deprel.base, Relation::Acl | Relation::Advcl);
    // "Norway delivered six boats": a past tense that looks like a participle.
    if !auxiliary
        && !clausal
        && view.by(at, Relation::Nsubj).any(|d| !view.token(d).deprel.is_sub("pass"))
        && view.by(at, Relation::Obj).any(done_to)
    {
        return false;
    }
    if is_reflexive(ctx, view, at) && !auxiliary {
        return false;
    }
    if !auxiliary && does(ctx, view, at) {
        return false;
    }
    if is_past(&token.feats) && has_been(ctx, view, at) {
        return true;
    }
    if auxiliary || view.has_sub(at, Relation::Nsubj, "pass") {
        return !is_intransitive(ctx, view, at);
    }
    if shares_harm(ctx, view, at) {
        return true;
    }
    if !is_past(&token.feats) || is_intransitive(ctx, view, at) {
        return false;
    }
    // Without agreement, a bare participle with a plain subject is a past tense.
    if !clausal
        && token.feats.get("Gender").is_none()
        && view.by(at, Relation::Nsubj).next().is_some()
    {
        return false;
    }
    // « 14 personnes ont été tuées et 80 autres blessées »: the second shares the auxiliary.
    let bare = view.by(at, Relation::Aux).next().is_none();
    if !bare {
        let auxiliary =
            |a: usize| ctx.pack.words("passive_auxiliary").has(&view.token(a).lemma.to_lowercase());
        let last = view.by(at, Relation::Aux).last();
        return last.is_some_and(auxiliary);
    }
    match token.deprel.base {
        Relation::Conj => token
            .head
            .is_some_and(|up| view.token(up).head != Some(at) && is_passive_up(ctx, view, up)),
        _ => true,
    }
}

/// « a été sortie », "has been fallen upon": behind the participle of the auxiliary of the passive, also a verb that has
/// the same auxiliary in its perfect is done to its subject.
fn has_been(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let list = ctx.pack.words("passive_auxiliary");
    view.by(at, Relation::Aux).any(|a| {
        let auxiliary = view.token(a);
        is_past(&auxiliary.feats)
            && auxiliary.feats.has("VerbForm", "Part")
            && list.has(&auxiliary.lemma.to_lowercase())
    })
}

/// "Minister Ana Ruiz signed for the cabinet": of a verb that is never done to somebody, who stands before its
/// bare past does it, though the form is that of the participle too.
fn does(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let bare = view.by(at, Relation::Aux).next().is_none()
        && view.by(at, Relation::Cop).next().is_none()
        && token.feats.get("Gender").is_none();
    let list = ctx.pack.words("doing_verb");
    if !bare || !list.has(&token.lemma.to_lowercase()) {
        return false;
    }
    let hangs = matches!(token.deprel.base, Relation::Acl).then_some(token.head).flatten();
    let before = view.by(at, Relation::Nsubj).chain(hangs).find(|&d| d < at);
    before.is_some_and(|who| {
        let lemma = view.token(who).lemma.to_lowercase();
        let listed = |it: &str| ctx.pack.words(it).has(&lemma);
        ["role_noun", "people_noun", "person_noun", "body_noun"].into_iter().any(listed)
            || ctx.name_over(view.token(who).span).is_some_and(|name| name.class == Class::Person)
    })
}

/// "Three were killed and seven wounded": what was done to a bare number beside a passive.
fn shares_harm(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let Some(up) = token.head.filter(|_| token.deprel.base == Relation::Conj) else { return false };
    let number = |d: usize| view.token(d).upos == Upos::Num;
    let bare = view.first(at, Relation::Obj).is_none() && view.first(at, Relation::Aux).is_none();
    let list = ctx.pack.words("evoke");
    let harms = |row: &Row| {
        list.cell(row, "frame") == "casualties" && list.cell(row, "args").contains("obj!")
    };
    view.by(at, Relation::Nsubj).any(number)
        && bare
        && view.has_sub(up, Relation::Aux, "pass")
        && list.find(&token.lemma.to_lowercase()).any(harms)
}

/// [`is_passive`] of a conjunct's head, one level at a time so that odd trees end.
fn is_passive_up(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let passive = view.has_sub(at, Relation::Nsubj, "pass")
        || view.has_sub(at, Relation::Aux, "pass")
        || (is_past(&token.feats) && view.by(at, Relation::Aux).next().is_none());
    passive && !is_intransitive(ctx, view, at)
}

pub(super) fn is_intransitive(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    ctx.pack.words("intransitive_verb").has(&view.token(at).lemma.to_lowercase())
}
