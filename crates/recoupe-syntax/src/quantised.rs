//! Matrix products in integers.
//!
//! Weights are integers of up to 16 bits with a scale for each column, the numbers of a row
//! integers of up to 13 bits with a scale for each row; both are rounded to the nearest, halves to
//! even. Their products are summed in 32 bits without overflow (see [`BUDGET`]), so the sum is
//! exact and its order free. `sum as f32 * row scale * column scale + base` ends the work.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

use crate::file::Matrix;
use crate::isa::{Isa, Job, LANES, Level, Pair, Weights};

/// The largest number of a row.
const TOP: f32 = 4095.0;
/// The most that the magnitudes of a column's weights may sum up to: with numbers up to [`TOP`]
/// no sum of products, in whatever order, leaves the range of `i32`.
const BUDGET: u32 = i32::MAX.unsigned_abs() / 4095;
/// 1.5 × 2²³: adding it rounds to an integer that sits in the low bits.
const ROUND: f32 = 12_582_912.0;
/// Rows whose largest number is below this are taken for zero.
const TINY: f32 = 1e-30;
/// Rows that go through all panels together, so that they stay in a near cache.
const BLOCK: usize = 64;

/// Rounds to the nearest integer; for |x| < 2²² and, here, results of 16 bits.
#[inline(always)]
fn round(x: f32) -> i16 {
    (x + ROUND).to_bits() as i16
}

/// Rows of numbers in [-1, 1] times the scale of their row.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pairs: usize,
    numbers: Vec<i16>,
    scales: Vec<f32>,
}

/// Some rows of [`Rows`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice<'a> {
    pairs: usize,
    numbers: &'a [i16],
    scales: &'a [f32],
}

impl<'a> Slice<'a> {
    pub(crate) const fn len(&self) -> usize {
        self.scales.len()
    }

    #[inline(always)]
    pub(crate) fn range(&self, rows: std::ops::Range<usize>) -> Self {
        let width = 2 * self.pairs;
        let numbers = &self.numbers[rows.start * width..rows.end * width];
        Slice { pairs: self.pairs, numbers, scales: &self.scales[rows] }
    }

    #[inline(always)]
    pub(crate) fn numbers(&self) -> &'a [Pair] {
        self.numbers.as_chunks::<2>().0
    }

    #[inline(always)]
    pub(crate) fn scale(&self, row: usize) -> f32 {
        self.scales[row]
    }
}

impl Rows {
    /// Takes the rows of `width` numbers that `x` holds one after the other.
    pub(crate) fn fill(&mut self, level: Level, x: &[f32], width: usize) {
        let width = width.max(1);
        let count = x.len() / width;
        self.resize(count, width);
        level.run(Fill { width, x, rows: self });
    }

    /// Zeros, for numbers in [-1, 1] to be set by [`Self::unit_rows`].
    pub(crate) fn units(&mut self, count: usize, width: usize) {
        self.numbers.clear();
        self.scales.clear();
        self.resize(count, width);
        self.scales.fill(1.0 / TOP);
    }

    fn resize(&mut self, count: usize, width: usize) {
        self.pairs = width.div_ceil(2);
        self.numbers.resize(count * 2 * self.pairs, 0);
        self.scales.resize(count, 0.0);
    }

    /// The numbers of a row and its padding, to be set by [`unit`].
    pub(crate) fn unit_rows(&mut self) -> std::slice::ChunksExactMut<'_, i16> {
        self.numbers.chunks_exact_mut(2 * self.pairs)
    }

    pub(crate) fn all(&self) -> Slice<'_> {
        Slice { pairs: self.pairs, numbers: &self.numbers, scales: &self.scales }
    }

    pub(crate) fn range(&self, rows: std::ops::Range<usize>) -> Slice<'_> {
        self.all().range(rows)
    }
}

/// A number in [-1, 1] for rows made by [`Rows::units`].
#[inline(always)]
pub(crate) fn unit(x: f32) -> i16 {
    round(x * TOP)
}

struct Fill<'a> {
    width: usize,
    x: &'a [f32],
    rows: &'a mut Rows,
}

