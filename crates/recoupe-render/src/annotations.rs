//! W3C Web Annotations (JSON-LD): each claim as a note on the words that carry it.
//!
//! A note points twice: at the page, by the words with what stands around them, and at the text
//! as the dossier keeps it, by characters and by words. Positions are not given for the page:
//! they would be counted in another text.

use recoupe_model as model;
use serde_json::{Map, Value as Json, json};

use crate::edtf;
use crate::iri::{http, urn};
use crate::view::View;
use crate::wire::v1::{Article, Claim, Dossier, Evidence, Value};
use crate::words::Words;

/// Characters before and after the words, by which a page's own copy of them is found.
const AROUND: usize = 32;

/// The type of a date in the Extended Date/Time Format.
pub(crate) const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";

/// The claims as one collection of annotations. `language` is that of the notes' own words.
pub fn annotations(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`annotations`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let mut items = Vec::new();
    let mut last: Option<(&str, Vec<char>)> = None;
    for claim in &dossier.claims {
        let Some(article) = view.article(&claim.article) else { continue };
        // Claims stand in the order of their articles: a text is cut into characters once.
        let text = match last.take() {
            Some((id, text)) if id == article.id => text,
            _ => article.text.chars().collect(),
        };
        for (n, evidence) in claim.evidence.iter().enumerate() {
            items.push(annotation(&view, claim, article, &text, (n, evidence)));
        }
        last = Some((&article.id, text));
    }
    let total = items.len();
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:recoupe:annotations",
        "type": "AnnotationCollection",
        "label": dossier.stories.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(" · "),
        "total": total,
        "first": {
            "id": "urn:recoupe:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    serde_json::to_string_pretty(&collection).unwrap_or_default() + "\n"
}

fn annotation(
    view: &View<'_>,
    claim: &Claim,
    article: &Article,
    text: &[char],
    (n, evidence): (usize, &Evidence),
) -> Json {
    let quote = quote_selector(text, evidence);
    let mut targets = Vec::new();
    let address = article.url.as_deref().and_then(http);
    if let Some(address) = &address {
        targets.push(json!({ "source": address, "selector": quote }));
    }
    let mut source = json!({
        "id": urn("article", &article.id), "type": "Text", "format": "text/plain",
        "language": article.language,
    });
    if let (Some(address), Some(source)) = (address, source.as_object_mut()) {
        source.insert("dcterms:source".into(), json!({ "id": address }));
    }
    targets.push(json!({
        "source": source,
        "selector": [
            { "type": "TextPositionSelector", "start": evidence.start, "end": evidence.end },
            quote,
        ],
    }));
    let suffix = if n == 0 { String::new() } else { format!("#{}", n + 1) };
    json!({
        "id": format!("{}{suffix}", urn("claim", &claim.id)),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies(view, claim),
        "target": targets,
    })
}

/// The words letter by letter, and what stands on either side.
fn quote_selector(text: &[char], evidence: &Evidence) -> Json {
    let piece = |from: usize, to: usize| -> String {
        text.get(from.min(text.len())..to.min(text.len())).unwrap_or_default().iter().collect()
    };
    let end = evidence.end.saturating_add(AROUND);
    json!({
        "type": "TextQuoteSelector",
        "exact": evidence.quote,
        "prefix": piece(evidence.start.saturating_sub(AROUND), evidence.start),
        "suffix": piece(evidence.end, end),
    })
}

fn bodies(view: &View<'_>, claim: &Claim) -> Vec<Json> {
    let words = view.words;
    let mood = view.mood_words(claim).map(|it| format!(", {it}")).unwrap_or_default();
    let head = format!("{} — {}{mood}", words.name("frame", &claim.frame), view.source(claim));
    let facts: Vec<String> = claim
        .roles
        .iter()
        .map(|(role, all)| {
            let shown: Vec<_> =
                all.iter().map(|it| view.value(it, view.language(&claim.article))).collect();
            view.pair(words.name("role", role), &shown.join(", "))
        })
        .collect();
    let says = [head].into_iter().chain(facts).collect::<Vec<_>>().join("\n");
    let mut describing = Map::new();
    for (key, value) in [
        ("type", "TextualBody"),
        ("purpose", "describing"),
        ("format", "text/plain"),
        ("language", words.language()),
        ("value", &says),
    ] {
        describing.insert(key.into(), value.into());
    }
    let times = claim.roles.get("time").into_iter().flatten();
    let dates: Vec<Json> = times
        .filter_map(|it| match it {
            Value::Time(it) => edtf::time(it),
            _ => None,
        })
        .map(|it| json!({ "@type": EDTF, "@value": it }))
        .collect();
    if !dates.is_empty() {
        describing.insert("dcterms:temporal".into(), dates.into());
    }
    let tag = |value: &str| json!({ "type": "TextualBody", "purpose": "tagging", "value": value });
    vec![Json::Object(describing), tag(&claim.frame), tag(&claim.polarity), tag(&claim.modality)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn items(dossier: &Dossier) -> Vec<Json> {
        let out: Json = serde_json::from_str(&from_wire(dossier, "fr")).unwrap();
        assert_eq!(out["@context"], "http://www.w3.org/ns/anno.jsonld");
        let items = out["first"]["items"].as_array().unwrap().clone();
        assert_eq!(out["total"], items.len());
        items
    }

    #[test]
    fn positions_count_characters_and_words_stand_between_their_neighbours() {
        let dossier = Dossier::from(&fixture::dossier());
        let all = items(&dossier);
        assert!(!all.is_empty());
        for (it, claim) in all.iter().zip(&dossier.claims) {
            let text = &dossier.articles.iter().find(|it| it.id == claim.article).unwrap().text;
            let target = it["target"].as_array().unwrap().last().unwrap();
            let [position, quote] = &target["selector"].as_array().unwrap()[..] else { panic!() };
            let at = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
            let words: String =
                text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(quote["exact"], words.as_str());
            let part = |key: &str| quote[key].as_str().unwrap();
            assert!(text.contains(&format!("{}{words}{}", part("prefix"), part("suffix"))));
        }
        // A fish of four bytes and one character stands before these words.
        assert_eq!(all[0]["target"][1]["selector"][0]["start"], 53);
    }

    #[test]
    fn a_page_is_pointed_at_by_words_alone() {
        let dossier = Dossier::from(&fixture::dossier());
        let all = items(&dossier);
        let page = &all[0]["target"][0];
        assert_eq!(page["source"], dossier.articles[0].url.clone().unwrap());
        assert_eq!(page["selector"]["type"], "TextQuoteSelector");
    }

    #[test]
    fn dates_are_typed_and_no_foreign_scheme_is_an_address() {
        let mut dossier = Dossier::from(&fixture::dossier());
        dossier.articles[0].url = Some("javascript:alert(1)".into());
        let all = items(&dossier);
        let body = &all[0]["body"][0];
        assert_eq!(body["dcterms:temporal"][0]["@value"], "2026-03-03");
        assert!(!all[0]["target"].to_string().contains("javascript"));
    }
}
