//! Mail, pages saved as MHTML, and ZIP files of anything.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use recoupe_ingest::{Input, Options, read};
use recoupe_model::{Document, Lang, Note, NoteKind};

fn all(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Note>) {
    let options = Options { report: Some(Lang::new("en")), ..Options::default() };
    let read = read(&Input { path, bytes }, &options);
    assert!(!read.value.is_empty() || !read.notes.is_empty());
    (read.value, read.notes)
}

fn unread(notes: &[Note]) -> Vec<&str> {
    notes.iter().filter(|it| it.kind == NoteKind::Unread).map(|it| it.says.as_str()).collect()
}

const PAGE: &str = "<html><head><title>Le pont - La Gazette</title><meta property=og:site_name content='La Gazette'></head><body><h1>Le pont de Varnes rouvre</h1><p>Le pont de Varnes a rouvert mardi matin après onze mois de travaux, a annoncé la mairie.</p></body></html>";

fn saved(headers: &str) -> String {
    let body =
        PAGE.replace('=', "=3D").replace('è', "=C3=A8").replace("onze mois", "onze =\r\nmois");
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/pont\r\nSubject: Le pont - La Gazette\r\nDate: Wed, 5 Mar 2031 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html{headers}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://gazette.example/pont\r\n\r\n{body}\r\n------b\r\nContent-Type: text/html\r\nContent-Location: cid:frame\r\n\r\n<p>Une publicité qui remplit un cadre entier de la page, avec une phrase.</p>\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://gazette.example/x.png\r\n\r\niVBORw0KGgo=\r\n------b--\r\n"
    )
}

#[test]
fn a_saved_page_is_its_page() {
    for headers in ["; charset=\"utf-8\"", ""] {
        let (documents, notes) = all("pont.mhtml", saved(headers).as_bytes());
        assert_eq!(documents.len(), 1, "{notes:?}");
        let document = &documents[0];
        assert_eq!(
            &*document.text,
            "Le pont de Varnes rouvre\nLe pont de Varnes a rouvert mardi matin après onze mois de travaux, a annoncé la mairie."
        );
        assert_eq!(document.url.as_deref(), Some("https://gazette.example/pont"));
        assert_eq!(document.outlet.as_deref(), Some("La Gazette"));
        // The day on which a reader saved it is not that of publication.
        assert_eq!(document.published, None);
        assert_eq!(document.published_inferred.unwrap().to.unwrap().to_string(), "2031-03-05");
    }
}

#[test]
fn a_mail_is_dated_and_titled_by_its_heads() {
    let mail = "Return-Path: <lettre@lans.example>\r\nFrom: =?UTF-8?Q?Radio_Lans_=C3=A9cho?= <lettre@lans.example>\r\nTo: a@b.example\r\nSubject: =?ISO-8859-1?Q?Gr=E8ve_=E0_Lans?=\r\nDate: Tue, 4 Mar 2031 18:30:00 +0100\r\nMessage-ID: <1@lans.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ntexte brut\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    let html = "<p>Voir dans le navigateur</p><p>Les trams de Lans sont arrêtés depuis mardi matin, et le réseau ne dit pas quand ils repartiront.</p><p>Se désabonner</p>";
    let latin: Vec<u8> = html.chars().map(|c| c as u32 as u8).collect();
    let mail = format!("{mail}{}\r\n--x--\r\n", base64(&latin));
    let (documents, notes) = all("lettre.eml", mail.as_bytes());
    assert_eq!(documents.len(), 1, "{notes:?}");
    assert_eq!(documents[0].title.as_deref(), Some("Grève à Lans"));
    assert_eq!(documents[0].outlet.as_deref(), Some("Radio Lans écho"));
    let published = documents[0].published.as_ref().unwrap();
    assert_eq!(published.iso, "2031-03-04T18:30:00+01:00");
    assert_eq!(
        &*documents[0].text,
        "Grève à Lans\nLes trams de Lans sont arrêtés depuis mardi matin, et le réseau ne dit pas quand ils repartiront."
    );
}

#[test]
fn plain_mails_and_what_they_carry() {
    let head = "From: Ada Roux <ada@gazette.example>\nTo: b@c.example\nSubject: Fwd: Le pont rouvre\nDate: Tue, 4 Mar 2031 18:30:00 +0100\n";
    let plain = format!("{head}\nLe pont de Varnes a rouvert mardi matin, a annoncé la mairie.\n");
    let (documents, _) = all("a.eml", plain.as_bytes());
    assert_eq!(documents[0].title.as_deref(), Some("Le pont rouvre"));
    let mixed = format!(
        "{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: text/plain\n\nVoici deux articles sur le pont, que je vous envoie ce soir.\n--y\nContent-Type: text/html; name=a.html\nContent-Disposition: attachment; filename=a.html\nContent-Transfer-Encoding: base64\n\n{}\n--y\nContent-Type: message/rfc822\n\n{}\n--y\nContent-Type: image/png\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--y--\n",
        base64(PAGE.as_bytes()),
        plain.replace("rouvre", "ferme"),
    );
    let (documents, notes) = all("b.eml", mixed.as_bytes());
    let titles: Vec<_> = documents.iter().filter_map(|it| it.title.as_deref()).collect();
    assert_eq!(
        titles,
        ["Le pont rouvre", "Le pont de Varnes rouvre", "Le pont ferme"],
        "{notes:?}"
    );
}

