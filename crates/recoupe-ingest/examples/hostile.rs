//! What inputs made to hurt cost: time and memory of each, in a table.
//!
//! `cargo run --release -p recoupe-ingest --example hostile` writes each input to a folder for
//! temporary files, reads it in a process of its own, and prints its size, how long reading took,
//! the most memory that the process held, and what was said. It ends with status 1 when one takes more
//! than 20 seconds, more than 1 GB, or says nothing. (Memory is told by Linux only.)

#![allow(clippy::disallowed_methods, reason = "files are written, time is taken")]
#![allow(clippy::print_stdout, reason = "it prints")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use recoupe_ingest::{Input, Options, is_streamed, read, read_stream};

type Make = fn(&mut dyn Write) -> io::Result<()>;

/// A name, a file name, and what writes it.
const CASES: &[(&str, &str, Make)] = &[
    ("gzip of 1 GB of one letter", "bomb.gz", |to| bomb(to, 1 << 30, "")),
    ("WARC.gz with a record of 1 GB", "bomb.warc.gz", |to| bomb(to, 1 << 30, RECORD)),
    ("WARC with a page of 1 GB in gzip", "page.warc", packed_page),
    ("gzip in gzip in gzip, 1 GB", "deep.gz", |to| {
        let mut inner = Vec::new();
        bomb(&mut inner, 1 << 30, "")?;
        let mut outer = Vec::new();
        gzip(&mut outer, &inner)?;
        gzip(to, &outer)
    }),
    ("text of 100 MB in one line", "line.txt", |to| {
        repeated(to, "", "un mot et un autre ", 100, "")
    }),
    ("page of 100 MB in one line", "line.html", |to| {
        repeated(to, "<html><body><p>", "un mot et un autre ", 100, "")
    }),
    ("JSON of 100 MB in one string", "line.json", |to| {
        repeated(to, "{\"text\":\"", "un mot et un autre ", 100, "\"}")
    }),
    ("feed of 100 MB in one entry", "line.xml", |to| {
        repeated(to, "<rss><channel><item><description>", "un mot et un autre ", 100, "")
    }),
    ("truncated gzip", "cut.gz", |to| {
        let mut whole = Vec::new();
        gzip(&mut whole, "Le pont de Varnes a rouvert mardi. ".repeat(100_000).as_bytes())?;
        to.write_all(&whole[..whole.len() / 2])
    }),
    ("WARC records that lie about their length", "lies.warc", lies),
    ("10 million div in one another", "div.html", |to| repeated(to, "", "<div>", 48, "<p>Un mot.")),
    ("3 million unclosed p, b, a, li", "open.html", |to| {
        repeated(to, "", "<p>mot <b>mot <a href=x>mot <li>", 30, "")
    }),
    ("JSON 20 million lists deep", "deep.json", |to| repeated(to, "{\"text\":", "[", 20, "")),
    ("XML 4 million elements deep", "deep.xml", |to| {
        repeated(to, "<rss><channel><item><description>", "<b><i>", 24, "")
    }),
    ("50 MB of attributes", "attributes.html", |to| repeated(to, "<p ", "a=b ", 50, ">Un mot.")),
    ("one attribute of 50 MB", "attribute.html", |to| {
        repeated(to, "<p class='", "x y ", 50, "'>Un mot.")
    }),
    ("scripts of 100 MB with a beginning of data each 12 bytes", "scripts.html", |to| {
        let script =
            format!("<title>x</title><script>{}</script>", "a={\"b\":[[1,".repeat(300_000));
        (0..28).try_for_each(|_| to.write_all(script.as_bytes()))
    }),
    ("XML entities, ten to the ninth", "entities.xml", entities),
    ("mail in mail, 200,000 parts", "deep.eml", |to| {
        repeated(
            to,
            "From: a@a.example\nTo: b@b.example\n",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
            9,
            "",
        )
    }),
    ("mail of 50 MB of heads", "heads.eml", |to| {
        repeated(
            to,
            "From: a@a.example\nTo: b@b.example\n",
            "Received: from a by b\n",
            50,
            "\nUn mot.",
        )
    }),
    ("1 million empty gzip members", "members.gz", |to| {
        let mut empty = Vec::new();
        gzip(&mut empty, b"")?;
        (0..1_000_000).try_for_each(|_| to.write_all(&empty))
    }),
    ("30 MB of noise", "noise.bin", noise),
];

const RECORD: &str = "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 1073741824\r\n\r\n\
                      HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

