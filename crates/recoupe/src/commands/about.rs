//! What the program tells of itself: the schema of its dossiers, completions, its manual page.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use super::ready::print;
use crate::args::{Cli, Completions};

/// The JSON Schema of the dossier.
pub(super) fn schema() -> Result<ExitCode> {
    print(recoupe_render::SCHEMA)?;
    Ok(ExitCode::SUCCESS)
}

/// What a shell sources to complete commands and options.
pub(super) fn completions(args: &Completions) -> Result<ExitCode> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "recoupe", &mut out);
    written(&out)
}

/// The manual page of the program and of each command, one after the other, as troff.
pub(super) fn man() -> Result<ExitCode> {
    let mut out = Vec::new();
    let mut cli = Cli::command();
    cli.build();
    clap_mangen::Man::new(cli.clone()).render(&mut out)?;
    for command in cli.get_subcommands().filter(|it| it.get_name() != "help") {
        clap_mangen::Man::new(command.clone()).render(&mut out)?;
    }
    written(&out)
}

fn written(out: &[u8]) -> Result<ExitCode> {
    print(std::str::from_utf8(out).context("the words of the help are UTF-8")?)?;
    Ok(ExitCode::SUCCESS)
}
