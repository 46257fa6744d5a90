//! Any text through the shipped parsers; `common::check` says what must hold.
//!
//! The first byte picks the language; with its second bit set, the rest picks from a list of
//! words, marks and odd characters instead of being the text itself, which gets further than bytes.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use recoupe_syntax::Parser;

#[path = "../../crates/recoupe-syntax/tests/common/mod.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod common;
#[path = "../../crates/recoupe-syntax/tests/common/shards.rs"]
mod shards;

static PARSERS: LazyLock<[Parser; 2]> = LazyLock::new(|| {
    let pack = |lang| format!("{}/../data/lang/{lang}", env!("CARGO_MANIFEST_DIR"));
    [common::parser_at(&pack("fr")), common::parser_at(&pack("en"))]
});

fuzz_target!(|data: &[u8]| {
    let Some((&mode, rest)) = data.split_first() else { return };
    let text = if mode & 2 == 0 {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        rest.iter().map(|&byte| shards::SHARDS[usize::from(byte) % shards::SHARDS.len()]).collect()
    };
    common::check(&text, &PARSERS[usize::from(mode & 1)].parse(&text));
});
