//! Matrix products with a fixed order of summation.
//!
//! Every output is the sum over the inner index in rising order, starting from its initial value,
//! so it does not depend on the number of rows or on the machine. Lanes run over columns only.

use crate::file::Matrix;
use crate::isa::{Isa, Job, Level};

/// Columns of a panel: one AVX-512 register, two of AVX2, four of SSE or NEON.
const LANES: usize = 16;
/// Rows computed together, to use each loaded panel row several times.
const ROWS: usize = 4;

/// A matrix laid out for multiplication from the left: panels of [`LANES`] columns.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    inner: usize,
    cols: usize,
    panels: Vec<[f32; LANES]>,
}

impl Packed {
    pub(crate) fn new(matrix: &Matrix) -> Self {
        let mut packed = Self::default();
        packed.fill(matrix.rows, matrix.cols, |row, col| matrix.data[row * matrix.cols + col]);
        packed
    }

    /// Takes the cells from a function of row and column.
    pub(crate) fn fill(&mut self, rows: usize, cols: usize, cell: impl Fn(usize, usize) -> f32) {
        (self.inner, self.cols) = (rows, cols);
        self.panels.clear();
        for first in (0..cols).step_by(LANES) {
            let width = LANES.min(cols - first);
            for row in 0..rows {
                let mut lane = [0.0; LANES];
                for (j, slot) in lane[..width].iter_mut().enumerate() {
                    *slot = cell(row, first + j);
                }
                self.panels.push(lane);
            }
        }
    }

    pub(crate) const fn cols(&self) -> usize {
        self.cols
    }

    /// `out += x · self`; `x` and `out` hold whole rows one after the other.
    pub(crate) fn add_product(&self, level: Level, x: &[f32], out: &mut [f32]) {
        level.run(AddProduct { matrix: self, x, out });
    }

    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "must be compiled with the vector features of its caller"
    )]
    fn add_product_inline(&self, x: &[f32], out: &mut [f32]) {
        if self.inner == 0 {
            return;
        }
        for (p, panel) in self.panels.chunks_exact(self.inner).enumerate() {
            let first = p * LANES;
            let width = LANES.min(self.cols - first);
            let mut blocks = x.chunks_exact(self.inner * ROWS);
            let mut outs = out.chunks_exact_mut(self.cols * ROWS);
            for (rows, target) in (&mut blocks).zip(&mut outs) {
                four_rows(panel, self.inner, rows, target, self.cols, first, width);
            }
            let rest = outs.into_remainder().chunks_exact_mut(self.cols);
            for (row, target) in blocks.remainder().chunks_exact(self.inner).zip(rest) {
                one_row(panel, row, &mut target[first..first + width]);
            }
        }
    }
}

/// [`Packed::add_product`], inlined where vector features are on.
struct AddProduct<'a> {
    matrix: &'a Packed,
    x: &'a [f32],
    out: &'a mut [f32],
}

impl Job for AddProduct<'_> {
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "must be compiled with the vector features of its caller"
    )]
    fn run<I: Isa>(self, _: I) {
        self.matrix.add_product_inline(self.x, self.out);
    }
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
fn four_rows(
    panel: &[[f32; LANES]],
    inner: usize,
    rows: &[f32],
    out: &mut [f32],
    cols: usize,
    first: usize,
    width: usize,
) {
    let mut sums = [[0.0f32; LANES]; ROWS];
    for (sum, row) in sums.iter_mut().zip(out.chunks_exact(cols)) {
        load(sum, &row[first..first + width]);
    }
    let (a, rest) = rows.split_at(inner);
    let (b, rest) = rest.split_at(inner);
    let (c, d) = rest.split_at(inner);
    let [mut s0, mut s1, mut s2, mut s3] = sums;
    for ((((lane, &a), &b), &c), &d) in panel.iter().zip(a).zip(b).zip(c).zip(d) {
        for j in 0..LANES {
            s0[j] += a * lane[j];
            s1[j] += b * lane[j];
            s2[j] += c * lane[j];
            s3[j] += d * lane[j];
        }
    }
    for (sum, row) in [s0, s1, s2, s3].iter().zip(out.chunks_exact_mut(cols)) {
        store(sum, &mut row[first..first + width]);
    }
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
fn one_row(panel: &[[f32; LANES]], row: &[f32], out: &mut [f32]) {
    let mut sum = [0.0f32; LANES];
    load(&mut sum, out);
    for (lane, &a) in panel.iter().zip(row) {
        for j in 0..LANES {
            sum[j] += a * lane[j];
        }
    }
    store(&sum, out);
}

/// Copies up to [`LANES`] numbers; a full panel, the usual case, in registers.
#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
fn load(sum: &mut [f32; LANES], row: &[f32]) {
    match row.first_chunk::<LANES>() {
        Some(row) => *sum = *row,
        None => sum[..row.len()].copy_from_slice(row),
    }
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
fn store(sum: &[f32; LANES], row: &mut [f32]) {
    match row.first_chunk_mut::<LANES>() {
        Some(row) => *row = *sum,
        None => row.copy_from_slice(&sum[..row.len()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_for_any_number_of_rows() {
        let cell = |i: usize| f32::from(((i * 7919 + 13) % 101) as u8) * 0.037 - 1.9;
        let matrix = Matrix { rows: 37, cols: 21, data: (0..37 * 21).map(cell).collect() };
        let packed = Packed::new(&matrix);
        let x: Vec<f32> = (0..9 * 37).map(|i| cell(i + 5)).collect();
        let bias: Vec<f32> = (0..21).map(|i| cell(i + 3)).collect();
        let level = Level::best();
        let (mut all, mut one) = (Vec::new(), Vec::new());
        for _ in 0..9 {
            all.extend_from_slice(&bias);
        }
        packed.add_product(level, &x, &mut all);
        for (row, expected) in x.chunks(37).zip(all.chunks(21)) {
            for level in Level::all() {
                one.clone_from(&bias);
                packed.add_product(level, row, &mut one);
                assert_eq!(one, expected);
            }
            let by_hand = |c: usize| {
                row.iter().enumerate().fold(bias[c], |s, (i, a)| s + a * matrix.data[i * 21 + c])
            };
            assert_eq!(one, (0..21).map(by_hand).collect::<Vec<_>>());
        }
    }
}
