//! The program as a user runs it: commands, output, exit status.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests of a program write and read files; what fails in one is told by its panic"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn recoupe(args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_recoupe");
    Command::new(program).args(args).env("LC_ALL", "fr_FR.UTF-8").output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles")
}

fn example(name: &str) -> String {
    examples().join(name).display().to_string()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn json(output: &Output) -> Value {
    serde_json::from_str(out(output)).unwrap()
}

#[test]
fn the_demo_shows_a_dispute_an_agreement_and_the_words() {
    let shown = recoupe(&["demo", "--format", "text", "--language", "fr"]);
    assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
    let text = out(&shown).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Désaccord", "signé à Wellington", "Montevideo", "La Dépêche australe"] {
        assert!(text.contains(words), "« {words} » is not in\n{text}");
    }
}

#[test]
fn the_same_bytes_for_any_order_of_paths_and_any_jobs() {
    let names = ["tasman-post.html", "courrier-du-large.txt", "depeche-australe.txt"];
    let paths: Vec<String> = names.iter().map(|name| example(name)).collect();
    let run = |order: [usize; 3], jobs: &str| {
        let mut args = vec!["check", "--format", "json", "--jobs", jobs];
        args.extend(order.iter().map(|&i| paths[i].as_str()));
        out(&recoupe(&args)).to_owned()
    };
    let first = run([0, 1, 2], "1");
    assert!(first.contains("\"recoupe.dossier/1\""));
    assert_eq!(first, run([2, 0, 1], "4"));
    assert_eq!(first, run([1, 2, 0], "2"));
}

#[test]
fn every_quote_stands_where_the_dossier_says() {
    let dossier = json(&recoupe(&["demo", "--format", "json"]));
    let articles = dossier["articles"].as_array().unwrap();
    let text = |id: &Value| {
        let article = articles.iter().find(|article| article["id"] == *id).unwrap();
        article["text"].as_str().unwrap().chars().collect::<Vec<_>>()
    };
    let claims = dossier["claims"].as_array().unwrap();
    assert!(claims.len() > 20, "only {} claims", claims.len());
    for claim in claims {
        let text = text(&claim["article"]);
        for evidence in claim["evidence"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            let quote: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(evidence["quote"], quote);
        }
    }
}

#[test]
fn verify_passes_a_dossier_and_finds_a_changed_quote() {
    let demo = recoupe(&["demo", "--format", "json"]);
    let changed = out(&demo).replacen("Montevideo", "Montevidéo", 1);
    let files = folder(&[("a.json", &demo.stdout), ("b.json", changed.as_bytes())]);
    let path = |name: &str| files.path().join(name).display().to_string();
    let right = recoupe(&["verify", &path("a.json")]);
    assert_eq!(right.status.code(), Some(0), "{}", err(&right));
    let wrong = recoupe(&["verify", &path("b.json")]);
    assert_eq!(wrong.status.code(), Some(1), "{}", out(&wrong));
}

