//! From the model to the wire: bytes become characters, types become names.

use std::collections::BTreeMap;

use recoupe_model::{self as model, CharOffsets, Document, Span};
use sha2::{Digest, Sha256};

use super::{
    Article, Attribution, Claim, Commitment, Dossier, Entity, Event, Evidence, Exchange,
    Explanation, Finding, Missing, Note, Number, Origin, Pledge, Position, Quantity, Range, Rank,
    SCHEMA, Story, Stretch, Text, Time, TimelineEntry, Value,
};

/// SHA-256 of a text in UTF-8, in hexadecimal.
pub fn hash_of(text: &str) -> String {
    let mut out = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        put!(out, "{byte:02x}");
    }
    out
}

/// A text with its table of characters.
pub(super) struct Page<'a> {
    text: &'a str,
    offsets: CharOffsets,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { text: &document.text, offsets: CharOffsets::new(&document.text) }
    }

    pub(super) fn stretch(&self, span: Span) -> Stretch {
        let Stretch { start, end } = Stretch {
            start: self.offsets.chars(self.text, span.start()),
            end: self.offsets.chars(self.text, span.end()),
        };
        Stretch { start, end: end.max(start) }
    }

    pub(super) fn words(&self, span: Span) -> &'a str {
        span.of(self.text)
    }
}

/// The texts of a dossier by document.
struct Pages<'a>(BTreeMap<&'a str, Page<'a>>);

impl Pages<'_> {
    fn get(&self, id: &model::DocumentId) -> Option<&Page<'_>> {
        self.0.get(&*id.0)
    }
}

impl From<&model::Dossier> for Dossier {
    fn from(it: &model::Dossier) -> Self {
        let pages = Pages(it.documents.iter().map(|doc| (&*doc.id.0, Page::new(doc))).collect());
        Self {
            schema: SCHEMA.into(),
            articles: it.documents.iter().map(article).collect(),
            stories: it.stories.iter().map(story).collect(),
            claims: it.claims.iter().map(|it| claim(it, pages.get(&it.document))).collect(),
            notes: it
                .notes
                .iter()
                .map(|it| note(it, it.document.as_ref().and_then(|id| pages.get(id))))
                .collect(),
        }
    }
}

fn article(it: &Document) -> Article {
    let range = |range: model::DateRange| Range { from: day(range.from), to: day(range.to) };
    Article {
        id: it.id.to_string(),
        path: it.path.clone(),
        url: it.url.clone(),
        outlet: it.outlet.clone(),
        title: it.title.clone(),
        byline: it.byline.clone(),
        published: it.published.as_ref().map(|stamp| stamp.iso.clone()),
        published_inferred: it.published_inferred.map(range),
        language: it.language.code().into(),
        text: it.text.to_string(),
        copy_of: it.copy_of.as_ref().map(ToString::to_string),
        credits: it.credits.clone(),
        hash: Some(hash_of(&it.text)),
    }
}

