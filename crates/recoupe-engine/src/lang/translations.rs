//! Words of two languages, or of one, that may name one thing: « taux », "rate". The file `translations.tsv` of `gazetteer/`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::kinds::list;
use super::stems::stem;
use super::{Table, fold};

/// The table, a sense a row; its words are folded when they are first asked for, which reading one article never does.
#[derive(Clone, Debug, Default)]
pub(super) struct Translations {
    table: Table,
    /// Rows by the stems of the words that stand in them.
    senses: OnceLock<BTreeMap<String, Vec<usize>>>,
}

impl Translations {
    /// Of the table: a sense a row, its words in each language.
    pub(super) fn of(table: Table) -> Self {
        Self { table, senses: OnceLock::new() }
    }

    /// Whether two stems are two words of one sense.
    pub(super) fn are_one(&self, a: &str, b: &str) -> bool {
        let senses = self.senses.get_or_init(|| senses(&self.table));
        let (Some(ours), Some(theirs)) = (senses.get(a), senses.get(b)) else { return false };
        ours.iter().any(|it| theirs.contains(it))
    }
}

fn senses(table: &Table) -> BTreeMap<String, Vec<usize>> {
    let mut senses: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in table.rows().iter().enumerate() {
        for word in ["fr", "en"].into_iter().flat_map(|lang| list(table.cell(row, lang))) {
            let own = senses.entry(stem(&fold(word)).to_owned()).or_default();
            if own.last() != Some(&at) {
                own.push(at);
            }
        }
    }
    senses
}
