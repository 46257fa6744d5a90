//! Reads files and prints what was found in each, one JSON object a line: for measuring beside
//! other tools (`eval/pages.py`) and for timing. With a number first, reads everything so often and
//! prints only how long that took.

#![allow(clippy::disallowed_methods, reason = "files are read and time is taken")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints")]
#![allow(clippy::cast_precision_loss, reason = "a rate")]

use std::time::Instant;

use recoupe_ingest::{Input, Options, read};
use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let times = paths.first().and_then(|first| first.parse::<usize>().ok());
    if times.is_some() {
        paths.remove(0);
    }
    let files: Vec<(String, Vec<u8>)> = paths
        .into_iter()
        .map(|path| std::fs::read(&path).map(|bytes| (path, bytes)))
        .collect::<Result<_, _>>()?;
    let Some(times) = times else {
        for (path, bytes) in &files {
            for it in read(&Input { path, bytes }, &Options::default()).value {
                let published = it.published.as_ref().map(|stamp| &stamp.iso);
                println!(
                    "{}",
                    json!({"path": path, "title": it.title, "published": published,
                        "outlet": it.outlet, "byline": it.byline, "text": &*it.text})
                );
            }
        }
        return Ok(());
    };
    let begun = Instant::now();
    let mut found = 0;
    for _ in 0..times {
        for (path, bytes) in &files {
            found += read(&Input { path, bytes }, &Options::default()).value.len();
        }
    }
    let spent = begun.elapsed().as_secs_f64();
    let count = times * files.len();
    eprintln!("{count} files, {found} documents, {:.0} files/s", count as f64 / spent);
    Ok(())
}
