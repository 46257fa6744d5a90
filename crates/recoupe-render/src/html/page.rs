//! What every part of the page looks up: the dossier, whose word each claim rests on, and the
//! marks by which the reader's filters find a fact.

use std::collections::BTreeMap;

use super::escape::escape;
use crate::sections;
use crate::view::View;
use crate::voices::Voices;
use crate::wire::v1::{Claim, Entity, Event, Value};
use crate::words::clean;

/// Actors that a reader can choose among, the most told first.
const ACTORS: usize = 80;

/// A dossier with what its page needs.
pub(super) struct Page<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) voices: Voices<'a>,
    /// Names of origins, each once.
    pub(super) origins: Vec<&'a str>,
    /// Ids and names of actors.
    pub(super) actors: Vec<(&'a str, String)>,
}

impl<'v, 'a> Page<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>) -> Self {
        let mut origins: Vec<&str> = Vec::new();
        for origin in view.dossier.stories.iter().flat_map(|it| &it.origins) {
            origins.push(&origin.name);
        }
        origins.sort_unstable();
        origins.dedup();
        let actors = actors(view);
        Self { view, voices: Voices::new(view), origins, actors }
    }

    /// `data-` attributes that say of which articles, origins and actors some claims are, and how
    /// they stand. `states` are those of the fact as a whole.
    pub(super) fn marks(&self, ids: &[String], states: &[&str]) -> String {
        let claims = self.view.claims(ids);
        let articles = claims.iter().filter_map(|it| self.article_number(&it.article));
        let voices = claims.iter().flat_map(|it| self.voices.of(&it.id)).map(|it| &*it.name);
        let origins = voices.filter_map(|name| self.origins.binary_search(&name).ok());
        let actors = claims.iter().flat_map(|it| self.actors_of(it));
        let mut all: Vec<&str> = states.to_vec();
        all.extend(claims.iter().flat_map(|it| states_of(it)));
        all.sort_unstable();
        all.dedup();
        format!(
            " data-a=\"{}\" data-o=\"{}\" data-p=\"{}\" data-s=\"{}\"",
            numbers(articles),
            numbers(origins),
            numbers(actors),
            all.join(" ")
        )
    }

    /// The marks of an event.
    pub(super) fn event_marks(&self, it: &Event) -> String {
        let mut states: Vec<&str> = vec![match it.status.as_str() {
            "corroborated" => "established",
            "disputed" => "disputed",
            _ => "single",
        }];
        for slot in &it.slots {
            match slot.verdict.as_str() {
                "disputed" => states.push("disputed"),
                "updated" => states.push("updated"),
                _ => {}
            }
        }
        self.marks(&it.claims, &states)
    }

    fn article_number(&self, id: &str) -> Option<usize> {
        self.view.article_number(id)
    }

    fn actors_of(&self, claim: &Claim) -> Vec<usize> {
        let ids = claim.roles.values().flatten().filter_map(entity).flat_map(ids_of);
        ids.filter_map(|id| self.actors.iter().position(|(it, _)| *it == id)).collect()
    }

    /// The values of the page's filters: articles, origins, actors.
    pub(super) fn choices(&self) -> [Vec<(usize, String)>; 3] {
        let articles = self.view.dossier.articles.iter().enumerate();
        let articles = articles.map(|(n, it)| (n, self.view.label(&it.id))).collect();
        let origins = self.origins.iter().enumerate().map(|(n, it)| (n, clean(it))).collect();
        let mut actors: Vec<(usize, String)> =
            self.actors.iter().enumerate().map(|(n, (_, name))| (n, name.clone())).collect();
        actors.sort_by(|a, b| a.1.cmp(&b.1));
        [articles, origins, actors]
    }
}

fn entity(value: &Value) -> Option<&Entity> {
    match value {
        Value::Entity(it) => Some(it),
        _ => None,
    }
}

/// A thing and the country that it acts for.
fn ids_of(it: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(it.id.as_str()).chain(it.of.as_deref())
}

/// States, bodies and people that claims tell of, the most told first.
fn actors<'a>(view: &View<'a>) -> Vec<(&'a str, String)> {
    let mut count: BTreeMap<&str, (usize, &Entity)> = BTreeMap::new();
    for claim in &view.dossier.claims {
        for it in claim.roles.values().flatten().filter_map(entity) {
            if matches!(it.class.as_str(), "country" | "person" | "organisation") {
                count.entry(it.id.as_str()).or_insert((0, it)).0 += 1;
            }
        }
    }
    let mut all: Vec<_> = count.into_iter().filter(|(_, (n, _))| *n > 1).collect();
    all.sort_by_key(|(id, (n, _))| (std::cmp::Reverse(*n), *id));
    all.truncate(ACTORS);
    all.into_iter().map(|(id, (_, it))| (id, view.name(it))).collect()
}

/// How a claim is said, by the names of the filter.
fn states_of(claim: &Claim) -> Vec<&'static str> {
    let mut states = Vec::new();
    match claim.modality.as_str() {
        "conditional" | "possible" => states.push("conditional"),
        "planned" | "demanded" | "hypothetical" => states.push("planned"),
        _ => {}
    }
    if sections::is_denied(claim) {
        states.push("denied");
    }
    if sections::is_anonymous(claim) {
        states.push("anonymous");
    }
    states
}

fn numbers(all: impl Iterator<Item = usize>) -> String {
    let mut all: Vec<usize> = all.collect();
    all.sort_unstable();
    all.dedup();
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The names of the states that a reader can filter by.
pub(super) const STATES: [&str; 8] = [
    "established",
    "disputed",
    "updated",
    "single",
    "conditional",
    "anonymous",
    "planned",
    "denied",
];

/// A link to a fact itself, to pass on.
pub(super) fn permalink(page: &Page<'_, '_>, anchor: &str) -> String {
    format!(
        "<a class=\"link\" href=\"#{}\" aria-label=\"{}\">#</a>",
        escape(anchor),
        escape(page.view.words.t("html.link"))
    )
}
