//! « …, a déclaré X »: verbs of saying put into or after what is said, seen by their place.
//!
//! Trees often make such a verb the root, or its subject an object; the order of the words
//! is surer: after a comma or a mark come clitics, the verb, and then who speaks.

use recoupe_model::{MentionKind, Relation, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::source;
use super::verb::{self, Shape, form};

/// Words between the break and the verb, and between the verb and who speaks.
const NEAR: usize = 4;
const FAR: usize = 14;

/// A verb of saying with its subject behind it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Insert {
    /// The verb.
    pub(crate) verb: usize,
    /// Head of the words that name who speaks.
    pub(crate) speaker: usize,
    /// First token of the insert.
    from: usize,
    /// The token after its last.
    to: usize,
}

impl Insert {
    /// Whether a token is part of the insert.
    pub(crate) fn holds(&self, at: usize) -> bool {
        (self.from..self.to).contains(&at)
    }
}

/// All inserts of a sentence, in text order.
pub(crate) fn all(ctx: &Context<'_>, tree: &Tree<'_>) -> Vec<Insert> {
    (0..tree.len()).filter_map(|verb| of(ctx, tree, verb)).collect()
}

/// The insert that a verb makes, if it does.
pub(crate) fn of(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<Insert> {
    let entry = verb::entry(ctx, tree, verb).filter(|entry| entry.takes(Shape::Quote))?;
    named_twice(ctx, tree, verb)
        .or_else(|| inverted(ctx, tree, verb, entry.known_only))
        // « … : Rome réagirait » has not spoken.
        .or_else(|| straight(tree, verb).filter(|_| !tree.token(verb).feats.has("Mood", "Cnd")))
        // « …, le traité conclu en mai avec Rome, … » has not spoken either.
        .filter(|_| !is_bare_participle(tree, verb))
}

/// A past participle that says something of a noun, without a helping verb.
fn is_bare_participle(tree: &Tree<'_>, verb: usize) -> bool {
    let token = tree.token(verb);
    token.deprel.base == Relation::Acl
        && token.feats.has("VerbForm", "Part")
        && tree.first(verb, Relation::Aux).is_none()
}

/// "…, the ministry said.": a subject and the verb alone between marks, behind a clause.
fn straight(tree: &Tree<'_>, verb: usize) -> Option<Insert> {
    // « …: le recours est déclaré irrecevable » tells what was declared.
    if tree.by(verb, Relation::Nsubj).any(|s| tree.token(s).deprel.is_sub("pass")) {
        return None;
    }
    let mut first = verb;
    loop {
        let before = first.checked_sub(1)?;
        match tree.token(before).upos {
            Upos::Punct
                if verb - first > 0
                    && !matches!(&*tree.token(before).form, "(" | "-" | "«" | "“") =>
            {
                break;
            }
            Upos::Punct if &*tree.token(before).form == "-" => first = before,
            Upos::Verb | Upos::Sconj | Upos::Cconj | Upos::Punct => return None,
            _ if verb - before > FAR => return None,
            _ => first = before,
        }
    }
    let end =
        (verb + 1..tree.len()).find(|&t| tree.token(t).upos == Upos::Punct).unwrap_or(tree.len());
    let is_verbal = |t: usize| matches!(tree.token(t).upos, Upos::Verb | Upos::Sconj | Upos::Aux);
    let told = (0..first).any(is_verbal) && !(verb + 1..end).any(is_verbal);
    // A colon or an opening mark behind the verb opens what is said.
    let opens = end < tree.len() && matches!(&*tree.token(end).form, ":" | "«" | "“" | "—");
    if !told || opens || end > verb + 1 + FAR || has_bare_object(tree, verb, end) {
        return None;
    }
    let subject = |t: &usize| tree.token(*t).deprel.base == Relation::Nsubj;
    let nominal = |t: &usize| matches!(tree.token(*t).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let outer = |t: &usize| tree.head(*t).is_none_or(|head| !(first..verb).contains(&head));
    let speaker = (first..verb)
        .find(|t| subject(t) && nominal(t))
        .or_else(|| (first..verb).rev().find(|t| nominal(t) && outer(t)))?;
    Some(Insert { verb, speaker, from: first, to: end })
}

/// "…, a spokeswoman for the prosecutor, Zuzana Palkova, told reporters.": who speaks stands before the verb by office and
/// by name, between commas, behind a clause.
fn named_twice(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<Insert> {
    let is_comma = |t: usize| &*tree.token(t).form == ",";
    let nominal = |t: &usize| matches!(tree.token(*t).upos, Upos::Noun | Upos::Propn);
    let breaks = |t: usize| {
        matches!(tree.token(t).upos, Upos::Verb | Upos::Sconj | Upos::Cconj | Upos::Punct)
            || tree.token(t).feats.has("PronType", "Rel")
    };
    // A phrase that ends before a comma, and the comma before it.
    let phrase = |close: usize| {
        let open = (close.saturating_sub(FAR)..close).rev().find(|&t| breaks(t))?;
        let inside = open + 1..close;
        (is_comma(open) && inside.clone().any(|t| nominal(&t))).then_some((open, inside))
    };
    let close = verb.checked_sub(1).filter(|&t| is_comma(t) && tree.is_finite(verb))?;
    let (between, second) = phrase(close)?;
    let (first_comma, first) = phrase(between)?;
    let is_office = |t: usize| {
        let lemma = tree.token(t).lemma.to_lowercase();
        ["role_noun", "source_noun"].iter().any(|list| ctx.pack.words(list).has(&lemma))
    };
    let is_name = |t: usize| tree.token(t).upos == Upos::Propn;
    let has =
        |of: &std::ops::Range<usize>, is_meant: &dyn Fn(usize) -> bool| of.clone().any(is_meant);
    let are_two = has(&first, &is_office) && has(&second, &is_name)
        || has(&first, &is_name) && has(&second, &is_office);
    let end =
        (verb + 1..tree.len()).find(|&t| tree.token(t).upos == Upos::Punct).unwrap_or(tree.len());
    let is_verbal = |t: usize| matches!(tree.token(t).upos, Upos::Verb | Upos::Sconj);
    let is_told = (0..first_comma).any(|t| tree.is_finite(t)) && !(verb + 1..end).any(is_verbal);
    let opens = end < tree.len() && !matches!(&*tree.token(end).form, "." | "," | ";");
    if !are_two || !is_told || opens || has_bare_object(tree, verb, end) {
        return None;
    }
    let is_meant = |t: &usize| nominal(t) && (is_office(*t) || is_name(*t));
    let speaker = first.clone().find(is_meant)?;
    Some(Insert { verb, speaker, from: first.start, to: end })
}

/// "…, the ministry said nothing": then it says that, not what stands before.
fn has_bare_object(tree: &Tree<'_>, verb: usize, end: usize) -> bool {
    tree.by(verb, Relation::Obj).any(|o| {
        (verb + 1..end).contains(&o)
            && tree.first(o, Relation::Case).is_none()
            && tree.token(o).upos == Upos::Pron
    })
}

/// « …, a déclaré X ».
fn inverted(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize, known_only: bool) -> Option<Insert> {
    let finite = |t: usize| tree.token(t).feats.has("VerbForm", "Fin");
    let from = opening(tree, verb).filter(|&from| (from..=verb).any(finite))?;
    // « X, venu hier, a appelé les parties au calme »: who speaks stands before, and who is
    // asked behind.
    let asks = verb::entry(ctx, tree, verb).is_some_and(|e| e.stance == verb::Stance::Demands);
    let own = tree.by(verb, Relation::Nsubj).any(|s| s < from && !is_clitic(tree, s));
    // « Les élus, qui protestent, ont promis de saisir la Cour »
    let holds =
        [Relation::Xcomp, Relation::Ccomp].into_iter().any(|it| tree.first(verb, it).is_some());
    if own && (asks || holds) {
        return None;
    }
    let after = |from: usize| (from..tree.len()).find(|&t| tree.token(t).upos != Upos::Adv);
    let helper = after(verb + 1)
        .filter(|&t| tree.head(t) == Some(verb) && verb::is_compound(ctx, tree, verb, t));
    let next = after(helper.unwrap_or(verb) + 1)?;
    let opens = matches!(&*tree.token(next).form, ":" | "«" | "“" | "\"");
    if opens
        || tree.token(next).upos == Upos::Sconj
        || tree.token(next).feats.has("VerbForm", "Inf")
    {
        return None;
    }
    let speaker = clitic(tree, from, verb).or_else(|| behind(ctx, tree, verb))?;
    // "The minister, who left, said Norway had paid": who stands behind acts by another verb.
    let of_other = tree.token(speaker).deprel.base == Relation::Nsubj
        && tree.head(speaker).is_some_and(|up| up != verb && tree.is_finite(up));
    if own && (of_other || is_addressee(tree, verb, speaker)) {
        return None;
    }
    let helped = tree.by(verb, Relation::Aux).any(|a| verb::is_compound(ctx, tree, a, verb));
    let known = || {
        source::is_source_noun(ctx, tree, speaker) || source::speaks(ctx, tree, speaker).is_some()
    };
    let clear = is_clitic(tree, speaker)
        || (helper.is_some() || helped) && known()
        || speaks(ctx, tree, verb, speaker, known_only);
    if !clear {
        return None;
    }
    let clauses = [Relation::Acl, Relation::Parataxis, Relation::Conj, Relation::Advcl];
    let words =
        tree.subtree(speaker, |d| d < speaker || clauses.contains(&tree.token(d).deprel.base));
    let last = words.last().copied().unwrap_or(speaker).max(verb);
    let to =
        (last + 1..tree.len()).find(|&t| tree.token(t).upos == Upos::Punct).unwrap_or(tree.len());
    Some(Insert { verb, speaker, from, to })
}

/// "The general, its chief, told diplomats that …": who stands behind is told it.
fn is_addressee(tree: &Tree<'_>, verb: usize, noun: usize) -> bool {
    let relation = tree.token(noun).deprel.base;
    let told = || {
        let next = (noun + 1..tree.len()).find(|&t| tree.token(t).upos != Upos::Adv);
        next.is_some_and(|t| tree.token(t).upos == Upos::Sconj)
    };
    tree.head(noun) == Some(verb)
        && (relation == Relation::Iobj || relation == Relation::Obj && told())
}

/// The first token of the verb group, when a comma or a mark stands right before it.
fn opening(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut first = verb;
    while verb - first < NEAR {
        let before = first.checked_sub(1)?;
        match tree.token(before).upos {
            Upos::Aux | Upos::Adv | Upos::Part => first = before,
            Upos::Pron if is_clitic(tree, before) || is_object(tree, before) => first = before,
            Upos::Punct if &*tree.token(before).form != "(" && before > 0 => return Some(first),
            _ => return None,
        }
    }
    None
}

fn is_object(tree: &Tree<'_>, at: usize) -> bool {
    matches!(
        &*form(tree, at),
        "s'" | "s’" | "se" | "lui" | "leur" | "nous" | "y" | "en" | "me" | "m'" | "m’"
    )
}

/// « -t-il », « -on ».
fn is_clitic(tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    token.upos == Upos::Pron && (token.form.starts_with('-') || token.form.starts_with("t-"))
}

fn clitic(tree: &Tree<'_>, from: usize, verb: usize) -> Option<usize> {
    (from..tree.len().min(verb + 3)).find(|&t| is_clitic(tree, t))
}

/// The first noun behind the verb that stands bare and can be a subject.
fn behind(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let end = tree.len().min(verb + FAR);
    let bare = |&t: &usize| {
        let token = tree.token(t);
        let nominal =
            matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj);
        let head_inside = tree.head(t).is_some_and(|head| head > verb && head < end && head != t);
        let outer = matches!(
            token.deprel.base,
            Relation::Nsubj
                | Relation::Obj
                | Relation::Obl
                | Relation::Ccomp
                | Relation::Xcomp
                | Relation::Dep
                | Relation::Advcl
                | Relation::Iobj
        );
        nominal
            && (outer || !head_inside)
            && tree.first(t, Relation::Case).is_none()
            && !is_time(ctx, tree, t)
    };
    let mut candidates: Vec<usize> =
        (verb + 1..end).take_while(|&t| tree.token(t).upos != Upos::Sconj).filter(bare).collect();
    if let Some(at) = candidates
        .iter()
        .position(|&t| tree.token(t).deprel.base == Relation::Nsubj && tree.head(t) == Some(verb))
    {
        return Some(candidates.swap_remove(at));
    }
    candidates.first().copied()
}

fn is_time(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    ctx.mentions_in(tree.token(at).span).any(|mention| matches!(mention.kind, MentionKind::Time(_)))
        || ctx
            .mentions
            .iter()
            .any(|m| matches!(m.kind, MentionKind::Time(_)) && m.span.contains(tree.token(at).span))
        || matches!(
            &*form(tree, at),
            "lundi"
                | "mardi"
                | "mercredi"
                | "jeudi"
                | "vendredi"
                | "samedi"
                | "dimanche"
                | "hier"
                | "aujourd'hui"
                | "aujourd’hui"
                | "soir"
                | "matin"
        )
}

/// Whether the noun can be who speaks rather than what is told of.
fn speaks(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize, noun: usize, known_only: bool) -> bool {
    let subject = tree.token(noun).deprel.base == Relation::Nsubj && tree.head(noun) == Some(verb);
    let known =
        source::is_source_noun(ctx, tree, noun) || source::speaks(ctx, tree, noun).is_some();
    let after_quote =
        (0..verb).rev().take(NEAR).any(|t| matches!(&*tree.token(t).form, "»" | "”" | "\""));
    let joined = tree.token(verb).deprel.base == Relation::Conj && !after_quote;
    let quoted = after_quote && source::is_people(ctx, tree, noun);
    (known || quoted || subject && !known_only) && (!joined || subject)
}
