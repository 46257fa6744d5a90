//! The segmentation rules of a language, as written in `segment.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use crate::Error;
use crate::lemma::Lemmas;

use super::contraction;

/// How a language cuts text: abbreviations, elisions, multiword tokens and the like.
///
/// Everything is compared without regard to case and to the kind of apostrophe.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    pub(super) abbreviations: HashSet<Box<str>>,
    pub(super) final_abbreviations: HashSet<Box<str>>,
    pub(super) weak_abbreviations: HashSet<Box<str>>,
    pub(super) starters: HashSet<Box<str>>,
    pub(super) keep: HashSet<Box<str>>,
    pub(super) units: HashSet<Box<str>>,
    pub(super) elisions: Vec<Vec<char>>,
    pub(super) clitics: Vec<Vec<char>>,
    pub(super) endings: Vec<Vec<char>>,
    pub(super) hyphen_prefixes: HashSet<Box<str>>,
    pub(super) split_hyphens: bool,
    pub(super) group_digits: bool,
    pub(super) contractions: HashMap<Box<str>, Contraction>,
    pub(super) weights: Vec<f32>,
    pub(super) lemmas: Option<Arc<Lemmas>>,
}

/// A surface token that stands for several words.
#[derive(Clone, Debug)]
pub(super) struct Contraction {
    pub(super) parts: Vec<Box<str>>,
    pub(super) ambiguous: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Sheet {
    abbreviations: Vec<String>,
    final_abbreviations: Vec<String>,
    weak_abbreviations: Vec<String>,
    starters: Vec<String>,
    keep: Vec<String>,
    units: Vec<String>,
    elisions: Vec<String>,
    clitics: Vec<String>,
    endings: Vec<String>,
    hyphen_prefixes: Vec<String>,
    split_hyphens: bool,
    group_digits: bool,
    contraction: Vec<ContractionSheet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContractionSheet {
    form: String,
    parts: Vec<String>,
    #[serde(default)]
    ambiguous: bool,
}

impl Segmentation {
    /// Reads a `segment.toml`; the files in `data/lang` say what each list is for.
    pub fn read(toml: &str) -> Result<Self, Error> {
        let sheet: Sheet = toml::from_str(toml).map_err(|e| Error::Rules(e.to_string()))?;
        let mut contractions = HashMap::new();
        for ContractionSheet { form, parts, ambiguous } in sheet.contraction {
            if parts.len() < 2 || parts.iter().any(String::is_empty) {
                return Err(Error::Rules(format!("« {form} » needs two parts or more")));
            }
            let parts = parts.into_iter().map(String::into_boxed_str).collect();
            if contractions.insert(fold(&form), Contraction { parts, ambiguous }).is_some() {
                return Err(Error::Rules(format!("« {form} » is listed twice")));
            }
        }
        Ok(Self {
            abbreviations: folded(&sheet.abbreviations),
            final_abbreviations: folded(&sheet.final_abbreviations),
            weak_abbreviations: folded(&sheet.weak_abbreviations),
            starters: folded(&sheet.starters),
            keep: folded(&sheet.keep),
            units: sheet.units.into_iter().map(Into::into).collect(),
            elisions: affixes(&sheet.elisions),
            clitics: affixes(&sheet.clitics),
            endings: affixes(&sheet.endings),
            hyphen_prefixes: folded(&sheet.hyphen_prefixes),
            split_hyphens: sheet.split_hyphens,
            group_digits: sheet.group_digits,
            contractions,
            weights: Vec::new(),
            lemmas: None,
        })
    }

    /// Takes the weights that tell ambiguous contractions from plain words, and the lexicon whose
    /// parts of speech they refer to.
    pub(crate) fn set_model(
        &mut self,
        weights: Vec<f32>,
        lemmas: Arc<Lemmas>,
    ) -> Result<(), Error> {
        if weights.len() != contraction::SIZE {
            return Err(Error::section("contraction", "has the wrong size"));
        }
        self.weights = weights;
        self.lemmas = Some(lemmas);
        Ok(())
    }
}

fn folded(words: &[String]) -> HashSet<Box<str>> {
    words.iter().map(|word| fold(word)).collect()
}

/// Longest first, so that the first match is the longest.
fn affixes(words: &[String]) -> Vec<Vec<char>> {
    let words = words.iter().filter(|word| !word.is_empty());
    let mut out: Vec<Vec<char>> = words.map(|word| word.chars().map(fold_char).collect()).collect();
    out.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    out
}

/// Lower case with plain apostrophes and hyphens, letter by letter.
pub(super) fn fold(text: &str) -> Box<str> {
    text.chars().map(fold_char).collect::<String>().into()
}

pub(super) fn fold_char(c: char) -> char {
    match c {
        '’' | 'ʼ' | '‘' => '\'',
        '‐' | '‑' => '-',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => c,
            }
        }
    }
}
