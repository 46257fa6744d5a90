//! What can fill a slot, on the wire.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value with the words it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Value {
    /// A thing that has a name or a description.
    Entity(Entity),
    /// A time, as an interval.
    Time(Time),
    /// An amount, as an interval.
    Quantity(Quantity),
    /// Words that are none of these.
    Text(Text),
}

impl Value {
    /// The words as written.
    pub fn text(&self) -> &str {
        match self {
            Self::Entity(it) => &it.text,
            Self::Time(it) => &it.text,
            Self::Quantity(it) => &it.text,
            Self::Text(it) => &it.text,
        }
    }

    /// Where the words stand in the claim's article, if told.
    pub fn at(&self) -> Option<Stretch> {
        let (start, end) = match self {
            Self::Entity(it) => (it.start, it.end),
            Self::Time(it) => (it.start, it.end),
            Self::Quantity(it) => (it.start, it.end),
            Self::Text(it) => (it.start, it.end),
        };
        Some(Stretch { start: start?, end: end? })
    }
}

/// Characters of an article's text, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stretch {
    /// The first character.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
}

/// A thing. Two entities are of one thing when their ids are equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// `country:PRK`, `person:…`.
    pub id: String,
    /// What sort of thing.
    pub class: String,
    /// The name by which the dossier calls it.
    pub name: String,
    /// The words as written.
    pub text: String,
    /// The country that it belongs to or acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Where the words begin, for a value of a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where they end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// A time as an inclusive interval of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// First day, ISO 8601; open or unknown when null.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// The words as written.
    pub text: String,
    /// A weekday whose date is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<String>,
    /// A month and day whose year is not known, `11-09`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month_day: Option<String>,
    /// A month whose year is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    /// Whether the year was reasoned out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
    /// Where the words begin, for a value of a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where they end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// An amount as an inclusive interval with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// At least; open when null.
    pub low: Option<Number>,
    /// At most; open when null.
    pub high: Option<Number>,
    /// What is counted or measured.
    pub unit: String,
    /// Said to be about so much.
    pub approximate: bool,
    /// The words as written.
    pub text: String,
    /// Where the words begin, for a value of a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where they end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// Words that are taken as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where they begin, for a value of a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where they end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// A number that is written `10000` when it is whole, never `10000.0`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(pub f64);

/// Up to here every whole number has a floating-point number of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// The whole number that it is, if it is one.
    pub fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() <= EXACT).then_some(self.0 as i64)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => to.serialize_i64(whole),
            None => to.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        f64::deserialize(from).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_point() {
        let written = |n: f64| serde_json::to_string(&Number(n)).unwrap();
        assert_eq!(written(10_000.0), "10000");
        assert_eq!(written(-3.0), "-3");
        assert_eq!(written(2.5), "2.5");
        assert_eq!(written(1e300), "1e+300");
        let read: Vec<Number> = serde_json::from_str("[7, 2.5, -1]").unwrap();
        assert_eq!(read, [Number(7.0), Number(2.5), Number(-1.0)]);
    }

    #[test]
    fn an_endless_number_is_an_open_end() {
        assert_eq!(serde_json::to_string(&Number(f64::INFINITY)).unwrap(), "null");
    }

    #[test]
    fn the_kind_comes_first_and_open_ends_are_null() {
        let value = Value::Quantity(Quantity {
            low: Some(Number(10_000.0)),
            high: None,
            unit: "soldier".into(),
            approximate: false,
            text: "plus de 10 000 soldats".into(),
            start: None,
            end: None,
        });
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(
            json,
            r#"{"kind":"quantity","low":10000,"high":null,"unit":"soldier","approximate":false,"text":"plus de 10 000 soldats"}"#
        );
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }
}
