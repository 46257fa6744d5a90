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
    fn value(&self, class: &str) -> Option<i32> {
        self.found.iter().find(|one| one.class == class).map(|one| one.value)
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

    /// The time, when it can stand by itself: not « depuis 5 ».
    fn dated(&self) -> Option<Box<Sense>> {
        self.time().filter(|of| !matches!(**of, Sense::DayAlone { weekday: None, .. }))
    }

    /// What it says; `None` when the parts do not make a time (31 June).
    pub(super) fn sense(&self, gives: Gives) -> Option<Sense> {
        let n = || self.value("n").filter(|&n| n < 3000);
        let months = |class, length: i8| {
            let first = (self.small(class)? - 1) * length + 1;
            Some(Sense::Months { year: self.year(), first, count: length })
        };
        let shifted = |sign: i32| Some((self.unit()?, sign * n()?));
        Some(match gives {
            Gives::Date => self.date()?,
            Gives::Numeric => numeric(self.value("numeric")?)?,
            Gives::DayAlone => {
                let day = self.small("day")?;
                Sense::DayAlone { year: self.year(), day, weekday: self.weekday() }
            }
            Gives::Month => months("month", 1)?,
            Gives::Quarter => months("quarter", 3)?,
            Gives::Half => months("half", 6)?,
            Gives::Season => {
                Sense::Months { year: self.year(), first: self.small("season")?, count: 3 }
            }
            Gives::Year => Sense::Years { first: self.year()?, last: self.year()? },
            Gives::Decade => {
                let first = self.value("decade")?.try_into().ok()?;
                Sense::Years { first, last: first + 9 }
            }
            Gives::Weekday => Sense::Weekday(self.weekday()?),
            Gives::InWeek => Sense::InWeek { weekday: self.weekday()?, by: self.value("toward")? },
            Gives::Shift => Sense::Shift { unit: Unit::Day, by: self.value("shift")?, exact: true },
            Gives::Unit => {
                let by = self.value("toward").or(self.value("this")).unwrap_or(0);
                Sense::Shift { unit: self.unit()?, by, exact: false }
            }
            Gives::Ago => shifted(-1).map(|(unit, by)| Sense::Shift { unit, by, exact: true })?,
            Gives::SinceAgo => {
                let (unit, by) = shifted(-1)?;
                Sense::Since(Box::new(Sense::Shift { unit, by, exact: true }))
            }
            Gives::Ahead => shifted(1).map(|(unit, by)| Sense::Shift { unit, by, exact: true })?,
            Gives::Later => shifted(1).map(|(unit, by)| Sense::Told { unit, by })?,
            Gives::Earlier => shifted(-1).map(|(unit, by)| Sense::Told { unit, by })?,
            Gives::Same => Sense::Told {
                unit: self.unit().unwrap_or(Unit::Day),
                by: self.value("told").unwrap_or(0),
            },
            Gives::Lately => shifted(-1).map(|(unit, by)| Sense::Stretch { unit, by })?,
            Gives::Within => shifted(1).map(|(unit, by)| Sense::Stretch { unit, by })?,
            Gives::Toward => {
                let by = self.value("toward").or(self.value("this"))?;
                Sense::Toward { by, of: self.dated()? }
            }
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
            Gives::None => Sense::Nothing,
        })
    }

    /// What a part is of: a time, or the week, month, year of the publication.
    fn whole(&self) -> Option<Box<Sense>> {
        let is_period = |of: &Sense| !matches!(of, Sense::Stretch { .. } | Sense::Day { .. });
        if let Some(of) = self.time() {
            return is_period(&of).then_some(of);
        }
        Some(()).and_then(|()| {
            let unit = self.unit().filter(|unit| *unit != Unit::Day)?;
            Some(Box::new(Sense::Shift { unit, by: 0, exact: false }))
        })
    }

    fn date(&self) -> Option<Sense> {
        let (month, day) = (self.small("month")?, self.small("day")?);
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
        _ => {}
    }
    if let (Sense::Day { year, month, .. }, Sense::DayAlone { year: last, day, weekday }) =
        (&mut *a, &*b)
    {
        *year = year.or(*last);
        *b = Sense::Day { year: *year, month: *month, day: *day, weekday: *weekday };
    }
}
