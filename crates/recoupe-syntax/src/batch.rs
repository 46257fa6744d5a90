//! Sentences side by side: time-major rows, longest sentence first.
//!
//! Row `offsets[t] + s` is word `t` of the `s`-th longest sentence; at time `t` only the first
//! `active[t]` sentences still have words. No row is padding.

use std::ops::Range;

/// The layout of one batch.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Words of each sentence, falling.
    pub(crate) lens: Vec<usize>,
    offsets: Vec<usize>,
    active: Vec<usize>,
    rows: usize,
}

impl Batch {
    /// A layout for sentences whose lengths fall and are not zero.
    pub(crate) fn new(lens: Vec<usize>) -> Self {
        let (mut offsets, mut active, mut rows) = (Vec::new(), Vec::new(), 0);
        for time in 0..lens.first().copied().unwrap_or(0) {
            let count = lens.partition_point(|&len| len > time);
            offsets.push(rows);
            active.push(count);
            rows += count;
        }
        Self { lens, offsets, active, rows }
    }

    /// All words.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Words of the longest sentence.
    pub(crate) const fn steps(&self) -> usize {
        self.offsets.len()
    }

    /// The row of a word.
    pub(crate) fn row(&self, sentence: usize, time: usize) -> usize {
        self.offsets[time] + sentence
    }

    /// The rows of one time step.
    pub(crate) fn at(&self, time: usize) -> Range<usize> {
        self.offsets[time]..self.offsets[time] + self.active[time]
    }

    /// Time steps at the start (or the end) of a range that is not empty, together of at least
    /// `least` rows if the range has that many.
    pub(crate) fn chunk(&self, times: Range<usize>, least: usize, at_end: bool) -> Range<usize> {
        let (mut rows, mut count) = (0, 0);
        while count < times.len() && rows < least {
            let next = if at_end { times.end - 1 - count } else { times.start + count };
            rows += self.active[next];
            count += 1;
        }
        if at_end { times.end - count..times.end } else { times.start..times.start + count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_row() {
        let batch = Batch::new(vec![4, 2, 2, 1]);
        assert_eq!((batch.rows(), batch.steps()), (9, 4));
        let mut rows: Vec<usize> = batch
            .lens
            .iter()
            .enumerate()
            .flat_map(|(s, &len)| (0..len).map(move |t| (s, t)))
            .map(|(s, t)| batch.row(s, t))
            .collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..9).collect::<Vec<_>>());
        assert_eq!(batch.at(1), 4..7);
        assert_eq!(batch.chunk(0..4, 5, false), 0..2);
        assert_eq!(batch.chunk(2..4, 5, false), 2..4);
        assert_eq!(batch.chunk(0..4, 2, true), 2..4);
        assert_eq!(batch.chunk(0..2, 1, true), 1..2);
    }
}
