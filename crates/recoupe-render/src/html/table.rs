//! The table: a row for each thing known of an event, a column for each article.

use super::escape::escape;
use crate::quote;
use crate::sections::{self, Sorted};
use crate::view::View;
use crate::wire::v1::{Article, Claim, Event, Finding, Story, Value};
use crate::words::clean;

/// The longest value in a cell, and title in a head, in characters.
const LONGEST: usize = 120;
const LONGEST_TITLE: usize = 48;

/// An article as a column.
struct Column<'a> {
    id: &'a str,
    label: String,
    language: &'a str,
}

/// The events that several origins tell or dispute.
pub(super) fn table<'a>(view: &View<'a>, story: &'a Story, sorted: &Sorted<'a>) -> String {
    let mut events: Vec<&Event> = Vec::new();
    let disputed = sorted.disputes.iter().map(|it| it.event);
    let updated = sorted.updated.iter().map(|it| it.event);
    for event in disputed.chain(sorted.established.iter().copied()).chain(updated) {
        if !events.iter().any(|it| it.id == event.id) {
            events.push(event);
        }
    }
    if events.is_empty() {
        return format!("<p>{}</p>\n", escape(view.words.t("text.no_event")));
    }
    let groups = groups(view, story);
    let columns: Vec<_> = groups.iter().flatten().collect();
    let mut out = String::from("<div class=\"scroll\" tabindex=\"0\">\n<table>\n");
    out += &head(view, &groups);
    for event in events {
        out += &body(view, story, event, &columns);
    }
    out + "</table>\n</div>\n"
}

/// Articles with one text stand side by side.
fn groups<'a>(view: &View<'a>, story: &'a Story) -> Vec<Vec<Column<'a>>> {
    let root = |id: &'a str| {
        let copied = view.article(id).and_then(|it| it.copy_of.as_deref());
        copied.filter(|root| story.articles.iter().any(|it| it == root)).unwrap_or(id)
    };
    let mut roots: Vec<(&str, Vec<Column<'a>>)> = Vec::new();
    for id in story.articles.iter().map(String::as_str) {
        let language = view.article(id).map_or("", |it| it.language.as_str());
        let column = Column { id, label: view.label(id), language };
        match roots.iter_mut().find(|(it, _)| *it == root(id)) {
            Some((_, group)) => group.push(column),
            None => roots.push((root(id), vec![column])),
        }
    }
    roots.into_iter().map(|(_, group)| group).collect()
}

fn head(view: &View<'_>, groups: &[Vec<Column<'_>>]) -> String {
    let words = view.words;
    let corner = escape(words.t("html.fact"));
    let mut out = String::from("<thead>\n");
    let has_copies = groups.iter().any(|it| it.len() > 1);
    if has_copies {
        out += "<tr><th class=\"corner\"></th>";
        for group in groups {
            let same = words.count("html.same_text", group.len());
            let says = if group.len() > 1 { escape(&same) } else { String::new() };
            put!(out, "<th class=\"group\" colspan=\"{}\">{says}</th>", group.len());
        }
        out += "</tr>\n";
    }
    put!(out, "<tr><th class=\"corner\" scope=\"col\">{corner}</th>");
    for column in groups.iter().flatten() {
        let about = view.article(column.id).map(|it| about(view, it)).unwrap_or_default();
        put!(
            out,
            "<th scope=\"col\"><button type=\"button\" data-article=\"{}\">{}</button><small class=\"state\">{}</small></th>",
            escape(column.id),
            escape(&column.label),
            escape(&about)
        );
    }
    out + "</tr>\n</thead>\n"
}

/// The date, and the title where the label is but the name of a file.
fn about(view: &View<'_>, it: &Article) -> String {
    let title = it.title.as_deref().filter(|_| it.outlet.is_none());
    let title = title.map(|it| view.words.quoted(&quote::start(view, &clean(it), LONGEST_TITLE)));
    let parts: Vec<_> = title.into_iter().chain([view.published(it)]).collect();
    parts.join(", ")
}

fn body<'a>(view: &View<'a>, story: &Story, event: &'a Event, columns: &[&Column<'_>]) -> String {
    let all = columns.len() + 1;
    let mut about = vec![view.words.name("status", &event.status).to_owned()];
    about.extend(view.event_mood(event));
    about.push(view.origin_words(event));
    let mut out = format!(
        "<tbody id=\"event-{}\">\n<tr class=\"event\"><th scope=\"rowgroup\" colspan=\"{all}\"><span class=\"inside\"><span class=\"title\">{}</span> <span class=\"soft\">{}</span></span></th></tr>\n",
        escape(&event.id),
        escape(&clean(&event.title)),
        escape(&about.join(" · "))
    );
    for slot in &event.slots {
        if slot.role == "polarity" && slot.verdict != "disputed" {
            continue;
        }
        out += &row(view, story, event, slot, columns);
        if matches!(slot.verdict.as_str(), "disputed" | "updated") && !slot.why.is_empty() {
            let why = view.pair(view.words.t("text.why"), &clean(&slot.why));
            put!(
                out,
                "<tr class=\"why\"><td colspan=\"{all}\"><span class=\"inside\">{}</span></td></tr>\n",
                escape(&why)
            );
        }
    }
    out + "</tbody>\n"
}

