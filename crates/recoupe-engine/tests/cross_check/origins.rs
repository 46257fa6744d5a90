//! Whose word it is.

use recoupe_model::{Role, SourceKind, Verdict};

use crate::made::*;

fn died() -> Made {
    claim("die").with(Role::Target, person("Jean Martin", None)).with(Role::Time, day(2024, 3, 4))
}

fn origins(articles: Vec<Article>) -> (usize, Verdict) {
    let checked = check(articles);
    (checked.story.events[0].origins, checked.finding("die", Role::Time).verdict)
}

#[test]
fn two_outlets_are_two_origins() {
    let told = |stem: &str, outlet: &str| article(stem).outlet(outlet).says(died());
    assert_eq!(origins(vec![told("a", "A"), told("b", "B")]), (2, Verdict::Agreed));
    assert_eq!(origins(vec![told("a", "A"), told("b", "A")]), (1, Verdict::Single));
}

#[test]
fn one_dispatch_is_one_origin() {
    let told = |stem: &str, outlet: &str| article(stem).outlet(outlet).credits("AFP").says(died());
    assert_eq!(origins(vec![told("a", "A"), told("b", "B")]), (1, Verdict::Single));
    let agency = article("c").outlet("AFP").says(died());
    assert_eq!(origins(vec![told("a", "A"), agency]), (1, Verdict::Single));
}

#[test]
fn official_voices_of_one_state_are_one() {
    let by = |stem: &str, name: &str, kind| article(stem).says(died().by(name, kind, Some("KOR")));
    let articles = vec![
        by("a", "le ministère de la Défense", SourceKind::Institution),
        by("b", "le ministre de la Défense", SourceKind::Official),
        by("c", "Séoul", SourceKind::State),
    ];
    assert_eq!(origins(articles), (1, Verdict::Single));
    let articles =
        vec![by("a", "Séoul", SourceKind::State), by("b", "un institut", SourceKind::Expert)];
    assert_eq!(origins(articles), (2, Verdict::Agreed));
    let articles =
        vec![by("a", "Séoul", SourceKind::State), by("b", "l'opposition", SourceKind::Institution)];
    assert_eq!(origins(articles), (2, Verdict::Agreed));
}

#[test]
fn the_innermost_source_counts() {
    let told = |stem: &str| {
        article(stem).outlet(stem).says(
            died()
                .by("KCNA", SourceKind::Agency, Some("PRK"))
                .by("Séoul", SourceKind::State, Some("KOR"))
                .nested(),
        )
    };
    assert_eq!(origins(vec![told("a"), told("b")]), (1, Verdict::Single));
}

#[test]
fn an_article_that_names_its_source_adds_no_voice_of_its_own() {
    let both = article("a").outlet("A").says(died()).says(died().by(
        "la famille",
        SourceKind::Other,
        None,
    ));
    assert_eq!(origins(vec![both]), (1, Verdict::Single));
}

#[test]
fn a_name_in_two_languages_is_one_source() {
    let told =
        |stem: &str, name: &str| article(stem).says(died().by(name, SourceKind::Expert, None));
    let articles = vec![told("a", "Observatoire Danube"), told("b", "the Danube Observatory")];
    assert_eq!(origins(articles), (1, Verdict::Single));
}

#[test]
fn a_reprint_adds_no_origin() {
    let text = "Le comédien Jean Martin est mort lundi dans sa maison de campagne, entouré des siens, après une longue maladie dont il ne parlait jamais. Il avait joué dans plus de quarante films et reçu trois prix. Ses obsèques auront lieu jeudi dans son village natal, où il avait fondé un théâtre.\n";
    let told = |stem: &str, outlet: &str| article(stem).outlet(outlet).text(text).says(died());
    assert_eq!(origins(vec![told("a", "A"), told("b", "B"), told("c", "C")]), (1, Verdict::Single));
}

#[test]
fn what_is_only_possible_supports_nothing() {
    let told = |stem: &str| {
        article(stem).outlet(stem).says(died().modality(recoupe_model::Modality::Possible))
    };
    let checked = check(vec![told("a"), told("b")]);
    assert_eq!(checked.finding("die", Role::Time).verdict, Verdict::Single);
}
