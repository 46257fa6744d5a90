//! What people see of the example corpus, letter by letter.
//!
//! `faces/dossier.*.json` are the dossiers of the bundled example, kept, so that these change
//! with the faces alone. When a change of a face is meant:
//! `RECOUPE_REWRITE=1 cargo test -p recoupe-render --test faces`, then read the difference.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test may read and write its own files; what fails is told by its panic"
)]

use std::env;
use std::fs;
use std::path::PathBuf;

use recoupe_render::csv::{self, CsvOptions, Dialect, Rows};
use recoupe_render::wire::v1::{Dossier, parse_dossier};
use recoupe_render::{SCHEMA, Section, TextOptions, markdown, text, verify};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/faces").join(name)
}

fn dossier(language: &str) -> Dossier {
    let kept = file(&format!("dossier.{language}.json"));
    let dossier = parse_dossier(&fs::read_to_string(kept).unwrap()).unwrap();
    assert!(verify(&dossier).is_empty());
    dossier
}

#[test]
fn real_output_is_as_the_schema_says() {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let schema = jsonschema::validator_for(&json(SCHEMA)).unwrap();
    let kept = json(&fs::read_to_string(file("dossier.en.json")).unwrap());
    let wrong: Vec<_> = schema.iter_errors(&kept).map(|it| it.to_string()).collect();
    assert_eq!(wrong, [""; 0]);
}

/// Compares with the kept face, or keeps it when that was asked for.
fn same(name: &str, face: &str) {
    if env::var_os("RECOUPE_REWRITE").is_some() {
        return fs::write(file(name), face).unwrap();
    }
    let kept = fs::read_to_string(file(name)).unwrap_or_default();
    let differs = kept.lines().zip(face.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(face.lines().count()));
    assert!(
        kept == face,
        "{name}, line {}: expected {:?}, found {:?}; if that is meant, run \
         RECOUPE_REWRITE=1 cargo test -p recoupe-render --test faces",
        line + 1,
        kept.lines().nth(line),
        face.lines().nth(line),
    );
}

fn shown(language: &str, width: usize, only: Option<Section>) -> String {
    let options = TextOptions { language: language.into(), width, only, ..TextOptions::default() };
    text::from_wire(&dossier(language), &options)
}

#[test]
fn text_is_as_it_was() {
    same("fr.80.txt", &shown("fr", 80, None));
    same("en.140.txt", &shown("en", 140, None));
    same("fr.origins.txt", &shown("fr", 80, Some(Section::Origins)));
}

#[test]
fn a_terminal_gets_colours_and_links() {
    let options = TextOptions { color: true, links: true, width: 80, ..TextOptions::default() };
    let out = text::from_wire(&dossier("fr"), &options);
    let plain = shown("fr", 80, None);
    let mut bare = String::new();
    let mut rest = out.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare += before;
        let end = if after.starts_with(']') {
            after.find("\u{1b}\\").map(|n| n + 2)
        } else {
            after.find('m').map(|n| n + 1)
        };
        rest = &after[end.unwrap()..];
    }
    bare += rest;
    assert_eq!(bare, plain);
    assert!(out.contains("\u{1b}]8;;https://"));
}

#[test]
fn markdown_is_as_it_was() {
    same("fr.md", &markdown::from_wire(&dossier("fr"), "fr"));
    same("en.md", &markdown::from_wire(&dossier("en"), "en"));
}

#[test]
fn csv_is_as_it_was() {
    same("all.csv", &csv::from_wire(&dossier("fr"), CsvOptions::default()));
    let french = CsvOptions { dialect: Dialect::French, rows: Rows::Findings };
    same("findings.fr.csv", &csv::from_wire(&dossier("fr"), french));
}
