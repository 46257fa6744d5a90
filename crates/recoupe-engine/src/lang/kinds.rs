//! What sort of thing words name, whatever the language: « carburant » and "fuel" meet here.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::Fit;

use super::stems::{is_function_word, stems};
use super::translations::Translations;
use super::{Files, Mistake, Table, fold};

/// The files `kinds.tsv`, `weapons.tsv`, `containment.tsv`, `sites.tsv`, `acts.tsv` and `translations.tsv` of `gazetteer/`, and the names of capitals.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// A phrase as stems, and its kind.
    phrases: BTreeMap<Vec<String>, Phrase>,
    /// Phrases by their first word are looked up to this length.
    longest: usize,
    broader: BTreeMap<String, String>,
    /// The names of wider places, by the folded name of the inner one.
    inside: BTreeMap<String, BTreeSet<String>>,
    /// Acts by their folded verbs.
    acts: BTreeMap<String, String>,
    /// Acts that one alone does: who commands a contingent.
    sole: BTreeSet<String>,
    /// Acts that are done to one thing once, by one: who owns the factory.
    once: BTreeSet<String>,
    /// Weapons by the words of their names.
    models: BTreeMap<Vec<String>, String>,
    /// The ids of the cities that are no capitals.
    cities: BTreeSet<String>,
    /// The ids of the capitals of states.
    capitals: BTreeSet<String>,
    /// Words for buildings, stations and pieces of country.
    sites: BTreeSet<String>,
    /// Words for settlements.
    settlements: BTreeSet<String>,
    /// Words that may name one thing.
    translations: Translations,
}

/// Words of the name of a weapon at most.
const MODEL: usize = 3;

#[derive(Clone, Debug)]
struct Phrase {
    kind: String,
    /// Whether the head stands last, as in English.
    head_last: bool,
    /// Whether it is a word of both languages: « drone ».
    shared: bool,
}

impl Kinds {
    /// Reads the files; a missing one is empty.
    pub(super) fn load(files: &Files, mistakes: &mut Vec<Mistake>) -> Self {
        let mut kinds = Self::default();
        let mut table = |path: &str| {
            files.get(path).map_or_else(Table::default, |bytes| Table::read(path, bytes, mistakes))
        };
        let (words, places) = (table("gazetteer/kinds.tsv"), table("gazetteer/containment.tsv"));
        let (weapons, acts) = (table("gazetteer/weapons.tsv"), table("gazetteer/acts.tsv"));
        for row in acts.rows() {
            match acts.cell(row, "sole") {
                "yes" => kinds.sole.insert(row.key().to_owned()),
                "one" => kinds.once.insert(row.key().to_owned()),
                _ => false,
            };
            for verb in ["fr", "en"].into_iter().flat_map(|lang| list(acts.cell(row, lang))) {
                kinds.acts.insert(fold(verb), row.key().to_owned());
            }
        }
        let (cities, states) = (table("gazetteer/cities.tsv"), table("gazetteer/countries.tsv"));
        let regions = table("gazetteer/regions.tsv");
        let named = regions.rows().iter().filter(|row| regions.cell(row, "kind") == "city");
        let cities = cities.rows().iter().chain(named);
        kinds.cities.extend(cities.map(|row| format!("place:{}", row.key())));
        let capitals =
            states.rows().iter().flat_map(|row| states.cell(row, "capital_en").split('|'));
        kinds.capitals.extend(capitals.filter(|it| !it.is_empty()).map(|it| {
            let name = fold(it);
            let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
            format!("place:{}", parts.join("-"))
        }));
        for row in words.rows() {
            let broader = words.cell(row, "broader");
            if !broader.is_empty() {
                kinds.broader.insert(row.key().to_owned(), broader.to_owned());
            }
            kinds.add(row.key(), words.cell(row, "fr"), false);
            kinds.add(row.key(), words.cell(row, "en"), true);
        }
        for row in weapons.rows() {
            for column in ["name_fr", "name_en", "alias_fr", "alias_en"] {
                let names = weapons.cell(row, column).split('|').filter(|it| !it.is_empty());
                kinds.models.extend(names.map(|name| (stems(name), row.key().to_owned())));
            }
        }
        for row in weapons.rows().iter().filter(|row| weapons.cell(row, "weak") != "yes") {
            let key = row.key();
            kinds.broader.insert(key.to_owned(), weapons.cell(row, "kind").to_owned());
            for (column, head_last) in [("fr", false), ("en", true)] {
                for list in ["name", "alias"] {
                    let cell = weapons.cell(row, &format!("{list}_{column}")).replace('|', ";");
                    kinds.add(key, &cell, head_last);
                }
            }
        }
        let sites = table("gazetteer/sites.tsv");
        for row in sites.rows() {
            let (word, sort) = (row.key(), sites.cell(row, "sort"));
            if sort != "settlement" {
                kinds.sites.insert(word.to_owned());
            }
            if sort != "site" {
                kinds.settlements.insert(word.to_owned());
            }
        }
        kinds.translations = Translations::of(table("gazetteer/translations.tsv"));
        for row in places.rows() {
            let outer: BTreeSet<String> = list(places.cell(row, "outer")).map(joined).collect();
            for inner in list(places.cell(row, "inner")) {
                kinds.inside.entry(joined(inner)).or_default().extend(outer.iter().cloned());
            }
        }
        kinds
    }