impl Job for Fill<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let rows = self.rows.numbers.chunks_exact_mut(2 * self.rows.pairs);
        let rows = rows.zip(&mut self.rows.scales);
        for (x, (row, scale)) in self.x.chunks_exact(self.width).zip(rows) {
            let (lanes, rest) = x.as_chunks::<LANES>();
            let mut tops = [0.0f32; LANES];
            for lane in lanes {
                for (top, x) in tops.iter_mut().zip(lane) {
                    let x = x.abs();
                    *top = if x > *top { x } else { *top };
                }
            }
            let mut top = 0.0;
            for x in tops.iter().chain(rest) {
                let x = x.abs();
                top = if x > top { x } else { top };
            }
            let factor = if top > TINY { TOP / top } else { 0.0 };
            *scale = top / TOP;
            let (row, padding) = row.split_at_mut(self.width);
            for (number, x) in row.iter_mut().zip(x) {
                *number = round(x * factor);
            }
            padding.fill(0);
        }
    }
}

/// A matrix of integers laid out for multiplication from the left, in panels of columns.
#[derive(Debug)]
pub(crate) struct Quantised {
    level: Level,
    pairs: usize,
    cols: usize,
    panels: Vec<Weights>,
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

impl Quantised {
    pub(crate) fn new(level: Level, source: Source) -> Self {
        let (pairs, cols) = (source.rows.div_ceil(2), source.cols);
        let count = cols.div_ceil(LANES);
        let panels = vec![[0; 2 * LANES]; pairs * count];
        let scales = vec![[0.0; LANES]; count];
        let mut matrix = Self { level, pairs, cols, panels, scales };
        level.run(Quantise { source, matrix: &mut matrix });
        matrix
    }

    pub(crate) const fn cols(&self) -> usize {
        self.cols
    }

    /// The weights of some [`LANES`] columns, a row for each pair of inner indices, and scales.
    #[inline(always)]
    pub(crate) fn panel(&self, index: usize) -> (&[Weights], &[f32; LANES]) {
        (&self.panels[index * self.pairs..][..self.pairs], &self.scales[index])
    }

    /// `out = x · self + bias`.
    pub(crate) fn affine(&self, x: Slice, bias: &[f32], out: &mut Vec<f32>) {
        out.resize(x.scales.len() * self.cols, 0.0);
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
    fn run<I: Isa>(self, _: I) {
        let Source { data, rows, cols, stride } = self.source;
        let panels = self.matrix.panels.chunks_exact_mut(self.matrix.pairs.max(1));
        for (p, (panel, scale)) in panels.zip(&mut self.matrix.scales).enumerate() {
            let first = p * LANES;
            let width = LANES.min(cols - first);
            let lane = |row: usize| load(&data[row * stride + first..][..width]);
            let (mut tops, mut totals) = ([0.0f32; LANES], [0.0f32; LANES]);
            for row in 0..rows {
                let x = lane(row);
                for j in 0..LANES {
                    let x = x[j].abs();
                    tops[j] = if x > tops[j] { x } else { tops[j] };
                    totals[j] += x;
                }
            }
            let mut factors = [0.0; LANES];
            for j in 0..LANES {
                factors[j] = factor(tops[j], totals[j], rows);
            }
            loop {
                let mut sums = [0u32; LANES];
                for row in 0..rows {
                    let (x, pair) = (lane(row), &mut panel[row / 2]);
                    for j in 0..LANES {
                        let number = round(x[j] * factors[j]);
                        pair[2 * j + row % 2] = number;
                        sums[j] = sums[j].saturating_add(u32::from(number.unsigned_abs()));
                    }
                }
                // Rounding could at worst spoil the bound that the factor was made for.
                let mut fine = true;
                for j in 0..LANES {
                    if sums[j] > BUDGET {
                        (factors[j], fine) = (factors[j] * 0.5, false);
                    }
                }
                if fine {
                    break;
                }
            }
            for j in 0..LANES {
                scale[j] = if factors[j] > 0.0 { 1.0 / factors[j] } else { 0.0 };
            }
        }
    }
}

/// What to multiply a column of weights with, whose largest magnitude and sum of magnitudes are
/// given.
#[inline(always)]
fn factor(top: f32, total: f32, rows: usize) -> f32 {
    // Rounding adds up to a half to each weight; a thousandth allows for the error of the total.
    let room = (BUDGET as f32 - 0.5 * rows as f32) * 0.999;
    if top < TINY || room < 1.0 {
        return 0.0;
    }
    let (a, b) = (32_000.0 / top, room / total);
    if a < b { a } else { b }
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
        let (pairs, cols) = (matrix.pairs, matrix.cols);
        debug_assert_eq!(pairs, x.pairs);
        let blocks = x.numbers.chunks(2 * pairs * BLOCK).zip(x.scales.chunks(BLOCK));
        for ((numbers, scales), out) in blocks.zip(out.chunks_mut(cols * BLOCK)) {
            let numbers = numbers.as_chunks::<2>().0;
            for p in 0..matrix.scales.len() {
                let (panel, scale) = matrix.panel(p);
                let target = Target { bias, cols, first: p * LANES, scale };
                let mut row = 0;
                while row < scales.len() {
                    let left = scales.len() - row;
                    let (numbers, scales) = (&numbers[row * pairs..], &scales[row..]);
                    let out = &mut out[row * cols..];
                    if left >= 8 && I::ROWS == 8 {
                        target.store(scales, &sums::<I, 8, 1>(isa, panel, numbers), out);
                        row += 8;
                    } else if left >= 4 {
                        target.store(scales, &sums::<I, 4, 1>(isa, panel, numbers), out);
                        row += 4;
                    } else if left >= 2 {
                        target.store(scales, &sums::<I, 2, 2>(isa, panel, numbers), out);
                        row += 2;
                    } else {
                        target.store(scales, &sums::<I, 1, 4>(isa, panel, numbers), out);
                        row += 1;
                    }
                }
            }
        }
    }
}

/// Where sums go.
struct Target<'a> {
    bias: Option<&'a [f32]>,
    cols: usize,
    first: usize,
    scale: &'a [f32; LANES],
}

