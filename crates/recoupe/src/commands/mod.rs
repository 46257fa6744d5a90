//! The commands, one a file.

mod cases;
mod check;
mod lines;
mod measure;
pub(crate) mod ready;
mod reread;
mod save;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::{Cli, Command};

/// Runs what was typed.
///
/// # Errors
/// What keeps the command from being done at all; what fails for one article is told on
/// standard error and in the exit status.
pub(crate) fn run(cli: Cli) -> Result<ExitCode> {
    let data = cli.data.as_deref();
    match cli.command {
        Command::Check(args) => check::run(data, &args),
        Command::Demo(output) => check::demo(data, &output),
        Command::Claims(reading) => lines::claims(data, &reading),
        Command::Mentions(reading) => lines::mentions(data, &reading),
        Command::Parse(args) => lines::parse(data, &args),
        Command::Why(args) => reread::why(&args),
        Command::Verify(args) => reread::verify(&args),
        Command::Cases(args) => cases::run(data, &args),
        Command::Measure(args) => measure::run(data, &args),
    }
}
