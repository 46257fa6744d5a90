//! The nouns of Recoupe: what exists, as plain values with checked constructors.
//!
//! Nothing here reads, writes, prints, guesses or serialises. The rooms of the engine, the
//! store and the faces meet in these types and know nothing of each other.
//!
//! In the order of the data:
//!
//! * [`Document`]: an article as one outlet published it; its text never changes.
//! * [`Sentence`], [`Token`]: the columns of CoNLL-U, with spans.
//! * [`Mention`]: words that name a thing, a time, an amount, or carry speech.
//! * [`Claim`]: one proposition put forward once, on whose word, how surely, and where.
//! * [`Story`], [`Event`], [`Finding`]: what the claims of several documents say together.
//! * [`Dossier`]: all of it, for the reader.

mod claim;
mod compare;
mod corrections;
mod document;
mod dossier;
mod event;
mod mention;
mod note;
mod relation;
mod span;
mod syntax;
mod value;

pub use claim::{
    Attribution, Claim, ClaimId, Commitment, Evidence, Modality, Obligation, Polarity, Rank, Role,
    SourceKind,
};
pub use compare::Fit;
pub use corrections::{Corrections, Different, Parted};
pub use document::{DateRange, Document, DocumentId, Lang, Timestamp};
pub use dossier::{Dossier, Reading};
pub use event::{
    DisputeKind, Event, Exchange, Explanation, Finding, Missing, Origin, Pledge, Position, Status,
    Step, Story, TimelineEntry, Verdict,
};
pub use mention::{Mention, MentionKind, Quote};
pub use note::{Note, NoteKind, Noted};
pub use relation::{Happening, Mouth, Relations};
pub use span::{CharOffsets, Span};
pub use syntax::{Deprel, Feats, Multiword, Relation, Sentence, Token, UnknownName, Upos};
pub use value::{
    Class, Clock, Entity, EntityId, Every, Quantity, Text, Time, Value, Weekday, Zone,
};

pub use jiff::civil::Date;
