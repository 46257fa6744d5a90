//! What the claims of several documents say together.

use jiff::civil::Date;

use crate::{ClaimId, DocumentId, Entity, Modality, Obligation, Reading, Role, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Documents that tell of the same happenings, with what they say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Stable within a dossier.
    pub id: String,
    /// In the language of the report.
    pub title: String,
    /// In the order of publication.
    pub documents: Vec<DocumentId>,
    /// Happenings, the most told first.
    pub events: Vec<Event>,
    /// Where the information entered.
    pub origins: Vec<Origin>,
    /// Who owes what to whom.
    pub commitments: Vec<Pledge>,
    /// Who gives what against what.
    pub exchanges: Vec<Exchange>,
    /// What a report leaves out that the others tell.
    pub missing: Vec<Missing>,
    /// Dated events in order.
    pub timeline: Vec<TimelineEntry>,
}

impl Story {
    /// Its own readings among these, in the order of publication; all of them while it has no
    /// documents yet.
    pub fn readings<'a>(&self, among: &[&'a Reading]) -> Vec<&'a Reading> {
        let members: BTreeSet<&DocumentId> = self.documents.iter().collect();
        let is_own = |it: &&Reading| members.is_empty() || members.contains(&it.document.id);
        let mut own: Vec<&Reading> = among.iter().copied().filter(is_own).collect();
        own.sort_by(|a, b| a.document.order().cmp(&b.document.order()));
        own
    }
}

/// One happening in the world, as its claims tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable within a dossier.
    pub id: String,
    /// The frame.
    pub frame: Arc<str>,
    /// PLOVER category.
    pub plover: Option<String>,
    /// In the language of the report.
    pub title: String,
    /// How the claims stand.
    pub status: Status,
    /// Independent origins of the event as a whole: an upper bound.
    pub origins: usize,
    /// What is known of it, slot by slot.
    pub slots: Vec<Finding>,
    /// Its claims.
    pub claims: Vec<ClaimId>,
}

/// How an event stands: never whether it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Two or more independent origins, no dispute.
    Corroborated,
    /// At least one slot is disputed.
    Disputed,
    /// One origin.
    SingleOrigin,
}

impl Status {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Corroborated => "corroborated",
            Self::Disputed => "disputed",
            Self::SingleOrigin => "single_origin",
        }
    }
}

/// How the positions on one slot stand, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The slot.
    pub role: Role,
    /// How the positions stand.
    pub verdict: Verdict,
    /// For a dispute, which sort.
    pub kind: Option<DisputeKind>,
    /// In one line, in the language of the report.
    pub why: String,
    /// The values, each with its claims and origins.
    pub positions: Vec<Position>,
    /// The reasoning, as a tree that a reader can unfold.
    pub because: Explanation,
}

/// How positions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Two or more independent origins with compatible values.
    Agreed,
    /// Two values that cannot both hold.
    Disputed,
    /// One origin.
    Single,
    /// A value that grew or changed with the time of its report.
    Updated,
}

impl Verdict {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Disputed => "disputed",
            Self::Single => "single",
            Self::Updated => "updated",
        }
    }
}

/// Sorts of disputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeKind {
    /// The values cannot both hold.
    Contradiction,
    /// They differ because one report likely means another stage of the same act.
    Stage,
    /// One says that it happened, another that it did not.
    Denial,
    /// One article contradicts itself.
    Itself,
}

impl DisputeKind {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Stage => "stage",
            Self::Denial => "denial",
            Self::Itself => "self",
        }
    }
}

/// A value of a slot with who stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The value, the most precise of those that were taken together.
    pub value: Value,
    /// Names of the independent origins behind it.
    pub origins: Vec<String>,
    /// The claims that give it.
    pub claims: Vec<ClaimId>,
}

/// Why a finding is what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// A sentence.
    pub says: String,
    /// Its reasons.
    pub details: Vec<Explanation>,
}

/// Where information entered: a dispatch, a communiqué, an official; else the outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// As the dossier names it.
    pub name: String,
    /// What sort of origin: the names of [`crate::SourceKind`], or `outlet`, `article`.
    pub kind: String,
    /// Whether it is itself a party to what it tells.
    pub interested: bool,
    /// The documents that carry its word.
    pub documents: Vec<DocumentId>,
}

/// A commitment as the story's claims tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pledge {
    /// The text that obliges.
    pub instrument: Option<Entity>,
    /// Whom it obliges.
    pub parties: Vec<Entity>,
    /// To what.
    pub obligation: Obligation,
    /// When it is owed, as written.
    pub trigger: Option<String>,
    /// Without delay.
    pub immediate: bool,
    /// The claims that tell it.
    pub claims: Vec<ClaimId>,
}

/// Who gives what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Who gives.
    pub giver: Entity,
    /// Who gets.
    pub receiver: Entity,
    /// What.
    pub goods: Vec<Value>,
    /// How far it has come, if the claims tell.
    pub step: Option<Step>,
    /// How surely it is told, at best.
    pub modality: Modality,
    /// Indices, in the story's list, of what is given in return.
    pub against: Vec<usize>,
    /// The claims that tell it.
    pub claims: Vec<ClaimId>,
}

/// How far an exchange has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Promised, planned, possible.
    Promised,
    /// Said to have been delivered.
    Delivered,
}

impl Step {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Delivered => "delivered",
        }
    }
}

/// A slot that a report leaves out and others fill.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The report.
    pub document: DocumentId,
    /// The event.
    pub event: String,
    /// The slot.
    pub role: Role,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The event.
    pub event: String,
    /// First day; open when `None`.
    pub from: Option<Date>,
    /// Last day; open when `None`.
    pub to: Option<Date>,
}
