//! Sentences, words, tags, lemmas and dependency trees of running text, in pure Rust.
//!
//! A [`Parser`] is made of two files of a language pack: the segmentation rules, which people
//! write, and the network, which `training/` makes out of Universal Dependencies treebanks. It
//! turns text into [`recoupe_model::Sentence`]s whose spans are bytes of that text.
//!
//! Results depend on the text and the two files alone: matrix products are exact sums of integers,
//! the rest is plain IEEE operations in a fixed order, so every machine finds the same tree,
//! whatever else is in the batch.
//!
//! The path of a text: [`split`] cuts it into sentences and words, `word` says what the network
//! sees of a form, `network` runs two bidirectional LSTM layers, `biaffine` scores arcs and labels,
//! `tree` picks the best tree, `lemma` turns forms into dictionary forms.

mod about;
mod batch;
mod biaffine;
pub mod conllu;
mod error;
mod file;
mod isa;
mod labels;
mod lemma;
mod linear;
mod lstm;
mod maths;
mod network;
mod parser;
mod quantised;
mod rows;
mod segment;
mod tree;
mod vectors;
mod word;

pub use about::About;
pub use error::Error;
pub use parser::Parser;
pub use segment::{Segmentation, split};
