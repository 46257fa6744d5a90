//! `recoupe check` and `recoupe demo`: articles in, a dossier out.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use recoupe::check::check_watched;
use recoupe::corrections::Written;
use recoupe::demo;
use recoupe_render::wire::v1::Dossier;

use super::face;
use super::progress::Progress;
use super::ready::{
    config, corrections, corrections_beside, is_french, knowledge, known_language, sources,
    tell_unread, with_jobs,
};
use crate::args::{Check, Common, Output};

pub(super) fn run(common: &Common, args: &Check) -> Result<ExitCode> {
    face::possible(&args.output)?;
    let (mut sources, failed) = sources(&args.reading);
    let mut config = config(Some(&args.reading), args.output.language.as_deref());
    let (beside, wrong) = corrections_beside(&args.reading, &mut sources);
    let told = args.corrections.as_deref().map_or(Ok(Written::default()), corrections)?;
    config.corrections = beside.and(told);
    let knowledge = knowledge(common.data.as_deref())?;
    known_language(&knowledge, &args.reading)?;
    let progress = Progress::new(common.quiet, is_french(&config));
    let work = || check_watched(&knowledge, &sources, &config, &progress);
    let (dossier, report) = with_jobs(args.reading.jobs, work)?;
    let unread = tell_unread(&dossier.notes) || failed || wrong;
    let disputed = face::write(Dossier::from(&dossier), report.code(), &args.output)?;
    let disputed = args.output.exit_code && disputed;
    Ok(ExitCode::from(if disputed { 3 } else { u8::from(unread) }))
}

pub(super) fn demo(data: Option<&Path>, output: &Output) -> Result<ExitCode> {
    face::possible(output)?;
    let config = config(None, output.language.as_deref());
    let knowledge = knowledge(data)?;
    let work = || recoupe::check::check(&knowledge, &demo::sources(), &config);
    let (dossier, report) = with_jobs(0, work)?;
    let disputed = face::write(Dossier::from(&dossier), report.code(), output)?;
    Ok(ExitCode::from(if output.exit_code && disputed { 3 } else { 0 }))
}
