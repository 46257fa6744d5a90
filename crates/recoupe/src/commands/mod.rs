//! The commands, one a file.

mod about;
mod cases;
mod check;
mod face;
#[cfg(feature = "fetch")]
mod fetch;
mod lines;
mod measure;
mod progress;
pub(crate) mod ready;
mod reread;
mod save;
mod terminal;
mod whatif;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::{Cli, Command};

/// Runs what was typed.
///
/// # Errors
/// What keeps the command from being done at all; what fails for one article is told on
/// standard error and in the exit status.
pub(crate) fn run(cli: Cli) -> Result<ExitCode> {
    let data = cli.common.data.as_deref();
    match cli.command {
        #[cfg(feature = "fetch")]
        Command::Fetch(args) => fetch::run(&args),
        Command::Check(args) => check::run(&cli.common, &args),
        Command::Demo(output) => check::demo(data, &output),
        Command::Claims(reading) => lines::claims(data, &reading),
        Command::Mentions(reading) => lines::mentions(data, &reading),
        Command::Parse(args) => lines::parse(data, &args),
        Command::Show(args) => reread::show(&args),
        Command::Why(args) => reread::why(&args),
        Command::Verify(args) => reread::verify(&args),
        Command::Whatif(args) => whatif::run(data, &args),
        Command::Cases(args) => cases::run(data, &args),
        Command::Schema => about::schema(),
        Command::Completions(args) => about::completions(&args),
        Command::Man => about::man(),
        Command::Measure(args) => measure::run(data, &args),
    }
}
