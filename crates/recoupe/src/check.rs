//! Reads sources in parallel and cross-checks what they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use recoupe_engine::lang::{Knowledge, Report};
use recoupe_engine::pipeline;
use recoupe_ingest::{Input, Options};
use recoupe_model::{Document, DocumentId, Dossier, Lang, Note, NoteKind, Noted, Reading};

use crate::corrections::{Resolved, Written};
use crate::inputs::Source;
use crate::watch::{Step, Unwatched, Watch};

/// How to read and report.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Take every article to be in this language.
    pub text_language: Option<Lang>,
    /// The language of the report's words; that of most articles when `None`.
    pub report: Option<Lang>,
    /// What the user knows better.
    pub corrections: Written,
}

/// The whole way: sources in, dossier out, with the language of its words. Use inside a rayon
/// pool to bound the threads.
pub fn check(knowledge: &Knowledge, sources: &[Source], config: &Config) -> (Dossier, Lang) {
    check_watched(knowledge, sources, config, &Unwatched)
}

/// As [`check()`], telling somebody how far it has come.
pub fn check_watched(
    knowledge: &Knowledge,
    sources: &[Source],
    config: &Config,
    watch: &dyn Watch,
) -> (Dossier, Lang) {
    watch.begins(Step::Open, sources.len());
    let (mut documents, mut notes) = documents_watched(sources, config, watch);
    watch.ends();
    let resolved = config.corrections.resolve(&mut documents);
    let dated: BTreeSet<&DocumentId> =
        documents.iter().filter(|it| it.published.is_some()).map(|it| &it.id).collect();
    let is_dated = |id: &DocumentId| dated.contains(id);
    notes.retain(|it| it.kind != NoteKind::Undated || !it.document.as_ref().is_some_and(is_dated));
    watch.begins(Step::Read, documents.len());
    let readings = readings_watched(knowledge, documents, &mut notes, watch);
    watch.ends();
    watch.begins(Step::Compare, 1);
    let report = config.report.clone().unwrap_or_else(|| most_common_language(&readings));
    notes.extend(resolved.notes(&Report::of(knowledge, &report)));
    let Resolved { corrections, .. } = resolved;
    let dossier = pipeline::cross_check_corrected(knowledge, &report, readings, notes, corrections);
    watch.ends();
    (dossier, report)
}

/// The documents that the sources hold, in a stable order, each with an id of its own.
pub fn documents(sources: &[Source], config: &Config) -> (Vec<Document>, Vec<Note>) {
    documents_watched(sources, config, &Unwatched)
}

fn documents_watched(
    sources: &[Source],
    config: &Config,
    watch: &dyn Watch,
) -> (Vec<Document>, Vec<Note>) {
    let options = Options { language: config.text_language.clone(), report: config.report.clone() };
    let attempted = |source: &Source| {
        let attempt = catch_unwind(AssertUnwindSafe(|| read(source, &options)));
        watch.advances();
        attempt.unwrap_or_else(|_| lost(&source.path))
    };
    let mut documents = Vec::new();
    let mut notes = Vec::new();
    for noted in sources.par_iter().map(attempted).collect::<Vec<_>>() {
        documents.extend(noted.value);
        notes.extend(noted.notes);
    }
    documents.sort_by(|a, b| (&a.path, &a.id).cmp(&(&b.path, &b.id)));
    make_ids_unique(&mut documents);
    (documents, notes)
}

/// The documents of one source, from memory or piece by piece from the disk.
fn read(source: &Source, options: &Options) -> Noted<Vec<Document>> {
    let Some(file) = &source.file else {
        return recoupe_ingest::read(&Input { path: &source.path, bytes: &source.bytes }, options);
    };
    match File::open(file) {
        Ok(open) => recoupe_ingest::read_stream(&source.path, BufReader::new(open), options),
        Err(error) => {
            let says = format!("{}: {error}", source.path);
            let note = Note { document: None, kind: NoteKind::Unread, span: None, says };
            Noted { value: Vec::new(), notes: vec![note] }
        }
    }
}

/// What the engine makes of each document, in their order.
pub fn readings(
    knowledge: &Knowledge,
    documents: Vec<Document>,
    notes: &mut Vec<Note>,
) -> Vec<Reading> {
    readings_watched(knowledge, documents, notes, &Unwatched)
}

/// As [`readings`], telling somebody how far it has come.
pub fn readings_watched(
    knowledge: &Knowledge,
    documents: Vec<Document>,
    notes: &mut Vec<Note>,
    watch: &dyn Watch,
) -> Vec<Reading> {
    let read = |document: Document| {
        let path = document.path.clone();
        let attempt = catch_unwind(AssertUnwindSafe(|| pipeline::read(knowledge, document)));
        watch.advances();
        attempt.map_err(|_| path)
    };
    let mut readings = Vec::new();
    for attempt in documents.into_par_iter().map(read).collect::<Vec<_>>() {
        match attempt {
            Ok(noted) => {
                readings.push(noted.value);
                notes.extend(noted.notes);
            }
            Err(path) => notes.push(unread(&path)),
        }
    }
    readings
}

fn lost(path: &str) -> Noted<Vec<Document>> {
    Noted { value: Vec::new(), notes: vec![unread(path)] }
}

fn unread(path: &str) -> Note {
    let says = format!("{path}: could not be read: this is a mistake of the program; report it");
    Note { document: None, kind: NoteKind::Unread, span: None, says }
}

/// The same text may have been given twice under two names: both stay, the later one with a
/// number, so that every claim belongs to one article.
fn make_ids_unique(documents: &mut [Document]) {
    // An id with a number may itself be one that the input gave.
    let mut taken: BTreeSet<DocumentId> = documents.iter().map(|it| it.id.clone()).collect();
    let mut seen: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for document in documents {
        let count = seen.entry(document.id.clone()).or_insert(0);
        *count += 1;
        while *count > 1 {
            let numbered = DocumentId(format!("{}-{count}", document.id).into());
            if taken.insert(numbered.clone()) {
                document.id = numbered;
                break;
            }
            *count += 1;
        }
    }
}

fn most_common_language(readings: &[Reading]) -> Lang {
    let mut counts: BTreeMap<&Lang, usize> = BTreeMap::new();
    for reading in readings {
        *counts.entry(&reading.document.language).or_default() += 1;
    }
    // The first of the most frequent, so that a tie does not depend on anything else.
    let best = counts.iter().rev().max_by_key(|(_, count)| **count);
    best.map_or_else(|| Lang::new("fr"), |(lang, _)| (*lang).clone())
}
