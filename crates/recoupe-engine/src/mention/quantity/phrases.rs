//! Lists of words and phrases, found in pieces of text, the longest first.

use std::collections::BTreeMap;

use super::scan::{Piece, keys};

/// Phrases with what each stands for.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_first: BTreeMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: BTreeMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase as a data file writes it.
    pub(crate) fn insert(&mut self, words: &str, value: T) {
        self.insert_keys(keys(words), value);
    }

    /// Adds a phrase by its pieces.
    pub(crate) fn insert_keys(&mut self, mut keys: Vec<String>, value: T) {
        let rest = keys.split_off(keys.len().min(1));
        let Some(first) = keys.pop() else { return };
        let list = self.by_first.entry(first).or_default();
        let at = list.partition_point(|(other, _)| other.len() >= rest.len());
        list.insert(at, (rest, value));
    }

    /// The phrases that begin at a piece, the longest first, each with the piece after its end.
    pub(crate) fn all_at<'a>(
        &'a self,
        pieces: &'a [Piece],
        at: usize,
    ) -> impl Iterator<Item = (usize, &'a T)> + use<'a, T> {
        let list = pieces.get(at).and_then(|piece| self.by_first.get(&piece.key));
        list.into_iter().flatten().filter_map(move |(rest, value)| {
            let after = pieces.get(at + 1..)?;
            let fits = rest.len() <= after.len()
                && rest.iter().zip(after).all(|(key, piece)| *key == piece.key);
            fits.then_some((at + 1 + rest.len(), value))
        })
    }

    /// The longest phrase that begins at a piece.
    pub(crate) fn at<'a>(&'a self, pieces: &'a [Piece], at: usize) -> Option<(usize, &'a T)> {
        self.all_at(pieces, at).next()
    }
}

#[cfg(test)]
mod tests {
    use recoupe_model::Span;

    use super::super::scan::pieces;
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        phrases.insert("plus", 1);
        phrases.insert("plus d'", 2);
        let text = "plus d’un";
        let pieces = pieces(text, Span::new(0, text.len()).unwrap());
        assert_eq!(phrases.at(&pieces, 0), Some((2, &2)));
        assert_eq!(phrases.at(&pieces, 1), None);
    }
}
