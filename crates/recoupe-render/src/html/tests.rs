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
        "<tr class=\"disputed\" id=\"event-e1-place\"><th scope=\"row\">où<span class=\"state\">contesté</span>"
    ));
    assert!(out.contains(
        "<span class=\"camp b\">B</span><span class=\"value\" lang=\"fr\">Santiago</span>"
    ));
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
fn columns_are_origins_with_their_articles_folded() {
    let out = page();
    let head = out.split("<thead>").nth(1).unwrap().split("</thead>").next().unwrap();
    let origins: Vec<_> = head.split("class=\"origin\">").skip(1).collect();
    let names: Vec<_> = origins.iter().map(|it| it.split('<').next().unwrap()).collect();
    assert_eq!(names, ["NTB", "ministère norvégien des Affaires étrangères", "Le Phare"]);
    assert!(origins[0].contains("<details class=\"fold\"><summary>2\u{a0}articles"));
    assert!(origins[0].contains("reprend Le Fjord"));
}

#[test]
fn an_article_that_stands_alone_opens_on_its_text() {
    let mut dossier = Dossier::from(&fixture::dossier());
    let mut lone = dossier.stories[0].clone();
    (lone.id, lone.articles) = ("s2".into(), vec!["a2".into()]);
    lone.events.clear();
    dossier.stories.push(lone);
    let out = from_wire(&dossier, &HtmlOptions::default());
    let after = out.split("1\u{a0}article que rien ne recoupe").nth(1).unwrap();
    assert!(after.contains("id=\"article-a2\""));
    assert!(!out.contains("id=\"story-s2\""));
}

#[test]
fn several_stories_are_told_apart() {
    let mut dossier = Dossier::from(&fixture::dossier());
    let mut other = dossier.stories[0].clone();
    (other.id, other.title) = ("s2".into(), "Une autre <histoire>".into());
    other.events.clear();
    dossier.stories.push(other);
    let out = from_wire(&dossier, &HtmlOptions::default());
    assert!(out.contains("<select id=\"story\">"));
    assert!(out.contains("<option value=\"s2\">Une autre &lt;histoire&gt;"));
    assert!(out.contains("data-story=\"s2\" id=\"story-s2\""));
}

#[test]
fn every_part_tells_the_same_facts() {
    let out = page();
    for part in
        ["facts", "timeline", "actors", "commitments", "exchanges", "origins", "articles", "notes"]
    {
        assert!(out.contains(&format!("role=\"tab\" id=\"tab-{part}\"")), "{part}");
        assert!(out.contains(&format!("role=\"tabpanel\" id=\"part-{part}\"")), "{part}");
    }
    let dossier = Dossier::from(&fixture::dossier());
    let known: Vec<&str> = dossier.claims.iter().map(|it| &*it.id).collect();
    for id in out.split("data-claim=\"").skip(1).map(|it| it.split('"').next().unwrap()) {
        assert!(known.contains(&id), "{id} is no claim of the dossier");
    }
    for event in &dossier.stories[0].events {
        assert!(out.contains(&format!("id=\"event-{}\"", event.id)), "{} has no address", event.id);
    }
}

#[test]
fn rival_dates_stand_on_one_line_and_open_ends_fade() {
    use crate::wire::v1::Value;
    let mut dossier = Dossier::from(&fixture::dossier());
    let event = &mut dossier.stories[0].events[0];
    let slot = event.slots.iter_mut().find(|it| it.role == "time").unwrap();
    slot.verdict = "disputed".into();
    let mut rival = slot.values[0].clone();
    let Value::Time(time) = &mut rival.value else { panic!("not a time") };
    (time.from, time.to) = (Some("2026-04-04".into()), None);
    slot.values.push(rival);
    let out = from_wire(&dossier, &HtmlOptions::default());
    let strip = out.split("class=\"strip\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(
        strip.contains("circle class=\"rival a\"") && strip.contains("rect class=\"rival b open\"")
    );
    assert!(strip.contains("url(#fade-right)"));
}

#[test]
fn an_edge_opens_its_sentences() {
    let out = page();
    assert!(out.contains("<a href=\"#edge-s1-0\" aria-label=\"Chili – Norvège"));
    let edge = out.split("id=\"edge-s1-0\"").nth(1).unwrap().split("</details>").next().unwrap();
    assert!(edge.contains("data-claim=\"c2\"") && edge.contains("signé le 3 mars à Santiago"));
}

#[test]
fn a_commitment_says_who_owes_what_and_what_would_wake_it() {
    let out = page();
    let out = out.replace('\u{a0}', " ");
    let card = out.split("id=\"pledge-s1-0\"").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(card.contains("Norvège ⇄ Chili") && card.contains("« En cas d’avarie »"));
    assert!(card.contains("contesté") && card.contains("personne, dans ces articles"));
    assert!(out.contains("data-if=\"attack||country:CHL\" data-awake=\"pledge-s1-0\""));
    assert!(out.contains("data-if=\"sanctions||country:CHL\" data-awake=\"\""));
}

#[test]
fn hostile_words_of_every_kind_stay_words() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onload='x";
    let mut dossier = Dossier::from(&fixture::dossier());
    let article = &mut dossier.articles[0];
    article.outlet = Some(hostile.into());
    article.byline = Some(hostile.into());
    article.path = hostile.into();
    article.url = Some(format!("https://x.example/{hostile}"));
    article.language = hostile.into();
    let story = &mut dossier.stories[0];
    story.title = hostile.into();
    story.origins[0].name = hostile.into();
    story.origins[0].kind = hostile.into();
    story.commitments[0].trigger = Some(hostile.into());
    story.commitments[0].parties[0].name = hostile.into();
    story.commitments[0].parties[0].id = hostile.into();
    story.exchanges[0].step = Some(hostile.into());
    for event in &mut story.events {
        event.title = hostile.into();
        event.status = hostile.into();
        for slot in &mut event.slots {
            slot.why = hostile.into();
            slot.role = hostile.into();
        }
    }
    for claim in &mut dossier.claims {
        claim.frame = hostile.into();
        claim.modality = hostile.into();
    }
    dossier.notes[0].says = hostile.into();
    dossier.notes[0].kind = hostile.into();
    let out = from_wire(&dossier, &HtmlOptions::default());
    assert_eq!(out.matches("<script").count(), 2);
    assert!(!out.contains("<img"));
    // Outside of what is escaped no attribute can begin: quotes of the words are gone.
    let markup = out.split("id=\"data\">").next().unwrap();
    assert!(!markup.contains("' onload='x"));
}

#[test]
fn an_empty_dossier_is_a_page() {
    let out = html(&model::Dossier::default(), &HtmlOptions { language: "en".into() });
    assert!(out.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(out.contains("Nothing to cross-check"));
}
