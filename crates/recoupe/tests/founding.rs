//! The five articles that the design began with, where they are at hand; they are not ours to
//! ship.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests of a program read files and say when they were skipped"
)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn two_disputes_and_no_third() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/pacte");
    if !corpus.is_dir() {
        println!("skipped: {} is not there", corpus.display());
        return;
    }
    let checked = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["check", "--format", "json", "--language", "fr"])
        .arg(&corpus)
        .output()
        .unwrap();
    assert_eq!(checked.status.code(), Some(0));
    let dossier: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let stories = dossier["stories"].as_array().unwrap();
    assert_eq!(stories.len(), 1);
    let events = stories[0]["events"].as_array().unwrap();
    let disputes: Vec<String> = events
        .iter()
        .flat_map(|event| event["slots"].as_array().unwrap().iter().map(move |slot| (event, slot)))
        .filter(|(_, slot)| slot["verdict"] == "disputed")
        .map(|(event, slot)| format!("{} {} {}", event["type"], slot["role"], slot["kind"]))
        .map(|told| told.replace('"', ""))
        .collect();
    let place = disputes.iter().filter(|it| it.starts_with("treaty.sign place")).count();
    let time = disputes.iter().filter(|it| it.starts_with("treaty.ratify time stage")).count();
    assert_eq!((place, time, disputes.len()), (1, 1, 2), "{disputes:?}");
}
