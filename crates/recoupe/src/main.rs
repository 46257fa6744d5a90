//! The program `recoupe`.

#![allow(
    clippy::disallowed_methods,
    reason = "the list keeps clock, disk and environment out of the engine; this is the program"
)]

mod args;
mod commands;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            commands::ready::tell(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
