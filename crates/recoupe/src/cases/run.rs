//! Runs the cases of every language, and the stories.

use std::fmt::Write as _;

use rayon::prelude::*;
use recoupe_engine::lang::{Files, Knowledge};
use recoupe_engine::pipeline;
use recoupe_model::{Claim, Date, Document, DocumentId, Lang, Reading, Timestamp};

use super::compare::{difference, mention_form};
use super::parse::{Block, Case, parse};
use super::story::run_story;

/// How one case ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `file:line « heading »`.
    pub name: String,
    /// What is wrong; `None` when it passed.
    pub problem: Option<String>,
    /// Whether it is marked as a known gap.
    pub gap: bool,
}

/// How all of them ended, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// One a case.
    pub outcomes: Vec<Outcome>,
}

impl Summary {
    /// The cases that did not end as they should.
    pub fn problems(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.problem.is_some())
    }

    /// How many are marked as known gaps.
    pub fn gaps(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.gap).count()
    }
}

/// Runs everything in `lang/*/cases` and `stories`; only what contains `filter`, if given.
pub fn run_all(knowledge: &Knowledge, files: &Files, filter: Option<&str>) -> Summary {
    let mut work = Vec::new();
    let mut outcomes = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| is_case_file(path)) {
        let text = String::from_utf8_lossy(bytes);
        if path.starts_with("stories/") {
            work.push(Work::Story(path.clone(), text.into_owned()));
            continue;
        }
        let lang = Lang::new(path.split('/').nth(1).unwrap_or_default());
        match parse(&text) {
            Ok(cases) => work
                .extend(cases.into_iter().map(|case| Work::Case(path.clone(), lang.clone(), case))),
            Err(mistake) => outcomes.push(Outcome {
                name: format!("data/{path}"),
                problem: Some(mistake.to_string()),
                gap: false,
            }),
        }
    }
    let wanted = |work: &Work| filter.is_none_or(|filter| work.name().contains(filter));
    work.retain(wanted);
    outcomes.extend(work.par_iter().map(|work| work.run(knowledge)).collect::<Vec<_>>());
    Summary { outcomes }
}

fn is_case_file(path: &str) -> bool {
    let is_markdown = std::path::Path::new(path).extension().is_some_and(|ext| ext == "md");
    is_markdown && (path.contains("/cases/") || path.starts_with("stories/"))
}

enum Work {
    Case(String, Lang, Case),
    Story(String, String),
}

impl Work {
    fn name(&self) -> String {
        match self {
            Self::Case(path, _, case) => format!("data/{path}:{} « {} »", case.line, case.name),
            Self::Story(path, text) => {
                let title = text.lines().next().unwrap_or_default().trim_start_matches("# ");
                format!("data/{path} « {title} »")
            }
        }
    }

    fn run(&self, knowledge: &Knowledge) -> Outcome {
        let (problem, gap) = match self {
            Self::Case(_, lang, case) => (run_case(knowledge, lang, case), case.gap),
            Self::Story(_, text) => {
                let title = text.lines().next().unwrap_or_default();
                let gap = title.ends_with("(gap)") || title.ends_with("(lacune)");
                (run_story(knowledge, text), gap)
            }
        };
        let problem = match (problem, gap) {
            (None, true) => Some("passes now: remove the gap mark".to_owned()),
            (Some(_), true) => None,
            (problem, false) => problem,
        };
        Outcome { name: self.name(), problem, gap }
    }
}

/// What is wrong with a case, alone and after a neutral sentence: no rule may rely on being
/// the first words of an article.
fn run_case(knowledge: &Knowledge, lang: &Lang, case: &Case) -> Option<String> {
    let neutral = if lang.code() == "fr" { "Voici la suite.\n" } else { "Here is more.\n" };
    for text in &case.texts {
        for (before, how) in [("", ""), (neutral, " (after a neutral sentence)")] {
            let document = document(&format!("{before}{text}"), lang, case.published);
            let reading = pipeline::read(knowledge, document).value;
            if let Some(problem) = mismatches(knowledge, case, &reading) {
                return Some(format!("« {text} »{how}\n{problem}"));
            }
        }
    }
    None
}

fn document(text: &str, lang: &Lang, published: Option<Date>) -> Document {
    Document {
        id: DocumentId("case".into()),
        path: "case".into(),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        published: published.map(|date| Timestamp { date, iso: date.to_string(), instant: None }),
        published_inferred: None,
        language: lang.clone(),
        text: text.into(),
        credits: Vec::new(),
        copy_of: None,
    }
}

fn mismatches(knowledge: &Knowledge, case: &Case, reading: &Reading) -> Option<String> {
    let (claims, mentions): (Vec<&Block>, Vec<&Block>) =
        case.blocks.iter().partition(|block| block.kind == "claim");
    let mut report = String::new();
    for block in mentions {
        let found: Vec<String> = reading
            .mentions
            .iter()
            .filter_map(|mention| mention_form(mention, &block.kind, &reading.document.text))
            .collect();
        let wanted: Vec<&str> = if block.is_none() {
            vec![]
        } else {
            block.lines.iter().map(|l| l.1.as_str()).collect()
        };
        if found != wanted {
            let _ = writeln!(report, "  {}: wanted {wanted:?}, found {found:?}", block.kind);
        }
    }
    if !claims.is_empty() {
        let mut typed = [reading.clone()];
        pipeline::tell_types(knowledge, &mut typed);
        claim_mismatches(&claims, reading.claims.iter().zip(&typed[0].claims), &mut report);
    }
    (!report.is_empty()).then_some(report)
}

/// `other` and `declare` say again what typed claims say: extra ones are no mistake.
const TOLERATED: [&str; 2] = ["other", "declare"];

/// A case may name the frame of a claim, or the broader type by which a dossier tells it.
fn claim_mismatches<'a>(
    blocks: &[&Block],
    claims: impl Iterator<Item = (&'a Claim, &'a Claim)>,
    report: &mut String,
) {
    let mut unmatched: Vec<(&Claim, &Claim)> = claims.collect();
    for block in blocks.iter().filter(|block| !block.frame.is_empty()) {
        let fits = |(own, told): &(&Claim, &Claim)| {
            difference(block, own).is_none() || difference(block, told).is_none()
        };
        if let Some(at) = unmatched.iter().position(fits) {
            unmatched.remove(at);
            continue;
        }
        let near = unmatched.iter().flat_map(|&(own, told)| [own, told]);
        let near = near.into_iter().find(|claim| *claim.frame == *block.frame);
        let why = near.and_then(|claim| difference(block, claim));
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        let _ = writeln!(report, "  missing: {} {:?}{why}", block.frame, lines(block));
    }
    let untold = unmatched.iter().filter(|(_, told)| !TOLERATED.contains(&told.frame.as_ref()));
    for (claim, _) in untold {
        let roles: Vec<String> = claim
            .roles
            .iter()
            .flat_map(|(role, values)| values.iter().map(|v| (role.name(), v.text())))
            .map(|(role, text)| format!("{role}: {text}"))
            .collect();
        let _ = writeln!(report, "  unexpected: {} {roles:?} ({})", claim.frame, claim.rule);
    }
}

fn lines(block: &Block) -> Vec<&str> {
    block.lines.iter().map(|(_, line)| line.as_str()).collect()
}
