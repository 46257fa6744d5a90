//! Dated events on one line of time: rival dates as rival marks, imprecise ones as bars, open ends
//! as bars that fade.

use super::axis::{self, Axis};
use super::escape::escape;
use super::page::Page;
use super::table::{button, camp, openers, tag};
use crate::wire::v1::{Event, Position, Story, TimelineEntry, Value};
use crate::words::clean;

/// One date of an event: what it is, and who gives it.
struct Date<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
    /// The version of a dispute, from 0.
    camp: Option<usize>,
    claims: Vec<String>,
}

/// An event with its dates.
struct Row<'a> {
    event: &'a Event,
    dates: Vec<Date<'a>>,
}

pub(super) fn timeline<'a>(page: &Page<'_, 'a>, story: &'a Story) -> String {
    let rows: Vec<Row<'a>> = story.timeline.iter().filter_map(|it| row(story, it)).collect();
    let days = rows.iter().flat_map(|it| &it.dates).flat_map(|it| [it.from, it.to]).flatten();
    let Some(axis) = Axis::of(days.filter_map(axis::day)) else {
        return String::new();
    };
    let words = page.view.words;
    let mut out = format!("<p class=\"soft\">{}</p>\n", escape(words.t("html.timeline_key")));
    out += &scale(page, &axis, &rows);
    out += "<ol class=\"timeline\">\n";
    for it in &rows {
        out += &line(page, &axis, it);
    }
    out + "</ol>\n"
}

fn row<'a>(story: &'a Story, entry: &'a TimelineEntry) -> Option<Row<'a>> {
    let event = story.events.iter().find(|it| it.id == entry.event)?;
    if event.status == "single_origin" && event.frame == "other" {
        return None;
    }
    let mut dates: Vec<Date<'a>> = Vec::new();
    for slot in event.slots.iter().filter(|it| it.role == "time") {
        for (n, position) in slot.values.iter().enumerate() {
            dates.extend(date(position, (slot.verdict == "disputed").then_some(n)));
        }
    }
    if dates.is_empty() && (entry.from.is_some() || entry.to.is_some()) {
        let claims = event.claims.clone();
        let (from, to) = (entry.from.as_deref(), entry.to.as_deref());
        dates.push(Date { from, to, camp: None, claims });
    }
    (!dates.is_empty()).then_some(Row { event, dates })
}

fn date(it: &Position, camp: Option<usize>) -> Option<Date<'_>> {
    let Value::Time(time) = &it.value else { return None };
    let (from, to) = (time.from.as_deref(), time.to.as_deref());
    let is_dated = from.or(to).and_then(axis::day).is_some();
    is_dated.then(|| Date { from, to, camp, claims: it.claims.clone() })
}