fn row(
    view: &View<'_>,
    story: &Story,
    event: &Event,
    slot: &Finding,
    columns: &[&Column<'_>],
) -> String {
    let words = view.words;
    let mut out = format!(
        "<tr class=\"{}\"><th scope=\"row\">{}<span class=\"state\">{}</span></th>",
        escape(&slot.verdict),
        escape(words.name("role", &slot.role)),
        escape(&state(view, slot))
    );
    for column in columns {
        let label = escape(&column.label);
        let says = cell(view, slot, column);
        let is_missing = || {
            let mut gaps = story.missing.iter();
            gaps.any(|it| it.article == column.id && it.event == event.id && it.role == slot.role)
        };
        let says = if says.is_empty() && is_missing() {
            format!("<span class=\"silent\">{}</span>", escape(words.t("html.silent")))
        } else {
            says
        };
        put!(out, "<td data-article=\"{label}\">{says}</td>");
    }
    out + "</tr>\n"
}

/// How a row stands, in words: « établi par 3 origines indépendantes ».
fn state(view: &View<'_>, slot: &Finding) -> String {
    let words = view.words;
    let mut names: Vec<&str> =
        slot.values.iter().flat_map(|it| &it.origins).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let mut says = match slot.verdict.as_str() {
        "agreed" => words.count("cell.agreed", names.len()),
        other => words.name("cell", other).to_owned(),
    };
    let claims: Vec<_> = slot.values.iter().flat_map(|it| view.claims(&it.claims)).collect();
    let mood = match sections::mood(&claims) {
        sections::Mood::Plain => return says,
        sections::Mood::Hedged => "cell.conditional",
        sections::Mood::Anonymous => "cell.anonymous",
        sections::Mood::Prospect => "cell.planned",
        sections::Mood::Denied => "cell.denied",
    };
    says += ", ";
    says + words.t(mood)
}

/// What one article says of a slot: a button for each of its claims.
fn cell(view: &View<'_>, slot: &Finding, column: &Column<'_>) -> String {
    let mut claims: Vec<&Claim> = Vec::new();
    for claim in slot.values.iter().flat_map(|it| view.claims(&it.claims)) {
        if claim.article == column.id && !claims.iter().any(|it| it.id == claim.id) {
            claims.push(claim);
        }
    }
    let mut shown: Vec<String> = Vec::new();
    let mut out = String::new();
    for claim in claims {
        let says = inside(view, slot, claim, column.language);
        if !shown.contains(&says) {
            out += &button(view, claim, &slot.role, &says);
            shown.push(says);
        }
    }
    out
}

pub(super) fn button(view: &View<'_>, claim: &Claim, role: &str, inside: &str) -> String {
    format!(
        "<button type=\"button\" class=\"cell\" data-claim=\"{}\" data-role=\"{}\" aria-pressed=\"false\" title=\"{}\">{inside}</button>",
        escape(&claim.id),
        escape(role),
        escape(view.words.t("html.open"))
    )
}

/// The inside of a button: which version, the words as written, what they mean, how surely.
fn inside(view: &View<'_>, slot: &Finding, claim: &Claim, language: &str) -> String {
    let fillers = claim.roles.get(&slot.role).map_or(&[][..], Vec::as_slice);
    let mut camps = String::new();
    let mut written: Vec<String> = Vec::new();
    let mut normal: Vec<String> = Vec::new();
    for (n, position) in slot.values.iter().enumerate() {
        if !position.claims.contains(&claim.id) {
            continue;
        }
        if slot.verdict == "disputed" {
            camps += &camp(n);
        }
        let own: Vec<&Value> = fillers.iter().filter(|it| is_same(it, &position.value)).collect();
        let own = match (own.is_empty(), fillers) {
            (true, [only]) => vec![only],
            (true, _) => vec![&position.value],
            _ => own,
        };
        for value in own {
            let words = as_written(view, slot, value);
            let means = meaning(view, value, language);
            if !written.contains(&words) {
                normal.extend(means.filter(|it| !words.contains(it.as_str())));
                written.push(words);
            }
        }
    }
    let mut small = normal;
    small.extend(
        view.mood_words(claim).filter(|_| slot.role != "polarity" || claim.modality != "denied"),
    );
    if !claim.attribution.is_empty() {
        small.push(view.source(claim));
    }
    format!(
        "{camps}<span class=\"value\" lang=\"{}\">{}</span><small>{}</small>",
        escape(language),
        escape(&quote::start(view, &written.join(", "), LONGEST)),
        escape(&small.join(" · "))
    )
}

/// Versions of a dispute are lettered: A, B, …
fn camp(n: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(n).unwrap_or(25).min(25));
    let class = char::from(b'a' + u8::try_from(n % 4).unwrap_or(0));
    format!("<span class=\"camp {class}\">{letter}</span>")
}

fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Entity(a), Value::Entity(b)) => a.id == b.id,
        (Value::Time(a), Value::Time(b)) => (&a.from, &a.to, &a.text) == (&b.from, &b.to, &b.text),
        _ => a.text() == b.text(),
    }
}

fn as_written(view: &View<'_>, slot: &Finding, value: &Value) -> String {
    if slot.role == "polarity" {
        return clean(view.words.name("polarity", value.text()));
    }
    clean(value.text())
}

/// What the words mean, when they do not say it themselves.
fn meaning(view: &View<'_>, value: &Value, language: &str) -> Option<String> {
    match value {
        Value::Entity(it) => {
            let (name, words) = (view.name(it), clean(&it.text));
            (!words.to_lowercase().contains(&name.to_lowercase())).then_some(name)
        }
        Value::Time(it) => Some(clean(&view.words.time(it))),
        Value::Quantity(it) if language != view.words.language() => {
            Some(clean(&view.words.amount(it)))
        }
        _ => None,
    }
}
