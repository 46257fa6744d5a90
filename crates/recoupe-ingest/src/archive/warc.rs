//! WARC: what a crawler kept, record after record. A record that lies about its length or is
//! broken costs only itself.

use std::io;

use memchr::memmem;

use super::Tape;
use super::http::{self, PAGE};
use crate::intake::{Around, Intake};
use crate::words;

/// The longest line of a record's head, and the longest head, in bytes.
const LINE: u64 = 16 << 10;
const HEAD: usize = 128 << 10;

/// How many broken records are told one by one.
const TOLD: usize = 200;

/// What begins a record after the end of another.
const NEXT: &[u8] = b"\r\n\r\nWARC/1.";

/// How an attempt to read a record ended.
enum Step {
    Record(Record),
    /// Broken, and why; the tape stands where the next record may begin.
    Broken(String),
    End,
}

struct Record {
    headers: Vec<(String, String)>,
    /// Where it begins, in bytes of what was unpacked.
    offset: u64,
}

/// Reads all pages of an archive.
pub(super) fn read(path: &str, tape: &mut Tape<'_>, intake: &mut Intake<'_>) {
    let (mut count, mut others, mut told) = (0_usize, 0_usize, 0_usize);
    let mut block = Vec::new();
    loop {
        let step = match head(tape) {
            Ok(Step::Record(record)) => {
                count += 1;
                match body(tape, &record, &mut block) {
                    Ok(None) => {
                        let name = format!("{path}#{count}");
                        match page(&name, &record, &block, intake) {
                            Ok(true) => {}
                            Ok(false) => others += 1,
                            Err(why) => intake.remark(words::broken(&name, &why)),
                        }
                        continue;
                    }
                    Ok(Some(why)) => Ok(Step::Broken(told_of(&record, &why))),
                    Err(why) => Err(why),
                }
            }
            step => step,
        };
        match step {
            Ok(Step::End) => break,
            Ok(Step::Broken(why)) => {
                told += 1;
                if told <= TOLD {
                    intake.remark(words::broken_record(path, count, &why));
                }
            }
            Ok(Step::Record(_)) => {}
            Err(why) => {
                intake.remark(words::broken(path, &why.to_string()));
                break;
            }
        }
    }
    if told > TOLD {
        intake.remark(words::more_broken(path, told - TOLD));
    }
    match (count, others) {
        (0, _) if told == 0 => intake.remark(words::empty(path)),
        (_, 0) => {}
        _ => intake.remark(words::no_pages(path, others, count)),
    }
}

fn told_of(record: &Record, why: &str) -> String {
    let address = target(record).unwrap_or_else(|| format!("byte {}", record.offset));
    format!("{address}: {why}")
}

/// Reads the head of the next record.
fn head(tape: &mut Tape<'_>) -> io::Result<Step> {
    let mut line = Vec::new();
    let mut blank = 0;
    loop {
        tape.line(LINE, &mut line)?;
        match line.trim_ascii() {
            _ if line.is_empty() => return Ok(Step::End),
            b"" if blank < HEAD => blank += 1,
            _ => break,
        }
    }
    let offset = tape.offset - line.len() as u64;
    if !line.starts_with(b"WARC/") {
        tape.push_back(&line);
        // The first byte is not where the next record begins.
        let mut first = Vec::new();
        tape.fill(1, &mut first)?;
        return next(tape, &format!("byte {offset}: no record begins here"));
    }
    let mut text = String::new();
    loop {
        tape.line(LINE, &mut line)?;
        let rest = line.trim_ascii_end();
        if rest.is_empty() {
            break;
        }
        if text.len() > HEAD {
            return next(tape, &format!("byte {offset}: its head does not end"));
        }
        text.push_str(&String::from_utf8_lossy(rest));
        text.push('\n');
    }
    Ok(Step::Record(Record { headers: http::headers(text.lines()), offset }))
}

/// Goes on to the next place where a record may begin.
fn next(tape: &mut Tape<'_>, why: &str) -> io::Result<Step> {
    resume(tape)?;
    Ok(Step::Broken(why.to_owned()))
}

fn resume(tape: &mut Tape<'_>) -> io::Result<()> {
    if !tape.look(7)?.starts_with(b"WARC/1.") {
        tape.skip(u64::MAX, b"\nWARC/1.")?;
    }
    Ok(())
}

/// Reads the block of a record; why it is not to be used, if so.
fn body(tape: &mut Tape<'_>, record: &Record, block: &mut Vec<u8>) -> io::Result<Option<String>> {
    let length = http::header(&record.headers, "content-length");
    let Some(length) = length.and_then(|length| length.parse::<u64>().ok()) else {
        resume(tape)?;
        return Ok(Some("it gives no length".to_owned()));
    };
    if length > PAGE {
        let lied = tape.skip(length, NEXT)?;
        let why = if lied { "it is shorter than it says" } else { "it is larger than any page" };
        let wanted = matches!(kind(record), Some("response" | "resource" | "conversion"));
        return Ok(Some(format!("{why} ({length} bytes)")).filter(|_| lied || wanted));
    }
    tape.fill(length, block)?;
    // A record ends with two line ends; some writers give fewer.
    let ahead = tape.look(16)?;
    let ends = ahead.iter().take_while(|byte| b"\r\n".contains(byte)).count();
    let over = ends == ahead.len() || ahead.starts_with(b"\r\n\r\n");
    if ahead[ends..].starts_with(b"WARC/") || over && block.len() as u64 == length {
        return Ok(None);
    }
    if let Some(at) = memmem::find(block, NEXT) {
        tape.push_back(&block[at..]);
        return Ok(Some(format!("it says that it has {length} bytes and has {at}")));
    }
    if (block.len() as u64) < length {
        return Ok(Some(format!(
            "it says that it has {length} bytes and ends after {}",
            block.len()
        )));
    }
    resume(tape)?;
    Ok(Some(format!("it says that it has {length} bytes and goes on")))
}

fn kind(record: &Record) -> Option<&str> {
    http::header(&record.headers, "warc-type")
}

/// The address, as far as it is one. In the wild they stand in brackets and hold spaces.
fn target(record: &Record) -> Option<String> {
    let given = http::header(&record.headers, "warc-target-uri")?;
    let address = given.trim_start_matches('<').trim_end_matches('>').trim();
    (address.contains("://") && address.len() < 4000).then(|| address.replace(' ', "%20"))
}

/// Gives a page to the intake; `false` when the record is none.
fn page(
    path: &str,
    record: &Record,
    block: &[u8],
    intake: &mut Intake<'_>,
) -> Result<bool, String> {
    let answer = match kind(record) {
        Some("response" | "resource" | "conversion") => http::answer(block),
        _ => return Ok(false),
    };
    let declared = answer.header("content-type");
    let of_record = http::header(&record.headers, "content-type");
    let content = declared.or(of_record).unwrap_or("").to_ascii_lowercase();
    let text = kind(record) == Some("conversion") && content.starts_with("text/plain");
    let named = content.contains("html") || text;
    let unnamed = declared.is_none() && !text && kind(record) == Some("response");
    if !(200..300).contains(&answer.status) || !(named || unnamed) {
        return Ok(false);
    }
    let body = answer.body(&intake.gauge)?;
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(false);
    }
    let charset = content.split_once("charset=").map(|(_, rest)| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(['"', '\'', ';', ' ']).next().unwrap_or("").to_owned()
    });
    let there_on = http::header(&record.headers, "warc-date").map(str::to_owned);
    let around = Around { url: target(record), there_on, charset, ..Around::default() };
    Ok(crate::page(path, &body, &around, named, intake))
}
