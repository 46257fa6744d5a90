//! `recoupe claims`, `mentions` and `parse`: what one article says, a line or a block each.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use rayon::prelude::*;
use recoupe::check;
use recoupe_engine::lang::Knowledge;
use recoupe_engine::pipeline;
use recoupe_ingest::{Input, Options};
use recoupe_model::{Lang, Note, Reading};
use recoupe_render::wire::v1::{claim_json_lines, mention_json_lines};
use recoupe_syntax::conllu;

use super::ready::{
    config, knowledge, known_language, print, sources, tell, tell_unread, with_jobs,
};
use crate::args;

pub(super) fn claims(data: Option<&Path>, args: &args::Reading) -> Result<ExitCode> {
    lines(data, args, |reading| claim_json_lines(&reading.claims, &reading.document))
}

pub(super) fn mentions(data: Option<&Path>, args: &args::Reading) -> Result<ExitCode> {
    lines(data, args, |reading| mention_json_lines(&reading.mentions, &reading.document))
}

pub(super) fn parse(data: Option<&Path>, args: &args::Parse) -> Result<ExitCode> {
    if args.pretokenized {
        return parse_again(data, &args.reading);
    }
    lines(data, &args.reading, |reading| {
        let id = &reading.document.id;
        let trees = conllu::write(&reading.sentences, &reading.document.text);
        format!("# newdoc id = {id}\n{}\n\n", trees.trim_end())
    })
}

fn lines(
    data: Option<&Path>,
    args: &args::Reading,
    show: impl Fn(&Reading) -> String + Sync + Send,
) -> Result<ExitCode> {
    let (sources, failed) = sources(args);
    let knowledge = knowledge(data)?;
    known_language(&knowledge, args)?;
    let config = config(Some(args), None);
    let (shown, notes) = with_jobs(args.jobs, || read_all(&knowledge, &sources, &config, show))?;
    let unread = tell_unread(&notes) || failed;
    print(&shown.concat())?;
    Ok(ExitCode::from(u8::from(unread)))
}

fn read_all(
    knowledge: &Knowledge,
    sources: &[recoupe::inputs::Source],
    config: &check::Config,
    show: impl Fn(&Reading) -> String + Sync + Send,
) -> (Vec<String>, Vec<Note>) {
    let (documents, mut notes) = check::documents(sources, config);
    let mut readings = check::readings(knowledge, documents, &mut notes);
    if let Some(first) = readings.first().map(|it| it.document.language.clone()) {
        pipeline::unite_names(knowledge, &first, &mut readings);
    }
    pipeline::tell_types(knowledge, &mut readings);
    (readings.par_iter().map(show).collect(), notes)
}

/// CoNLL-U in, CoNLL-U out: the sentences and tokens stay, the rest is predicted again.
fn parse_again(data: Option<&Path>, args: &args::Reading) -> Result<ExitCode> {
    let (sources, mut failed) = sources(args);
    let knowledge = knowledge(data)?;
    known_language(&knowledge, args)?;
    let mut result = String::new();
    for source in &sources {
        let conllu = String::from_utf8_lossy(&source.bytes);
        let parsed = language_of(&knowledge, args, &conllu).and_then(|language| {
            let parser = knowledge.pack(&language).and_then(|pack| pack.parser());
            let parser = parser.ok_or_else(|| format!("there is no model for « {language} »"))?;
            pipeline::reparse(parser, &conllu)
        });
        match parsed {
            Ok(again) => result.push_str(&again),
            Err(says) => {
                tell(&format!("{}: {says}", source.path));
                failed = true;
            }
        }
    }
    print(&result)?;
    Ok(ExitCode::from(u8::from(failed)))
}

/// The language that was asked for, else the one that the words of the trees tell.
pub(super) fn language_of(
    knowledge: &Knowledge,
    args: &args::Reading,
    conllu: &str,
) -> Result<Lang, String> {
    if let Some(code) = &args.text_language {
        return Ok(Lang::new(code));
    }
    let text = conllu::text(conllu).map_err(|error| error.to_string())?;
    let input = Input { path: "trees.txt", bytes: text.as_bytes() };
    let told = recoupe_ingest::read(&input, &Options::default()).value;
    let language = told.into_iter().next().map(|document| document.language);
    let known = language.filter(|language| knowledge.pack(language).is_some());
    known.ok_or_else(|| "its language was not recognised; give --text-language".to_owned())
}
