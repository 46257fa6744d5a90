//! What can fill a slot: things, times, amounts, words.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::Span;

/// A value with the words it came from.
#[derive(Clone, Debug, PartialEq)]
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

    /// Where the words stand in their document.
    pub fn span(&self) -> Span {
        match self {
            Self::Entity(it) => it.span,
            Self::Time(it) => it.span,
            Self::Quantity(it) => it.span,
            Self::Text(it) => it.span,
        }
    }

    /// The day that a time is; nothing for a longer time, one without a date, or what is no time.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Time(time) if time.days() == Some(1) => time.from,
            _ => None,
        }
    }
}

/// A thing as one document names it. Two entities are of one thing when their ids are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// `country:PRK`, `org:kcna`, `person:vladimir-poutine`, `thing:carburant`.
    pub id: EntityId,
    /// What sort of thing.
    pub class: Class,
    /// The name by which the dossier calls it: in the language of the document until that of the
    /// report is known.
    pub name: String,
    /// The words here, which may be another name, a pronoun or a description.
    pub text: String,
    /// Where the words stand.
    pub span: Span,
    /// The country that it belongs to or acts for (its government, leader, agency), if known.
    pub of: Option<EntityId>,
}

/// The identity of a thing across documents and languages: `class:key`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub Arc<str>);

impl EntityId {
    /// An id from its class prefix and key.
    pub fn new(prefix: &str, key: &str) -> Self {
        Self(format!("{prefix}:{key}").into())
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a state.
    pub fn is_country(&self) -> bool {
        self.0.starts_with("country:")
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Sorts of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A state, also when its capital or an institution stands for it.
    Country,
    /// A city, region, building, sea.
    Place,
    /// A human being, by name or office.
    Person,
    /// A body that acts: agency, ministry, alliance, company, newspaper.
    Organisation,
    /// People without a body: « les deux dirigeants », "rebels".
    Group,
    /// A treaty, a law, a decree, a resolution.
    Instrument,
    /// Any other thing: goods, weapons, an earthquake.
    Thing,
}

impl Class {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Place => "place",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Instrument => "instrument",
            Self::Thing => "thing",
        }
    }
}

/// A time as an inclusive interval of days, with what is known when the days are not.
///
/// Not a moment: « 11 novembre 2024 » is the interval of that one day, « en novembre » has no
/// bounds until a year is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// First day; open or unknown when `None`.
    pub from: Option<Date>,
    /// Last day; open or unknown when `None`.
    pub to: Option<Date>,
    /// A weekday whose date is not known.
    pub weekday: Option<Weekday>,
    /// A month (1-12) whose year is not known.
    pub month: Option<i8>,
    /// The day of `month`; never without it.
    pub day: Option<i8>,
    /// Whether the year was reasoned out rather than written or given by the publication date.
    pub inferred: bool,
    /// The hour of the clock, where one is told.
    pub clock: Option<Clock>,
    /// How often it comes again: « chaque année ». No happening is dated by it.
    pub every: Option<Every>,
    /// The words as written.
    pub text: String,
    /// Where the words stand.
    pub span: Span,
}

impl Time {
    /// Whether at least one bound is known.
    pub fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Whether it is of no day by its own words: « à 18 heures », « chaque année ».
    pub fn is_dayless(&self) -> bool {
        let is_open = !self.is_dated() && self.weekday.is_none() && self.month.is_none();
        self.every.is_some() || (self.clock.is_some() && is_open)
    }
}

/// An interval of the clock, in minutes since midnight; both ends are the same for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// First minute, 0 to 1439.
    pub from: i16,
    /// Last minute; less than `from` where it is of the next day.
    pub to: i16,
    /// The zone, where one is told.
    pub zone: Option<Zone>,
}

/// The zone of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// « heure locale »
    Local,
    /// So many minutes before Greenwich; east is positive.
    Offset(i16),
}

/// A step of the calendar: every `count` times `unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Every {
    /// How many units, 1 or more.
    pub count: u16,
    /// `D`, `W`, `M` or `Y`, as in ISO 8601.
    pub unit: char,
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{}{}", self.count, self.unit)
    }
}

/// Days of the week. Not ordered: the week starts on Monday here and on Sunday there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "their names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// From Monday, as ISO 8601 counts.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// Days since Monday.
    pub const fn from_monday(self) -> i8 {
        self as i8
    }
}

/// An amount as an inclusive interval with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// At least; open when `None`.
    pub low: Option<f64>,
    /// At most; open when `None`.
    pub high: Option<f64>,
    /// `soldier`, `EUR`, `km`, or the lemma of the counted noun; empty when nothing is counted.
    pub unit: String,
    /// Said to be about so much: compared as if it spanned 10 % either way.
    pub approximate: bool,
    /// The words as written, the counted noun included.
    pub text: String,
    /// Where the words stand.
    pub span: Span,
}

/// Words that are taken as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}
