//! What the user corrects is done on each run, and told.

#![allow(clippy::unwrap_used, reason = "what fails in a test is told by its panic")]

use std::sync::OnceLock;

use recoupe::check::{Config, check};
use recoupe::corrections::parse;
use recoupe::inputs::Source;
use recoupe_engine::lang::Knowledge;
use recoupe_model::{Dossier, Lang, NoteKind, Verdict};
use serde_json::json;

const DEATHS: [(&str, Option<&str>, &str); 2] = [
    ("alpha", Some("2026-03-10"), "Solveig Aasen est morte à Bergen le 5 mars 2026."),
    ("beta", Some("2026-03-10"), "Norwegian writer Solveig Aasen died in Bergen on 8 March 2026."),
];

const COPPER: [(&str, Option<&str>, &str); 2] = [
    (
        "alpha",
        Some("2026-06-10"),
        "Le Chili et le Japon ont signé mardi un accord sur le cuivre à Santiago.",
    ),
    (
        "beta",
        Some("2026-06-10"),
        "Chile and Japan signed a copper agreement in Santiago yesterday.",
    ),
];

fn checked(pile: &[(&str, Option<&str>, &str)], corrections: &str) -> Dossier {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    let knowledge = KNOWLEDGE.get_or_init(|| Knowledge::load(&recoupe_data::embedded()).unwrap());
    let sources: Vec<Source> = pile
        .iter()
        .map(|(name, published, text)| {
            let outlet = format!("{name}.example");
            let json = json!({ "outlet": outlet, "published": published, "text": text });
            Source {
                path: format!("{name}.json"),
                bytes: json.to_string().into_bytes(),
                file: None,
            }
        })
        .collect();
    let corrections = parse(corrections).unwrap();
    let config = Config { report: Some(Lang::new("en")), corrections, ..Config::default() };
    check(knowledge, &sources, &config).0
}

/// `die.time disputed`, for every finding.
fn findings(dossier: &Dossier) -> Vec<String> {
    let events = dossier.stories.iter().flat_map(|story| &story.events);
    let told = events.flat_map(|event| event.slots.iter().map(move |slot| (event, slot)));
    told.map(|(event, it)| format!("{}.{} {}", event.frame, it.role.name(), it.verdict.name()))
        .collect()
}

fn disputes(dossier: &Dossier) -> usize {
    let events = dossier.stories.iter().flat_map(|story| &story.events);
    events.flat_map(|it| &it.slots).filter(|it| it.verdict == Verdict::Disputed).count()
}

fn told(dossier: &Dossier) -> String {
    let notes = dossier.notes.iter().filter(|note| note.kind == NoteKind::Correction);
    notes.map(|note| note.says.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_name_may_be_of_two() {
    assert!(findings(&checked(&DEATHS, "")).contains(&"die.time disputed".to_owned()));
    let fixed = "[[different]]\nname = \"Solveig Aasen\"\narticles = [\"beta\"]\n";
    let dossier = checked(&DEATHS, fixed);
    assert_eq!(disputes(&dossier), 0, "{:?}", findings(&dossier));
    assert!(told(&dossier).contains("“Solveig Aasen” is somebody or something else"));
}

#[test]
fn two_names_may_be_of_one() {
    let pile = [DEATHS[0], ("beta", DEATHS[1].1, "Paul Morel est mort à Bergen le 8 mars 2026.")];
    assert_eq!(disputes(&checked(&pile, "")), 0);
    let fixed = "[[same]]\nnames = [\"Solveig Aasen\", \"Paul Morel\"]\n";
    let dossier = checked(&pile, fixed);
    assert!(
        findings(&dossier).contains(&"die.time disputed".to_owned()),
        "{:?}",
        findings(&dossier)
    );
    assert!(told(&dossier).contains("are one and the same"));
}

#[test]
fn a_reprint_may_be_told() {
    let time = "treaty.sign.time";
    assert!(findings(&checked(&COPPER, "")).contains(&format!("{time} agreed")));
    let fixed = "[[reprint]]\narticle = \"beta.json\"\nof = \"alpha.example\"\n";
    let dossier = checked(&COPPER, fixed);
    assert!(findings(&dossier).contains(&format!("{time} single")), "{:?}", findings(&dossier));
    assert!(dossier.documents.iter().any(|it| it.copy_of.is_some()));
    assert!(told(&dossier).contains("this article reprints alpha.example"));
}

#[test]
fn two_articles_may_tell_of_two_events() {
    let fixed = "[[apart]]\narticles = [\"alpha\", \"beta\"]\ntype = \"treaty.sign\"\n";
    let dossier = checked(&COPPER, fixed);
    let events = dossier.stories.iter().flat_map(|story| &story.events);
    assert_eq!(events.filter(|event| &*event.frame == "treaty.sign").count(), 2);
    assert!(told(&dossier).contains("not about the same event"));
}

#[test]
fn a_date_of_publication_may_be_given() {
    let mut pile = COPPER;
    pile[1].1 = None;
    let fixed = "[[published]]\narticle = \"beta\"\ndate = \"2026-06-10\"\n";
    let dossier = checked(&pile, fixed);
    assert!(findings(&dossier).contains(&"treaty.sign.time agreed".to_owned()));
    assert!(told(&dossier).contains("published on 2026-06-10"));
    assert!(dossier.notes.iter().all(|note| note.kind != NoteKind::Undated));
}

#[test]
fn an_origin_may_be_a_party() {
    let pile =
        [("alpha", Some("2026-06-10"), "A fire in Gdansk wounded 14 people, the Red Cross said.")];
    let interested = |dossier: &Dossier| {
        dossier.stories.iter().flat_map(|it| &it.origins).filter(|it| it.interested).count()
    };
    assert_eq!(interested(&checked(&pile, "")), 0);
    assert_eq!(interested(&checked(&pile, "[[interested]]\norigin = \"Red Cross\"\n")), 1);
}

#[test]
fn what_cannot_be_done_is_told() {
    let dossier = checked(&COPPER, "[[reprint]]\narticle = \"nowhere\"\nof = \"alpha\"\n");
    assert!(told(&dossier).contains("no article is called “nowhere”"));
    let dossier = checked(&COPPER, "[[same]]\nnames = [\"Nemo Nobody\", \"Nobody\"]\n");
    assert!(told(&dossier).contains("nothing has the name"));
    assert!(parse("[[reprints]]\narticle = \"a\"\n").unwrap_err().contains("[[reprint]]"));
    assert!(parse("[[published]]\narticle = \"a\"\ndate = \"10/06/2026\"\n").is_err());
}
