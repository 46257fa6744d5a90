//! One bidirectional LSTM layer over a batch.

use crate::Error;
use crate::batch::Batch;
use crate::file::File;
use crate::isa::{Isa, Job, Level};
use crate::maths::{sigmoid, sigmoid_tanh};
use crate::quantised::{Affine, Quantised, Source};
use crate::rows::{Rows, store_unit};

/// Rows whose input products are computed together: enough to pay for reading the weights, few
/// enough to stay in a near cache.
const CHUNK: usize = 64;

/// Both directions of a layer.
#[derive(Debug)]
pub(crate) struct BiLstm {
    forward: Direction,
    backward: Direction,
}

#[derive(Debug)]
struct Direction {
    level: Level,
    input: Affine,
    state: Quantised,
    hidden: usize,
}

/// Room for a layer at work, reused between batches.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    gates: Vec<f32>,
    state: Rows,
    cell: Vec<f32>,
}

impl BiLstm {
    /// The layer of that name, for inputs of `inner` numbers.
    pub(crate) fn load(
        level: Level,
        file: &File,
        name: &str,
        inner: usize,
        hidden: usize,
    ) -> Result<Self, Error> {
        let load = |tag: &str| -> Result<Direction, Error> {
            let part = |what: &str| format!("{name}.{tag}.{what}");
            let weight = file.sized(&part("x"), inner, 4 * hidden)?;
            let input = Affine::new(level, &weight, file.vector(&part("b"), 4 * hidden)?);
            let state = file.sized(&part("h"), hidden, 4 * hidden)?;
            let state = Quantised::new(level, Source::all(&state));
            Ok(Direction { level, input, state, hidden })
        };
        Ok(Self { forward: load("f")?, backward: load("b")? })
    }

    /// Numbers per word that come out.
    pub(crate) const fn width(&self) -> usize {
        2 * self.forward.hidden
    }

    /// Runs the layer; `x` and `out` hold one row per row of the batch.
    pub(crate) fn run(&self, batch: &Batch, x: &Rows, room: &mut Scratch, out: &mut Vec<f32>) {
        out.resize(batch.rows() * self.width(), 0.0);
        self.forward.run(batch, x, false, room, out, 0);
        self.backward.run(batch, x, true, room, out, self.forward.hidden);
    }
}

impl Direction {
    fn run(
        &self,
        batch: &Batch,
        x: &Rows,
        backward: bool,
        room: &mut Scratch,
        out: &mut [f32],
        shift: usize,
    ) {
        let (hidden, count) = (self.hidden, batch.lens.len());
        room.state.units(self.level, count, hidden);
        room.cell.clear();
        room.cell.resize(count * hidden, 0.0);
        let mut left = 0..batch.steps();
        while !left.is_empty() {
            let times = batch.chunk(left.clone(), CHUNK, backward);
            left = if backward { left.start..times.start } else { times.end..left.end };
            let rows = batch.at(times.start).start..batch.at(times.end - 1).end;
            self.input.apply(x.range(rows.clone()), &mut room.gates);
            for i in 0..times.len() {
                let time = if backward { times.end - 1 - i } else { times.start + i };
                let at = batch.at(time);
                let first = (at.start - rows.start) * 4 * hidden;
                let gates = &mut room.gates[first..][..at.len() * 4 * hidden];
                self.state.add_product(room.state.range(0..at.len()), gates);
                let (cell, state) = (&mut room.cell[..], &mut room.state);
                let out = &mut out[at.start * 2 * hidden..at.end * 2 * hidden];
                self.level.run(Step { hidden, shift, gates, cell, state, out });
            }
        }
    }
}

/// One time step: input, forget, candidate and output gates, row by row.
struct Step<'a> {
    hidden: usize,
    shift: usize,
    gates: &'a [f32],
    cell: &'a mut [f32],
    state: &'a mut Rows,
    out: &'a mut [f32],
}

impl Job for Step<'_> {
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "must be compiled with the vector features of its caller"
    )]
    fn run<I: Isa>(self, isa: I) {
        let hidden = self.hidden;
        let rows = self.gates.chunks_exact(4 * hidden).zip(self.out.chunks_exact_mut(2 * hidden));
        let states = self.cell.chunks_exact_mut(hidden).zip(self.state.each());
        for ((gates, out), (cell, state)) in rows.zip(states) {
            let (input, rest) = gates.split_at(hidden);
            let (forget, rest) = rest.split_at(hidden);
            let (candidate, output) = rest.split_at(hidden);
            let output = &output[..hidden];
            let out = &mut out[self.shift..][..hidden];
            for j in 0..hidden {
                let fresh = sigmoid_tanh(input[j], candidate[j]);
                let value = sigmoid(forget[j]) * cell[j] + fresh;
                cell[j] = value;
                out[j] = sigmoid_tanh(output[j], value);
            }
            store_unit(isa, out, state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    fn the_same_bits_on_all_vector_units() {
        let (hidden, count) = (19, 3);
        let values = |len: usize, step: f32| -> Vec<f32> {
            (0..len).map(|i| ((i * 37 % 101) as f32 - 50.0) * step).collect()
        };
        let gates = values(count * 4 * hidden, 0.2);
        let mut expected = None;
        for level in Level::all() {
            let (mut cell, mut out) = (values(count * hidden, 0.03), vec![0.0; count * 2 * hidden]);
            let mut state = Rows::default();
            state.units(level, count, hidden);
            let (gates, shift) = (&gates[..], hidden);
            let (cell, out, state) = (&mut cell[..], &mut out[..], &mut state);
            level.run(Step { hidden, shift, gates, cell, state, out });
            let bits: Vec<u32> = cell.iter().chain(&*out).map(|x| x.to_bits()).collect();
            assert_eq!(*expected.get_or_insert_with(|| bits.clone()), bits, "{level:?}");
        }
    }
}
