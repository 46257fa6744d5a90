//! Archives of pages: WARC and gzip, whole, cut, lying and made to burst.

use std::io::{BufReader, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use recoupe_ingest::{Input, Options, read, read_stream};
use recoupe_model::{Document, Lang, Note, NoteKind};

fn options() -> Options {
    Options { report: Some(Lang::new("en")), ..Options::default() }
}

/// What is read of damaged bytes, where it may depend on the buffers how much comes out before
/// the damage.
fn damaged(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Note>) {
    let streamed = read_stream(path, BufReader::with_capacity(100, bytes), &options());
    assert!(!streamed.value.is_empty() || !streamed.notes.is_empty());
    let at_once = read(&Input { path, bytes }, &options());
    assert!(!at_once.value.is_empty() || !at_once.notes.is_empty());
    (at_once.value, at_once.notes)
}

fn all(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Note>) {
    let at_once = read(&Input { path, bytes }, &options());
    let streamed = read_stream(path, BufReader::with_capacity(100, bytes), &options());
    assert_eq!(at_once, streamed, "a stream gives the same");
    (at_once.value, at_once.notes)
}

fn unread(notes: &[Note]) -> Vec<&str> {
    notes
        .iter()
        .filter(|note| note.kind == NoteKind::Unread)
        .map(|note| note.says.as_str())
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes all")
}

fn html(town: &str) -> String {
    format!(
        "<html lang=fr><head><title>{town}</title></head><body><h1>Le pont de {town} rouvre</h1><p>Le pont de {town} a rouvert mardi matin après onze mois de travaux, a annoncé la mairie.</p></body></html>"
    )
}

fn record(kind: &str, address: &str, block: &[u8], length: usize) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-05T06:07:08Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    block
}

fn response(town: &str) -> Vec<u8> {
    let block = answer("Content-Type: text/html; charset=utf-8", html(town).as_bytes());
    record("response", &format!("https://{town}.example/pont"), &block, block.len())
}

fn towns(documents: &[Document]) -> Vec<&str> {
    documents.iter().filter_map(|document| document.title.as_deref()?.split(' ').nth(3)).collect()
}

#[test]
fn responses_with_pages_are_articles_and_the_rest_is_counted() {
    let info = record("warcinfo", "", b"software: own", 13);
    let image = answer("Content-Type: image/png", b"\x89PNG....");
    let image = record("response", "https://a.example/x.png", &image, image.len());
    let gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Perdu.</p>";
    let gone = record("response", "https://a.example/perdu", gone, gone.len());
    let warc = [info, response("Varnes"), image, gone, response("Lans")].concat();
    let (documents, notes) = all("crawl.warc", &warc);
    assert_eq!(towns(&documents), ["Varnes", "Lans"]);
    assert_eq!(documents[0].path, "crawl.warc#2");
    assert_eq!(documents[0].url.as_deref(), Some("https://Varnes.example/pont"));
    // Fetched then, so published no later: that is all that is known.
    assert_eq!(documents[0].published, None);
    let range = documents[0].published_inferred.unwrap();
    assert_eq!((range.from, range.to.unwrap().to_string()), (None, "2031-03-05".to_owned()));
    assert!(unread(&notes).is_empty(), "{notes:?}");
    assert!(
        notes.iter().any(|note| note.says.contains("3 of 5 records are no pages")),
        "{notes:?}"
    );
}

