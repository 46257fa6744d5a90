//! The library's front door: from sources to a dossier, with as many cores as there are.
//!
//! The engine is pure; here are its edges: files, threads, panics that lose one article only.

#![allow(
    clippy::disallowed_methods,
    reason = "the list keeps clock, disk and environment out of the engine; this is the program"
)]

pub mod cases;
pub mod check;
pub mod corrections;
pub mod demo;
pub mod inputs;
pub mod layers;
pub mod watch;
