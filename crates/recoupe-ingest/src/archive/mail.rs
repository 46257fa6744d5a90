//! Mail, and pages as browsers save them in one file: MHTML is a mail that holds a page.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::DEEPEST;
use crate::intake::{Around, Intake};
use crate::sniff::{self, Kind};
use crate::{Input, words};

/// How many attachments of a mail are looked at.
const ATTACHED: usize = 200;

/// Reads a mail or a saved page.
pub(super) fn read(input: &Input<'_>, depth: usize, intake: &mut Intake<'_>) {
    match MessageParser::new().parse(input.bytes) {
        Some(message) => one(input.path, &message, depth, intake),
        None => intake.remark(words::broken(input.path, "its heads are not those of a mail")),
    }
}

fn one(path: &str, message: &Message<'_>, depth: usize, intake: &mut Intake<'_>) {
    let raw = message.raw_message();
    let part = message.html_part(0).or_else(|| message.text_part(0));
    let read = part.is_some_and(|part| {
        let around = around(message, part);
        let bytes = decoded(raw, part);
        crate::page(path, &bytes, &around, true, intake)
    });
    if saved_address(message).is_some() {
        if !read {
            intake.remark(words::no_article(path));
        }
        // What else it holds are the pictures and frames of the page.
        return;
    }
    let inside = message.attachments().take(ATTACHED).enumerate();
    let before = intake.found();
    for (at, part) in inside {
        let name = format!("{path}#{}", at + 1);
        attached(&name, part, depth + 1, intake);
    }
    if !read && intake.found() == before {
        intake.remark(words::no_article(path));
    }
}

/// A forwarded mail, a page or a document that a mail carries; pictures are passed over.
fn attached(path: &str, part: &MessagePart<'_>, depth: usize, intake: &mut Intake<'_>) {
    if depth > DEEPEST {
        return intake.remark(words::too_deep(path));
    }
    let bytes = match &part.body {
        PartType::Message(message) => return one(path, message, depth, intake),
        PartType::Binary(bytes) => bytes,
        PartType::Html(_) | PartType::Text(_) => part.contents(),
        _ => return,
    };
    let input = Input { path, bytes };
    let page = sniff::packed(bytes).is_some()
        || sniff::is_pdf(bytes)
        || sniff::kind(&input) == Ok(Kind::Html);
    if page {
        crate::whole(&input, depth, intake);
    }
}

/// The bytes of a part, in the encoding of its characters.
fn decoded(raw: &[u8], part: &MessagePart<'_>) -> Vec<u8> {
    let bytes = raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or(&[]);
    let decoded = match part.encoding {
        Encoding::None => Some(bytes.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(bytes),
        Encoding::Base64 => base64_decode(bytes),
    };
    // What is damaged is read as far as the parser could.
    decoded.filter(|it| !it.is_empty()).unwrap_or_else(|| part.contents().to_vec())
}

fn around(message: &Message<'_>, part: &MessagePart<'_>) -> Around {
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let date = message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    let mut around = Around { charset: charset.map(str::to_owned), ..Around::default() };
    if let Some(address) = saved_address(message) {
        around.url = part.content_location().filter(|it| is_url(it)).map(str::to_owned);
        around.url = Some(address).filter(|it| is_url(it)).or(around.url);
        // A browser writes when it saved the page.
        around.there_on = date;
        return around;
    }
    let sender = message.from().and_then(|from| from.first());
    around.outlet = sender.and_then(|sender| sender.name.as_deref()).map(str::to_owned);
    around.headline = message.thread_name().map(str::to_owned);
    around.published = date;
    around
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The address of a page that a browser saved, empty where it is not told; `None` for a mail.
fn saved_address(message: &Message<'_>) -> Option<String> {
    let told = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let by = message.header_raw("From").unwrap_or("").to_ascii_lowercase();
    // A mail names a receiver.
    let saved =
        told.is_some() || by.contains("saved by") || message.to().is_none() && is_related(message);
    saved.then(|| told.unwrap_or("").trim().to_owned())
}

fn is_related(message: &Message<'_>) -> bool {
    let root = message.root_part().content_type();
    root.is_some_and(|kind| kind.subtype().is_some_and(|it| it.eq_ignore_ascii_case("related")))
}
