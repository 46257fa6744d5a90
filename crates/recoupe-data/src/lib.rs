//! The folder `data/`, embedded: words, rules, frames, gazetteers, cases and model weights.
//!
//! A program may read another folder of the same shape instead, so that words change without
//! recompiling; the engine takes [`Files`] and does not know which it was.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Files by their path inside the folder, with `/` between names: `lang/fr/words/…`.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The files as they were when the program was built.
pub fn embedded() -> Files {
    EMBEDDED.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect()
}
