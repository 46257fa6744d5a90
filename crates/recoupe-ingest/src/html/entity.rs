//! `&eacute;`, `&#233;`, `&#xE9;`.

use std::collections::BTreeMap;

/// The longest name of a character.
const NAME: usize = 10;

/// A text with its named and numbered characters in place; what is not one stays.
pub(crate) fn decoded(raw: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end =
            rest.bytes().take(NAME).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let name = &rest[..end];
        let closed = rest[end..].starts_with(';');
        match character(name, closed, names) {
            Some(characters) => {
                out.push_str(&characters);
                rest = &rest[end + usize::from(closed)..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str, closed: bool, names: &BTreeMap<String, String>) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(numbered(code).to_string());
    }
    if name.is_empty() || !closed && name != "amp" && name != "nbsp" && name != "quot" {
        return None;
    }
    names.get(name).cloned()
}

/// Numbers 128 to 159 are meant as Windows-1252, as browsers read them.
fn numbered(code: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match code {
        128..=159 => WINDOWS[code as usize - 128],
        0 => '\u{fffd}',
        code => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    #[test]
    fn names_and_numbers() {
        let names = Tables::embedded().entities;
        let of = |raw| decoded(raw, &names);
        assert_eq!(
            of("d&eacute;j&agrave;&nbsp;&laquo;vu&raquo; &#233;&#xE9;&#146;&amp;lt;"),
            "déjà\u{a0}«vu» éé’&lt;"
        );
        assert_eq!(of("R&D & AT&T; &unknown; &#x110000; a&"), "R&D & AT&T; &unknown; \u{fffd} a&");
        assert_eq!(of("?a=1&copy=2"), "?a=1&copy=2");
    }
}
