use super::*;
use crate::fixture;

fn french(options: &TextOptions) -> String {
    text(&fixture::dossier(), options).replace('\u{a0}', " ")
}

#[test]
fn disputes_come_first_with_the_words_of_each_side() {
    let out = french(&TextOptions { width: 200, ..TextOptions::default() });
    let disputes = out.find("Désaccords (2)").unwrap();
    let established = out.find("Établi par plusieurs").unwrap();
    assert!(disputes < established);
    assert!(out.contains("1. Signature du traité de Bergen : où [e1/place]"), "{out}");
    assert!(out.contains("≠ Oslo — 2 origines : NTB, ministère"));
    assert!(
        out.contains(
            "Le Phare, 5 mars 2026, de sa propre voix : « Le traité de Bergen a été signé"
        )
    );
    assert!(out.contains("Pourquoi : Oslo ≠ Santiago"));
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [40, 80, 120] {
        let out = french(&TextOptions { width, ..TextOptions::default() });
        for line in out.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn facts_are_told_in_a_line_and_the_rest_is_counted() {
    let out = french(&TextOptions { width: 200, ..TextOptions::default() });
    assert!(
        out.contains("parties : Norvège, Chili · quand : 3 mars 2026 · où : contesté, désaccord 1"),
        "{out}"
    );
    assert!(
        out.contains("1 autre fait, d’une seule origine, n’est pas détaillé ici (--only single).")
    );
    assert!(out.contains("→ douze morts — Le Fjord, 4 mars 2026"));
    assert!(out.contains("en échange de Chili → Norvège : lithium (livré, au conditionnel)"));
    assert!(out.contains("Le Phare ne dit pas : combien (Envoi de techniciens au Chili)"));
    assert!(out.contains("un jeudi sans date"));
}

#[test]
fn one_part_alone_is_told_in_full() {
    let only = Some(Section::Single);
    let out = french(&TextOptions { only, ..TextOptions::default() });
    assert!(out.contains("Les pêcheurs de Valparaíso"));
    assert!(!out.contains("Désaccords"));
}

#[test]
fn english_words_carry_no_french() {
    let options = TextOptions { language: "en".into(), width: 200, ..TextOptions::default() };
    let out = text(&fixture::dossier(), &options);
    assert!(out.contains("Disputes (2)") && out.contains("reprints") || out.contains("at most 3"));
    assert!(!out.contains("selon ") && !out.contains("Désaccords"));
}

#[test]
fn articles_that_stand_alone_are_a_line_each() {
    let mut dossier = fixture::dossier();
    let mut lone = dossier.stories[0].clone();
    (lone.title, lone.documents) = ("Une grue cendrée".into(), lone.documents[2..3].to_vec());
    lone.events.truncate(0);
    dossier.stories.push(lone);
    let out = text(&dossier, &TextOptions::default()).replace('\u{a0}', " ");
    assert!(out.contains("── 1 article que rien ne recoupe ──"), "{out}");
    assert!(out.contains("• Une grue cendrée — Le Phare, 5 mars 2026"));
    dossier.stories.remove(0);
    let out = text(&dossier, &TextOptions::default());
    assert!(out.starts_with("Une grue cendrée\n"), "{out}");
}

#[test]
fn nothing_of_an_article_reaches_the_terminal_as_a_command() {
    let mut dossier = fixture::dossier();
    dossier.stories[0].title = "\u{1b}]0;titre\u{7}\u{202e}".into();
    dossier.stories[0].events[0].title = "\u{1b}[2J".into();
    dossier.documents[0].outlet = Some("\u{9b}31m".into());
    dossier.notes[0].says = "a\rb\u{8}".into();
    let out = text(&dossier, &TextOptions::default());
    assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{out:?}");
    assert!(!out.contains('\u{202e}'));
}

#[test]
fn an_empty_dossier_says_so() {
    let out = text(&recoupe_model::Dossier::default(), &TextOptions::default());
    assert!(out.starts_with("Rien à recouper"));
}
