//! Sources that are named in another sentence: pronouns, quotations, hearsay that goes on.

use recoupe_model::{Attribution, Class, Mention, MentionKind, Relation, Span, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::according;
use super::source::{self, At};
use super::speaker;
use super::verb::{self, form, lemma};

/// Sentences that are looked back at.
const REACH: usize = 4;
/// Words in which « c'est, du moins, ce que » stands.
const TAKEN_UP: usize = 10;

/// Whom a pronoun in the place of a source stands for: the last source named before that
/// agrees with it, else the last person or body that was a subject.
pub(crate) fn antecedent(ctx: &Context<'_>, at: At) -> Option<Attribution> {
    let tree = &ctx.trees[at.tree];
    if !is_personal(tree, at.head) {
        return None;
    }
    let before = tree.token(at.head).span.start();
    let fits = |found: At| agrees(ctx, at, found);
    let candidates =
        [speakers_before(ctx, at.tree, before), subjects_before(ctx, at.tree, before)].concat();
    let is_person = |found: &&At| source::is_people(ctx, &ctx.trees[found.tree], found.head);
    let fitting = || candidates.iter().filter(|&&found| fits(found));
    // The nearest sentence that names somebody; in it, people before bodies.
    let first = fitting().next()?;
    let found = fitting().filter(|at| at.tree == first.tree).find(is_person).unwrap_or(first);
    source::of(ctx, *found, None, false).into_iter().next()
}

fn is_personal(tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    let relation = token.deprel.base;
    if relation == Relation::Expl {
        return false;
    }
    let word = form(tree, at);
    token.upos == Upos::Pron
        && matches!(
            word.trim_start_matches(['-', '–']).trim_start_matches("t-"),
            "il" | "elle"
                | "ils"
                | "elles"
                | "lui"
                | "eux"
                | "celui-ci"
                | "celle-ci"
                | "ceux-ci"
                | "celles-ci"
                | "dernier"
                | "he"
                | "she"
                | "they"
                | "him"
                | "her"
                | "them"
                | "it"
        )
}

fn agrees(ctx: &Context<'_>, pronoun: At, noun: At) -> bool {
    let (tree, other) = (&ctx.trees[pronoun.tree], &ctx.trees[noun.tree]);
    let (one, two) = (tree.token(pronoun.head), other.token(noun.head));
    let word = form(tree, pronoun.head);
    let named = source::speaks(ctx, other, noun.head);
    let is_person = named.is_some_and(|e| e.class == Class::Person)
        || named.is_none() && source::is_people(ctx, other, noun.head);
    let clash = |name: &str| match (one.feats.get(name), two.feats.get(name)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    };
    match &*word {
        "he" | "she" | "him" | "her" => is_person && !clash("Number"),
        "it" => !is_person && !clash("Number"),
        "they" | "them" => true,
        // A name has no gender of its own in the tree.
        _ => !clash("Number") && (two.upos == Upos::Propn || !clash("Gender")),
    }
}

/// Heads that name who says something, nearest before `before` first.
fn speakers_before(ctx: &Context<'_>, tree: usize, before: usize) -> Vec<At> {
    let mut found = Vec::new();
    for index in (tree.saturating_sub(REACH)..=tree).rev() {
        let here = &ctx.trees[index];
        let verbs = (0..here.len()).filter(|&v| verb::entry(ctx, here, v).is_some());
        let mut heads: Vec<usize> = verbs.filter_map(|v| speaker::of(ctx, here, v)).collect();
        heads.extend(according::phrases(ctx, here).iter().map(|phrase| phrase.source));
        heads.retain(|&h| {
            let token = here.token(h);
            matches!(token.upos, Upos::Noun | Upos::Propn) && token.span.start() < before
        });
        heads.sort_unstable();
        heads.dedup();
        found.extend(heads.into_iter().rev().map(|head| At { tree: index, head }));
    }
    found
}

fn subjects_before(ctx: &Context<'_>, tree: usize, before: usize) -> Vec<At> {
    let mut found = Vec::new();
    for index in (tree.saturating_sub(REACH)..=tree).rev() {
        let here = &ctx.trees[index];
        let speaks = |&t: &usize| {
            here.token(t).deprel.base == Relation::Nsubj
                && here.token(t).span.start() < before
                && matches!(here.token(t).upos, Upos::Noun | Upos::Propn)
                && (source::speaks(ctx, here, t).is_some() || source::is_people(ctx, here, t))
        };
        found.extend((0..here.len()).filter(speaks).map(|head| At { tree: index, head }));
    }
    found
}

/// Who issued the document that « ce texte », "the statement" takes up.
pub(crate) fn issuer(ctx: &Context<'_>, at: At) -> Option<Attribution> {
    let before = ctx.trees[at.tree].token(at.head).span.start();
    for index in (at.tree.saturating_sub(2)..=at.tree).rev() {
        let here = &ctx.trees[index];
        let documents = (0..here.len()).rev().filter(|&t| {
            here.token(t).upos == Upos::Noun
                && here.token(t).span.start() < before
                && source::is_document(ctx, here, t)
        });
        for document in documents {
            let giver = here.by(document, Relation::Nmod).find(|&d| {
                let named = here.first(d, Relation::Det).is_some()
                    || source::speaks(ctx, here, d).is_some();
                named
                    && matches!(&*here.case(d), "de" | "of" | "by" | "from")
                    && source::is_source_noun(ctx, here, d)
            });
            let issued = || {
                let relation = here.token(document).deprel.base;
                let verb = here
                    .head(document)
                    .filter(|_| matches!(relation, Relation::Obj | Relation::Obl))?;
                speaker::of(ctx, here, verb)
            };
            let head = giver.or_else(issued);
            // Always further back, so that documents that name each other come to an end.
            let earlier = |&h: &usize| {
                here.token(h).upos != Upos::Pron && here.token(h).span.start() < before
            };
            let head = head.filter(earlier);
            let found = head.map(|head| source::of(ctx, At { tree: index, head }, None, true));
            if let Some(source) = found.and_then(|sources| sources.into_iter().next()) {
                return Some(source);
            }
        }
    }
    None
}

/// The source of the quotation that holds these words, if they are somebody's speech.
pub(crate) fn quotation(ctx: &Context<'_>, tree: usize, words: Span) -> Option<Vec<Attribution>> {
    let quote = ctx.mentions.iter().find(|m| m.span.contains(words) && is_speech(m))?;
    if let Some(sources) = quoted(ctx, quote) {
        return Some(sources);
    }
    if let Some(at) = before_colon(ctx, quote.span) {
        return Some(source::of(ctx, at, None, false));
    }
    let last = speakers_before(ctx, tree, quote.span.start()).into_iter().next();
    Some(last.map_or_else(Vec::new, |at| source::of(ctx, at, None, false)))
}

/// Who speaks in the quotation that holds a span, as the words beside it tell.
pub(crate) fn speaker(ctx: &Context<'_>, span: Span) -> Vec<Attribution> {
    let mut around = ctx.mentions.iter().filter(|m| m.span.contains(span));
    let quote = around.find(|m| matches!(m.kind, MentionKind::Quote(_)));
    let told = quote.and_then(|quote| {
        let colon = || Some(source::of(ctx, before_colon(ctx, quote.span)?, None, false));
        quoted(ctx, quote).or_else(colon)
    });
    told.unwrap_or_default()
}

fn quoted(ctx: &Context<'_>, quote: &Mention) -> Option<Vec<Attribution>> {
    let MentionKind::Quote(speech) = &quote.kind else { return None };
    let at = speech.cue.and_then(|cue| cue_verb(ctx, cue));
    if let Some((index, verb)) = at
        && let Some(head) = speaker::of(ctx, &ctx.trees[index], verb)
    {
        let sources = source::of(ctx, At { tree: index, head }, speech.cue, false);
        if !sources.is_empty() {
            return Some(sources);
        }
    }
    let entity = speech.speaker.as_ref()?;
    Some(vec![source::of_entity(ctx, entity, speech.cue)])
}

/// « Le ministre, Jan Kowal : « … » »: who is named right before the colon that opens a quotation.
fn before_colon(ctx: &Context<'_>, quote: Span) -> Option<At> {
    let start = quote.start();
    let index = ctx.trees.iter().rposition(|tree| tree.sentence.span.start() < start)?;
    let here = &ctx.trees[index];
    let last = (0..here.len()).rfind(|&t| here.token(t).span.end() <= start)?;
    let marks = |t: &usize| matches!(&*here.token(*t).form, "«" | "“" | "\"");
    let colon = (0..=last).rev().find(|t| !marks(t)).filter(|&t| &*here.token(t).form == ":")?;
    let mut head = colon.checked_sub(1)?;
    loop {
        use Relation::{Amod, Appos, Compound, Flat, Nmod};
        let inner = matches!(here.token(head).deprel.base, Flat | Appos | Nmod | Compound | Amod);
        match here.head(head).filter(|&up| inner && up < colon) {
            Some(up) if matches!(here.token(up).upos, Upos::Noun | Upos::Propn) => head = up,
            _ => break,
        }
    }
    let people = source::is_people(ctx, here, head) || source::speaks(ctx, here, head).is_some();
    people.then_some(At { tree: index, head })
}

fn is_speech(mention: &Mention) -> bool {
    matches!(&mention.kind, MentionKind::Quote(quote) if quote.is_clause)
}

fn cue_verb(ctx: &Context<'_>, cue: Span) -> Option<(usize, usize)> {
    let index = ctx.trees.iter().position(|tree| tree.sentence.span.overlaps(cue))?;
    let tree = &ctx.trees[index];
    let verb = (0..tree.len())
        .find(|&t| tree.token(t).span.overlaps(cue) && verb::entry(ctx, tree, t).is_some())?;
    Some((index, verb))
}

/// « C'est ce qu'affirme X », "That is what X says": the next sentence names who said this one.
pub(crate) fn taken_up(ctx: &Context<'_>, tree: usize) -> Vec<Attribution> {
    let Some(next) = ctx.trees.get(tree + 1) else { return Vec::new() };
    let between = Span::new(ctx.trees[tree].sentence.span.end(), next.sentence.span.start());
    let parted = between.is_some_and(|gap| ctx.words(gap).contains('\n'));
    let words: Vec<String> = (0..next.len().min(TAKEN_UP)).map(|t| form(next, t)).collect();
    let is = |at: usize, word: &str| words.get(at).is_some_and(|w| w.replace('’', "'") == word);
    let this = is(0, "c'") && is(1, "est") || is(0, "that") && (is(1, "is") || is(1, "'s"));
    let what = (2..words.len())
        .find(|&t| is(t, "ce") && (is(t + 1, "que") || is(t + 1, "qu'")) || is(t, "what"));
    let Some(what) = what.filter(|_| this && !parted) else { return Vec::new() };
    let said = |t: &usize| {
        verb::entry(ctx, next, *t).is_some_and(|entry| {
            entry.stance == verb::Stance::Neutral && entry.takes(verb::Shape::Clause)
        })
    };
    let Some(verb) = (what + 1..next.len()).find(said) else { return Vec::new() };
    let head = speaker::of(ctx, next, verb);
    head.map_or_else(Vec::new, |head| source::of(ctx, At { tree: tree + 1, head }, None, true))
}

/// The source of hearsay that goes on: a French conditional of hearsay without a source of its
/// own keeps that of the hearsay just before.
pub(crate) fn hearsay(ctx: &Context<'_>, tree: usize, predicate: usize) -> Vec<Attribution> {
    if !is_hearsay(&ctx.trees[tree], predicate) {
        return Vec::new();
    }
    for index in (tree.saturating_sub(2)..tree).rev() {
        let here = &ctx.trees[index];
        let Some(told) = (0..here.len()).find(|&t| is_hearsay(here, t)) else { return Vec::new() };
        let sources = super::own(ctx, index, told);
        if !sources.is_empty() {
            return sources;
        }
    }
    Vec::new()
}

fn is_hearsay(tree: &Tree<'_>, at: usize) -> bool {
    let conditional = |t: usize| tree.token(t).feats.has("Mood", "Cnd");
    let helps = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop));
    helps.filter(|&a| conditional(a)).any(|a| matches!(&*lemma(tree, a), "avoir" | "être"))
}
