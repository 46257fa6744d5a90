use super::*;
use crate::fixture;

fn page() -> String {
    html(&fixture::dossier(), &HtmlOptions::default())
}

#[test]
fn nothing_of_an_article_is_markup_or_script() {
    let mut dossier = Dossier::from(&fixture::dossier());
    dossier.articles[1].title = Some("</script><img>".into());
    let out = from_wire(&dossier, &HtmlOptions::default());
    assert!(!out.contains("<img"));
    assert_eq!(out.matches("<script").count(), 2);
    assert_eq!(out.matches("</script>").count(), 2);
    assert!(out.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
    assert!(out.contains("\\u003c/script\\u003e\\u003cimg"));
}

#[test]
fn the_text_of_an_article_stands_in_the_page_once() {
    let dossier = fixture::dossier();
    let text = escape(&dossier.documents[1].text);
    let line = text.lines().max_by_key(|line| line.len()).unwrap();
    let data = page().split("id=\"data\">").nth(1).unwrap().to_owned();
    assert!(!data.contains(line) && page().contains(line));
}

#[test]
fn braces_of_an_article_are_not_places_of_the_page() {
    let mut dossier = Dossier::from(&fixture::dossier());
    dossier.stories[0].title = "{script} {data}".into();
    let out = from_wire(&dossier, &HtmlOptions::default());
    assert!(out.contains("<h1>{script} {data}</h1>"));
    assert_eq!(out.matches("<script").count(), 2);
}

#[test]
fn the_policy_allows_this_script_and_style_alone() {
    let out = page();
    let script = out.rsplit("<script>").next().unwrap().split("</script>").next().unwrap();
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    assert!(out.contains(&format!("script-src 'sha256-{hash}'")));
    assert!(out.contains("default-src 'none'") && !out.contains("unsafe-inline"));
    assert!(!out.contains(" style=") && !out.contains(" onclick="));
}

#[test]
fn a_row_says_how_it_stands_and_a_cell_who_says_what() {
    let out = page().replace('\u{a0}', " ");
    assert!(out.contains("quand<span class=\"state\">établi par 3 origines indépendantes</span>"));
    assert!(out.contains(
        "<tr class=\"disputed\"><th scope=\"row\">où<span class=\"state\">contesté</span>"
    ));
    assert!(out.contains(
        "<span class=\"camp b\">B</span><span class=\"value\" lang=\"fr\">Santiago</span>"
    ));
    assert!(out.contains("même texte, 2 articles"));
    assert!(out.contains("n’en dit rien"));
    assert!(out.contains("Nearly 11,000 technicians</span><small>environ 11 000 techniciens"));
    assert!(out.contains("le 3 mars</span><small>3 mars 2026"));
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let mut dossier = Dossier::from(&fixture::dossier());
    dossier.articles[1].url = Some("javascript:alert(1)".into());
    let out = from_wire(&dossier, &HtmlOptions::default());
    assert!(out.contains("href=\"https://fjord.example/traite\""));
    assert!(!out.contains("javascript:"));
}

#[test]
fn an_article_that_stands_alone_opens_on_its_text() {
    let mut dossier = Dossier::from(&fixture::dossier());
    let mut lone = dossier.stories[0].clone();
    (lone.id, lone.articles) = ("s2".into(), vec!["a2".into()]);
    lone.events.clear();
    dossier.stories.push(lone);
    let out = from_wire(&dossier, &HtmlOptions::default());
    assert!(out.contains("class=\"cell\" data-article=\"a2\""));
    assert_eq!(out.matches("<section").count(), 1);
}

#[test]
fn an_empty_dossier_is_a_page() {
    let out = html(&model::Dossier::default(), &HtmlOptions { language: "en".into() });
    assert!(out.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(out.contains("Nothing to cross-check"));
}
