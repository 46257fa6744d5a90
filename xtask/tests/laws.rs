//! The laws of the house, as tests: `cargo test -p xtask`.

#![allow(clippy::disallowed_methods, reason = "laws read the source from the disk")]

use std::fs;
use std::path::Path;

use xtask::{ROOMS, files, foreign_rooms, root};

/// A file that is longer holds two ideas. Aim for 150 to 300 lines.
const LONGEST_FILE: usize = 600;

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rust_files() -> Vec<std::path::PathBuf> {
    let found = files(&root().join("crates"), &["rs"]);
    assert!(found.len() > 50, "the source was not found");
    found
}

#[test]
fn a_room_uses_no_other_room() {
    for room in ROOMS {
        let folder = root().join("crates/recoupe-engine/src").join(room);
        let sources = files(&folder, &["rs"]);
        assert!(!sources.is_empty(), "the room {room} is gone; tell xtask::ROOMS");
        for path in sources {
            let found = foreign_rooms(room, &text(&path));
            assert_eq!(found, [], "{}: rooms meet in the model", path.display());
        }
    }
}

#[test]
fn the_law_of_rooms_sees_a_breach() {
    let breach = "use crate::lang::Pack;\nuse crate::claim::find;\n// crate::weigh";
    assert_eq!(foreign_rooms("align", breach), [(2, "claim".to_owned())]);
    assert!(foreign_rooms("claim", "use crate::claim::tree; use crate::claims_of;").is_empty());
}

#[test]
fn files_have_a_readable_size() {
    let length = |path: &Path| text(path).lines().count();
    let long: Vec<String> = rust_files()
        .iter()
        .filter(|path| length(path) > LONGEST_FILE)
        .map(|path| format!("{}: {} lines", path.display(), length(path)))
        .collect();
    assert!(long.is_empty(), "split by idea: {long:?}");
}

#[test]
fn crates_know_only_what_they_may() {
    let may = [
        ("recoupe-model", &[][..]),
        ("recoupe-data", &[]),
        ("recoupe-syntax", &["recoupe-model"]),
        ("recoupe-ingest", &["recoupe-model"]),
        ("recoupe-fetch", &[]),
        ("recoupe-engine", &["recoupe-model", "recoupe-data", "recoupe-syntax", "recoupe-ingest"]),
        ("recoupe-render", &["recoupe-model"]),
    ];
    for (name, allowed) in may {
        let manifest = text(&root().join("crates").join(name).join("Cargo.toml"));
        let dependencies = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        let used = dependencies.lines().filter_map(|line| {
            let key = line.split(['.', '=', ' ']).next()?;
            (key.starts_with("recoupe-")).then(|| key.to_owned())
        });
        for used in used {
            assert!(allowed.contains(&used.as_str()), "{name} must not know {used}");
        }
    }
}

#[test]
fn the_model_and_the_engine_serialise_nothing() {
    for name in ["recoupe-model", "recoupe-engine"] {
        for path in files(&root().join("crates").join(name).join("src"), &["rs"]) {
            let source = text(&path);
            assert!(!source.contains("Serialize)"), "{}: use the wire structs", path.display());
            assert!(!source.contains("serde_json"), "{}: use the wire structs", path.display());
        }
    }
}

#[test]
fn word_lists_have_no_twin_lines() {
    for path in files(&root().join("data"), &["tsv"]) {
        let source = text(&path);
        let mut lines: Vec<&str> =
            source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        lines.sort_unstable();
        let twin = lines.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(twin, None, "{}", path.display());
    }
}

#[test]
fn no_test_is_skipped() {
    let mark = concat!("#[", "ignore");
    for path in rust_files() {
        let source = text(&path);
        assert!(!source.contains(mark), "{}: mark a gap in a case instead", path.display());
    }
}
