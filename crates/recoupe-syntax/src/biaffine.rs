//! Scores of arcs between words, and labels of the chosen arcs.

use crate::Error;
use crate::batch::Batch;
use crate::file::File;
use crate::isa::Level;
use crate::labels::Labels;
use crate::linear::Packed;
use crate::quantised::Affine;
use crate::rows::Rows;

/// Score of an arc from a word to itself, which is none.
pub(crate) const NEVER: f32 = -1.0e9;

/// The two bilinear scorers.
#[derive(Debug)]
pub(crate) struct Biaffine {
    root: Vec<f32>,
    arc_head: Affine,
    arc_dependent: Affine,
    label_head: Affine,
    label_dependent: Affine,
    arc: Affine,
    labels: Labels,
    level: Level,
}

/// What the scorers need of every word, computed once per batch.
#[derive(Debug, Default)]
pub(crate) struct Views {
    arc_head: Vec<f32>,
    arc_query: Vec<f32>,
    label_head: Vec<f32>,
    label_dependent: Rows,
    root_arc: Vec<f32>,
    root_label: Vec<f32>,
    rows: Rows,
    plain: Vec<f32>,
}

impl Biaffine {
    pub(crate) fn load(
        level: Level,
        file: &File,
        inner: usize,
        labels: usize,
    ) -> Result<Self, Error> {
        let affine = |name: &str| -> Result<Affine, Error> {
            let (weight, bias) = (format!("{name}.w"), format!("{name}.b"));
            let cols = file.matrix(&weight)?.cols;
            let weight = file.sized(&weight, inner, cols)?;
            Ok(Affine::new(level, &weight, file.vector(&bias, cols)?))
        };
        let (arc_head, arc_dependent) = (affine("arc_h")?, affine("arc_d")?);
        let (label_head, label_dependent) = (affine("lab_h")?, affine("lab_d")?);
        // The last row of a table meets the constant 1.
        let mut arc = file.sized("arc_u", arc_dependent.cols() + 1, arc_head.cols())?;
        arc.rows -= 1;
        let bias = arc.data.split_off(arc.rows * arc.cols);
        let (rows, slices) = (label_dependent.cols() + 1, label_head.cols() + 1);
        let label = file.sized("lab_u", rows, slices * labels)?;
        Ok(Self {
            root: file.vector("root", inner)?,
            arc: Affine::new(level, &arc, bias),
            labels: Labels::new(level, &label, labels),
            arc_head,
            arc_dependent,
            label_head,
            label_dependent,
            level,
        })
    }

    /// Prepares the rows `x` of a batch.
    pub(crate) fn prepare(&self, x: &Rows, views: &mut Views) {
        let view = |affine: &Affine, x: &Rows, out: &mut Vec<f32>| {
            affine.apply(x.all(), out);
            // Leaky rectifier.
            for v in out {
                *v = if *v > 0.0 { *v } else { *v * 0.1 };
            }
        };
        view(&self.arc_head, x, &mut views.arc_head);
        view(&self.label_head, x, &mut views.label_head);
        views.rows.fill(self.level, &self.root, self.root.len());
        view(&self.arc_head, &views.rows, &mut views.root_arc);
        view(&self.label_head, &views.rows, &mut views.root_label);
        view(&self.arc_dependent, x, &mut views.plain);
        views.rows.fill(self.level, &views.plain, self.arc_dependent.cols());
        self.arc.apply(views.rows.all(), &mut views.arc_query);
        view(&self.label_dependent, x, &mut views.plain);
        views.label_dependent.fill(self.level, &views.plain, self.label_dependent.cols());
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
        heads.add_product(self.level, queries, out);
        for word in 0..len {
            out[word * (len + 1) + word + 1] = NEVER;
        }
    }

    /// Label scores of every row of a batch, given the row of its head (`None` for the root).
    pub(crate) fn labels(&self, views: &Views, heads: &[Option<usize>], scores: &mut Vec<f32>) {
        let width = self.label_head.cols();
        let head = |row: usize| match heads[row] {
            None => &views.root_label[..],
            Some(head) => &views.label_head[head * width..(head + 1) * width],
        };
        self.labels.scores(views.label_dependent.all(), head, scores);
    }
}

/// Room for [`Biaffine::arcs`], reused between sentences.
#[derive(Debug, Default)]
pub(crate) struct Arcs {
    heads: Packed,
    queries: Vec<f32>,
}