fn gzip(to: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    let mut member = GzEncoder::new(to, Compression::best());
    member.write_all(bytes)?;
    member.finish().map(drop)
}

fn bomb(to: &mut dyn Write, bytes: usize, head: &str) -> io::Result<()> {
    let mut member = GzEncoder::new(to, Compression::best());
    member.write_all(head.as_bytes())?;
    let block = vec![b'a'; 1 << 20];
    for _ in 0..bytes >> 20 {
        member.write_all(&block)?;
    }
    member.finish().map(drop)
}

fn packed_page(to: &mut dyn Write) -> io::Result<()> {
    let mut page = Vec::new();
    bomb(&mut page, 1 << 30, "<html><p>")?;
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let length = head.len() + page.len();
    write!(to, "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{head}")?;
    to.write_all(&page)?;
    to.write_all(b"\r\n\r\n")
}

fn repeated(
    to: &mut dyn Write,
    head: &str,
    piece: &str,
    megabytes: usize,
    end: &str,
) -> io::Result<()> {
    to.write_all(head.as_bytes())?;
    let block = piece.repeat((1 << 20) / piece.len());
    for _ in 0..megabytes {
        to.write_all(block.as_bytes())?;
    }
    to.write_all(end.as_bytes())
}

fn lies(to: &mut dyn Write) -> io::Result<()> {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Le pont de Varnes a rouvert mardi matin.";
    for length in [1, 17, page.len(), page.len() + 1, 100_000, 5_000_000, usize::MAX] {
        for _ in 0..300 {
            write!(
                to,
                "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{page}\r\n\r\n"
            )?;
        }
    }
    Ok(())
}

fn entities(to: &mut dyn Write) -> io::Result<()> {
    let mut text = String::from("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>");
    for at in 1..10 {
        let _ = write!(text, "<!ENTITY a{at} '{}'>", format!("&a{};", at - 1).repeat(10));
    }
    text.push_str("]><rss><channel><item><title>x</title><description>&a9; Le pont de Varnes a rouvert.</description></item></channel></rss>");
    to.write_all(text.as_bytes())
}

fn noise(to: &mut dyn Write) -> io::Result<()> {
    let mut state = 7_u64;
    for _ in 0..30 << 17 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        to.write_all(&(state >> 8).to_le_bytes())?;
    }
    Ok(())
}

/// Reads one file, and prints what that cost.
fn one(path: &str) -> io::Result<()> {
    let mut head = [0; 8];
    let count = io::Read::read(&mut File::open(path)?, &mut head)?;
    let begun = Instant::now();
    let found = if is_streamed(&head[..count]) {
        read_stream(
            path,
            BufReader::with_capacity(64 << 10, File::open(path)?),
            &Options::default(),
        )
    } else {
        read(&Input { path, bytes: &std::fs::read(path)? }, &Options::default())
    };
    let spent = begun.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap_or(0);
    println!("{spent:.2}\t{}\t{}\t{}", peak / 1024, found.value.len(), found.notes.len());
    Ok(())
}

fn main() -> io::Result<ExitCode> {
    if let Some(path) = std::env::args().nth(1) {
        return one(&path).map(|()| ExitCode::SUCCESS);
    }
    let folder = std::env::temp_dir().join(format!("recoupe-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    println!(
        "| input | bytes | seconds | MB held | documents | notes |\n|---|---|---|---|---|---|"
    );
    let mut fine = true;
    for (name, file, make) in CASES {
        let path = folder.join(file);
        fine &= case(name, &path, *make)?;
        std::fs::remove_file(&path)?;
    }
    std::fs::remove_dir(&folder)?;
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn case(name: &str, path: &Path, make: Make) -> io::Result<bool> {
    let mut to = BufWriter::new(File::create(path)?);
    make(&mut to)?;
    to.flush()?;
    let bytes = std::fs::metadata(path)?.len();
    let done = Command::new(std::env::current_exe()?).arg(path).output()?;
    let told = String::from_utf8_lossy(&done.stdout).trim().to_owned();
    let cells: Vec<&str> = told.split('\t').collect();
    let [seconds, peak, documents, notes] = cells[..] else {
        println!("| {name} | {bytes} | it ended with {} | | | |", done.status);
        return Ok(false);
    };
    println!("| {name} | {bytes} | {seconds} | {peak} | {documents} | {notes} |");
    let number = |cell: &str| cell.parse::<f64>().unwrap_or(f64::MAX);
    let said = number(documents) + number(notes) > 0.0;
    Ok(said && number(seconds) <= 20.0 && number(peak) <= 1024.0)
}
