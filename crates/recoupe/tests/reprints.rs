//! Reprints made from the stories and the examples, with known truth: how many are found, and
//! how many of those that are found are true.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "tests print what they measure; what fails in one is told by its panic"
)]

use std::collections::{BTreeMap, BTreeSet};

use recoupe::cases::{parse_story, sources};
use recoupe::check::{Config, check, documents};
use recoupe::demo;
use recoupe::inputs::Source;
use recoupe_engine::lang::Knowledge;
use recoupe_model::Dossier;
use serde_json::json;

/// Sentences of an article.
const LENGTH: usize = 6;

/// Every sentence of the stories, those of one story far from one another, each once.
fn sentences(lang: &str) -> Vec<String> {
    let files = recoupe_data::embedded();
    let mut all: Vec<(usize, String)> = Vec::new();
    for (_, bytes) in files.iter().filter(|(path, _)| path.starts_with("stories/")) {
        let story = parse_story(&String::from_utf8_lossy(bytes)).unwrap();
        if story.others.iter().any(|block| block.kind == "copies") {
            continue;
        }
        let (read, _) = documents(&sources(&story), &Config::default());
        for (at, document) in read.iter().filter(|it| it.language.code() == lang).enumerate() {
            let lines = document.text.split_inclusive(". ").map(str::trim);
            all.extend(lines.filter(|it| it.len() > 40).map(|it| (at, it.to_owned())));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    let mut known = BTreeSet::new();
    all.into_iter().map(|(_, it)| it).filter(|it| known.insert(it.clone())).collect()
}

/// Articles of which no two share a sentence.
fn originals() -> Vec<Vec<String>> {
    let mut originals: Vec<Vec<String>> = Vec::new();
    for lang in ["fr", "en"] {
        let all = sentences(lang);
        originals.extend(all.chunks_exact(LENGTH).map(<[String]>::to_vec));
    }
    let (examples, _) = documents(&demo::sources(), &Config::default());
    originals.extend(examples.iter().map(|it| {
        let body = it.text.split_once('\n').map_or(&*it.text, |(_, body)| body);
        let sentences = body.lines().flat_map(|line| line.split_inclusive(". "));
        sentences.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    }));
    originals
}

/// What other outlets make of an article.
fn reprints(original: &[String]) -> [Vec<String>; 6] {
    let verbatim = original.to_vec();
    let cut = original[..original.len().div_ceil(2)].to_vec();
    let mut reordered = original.to_vec();
    reordered.rotate_left(original.len() / 2);
    reordered.swap(0, 1);
    let edited = original.iter().enumerate().map(|(at, it)| edited(it, at)).collect();
    let mut headed = vec!["Ce que l'on sait de la journée et de ce qui va suivre.".to_owned()];
    headed.extend_from_slice(&original[1..]);
    // An editor's hand on every sentence, the last one gone, a headline in the other language.
    let mut rewritten = vec!["What we know of the day and of what comes next.".to_owned()];
    rewritten.extend(original.iter().map(|it| self::edited(it, 0)));
    rewritten.pop();
    [verbatim, cut, reordered, edited, headed, rewritten]
}

/// One word of every other sentence left out, one put into the others.
fn edited(sentence: &str, at: usize) -> String {
    let mut words: Vec<&str> = sentence.split(' ').collect();
    let middle = words.len() / 2;
    if at.is_multiple_of(2) {
        words.remove(middle);
    } else {
        words.insert(middle, "notamment");
    }
    words.join(" ")
}

fn article(stem: &str, hour: usize, lines: &[String]) -> Source {
    let json = json!({
        "id": stem,
        "outlet": format!("{stem}.example"),
        "published": format!("2031-05-0{}T{hour:02}:00:00+02:00", 1 + hour / 12),
        "text": lines.join("\n"),
    });
    Source { path: format!("{stem}.json"), bytes: json.to_string().into_bytes(), file: None }
}

/// Each original with its reprints, and articles that share one sentence with an original.
fn pile() -> Vec<Source> {
    let all = originals();
    let mut pile = Vec::new();
    for (number, original) in all.iter().enumerate() {
        pile.push(article(&format!("{number:03}-0"), 8, original));
        for (kind, lines) in reprints(original).iter().enumerate() {
            pile.push(article(&format!("{number:03}-{}", kind + 1), 10 + kind, lines));
        }
    }
    for (number, pair) in all.chunks_exact(2).enumerate() {
        // The background of the one, word for word, in news of its own.
        let mut mixed: Vec<String> = pair[1].iter().map(|it| retold(it)).collect();
        mixed.extend(pair[0].iter().min_by_key(|it| it.len()).cloned());
        pile.push(article(&format!("mixed-{number:03}"), 20, &mixed));
    }
    pile
}

/// The same matter in another order of words: nobody's copy.
fn retold(sentence: &str) -> String {
    let mut words: Vec<&str> = sentence.trim_end_matches('.').split(' ').collect();
    words.reverse();
    words.join(" ") + "."
}

/// Every two documents that are said to come from one text.
fn pairs(families: BTreeMap<String, Vec<String>>) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for members in families.into_values() {
        for (at, a) in members.iter().enumerate() {
            pairs.extend(members[at + 1..].iter().map(|b| (a.clone(), b.clone())));
        }
    }
    pairs
}

fn found(dossier: &Dossier) -> BTreeSet<(String, String)> {
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in &dossier.documents {
        let root = document.copy_of.as_ref().unwrap_or(&document.id);
        families.entry(root.to_string()).or_default().push(document.id.to_string());
    }
    pairs(families)
}

fn truth(dossier: &Dossier) -> BTreeSet<(String, String)> {
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in &dossier.documents {
        let id = document.id.to_string();
        let family = if id.starts_with("mixed") { id.clone() } else { id[..3].to_owned() };
        families.entry(family).or_default().push(id);
    }
    pairs(families)
}

#[test]
fn reprints_are_found_and_nothing_else() {
    let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
    let (dossier, _) = check(&knowledge, &pile(), &Config::default());
    let (found, truth) = (found(&dossier), truth(&dossier));
    let right = found.intersection(&truth).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / truth.len() as f64);
    println!(
        "{} documents, {} true pairs: precision {precision:.3}, recall {recall:.3}",
        dossier.documents.len(),
        truth.len()
    );
    for (a, b) in truth.difference(&found).take(12) {
        println!("missed: {a} {b}");
    }
    for (a, b) in found.difference(&truth).take(12) {
        println!("wrong: {a} {b}");
    }
    assert!(truth.len() > 400, "only {} pairs", truth.len());
    assert!(precision >= 0.99, "precision {precision:.3}");
    assert!(recall >= 0.95, "recall {recall:.3}");
}
