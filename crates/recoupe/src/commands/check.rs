//! `recoupe check` and `recoupe demo`: articles in, a dossier out.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use recoupe::check::check;
use recoupe::corrections::Written;
use recoupe::demo;
use recoupe_model::{Dossier, Lang, Verdict};

use super::ready::{
    config, corrections, corrections_beside, knowledge, known_language, print, sources,
    tell_unread, with_jobs,
};
use super::save;
use crate::args::{Check, Color, Format, Output};

pub(super) fn run(data: Option<&Path>, args: &Check) -> Result<ExitCode> {
    args.output.file.as_deref().map_or(Ok(()), save::possible)?;
    let (mut sources, failed) = sources(&args.reading);
    let mut config = config(Some(&args.reading), args.output.language.as_deref());
    let (beside, wrong) = corrections_beside(&args.reading, &mut sources);
    let told = args.corrections.as_deref().map_or(Ok(Written::default()), corrections)?;
    config.corrections = beside.and(told);
    let knowledge = knowledge(data)?;
    known_language(&knowledge, &args.reading)?;
    let (dossier, report) = with_jobs(args.reading.jobs, || check(&knowledge, &sources, &config))?;
    let unread = tell_unread(&dossier.notes) || failed || wrong;
    write(&dossier, &report, &args.output)?;
    let disputed = args.output.exit_code && has_dispute(&dossier);
    Ok(ExitCode::from(if disputed { 3 } else { u8::from(unread) }))
}

pub(super) fn demo(data: Option<&Path>, output: &Output) -> Result<ExitCode> {
    output.file.as_deref().map_or(Ok(()), save::possible)?;
    let config = config(None, output.language.as_deref());
    let knowledge = knowledge(data)?;
    let (dossier, report) = with_jobs(0, || check(&knowledge, &demo::sources(), &config))?;
    write(&dossier, &report, output)?;
    let disputed = output.exit_code && has_dispute(&dossier);
    Ok(ExitCode::from(if disputed { 3 } else { 0 }))
}

fn has_dispute(dossier: &Dossier) -> bool {
    let events = dossier.stories.iter().flat_map(|story| &story.events);
    events.flat_map(|event| &event.slots).any(|slot| slot.verdict == Verdict::Disputed)
}

fn write(dossier: &Dossier, report: &Lang, output: &Output) -> Result<()> {
    let to_terminal = output.file.is_none() && io::stdout().is_terminal();
    let language = report.code();
    let face = match format(output, to_terminal) {
        Format::Json => recoupe_render::wire::v1::dossier_json(dossier),
        Format::Html => recoupe_render::html(
            dossier,
            &recoupe_render::HtmlOptions { language: language.to_owned() },
        ),
        Format::Markdown => recoupe_render::markdown(dossier, language),
        Format::Csv => recoupe_render::csv(dossier),
        Format::Text => {
            let options = recoupe_render::TextOptions {
                language: language.to_owned(),
                width: width(),
                color: color(output.color, to_terminal),
                only: output.only,
            };
            recoupe_render::text(dossier, &options)
        }
    };
    match &output.file {
        None => print(&face),
        Some(file) => save::save(file, &face),
    }
}

fn format(output: &Output, to_terminal: bool) -> Format {
    let ending = output.file.as_ref().and_then(|file| file.extension()?.to_str());
    let by_ending = ending.and_then(|ending| match ending {
        "html" | "htm" => Some(Format::Html),
        "json" => Some(Format::Json),
        "md" => Some(Format::Markdown),
        "csv" => Some(Format::Csv),
        "txt" => Some(Format::Text),
        _ => None,
    });
    let usual = if to_terminal { Format::Text } else { Format::Json };
    output.format.or(by_ending).unwrap_or(usual)
}

fn color(wanted: Color, to_terminal: bool) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
    }
}

/// The terminal's width as shells tell it, within what can be read.
pub(super) fn width() -> usize {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.unwrap_or(80_usize).clamp(40, 120)
}
