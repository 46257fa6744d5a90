//! One person whom several articles spell in several ways: « Boris Tcherkassov », "Boris Cherkasov";
//! and places ([`places`]).
//!
//! People whom the gazetteer has are known by it. Of all others, two names are of one person where
//! they sound alike as a whole, given name and family name; a family name alone only where a title
//! that says something stands before it, the same in both, and one person alone is called so
//! nearby in time. Never where one article has both, or where they are known to be of two states.
//! What the user corrects comes after, and can part them.

mod places;

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, Date, Entity, EntityId, Lang, MentionKind, Reading, Value};

use crate::lang::{Alike, Knowledge, Sounds, Spelling, alike, fold, words};

/// How many days may lie between an article with a family name and title, and one with both names.
const NEAR: i32 = 30;
/// The kind of titles that many bear at a time: they tell a person only beside a state.
const COMMON: &str = "office";

/// Gives people and places that articles spell differently one identity each.
pub(crate) fn unite(knowledge: &Knowledge, report: &Lang, readings: &mut [Reading]) {
    places::unite(knowledge, report, readings);
    let people = People::gather(knowledge, readings);
    let groups = people.groups();
    let mut models: BTreeMap<usize, Model> = BTreeMap::new();
    for (at, &group) in groups.iter().enumerate() {
        models.entry(group).or_default().take(&people.full[at], report);
    }
    let mut given: Vec<BTreeMap<EntityId, &Model>> = vec![BTreeMap::new(); readings.len()];
    for (at, group) in groups.iter().enumerate() {
        let it = &people.full[at];
        let model = &models[group];
        if model.spellings > 1 {
            it.readings.iter().for_each(|&reading| {
                given[reading].insert(it.id.clone(), model);
            });
        }
    }
    for short in &people.short {
        if let Some(group) = people.bearer(short, &groups, readings) {
            given[short.readings[0]].insert(short.id.clone(), &models[&group]);
        }
    }
    for (reading, given) in readings.iter_mut().zip(&given).filter(|(_, given)| !given.is_empty()) {
        rename(reading, given);
    }
}

/// What a person or place is called from now on.
#[derive(Clone, Debug, Default)]
struct Model {
    id: Option<EntityId>,
    name: String,
    of: Option<EntityId>,
    /// Whether the name is of an article in the language of the report.
    native: bool,
    spellings: usize,
}

impl Model {
    fn new(id: EntityId, name: String, of: Option<EntityId>) -> Self {
        Self { id: Some(id), name, of, ..Self::default() }
    }

    fn take(&mut self, it: &Person, report: &Lang) {
        let native = it.lang == *report;
        let longer = |old: &str, new: &str| {
            (new.split(' ').count(), std::cmp::Reverse(new))
                > (old.split(' ').count(), std::cmp::Reverse(old))
        };
        if self.id.as_ref().is_none_or(|id| longer(&id.as_str().replace('-', " "), &it.key())) {
            self.id = Some(it.id.clone());
        }
        if self.spellings == 0 || (native, longer(&self.name, &it.name)) > (self.native, false) {
            self.name.clone_from(&it.name);
            self.native = native;
        }
        self.of = self.of.take().or_else(|| it.of.iter().next().cloned());
        self.spellings += 1;
    }
}

/// Somebody by one name: in all articles that have it, or in one for a family name alone.
#[derive(Debug)]
struct Person {
    id: EntityId,
    name: String,
    lang: Lang,
    sounds: Sounds,
    of: BTreeSet<EntityId>,
    /// Word and kind of each title.
    titles: BTreeSet<(String, String)>,
    readings: Vec<usize>,
}

impl Person {
    fn key(&self) -> String {
        self.id.as_str().replace('-', " ")
    }

    fn contradicts(&self, other: &Self) -> bool {
        !self.of.is_empty() && !other.of.is_empty() && self.of.is_disjoint(&other.of)
    }

    /// Whether a title of both tells who it is.
    fn shares_title(&self, other: &Self) -> bool {
        let same_state = !self.of.is_disjoint(&other.of);
        self.titles.intersection(&other.titles).any(|(_, kind)| same_state || kind != COMMON)
    }
}

