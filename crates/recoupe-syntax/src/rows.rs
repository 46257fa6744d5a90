//! Rows of floats as integers of 8 bits with a scale for each row.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

use crate::isa::{Isa, Job, LANES, Level};

/// The largest magnitude of a number.
pub(crate) const TOP: f32 = 127.0;
/// 1.5 × 2²³: adding it rounds to an integer that sits in the low bits.
const ROUND: f32 = 12_582_912.0;
/// What is smaller is taken for zero, so that one may divide by it.
pub(crate) const TINY: f32 = 1e-30;
/// The nearest integer, for |x| < 2²².
#[inline(always)]
pub(crate) fn round(x: f32) -> i32 {
    (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()).cast_signed()
}

/// Rows of numbers, each with a scale.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    groups: usize,
    numbers: Vec<[u8; 4]>,
    scales: Vec<f32>,
}

/// Some rows of [`Rows`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice<'a> {
    groups: usize,
    numbers: &'a [[u8; 4]],
    scales: &'a [f32],
}

impl<'a> Slice<'a> {
    pub(crate) const fn len(&self) -> usize {
        self.scales.len()
    }

    #[inline(always)]
    pub(crate) fn range(&self, rows: std::ops::Range<usize>) -> Self {
        let numbers = &self.numbers[rows.start * self.groups..rows.end * self.groups];
        Slice { groups: self.groups, numbers, scales: &self.scales[rows] }
    }

    pub(crate) const fn groups(&self) -> usize {
        self.groups
    }

    #[inline(always)]
    pub(crate) const fn numbers(&self) -> &'a [[u8; 4]] {
        self.numbers
    }

    #[inline(always)]
    pub(crate) fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }
}

impl Rows {
    /// Takes the rows of `width` floats that `x` holds one after the other.
    pub(crate) fn fill(&mut self, level: Level, x: &[f32], width: usize) {
        self.clear();
        self.append(level, x, width);
    }

    /// Takes all rows out.
    pub(crate) fn clear(&mut self) {
        self.numbers.clear();
        self.scales.clear();
    }

    /// The same after those that are here, of the same width.
    pub(crate) fn append(&mut self, level: Level, x: &[f32], width: usize) {
        level.run(Append { width, x, rows: self });
    }

    /// Rows of zeros that [`store_unit`] will fill.
    pub(crate) fn units(&mut self, level: Level, count: usize, width: usize) {
        self.clear();
        level.run(Units { count, width, rows: self });
    }

    /// The rows, for [`store_unit`].
    pub(crate) fn each(&mut self) -> std::slice::ChunksExactMut<'_, [u8; 4]> {
        self.numbers.chunks_exact_mut(self.groups)
    }

    pub(crate) fn all(&self) -> Slice<'_> {
        Slice { groups: self.groups, numbers: &self.numbers, scales: &self.scales }
    }

    pub(crate) fn range(&self, rows: std::ops::Range<usize>) -> Slice<'_> {
        self.all().range(rows)
    }
}

struct Units<'a> {
    count: usize,
    width: usize,
    rows: &'a mut Rows,
}

impl Job for Units<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let rows = self.rows;
        rows.groups = self.width.div_ceil(I::GROUP);
        let zeros = isa.group([I::OFFSET; 4]).to_le_bytes();
        rows.numbers.resize(self.count * rows.groups, zeros);
        rows.scales.resize(self.count, 1.0 / TOP);
    }
}

/// Stores floats in [-1, 1] in a row of [`Rows::units`].
#[inline(always)]
pub(crate) fn store_unit<I: Isa>(isa: I, x: &[f32], row: &mut [[u8; 4]]) {
    store(isa, x, TOP, row);
}

/// Stores the products of floats and a factor.
#[inline(always)]
fn store<I: Isa>(_: I, x: &[f32], factor: f32, row: &mut [[u8; 4]]) {
    let number = |x: f32| round(x * factor) + I::OFFSET;
    let row = row.as_flattened_mut();
    if I::GROUP == 2 {
        for (slot, x) in row.as_chunks_mut::<2>().0.iter_mut().zip(x) {
            *slot = (number(*x) as i16).to_le_bytes();
        }
    } else {
        for (slot, x) in row.iter_mut().zip(x) {
            *slot = number(*x).to_le_bytes()[0];
        }
    }
}

struct Append<'a> {
    width: usize,
    x: &'a [f32],
    rows: &'a mut Rows,
}

impl Job for Append<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { width, x, rows } = self;
        rows.groups = width.div_ceil(I::GROUP);
        let (first, count) = (rows.scales.len(), x.len() / width);
        let zeros = isa.group([I::OFFSET; 4]).to_le_bytes();
        rows.numbers.resize((first + count) * rows.groups, zeros);
        rows.scales.resize(first + count, 0.0);
        let targets = rows.numbers[first * rows.groups..].chunks_exact_mut(rows.groups);
        let targets = targets.zip(&mut rows.scales[first..]);
        for (x, (row, scale)) in x.chunks_exact(width).zip(targets) {
            let top = top(x);
            store(isa, x, if top > TINY { TOP / top } else { 0.0 }, row);
            *scale = top / TOP;
        }
    }
}

/// The largest magnitude.
#[inline(always)]
pub(crate) fn top(x: &[f32]) -> f32 {
    let (lanes, rest) = x.as_chunks::<LANES>();
    let mut tops = [0.0f32; LANES];
    for lane in lanes {
        for j in 0..LANES {
            let x = lane[j].abs();
            tops[j] = if x > tops[j] { x } else { tops[j] };
        }
    }
    let mut top = 0.0;
    for x in tops.iter().chain(rest) {
        top = if x.abs() > top { x.abs() } else { top };
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_even() {
        for (x, number) in [(0.4, 0), (0.5, 0), (1.5, 2), (-2.5, -2), (-126.6, -127), (127.0, 127)]
        {
            assert_eq!(round(x), number);
        }
    }

    #[test]
    fn scales_and_padding() {
        for level in Level::all() {
            let mut rows = Rows::default();
            rows.fill(level, &[0.0, 0.0, 0.0, -2.0, 1.0, 2.0], 3);
            assert_eq!(rows.all().len(), 2);
            let scales = [0, 1].map(|row| rows.all().scale(row).to_bits());
            assert_eq!(scales, [0.0, 2.0 / 127.0].map(f32::to_bits));
            let numbers = rows.range(1..2).numbers().as_flattened();
            if numbers.len() == 4 {
                assert_eq!(numbers, [1, 128 + 64, 255, 128], "{level:?}");
            } else {
                let sixteen: Vec<i16> =
                    numbers.as_chunks::<2>().0.iter().map(|two| i16::from_le_bytes(*two)).collect();
                assert_eq!(sixteen, [-127, 64, 127, 0], "{level:?}");
            }
        }
    }
}
