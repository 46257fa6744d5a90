//! From bytes to dossier, purely: same input, same output, on every machine.
//!
//! The rooms, in the order of the data; each has one public function, values in, values and
//! notes out, and none knows another:
//!
//! 1. `recoupe-ingest` reads bytes into documents, `recoupe-syntax` text into sentences; they
//!    are crates of their own because others have a use for them alone.
//! 2. [`mention::find`]: names, times, quantities, quotations.
//! 3. [`claim::find`]: who did what, on whose word, how surely.
//! 4. [`story::group`]: which documents tell of the same happenings.
//! 5. [`align::relate`]: which claims are of one event, which words of one mouth.
//! 6. [`weigh::weigh`]: agreed, disputed, single, updated, and why.
//!
//! [`lang`] holds what the rooms know of languages and of the world; [`pipeline`] is the only
//! file that knows the order.

pub mod align;
pub mod claim;
mod correct;
mod counted;
pub mod lang;
mod leftover;
pub mod mention;
mod naming;
mod phase;
pub mod pipeline;
mod spelt;
pub mod story;
mod towns;
pub mod weigh;
