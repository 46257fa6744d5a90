//! What a search proposes, and which proposals stand.

use std::sync::Arc;

use recoupe_model::{Class, Entity, EntityId, Mention, MentionKind};

use super::atoms::Atoms;

/// Words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// First word.
    pub(super) from: usize,
    /// The word after the last.
    pub(super) to: usize,
    /// Who or what.
    pub(super) id: EntityId,
    /// What sort of thing.
    pub(super) class: Class,
    /// What to call it.
    pub(super) name: String,
    /// The state that it belongs to.
    pub(super) of: Option<EntityId>,
    /// What found it.
    pub(super) rule: &'static str,
    /// Whether names inside it are names of their own (« le ministère croate »).
    pub(super) open: bool,
}

impl Found {
    /// How many words.
    pub(super) fn len(&self) -> usize {
        self.to - self.from
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    fn contains(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether both can stand in one text.
    fn bears(&self, other: &Self) -> bool {
        !self.overlaps(other)
            || self.contains(other)
                && self.open
                && self.len() > other.len()
                && matches!(other.class, Class::Country | Class::Place | Class::Organisation)
    }

    /// As the model wants it.
    pub(super) fn mention(self, atoms: &Atoms<'_>) -> Mention {
        let mut span = atoms.span(self.from, self.to);
        // The stop of « U.S. » is part of the name.
        let words = span.of(atoms.text);
        let is_dotted =
            words.len() > 2 && words.rfind('.').is_some_and(|dot| dot + 2 == words.len());
        if is_dotted && atoms.text[span.end()..].starts_with('.') {
            span = recoupe_model::Span::new(span.start(), span.end() + 1).unwrap_or(span);
        }
        let entity = Entity {
            id: self.id,
            class: self.class,
            name: self.name,
            text: span.of(atoms.text).to_owned(),
            span,
            of: self.of,
        };
        Mention { span, kind: MentionKind::Name(entity), rule: Arc::from(self.rule) }
    }
}

/// Keeps the longest; of two as long, the one that was proposed first. What overlaps a kept one
/// goes, except inside a name that is open.
pub(super) fn select(found: Vec<Found>) -> Vec<Found> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(found[at].len()), at));
    let words = found.iter().map(|it| it.to).max().unwrap_or(0);
    // For each word, the kept proposals that cover it.
    let mut covering: Vec<Vec<usize>> = vec![Vec::new(); words];
    let mut kept = Vec::new();
    for at in order {
        let it = &found[at];
        let mut rivals = covering[it.from..it.to].iter().flatten();
        if rivals.all(|&rival: &usize| found[rival].bears(it)) {
            covering[it.from..it.to].iter_mut().for_each(|cover| cover.push(at));
            kept.push(at);
        }
    }
    kept.sort_by_key(|&at| (found[at].from, std::cmp::Reverse(found[at].to)));
    let mut slots: Vec<Option<Found>> = found.into_iter().map(Some).collect();
    kept.into_iter().filter_map(|at| slots[at].take()).collect()
}
