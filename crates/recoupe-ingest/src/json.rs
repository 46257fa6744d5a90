//! JSON articles: one object, an array, JSON Lines, or objects one after another.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::draft::Draft;
use crate::feed::{self, Entry, is_relative};
use crate::intake::Intake;
use crate::tables::Tables;
use crate::{html, plain, words};

/// The largest record, in bytes.
const RECORD_LIMIT: usize = 64 << 20;

/// An article as JSON gives it, or a list of articles. Keys not named here are skipped unread.
#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object with \"text\" or \"html\"")]
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
    // JSON Feed.
    content_html: Option<Value>,
    content_text: Option<Value>,
    summary: Option<Value>,
    date_published: Option<Value>,
    date_modified: Option<Value>,
    home_page_url: Option<Value>,
    feed_url: Option<Value>,
    author: Option<Value>,
    authors: Option<Value>,
    /// The entries of a JSON feed, or a list of articles under one key.
    items: Option<Value>,
    articles: Option<Value>,
}

impl Article {
    /// Whether it is written as an entry of a JSON feed is.
    fn is_entry(&self) -> bool {
        let own = self.text.is_some() || self.html.is_some();
        let fields = [&self.content_html, &self.content_text, &self.summary];
        !own && fields.iter().any(|field| field.is_some())
    }

    fn into_entry(self) -> Entry {
        let url = self.url.and_then(string);
        let id = self.id.and_then(string).filter(|id| id.contains("://"));
        let author = self.authors.or(self.author).and_then(name);
        Entry {
            id: None,
            url: url.or(id),
            outlet: self.outlet.and_then(string),
            title: self.title.and_then(string),
            byline: self.byline.and_then(string).or(author),
            published: self.published.or(self.date_published).and_then(string),
            updated: self.date_modified.and_then(string),
            language: self.language.and_then(string),
            content: self.content_html.or(self.content_text).and_then(string),
            summary: self.summary.and_then(string),
        }
    }
}

/// Reads all articles in a JSON text.
pub(crate) fn read(path: &str, text: &str, intake: &mut Intake<'_>) {
    let records = records(text);
    let many = records.len() > 1;
    for (line, record) in records {
        if record.len() > RECORD_LIMIT {
            let says = words::record_too_large(path, line, record.len(), RECORD_LIMIT);
            intake.remark(says);
            continue;
        }
        let name = if many { format!("{path}#{line}") } else { path.to_owned() };
        match article(record) {
            Err(why) => {
                // The line in the file is told beside it.
                let why = why.to_string().replace(" at line 1 column ", ", column ");
                intake.remark(words::bad_json(path, line, &why));
            }
            Ok(article) => one(&name, line, article, intake),
        }
    }
}

/// The addresses of the entries of a JSON feed; `None` when the text is none.
pub(crate) fn announced(text: &str) -> Option<Vec<String>> {
    let (_, record) =
        records(text).into_iter().next().filter(|(_, it)| it.len() <= RECORD_LIMIT)?;
    let Value::Array(list) = article(record).ok()?.items? else { return None };
    let items = list.into_iter().filter_map(|item| serde_json::from_value::<Article>(item).ok());
    let addresses = items.filter_map(|item| item.into_entry().url);
    Some(addresses.filter(|it| it.contains("://") || is_relative(it)).collect())
}

/// An article, or a list of them.
fn one(path: &str, line: usize, mut article: Article, intake: &mut Intake<'_>) {
    let own = article.text.is_some() || article.html.is_some();
    let lists = [article.articles.take(), article.items.take()];
    let list = lists.into_iter().flatten().find_map(|list| match list {
        Value::Array(list) if !own => Some(list),
        _ => None,
    });
    match list {
        Some(list) if list.is_empty() => intake.remark(words::empty_feed(path)),
        Some(list) => items(path, list, &article, intake),
        None => put(path, line, article, intake),
    }
}

/// The articles of a list; its own title and language are those of the outlet.
fn items(path: &str, list: Vec<Value>, around: &Article, intake: &mut Intake<'_>) {
    let base = around.feed_url.as_ref().or(around.home_page_url.as_ref()).and_then(Value::as_str);
    for (at, item) in list.into_iter().enumerate() {
        let name = format!("{path}#{}", at + 1);
        match serde_json::from_value::<Article>(item) {
            Err(why) => intake.remark(words::bad_item(&name, &why.to_string())),
            Ok(mut article) => {
                article.outlet = article.outlet.or_else(|| around.title.clone());
                article.language = article.language.or_else(|| around.language.clone());
                if let (Some(base), Some(Value::String(url))) = (base, &mut article.url) {
                    *url = feed::join(base, url).unwrap_or_else(|| std::mem::take(url));
                }
                put(&name, at + 1, article, intake);
            }
        }
    }
}

fn put(path: &str, line: usize, article: Article, intake: &mut Intake<'_>) {
    if article.is_entry() {
        return article.into_entry().into_article(path, intake);
    }
    match draft(path, article, intake.tables) {
        Ok(draft) => intake.article(draft),
        Err(why) => {
            let file = path.split_once('#').map_or(path, |(file, _)| file);
            intake.remark(words::no_json_article(file, line, why));
        }
    }
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

/// The name of an author, or of several.
fn name(value: Value) -> Option<String> {
    match value {
        Value::Object(mut author) => author.remove("name").and_then(string),
        Value::Array(list) => {
            let all: Vec<String> = list.into_iter().filter_map(name).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        other => string(other),
    }
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
    let second = || lines().nth(1).is_some_and(|second| starts(first) && starts(second));
    let is_lines = first.starts_with('{') && (whole(first) || second() && !whole(text));
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
        let (tables, options) = (Tables::default(), crate::Options::default());
        let mut intake = Intake::new(&tables, &options);
        read("in.jsonl", text, &mut intake);
        let about = |note: &recoupe_model::Note| note.document.is_none();
        let done = intake.done();
        let says = done.notes.into_iter().filter(about).map(|note| note.says).collect();
        (done.value.into_iter().map(|document| document.path).collect(), says)
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
        assert_eq!(paths("[{\"text\": \"Un {\"},\n {\"text\": \"Deux ]\\\"}\"}, {\"te").0.len(), 2);
        assert_eq!(paths("{\n \"text\": \"Un.\",\n \"more\": {\"a\": [1]}\n}").0, ["in.jsonl"]);
        assert_eq!(paths("[]").1.len(), 1);
    }
}
