//! Scores of arcs between words, and labels of the chosen arcs.

use crate::Error;
use crate::batch::Batch;
use crate::file::File;
use crate::linear::{Affine, Packed};

/// Score of an arc from a word to itself, which is none.
pub(crate) const NEVER: f32 = -1.0e9;
/// Words whose label scores are computed together; bounds memory.
const BLOCK: usize = 64;

/// The two bilinear scorers.
#[derive(Debug)]
pub(crate) struct Biaffine {
    root: Vec<f32>,
    arc_head: Affine,
    arc_dependent: Affine,
    label_head: Affine,
    label_dependent: Affine,
    arc: Packed,
    label: Packed,
    labels: usize,
}

/// What the scorers need of every word, computed once per batch.
#[derive(Debug, Default)]
pub(crate) struct Views {
    arc_head: Vec<f32>,
    arc_query: Vec<f32>,
    label_head: Vec<f32>,
    label_dependent: Vec<f32>,
    root_arc: Vec<f32>,
    root_label: Vec<f32>,
}

impl Biaffine {
    pub(crate) fn load(file: &File, inner: usize, labels: usize) -> Result<Self, Error> {
        let affine = |name: &str| -> Result<Affine, Error> {
            let (weight, bias) = (format!("{name}.w"), format!("{name}.b"));
            let cols = file.matrix(&weight)?.cols;
            Ok(Affine::new(&file.sized(&weight, inner, cols)?, file.vector(&bias, cols)?))
        };
        let (arc_head, arc_dependent) = (affine("arc_h")?, affine("arc_d")?);
        let (label_head, label_dependent) = (affine("lab_h")?, affine("lab_d")?);
        let arc = file.sized("arc_u", arc_dependent.cols() + 1, arc_head.cols())?;
        let label =
            file.sized("lab_u", label_dependent.cols() + 1, (label_head.cols() + 1) * labels)?;
        Ok(Self {
            root: file.vector("root", inner)?,
            arc: Packed::new(&arc),
            label: Packed::new(&label),
            arc_head,
            arc_dependent,
            label_head,
            label_dependent,
            labels,
        })
    }

    /// Prepares the rows `x` of a batch.
    pub(crate) fn views(&self, x: &[f32]) -> Views {
        let mut views = Views::default();
        let view = |affine: &Affine, x: &[f32], out: &mut Vec<f32>| {
            affine.apply(x, out);
            // Leaky rectifier.
            for v in out {
                *v = if *v > 0.0 { *v } else { *v * 0.1 };
            }
        };
        view(&self.arc_head, x, &mut views.arc_head);
        view(&self.label_head, x, &mut views.label_head);
        view(&self.arc_head, &self.root, &mut views.root_arc);
        view(&self.label_head, &self.root, &mut views.root_label);
        let mut plain = Vec::new();
        view(&self.arc_dependent, x, &mut plain);
        let with_one = append_one(&plain, self.arc_dependent.cols());
        let rows = with_one.len() / self.arc.inner();
        views.arc_query = vec![0.0; rows * self.arc.cols()];
        self.arc.add_product(&with_one, &mut views.arc_query);
        view(&self.label_dependent, x, &mut plain);
        views.label_dependent = append_one(&plain, self.label_dependent.cols());
        views
    }

    /// Arc scores of one sentence into `out`: row per dependent; column 0 is the root, then the words.
    pub(crate) fn arcs(
        &self,
        views: &Views,
        batch: &Batch,
        sentence: usize,
        scratch: &mut Arcs,
        out: &mut Vec<f32>,
    ) {
        let (len, width) = (batch.lens[sentence], self.arc.cols());
        let Arcs { heads, queries } = scratch;
        heads.fill(width, len + 1, |i, head| match head.checked_sub(1) {
            None => views.root_arc[i],
            Some(word) => views.arc_head[batch.row(sentence, word) * width + i],
        });
        queries.clear();
        for word in 0..len {
            let row = batch.row(sentence, word);
            queries.extend_from_slice(&views.arc_query[row * width..(row + 1) * width]);
        }
        out.clear();
        out.resize(len * (len + 1), 0.0);
        heads.add_product(queries, out);
        for word in 0..len {
            out[word * (len + 1) + word + 1] = NEVER;
        }
    }

    /// Label scores of every row of a batch, given the row of its head (`None` for the root).
    pub(crate) fn labels(
        &self,
        views: &Views,
        heads: &[Option<usize>],
        mut each: impl FnMut(usize, &[f32]),
    ) {
        let (inner, width) = (self.label.inner(), self.label_head.cols());
        let mut table = Vec::new();
        let mut scores = vec![0.0; self.labels];
        for (block, dependents) in views.label_dependent.chunks(BLOCK * inner).enumerate() {
            table.clear();
            table.resize(dependents.len() / inner * self.label.cols(), 0.0);
            self.label.add_product(dependents, &mut table);
            for (i, table) in table.chunks_exact(self.label.cols()).enumerate() {
                let row = block * BLOCK + i;
                let head = match heads[row] {
                    None => &views.root_label[..],
                    Some(head) => &views.label_head[head * width..(head + 1) * width],
                };
                // The last slice of the table meets the constant 1.
                let (slices, last) = table.split_at(width * self.labels);
                scores.copy_from_slice(last);
                for (slice, &h) in slices.chunks_exact(self.labels).zip(head) {
                    for (score, value) in scores.iter_mut().zip(slice) {
                        *score += h * value;
                    }
                }
                each(row, &scores);
            }
        }
    }
}

/// Room for [`Biaffine::arcs`], reused between sentences.
#[derive(Debug)]
pub(crate) struct Arcs {
    heads: Packed,
    queries: Vec<f32>,
}

impl Arcs {
    pub(crate) const fn new() -> Self {
        Self { heads: Packed::empty(), queries: Vec::new() }
    }
}

fn append_one(rows: &[f32], width: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(rows.len() / width.max(1) * (width + 1));
    for row in rows.chunks_exact(width.max(1)) {
        out.extend_from_slice(row);
        out.push(1.0);
    }
    out
}
