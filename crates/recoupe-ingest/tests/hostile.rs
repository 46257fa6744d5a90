//! Nothing that bytes can hold stops the reader: random bytes, broken pages, huge lines.

mod common;

use common::run;
use recoupe_model::NoteKind;

/// A generator of our own, so that a failure comes again: Knuth's constants.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

const SEEDS: &[&[u8]] = &[
    include_bytes!("pages/spip.html"),
    include_bytes!("pages/wordpress.html"),
    include_bytes!("pages/divs.html"),
    include_bytes!("pages/amp.html"),
    include_bytes!("pages/teasers.html"),
    include_bytes!("../../../fuzz/seeds/page/fr-83-next-data-seul.html"),
    "---\ntitle: \"Le pont\"\npublished: 2026-03-04T08:15+01:00\n---\nPARIS, 4 mars (AFP) - Le pont a « rouvert » mardi.\nPublié le 3 mars 2026 à 8h\nÀ lire aussi\nFin\n".as_bytes(),
    "{\"id\":\"x\",\"text\":\"Le pont de Varnes a rouvert.\\nFin é.\"}\n{\"html\":\"<h1>T</h1><p>Un mot.</p>\"}\n".as_bytes(),
    "# Titre\n\nUn [lien](https://a.example) **fort**[^1] <https://b.example>\n\n> cité\n\n| a | b |\n|--|--|\n".as_bytes(),
];

#[test]
fn random_bytes_give_a_document_or_a_note() {
    let mut dice = Dice(2026);
    for _ in 0..400 {
        let length = dice.next(600);
        let range = if dice.next(2) == 0 { 256 } else { 128 };
        let bytes: Vec<u8> = (0..length).map(|_| dice.next(range) as u8).collect();
        run("random", &bytes);
    }
}

#[test]
fn random_marks_give_a_document_or_a_note() {
    const MARKS: &[&str] = &[
        "<p>",
        "</p>",
        "<div class='share'>",
        "</div>",
        "<article>",
        "<h1>",
        "</h1",
        "<li>",
        "<td>",
        "<tr>",
        "<table>",
        "<!--",
        "-->",
        "<script>",
        "&eacute;",
        "&#",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\\",
        "\n",
        "---\n",
        "é",
        "\u{301}",
        "\u{202e}",
        "\u{a0}",
        " 3 mars 2026 ",
        "Publié le",
        "«",
        "»",
        "(AFP)",
        " - ",
        "mot ",
        "Phrase. ",
        "<br>",
        "<a href=x>",
        "</a>",
        "# ",
        "**",
        "](",
        "text",
    ];
    let mut dice = Dice(7);
    for _ in 0..600 {
        let length = dice.next(80);
        let words: String = (0..length).map(|_| MARKS[dice.next(MARKS.len())]).collect();
        run("marks", words.as_bytes());
    }
}

