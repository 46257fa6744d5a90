//! The articles with their texts, and what was not understood of them.

use super::escape::escape;
use super::page::Page;
use crate::quote;
use crate::view::View;
use crate::wire::v1::{Article, Note, Story};
use crate::words::clean;

/// The texts, to read without script and to search in.
pub(super) fn articles(page: &Page<'_, '_>, alone: &[&Story]) -> String {
    let view = page.view;
    let alone: Vec<&str> = alone.iter().flat_map(|it| &it.articles).map(String::as_str).collect();
    let (lone, told): (Vec<&Article>, Vec<&Article>) =
        view.dossier.articles.iter().partition(|it| alone.contains(&it.id.as_str()));
    let mut out: String = told.into_iter().map(|it| article(page, it)).collect();
    if !lone.is_empty() {
        let title = view.words.count("text.alone", lone.len());
        put!(out, "<h3>{}</h3>\n", escape(&title));
        out.extend(lone.into_iter().map(|it| article(page, it)));
    }
    out
}

fn article(page: &Page<'_, '_>, it: &Article) -> String {
    let (view, words) = (page.view, page.view.words);
    let mut about = vec![view.label_dated(&it.id)];
    about.extend(it.byline.as_deref().map(clean));
    about.extend(
        it.copy_of.as_deref().map(|id| words.with("text.copy_of", &[("x", &view.label(id))])),
    );
    about.push(words.count("html.claims", view.claims_in(&it.id).len()));
    let title = it.title.as_deref().map_or_else(|| view.label(&it.id), clean);
    let mut head = format!("<p class=\"soft\">{}", escape(&clean(&it.path)));
    if let Some(url) = it.url.as_deref().filter(|it| is_web(it)) {
        let url = escape(url);
        put!(head, " · <a href=\"{url}\" rel=\"noreferrer noopener\">{url}</a>");
    }
    let ids: Vec<String> = view.claims_in(&it.id).iter().map(|it| it.id.clone()).collect();
    let mut marks = page.marks(&ids, &[]);
    if ids.is_empty() {
        let number = view.article_number(&it.id).unwrap_or_default();
        marks = marks.replace("data-a=\"\"", &format!("data-a=\"{number}\""));
    }
    format!(
        "<details class=\"article item\" id=\"article-{id}\" data-text=\"{id}\"{marks}>\
         <summary><span class=\"headline\" lang=\"{lang}\">{}</span> <small>{}</small></summary>\n\
         {head}</p>\n<div class=\"text\" lang=\"{lang}\" dir=\"auto\">{}</div>\n</details>\n",
        escape(&title),
        escape(&about.join(" · ")),
        escape(&it.text),
        id = escape(&it.id),
        lang = escape(&it.language),
    )
}

/// Only addresses of the web become links.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// What was not understood, by kind.
pub(super) fn notes(page: &Page<'_, '_>) -> String {
    let words = page.view.words;
    let notes = &page.view.dossier.notes;
    if notes.is_empty() {
        return format!("<p>{}</p>\n", escape(words.t("html.no_notes")));
    }
    let mut kinds: Vec<&str> = notes.iter().map(|it| it.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut out = String::new();
    for kind in kinds {
        let of_kind: Vec<&Note> = notes.iter().filter(|it| it.kind == kind).collect();
        let title = words.plural("note", kind);
        put!(
            out,
            "<div class=\"notes-of\"><h3>{} <small>({})</small></h3>\n<ul class=\"notes\">\n",
            escape(title),
            of_kind.len()
        );
        for it in of_kind {
            out += &note(page, it);
        }
        out += "</ul></div>\n";
    }
    out
}

fn note(page: &Page<'_, '_>, it: &Note) -> String {
    let view = page.view;
    let number = it.article.as_deref().and_then(|id| view.article_number(id));
    let number = number.map(|it| it.to_string()).unwrap_or_default();
    let says = clean(&it.says);
    let quote = quote::of_note(view, it).filter(|quote| !says.contains(quote.as_str()));
    let parts: Vec<_> =
        [Some(says), quote.map(|it| view.words.quoted(&it))].into_iter().flatten().collect();
    let label = it.article.as_deref().map(|id| opener(view, id, it)).unwrap_or_default();
    format!(
        "<li class=\"item\" data-a=\"{number}\" data-o=\"\" data-p=\"\" data-s=\"\">{label} {}</li>\n",
        escape(&parts.join(view.words.t("quote.colon")))
    )
}

/// A button that opens the article of a note, on its words if it has any.
fn opener(view: &View<'_>, id: &str, it: &Note) -> String {
    let at = it.start.zip(it.end).map(|(start, end)| format!(" data-at=\"{start} {end}\""));
    format!(
        "<button type=\"button\" class=\"source\" data-article=\"{}\"{}>{}</button>",
        escape(id),
        at.unwrap_or_default(),
        escape(&view.label(id))
    )
}
