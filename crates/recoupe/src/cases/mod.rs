//! Tests that a French speaker can write: Markdown files of quoted texts and what must be
//! found in them.
//!
//! A heading is a case's name, a quote its text, a fenced block what must be found; the rest
//! is prose. Everything typed that is found and not listed is an error, and source, polarity
//! and modality are checked even where they are not written: losing a *not*, a doubt or a
//! source is the worst mistake that this program can make.

mod compare;
mod others;
mod parse;
mod run;
mod story;

pub use parse::{Block, Case, Unwritten, parse};
pub use run::{Outcome, Summary, run_all};
pub use story::{Article, Finding, OTHERS, Story, parse_story, sources};
