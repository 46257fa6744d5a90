//! Bytes to characters: mark, declaration, UTF-8, then a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::sniff::{self, Kind};
use crate::words::{self, Remark};

/// The most bytes of a page or a text that are decoded; JSON may hold many articles and is
/// limited by record instead.
const LIMIT: usize = 16 << 20;

/// How far a page's declaration of its encoding is looked for.
const DECLARATION: usize = 4 << 10;

/// The characters of an input, with notes when a legacy encoding was guessed or bytes were
/// replaced. `told` is the encoding that was declared beside the bytes.
pub(crate) fn decode(
    path: &str,
    bytes: &[u8],
    kind: Kind,
    told: Option<&str>,
    notes: &mut Vec<Remark>,
) -> String {
    let bytes = limited(path, bytes, notes);
    let told = told.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (encoding, guessed) = encoding(bytes, kind, told);
    let (text, used, replaced) = encoding.decode(bytes);
    if replaced {
        notes.push(words::replaced(path, used.name()));
    } else if guessed {
        notes.push(words::guessed(path, used.name()));
    }
    text.into_owned()
}

fn limited<'a>(path: &str, bytes: &'a [u8], notes: &mut Vec<Remark>) -> &'a [u8] {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(b));
    if bytes.len() <= LIMIT || matches!(first, Some(b'{' | b'[')) {
        return bytes;
    }
    notes.push(words::cut_input(path, LIMIT, bytes.len()));
    let mut end = LIMIT;
    while end > LIMIT - 4 && bytes[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    &bytes[..end]
}

/// The encoding, and whether it is a guess.
fn encoding(
    bytes: &[u8],
    kind: Kind,
    told: Option<&'static Encoding>,
) -> (&'static Encoding, bool) {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked, false);
    }
    if let Some(little) = sniff::utf16(bytes) {
        return (if little { UTF_16LE } else { UTF_16BE }, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, false);
    }
    if let Some(told) = told.filter(|told| *told != UTF_8) {
        return (told, false);
    }
    if matches!(kind, Kind::Html | Kind::Xml)
        && let Some(declared) = declared(bytes).filter(|declared| *declared != UTF_8)
    {
        return (declared, false);
    }
    if mostly_utf8(bytes) {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    (detector.guess(Some(b"fr"), Utf8Detection::Deny), true)
}

/// Whether a few bytes only are damaged in what is otherwise UTF-8: a cut character or a pasted
/// one must not turn the whole text into another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// `<meta charset>`, `<meta http-equiv>` or the XML declaration near the start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes[..bytes.len().min(DECLARATION)]
        .iter()
        .map(|&b| char::from(b & 0x7f).to_ascii_lowercase())
        .collect();
    let xml = head.split_once("?>").map(|(declaration, _)| declaration);
    let xml = xml.filter(|_| head.starts_with("<?xml")).and_then(|it| it.split_once("encoding="));
    let (_, rest) = xml.or_else(|| head.split_once("charset="))?;
    let label = rest.trim_start_matches(['"', '\'', ' ']);
    let ends = |c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c));
    let end = label.find(ends).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

#[cfg(test)]
mod tests {
    use recoupe_model::NoteKind;

    use super::*;

    fn of(bytes: &[u8], kind: Kind) -> (String, Vec<NoteKind>) {
        let mut notes = Vec::new();
        let text = decode("x", bytes, kind, None, &mut notes);
        (text, notes.iter().map(|note| note.kind).collect())
    }

    #[test]
    fn marks_declarations_and_guesses() {
        assert_eq!(of("\u{feff}été".as_bytes(), Kind::Text), ("été".to_owned(), vec![]));
        let latin = b"<meta charset=\"iso-8859-15\"><p>d\xe9j\xe0 \xa4</p>";
        assert_eq!(of(latin, Kind::Html).0, "<meta charset=\"iso-8859-15\"><p>déjà €</p>");
        let (text, notes) =
            of(b"L'\xe9t\xe9 dernier, \xab d\xe9j\xe0 \xbb, a-t-il d\xe9clar\xe9.", Kind::Text);
        assert_eq!(text, "L'été dernier, « déjà », a-t-il déclaré.");
        assert_eq!(notes, [NoteKind::Encoding]);
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding() {
        let mut bytes = "Il a été réélu à Orléans, a déclaré le préfet.".as_bytes().to_vec();
        bytes.push(0xff);
        let (text, notes) = of(&bytes, Kind::Text);
        assert!(text.starts_with("Il a été réélu à Orléans"));
        assert_eq!(notes, [NoteKind::Encoding]);
    }

    #[test]
    fn a_page_that_lies_about_utf8_is_guessed() {
        let page = b"<meta charset=utf-8><p>d\xe9j\xe0 vu, \xe0 Gen\xe8ve</p>";
        assert!(of(page, Kind::Html).0.contains("déjà vu, à Genève"));
    }
}
