//! What the words of a time say before anything is known of the day they were written on.

use recoupe_model::Weekday;
use serde::Deserialize;

/// What a rule makes of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Gives {
    /// `<day> <month>`, `<weekday>`, `<year>` or `<thisyear>`.
    Date,
    /// `<numeric>`.
    Numeric,
    /// `<day>` whose month stands elsewhere.
    DayAlone,
    /// `<month> <year>`.
    Month,
    /// `<quarter>` of a `<year>`.
    Quarter,
    /// `<half>` of a `<year>`.
    Half,
    /// `<season> <year>`.
    Season,
    /// `<year>`.
    Year,
    /// `<decade>`.
    Decade,
    /// `<weekday>`.
    Weekday,
    /// `<weekday>` of the last or next week, by `<toward>`.
    InWeek,
    /// `<shift>`: days from the publication.
    Shift,
    /// `<unit>` and `<toward>`: the week before that of the publication.
    Unit,
    /// `<n> <unit>` before the publication.
    Ago,
    /// `<n> <unit>` after it.
    Ahead,
    /// `<n> <unit>` after the day last told.
    Later,
    /// `<n> <unit>` before the day last told.
    Earlier,
    /// `<shift>`: days from the day last told.
    Same,
    /// From `<n> <unit>` before the publication on.
    SinceAgo,
    /// The last `<n> <unit>` up to the publication.
    Lately,
    /// From the publication to `<n> <unit>` later.
    Within,
    /// `<toward>` and `<time>`: the last or next such time.
    Toward,
    /// `<edge>` of a `<time>`.
    Part,
    /// From the start of a `<time>` on.
    Since,
    /// Up to the end of a `<time>`.
    Until,
    /// Up to the day before a `<time>`, or through it when it is itself the end of something.
    Before,
    /// From the day after a `<time>` on.
    After,
    /// From the start of one `<time>` to the end of another.
    Between,
    /// Several days of one month.
    List,
    /// `<n> <unit>` after a `<time>`.
    AfterThat,
    /// `<n> <unit>` before a `<time>`.
    BeforeThat,
    /// The night from one `<weekday>` to the next.
    Night,
    /// No time: a name, a duration, a habit.
    None,
}

/// Units of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    pub(super) fn of(value: i32) -> Option<Self> {
        [Self::Day, Self::Week, Self::Month, Self::Year].get(usize::try_from(value).ok()?).copied()
    }
}

/// Where in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    Middle,
    End,
}

/// What the words say.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sense {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
        weekday: Option<Weekday>,
    },
    DayAlone {
        year: Option<i16>,
        day: i8,
        weekday: Option<Weekday>,
    },
    /// A month, quarter or season: so many months from the first.
    Months {
        year: Option<i16>,
        first: i8,
        count: i8,
    },
    Years {
        first: i16,
        last: i16,
    },
    Weekday(Weekday),
    /// Of the week so many weeks from that of the publication.
    InWeek {
        weekday: Weekday,
        by: i32,
    },
    /// From the publication. `exact` counts to the day; else the whole period there.
    Shift {
        unit: Unit,
        by: i32,
        exact: bool,
    },
    /// From the day last told.
    Told {
        unit: Unit,
        by: i32,
    },
    /// From the publication to so much before or after it.
    Stretch {
        unit: Unit,
        by: i32,
    },
    Toward {
        by: i32,
        of: Box<Sense>,
    },
    Part {
        edge: Edge,
        of: Box<Sense>,
    },
    Since(Box<Sense>),
    Until(Box<Sense>),
    Before(Box<Sense>),
    After(Box<Sense>),
    Between(Box<Sense>, Box<Sense>),
    /// Days of one month, each to be told apart.
    List(Box<Sense>, Box<Sense>),
    Moved {
        unit: Unit,
        by: i32,
        of: Box<Sense>,
    },
    Night(Weekday),
    Nothing,
}
