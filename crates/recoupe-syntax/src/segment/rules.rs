//! The segmentation rules of a language, as written in `segment.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use crate::Error;
use crate::lemma::Lemmas;

use super::contraction;
use super::learnt::Boundary;
use super::letter::form;

/// How a language cuts text: abbreviations, elisions, multiword tokens and the like.
///
/// Everything is compared without regard to case and to the kind of apostrophe, but for the capitals of
/// abbreviations.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    pub(super) abbreviations: Abbreviations,
    pub(super) inner_abbreviations: Abbreviations,
    pub(super) final_abbreviations: Abbreviations,
    pub(super) weak_abbreviations: Abbreviations,
    pub(super) starters: HashSet<Box<str>>,
    pub(super) saying: HashSet<Box<str>>,
    pub(super) keep: HashSet<Box<str>>,
    pub(super) units: HashSet<Box<str>>,
    pub(super) elisions: Vec<Vec<char>>,
    pub(super) clitics: Vec<Vec<char>>,
    pub(super) particles: HashSet<Vec<char>>,
    pub(super) clitic_hosts: HashSet<char>,
    pub(super) endings: Vec<Vec<char>>,
    pub(super) hyphen_prefixes: HashSet<Box<str>>,
    pub(super) split_hyphens: bool,
    pub(super) group_digits: bool,
    pub(super) contractions: HashMap<Box<str>, Contraction>,
    pub(super) boundary: Option<Boundary>,
    pub(super) weights: Vec<f32>,
    pub(super) lemmas: Option<Arc<Lemmas>>,
}

/// Words with their full stop, and whether they may begin with a small letter.
#[derive(Clone, Debug, Default)]
pub(super) struct Abbreviations(HashMap<Box<str>, bool>);

impl Abbreviations {
    fn new(words: &[String]) -> Self {
        let mut out = HashMap::new();
        for word in words {
            *out.entry(fold(word)).or_default() |= !word.starts_with(char::is_uppercase);
        }
        Self(out)
    }

    /// Whether the word is listed; what is listed with a capital needs one: `Miss.`, not `miss.`
    pub(super) fn contains(&self, word: &str) -> bool {
        let found = self.0.get(&fold(word));
        found.is_some_and(|&small| small || word.starts_with(char::is_uppercase))
    }
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
    inner_abbreviations: Vec<String>,
    final_abbreviations: Vec<String>,
    weak_abbreviations: Vec<String>,
    starters: Vec<String>,
    saying: Vec<String>,
    keep: Vec<String>,
    units: Vec<String>,
    elisions: Vec<String>,
    clitics: Vec<String>,
    particles: Vec<String>,
    clitic_hosts: String,
    endings: Vec<String>,
    hyphen_prefixes: Vec<String>,
    split_hyphens: bool,
    group_digits: bool,
    contraction: Vec<ContractionSheet>,
    boundary: Option<Boundary>,
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
            abbreviations: Abbreviations::new(&sheet.abbreviations),
            inner_abbreviations: Abbreviations::new(&sheet.inner_abbreviations),
            final_abbreviations: Abbreviations::new(&sheet.final_abbreviations),
            weak_abbreviations: Abbreviations::new(&sheet.weak_abbreviations),
            starters: folded(&sheet.starters),
            saying: folded(&sheet.saying),
            keep: folded(&sheet.keep),
            units: sheet.units.into_iter().map(Into::into).collect(),
            elisions: affixes(&sheet.elisions),
            clitics: affixes(&[&sheet.clitics[..], &sheet.particles].concat()),
            particles: affixes(&sheet.particles).into_iter().collect(),
            clitic_hosts: sheet.clitic_hosts.chars().collect(),
            endings: affixes(&sheet.endings),
            hyphen_prefixes: folded(&sheet.hyphen_prefixes),
            split_hyphens: sheet.split_hyphens,
            group_digits: sheet.group_digits,
            contractions,
            boundary: sheet.boundary,
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

/// The form in lower case with plain apostrophes and hyphens, letter by letter.
pub(super) fn fold(text: &str) -> Box<str> {
    form(text).chars().map(fold_char).collect::<String>().into()
}

pub(super) fn fold_char(c: char) -> char {
    match c {
        '’' | 'ʼ' | '‘' | '‛' | '´' | '`' | '′' | '＇' => '\'',
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
