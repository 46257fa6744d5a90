//! Matrix products in integers.
//!
//! A number is an integer from -127 to 127 times a scale: one for each row of input, one for each
//! column of weights. It is rounded to the nearest, halves to even. Sums of products fit into 32
//! bits (see [`MOST`]), so they are exact and their order is free. `sum as f32 * row scale * column
//! scale + base`, in this order, ends the work.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

use crate::file::Matrix;
use crate::isa::{Isa, Job, LANES, Level};
use crate::rows::{Slice, TINY, TOP, round};

/// The most products that are summed: with an offset of 128 on one side, each is at most 255 × 127,
/// and what takes the offset back out is at most 128 × 127.
const MOST: usize = i32::MAX as usize / ((255 + 128) * 127);
/// Rows that go through all panels together, so that they stay in a near cache.
const BLOCK: usize = 64;

/// A matrix of integers laid out for multiplication from the left, in panels of columns.
#[derive(Debug)]
pub(crate) struct Quantised {
    level: Level,
    groups: usize,
    cols: usize,
    panels: Vec<[i32; LANES]>,
    /// What the sums of a column start from, to take the offset of the rows back out.
    starts: Vec<[i32; LANES]>,
    scales: Vec<[f32; LANES]>,
}

/// Weights in a larger array: `rows` times `cols` of them, rows `stride` apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) data: &'a [f32],
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) stride: usize,
}

impl<'a> Source<'a> {
    pub(crate) fn all(matrix: &'a Matrix) -> Self {
        let (rows, cols) = (matrix.rows, matrix.cols);
        Self { data: &matrix.data, rows, cols, stride: cols }
    }
}

/// The weights of [`LANES`] columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Panel<'a> {
    groups: &'a [[i32; LANES]],
    start: &'a [i32; LANES],
    pub(crate) scale: &'a [f32; LANES],
}

impl Quantised {
    pub(crate) fn new(level: Level, source: Source) -> Self {
        let (panels, starts, scales) = (Vec::new(), Vec::new(), Vec::new());
        let mut matrix = Self { level, groups: 0, cols: source.cols, panels, starts, scales };
        level.run(Quantise { source, matrix: &mut matrix });
        matrix
    }

    pub(crate) const fn cols(&self) -> usize {
        self.cols
    }

    #[inline(always)]
    pub(crate) fn panel(&self, index: usize) -> Panel<'_> {
        Panel {
            groups: &self.panels[index * self.groups..][..self.groups],
            start: &self.starts[index],
            scale: &self.scales[index],
        }
    }

    /// `out = x · self + bias`.
    pub(crate) fn affine(&self, x: Slice, bias: &[f32], out: &mut Vec<f32>) {
        out.resize(x.len() * self.cols, 0.0);
        self.level.run(Product { matrix: self, x, bias: Some(bias), out });
    }

    /// `out += x · self`.
    pub(crate) fn add_product(&self, x: Slice, out: &mut [f32]) {
        self.level.run(Product { matrix: self, x, bias: None, out });
    }
}

/// Brings columns to integers, [`LANES`] of them at a time.
struct Quantise<'a> {
    source: Source<'a>,
    matrix: &'a mut Quantised,
}

impl Job for Quantise<'_> {
    #[inline(always)]
    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    fn run<I: Isa>(self, isa: I) {
        let Self { source: Source { data, rows, cols, stride }, matrix } = self;
        // Fewer bits where there are more products than usual, so that sums always fit.
        let cap = TOP.min(((127 * MOST) / rows.max(1)) as f32);
        debug_assert!(rows as f32 * cap <= 127.0 * MOST as f32);
        matrix.groups = rows.div_ceil(I::GROUP);
        matrix.panels.reserve(matrix.groups * cols.div_ceil(LANES));
        for first in (0..cols).step_by(LANES) {
            let width = LANES.min(cols - first);
            let lane = |row: usize| load(&data[row * stride + first..][..width]);
            let mut tops = [0.0f32; LANES];
            for row in 0..rows {
                let x = lane(row);
                for j in 0..LANES {
                    tops[j] = if x[j].abs() > tops[j] { x[j].abs() } else { tops[j] };
                }
            }
            let (mut factors, mut sums) = ([0.0; LANES], [0i32; LANES]);
            for j in 0..LANES {
                factors[j] = if tops[j] > TINY { cap / tops[j] } else { 0.0 };
            }
            for group in 0..matrix.groups {
                let first = group * I::GROUP;
                let mut numbers = [[0; LANES]; 4];
                for (numbers, row) in numbers.iter_mut().zip(first..rows.min(first + I::GROUP)) {
                    let x = lane(row);
                    for j in 0..LANES {
                        numbers[j] = round(x[j] * factors[j]);
                        sums[j] += numbers[j];
                    }
                }
                let [a, b, c, d] = numbers;
                let mut columns = [0; LANES];
                for j in 0..LANES {
                    columns[j] = isa.group([a[j], b[j], c[j], d[j]]);
                }
                matrix.panels.push(columns);
            }
            matrix.starts.push(sums.map(|sum| -I::OFFSET * sum));
            matrix.scales.push(tops.map(|top| if cap > 0.0 { top / cap } else { 0.0 }));
        }
    }
}

