//! What can be typed on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use recoupe_render::Section;

/// Holds several reports against each other: what independent origins agree on, what only one
/// says, and where they part and why, each with the exact words.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Read words, rules, frames and models from this folder instead of the built-in ones; a folder
    /// with a `pack.toml` is laid over them.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles, find what each claims, and cross-check them.
    Check(Check),
    /// Print the claims alone, one JSON object a line.
    Claims(Reading),
    /// Print sentences as CoNLL-U.
    Parse(Parse),
    /// Print names, dates, quantities and quotations, one JSON object a line.
    Mentions(Reading),
    /// Tell the full path of a claim, event or finding of a dossier.
    Why(Why),
    /// Check every quote of a dossier against its text again.
    Verify(Verify),
    /// Run the cases of the language packs and the stories.
    Cases(Cases),
    /// Show what a rule catches in texts or treebanks, before it is trusted.
    Measure(Measure),
    /// Cross-check the bundled example articles.
    Demo(Output),
}

/// Articles in.
#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// Files, folders (walked), or `-` for standard input: text, Markdown, HTML, JSON, feeds, WARC,
    /// MHTML, mail, PDF, and ZIP or gzip of these.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Take every article to be in this language instead of telling it from the text.
    #[arg(long, value_name = "CODE")]
    pub(crate) text_language: Option<String>,
    /// How many articles to read at a time; 0 for as many as there are cores.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) jobs: usize,
}

/// A dossier out.
#[derive(Args, Debug)]
pub(crate) struct Output {
    /// The face of the dossier; text on a terminal and JSON in a pipe unless given.
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Write to this file; its ending tells the format unless `--format` does.
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The language of the report's own words (`fr`, `en`); the locale's unless given, else
    /// that of most articles.
    #[arg(long, value_name = "CODE", value_parser = ["fr", "en"])]
    pub(crate) language: Option<String>,
    /// In text, only this part: `disputes`, `established`, `origins`, …
    #[arg(long, value_name = "PART", value_parser = part)]
    pub(crate) only: Option<Section>,
    /// Colours in the terminal.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// End with status 3 when a dispute was found.
    #[arg(long)]
    pub(crate) exit_code: bool,
}

/// Articles in, a dossier out.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// What to read.
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// What to write.
    #[command(flatten)]
    pub(crate) output: Output,
    /// What you know better, in TOML: names of one thing or of two, reprints, events that are
    /// not the same, dates of publication, interested parties (docs/corrections.md).
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
}

/// Sentences out.
#[derive(Args, Debug)]
pub(crate) struct Parse {
    /// What to read.
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// The input is CoNLL-U: keep its tokens and predict the rest again.
    #[arg(long)]
    pub(crate) pretokenized: bool,
}

/// Explanations out.
#[derive(Args, Debug)]
pub(crate) struct Why {
    /// A claim (`c…`), an event (`e…`) or one slot of an event (`e…/time`).
    pub(crate) id: String,
    /// A dossier in JSON.
    pub(crate) dossier: PathBuf,
    /// The language of the report's own words.
    #[arg(long, value_name = "CODE", value_parser = ["fr", "en"])]
    pub(crate) language: Option<String>,
}

/// A dossier to verify.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// A dossier in JSON.
    pub(crate) dossier: PathBuf,
}

/// Which rule to measure, and on what.
#[derive(Args, Debug)]
pub(crate) struct Measure {
    /// Words of a rule's name, as `recoupe why` shows it: `transfer`, `transfer/livrer`, `:gapping`.
    pub(crate) rule: String,
    /// Articles, or treebanks in CoNLL-U (`*.conllu`), whose own trees are then used.
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How many of the sentences to show; 0 for all.
    #[arg(long, default_value_t = 40, value_name = "N")]
    pub(crate) show: usize,
}

/// Which cases to run.
#[derive(Args, Debug)]
pub(crate) struct Cases {
    /// Only cases whose file or heading contains this.
    pub(crate) filter: Option<String>,
}

/// The faces of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Text,
    /// `recoupe.dossier/1`.
    Json,
    /// One self-contained page.
    Html,
    /// For a wiki or a message.
    Markdown,
    /// A row a position, for a spreadsheet.
    Csv,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn part(name: &str) -> Result<Section, String> {
    let known = || Section::ALL.iter().map(|part| part.name()).collect::<Vec<_>>().join(", ");
    Section::named(name).ok_or_else(|| format!("write one of {}", known()))
}
