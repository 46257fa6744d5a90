//! Markdown. `common::run` says what must hold.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/recoupe-ingest/tests/common/mod.rs"]
mod common;

fuzz_target!(|data: &[u8]| {
    common::run("a.md", data);
});