#[test]
fn bodies_are_unpacked_unchunked_and_decoded() {
    let page = html("Brelle");
    let chunked = |body: &[u8]| {
        let (one, two) = body.split_at(body.len() / 2);
        let mut out = Vec::new();
        for part in [one, two] {
            out.extend_from_slice(format!("{:x}\r\n", part.len()).as_bytes());
            out.extend_from_slice(part);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"0\r\n\r\n");
        out
    };
    let latin: Vec<u8> = page.chars().map(|c| c as u32 as u8).collect();
    let deflated = {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(page.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let blocks = [
        answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", &chunked(page.as_bytes())),
        answer(
            "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
            &chunked(&gzip(page.as_bytes())),
        ),
        answer("content-type: text/html\ncontent-encoding: deflate", &deflated),
        answer("Content-Type: text/html; charset=ISO-8859-1", &latin),
        answer("Content-Type: text/html\r\nContent-Encoding: gzip", page.as_bytes()),
    ];
    for block in blocks {
        let (documents, notes) =
            all("in", &record("response", "<http://b.example/a b>", &block, block.len()));
        assert_eq!(documents.len(), 1, "{notes:?}");
        assert!(documents[0].text.ends_with("après onze mois de travaux, a annoncé la mairie."));
        assert_eq!(documents[0].url.as_deref(), Some("http://b.example/a%20b"));
    }
    let block = answer("Content-Type: text/html\r\nContent-Encoding: br", b"\x8b\xff\x00");
    let (documents, notes) =
        all("in", &record("response", "http://b.example/", &block, block.len()));
    assert!(documents.is_empty() && unread(&notes)[0].contains("br is not read"), "{notes:?}");
}

#[test]
fn lengths_that_lie_cost_one_record() {
    let block = answer("Content-Type: text/html", html("Soll").as_bytes());
    for length in [block.len() + 40, block.len() + 4000, 40 << 20, 1 << 60, block.len() - 30, 3] {
        let lie = record("response", "https://soll.example/", &block, length);
        let warc = [response("Varnes"), lie, response("Lans"), response("Brelle")].concat();
        for bytes in [warc.clone(), gzip(&warc)] {
            let (documents, notes) = all("in", &bytes);
            assert_eq!(towns(&documents), ["Varnes", "Lans", "Brelle"], "{length}: {notes:?}");
            let told = unread(&notes);
            assert_eq!(told.len(), 1, "{length}: {told:?}");
            assert!(told[0].contains("record 2") && told[0].contains("soll.example"), "{told:?}");
        }
    }
}

#[test]
fn records_without_length_head_or_sense_cost_themselves() {
    let mut no_length = response("Soll");
    let at = no_length.windows(14).position(|it| it == b"Content-Length").unwrap();
    no_length[at] = b'K';
    let junk = b"something else\r\nthat is no record\r\n\r\n".to_vec();
    let endless = format!("WARC/1.0\r\n{}", "A: b\r\n".repeat(60_000)).into_bytes();
    for bad in [no_length, junk, endless] {
        let warc = [response("Varnes"), bad, response("Lans")].concat();
        let (documents, notes) = all("in", &warc);
        assert_eq!(towns(&documents), ["Varnes", "Lans"], "{notes:?}");
        assert_eq!(unread(&notes).len(), 1, "{notes:?}");
    }
}

#[test]
fn a_cut_or_broken_member_costs_only_itself() {
    let members: Vec<Vec<u8>> = ["Varnes", "Soll", "Lans"].map(|town| gzip(&response(town))).into();
    let cut = [&members[0][..], &members[1], &members[2][..60]].concat();
    let (documents, notes) = all("in.warc.gz", &cut);
    assert_eq!(towns(&documents)[..2], ["Varnes", "Soll"], "{notes:?}");
    assert!(unread(&notes).iter().any(|says| says.contains("member 3")), "{notes:?}");
    let mut broken = members.clone();
    let middle = broken[1].len() / 2;
    for byte in &mut broken[1][middle..middle + 20] {
        *byte = 0xff;
    }
    let (documents, notes) = damaged("in.warc.gz", &broken.concat());
    assert!(towns(&documents).ends_with(&["Lans"]), "{:?} {notes:?}", towns(&documents));
    assert_eq!(towns(&documents)[0], "Varnes");
    assert!(!unread(&notes).is_empty());
    // Only the check sum is wrong: the words are there, and it is told.
    let mut sum = members.clone();
    let end = sum[1].len() - 6;
    sum[1][end] ^= 1;
    let (documents, notes) = all("in.warc.gz", &sum.concat());
    assert_eq!(towns(&documents), ["Varnes", "Soll", "Lans"], "{notes:?}");
    assert!(unread(&notes)[0].contains("member 2"), "{notes:?}");
}

#[test]
fn gzip_of_anything_is_that_thing() {
    let (documents, notes) = all("page.html.gz", &gzip(html("Varnes").as_bytes()));
    assert_eq!(towns(&documents), ["Varnes"], "{notes:?}");
    let lines = "{\"text\": \"Le conseil de Varnes a voté.\"}\n{\"text\": \"Le conseil de Lans a voté.\"}\n";
    assert_eq!(all("a.jsonl.gz", &gzip(lines.as_bytes())).0.len(), 2);
    let twice = gzip(&gzip(html("Lans").as_bytes()));
    assert_eq!(towns(&all("x", &twice).0), ["Lans"]);
    let deep = (0..8).fold(html("Lans").into_bytes(), |inner, _| gzip(&inner));
    let (documents, notes) = all("x", &deep);
    assert!(documents.is_empty() && unread(&notes)[0].contains("too many others"), "{notes:?}");
}

#[test]
fn a_bomb_does_not_burst() {
    let zeros = std::io::repeat(b'0').take(400 << 20);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    std::io::copy(&mut BufReader::new(zeros), &mut encoder).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 4 << 20);
    for bytes in [bomb.clone(), gzip(&bomb)] {
        let read = read(&Input { path: "bomb.gz", bytes: &bytes }, &options());
        assert!(
            read.value.is_empty() || read.notes.iter().any(|note| note.kind == NoteKind::TooLarge)
        );
        assert!(!unread(&read.notes).is_empty(), "{:?}", read.notes);
    }
    // Inside a page of a crawl it costs that page.
    let block = answer("Content-Type: text/html\r\nContent-Encoding: gzip", &bomb);
    let warc = [
        response("Varnes"),
        record("response", "http://b.example/", &block, block.len()),
        response("Lans"),
    ]
    .concat();
    let (documents, notes) = all("in", &warc);
    assert_eq!(towns(&documents), ["Varnes", "Lans"]);
    assert!(unread(&notes)[0].contains("unpacks to more"), "{notes:?}");
}

#[test]
fn random_damage_gives_articles_or_notes() {
    let mut dice = 2031_u64;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % below.max(1)
    };
    let plain = [response("Varnes"), response("Soll"), response("Lans")].concat();
    let packed = ["Varnes", "Soll"].map(|town| gzip(&response(town))).concat();
    for round in 0..300 {
        let mut bytes = if round % 2 == 0 { plain.clone() } else { packed.clone() };
        for _ in 0..=roll(6) {
            let at = roll(bytes.len());
            match roll(3) {
                0 => bytes[at] = roll(256) as u8,
                1 => bytes.truncate(at.max(1)),
                _ => drop(bytes.drain(at..(at + roll(50)).min(bytes.len()))),
            }
            if bytes.is_empty() {
                bytes.push(b'W');
            }
        }
        damaged("in", &bytes);
    }
}
