//! Days that a text counts from another day: « la veille », "ten days later". They are as sure as what they are
//! counted from.

use recoupe_model::{Mention, MentionKind, Reading, Span, Time};

/// How the rules of such times are called.
const RULE: &str = "told-";

/// Whether a rule finds such times.
pub(crate) fn is_counted_by(rule: &str) -> bool {
    rule.contains(RULE)
}

/// Whether a time is counted from one that its own sentence does not tell: which one is meant is then taken
/// from the text before, and may be another.
pub(crate) fn is_from_afar(reading: &Reading, time: &Time) -> bool {
    let from = reading.mentions.partition_point(|it| it.span.start() < time.span.start());
    let beside = reading.mentions[from..].iter();
    let mut beside = beside.take_while(|it| it.span.start() == time.span.start());
    let is_counted = |it: &Mention| it.span == time.span && is_counted_by(&it.rule);
    if !beside.any(is_counted) {
        return false;
    }
    let Some(sentence) = sentence(reading, time.span) else { return true };
    let tells_day = |it: &Mention| match &it.kind {
        MentionKind::Time(other) => {
            let is_day = other.is_dated() || other.day.is_some() || other.weekday.is_some();
            is_day && !is_counted_by(&it.rule)
        }
        _ => false,
    };
    let before = reading.mentions[..from].iter().rev();
    !before.take_while(|it| it.span.start() >= sentence.start()).any(tells_day)
}

fn sentence(reading: &Reading, span: Span) -> Option<Span> {
    let at = reading.sentence_at(span.start());
    reading.sentences.get(at).map(|it| it.span)
}
