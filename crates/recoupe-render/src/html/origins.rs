//! Where the information entered, and how it went on: first, copied, rewritten, cited.

use super::escape::escape;
use super::page::Page;
use crate::wire::v1::{Article, Origin, Story};
use crate::words::clean;

/// Copies of one text before they are folded.
const COPIES: usize = 6;

pub(super) fn origins(page: &Page<'_, '_>, story: &Story) -> String {
    if story.origins.is_empty() {
        return String::new();
    }
    let words = page.view.words;
    let mut out = format!("<p class=\"soft\">{}</p>\n", escape(words.t("origin.upper_bound")));
    out += "<ul class=\"tree\">\n";
    for it in &story.origins {
        out += &origin(page, story, it);
    }
    out + "</ul>\n"
}

fn origin<'a>(page: &Page<'_, 'a>, story: &Story, it: &Origin) -> String {
    let (view, words) = (page.view, page.view.words);
    let rests = |id: &&String| page.voices.of(id).iter().any(|of| of.name == it.name);
    let claims: Vec<String> =
        story.events.iter().flat_map(|it| &it.claims).filter(rests).cloned().collect();
    let kind = words.name("origin", &it.kind);
    let interested = if it.interested { words.t("origin.interested") } else { "" };
    let told = words.count("html.claims", claims.len());
    let about: Vec<_> = [kind, interested, &told].into_iter().filter(|it| !it.is_empty()).collect();
    let mut out = format!(
        "<li class=\"item\"{}><span class=\"name\">{}</span> <small>{}</small>\n<ul>\n",
        page.marks(&claims, &[]),
        escape(&clean(&it.name)),
        escape(&about.join(" · "))
    );
    let articles: Vec<&'a Article> = it.articles.iter().filter_map(|id| view.article(id)).collect();
    let is_copy = |a: &&Article| {
        a.copy_of.as_deref().is_some_and(|root| it.articles.iter().any(|id| id == root))
    };
    let first = articles.iter().find(|a| !is_copy(a)).map(|a| a.id.as_str());
    for article in articles.iter().filter(|a| !is_copy(a)) {
        let how = how(it, article, first == Some(article.id.as_str()));
        put!(out, "<li>{}", leaf(page, article, words.t(how)));
        let copies: Vec<_> =
            articles.iter().filter(|a| a.copy_of.as_deref() == Some(&article.id)).collect();
        if !copies.is_empty() {
            let open = if copies.len() > COPIES { "" } else { " open" };
            let count = words.count("text.articles", copies.len());
            let title = view.pair(words.t("html.copied_by"), &count);
            put!(out, "\n<details{open}><summary>{}</summary><ul>\n", escape(&title));
            for copy in copies {
                put!(out, "<li>{}</li>\n", leaf(page, copy, words.t("html.copies")));
            }
            out += "</ul></details>\n";
        }
        out += "</li>\n";
    }
    out + "</ul></li>\n"
}

/// How an article comes to carry the word of an origin.
fn how(origin: &Origin, article: &Article, first: bool) -> &'static str {
    let own = article.outlet.as_deref() == Some(&*origin.name)
        || matches!(origin.kind.as_str(), "outlet" | "article");
    let credits = article.credits.contains(&origin.name);
    match (own, credits, first) {
        (true, _, true) => "html.own",
        (true, _, false) => "html.own_again",
        (false, true, _) => "html.rewrites",
        (false, false, true) if origin.articles.len() > 1 => "html.cites_first",
        (false, false, _) if origin.articles.len() == 1 => "html.cites_alone",
        (false, false, _) => "html.cites",
    }
}

fn leaf(page: &Page<'_, '_>, article: &Article, how: &str) -> String {
    let view = page.view;
    let title = article.title.as_deref().filter(|_| article.copy_of.is_none());
    let title = title.map(|it| view.words.quoted(&clean(it)));
    format!(
        "<span class=\"how\">{}</span> <button type=\"button\" class=\"source\" data-article=\"{}\">{}</button> <small>{}</small>",
        escape(how),
        escape(&article.id),
        escape(&view.label_dated(&article.id)),
        escape(&title.unwrap_or_default())
    )
}
