//! The room `ingest`: bytes to documents.
//!
//! It tells what kind of input the bytes are, decodes them, finds the article in them, and
//! makes the text that every later span points into. It touches no disk, clock, network or
//! environment: the same bytes give the same documents everywhere.
//!
//! ```
//! use recoupe_ingest::{Input, Options, read};
//!
//! let bytes = "---\ntitle: Le pont rouvre\npublished: 2026-03-04\n---\nLe pont a rouvert mardi.\n";
//! let input = Input { path: "pont.txt", bytes: bytes.as_bytes() };
//! let read = read(&input, &Options::default());
//! assert_eq!(&*read.value[0].text, "Le pont rouvre\nLe pont a rouvert mardi.");
//! ```
//!
//! In the order of the data: `sniff` names the kind, `encoding` makes characters, one reader a
//! format (`plain`, `markdown`, `json`, `feed`, `html`) makes a `Draft`, and `draft` finishes it:
//! `furniture`, `masthead` and `author` leave out what is not the article, `date` reads the day of
//! publication, `credit` the agencies, `language` the language, `id` the identity.
//!
//! What is not text of the program lies in `data/`, one table a file, for linguists to edit.

mod author;
mod clean;
mod credit;
mod date;
mod draft;
mod encoding;
mod feed;
mod furniture;
mod html;
mod id;
mod intake;
mod json;
mod language;
mod markdown;
mod masthead;
mod plain;
mod sniff;
mod tables;
mod words;

pub use id::content_id;

use recoupe_model::{Document, Lang, Noted};

use intake::Intake;
use sniff::Kind;
use tables::Tables;

/// Bytes, and the name they were found under.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// As the user named it; `-` for standard input. Its extension only breaks ties.
    pub path: &'a str,
    /// The whole of it.
    pub bytes: &'a [u8],
}

/// What the user decides about reading.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of all texts, instead of telling it from each.
    pub language: Option<Lang>,
    /// The language to write notes in, instead of the article's own.
    pub report: Option<Lang>,
}

/// Reads the documents in one input: one in a page or a text, several in a feed or an archive.
pub fn read(input: &Input<'_>, options: &Options) -> Noted<Vec<Document>> {
    let tables = Tables::embedded();
    let mut intake = Intake::new(&tables, options);
    whole(input, &mut intake);
    intake.done()
}

/// One arm a format. A new format is a file beside `html` and an arm here.
pub(crate) fn whole(input: &Input<'_>, intake: &mut Intake<'_>) {
    let kind = match sniff::kind(input) {
        Ok(kind) => kind,
        Err(looks_like) => return intake.remark(words::unsupported(input.path, looks_like)),
    };
    let text = encoding::decode(input.path, input.bytes, kind, intake.remarks());
    characters(input.path, &text, kind, intake);
}

/// The kinds that are characters.
pub(crate) fn characters(path: &str, text: &str, kind: Kind, intake: &mut Intake<'_>) {
    if text.trim().is_empty() {
        return intake.remark(words::empty(path));
    }
    let tables = intake.tables;
    match sniff::refine(kind, path, text) {
        Ok(Kind::Html | Kind::Xml) => intake.article(html::read(path, text, tables)),
        Ok(Kind::Json) => json::read(path, text, intake),
        Ok(Kind::Feed) => feed::read(path, text, intake),
        Ok(Kind::Markdown) => intake.article(markdown::read(path, text, tables)),
        Ok(Kind::Text) => intake.article(plain::read(path, text, tables)),
        Err(looks_like) => intake.remark(words::unsupported(path, looks_like)),
    }
}
