//! Each room on the example corpus: `cargo bench -p recoupe`.

#![allow(missing_docs, clippy::unwrap_used, reason = "divan's macros make undocumented items")]

use divan::{AllocProfiler, Bencher};
use recoupe::check::{self, Config};
use recoupe::demo;
use recoupe_engine::lang::Knowledge;
use recoupe_engine::{claim, mention, pipeline};
use recoupe_model::{Document, Lang, Reading};

/// Allocations are counted beside the times: they do not depend on what else the machine does.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn knowledge() -> Knowledge {
    Knowledge::load(&recoupe_data::embedded()).unwrap()
}

fn documents() -> Vec<Document> {
    check::documents(&demo::sources(), &Config::default()).0
}

fn readings(knowledge: &Knowledge) -> Vec<Reading> {
    documents().into_iter().map(|document| pipeline::read(knowledge, document).value).collect()
}

#[divan::bench]
fn load_the_data() -> Knowledge {
    knowledge()
}

#[divan::bench]
fn load_the_models(bencher: Bencher) {
    bencher.with_inputs(knowledge).bench_refs(|knowledge| {
        knowledge.packs.values().filter(|pack| pack.parser().is_some()).count()
    });
}

#[divan::bench]
fn ingest() -> Vec<Document> {
    documents()
}

#[divan::bench]
fn syntax(bencher: Bencher) {
    let (knowledge, documents) = (knowledge(), documents());
    bencher.bench(|| {
        let parse = |document: &Document| {
            knowledge.pack(&document.language).unwrap().parser().unwrap().parse(&document.text)
        };
        documents.iter().map(parse).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn mentions(bencher: Bencher) {
    let knowledge = knowledge();
    let readings = readings(&knowledge);
    bencher.bench(|| {
        let find = |it: &Reading| mention::find(&knowledge, &it.document, &it.sentences);
        readings.iter().map(find).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn claims(bencher: Bencher) {
    let knowledge = knowledge();
    let readings = readings(&knowledge);
    bencher.bench(|| {
        let find =
            |it: &Reading| claim::find(&knowledge, &it.document, &it.sentences, &it.mentions);
        readings.iter().map(find).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn cross_check(bencher: Bencher) {
    let (knowledge, report) = (knowledge(), Lang::new("fr"));
    let readings = readings(&knowledge);
    bencher
        .with_inputs(|| readings.clone())
        .bench_values(|it| pipeline::cross_check(&knowledge, &report, it, Vec::new()));
}
