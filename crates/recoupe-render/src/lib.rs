//! Faces of a dossier: JSON, text, HTML, Markdown, CSV, and what other programs read (Web
//! Annotations, TimelineJS, GEXF, GraphML, PLOVER rows, FollowTheMoney, Turtle).
//!
//! JSON is the versioned wire format in [`wire::v1`]; every other face reads that format, so a
//! dossier kept as JSON can be shown again without its engine. No face judges: they count
//! origins, quote words and give reasons, and never say what is true.

/// Writes to a string, which cannot fail.
macro_rules! put {
    ($out:expr, $($words:tt)*) => {{
        use std::fmt::Write;
        let _ = write!($out, $($words)*);
    }};
}

pub mod annotations;
pub mod csv;
mod edtf;
#[cfg(test)]
#[path = "../examples/treaty/dossier/mod.rs"]
mod fixture;
pub mod ftm;
mod gaps;
pub mod graph;
#[cfg(test)]
mod hostile;
pub mod html;
mod iri;
pub mod markdown;
mod paper;
mod phrase;
pub mod plover;
mod quote;
mod schema;
mod sections;
mod select;
pub mod text;
pub mod timelinejs;
pub mod turtle;
mod verify;
mod view;
mod voices;
pub mod whatif;
mod why;
pub mod wire;
mod words;

pub use annotations::annotations;
pub use csv::{CsvOptions, csv};
pub use ftm::ftm;
pub use graph::{gexf, graphml};
pub use html::{HtmlOptions, html};
pub use markdown::markdown;
pub use plover::plover;
pub use schema::SCHEMA;
pub use sections::Section;
pub use select::{Selection, SelectionError};
pub use text::{TextOptions, text};
pub use timelinejs::timelinejs;
pub use turtle::turtle;
pub use verify::{Mismatch, MismatchKind, verify};
pub use why::why;
pub use words::Words;
