//! The program under users who err and input that is not what it says: each ends soon, with the
//! file and the reason on standard error and the status that the contract gives.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests of a program write and read files; what fails in one is told by its panic"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const NEWS: &str = "La Norvège a ratifié le traité mardi à Oslo.\n";

fn recoupe(args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_recoupe");
    Command::new(program).args(args).env("LC_ALL", "en_GB.UTF-8").output().unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder with files, and the path of a name in it.
fn folder(files: &[(&str, &str)]) -> (TempDir, impl Fn(&str) -> String + use<>) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let path = folder.path().to_owned();
    (folder, move |name: &str| path.join(name).display().to_string())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// A copy of `data/` that a test may change.
fn data() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"), &data);
    (folder, data)
}

#[test]
fn a_result_is_written_whole_or_not_at_all() {
    let (files, path) = folder(&[("out.json", "old")]);
    assert_eq!(recoupe(&["demo", "-o", &path("out.json")]).status.code(), Some(0));
    let written = fs::read_to_string(path("out.json")).unwrap();
    assert!(serde_json::from_str::<Value>(&written).is_ok());
    let left: Vec<_> = fs::read_dir(files.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let nowhere = recoupe(&["demo", "-o", &path("no/such/out.json")]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(err(&nowhere).contains("there is no folder"), "{}", err(&nowhere));
    let a_folder = recoupe(&["demo", "-o", &path("")]);
    assert!(err(&a_folder).contains("name a file in it"), "{}", err(&a_folder));
}

#[cfg(unix)]
#[test]
fn a_result_goes_through_links_and_into_devices() {
    let (_files, path) = folder(&[("real.json", "old")]);
    std::os::unix::fs::symlink(path("real.json"), path("link.json")).unwrap();
    assert_eq!(recoupe(&["demo", "-o", &path("link.json")]).status.code(), Some(0));
    assert!(fs::symlink_metadata(path("link.json")).unwrap().is_symlink());
    assert!(fs::metadata(path("real.json")).unwrap().len() > 1000);
    let out = recoupe(&["demo", "--format", "json", "--output", "/dev/stdout"]);
    assert_eq!(json(&out)["schema"], "recoupe.dossier/1", "{}", err(&out));
}

#[cfg(unix)]
#[test]
fn a_file_is_one_article_however_often_it_is_met() {
    let (files, path) = folder(&[("a.txt", NEWS)]);
    fs::create_dir(files.path().join("inner")).unwrap();
    std::os::unix::fs::symlink("..", path("inner/up")).unwrap();
    std::os::unix::fs::symlink("../a.txt", path("inner/again.txt")).unwrap();
    let root = path("");
    let twice = recoupe(&["check", "--format", "json", &root, &path("inner/../a.txt"), &root]);
    assert_eq!(twice.status.code(), Some(0), "{}", err(&twice));
    assert_eq!(json(&twice)["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn every_article_has_an_id_of_its_own() {
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let lines =
        [line("x", "Un."), line("x", "Deux mots."), line("x-2", "Trois."), line("x", "Un.")];
    let (_files, path) = folder(&[("in.jsonl", &lines.concat())]);
    let dossier = json(&recoupe(&["check", "--format", "json", &path("in.jsonl")]));
    let articles = dossier["articles"].as_array().unwrap();
    let mut ids: Vec<&str> = articles.iter().map(|it| it["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["x", "x-2", "x-3", "x-4"]);
}

#[test]
fn a_language_that_cannot_be_used_is_told() {
    let (_folder, data) = data();
    let run = || {
        let out = recoupe(&["demo", "--format", "json", "--data", data.to_str().unwrap()]);
        (out.status.code(), err(&out).to_owned())
    };
    assert_eq!(run(), (Some(0), String::new()));
    fs::write(data.join("lang/fr/syntax.bin"), "half of a model").unwrap();
    let (status, says) = run();
    assert!(status == Some(2) && says.contains("lang/fr/syntax.bin: "), "{says}");
    fs::remove_file(data.join("lang/fr/syntax.bin")).unwrap();
    assert!(run().1.contains("lang/fr/syntax.bin: is missing"));
    fs::write(data.join("lang/en/segment.toml"), "[[").unwrap();
    let (status, says) = run();
    assert!(status == Some(2) && says.contains("lang/en/segment.toml: "), "{says}");
    fs::remove_dir_all(data.join("frames")).unwrap();
    assert!(run().1.contains("has nothing in frames/"));
}

#[test]
fn a_line_in_a_word_list_takes_effect_at_once() {
    let (_folder, data) = data();
    let news = "Le ministre chante que la Norvège a ratifié le traité mardi.";
    let (_files, path) = folder(&[("a.txt", news)]);
    let speakers = |data: &Path| {
        let at = data.to_str().unwrap();
        let args = ["claims", "--data", at, "--text-language", "fr", &path("a.txt")];
        String::from_utf8(recoupe(&args).stdout).unwrap()
    };
    let before = speakers(&data);
    let table = data.join("lang/fr/words/reporting_verb.tsv");
    let old = fs::read_to_string(&table).unwrap();
    let dire = old.lines().find(|line| line.starts_with("dire\t")).unwrap();
    let new = dire.replacen("dire", "chanter", 1);
    fs::write(&table, format!("{}\n{new}\n", old.trim_end())).unwrap();
    assert_ne!(before, speakers(&data));
    fs::write(&table, format!("{}\nx\ty\tz\ta\tb\tc\td\n", old.trim_end())).unwrap();
    let broken = recoupe(&["demo", "--data", data.to_str().unwrap()]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).contains("reporting_verb.tsv:"), "{}", err(&broken));
}

#[test]
fn what_is_no_dossier_is_told_once() {
    let (_files, path) = folder(&[("a.json", "[["), ("b.json", "{\"schema\":\"x\"}")]);
    for name in ["a.json", "b.json"] {
        let wrong = recoupe(&["verify", &path(name)]);
        assert_eq!(wrong.status.code(), Some(2));
        let says = err(&wrong);
        assert!(says.contains(name) && says.matches("line 1").count() == 1, "{says}");
    }
}

#[test]
fn a_text_as_long_as_a_library_is_cut() {
    // In a language without a pack, so that the test costs no parsing.
    let text = "el presidente se reunió con la ministra y ".repeat(100_000);
    let (_files, path) = folder(&[("long.txt", &text)]);
    let out = recoupe(&["check", "--format", "json", &path("long.txt")]);
    let dossier = json(&out);
    assert!(dossier["articles"][0]["text"].as_str().unwrap().len() <= 512 << 10);
    let notes = dossier["notes"].as_array().unwrap();
    assert!(notes.iter().any(|it| it["says"].as_str().unwrap().contains("were kept")), "{notes:?}");
}

#[test]
fn a_text_that_changes_its_language_all_the_time_takes_no_longer() {
    let turn = "The army said \"le Pérou n'a pas livré les chars à la Bolivie\" and left. « We will go to war with them now. »\n";
    let (_keep, path) =
        folder(&[("mixed.txt", &turn.repeat(1000)), ("less.txt", &turn.repeat(250))]);
    let time = |name: &str| {
        let start = std::time::Instant::now();
        let output = recoupe(&["claims", "--jobs", "1", &path(name)]);
        assert!(output.status.success(), "{}", err(&output));
        assert!(!output.stdout.is_empty(), "no claim was read");
        start.elapsed()
    };
    let (less, more) = (time("less.txt"), time("mixed.txt"));
    // Four times the text; what grows with its square takes sixteen times as long.
    assert!(more < 10 * less + std::time::Duration::from_secs(5), "{less:?}, then {more:?}");
}
