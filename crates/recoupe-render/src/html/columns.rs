//! The columns of the table: origins, with the articles that carry their word folded underneath.

use super::escape::escape;
use super::page::Page;
use crate::quote;
use crate::sections::{self, Section, Sorted};
use crate::view::View;
use crate::wire::v1::{Article, Event, Origin, Story};
use crate::words::clean;

/// The longest title in a head, in characters.
const LONGEST_TITLE: usize = 48;

/// Each event once: what is in dispute first.
pub(super) fn parts<'a>(sorted: &Sorted<'a>) -> [(Section, Vec<&'a Event>); 3] {
    let mut told: Vec<&str> = Vec::new();
    let mut once = |events: Vec<&'a Event>| -> Vec<&'a Event> {
        let mut kept = Vec::new();
        for event in events {
            if !told.contains(&event.id.as_str()) {
                told.push(&event.id);
                kept.push(event);
            }
        }
        kept
    };
    let of = |cases: &[sections::Case<'a>]| cases.iter().map(|it| it.event).collect();
    [
        (Section::Disputes, once(of(&sorted.disputes))),
        (Section::Updated, once(of(&sorted.updated))),
        (Section::Established, once(sorted.established.clone())),
    ]
}

/// The origins that the table tells of, the most told first.
pub(super) fn columns<'a>(
    page: &Page<'_, 'a>,
    story: &'a Story,
    parts: &[(Section, Vec<&Event>)],
) -> Vec<&'a Origin> {
    let mut count = vec![0_usize; story.origins.len()];
    for claim in parts.iter().flat_map(|(_, events)| events).flat_map(|it| &it.claims) {
        for voice in page.voices.of(claim) {
            if let Some(at) = story.origins.iter().position(|it| std::ptr::eq(it, *voice)) {
                count[at] += 1;
            }
        }
    }
    let mut order: Vec<usize> = (0..count.len()).filter(|at| count[*at] > 0).collect();
    order.sort_by_key(|at| std::cmp::Reverse(count[*at]));
    order.into_iter().map(|at| &story.origins[at]).collect()
}

pub(super) fn head(page: &Page<'_, '_>, columns: &[&Origin]) -> String {
    let words = page.view.words;
    let mut out = String::from("<thead>\n");
    put!(out, "<tr><th class=\"corner\" scope=\"col\">{}</th>", escape(words.t("html.fact")));
    for origin in columns {
        let interested = if origin.interested { words.t("origin.interested") } else { "" };
        let kind = [words.name("origin", &origin.kind), interested];
        let kind: Vec<_> = kind.into_iter().filter(|it| !it.is_empty()).collect();
        put!(
            out,
            "<th scope=\"col\"><span class=\"origin\">{}</span><small class=\"state\">{}</small>{}</th>",
            escape(&clean(&origin.name)),
            escape(&kind.join(", ")),
            carriers(page, origin)
        );
    }
    out + "</tr>\n</thead>\n"
}

/// The articles of an origin, folded when there are several.
fn carriers(page: &Page<'_, '_>, origin: &Origin) -> String {
    let (view, words) = (page.view, page.view.words);
    let one = |id: &String| {
        let label = view.label(id);
        let about = view.article(id).map(|it| about(view, it)).unwrap_or_default();
        let is_named = label == clean(&origin.name);
        let (label, about) = if is_named { (about, String::new()) } else { (label, about) };
        format!(
            "<button type=\"button\" class=\"source\" data-article=\"{}\">{}</button> <small>{}</small>",
            escape(id),
            escape(&label),
            escape(&about)
        )
    };
    let [only] = origin.articles.as_slice() else {
        let mut items = String::new();
        for id in &origin.articles {
            put!(items, "<li>{}</li>", one(id));
        }
        return format!(
            "<details class=\"fold\"><summary>{}</summary><ul>{items}</ul></details>",
            escape(&words.count("text.articles", origin.articles.len()))
        );
    };
    format!("<div class=\"fold\">{}</div>", one(only))
}

/// The date, the title where the label is but the name of a file, and what it reprints.
fn about(view: &View<'_>, it: &Article) -> String {
    let title = it.title.as_deref().filter(|_| it.outlet.is_none());
    let title = title.map(|it| view.words.quoted(&quote::start(view, &clean(it), LONGEST_TITLE)));
    let copy = it.copy_of.as_deref();
    let copy = copy.map(|id| view.words.with("text.copy_of", &[("x", &view.label(id))]));
    let parts: Vec<_> = title.into_iter().chain([view.published(it)]).chain(copy).collect();
    parts.join(", ")
}
