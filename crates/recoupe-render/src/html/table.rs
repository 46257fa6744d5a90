//! The table: a row for each thing known of an event, a column for each origin, with the articles
//! that carry its word folded underneath.

use super::columns::{columns, head, parts};
use super::escape::escape;
use super::page::{Page, permalink};
use crate::quote;
use crate::sections::{self, Sorted};
use crate::view::View;
use crate::wire::v1::{Claim, Event, Finding, Missing, Origin, Story, Value};
use crate::words::clean;

/// The longest value in a cell, in characters.
const LONGEST: usize = 120;
/// Articles under a value before the rest is folded.
const LISTED: usize = 4;

/// The events that several origins tell or dispute, under a heading a part.
pub(super) fn table<'a>(page: &Page<'_, 'a>, story: &'a Story, sorted: &Sorted<'a>) -> String {
    let parts = parts(sorted);
    if parts.iter().all(|(_, events)| events.is_empty()) {
        return format!("<p>{}</p>\n", escape(page.view.words.t("text.no_event")));
    }
    let columns = columns(page, story, &parts);
    let mut out = String::from("<div class=\"scroll\" tabindex=\"0\">\n<table>\n");
    put!(out, "<caption>{}</caption>\n", escape(page.view.words.t("html.caption")));
    out += &head(page, &columns);
    for (part, events) in parts {
        if events.is_empty() {
            continue;
        }
        let title = escape(page.view.words.name("section", part.name()));
        put!(
            out,
            "<tbody class=\"part\"><tr><th scope=\"rowgroup\" colspan=\"{}\"><span class=\"inside\">{title}</span></th></tr></tbody>\n",
            columns.len() + 1
        );
        for event in events {
            out += &body(page, story, event, &columns);
        }
    }
    out + "</table>\n</div>\n"
}