#[test]
fn broken_inputs_give_a_document_or_a_note() {
    let mut dice = Dice(11);
    for round in 0..400 {
        let mut bytes = SEEDS[round % SEEDS.len()].to_vec();
        for _ in 0..=dice.next(12) {
            let at = dice.next(bytes.len());
            match dice.next(5) {
                0 => bytes[at] = dice.next(256) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => drop(bytes.drain(at..(at + dice.next(40)).min(bytes.len()))),
                3 => {
                    let piece: Vec<u8> = bytes[at..(at + dice.next(60)).min(bytes.len())].to_vec();
                    let to = dice.next(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => bytes.insert(at, b"<>\"'&{}[]\n\0"[dice.next(11)]),
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        run("broken", &bytes);
    }
}

#[test]
fn huge_inputs_are_cut_and_noted() {
    let sentence = "Le pont de Varnes a rouvert mardi. ";
    let line = sentence.repeat((50 << 20) / sentence.len());
    let (documents, notes) = run("line.txt", line.as_bytes());
    assert!(documents[0].text.ends_with("mardi."));
    assert!(notes.iter().filter(|kind| **kind == NoteKind::TooLarge).count() >= 2);
    let json = format!("{{\"text\": \"{line}\"}}");
    let (documents, notes) = run("line.jsonl", json.as_bytes());
    assert!(documents[0].text.len() > 500 << 10 && notes.contains(&NoteKind::TooLarge));
}

#[test]
fn pages_made_to_be_slow_are_not() {
    let size = 200 << 10;
    for piece in [
        "<div>",
        "<b a=1>",
        "<p><b>x",
        "<table><tr><td>",
        "<a ",
        "<a b=\"",
        "<h1><div>",
        "&",
        "<",
        "</",
        "<!--",
        "<script>",
        "<li>x",
        "<br>",
        " x=1",
        "<ul><li><p>x",
        "related\n",
        "x\n",
        "[",
        "[x](",
        "<http",
        "{\"a\":",
        "\u{301}",
        "e\u{301}\u{327}",
        "(",
        "« ",
        "3 mars 2026 ",
        "<article><p>Phrase entière ici.",
        "<time datetime=2026>",
        "# x\n",
        "<h2>x</h2>",
        "<h3><a href=x>t",
        "<div><h3><a href=x>t</a></h3>",
        "<div><h3><a href=x>t</a></h3></div>",
        "<li><a href=x>t</a>",
        "<h2>t</h2><li><a href=x>t</a>",
        "<p class=paywall>Phrase de quelques mots ici, encore.</p>",
        "[1] x\n",
        "<script>\"datePublished\":\"2026-01-01\"</script>",
    ] {
        for head in [
            "",
            "<html><h1>T</h1><p>Une phrase entière de quelques mots.</p>",
            "# a\n# b\n",
            "{\"text\":\"x\"}\n",
        ] {
            let text = format!("{head}{}", piece.repeat(size / piece.len()));
            run("slow", text.as_bytes());
        }
    }
}

#[test]
fn metadata_hold_words_and_nothing_else() {
    let page = concat!(
        "<html><head><title>Le <script>alert(1)</script>pont\u{202e}</title>",
        "<meta property='og:title' content='Le pont\u{202e}\u{0} &lt;script&gt;alert(1)&lt;/script&gt;'>",
        "<meta property='og:site_name' content='Le\u{2066} Fil\u{200f}\n\nde\u{7} Varnes'>",
        "<meta name='author' content='Ada\u{0}\u{202d} Roux'></head>",
        "<body><h1>Le pont\u{202e} rouvre\u{0}</h1>",
        "<p>Le pont de Varnes a rouvert\u{0} mardi matin, \u{202e}a annoncé\u{202c} la mairie de la ville.</p>",
        "</body></html>"
    );
    let (documents, _) = run("a.html", page.as_bytes());
    let document = &documents[0];
    let bad =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for field in [&document.title, &document.outlet, &document.byline] {
        let field = field.as_deref().expect("every field is given");
        assert!(!field.contains(bad), "{field:?}");
    }
    assert_eq!(document.outlet.as_deref(), Some("Le Fil de Varnes"));
    assert_eq!(document.byline.as_deref(), Some("Ada Roux"));
    assert!(document.text.contains("a rouvert mardi matin, a annoncé la mairie"));
    assert!(!document.text.contains("alert"));
}

#[test]
fn a_page_with_endless_attributes_or_a_line_without_end_is_still_a_page() {
    let words = "<p>Le pont de Varnes a rouvert mardi matin, a annoncé la mairie de la ville.</p>";
    let attributes = " data-x='y'".repeat(300_000);
    let (documents, _) = run("a.html", format!("<html><body><div{attributes}>{words}").as_bytes());
    assert!(documents[0].text.contains("a rouvert mardi"));
    let blob = "A".repeat(100 << 20);
    let text =
        format!("<html><body><h1>Le pont</h1>{words}<img src='data:image/png;base64,{blob}'>");
    let (documents, notes) = run("a.html", text.as_bytes());
    assert!(documents[0].text.contains("a rouvert mardi"));
    assert!(notes.contains(&NoteKind::TooLarge), "{notes:?}");
}