    fn add(&mut self, kind: &str, phrases: &str, head_last: bool) {
        for phrase in list(phrases) {
            let words = stems(phrase);
            self.longest = self.longest.max(words.len());
            let value = Phrase { kind: kind.to_owned(), head_last, shared: false };
            let known = self.phrases.entry(words).or_insert(value);
            known.shared |= known.head_last != head_last;
        }
    }

    /// The kind that a description names by its head, if it is a known one.
    pub fn of(&self, text: &str) -> Option<&str> {
        let words = stems(text);
        let cut = words.iter().position(|word| is_english_preposition(word));
        let before = cut.map_or(&words[..], |at| &words[..at]);
        self.in_words(before).or_else(|| self.in_words(&words))
    }

    fn in_words(&self, words: &[String]) -> Option<&str> {
        let mut found: Option<(&Phrase, usize)> = None;
        for start in 0..words.len() {
            let Some((phrase, end)) = self.longest_at(words, start) else { continue };
            let replaces = found.is_none_or(|(before, last)| {
                (phrase.head_last || phrase.shared && before.head_last) && end > last
            });
            if replaces {
                found = Some((phrase, end));
            }
        }
        found.map(|(phrase, _)| phrase.kind.as_str())
    }

    fn longest_at(&self, words: &[String], start: usize) -> Option<(&Phrase, usize)> {
        let most = self.longest.min(words.len() - start);
        (1..=most).rev().find_map(|length| {
            let phrase = self.phrases.get(&words[start..start + length])?;
            Some((phrase, start + length))
        })
    }

    /// The words of a name with each known word replaced by its kind, sorted: names of one
    /// institution in two languages become equal.
    pub fn name_key(&self, name: &str) -> Vec<String> {
        let words = stems(name);
        let mut key = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some((phrase, end)) = self.longest_at(&words, at) {
                key.push(phrase.kind.clone());
                at = end;
            } else {
                if !is_function_word(&words[at]) {
                    key.push(words[at].clone());
                }
                at += 1;
            }
        }
        key.sort();
        key.dedup();
        key
    }

    /// How two kinds stand to each other.
    pub fn fit(&self, a: &str, b: &str) -> Fit {
        if a == b {
            Fit::Same
        } else if self.is_broader(a, b) {
            Fit::Wider
        } else if self.is_broader(b, a) {
            Fit::Narrower
        } else {
            Fit::Apart
        }
    }

    fn is_broader(&self, broad: &str, narrow: &str) -> bool {
        let mut at = narrow;
        for _ in 0..8 {
            match self.broader.get(at) {
                Some(next) if next == broad => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    }

    /// The kind that a unit counts under, or the unit itself. « 84 voix » and « 84 députés » count
    /// one thing: members of a parliament.
    pub fn unit(&self, unit: &str) -> String {
        const MEMBERS: &str = "parliament";
        // The sides of a vote are told apart where it is read.
        if matches!(unit, "vote against" | "abstention") {
            return unit.to_owned();
        }
        match self.of(unit) {
            Some(kind) if kind == "ballot" || self.fit(MEMBERS, kind).supports() => MEMBERS.into(),
            Some(kind) => kind.to_owned(),
            None => joined(unit),
        }
    }

    /// What a verb tells, the same in every language: « expulser », "expel". The verb itself where it
    /// is not known.
    pub fn act(&self, verb: &str) -> String {
        let verb = fold(verb);
        self.acts.get(&verb).cloned().unwrap_or(verb)
    }

    /// Whether two verbs tell one act.
    pub fn are_one_act(&self, a: &str, b: &str) -> bool {
        self.act(a) == self.act(b)
    }

    /// Whether two stems may be words for one thing, in one language or two: « taux », "rate".
    pub fn are_translations(&self, a: &str, b: &str) -> bool {
        self.translations.are_one(a, b)
    }

    /// Whether an act is one that one alone does.
    pub fn is_sole(&self, act: &str) -> bool {
        self.sole.contains(act)
    }

    /// Whether an act is done to one thing once, by one.
    pub fn is_done_once(&self, act: &str) -> bool {
        self.once.contains(act)
    }

    /// The weapons that a description names: "a Patriot battery".
    pub fn models(&self, text: &str) -> BTreeSet<&str> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut found = BTreeSet::new();
        for start in 0..words.len() {
            let is_name = |word: &str| word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
            for end in
                (start + 1..=words.len().min(start + MODEL)).filter(|_| is_name(words[start]))
            {
                found.extend(
                    self.models.get(&stems(&words[start..end].join(" "))).map(String::as_str),
                );
            }
        }
        found
    }

    /// Whether an id is that of a known city or capital.
    pub fn is_city(&self, id: &str) -> bool {
        self.capitals.contains(id) || self.cities.contains(id)
    }

    /// Whether a unit, as [`Kinds::unit`] names it, is one of heads: « personnes », "six workers".
    pub fn counts_people(&self, unit: &str) -> bool {
        let person = self.unit("person");
        unit == person || self.fit(&person, unit).supports()
    }

    /// « palais », "station": a place told so is no town by that.
    pub(super) fn is_site_word(&self, word: &str) -> bool {
        self.sites.contains(word)
    }

    /// « ville », "port".
    pub(super) fn is_settlement_word(&self, word: &str) -> bool {
        self.settlements.contains(word)
    }

    /// Whether an id is that of the capital of a state.
    pub fn is_capital(&self, id: &str) -> bool {
        self.capitals.contains(id)
    }

    /// Whether a place of this name is known to lie in one of that name.
    pub fn is_inside(&self, inner: &str, outer: &str) -> bool {
        self.inside.get(&joined(inner)).is_some_and(|wide| wide.contains(&joined(outer)))
    }
}

