//! Values with the words they came from.

use recoupe_model::{Class, Entity, EntityId, Quantity, Span, Text, Time, Value};

use super::articles::{at, day};

pub(super) fn entity(article: &str, id: &str, class: Class, name: &str, words: &str) -> Value {
    let (prefix, key) = id.split_once(':').expect("class:key");
    Value::Entity(Entity {
        id: EntityId::new(prefix, key),
        class,
        name: name.into(),
        text: words.into(),
        span: at(article, words),
        of: None,
    })
}

pub(super) fn country(article: &str, code: &str, name: &str, words: &str) -> Value {
    entity(article, &format!("country:{code}"), Class::Country, name, words)
}

pub(super) fn time(article: &str, from: &str, to: &str, words: &str) -> Value {
    Value::Time(Time {
        from: Some(day(from)),
        to: Some(day(to)),
        text: words.into(),
        span: at(article, words),
        ..Time::default()
    })
}

pub(super) fn amount(article: &str, low: f64, high: Option<f64>, unit: &str, words: &str) -> Value {
    Value::Quantity(Quantity {
        low: Some(low),
        high,
        unit: unit.into(),
        approximate: words.starts_with("Nearly"),
        text: words.into(),
        span: at(article, words),
    })
}

pub(super) fn plain(words: &str) -> Value {
    Value::Text(Text { text: words.into(), span: Span::default() })
}