fn day(date: Option<model::Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn names<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn note(it: &model::Note, page: Option<&Page<'_>>) -> Note {
    let at = it.span.zip(page).map(|(span, page)| page.stretch(span));
    Note {
        article: it.document.as_ref().map(ToString::to_string),
        kind: it.kind.name().into(),
        start: at.map(|at| at.start),
        end: at.map(|at| at.end),
        says: it.says.clone(),
    }
}

pub(super) fn claim(it: &model::Claim, page: Option<&Page<'_>>) -> Claim {
    let evidence = |it: &model::Evidence| {
        let at = page.map_or(Stretch { start: 0, end: 0 }, |page| page.stretch(it.span));
        let quote = page.map_or("", |page| page.words(it.span));
        Evidence { start: at.start, end: at.end, quote: quote.into() }
    };
    let fillers = |all: &Vec<model::Value>| all.iter().map(|it| value(it, page)).collect();
    Claim {
        id: it.id.to_string(),
        article: it.document.to_string(),
        frame: it.frame.to_string(),
        polarity: it.polarity.name().into(),
        modality: it.modality.name().into(),
        attribution: it.attribution.iter().map(|it| attribution(it, page)).collect(),
        roles: it.roles.iter().map(|(role, all)| (role.name().into(), fillers(all))).collect(),
        rule: it.rule.to_string(),
        evidence: it.evidence.iter().map(evidence).collect(),
        predicate: it.predicate.clone(),
        rank: it.rank.as_ref().map(|it| Rank { order: it.order.clone(), scope: it.scope.clone() }),
        commitment: it.commitment.as_ref().map(|it| Commitment {
            obligation: it.obligation.name().into(),
            trigger: it.trigger.as_ref().map(|it| it.text.clone()),
            immediate: it.immediate,
        }),
        against: names(&it.against),
    }
}

fn attribution(it: &model::Attribution, page: Option<&Page<'_>>) -> Attribution {
    Attribution {
        name: it.name.clone(),
        entity: it.entity.as_ref().map(ToString::to_string),
        kind: it.kind.name().into(),
        anonymous: it.anonymous,
        of: it.of.as_ref().map(ToString::to_string),
        cue: it.cue.zip(page).map(|(span, page)| page.stretch(span)),
    }
}

/// A value; where its words stand is told only when they stand there letter by letter.
pub(super) fn value(it: &model::Value, page: Option<&Page<'_>>) -> Value {
    let page = page.filter(|page| !it.text().is_empty() && page.words(it.span()) == it.text());
    let at = page.map(|page| page.stretch(it.span()));
    let (start, end) = (at.map(|at| at.start), at.map(|at| at.end));
    match it {
        model::Value::Entity(it) => Value::Entity(Entity { start, end, ..entity(it) }),
        model::Value::Time(it) => Value::Time(Time { start, end, ..time(it) }),
        model::Value::Quantity(it) => Value::Quantity(Quantity {
            low: it.low.map(Number),
            high: it.high.map(Number),
            unit: it.unit.clone(),
            approximate: it.approximate,
            text: it.text.clone(),
            start,
            end,
        }),
        model::Value::Text(it) => Value::Text(Text { text: it.text.clone(), start, end }),
    }
}

pub(super) fn entity(it: &model::Entity) -> Entity {
    Entity {
        id: it.id.to_string(),
        class: it.class.name().into(),
        name: it.name.clone(),
        text: it.text.clone(),
        of: it.of.as_ref().map(ToString::to_string),
        start: None,
        end: None,
    }
}

fn time(it: &model::Time) -> Time {
    let month_day = it.month.zip(it.day).map(|(month, day)| format!("{month:02}-{day:02}"));
    Time {
        from: day(it.from),
        to: day(it.to),
        text: it.text.clone(),
        weekday: it.weekday.map(|it| it.name().into()),
        month: if month_day.is_none() { it.month } else { None },
        month_day,
        inferred: it.inferred,
        start: None,
        end: None,
    }
}

fn story(it: &model::Story) -> Story {
    Story {
        id: it.id.clone(),
        title: it.title.clone(),
        articles: names(&it.documents),
        events: it.events.iter().map(event).collect(),
        origins: it.origins.iter().map(origin).collect(),
        commitments: it.commitments.iter().map(pledge).collect(),
        exchanges: it.exchanges.iter().map(exchange).collect(),
        missing: it.missing.iter().map(missing).collect(),
        timeline: it.timeline.iter().map(dated).collect(),
    }
}

fn event(it: &model::Event) -> Event {
    Event {
        id: it.id.clone(),
        frame: it.frame.to_string(),
        plover: it.plover.clone(),
        title: it.title.clone(),
        status: it.status.name().into(),
        origins: it.origins,
        slots: it.slots.iter().map(finding).collect(),
        claims: names(&it.claims),
    }
}

fn finding(it: &model::Finding) -> Finding {
    let position = |it: &model::Position| Position {
        value: value(&it.value, None),
        origins: it.origins.clone(),
        claims: names(&it.claims),
    };
    Finding {
        role: it.role.name().into(),
        verdict: it.verdict.name().into(),
        kind: it.kind.map(|it| it.name().into()),
        why: it.why.clone(),
        values: it.positions.iter().map(position).collect(),
        because: explanation(&it.because),
    }
}

fn explanation(it: &model::Explanation) -> Explanation {
    Explanation { says: it.says.clone(), details: it.details.iter().map(explanation).collect() }
}

fn origin(it: &model::Origin) -> Origin {
    Origin {
        name: it.name.clone(),
        kind: it.kind.clone(),
        interested: it.interested,
        articles: names(&it.documents),
    }
}

fn pledge(it: &model::Pledge) -> Pledge {
    Pledge {
        instrument: it.instrument.as_ref().map(entity),
        parties: it.parties.iter().map(entity).collect(),
        obligation: it.obligation.name().into(),
        trigger: it.trigger.clone(),
        immediate: it.immediate,
        claims: names(&it.claims),
    }
}

fn exchange(it: &model::Exchange) -> Exchange {
    Exchange {
        giver: entity(&it.giver),
        receiver: entity(&it.receiver),
        goods: it.goods.iter().map(|it| value(it, None)).collect(),
        step: it.step.map(|it| it.name().into()),
        modality: it.modality.name().into(),
        against: it.against.clone(),
        claims: names(&it.claims),
    }
}

fn missing(it: &model::Missing) -> Missing {
    Missing {
        article: it.document.to_string(),
        event: it.event.clone(),
        role: it.role.name().into(),
    }
}

fn dated(it: &model::TimelineEntry) -> TimelineEntry {
    TimelineEntry { event: it.event.clone(), from: day(it.from), to: day(it.to) }
}
