//! What the terminal can show.

use std::env;
use std::io::{self, IsTerminal as _};

use crate::args::When;

/// Lines longer than this are hard to read; shorter ones break too often.
const READABLE: std::ops::RangeInclusive<usize> = 40..=140;

/// The width in columns: as `COLUMNS` says, else as the terminal says, else 80.
pub(super) fn width() -> usize {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let width = told.or_else(|| seen().map(|(width, _)| usize::from(width.0)));
    width.unwrap_or(80_usize).clamp(*READABLE.start(), *READABLE.end())
}

/// Whether to use colours: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
pub(super) fn color(wanted: When, to_terminal: bool) -> bool {
    match wanted {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            to_terminal
                && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
                && env::var_os("TERM").is_none_or(|it| it != "dumb")
        }
    }
}

/// Whether names of articles are links: on a terminal that is known to show them.
pub(super) fn links(wanted: When, to_terminal: bool) -> bool {
    match wanted {
        When::Always => true,
        When::Never => false,
        When::Auto => to_terminal && supports_hyperlinks::supports_hyperlinks(),
    }
}
