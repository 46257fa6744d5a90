//! Markdown, lightly: marks go, words stay; list items stay lines.

use crate::draft::Draft;
use crate::plain;
use crate::tables::Tables;

/// Reads a Markdown text.
pub(crate) fn read(path: &str, text: &str, _tables: &Tables) -> Draft {
    let mut draft = Draft::new(path);
    let body = plain::header(text, &mut draft);
    let mut lines = String::with_capacity(body.len());
    let mut heading = None;
    for line in body.lines() {
        let (line, level) = block(line.trim_end());
        let line = inline(line);
        if level == 1 && heading.is_none() {
            heading = Some(line.clone());
        }
        let alone = if level > 0 { "\n" } else { "" };
        lines.push_str(alone);
        lines.push_str(&line);
        lines.push('\n');
        lines.push_str(alone);
    }
    draft.title = draft.title.or(heading);
    draft.paragraphs = plain::paragraphs(&lines);
    draft
}

/// A line without its block marks, and the level of its heading (0 for none).
fn block(line: &str) -> (&str, usize) {
    let mut line = line.trim_start();
    while let Some(rest) = line.strip_prefix('>') {
        line = rest.trim_start();
    }
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with(' ')) {
        return (rest.trim().trim_end_matches('#').trim_end(), level);
    }
    let fence = line.starts_with("```") || line.starts_with("~~~");
    let ruler = line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c));
    let target = line.starts_with('[') && line.contains("]: ");
    if fence || ruler || target {
        return ("", 0);
    }
    (line.strip_prefix('|').map_or(line, |row| row.trim_end_matches('|').trim()), 0)
}

/// Words without emphasis, links, images, code marks and escapes. One pass, no look-back.
fn inline(line: &str) -> String {
    let (bullet, line) = match line.get(..2) {
        Some("* " | "+ " | "- ") => ("- ", &line[2..]),
        _ => ("", line),
    };
    let mut out = String::with_capacity(line.len());
    out.push_str(bullet);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => escaped(after, &mut out),
            '!' if after.starts_with('[') => match link(&after[1..]) {
                Some((_, rest)) => rest,
                None => keep('!', after, &mut out),
            },
            '[' if after.starts_with('^') => past(after, ']'),
            '[' => match link(after) {
                Some((words, rest)) => {
                    out.push_str(&words.replace(['*', '`'], ""));
                    rest
                }
                None => keep('[', after, &mut out),
            },
            '<' if after.starts_with("http") => past(after, '>'),
            '*' | '`' => after,
            '_' if !inside_word(&out, after) => after,
            c => keep(c, after, &mut out),
        };
    }
    out
}

/// What follows a mark that is near; everything when it is not.
fn past(after: &str, mark: char) -> &str {
    let near = crate::sniff::prefix(after, 2000).find(mark);
    near.map_or(after, |at| &after[at + mark.len_utf8()..])
}

fn keep<'a>(c: char, after: &'a str, out: &mut String) -> &'a str {
    out.push(c);
    after
}

fn escaped<'a>(after: &'a str, out: &mut String) -> &'a str {
    match after.chars().next() {
        Some(c) if c.is_ascii_punctuation() => keep(c, &after[1..], out),
        _ => keep('\\', after, out),
    }
}

fn inside_word(before: &str, after: &str) -> bool {
    before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

/// The words of a link whose `[` was read, and what follows it.
fn link(after: &str) -> Option<(&str, &str)> {
    let look = crate::sniff::prefix(after, 2000);
    let close = look.find(']')?;
    let rest = &after[close + 1..];
    let (open, shut) = if rest.starts_with('(') { ('(', ')') } else { ('[', ']') };
    let target = rest.strip_prefix(open)?;
    let end = crate::sniff::prefix(target, 4000).find(shut)?;
    Some((&after[..close], &target[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(
            inline("Le **pont** de [Varnes](https://a.example) a *rouvert*[^1]."),
            "Le pont de Varnes a rouvert."
        );
        assert_eq!(inline("* un_nom_long et _fin_"), "- un_nom_long et fin");
        assert_eq!(inline("![vue](a.png)3 \\* 4 [sans suite"), "3 * 4 [sans suite");
    }

    #[test]
    fn headings_lists_quotes_and_tables_are_lines() {
        let text = "# Le pont rouvre\n\nMardi.\n\n## Suite ##\n> « Enfin », dit-elle.\n\n- un\n- deux\n\n| a | b |\n|---|---|\n";
        let draft = read("x", text, &Tables::default());
        assert_eq!(draft.title.as_deref(), Some("Le pont rouvre"));
        let want = [
            "Le pont rouvre",
            "Mardi.",
            "Suite",
            "« Enfin », dit-elle.",
            "- un",
            "- deux",
            "a | b",
        ];
        assert_eq!(draft.paragraphs, want);
    }
}
