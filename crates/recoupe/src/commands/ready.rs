//! What several commands do first: load the data, read the articles, tell what failed.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, anyhow, bail};
use recoupe::check::Config;
use recoupe::corrections::{self, Written};
use recoupe::inputs::{self, Source};
use recoupe_engine::lang::{Knowledge, Mistake};
use recoupe_engine::pipeline;
use recoupe_model::{Lang, Note, NoteKind};
use recoupe_syntax::Parser;

use crate::args::Reading;

/// Loads words, rules, frames and models.
pub(super) fn knowledge(data: Option<&Path>) -> Result<Knowledge> {
    let files = inputs::data(data).context("the data folder cannot be read")?;
    let knowledge = Knowledge::load(&files).map_err(|mistakes| wrong(&mistakes))?;
    if data.is_some() {
        usable_models(&knowledge, &files)?;
        let mistakes = pipeline::proofread(&knowledge);
        if !mistakes.is_empty() {
            return Err(wrong(&mistakes));
        }
    }
    Ok(knowledge)
}

fn wrong(mistakes: &[Mistake]) -> Error {
    let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    anyhow!("the data folder has mistakes:\n{}", told.join("\n"))
}

/// Refuses a model or segmentation of the user's own that cannot be used: without it nothing
/// would be found in that language, and nobody would know why.
fn usable_models(knowledge: &Knowledge, files: &recoupe_data::Files) -> Result<()> {
    for lang in knowledge.packs.keys() {
        let name = |file: &str| format!("lang/{}/{file}", lang.code());
        let (model, rules) = (name("syntax.bin"), name("segment.toml"));
        let Some(weights) = files.get(&model) else {
            tell(&format!("{model}: is missing: nothing will be found in this language"));
            continue;
        };
        let text = files.get(&rules).map_or("".into(), |it| String::from_utf8_lossy(it));
        if let Err(error) = Parser::load(weights, &text) {
            let (file, hint) = match error {
                recoupe_syntax::Error::Rules(_) => (rules, "correct it"),
                _ => (model, "copy it again from data/, or train it anew"),
            };
            bail!("the data folder has mistakes:\n{file}: {error}; {hint}");
        }
    }
    Ok(())
}

/// Refuses a language that has no pack, before anything is read.
pub(super) fn known_language(knowledge: &Knowledge, reading: &Reading) -> Result<()> {
    let Some(code) = reading.text_language.as_deref() else { return Ok(()) };
    if knowledge.pack(&Lang::new(code)).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = knowledge.packs.keys().map(Lang::code).collect();
    bail!("there is no language pack « {code} »; --text-language takes {}", known.join(", "))
}

/// Bounds the threads for everything that runs inside.
pub(super) fn with_jobs<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    Ok(pool.install(work))
}

/// Reads the files and tells which could not be read; whether any failed.
pub(super) fn sources(reading: &Reading) -> (Vec<Source>, bool) {
    let (sources, failures) = inputs::read(&reading.paths);
    for failure in &failures {
        tell(&format!("{}: {}", failure.path, failure.says));
    }
    (sources, !failures.is_empty())
}

/// What was asked for, with the locale where nothing was.
pub(super) fn config(reading: Option<&Reading>, language: Option<&str>) -> Config {
    Config {
        text_language: reading.and_then(|it| it.text_language.as_deref()).map(Lang::new),
        report: language.map(Lang::new).or_else(locale),
        ..Config::default()
    }
}

/// Whether what the program says to a person is said in French.
pub(super) fn is_french(config: &Config) -> bool {
    config.report.as_ref().or(locale().as_ref()).is_some_and(|it| it.code() == "fr")
}

/// Reads the user's corrections.
pub(super) fn corrections(file: &Path) -> Result<Written> {
    let name = file.display();
    let text = inputs::text(file).with_context(|| format!("{name}: cannot be read"))?;
    corrections::parse(&text).map_err(|error| anyhow!("{name}: {error}"))
}

/// Takes the `corrections.toml` of each folder that is read from among the articles, and reads
/// it; whether one has mistakes. Those are told and stop nothing: the articles are what counts.
pub(super) fn corrections_beside(reading: &Reading, sources: &mut Vec<Source>) -> (Written, bool) {
    let (mut all, mut failed) = (Written::default(), false);
    let mut folders: Vec<&PathBuf> = reading.paths.iter().filter(|it| it.is_dir()).collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        let file = folder.join(corrections::FILE);
        let name = file.display().to_string();
        let Some(at) = sources.iter().position(|it| it.path == name) else { continue };
        sources.remove(at);
        match self::corrections(&file) {
            Ok(written) => {
                tell(&format!("{name}: your corrections are replayed"));
                all = all.and(written);
            }
            Err(error) => {
                tell(&format!("{error:#}; nothing was corrected"));
                failed = true;
            }
        }
    }
    (all, failed)
}

/// French or English when the locale says so: no other language has words for a report.
fn locale() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| env::var(name).ok());
    let first = set.into_iter().find(|value| !value.is_empty())?;
    let code = first.split(['_', '.', '@']).next().unwrap_or_default().to_lowercase();
    ["fr", "en"].contains(&code.as_str()).then(|| Lang::new(&code))
}

/// Names on standard error what could not be read; whether there was any.
pub(super) fn tell_unread(notes: &[Note]) -> bool {
    let unread: BTreeSet<&str> = notes
        .iter()
        .filter(|note| note.kind == NoteKind::Unread)
        .map(|note| note.says.as_str())
        .collect();
    for says in &unread {
        tell(says);
    }
    !unread.is_empty()
}

/// A line on standard error. A closed standard error is nobody's concern. What a name of a file
/// holds does not steer the terminal.
pub(crate) fn tell(says: &str) {
    let says = says.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}");
    let _ = writeln!(io::stderr(), "recoupe: {says}");
}

/// Writes a result to standard output; a reader that stops reading is no failure.
pub(super) fn print(result: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(result.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("standard output cannot be written"),
    }
}
