//! `recoupe cases`: a linguist's tests, with no compiler.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use recoupe::cases::run_all;
use recoupe::inputs;

use super::ready::{knowledge, print};
use crate::args::Cases;

pub(super) fn run(data: Option<&Path>, args: &Cases) -> Result<ExitCode> {
    let files = inputs::data(data).context("the data folder cannot be read")?;
    let summary = run_all(&knowledge(data)?, &files, args.filter.as_deref());
    let mut report = String::new();
    for outcome in summary.problems() {
        let problem = outcome.problem.as_deref().unwrap_or_default();
        writeln!(report, "{}\n{problem}", outcome.name)?;
    }
    let failed = summary.problems().count();
    let passed = summary.outcomes.len() - failed;
    writeln!(report, "{} known gaps", summary.gaps())?;
    writeln!(report, "{passed} passed, {failed} failed")?;
    print(&report)?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}
