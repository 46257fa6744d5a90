//! `recoupe fetch`: addresses in, a WARC file out.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use recoupe_fetch::{Memory, Net, Options, Outcome, fetch};
use recoupe_ingest::Input;

use super::ready::tell;
use super::save;
use crate::args::Fetch;

pub(super) fn run(args: &Fetch) -> Result<ExitCode> {
    save::possible(&args.file)?;
    let urls = addresses(&args.urls)?;
    let options = options(args)?;
    let net = if args.allow_private { Net::anywhere() } else { Net::public() };
    let beside = beside(&args.file);
    // What is known of pages is of use only as long as the archive holds them.
    let there = fs::metadata(&args.file).is_ok_and(|file| file.len() > 0);
    let known = if there { fs::read_to_string(&beside).unwrap_or_default() } else { String::new() };
    let mut memory = Memory::read(&known);
    let mut archive = open(&args.file)?;
    let (mut saved, mut failed) = (0_usize, 0_usize);
    let mut told = |url: &str, outcome: &Outcome| {
        match outcome {
            Outcome::Saved(_) => saved += 1,
            Outcome::Failed(_) => failed += 1,
            Outcome::Feed(_) | Outcome::Unchanged => {}
        }
        tell(&line(url, outcome));
    };
    let announced = |bytes: &[u8]| recoupe_ingest::announced(&Input { path: "-", bytes });
    let done = fetch(&urls, &net, &options, &mut memory, &mut archive, &announced, &mut told);
    done.with_context(|| format!("{} cannot be written", args.file.display()))?;
    save::save(&beside, &memory.text())?;
    if saved > 0 || there {
        tell(&format!("now: recoupe check {}", args.file.display()));
    }
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn line(url: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Saved(bytes) => format!("{url}: {bytes} bytes"),
        Outcome::Feed(1) => format!("{url}: a feed of 1 article"),
        Outcome::Feed(items) => format!("{url}: a feed of {items} articles"),
        Outcome::Unchanged => format!("{url}: as it was"),
        Outcome::Failed(why) => format!("{url}: not fetched: {why}"),
    }
}

fn options(args: &Fetch) -> Result<Options> {
    let contact = args.contact.as_deref();
    if contact.is_some_and(|it| it.len() > 200 || it.bytes().any(|b| !(0x21..0x7f).contains(&b))) {
        bail!("--contact is sent to servers: give a page or mailto: and an address, in ASCII");
    }
    let pause =
        Duration::try_from_secs_f32(args.pause).context("--pause is no time; give seconds")?;
    Ok(Options {
        contact: args.contact.clone(),
        pause,
        time: Duration::from_secs(args.timeout),
        bytes: args.max_bytes,
        items: args.items,
        ..Options::default()
    })
}

/// The addresses that were given; `-` stands for those on standard input.
fn addresses(given: &[String]) -> Result<Vec<String>> {
    let mut urls = Vec::new();
    for url in given {
        if url == "-" {
            for line in io::stdin().lock().lines() {
                let line = line.context("standard input cannot be read as addresses")?;
                let line = line.trim();
                if !line.is_empty() && !line.starts_with('#') {
                    urls.push(line.to_owned());
                }
            }
        } else {
            urls.push(url.clone());
        }
    }
    Ok(urls)
}

fn open(file: &Path) -> Result<File> {
    let opened = OpenOptions::new().create(true).append(true).open(file);
    opened.with_context(|| format!("{} cannot be written", file.display()))
}

/// A hidden name in the same folder: walks do not read it.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.fetched"))
}
