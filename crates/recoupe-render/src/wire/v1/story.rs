//! Stories, events and findings, on the wire.

use serde::{Deserialize, Serialize};

use super::{Entity, Value};

/// Articles that tell of the same happenings, with what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Unique in the dossier.
    pub id: String,
    /// In the language of the report.
    pub title: String,
    /// In the order of publication.
    pub articles: Vec<String>,
    /// Happenings, the most told first.
    pub events: Vec<Event>,
    /// Where the information entered.
    #[serde(default)]
    pub origins: Vec<Origin>,
    /// Who owes what to whom.
    #[serde(default)]
    pub commitments: Vec<Pledge>,
    /// Who gives what against what.
    #[serde(default)]
    pub exchanges: Vec<Exchange>,
    /// What a report leaves out that the others tell.
    #[serde(default)]
    pub missing: Vec<Missing>,
    /// Dated events in order.
    #[serde(default)]
    pub timeline: Vec<TimelineEntry>,
}

/// One happening, as its claims tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Unique in the dossier.
    pub id: String,
    /// The kind of happening.
    #[serde(rename = "type")]
    pub frame: String,
    /// PLOVER category.
    pub plover: Option<String>,
    /// In the language of the report.
    pub title: String,
    /// `corroborated`, `disputed` or `single_origin`.
    pub status: String,
    /// Independent origins, an upper bound.
    pub origins: usize,
    /// What is known of it.
    pub slots: Vec<Finding>,
    /// Its claims.
    pub claims: Vec<String>,
}

/// How the positions on one slot stand, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The slot.
    pub role: String,
    /// `agreed`, `disputed`, `single` or `updated`.
    pub verdict: String,
    /// For a dispute `contradiction`, `stage`, `denial` or `self`.
    pub kind: Option<String>,
    /// In one line.
    pub why: String,
    /// The values, each with its claims and origins.
    pub values: Vec<Position>,
    /// The reasoning, as a tree.
    #[serde(default)]
    pub because: Explanation,
}

/// A value of a slot with who stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The value.
    pub value: Value,
    /// Names of the independent origins behind it.
    pub origins: Vec<String>,
    /// The claims that give it.
    pub claims: Vec<String>,
}

/// Why a finding is what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// A sentence.
    pub says: String,
    /// Its reasons.
    #[serde(default)]
    pub details: Vec<Explanation>,
}

/// Where information entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// As the dossier names it.
    pub name: String,
    /// What sort of origin.
    pub kind: String,
    /// Whether it is itself a party to what it tells.
    pub interested: bool,
    /// The articles that carry its word.
    pub articles: Vec<String>,
}

/// A commitment as the story's claims tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pledge {
    /// The text that obliges.
    #[serde(with = "as_value_or_null")]
    pub instrument: Option<Entity>,
    /// Whom it obliges.
    #[serde(with = "as_values")]
    pub parties: Vec<Entity>,
    /// To what.
    pub obligation: String,
    /// When it is owed, as written.
    pub trigger: Option<String>,
    /// Without delay.
    pub immediate: bool,
    /// The claims that tell it.
    pub claims: Vec<String>,
}

/// Who gives what to whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// Who gives.
    #[serde(with = "as_value")]
    pub giver: Entity,
    /// Who gets.
    #[serde(with = "as_value")]
    pub receiver: Entity,
    /// What.
    pub goods: Vec<Value>,
    /// `promised`, `delivered` or null.
    pub step: Option<String>,
    /// How surely it is told, at best.
    pub modality: String,
    /// Indices, in this list, of what is given in return.
    pub against: Vec<usize>,
    /// The claims that tell it.
    pub claims: Vec<String>,
}

/// A slot that a report leaves out and others fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The report.
    pub article: String,
    /// The event.
    pub event: String,
    /// The slot.
    pub role: String,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The event.
    pub event: String,
    /// First day; open when null.
    pub from: Option<String>,
    /// Last day; open when null.
    pub to: Option<String>,
}

/// An entity standing alone still says that it is one: `"kind": "entity"`.
mod as_value {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Entity, Value};

    pub(super) fn serialize<S: Serializer>(it: &Entity, to: S) -> Result<S::Ok, S::Error> {
        Value::Entity(it.clone()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Entity, D::Error> {
        entity(Value::deserialize(from)?)
    }

    pub(super) fn entity<E: Error>(value: Value) -> Result<Entity, E> {
        match value {
            Value::Entity(it) => Ok(it),
            _ => Err(E::custom("not a value of kind entity")),
        }
    }
}

/// As [`as_value`], or null.
mod as_value_or_null {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Entity, Value, as_value};

    #[allow(clippy::ref_option, reason = "serde asks for a reference")]
    pub(super) fn serialize<S: Serializer>(it: &Option<Entity>, to: S) -> Result<S::Ok, S::Error> {
        it.clone().map(Value::Entity).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Entity>, D::Error> {
        Option::<Value>::deserialize(from)?.map(as_value::entity).transpose()
    }
}

/// As [`as_value`], many.
mod as_values {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Entity, Value, as_value};

    pub(super) fn serialize<S: Serializer>(all: &[Entity], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(all.iter().cloned().map(Value::Entity))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Entity>, D::Error> {
        Vec::<Value>::deserialize(from)?.into_iter().map(as_value::entity).collect()
    }
}
