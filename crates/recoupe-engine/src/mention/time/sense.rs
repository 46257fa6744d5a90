//! What the words of a time say before anything is known of the day they were written on.

use recoupe_model::{Clock, Every, Weekday};
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
    /// `<toward>` or `<this>`: a weekend near the publication.
    Weekend,
    /// The weekend of a `<time>`.
    WeekendOf,
    /// The week of a `<time>`.
    WeekOf,
    /// `<feast>` of a `<year>`: Christmas, Easter.
    Feast,
    /// `<nth>` `<weekday>` or `<unit>` of a `<time>`: the first Monday of May, its last week.
    Nth,
    /// `<day>` of a `<time>` that is a month: the 15th of next month.
    DayIn,
    /// `<century>`.
    Century,
    /// `<month> <year>` in figures.
    NumericMonth,
    /// `<n> <unit>` before the publication.
    Ago,
    /// More than `<n> <unit>` before the publication; some `<unit>` before it.
    AgoOver,
    /// Less than `<n> <unit>` before it.
    AgoUnder,
    /// `<n> <unit>` after it.
    Ahead,
    /// The same, where the verb speaks of what is to come.
    AheadIfFuture,
    /// Some `<unit>` after it at least.
    AheadOver,
    /// `<n> <unit>` after the day last told.
    Later,
    /// `<n> <unit>` before the day last told.
    Earlier,
    /// `<told>`: days from the day last told.
    Same,
    /// `<unit>` and `<beside>`: the week after the one last told.
    Beside,
    /// From the start of this `<unit>` to the publication.
    EarlierThis,
    /// From the publication to the end of this `<unit>`.
    LaterThis,
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
    /// From the start of a `<time>` on, where that is still to come; else that time.
    From,
    /// That `<time>` for what has happened, from its start on for what lasts or is to come.
    AsEarly,
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
    /// `<clock>`, or from one to the other, with its `<zone>`; of a `<time>`, if there is one.
    Clock,
    /// Every `<n>` `<unit>`, every `<weekdays>`.
    Every,
    /// No time: a name, a duration.
    None,
}

/// Units of the calendar, in the order of their numbers in `time_word.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    Fortnight,
    Quarter,
    Decade,
    Century,
    Half,
}

impl Unit {
    const ALL: [Self; 9] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
        Self::Fortnight,
        Self::Quarter,
        Self::Decade,
        Self::Century,
        Self::Half,
    ];

    pub(super) fn of(value: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(value).ok()?).copied()
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
    /// From the day, week, month or year last told; `exact` as in `Shift`.
    Told {
        unit: Unit,
        by: i32,
        exact: bool,
    },
    Weekend {
        by: i32,
    },
    WeekendOf(Box<Sense>),
    WeekOf(Box<Sense>),
    /// A feast by its number in `time_word.tsv`; see `feast`.
    Feast {
        year: Option<i16>,
        code: i32,
    },
    /// The so-manieth weekday of a period; −1 is the last.
    NthWeekday {
        nth: i32,
        weekday: Weekday,
        of: Box<Sense>,
    },
    /// The so-manieth unit of a period.
    NthUnit {
        nth: i32,
        unit: Unit,
        of: Box<Sense>,
    },
    /// A day of a month that the other sense tells.
    DayIn {
        day: i8,
        of: Box<Sense>,
    },
    /// A time of the first sense, when the sentence speaks of what is to come.
    IfFuture(Box<Sense>),
    /// So much before the publication, or more; after it with a positive number.
    AtLeast {
        unit: Unit,
        by: i32,
    },
    /// From the start of a unit to the publication, or from there to its end.
    Rest {
        unit: Unit,
        edge: Edge,
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
    /// That time itself for what has happened, else from its start on.
    AsEarly(Box<Sense>),
    /// From its start on, if that is to come.
    From(Box<Sense>),
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
    /// An hour, of a day or of none that is told.
    At {
        of: Option<Box<Sense>>,
        clock: Clock,
    },
    /// A habit; its weekday may be told.
    Every {
        every: Every,
        weekday: Option<Weekday>,
    },
    Nothing,
}
