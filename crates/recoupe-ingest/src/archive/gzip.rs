//! gzip: one member after another, past broken ones.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::Gauge;

/// How many faults are told.
const TOLD: usize = 20;

/// What comes out of all members. Where a member is broken the next one is looked for, and two
/// line ends stand between, so that records are not glued together.
pub(super) struct Members<R: BufRead> {
    state: State<R>,
    gauge: Gauge,
    faults: Vec<String>,
    count: usize,
    /// Whether anything came out of the one that is open.
    begun: bool,
    /// Of what stands between.
    glue: &'static [u8],
}

enum State<R: BufRead> {
    Between(R),
    Inside(Box<GzDecoder<R>>),
    Done,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(from: R, gauge: Gauge) -> Self {
        Self {
            state: State::Between(from),
            gauge,
            faults: Vec::new(),
            count: 0,
            begun: false,
            glue: b"",
        }
    }

    /// What was wrong.
    pub(super) fn faults(&self) -> &[String] {
        &self.faults
    }

    fn fault(&mut self, why: &str) {
        if self.faults.len() < TOLD {
            let why = format!("gzip member {}: {why}", self.count);
            self.faults.push(why);
        }
    }

    /// Goes on to the next member, if there is one.
    fn next(&mut self, mut from: R) -> io::Result<()> {
        // Some writers pad with zeros.
        loop {
            let buffer = from.fill_buf()?;
            let zeros = buffer.iter().take_while(|byte| **byte == 0).count();
            let all = zeros == buffer.len();
            if buffer.is_empty() {
                self.state = State::Done;
                return Ok(());
            }
            from.consume(zeros);
            if !all {
                break;
            }
        }
        self.count += 1;
        self.begun = false;
        self.state = State::Inside(Box::new(GzDecoder::new(from)));
        Ok(())
    }

    /// After a fault: from the next beginning of a member on.
    fn resume(&mut self, mut from: R) -> io::Result<()> {
        // Where nothing came out, what stands here is not a beginning.
        let mut skip = usize::from(!self.begun);
        loop {
            let buffer = from.fill_buf()?;
            if buffer.is_empty() {
                self.state = State::Done;
                return Ok(());
            }
            let skipped = skip.min(buffer.len());
            let found = memchr::memchr(0x1f, &buffer[skipped..]).map(|at| at + skipped);
            let length = buffer.len();
            from.consume(found.unwrap_or(length));
            skip = 0;
            if found.is_some() {
                let start: Vec<u8> = from.fill_buf()?.iter().take(3).copied().collect();
                if start.starts_with(b"\x1f\x8b\x08") || start.len() < 3 {
                    self.glue = b"\r\n\r\n";
                    self.count += 1;
                    self.begun = false;
                    self.state = State::Inside(Box::new(GzDecoder::new(from)));
                    return Ok(());
                }
                skip = 1;
            }
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.glue.is_empty() {
                return self.glue.read(into);
            }
            let mut decoder = match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(from) => {
                    self.next(from)?;
                    continue;
                }
                State::Inside(decoder) => decoder,
            };
            match decoder.read(into) {
                Ok(0) => self.state = State::Between(decoder.into_inner()),
                Ok(count) => {
                    if let Err(why) = self.gauge.out(count) {
                        self.fault(&why.to_string());
                        return Ok(0);
                    }
                    self.begun = true;
                    self.state = State::Inside(decoder);
                    return Ok(count);
                }
                Err(why) if why.kind() == io::ErrorKind::UnexpectedEof => {
                    self.fault("it ends in the middle; what came before is kept");
                    return Ok(0);
                }
                Err(why) => {
                    self.fault(&format!("{why}; the next ones are read"));
                    self.resume(decoder.into_inner())?;
                }
            }
        }
    }
}
