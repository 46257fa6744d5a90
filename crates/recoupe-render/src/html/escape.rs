//! Nothing of an article is ever markup or script.

use serde::Serialize;

/// Words as text or attribute value of HTML. A carriage return is kept as one, since a bare one
/// would be read as a line feed.
pub(crate) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\r' => out += "&#13;",
            _ => out.push(c),
        }
    }
    out
}

/// JSON that no parser of HTML can mistake for the end of its script element.
pub(super) fn json_for_script(it: &impl Serialize) -> String {
    let json = serde_json::to_string(it).unwrap_or_else(|_| "{}".into());
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out += "\\u003c",
            '>' => out += "\\u003e",
            '&' => out += "\\u0026",
            '\u{2028}' => out += "\\u2028",
            '\u{2029}' => out += "\\u2029",
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape("<a href='x'>\"&\r"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&#13;");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let words = "</script><!--\u{2028}\u{2029}&amp;";
        let json = json_for_script(&words);
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), words);
    }
}
