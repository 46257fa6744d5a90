//! The whole network: vectors, two LSTM layers, tag heads, arcs and labels.

use std::ops::Range;
use std::sync::Arc;

use recoupe_model::{Deprel, Feats, Relation, Upos};

use crate::Error;
use crate::batch::Batch;
use crate::biaffine::{Arcs, Biaffine, Views};
use crate::file::File;
use crate::isa::Level;
use crate::lemma::Lemmas;
use crate::linear::Packed;
use crate::lstm::{self, BiLstm};
use crate::maths::{argmax, softmax};
use crate::quantised::Affine;
use crate::rows::Rows;
use crate::tree;
use crate::vectors::{Cache, Vectors};

/// The network of a language.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) vectors: Vectors,
    lower: BiLstm,
    upper: BiLstm,
    upos: Affine,
    upos_vector: Packed,
    feats: Affine,
    lemma: Affine,
    biaffine: Biaffine,
    pub(crate) lemmas: Arc<Lemmas>,
    tags: Vec<Upos>,
    bundles: Vec<Feats>,
    relations: Vec<Deprel>,
    root: usize,
    level: Level,
}

/// Room for one batch at work, reused for the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    x: Vec<f32>,
    rows: Rows,
    lower: Vec<f32>,
    upos: Vec<f32>,
    expected: Vec<f32>,
    joined: Vec<f32>,
    joined_rows: Rows,
    feats: Vec<f32>,
    rules: Vec<f32>,
    upper: Vec<f32>,
    lstm: lstm::Scratch,
    views: Views,
    arcs: Arcs,
    scores: Vec<f32>,
}

/// Rows whose tags and lemmas are found together.
const CHUNK: usize = 128;

/// What the network says of one word without its place in the tree.
struct Word {
    upos: Upos,
    feats: Feats,
    lemma: Box<str>,
}

/// What the network says of one word.
#[derive(Clone, Debug)]
pub(crate) struct Analysis {
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
    pub(crate) lemma: Box<str>,
    pub(crate) head: Option<usize>,
    pub(crate) deprel: Deprel,
}

impl Network {
    pub(crate) fn load(level: Level, file: &File) -> Result<Self, Error> {
        let parse = |name: &str| Error::section(name, "holds an unknown name");
        let tags = file.strings("upos")?.into_iter().map(str::parse).collect::<Result<Vec<_>, _>>();
        let tags = tags.map_err(|_| parse("upos"))?;
        let bundles: Vec<Feats> = file.strings("feats")?.into_iter().map(Feats::new).collect();
        let relations = file
            .strings("deprels")?
            .into_iter()
            .map(str::parse)
            .collect::<Result<Vec<Deprel>, _>>();
        let relations = relations.map_err(|_| parse("deprels"))?;
        let root = relations.iter().position(|rel| rel.base == Relation::Root);
        let root = root.ok_or_else(|| Error::section("deprels", "lacks root"))?;
        let vectors = Vectors::load(level, file)?;
        let lemmas = Arc::new(Lemmas::load(file)?);
        let hidden = file.matrix("lstm1.f.h")?.rows;
        let out = 2 * hidden;
        let upos_width = file.matrix("uemb.w")?.cols;
        let joined = out + upos_width;
        let head = |name: &str, inner: usize, cols: usize| -> Result<Affine, Error> {
            let weight = file.sized(&format!("{name}.w"), inner, cols)?;
            Ok(Affine::new(level, &weight, file.vector(&format!("{name}.b"), cols)?))
        };
        if hidden == 0 || tags.is_empty() || bundles.is_empty() || lemmas.rules() == 0 {
            return Err(Error::section("upos", "or another list is empty"));
        }
        Ok(Self {
            lower: BiLstm::load(level, file, "lstm1", vectors.width(), hidden)?,
            upper: BiLstm::load(level, file, "lstm2", joined, hidden)?,
            upos: head("upos", out, tags.len())?,
            upos_vector: Packed::new(&file.sized("uemb.w", tags.len(), upos_width)?),
            feats: head("feats", joined, bundles.len())?,
            lemma: head("lemma", joined, lemmas.rules())?,
            biaffine: Biaffine::load(level, file, out, relations.len())?,
            vectors,
            lemmas,
            tags,
            bundles,
            relations,
            root,
            level,
        })
    }

    /// Analyses sentences, given as forms, longest first; none may be empty.
    pub(crate) fn analyse(
        &self,
        cache: &mut Cache,
        room: &mut Room,
        sentences: &[Vec<&str>],
    ) -> Vec<Vec<Analysis>> {
        let batch = Batch::new(sentences.iter().map(Vec::len).collect());
        room.x.clear();
        for time in 0..batch.steps() {
            let active = batch.at(time).len();
            for sentence in &sentences[..active] {
                room.x.extend_from_slice(cache.get(sentence[time]));
            }
        }
        room.rows.fill(self.level, &room.x, self.vectors.width());
        self.lower.run(&batch, &room.rows, &mut room.lstm, &mut room.lower);
        let words = self.words(&batch, room, sentences);
        self.upper.run(&batch, &room.joined_rows, &mut room.lstm, &mut room.upper);
        room.rows.fill(self.level, &room.upper, self.upper.width());
        let trees = self.trees(&batch, room);
        let mut words: Vec<Option<Word>> = words.into_iter().map(Some).collect();
        let mut word = |s: usize, t: usize| {
            let row = batch.row(s, t);
            let (head, label) = trees[row];
            let Word { upos, feats, lemma } = words[row].take()?;
            Some(Analysis { upos, feats, lemma, head, deprel: self.relations[label].clone() })
        };
        let sentence =
            |(s, forms): (usize, &Vec<&str>)| (0..forms.len()).filter_map(|t| word(s, t)).collect();
        sentences.iter().enumerate().map(sentence).collect()
    }

