//! What a server answered, as a WARC record holds it.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::Gauge;

/// The most bytes of a page that are unpacked.
pub(super) const PAGE: u64 = 32 << 20;

/// An answer, its body as it was sent.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    /// 200 when the record holds a body without a head.
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

/// Splits an answer into head and body.
pub(super) fn answer(block: &[u8]) -> Answer<'_> {
    if !block.starts_with(b"HTTP/") {
        return Answer { status: 200, headers: Vec::new(), body: block };
    }
    let (head, body) = split(block);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_ascii_whitespace().nth(1)?.parse().ok());
    Answer { status: status.unwrap_or(0), headers: headers(lines), body }
}

/// Names in lower case, and values; a line that begins with a space goes on the one before.
pub(super) fn headers<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    headers
}

/// The first value of a name.
pub(super) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Everything before the first empty line, and after it.
fn split(block: &[u8]) -> (&[u8], &[u8]) {
    let wide = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
    // What comes after the first end is not looked through for another.
    let upto = wide.map_or(block.len(), |(at, _)| at);
    let narrow = memchr::memmem::find(&block[..upto], b"\n\n").map(|at| (at, at + 2));
    let end = narrow.or(wide);
    end.map_or((block, &[]), |(head, body)| (&block[..head], &block[body..]))
}

impl Answer<'_> {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The body as the server had it.
    ///
    /// # Errors
    /// When it is packed in a way that is not read, is broken, or unpacks to too much.
    pub(super) fn body(&self, gauge: &Gauge) -> Result<Vec<u8>, String> {
        let chunked = self.header("transfer-encoding").is_some_and(|it| it.contains("chunked"));
        // Some crawlers keep the header and put the chunks together.
        let whole = chunked.then(|| dechunked(self.body)).flatten();
        let body = whole.unwrap_or_else(|| self.body.to_vec());
        let packing = self.header("content-encoding").unwrap_or("").trim().to_ascii_lowercase();
        let zlib = body.first().is_some_and(|first| first & 0x0f == 8);
        match packing.as_str() {
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
                unpacked(GzDecoder::new(&body[..]), gauge)
            }
            "deflate" if zlib => unpacked(ZlibDecoder::new(&body[..]), gauge),
            "deflate" => unpacked(DeflateDecoder::new(&body[..]), gauge),
            "br" | "zstd" | "compress" if std::str::from_utf8(&body).is_err() => {
                Err(format!("its content encoding {packing} is not read"))
            }
            _ => Ok(body),
        }
    }
}

/// What comes out, as far as it does: a page whose end is missing is still a page.
fn unpacked(from: impl Read, gauge: &Gauge) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let read = from.take(PAGE + 1).read_to_end(&mut out);
    gauge.out(out.len()).map_err(|why| why.to_string())?;
    match read {
        _ if out.len() as u64 > PAGE => Err(format!("it unpacks to more than {PAGE} bytes")),
        Err(why) if out.is_empty() => Err(why.to_string()),
        _ => Ok(out),
    }
}

/// The chunks together; `None` when the body is not made of chunks.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', &body[..body.len().min(200)])?;
        let line = std::str::from_utf8(&body[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&body[..size.min(body.len())]);
        // A record may be cut anywhere.
        let Some(rest) = body.get(size..) else { return Some(whole) };
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_when_they_are_there() {
        let of = |body: &[u8]| dechunked(body).map(|it| String::from_utf8_lossy(&it).into_owned());
        assert_eq!(of(b"4;x=y\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n").as_deref(), Some("abcdef"));
        assert_eq!(of(b"4\r\nabcd\r\nff\r\nef").as_deref(), Some("abcdef"));
        assert_eq!(of(b"<html>\n<p>"), None);
        assert_eq!(of(b"ffffffffffffffff\r\nab").as_deref(), Some("ab"));
    }

    #[test]
    fn heads_of_both_line_ends() {
        let answer = answer(b"HTTP/1.1 404 Gone\nA: b\n c\n\nbody\r\n\r\n");
        assert_eq!((answer.status, answer.header("a")), (404, Some("b c")));
        assert_eq!(answer.body(&Gauge::default()).unwrap(), b"body\r\n\r\n");
    }
}
