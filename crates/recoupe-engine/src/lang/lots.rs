//! Words that count one and the same lot: what a trawler carries is what is found and seized aboard it, and who
//! buys so much orders and pays for as much. `gazetteer/lots.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Files, Mistake, Table, fold};

/// The file.
const FILE: &str = "gazetteer/lots.tsv";

/// Lots by the folded verbs and nouns that count them.
#[derive(Clone, Debug, Default)]
pub struct Lots {
    /// By the words of which the object or complement is counted.
    objects: BTreeMap<String, BTreeSet<String>>,
    /// By the verbs of which the subject is: "19 lorries make up the convoy".
    subjects: BTreeMap<String, BTreeSet<String>>,
    /// What is done once in the news of some weeks: a recall.
    once: BTreeSet<String>,
    /// Words of which the doer tells nothing of the lot: police find many.
    finding: BTreeSet<String>,
}

impl Lots {
    /// Reads the file; a missing one is empty.
    pub(super) fn load(files: &Files, mistakes: &mut Vec<Mistake>) -> Self {
        let table =
            files.get(FILE).map_or_else(Table::default, |it| Table::read(FILE, it, mistakes));
        let mut lots = Self::default();
        for row in table.rows() {
            let side = if table.cell(row, "counts") == "subject" {
                &mut lots.subjects
            } else {
                &mut lots.objects
            };
            if table.cell(row, "once") == "yes" {
                lots.once.insert(row.key().to_owned());
            }
            let words = ["fr", "en"].into_iter().flat_map(|lang| table.cell(row, lang).split(';'));
            for word in words.map(str::trim).filter(|it| !it.is_empty()) {
                side.entry(fold(word)).or_default().insert(row.key().to_owned());
                if table.cell(row, "doer") == "any" {
                    lots.finding.insert(fold(word));
                }
            }
        }
        lots
    }

    /// The lots of which a word counts its object, or its subject.
    pub fn of(&self, word: &str, subject: bool) -> BTreeSet<&str> {
        let side = if subject { &self.subjects } else { &self.objects };
        side.get(&fold(word)).into_iter().flatten().map(String::as_str).collect()
    }

    /// Whether a verb leaves open whose the lot is: « saisir », "find".
    pub fn is_by_anybody(&self, word: &str) -> bool {
        self.finding.contains(&fold(word))
    }

    /// Whether there is but one such lot of a thing in the news of some weeks.
    pub fn is_once(&self, lot: &str) -> bool {
        self.once.contains(lot)
    }
}