    /// What can be said of every row of the batch without its tree; quantises the joined rows for
    /// the upper layer. Goes by parts of the batch, to stay in a near cache.
    fn words(&self, batch: &Batch, room: &mut Room, sentences: &[Vec<&str>]) -> Vec<Word> {
        let mut words = Vec::with_capacity(batch.rows());
        room.joined_rows.clear();
        let mut left = 0..batch.steps();
        while !left.is_empty() {
            let times = batch.chunk(left.clone(), CHUNK, false);
            left.start = times.end;
            let rows = batch.at(times.start).start..batch.at(times.end - 1).end;
            let width = self.lower.width();
            let states = &room.lower[rows.start * width..rows.end * width];
            room.rows.fill(self.level, states, width);
            self.upos.apply(room.rows.all(), &mut room.upos);
            let tags: Vec<usize> = room.upos.chunks_exact(self.tags.len()).map(argmax).collect();
            self.join(room, rows.clone());
            let joined = self.lower.width() + self.upos_vector.cols();
            room.joined_rows.append(self.level, &room.joined, joined);
            let joined = room.joined_rows.range(rows);
            self.feats.apply(joined, &mut room.feats);
            self.lemma.apply(joined, &mut room.rules);
            let feats = room.feats.chunks_exact(self.feats.cols()).map(argmax);
            let forms =
                times.flat_map(|t| sentences[..batch.at(t).len()].iter().map(move |s| s[t]));
            let rules = room.rules.chunks_exact(self.lemma.cols());
            for (((form, tag), bundle), rules) in forms.zip(tags).zip(feats).zip(rules) {
                let (upos, bundle) = (self.tags[tag], &self.bundles[bundle]);
                let mark = is_mark(form) && is_lexical(upos);
                let (upos, feats) =
                    if mark { (Upos::Punct, Feats::default()) } else { (upos, bundle.clone()) };
                let lemma = self.lemmas.lemma(form, upos, &feats, rules);
                words.push(Word { upos, feats, lemma });
            }
        }
        words
    }

    /// Joins the states of some rows with the expected vectors of their parts of speech.
    fn join(&self, room: &mut Room, rows: Range<usize>) {
        let (count, width, extra) = (self.tags.len(), self.lower.width(), self.upos_vector.cols());
        room.upos.chunks_exact_mut(count).for_each(softmax);
        room.expected.clear();
        room.expected.resize(room.upos.len() / count * extra, 0.0);
        self.upos_vector.add_product(self.level, &room.upos, &mut room.expected);
        room.joined.clear();
        let vectors = room.expected.chunks_exact(extra);
        let states = room.lower[rows.start * width..rows.end * width].chunks_exact(width);
        for (state, vector) in states.zip(vectors) {
            room.joined.extend_from_slice(state);
            room.joined.extend_from_slice(vector);
        }
    }

    /// Head (within the sentence) and label of every row.
    fn trees(&self, batch: &Batch, room: &mut Room) -> Vec<(Option<usize>, usize)> {
        let Room { rows, views, arcs, scores, .. } = room;
        self.biaffine.prepare(rows, views);
        let mut result = vec![(None, self.root); batch.rows()];
        let mut head_rows = vec![None; batch.rows()];
        for (sentence, &len) in batch.lens.iter().enumerate() {
            self.biaffine.arcs(views, batch, sentence, arcs, scores);
            for (word, head) in tree::decode(scores, len).into_iter().enumerate() {
                let head = head.checked_sub(1);
                let row = batch.row(sentence, word);
                result[row].0 = head;
                head_rows[row] = head.map(|head| batch.row(sentence, head));
            }
        }
        self.biaffine.labels(views, &head_rows, scores);
        let labels = scores.chunks_exact(self.relations.len());
        for (result, scores) in result.iter_mut().zip(labels) {
            if result.0.is_some() {
                result.1 = self.best_label(scores);
            }
        }
        result
    }

    /// The best label that is not root.
    fn best_label(&self, scores: &[f32]) -> usize {
        let before = &scores[..self.root];
        let after = &scores[self.root + 1..];
        match (before.is_empty(), after.is_empty()) {
            (true, true) => self.root,
            (true, false) => self.root + 1 + argmax(after),
            (false, true) => argmax(before),
            (false, false) => {
                let (a, b) = (argmax(before), argmax(after));
                if after[b] > before[a] { self.root + 1 + b } else { a }
            }
        }
    }
}

/// Whether a form is nothing but punctuation marks.
fn is_mark(form: &str) -> bool {
    let mark = |c: char| {
        c != '%' && c != '&' && c != '$' && (c as u32) < 128 && !c.is_ascii_alphanumeric()
    };
    form.chars().all(|c| mark(c) || "«»“”„‘’‹›…–—•·".contains(c))
}

/// Parts of speech that no punctuation mark has.
const fn is_lexical(upos: Upos) -> bool {
    !matches!(upos, Upos::Punct | Upos::Sym | Upos::Adp | Upos::Cconj | Upos::Part)
}