#[test]
fn why_tells_the_words_and_the_rule_of_a_claim() {
    let demo = recoupe(&["demo", "--format", "json"]);
    let dossier = json(&demo);
    let claim = &dossier["claims"][0];
    let files = folder(&[("a.json", &demo.stdout)]);
    let path = files.path().join("a.json").display().to_string();
    let told = recoupe(&["why", claim["id"].as_str().unwrap(), &path]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    assert!(out(&told).contains(claim["rule"].as_str().unwrap()), "{}", out(&told));
    let unknown = recoupe(&["why", "nobody", &path]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("take an id from"));
}

#[test]
fn bad_input_is_named_and_the_rest_is_done() {
    let good = "---\noutlet: Le Phare\npublished: 2031-07-02\n---\nOslo et Lisbonne ont signé un \
                accord de pêche mardi.\n";
    let lines =
        "{\"id\":\"j1\",\"text\":\"Le ministre a visité Oslo lundi.\"}\n{\"id\":\"j2\",\"te";
    let page = "<!DOCTYPE html><html><head><title></title></head><body><nav>x</nav></body></html>";
    let files = folder(&[
        ("good.txt", good.as_bytes()),
        ("empty.txt", b""),
        ("binary.bin", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0"),
        ("half.jsonl", lines.as_bytes()),
        ("page.html", page.as_bytes()),
        ("latin.txt", b"Le trait\xe9 a \xe9t\xe9 sign\xe9 \xe0 Oslo mardi par les deux pays.\n"),
    ]);
    let path = files.path().display().to_string();
    let checked = recoupe(&["check", "--format", "json", &path]);
    assert_eq!(checked.status.code(), Some(1));
    for name in ["empty.txt", "binary.bin", "half.jsonl", "page.html"] {
        assert!(err(&checked).contains(name), "{name} is not named in\n{}", err(&checked));
    }
    let dossier = json(&checked);
    let articles = dossier["articles"].as_array().unwrap();
    let ids: Vec<&str> = articles.iter().filter_map(|it| it["path"].as_str()).collect();
    assert_eq!(articles.len(), 3, "{ids:?}");
    let missing =
        recoupe(&["check", "--format", "json", "no-such-file", &example("radio-rio.txt")]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(err(&missing).contains("no-such-file"));
    assert_eq!(json(&missing)["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn a_huge_line_is_cut_and_told() {
    let mut huge = "Le ministre a visité Oslo lundi. ".repeat(400_000);
    huge.truncate(12_000_000);
    let files = folder(&[("huge.txt", huge.as_bytes())]);
    let path = files.path().display().to_string();
    let limit = recoupe(&["mentions", &path]);
    assert!(limit.status.code().is_some_and(|code| code < 2), "{}", err(&limit));
}

#[test]
fn articles_come_from_standard_input_and_keep_their_ids() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["claims", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = "{\"id\":\"depeche-7\",\"published\":\"2031-07-02\",\"text\":\"La Norvège a ratifié \
                le traité mardi.\"}\n";
    child.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let first: Value = serde_json::from_str(out(&output).lines().next().unwrap()).unwrap();
    assert_eq!(first["article"], "depeche-7");
    assert_eq!(first["type"], "treaty.ratify");
}

#[test]
fn disputes_end_with_three_when_asked() {
    assert_eq!(recoupe(&["demo", "--exit-code"]).status.code(), Some(3));
    assert_eq!(recoupe(&["demo"]).status.code(), Some(0));
    assert_eq!(recoupe(&["check"]).status.code(), Some(2));
}

#[test]
fn parse_prints_conllu_that_it_reads_again() {
    let printed = recoupe(&["parse", &example("courrier-du-large.txt")]);
    let files = folder(&[("a.conllu", &printed.stdout)]);
    let path = files.path().join("a.conllu").display().to_string();
    let again = recoupe(&["parse", "--pretokenized", "--text-language", "fr", &path]);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    let words = |text: &str| {
        let rows = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        rows.map(|row| row.split('\t').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words(out(&printed)), words(out(&again)));
    assert!(words(out(&printed)).len() > 100);
}

#[test]
fn a_page_stands_alone() {
    let page = recoupe(&["demo", "--format", "html"]);
    let html = out(&page);
    assert!(html.starts_with("<!doctype html>"));
    for outside in ["src=\"http", "<link", "url(http", "@import"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

const COPPER: [(&str, &[u8]); 2] = [
    (
        "alpha.json",
        br#"{"outlet": "alpha.example", "published": "2026-06-10",
             "text": "Chile and Japan signed a copper agreement in Santiago on Tuesday."}"#,
    ),
    (
        "beta.json",
        br#"{"outlet": "beta.example", "published": "2026-06-10",
             "text": "A copper agreement between Chile and Japan was signed yesterday."}"#,
    ),
];

#[test]
fn corrections_in_the_folder_are_found() {
    let told: &[u8] = b"[[reprint]]\narticle = \"beta.json\"\nof = \"alpha.json\"\n";
    let files = [COPPER[0], COPPER[1], ("corrections.toml", told)];
    let articles = folder(&files);
    let path = articles.path().display().to_string();
    let run = recoupe(&["check", "--format", "json", &path]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert!(err(&run).contains("corrections.toml"), "{}", err(&run));
    let dossier = json(&run);
    assert_eq!(dossier["articles"].as_array().unwrap().len(), 2);
    let notes = dossier["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["kind"] == "correction"), "{notes:?}");
}

#[test]
fn wrong_corrections_in_the_folder_lose_no_article() {
    let files = [COPPER[0], COPPER[1], ("corrections.toml", b"[[reprints]]\n" as &[u8])];
    let articles = folder(&files);
    let path = articles.path().display().to_string();
    let run = recoupe(&["check", "--format", "json", &path]);
    assert_eq!(run.status.code(), Some(1), "{}", err(&run));
    assert!(err(&run).contains("[[reprint]]"), "{}", err(&run));
    assert_eq!(json(&run)["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_signed_now_has_not_the_name_of_an_agreement_of_years_ago() {
    let text = "---\noutlet: Agence\npublished: 2026-05-22\nlanguage: fr\n---\nLe gouvernement et le \
                Front ont signé vendredi un accord de paix. L'accord de 2016 avec les Farc avait \
                été rejeté.\n";
    let articles = folder(&[("a.txt", text.as_bytes())]);
    let path = articles.path().display().to_string();
    let dossier = json(&recoupe(&["check", "--format", "json", &path]));
    let claims = dossier["claims"].as_array().unwrap();
    let signed = claims.iter().find(|it| it["type"] == "treaty.sign").unwrap();
    let name = signed["roles"]["instrument"][0]["name"].as_str().unwrap();
    assert!(!name.contains("2016"), "{name}");
}
