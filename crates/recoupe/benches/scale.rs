//! What a pile costs as it grows: `cargo bench -p recoupe --bench scale [-- COUNT …]`.
//!
//! Readings are made up, so that neither the parser nor the reading of claims is in the figures:
//! only stories, events, origins, reprints and findings are. One thread; memory is the process's
//! largest so far, as Linux tells it, readings and dossier included.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a program for people")]
#![allow(clippy::disallowed_methods, reason = "it is about time and memory")]

mod pile;

use std::time::Instant;

use recoupe_engine::lang::Knowledge;
use recoupe_engine::{pipeline, story};
use recoupe_model::{Lang, Verdict};

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100, 1_000, 10_000, 50_000] } else { asked };
    let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
    let report = Lang::new("en");
    println!("articles  stories  group µs/article  all µs/article  all s  kB/article  disputes");
    for count in counts {
        let before = kilobytes();
        let readings = pile::readings(count, 7);
        let start = Instant::now();
        let grouped = story::group(&knowledge, &report, &readings);
        let group = start.elapsed();
        drop(grouped);
        let start = Instant::now();
        let dossier = pipeline::cross_check(&knowledge, &report, readings, Vec::new());
        let all = start.elapsed();
        let each = |time: std::time::Duration| time.as_micros() / count.max(1) as u128;
        let grown = kilobytes().saturating_sub(before) / count.max(1);
        let slots = dossier.stories.iter().flat_map(|it| &it.events).flat_map(|it| &it.slots);
        let disputes = slots.filter(|it| it.verdict == Verdict::Disputed).count();
        println!(
            "{count:>8}  {:>7}  {:>16}  {:>14}  {:>5.1}  {grown:>10}  {disputes:>8}",
            dossier.stories.len(),
            each(group),
            each(all),
            all.as_secs_f64(),
        );
    }
}

/// The most memory that the process has held so far; 0 where the system does not tell.
fn kilobytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
