//! The cross-check on claims made by hand: false disputes first.
#![allow(missing_docs, reason = "tests")]

mod made;

mod apart;
mod copies;
mod dates;
mod disputes;
mod founding;
mod gathered;
mod invariants;
mod origins;
mod tallies;
