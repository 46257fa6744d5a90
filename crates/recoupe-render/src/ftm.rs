//! Entities for FollowTheMoney (Aleph, OpenSanctions and their like), one JSON object a line.
//!
//! Articles are `Article`, actors `Person`, `Organization` or `PublicBody`, events `Event`, and
//! each claim a `Documentation` that ties an event to the article that tells it, with the words.
//! Ids are hashes: FollowTheMoney takes no others, and the same thing has the same id in every
//! dossier.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model as model;
use serde_json::{Map, Value as Json, json};

use crate::edtf;
use crate::graph::{actors, country, is_actor};
use crate::iri::http;
use crate::view::View;
use crate::wire::v1::{Claim, Dossier, Entity, Event, Story, Value, hash_of};
use crate::words::{Words, clean};

const COUNTRIES: &str = include_str!("../words/countries.tsv");

/// The dossier as entities. `language` is that of the names of events.
pub fn ftm(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`ftm`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let countries: BTreeMap<&str, &str> =
        COUNTRIES.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut out = String::new();
    for it in &dossier.articles {
        out += &article(it);
    }
    let names = names(dossier);
    for it in all_actors(&view).values() {
        out += &actor(&view, it, &names, &countries);
    }
    for story in &dossier.stories {
        for it in &story.events {
            out += &event(&view, story, it);
            for claim in view.claims(&it.claims) {
                out += &documentation(&view, it, claim);
            }
        }
    }
    out
}

/// An id of 40 hexadecimal letters after a word that says what it is of.
fn id(kind: &str, name: &str) -> String {
    let hash = hash_of(&format!("{kind}\n{name}"));
    format!("recoupe-{kind}-{}", hash.get(..32).unwrap_or_default())
}

/// Properties, each a list of words; what is empty is left out.
#[derive(Default)]
struct Properties(Map<String, Json>);

impl Properties {
    fn add(&mut self, name: &str, words: impl Into<String>) {
        let words = words.into();
        if !words.is_empty() {
            let all = self.0.entry(name).or_insert_with(|| json!([]));
            if let Some(all) = all.as_array_mut().filter(|all| !all.contains(&json!(words))) {
                all.push(json!(words));
            }
        }
    }

    fn line(self, id: &str, schema: &str) -> String {
        let entity = json!({ "id": id, "schema": schema, "properties": self.0 });
        serde_json::to_string(&entity).unwrap_or_default() + "\n"
    }
}

fn article(it: &crate::wire::v1::Article) -> String {
    let mut said = Properties::default();
    said.add("title", clean(it.title.as_deref().unwrap_or_default()));
    said.add("fileName", clean(it.path.rsplit(['/', '\\']).next().unwrap_or_default()));
    said.add("publisher", clean(it.outlet.as_deref().unwrap_or_default()));
    said.add("author", clean(it.byline.as_deref().unwrap_or_default()));
    said.add("sourceUrl", it.url.as_deref().and_then(http).unwrap_or_default());
    said.add("language", alpha3(&it.language));
    said.add("publishedAt", day(it.published.as_deref()));
    said.add("bodyText", it.text.replace('\0', "\u{fffd}"));
    said.line(&id("article", &it.id), "Article")
}

/// The language codes of FollowTheMoney have three letters.
fn alpha3(code: &str) -> &str {
    match code {
        "fr" => "fra",
        "en" => "eng",
        _ => "",
    }
}

/// The day of a moment; nothing when it is none.
fn day(iso: Option<&str>) -> String {
    let day = iso.and_then(|it| it.get(..10)).unwrap_or_default();
    // Only a day has an EDTF form.
    edtf::interval(Some(day), Some(day)).map_or_else(String::new, |_| day.to_owned())
}

fn all_actors<'a>(view: &View<'a>) -> BTreeMap<&'a str, &'a Entity> {
    let mut all = BTreeMap::new();
    for event in view.dossier.stories.iter().flat_map(|it| &it.events) {
        for slot in &event.slots {
            for it in actors(event, &slot.role) {
                all.entry(it.id.as_str()).or_insert(it);
            }
        }
    }
    all
}

/// What things are called in the claims, by id.
fn names(dossier: &Dossier) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for value in dossier.claims.iter().flat_map(|claim| claim.roles.values().flatten()) {
        if let Value::Entity(it) = value {
            all.entry(&it.id).or_default().insert(&it.name);
        }
    }
    all
}

