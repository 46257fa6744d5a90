//! Linked data in Turtle: where every word comes from, in the terms of PROV-O.
//!
//! Articles, claims, events and findings are entities; a claim is derived from its article and
//! attributed to whoever is said to say it, an event is made of its claims, a finding is derived
//! from them. What PROV-O and Dublin Core have no word for is in a small vocabulary of our own,
//! `urn:recoupe:vocab:`, told in `docs/formats.md`. Nothing here says that a claim is true.

mod term;

use std::collections::BTreeMap;

use recoupe_model as model;

use crate::edtf;
use crate::view::View;
use crate::wire::v1::{
    Article, Claim, Dossier, Event, Finding, Position, Story, TimelineEntry, Value,
};
use crate::words::Words;
use term::{address, literal, name, spoken};

const HEAD: &str = "\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rc: <urn:recoupe:vocab:> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .

<urn:recoupe:run> a prov:Activity ;
    prov:wasAssociatedWith <urn:recoupe:program> .

<urn:recoupe:program> a prov:SoftwareAgent ;
    rdfs:label \"recoupe\" .
";

/// The dossier as triples. `language` is that of the names of things.
pub fn turtle(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`turtle`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let mut out = HEAD.to_owned();
    // By name: what they are called, and whether they are persons.
    let mut agents: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for it in &dossier.articles {
        article(&mut out, it);
        if let Some(outlet) = &it.outlet {
            agents.insert(name("outlet", outlet), (literal(outlet), false));
        }
    }
    for it in &dossier.claims {
        claim(&mut out, &view, it);
        for source in &it.attribution {
            let is_person = matches!(source.kind.as_str(), "official" | "expert" | "person");
            agents.entry(agent(source)).or_insert_with(|| (literal(&source.name), is_person));
        }
    }
    for (agent, (label, is_person)) in agents {
        // A state or a ministry is an organisation here: somebody who can say something.
        let class = if is_person { "prov:Person" } else { "prov:Organization" };
        block(&mut out, &agent, &[("a", class.into()), ("rdfs:label", label)]);
    }
    for (id, (label, class)) in entities(&view) {
        let class = literal(&class);
        block(&mut out, &name("thing", id), &[("rdfs:label", label), ("rc:class", class)]);
    }
    for it in &dossier.stories {
        story(&mut out, &view, it);
    }
    out
}

/// One subject with what is said of it.
fn block(out: &mut String, subject: &str, said: &[(&str, String)]) {
    put!(out, "\n{subject}");
    for (n, (predicate, object)) in said.iter().enumerate() {
        let end = if n + 1 == said.len() { " ." } else { " ;" };
        let start = if n == 0 { " " } else { "    " };
        put!(out, "{start}{predicate} {object}{end}\n");
    }
}

fn article(out: &mut String, it: &Article) {
    let mut said = vec![("a", "prov:Entity, schema:NewsArticle".to_owned())];
    said.push(("dcterms:identifier", literal(&it.id)));
    said.push(("dcterms:language", literal(&it.language)));
    if let Some(title) = &it.title {
        said.push(("dcterms:title", spoken(title, &it.language)));
    }
    if let Some(url) = &it.url {
        said.push(("schema:url", address(url)));
    }
    if let Some(byline) = &it.byline {
        said.push(("dcterms:creator", literal(byline)));
    }
    if let Some(date) = edtf::published(it) {
        said.push(("dcterms:issued", term::edtf(&date)));
    }
    if let Some(outlet) = &it.outlet {
        said.push(("prov:wasAttributedTo", name("outlet", outlet)));
        said.push(("dcterms:publisher", name("outlet", outlet)));
    }
    if let Some(original) = &it.copy_of {
        said.push(("prov:wasDerivedFrom", name("article", original)));
    }
    if let Some(hash) = &it.hash {
        said.push(("rc:sha256", literal(hash)));
    }
    block(out, &name("article", &it.id), &said);
}

/// The name of whoever is said to say something.
fn agent(it: &crate::wire::v1::Attribution) -> String {
    match &it.entity {
        Some(id) => name("agent", id),
        None => name("agent", &it.name),
    }
}

fn claim(out: &mut String, view: &View<'_>, it: &Claim) {
    let mut said = vec![
        ("a", "prov:Entity, rc:Claim".to_owned()),
        ("prov:wasDerivedFrom", name("article", &it.article)),
        ("prov:wasGeneratedBy", "<urn:recoupe:run>".to_owned()),
        ("rc:type", literal(&it.frame)),
        ("rc:polarity", literal(&it.polarity)),
        ("rc:modality", literal(&it.modality)),
        ("rc:rule", literal(&it.rule)),
    ];
    said.extend(it.attribution.iter().map(|source| ("prov:wasAttributedTo", agent(source))));
    if it.attribution.is_empty()
        && let Some(outlet) = view.article(&it.article).and_then(|it| it.outlet.as_deref())
    {
        said.push(("prov:wasAttributedTo", name("outlet", outlet)));
    }
    for words in &it.evidence {
        let quote = spoken(&words.quote, view.language(&it.article));
        let at = format!("[ rdf:value {quote} ; rc:start {} ; rc:end {} ]", words.start, words.end);
        said.push(("rc:evidence", at));
    }
    for (role, all) in &it.roles {
        said.extend(all.iter().map(|it| ("rc:role", filler(role, it))));
    }
    block(out, &name("claim", &it.id), &said);
}

