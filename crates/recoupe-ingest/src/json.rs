//! JSON articles: one object, an array, JSON Lines, or objects one after another.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::draft::Draft;
use crate::tables::Tables;
use crate::words::Remark;
use crate::{html, plain, words};

/// The largest record, in bytes.
const RECORD_LIMIT: usize = 64 << 20;

/// An article as JSON gives it. Keys not named here are skipped unread.
#[derive(Deserialize)]
#[serde(expecting = "an object with \"text\" or \"html\"")]
struct Article {
    id: Option<Value>,
    url: Option<Value>,
    outlet: Option<Value>,
    title: Option<Value>,
    byline: Option<Value>,
    published: Option<Value>,
    language: Option<Value>,
    text: Option<Value>,
    html: Option<Value>,
    /// A feed, which is not read yet, or a list of articles under one key.
    items: Option<IgnoredAny>,
}

/// Reads all articles in a JSON text.
pub(crate) fn read(path: &str, text: &str, tables: &Tables, notes: &mut Vec<Remark>) -> Vec<Draft> {
    let records = records(text);
    let many = records.len() > 1;
    let mut drafts = Vec::new();
    for (line, record) in records {
        if record.len() > RECORD_LIMIT {
            let says = words::record_too_large(path, line, record.len(), RECORD_LIMIT);
            notes.push(says);
            continue;
        }
        let name = if many { format!("{path}#{line}") } else { path.to_owned() };
        match article(record) {
            Err(why) => {
                // The line in the file is told beside it.
                let why = why.to_string().replace(" at line 1 column ", ", column ");
                notes.push(words::bad_json(path, line, &why));
            }
            Ok(article) => match draft(&name, article, tables) {
                Ok(draft) => drafts.push(draft),
                Err(why) => {
                    let says = words::no_json_article(path, line, why);
                    notes.push(says);
                }
            },
        }
    }
    drafts
}

/// A record; halves of surrogate pairs, which cut strings leave behind, are replaced.
fn article(record: &str) -> serde_json::Result<Article> {
    serde_json::from_str(record).or_else(|why| match whole_pairs(record) {
        Some(record) => serde_json::from_str(&record),
        None => Err(why),
    })
}

/// The record with `\ufffd` for each escape of half a surrogate pair; `None` without any.
fn whole_pairs(record: &str) -> Option<String> {
    let unit = |at: usize| {
        let digits = record.get(at..).and_then(|rest| rest.strip_prefix("\\u"))?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (high, low) = (0xd800..0xdc00, 0xdc00..0xe000);
    let mut mended = String::with_capacity(record.len());
    let (mut at, mut done) = (0, 0);
    while let Some(next) = record[at..].find('\\') {
        at += next;
        match unit(at) {
            Some(first)
                if high.contains(&first) && unit(at + 6).is_some_and(|it| low.contains(&it)) =>
            {
                at += 12;
            }
            Some(half) if high.contains(&half) || low.contains(&half) => {
                mended.push_str(&record[done..at]);
                mended.push_str("\\ufffd");
                at += 6;
                done = at;
            }
            // Another escape: what is escaped begins none.
            _ => at = record.ceil_char_boundary(at + 2),
        }
    }
    mended.push_str(&record[done..]);
    (done > 0).then_some(mended)
}

fn draft(path: &str, article: Article, tables: &Tables) -> Result<Draft, &'static str> {
    let text = article.text.and_then(string).filter(|text| !text.trim().is_empty());
    let page = article.html.and_then(string).filter(|page| !page.trim().is_empty());
    let mut draft = match (text, page) {
        (Some(text), _) => {
            let mut draft = Draft::new(path);
            draft.paragraphs = plain::paragraphs(&text);
            draft
        }
        (None, Some(page)) => html::read(path, &page, tables),
        (None, None) if article.items.is_some() => return Err("it looks like a JSON feed"),
        (None, None) => return Err("it has neither text nor html"),
    };
    let given = [
        (&mut draft.id, article.id),
        (&mut draft.url, article.url),
        (&mut draft.outlet, article.outlet),
        (&mut draft.title, article.title),
        (&mut draft.byline, article.byline),
        (&mut draft.published, article.published),
        (&mut draft.language, article.language),
    ];
    for (slot, value) in given {
        let value = value.and_then(string).filter(|value| !value.trim().is_empty());
        if value.is_some() {
            *slot = value;
        }
    }
    Ok(draft)
}

