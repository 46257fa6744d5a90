//! Whole inputs, from bytes to documents.

use recoupe_ingest::{Input, Options, content_id, read};
use recoupe_model::{Document, Lang, NoteKind};

fn all(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<NoteKind>) {
    let read = read(&Input { path, bytes }, &Options::default());
    (read.value, read.notes.iter().map(|note| note.kind).collect())
}

fn one(text: &str) -> Document {
    let (mut documents, _) = all("a.txt", text.as_bytes());
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

const BODY: &str = "Le pont de Varnes a rouvert mardi matin après onze mois de travaux, a annoncé la mairie de la ville.";
const MORE: &str = "« Nous avons tenu les délais », a dit le maire, Aubin Sorel, qui attend 10\u{202f}000 passages par jour sur l’ouvrage.";

#[test]
fn a_header_block_gives_the_metadata_and_the_headline_goes_first() {
    let text = format!(
        "---\r\nurl: https://a.example/pont\r\noutlet: La Gazette\r\ntitle: 'Le pont rouvre'\r\nbyline: Ada Roux\r\npublished: 2026-03-04T08:15:00+0100\r\nlanguage: fr\r\n---\r\n{BODY}\r\n\r\n{MORE}\r\n"
    );
    let document = one(&text);
    assert_eq!(&*document.text, format!("Le pont rouvre\n{BODY}\n{MORE}"));
    assert_eq!(document.outlet.as_deref(), Some("La Gazette"));
    let published = document.published.unwrap();
    assert_eq!(published.iso, "2026-03-04T08:15:00+01:00");
    assert_eq!(published.instant, Some(1_772_608_500));
    assert_eq!(document.language, Lang::new("fr"));
}

#[test]
fn a_headline_that_the_text_repeats_stands_once() {
    let document = one(&format!("---\ntitle: Le pont rouvre\n---\nLE PONT ROUVRE\n{BODY}\n"));
    assert_eq!(&*document.text, format!("LE PONT ROUVRE\n{BODY}"));
}

#[test]
fn dates_of_the_body_are_not_the_day_of_publication() {
    let text = format!(
        "Le pont rouvre\n\nLe 4 décembre 2024, les travaux avaient commencé.\n\n{BODY}\n\nMis à jour le 5 mars 2026 à 10h\n"
    );
    let (documents, notes) = all("a.txt", text.as_bytes());
    assert_eq!(documents[0].published, None);
    assert!(notes.contains(&NoteKind::Undated));
    assert!(!documents[0].text.contains("Mis à jour"));
}

#[test]
fn an_address_dates_an_article_only_when_nothing_else_does() {
    let of = |published: &str| {
        let head = format!("---\nurl: https://a.example/2026/04/14/pont\n{published}---\n{BODY}\n");
        one(&head).published.map(|stamp| stamp.iso)
    };
    assert_eq!(of("").as_deref(), Some("2026-04-14"));
    assert_eq!(of("published: 2026-04-15\n").as_deref(), Some("2026-04-15"));
}

#[test]
fn a_dateline_credits_its_agency_and_gives_no_date() {
    let document = one(&format!(
        "Le pont rouvre\n\nVARNES, 4 mars (Dépêche du Fleuve) - {BODY}\n\n{MORE} (AFP)\n"
    ));
    assert_eq!(document.credits, ["Dépêche du Fleuve", "AFP"]);
    assert_eq!(document.published, None);
    assert!(document.text.contains("VARNES, 4 mars (Dépêche du Fleuve) - Le pont"));
}

#[test]
fn json_lines_arrays_and_pages_inside() {
    let lines = format!(
        "{{\"id\": \"k7\", \"title\": \"Le pont rouvre\", \"published\": \"2026-03-04\", \"text\": \"{BODY}\"}}\n{{\"text\": \"moitié\n{{\"html\": \"<h1>Le pont</h1><p>{BODY}</p>\", \"language\": \"fr\"}}\n"
    );
    let (documents, notes) = all("in.jsonl", lines.as_bytes());
    assert_eq!(documents.len(), 2);
    assert_eq!(&*documents[0].id.0, "k7");
    assert_eq!(
        (documents[0].path.as_str(), documents[1].path.as_str()),
        ("in.jsonl#1", "in.jsonl#3")
    );
    assert_eq!(&*documents[1].text, format!("Le pont\n{BODY}"));
    assert!(notes.contains(&NoteKind::Unread));
    let (documents, _) =
        all("-", format!("[{{\"text\": \"{BODY}\"}}, {{\"text\": \"{BODY} Oui.\"}}]").as_bytes());
    assert_eq!(documents.len(), 2);
}

#[test]
fn what_is_not_read_is_named_with_what_is() {
    for (bytes, word) in [
        (&b"%PDF-1.4 ..."[..], "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"", "no text"),
        (b" \n\t ", "no text"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "feed"),
        (b"{\"version\": \"1\", \"items\": []}", "feed"),
        (b"<?xml version='1.0'?><urlset></urlset>", "sitemap"),
    ] {
        let read = read(&Input { path: "x", bytes }, &Options::default());
        assert!(read.value.is_empty());
        assert_eq!(read.notes.len(), 1);
        assert_eq!(read.notes[0].kind, NoteKind::Unread);
        assert!(read.notes[0].says.contains(word), "{}", read.notes[0].says);
    }
}

#[test]
fn the_language_is_told_or_forced() {
    let (documents, notes) = all("a", "El puente de Varnes ha reabierto el martes después de once meses de obras, según la alcaldía.".as_bytes());
    assert_eq!(documents[0].language, Lang::new("es"));
    assert!(notes.contains(&NoteKind::UnknownLanguage));
    let options = Options { language: Some(Lang::new("en")), ..Options::default() };
    let forced = read(&Input { path: "a", bytes: BODY.as_bytes() }, &options);
    assert_eq!(forced.value[0].language, Lang::new("en"));
}

#[test]
fn the_identity_is_that_of_the_content() {
    let (here, _) = all("a.txt", BODY.as_bytes());
    let (there, _) = all("b/c.txt", format!("\u{feff}{BODY}\r\n").as_bytes());
    assert_eq!(here[0].id, there[0].id);
    assert_eq!(here[0].id, content_id(None, None, None, None, BODY));
    assert_ne!(here[0].id, one(&BODY.replace("onze", "dix")).id);
}

#[test]
fn accents_in_two_pieces_are_one_and_tricks_are_gone() {
    let document =
        one("Le conseil a vote\u{301} la coope\u{301}\u{ad}ration\u{202e} avec\u{a0}: « oui ».");
    assert_eq!(&*document.text, "Le conseil a voté la coopération avec\u{a0}: « oui ».");
}

#[test]
fn markdown_keeps_its_words() {
    let document = one(&format!(
        "# Le pont rouvre\n\n*Par Ada Roux*\n\n{BODY}\n\n## Les chiffres\n\n- **10 000** passages\n- [Deux ponts](https://a.example/p)\n"
    ));
    assert_eq!(
        &*document.text,
        format!("Le pont rouvre\n{BODY}\nLes chiffres\n- 10 000 passages\n- Deux ponts")
    );
    assert_eq!(document.byline.as_deref(), Some("Ada Roux"));
}
