//! One self-contained page: the table of who says what, each cell opening on its words.
//!
//! It loads nothing and sends nothing: its policy allows its own style and its own script, by
//! their hashes, and nothing else.

mod below;
mod data;
mod escape;
mod table;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use recoupe_model as model;
use sha2::{Digest, Sha256};

use crate::sections::Sorted;
use crate::view::View;
use crate::wire::v1::{Dossier, Story};
use crate::words::{Words, clean, fill};
use escape::escape;

const PAGE: &str = include_str!("../../template/page.html");
const STYLE: &str = include_str!("../../template/page.css");
const SCRIPT: &str = include_str!("../../template/page.js");

/// How to write the page.
#[derive(Clone, Debug)]
pub struct HtmlOptions {
    /// The language of the report: `fr`, else English.
    pub language: String,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self { language: "fr".into() }
    }
}

/// The page of a dossier.
pub fn html(dossier: &model::Dossier, options: &HtmlOptions) -> String {
    from_wire(&Dossier::from(dossier), options)
}

/// The page of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, options: &HtmlOptions) -> String {
    let words = Words::of(&options.language);
    let view = View::new(dossier, &words);
    let title = dossier.stories.first().map_or("Recoupe", |it| it.title.as_str());
    let places = [
        ("lang", words.language()),
        ("policy", &policy()),
        ("title", &escape(&clean(title))),
        ("style", STYLE),
        ("skip", &escape(words.t("html.skip"))),
        ("panel", &escape(words.t("html.panel"))),
        ("close", &escape(words.t("html.close"))),
        ("body", &body(&view)),
        ("data", &data::json(&view)),
        ("script", SCRIPT),
    ];
    fill(PAGE, &places)
}

fn policy() -> String {
    let hash = |it: &str| STANDARD.encode(Sha256::digest(it.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn body(view: &View<'_>) -> String {
    let words = view.words;
    let mut out = String::new();
    if view.dossier.articles.is_empty() {
        put!(out, "<p>{}</p>\n", escape(words.t("text.nothing")));
    }
    let (told, alone) = view.shared_and_alone();
    if told.len() > 1 {
        out += "<nav><ol>\n";
        for story in &told {
            let (id, title) = (escape(&story.id), escape(&clean(&story.title)));
            put!(out, "<li><a href=\"#story-{id}\">{title}</a></li>\n");
        }
        out += "</ol></nav>\n";
    }
    for story in told {
        out += &section(view, story);
    }
    out += &below::alone(view, &alone);
    out += &below::notes(view);
    out += &below::articles(view);
    put!(out, "<p class=\"soft\">{}</p>\n", escape(words.t("html.generated")));
    put!(out, "<noscript><p>{}</p></noscript>\n", escape(words.t("html.script_off")));
    out
}

fn section<'a>(view: &View<'a>, story: &'a Story) -> String {
    let words = view.words;
    let sorted = Sorted::new(view, story);
    let mut counts = vec![words.count("text.articles", story.articles.len())];
    if !story.origins.is_empty() {
        counts.push(words.count("text.origins_at_most", story.origins.len()));
    }
    if !sorted.disputes.is_empty() {
        counts.push(words.count("text.disputes", sorted.disputes.len()));
    }
    let mut out = format!(
        "<section id=\"story-{}\">\n<h1>{}</h1>\n<p>{}</p>\n<p class=\"soft\">{}</p>\n",
        escape(&story.id),
        escape(&clean(&story.title)),
        escape(&counts.join(" · ")),
        escape(words.t("html.caption"))
    );
    out += &table::table(view, story, &sorted);
    out += &below::lists(view, &sorted);
    out += &below::pledges(view, story);
    out += &below::exchanges(view, story);
    out += &below::timeline(view, story);
    out += &below::origins(view, story);
    out + "</section>\n"
}

#[cfg(test)]
mod tests;