struct Product<'a> {
    matrix: &'a Quantised,
    x: Slice<'a>,
    bias: Option<&'a [f32]>,
    out: &'a mut [f32],
}

impl Job for Product<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { matrix, x, bias, out } = self;
        debug_assert_eq!(matrix.groups, x.groups());
        let cols = matrix.cols;
        for (block, out) in out.chunks_mut(cols * BLOCK).enumerate() {
            let x = x.range(block * BLOCK..x.len().min((block + 1) * BLOCK));
            for p in 0..matrix.scales.len() {
                let panel = matrix.panel(p);
                let target = Target { bias, cols, first: p * LANES, panel };
                let mut row = 0;
                while row < x.len() {
                    let out = &mut out[row * cols..];
                    row += match x.len() - row {
                        8.. if I::ROWS == 8 => target.rows::<I, 8>(isa, x.range(row..row + 8), out),
                        4.. => target.rows::<I, 4>(isa, x.range(row..row + 4), out),
                        2.. => target.rows::<I, 2>(isa, x.range(row..row + 2), out),
                        _ => target.rows::<I, 1>(isa, x.range(row..row + 1), out),
                    };
                }
            }
        }
    }
}

/// Where the sums of a panel go.
struct Target<'a> {
    bias: Option<&'a [f32]>,
    cols: usize,
    first: usize,
    panel: Panel<'a>,
}

impl Target<'_> {
    /// Computes some rows; how many.
    #[inline(always)]
    fn rows<I: Isa, const R: usize>(&self, isa: I, x: Slice, out: &mut [f32]) -> usize {
        let sums = sums::<I, R>(isa, self.panel, x.numbers());
        let width = LANES.min(self.cols - self.first);
        for (r, (sums, row)) in sums.iter().zip(out.chunks_exact_mut(self.cols)).enumerate() {
            let row = &mut row[self.first..self.first + width];
            let bias = self.bias.map(|bias| &bias[self.first..self.first + width]);
            if let Some(row) = row.first_chunk_mut::<LANES>() {
                if let Some(bias) = bias.and_then(|bias| bias.first_chunk::<LANES>()) {
                    *row = *bias;
                }
                self.finish(sums, x.scale(r), row);
            } else {
                let mut whole = load(bias.unwrap_or(row));
                self.finish(sums, x.scale(r), &mut whole);
                row.copy_from_slice(&whole[..width]);
            }
        }
        R
    }

    /// Adds what the sums stand for.
    #[inline(always)]
    fn finish(&self, sums: &[i32; LANES], scale: f32, row: &mut [f32; LANES]) {
        for ((value, sum), column) in row.iter_mut().zip(sums).zip(self.panel.scale) {
            *value += float(*sum) * scale * column;
        }
    }
}

/// The nearest float.
#[inline(always)]
#[allow(clippy::cast_precision_loss, reason = "rounded the same everywhere")]
pub(crate) fn float(sum: i32) -> f32 {
    sum as f32
}

/// Up to [`LANES`] numbers, then zeros; a full panel, the usual case, in registers.
#[inline(always)]
pub(crate) fn load(row: &[f32]) -> [f32; LANES] {
    if let Some(row) = row.first_chunk::<LANES>() {
        return *row;
    }
    let mut lane = [0.0; LANES];
    lane[..row.len()].copy_from_slice(row);
    lane
}

/// Sums of products of `R` rows and a panel.
#[inline(always)]
pub(crate) fn sums<I: Isa, const R: usize>(
    isa: I,
    panel: Panel,
    numbers: &[[u8; 4]],
) -> [[i32; LANES]; R] {
    let groups = panel.groups.len();
    let mut rows = [&numbers[..0]; R];
    for r in 0..R {
        rows[r] = &numbers[r * groups..][..groups];
    }
    let mut chains = [isa.start(panel.start); R];
    for (k, columns) in panel.groups.iter().enumerate() {
        for r in 0..R {
            chains[r] = isa.add(chains[r], i32::from_le_bytes(rows[r][k]), columns);
        }
    }
    let mut out = [[0; LANES]; R];
    for r in 0..R {
        out[r] = isa.numbers(chains[r]);
    }
    out
}

