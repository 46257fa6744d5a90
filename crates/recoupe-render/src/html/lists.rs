//! Facts that are not in the table: hearsay, plans, denials, what one origin alone tells.

use super::escape::escape;
use super::page::{Page, permalink};
use super::table::{button, openers, tag};
use crate::sections::{Section, Sorted};
use crate::wire::v1::Event;
use crate::words::clean;

/// Beyond this many, a list is folded away until it is asked for.
const OPEN: usize = 12;

/// Events that are not in the table, by how they are told.
pub(super) fn lists<'a>(page: &Page<'_, 'a>, sorted: &Sorted<'a>) -> String {
    let words = page.view.words;
    let parts = [
        (Section::Hedged, &sorted.hedged),
        (Section::Prospects, &sorted.prospects),
        (Section::Denied, &sorted.denied),
        (Section::Single, &sorted.single),
    ];
    let mut out = String::new();
    for (part, events) in parts {
        out += &list(page, sorted, words.name("section", part.name()), events, true);
    }
    out + &list(page, sorted, words.t("section.others"), &sorted.others, false)
}

fn list<'a>(
    page: &Page<'_, 'a>,
    sorted: &Sorted<'a>,
    title: &str,
    events: &[&'a Event],
    open: bool,
) -> String {
    if events.is_empty() {
        return String::new();
    }
    let items: String = events.iter().map(|it| event(page, sorted, it)).collect();
    let open = if open && events.len() <= OPEN { " open" } else { "" };
    format!(
        "<details class=\"list\"{open}><summary><h3>{}</h3> <small class=\"count\">{}</small></summary>\n<ul class=\"facts\">\n{items}</ul></details>\n",
        escape(title),
        events.len()
    )
}

fn event<'a>(page: &Page<'_, 'a>, sorted: &Sorted<'a>, it: &'a Event) -> String {
    let (view, words) = (page.view, page.view.words);
    let title = format!("<span class=\"value\">{}</span>", escape(&clean(&it.title)));
    let best = view.spokesman(&it.claims);
    let title = best.map_or_else(|| title.clone(), |claim| button(claim, "", &title));
    // The heading of the list says already that one origin alone tells it.
    let plain = view.event_mood(it).is_none();
    let status = (it.status != "single_origin" || !plain).then(|| words.name("status", &it.status));
    let status = status.map(str::to_owned);
    let states: Vec<_> = status.into_iter().chain(view.event_mood(it)).map(|it| tag(&it)).collect();
    let source = best.map(|claim| view.source(claim));
    let about = [source, Some(view.facts(sorted, it))];
    let about: Vec<_> = about.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    let anchor = format!("event-{}", clean(&it.id));
    format!(
        "<li class=\"item\" id=\"{}\"{}>{title} {} {} <small>{}</small> {}</li>\n",
        escape(&anchor),
        page.event_marks(it),
        permalink(page, &anchor),
        states.join(" "),
        escape(&about.join(" · ")),
        openers(page, &it.claims, "")
    )
}
