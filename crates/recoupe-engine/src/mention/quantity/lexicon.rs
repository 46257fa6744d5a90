//! The words of amounts in one language, from its data files.

use std::collections::BTreeSet;

use super::number::{Amount, Numbers};
use super::phrases::Phrases;
use super::scan::{Piece, keys};
use crate::lang::Pack;

/// Everything that the word lists say of amounts.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Number words and the shape of digits.
    pub(super) numbers: Numbers,
    /// « plus de », "about": before the number.
    pub(super) before: Phrases<Effect>,
    /// « environ », "or more": after the number or what it counts.
    pub(super) after: Phrases<Effect>,
    /// `$`, « magnitude »: before the number.
    pub(super) leading: Phrases<Unit>,
    /// `km`, « euros »: after the number.
    pub(super) units: Phrases<Unit>,
    /// What is counted.
    pub(super) nouns: Phrases<Noun>,
    /// Nouns stand last in their group, after those that describe them ("aid convoys").
    pub(super) noun_last: bool,
    words: Phrases<Vec<String>>,
    peoples: BTreeSet<String>,
}

/// What a modifier does to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// At least so many.
    Least,
    /// At most so many.
    Most,
    /// About so many.
    About,
}

/// A unit of measure or money.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// SI symbol, ISO 4217 code, `%`, `year`.
    pub(super) name: String,
    /// What to multiply the number by (`M€`).
    pub(super) factor: f64,
    /// A symbol that counts only after digits (`m`, `t`).
    pub(super) is_symbol: bool,
    /// Money only by the million: « livres » are books otherwise.
    pub(super) is_big: bool,
}

impl Unit {
    /// Whether a number may have it: as digits or words, and as a thousand or a million.
    pub(super) fn suits(&self, piece: &Piece, number: &Amount) -> bool {
        // « 3G » is no mass.
        let small = self.name.chars().next().is_some_and(char::is_lowercase);
        let wrong_case = self.is_symbol && small && piece.capital;
        (number.in_digits || !self.is_symbol)
            && (number.scale >= 1e6 || !self.is_big)
            && !wrong_case
    }
}

/// A counted noun.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Noun {
    /// Singular English noun.
    pub(super) unit: String,
    /// The unit where the sentence speaks of forces.
    pub(super) military: Option<String>,
}

impl Lexicon {
    /// Reads the word lists of a language.
    pub(super) fn load(pack: &Pack) -> Self {
        let mut lexicon = Self { numbers: Numbers::load(pack), ..Self::default() };
        lexicon.load_modifiers(pack);
        lexicon.load_units(pack);
        lexicon.load_words(pack);
        lexicon.load_nouns(pack);
        lexicon
    }

    fn load_modifiers(&mut self, pack: &Pack) {
        let table = pack.words("quantity_modifier");
        for row in table.rows() {
            let effect = match table.cell(row, "effect") {
                "least" => Effect::Least,
                "most" => Effect::Most,
                "about" => Effect::About,
                _ => continue,
            };
            match table.cell(row, "place") {
                "after" => self.after.insert(row.key(), effect),
                _ => self.before.insert(row.key(), effect),
            }
        }
    }

    fn load_units(&mut self, pack: &Pack) {
        let table = pack.words("unit");
        for row in table.rows() {
            let unit = Unit {
                name: table.cell(row, "unit").to_owned(),
                factor: table.cell(row, "factor").parse().unwrap_or(1.0),
                is_symbol: table.cell(row, "place") == "symbol",
                is_big: table.cell(row, "place") == "millions",
            };
            match table.cell(row, "place") {
                "before" => self.leading.insert(row.key(), unit),
                _ => self.units.insert(row.key(), unit),
            }
        }
    }

    fn load_words(&mut self, pack: &Pack) {
        let table = pack.words("quantity_word");
        for row in table.rows() {
            let roles = table.cell(row, "role").split(' ').map(str::to_owned).collect();
            self.words.insert(row.key(), roles);
        }
        self.noun_last = table.get("noun-last", "role") == Some("setting");
        let peoples = pack.words("quantity_people");
        self.peoples = peoples.rows().iter().map(|row| row.key().to_owned()).collect();
    }

