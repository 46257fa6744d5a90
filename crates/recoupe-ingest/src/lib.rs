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
//! format (`plain`, `markdown`, `json`, `feed`, `pdf`, `html`) makes a `Draft`, or `archive` hands
//! what is inside back to the beginning, and `draft` finishes it:
//! `furniture`, `masthead` and `author` leave out what is not the article, `date` reads the day of
//! publication, `credit` the agencies, `language` the language, `id` the identity.
//!
//! What is not text of the program lies in `data/`, one table a file, for linguists to edit.

mod archive;
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
mod pdf;
mod plain;
mod sniff;
mod tables;
mod words;

pub use id::content_id;

use std::io::BufRead;

use recoupe_model::{Document, Lang, Noted};

use archive::Outermost;
use intake::{Around, Intake};
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
    let mut intake = Intake::new(Tables::shared(), options);
    intake.gauge.read(input.bytes.len());
    whole(input, 0, &mut intake);
    intake.done()
}

/// The same from a stream, for archives that are larger than memory: of a WARC file only one
/// record is held at a time. Kinds that must be there as a whole are read up to 128 MB.
pub fn read_stream(path: &str, from: impl BufRead, options: &Options) -> Noted<Vec<Document>> {
    let mut intake = Intake::new(Tables::shared(), options);
    let mut from = Outermost { from, gauge: intake.gauge.clone() };
    archive::stream(path, &mut from, 0, &mut intake);
    intake.done()
}

/// Whether an input that begins like this is an archive that [`read_stream`] reads piece by piece,
/// so that it need not be loaded. Eight bytes are enough.
pub fn is_streamed(head: &[u8]) -> bool {
    matches!(sniff::packed(head), Some(sniff::Packed::Warc | sniff::Packed::Gzip))
}

/// The addresses of the articles that a feed announces, in its order: whole, or relative to the
/// address of the feed, which only who fetches it knows. `None` when the input is no feed.
pub fn announced(input: &Input<'_>) -> Option<Vec<String>> {
    let kind = sniff::kind(input).ok()?;
    let text = encoding::decode(input.path, input.bytes, kind, None, &mut Vec::new());
    match sniff::refine(kind, input.path, &text) {
        Ok(Kind::Feed) => Some(feed::announced(&text, Tables::shared())),
        Ok(Kind::Json) => json::announced(&text),
        _ => None,
    }
}

/// One arm a format. A new format is a file beside `html` and an arm here.
pub(crate) fn whole(input: &Input<'_>, depth: usize, intake: &mut Intake<'_>) {
    if sniff::is_pdf(input.bytes) {
        return pdf::read(input, intake);
    }
    if let Some(packed) = sniff::packed(input.bytes) {
        return archive::read(input, packed, depth, intake);
    }
    let kind = match sniff::kind(input) {
        Ok(kind) => kind,
        Err(looks_like) => return intake.remark(words::unsupported(input.path, looks_like)),
    };
    let text = encoding::decode(input.path, input.bytes, kind, None, intake.remarks());
    characters(input.path, &text, kind, intake);
}

/// A page or a text from an archive; `false` when it is neither. With `named` the archive itself
/// says that it is.
pub(crate) fn page(
    path: &str,
    bytes: &[u8],
    around: &Around,
    named: bool,
    intake: &mut Intake<'_>,
) -> bool {
    let Ok(kind) = sniff::kind(&Input { path, bytes }) else { return false };
    let charset = around.charset.as_deref();
    let text = encoding::decode(path, bytes, kind, charset, intake.remarks());
    let mut draft = match sniff::refine(kind, path, &text) {
        Ok(Kind::Html | Kind::Xml) => html::read(path, &text, intake.tables),
        Ok(Kind::Text | Kind::Markdown) if named => plain::read(path, &text, intake.tables),
        _ => return false,
    };
    around.complete(&mut draft);
    intake.article(draft);
    true
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
