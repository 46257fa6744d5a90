//! Whether two entities can be one: a state and its minister, a town and its country, « le
//! carburant » and "oil".

use std::collections::BTreeSet;

use recoupe_model::{Class, Entity, EntityId, Fit, Role};

use super::Kinds;
use super::places::place_words;
use super::stems::{is_function_word, large_words, stems, words};

/// Compares entities with what is known of the world and of one story.
#[derive(Clone, Debug)]
pub struct Likeness<'a> {
    pub(super) kinds: &'a Kinds,
    /// Places that a text of the story puts inside one another: inner, outer.
    inside: BTreeSet<(EntityId, EntityId)>,
    /// Things that the user tells apart, both ways.
    apart: BTreeSet<(EntityId, EntityId)>,
}

impl<'a> Likeness<'a> {
    /// With the places that the story's texts put inside one another.
    pub fn new(kinds: &'a Kinds, inside: &[(EntityId, EntityId)]) -> Self {
        Self { kinds, inside: inside.iter().cloned().collect(), apart: BTreeSet::new() }
    }

    /// With the things that the user tells apart.
    #[must_use]
    pub fn with_apart(mut self, apart: &[(EntityId, EntityId)]) -> Self {
        self.apart = apart.iter().cloned().collect();
        self.apart.extend(apart.iter().map(|(a, b)| (b.clone(), a.clone())));
        self
    }

    /// The kinds it compares by.
    pub fn kinds(&self) -> &Kinds {
        self.kinds
    }

    /// How two entities that fill the same role stand to each other.
    pub fn fit(&self, role: Role, a: &Entity, b: &Entity) -> Fit {
        if a.id == b.id {
            // Two towns or two people of one name.
            let are_namesakes = matches!((&a.of, &b.of), (Some(x), Some(y)) if x != y);
            return if are_namesakes { Fit::Apart } else { Fit::Same };
        }
        if self.apart.contains(&(a.id.clone(), b.id.clone())) {
            return Fit::Apart;
        }
        let of_kind = matches!(role, Role::Goods | Role::Force);
        if !of_kind && (is_vague(a) || is_vague(b)) {
            return Fit::Open;
        }
        let is_place = |it: &Entity| matches!(it.class, Class::Place | Class::Country);
        match (a.class, b.class) {
            _ if role == Role::Place && is_place(a) && is_place(b) => self.fit_places(a, b),
            // What fills the slot of a place and is none says nothing of the place.
            _ if role == Role::Place => Fit::Open,
            _ if matches!(role, Role::Goods | Role::Force) => self.fit_things(a, b),
            (Class::Instrument, Class::Instrument) => self.fit_instruments(a, b),
            // « le texte » may be the moratorium.
            _ if is_any_instrument(a) || is_any_instrument(b) => Fit::Open,
            // « un navire chinois », "a Philippine ship".
            (Class::Thing, _) | (_, Class::Thing)
                if matches!(role, Role::Agent | Role::Target)
                    && matches!((country(a), country(b)), (Some(x), Some(y)) if x != y) =>
            {
                Fit::Apart
            }
            (Class::Thing, _) | (_, Class::Thing) => self.fit_things(a, b),
            (Class::Instrument, _) | (_, Class::Instrument) => Fit::Open,
            (Class::Place, Class::Place) => self.fit_places(a, b),
            _ => self.fit_actors(role, a, b),
        }
    }

