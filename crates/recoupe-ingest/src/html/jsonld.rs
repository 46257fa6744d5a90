//! JSON-LD: what a page states about its article for machines.

use serde_json::Value;

use super::entity;
use super::tree::Page;
use crate::tables::Tables;

/// The largest script that is read, in bytes.
const LIMIT: usize = 1 << 20;

/// What is stated of the article.
#[derive(Debug, Default)]
pub(crate) struct Stated {
    pub(crate) url: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<String>,
    /// When the page or the film was made, where no day of publication is stated.
    pub(crate) created: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) body: Option<String>,
}

/// Reads the article that the scripts of a page state: the one with the page's own address if
/// there are several.
pub(crate) fn read(page: &Page, canonical: Option<&str>, tables: &Tables) -> Stated {
    let scripts = (1..page.nodes.len()).filter(|&at| {
        let data = page.attribute(at, "type").is_some_and(|kind| kind.contains("ld+json"));
        page.nodes[at].tag == "script" && data
    });
    let values: Vec<Value> = scripts
        .take(40)
        .filter_map(|at| {
            let content = page.nodes.get(at + 1).filter(|next| next.parent == at)?;
            parsed(&content.text)
        })
        .collect();
    let mut articles = Vec::new();
    let mut names = Vec::new();
    for value in &values {
        collect(value, 0, &mut articles, &mut names);
    }
    let own = canonical.and_then(|url| {
        articles.iter().find(|article| address(article).is_some_and(|stated| stated == url))
    });
    // A film's page may state nothing but the film.
    let written = articles.iter().find(|article| article.get("uploadDate").is_none());
    let Some(article) = own.or(written).or(articles.first()) else { return Stated::default() };
    let get = |key: &str| {
        text(article.get(key)?, &names).map(|raw| entity::decoded(&raw, &tables.entities))
    };
    Stated {
        url: address(article),
        headline: get("headline").or_else(|| get("name")),
        outlet: get("publisher"),
        author: get("author").or_else(|| get("creator")),
        // A live report is published when it begins, whatever its last entry.
        published: get("datePublished").or_else(|| get("coverageStartTime")),
        created: get("dateCreated").or_else(|| get("uploadDate")),
        language: get("inLanguage"),
        body: article
            .get("articleBody")
            .and_then(Value::as_str)
            .map(|raw| entity::decoded(raw, &tables.entities)),
    }
}

/// Pages write line breaks and comments into their JSON.
fn parsed(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script.trim().trim_end_matches(';');
    if script.len() > LIMIT {
        return None;
    }
    serde_json::from_str(script).ok().or_else(|| {
        let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&plain).ok()
    })
}

/// Articles, and everything with an identifier and a name, in lists and graphs.
fn collect<'a>(
    value: &'a Value,
    depth: usize,
    articles: &mut Vec<&'a Value>,
    names: &mut Vec<(&'a str, &'a str)>,
) {
    if depth > 4 {
        return;
    }
    if let Value::Array(list) = value {
        for inner in list.iter().take(500) {
            collect(inner, depth + 1, articles, names);
        }
        return;
    }
    if let (Some(id), Some(name)) = (string(value, "@id"), string(value, "name")) {
        names.push((id, name));
    }
    if is_article(value) {
        articles.push(value);
    }
    for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
        if let Some(inner) = value.get(key).filter(|inner| !inner.is_string()) {
            collect(inner, depth + 1, articles, names);
        }
    }
}

fn is_article(value: &Value) -> bool {
    let kind = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        kind.ends_with("Article")
            || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report" | "VideoObject")
    };
    match value.get("@type") {
        Some(Value::String(name)) => kind(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(kind),
        _ => false,
    }
}

fn string<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}

fn address(article: &Value) -> Option<String> {
    let page = article.get("mainEntityOfPage");
    let page = page.and_then(|page| page.as_str().or_else(|| string(page, "@id")));
    string(article, "url").or(page).filter(|url| url.starts_with("http")).map(str::to_owned)
}

/// A string, the name of an object or of one elsewhere in the graph, or a list of those.
fn text(value: &Value, names: &[(&str, &str)]) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Object(_) => string(value, "name").map(str::to_owned).or_else(|| {
            let id = string(value, "@id")?;
            let (_, name) = names.iter().find(|(known, _)| *known == id)?;
            Some((*name).to_owned())
        }),
        Value::Array(list) => {
            let all: Vec<String> =
                list.iter().take(20).filter_map(|one| text(one, names)).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}
