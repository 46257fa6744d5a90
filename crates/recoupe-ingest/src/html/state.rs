//! The data from which a script builds a page, where the page itself shows no text: the article
//! among them, whatever the system calls its parts.

use serde_json::{Deserializer, Value};

use super::tree::Page;
use crate::tables::fold;

/// The largest script that is read, and the smallest that can hold an article, in bytes.
const LIMIT: usize = 4 << 20;
const LEAST: usize = 300;

/// How many bytes of all scripts are read as data, those read again for another beginning included.
const ENOUGH: usize = 12 << 20;

/// How many values are looked through, how deep, and how many assignments of a script are tried.
const VALUES: usize = 200_000;
const DEEPEST: usize = 40;
const TRIED: usize = 8;

/// The longest title, in bytes.
const TITLE: usize = 600;

/// A text that is an article, in bytes.
const BODY: usize = 200;

const TITLES: &[&str] = &["headline", "headlines", "title", "titre", "name"];
const LEADS: &[&str] = &[
    "chapo",
    "chapeau",
    "standfirst",
    "lead",
    "dek",
    "deck",
    "subtitle",
    "subheadline",
    "excerpt",
    "description",
];
const BODIES: &[&str] = &[
    "body",
    "bodyHtml",
    "body_html",
    "content",
    "contentHtml",
    "content_html",
    "articleBody",
    "html",
    "text",
    "texte",
    "content_elements",
    "blocks",
    "paragraphs",
];
const DAYS: &[&str] = &[
    "datePublished",
    "publishedAt",
    "published_at",
    "firstPublishedAt",
    "firstPublished",
    "publicationDate",
    "publishDate",
    "publish_date",
    "first_publish_date",
    "published",
    "date",
];
const AUTHORS: &[&str] = &["authors", "author", "byline", "credits"];

/// Blocks of an article that are no text of it.
const OTHER: &[&str] = &[
    "image",
    "picture",
    "photo",
    "gallery",
    "video",
    "embed",
    "ad",
    "related",
    "link",
    "interstitial",
    "newsletter",
    "promo",
    "social",
    "code",
];

/// An article as the data hold it. Its texts are HTML.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) title: String,
    pub(super) published: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) html: String,
}

/// Whether a script may hold the data of an article.
pub(super) fn may_hold(script: &str) -> bool {
    let begins = script.trim_start().starts_with(['{', '[']);
    let sets = || script.contains("={") || script.contains("= {");
    (LEAST..LIMIT).contains(&script.len()) && (begins || sets())
}

/// The article with one of the titles that the page states; without one, the longest.
pub(super) fn read(page: &Page, titles: &[&str]) -> Option<Article> {
    let titles: Vec<String> = titles.iter().map(|title| letters(title)).collect();
    let mut best: Option<Article> = None;
    let (mut enough, mut left) = (ENOUGH, VALUES);
    for script in &page.scripts {
        for value in values(script, &mut enough) {
            search(&value, &titles, 0, &mut left, &mut best);
        }
    }
    best
}