    fn fit_actors(&self, role: Role, a: &Entity, b: &Entity) -> Fit {
        let (of_a, of_b) = (country(a), country(b));
        if a.class == Class::Person && b.class == Class::Person {
            if !matches!((of_a, of_b), (Some(x), Some(y)) if x != y) && same_person(a, b) {
                return Fit::Same;
            }
            if is_individual(role) && !holds_one_office(a, b) && !may_hold_office(a, b) {
                return Fit::Apart;
            }
        }
        // The Council acts for the Union.
        if a.class == Class::Organisation && b.class == Class::Organisation {
            match (self.is_inside(a, b), self.is_inside(b, a)) {
                (true, _) => return Fit::Narrower,
                (_, true) => return Fit::Wider,
                _ => {}
            }
        }
        match (of_a, of_b) {
            (Some(x), Some(y)) if x == y => match (a.id.is_country(), b.id.is_country()) {
                (true, _) => Fit::Wider,
                (_, true) => Fit::Narrower,
                _ if self.same_name(a, b) || self.same_bodies(a, b) => Fit::Same,
                _ => Fit::Overlap,
            },
            (Some(_), Some(_)) => Fit::Apart,
            _ if self.same_name(a, b) => Fit::Same,
            // « le bataillon Sidi Khalifa », "Sidi Khalifa".
            _ if self.is_short_for(a, b) || self.is_short_for(b, a) => Fit::Overlap,
            (None, None) if a.class == b.class => Fit::Apart,
            // A bank may be read as a place by its name alone; no place of unknown country is a body.
            (None, None) if are_bodies_or_places(a, b) => Fit::Apart,
            // Somebody of unknown country may be of the other's.
            _ => Fit::Open,
        }
    }

    pub(super) fn is_inside(&self, inner: &Entity, outer: &Entity) -> bool {
        self.inside.contains(&(inner.id.clone(), outer.id.clone()))
            || self.kinds.is_inside(&inner.name, &outer.name)
    }

    fn fit_instruments(&self, a: &Entity, b: &Entity) -> Fit {
        if let (Some(x), Some(y)) = (self.kinds.of(&a.name), self.kinds.of(&b.name))
            && self.kinds.fit(x, y).is_apart()
        {
            let is_loose = is_any_instrument(a) || is_any_instrument(b);
            let are_loose = is_loose && LOOSE.iter().any(|it| [x, y].contains(it));
            return if are_loose { Fit::Open } else { Fit::Apart };
        }
        let (years_a, years_b) = (years(a), years(b));
        if !years_a.is_empty() && !years_b.is_empty() && years_a.is_disjoint(&years_b) {
            return Fit::Apart;
        }
        let (proper_a, proper_b) = (self.proper_words(&a.name), self.proper_words(&b.name));
        if proper_a.is_empty() || proper_b.is_empty() {
            return Fit::Open;
        }
        if proper_a.is_disjoint(&proper_b) { Fit::Apart } else { Fit::Overlap }
    }

    fn fit_things(&self, a: &Entity, b: &Entity) -> Fit {
        if self.are_two_weapons(a, b) {
            return Fit::Apart;
        }
        if let (Some(x), Some(y)) = (self.kinds.of(&a.name), self.kinds.of(&b.name)) {
            return if are_two_models(a, b) { Fit::Apart } else { self.kinds.fit(x, y) };
        }
        let (x, y) = (stems(&a.name), stems(&b.name));
        let are_one = |a: &String, b: &String| {
            a == b || are_cognates(a, b) || self.kinds.are_translations(a, b)
        };
        let shared = x
            .iter()
            .any(|word| !is_function_word(word) && y.iter().any(|other| are_one(word, other)));
        match shared {
            _ if x == y => Fit::Same,
            true => Fit::Overlap,
            false => Fit::Apart,
        }
    }

    /// Words of a title that are names: a capital inside it, or before the noun for what it is ("Accra Declaration").
    fn proper_words(&self, name: &str) -> BTreeSet<String> {
        let is_large = |word: &&str| word.starts_with(char::is_uppercase);
        let is_kind = |word: &&str| self.kinds.of(word).is_some();
        let words: Vec<&str> = name
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .collect();
        let is_title = words.iter().skip(1).any(|word| is_large(word) && is_kind(word));
        let named = words.into_iter().skip(usize::from(!is_title)).filter(is_large);
        named
            .filter(|word| !is_title || !is_kind(word))
            .flat_map(stems)
            .filter(|word| word.len() > 2)
            .collect()
    }

