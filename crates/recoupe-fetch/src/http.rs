//! One request and its answer, byte for byte, so that both can be kept.

use std::fmt::Write as _;
use std::io::{self, Read, Write};

use flate2::bufread::GzDecoder;
use url::Url;

/// The longest head of an answer, in bytes, and the most lines in it.
const HEAD: usize = 64 << 10;
const LINES: usize = 128;

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Its head as it came, but for the header of chunks, which are put together.
    pub(crate) head: Vec<u8>,
    headers: Vec<(String, String)>,
    /// As it was sent, chunks put together.
    pub(crate) body: Vec<u8>,
}

/// The request for a page.
pub(crate) fn request(to: &Url, agent: &str, conditions: &[(&str, &str)]) -> Vec<u8> {
    let mut path = to.path().to_owned();
    if let Some(query) = to.query() {
        path.push('?');
        path.push_str(query);
    }
    let port = to.port().map_or_else(String::new, |port| format!(":{port}"));
    let mut text = format!(
        "GET {path} HTTP/1.1\r\nHost: {}{port}\r\nUser-Agent: {agent}\r\nAccept: text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5\r\nAccept-Encoding: gzip\r\nConnection: close\r\n",
        to.host_str().unwrap_or_default()
    );
    // A value from a server is sent back: it must stay one line.
    for (name, value) in conditions.iter().filter(|(_, value)| is_line(value)) {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// Whether a value can stand in a header.
pub(crate) fn is_line(value: &str) -> bool {
    !value.is_empty() && value.len() <= 1000 && value.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// Sends a request and reads the answer, its body if `wanted` says so and up to so many bytes.
///
/// # Errors
/// What the server did wrong, in words.
pub(crate) fn exchange(
    stream: &mut (impl Read + Write),
    request: &[u8],
    most: usize,
    wanted: impl Fn(&Answer) -> Result<bool, String>,
) -> Result<Answer, String> {
    let told = |error: io::Error| format!("the connection broke: {error}");
    stream.write_all(request).and_then(|()| stream.flush()).map_err(told)?;
    let mut bytes = Vec::new();
    loop {
        let (mut answer, end) = head(stream, &mut bytes)?;
        bytes.drain(..end);
        // "Continue" and the like come before the answer.
        if (100..200).contains(&answer.status) {
            continue;
        }
        if !matches!(answer.status, 204 | 304) && wanted(&answer)? {
            body(stream, bytes, most, &mut answer)?;
        }
        return Ok(answer);
    }
}

/// Reads until a head is whole; where it ends.
fn head(stream: &mut impl Read, bytes: &mut Vec<u8>) -> Result<(Answer, usize), String> {
    loop {
        let mut lines = [httparse::EMPTY_HEADER; LINES];
        let mut parsed = httparse::Response::new(&mut lines);
        let read = parsed.parse(bytes).map_err(|error| format!("it answers no HTTP: {error}"))?;
        if let httparse::Status::Complete(end) = read {
            let headers = parsed.headers.iter().map(|line| {
                let value = String::from_utf8_lossy(line.value).trim().to_owned();
                (line.name.to_ascii_lowercase(), value)
            });
            let answer = Answer {
                status: parsed.code.unwrap_or(0),
                headers: headers.collect(),
                head: bytes[..end].to_vec(),
                body: Vec::new(),
            };
            return Ok((answer, end));
        }
        if bytes.len() >= HEAD {
            return Err(format!("the head of its answer is longer than {HEAD} bytes"));
        }
        if more(stream, bytes, 8 << 10)? == 0 {
            return Err("it ended before the head of its answer did".to_owned());
        }
    }
}

/// Reads some more; 0 at the end.
fn more(stream: &mut impl Read, bytes: &mut Vec<u8>, most: usize) -> Result<usize, String> {
    let from = bytes.len();
    bytes.resize(from + most.clamp(1, 64 << 10), 0);
    let read = loop {
        match stream.read(&mut bytes[from..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // Servers close without saying so.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break Ok(0),
            other => break other,
        }
    };
    bytes.truncate(from + *read.as_ref().unwrap_or(&0));
    read.map_err(|error| format!("the connection broke: {error}"))
}

fn body(
    stream: &mut impl Read,
    mut bytes: Vec<u8>,
    most: usize,
    answer: &mut Answer,
) -> Result<(), String> {
    let too_much = || format!("it has more than {most} bytes; --max-bytes allows more");
    if answer
        .header("transfer-encoding")
        .is_some_and(|it| it.to_ascii_lowercase().contains("chunked"))
    {
        answer.body = chunks(stream, bytes, most)?.ok_or_else(too_much)?;
        answer.head = renamed(&answer.head);
        return Ok(());
    }
    let length = match answer.header("content-length") {
        Some(length) => {
            Some(length.parse::<usize>().map_err(|_| format!("it says its length is {length:?}"))?)
        }
        None => None,
    };
    let wanted = length.unwrap_or(usize::MAX);
    if length.is_some_and(|length| length > most) {
        return Err(too_much());
    }
    while bytes.len() < wanted {
        if bytes.len() > most {
            return Err(too_much());
        }
        let step = (wanted - bytes.len()).min(64 << 10);
        if more(stream, &mut bytes, step)? == 0 {
            break;
        }
    }
    if length.is_some_and(|length| bytes.len() < length) {
        return Err(format!("it ended after {} of {wanted} bytes", bytes.len()));
    }
    bytes.truncate(wanted);
    if bytes.len() > most {
        return Err(too_much());
    }
    answer.body = bytes;
    Ok(())
}

/// The chunks put together; `None` when they are more than is allowed.
fn chunks(
    stream: &mut impl Read,
    mut bytes: Vec<u8>,
    most: usize,
) -> Result<Option<Vec<u8>>, String> {
    let cut = || "it ended within a chunk".to_owned();
    let mut whole = Vec::new();
    let mut at = 0;
    loop {
        let end = loop {
            if let Some(end) = bytes[at..].iter().position(|byte| *byte == b'\n') {
                break at + end;
            }
            if bytes.len() - at > 4096 {
                return Err("the size of a chunk does not end".to_owned());
            }
            if more(stream, &mut bytes, 8 << 10)? == 0 {
                return Err(cut());
            }
        };
        let line = String::from_utf8_lossy(&bytes[at..end]);
        let digits = line.split(';').next().unwrap_or("").trim();
        let size = usize::from_str_radix(digits, 16).map_err(|_| {
            format!("the size of a chunk is {:?}", digits.chars().take(20).collect::<String>())
        })?;
        at = end + 1;
        if size == 0 {
            return Ok(Some(whole));
        }
        if size > most || whole.len() + size > most {
            return Ok(None);
        }
        while bytes.len() < at + size + 2 {
            let step = at + size + 2 - bytes.len();
            if more(stream, &mut bytes, step)? == 0 {
                return Err(cut());
            }
        }
        whole.extend_from_slice(&bytes[at..at + size]);
        bytes.drain(..at + size + 2);
        at = 0;
    }
}

/// A head without the header of chunks, which would no longer be true.
fn renamed(head: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(head.len() + 10);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        if line.to_ascii_lowercase().starts_with(b"transfer-encoding:") {
            out.extend_from_slice(b"X-Crawler-");
        }
        out.extend_from_slice(line);
    }
    out
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The kind of content, without its parameters, in lower case.
    pub(crate) fn kind(&self) -> String {
        let kind = self.header("content-type").unwrap_or("");
        // It is shown to people: nothing that a terminal would obey.
        let kind = kind.split(';').next().unwrap_or("").trim();
        kind.chars()
            .filter(char::is_ascii_graphic)
            .take(80)
            .collect::<String>()
            .to_ascii_lowercase()
    }

    /// The body unpacked, up to so many bytes; what is more is left out.
    pub(crate) fn unpacked(&self, most: usize) -> Vec<u8> {
        if !self.body.starts_with(b"\x1f\x8b") {
            return self.body.clone();
        }
        let mut out = Vec::new();
        // A broken end does not matter: what came before is used.
        let _ = GzDecoder::new(&self.body[..]).take(most as u64).read_to_end(&mut out);
        out
    }
}
