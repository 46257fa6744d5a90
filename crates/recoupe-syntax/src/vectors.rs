//! From a form to its vector: embedding tables, one projection, layer normalisation.

use std::collections::HashMap;

use crate::Error;
use crate::file::{File, Table};
use crate::isa::Level;
use crate::linear::Packed;
use crate::word::{Features, GRAMS, P3, S2, S3, S4, hash};

/// The tables that know forms.
#[derive(Debug)]
pub(crate) struct Vectors {
    words: HashMap<Box<str>, usize>,
    shapes: HashMap<Box<str>, usize>,
    word: Table,
    s2: Table,
    s3: Table,
    s4: Table,
    p3: Table,
    shape: Table,
    grams: Table,
    raw: Option<Raw>,
    /// Not in integers, as the rest of the network is: it runs once a form, and its input is wide.
    project: Packed,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    level: Level,
}

/// Vectors that others learned from raw text, of far more words than the treebanks have.
#[derive(Debug)]
struct Raw {
    /// Hashes of the keys of forms, rising, with their rows.
    places: Vec<(u32, u16)>,
    table: Table,
}

impl Raw {
    fn load(file: &File) -> Result<Option<Self>, Error> {
        if !file.has("emb.raw") {
            return Ok(None);
        }
        let table = file.table("emb.raw")?;
        let places = file.hashes("raw", table.rows())?;
        Ok(Some(Self { places, table }))
    }

    /// The row of a key; that of unknown ones is 0.
    fn place(&self, key: &str) -> usize {
        let hash = hash("r", key);
        let found = self.places.binary_search_by_key(&hash, |place| place.0);
        found.map_or(0, |i| usize::from(self.places[i].1))
    }
}

impl Vectors {
    pub(crate) fn load(level: Level, file: &File) -> Result<Self, Error> {
        let index = |name: &str| -> Result<HashMap<Box<str>, usize>, Error> {
            Ok(file.strings(name)?.into_iter().enumerate().map(|(i, s)| (s.into(), i)).collect())
        };
        let table = |name: &str, rows: usize| -> Result<Table, Error> {
            let table = file.table(name)?;
            if table.rows() == rows {
                Ok(table)
            } else {
                Err(Error::section(name, "has wrong rows"))
            }
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
        let raw = Raw::load(file)?;
        let tables = [&word, &s2, &s3, &s4, &p3, &shape, &grams];
        let tables = tables.into_iter().chain(raw.as_ref().map(|raw| &raw.table));
        let inner = tables.map(|table| table.cols).sum();
        let width = file.matrix("proj.w")?.cols;
        let project = Packed::new(&file.sized("proj.w", inner, width)?);
        let bias = file.vector("proj.b", width)?;
        let (gain, shift) = (file.vector("norm.g", width)?, file.vector("norm.b", width)?);
        Ok(Self {
            words,
            shapes,
            word,
            s2,
            s3,
            s4,
            p3,
            shape,
            grams,
            raw,
            project,
            bias,
            gain,
            shift,
            level,
        })
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
        x.extend(self.word.row(word));
        x.extend(self.s2.row(features.s2));
        x.extend(self.s3.row(features.s3));
        x.extend(self.s4.row(features.s4));
        x.extend(self.p3.row(features.p3));
        x.extend(self.shape.row(shape));
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
        if let Some(raw) = &self.raw {
            x.extend(raw.table.row(raw.place(&features.key)));
        }
        scratch.output.clone_from(&self.bias);
        self.project.add_product(self.level, x, &mut scratch.output);
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