    /// « une batterie Patriot », "an IRIS-T battery": each names a weapon, and not the same.
    pub fn are_two_weapons(&self, a: &Entity, b: &Entity) -> bool {
        let (x, y) = (self.kinds.models(&a.name), self.kinds.models(&b.name));
        !x.is_empty() && !y.is_empty() && x.is_disjoint(&y)
    }

    /// « deux banques éthiopiennes », "Ethiopian banks": described by what they are and by one
    /// country, not named.
    fn same_bodies(&self, a: &Entity, b: &Entity) -> bool {
        let described = |it: &Entity| {
            let kind = self.kinds.of(&it.name)?.to_owned();
            let mut key = self.kinds.name_key(&it.name);
            key.retain(|word| *word != kind);
            (key.len() <= 1).then(|| (kind, key.pop().unwrap_or_default()))
        };
        let start = |word: &str| word.chars().take(4).collect::<String>();
        match (described(a), described(b)) {
            (Some((x, of_a)), Some((y, of_b))) => {
                self.kinds.fit(&x, &y).supports() && start(&of_a) == start(&of_b)
            }
            _ => false,
        }
    }

    /// "the French Senate", "the Philippine Senate": two bodies by their names, even where the
    /// state of one is not known. One that is named by less may be the other.
    pub fn are_two_bodies(&self, a: &Entity, b: &Entity) -> bool {
        let is_body = |it: &Entity| it.class == Class::Organisation && !is_vague(it);
        if a.id == b.id || !is_body(a) || !is_body(b) {
            return false;
        }
        let starts = |it: &Entity| -> BTreeSet<String> {
            let words = self.kinds.name_key(&it.name).into_iter();
            words.map(|word| word.chars().take(4).collect()).collect()
        };
        let (x, y) = (starts(a), starts(b));
        let are_known = matches!((country(a), country(b)), (Some(_), Some(_)));
        !are_known && !x.is_subset(&y) && !y.is_subset(&x)
    }

    /// Whether all words of one name stand in the other, which adds only what it is: « bataillon ».
    fn is_short_for(&self, short: &Entity, long: &Entity) -> bool {
        let are_bodies = short.class == Class::Organisation && long.class == Class::Organisation;
        let names = |it: &Entity| -> BTreeSet<String> {
            large_words(&it.name)
                .filter(|word| self.kinds.of(word).is_none())
                .flat_map(stems)
                .collect()
        };
        let (x, y) = (names(short), names(long));
        are_bodies
            && !x.is_empty()
            && x.len() == y.len()
            && x.iter().all(|a| y.iter().any(|b| is_spelling_of(a, b)))
    }

    fn same_name(&self, a: &Entity, b: &Entity) -> bool {
        self.kinds.name_key(&a.name) == self.kinds.name_key(&b.name)
    }
}

/// The country that an entity is or acts for.
pub fn country(entity: &Entity) -> Option<&EntityId> {
    if entity.id.is_country() { Some(&entity.id) } else { entity.of.as_ref() }
}

/// Whether the words name nobody in particular: « les deux pays », a pronoun, "officials".
pub fn is_vague(entity: &Entity) -> bool {
    if country(entity).is_some() {
        return false;
    }
    let is_named = entity.name.chars().next().is_some_and(|first| !first.is_lowercase());
    match entity.class {
        Class::Thing | Class::Instrument | Class::Country => entity.name.is_empty(),
        Class::Place => place_words(entity).is_empty(),
        Class::Group | Class::Person | Class::Organisation => !is_named,
    }
}

