//! The words of all languages for days of the week and for parts of a day.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::lang::{Knowledge, Pack, fold};

/// Folded words, whatever the language.
#[derive(Debug, Default)]
pub(super) struct Hours {
    weekdays: BTreeSet<String>,
    of_day: BTreeSet<String>,
}

impl Hours {
    /// Of `words/time_word.tsv` of all packs.
    pub(super) fn of(knowledge: &Knowledge) -> Arc<Self> {
        let mut all = Self::default();
        for pack in knowledge.packs.values() {
            let own = pack.derived(Self::read);
            all.weekdays.extend(own.weekdays.iter().cloned());
            all.of_day.extend(own.of_day.iter().cloned());
        }
        Arc::new(all)
    }

    fn read(pack: &Pack) -> Self {
        let table = pack.words("time_word");
        let mut read = Self::default();
        for row in table.rows() {
            let words = fold(row.key());
            let last = words.split(|it: char| !it.is_alphanumeric()).next_back();
            let Some(word) = last.filter(|it| it.len() > 1).map(str::to_owned) else { continue };
            match table.cell(row, "class") {
                // "the last days" end a month, and no day.
                "edge" if words.contains(' ') => continue,
                "weekday" => read.weekdays.insert(word),
                "daypart" | "edge" | "hour" | "ampm" => read.of_day.insert(word),
                _ => continue,
            };
        }
        read
    }

    /// « mardi », "Tuesday".
    pub(super) fn is_weekday(&self, word: &str) -> bool {
        self.weekdays.contains(word)
    }

    /// « soir », "late", "dawn".
    pub(super) fn is_of_day(&self, word: &str) -> bool {
        self.of_day.contains(word)
    }
}