/// The letters and digits of a title, by which two are compared.
fn letters(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The JSON in a script: all of it, or what is assigned in it.
fn values(script: &str, enough: &mut usize) -> Vec<Value> {
    let mut spend = |bytes: usize| match enough.checked_sub(bytes) {
        Some(rest) => {
            *enough = rest;
            true
        }
        None => false,
    };
    if !spend(script.len()) {
        return Vec::new();
    }
    if let Ok(value) = serde_json::from_str(script.trim()) {
        return vec![value];
    }
    let mut values = Vec::new();
    let mut from = 0;
    for _ in 0..TRIED {
        let rest = &script[from..];
        let Some(at) = rest.find("={").or_else(|| rest.find("= {")) else { break };
        let begin = from + at + rest[at..].find('{').unwrap_or(0);
        if !spend(script.len() - begin) {
            break;
        }
        let mut read = Deserializer::from_str(&script[begin..]).into_iter::<Value>();
        let next = read.next();
        from = begin + 1;
        if let Some(Ok(value)) = next {
            from = begin + read.byte_offset().max(1);
            values.push(value);
        }
    }
    values
}

fn search(
    value: &Value,
    titles: &[String],
    depth: usize,
    left: &mut usize,
    best: &mut Option<Article>,
) {
    if depth > DEEPEST || *left == 0 {
        return;
    }
    *left -= 1;
    match value {
        Value::Array(list) => {
            for inner in list {
                search(inner, titles, depth + 1, left, best);
            }
        }
        Value::Object(map) => {
            if let Some(article) = article(value, titles) {
                let longer = best.as_ref().is_none_or(|best| best.html.len() < article.html.len());
                if longer {
                    *best = Some(article);
                }
            }
            for inner in map.values() {
                search(inner, titles, depth + 1, left, best);
            }
        }
        _ => {}
    }
}

/// A value with a title and a text.
fn article(value: &Value, titles: &[String]) -> Option<Article> {
    let title = TITLES.iter().find_map(|key| words(value.get(key)?))?;
    if title.len() > TITLE || !titles.is_empty() && !titles.contains(&letters(title)) {
        return None;
    }
    let bodies = BODIES.iter().filter_map(|key| Some(html(value.get(key)?, 0)));
    let body = bodies.reduce(|best, next| if next.len() > best.len() { next } else { best })?;
    if body.len() < BODY {
        return None;
    }
    let lead = LEADS.iter().find_map(|key| words(value.get(key)?)).unwrap_or("");
    let repeated = body.contains(lead.trim());
    let html = if repeated { body } else { format!("<p>{lead}</p>{body}") };
    let published = DAYS.iter().find_map(|key| words(value.get(key)?)).map(str::to_owned);
    let byline = AUTHORS.iter().find_map(|key| names(value.get(key)?));
    Some(Article { title: title.to_owned(), published, byline, html })
}

/// A text, or the main one of several.
fn words(value: &Value) -> Option<&str> {
    let text = value.as_str().or_else(|| {
        ["basic", "rendered", "default", "text"].iter().find_map(|key| value.get(key)?.as_str())
    });
    text.filter(|text| !text.trim().is_empty())
}

/// The blocks of a text, a paragraph each.
fn html(value: &Value, depth: usize) -> String {
    match value {
        Value::String(text) => paragraph(text),
        Value::Array(list) if depth < 4 => {
            list.iter().take(2000).map(|block| html(block, depth + 1)).collect()
        }
        Value::Object(block) if depth < 4 => {
            let kind = block.get("type").or_else(|| block.get("_type")).and_then(Value::as_str);
            let kind = kind.unwrap_or("").to_lowercase();
            if OTHER.iter().any(|other| kind.contains(other)) {
                return String::new();
            }
            let keys = ["html", "content", "rendered", "text", "value", "children", "items"];
            let inner = keys.iter().find_map(|key| block.get(*key)).map(|it| html(it, depth + 1));
            let inner = inner.unwrap_or_default();
            let heading =
                kind.contains("head") || matches!(kind.as_str(), "h2" | "h3" | "subtitle");
            if heading { format!("<h2>{inner}</h2>") } else { inner }
        }
        _ => String::new(),
    }
}

fn paragraph(text: &str) -> String {
    if text.contains("</") || text.contains("<br") {
        return text.to_owned();
    }
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| ["<p>", line, "</p>"]).collect()
}

/// Names, alone, in objects, or in a list of either.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) if (3..=100).contains(&name.len()) => Some(name.clone()),
        Value::Object(it) => match it.get("name").or_else(|| it.get("by")) {
            Some(name) => names(name),
            None => None,
        },
        Value::Array(list) => {
            let all: Vec<String> = list.iter().take(8).filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_among_other_things() {
        let long = "Le pont de Varnes a rouvert mardi matin après onze mois de travaux. ".repeat(4);
        let script = format!(
            r#"window.a=1;window.b={{"menu":[{{"title":"Le pont ferme","body":"court"}}],"it":{{
            "headlines":{{"basic":"Le pont rouvre"}},"description":{{"basic":"Après onze mois."}},
            "content_elements":[{{"type":"text","content":"{long}"}},{{"type":"image","content":"PORTRAIT"}}],
            "first_publish_date":"2031-02-03","credits":{{"by":[{{"name":"Ada Roux"}}]}}}}}};"#
        );
        let (mut enough, mut best) = (ENOUGH, None);
        let found = values(&script, &mut enough);
        for value in &found {
            search(value, &["lepontrouvre".to_owned()], 0, &mut 1000, &mut best);
        }
        let article = best.expect("an article");
        assert_eq!(article.byline.as_deref(), Some("Ada Roux"));
        assert_eq!(article.published.as_deref(), Some("2031-02-03"));
        assert!(article.html.starts_with("<p>Après onze mois.</p><p>Le pont de Varnes"));
        assert!(!article.html.contains("PORTRAIT"));
    }
}
