use recoupe_model::{Document, Mention, MentionKind, Quote, Span};
use serde_json::Value as Json;

use super::*;
use crate::fixture;

fn json() -> Json {
    serde_json::from_str(&dossier_json(&fixture::dossier())).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let written = dossier_json(&fixture::dossier());
    let read = parse_dossier(&written).unwrap();
    assert_eq!(read, Dossier::from(&fixture::dossier()));
    assert_eq!(to_json(&read), written);
    assert!(written.starts_with("{\n  \"schema\": \"recoupe.dossier/1\",\n  \"articles\": ["));
    assert!(written.ends_with("}\n"));
}

#[test]
fn every_key_of_the_contract_is_there() {
    let json = json();
    let keys = |at: &str, wanted: &str| {
        let object = json.pointer(at).and_then(Json::as_object).unwrap();
        for key in wanted.split(' ') {
            assert!(object.contains_key(key), "{at} has no {key}");
        }
    };
    let article =
        "id path url outlet title byline published published_inferred language text copy_of";
    keys("", "schema articles stories claims notes");
    keys("/articles/3", article);
    keys("/stories/0", "id title articles events origins commitments exchanges missing timeline");
    keys("/stories/0/events/0", "id type plover title status origins slots claims");
    keys("/stories/0/events/0/slots/0", "role verdict kind why values");
    keys("/stories/0/events/0/slots/0/values/0", "value origins claims");
    keys("/stories/0/origins/0", "name kind interested articles");
    keys("/stories/0/commitments/0", "instrument parties obligation trigger immediate claims");
    keys("/stories/0/exchanges/0", "giver receiver goods step modality against claims");
    keys("/claims/0", "id article type polarity modality attribution roles rule evidence");
    keys("/claims/0/attribution/0", "name entity kind anonymous");
    keys("/claims/0/roles/time/0", "kind from to text");
    keys("/notes/0", "article kind start end says");
    assert_eq!(json["articles"][3]["published"], Json::Null);
    assert_eq!(json["articles"][3]["published_inferred"]["to"], Json::Null);
    assert_eq!(json["stories"][0]["exchanges"][0]["giver"]["kind"], "entity");
    assert_eq!(json["stories"][0]["commitments"][0]["parties"][1]["id"], "country:CHL");
}

#[test]
fn offsets_count_characters() {
    let dossier = Dossier::from(&fixture::dossier());
    for claim in &dossier.claims {
        let article = dossier.articles.iter().find(|it| it.id == claim.article).unwrap();
        for evidence in &claim.evidence {
            let length = evidence.end - evidence.start;
            let words: String = article.text.chars().skip(evidence.start).take(length).collect();
            assert_eq!(words, evidence.quote);
        }
    }
    // The fish before it takes four bytes and is one character.
    assert_eq!(dossier.claims[0].evidence[0].start, 53);
}

#[test]
fn times_say_only_what_is_known() {
    let json = json();
    let time = &json["claims"][0]["roles"]["time"][0];
    for absent in ["weekday", "month", "month_day", "inferred"] {
        assert!(time.get(absent).is_none(), "{absent}");
    }
    let value = recoupe_model::Time {
        weekday: Some(recoupe_model::Weekday::Thursday),
        month: Some(11),
        day: Some(9),
        inferred: true,
        text: "jeudi 9 novembre".into(),
        ..recoupe_model::Time::default()
    };
    let time = convert::value(&recoupe_model::Value::Time(value), None);
    assert_eq!(
        serde_json::to_string(&time).unwrap(),
        r#"{"kind":"time","from":null,"to":null,"text":"jeudi 9 novembre","weekday":"thursday","month_day":"11-09","inferred":true}"#
    );
}

#[test]
fn another_schema_is_refused() {
    let other = dossier_json(&fixture::dossier()).replacen("dossier/1", "dossier/2", 1);
    assert!(matches!(parse_dossier(&other), Err(Error::Schema(found)) if found.ends_with("/2")));
    assert!(matches!(parse_dossier("{}"), Err(Error::Shape(_))));
}

#[test]
fn a_dossier_of_another_hand_without_our_extra_keys_is_read() {
    let bare = r#"{"schema": "recoupe.dossier/1", "articles": [], "stories": [], "claims": [
        {"id": "c1", "article": "a1", "type": "meet", "polarity": "positive", "modality": "asserted",
         "attribution": [], "roles": {}, "evidence": []}]}"#;
    assert_eq!(parse_dossier(bare).unwrap().claims[0].predicate, "");
}

#[test]
fn claims_and_mentions_are_lines() {
    let dossier = fixture::dossier();
    let line = claim_json_line(&dossier.claims[0], &dossier.documents[0]);
    assert!(line.starts_with(r#"{"id":"c1","article":"a1","type":"treaty.sign""#));
    assert!(!line.contains('\n'));
    let lines = claim_json_lines(&dossier.claims[..1], &dossier.documents[0]);
    assert_eq!(lines, line + "\n");

    let document: &Document = &dossier.documents[0];
    let span = |words: &str| {
        let start = document.text.find(words).unwrap();
        Span::new(start, start + words.len()).unwrap()
    };
    let mention = Mention {
        span: span("traité de Bergen 🐟"),
        kind: MentionKind::Quote(Quote {
            speaker: None, cue: Some(span("🐟")), is_clause: false
        }),
        rule: "quote/marks".into(),
    };
    assert_eq!(
        mention_json_line(&mention, document),
        r#"{"article":"a1","kind":"quote","start":34,"end":52,"text":"traité de Bergen 🐟","value":{"speaker":null,"cue":{"start":51,"end":52}},"rule":"quote/marks"}"#
    );
}
