//! What kind of input these bytes are, by content; the extension only breaks ties.

use crate::Input;

/// A kind of input that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Feed,
    Html,
    Json,
    Markdown,
    Text,
    /// Some XML; which is told by its characters.
    Xml,
}

/// A kind of input that holds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packed {
    Gzip,
    Mail,
    Warc,
    Zip,
}

/// How far into an input its kind is looked for.
const LOOK: usize = 8 << 10;

/// Beginnings of files that are no text, with what they are called in a note.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"%!PS", "PostScript"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
];

/// The kind as far as bytes tell it, or what they look like when they are not read.
pub(crate) fn kind(input: &Input<'_>) -> Result<Kind, &'static str> {
    let head = &input.bytes[..input.bytes.len().min(LOOK)];
    let plain = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| plain.starts_with(magic)) {
        return Err(name);
    }
    if plain.get(4..8) == Some(b"ftyp") {
        return Err("a film");
    }
    let wide = utf16(head).is_some();
    let odd = head.iter().filter(|&&b| b == 0 || (b < 9) || (14..27).contains(&b)).count();
    if !wide && odd * 50 > head.len() {
        return Err("binary data");
    }
    let ascii: String = head.iter().filter(|&&b| b != 0).map(|&b| char::from(b & 0x7f)).collect();
    let xml = ascii.trim_start().starts_with("<?xml") || is_feed(&after_prolog(&ascii));
    Ok(match () {
        () if looks_html(&ascii) && !xml => Kind::Html,
        () if xml => Kind::Xml,
        () => Kind::Text,
    })
}

/// The kind of an archive: of all but a mail, eight bytes tell it.
pub(crate) fn packed(head: &[u8]) -> Option<Packed> {
    match head {
        [0x1f, 0x8b, 8, ..] => Some(Packed::Gzip),
        [b'W', b'A', b'R', b'C', b'/', b'0'..=b'9', ..] => Some(Packed::Warc),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Packed::Zip),
        _ => looks_mail(head).then_some(Packed::Mail),
    }
}

/// A PDF begins with its mark; some writers put empty lines before it.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    head[..head.len().min(1024)].trim_ascii_start().starts_with(b"%PDF-")
}

/// A mail begins with its heads, and some heads only mails have.
fn looks_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4 * LOOK)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut names = Vec::new();
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii_end();
        match line.first() {
            None => break,
            Some(b' ' | b'\t') if !names.is_empty() => {}
            Some(_) => {
                let name = line.split(|byte| *byte == b':').next().unwrap_or(line);
                let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
                if name.len() == line.len() || name.is_empty() || !name.iter().all(word) {
                    return false;
                }
                names.push(name.to_ascii_lowercase());
            }
        }
    }
    let has = |name: &str| names.iter().any(|known| known == name.as_bytes());
    has("mime-version") && (has("content-type") || has("from"))
        || has("from") && has("date") && (has("message-id") || has("subject") && has("to"))
}

/// Whether bytes are UTF-16, by mark or by their zeros: `Some(true)` for little-endian.
pub(crate) fn utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(true),
        [0xfe, 0xff, ..] => return Some(false),
        _ => {}
    }
    let pairs = bytes[..bytes.len().min(LOOK)].chunks_exact(2);
    let total = pairs.len();
    let (mut high, mut low) = (0, 0);
    for pair in pairs {
        high += usize::from(pair[0] == 0 && pair[1] != 0);
        low += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    if total >= 8 && low * 10 > total * 7 {
        return Some(true);
    }
    (total >= 8 && high * 10 > total * 7).then_some(false)
}

/// The kind once the characters are known.
pub(crate) fn refine(kind: Kind, path: &str, text: &str) -> Result<Kind, &'static str> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let look = after_prolog(prefix(start, LOOK));
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    if is_feed(&look) {
        return Ok(Kind::Feed);
    }
    if look.starts_with("<urlset") || look.starts_with("<sitemapindex") {
        return Err("a sitemap");
    }
    if kind == Kind::Html || looks_html(&look) {
        return Ok(Kind::Html);
    }
    if start.trim_start().starts_with("<?xml") {
        return Err("XML that is no page");
    }
    if looks_json(&look) {
        return Ok(Kind::Json);
    }
    if matches!(extension.as_str(), "html" | "htm" | "xhtml") && look.contains("</") {
        return Ok(Kind::Html);
    }
    if looks_markdown(prefix(start, LOOK), matches!(extension.as_str(), "md" | "markdown")) {
        return Ok(Kind::Markdown);
    }
    Ok(Kind::Text)
}

/// At most this many bytes of a text, on a character boundary.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The first element of an XML text and what follows, in lower case: its declaration, style
/// sheets, comments and document type are not looked at. Unchanged when it is no XML.
fn after_prolog(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut rest = skip_comments(lower.trim_start_matches('\u{feff}'));
    if !rest.starts_with("<?xml") {
        return lower;
    }
    while let Some((_, after)) = rest.strip_prefix("<?").and_then(|rest| rest.split_once("?>")) {
        rest = skip_comments(after);
    }
    if rest.starts_with("<!doctype") && !rest.starts_with("<!doctype html") {
        // Its own declarations stand in brackets.
        let end =
            if rest.split('>').next().is_some_and(|it| it.contains('[')) { "]>" } else { ">" };
        rest = rest.split_once(end).map_or("", |(_, after)| skip_comments(after));
    }
    rest.to_owned()
}

