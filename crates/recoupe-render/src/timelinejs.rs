//! A timeline for TimelineJS: a slide for each event that has a date, a lane for each story.
//!
//! TimelineJS shows headline and text as HTML: every word of an article is escaped here. Each
//! slide also has `edtf`, which TimelineJS passes over and other programs read.

use std::collections::BTreeMap;

use recoupe_model as model;
use serde_json::{Value as Json, json};

use crate::edtf;
use crate::html::escape::escape;
use crate::sections::Sorted;
use crate::view::View;
use crate::wire::v1::{Dossier, Event, Finding, Story, TimelineEntry, Value};
use crate::words::{Words, clean};

/// The dated events as slides. `language` is that of the slides' own words.
pub fn timelinejs(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`timelinejs`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let mut slides = Vec::new();
    for story in &dossier.stories {
        let sorted = Sorted::new(&view, story);
        let dated: BTreeMap<&str, &TimelineEntry> =
            story.timeline.iter().map(|it| (it.event.as_str(), it)).collect();
        let slide = |it| slide(&view, (story, &dated), &sorted, it);
        slides.extend(story.events.iter().filter_map(slide));
    }
    let title = dossier.stories.first().map_or_else(String::new, |it| clean(&it.title));
    let articles = words.count("text.articles", dossier.articles.len());
    let out = json!({
        "title": { "text": { "headline": escape(&title), "text": escape(&articles) } },
        "events": slides,
    });
    serde_json::to_string_pretty(&out).unwrap_or_default() + "\n"
}

fn slide<'a>(
    view: &View<'a>,
    (story, dated): (&Story, &BTreeMap<&str, &TimelineEntry>),
    sorted: &Sorted<'a>,
    event: &'a Event,
) -> Option<Json> {
    let (from, to) = match dated.get(event.id.as_str()) {
        Some(it) => (it.from.clone(), it.to.clone()),
        None => span(event)?,
    };
    let edtf = edtf::interval(from.as_deref(), to.as_deref())?;
    let start = date(from.as_deref().or(to.as_deref())?)?;
    let mut slide = json!({
        "unique_id": event.id,
        "group": escape(&clean(&story.title)),
        "start_date": start,
        "display_date": escape(&view.words.interval(from.as_deref(), to.as_deref())?),
        "text": {
            "headline": escape(&clean(&event.title)),
            "text": text(view, sorted, event),
        },
        "edtf": edtf,
    });
    if let (Some(from), Some(to)) = (&from, &to)
        && from != to
        && let (Some(end), Some(slide)) = (date(to), slide.as_object_mut())
    {
        slide.insert("end_date".into(), end);
    }
    Some(slide)
}

/// From the first day that a version gives to the last.
fn span(event: &Event) -> Option<(Option<String>, Option<String>)> {
    let slot = event.slots.iter().find(|it| it.role == "time")?;
    let mut times = slot.values.iter().filter_map(|it| match &it.value {
        Value::Time(it) => Some((it.from.clone(), it.to.clone())),
        _ => None,
    });
    let (mut from, mut to) = times.next()?;
    for (first, last) in times {
        from = from.zip(first).map(|(a, b)| a.min(b));
        to = to.zip(last).map(|(a, b)| a.max(b));
    }
    (from.is_some() || to.is_some()).then_some((from, to))
}

/// `{"year", "month", "day"}` of a day of the wire.
fn date(iso: &str) -> Option<Json> {
    // Only what is a day has an EDTF form; its parts are then numbers.
    edtf::interval(Some(iso), Some(iso))?;
    let (sign, rest) = iso.strip_prefix('-').map_or((1, iso), |rest| (-1, rest));
    let mut parts = rest.get(..)?.splitn(3, '-');
    let mut part = || {
        let digits: String = parts.next()?.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<i64>().ok()
    };
    let (year, month, day) = (part()?, part()?, part()?);
    Some(json!({ "year": sign * year, "month": month, "day": day }))
}

fn text<'a>(view: &View<'a>, sorted: &Sorted<'a>, event: &'a Event) -> String {
    let mut out = String::new();
    let status = view.words.name("status", &event.status);
    let who = if event.status == "single_origin" {
        view.tellers(&event.claims)
    } else {
        view.origin_words(event)
    };
    put!(out, "<p><b>{}</b> — {}</p>", escape(status), escape(&who));
    let facts = view.facts(sorted, event);
    if !facts.is_empty() {
        put!(out, "<p>{}</p>", escape(&facts));
    }
    let is_disputed = |it: &&Finding| it.verdict == "disputed";
    for finding in event.slots.iter().filter(is_disputed) {
        let versions = finding.values.iter().map(|it| view.position(&finding.role, it));
        let versions = versions.collect::<Vec<_>>().join(" ≠ ");
        let role = view.words.name("role", &finding.role);
        put!(out, "<p>{}</p>", escape(&view.pair(role, &versions)));
    }
    if let Some(claim) = view.spokesman(&event.claims) {
        let said = view.words.quoted(&crate::quote::short(view, claim, "time"));
        put!(out, "<p><i>{}</i></p>", escape(&view.pair(&view.speaks(claim), &said)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn slides(dossier: &Dossier) -> Vec<Json> {
        let out: Json = serde_json::from_str(&from_wire(dossier, "fr")).unwrap();
        out["events"].as_array().unwrap().clone()
    }

    #[test]
    fn a_slide_has_a_day_and_an_undated_event_has_none() {
        let dossier = Dossier::from(&fixture::dossier());
        let all = slides(&dossier);
        assert!(!all.is_empty() && all.len() < dossier.stories[0].events.len());
        let signing = all.iter().find(|it| it["unique_id"] == "e1").unwrap();
        assert_eq!(signing["start_date"], json!({ "year": 2026, "month": 3, "day": 3 }));
        assert_eq!(signing["edtf"], "2026-03-03");
        assert!(signing.get("end_date").is_none());
        assert!(signing["text"]["text"].as_str().unwrap().contains("Oslo ≠ Santiago"));
    }

    #[test]
    fn no_word_of_an_article_is_markup() {
        let mut dossier = Dossier::from(&fixture::dossier());
        dossier.stories[0].title = fixture::HOSTILE.into();
        for event in &mut dossier.stories[0].events {
            event.title = "<script>alert('x')</script>".into();
        }
        dossier.articles[0].outlet = Some("<b onclick=\"x\">".into());
        let out = from_wire(&dossier, "fr");
        assert!(!out.contains("<script") && !out.contains("<img") && !out.contains("<b onclick"));
        assert!(out.contains("&lt;script&gt;"));
    }

    #[test]
    fn what_is_no_day_makes_no_slide() {
        assert_eq!(date("demain"), None);
        assert_eq!(date("-0044-03-15").unwrap()["year"], -44);
        assert_eq!(date("2024-11-01T10:00:00Z").unwrap()["day"], 1);
    }
}