/// The words of a cell.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty())
}

fn joined(text: &str) -> String {
    stems(text).join(" ")
}

fn is_english_preposition(word: &str) -> bool {
    const LIST: &[&str] = &[
        "of", "for", "from", "with", "at", "by", "on", "in", "to", "between", "against", "over",
        "near", "off", "about",
    ];
    LIST.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> Kinds {
        let mut mistakes = Vec::new();
        let kinds = Kinds::load(&recoupe_data::embedded(), &mut mistakes);
        assert_eq!(mistakes, []);
        kinds
    }

    #[test]
    fn words_of_two_languages_meet() {
        let kinds = kinds();
        assert_eq!(kinds.of("du carburant"), kinds.of("refined fuel"));
        for carrier in ["véhicules blindés", "40 transports de troupes", "armoured carriers"] {
            assert_eq!(kinds.of(carrier), Some("armoured_vehicle"), "{carrier}");
        }
    }

    #[test]
    fn the_head_tells_the_kind() {
        let kinds = kinds();
        assert_eq!(kinds.of("ambulances blindées"), Some("ambulance"));
        assert_eq!(kinds.of("camions de carburant"), Some("truck"));
        assert_eq!(kinds.of("fuel trucks from Poland"), Some("truck"));
        assert_eq!(kinds.of("agreement on transit and defence"), Some("treaty"));
        assert_eq!(kinds.of("an army drone"), Some("drone"));
        assert_eq!(kinds.of("un drone de l'armée"), Some("drone"));
        assert_eq!(kinds.of("des missiles anti-aériens"), Some("air_defence"));
        assert_eq!(kinds.of("des lettres"), None);
    }

    #[test]
    fn a_weapon_has_a_kind_that_is_listed() {
        let kinds = kinds();
        let file = "gazetteer/weapons.tsv";
        let files = recoupe_data::embedded();
        let table = Table::read(file, files.get(file).expect("the file"), &mut Vec::new());
        assert!(table.rows().len() > 200);
        for row in table.rows() {
            let kind = table.cell(row, "kind");
            let is_listed = kinds.phrases.values().any(|it| it.kind == kind);
            assert!(is_listed, "{}: no words for {kind}", row.key());
        }
        let himars = kinds.of("HIMARS").expect("a weapon");
        assert_eq!(kinds.fit("launcher", himars), Fit::Wider);
        assert_eq!(kinds.of("missiles Storm Shadow"), Some("missile"));
    }

    #[test]
    fn kinds_have_broader_ones() {
        let kinds = kinds();
        assert_eq!(kinds.fit("weapon", "air_defence"), Fit::Wider);
        assert_eq!(kinds.fit("fuel", "munition"), Fit::Apart);
    }

    #[test]
    fn an_institution_is_one_in_two_languages() {
        let kinds = kinds();
        assert_eq!(kinds.name_key("Observatoire Danube"), kinds.name_key("Danube Observatory"));
        assert_eq!(kinds.unit("mort"), kinds.unit("person"));
        assert_ne!(kinds.unit("EUR"), kinds.unit("USD"));
        assert_eq!(kinds.unit("voix"), kinds.unit("député"));
        assert_eq!(kinds.unit("vote"), kinds.unit("senator"));
        assert_ne!(kinds.unit("vote"), kinds.unit("vote against"));
    }
}