/// Whether the first element is that of RSS 0.9 to 2.0 or Atom, whatever its prefix.
fn is_feed(lower: &str) -> bool {
    let end = |c: char| !(c.is_ascii_alphanumeric() || c == ':');
    let start = skip_comments(lower.trim_start_matches('\u{feff}'));
    let name = start.strip_prefix('<').and_then(|rest| rest.split(end).next()).unwrap_or("");
    matches!(name.rsplit(':').next(), Some("rss" | "feed")) || name == "rdf:rdf"
}

fn skip_comments(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        match text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
            Some((_, rest)) => text = rest,
            None => return text,
        }
    }
}

/// A page begins with a tag that only pages have, or a fragment is full of them.
fn looks_html(text: &str) -> bool {
    const FIRST: &[&str] = &[
        "html",
        "head",
        "body",
        "article",
        "main",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "title",
        "meta",
        "script",
        "table",
        "header",
        "link",
        "span",
        "blockquote",
        "ul",
        "center",
    ];
    let lower = text.to_ascii_lowercase();
    let start =
        skip_comments(lower.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    if start.starts_with("<!doctype html") {
        return true;
    }
    let named = start
        .strip_prefix('<')
        .map_or("", |rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(""));
    let closes = ["</p>", "</div>", "</a>", "<br>", "<br/>", "<br />", "</h1>", "</h2>"];
    let tags: usize = closes.iter().map(|tag| lower.matches(tag).count()).sum();
    (FIRST.contains(&named) && start.contains('>')) || tags >= 4
}

fn looks_json(text: &str) -> bool {
    let mut inside = text.chars().filter(|c| !c.is_whitespace());
    match inside.next() {
        Some('{') => matches!(inside.next(), Some('"' | '}')),
        Some('[') => matches!(inside.next(), Some('{' | ']')),
        _ => false,
    }
}

/// Markdown is told by headings and links. With the extension one sign is enough.
fn looks_markdown(text: &str, named: bool) -> bool {
    let signs = text
        .lines()
        .map(|line| {
            let heading = line.trim_start_matches('#');
            let level = line.len() - heading.len();
            usize::from((1..=6).contains(&level) && heading.starts_with(' '))
                + usize::from(line.contains("](http") || line.contains("](/"))
                + usize::from(line.matches("**").count() >= 2)
        })
        .sum::<usize>();
    named || signs >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, bytes: &[u8]) -> Result<Kind, &'static str> {
        let kind = kind(&Input { path, bytes })?;
        refine(kind, path, &String::from_utf8_lossy(bytes))
    }

    #[test]
    fn content_tells_the_kind_and_names_lie() {
        assert_eq!(of("a.txt", b"<!DOCTYPE html><p>x"), Ok(Kind::Html));
        assert_eq!(of("a.html", b"Une phrase, rien d'autre."), Ok(Kind::Text));
        assert_eq!(of("a.txt", b" {\"text\": \"x\"}"), Ok(Kind::Json));
        assert_eq!(of("a.txt", b"# Titre\n\nUn [lien](https://a.example).\n"), Ok(Kind::Markdown));
        assert_eq!(of("a", b"<?xml version=\"1.0\"?><rss>"), Ok(Kind::Feed));
        let styled =
            b"<?xml version='1.0'?>\n<?xml-stylesheet href='a'?><!-- x --><feed xmlns='y'>";
        assert_eq!(of("a.html", styled), Ok(Kind::Feed));
        assert_eq!(of("a", b"<!-- x --> <atom:feed>"), Ok(Kind::Feed));
        assert_eq!(of("a", b"<?xml version='1.0'?><urlset>"), Err("a sitemap"));
        let entities = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>";
        assert_eq!(of("a", entities), Ok(Kind::Feed));
        assert_eq!(of("a", b"<?xml version='1.0'?><!DOCTYPE html><html>"), Ok(Kind::Html));
        assert!(is_pdf(b"\r\n%PDF-1.7 x") && !is_pdf(b"PDF"));
        assert_eq!(
            of("a.txt", &[0, 1, 2, 3, 0, 0, 0, 7, 0, 0, 0, 1, 1, 1, 1, 1]),
            Err("binary data")
        );
        assert_eq!(packed(b"WARC/1.1\r\n"), Some(Packed::Warc));
        assert_eq!(packed(b"\x1f\x8b\x08\0\0\0\0\0"), Some(Packed::Gzip));
        assert_eq!(packed(b"WARC/"), None);
        let mail =
            b"Received: by a\r\n\tb\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\nx";
        assert_eq!(packed(mail), Some(Packed::Mail));
        assert_eq!(packed(b"From: Lans\nTo: Varnes\n\nUn train relie les villes."), None);
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zeros() {
        let bytes: Vec<u8> =
            "Un pont a rouvert".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(utf16(&bytes), Some(true));
        assert_eq!(utf16(b"Un pont a rouvert, dit-on"), None);
    }
}
