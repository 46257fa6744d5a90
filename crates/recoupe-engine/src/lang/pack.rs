//! What the engine knows of one language.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use recoupe_model::Lang;
use recoupe_syntax::Parser;

use super::{Files, Mistake, Table};

/// Everything in `data/lang/<code>/`.
#[derive(Debug)]
pub struct Pack {
    /// Its code.
    pub lang: Lang,
    words: BTreeMap<String, Table>,
    texts: BTreeMap<String, String>,
    weights: Vec<u8>,
    binaries: BTreeMap<String, Vec<u8>>,
    segmentation: String,
    parser: OnceLock<Option<Parser>>,
    derived: Derived,
}

/// What rooms make of the pack's files, kept so that it is made once and not for each document.
/// Nothing that depends on a document may be kept here.
#[derive(Default)]
struct Derived(Mutex<Vec<Arc<dyn Any + Send + Sync>>>);

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Derived")
    }
}

impl Pack {
    /// Whether words begin by saying that there is none: « aucun militaire », "no agreement".
    pub fn says_none(&self, words: &str) -> bool {
        let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        self.words("negation").get(&first, "sort") == Some("noun")
    }

    /// The word list `words/<name>.tsv`; empty when the language has none.
    pub fn words(&self, name: &str) -> &Table {
        static NONE: OnceLock<Table> = OnceLock::new();
        self.words.get(name).unwrap_or_else(|| NONE.get_or_init(Table::default))
    }

    /// Any other text file of the pack (TOML, Markdown), by its path inside the pack.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Any other `.bin` file of the pack, by its path inside the pack.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.binaries.get(path).map(Vec::as_slice)
    }

    /// Paths and contents of the pack's text files under a folder.
    pub fn texts<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts
            .iter()
            .filter(move |(path, _)| path.starts_with(folder))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// What a room makes of the pack's files, made at the first use: one value a type.
    pub fn derived<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        let kept = || {
            let all = self.derived.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.iter().find_map(|it| Arc::clone(it).downcast::<T>().ok())
        };
        // Made outside the lock: two threads may both make it, and the first one's is kept.
        kept().unwrap_or_else(|| {
            let made: Arc<dyn Any + Send + Sync> = Arc::new(make(self));
            let mut all = self.derived.0.lock().unwrap_or_else(PoisonError::into_inner);
            let first = all.iter().find_map(|it| Arc::clone(it).downcast::<T>().ok());
            first.unwrap_or_else(|| {
                all.push(Arc::clone(&made));
                made.downcast().expect("it was made with this type")
            })
        })
    }

    /// The parser, read at the first use; `None` when the pack has no usable model.
    pub fn parser(&self) -> Option<&Parser> {
        self.parser.get_or_init(|| Parser::load(&self.weights, &self.segmentation).ok()).as_ref()
    }
}

/// Every folder in `data/lang/` is a language.
pub(super) fn load_all(files: &Files, mistakes: &mut Vec<Mistake>) -> BTreeMap<Lang, Pack> {
    let mut packs: BTreeMap<Lang, Pack> = BTreeMap::new();
    for (path, bytes) in files {
        let Some((code, inner)) = path.strip_prefix("lang/").and_then(|p| p.split_once('/')) else {
            continue;
        };
        let pack = packs.entry(Lang::new(code)).or_insert_with(|| empty(code));
        if let Some(name) = inner.strip_prefix("words/").and_then(|n| n.strip_suffix(".tsv")) {
            pack.words.insert(name.to_owned(), Table::read(path, bytes, mistakes));
        } else if inner == "syntax.bin" {
            pack.weights = bytes.to_vec();
        } else if inner.strip_suffix(".bin").is_some() {
            pack.binaries.insert(inner.to_owned(), bytes.to_vec());
        } else if let Ok(text) = std::str::from_utf8(bytes) {
            if inner == "segment.toml" {
                text.clone_into(&mut pack.segmentation);
            }
            pack.texts.insert(inner.to_owned(), text.to_owned());
        } else {
            mistakes.push(Mistake::new(path, 0, "is not UTF-8; save it as UTF-8"));
        }
    }
    packs
}

fn empty(code: &str) -> Pack {
    Pack {
        lang: Lang::new(code),
        words: BTreeMap::new(),
        texts: BTreeMap::new(),
        weights: Vec::new(),
        binaries: BTreeMap::new(),
        segmentation: String::new(),
        parser: OnceLock::new(),
        derived: Derived::default(),
    }
}
