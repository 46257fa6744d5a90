//! What stands below the table: facts of one origin, commitments, exchanges, origins, notes,
//! articles.

use super::escape::escape;
use super::table::button;
use crate::quote;
use crate::sections::{Section, Sorted, bargains};
use crate::view::View;
use crate::wire::v1::{Article, Event, Story};
use crate::words::clean;

fn rows(items: &[String]) -> String {
    let mut out = String::new();
    for it in items {
        put!(out, "<li>{it}</li>\n");
    }
    out
}

fn titled(title: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = rows(items);
    format!("<h3>{}</h3>\n<ul>\n{items}</ul>\n", escape(title))
}

/// A list that is folded away until it is asked for.
fn folded(title: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    details(&format!("{title} ({})", items.len()), items)
}

fn details(summary: &str, items: &[String]) -> String {
    let (summary, items) = (escape(summary), rows(items));
    format!("<details><summary>{summary}</summary>\n<ul>\n{items}</ul>\n</details>\n")
}

/// Events that are not in the table, by how they are told.
pub(super) fn lists<'a>(view: &View<'a>, sorted: &Sorted<'a>) -> String {
    let words = view.words;
    let parts = [
        (Section::Hedged, &sorted.hedged),
        (Section::Prospects, &sorted.prospects),
        (Section::Denied, &sorted.denied),
        (Section::Single, &sorted.single),
    ];
    let mut out = String::new();
    for (part, events) in parts {
        let items: Vec<_> = events.iter().map(|it| event(view, sorted, it)).collect();
        let title = words.name("section", part.name());
        out += &if items.len() > 8 { folded(title, &items) } else { titled(title, &items) };
    }
    let others: Vec<_> = sorted.others.iter().map(|it| event(view, sorted, it)).collect();
    out + &folded(words.t("section.others"), &others)
}

fn event<'a>(view: &View<'a>, sorted: &Sorted<'a>, it: &'a Event) -> String {
    let title = format!("<span class=\"value\">{}</span>", escape(&clean(&it.title)));
    let title = match view.spokesman(&it.claims) {
        Some(claim) => button(view, claim, "", &title),
        None => title,
    };
    let source = view.spokesman(&it.claims).map(|claim| view.source(claim));
    let teller = view.tellers(&it.claims);
    let about = [view.event_mood(it), Some(teller), source, Some(view.facts(sorted, it))];
    let about: Vec<_> = about.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    format!("{title} <small>{}</small>", escape(&about.join(" · ")))
}

/// A line that opens on the words of its best claim.
fn line(view: &View<'_>, says: &str, claims: &[String]) -> String {
    let says = format!("<span class=\"value\">{}</span>", escape(says));
    let line = match view.spokesman(claims) {
        Some(claim) => button(view, claim, "", &says),
        None => says,
    };
    format!("{line} <small>{}</small>", escape(&view.tellers(claims)))
}

pub(super) fn pledges(view: &View<'_>, story: &Story) -> String {
    let pledge = |it: &crate::wire::v1::Pledge| line(view, &view.pledge(it), &it.claims);
    let items: Vec<_> = story.commitments.iter().map(pledge).collect();
    titled(view.words.t("section.commitments"), &items)
}

pub(super) fn exchanges(view: &View<'_>, story: &Story) -> String {
    let mut items = Vec::new();
    for (it, given) in bargains(story) {
        let mut item = line(view, &view.exchange(it), &it.claims);
        for other in given {
            let against = escape(view.words.t("text.against"));
            put!(item, "<br>{against} {}", line(view, &view.exchange(other), &other.claims));
        }
        items.push(item);
    }
    titled(view.words.t("section.exchanges"), &items)
}

pub(super) fn timeline(view: &View<'_>, story: &Story) -> String {
    let entry = |it: &crate::wire::v1::TimelineEntry| {
        let event = story.events.iter().find(|event| event.id == it.event)?;
        let when = view.words.interval(it.from.as_deref(), it.to.as_deref())?;
        let told = event.status != "single_origin" || event.frame != "other";
        let says = view.pair(&when, &clean(&event.title));
        told.then(|| line(view, &says, &event.claims))
    };
    let items: Vec<_> = story.timeline.iter().filter_map(entry).collect();
    let title = view.words.t("section.timeline");
    if items.len() > 8 { folded(title, &items) } else { titled(title, &items) }
}

