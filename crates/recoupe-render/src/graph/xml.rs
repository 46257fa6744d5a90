//! Words inside XML.

/// Words as the value of an attribute or as text. What XML cannot hold at all becomes `U+FFFD`.
pub(crate) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' => out += "&#10;",
            '\r' => out += "&#13;",
            '\t' => out += "&#9;",
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_ends_an_attribute() {
        assert_eq!(
            escape("a\"b'<c>&\n\u{1b}\u{ffff}"),
            "a&quot;b&#39;&lt;c&gt;&amp;&#10;\u{fffd}\u{fffd}"
        );
    }
}
