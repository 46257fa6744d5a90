//! One bidirectional LSTM layer over a batch.

use pulp::{Arch, NullaryFnOnce};

use crate::Error;
use crate::batch::Batch;
use crate::file::File;
use crate::linear::{Affine, Packed};
use crate::maths::{sigmoid, tanh};

/// Both directions of a layer.
#[derive(Debug)]
pub(crate) struct BiLstm {
    forward: Direction,
    backward: Direction,
}

#[derive(Debug)]
struct Direction {
    input: Affine,
    state: Packed,
    hidden: usize,
}

impl BiLstm {
    /// The layer of that name, for inputs of `inner` numbers.
    pub(crate) fn load(
        file: &File,
        name: &str,
        inner: usize,
        hidden: usize,
    ) -> Result<Self, Error> {
        let load = |tag: &str| -> Result<Direction, Error> {
            let part = |what: &str| format!("{name}.{tag}.{what}");
            let input = Affine::new(
                &file.sized(&part("x"), inner, 4 * hidden)?,
                file.vector(&part("b"), 4 * hidden)?,
            );
            let state = Packed::new(&file.sized(&part("h"), hidden, 4 * hidden)?);
            Ok(Direction { input, state, hidden })
        };
        Ok(Self { forward: load("f")?, backward: load("b")? })
    }

    /// Numbers per word that come out.
    pub(crate) const fn width(&self) -> usize {
        2 * self.forward.hidden
    }

    /// Runs the layer; `x` holds one row per row of the batch.
    pub(crate) fn run(&self, batch: &Batch, x: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; batch.rows() * self.width()];
        let mut gates = Vec::new();
        self.forward.run(batch, x, 0..batch.steps(), &mut gates, &mut out, 0);
        let hidden = self.forward.hidden;
        self.backward.run(batch, x, (0..batch.steps()).rev(), &mut gates, &mut out, hidden);
        out
    }
}

impl Direction {
    fn run(
        &self,
        batch: &Batch,
        x: &[f32],
        times: impl Iterator<Item = usize>,
        gates: &mut Vec<f32>,
        out: &mut [f32],
        shift: usize,
    ) {
        let hidden = self.hidden;
        self.input.apply(x, gates);
        let mut state = vec![0.0; batch.lens.len() * hidden];
        let mut cell = state.clone();
        for time in times {
            let rows = batch.at(time);
            let used = rows.len() * hidden;
            let gates = &mut gates[rows.start * 4 * hidden..rows.end * 4 * hidden];
            self.state.add_product(&state[..used], gates);
            let (state, cell) = (&mut state[..used], &mut cell[..used]);
            Arch::new().dispatch(Step { hidden, gates, cell, state });
            for (row, values) in rows.zip(state.chunks_exact(hidden)) {
                let first = row * 2 * hidden + shift;
                out[first..first + hidden].copy_from_slice(values);
            }
        }
    }
}

/// One time step: input, forget, candidate and output gates, row by row.
struct Step<'a> {
    hidden: usize,
    gates: &'a [f32],
    cell: &'a mut [f32],
    state: &'a mut [f32],
}

impl NullaryFnOnce for Step<'_> {
    type Output = ();

    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "must be compiled with the vector features of its caller"
    )]
    fn call(self) {
        let hidden = self.hidden;
        let rows = self.gates.chunks_exact(4 * hidden);
        let states = self.cell.chunks_exact_mut(hidden).zip(self.state.chunks_exact_mut(hidden));
        for (gates, (cell, state)) in rows.zip(states) {
            let (input, rest) = gates.split_at(hidden);
            let (forget, rest) = rest.split_at(hidden);
            let (candidate, output) = rest.split_at(hidden);
            for j in 0..hidden {
                let value = sigmoid(forget[j]) * cell[j] + sigmoid(input[j]) * tanh(candidate[j]);
                cell[j] = value;
                state[j] = sigmoid(output[j]) * tanh(value);
            }
        }
    }
}
