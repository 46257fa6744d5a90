//! Label scores: a table of weights between dependent, head and label.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

use crate::file::Matrix;
use crate::isa::{Isa, Job, LANES, Level};
use crate::quantised::{Quantised, Source, float, load, sums};
use crate::rows::Slice;

/// For every number of a head view a matrix from dependent view to labels.
///
/// The score of a label is the sum over the head's numbers `h` of `h * (dependent · matrix +
/// bias)`, then the same without `h` for the last matrix, which comes first in the sum.
#[derive(Debug)]
pub(crate) struct Labels {
    level: Level,
    count: usize,
    slices: Vec<Part>,
}

/// The matrix of one number, or of the constant.
#[derive(Debug)]
struct Part {
    weight: Quantised,
    bias: Vec<[f32; LANES]>,
}

impl Labels {
    /// Of a table with a row for each number of a dependent and one for the bias, and columns for
    /// each number of a head and the constant, times the labels.
    pub(crate) fn new(level: Level, table: &Matrix, labels: usize) -> Self {
        let (rows, stride) = (table.rows - 1, table.cols);
        let part = |first: usize| {
            let source = Source { data: &table.data[first..], rows, cols: labels, stride };
            let bias = &table.data[rows * stride + first..][..labels];
            let bias = bias.chunks(LANES).map(load).collect();
            Part { weight: Quantised::new(level, source), bias }
        };
        let slices = (0..stride).step_by(labels).map(part).collect();
        Self { level, count: labels, slices }
    }

    /// Scores of all labels for each dependent, whose head view `head` tells.
    pub(crate) fn scores<'a>(
        &self,
        x: Slice,
        head: impl Fn(usize) -> &'a [f32],
        out: &mut Vec<f32>,
    ) {
        out.resize(x.len() * self.count, 0.0);
        self.level.run(Scores { labels: self, x, head, out });
    }
}

struct Scores<'a, F> {
    labels: &'a Labels,
    x: Slice<'a>,
    head: F,
    out: &'a mut [f32],
}

impl<'a, F: Fn(usize) -> &'a [f32]> Job for Scores<'_, F> {
    #[inline(always)]
    fn run<I: Isa>(mut self, isa: I) {
        /// Rows whose weights are read once: the table is larger than a near cache.
        const BLOCK: usize = 64;
        for start in (0..self.x.len()).step_by(BLOCK) {
            let end = self.x.len().min(start + BLOCK);
            for panel in 0..self.labels.count.div_ceil(LANES) {
                let mut row = start;
                while row < end {
                    row += match end - row {
                        8.. if I::ROWS == 8 => self.rows::<I, 8>(isa, panel, row),
                        4.. => self.rows::<I, 4>(isa, panel, row),
                        _ => self.rows::<I, 1>(isa, panel, row),
                    };
                }
            }
        }
    }
}

impl<'a, F: Fn(usize) -> &'a [f32]> Scores<'_, F> {
    #[inline(always)]
    fn rows<I: Isa, const R: usize>(&mut self, isa: I, panel: usize, first: usize) -> usize {
        let (slices, labels) = (&self.labels.slices, self.labels.count);
        let Some((last, slices)) = slices.split_last() else { return R };
        let x = self.x.range(first..first + R);
        let mut scores = [[0.0; LANES]; R];
        let mut heads = [&[][..]; R];
        for (r, head) in heads.iter_mut().enumerate() {
            *head = &(self.head)(first + r)[..slices.len()];
        }
        let parts = std::iter::once(last).chain(slices);
        for (i, part) in parts.enumerate() {
            let (weight, bias) = (part.weight.panel(panel), &part.bias[panel]);
            let sums = sums::<I, R>(isa, weight, x.numbers());
            for r in 0..R {
                let h = if i == 0 { 1.0 } else { heads[r][i - 1] };
                for j in 0..LANES {
                    scores[r][j] +=
                        h * (float(sums[r][j]) * x.scale(r) * weight.scale[j] + bias[j]);
                }
            }
        }
        let column = panel * LANES;
        let width = LANES.min(labels - column);
        for (r, scores) in scores.iter().enumerate() {
            let row = &mut self.out[(first + r) * labels + column..][..width];
            row.copy_from_slice(&scores[..width]);
        }
        R
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
mod tests {
    use super::*;
    use crate::rows::Rows;

    #[test]
    fn the_same_bits_on_all_vector_units() {
        let (inner, width, labels, count) = (13, 7, 21, 19);
        let value = |i: usize| ((i * 7919 % 199) as f32 - 99.0) * 0.01;
        let cols = (width + 1) * labels;
        let data: Vec<f32> = (0..(inner + 1) * cols).map(value).collect();
        let table = Matrix { rows: inner + 1, cols, data };
        let x: Vec<f32> = (0..count * inner).map(|i| value(i + 17)).collect();
        let heads: Vec<f32> = (0..count * width).map(|i| value(i + 5)).collect();
        let head = |row: usize| &heads[row * width..(row + 1) * width];
        let mut expected: Option<Vec<u32>> = None;
        for level in Level::all() {
            let (mut rows, mut out) = (Rows::default(), Vec::new());
            rows.fill(level, &x, inner);
            let scorer = Labels::new(level, &table, labels);
            scorer.scores(rows.all(), head, &mut out);
            let bits: Vec<u32> = out.iter().map(|x| x.to_bits()).collect();
            assert_eq!(*expected.get_or_insert_with(|| bits.clone()), bits, "{level:?}");
            for (row, found) in out.chunks(labels).enumerate() {
                let x: Vec<f32> =
                    x[row * inner..(row + 1) * inner].iter().chain(&[1.0]).copied().collect();
                let h: Vec<f32> = head(row).iter().chain(&[1.0]).copied().collect();
                for (label, found) in found.iter().enumerate() {
                    let cell = |i: usize, j: usize| x[i] * h[j] * table.row(i)[j * labels + label];
                    let real: f32 = (0..x.len())
                        .flat_map(|i| (0..h.len()).map(move |j| (i, j)))
                        .map(|(i, j)| cell(i, j))
                        .sum();
                    assert!((found - real).abs() < 0.1, "{found} {real}");
                }
            }
        }
    }
}
