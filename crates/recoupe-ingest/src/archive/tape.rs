//! A stream that can be looked ahead in and pushed back into.

use std::io::{self, BufRead, Read};

use memchr::memmem;

/// A stream, how far it was read, and what was pushed back.
pub(crate) struct Tape<'a> {
    from: &'a mut dyn BufRead,
    /// Read before the stream goes on.
    back: Vec<u8>,
    /// How much of `back` was read again.
    done: usize,
    /// How many bytes were read, those pushed back not counted.
    pub(super) offset: u64,
}

impl<'a> Tape<'a> {
    pub(crate) fn new(from: &'a mut dyn BufRead) -> Self {
        Self { from, back: Vec::new(), done: 0, offset: 0 }
    }

    /// The next bytes, fewer only at the end, without reading them.
    pub(super) fn look(&mut self, count: usize) -> io::Result<&[u8]> {
        if self.back.len() - self.done < count {
            self.back.drain(..self.done);
            self.done = 0;
            let missing = (count - self.back.len()) as u64;
            (&mut *self.from).take(missing).read_to_end(&mut self.back)?;
        }
        Ok(&self.back[self.done..(self.done + count).min(self.back.len())])
    }

    /// Bytes to be read next.
    pub(super) fn push_back(&mut self, bytes: &[u8]) {
        self.offset -= bytes.len() as u64;
        self.back.splice(..self.done, bytes.iter().copied());
        self.done = 0;
    }

    /// Reads bytes into a buffer that is emptied first; fewer only at the end or before a fault.
    pub(super) fn fill(&mut self, count: u64, into: &mut Vec<u8>) -> io::Result<()> {
        into.clear();
        let mut left = usize::try_from(count).unwrap_or(usize::MAX);
        while left > 0 {
            let buffer = match self.fill_buf() {
                Ok(buffer) => buffer,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(why),
            };
            let count = buffer.len().min(left);
            if count == 0 {
                break;
            }
            into.extend_from_slice(&buffer[..count]);
            self.consume(count);
            left -= count;
        }
        Ok(())
    }

    /// A line with its end, cut at a limit; empty at the end of the stream.
    pub(super) fn line(&mut self, limit: u64, into: &mut Vec<u8>) -> io::Result<()> {
        into.clear();
        self.take(limit).read_until(b'\n', into).map(drop)
    }

    /// Reads past bytes, but not past a mark among them. Whether the mark was met: it is read next.
    pub(super) fn skip(&mut self, mut count: u64, mark: &[u8]) -> io::Result<bool> {
        let finder = memmem::Finder::new(mark);
        let mut window = Vec::new();
        let mut chunk = Vec::new();
        while count > 0 {
            self.fill(count.min(256 << 10), &mut chunk)?;
            if chunk.is_empty() {
                return Ok(false);
            }
            count -= chunk.len() as u64;
            window.extend_from_slice(&chunk);
            if let Some(at) = finder.find(&window) {
                self.push_back(&window[at..]);
                return Ok(true);
            }
            let keep = window.len().min(mark.len() - 1);
            window.drain(..window.len() - keep);
        }
        Ok(false)
    }
}

impl Read for Tape<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = {
            let available = self.fill_buf()?;
            let count = available.len().min(into.len());
            into[..count].copy_from_slice(&available[..count]);
            count
        };
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Tape<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.done < self.back.len() {
            return Ok(&self.back[self.done..]);
        }
        self.back.clear();
        self.done = 0;
        self.from.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.offset += count as u64;
        if self.done < self.back.len() {
            self.done += count;
        } else {
            self.from.consume(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_or_pushed_back_is_read_again() {
        let mut source: &[u8] = b"abcdefgh";
        let mut tape = Tape::new(&mut source);
        assert_eq!(tape.look(3).unwrap(), b"abc");
        let mut read = Vec::new();
        tape.fill(4, &mut read).unwrap();
        assert_eq!((&read[..], tape.offset), (&b"abcd"[..], 4));
        tape.push_back(b"cd");
        assert_eq!(tape.offset, 2);
        assert_eq!(tape.look(20).unwrap(), b"cdefgh");
        tape.fill(20, &mut read).unwrap();
        assert_eq!((&read[..], tape.offset), (&b"cdefgh"[..], 8));
        assert!(tape.look(1).unwrap().is_empty());
    }

    #[test]
    fn skipping_stops_at_a_mark() {
        let text = format!("{}--mark--tail", "x".repeat(300 << 10));
        let mut source = text.as_bytes();
        let mut tape = Tape::new(&mut source);
        assert!(tape.skip(1 << 30, b"-mark-").unwrap());
        assert_eq!(tape.look(7).unwrap(), b"-mark--");
        assert!(!tape.skip(3, b"zz").unwrap());
        assert_eq!(tape.look(3).unwrap(), b"rk-");
    }
}
