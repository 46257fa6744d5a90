//! From what a rule captured to what the words say.

use recoupe_model::Weekday;

use super::grammar::Captured;
use super::sense::{Edge, Gives, Sense, Unit};

/// What a rule captured, and the senses of the times inside.
pub(super) struct Parts<'a> {
    pub(super) found: &'a [Captured<'a>],
    pub(super) times: &'a [Sense],
}

impl Parts<'_> {
    pub(super) fn value(&self, class: &str) -> Option<i32> {
        self.found.iter().find(|one| one.class == class).map(|one| one.value)
    }

    /// The value of the first of these classes that was captured.
    pub(super) fn any(&self, classes: &[&str]) -> Option<i32> {
        classes.iter().find_map(|class| self.value(class))
    }

    pub(super) fn small(&self, class: &str) -> Option<i8> {
        self.value(class)?.try_into().ok()
    }

    pub(super) fn year(&self) -> Option<i16> {
        self.any(&["year", "bracketed", "shortyear"])?.try_into().ok()
    }

    pub(super) fn weekday(&self) -> Option<Weekday> {
        let number = usize::try_from(self.value("weekday")?).ok()?;
        Weekday::ALL.get(number.checked_sub(1)?).copied()
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        Unit::of(self.value("unit").or_else(|| self.value("oneunit"))?)
    }

    /// −1 for what is last, 0 for this, 1 for what is next.
    pub(super) fn toward(&self) -> Option<i32> {
        self.any(&["toward", "this"])
    }

    /// A number of units, or two where only « quelques » is said; before or after.
    pub(super) fn some(&self, sign: i32) -> Option<(Unit, i32)> {
        let n = self.value("n").or_else(|| self.value("few").map(|_| 2)).filter(|&n| n < 3000)?;
        Some((self.unit()?, sign * n))
    }

    pub(super) fn unit_told(&self, class: &str) -> Option<Unit> {
        Unit::of(self.value(class)?)
    }

    pub(super) fn edge(&self) -> Option<Edge> {
        [Edge::Start, Edge::Middle, Edge::End]
            .get(usize::try_from(self.value("edge")?).ok()?)
            .copied()
    }

    pub(super) fn times(&self) -> impl Iterator<Item = Sense> {
        let indices = self.found.iter().filter(|one| one.class == "time");
        indices.filter_map(|one| self.times.get(usize::try_from(one.value).ok()?).cloned())
    }

    pub(super) fn time(&self) -> Option<Box<Sense>> {
        self.times().next().map(Box::new)
    }

    pub(super) fn time_that(&self, fits: fn(&Sense) -> bool) -> Option<Box<Sense>> {
        self.time().filter(|of| fits(of))
    }

    /// The time, when it can stand by itself: not « depuis 5 ».
    pub(super) fn dated(&self) -> Option<Box<Sense>> {
        self.time().filter(|of| !matches!(**of, Sense::DayAlone { weekday: None, .. }))
    }

    /// What it says; `None` when the parts do not make a time (31 June).
    pub(super) fn sense(&self, gives: Gives) -> Option<Sense> {
        if gives == Gives::None {
            return Some(Sense::Nothing);
        }
        self.of_calendar(gives).or_else(|| self.counted(gives)).or_else(|| self.combined(gives))
    }

    /// Days, months and years by their own names.
    fn of_calendar(&self, gives: Gives) -> Option<Sense> {
        let months = |classes: &[&str], length: i8| {
            let first = (i8::try_from(self.any(classes)?).ok()? - 1) * length + 1;
            Some(Sense::Months { year: self.year(), first, count: length })
        };
        Some(match gives {
            Gives::Date => self.date()?,
            Gives::Numeric => numeric(self.value("numeric")?)?,
            Gives::DayAlone => {
                let day = self.small("day").or_else(|| self.small("dayword"))?;
                Sense::DayAlone { year: self.year(), day, weekday: self.weekday() }
            }
            Gives::Month => months(&["month"], 1)?,
            Gives::Quarter => months(&["quarter", "rank", "shortquarter"], 3)?,
            Gives::Half => months(&["half"], 6)?,
            Gives::Season => {
                Sense::Months { year: self.year(), first: self.small("season")?, count: 3 }
            }
            Gives::Year => Sense::Years { first: self.year()?, last: self.year()? },
            Gives::Decade => {
                let first = self.any(&["decade", "decadeword"])?;
                let first = first.try_into().ok()?;
                Sense::Years { first, last: first + 9 }
            }
            Gives::Weekday => Sense::Weekday(self.weekday()?),
            Gives::Feast => {
                Sense::Feast { year: self.year(), code: self.any(&["feast", "feastday"])? }
            }
            Gives::Century => {
                let number = self.any(&["century", "centuryword"])?;
                let first = ((number - 1) * 100).try_into().ok()?;
                Sense::Years { first, last: first + 99 }
            }
            Gives::NumericMonth => {
                let value = self.value("numeric-month")?;
                let (year, first) = ((value / 100).try_into().ok(), (value % 100) as i8);
                Sense::Months { year, first, count: 1 }
            }
            Gives::Night => Sense::Night(self.weekday()?),
            _ => return None,
        })
    }

    /// What is counted from the publication or from what was told.
    fn counted(&self, gives: Gives) -> Option<Sense> {
        let n = || self.value("n").filter(|&n| n < 3000);
        let shifted = |sign: i32| Some((self.unit()?, sign * n()?));
        Some(match gives {
            Gives::Weekend => Sense::Weekend { by: self.toward().unwrap_or(0) },
            Gives::AgoOver => self.some(-1).map(|(unit, by)| Sense::AtLeast { unit, by })?,
            Gives::AheadOver => self.some(1).map(|(unit, by)| Sense::AtLeast { unit, by })?,
            Gives::AgoUnder => shifted(-1).map(|(unit, by)| Sense::Stretch { unit, by })?,
            Gives::AheadIfFuture => {
                let (unit, by) = shifted(1)?;
                Sense::IfFuture(Box::new(Sense::Shift { unit, by, exact: true }))
            }
            Gives::Beside => {
                let by = self.any(&["beside", "besidenext"]).unwrap_or(0);
                Sense::Told { unit: self.unit()?, by, exact: false }
            }
            Gives::EarlierThis => Sense::Rest { unit: self.unit()?, edge: Edge::Start },
            Gives::LaterThis => Sense::Rest { unit: self.unit()?, edge: Edge::End },
            Gives::InWeek => {
                Sense::InWeek { weekday: self.weekday()?, by: self.any(&["toward", "following"])? }
            }
            Gives::Shift => {
                let by = self.any(&["shift", "now"])?;
                Sense::Shift { unit: Unit::Day, by, exact: true }
            }
            Gives::Unit => {
                Sense::Shift { unit: self.unit()?, by: self.toward().unwrap_or(0), exact: false }
            }
            Gives::Ago => shifted(-1).map(|(unit, by)| Sense::Shift { unit, by, exact: true })?,
            Gives::SinceAgo => {
                let (unit, by) = shifted(-1)?;
                Sense::Since(Box::new(Sense::Shift { unit, by, exact: true }))
            }
            Gives::Ahead => shifted(1).map(|(unit, by)| Sense::Shift { unit, by, exact: true })?,
            Gives::Later => shifted(1).map(|(unit, by)| Sense::Told { unit, by, exact: true })?,
            Gives::Earlier => {
                shifted(-1).map(|(unit, by)| Sense::Told { unit, by, exact: true })?
            }
            Gives::Same => {
                let by = self.value("told").unwrap_or(0);
                Sense::Told { unit: self.unit().unwrap_or(Unit::Day), by, exact: false }
            }
            Gives::Lately => shifted(-1).map(|(unit, by)| Sense::Stretch { unit, by })?,
            Gives::Within => shifted(1).map(|(unit, by)| Sense::Stretch { unit, by })?,
            _ => return None,
        })
    }

    fn date(&self) -> Option<Sense> {
        if let Some(value) = self.value("numeric-day") {
            let (month, day) = ((value / 100) as i8, (value % 100) as i8);
            let longest = jiff::civil::Date::new(2000, month, 1).ok()?.days_in_month();
            let weekday = self.weekday();
            return (day <= longest).then_some(Sense::Day { year: None, month, day, weekday });
        }
        let day = ["day", "dayword", "n"].iter().find_map(|class| self.small(class));
        let day = day.filter(|day| *day > 0)?;
        let month = self.small("month")?;
        let year = self.year();
        let longest = jiff::civil::Date::new(year.unwrap_or(2000), month, 1).ok()?.days_in_month();
        (day <= longest).then_some(Sense::Day { year, month, day, weekday: self.weekday() })
    }
}

fn numeric(value: i32) -> Option<Sense> {
    let year = i16::try_from(value / 10_000).ok()?;
    let (month, day) = ((value / 100 % 100) as i8, (value % 100) as i8);
    if month == 0 {
        return Some(Sense::Years { first: year, last: year });
    }
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(Sense::Day { year: Some(year), month, day, weekday: None })
}
