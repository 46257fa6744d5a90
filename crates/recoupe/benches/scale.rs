//! What a pile costs as it grows: `cargo bench -p recoupe --bench scale [-- COUNT …]`.
//!
//! Readings are made up, so that neither the parser nor the reading of claims is in the figures:
//! only stories, events, origins, reprints and findings are. One thread; time is what the processor
//! spent, whatever else it did, and memory the process's largest so far, readings and dossier
//! included, both as Linux tells them.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a program for people")]
#![allow(clippy::disallowed_methods, reason = "it is about time and memory")]

mod pile;

use std::time::Duration;

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
        let start = processor();
        let grouped = story::group(&knowledge, &report, &readings);
        let group = processor().saturating_sub(start);
        drop(grouped);
        let start = processor();
        let dossier = pipeline::cross_check(&knowledge, &report, readings, Vec::new());
        let all = processor().saturating_sub(start);
        let each = |time: Duration| time.as_micros() / count.max(1) as u128;
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

/// What the process has cost the processor so far, in hundredths of a second: 0 where the system
/// does not tell.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which may hold anything, in brackets.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = rest.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|it| it.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}

/// The most memory that the process has held so far; 0 where the system does not tell.
fn kilobytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
