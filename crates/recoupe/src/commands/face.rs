//! A dossier in the face that was asked for.

use std::ffi::OsStr;
use std::io::{self, IsTerminal as _};

use anyhow::{Result, bail};
use recoupe_render::csv::{self, CsvOptions, Dialect, Rows};
use recoupe_render::wire::v1::{Dossier, to_json};
use recoupe_render::{
    HtmlOptions, Selection, TextOptions, annotations, ftm, graph, html, markdown, plover, text,
    timelinejs, turtle,
};

use super::ready::{print, tell};
use super::{save, terminal};
use crate::args::{CsvDialect, CsvRows, Format, Output};

/// Writes the dossier where it was asked for; whether what was written holds a dispute.
pub(super) fn write(dossier: Dossier, language: &str, output: &Output) -> Result<bool> {
    let selection = Selection { since: output.since.clone(), articles: output.article.clone() };
    let dossier = selection.of(dossier)?;
    let to_terminal = output.file.is_none() && io::stdout().is_terminal();
    let format = format(output, to_terminal)?;
    if output.only.is_some() && format != Format::Text {
        tell("--only is for text and was passed over; add --format text");
    }
    let face = face(&dossier, language, output, format, to_terminal);
    match &output.file {
        None => print(&face)?,
        Some(file) => save::save(file, &face)?,
    }
    let events = dossier.stories.iter().flat_map(|it| &it.events);
    Ok(events.flat_map(|it| &it.slots).any(|it| it.verdict == "disputed"))
}

/// Refuses what cannot be written, before anything is read.
pub(super) fn possible(output: &Output) -> Result<()> {
    output.file.as_deref().map_or(Ok(()), save::possible)?;
    format(output, false).map(|_| ())
}

fn face(it: &Dossier, language: &str, output: &Output, format: Format, terminal: bool) -> String {
    match format {
        Format::Json => to_json(it),
        Format::Html => html::from_wire(it, &HtmlOptions { language: language.to_owned() }),
        Format::Markdown => markdown::from_wire(it, language),
        Format::Csv => csv::from_wire(it, sheet(output)),
        Format::Plover => plover::from_wire(it, sheet(output)),
        Format::Annotations => annotations::from_wire(it, language),
        Format::Timelinejs => timelinejs::from_wire(it, language),
        Format::Gexf => graph::gexf_from_wire(it, language),
        Format::Graphml => graph::graphml_from_wire(it, language),
        Format::Ftm => ftm::from_wire(it, language),
        Format::Turtle => turtle::from_wire(it, language),
        Format::Text => {
            let options = TextOptions {
                language: language.to_owned(),
                width: terminal::width(),
                color: terminal::color(output.color, terminal),
                links: terminal::links(output.links, terminal),
                only: output.only,
            };
            text::from_wire(it, &options)
        }
    }
}

fn sheet(output: &Output) -> CsvOptions {
    CsvOptions {
        dialect: match output.csv_dialect {
            CsvDialect::Standard => Dialect::Standard,
            CsvDialect::Fr => Dialect::French,
        },
        rows: match output.csv_rows {
            CsvRows::All => Rows::All,
            CsvRows::Findings => Rows::Findings,
            CsvRows::Claims => Rows::Claims,
        },
    }
}

/// The format that was asked for, else that of the file's ending, else the usual one.
fn format(output: &Output, to_terminal: bool) -> Result<Format> {
    if let Some(format) = output.format {
        return Ok(format);
    }
    let Some(file) = &output.file else {
        return Ok(if to_terminal { Format::Text } else { Format::Json });
    };
    let ending = file.extension().and_then(OsStr::to_str).map(str::to_lowercase);
    Ok(match ending.as_deref() {
        Some("html" | "htm") => Format::Html,
        Some("md" | "markdown") => Format::Markdown,
        Some("csv") => Format::Csv,
        Some("txt") => Format::Text,
        Some("jsonld") => Format::Annotations,
        Some("gexf") => Format::Gexf,
        Some("graphml") => Format::Graphml,
        Some("ttl") => Format::Turtle,
        Some("ftm" | "ijson") => Format::Ftm,
        Some("xlsx" | "xls" | "ods") => bail!(
            "{}: spreadsheets of this kind are not written; name a .csv file, for a French \
             spreadsheet with --csv-dialect fr",
            file.display()
        ),
        Some("pdf" | "docx" | "odt") => bail!(
            "{}: documents of this kind are not written; name a .html file and print it, or a \
             .md file",
            file.display()
        ),
        _ => Format::Json,
    })
}