/// All people whom no gazetteer knows.
#[derive(Debug, Default)]
struct People {
    /// By their full names.
    full: Vec<Person>,
    /// By the family name alone, one for each article.
    short: Vec<Person>,
    /// Full names by the sound and by the letters of the family name.
    by_family: BTreeMap<String, Vec<usize>>,
}

impl People {
    fn gather(knowledge: &Knowledge, readings: &[Reading]) -> Self {
        let mut it = Self::default();
        let mut at: BTreeMap<(EntityId, Option<usize>), usize> = BTreeMap::new();
        for (number, reading) in readings.iter().enumerate() {
            let Some(pack) = knowledge.pack(&reading.document.language) else { continue };
            let spelling = Spelling::of(pack);
            for entity in people(reading).filter(|it| knowledge.gazetteer.get(&it.id).is_none()) {
                let is_short = !entity.id.as_str().contains('-');
                let list = if is_short { &mut it.short } else { &mut it.full };
                let place = *at
                    .entry((entity.id.clone(), is_short.then_some(number)))
                    .or_insert_with(|| {
                        list.push(Person {
                            id: entity.id.clone(),
                            name: entity.name.clone(),
                            lang: reading.document.language.clone(),
                            sounds: Sounds::new(&entity.name, &spelling),
                            of: BTreeSet::new(),
                            titles: BTreeSet::new(),
                            readings: Vec::new(),
                        });
                        list.len() - 1
                    });
                let person = &mut list[place];
                person.of.extend(entity.of.clone());
                person.titles.extend(title(knowledge, reading, entity));
                if person.readings.last() != Some(&number) {
                    person.readings.push(number);
                }
            }
        }
        for (number, person) in it.full.iter().enumerate() {
            for key in families(&person.sounds, &person.name) {
                it.by_family.entry(key).or_default().push(number);
            }
        }
        it
    }

    /// Full names whose family name is like this one.
    fn near(&self, it: &Person) -> BTreeSet<usize> {
        let keys = families(&it.sounds, &it.name);
        keys.iter().filter_map(|key| self.by_family.get(key)).flatten().copied().collect()
    }

    /// For each full name, the first of those that are one person with it.
    fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> = (0..self.full.len()).collect();
        let mut members: Vec<Vec<usize>> = groups.iter().map(|&at| vec![at]).collect();
        for (at, it) in self.full.iter().enumerate() {
            for other in self.near(it).range(..at).copied() {
                let (to, from) = (groups[at].min(groups[other]), groups[at].max(groups[other]));
                let may = |&a: &usize| {
                    members[from].iter().all(|&b| may_be_one(&self.full[a], &self.full[b]))
                };
                let is_alike = alike(&it.sounds, &self.full[other].sounds) == Alike::Full;
                if from != to && is_alike && members[to].iter().all(may) {
                    let moved = std::mem::take(&mut members[from]);
                    for &it in &moved {
                        groups[it] = to;
                    }
                    members[to].extend(moved);
                }
            }
        }
        groups
    }

    /// The one person whom a family name with a title means.
    fn bearer(&self, short: &Person, groups: &[usize], readings: &[Reading]) -> Option<usize> {
        let day = readings[short.readings[0]].document.anchor();
        let is_meant = |at: &usize| {
            let it = &self.full[*at];
            alike(&it.sounds, &short.sounds) == Alike::Family
                && it.readings.iter().any(|&number| is_near(day, &readings[number]))
        };
        let near: Vec<usize> = self.near(short).into_iter().filter(is_meant).collect();
        let meant: BTreeSet<usize> = near.iter().map(|&at| groups[at]).collect();
        let group = *meant.first().filter(|_| meant.len() == 1)?;
        let bears = near
            .iter()
            .map(|&at| &self.full[at])
            .any(|it| it.shares_title(short) && !it.contradicts(short));
        bears.then_some(group)
    }
}

/// No article names both, and they are not known to be of two states.
fn may_be_one(a: &Person, b: &Person) -> bool {
    !a.contradicts(b) && !a.readings.iter().any(|it| b.readings.binary_search(it).is_ok())
}

fn is_near(day: Option<Date>, reading: &Reading) -> bool {
    match (day, reading.document.anchor()) {
        (Some(a), Some(b)) => a.until(b).is_ok_and(|it| it.get_days().abs() <= NEAR),
        _ => true,
    }
}

