//! « Selon X, … », "…, according to X": sources named by a preposition, in brackets, or as who issued
//! what a colon opens (« Bilan de la préfecture : … »).

use recoupe_model::{Relation, Span, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::source;
use super::verb::{ends_sentence, form, lemma};

/// Words that name a source beside what is said.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// « Selon ».
    pub(crate) cue: Span,
    /// Head of the words that name the source.
    pub(crate) source: usize,
    /// What the phrase hangs on.
    anchor: usize,
    /// First token of the cue.
    first: usize,
    /// Whether it stands at an edge of the sentence and so speaks for all of it.
    edge: bool,
}

/// All such phrases of a sentence, in text order.
pub(crate) fn phrases(ctx: &Context<'_>, tree: &Tree<'_>) -> Vec<Phrase> {
    let forms: Vec<String> = (0..tree.len()).map(|t| form(tree, t)).collect();
    let mut found: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        if let Some((phrase, next)) = at_token(ctx, tree, &forms, at) {
            found.push(phrase);
            at = next;
        } else {
            found.extend(bracketed(ctx, tree, at).or_else(|| issued(ctx, tree, at)));
            at += 1;
        }
    }
    found
}

fn at_token(
    ctx: &Context<'_>,
    tree: &Tree<'_>,
    forms: &[String],
    at: usize,
) -> Option<(Phrase, usize)> {
    let table = ctx.pack.words("according_to");
    let mut best = None;
    for row in table.rows() {
        let words = row.key().split(' ').count();
        let fits = row.key().split(' ').eq(forms[at..].iter().take(words).map(String::as_str));
        if fits && best.is_none_or(|(most, _)| words > most) {
            best = Some((words, table.cell(row, "strength")));
        }
    }
    let (words, strength) = best?;
    let end = at + words;
    let own = matches!(&*forms[end - 1], "source" | "sources");
    let mut first = if own { end - 1 } else { end };
    while forms.get(first).is_some_and(|word| matches!(&**word, "«" | "\"" | "“")) {
        first += 1;
    }
    if first >= tree.len()
        || matches!(tree.token(first).upos, Upos::Sconj | Upos::Punct)
        || matches!(&*forms[first], "que" | "laquelle" | "lequel" | "lesquelles" | "lesquels")
    {
        return None;
    }
    let head = phrase_head(tree, first);
    if strength == "weak" && !is_opening(ctx, tree, at, head) {
        return None;
    }
    let tokens: Vec<usize> = (at..if own { end - 1 } else { end }).collect();
    let phrase = build(tree, at, tree.span(&tokens), head);
    Some((phrase, first))
}

/// A weak cue names a source only before a comma at the start of the sentence, and people only.
fn is_opening(ctx: &Context<'_>, tree: &Tree<'_>, at: usize, head: usize) -> bool {
    let clauses = [Relation::Acl, Relation::Punct, Relation::Nsubj, Relation::Parataxis];
    let words = tree.subtree(head, |d| clauses.contains(&tree.token(d).deprel.base));
    let end = words.last().copied().unwrap_or(head);
    let comma = tree.len() > end + 1 && &*tree.token(end + 1).form == ",";
    at == 0 && comma && source::is_people(ctx, tree, head)
}

fn build(tree: &Tree<'_>, first: usize, cue: Span, source: usize) -> Phrase {
    let inside = tree.subtree(source, |d| tree.token(d).upos == Upos::Punct && d > source);
    let end = inside.last().copied().unwrap_or(source);
    let mut anchor = source;
    for _ in 0..tree.len() {
        match tree.head(anchor) {
            Some(head) if anchor == source || (first..=end).contains(&anchor) => anchor = head,
            Some(head) if first > anchor && is_inner_noun(tree, anchor, head, first) => {
                anchor = head;
            }
            _ => break,
        }
    }
    // What stands behind a semicolon is another statement.
    let parted = |to: usize| (first.min(to)..first.max(to)).any(|t| &*tree.token(t).form == ";");
    if parted(anchor) {
        anchor = source;
    }
    let opens = (0..first).all(|t| {
        matches!(tree.token(t).upos, Upos::Punct | Upos::Cconj | Upos::Adv | Upos::Intj)
            || tree.token(t).deprel.base == Relation::Advmod
    });
    let comma = first > 0
        && tree.token(first - 1).upos == Upos::Punct
        && &*tree.token(first - 1).form != "(";
    let closes = comma && (ends_sentence(tree, source) || ends_segment(tree, end));
    Phrase { cue, source, anchor, first, edge: opens || closes }
}

/// A noun whose verb the phrase rather belongs to: nothing parts them.
fn is_inner_noun(tree: &Tree<'_>, noun: usize, head: usize, first: usize) -> bool {
    let nominal = matches!(
        tree.token(noun).upos,
        Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron | Upos::Adj
    );
    let clause =
        tree.first(noun, Relation::Cop).is_some() || tree.first(noun, Relation::Nsubj).is_some();
    let parted = (noun.min(head)..first).any(|t| &*tree.token(t).form == ",");
    nominal && !clause && !parted
}

