//! Whether two places can be one: a town and its country, a port and its town, two spellings of a name.

use recoupe_model::{Class, Entity, Fit};

use super::likeness::{Likeness, country, distance, sounds_like};
use super::stems::{is_function_word, words};
use super::{Kinds, fold};

impl Likeness<'_> {
    pub(super) fn fit_places(&self, a: &Entity, b: &Entity) -> Fit {
        let (of_a, of_b) = (country(a), country(b));
        if let (Some(x), Some(y)) = (of_a, of_b)
            && x != y
        {
            return Fit::Apart;
        }
        match (a.id.is_country(), b.id.is_country()) {
            (true, false) if of_b.is_some() => return Fit::Wider,
            (false, true) if of_a.is_some() => return Fit::Narrower,
            (true, _) | (_, true) => return Fit::Open,
            _ => {}
        }
        if self.is_inside(a, b) {
            return Fit::Narrower;
        }
        if self.is_inside(b, a) {
            return Fit::Wider;
        }
        let (names_a, names_b) = (place_words(a), place_words(b));
        // Two places of which the country is known are known apart by their names.
        let are_known = of_a.is_some() && of_b.is_some();
        let is_name = |a: &str, b: &str| a == b || !are_known && sounds_like(a, b);
        let within = |x: &[String], y: &[String]| x.iter().all(|a| y.iter().any(|b| is_name(a, b)));
        if names_a.is_empty() || names_b.is_empty() {
            return Fit::Open;
        }
        match (within(&names_a, &names_b), within(&names_b, &names_a)) {
            (true, true) => Fit::Same,
            (true, false) | (false, true) => Fit::Overlap,
            _ if self.kinds.is_site(a) || self.kinds.is_site(b) => Fit::Open,
            // Two towns, also where the country of one is not known.
            _ if self.is_town(a) && self.is_town(b) => Fit::Apart,
            // « Nauplie » may be "the port of Nafplio".
            _ if (self.kinds.is_town_called(a) || self.kinds.is_town_called(b))
                && are_written_alike(&names_a, &names_b) =>
            {
                Fit::Open
            }
            // A town and a region of which nothing is known may hold each other.
            _ if of_a.is_some() != of_b.is_some() => Fit::Open,
            _ => Fit::Apart,
        }
    }

    /// Whether two places are two for what is signed or held in one room: two known cities, or two that the texts tell
    /// as towns, with nothing that puts the one inside the other. `towns`: which of them the texts tell as towns.
    pub fn are_two_towns(&self, a: &Entity, b: &Entity, towns: [bool; 2]) -> bool {
        let is_city = |it: &Entity| self.kinds.is_city(it.id.as_str());
        let is_bare = |it: &Entity, is_told: bool| {
            let mut words = it.name.split([' ', '-', '\'', '’']);
            let is_common = |word: &str| self.kinds.of(word).is_some();
            it.class == Class::Place
                && (it.of.is_none() || is_told)
                && !self.kinds.is_site(it)
                && (self.kinds.is_town_called(it)
                    || words.all(|word| word.starts_with(char::is_uppercase) && !is_common(word)))
        };
        let are_alike = || {
            let (x, y) = (place_words(a), place_words(b));
            are_written_alike(&x, &y) || x.iter().any(|x| y.iter().any(|y| sounds_like(x, y)))
        };
        // A bare name that nothing tells as a town may be of a palace or a quarter.
        let is_town = |it: &Entity, is_told: bool| is_city(it) || is_told && is_bare(it, is_told);
        let are_towns = is_town(a, towns[0]) && is_town(b, towns[1]);
        are_towns && !self.is_inside(a, b) && !self.is_inside(b, a) && !are_alike()
    }

    /// Whether a building or station is named after a place: "Bardufoss Air Station", « l'aéroport d'Alger ».
    pub fn is_site_at(&self, site: &Entity, town: &Entity) -> bool {
        let (all, own) = (place_words(site), place_words(town));
        site.id != town.id
            && self.kinds.has_site_word(site)
            && !own.is_empty()
            && own.iter().all(|word| all.contains(word))
    }

    /// Whether a place is a capital or told as a settlement. Other cities lend their names to regions.
    fn is_town(&self, place: &Entity) -> bool {
        self.kinds.is_capital(place.id.as_str()) || self.kinds.is_town_called(place)
    }
}

/// Whether two unknown names begin alike and differ in few letters: they may be one place in two languages.
fn are_written_alike(a: &[String], b: &[String]) -> bool {
    let alike = |x: &String, y: &String| {
        x.chars().take(2).eq(y.chars().take(2)) && distance(x, y) * 3 <= x.len().min(y.len())
    };
    a.iter().any(|x| b.iter().any(|y| alike(x, y)))
}

/// The names in a description of a place: « nord de la ville de Naryn » is Naryn.
pub(super) fn place_words(entity: &Entity) -> Vec<String> {
    let is_name = |word: &&str| word.chars().next().is_some_and(|first| !first.is_lowercase());
    let names = entity.name.split(|it: char| !it.is_alphanumeric()).filter(is_name);
    names.flat_map(words).filter(|word| !is_function_word(word)).collect()
}

impl Kinds {
    /// A building, a station, a base: its town is not known, so it excludes no town. « le port de Nauplie » is a
    /// town by its name.
    pub fn is_site(&self, entity: &Entity) -> bool {
        place_words(entity).is_empty() || !self.is_town_called(entity) && self.has_site_word(entity)
    }

    /// Whether a word for a building, station or piece of country stands in the name of a place.
    fn has_site_word(&self, entity: &Entity) -> bool {
        words(&entity.name).iter().any(|word| self.is_site_word(word))
    }

    /// Whether a place is told as a settlement with its name: "the Greek port of Nafplio".
    fn is_town_called(&self, entity: &Entity) -> bool {
        self.is_town_in(&entity.name)
    }

    /// Whether words tell a settlement with its name: « la ville portuaire d'Aktaou » does not, "the port city of
    /// Aktau" does.
    pub fn is_town_in(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split_whitespace().collect();
        let is_large = |it: &str| it.starts_with(char::is_uppercase);
        let is_settlement = |it: &str| self.is_settlement_word(&fold(it));
        let names = |it: &[&str]| matches!(it, ["of" | "de" | "d'", name] if is_large(name));
        words.windows(3).any(|it| is_settlement(it[0]) && names(&it[1..]))
            // « le port géorgien de Poti »
            || words
                .windows(4)
                .any(|it| is_settlement(it[0]) && !is_large(it[1]) && names(&it[2..]))
    }
}
