//! What was fetched, as WARC 1.1: a record is a gzip member of its own, so that a file can be
//! added to and read from any record on.

use std::fmt::Write as _;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

/// A record on its way.
#[derive(Debug, Default)]
pub(crate) struct Record<'a> {
    pub(crate) kind: &'a str,
    pub(crate) id: String,
    /// When it was fetched, as RFC 3339 in UTC.
    pub(crate) date: &'a str,
    /// The media type of the block.
    pub(crate) content: &'a str,
    pub(crate) target: Option<&'a str>,
    /// Headers of this kind of record.
    pub(crate) more: Vec<(&'a str, String)>,
    pub(crate) block: &'a [u8],
    /// Where the payload begins in the block, if it has one.
    pub(crate) payload: Option<usize>,
}

/// Writes one record.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(out: &mut impl Write, record: &Record<'_>) -> io::Result<()> {
    let mut head = format!(
        "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: <{}>\r\nWARC-Date: {}\r\n",
        record.kind, record.id, record.date
    );
    let target = record.target.map(|target| ("WARC-Target-URI", target.to_owned()));
    let payload = record.payload.map(|at| ("WARC-Payload-Digest", digest(&record.block[at..])));
    let block = ("WARC-Block-Digest", digest(record.block));
    let content = ("Content-Type", record.content.to_owned());
    let length = ("Content-Length", record.block.len().to_string());
    let more = record.more.iter().cloned();
    for (name, value) in
        target.into_iter().chain(more).chain(payload).chain([block, content, length])
    {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    let mut packed = GzEncoder::new(Vec::new(), Compression::new(6));
    packed.write_all(head.as_bytes())?;
    packed.write_all(record.block)?;
    packed.write_all(b"\r\n\r\n")?;
    out.write_all(&packed.finish()?)
}

/// SHA-256 in base 32, labelled.
pub(crate) fn digest(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = "sha256:".to_owned();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in Sha256::digest(bytes) {
        held = (held << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(LETTERS[(held >> bits) as usize & 31]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(LETTERS[(held << (5 - bits)) as usize & 31]));
    }
    // 256 bits are 51 letters and one bit: four marks fill the last group.
    out.push_str("====");
    out
}

/// An identifier that no other record has: made of the moment, a count and the address.
pub(crate) fn identifier(moment: u128, count: u64, target: &str) -> String {
    let hash = Sha256::digest(format!("{moment} {count} {target}"));
    let mut hex = String::new();
    for byte in &hash[..16] {
        let _ = write!(hex, "{byte:02x}");
    }
    format!(
        "urn:uuid:{}-{}-4{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_base_32() {
        // printf '' | sha256sum | xxd -r -p | base32
        assert_eq!(digest(b""), "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====");
    }

    #[test]
    fn identifiers_are_uuids() {
        let id = identifier(1, 2, "x");
        assert_eq!(id.len(), "urn:uuid:".len() + 36);
        assert_ne!(id, identifier(1, 3, "x"));
    }
}