fn body<'a>(page: &Page<'_, 'a>, story: &Story, event: &'a Event, columns: &[&Origin]) -> String {
    let (view, words) = (page.view, page.view.words);
    let all = columns.len() + 1;
    let anchor = format!("event-{}", clean(&event.id));
    let mut about = vec![words.name("status", &event.status).to_owned()];
    about.extend(view.event_mood(event));
    about.push(view.origin_words(event));
    let mut out = format!(
        "<tbody class=\"item\" id=\"{}\"{}>\n<tr class=\"event\"><th scope=\"rowgroup\" colspan=\"{all}\"><span class=\"inside\"><span class=\"title\">{}</span> {} <span class=\"soft\">{}</span></span></th></tr>\n",
        escape(&anchor),
        page.event_marks(event),
        escape(&clean(&event.title)),
        permalink(page, &anchor),
        escape(&about.join(" · "))
    );
    let mut told: Vec<&str> = Vec::new();
    for slot in &event.slots {
        if slot.role == "polarity" && slot.verdict != "disputed" {
            continue;
        }
        // A slot that holds counts of several things has several rows, and one address.
        let address = if told.contains(&slot.role.as_str()) { "" } else { &slot.role };
        told.push(&slot.role);
        out += &row(page, story, (event, slot, address), columns);
        if matches!(slot.verdict.as_str(), "disputed" | "updated") && !slot.why.is_empty() {
            let why = view.pair(words.t("text.why"), &clean(&slot.why));
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
    page: &Page<'_, '_>,
    story: &Story,
    (event, slot, address): (&Event, &Finding, &str),
    columns: &[&Origin],
) -> String {
    let words = page.view.words;
    let address = match address {
        "" => String::new(),
        role => format!(" id=\"event-{}-{}\"", escape(&event.id), escape(role)),
    };
    let mut out = format!(
        "<tr class=\"{}\"{address}><th scope=\"row\">{}<span class=\"state\">{}</span></th>",
        escape(&slot.verdict),
        escape(words.name("role", &slot.role)),
        escape(&state(page.view, slot))
    );
    for origin in columns {
        let says = cell(page, slot, origin);
        let is_missing = || {
            let gap = |it: &&Missing| it.event == event.id && it.role == slot.role;
            let own = matches!(origin.kind.as_str(), "outlet" | "article" | "agency");
            own && story.missing.iter().filter(gap).any(|it| origin.articles.contains(&it.article))
        };
        let says = if says.is_empty() && is_missing() {
            format!("<span class=\"silent\">{}</span>", escape(words.t("html.silent")))
        } else {
            says
        };
        put!(out, "<td data-origin=\"{}\">{says}</td>", escape(&clean(&origin.name)));
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

/// What one origin says of a slot: a button for each way to say it, and its articles.
fn cell(page: &Page<'_, '_>, slot: &Finding, origin: &Origin) -> String {
    let view = page.view;
    let mut ways: Vec<(String, Vec<&Claim>)> = Vec::new();
    for claim in slot.values.iter().flat_map(|it| view.claims(&it.claims)) {
        let is_its = page.voices.of(&claim.id).iter().any(|it| std::ptr::eq(*it, origin));
        if !is_its || ways.iter().any(|(_, all)| all.iter().any(|it| it.id == claim.id)) {
            continue;
        }
        let language = view.article(&claim.article).map_or("", |it| it.language.as_str());
        let says = inside(view, slot, claim, language, origin);
        match ways.iter_mut().find(|(way, _)| *way == says) {
            Some((_, claims)) => claims.push(claim),
            None => ways.push((says, vec![claim])),
        }
    }
    let mut out = String::new();
    for (says, claims) in ways {
        let ids: Vec<String> = claims.iter().map(|it| it.id.clone()).collect();
        if let Some(best) = view.spokesman(&ids) {
            out += &button(best, &slot.role, &says);
            let label = view.label(&best.article);
            if ids.len() > 1 || label != clean(&origin.name) {
                out += &openers(page, &ids, &slot.role);
            }
        }
    }
    out
}

/// Small buttons, one an article: each opens it on its own words. Many are folded.
pub(super) fn openers(page: &Page<'_, '_>, ids: &[String], role: &str) -> String {
    let view = page.view;
    let mut told: Vec<&str> = Vec::new();
    let mut buttons: Vec<String> = Vec::new();
    for claim in view.claims(ids) {
        if told.contains(&claim.article.as_str()) {
            continue;
        }
        told.push(&claim.article);
        buttons.push(format!(
            "<button type=\"button\" class=\"source\" data-claim=\"{}\"{}>{}</button>",
            escape(&claim.id),
            of_role(role),
            escape(&view.label(&claim.article))
        ));
    }
    let shown = if buttons.len() > LISTED + 1 { LISTED } else { buttons.len() };
    let (shown, rest) = buttons.split_at(shown);
    if rest.is_empty() {
        return format!("<span class=\"in\">{}</span>", shown.join(" "));
    }
    format!(
        "<div class=\"in\">{} <details class=\"more\"><summary>{}</summary><div class=\"in\">{}</div></details></div>",
        shown.join(" "),
        escape(&view.words.count("text.more", rest.len())),
        rest.join(" ")
    )
}

/// A word that says how something stands.
pub(super) fn tag(words: &str) -> String {
    format!("<span class=\"tag\">{}</span>", escape(words))
}

/// A button that opens the words of a claim, those of one slot most.
pub(super) fn button(claim: &Claim, role: &str, inside: &str) -> String {
    format!(
        "<button type=\"button\" class=\"cell\" data-claim=\"{}\"{}>{inside}</button>",
        escape(&claim.id),
        of_role(role)
    )
}

/// The slot that a button is about, if it is about one.
fn of_role(role: &str) -> String {
    if role.is_empty() { String::new() } else { format!(" data-role=\"{}\"", escape(role)) }
}

/// The inside of a button: which version, the words as written, what they mean, how surely.
fn inside(
    view: &View<'_>,
    slot: &Finding,
    claim: &Claim,
    language: &str,
    origin: &Origin,
) -> String {
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
    let is_head = |it: &str| it == origin.name;
    if !claim.attribution.is_empty() && !claim.attribution.iter().all(|it| is_head(&it.name)) {
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
pub(super) fn camp(n: usize) -> String {
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
