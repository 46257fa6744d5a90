//! Chores of the house, and what its laws need to look at the source: see `tests/laws.rs`.

#![allow(clippy::disallowed_methods, reason = "chores read the disk; the engine does not")]

use std::fs;
use std::path::{Path, PathBuf};

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder with one of these endings, in order, hidden and built ones left out.
pub fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path.extension().is_some_and(|it| endings.iter().any(|end| it == *end)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The rooms of the engine. A room may use `lang` and the model, and no other room.
pub const ROOMS: [&str; 5] = ["mention", "claim", "story", "align", "weigh"];

/// Lines of a room's source that name another room.
pub fn foreign_rooms(room: &str, source: &str) -> Vec<(usize, String)> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let lines = source.lines().enumerate().filter(|(_, line)| is_code(line));
    lines
        .flat_map(|(at, line)| {
            let others = ROOMS.iter().filter(|&&other| other != room);
            others
                .filter(|other| names_room(line, other))
                .map(|other| (at + 1, (*other).to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn names_room(line: &str, room: &str) -> bool {
    let path = format!("crate::{room}");
    line.match_indices(&path).any(|(at, _)| {
        let next = line[at + path.len()..].chars().next();
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The words of a source that the project's own text must not hold: it speaks of itself alone.
pub fn foreign_words<'a>(source: &str, words: &[&'a str]) -> Vec<(usize, &'a str)> {
    let lines = source.lines().enumerate();
    lines
        .flat_map(|(at, line)| {
            let line = line.to_lowercase();
            let found = words.iter().filter(move |word| line.contains(**word));
            found.map(move |word| (at + 1, *word)).collect::<Vec<_>>()
        })
        .collect()
}
