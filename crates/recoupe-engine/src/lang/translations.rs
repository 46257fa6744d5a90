//! Words of two languages, or of one, that may name one thing: « taux », "rate". The file `translations.tsv` of `gazetteer/`.

use std::collections::BTreeMap;

use super::stems::stem;
use super::{Table, fold};

/// Senses by the stems of the words that have them.
#[derive(Clone, Debug, Default)]
pub(super) struct Translations {
    senses: BTreeMap<String, Vec<usize>>,
}

impl Translations {
    /// Reads the table: a sense a row, its words in each language.
    pub(super) fn load(table: &Table) -> Self {
        let mut senses: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in table.rows().iter().enumerate() {
            let cells = ["fr", "en"].map(|lang| table.cell(row, lang));
            for word in cells.into_iter().flat_map(|cell| cell.split(';')) {
                let own = senses.entry(stem(&fold(word)).to_owned()).or_default();
                if own.last() != Some(&at) {
                    own.push(at);
                }
            }
        }
        Self { senses }
    }

    /// Whether two stems are two words of one sense.
    pub(super) fn are_one(&self, a: &str, b: &str) -> bool {
        let (Some(ours), Some(theirs)) = (self.senses.get(a), self.senses.get(b)) else {
            return false;
        };
        ours.iter().any(|it| theirs.contains(it))
    }
}
