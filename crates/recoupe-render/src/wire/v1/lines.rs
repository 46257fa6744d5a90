//! One JSON object a line: claims and mentions of single documents.

use recoupe_model::{self as model, Claim, Document, Mention, MentionKind};
use serde::Serialize;

use super::convert::{Page, claim, entity, value};
use super::{Stretch, Value};

/// One claim as one line of JSON, without the newline.
pub fn claim_json_line(it: &Claim, document: &Document) -> String {
    line(&claim(it, Some(&Page::new(document))))
}

/// Claims of one document, each a line.
pub fn claim_json_lines(claims: &[Claim], document: &Document) -> String {
    let page = Page::new(document);
    claims.iter().map(|it| line(&claim(it, Some(&page))) + "\n").collect()
}

/// One mention as one line of JSON, without the newline.
pub fn mention_json_line(it: &Mention, document: &Document) -> String {
    line(&mention(it, document, &Page::new(document)))
}

/// Mentions of one document, each a line.
pub fn mention_json_lines(mentions: &[Mention], document: &Document) -> String {
    let page = Page::new(document);
    mentions.iter().map(|it| line(&mention(it, document, &page)) + "\n").collect()
}

fn line(it: &impl Serialize) -> String {
    serde_json::to_string(it).unwrap_or_default()
}

#[derive(Serialize)]
struct MentionLine<'a> {
    article: &'a str,
    kind: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    value: MentionValue,
    rule: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum MentionValue {
    Value(Value),
    Time {
        #[serde(flatten)]
        days: Value,
        #[serde(skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
        #[serde(skip_serializing_if = "Option::is_none")]
        every: Option<String>,
    },
    Quote {
        speaker: Option<Value>,
        cue: Option<Stretch>,
    },
}

/// An interval of the clock: `05:12`, with its zone as `+01:00` or `local`.
#[derive(Serialize)]
struct Clock {
    from: String,
    to: String,
    zone: Option<String>,
}

impl Clock {
    fn of(it: model::Clock) -> Self {
        let hour = |minutes: i16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let zone = |zone| match zone {
            model::Zone::Local => "local".to_owned(),
            model::Zone::Offset(by) => {
                let sign = if by < 0 { '-' } else { '+' };
                format!("{sign}{}", hour(by.abs()))
            }
        };
        Self { from: hour(it.from), to: hour(it.to), zone: it.zone.map(zone) }
    }
}

fn time(it: &model::Time) -> MentionValue {
    MentionValue::Time {
        days: value(&model::Value::Time(it.clone()), None),
        clock: it.clock.map(Clock::of),
        every: it.every.map(|every| every.to_string()),
    }
}

fn mention<'a>(it: &'a Mention, document: &'a Document, page: &Page<'a>) -> MentionLine<'a> {
    use recoupe_model::Value as Model;
    let plain = |it: Model| MentionValue::Value(value(&it, None));
    let (kind, value) = match &it.kind {
        MentionKind::Name(it) => ("name", plain(Model::Entity(it.clone()))),
        MentionKind::Time(it) => ("time", time(it)),
        MentionKind::Quantity(it) => ("quantity", plain(Model::Quantity(it.clone()))),
        MentionKind::Quote(it) => (
            "quote",
            MentionValue::Quote {
                speaker: it.speaker.as_ref().map(|it| Value::Entity(entity(it))),
                cue: it.cue.map(|span| page.stretch(span)),
            },
        ),
    };
    let Stretch { start, end } = page.stretch(it.span);
    let text = page.words(it.span);
    MentionLine { article: &document.id.0, kind, start, end, text, value, rule: &it.rule }
}