/// A matrix with a bias.
#[derive(Debug)]
pub(crate) struct Affine {
    weight: Quantised,
    bias: Vec<f32>,
}

impl Affine {
    pub(crate) fn new(level: Level, weight: &Matrix, bias: Vec<f32>) -> Self {
        Self { weight: Quantised::new(level, Source::all(weight)), bias }
    }

    pub(crate) const fn cols(&self) -> usize {
        self.weight.cols()
    }

    pub(crate) fn apply(&self, x: Slice, out: &mut Vec<f32>) {
        self.weight.affine(x, &self.bias, out);
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "tests compare with floats")]
mod tests {
    use super::*;
    use crate::rows::{Rows, top};

    /// Numbers between -2 and 2 without a pattern.
    fn noise(len: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(seed | 1);
            f32::from((state >> 48) as u16) / 16_384.0 - 2.0
        };
        (0..len).map(|_| next()).collect()
    }

    fn product(level: Level, matrix: &Matrix, x: &[f32], bias: &[f32]) -> Vec<f32> {
        let weight = Quantised::new(level, Source::all(matrix));
        let (mut rows, mut out) = (Rows::default(), Vec::new());
        rows.fill(level, x, matrix.rows);
        weight.affine(rows.all(), bias, &mut out);
        weight.add_product(rows.all(), &mut out);
        out
    }

    fn bits(values: &[f32]) -> Vec<u32> {
        values.iter().map(|x| x.to_bits()).collect()
    }

    /// The definition, in wide integers.
    fn by_hand(matrix: &Matrix, x: &[f32], bias: &[f32]) -> Vec<f32> {
        let number = |x: f32, top: f32| if top > 0.0 { round(x * (TOP / top)) } else { 0 };
        let mut out = Vec::new();
        for x in x.chunks(matrix.rows) {
            for (col, bias) in bias.iter().enumerate() {
                let column: Vec<f32> = (0..matrix.rows).map(|row| matrix.row(row)[col]).collect();
                let (a, b) = (top(x), top(&column));
                let products = x
                    .iter()
                    .zip(&column)
                    .map(|(&x, &w)| i64::from(number(x, a)) * i64::from(number(w, b)));
                let sum = products.sum::<i64>() as f32 * (a / TOP) * (b / TOP);
                out.push(bias + sum + sum);
            }
        }
        out
    }

    #[test]
    fn the_same_bits_on_all_vector_units() {
        for (inner, cols, count) in [(1, 1, 1), (3, 17, 2), (37, 21, 9), (64, 48, 67), (161, 5, 15)]
        {
            let matrix = Matrix { rows: inner, cols, data: noise(inner * cols, 7) };
            let (mut x, bias) = (noise(count * inner, 5), noise(cols, 3));
            x[..inner].fill(0.0);
            let expected = bits(&by_hand(&matrix, &x, &bias));
            for level in Level::all() {
                assert_eq!(bits(&product(level, &matrix, &x, &bias)), expected, "{level:?}");
                for (x, expected) in x.chunks(inner).zip(expected.chunks(cols)) {
                    assert_eq!(bits(&product(level, &matrix, x, &bias)), expected, "{level:?}");
                }
            }
        }
    }

    #[test]
    fn close_to_products_of_floats() {
        let matrix = Matrix { rows: 160, cols: 16, data: noise(160 * 16, 11) };
        let x = noise(160, 13);
        let found = product(Level::best(), &matrix, &x, &[0.0; 16]);
        for (col, found) in found.iter().enumerate() {
            let real: f32 = x.iter().enumerate().map(|(i, x)| x * matrix.row(i)[col]).sum();
            assert!((found - 2.0 * real).abs() < 0.8, "{found} {real}");
        }
    }

    #[test]
    fn sums_fit() {
        for rows in [MOST, 3 * MOST] {
            let matrix = Matrix { rows, cols: 2, data: [1.0, -1.0].repeat(rows) };
            for level in Level::all() {
                for sign in [1.0, -1.0] {
                    let found = product(level, &matrix, &vec![sign; rows], &[0.0; 2]);
                    let whole = 2.0 * sign * rows as f32;
                    assert!((found[0] - whole).abs() < 1.0, "{found:?}");
                    assert_eq!(found[1].to_bits(), (-found[0]).to_bits());
                }
            }
        }
    }
}
