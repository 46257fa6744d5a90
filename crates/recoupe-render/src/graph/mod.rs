//! Who acts on whom, as a graph: one for GEXF, GraphML, and whatever counts actors.
//!
//! A node is an actor: a state, a body, a group, a person. An edge is what one event says of two
//! of them; several events make several edges. Nothing is summed or weighed here.

mod gexf;
mod graphml;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

pub use gexf::{from_wire as gexf_from_wire, gexf};
pub use graphml::{from_wire as graphml_from_wire, graphml};

use crate::edtf;
use crate::sections::mood;
use crate::view::View;
use crate::wire::v1::{Entity, Event, Value};

/// Roles of those who do something to others.
const FROM: [&str; 4] = ["agent", "sender", "visitor", "speaker"];
/// Roles of those to whom it is done.
const TO: [&str; 4] = ["target", "receiver", "host", "beneficiary"];
/// Roles whose fillers do it together.
const TOGETHER: [&str; 2] = ["party", "participant"];

/// An actor.
pub(crate) struct Node {
    pub(crate) label: String,
    pub(crate) class: String,
    pub(crate) country: String,
    pub(crate) events: usize,
}

/// What an event says of two actors.
pub(crate) struct Edge<'a> {
    pub(crate) id: String,
    pub(crate) source: &'a str,
    pub(crate) target: &'a str,
    /// Whether it holds both ways, as between the parties to a treaty.
    pub(crate) mutual: bool,
    pub(crate) event: &'a Event,
    pub(crate) edtf: String,
    pub(crate) from: Option<&'a str>,
    pub(crate) to: Option<&'a str>,
    pub(crate) mood: String,
}

impl Edge<'_> {
    /// The attributes of an edge, in the order of [`EDGE`].
    pub(crate) fn cells(&self) -> [String; 8] {
        let it = self.event;
        [
            it.id.clone(),
            it.frame.clone(),
            it.plover.clone().unwrap_or_default(),
            it.status.clone(),
            it.origins.to_string(),
            self.edtf.clone(),
            self.mood.clone(),
            self.mutual.to_string(),
        ]
    }
}

/// Attributes of a node with their types.
pub(crate) const NODE: [(&str, &str); 3] =
    [("class", "string"), ("country", "string"), ("events", "int")];

/// Attributes of an edge with their types.
pub(crate) const EDGE: [(&str, &str); 8] = [
    ("event", "string"),
    ("type", "string"),
    ("plover", "string"),
    ("status", "string"),
    ("origins", "int"),
    ("edtf", "string"),
    ("mood", "string"),
    ("mutual", "boolean"),
];

/// The actors of a dossier.
#[derive(Default)]
pub(crate) struct Graph<'a> {
    pub(crate) nodes: BTreeMap<&'a str, Node>,
    pub(crate) edges: Vec<Edge<'a>>,
}

impl<'a> Graph<'a> {
    pub(crate) fn new(view: &View<'a>) -> Self {
        let mut graph = Self::default();
        for event in view.dossier.stories.iter().flat_map(|it| &it.events) {
            graph.event(view, event);
        }
        graph
    }

    fn event(&mut self, view: &View<'a>, event: &'a Event) {
        let mut here = BTreeSet::new();
        for role in FROM.iter().chain(&TO).chain(&TOGETHER) {
            for it in actors(event, role).filter(|it| here.insert(it.id.as_str())) {
                let node = self.nodes.entry(&it.id).or_insert_with(|| Node {
                    label: view.name(it),
                    class: it.class.clone(),
                    country: country(it),
                    events: 0,
                });
                node.events += 1;
            }
        }
        for (n, (source, target, mutual)) in pairs(event).into_iter().enumerate() {
            let times = event.slots.iter().filter(|it| it.role == "time").flat_map(|it| &it.values);
            let time = times.filter_map(|it| match &it.value {
                Value::Time(it) => Some(it),
                _ => None,
            });
            let time = time.into_iter().next();
            self.edges.push(Edge {
                id: format!("{}-{}", event.id, n + 1),
                source,
                target,
                mutual,
                event,
                edtf: time.and_then(edtf::time).unwrap_or_default(),
                from: time.and_then(|it| it.from.as_deref()),
                to: time.and_then(|it| it.to.as_deref()),
                mood: mood(&view.claims(&event.claims)).name().to_owned(),
            });
        }
    }
}