#[test]
fn broken_mails_give_an_article_or_a_note() {
    let whole = saved("");
    for end in (0..whole.len()).step_by(37) {
        all("x", &whole.as_bytes()[..end]);
    }
    let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(20_000);
    all("x", format!("From: a\r\nDate: b\r\nMessage-ID: c\r\n{deep}").as_bytes());
    let mut parts = String::new();
    for at in 0..5000 {
        let kind = format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n");
        parts.push_str(&kind);
    }
    all("x", format!("MIME-Version: 1.0\r\nFrom: a\r\n{parts}").as_bytes());
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |bits: u32| char::from(SIGNS[(bits & 63) as usize]);
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let signs = [sign(bits >> 18), sign(bits >> 12), sign(bits >> 6), sign(bits)];
        out.extend(signs.iter().take(chunk.len() + 1));
        out.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    out
}

/// Entries deflated, but for names with `.raw`.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut table) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let stored = name.contains(".raw");
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
        let packed = if stored { bytes.to_vec() } else { packed.expect("memory takes all") };
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        let at = out.len() as u32;
        let mut fields = Vec::new();
        fields.extend_from_slice(&[20, 0, 0, 8, if stored { 0 } else { 8 }, 0, 0, 0, 0, 0]);
        for number in [sum.sum(), packed.len() as u32, bytes.len() as u32] {
            fields.extend_from_slice(&number.to_le_bytes());
        }
        fields.extend_from_slice(&(name.len() as u16).to_le_bytes());
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&fields);
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&packed);
        table.extend_from_slice(b"PK\x01\x02\x14\x00");
        table.extend_from_slice(&fields);
        table.extend_from_slice(&[0; 12]);
        table.extend_from_slice(&at.to_le_bytes());
        table.extend_from_slice(name.as_bytes());
    }
    let (at, count) = (out.len() as u32, entries.len() as u16);
    out.extend_from_slice(&table);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&(table.len() as u32).to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

#[test]
fn a_zip_is_what_it_holds() {
    let inner = zip(&[("lettre.eml", saved("").as_bytes())]);
    let bytes = zip(&[
        ("../../pont.html", PAGE.as_bytes()),
        ("pont_files/style.css", b"p { color: red }"),
        ("photo.jpg", b"\xff\xd8\xff\xe0...."),
        ("notes.raw", "Le conseil de Varnes a voté le budget mardi soir.".as_bytes()),
        ("inner.zip", &inner),
        ("liste.jsonl", "{\"text\": \"Le conseil de Lans a voté.\"}".as_bytes()),
    ]);
    let (documents, notes) = all("pile.zip", &bytes);
    let paths: Vec<&str> = documents.iter().map(|it| it.path.as_str()).collect();
    let right = [
        "pile.zip/pont.html",
        "pile.zip/notes.raw",
        "pile.zip/inner.zip/lettre.eml",
        "pile.zip/liste.jsonl",
    ];
    assert_eq!(paths, right, "{notes:?}");
    assert!(unread(&notes).is_empty(), "{notes:?}");
    assert!(notes.iter().any(|it| it.says.contains("2 of 6 records")), "{notes:?}");
    let office =
        zip(&[("[Content_Types].xml", b"<?xml version='1.0'?>"), ("word/document.xml", b"<w/>")]);
    let (documents, notes) = all("a.docx", &office);
    assert!(documents.is_empty() && unread(&notes)[0].contains("office document"), "{notes:?}");
}

#[test]
fn zips_in_zips_and_bombs_end() {
    let deep = (0..8).fold(PAGE.as_bytes().to_vec(), |inner, at| {
        zip(&[(if at == 0 { "a.html" } else { "a.zip" }, &inner[..])])
    });
    let (documents, notes) = all("deep.zip", &deep);
    assert!(documents.is_empty() && unread(&notes)[0].contains("too many others"), "{notes:?}");
    let zeros = vec![b'0'; 100 << 20];
    let bomb = zip(&[("a.txt", &zeros), ("pont.html", PAGE.as_bytes())]);
    assert!(bomb.len() < 1 << 20);
    let (_, notes) = all("bomb.zip", &bomb);
    assert!(unread(&notes).iter().any(|it| it.contains("a hundred times")), "{notes:?}");
    let nested = zip(&[("b1.zip", &bomb), ("b2.zip", &bomb), ("b3.zip", &bomb)]);
    let (_, notes) = all("nested.zip", &nested);
    assert!(unread(&notes).iter().any(|it| it.contains("a hundred times")), "{notes:?}");
}

#[test]
fn damaged_zips_give_articles_or_notes() {
    let whole = zip(&[
        ("a.html", PAGE.as_bytes()),
        ("b.txt", b"Le conseil de Lans a vote."),
        ("c.eml", saved("").as_bytes()),
    ]);
    for end in (4..whole.len()).step_by(11) {
        all("x.zip", &whole[..end]);
    }
    for at in 4..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        all("x.zip", &bytes);
    }
}