/// A string, a number, or a list of strings joined.
fn string(value: Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let list: Vec<String> = list.into_iter().filter_map(string).collect();
            Some(list.join(", "))
        }
        _ => None,
    }
}

/// The records of a JSON text with the lines they begin on.
///
/// When the first line is a whole value the text is JSON Lines, and a broken line costs only
/// itself. Otherwise objects are found by their brackets.
fn records(text: &str) -> Vec<(usize, &str)> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
    let whole = |line: &str| serde_json::from_str::<IgnoredAny>(line).is_ok();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let starts = |line: &str| line.trim_start().starts_with("{\"");
    let is_lines = first.starts_with('{')
        && (whole(first) || lines().nth(1).is_some_and(|second| starts(first) && starts(second)));
    if is_lines {
        let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        return numbered.filter(|(_, line)| !line.is_empty()).collect();
    }
    objects(text)
}

/// Objects at depth 0, or at depth 1 inside an array; what follows a broken one is one record.
fn objects(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut line) = (0usize, 1);
    let (mut quoted, mut escaped) = (false, false);
    let mut open: Option<(usize, usize)> = None;
    let base = usize::from(text.trim_start_matches('\u{feff}').trim_start().starts_with('['));
    for (at, byte) in text.bytes().enumerate() {
        line += usize::from(byte == b'\n');
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                if byte == b'{' && depth == base {
                    open = Some((line, at));
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == base
                    && let Some((line, start)) = open.take()
                {
                    found.push((line, &text[start..=at]));
                }
            }
            _ => {}
        }
    }
    if let Some((line, start)) = open {
        found.push((line, &text[start..]));
    }
    if found.is_empty() {
        found.push((1, text.trim()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> (Vec<String>, Vec<String>) {
        let mut notes = Vec::new();
        let drafts = read("in.jsonl", text, &Tables::default(), &mut notes);
        let says = notes
            .into_iter()
            .map(|remark| remark.note(&recoupe_model::Lang::new("en")).says)
            .collect();
        (drafts.into_iter().map(|draft| draft.path).collect(), says)
    }

    #[test]
    fn half_a_line_costs_only_itself() {
        let text = "{\"id\": \"x\", \"text\": \"Un.\"}\n\n{\"text\": \"De\n{\"text\": \"Trois.\"}\n{\"title\": \"vide\"}\n";
        let (paths, says) = paths(text);
        assert_eq!(paths, ["in.jsonl#1", "in.jsonl#4"]);
        assert_eq!(says.len(), 2);
        assert!(says[0].contains("line 3") && says[1].contains("line 5"), "{says:?}");
    }

    #[test]
    fn a_first_line_that_is_broken_costs_only_itself_too() {
        let (paths, says) = paths("{\"text\": \"De\n{\"text\": \"Trois.\"}\n");
        assert_eq!(paths, ["in.jsonl#2"]);
        assert_eq!(says.len(), 1);
    }

    #[test]
    fn half_a_surrogate_pair_costs_one_character() {
        let mended = whole_pairs(r#"{"text": "a\ud83d\ude00b\ud800 \\ud800 c\udc00\\"}"#);
        let right = r#"{"text": "a\ud83d\ude00b\ufffd \\ud800 c\ufffd\\"}"#;
        assert_eq!(mended.as_deref(), Some(right));
        assert_eq!(paths(r#"{"text": "Un \ud83d."}"#).0.len(), 1);
        assert_eq!(whole_pairs("\\u"), None);
        assert_eq!(whole_pairs("\\é\\ud8"), None);
    }

    #[test]
    fn a_wrong_type_is_told_in_words_of_users() {
        let says = &paths("{\"text\":\"Un.\"}\nnull\n[1]\n").1;
        assert!(says.iter().all(|says| !says.contains("struct")), "{says:?}");
        assert!(says[0].contains("expected an object"), "{says:?}");
    }

    #[test]
    fn arrays_and_spread_out_objects() {
        assert_eq!(paths("[{\"text\": \"Un {\"},\n {\"text\": \"]\\\"}\"}, {\"te").0.len(), 2);
        assert_eq!(paths("{\n \"text\": \"Un.\",\n \"more\": {\"a\": [1]}\n}").0, ["in.jsonl"]);
        assert_eq!(paths("[]").1.len(), 1);
    }
}