/// The sound and the letters of a family name, to look it up by.
fn families(sounds: &Sounds, name: &str) -> [String; 2] {
    let last = words(name).last().map_or("", |range| &name[range]);
    [sounds.family().to_owned(), format!("={}", fold(last))]
}

fn people(reading: &Reading) -> impl Iterator<Item = &Entity> {
    named(reading, Class::Person)
}

fn named(reading: &Reading, class: Class) -> impl Iterator<Item = &Entity> {
    reading.mentions.iter().filter_map(move |mention| match &mention.kind {
        MentionKind::Name(entity) if entity.class == class => Some(entity),
        _ => None,
    })
}

/// The title right before a name, in English, with its kind: `colonel military`.
fn title(knowledge: &Knowledge, reading: &Reading, entity: &Entity) -> Option<(String, String)> {
    let table = knowledge.pack(&reading.document.language)?.words("title");
    let text = reading.document.text.get(..entity.span.start())?.trim_end();
    let line = text.rsplit('\n').next()?;
    let mut starts: Vec<usize> = words(line).map(|range| range.start).collect();
    starts.reverse();
    // The longest of the last words: "prime minister" before "minister".
    let row = starts.iter().take(2).rev().find_map(|&at| {
        let written = line[at..].trim_end_matches('.').to_lowercase().replace('’', "'");
        let row = table.find(&written).next()?;
        Some((written, row))
    });
    let (written, row) = row?;
    let (same, kind) = (table.cell(row, "same"), table.cell(row, "kind"));
    let word = if same.is_empty() { fold(&written) } else { same.to_owned() };
    (kind != "civility").then(|| (word, kind.to_owned()))
}

