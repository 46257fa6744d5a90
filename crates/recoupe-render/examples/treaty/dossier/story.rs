//! The story.

use recoupe_model::{
    DocumentId, Entity, Exchange, Missing, Modality, Obligation, Origin, Pledge, Role, Step, Story,
    TimelineEntry, Value,
};

use super::articles::day;
use super::claims::instrument;
use super::events::{events, ids};
use super::values::{country, plain};

pub(super) fn origin(name: &str, kind: &str, interested: bool, articles: &[&str]) -> Origin {
    let documents = articles.iter().map(|id| DocumentId((*id).into())).collect();
    Origin { name: name.into(), kind: kind.into(), interested, documents }
}

pub(super) fn as_entity(value: Value) -> Entity {
    match value {
        Value::Entity(it) => it,
        other => panic!("not an entity: {other:?}"),
    }
}

pub(super) fn story() -> Story {
    let norway = || as_entity(country("a1", "NOR", "Norvège", "La Norvège"));
    let chile = || as_entity(country("a1", "CHL", "Chili", "le Chili"));
    let goods = |words: &str| vec![plain(words)];
    let exchange = |giver, receiver, goods, step, modality, against, claim: &str| Exchange {
        giver,
        receiver,
        goods,
        step,
        modality,
        against,
        claims: ids(&[claim]),
    };
    let (sent, given) = (Some(Step::Delivered), Some(Step::Delivered));
    let ministry = "ministère norvégien des Affaires étrangères";
    let missing = |article: &str, event: &str, role| Missing {
        document: DocumentId(article.into()),
        event: event.into(),
        role,
    };
    Story {
        id: "s1".into(),
        title: "Le traité de Bergen entre la Norvège et le Chili".into(),
        documents: ["a1", "a4", "a2", "a3"].map(|id| DocumentId(id.into())).to_vec(),
        events: events(),
        origins: vec![
            origin("NTB", "agency", false, &["a1", "a4"]),
            origin("Le Phare", "outlet", false, &["a2"]),
            origin(ministry, "institution", true, &["a3"]),
        ],
        commitments: vec![Pledge {
            instrument: Some(as_entity(instrument("a1", "le traité de Bergen"))),
            parties: vec![norway(), chile()],
            obligation: Obligation::Defense,
            trigger: Some("En cas d’avarie".into()),
            immediate: true,
            claims: ids(&["c9"]),
        }],
        exchanges: vec![
            exchange(
                norway(),
                chile(),
                goods("techniciens"),
                sent,
                Modality::Asserted,
                vec![1],
                "c5",
            ),
            exchange(
                chile(),
                norway(),
                goods("lithium"),
                given,
                Modality::Conditional,
                vec![0],
                "c7",
            ),
        ],
        missing: vec![missing("a2", "e2", Role::Quantity), missing("a2", "e4", Role::Quantity)],
        timeline: vec![TimelineEntry {
            event: "e1".into(),
            from: Some(day("2026-03-03")),
            to: Some(day("2026-03-03")),
        }],
    }
}
