//! Plain text, with or without a header block between two `---` lines.

use crate::draft::Draft;
use crate::tables::Tables;
use crate::{clean, words};

/// The longest header block, in lines.
const HEADER_LINES: usize = 60;

/// Reads a plain text.
pub(crate) fn read(path: &str, text: &str, _tables: &Tables) -> Draft {
    let mut draft = Draft::new(path);
    let body = header(text, &mut draft);
    draft.paragraphs = paragraphs(body);
    draft
}

/// Fills in what a header block says and returns the text after it.
pub(crate) fn header<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let text = text.trim_start_matches('\u{feff}');
    let Some((fields, body)) = header_block(text) else { return text };
    for (key, value) in fields {
        let slot = match key.as_str() {
            "url" => &mut draft.url,
            "outlet" => &mut draft.outlet,
            "title" => &mut draft.title,
            "byline" => &mut draft.byline,
            "published" => &mut draft.published,
            "language" => &mut draft.language,
            "id" => &mut draft.id,
            _ => {
                draft.notes.push(words::unknown_key(&key));
                continue;
            }
        };
        if !matches!(value.as_str(), "" | "null" | "~") {
            *slot = Some(value);
        }
    }
    body
}

/// The fields and the rest, if the text begins with a well-formed block.
fn header_block(text: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut opened = false;
    let mut at = 0;
    for (count, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if !opened {
            match line {
                "" => continue,
                "---" => opened = true,
                _ => return None,
            }
        } else if line == "---" || line == "..." {
            return Some((fields, &text[at..]));
        } else if line.starts_with([' ', '\t', '-']) {
            // A continued value or an item of a list.
            let (_, value) = fields.last_mut()?;
            let more = unquoted(line.trim_start_matches([' ', '\t', '-']));
            let glue = if value.is_empty() {
                ""
            } else if line.contains("- ") {
                ", "
            } else {
                " "
            };
            value.push_str(glue);
            value.push_str(&more);
        } else if !line.is_empty() && !line.starts_with('#') {
            let (key, value) = line.split_once(':')?;
            let key = key.trim().to_ascii_lowercase();
            if key.is_empty() || key.len() > 40 || key.contains(' ') {
                return None;
            }
            fields.push((key, unquoted(value)));
        }
        if count > HEADER_LINES {
            return None;
        }
    }
    None
}

/// A value as YAML quotes it.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    if value.len() >= 2
        && let Some(inner) = inner('"')
    {
        inner.replace("\\\"", "\"").replace("\\\\", "\\")
    } else if value.len() >= 2
        && let Some(inner) = inner('\'')
    {
        inner.replace("''", "'")
    } else if matches!(value, "|" | ">" | "|-" | ">-") {
        String::new()
    } else {
        value.to_owned()
    }
}

/// One paragraph a line; lines that were broken at a fixed width are joined again.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in clean::lines(text).map(str::trim).chain([""]) {
        if line.is_empty() || is_rule(line) {
            unwrap_into(&block, &mut paragraphs);
            block.clear();
        } else {
            block.push(line);
        }
    }
    paragraphs
}

/// A line of dashes, stars or the like.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| "-=_*~·•—–─═ ".contains(c))
}

fn unwrap_into(block: &[&str], paragraphs: &mut Vec<String>) {
    if is_wrapped(block) {
        paragraphs.push(block.join(" "));
    } else {
        paragraphs.extend(block.iter().map(|line| (*line).to_owned()));
    }
}

/// Whether every line break of a block fell where the next word no longer fitted, and mostly
/// within a sentence.
fn is_wrapped(block: &[&str]) -> bool {
    let width = |line: &str| line.chars().count();
    let Some(widest) = block.iter().map(|line| width(line)).max() else { return false };
    if block.len() < 2 || !(40..=100).contains(&widest) {
        return false;
    }
    let mut within = 0;
    for pair in block.windows(2) {
        let first = pair[1].split(' ').next().unwrap_or("");
        let bullet = matches!(first, "-" | "•" | "*" | "–" | "—");
        if bullet || width(pair[0]) + 1 + width(first) <= widest {
            return false;
        }
        within += usize::from(!pair[0].ends_with(['.', '!', '?', ':', '»', '”', '"', '…']));
    }
    within * 2 > block.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header_of(text: &str) -> (Draft, String) {
        let mut draft = Draft::new("x");
        let body = header(text, &mut draft).to_owned();
        (draft, body)
    }

    #[test]
    fn a_header_block_is_read_and_unquoted() {
        let text = "---\nurl: https://a.example/x\ntitle: \"Crue : le \\\"pic\\\" est passé\"\nbyline:\n  - Ada Roux\n  - 'Lou d''Arc'\nmood: calm\n---\nLe fleuve baisse.\n";
        let (draft, body) = header_of(text);
        assert_eq!(draft.url.as_deref(), Some("https://a.example/x"));
        assert_eq!(draft.title.as_deref(), Some("Crue : le \"pic\" est passé"));
        assert_eq!(draft.byline.as_deref(), Some("Ada Roux, Lou d'Arc"));
        assert_eq!(draft.notes.len(), 1);
        assert_eq!(body, "Le fleuve baisse.\n");
    }

    #[test]
    fn what_only_looks_like_a_header_is_text() {
        let text = "---\nPas un en-tête\n---\nSuite";
        assert_eq!(header_of(text).1, text);
        assert_eq!(header_of("---\ntitle: x\nsans fin").1, "---\ntitle: x\nsans fin");
    }

    #[test]
    fn hard_wrapped_lines_are_joined_and_others_kept() {
        let wrapped = "Le pont de Varnes a rouvert mardi après onze\nmois de travaux que la ville a payés seule,\nsans aide.\n";
        assert_eq!(paragraphs(wrapped).len(), 1);
        let list = "Chiffres clés\n- 52 personnes mortes et 264 blessées (ministère)\n- 9 disparus";
        assert_eq!(paragraphs(list).len(), 3);
        let lines = "Le maire est venu hier soir au marché couvert.\nIl repartira demain matin avec ses adjoints.";
        assert_eq!(paragraphs(lines).len(), 2);
    }
}
