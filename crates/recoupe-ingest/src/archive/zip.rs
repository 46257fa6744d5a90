//! ZIP: entry after entry. Nothing is ever written, so names are only names.

use std::collections::BTreeSet;
use std::io::{self, BufReader, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};

use super::{Gauge, Tape, stream};
use crate::intake::Intake;
use crate::sniff;
use crate::{Input, words};

/// How many entries are read.
const ENTRIES: usize = 100_000;

/// How far into an entry its kind is looked for.
const LOOK: usize = 8 << 10;

/// Endings of what belongs to a page and is text, but no article.
const PARTS: &[&str] = &["css", "js", "mjs", "map", "svg"];

/// Reads all entries that are pages, texts or archives.
pub(super) fn read(input: &Input<'_>, depth: usize, intake: &mut Intake<'_>) {
    let Input { path, bytes } = *input;
    let archive = match ZipArchive::from_slice(bytes) {
        Ok(archive) => archive,
        Err(why) => return intake.remark(words::broken(path, &format!("as a ZIP: {why}"))),
    };
    let mut names = BTreeSet::new();
    let mut found = Vec::new();
    let mut entries = archive.entries();
    loop {
        match entries.next_entry() {
            Ok(Some(entry)) if found.len() < ENTRIES => {
                let name = shown(entry.file_path().as_ref());
                let encrypted = entry.flags().is_encrypted();
                if !entry.is_dir() {
                    names.insert(name.clone());
                    found.push((name, entry.wayfinder(), entry.compression_method(), encrypted));
                }
            }
            Ok(Some(_)) => {
                intake.remark(words::broken(path, &format!("only {ENTRIES} entries are read")));
                break;
            }
            Ok(None) => break,
            Err(why) => {
                intake.remark(words::broken(path, &format!("as a ZIP: {why}")));
                break;
            }
        }
    }
    if names.contains("[Content_Types].xml") || names.contains("mimetype") {
        return intake.remark(words::unsupported(path, "an office document or an electronic book"));
    }
    let (count, mut others) = (found.len(), 0);
    for (name, place, method, encrypted) in found {
        let inside = format!("{path}/{name}");
        if is_part(&name, &names) {
            others += 1;
            continue;
        }
        let entry = match archive.get_entry(place) {
            Ok(_) if encrypted => Err("it is encrypted".to_owned()),
            Ok(entry) => Ok(entry),
            Err(why) => Err(why.to_string()),
        };
        let read = entry.and_then(|entry| one(&inside, entry.data(), method, depth, intake));
        match read {
            Ok(true) => {}
            Ok(false) => others += 1,
            Err(why) => intake.remark(words::broken(&inside, &why)),
        }
    }
    match (count, others) {
        (0, _) => intake.remark(words::empty(path)),
        (_, 0) => {}
        _ => intake.remark(words::no_pages(path, others, count)),
    }
}

/// Reads one entry; `false` when it is of no kind that is read.
fn one(
    path: &str,
    data: &[u8],
    method: CompressionMethod,
    depth: usize,
    intake: &mut Intake<'_>,
) -> Result<bool, String> {
    let gauge = intake.gauge.clone();
    let from: Box<dyn Read + '_> = if method == CompressionMethod::STORE {
        Box::new(data)
    } else if method == CompressionMethod::DEFLATE {
        Box::new(DeflateDecoder::new(data))
    } else {
        return Err(format!("its compression ({method:?}) is not read; pack it again"));
    };
    let mut from = BufReader::with_capacity(64 << 10, Measured { from, gauge });
    let mut tape = Tape::new(&mut from);
    let head = tape.look(LOOK).map_err(|why| why.to_string())?.to_vec();
    let known = sniff::packed(&head).is_some()
        || sniff::is_pdf(&head)
        || sniff::kind(&Input { path, bytes: &head }).is_ok();
    if known && !head.is_empty() {
        stream(path, &mut tape, depth + 1, intake);
    }
    Ok(known && !head.is_empty())
}

/// A name for notes and paths: no way up, no root, no control characters.
fn shown(raw: &[u8]) -> String {
    let name = String::from_utf8_lossy(raw).replace('\\', "/").replace(char::is_control, "_");
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let name = parts.collect::<Vec<_>>().join("/");
    sniff::prefix(&name, 300).to_owned()
}

/// Whether an entry belongs to a page or to the system that packed it: `page_files/x` of
/// `page.html`, `__MACOSX/…`, hidden files, styles and scripts.
fn is_part(name: &str, names: &BTreeSet<String>) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, it)| it).to_ascii_lowercase();
    let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    let of_page = name.match_indices('/').any(|(at, _)| {
        let folder = &name[..at];
        let page = folder.strip_suffix("_files").or_else(|| folder.strip_suffix("_fichiers"));
        page.is_some_and(|page| {
            [".html", ".htm"].iter().any(|end| names.contains(&format!("{page}{end}")))
        })
    });
    hidden || of_page || PARTS.contains(&extension.as_str())
}

/// Counts what comes out.
struct Measured<R> {
    from: R,
    gauge: Gauge,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.gauge.out(count)?;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(shown(b"../../etc/./passwd"), "etc/passwd");
        assert_eq!(shown(b"\\\\host\\x\n.html"), "host/x_.html");
        assert_eq!(shown(b"/"), "");
    }

    #[test]
    fn what_belongs_to_a_page_is_no_article() {
        let names: BTreeSet<String> = ["a.html".to_owned()].into();
        assert!(is_part("a_files/frame.html", &names) && is_part("x/.git/y", &names));
        assert!(is_part("style.CSS", &names) && is_part("__MACOSX/a.html", &names));
        assert!(!is_part("b_files/frame.html", &names) && !is_part("a.html", &names));
    }
}
