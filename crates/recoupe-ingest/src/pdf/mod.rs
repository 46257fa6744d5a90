//! PDF with a text layer: the words where they stand on the pages, put together to lines and
//! paragraphs. The objects of the file are read by `hayro-syntax`; what they mean for a text is
//! read here. Nothing is recognised in pictures.

mod font;
mod guard;
mod layout;
mod page;

use hayro_syntax::metadata::Metadata;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::draft::Draft;
use crate::intake::Intake;
use crate::{Input, clean, words};

/// The most pages that are read. More is a book.
const PAGES: usize = 400;

/// What share of the characters may be unknown, in percent.
const UNKNOWN: usize = 20;

/// Reads a PDF.
pub(crate) fn read(input: &Input<'_>, intake: &mut Intake<'_>) {
    match draft(input, intake) {
        Ok(draft) => intake.article(draft),
        Err(why) => intake.remark(words::broken(input.path, &why)),
    }
}

fn draft(input: &Input<'_>, intake: &Intake<'_>) -> Result<Draft, String> {
    guard::bursts(input.bytes, &intake.gauge)?;
    let pdf = Pdf::new(input.bytes.to_vec()).map_err(|why| match why {
        LoadPdfError::Decryption(_) => guard::ENCRYPTED.to_owned(),
        LoadPdfError::Invalid => "it is no PDF that can be read".to_owned(),
    })?;
    let mut reader = page::Reader::new(intake.tables);
    for (at, page) in pdf.pages().iter().take(PAGES).enumerate() {
        reader.page(at, page);
    }
    let of = pdf.pages().len();
    let unknown = reader.unknown;
    let lines = reader.done();
    let known: usize = lines.iter().map(|line| line.text.chars().count()).sum();
    if unknown * 100 > (known + unknown) * UNKNOWN {
        return Err("its fonts do not tell which characters they show; recognise the text by OCR"
            .to_owned());
    }
    if lines.is_empty() {
        return Err("it has no text layer; recognise the text by OCR".to_owned());
    }
    let mut draft = Draft::new(input.path);
    draft.notes.push(words::from_pdf());
    if of > PAGES {
        draft.notes.push(words::cut_pages(PAGES, of));
    }
    let text = layout::text(&lines, &intake.tables.page.halves);
    draft.title = text.headline.or_else(|| title(pdf.metadata()));
    draft.paragraphs = text.paragraphs;
    draft.there_on = pdf
        .metadata()
        .creation_date
        .map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
    Ok(draft)
}

/// The title that the file states, where it is words and not the name of a file.
fn title(metadata: &Metadata) -> Option<String> {
    let title = clean::line(&string(metadata.title.as_deref()?));
    let file = title.contains(['\\', '/', '_']) || title.to_lowercase().starts_with("microsoft");
    (title.split(' ').count() >= 3 && !file).then_some(title)
}

/// A string of the file's own: UTF-16 with its mark, UTF-8 with its mark, else Latin.
fn string(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned();
    }
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}