fn actor(
    view: &View<'_>,
    it: &Entity,
    names: &BTreeMap<&str, BTreeSet<&str>>,
    countries: &BTreeMap<&str, &str>,
) -> String {
    let schema = match it.class.as_str() {
        "person" => "Person",
        "country" => "PublicBody",
        _ => "Organization",
    };
    let mut said = Properties::default();
    said.add("name", view.name(it));
    let names = names.get(it.id.as_str()).into_iter().flatten().map(|name| clean(name));
    for other in names.filter(|other| *other != view.name(it)) {
        said.add("alias", other);
    }
    if let Some(code) = countries.get(country(it).as_str()) {
        said.add("country", *code);
    }
    said.line(&id("actor", &it.id), schema)
}

fn event(view: &View<'_>, story: &Story, it: &Event) -> String {
    let words = view.words;
    let mut said = Properties::default();
    said.add("name", clean(&it.title));
    said.add("summary", clean(&story.title));
    said.add("keywords", it.frame.clone());
    said.add("keywords", it.plover.clone().unwrap_or_default());
    said.add("keywords", it.status.clone());
    let status = words.name("status", &it.status);
    said.add("description", view.pair(status, &words.count("text.origins", it.origins)));
    for slot in &it.slots {
        for position in &slot.values {
            match &position.value {
                Value::Time(it) if slot.role == "time" => {
                    said.add("startDate", day(it.from.as_deref()));
                    said.add("endDate", day(it.to.as_deref()));
                    said.add("date", edtf::time(it).filter(|it| is_prefix(it)).unwrap_or_default());
                }
                Value::Entity(it) if is_actor(it) => said.add("involved", id("actor", &it.id)),
                Value::Entity(it) if slot.role == "place" => said.add("location", view.name(it)),
                _ => {}
            }
        }
        if slot.verdict == "disputed" {
            let role = words.name("role", &slot.role);
            let dispute = view.pair(role, &clean(&slot.why));
            said.add("notes", view.pair(words.name("verdict", "disputed"), &dispute));
        }
    }
    for article in view.articles_of(&it.claims) {
        said.add("proof", id("article", article));
    }
    said.line(&id("event", &it.id), "Event")
}

/// Whether a date is a year, a month or a day: FollowTheMoney knows no other.
fn is_prefix(edtf: &str) -> bool {
    edtf.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && !edtf.starts_with('-')
}

fn documentation(view: &View<'_>, event: &Event, claim: &Claim) -> String {
    let mut said = Properties::default();
    said.add("document", id("article", &claim.article));
    said.add("entity", id("event", &event.id));
    let mood = view.mood_words(claim).map(|it| format!(", {it}")).unwrap_or_default();
    said.add("role", format!("{}{mood}", view.source(claim)));
    for words in &claim.evidence {
        said.add("summary", clean(&words.quote));
    }
    if let Some(article) = view.article(&claim.article) {
        said.add("date", day(article.published.as_deref()));
    }
    said.line(&id("claim", &claim.id), "Documentation")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture, hostile};

    fn entities(dossier: &Dossier) -> Vec<Json> {
        from_wire(dossier, "fr").lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    }

    #[test]
    fn an_event_names_those_involved_and_its_articles() {
        let all = entities(&Dossier::from(&fixture::dossier()));
        let event = all.iter().find(|it| it["id"] == id("event", "e1").as_str()).unwrap();
        assert_eq!(event["properties"]["startDate"], json!(["2026-03-03"]));
        let norway = event["properties"]["involved"][0].as_str().unwrap();
        let norway = all.iter().find(|it| it["id"] == norway).unwrap();
        assert_eq!(norway["schema"], "PublicBody");
        assert_eq!(norway["properties"]["country"], json!(["no"]));
        assert_eq!(norway["properties"]["name"], json!(["Norvège"]));
        assert_eq!(norway["properties"]["alias"], json!(["Norway"]));
    }

    #[test]
    fn every_reference_is_to_an_entity_that_is_there() {
        for dossier in [Dossier::from(&fixture::dossier()), hostile::dossier()] {
            let all = entities(&dossier);
            let ids: Vec<&str> = all.iter().map(|it| it["id"].as_str().unwrap()).collect();
            let mut seen = 0;
            for it in &all {
                for key in ["involved", "proof", "document", "entity"] {
                    for other in it["properties"][key].as_array().into_iter().flatten() {
                        assert!(ids.contains(&other.as_str().unwrap()), "{key} of {it}");
                        seen += 1;
                    }
                }
            }
            assert!(seen > 10);
        }
    }
}
