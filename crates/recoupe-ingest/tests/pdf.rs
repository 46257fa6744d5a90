//! PDF files made here: words on pages, and what is to come of them.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use recoupe_ingest::{Input, Options, read};
use recoupe_model::{Document, Lang, Note, NoteKind};

fn all(bytes: &[u8]) -> (Vec<Document>, Vec<Note>) {
    let options = Options { report: Some(Lang::new("en")), ..Options::default() };
    let read = read(&Input { path: "a.pdf", bytes }, &options);
    assert!(!read.value.is_empty() || !read.notes.is_empty());
    (read.value, read.notes)
}

fn unread(notes: &[Note]) -> Vec<&str> {
    notes.iter().filter(|it| it.kind == NoteKind::Unread).map(|it| it.says.as_str()).collect()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes all")
}

/// A file of numbered objects; the first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let _ = write!(
        table,
        "trailer\n<</Size {} /Root 1 0 R /Info 3 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.extend_from_slice(table.as_bytes());
    out
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dict} /Length {}>>\nstream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// A file of pages, each a list of lines: size, left, height, words.
fn pdf(pages: &[Vec<(u32, u32, u32, &str)>], packed: bool) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 5 + 2 * at)).collect();
    let widths = ["500"; 224].join(" ");
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!("<</Type /Pages /Count {} /Kids [{}]>>", pages.len(), kids.join(" ")).into_bytes(),
        b"<</Title (pont_v2.doc) /CreationDate (D:20310305101112+01'00')>>".to_vec(),
        format!("<</Type /Font /Subtype /Type1 /BaseFont /Times /Encoding /WinAnsiEncoding /FirstChar 32 /Widths [{widths}]>>").into_bytes(),
    ];
    for (at, lines) in pages.iter().enumerate() {
        let mut content = b"BT\n".to_vec();
        for (size, left, up, words) in lines {
            content.extend_from_slice(format!("/F {size} Tf 1 0 0 1 {left} {up} Tm (").as_bytes());
            for c in words.chars() {
                match c {
                    '(' | ')' | '\\' => content.extend_from_slice(&[b'\\', c as u8]),
                    '’' => content.push(0x92),
                    c => content.push(c as u32 as u8),
                }
            }
            content.extend_from_slice(b") Tj\n");
        }
        content.extend_from_slice(b"ET");
        objects.push(format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F 4 0 R>>>> /Contents {} 0 R>>", 6 + 2 * at).into_bytes());
        objects.push(if packed {
            stream("/Filter /FlateDecode", &zlib(&content))
        } else {
            stream("", &content)
        });
    }
    file(&objects)
}

fn article() -> Vec<Vec<(u32, u32, u32, &'static str)>> {
    vec![
        vec![
            (8, 60, 810, "La Gazette de Varnes - édition du soir - page 1"),
            (20, 60, 740, "Le vieux pont ne rouvrira"),
            (20, 60, 716, "pas avant l’automne"),
            (10, 60, 680, "Deux fissures ont été trouvées sous la troisième arche, a annon-"),
            (10, 60, 668, "cé lundi la maire. Son porte-"),
            (10, 60, 656, "parole parle d’un retard de quatre mois au moins pour ce chan-"),
            (10, 60, 644, "tier."),
            (10, 60, 620, "Les 11 000 automobilistes qui traversent chaque jour le fleuve de-"),
            (10, 60, 608, "vront attendre, et les commerçants de la rive gauche avec eux, dit"),
            (8, 60, 30, "Tous droits réservés 2031"),
        ],
        vec![
            (8, 60, 810, "La Gazette de Varnes - édition du soir - page 2"),
            (10, 60, 780, "leur association."),
            (10, 75, 768, "La réparation coûtera six millions de plus que prévu (la moitié à"),
            (10, 60, 756, "la charge de la région)."),
            (8, 60, 30, "Tous droits réservés 2031"),
        ],
        vec![
            (8, 60, 810, "La Gazette de Varnes - édition du soir - page 3"),
            (10, 60, 780, "- Début des travaux : avril"),
            (10, 60, 768, "- Fin : octobre"),
            (8, 60, 30, "Tous droits réservés 2031"),
        ],
    ]
}

const TEXT: &str = "Le vieux pont ne rouvrira pas avant l’automne\nDeux fissures ont été trouvées sous la troisième arche, a annoncé lundi la maire. Son porte-parole parle d’un retard de quatre mois au moins pour ce chantier.\nLes 11 000 automobilistes qui traversent chaque jour le fleuve devront attendre, et les commerçants de la rive gauche avec eux, dit leur association.\nLa réparation coûtera six millions de plus que prévu (la moitié à la charge de la région).\n- Début des travaux : avril\n- Fin : octobre";

#[test]
fn lines_become_paragraphs_and_cut_words_whole() {
    for packed in [false, true] {
        let (documents, notes) = all(&pdf(&article(), packed));
        assert_eq!(documents.len(), 1, "{notes:?}");
        assert_eq!(&*documents[0].text, TEXT);
        assert_eq!(
            documents[0].title.as_deref(),
            Some("Le vieux pont ne rouvrira pas avant l’automne")
        );
        // Made on that day, so published on that day or before, or not at all.
        assert_eq!(documents[0].published, None);
        assert_eq!(documents[0].published_inferred.unwrap().to.unwrap().to_string(), "2031-03-05");
        assert!(notes.iter().any(|note| note.says.contains("from a PDF")));
    }
}