fn ends_segment(tree: &Tree<'_>, end: usize) -> bool {
    (end + 1..tree.len()).next().is_some_and(|t| &*tree.token(t).form == ";")
}

/// The head of the noun phrase that begins at a token.
fn phrase_head(tree: &Tree<'_>, first: usize) -> usize {
    use Relation::{Advmod, Amod, Case, Compound, Det, Flat, Nmod, Nummod};
    let mut at = first;
    for _ in 0..tree.len() {
        let inner = matches!(
            tree.token(at).deprel.base,
            Advmod | Amod | Case | Compound | Det | Flat | Nmod | Nummod
        );
        match tree.head(at) {
            Some(head) if inner && head >= first && is_noun_like(tree, head) => at = head,
            _ => break,
        }
    }
    at
}

fn is_noun_like(tree: &Tree<'_>, at: usize) -> bool {
    matches!(
        tree.token(at).upos,
        Upos::Noun
            | Upos::Propn
            | Upos::Pron
            | Upos::Num
            | Upos::Adj
            | Upos::X
            | Upos::Sym
            | Upos::Det
    )
}

/// « 52 morts (ministère de la Santé) »: a body in brackets at the end.
fn bracketed(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Option<Phrase> {
    if &*tree.token(at).form != "(" || at < 2 || at + 2 >= tree.len() {
        return None;
    }
    let close = (at + 1..tree.len()).find(|&t| &*tree.token(t).form == ")")?;
    if (close + 1..tree.len()).any(|t| tree.token(t).upos != Upos::Punct) {
        return None;
    }
    let head = phrase_head(tree, at + 1);
    let phrase = tree.phrase(head);
    let whole = phrase.first() == Some(&(at + 1)) && phrase.last() == Some(&(close - 1));
    let explains = matches!(tree.token(at - 1).upos, Upos::Propn);
    let body = source::is_source_noun(ctx, tree, head) && !source::is_document(ctx, tree, head);
    if !whole || explains || !body || close - at > 8 {
        return None;
    }
    let mut found = build(tree, at, tree.token(at).span, head);
    found.edge = true;
    Some(found)
}

/// « Nouveau bilan de la préfecture : douze morts »: who issued a document whose words a colon opens.
fn issued(ctx: &Context<'_>, tree: &Tree<'_>, colon: usize) -> Option<Phrase> {
    if &*tree.token(colon).form != ":" || (0..colon).any(|t| tree.is_finite(t)) {
        return None;
    }
    let is_told = |&t: &usize| {
        let treaty = ctx.pack.words("treaty_noun").has(&lemma(tree, t));
        source::is_document(ctx, tree, t) && !treaty
    };
    let document = (0..colon).filter(|&t| tree.token(t).upos == Upos::Noun).find(is_told)?;
    let giver = tree.by(document, Relation::Nmod).find(|&d| {
        let from = matches!(&*tree.case(d), "de" | "of" | "by" | "from");
        d < colon && from && source::is_source_noun(ctx, tree, d)
    })?;
    let cue = tree.token(document).span;
    Some(Phrase { cue, source: giver, anchor: giver, first: document, edge: true })
}

impl Phrase {
    /// First token of the cue.
    pub(crate) const fn first(&self) -> usize {
        self.first
    }

    /// Whether the phrase hangs on this token.
    pub(crate) fn hangs_on(&self, at: usize) -> bool {
        self.anchor == at
    }

    /// Whether the phrase hangs inside the phrase of a noun, no clause between.
    pub(crate) fn hangs_inside(&self, tree: &Tree<'_>, noun: usize) -> bool {
        let nominal =
            |&t: &usize| is_noun_like(tree, t) && tree.token(t).deprel.base != Relation::Acl;
        let way: Vec<usize> = [self.anchor]
            .into_iter()
            .chain(tree.ancestors(self.anchor))
            .take_while(nominal)
            .collect();
        self.anchor != noun && way.contains(&noun)
    }

    /// Whether the phrase stands at an edge and speaks for the part of the sentence that
    /// `at` is in.
    pub(crate) fn speaks_for(&self, tree: &Tree<'_>, at: usize) -> bool {
        let (low, high) = (self.first.min(at), self.first.max(at));
        self.edge && !(low..high).any(|t| &*tree.token(t).form == ";")
    }

    /// Whether a token belongs to the words that name the source.
    pub(crate) fn holds(&self, tree: &Tree<'_>, at: usize) -> bool {
        tree.is_within(at, self.source)
    }

    /// Whether the phrase stands before this token.
    pub(crate) fn is_before(&self, at: usize) -> bool {
        self.first < at
    }
}
