//! The program `recoupe`.

#![allow(
    clippy::disallowed_methods,
    reason = "the list keeps clock, disk and environment out of the engine; this is the program"
)]

mod args;
mod commands;

use std::panic;
use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    panic::set_hook(Box::new(|info| commands::ready::tell(&mistake(info))));
    match panic::catch_unwind(|| commands::run(cli)) {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            commands::ready::tell(&format!("{error:#}"));
            ExitCode::from(2)
        }
        // Told by the hook.
        Err(_) => ExitCode::from(2),
    }
}

/// A panic as a user can report it.
fn mistake(info: &panic::PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(String::new, |at| format!(" ({at})"));
    let why = info.payload_as_str().unwrap_or("no reason given");
    format!("a mistake of the program{place}: {why}; please report it")
}