impl Target<'_> {
    #[inline(always)]
    fn store<const R: usize>(&self, scales: &[f32], sums: &[[i32; LANES]; R], out: &mut [f32]) {
        for r in 0..R {
            let row = &mut out[r * self.cols..][..self.cols];
            let width = LANES.min(self.cols - self.first);
            let row = &mut row[self.first..self.first + width];
            let mut base = match self.bias {
                Some(bias) => load(&bias[self.first..self.first + width]),
                None => load(row),
            };
            for j in 0..LANES {
                base[j] += sums[r][j] as f32 * scales[r] * self.scale[j];
            }
            match row.first_chunk_mut::<LANES>() {
                Some(row) => *row = base,
                None => row.copy_from_slice(&base[..width]),
            }
        }
    }
}

/// Up to [`LANES`] numbers, then zeros; a full panel, the usual case, in registers.
#[inline(always)]
pub(crate) fn load(row: &[f32]) -> [f32; LANES] {
    match row.first_chunk::<LANES>() {
        Some(row) => *row,
        None => {
            let mut lane = [0.0; LANES];
            lane[..row.len()].copy_from_slice(row);
            lane
        }
    }
}

/// Products of `R` rows and a panel, in `U` chains that hide the latency of additions.
#[inline(always)]
pub(crate) fn sums<I: Isa, const R: usize, const U: usize>(
    isa: I,
    panel: &[Weights],
    numbers: &[Pair],
) -> [[i32; LANES]; R] {
    let pairs = panel.len();
    let mut rows = [&numbers[..0]; R];
    for r in 0..R {
        rows[r] = &numbers[r * pairs..][..pairs];
    }
    let mut chains = [[isa.zero(); U]; R];
    let mut first = 0;
    while first + U <= pairs {
        for u in 0..U {
            for r in 0..R {
                chains[r][u] = isa.add(chains[r][u], rows[r][first + u], &panel[first + u]);
            }
        }
        first += U;
    }
    for k in first..pairs {
        for r in 0..R {
            chains[r][0] = isa.add(chains[r][0], rows[r][k], &panel[k]);
        }
    }
    let mut out = [[0; LANES]; R];
    for r in 0..R {
        let mut sum = chains[r][0];
        for chain in &chains[r][1..] {
            sum = isa.join(sum, *chain);
        }
        out[r] = isa.numbers(sum);
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
