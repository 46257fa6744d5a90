//! How much may come out of how little.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// What may always come out, in bytes.
const FREE: u64 = 64 << 20;

/// How many bytes may come out of each that goes in, beyond that. Pages shrink to a fifth or a
/// tenth; what shrinks to a hundredth was made to.
const RATIO: u64 = 100;

/// Counts, for one input and all archives inside it, what was read and what came out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gauge(Rc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read: Cell<u64>,
    out: Cell<u64>,
}

impl Gauge {
    /// So many bytes of the input were read.
    pub(crate) fn read(&self, bytes: usize) {
        self.0.read.set(self.0.read.get().saturating_add(bytes as u64));
    }

    /// So many bytes came out of an archive.
    ///
    /// # Errors
    /// When that is far too much for what went in.
    pub(crate) fn out(&self, bytes: usize) -> io::Result<()> {
        let out = self.0.out.get().saturating_add(bytes as u64);
        self.0.out.set(out);
        if out > FREE.saturating_add(self.0.read.get().saturating_mul(RATIO)) {
            return Err(super::error(
                "it unpacks to more than a hundred times its size; unpack it by hand if you trust it",
            ));
        }
        Ok(())
    }
}

/// The outermost stream, whose bytes are counted as read.
pub(crate) struct Outermost<R> {
    pub(crate) from: R,
    pub(crate) gauge: Gauge,
}

impl<R: BufRead> Read for Outermost<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.gauge.read(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Outermost<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.gauge.read(count);
        self.from.consume(count);
    }
}