    /// Every noun in the singular, as listed, and in the plural, by the endings of the language.
    fn load_nouns(&mut self, pack: &Pack) {
        let table = pack.words("counted_noun");
        let endings = Endings::load(pack);
        for row in table.rows() {
            let military = Some(table.cell(row, "military")).filter(|unit| !unit.is_empty());
            let noun = Noun {
                unit: table.cell(row, "unit").to_owned(),
                military: military.map(str::to_owned),
            };
            for form in row.key().split('|') {
                let singular = keys(form);
                let plural = endings.plural(&singular, self.noun_last);
                if plural != singular {
                    self.nouns.insert_keys(plural, noun.clone());
                }
                self.nouns.insert_keys(singular, noun.clone());
            }
        }
    }

    /// The word at a piece, when it has a role, with the piece after it.
    pub(super) fn role(&self, pieces: &[Piece], at: usize, role: &str) -> Option<usize> {
        let mut all = self.words.all_at(pieces, at);
        all.find(|(_, roles)| roles.iter().any(|one| one == role)).map(|(end, _)| end)
    }

    /// Whether a capitalised word is the name of members of a people, by its ending.
    pub(super) fn is_people(&self, piece: &Piece) -> bool {
        let ends = |ending: &String| piece.key.ends_with(ending.as_str());
        piece.capital && piece.key.chars().count() > 4 && self.peoples.iter().any(ends)
    }
}

/// The counted nouns of a language in the plural, and its units: what shows that a number before
/// them is no year; with each, whether a year may stand before it ("the 2024 elections"). Sorted.
pub(crate) fn counted_plurals(pack: &Pack) -> Vec<(String, bool)> {
    let endings = Endings::load(pack);
    let table = pack.words("counted_noun");
    let forms = table.rows().iter().flat_map(|row| {
        let dated = table.cell(row, "dated") == "yes";
        row.key().split('|').map(move |form| (form, dated))
    });
    let last = |(form, dated): (&str, bool)| {
        form.split(' ').next_back().map(|key| (endings.bend(key), dated))
    };
    let mut plurals: Vec<(String, bool)> = forms.filter_map(last).collect();
    plurals.extend(pack.words("unit").rows().iter().map(|row| (row.key().to_owned(), false)));
    // « a versé mardi 20 millions »
    let numbers = pack.words("number_word");
    let times = numbers.rows().iter().filter(|row| numbers.cell(row, "role") == "times");
    plurals.extend(times.map(|row| (row.key().to_owned(), false)));
    plurals.sort_unstable();
    plurals
}

/// How nouns make their plural, the longest ending first.
struct Endings(Vec<(String, String)>);

impl Endings {
    fn load(pack: &Pack) -> Self {
        let table = pack.words("quantity_ending");
        let row = |row| {
            let ending = table.cell(row, "ending").trim_start_matches('~');
            (ending.to_owned(), table.cell(row, "plural").to_owned())
        };
        let mut all: Vec<(String, String)> = table.rows().iter().map(row).collect();
        all.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Self(all)
    }

    /// Every word up to the first of two or three letters (« transports de troupes »), or the last
    /// word alone (« armoured vehicles »).
    fn plural(&self, keys: &[String], noun_last: bool) -> Vec<String> {
        let is_small =
            |key: &String| matches!(key.as_str(), "de" | "d'" | "à" | "en" | "of" | "sans");
        let stop = keys.iter().position(is_small).unwrap_or(keys.len());
        let each = |(i, key): (usize, &String)| {
            let bends = if noun_last { i + 1 == stop } else { i < stop };
            if bends { self.bend(key) } else { key.clone() }
        };
        keys.iter().enumerate().map(each).collect()
    }

    fn bend(&self, key: &str) -> String {
        let found = self.0.iter().find_map(|(ending, plural)| {
            key.strip_suffix(ending.as_str()).map(|stem| format!("{stem}{plural}"))
        });
        found.unwrap_or_else(|| key.to_owned())
    }
}