/// The country that an actor is or belongs to, ISO 3166-1 alpha-3; empty when unknown.
pub(crate) fn country(it: &Entity) -> String {
    let code = |id: &str| id.strip_prefix("country:").map(str::to_owned);
    code(&it.id).or_else(|| it.of.as_deref().and_then(code)).unwrap_or_default()
}

/// Whether a thing can act.
pub(crate) fn is_actor(it: &Entity) -> bool {
    matches!(it.class.as_str(), "country" | "person" | "organisation" | "group")
}

/// Those who fill a role of an event, in any version.
pub(crate) fn actors<'a>(event: &'a Event, role: &str) -> impl Iterator<Item = &'a Entity> {
    let slots = event.slots.iter().filter(move |it| it.role == role);
    slots.flat_map(|it| &it.values).filter_map(|it| match &it.value {
        Value::Entity(it) if is_actor(it) => Some(it),
        _ => None,
    })
}

/// Who does it to whom, each pair once; nobody to himself.
fn pairs(event: &Event) -> Vec<(&str, &str, bool)> {
    let ids = |roles: &[&str]| {
        let mut all: Vec<&str> = Vec::new();
        for it in roles.iter().flat_map(|role| actors(event, role)) {
            if !all.contains(&it.id.as_str()) {
                all.push(&it.id);
            }
        }
        all
    };
    let mut all = Vec::new();
    for source in ids(&FROM) {
        all.extend(ids(&TO).into_iter().filter(|it| *it != source).map(|it| (source, it, false)));
    }
    for role in TOGETHER {
        let members = ids(&[role]);
        for (n, source) in members.iter().enumerate() {
            all.extend(members.iter().skip(n + 1).map(|it| (*source, *it, true)));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::wire::v1::Dossier;
    use crate::words::Words;

    #[test]
    fn parties_are_tied_both_ways_and_each_once() {
        let dossier = Dossier::from(&fixture::dossier());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        let graph = Graph::new(&view);
        let signing: Vec<_> = graph.edges.iter().filter(|it| it.event.id == "e1").collect();
        assert_eq!(signing.len(), 1);
        assert_eq!((signing[0].source, signing[0].target), ("country:NOR", "country:CHL"));
        assert!(signing[0].mutual);
        assert_eq!(signing[0].edtf, "2026-03-03");
        assert_eq!(graph.nodes["country:NOR"].label, "Norvège");
        assert_eq!(graph.nodes["country:NOR"].country, "NOR");
        assert!(graph.edges.iter().all(|it| graph.nodes.contains_key(it.source)));
    }
    /// Ids of the elements of one name, as a reader of XML that is not ours finds them.
    fn ids(xml: &str, name: &str) -> Vec<String> {
        use quick_xml::events::Event as Xml;
        let mut reader = quick_xml::Reader::from_str(xml);
        let (mut ids, mut open) = (Vec::new(), 0);
        loop {
            match reader.read_event().unwrap() {
                Xml::Start(it) => {
                    open += 1;
                    let of = |it: &quick_xml::events::BytesStart<'_>| {
                        let id = it.try_get_attribute("id").unwrap()?;
                        Some(
                            id.normalized_value(quick_xml::XmlVersion::Implicit1_0)
                                .unwrap()
                                .into_owned(),
                        )
                    };
                    if it.name().as_ref() == name {
                        ids.extend(of(&it));
                    }
                }
                Xml::End(_) => open -= 1,
                Xml::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open, 0);
        ids
    }

    #[test]
    fn graphs_are_read_by_others_whatever_the_names_hold() {
        let dossier = crate::hostile::dossier();
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        let graph = Graph::new(&view);
        assert!(!graph.edges.is_empty());
        for xml in [gexf_from_wire(&dossier, "fr"), graphml_from_wire(&dossier, "fr")] {
            assert_eq!(ids(&xml, "node").len(), graph.nodes.len());
            assert_eq!(ids(&xml, "edge").len(), graph.edges.len());
            assert!(ids(&xml, "node").iter().all(|it| it.contains("onerror=alert(1)>]]>&amp;\\")));
        }
    }
}
