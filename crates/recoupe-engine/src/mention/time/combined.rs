//! Times made of other times: parts of them, intervals, the first Monday in them, their hours.

use recoupe_model::{Clock, Every, Weekday, Zone};

use super::parts::Parts;
use super::sense::{Gives, Sense, Unit};

impl Parts<'_> {
    /// What is said of a time that a lower level found.
    pub(super) fn combined(&self, gives: Gives) -> Option<Sense> {
        Some(match gives {
            Gives::WeekendOf => Sense::WeekendOf(self.time_that(is_day)?),
            Gives::WeekOf => Sense::WeekOf(self.time_that(is_day)?),
            Gives::Nth => self.nth()?,
            Gives::DayIn => {
                let day = self.small("day").or_else(|| self.small("dayword"))?;
                let of = self
                    .time_that(is_month)
                    .or_else(|| self.this_unit().filter(|of| is_month(of)))?;
                Sense::DayIn { day, of }
            }
            Gives::Toward => Sense::Toward { by: self.toward()?, of: self.dated()? },
            Gives::Part => Sense::Part { edge: self.edge()?, of: self.whole()? },
            Gives::Since => Sense::Since(self.dated()?),
            Gives::From => Sense::From(self.dated()?),
            Gives::AsEarly => Sense::AsEarly(self.dated()?),
            Gives::Until => Sense::Until(self.dated()?),
            Gives::Before => Sense::Before(self.dated()?),
            Gives::After => Sense::After(self.dated()?),
            Gives::Between => self.pair().map(|(a, b)| Sense::Between(a, b))?,
            Gives::List => self.pair().map(|(a, b)| Sense::List(a, b))?,
            Gives::AfterThat => self.moved(1)?,
            Gives::BeforeThat => self.moved(-1)?,
            Gives::Clock => {
                let (of, clock) = (self.time_that(has_days), self.clock()?);
                (of.is_some() || self.value("time").is_none()).then_some(Sense::At { of, clock })?
            }
            Gives::Every => self.every()?,
            _ => return None,
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
        let unit = self.unit().filter(|unit| *unit != Unit::Day)?;
        Some(Box::new(Sense::Shift { unit, by: 0, exact: false }))
    }

    /// « du mois prochain », "of the year": the unit around the publication, or beside it.
    fn this_unit(&self) -> Option<Box<Sense>> {
        let unit = self.unit().filter(|unit| *unit != Unit::Day)?;
        Some(Box::new(Sense::Shift { unit, by: self.toward().unwrap_or(0), exact: false }))
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
        let count = u16::try_from(self.any(&["n", "alternate"]).unwrap_or(1)).ok()?;
        let named = self.value("weekdays").and_then(|number| usize::try_from(number).ok());
        let weekday = named.and_then(|number| Weekday::ALL.get(number.checked_sub(1)?).copied());
        let weekday = weekday.or_else(|| self.weekday());
        let (times, unit) = match self.unit().or_else(|| self.unit_told("often")) {
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
        Sense::Months { count: 1, .. }
        | Sense::Shift { unit: Unit::Month, exact: false, .. }
        | Sense::Told { unit: Unit::Month, exact: false, .. } => true,
        Sense::Toward { of, .. } => is_month(of),
        _ => false,
    }
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
