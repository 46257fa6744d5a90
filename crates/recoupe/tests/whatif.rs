//! `recoupe whatif` as a user runs it.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests of a program write and read files; what fails in one is told by its panic"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn recoupe(args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_recoupe");
    Command::new(program).args(args).env("LC_ALL", "fr_FR.UTF-8").output().unwrap()
}

fn examples() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles").display().to_string()
}

fn bound(premise: &str, path: &str) -> Vec<String> {
    let told = recoupe(&["whatif", premise, path, "--format", "json"]);
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told["schema"], "recoupe.whatif/1");
    let duties = told["duties"].as_array().unwrap();
    let ids = duties.iter().flat_map(|it| it["bound"].as_array().unwrap());
    ids.map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn articles_and_their_dossier_give_the_same_answer() {
    let folder = tempfile::TempDir::new().unwrap();
    let dossier = folder.path().join("dossier.json").display().to_string();
    assert!(recoupe(&["check", &examples(), "-o", &dossier]).status.success());
    let told = |path: &str| recoupe(&["whatif", "attack: Fidji -> Uruguay", path]).stdout;
    assert_eq!(String::from_utf8(told(&examples())), String::from_utf8(told(&dossier)));
    let text = String::from_utf8(told(&dossier)).unwrap().replace('\u{a0}', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence =
        "une assistance est due à l’attaqué (Uruguay), sans délai, par : Nouvelle-Zélande.";
    assert!(text.contains(sentence), "{text}");
    assert!(fs::read_to_string(&dossier).is_ok());
}

#[test]
fn states_are_named_in_both_languages_by_capitals_and_by_codes() {
    let names = [
        "New Zealand",
        "Nouvelle-Zélande",
        "la Nouvelle-Zélande",
        "Wellington",
        "nzl",
        "country:NZL",
    ];
    for name in names {
        assert_eq!(bound(&format!("attack: ? -> {name}"), &examples()), ["country:URY"], "{name}");
    }
    assert!(bound("attaque : Uruguay → Fidji", &examples()).is_empty());
}

#[test]
fn what_is_no_premise_or_no_name_is_told_and_ends_with_two() {
    let wrong = recoupe(&["whatif", "attack Uruguay", &examples()]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("attack: A -> B"));
    let unknown = recoupe(&["whatif", "attack: ? -> Xanadou", &examples()]);
    assert_eq!(unknown.status.code(), Some(2));
    let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(told.contains("Xanadou") && told.contains("Uruguay"), "{told}");
}