pub(super) fn origins(view: &View<'_>, story: &Story) -> String {
    let origin = |it: &crate::wire::v1::Origin| {
        let labels: Vec<_> = it.articles.iter().map(|id| view.label(id)).collect();
        let kind = view.words.name("origin", &it.kind);
        let interested = if it.interested { view.words.t("origin.interested") } else { "" };
        let about: Vec<_> = [kind, interested].into_iter().filter(|it| !it.is_empty()).collect();
        let says = format!("{} ({})", clean(&it.name), about.join(", "));
        format!("{} <small>{}</small>", escape(&says), escape(&view.list(&labels)))
    };
    let items: Vec<_> = story.origins.iter().map(origin).collect();
    let list = titled(view.words.t("section.origins"), &items);
    if list.is_empty() {
        return list;
    }
    format!("{list}<p class=\"soft\">{}</p>\n", escape(view.words.t("origin.upper_bound")))
}

/// Articles that no other article tells of: each opens on its text.
pub(super) fn alone(view: &View<'_>, stories: &[&Story]) -> String {
    let article = |it: &&Story| {
        let id = it.articles.first()?;
        let (title, label) = (escape(&clean(&it.title)), escape(&view.label_dated(id)));
        let id = escape(id);
        let open = format!(
            "<button type=\"button\" class=\"cell\" data-article=\"{id}\">{title}</button>"
        );
        Some(format!("{open} <small>{label}</small>"))
    };
    let items: Vec<_> = stories.iter().filter_map(article).collect();
    let title = view.words.count("text.alone", items.len());
    if items.is_empty() { String::new() } else { details(&title, &items) }
}

/// What was not understood, by kind.
pub(super) fn notes(view: &View<'_>) -> String {
    let words = view.words;
    let mut kinds: Vec<&str> = view.dossier.notes.iter().map(|it| it.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut out = String::new();
    for kind in kinds {
        let fits = |it: &&crate::wire::v1::Note| it.kind == kind;
        let items: Vec<_> =
            view.dossier.notes.iter().filter(fits).map(|it| note(view, it)).collect();
        out += &folded(words.plural("note", kind), &items);
    }
    if out.is_empty() {
        out
    } else {
        format!("<h2>{}</h2>\n{out}", escape(words.t("section.notes")))
    }
}

fn note(view: &View<'_>, it: &crate::wire::v1::Note) -> String {
    let label = it.article.as_deref().map(|id| view.label(id));
    let quote = quote::of_note(view, it).map(|it| view.words.quoted(&it));
    let parts: Vec<_> = [label, Some(clean(&it.says)), quote].into_iter().flatten().collect();
    escape(&parts.join(view.words.t("quote.colon")))
}

/// The texts, to read without script and to search in.
pub(super) fn articles(view: &View<'_>) -> String {
    if view.dossier.articles.is_empty() {
        return String::new();
    }
    let articles: String = view.dossier.articles.iter().map(|it| article(view, it)).collect();
    format!("<h2>{}</h2>\n{articles}", escape(view.words.t("section.articles")))
}

fn article(view: &View<'_>, it: &Article) -> String {
    let words = view.words;
    let mut about = vec![view.label_dated(&it.id)];
    about.extend(it.byline.as_deref().map(clean));
    about.extend(
        it.copy_of.as_deref().map(|id| words.with("text.copy_of", &[("x", &view.label(id))])),
    );
    about.push(clean(&it.path));
    let title = it.title.as_deref().map_or_else(|| view.label(&it.id), clean);
    let link = match it.url.as_deref().filter(|it| is_web(it)) {
        Some(url) => {
            let url = escape(url);
            format!("<p><a href=\"{url}\" rel=\"noreferrer noopener\">{url}</a></p>\n")
        }
        None => String::new(),
    };
    format!(
        "<details class=\"article\" id=\"article-{}\"><summary><span lang=\"{lang}\">{}</span> <small>{}</small></summary>\n{link}<div class=\"text\" lang=\"{lang}\" dir=\"auto\">{}</div>\n</details>\n",
        escape(&it.id),
        escape(&title),
        escape(&about.join(" · ")),
        escape(&it.text),
        lang = escape(&it.language),
    )
}

/// Only addresses of the web become links.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