/// The months above the rows.
fn scale(page: &Page<'_, '_>, axis: &Axis, rows: &[Row<'_>]) -> String {
    let mut out =
        String::from("<svg class=\"scale\" width=\"100%\" height=\"22\" aria-hidden=\"true\">\n");
    out += "<defs><linearGradient id=\"fade-right\"><stop offset=\"0\" class=\"ink\"/><stop offset=\"1\" class=\"none\"/></linearGradient>";
    out += "<linearGradient id=\"fade-left\"><stop offset=\"0\" class=\"none\"/><stop offset=\"1\" class=\"ink\"/></linearGradient></defs>\n";
    let starts = rows.iter().flat_map(|it| &it.dates).filter_map(|it| it.from.or(it.to));
    for label in axis.labels(starts.filter_map(axis::day)) {
        let month = page.view.words.month_of(&label.month);
        let room = if label.major { "major" } else { "minor" };
        let class = if label.at > axis::LATE { format!("{room} end") } else { room.to_owned() };
        put!(
            out,
            "<text class=\"{class}\" x=\"{}\" y=\"15\">{}</text>\n",
            percent(label.at),
            escape(&month)
        );
    }
    out + "</svg>\n"
}

fn line(page: &Page<'_, '_>, axis: &Axis, it: &Row<'_>) -> String {
    let (view, words) = (page.view, page.view.words);
    let title = format!("<span class=\"value\">{}</span>", escape(&clean(&it.event.title)));
    let title = match view.spokesman(&it.event.claims) {
        Some(claim) => button(claim, "time", &title),
        None => title,
    };
    let mut dates = String::new();
    for date in &it.dates {
        let when = words.interval(date.from, date.to).unwrap_or_default();
        let letter = date.camp.map(camp).unwrap_or_default();
        let said = match view.spokesman(&date.claims) {
            Some(claim) => button(claim, "time", &escape(&when)),
            None => escape(&when),
        };
        put!(dates, "<li>{letter}{said} {}</li>\n", openers(page, &date.claims, "time"));
    }
    let mood = view.event_mood(it.event).map(|it| tag(&it)).unwrap_or_default();
    format!(
        "<li class=\"item\"{}><div class=\"what\">{title} {} {mood}</div>\n{}<ul class=\"dates\">\n{dates}</ul></li>\n",
        page.event_marks(it.event),
        tag(words.name("status", &it.event.status)),
        strip(axis, it)
    )
}

fn strip(axis: &Axis, it: &Row<'_>) -> String {
    let mut out =
        String::from("<svg class=\"strip\" width=\"100%\" height=\"34\" aria-hidden=\"true\">");
    out += "<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"17\" y2=\"17\"/>";
    for at in &axis.breaks {
        let x = percent(*at);
        put!(out, "<line class=\"break\" x1=\"{x}\" x2=\"{x}\" y1=\"3\" y2=\"31\"/>");
    }
    // Wide bars first, so that points lie upon them.
    let mut order: Vec<&Date> = it.dates.iter().collect();
    order.sort_by_key(|it| std::cmp::Reverse(span(it)));
    for date in order {
        out += &mark(axis, date);
    }
    out + "</svg>\n"
}

fn span(it: &Date<'_>) -> i64 {
    match (it.from.and_then(axis::day), it.to.and_then(axis::day)) {
        (Some(from), Some(to)) => to - from,
        _ => i64::MAX,
    }
}

fn mark(axis: &Axis, it: &Date<'_>) -> String {
    let class = match it.camp {
        Some(n) => format!("rival {}", char::from(b'a' + (n % 4) as u8)),
        None => "known".to_owned(),
    };
    let letter = it.camp.map(|n| char::from(b'A' + n.min(25) as u8));
    let (from, to) = (it.from.and_then(axis::day), it.to.and_then(axis::day));
    if let (Some(from), Some(to)) = (from, to)
        && from == to
    {
        let x = percent(axis.at(from));
        let point = format!(
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"17\" r=\"{}\"/>",
            if letter.is_some() { 10 } else { 6 }
        );
        return point
            + &letter
                .map(|it| format!("<text class=\"letter\" x=\"{x}\" y=\"21\">{it}</text>"))
                .unwrap_or_default();
    }
    let start = from.map_or(0, |it| axis.at(it));
    let end = to.map_or(1000, |it| axis.at(it + 1));
    let fade = match (from, to) {
        (Some(_), None) => " fill=\"url(#fade-right)\"",
        (None, Some(_)) => " fill=\"url(#fade-left)\"",
        _ => "",
    };
    let open = if fade.is_empty() { "" } else { " open" };
    let bar = format!(
        "<rect class=\"{class}{open}\" x=\"{}\" y=\"10\" width=\"{}\" height=\"14\" rx=\"3\"{fade}/>",
        percent(start),
        percent((end - start).max(6))
    );
    let middle = percent(i64::midpoint(start, end));
    bar + &letter
        .map(|it| format!("<text class=\"letter\" x=\"{middle}\" y=\"21\">{it}</text>"))
        .unwrap_or_default()
}

/// Thousandths as a percentage with one decimal.
fn percent(thousandths: i64) -> String {
    let it = thousandths.clamp(0, 1000);
    format!("{}.{}%", it / 10, it % 10)
}
