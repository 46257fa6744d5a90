//! From a form to its vector: embedding tables, one projection, layer normalisation.

use std::collections::HashMap;

use crate::Error;
use crate::file::{File, Matrix};
use crate::isa::Level;
use crate::quantised::Affine;
use crate::rows::Rows;
use crate::word::{Features, GRAMS, P3, S2, S3, S4};

/// The tables that know forms.
#[derive(Debug)]
pub(crate) struct Vectors {
    words: HashMap<Box<str>, usize>,
    shapes: HashMap<Box<str>, usize>,
    word: Matrix,
    s2: Matrix,
    s3: Matrix,
    s4: Matrix,
    p3: Matrix,
    shape: Matrix,
    grams: Matrix,
    project: Affine,
    gain: Vec<f32>,
    shift: Vec<f32>,
    level: Level,
}

impl Vectors {
    pub(crate) fn load(level: Level, file: &File) -> Result<Self, Error> {
        let index = |name: &str| -> Result<HashMap<Box<str>, usize>, Error> {
            Ok(file.strings(name)?.into_iter().enumerate().map(|(i, s)| (s.into(), i)).collect())
        };
        let table = |name: &str, rows: usize| -> Result<Matrix, Error> {
            let table = file.matrix(name)?;
            if table.rows == rows { Ok(table) } else { Err(Error::section(name, "has wrong rows")) }
        };
        let (words, shapes) = (index("words")?, index("shapes")?);
        // Row 0 stands for unknown forms, so there must be one.
        if words.is_empty() || shapes.is_empty() {
            return Err(Error::section("words", "is empty"));
        }
        let word = table("emb.word", file.strings("words")?.len())?;
        let shape = table("emb.shape", file.strings("shapes")?.len())?;
        let [s2, s3] = [table("emb.s2", S2)?, table("emb.s3", S3)?];
        let [s4, p3] = [table("emb.s4", S4)?, table("emb.p3", P3)?];
        let grams = table("emb.ng", GRAMS)?;
        let inner = [&word, &s2, &s3, &s4, &p3, &shape, &grams].iter().map(|t| t.cols).sum();
        let width = file.matrix("proj.w")?.cols;
        let project =
            Affine::new(level, &file.sized("proj.w", inner, width)?, file.vector("proj.b", width)?);
        let (gain, shift) = (file.vector("norm.g", width)?, file.vector("norm.b", width)?);
        Ok(Self { words, shapes, word, s2, s3, s4, p3, shape, grams, project, gain, shift, level })
    }

    /// Numbers per word.
    pub(crate) const fn width(&self) -> usize {
        self.project.cols()
    }

    /// The vector of a form, appended to `out`.
    fn compute(&self, form: &str, scratch: &mut Scratch, out: &mut Vec<f32>) {
        let features = Features::of(form);
        let word = self.words.get(&*features.key).copied().unwrap_or(0);
        let shape = self.shapes.get(&*features.shape).copied().unwrap_or(0);
        let x = &mut scratch.input;
        x.clear();
        x.extend_from_slice(self.word.row(word));
        x.extend_from_slice(self.s2.row(features.s2));
        x.extend_from_slice(self.s3.row(features.s3));
        x.extend_from_slice(self.s4.row(features.s4));
        x.extend_from_slice(self.p3.row(features.p3));
        x.extend_from_slice(self.shape.row(shape));
        let first = x.len();
        x.resize(first + self.grams.cols, 0.0);
        for &gram in &features.grams {
            for (sum, value) in x[first..].iter_mut().zip(self.grams.row(gram)) {
                *sum += value;
            }
        }
        let count = number(features.grams.len());
        for sum in &mut x[first..] {
            *sum /= count;
        }
        scratch.rows.fill(self.level, x, x.len());
        self.project.apply(scratch.rows.all(), &mut scratch.output);
        self.normalise(&mut scratch.output);
        out.extend_from_slice(&scratch.output);
    }

    /// Rectifies, then brings to mean 0 and variance 1, then scales.
    fn normalise(&self, values: &mut [f32]) {
        let count = number(values.len());
        for value in values.iter_mut() {
            *value = if *value > 0.0 { *value } else { 0.0 };
        }
        let mean = values.iter().sum::<f32>() / count;
        let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / count;
        let scale = 1.0 / (variance + 1e-5).sqrt();
        for ((value, gain), shift) in values.iter_mut().zip(&self.gain).zip(&self.shift) {
            *value = (*value - mean) * scale * gain + shift;
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are small")]
fn number(count: usize) -> f32 {
    count as f32
}

#[derive(Debug, Default)]
struct Scratch {
    input: Vec<f32>,
    rows: Rows,
    output: Vec<f32>,
}

/// Vectors of the forms met so far, each computed once.
#[derive(Debug)]
pub(crate) struct Cache<'a> {
    vectors: &'a Vectors,
    known: HashMap<Box<str>, usize>,
    rows: Vec<f32>,
    scratch: Scratch,
}

impl<'a> Cache<'a> {
    /// Forms kept before the cache starts afresh: bounds its memory to some 30 MB.
    const LIMIT: usize = 40_000;

    pub(crate) fn new(vectors: &'a Vectors) -> Self {
        let (known, rows, scratch) = (HashMap::new(), Vec::new(), Scratch::default());
        Self { vectors, known, rows, scratch }
    }

    /// The vector of a form.
    pub(crate) fn get(&mut self, form: &str) -> &[f32] {
        let width = self.vectors.width();
        let index = if let Some(&index) = self.known.get(form) {
            index
        } else {
            if self.known.len() >= Self::LIMIT {
                self.known.clear();
                self.rows.clear();
            }
            let index = self.known.len();
            self.vectors.compute(form, &mut self.scratch, &mut self.rows);
            self.known.insert(form.into(), index);
            index
        };
        &self.rows[index * width..(index + 1) * width]
    }
}
