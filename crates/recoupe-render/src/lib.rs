//! Faces of a dossier: JSON, text, HTML, Markdown, CSV.
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

pub mod csv;
#[cfg(test)]
#[path = "../examples/treaty/dossier/mod.rs"]
mod fixture;
mod gaps;
pub mod html;
pub mod markdown;
mod paper;
mod phrase;
mod quote;
mod sections;
pub mod text;
mod verify;
mod view;
mod voices;
pub mod whatif;
mod why;
pub mod wire;
mod words;

pub use csv::csv;
pub use html::{HtmlOptions, html};
pub use markdown::markdown;
pub use sections::Section;
pub use text::{TextOptions, text};
pub use verify::{Mismatch, MismatchKind, verify};
pub use why::why;
pub use words::Words;