/// What fills a role, as a node without a name.
fn filler(role: &str, it: &Value) -> String {
    let mut out = format!("[ rdfs:label {} ; rdf:value {}", literal(role), literal(it.text()));
    match it {
        Value::Entity(it) => put!(out, " ; rc:thing {}", name("thing", &it.id)),
        Value::Time(it) => {
            if let Some(date) = edtf::time(it) {
                put!(out, " ; dcterms:temporal {}", term::edtf(&date));
            }
        }
        Value::Quantity(it) => {
            for (key, bound) in [("low", it.low), ("high", it.high)] {
                if let Some(bound) = bound.filter(|it| it.0.is_finite()) {
                    put!(out, " ; rc:{key} {:e}", bound.0);
                }
            }
            put!(out, " ; rc:unit {} ; rc:approximate {}", literal(&it.unit), it.approximate);
        }
        Value::Text(_) => {}
    }
    out + " ]"
}

/// Things by id, with their name in the language of the report and their class.
fn entities<'a>(view: &View<'a>) -> BTreeMap<&'a str, (String, String)> {
    let mut all = BTreeMap::new();
    let claims = view.dossier.claims.iter().flat_map(|it| it.roles.values().flatten());
    let events = view.dossier.stories.iter().flat_map(|it| &it.events);
    let slots = events.flat_map(|it| &it.slots).flat_map(|it| &it.values).map(|it| &it.value);
    for it in claims.chain(slots) {
        if let Value::Entity(it) = it {
            let label = literal(&view.name(it));
            all.entry(it.id.as_str()).or_insert_with(|| (label, it.class.clone()));
        }
    }
    all
}

fn story(out: &mut String, view: &View<'_>, it: &Story) {
    let mut said = vec![
        ("a", "prov:Entity, rc:Story".to_owned()),
        ("dcterms:title", spoken(&it.title, view.words.language())),
    ];
    said.extend(it.articles.iter().map(|id| ("prov:wasDerivedFrom", name("article", id))));
    said.extend(it.events.iter().map(|event| ("dcterms:hasPart", name("event", &event.id))));
    block(out, &name("story", &it.id), &said);
    let dated: BTreeMap<&str, &TimelineEntry> =
        it.timeline.iter().map(|line| (line.event.as_str(), line)).collect();
    for event in &it.events {
        let dated = dated.get(event.id.as_str());
        let date = dated.and_then(|it| edtf::interval(it.from.as_deref(), it.to.as_deref()));
        self::event(out, view, event, date);
    }
}

fn event(out: &mut String, view: &View<'_>, it: &Event, date: Option<String>) {
    let mut said = vec![
        ("a", "prov:Entity, rc:Event".to_owned()),
        ("dcterms:title", spoken(&it.title, view.words.language())),
        ("rc:type", literal(&it.frame)),
        ("rc:status", literal(&it.status)),
        ("rc:origins", it.origins.to_string()),
    ];
    if let Some(plover) = &it.plover {
        said.push(("rc:plover", literal(plover)));
    }
    if let Some(date) = date {
        said.push(("dcterms:temporal", term::edtf(&date)));
    }
    said.extend(it.claims.iter().map(|id| ("prov:wasDerivedFrom", name("claim", id))));
    let id = |n: usize| name("finding", &format!("{}:{}", it.id, n + 1));
    said.extend((0..it.slots.len()).map(|n| ("rc:finding", id(n))));
    block(out, &name("event", &it.id), &said);
    for (n, slot) in it.slots.iter().enumerate() {
        finding(out, &id(n), slot);
    }
}

fn finding(out: &mut String, id: &str, it: &Finding) {
    let mut said = vec![
        ("a", "prov:Entity, rc:Finding".to_owned()),
        ("prov:wasGeneratedBy", "<urn:recoupe:run>".to_owned()),
        ("rdfs:label", literal(&it.role)),
        ("rc:verdict", literal(&it.verdict)),
        ("rc:why", literal(&it.why)),
    ];
    if let Some(kind) = &it.kind {
        said.push(("rc:kind", literal(kind)));
    }
    said.extend(it.values.iter().map(|value| ("rc:version", version(&it.role, value))));
    block(out, id, &said);
}

fn version(role: &str, it: &Position) -> String {
    let mut out = format!("[ rc:value {}", filler(role, &it.value));
    for origin in &it.origins {
        put!(out, " ; rc:origin {}", literal(origin));
    }
    for claim in &it.claims {
        put!(out, " ; prov:wasDerivedFrom {}", name("claim", claim));
    }
    out + " ]"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture, hostile};

    #[test]
    fn a_claim_says_where_it_comes_from() {
        let out = turtle(&fixture::dossier(), "fr");
        let claim = out.split("\n\n").find(|it| it.starts_with("<urn:recoupe:claim:c1>")).unwrap();
        assert!(claim.contains("prov:wasDerivedFrom <urn:recoupe:article:a1>"), "{claim}");
        assert!(claim.contains("dcterms:temporal \"2026-03-03\"^^<http://id.loc.gov/"));
        assert!(out.contains("<urn:recoupe:thing:country:NOR> rdfs:label \"Norvège\""));
        assert!(out.contains("rc:low 1e4 ;"), "{out}");
    }

    #[test]
    fn hostile_words_stay_in_their_literals() {
        let out = from_wire(&hostile::dossier(), "fr");
        for line in out.lines() {
            // Without its literals and names, a line holds nothing of an article.
            let mut rest = String::new();
            let (mut inside, mut escaped) = (false, false);
            for c in line.chars() {
                match c {
                    _ if escaped => escaped = false,
                    '\\' if inside => escaped = true,
                    '"' => inside = !inside,
                    c if !inside => rest.push(c),
                    _ => {}
                }
            }
            assert!(!inside, "{line}");
            assert!(!rest.contains("onerror=") && !rest.contains('`'), "{line}");
        }
    }
}