#[test]
fn fonts_with_tables_of_their_own() {
    let table = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfrange <0001> <001A> <0061> <0020> <0020> <0020> endbfrange\n2 beginbfchar <0030> <00E9> <0031> <00660066> endbfchar\nendcmap end end";
    let code = |c: char| match c {
        'é' => 0x30,
        ' ' => 0x20,
        c => c as u32 - 0x60,
    };
    let mut shown = String::new();
    for c in "le conseil de lans a voté mardi soir la réouverture du pont de corvel".chars() {
        let _ = write!(shown, "{:04x}", code(c));
    }
    let content = format!(
        "q 2 0 0 2 0 0 cm BT /G 6 Tf 20 300 Td <{shown}> Tj 0 -8 Td [<00310030> -300 <0001>] TJ ET Q"
    );
    let objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [4 0 R]>>".to_vec(),
        b"<<>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</G 6 0 R>>>> /Contents 5 0 R>>".to_vec(),
        stream("", content.as_bytes()),
        b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R>>".to_vec(),
        b"<</Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [500 500] 3 26 480]>>".to_vec(),
        stream("/Filter /FlateDecode", &zlib(table)),
    ];
    let (documents, notes) = all(&file(&objects));
    assert_eq!(documents.len(), 1, "{notes:?}");
    assert_eq!(
        &*documents[0].text,
        "le conseil de lans a voté mardi soir la réouverture du pont de corvel ffé a"
    );
    // Without the table nobody knows what the shapes are.
    let mut blind = objects.clone();
    blind[5] =
        b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R]>>".to_vec();
    let (documents, notes) = all(&file(&blind));
    assert!(documents.is_empty() && unread(&notes)[0].contains("OCR"), "{notes:?}");
}

#[test]
fn names_of_shapes_are_characters() {
    let objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [4 0 R]>>".to_vec(),
        b"<<>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</H 6 0 R>>>> /Contents 5 0 R>>".to_vec(),
        stream("", b"BT /H 12 Tf 50 700 Td (Le pr\\001fet a rouvert l\\002o\\003ce de Lans mardi matin \\004 huis clos\\005) Tj ET"),
        b"<</Type /Font /Subtype /Type1 /Encoding <</Differences [1 /eacute /quoteright /ffi /uni00E0 /period]>>>>".to_vec(),
    ];
    let (documents, notes) = all(&file(&objects));
    assert_eq!(documents.len(), 1, "{notes:?}");
    assert_eq!(
        &*documents[0].text,
        "Le préfet a rouvert l’office de Lans mardi matin à huis clos."
    );
}

#[test]
fn what_is_not_read_says_why() {
    let (documents, notes) = all(&pdf(&[vec![]], false));
    assert!(documents.is_empty() && unread(&notes)[0].contains("no text layer"), "{notes:?}");
    let mut locked = pdf(&article(), false);
    locked.extend_from_slice(b"trailer <</Encrypt 9 0 R>>");
    assert!(unread(&all(&locked).1)[0].contains("encrypted"));
    assert!(unread(&all(b"%PDF-1.4 and nothing more").1)[0].contains("no PDF"));
    let bomb = zlib(&vec![b' '; 100 << 20]);
    let twice = zlib(&zlib(&vec![b' '; 60 << 20]));
    for data in [bomb, twice] {
        let objects = vec![
            b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
            b"<</Type /Pages /Count 1 /Kids [4 0 R]>>".to_vec(),
            b"<<>>".to_vec(),
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R>>".to_vec(),
            stream("/Filter [/FlateDecode /FlateDecode]", &data),
        ];
        let (documents, notes) = all(&file(&objects));
        assert!(documents.is_empty() && !unread(&notes).is_empty(), "{notes:?}");
    }
}

#[test]
fn forms_that_hold_themselves_end() {
    let objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [4 0 R 4 0 R 2 0 R]>>".to_vec(),
        b"<<>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</XObject <</X 5 0 R>>>> /Contents 5 0 R>>".to_vec(),
        stream("/Subtype /Form /Resources <</XObject <</X 5 0 R>>>>", &b"/X Do ".repeat(20)),
    ];
    all(&file(&objects));
}

#[test]
fn damaged_files_give_an_article_or_a_note() {
    let mut dice = 77_u64;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % below.max(1)
    };
    let seeds = [pdf(&article(), false), pdf(&article(), true)];
    for round in 0..1500 {
        let mut bytes = seeds[round % 2].clone();
        for _ in 0..=roll(8) {
            if bytes.is_empty() {
                break;
            }
            let at = roll(bytes.len());
            match roll(5) {
                0 => bytes[at] = roll(256) as u8,
                1 => bytes[at] = b"0123456789<>[]()/R "[roll(19)],
                2 => bytes.truncate(at.max(5)),
                3 => drop(bytes.drain(at..(at + roll(30)).min(bytes.len()))),
                _ => {
                    let piece = bytes[at..(at + roll(60)).min(bytes.len())].to_vec();
                    let to = roll(bytes.len());
                    bytes.splice(to..to, piece);
                }
            }
        }
        if bytes.starts_with(b"%PDF-") {
            all(&bytes);
        }
    }
}
