//! One self-contained page: the table of who says what, each cell opening on its words; beside it
//! the same facts as a timeline, a graph of actors, commitments, exchanges, origins, articles, and
//! what was not understood.
//!
//! It loads nothing and sends nothing: its policy allows its own style and its own script, by
//! their hashes, and nothing else. Without its script, or on paper, every part stands below the
//! one before.

mod actors;
mod articles;
mod axis;
mod columns;
mod commitments;
mod data;
pub(crate) mod escape;
mod exchanges;
mod filters;
mod lists;
mod origins;
mod page;
mod table;
mod timeline;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use recoupe_model as model;
use sha2::{Digest, Sha256};

use crate::sections::Sorted;
use crate::view::View;
use crate::wire::v1::{Dossier, Story};
use crate::words::{Words, clean, fill};
use escape::escape;
use page::Page;

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
        ("kicker", &escape(words.t("html.kicker"))),
        ("generated", &escape(words.t("html.generated"))),
        ("script_off", &escape(words.t("html.script_off"))),
        ("panel", &escape(words.t("html.panel"))),
        ("close", &escape(words.t("html.close"))),
        ("panel_key", &escape(words.t("html.panel_key"))),
        ("body", &body(&Page::new(&view))),
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

/// A part of the page: its name, how many things it tells, and what it holds.
struct Part {
    name: &'static str,
    body: String,
}

fn body(page: &Page<'_, '_>) -> String {
    let (view, words) = (page.view, page.view.words);
    if view.dossier.articles.is_empty() && view.dossier.notes.is_empty() {
        return format!("<p>{}</p>\n", escape(words.t("text.nothing")));
    }
    let (told, alone) = view.shared_and_alone();
    let mut out = heads(page, &told);
    out += &filters::bar(page);
    let parts = parts(page, &told, &alone);
    let parts: Vec<Part> = parts.into_iter().filter(|it| !it.body.is_empty()).collect();
    put!(
        out,
        "<div class=\"tabs\" role=\"tablist\" aria-label=\"{}\">\n",
        escape(words.t("html.parts"))
    );
    for part in &parts {
        put!(
            out,
            "<button type=\"button\" role=\"tab\" id=\"tab-{name}\" aria-controls=\"part-{name}\">{} <span class=\"n\"></span></button>\n",
            escape(words.name("tab", part.name)),
            name = part.name
        );
    }
    out += "</div>\n";
    for part in parts {
        put!(
            out,
            "<section role=\"tabpanel\" id=\"part-{name}\" aria-labelledby=\"tab-{name}\">\n<h2>{}</h2>\n{}</section>\n",
            escape(words.name("tab", part.name)),
            part.body,
            name = part.name
        );
    }
    out
}

/// The title of each story, and how to choose among several.
fn heads<'a>(page: &Page<'_, 'a>, told: &[&'a Story]) -> String {
    let (view, words) = (page.view, page.view.words);
    let mut out = String::new();
    if told.len() > 1 {
        put!(
            out,
            "<label class=\"stories\"><span>{}</span><select id=\"story\">\n",
            escape(words.t("html.story"))
        );
        for story in told {
            let title = format!(
                "{} ({})",
                clean(&story.title),
                words.count("text.articles", story.articles.len())
            );
            put!(out, "<option value=\"{}\">{}</option>\n", escape(&story.id), escape(&title));
        }
        out += "</select></label>\n";
    }
    for story in told {
        let sorted = Sorted::new(view, story);
        let mut counts = vec![words.count("text.articles", story.articles.len())];
        if !story.origins.is_empty() {
            counts.push(words.count("text.origins_at_most", story.origins.len()));
        }
        counts.push(words.count("text.disputes", sorted.disputes.len()));
        counts.push(words.count("text.established", sorted.established.len()));
        put!(
            out,
            "<div data-story=\"{id}\" id=\"story-{id}\">\n<h1>{}</h1>\n<p class=\"counts\">{} · <a href=\"#notes\">{}</a></p>\n</div>\n",
            escape(&clean(&story.title)),
            escape(&counts.join(" · ")),
            escape(&words.count("html.notes_count", view.dossier.notes.len())),
            id = escape(&story.id)
        );
    }
    out
}

fn parts<'a>(page: &Page<'_, 'a>, told: &[&'a Story], alone: &[&'a Story]) -> Vec<Part> {
    let each = |make: fn(&Page<'_, 'a>, &'a Story) -> String| {
        let inside: Vec<String> = told.iter().map(|story| make(page, story)).collect();
        if inside.iter().all(String::is_empty) {
            return String::new();
        }
        let nothing =
            format!("<p class=\"soft\">{}</p>\n", escape(page.view.words.t("html.nothing")));
        let mut out = String::new();
        for (story, inside) in told.iter().zip(&inside) {
            put!(out, "<div data-story=\"{}\">\n", escape(&story.id));
            if told.len() > 1 {
                put!(out, "<p class=\"of\">{}</p>\n", escape(&clean(&story.title)));
            }
            put!(out, "{}</div>\n", if inside.is_empty() { &nothing } else { inside });
        }
        out
    };
    let part = |name, body| Part { name, body };
    vec![
        part("facts", each(facts)),
        part("timeline", each(timeline::timeline)),
        part("actors", each(actors::actors)),
        part("commitments", each(commitments::commitments)),
        part("exchanges", each(exchanges::exchanges)),
        part("origins", each(origins::origins)),
        part("articles", articles::articles(page, alone)),
        part("notes", articles::notes(page)),
    ]
}

fn facts<'a>(page: &Page<'_, 'a>, story: &'a Story) -> String {
    let sorted = Sorted::new(page.view, story);
    let mut out = table::table(page, story, &sorted);
    out += &lists::lists(page, &sorted);
    let gaps = page.view.gaps(story, &sorted, usize::MAX);
    if !gaps.is_empty() {
        let title = escape(page.view.words.t("section.missing"));
        put!(out, "<details class=\"list\"><summary><h3>{title}</h3></summary>\n<ul>\n");
        for gap in gaps {
            put!(out, "<li>{}</li>\n", escape(&gap));
        }
        out += "</ul></details>\n";
    }
    out
}

#[cfg(test)]
mod tests;
