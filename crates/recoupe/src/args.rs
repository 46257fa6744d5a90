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
    /// What every command takes.
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What every command takes.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// Read words, rules, frames and models from this folder instead of the built-in ones; a folder
    /// with a `pack.toml` is laid over them.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Show no progress; what fails is still named.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles, find what each claims, and cross-check them.
    Check(Check),
    /// Fetch pages, and the pages that feeds announce, into a WARC file that `check` reads.
    #[cfg(feature = "fetch")]
    Fetch(Fetch),
    /// Print the claims alone, one JSON object a line.
    Claims(Reading),
    /// Print sentences as CoNLL-U.
    Parse(Parse),
    /// Print names, dates, quantities and quotations, one JSON object a line.
    Mentions(Reading),
    /// Show a dossier that was kept as JSON again, in any format, without reading the articles.
    Show(Show),
    /// Tell the full path of a claim, event or finding of a dossier.
    Why(Why),
    /// Check every quote of a dossier against its text again.
    Verify(Verify),
    /// Tell which commitments an event would wake, by what the reports say of them.
    Whatif(WhatIf),
    /// Run the cases of the language packs and the stories.
    Cases(Cases),
    /// Show what a rule catches in texts or treebanks, before it is trusted.
    Measure(Measure),
    /// Cross-check the bundled example articles.
    Demo(Output),
    /// Print the JSON Schema of the dossier.
    Schema,
    /// Print what a shell needs to complete commands and options.
    Completions(Completions),
    /// Print the manual page.
    Man,
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
    /// Text with this part alone, in full: `disputes`, `established`, `origins`, `missing`, …
    #[arg(long, value_name = "PART", value_parser = part)]
    pub(crate) only: Option<Section>,
    /// Only events that an article published on this day or later tells.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) since: Option<String>,
    /// Only events that this article tells: its id, outlet, file name or address; may be repeated.
    #[arg(long, value_name = "ARTICLE")]
    pub(crate) article: Vec<String>,
    /// Colours in the terminal; by themselves unless `NO_COLOR` is set.
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub(crate) color: When,
    /// Names of articles as links in the terminal.
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub(crate) links: When,
    /// For which spreadsheet CSV is: commas and points, or `fr`, semicolons and decimal commas.
    #[arg(long, value_enum, default_value_t = CsvDialect::Standard, value_name = "DIALECT")]
    pub(crate) csv_dialect: CsvDialect,
    /// Which rows CSV has.
    #[arg(long, value_enum, default_value_t = CsvRows::All, value_name = "ROWS")]
    pub(crate) csv_rows: CsvRows,
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
    /// not the same, dates of publication, interested parties (docs/corrections.md). A
    /// `corrections.toml` in a folder that is read is found by itself.
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
}

/// Addresses in, an archive out.
#[cfg(feature = "fetch")]
#[derive(Args, Debug)]
pub(crate) struct Fetch {
    /// Addresses of pages or of RSS, Atom or JSON feeds; `-` reads them from standard input, one a
    /// line.
    #[arg(required = true, value_name = "URL")]
    pub(crate) urls: Vec<String>,
    /// The archive; what is there already is kept, and what has not changed is not fetched again.
    #[arg(long = "output", short = 'o', default_value = "fetched.warc.gz", value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Where those who run a site can reach you: a page, or `mailto:` and an address.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) contact: Option<String>,
    /// The least seconds between two requests to one host; a site may ask for more.
    #[arg(long, default_value_t = 1.0, value_name = "SECONDS")]
    pub(crate) pause: f32,
    /// The most seconds for one page.
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    pub(crate) timeout: u64,
    /// The most bytes of one page.
    #[arg(long, default_value_t = 8 << 20, value_name = "BYTES")]
    pub(crate) max_bytes: usize,
    /// The most articles of one feed.
    #[arg(long, default_value_t = 30, value_name = "N")]
    pub(crate) items: usize,
    /// Fetch from this machine and from private networks too.
    #[arg(long)]
    pub(crate) allow_private: bool,
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

/// A dossier in, a face out.
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// A dossier in JSON.
    pub(crate) dossier: PathBuf,
    /// What to write.
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Which shell.
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// A dossier to verify.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// A dossier in JSON.
    pub(crate) dossier: PathBuf,
}

/// An event to suppose.
#[derive(Args, Debug)]
pub(crate) struct WhatIf {
    /// The event: `attack: A -> B`, `sanctions: A -> B` or `crisis: A`; countries in French or
    /// English, `?` for anybody.
    #[arg(value_name = "EVENT")]
    pub(crate) premise: String,
    /// What to read: articles, or one dossier in JSON.
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Text for people, or `recoupe.whatif/1`.
    #[arg(long, value_enum, default_value_t = WhatIfFormat::Text)]
    pub(crate) format: WhatIfFormat,
    /// The language of the report's own words.
    #[arg(long, value_name = "CODE", value_parser = ["fr", "en"])]
    pub(crate) language: Option<String>,
}

/// The faces of a supposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhatIfFormat {
    /// For a terminal.
    Text,
    /// `recoupe.whatif/1`.
    Json,
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
    /// A row a finding and a row a claim, for a spreadsheet.
    Csv,
    /// W3C Web Annotations: each claim on its words, JSON-LD.
    #[value(alias = "web-annotation")]
    Annotations,
    /// Dated events for TimelineJS.
    #[value(name = "timelinejs", alias = "timeline")]
    Timelinejs,
    /// Who acts on whom, for Gephi.
    Gexf,
    /// Who acts on whom, for networkx, igraph, yEd.
    Graphml,
    /// Events as PLOVER codes them, rows.
    Plover,
    /// Entities for FollowTheMoney, a JSON object a line.
    #[value(name = "ftm", alias = "followthemoney")]
    Ftm,
    /// Linked data with PROV-O.
    #[value(alias = "rdf", alias = "prov")]
    Turtle,
}

/// When to use what not every terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal that shows it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// For which spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CsvDialect {
    /// RFC 4180: commas, decimal points.
    #[value(alias = "en")]
    Standard,
    /// Semicolons, decimal commas, a byte order mark.
    Fr,
}

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CsvRows {
    /// Findings, then claims.
    All,
    /// Findings alone.
    Findings,
    /// Claims alone.
    Claims,
}

/// A day as people write it for machines.
fn day(words: &str) -> Result<String, String> {
    let parts: Vec<&str> = words.split('-').collect();
    let number = |n: usize, digits: usize| {
        let part = parts.get(n).filter(|it| it.len() == digits)?;
        part.parse::<u32>().ok()
    };
    match (number(0, 4), number(1, 2), number(2, 2), parts.len()) {
        (Some(_), Some(1..=12), Some(1..=31), 3) => Ok(words.to_owned()),
        _ => Err("write a day as 2024-11-30".to_owned()),
    }
}

fn part(name: &str) -> Result<Section, String> {
    let known = || Section::ALL.iter().map(|part| part.name()).collect::<Vec<_>>().join(", ");
    Section::named(name).ok_or_else(|| format!("write one of {}", known()))
}
