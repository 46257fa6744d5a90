//! From what a rule captured to what the words say.

use recoupe_model::{Clock, Every, Weekday, Zone};

use super::grammar::Captured;
use super::sense::{Edge, Gives, Sense, Unit};

/// What a rule captured, and the senses of the times inside.
pub(super) struct Parts<'a> {
    pub(super) found: &'a [Captured<'a>],
    pub(super) times: &'a [Sense],
}

impl Parts<'_> {
    fn value(&self, class: &str) -> Option<i32> {
        self.found.iter().find(|one| one.class == class).map(|one| one.value)
    }

    /// The value of the first of these classes that was captured.
    fn any(&self, classes: &[&str]) -> Option<i32> {
        classes.iter().find_map(|class| self.value(class))
    }

    fn small(&self, class: &str) -> Option<i8> {
        self.value(class)?.try_into().ok()
    }

    fn year(&self) -> Option<i16> {
        self.value("year").or_else(|| self.value("bracketed"))?.try_into().ok()
    }

    fn weekday(&self) -> Option<Weekday> {
        let number = usize::try_from(self.value("weekday")?).ok()?;
        Weekday::ALL.get(number.checked_sub(1)?).copied()
    }

    fn unit(&self) -> Option<Unit> {
        Unit::of(self.value("unit").or_else(|| self.value("oneunit"))?)
    }

    /// −1 for what is last, 0 for this, 1 for what is next.
    fn toward(&self) -> Option<i32> {
        self.any(&["toward", "this"])
    }

    /// « du mois prochain », "of the year": the unit around the publication, or beside it.
    fn this_unit(&self) -> Option<Box<Sense>> {
        let unit = self.unit().filter(|unit| *unit != Unit::Day)?;
        Some(Box::new(Sense::Shift { unit, by: self.toward().unwrap_or(0), exact: false }))
    }

    /// A number of units, or two where only « quelques » is said; before or after.
    fn some(&self, sign: i32) -> Option<(Unit, i32)> {
        let n = self.value("n").or_else(|| self.value("few").map(|_| 2)).filter(|&n| n < 3000)?;
        Some((self.unit()?, sign * n))
    }

    /// The first Monday, or the last week, of a period.
    fn nth(&self) -> Option<Sense> {
        let nth = self.value("nth")?;
        let of = self.time().or_else(|| self.this_unit())?;
        let is_period = matches!(
            *of,
            Sense::Months { .. } | Sense::Years { .. } | Sense::Shift { exact: false, .. }
        );
        let sense = match self.weekday() {
            Some(weekday) => Sense::NthWeekday { nth, weekday, of },
            None => Sense::NthUnit { nth, unit: self.unit_told("part")?, of },
        };
        is_period.then_some(sense)
    }

    fn unit_told(&self, class: &str) -> Option<Unit> {
        Unit::of(self.value(class)?)
    }

    /// « 18h30 », « de 9 heures à midi », "6 pm GMT"
    fn clock(&self) -> Option<Clock> {
        let mut hours = self
            .found
            .iter()
            .filter(|one| matches!(one.class, "clock" | "meridian"))
            .map(|one| one.value);
        let from: i16 = hours.next()?.try_into().ok()?;
        let to = hours.next().map_or(Some(from), |to| to.try_into().ok())?;
        // Of « heure de Paris » nobody can say how far it is from Greenwich on that day.
        let zone = self.value("zone").and_then(|value| match i16::try_from(value) {
            Ok(offset) if offset.abs() <= 14 * 60 => Some(Zone::Offset(offset)),
            Ok(9999) => Some(Zone::Local),
            _ => None,
        });
        Some(Clock { from, to, zone })
    }

    /// « chaque année », « tous les deux jours », « tous les mardis »
    fn every(&self) -> Option<Sense> {
        let count = u16::try_from(self.value("n").unwrap_or(1)).ok()?;
        let named = self.value("weekdays").and_then(|number| usize::try_from(number).ok());
        let weekday = named.and_then(|number| Weekday::ALL.get(number.checked_sub(1)?).copied());
        let weekday = weekday.or_else(|| self.weekday());
        let (times, unit) = match self.unit() {
            _ if weekday.is_some() => (1, 'W'),
            Some(Unit::Week) => (1, 'W'),
            Some(Unit::Fortnight) => (2, 'W'),
            Some(Unit::Month) => (1, 'M'),
            Some(Unit::Quarter) => (3, 'M'),
            Some(Unit::Half) => (6, 'M'),
            Some(Unit::Year) => (1, 'Y'),
            Some(Unit::Decade) => (10, 'Y'),
            Some(Unit::Century) => (100, 'Y'),
            None if self.value("month").is_some() || self.value("season").is_some() => (1, 'Y'),
            _ => (1, 'D'),
        };
        let every = Every { count: count.checked_mul(times).filter(|&n| n > 0)?, unit };
        Some(Sense::Every { every, weekday })
    }

    fn edge(&self) -> Option<Edge> {
        [Edge::Start, Edge::Middle, Edge::End]
            .get(usize::try_from(self.value("edge")?).ok()?)
            .copied()
    }

    fn times(&self) -> impl Iterator<Item = Sense> {
        let indices = self.found.iter().filter(|one| one.class == "time");
        indices.filter_map(|one| self.times.get(usize::try_from(one.value).ok()?).cloned())
    }

    fn time(&self) -> Option<Box<Sense>> {
        self.times().next().map(Box::new)
    }

    fn time_that(&self, fits: fn(&Sense) -> bool) -> Option<Box<Sense>> {
        self.time().filter(|of| fits(of))
    }

    /// The time, when it can stand by itself: not « depuis 5 ».
    fn dated(&self) -> Option<Box<Sense>> {
        self.time().filter(|of| !matches!(**of, Sense::DayAlone { weekday: None, .. }))
    }

    /// What it says; `None` when the parts do not make a time (31 June).
    pub(super) fn sense(&self, gives: Gives) -> Option<Sense> {
        let n = || self.value("n").filter(|&n| n < 3000);
        let months = |classes: &[&str], length: i8| {
            let first = (i8::try_from(self.any(classes)?).ok()? - 1) * length + 1;
            Some(Sense::Months { year: self.year(), first, count: length })
        };
        let shifted = |sign: i32| Some((self.unit()?, sign * n()?));
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
            Gives::Weekend => Sense::Weekend { by: self.toward().unwrap_or(0) },
            Gives::WeekendOf => Sense::WeekendOf(self.time_that(is_day)?),
            Gives::WeekOf => Sense::WeekOf(self.time_that(is_day)?),
            Gives::Feast => {
                Sense::Feast { year: self.year(), code: self.any(&["feast", "feastday"])? }
            }
            Gives::Nth => self.nth()?,
            Gives::DayIn => {
                let day = self.small("day").or_else(|| self.small("dayword"))?;
                let of = self
                    .time_that(is_month)
                    .or_else(|| self.this_unit().filter(|of| is_month(of)))?;
                Sense::DayIn { day, of }
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
            Gives::InWeek => Sense::InWeek { weekday: self.weekday()?, by: self.value("toward")? },
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
            Gives::Toward => Sense::Toward { by: self.toward()?, of: self.dated()? },
            Gives::Part => Sense::Part { edge: self.edge()?, of: self.whole()? },
            Gives::Since => Sense::Since(self.dated()?),
            Gives::Until => Sense::Until(self.dated()?),
            Gives::Before => Sense::Before(self.dated()?),
            Gives::After => Sense::After(self.dated()?),
            Gives::Between => self.pair().map(|(a, b)| Sense::Between(a, b))?,
            Gives::List => self.pair().map(|(a, b)| Sense::List(a, b))?,
            Gives::AfterThat => self.moved(1)?,
            Gives::BeforeThat => self.moved(-1)?,
            Gives::Night => Sense::Night(self.weekday()?),
            Gives::Clock => {
                let (of, clock) = (self.time_that(has_days), self.clock()?);
                (of.is_some() || self.value("time").is_none()).then_some(Sense::At { of, clock })?
            }
            Gives::Every => self.every()?,
            Gives::None => Sense::Nothing,
        })
    }

    /// What a part is of: a time, or the week, month, year of the publication.
    fn whole(&self) -> Option<Box<Sense>> {
        let is_period = |of: &Sense| {
            !matches!(of, Sense::Stretch { .. } | Sense::Day { .. } | Sense::DayAlone { .. })
        };
        if let Some(of) = self.time() {
            return is_period(&of).then_some(of);
        }
        Some(()).and_then(|()| {
            let unit = self.unit().filter(|unit| *unit != Unit::Day)?;
            Some(Box::new(Sense::Shift { unit, by: 0, exact: false }))
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

    fn moved(&self, sign: i32) -> Option<Sense> {
        let by = sign * self.value("n").filter(|&n| n < 3000)?;
        Some(Sense::Moved { unit: self.unit()?, by, of: self.time()? })
    }

    /// Two times; what the first leaves out it has from the second, and the other way round.
    fn pair(&self) -> Option<(Box<Sense>, Box<Sense>)> {
        let mut times = self.times();
        let (mut a, mut b) = (times.next()?, times.next()?);
        complete(&mut a, &mut b);
        let lacks_month = |sense: &Sense| matches!(sense, Sense::DayAlone { .. });
        (!lacks_month(&a) && !lacks_month(&b)).then(|| (Box::new(a), Box::new(b)))
    }
}

/// A single day.
fn is_day(of: &Sense) -> bool {
    matches!(of, Sense::Day { .. } | Sense::Feast { .. } | Sense::DayIn { .. })
}

/// Days that an hour may be of.
fn has_days(of: &Sense) -> bool {
    !matches!(
        of,
        Sense::Years { .. }
            | Sense::Months { .. }
            | Sense::DayAlone { weekday: None, .. }
            | Sense::At { .. }
            | Sense::Every { .. }
    )
}

/// A month that another time tells, by its name or as the last or next one.
fn is_month(of: &Sense) -> bool {
    match of {
        Sense::Months { count: 1, .. } | Sense::Shift { unit: Unit::Month, exact: false, .. } => {
            true
        }
        Sense::Told { unit: Unit::Month, exact: false, .. } => true,
        Sense::Toward { of, .. } => is_month(of),
        _ => false,
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

/// « du 3 au 5 mars », « entre mars et mai 2024 », "March 3 and 5"
fn complete(a: &mut Sense, b: &mut Sense) {
    match (&mut *a, &*b) {
        (Sense::DayAlone { day, weekday, .. }, Sense::Day { year, month, .. }) => {
            *a = Sense::Day { year: *year, month: *month, day: *day, weekday: *weekday };
        }
        (
            Sense::Day { year: mine @ None, month, .. },
            Sense::Day { year: Some(year), month: m, .. },
        )
        | (
            Sense::Months { year: mine @ None, first: month, .. },
            Sense::Months { year: Some(year), first: m, .. }
            | Sense::Day { year: Some(year), month: m, .. },
        )
        | (
            Sense::Day { year: mine @ None, month, .. },
            Sense::Months { year: Some(year), first: m, .. },
        ) => {
            *mine = Some(if *month > *m { year - 1 } else { *year });
        }
        (Sense::DayAlone { day, .. }, Sense::DayIn { of, .. }) => {
            *a = Sense::DayIn { day: *day, of: of.clone() };
        }
        _ => {}
    }
    if let (Sense::Day { year, month, .. }, Sense::DayAlone { year: last, day, weekday }) =
        (&mut *a, &*b)
    {
        *year = year.or(*last);
        *b = Sense::Day { year: *year, month: *month, day: *day, weekday: *weekday };
    }
}