/// « des hélicoptères Mi-17 », "Falco 9 helicopters": each has a word with a figure, and not the same.
fn are_two_models(a: &Entity, b: &Entity) -> bool {
    let models = |it: &Entity| -> BTreeSet<String> {
        let designations = it.name.split_whitespace().zip(it.name.split_whitespace().skip(1));
        let pairs = designations.filter(|(word, number)| {
            word.starts_with(char::is_uppercase) && number.chars().all(|c| c.is_ascii_digit())
        });
        let pairs = pairs.map(|(word, number)| format!("{word}{number}"));
        let mixed = it.name.split_whitespace().filter(|word| {
            let has = |kind: fn(char) -> bool| word.contains(kind);
            has(char::is_uppercase) && has(|c| c.is_ascii_digit())
        });
        let all = pairs.chain(mixed.map(str::to_owned));
        all.map(|it| it.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
            .collect()
    };
    let (x, y) = (models(a), models(b));
    !x.is_empty() && !y.is_empty() && x.is_disjoint(&y)
}

/// Whether each is a body or a place by its name.
fn are_bodies_or_places(a: &Entity, b: &Entity) -> bool {
    let is_one = |it: &Entity| {
        matches!(it.class, Class::Organisation | Class::Place)
            && it.name.starts_with(char::is_uppercase)
    };
    is_one(a) && is_one(b)
}

/// Roles in which two people of one country are two people, rather than two who act for it.
fn is_individual(role: Role) -> bool {
    matches!(role, Role::Participant | Role::Visitor | Role::Speaker | Role::Target)
}

/// « Poutine » and « Vladimir Poutine », « Belooussov » and « Belousov ».
fn same_person(a: &Entity, b: &Entity) -> bool {
    let (a, b) = (name_words(a), name_words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|x| long.iter().any(|y| is_spelling_of(x, y)))
}

/// Whether the one is told by an office alone and the other, of the same state, by name: "the Belarusian ambassador",
/// « Igor Savtchenko ».
fn may_hold_office(a: &Entity, b: &Entity) -> bool {
    let same_state = country(a).is_some() && country(a) == country(b);
    same_state && is_called_by_name(a) != is_called_by_name(b)
}

/// Whether a person is told by a name, and not by an office alone: « l'ambassadeur australien », « le chef du Front du
/// Kasaï », which ends in a name that is not his.
pub fn is_called_by_name(person: &Entity) -> bool {
    let is_large = |word: Option<&str>| word.is_some_and(|it| it.starts_with(char::is_uppercase));
    let words = person.name.split_whitespace();
    is_large(words.clone().next()) && is_large(words.last())
}

/// « le président syrien » and "the Syrian president": told by an office of one state, not by name.
fn holds_one_office(a: &Entity, b: &Entity) -> bool {
    let office = |it: &Entity| -> Vec<String> {
        let common = it.name.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
        let common: Vec<String> = common.flat_map(words).collect();
        common.into_iter().filter(|word| word.chars().count() > 4).collect()
    };
    let same_state = country(a).is_some() && country(a) == country(b);
    let (x, y) = (office(a), office(b));
    same_state && x.iter().any(|x| y.iter().any(|y| is_spelling_of(x, y)))
}

fn is_spelling_of(a: &str, b: &str) -> bool {
    a == b
        || sounds_like(a, b)
        || (a.len().min(b.len()) >= 5 && distance(a, b) <= a.len().min(b.len()) / 4)
}

/// « Moukalla » and "Mukalla", « Bahachouan » and "Bahashwan": one name in the letters of two
/// languages. Both are folded; short ones are soon alike.
pub fn sounds_like(a: &str, b: &str) -> bool {
    const LONG: usize = 5;
    let (x, y) = (sound(a), sound(b));
    x == y && x.chars().count() >= LONG
}

/// The letters of a folded foreign name without what French and English write differently:
/// « Moukalla » and "Mukalla" have one.
pub fn sound(word: &str) -> String {
    const WRITTEN: [(&str, &str); 12] = [
        ("tch", "s"),
        ("sch", "s"),
        ("ch", "s"),
        ("sh", "s"),
        ("dj", "j"),
        ("gh", "g"),
        ("kh", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("w", "u"),
        ("y", "i"),
        ("ee", "i"),
    ];
    let mut sound =
        WRITTEN.iter().fold(word.to_owned(), |word, (as_is, to)| word.replace(as_is, to));
    let mut last = None;
    sound.retain(|letter| last.replace(letter) != Some(letter) || !letter.is_alphabetic());
    sound
}

/// « entité », "entity": words of two languages that begin alike and differ in one letter of four at most.
fn are_cognates(a: &str, b: &str) -> bool {
    const LONG: usize = 6;
    const START: usize = 4;
    let (long, other) = (a.chars().count(), b.chars().count());
    long.min(other) >= LONG
        && a.chars().take(START).eq(b.chars().take(START))
        && distance(a, b) * 4 <= long.min(other)
}

/// How many letters must be put, dropped or changed.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn name_words(entity: &Entity) -> Vec<String> {
    words(&entity.name).into_iter().filter(|word| !is_function_word(word)).collect()
}

/// Kinds of instruments that « l'accord » alone may mean as well.
const LOOSE: [&str; 2] = ["contract", "declaration"];

/// « l'accord », "the deal", « le texte »: a word for anything that is signed or voted, and no more.
pub fn is_any_instrument(entity: &Entity) -> bool {
    const WORDS: &[&str] = &["accord", "agreement", "deal", "entente", "texte", "text"];
    let mut words = words(&entity.name);
    words.retain(|word| !is_function_word(word));
    matches!(&words[..], [only] if WORDS.contains(&only.as_str()))
}

fn years(entity: &Entity) -> BTreeSet<String> {
    let is_year = |word: &String| word.len() == 4 && word.parse::<u16>().is_ok_and(|y| y > 1500);
    words(&entity.name).into_iter().filter(is_year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Files;

    fn entity(id: &str, class: Class, name: &str, of: Option<&str>) -> Entity {
        let of = of.map(|code| EntityId::new("country", code));
        let text = name.to_owned();
        Entity {
            id: EntityId(id.into()),
            class,
            name: name.into(),
            text,
            span: recoupe_model::Span::default(),
            of,
        }
    }

    fn fit(role: Role, a: &Entity, b: &Entity) -> Fit {
        let files: Files = recoupe_data::embedded();
        let kinds = Kinds::load(&files, &mut Vec::new());
        let fit = Likeness::new(&kinds, &[]).fit(role, a, b);
        assert_eq!(Likeness::new(&kinds, &[]).fit(role, b, a), fit.flip(), "both ways");
        fit
    }

    #[test]
    fn a_state_stands_for_those_who_act_for_it() {
        let russia = entity("country:RUS", Class::Country, "Russie", None);
        let putin =
            entity("person:vladimir-poutine", Class::Person, "Vladimir Poutine", Some("RUS"));
        let kim = entity("person:kim", Class::Person, "Kim Jong-un", Some("PRK"));
        assert_eq!(fit(Role::Agent, &russia, &putin), Fit::Wider);
        assert_eq!(fit(Role::Agent, &russia, &kim), Fit::Apart);
        assert_eq!(fit(Role::Participant, &putin, &kim), Fit::Apart);
        let minister = entity("person:x", Class::Person, "Andreï Belooussov", Some("RUS"));
        assert_eq!(fit(Role::Agent, &putin, &minister), Fit::Overlap);
        assert_eq!(fit(Role::Visitor, &putin, &minister), Fit::Apart);
    }

    #[test]
    fn short_names_and_spellings_are_one_person() {
        let long = entity("person:a", Class::Person, "Andreï Belooussov", Some("RUS"));
        let short = entity("person:b", Class::Person, "Belousov", None);
        assert_eq!(fit(Role::Participant, &long, &short), Fit::Same);
    }

    #[test]
    fn one_name_in_the_letters_of_two_languages() {
        let place = |name| entity(&format!("place:{name}"), Class::Place, name, None);
        assert_eq!(fit(Role::Place, &place("Moukalla"), &place("Mukalla")), Fit::Same);
        assert_eq!(fit(Role::Place, &place("Marioupol"), &place("Mariupol")), Fit::Same);
        assert_eq!(fit(Role::Place, &place("Moukalla"), &place("Mukallia")), Fit::Apart);
        assert_eq!(fit(Role::Place, &place("Tartu"), &place("Tartus")), Fit::Apart);
        let person = |name| entity(&format!("person:{name}"), Class::Person, name, None);
        let (fr, en) = (person("Salim Bahachouan"), person("Bahashwan"));
        assert_eq!(fit(Role::Participant, &fr, &en), Fit::Same);
    }

    #[test]
    fn a_town_lies_in_its_country_and_not_in_another() {
        let moscow = entity("place:moscow", Class::Place, "Moscou", Some("RUS"));
        let pyongyang = entity("place:pyongyang", Class::Place, "Pyongyang", Some("PRK"));
        let russia = entity("country:RUS", Class::Country, "Russie", None);
        assert_eq!(fit(Role::Place, &russia, &moscow), Fit::Wider);
        assert_eq!(fit(Role::Place, &moscow, &pyongyang), Fit::Apart);
        assert_eq!(fit(Role::Place, &russia, &pyongyang), Fit::Apart);
    }

    #[test]
    fn places_of_which_little_is_known_do_not_exclude_each_other() {
        let naryn = entity("place:naryn", Class::Place, "Naryn", None);
        let region = entity("place:region-de-naryn", Class::Place, "région de Naryn", None);
        let lake = entity("place:balykchy", Class::Place, "Balykchy", None);
        let station = entity("place:gare", Class::Place, "gare d'Ungheni", Some("MDA"));
        let town = entity("place:chisinau", Class::Place, "Chisinau", Some("MDA"));
        assert_eq!(fit(Role::Place, &naryn, &region), Fit::Same);
        assert_eq!(fit(Role::Place, &naryn, &lake), Fit::Apart);
        assert_eq!(fit(Role::Place, &station, &town), Fit::Open);
    }

    #[test]
    fn instruments_differ_by_kind_year_and_name() {
        let pact = entity("instrument:a", Class::Instrument, "traité de défense mutuelle", None);
        let partnership =
            entity("instrument:b", Class::Instrument, "partenariat stratégique", None);
        let decree = entity("instrument:c", Class::Instrument, "décret", None);
        let old = entity("instrument:d", Class::Instrument, "traité de 1961", None);
        let new = entity("instrument:e", Class::Instrument, "traité de 2024", None);
        let rome = entity("instrument:f", Class::Instrument, "traité de Rome", None);
        let nice = entity("instrument:g", Class::Instrument, "traité de Nice", None);
        assert_eq!(fit(Role::Instrument, &pact, &partnership), Fit::Open);
        assert_eq!(fit(Role::Instrument, &pact, &decree), Fit::Apart);
        let order = entity("instrument:h", Class::Instrument, "contrat de 3 millions", None);
        let deal = entity("instrument:i", Class::Instrument, "accord", None);
        assert_eq!(fit(Role::Instrument, &order, &deal), Fit::Open);
        assert_eq!(fit(Role::Instrument, &order, &pact), Fit::Apart);
        assert_eq!(fit(Role::Instrument, &old, &new), Fit::Apart);
        assert_eq!(fit(Role::Instrument, &rome, &nice), Fit::Apart);
    }

    #[test]
    fn nobody_in_particular_excludes_nobody() {
        let both = entity("group:pays", Class::Group, "deux pays", None);
        let russia = entity("country:RUS", Class::Country, "Russie", None);
        assert_eq!(fit(Role::Party, &both, &russia), Fit::Open);
    }
}
