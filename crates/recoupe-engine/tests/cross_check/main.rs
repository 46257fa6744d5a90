//! The cross-check on claims made by hand: false disputes first.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::unwrap_used,
    reason = "tests: a failed unwrap is a failed test"
)]

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
