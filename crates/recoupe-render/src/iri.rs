//! Names for things of a dossier on the web of data, and addresses made safe.

/// `urn:recoupe:claim:c7`: a name, not an address. What no such name may hold is written `%…`.
pub(crate) fn urn(kind: &str, id: &str) -> String {
    let mut out = format!("urn:recoupe:{kind}:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            put!(out, "%{byte:02X}");
        }
    }
    out
}

/// An address that opens in a browser, with what may not stand in one written `%…`; `None` for
/// any other scheme, since `javascript:` and its like are addresses too.
pub(crate) fn http(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = ["http://", "https://"]
        .iter()
        .find(|scheme| url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme)))
        .and_then(|scheme| url.get(scheme.len()..))?;
    if rest.is_empty() || rest.starts_with(['/', '?', '#']) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        let is_foreign = c <= ' ' || !c.is_ascii() || c == '\u{7f}' || "<>\"{}|\\^`".contains(c);
        if is_foreign {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                put!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_no_mark_of_a_format() {
        assert_eq!(urn("claim", "c7"), "urn:recoupe:claim:c7");
        assert_eq!(urn("article", "a> é\"\n"), "urn:recoupe:article:a%3E%20%C3%A9%22%0A");
    }

    #[test]
    fn only_addresses_of_pages_are_addresses() {
        assert_eq!(http("HTTPS://a.example/é b").unwrap(), "HTTPS://a.example/%C3%A9%20b");
        assert_eq!(http("https://a.example/>\"").unwrap(), "https://a.example/%3E%22");
        assert_eq!(http("javascript:alert(1)"), None);
        assert_eq!(http("https://"), None);
        assert_eq!(http("é://x"), None);
    }
}
