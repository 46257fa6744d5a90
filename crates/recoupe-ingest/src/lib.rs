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
//! format (`plain`, `markdown`, `json`, `html`) makes a `Draft`, and `draft` finishes it:
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
mod furniture;
mod html;
mod id;
mod json;
mod language;
mod markdown;
mod masthead;
mod plain;
mod sniff;
mod tables;
mod words;

pub use id::content_id;

use recoupe_model::{Document, Lang, Note, Noted};

use draft::Draft;
use sniff::Kind;
use tables::Tables;
use words::Remark;

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

/// Reads the documents in one input: one in a page or a text, several in JSON.
pub fn read(input: &Input<'_>, options: &Options) -> Noted<Vec<Document>> {
    let tables = Tables::embedded();
    let mut remarks = Vec::new();
    let drafts = drafts(input, &tables, &mut remarks);
    let mut value = Vec::with_capacity(drafts.len());
    let english = Lang::new("en");
    let asked = options.report.as_ref();
    let mut told: Vec<Note> = Vec::new();
    for draft in drafts {
        let (document, remarks) = draft.finish(&tables, options);
        let own = document.as_ref().map(|document: &Document| &document.language);
        let language = asked.or(own).unwrap_or(&english);
        let about = document.as_ref().map(|document| document.id.clone());
        let tell = |remark: &Remark| Note { document: about.clone(), ..remark.note(language) };
        told.extend(remarks.iter().map(tell));
        value.extend(document);
    }
    let language = asked.unwrap_or(&english);
    told.extend(remarks.iter().map(|remark| remark.note(language)));
    Noted { value, notes: told }
}

/// One arm a format. A new format is a file beside `html` and an arm here.
fn drafts(input: &Input<'_>, tables: &Tables, notes: &mut Vec<Remark>) -> Vec<Draft> {
    let kind = match sniff::kind(input) {
        Ok(kind) => kind,
        Err(looks_like) => {
            notes.push(words::unsupported(input.path, looks_like));
            return Vec::new();
        }
    };
    let text = encoding::decode(input.path, input.bytes, kind, notes);
    if text.trim().is_empty() {
        notes.push(words::empty(input.path));
        return Vec::new();
    }
    match sniff::refine(kind, input.path, &text) {
        Ok(Kind::Html) => vec![html::read(input.path, &text, tables)],
        Ok(Kind::Json) => json::read(input.path, &text, tables, notes),
        Ok(Kind::Markdown) => vec![markdown::read(input.path, &text, tables)],
        Ok(Kind::Text) => vec![plain::read(input.path, &text, tables)],
        Err(looks_like) => {
            notes.push(words::unsupported(input.path, looks_like));
            Vec::new()
        }
    }
}
