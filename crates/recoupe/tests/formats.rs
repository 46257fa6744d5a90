//! Every format of the program, as it is run.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests of a program write and read files; what fails in one is told by its panic"
)]

use std::fs;
use std::process::{Command, Output};

use serde_json::Value as Json;
use tempfile::TempDir;

fn recoupe(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    command.args(args).env("LC_ALL", "fr_FR.UTF-8").env_remove("COLUMNS");
    command.output().expect("the program was built for this test")
}

fn out(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The dossier of the example corpus, as a file.
fn kept() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("dossier.json");
    let file = file.to_str().unwrap().to_owned();
    out(&recoupe(&["demo", "-o", &file]));
    (folder, file)
}

#[test]
fn a_kept_dossier_is_shown_in_every_format() {
    let (folder, file) = kept();
    let begins = [
        ("json", "json", "{\n  \"schema\": \"recoupe.dossier/1\""),
        ("text", "txt", ""),
        ("html", "html", "<!"),
        ("markdown", "md", "# "),
        ("csv", "csv", "row,id,"),
        ("annotations", "jsonld", "{\n  \"@context\""),
        ("gexf", "gexf", "<?xml"),
        ("graphml", "graphml", "<?xml"),
        ("ftm", "ftm", "{\"id\":\"recoupe-article-"),
        ("turtle", "ttl", "@prefix"),
    ];
    for (format, ending, begin) in begins {
        let face = out(&recoupe(&["show", &file, "--format", format]));
        assert!(face.starts_with(begin) && face.ends_with('\n'), "{format}");
        let name = folder.path().join(format!("face.{ending}"));
        out(&recoupe(&["show", &file, "-o", name.to_str().unwrap()]));
        assert_eq!(fs::read_to_string(name).unwrap(), face, "{format}");
    }
    for (format, begin) in [("timelinejs", "{\n  \"title\""), ("plover", "event_id,date")] {
        assert!(out(&recoupe(&["show", &file, "--format", format])).starts_with(begin), "{format}");
    }
}

#[test]
fn showing_again_is_the_same_as_showing() {
    let (_folder, file) = kept();
    for format in ["json", "text", "markdown", "csv", "turtle"] {
        let args = ["--format", format, "--language", "fr"];
        let again = recoupe(&[&["show", &file], &args[..]].concat());
        assert_eq!(out(&again), out(&recoupe(&[&["demo"], &args[..]].concat())), "{format}");
    }
}

#[test]
fn a_dossier_is_narrowed_to_what_some_articles_tell() {
    let (_folder, file) = kept();
    let events = |args: &[&str]| {
        let shown = out(&recoupe(&[&["show", &file, "--format", "json"], args].concat()));
        let dossier: Json = serde_json::from_str(&shown).unwrap();
        let stories = dossier["stories"].as_array().unwrap().clone();
        stories.iter().map(|it| it["events"].as_array().unwrap().len()).sum::<usize>()
    };
    let all = events(&[]);
    let some = events(&["--article", "the tasman post"]);
    assert!(0 < some && some < all, "{some} of {all}");
    let late = events(&["--since", "2031-07-03"]);
    assert!(0 < late && late < all, "{late} of {all}");
    assert_eq!(events(&["--since", "2040-01-01"]), 0);

    let unknown = recoupe(&["show", &file, "--article", "nobody"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("« nobody »") && err(&unknown).contains("--article takes"));
    let wrong = recoupe(&["show", &file, "--since", "yesterday"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("2024-11-30"));
}

#[test]
fn what_cannot_be_written_is_refused_before_anything_is_read() {
    let wrong = recoupe(&["check", "nowhere", "-o", "out.xlsx"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains(".csv") && !err(&wrong).contains("nowhere"));
}

#[test]
fn a_part_alone_is_for_text() {
    let (_folder, file) = kept();
    let origins = out(&recoupe(&["show", &file, "--format", "text", "--only", "origins"]));
    assert!(origins.contains("── Origines (") && !origins.contains("Désaccords"), "{origins}");
    let json = recoupe(&["show", &file, "--only", "origins"]);
    assert!(out(&json).starts_with('{') && err(&json).contains("--format text"));
}

#[test]
fn the_program_tells_of_itself() {
    assert!(out(&recoupe(&["completions", "bash"])).contains("--csv-dialect"));
    let schema: Json = serde_json::from_str(&out(&recoupe(&["schema"]))).unwrap();
    assert_eq!(schema["title"], "recoupe.dossier/1");
    let page = out(&recoupe(&["man"]));
    assert!(page.contains(".TH recoupe") && page.contains("exit\\-code"), "{}", &page[..400]);
}

#[test]
fn nothing_but_the_result_is_told_in_a_pipe() {
    let (_folder, file) = kept();
    let shown = recoupe(&["--quiet", "show", &file]);
    assert!(err(&shown).is_empty() && !out(&shown).contains('\u{1b}'));
}
