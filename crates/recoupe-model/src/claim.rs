//! What is said, on whose word, how surely, and where.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::{DocumentId, EntityId, Span, Text, UnknownName, Value};

/// One proposition, put forward once, in one document.
///
/// The proposition is `frame`, `roles` and `predicate`: what is said, whoever says it. The
/// rest is how it is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Derived from document, evidence and proposition.
    pub id: ClaimId,
    /// Where it was read.
    pub document: DocumentId,
    /// The kind of happening: `treaty.ratify`, `other`. A file in `data/frames` each.
    pub frame: Arc<str>,
    /// What is known of it.
    pub roles: BTreeMap<Role, Vec<Value>>,
    /// The lemma that evoked the frame; for `other` it is all there is to tell the kind.
    pub predicate: String,
    /// Whether it is said to be so or not to be so.
    pub polarity: Polarity,
    /// How far the sayer commits to it.
    pub modality: Modality,
    /// Who is said to say it, outermost first; empty for the outlet's own voice.
    pub attribution: Vec<Attribution>,
    /// Where to look to check us; at least one.
    pub evidence: Vec<Evidence>,
    /// The rule that read it, for `recoupe why`.
    pub rule: Arc<str>,
    /// First, last, largest … of its kind.
    pub rank: Option<Rank>,
    /// What an instrument obliges to, for `commit`.
    pub commitment: Option<Commitment>,
    /// Claims of the same document that this is given in exchange for.
    pub against: Vec<ClaimId>,
}

/// The identity of a claim within a dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub Arc<str>);

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words that carry a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Where they stand in the document's text.
    pub span: Span,
}

/// Whether something is said to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
}

impl Polarity {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// How far the sayer commits to a proposition (after FactBank). Not how sure we are of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Said flatly.
    Asserted,
    /// The French conditional of hearsay (« aurait livré »), "is said to have".
    Conditional,
    /// « pourrait », "may".
    Possible,
    /// To come: announced, promised, future tense.
    Planned,
    /// Asked for.
    Demanded,
    /// Denied by somebody.
    Denied,
    /// Under a condition: « si … », « en cas de ».
    Hypothetical,
}

impl Modality {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Conditional => "conditional",
            Self::Possible => "possible",
            Self::Planned => "planned",
            Self::Demanded => "demanded",
            Self::Denied => "denied",
            Self::Hypothetical => "hypothetical",
        }
    }

    /// Whether a claim of this modality can support an agreement.
    pub const fn supports(self) -> bool {
        matches!(self, Self::Asserted | Self::Conditional)
    }
}

/// Who is said to say something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// As the text names the source.
    pub name: String,
    /// The thing that it is, if it is a known or named one.
    pub entity: Option<EntityId>,
    /// The country that the source speaks for or comes from, if known.
    pub of: Option<EntityId>,
    /// What sort of source.
    pub kind: SourceKind,
    /// « une source proche du dossier ».
    pub anonymous: bool,
    /// Where the source is named.
    pub span: Span,
    /// The words that mark the saying (« selon », « a affirmé »).
    pub cue: Option<Span>,
}

/// Sorts of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A news agency.
    Agency,
    /// Another outlet.
    Media,
    /// A state, or its government as a whole.
    State,
    /// An office-holder: minister, spokeswoman, officials.
    Official,
    /// An institution: ministry, court, alliance, UN.
    Institution,
    /// Soldiers, staffs.
    Military,
    /// Diplomats.
    Diplomatic,
    /// Experts, analysts, think tanks, observatories.
    Expert,
    /// A text: communiqué, report, treaty.
    Document,
    /// A person who is none of these.
    Person,
    /// Nothing is known.
    Other,
}

impl SourceKind {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Media => "media",
            Self::State => "state",
            Self::Official => "official",
            Self::Institution => "institution",
            Self::Military => "military",
            Self::Diplomatic => "diplomatic",
            Self::Expert => "expert",
            Self::Document => "document",
            Self::Person => "person",
            Self::Other => "other",
        }
    }
}

impl FromStr for SourceKind {
    type Err = UnknownName;
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        [
            Self::Agency,
            Self::Media,
            Self::State,
            Self::Official,
            Self::Institution,
            Self::Military,
            Self::Diplomatic,
            Self::Expert,
            Self::Document,
            Self::Person,
            Self::Other,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| UnknownName(name.into()))
    }
}

/// A superlative with its scope: "first visit in 24 years".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// `first`, `last`, `largest`, …
    pub order: String,
    /// Among what, as written; empty when not said.
    pub scope: String,
}

/// What an instrument obliges its parties to (terms of ATOP).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The sort of obligation.
    pub obligation: Obligation,
    /// When it is owed (« en cas d'agression »), as written.
    pub trigger: Option<Text>,
    /// Whether it is owed without delay.
    pub immediate: bool,
}

/// Sorts of obligations, after ATOP, and three that news tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obligation {
    /// To help if attacked.
    Defense,
    /// To help in an attack.
    Offense,
    /// To stay out.
    Neutrality,
    /// Not to attack each other.
    Nonaggression,
    /// To talk in a crisis.
    Consultation,
    /// To impose, oppose or evade sanctions together.
    Sanctions,
    /// To take common positions.
    Coordination,
    /// To work together.
    Cooperation,
}

impl Obligation {
    /// Every value.
    pub const ALL: [Self; 8] = [
        Self::Defense,
        Self::Offense,
        Self::Neutrality,
        Self::Nonaggression,
        Self::Consultation,
        Self::Sanctions,
        Self::Coordination,
        Self::Cooperation,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Defense => "defense",
            Self::Offense => "offense",
            Self::Neutrality => "neutrality",
            Self::Nonaggression => "nonaggression",
            Self::Consultation => "consultation",
            Self::Sanctions => "sanctions",
            Self::Coordination => "coordination",
            Self::Cooperation => "cooperation",
        }
    }
}

impl FromStr for Obligation {
    type Err = UnknownName;
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| UnknownName(name.into()))
    }
}

macro_rules! roles {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// What a value is to a happening. The order is the order of columns in a dossier.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "docs/glossary.md tells what each role is")]
        pub enum Role { $($variant),* }

        impl Role {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in frames and on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        impl FromStr for Role {
            type Err = UnknownName;
            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name { $($name => Ok(Self::$variant),)* _ => Err(UnknownName(name.into())) }
            }
        }
    };
}

roles! {
    Party "party", Agent "agent", Speaker "speaker", Participant "participant",
    Visitor "visitor", Host "host", Sender "sender", Receiver "receiver",
    Instrument "instrument", Target "target", Force "force", Goods "goods",
    Beneficiary "beneficiary", Outcome "outcome", Quantity "quantity", Time "time",
    Place "place", Content "content", Purpose "purpose", Against "against",
    Predecessor "predecessor", Mediator "mediator", Polarity "polarity",
}
