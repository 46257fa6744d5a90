//! How fast a WARC.gz is read before anything is made of its pages, beside what inflating alone takes.
//!
//! `cargo run --release -p recoupe-ingest --example archive [MEGABYTES]` makes an archive of so many
//! megabytes of bodies (seeded; a gzip member a record, 20 to 100 KB of page-like text each), and
//! prints megabytes of bodies a second: inflating the members and nothing else; reading all records
//! when none is a page; reading them when a hundredth are. Processor time of one core.

#![allow(clippy::disallowed_methods, reason = "time is taken")]
#![allow(clippy::print_stdout, reason = "it prints")]
#![allow(clippy::cast_precision_loss, reason = "rates")]

use std::io::{self, BufReader, Read, Write};
use std::time::Instant;

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use recoupe_ingest::{Options, read_stream};

const WORDS: &[&str] = &[
    "le",
    "pont",
    "de",
    "la",
    "ville",
    "a",
    "rouvert",
    "mardi",
    "après",
    "onze",
    "mois",
    "travaux",
    "the",
    "council",
    "voted",
    "on",
    "budget",
    "for",
    "roads",
    "bridge",
    "<p>",
    "</p>",
    "<a href=\"/",
    "class=\"item\">",
    "</a>",
    "</div>",
    "<div class=\"col-md-6 card card--news\">",
    "2031",
    "14",
    "%",
];

/// A generator of our own: the same archive every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, of: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % of
    }
}

fn body(dice: &mut Dice) -> String {
    let length = 20_000 + dice.roll(80_000);
    let mut body = String::from("<!DOCTYPE html><html><body>");
    while body.len() < length {
        let word = WORDS[dice.roll(WORDS.len())];
        body.push_str(word);
        // One word in eight is new: pages are not made of thirty words.
        if dice.roll(8) == 0 {
            body.extend((0..3 + dice.roll(8)).map(|_| char::from(b'a' + dice.roll(26) as u8)));
        }
        body.push(' ');
    }
    body
}

/// The archive, and how many bytes its bodies have. One record in `every` is a page.
fn archive(megabytes: usize, every: usize) -> io::Result<(Vec<u8>, usize)> {
    let mut dice = Dice(7);
    let (mut packed, mut bodies, mut count) = (Vec::new(), 0, 0_usize);
    while bodies < megabytes << 20 {
        let body = body(&mut dice);
        count += 1;
        let kind = if count.is_multiple_of(every) { "text/html" } else { "application/x-other" };
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}");
        let head = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{count}\r\n\
             WARC-Date: 2031-02-03T04:05:06Z\r\nContent-Type: application/http;msgtype=response\r\n\
             Content-Length: {}\r\n\r\n",
            http.len()
        );
        let mut member = GzEncoder::new(&mut packed, Compression::default());
        member.write_all(head.as_bytes())?;
        member.write_all(http.as_bytes())?;
        member.write_all(b"\r\n\r\n")?;
        member.finish()?;
        bodies += body.len();
    }
    Ok((packed, bodies))
}

/// Seconds that this program was at work, where the system tells (Linux); else those that passed.
fn clock(begun: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let spent = told.and_then(|it| it.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| begun.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn timed(name: &str, bodies: usize, mut run: impl FnMut() -> io::Result<usize>) -> io::Result<()> {
    let mut best = f64::MAX;
    let mut found = 0;
    let begun = Instant::now();
    for _ in 0..5 {
        let before = clock(begun);
        found = run()?;
        best = best.min(clock(begun) - before);
    }
    println!("{name}: {:.0} MB/s of bodies (best of 5; {found})", bodies as f64 / 1e6 / best);
    Ok(())
}

fn main() -> io::Result<()> {
    let megabytes = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(200);
    let (none, bodies) = archive(megabytes, usize::MAX)?;
    println!("{megabytes} MB of bodies in {:.1} MB of WARC.gz", none.len() as f64 / 1e6);
    timed("inflating alone", bodies, || {
        let mut from = MultiGzDecoder::new(&none[..]);
        let mut into = vec![0; 256 << 10];
        let mut out = 0;
        loop {
            match from.read(&mut into)? {
                0 => return Ok(out),
                count => out += count,
            }
        }
    })?;
    let reads = |packed: &[u8]| {
        let from = BufReader::with_capacity(64 << 10, packed);
        read_stream("a.warc.gz", from, &Options::default()).value.len()
    };
    timed("records, none of them a page", bodies, || Ok(reads(&none)))?;
    drop(none);
    let (some, bodies) = archive(megabytes, 100)?;
    timed("records, one in a hundred a page", bodies, || Ok(reads(&some)))
}
