//! Sorts of nouns that name sources: people, bodies, documents.

use recoupe_model::{Relation, SourceKind, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use super::verb::{form, lemma};

/// How a noun counts among sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Unnamed unless definite and singular.
    People,
    /// A body that acts.
    Body,
    /// Never named.
    Source,
    /// A document.
    Text,
    /// Never a source.
    None,
    /// Not in the list.
    Unknown,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// How it counts.
    pub(super) sort: Sort,
    /// What sort of source it names.
    pub(super) kind: SourceKind,
}

impl Noun {
    /// What the lists tell of the head of a phrase.
    pub(super) fn read(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> Self {
        let own = Self::row(ctx, &lemma(tree, head)).or_else(|| Self::row(ctx, &form(tree, head)));
        // « l'une de ces sources », "one of them", « le chef de l'état-major ».
        let partitive = || {
            let part = tree
                .by(head, Relation::Nmod)
                .find(|&d| matches!(&*tree.case(d), "de" | "of" | "parmi" | "among"))?;
            has_partitive(tree, head).then(|| Self::row(ctx, &lemma(tree, part))).flatten()
        };
        let compound =
            || tree.by(head, Relation::Compound).find_map(|d| Self::row(ctx, &lemma(tree, d)));
        let mut noun = own
            .or_else(partitive)
            .or_else(compound)
            .unwrap_or(Self { sort: Sort::Unknown, kind: SourceKind::Other });
        if noun.sort == Sort::Source || noun.sort == Sort::People && noun.kind == SourceKind::Other
        {
            let adjectives = ctx.pack.words("source_adjective");
            let mut kinds = tree
                .dependents(head)
                .iter()
                .filter_map(|&d| adjectives.get(&lemma(tree, d), "kind"));
            noun.kind = kinds.find_map(|kind| kind.parse().ok()).unwrap_or(noun.kind);
        }
        noun
    }

    fn row(ctx: &Context<'_>, key: &str) -> Option<Self> {
        let table = ctx.pack.words("source_noun");
        let row = table.find(key).next()?;
        let sort = match table.cell(row, "sort") {
            "people" => Sort::People,
            "source" => Sort::Source,
            "text" => Sort::Text,
            "none" => Sort::None,
            _ => Sort::Body,
        };
        Some(Self { sort, kind: table.cell(row, "kind").parse().unwrap_or(SourceKind::Other) })
    }
}

/// « l'une de », "one of": a light word with what it is part of.
pub(super) fn has_partitive(tree: &Tree<'_>, head: usize) -> bool {
    let light = matches!(tree.token(head).upos, Upos::Pron | Upos::Num | Upos::Det | Upos::Adj);
    light
        && tree.by(head, Relation::Nmod).chain(tree.by(head, Relation::Obl)).any(|d| {
            matches!(&*tree.case(d), "de" | "of" | "parmi" | "d'entre" | "de entre" | "among")
        })
}
