//! The words by which a source is called: its phrase without article, with whole names.

use recoupe_model::{Class, MentionKind, Relation, Span, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::verb;

/// The span with the names that it cuts through.
pub(super) fn whole_names(ctx: &Context<'_>, span: Span) -> Span {
    let names = ctx.mentions.iter().filter(|m| {
        matches!(m.kind, MentionKind::Name(_))
            && m.span.overlaps(span)
            && m.span.start() >= span.start()
    });
    names.fold(span, |span, mention| span.cover(mention.span))
}

/// The phrase without leading articles; a short participle after a vague noun stays
/// (« informations provenant de Kiev »).
pub(super) fn trimmed(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let mut phrase = tree.phrase(head);
    let comma = phrase.iter().position(|&t| t > head && t > 0 && &*tree.token(t - 1).form == ",");
    phrase.truncate(comma.unwrap_or(phrase.len()));
    // « des responsables péruviens et un institut » is two, whatever the list hangs on.
    let next = phrase.iter().position(|&t| {
        let joins = t > head && tree.token(t).upos == Upos::Cconj && t + 1 < tree.len();
        joins && tree.token(t + 1).upos == Upos::Det
    });
    phrase.truncate(next.unwrap_or(phrase.len()));
    let clause = tree.by(head, Relation::Acl).find(|&c| c > head && !tree.is_finite(c));
    if let (Some(clause), Some(&last)) = (clause, phrase.last()) {
        let words = tree.subtree(clause, |_| false);
        let adjoins = words.first() == Some(&(last + 1));
        let short = words.len() <= 8
            && words.iter().all(|&t| tree.token(t).upos != Upos::Punct)
            && words.windows(2).all(|pair| pair[1] == pair[0] + 1);
        // « un médecin cité par X »: who quotes him is a source of its own.
        let cites =
            verb::entry(ctx, tree, clause).is_some_and(|entry| entry.stance == verb::Stance::Cites);
        if adjoins && short && !cites && !has_object_clause(tree, clause) {
            phrase.extend(words);
        }
    }
    let last = phrase.last().copied().unwrap_or(head);
    if last + 1 < tree.len() && is_demonym(ctx, tree, last + 1) {
        phrase.push(last + 1);
    }
    let is_article = |&t: &usize| {
        let token = tree.token(t);
        token.upos == Upos::Det && t < head && token.feats.get("PronType").unwrap_or("Art") == "Art"
    };
    let skip = phrase.iter().take_while(|t| is_article(t)).count();
    let shared = |t: usize| phrase.get(t).is_some();
    phrase.drain(..if shared(skip) { skip } else { 0 });
    // The noun of « du ministère » shares its bytes with the preposition: start after it.
    phrase
}

/// « péruvienne », wherever a tree hangs it.
fn is_demonym(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    let small = token.form.chars().next().is_some_and(char::is_lowercase);
    small
        && matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Verb)
        && ctx.name_over(token.span).is_some_and(|entity| entity.class == Class::Country)
}

fn has_object_clause(tree: &Tree<'_>, at: usize) -> bool {
    tree.first(at, Relation::Ccomp).is_some() || tree.first(at, Relation::Obj).is_some()
}

/// Words without a leading article.
pub(super) fn without_article(words: &str) -> &str {
    let articles =
        ["l'", "l’", "L'", "L’", "le ", "la ", "les ", "Le ", "La ", "Les ", "the ", "The "];
    articles.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}
