//! Which words stand in which column.

use std::collections::BTreeMap;

use super::Sheet;
use crate::edtf;
use crate::view::View;
use crate::wire::v1::{Claim, Event, Finding, Quantity, Story, Time, Value};

/// Names of the columns.
pub(super) const HEADER: [&str; 34] = [
    "row",
    "id",
    "story",
    "event",
    "type",
    "plover",
    "status",
    "role",
    "verdict",
    "kind",
    "why",
    "value",
    "edtf",
    "from",
    "to",
    "low",
    "high",
    "unit",
    "who",
    "target",
    "place",
    "polarity",
    "modality",
    "source",
    "origins",
    "article",
    "outlet",
    "published",
    "published_edtf",
    "url",
    "quote",
    "start",
    "end",
    "rule",
];

/// Roles of those who do something, and of those to whom it is done.
const WHO: [&str; 6] = ["agent", "party", "participant", "speaker", "sender", "visitor"];
const TARGET: [&str; 4] = ["target", "receiver", "host", "beneficiary"];

/// Between the versions of one finding.
const VERSION: &str = " | ";

/// Cells by the name of their column; a name that is no column is a mistake of ours.
#[derive(Default)]
struct Row(BTreeMap<&'static str, String>);

impl Row {
    fn set(&mut self, column: &'static str, words: impl Into<String>) {
        debug_assert!(HEADER.contains(&column), "{column}");
        self.0.insert(column, words.into());
    }

    fn write(mut self, sheet: &mut Sheet) {
        sheet.row(&HEADER.map(|column| self.0.remove(column).unwrap_or_default()));
    }
}

pub(super) fn findings(view: &View<'_>, sheet: &mut Sheet) {
    for story in &view.dossier.stories {
        for event in &story.events {
            for slot in &event.slots {
                finding(view, sheet, story, event, slot);
            }
        }
    }
}

fn finding(view: &View<'_>, sheet: &mut Sheet, story: &Story, event: &Event, it: &Finding) {
    let mut row = Row::default();
    row.set("row", "finding");
    row.set("id", format!("{}/{}", event.id, it.role));
    of_event(&mut row, story, event);
    row.set("role", &it.role);
    row.set("verdict", &it.verdict);
    row.set("kind", it.kind.as_deref().unwrap_or_default());
    row.set("why", &it.why);
    let joined = |all: Vec<String>| all.join(VERSION);
    row.set("value", joined(it.values.iter().map(|it| name(&it.value)).collect()));
    row.set("origins", joined(it.values.iter().map(|it| it.origins.join("; ")).collect()));
    let dates: Vec<_> = it.values.iter().filter_map(|it| date(&it.value)).collect();
    row.set("edtf", joined(dates));
    // The bounds are those of one value; of several, none would be the right one.
    if let [only] = &it.values[..] {
        bounds(&mut row, sheet, Some(&only.value), Some(&only.value));
    }
    let ids: Vec<String> = it.values.iter().flat_map(|it| it.claims.clone()).collect();
    let articles = view.articles_of(&ids);
    row.set("article", articles.join("; "));
    let labels: Vec<_> = articles.iter().map(|id| view.label(id)).collect();
    row.set("outlet", labels.join("; "));
    let first = |ids: &[String]| {
        let claim = view.spokesman(ids)?;
        Some(claim.evidence.first()?.quote.clone())
    };
    let quotes = it.values.iter().filter_map(|it| first(&it.claims)).collect();
    row.set("quote", joined(quotes));
    row.write(sheet);
}

pub(super) fn claims(view: &View<'_>, sheet: &mut Sheet) {
    let mut told: BTreeMap<&str, (&Story, &Event)> = BTreeMap::new();
    for story in &view.dossier.stories {
        for event in &story.events {
            told.extend(event.claims.iter().map(|id| (id.as_str(), (story, event))));
        }
    }
    for claim in &view.dossier.claims {
        let mut row = Row::default();
        row.set("row", "claim");
        row.set("id", &claim.id);
        if let Some((story, event)) = told.get(claim.id.as_str()) {
            of_event(&mut row, story, event);
        }
        row.set("type", &claim.frame);
        of_claim(&mut row, view, sheet, claim);
        row.write(sheet);
    }
}

fn of_event(row: &mut Row, story: &Story, event: &Event) {
    row.set("story", &story.id);
    row.set("event", &event.id);
    row.set("type", &event.frame);
    row.set("plover", event.plover.as_deref().unwrap_or_default());
    row.set("status", &event.status);
}

fn of_claim(row: &mut Row, view: &View<'_>, sheet: &Sheet, claim: &Claim) {
    let named = |roles: &[&str]| {
        let all = roles.iter().filter_map(|role| claim.roles.get(*role)).flatten();
        all.map(name).collect::<Vec<_>>().join("; ")
    };
    row.set("who", named(&WHO));
    row.set("target", named(&TARGET));
    row.set("place", named(&["place"]));
    row.set("polarity", &claim.polarity);
    row.set("modality", &claim.modality);
    row.set("rule", &claim.rule);
    let chain: Vec<_> = claim.attribution.iter().map(|it| it.name.as_str()).collect();
    row.set("source", chain.join(" > "));
    let first = |role: &str| claim.roles.get(role).and_then(|all| all.first());
    let time = first("time");
    row.set("edtf", time.and_then(date).unwrap_or_default());
    bounds(row, sheet, time, first("quantity"));
    row.set("value", named(&["goods", "instrument", "force", "outcome", "content", "quantity"]));
    row.set("article", &claim.article);
    if let Some(article) = view.article(&claim.article) {
        row.set("outlet", view.label(&claim.article));
        row.set("published", article.published.as_deref().unwrap_or_default());
        row.set("published_edtf", edtf::published(article).unwrap_or_default());
        row.set("url", article.url.as_deref().unwrap_or_default());
    }
    if let Some(words) = claim.evidence.first() {
        row.set("quote", &words.quote);
        row.set("start", words.start.to_string());
        row.set("end", words.end.to_string());
    }
}

/// The ends of a time and of an amount, where the values are such.
fn bounds(row: &mut Row, sheet: &Sheet, time: Option<&Value>, amount: Option<&Value>) {
    if let Some(Value::Time(Time { from, to, .. })) = time {
        row.set("from", from.as_deref().unwrap_or_default());
        row.set("to", to.as_deref().unwrap_or_default());
    }
    if let Some(Value::Quantity(Quantity { low, high, unit, .. })) = amount {
        row.set("low", sheet.number(*low));
        row.set("high", sheet.number(*high));
        row.set("unit", unit);
    }
}

fn date(it: &Value) -> Option<String> {
    match it {
        Value::Time(it) => edtf::time(it),
        _ => None,
    }
}

/// What a value is called: a thing by its name, the rest by its words.
fn name(it: &Value) -> String {
    match it {
        Value::Entity(it) => it.name.clone(),
        other => other.text().to_owned(),
    }
}
