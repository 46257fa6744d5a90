//! What a clause says once its surface is undone: who, what, to whom, by which preposition.
//!
//! One view for finite verbs, participles, infinitives, relative clauses, passives, copulas and
//! event nouns, so that the words of `evoke.tsv` need one pattern of arguments each.

mod headline;
mod noun;
mod repair;
mod share;
mod support;
mod time;
mod verb;
mod voice;

use recoupe_model::{Feats, Relation, Upos};

use super::context::Context;
use super::tree::Tree;
pub(crate) use time::Times;

/// A predicate with its deep arguments.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Index of the sentence.
    pub(crate) tree: usize,
    /// The predicate: verb, event noun, adjective or nominal under a copula.
    pub(crate) head: usize,
    /// Its lemma with what is part of it: `se rencontrer`, `carry out`.
    pub(crate) lemma: String,
    /// What it is: a verb, a noun or an adjective.
    pub(crate) kind: Kind,
    /// Whether its surface subject is its deep object.
    pub(crate) passive: bool,
    /// How it was written, for the rule's name: `passive`, `relative`, `noun`.
    pub(crate) shape: &'static str,
    /// Its deep arguments, those that are its own first.
    pub(crate) args: Vec<Arg>,
    /// The verb that carries an event noun (« mener une frappe »).
    pub(crate) support: Option<usize>,
}

/// Sorts of predicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A verb in any form.
    Verb,
    /// A noun that names a happening.
    Noun,
    /// An adjective or nominal under a copula, or a participle tagged as an adjective.
    Adjective,
}

impl Kind {
    /// As `evoke.tsv` writes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Verb => "VERB",
            Self::Noun => "NOUN",
            Self::Adjective => "ADJ",
        }
    }
}

/// A deep argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arg {
    /// `subj`, `obj`, `iobj`, `poss`, `amod`, `compound`, `comp`, `cop`, `self`, the lemmas of a
    /// preposition, `obj>de` for what the object has by it, or `.lasting` for how long.
    pub(crate) path: String,
    /// The head of the phrase.
    pub(crate) head: usize,
    /// Whether it hangs on another argument, where a parser often puts what belongs here.
    pub(crate) via: bool,
}

impl Arg {
    fn new(path: &str, head: usize) -> Self {
        Self { path: path.to_owned(), head, via: false }
    }

    fn via(path: &str, head: usize) -> Self {
        Self { path: path.to_owned(), head, via: true }
    }
}

impl Clause {
    /// The heads of the arguments by a path, own ones first.
    pub(crate) fn by<'a>(&'a self, path: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.args.iter().filter(move |arg| arg.path == path).map(|arg| arg.head)
    }

    /// The first argument by a path.
    pub(crate) fn first(&self, path: &str) -> Option<usize> {
        self.by(path).next()
    }
}

/// The clauses of one sentence, in text order: every verb, copula and event noun.
pub(crate) fn all(ctx: &Context<'_>, tree: usize) -> Vec<Clause> {
    let Some(view) = ctx.trees.get(tree) else { return Vec::new() };
    let mut clauses = Vec::new();
    for at in 0..view.len() {
        match kind(ctx, view, at) {
            Some(Kind::Noun) => clauses.push(noun::read(ctx, tree, at)),
            Some(kind) => clauses.push(verb::read(ctx, tree, at, kind)),
            None => {}
        }
    }
    headline::read(ctx, tree, &mut clauses);
    share::subjects(ctx, tree, &mut clauses);
    support::lift(ctx, tree, &mut clauses);
    clauses
}