/// Gives what a reading names so its new identity; the words as written stay.
fn rename(reading: &mut Reading, given: &BTreeMap<EntityId, &Model>) {
    let change = |entity: &mut Entity| {
        let Some(model) = given.get(&entity.id) else { return };
        entity.id = model.id.clone().unwrap_or_else(|| entity.id.clone());
        entity.name.clone_from(&model.name);
        entity.of = entity.of.take().or_else(|| model.of.clone());
    };
    for mention in &mut reading.mentions {
        if let MentionKind::Name(entity) = &mut mention.kind {
            change(entity);
        }
    }
    for claim in &mut reading.claims {
        for value in claim.roles.values_mut().flatten() {
            if let Value::Entity(entity) = value {
                change(entity);
            }
        }
        for source in &mut claim.attribution {
            let Some(model) = source.entity.as_ref().and_then(|id| given.get(id)) else { continue };
            source.entity.clone_from(&model.id);
            source.name.clone_from(&model.name);
            source.of = source.of.take().or_else(|| model.of.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recoupe_model::{Document, DocumentId, Mention};

    fn knowledge() -> Knowledge {
        Knowledge::load(&recoupe_data::embedded()).expect("the data is sound")
    }

    /// Articles with the people that they name, by language, words, id and state.
    fn readings(told: &[(&str, &str, &str, &str, &str)]) -> Vec<Reading> {
        let reading =
            |(at, (lang, text, name, id, of)): (usize, &(&str, &str, &str, &str, &str))| {
                let start = text.find(name).expect("the name is in the text");
                let span = recoupe_model::Span::new(start, start + name.len()).expect("a span");
                let entity = Entity {
                    id: EntityId::new("person", id),
                    class: Class::Person,
                    name: (*name).to_owned(),
                    text: (*name).to_owned(),
                    span,
                    of: (!of.is_empty()).then(|| EntityId::new("country", of)),
                };
                let document = Document {
                    id: DocumentId(at.to_string().into()),
                    path: String::new(),
                    url: None,
                    outlet: None,
                    title: None,
                    byline: None,
                    published: None,
                    published_inferred: None,
                    language: Lang::new(lang),
                    text: (*text).into(),
                    credits: Vec::new(),
                    copy_of: None,
                };
                let kind = MentionKind::Name(entity);
                let mentions = vec![Mention { span, kind, rule: "name/person-described".into() }];
                Reading { document, sentences: Vec::new(), mentions, claims: Vec::new() }
            };
        told.iter().enumerate().map(reading).collect()
    }

    fn united(told: &[(&str, &str, &str, &str, &str)]) -> Vec<String> {
        let mut readings = readings(told);
        unite(&knowledge(), &Lang::new("fr"), &mut readings);
        readings.iter().flat_map(people).map(|it| format!("{} {}", it.id, it.name)).collect()
    }

    const FRENCH: (&str, &str, &str, &str, &str) =
        ("fr", "Le colonel Boris Tcherkassov", "Boris Tcherkassov", "boris-tcherkassov", "RUS");

    #[test]
    fn one_person_in_two_languages() {
        let english = ("en", "Boris Cherkasov", "Boris Cherkasov", "boris-cherkasov", "");
        let all = united(&[FRENCH, english]);
        assert_eq!(all, ["person:boris-cherkasov Boris Tcherkassov"; 2]);
        assert_eq!(all, united(&[english, FRENCH]), "the order of the articles tells nothing");
    }

    #[test]
    fn a_family_name_needs_its_title() {
        let titled = ("en", "Col. Cherkasov", "Cherkasov", "cherkasov", "");
        let plain = ("en", "Mr Cherkasov", "Cherkasov", "cherkasov", "");
        let general = ("en", "General Cherkasov", "Cherkasov", "cherkasov", "");
        assert!(united(&[FRENCH, titled])[1].starts_with("person:boris-tcherkassov"));
        assert!(united(&[FRENCH, plain])[1].starts_with("person:cherkasov"));
        assert!(united(&[FRENCH, general])[1].starts_with("person:cherkasov"));
        // Two colonels of that name: neither is meant.
        let other = ("en", "Colonel Oleg Cherkasov", "Oleg Cherkasov", "oleg-cherkasov", "");
        assert!(united(&[FRENCH, other, titled])[2].starts_with("person:cherkasov"));
    }

    #[test]
    fn two_people_stay_two() {
        let states = ("en", "Boris Cherkasov", "Boris Cherkasov", "boris-cherkasov", "UKR");
        assert_ne!(united(&[FRENCH, states])[0], united(&[FRENCH, states])[1]);
        let martin = ("fr", "Paul Martin", "Paul Martin", "paul-martin", "");
        let martinez = ("en", "Paul Martinez", "Paul Martinez", "paul-martinez", "");
        let both = united(&[martin, martinez]);
        assert_eq!(both, ["person:paul-martin Paul Martin", "person:paul-martinez Paul Martinez"]);
    }

    #[test]
    fn a_place_of_two_spellings_needs_a_state_that_both_speak_of() {
        let told = |state: &str| {
            let mut all = readings(&[
                ("fr", "Moukalla", "Moukalla", "moukalla", ""),
                ("en", "Mukalla", "Mukalla", "mukalla", ""),
            ]);
            for (reading, id) in all.iter_mut().zip(["country:YEM", state]) {
                let mut state = reading.mentions[0].clone();
                if let MentionKind::Name(it) = &mut state.kind {
                    (it.class, it.id) = (Class::Country, EntityId(id.into()));
                }
                if let MentionKind::Name(it) = &mut reading.mentions[0].kind {
                    let key = it.text.to_lowercase();
                    (it.class, it.id) = (Class::Place, EntityId::new("place", &key));
                }
                reading.mentions.push(state);
            }
            unite(&knowledge(), &Lang::new("fr"), &mut all);
            let places = all.iter().flat_map(|it| named(it, Class::Place));
            places.map(|it| it.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(told("country:YEM"), ["Moukalla", "Moukalla"]);
        assert_eq!(told("country:CHL"), ["Moukalla", "Mukalla"]);
    }

    #[test]
    fn two_names_of_one_article_are_of_two() {
        let mut all = readings(&[
            ("fr", "Karl Meyer", "Karl Meyer", "karl-meyer", ""),
            ("en", "Karl Meier", "Karl Meier", "karl-meier", ""),
        ]);
        let second = all[1].mentions.clone();
        all[0].mentions.extend(second);
        let before = all.clone();
        unite(&knowledge(), &Lang::new("fr"), &mut all);
        assert_eq!(all, before);
    }
}
