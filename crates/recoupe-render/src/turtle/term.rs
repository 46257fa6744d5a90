//! Literals and names as Turtle writes them.

use crate::annotations::EDTF;
use crate::iri::{http, urn};

/// A literal. What would end it or hide in it is written as an escape.
pub(super) fn literal(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '\\' => out += "\\\\",
            '"' => out += "\\\"",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            // No XML or JSON that this becomes later can hold these.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            '\u{7f}'..='\u{9f}' => put!(out, "\\u{:04X}", u32::from(c)),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A literal in a language; without it when the code is none.
pub(super) fn spoken(words: &str, language: &str) -> String {
    let is_code =
        (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let tag = if is_code { format!("@{language}") } else { String::new() };
    literal(words) + &tag
}

/// A date in the Extended Date/Time Format.
pub(super) fn edtf(date: &str) -> String {
    format!("{}^^<{EDTF}>", literal(date))
}

/// A thing of the dossier.
pub(super) fn name(kind: &str, id: &str) -> String {
    format!("<{}>", urn(kind, id))
}

/// An address as a name of the web, or as words when it is no address of a page.
pub(super) fn address(url: &str) -> String {
    http(url).map_or_else(|| literal(url), |url| format!("<{url}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_literal_or_a_name() {
        assert_eq!(literal("a\"b\\\n\u{0}\u{85}"), "\"a\\\"b\\\\\\n\u{fffd}\\u0085\"");
        assert_eq!(spoken("oui", "fr"), "\"oui\"@fr");
        assert_eq!(spoken("oui", "fr> ."), "\"oui\"");
        assert_eq!(name("claim", "c> 1"), "<urn:recoupe:claim:c%3E%201>");
        assert_eq!(address("https://a.example/x"), "<https://a.example/x>");
        assert_eq!(address("javascript:x"), "\"javascript:x\"");
    }
}