/// What sort of predicate a token is, if it is one.
fn kind(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Option<Kind> {
    let token = tree.token(at);
    if matches!(token.deprel.base, Relation::Aux | Relation::Cop | Relation::Fixed | Relation::Case)
    {
        return None;
    }
    let known = |kind: Kind| {
        let list = ctx.pack.words("evoke");
        let lemma = token.lemma.to_lowercase();
        list.find(&lemma).any(|row| list.cell(row, "upos") == kind.name())
    };
    if token.upos != Upos::Noun && known(Kind::Noun) && is_counted(ctx, token.span) {
        return Some(Kind::Noun);
    }
    match token.upos {
        Upos::Verb => Some(Kind::Verb),
        Upos::Noun | Upos::Propn if known(Kind::Noun) && !is_kind_of(ctx, tree, at) => {
            Some(Kind::Noun)
        }
        Upos::Adj if is_past(&token.feats) && known(Kind::Verb) => Some(Kind::Verb),
        Upos::Adj if known(Kind::Adjective) => Some(Kind::Adjective),
        Upos::Adj | Upos::Adv if known(Kind::Noun) && token.deprel.base != Relation::Amod => {
            Some(Kind::Noun)
        }
        _ if tree.first(at, Relation::Cop).is_some() => Some(Kind::Adjective),
        _ => None,
    }
}

/// Whether an event noun only says what sort of thing another noun is ("a supply agreement",
/// « un accord de livraison »).
fn is_kind_of(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    let Some(up) = token.head else { return false };
    let bare = tree.first(at, Relation::Det).is_none();
    let instrument = ctx.pack.words("treaty_noun").has(&tree.token(up).lemma.to_lowercase());
    match token.deprel.base {
        Relation::Compound => up > at && matches!(tree.token(up).upos, Upos::Noun | Upos::Propn),
        Relation::Nmod => bare && instrument,
        _ => false,
    }
}

/// Whether an amount ends with this word ("264 injured").
pub(crate) fn is_counted(ctx: &Context<'_>, span: recoupe_model::Span) -> bool {
    ctx.covering(span).any(|mention| {
        matches!(mention.kind, recoupe_model::MentionKind::Quantity(_))
            && mention.span.end() == span.end()
            && mention.span.start() < span.start()
    })
}

/// Whether a clause is an imperative; one with a subject only looks like it.
pub(crate) fn is_order(ctx: &Context<'_>, clause: &Clause) -> bool {
    let token = ctx.trees[clause.tree].token(clause.head);
    token.feats.has("Mood", "Imp") && clause.first("subj").is_none()
}

/// The lemma as `evoke.tsv` may have it, where a tagger has added or lost a final e.
fn known_lemma(ctx: &Context<'_>, lemma: String) -> String {
    let list = ctx.pack.words("evoke");
    if list.has(&lemma) {
        return lemma;
    }
    let shorter = lemma.strip_suffix('e').filter(|short| list.has(short)).map(str::to_owned);
    let longer = || Some(format!("{lemma}e")).filter(|long| list.has(long));
    shorter.or_else(longer).unwrap_or(lemma)
}

/// Whether features are those of a past participle.
pub(crate) fn is_past(feats: &Feats) -> bool {
    feats.has("VerbForm", "Part") && !feats.has("Tense", "Pres")
}

/// Whether features are those of a present participle or gerund.
fn is_present(feats: &Feats) -> bool {
    (feats.has("VerbForm", "Part") && feats.has("Tense", "Pres")) || feats.has("VerbForm", "Ger")
}

/// Whether a token stands for the noun that its clause hangs on.
pub(crate) fn is_relative(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    token.feats.has("PronType", "Rel")
        || (token.upos == Upos::Pron
            && ctx.pack.words("relative_pronoun").has(&token.lemma.to_lowercase()))
}

/// The preposition of a phrase as lemmas without articles, and the head that it governs: « aux
/// côtés des forces » is `à côté de` *forces*, whichever way the tree has it.
fn preposition(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> (String, usize) {
    let plain = |head: usize| {
        let words = view.case(head);
        let kept: Vec<&str> =
            words.split(' ').filter(|w| !matches!(*w, "le" | "the" | "a")).collect();
        kept.join(" ")
    };
    let mut own = plain(at);
    if own.is_empty() && at > 0 && view.token(at - 1).upos == Upos::Adp {
        // « entré en vigueur en mai », where the first « en » hangs elsewhere.
        own = view.token(at - 1).lemma.to_lowercase();
    }
    let lemma = view.token(at).lemma.to_lowercase();
    if !own.is_empty()
        && ctx.pack.words("case_noun").has(&lemma)
        && let Some(below) = view.first(at, Relation::Nmod)
    {
        return (format!("{own} {lemma} {}", plain(below)).trim_end().to_owned(), below);
    }
    (own, at)
}
