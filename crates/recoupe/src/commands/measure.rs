//! `recoupe measure`: what a rule catches, so that none is trusted unmeasured.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use rayon::prelude::*;
use recoupe::check;
use recoupe::inputs::Source;
use recoupe_engine::lang::Knowledge;
use recoupe_engine::pipeline;
use recoupe_model::{Claim, Document, DocumentId, Lang, Reading, Role, Value};
use recoupe_syntax::conllu;

use super::lines::language_of;
use super::ready::{
    config, knowledge, known_language, print, sources, tell, tell_unread, with_jobs,
};
use crate::args::{self, Measure};

/// Sentences of a treebank that are read together: they tell of one another seldom, and reading
/// takes longer than in proportion.
const TOGETHER: usize = 40;

pub(super) fn run(data: Option<&Path>, args: &Measure) -> Result<ExitCode> {
    let (sources, mut failed) = sources(&args.reading);
    let knowledge = knowledge(data)?;
    known_language(&knowledge, &args.reading)?;
    let (trees, articles): (Vec<Source>, Vec<Source>) =
        sources.into_iter().partition(|source| source.path.ends_with(".conllu"));
    let config = config(Some(&args.reading), None);
    let (mut documents, mut notes) = check::documents(&articles, &config);
    documents.sort_by(|one, other| one.path.cmp(&other.path));
    let mut parsed = Vec::new();
    for source in &trees {
        match treebank(&knowledge, &args.reading, source) {
            Ok(more) => parsed.extend(more),
            Err(says) => {
                tell(&format!("{}: {says}", source.path));
                failed = true;
            }
        }
    }
    let readings = with_jobs(args.reading.jobs, || {
        let mut readings = check::readings(&knowledge, documents, &mut notes);
        let trees: Vec<Reading> = parsed
            .into_par_iter()
            .map(|(document, sentences)| {
                pipeline::read_parsed(&knowledge, document, sentences).value
            })
            .collect();
        readings.extend(trees);
        readings
    })?;
    let unread = tell_unread(&notes) || failed;
    print(&report(&readings, &args.rule, args.show))?;
    Ok(ExitCode::from(u8::from(unread)))
}

/// Documents made of the sentences of a treebank, with its own trees.
fn treebank(
    knowledge: &Knowledge,
    args: &args::Reading,
    source: &Source,
) -> Result<Vec<(Document, Vec<recoupe_model::Sentence>)>, String> {
    let whole = String::from_utf8_lossy(&source.bytes).replace('\r', "");
    let language = language_of(knowledge, args, &whole)?;
    let blocks: Vec<&str> = whole.split("\n\n").filter(|it| !it.trim().is_empty()).collect();
    let mut documents = Vec::new();
    for (index, blocks) in blocks.chunks(TOGETHER).enumerate() {
        let conllu = blocks.join("\n\n") + "\n\n";
        let sentences = conllu::read(&conllu).map_err(|error| error.to_string())?;
        let text = conllu::text(&conllu).map_err(|error| error.to_string())?;
        let id = format!("{}#{}", source.path, index * TOGETHER + 1);
        documents.push((document(&id, &language, &text), sentences));
    }
    Ok(documents)
}

fn document(id: &str, language: &Lang, text: &str) -> Document {
    Document {
        id: DocumentId(id.into()),
        path: id.to_owned(),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        published: None,
        published_inferred: None,
        language: language.clone(),
        text: text.into(),
        credits: Vec::new(),
        copy_of: None,
    }
}

/// The sentences that a rule catches something in, then how often each rule does.
fn report(readings: &[Reading], rule: &str, show: usize) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut told, mut caught, mut all) = (String::new(), 0, 0);
    for reading in readings {
        for sentence in &reading.sentences {
            all += 1;
            let of_rule = |claim: &&Claim| {
                let start = claim.evidence.first().map(|it| it.span.start());
                claim.rule.contains(rule)
                    && start.is_some_and(|at| {
                        (sentence.span.start()..sentence.span.end()).contains(&at)
                    })
            };
            let claims: Vec<&Claim> = reading.claims.iter().filter(of_rule).collect();
            if claims.is_empty() {
                continue;
            }
            caught += 1;
            for claim in &claims {
                *counts.entry(&claim.rule).or_default() += 1;
            }
            if show == 0 || caught <= show {
                let words = sentence.span.of(&reading.document.text);
                let _ = writeln!(told, "{}\n  {words}", reading.document.path);
                told.extend(claims.iter().map(|claim| line(claim)));
            }
        }
    }
    let total: usize = counts.values().sum();
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
    let _ = writeln!(told, "\n{total} claims in {caught} of {all} sentences");
    for (rule, count) in counts {
        let _ = writeln!(told, "{count:>6}  {rule}");
    }
    told
}

/// One claim: its rule, how sure it is, and what fills its roles.
fn line(claim: &Claim) -> String {
    let filled = |(role, values): (&Role, &Vec<Value>)| {
        let words: Vec<&str> = values.iter().map(Value::text).collect();
        format!("{}={}", role.name(), words.join(" ; "))
    };
    let roles: Vec<String> = claim.roles.iter().map(filled).collect();
    let by: Vec<&str> = claim.attribution.iter().map(|source| &*source.name).collect();
    let by = if by.is_empty() { String::new() } else { format!(" [{}]", by.join(" > ")) };
    let (rule, polarity, modality) = (&claim.rule, claim.polarity.name(), claim.modality.name());
    format!("    {rule} {polarity} {modality}{by}  {}\n", roles.join("  "))
}
