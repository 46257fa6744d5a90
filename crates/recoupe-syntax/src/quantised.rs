//! Matrix products in integers.
//!
//! A number is an integer from -127 to 127 times a scale: one for each row of input, one for each
//! column of weights. It is rounded to the nearest, halves to even. Sums of products fit into 32
//! bits (see [`MOST`]), so they are exact and their order is free. `sum as f32 * row scale * column
//! scale + base`, in this order, ends the work.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

use crate::file::Matrix;
use crate::isa::{Isa, Job, LANES, Level};

/// The largest magnitude of a number.
const TOP: f32 = 127.0;
/// The most products that are summed: with an offset of 128 on one side, each is at most 255 × 127,
/// and what takes the offset back out is at most 128 × 127.
const MOST: usize = i32::MAX as usize / ((255 + 128) * 127);
/// 1.5 × 2²³: adding it rounds to an integer that sits in the low bits.
const ROUND: f32 = 12_582_912.0;
/// What is smaller is taken for zero, so that one may divide by it.
const TINY: f32 = 1e-30;
/// Rows that go through all panels together, so that they stay in a near cache.
const BLOCK: usize = 64;

/// The nearest integer, for |x| < 2²².
#[inline(always)]
fn round(x: f32) -> i32 {
    ((x + ROUND).to_bits() as i32).wrapping_sub(0x4b40_0000)
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
        self.numbers.clear();
        self.scales.clear();
        self.append(level, x, width);
    }

    /// The same after those that are here, of the same width.
    pub(crate) fn append(&mut self, level: Level, x: &[f32], width: usize) {
        level.run(Append { width, x, rows: self });
    }

    /// Rows of zeros that [`store_unit`] will fill.
    pub(crate) fn units(&mut self, level: Level, count: usize, width: usize) {
        self.numbers.clear();
        self.scales.clear();
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
            *slot = number(*x) as u8;
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
fn top(x: &[f32]) -> f32 {
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
    fn run<I: Isa>(self, isa: I) {
        let Self { source: Source { data, rows, cols, stride }, matrix } = self;
        assert!(rows <= MOST, "the file is too small for such a matrix");
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
                factors[j] = if tops[j] > TINY { TOP / tops[j] } else { 0.0 };
            }
            for group in 0..matrix.groups {
                let mut numbers = [[0; 4]; LANES];
                for i in 0..I::GROUP.min(rows - group * I::GROUP) {
                    let x = lane(group * I::GROUP + i);
                    for j in 0..LANES {
                        numbers[j][i] = round(x[j] * factors[j]);
                        sums[j] += numbers[j][i];
                    }
                }
                let mut columns = [0; LANES];
                for j in 0..LANES {
                    columns[j] = isa.group(numbers[j]);
                }
                matrix.panels.push(columns);
            }
            matrix.starts.push(sums.map(|sum| -I::OFFSET * sum));
            matrix.scales.push(tops.map(|top| top / TOP));
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
        debug_assert_eq!(matrix.groups, x.groups);
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
        let scale = self.panel.scale;
        for r in 0..R {
            let row = &mut out[r * self.cols..][..self.cols];
            let width = LANES.min(self.cols - self.first);
            let row = &mut row[self.first..self.first + width];
            let mut base = match self.bias {
                Some(bias) => load(&bias[self.first..self.first + width]),
                None => load(row),
            };
            for j in 0..LANES {
                base[j] += sums[r][j] as f32 * x.scale(r) * scale[j];
            }
            match row.first_chunk_mut::<LANES>() {
                Some(row) => *row = base,
                None => row.copy_from_slice(&base[..width]),
            }
        }
        R
    }
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
