//! Days and intervals in words.

use super::Words;
use crate::wire::v1::Time;

/// A day of the wire, `2024-11-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: i32,
    month: u32,
    number: u32,
}

impl Day {
    fn parse(iso: &str) -> Option<Self> {
        let mut parts = iso.get(..10)?.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let number = parts.next()?.parse().ok()?;
        ((1..=12).contains(&month) && (1..=31).contains(&number)).then_some(Self {
            year,
            month,
            number,
        })
    }

    fn is_last_of_month(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let last = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.number == last
    }
}

impl Words {
    /// An ISO date or moment in words; as it stands when it is neither.
    pub(crate) fn date(&self, iso: &str) -> String {
        Day::parse(iso).map_or_else(|| iso.to_owned(), |day| self.day(day))
    }

    /// An inclusive interval in words; `None` when both ends are open.
    pub(crate) fn interval(&self, from: Option<&str>, to: Option<&str>) -> Option<String> {
        match (from.and_then(Day::parse), to.and_then(Day::parse)) {
            (None, None) => None,
            (Some(from), None) => Some(self.since(from)),
            (None, Some(to)) => Some(self.with("date.until_day", &[("to", &self.day(to))])),
            (Some(from), Some(to)) => Some(self.between(from, to)),
        }
    }

    /// The month of an ISO date, short: « juin 2024 ».
    pub(crate) fn month_of(&self, iso: &str) -> String {
        Day::parse(iso).map_or_else(
            || iso.to_owned(),
            |day| {
                let month = self.month(day.month, false);
                self.with("date.month", &[("month", &month), ("year", &day.year.to_string())])
            },
        )
    }

    /// A time in words: its interval, or what is known of it.
    pub(crate) fn time(&self, time: &Time) -> String {
        let known = self.interval(time.from.as_deref(), time.to.as_deref());
        let words = known.unwrap_or_else(|| self.undated(time));
        if time.inferred { self.with("date.inferred", &[("x", &words)]) } else { words }
    }

    fn undated(&self, time: &Time) -> String {
        if let Some(month_day) = &time.month_day
            && let Some(day) = Day::parse(&format!("2000-{month_day}"))
        {
            return self.with("date.no_year", &[("x", &self.day_month(day))]);
        }
        if let Some(month) = time.month {
            let month = self.month(u32::try_from(month).unwrap_or_default(), true);
            return self.with("date.no_year", &[("x", &month)]);
        }
        let words = time.weekday.as_deref().map(|day| self.name("weekday", day));
        let words = words.unwrap_or(&time.text);
        self.with("date.unknown", &[("x", words)])
    }

    fn month(&self, month: u32, long: bool) -> String {
        Self::side(self.t(&format!("month.{month}")), long).to_owned()
    }

    fn day_number(&self, day: u32) -> String {
        if day == 1 { self.t("date.first").to_owned() } else { day.to_string() }
    }

    fn day(&self, it: Day) -> String {
        let (day, month) = (self.day_number(it.number), self.month(it.month, false));
        self.with("date.day", &[("day", &day), ("month", &month), ("year", &it.year.to_string())])
    }

    fn day_month(&self, it: Day) -> String {
        let (day, month) = (self.day_number(it.number), self.month(it.month, false));
        self.with("date.day_month", &[("day", &day), ("month", &month)])
    }

    fn month_year(&self, it: Day) -> String {
        let month = self.month(it.month, true);
        self.with("date.month", &[("month", &month), ("year", &it.year.to_string())])
    }

    fn since(&self, from: Day) -> String {
        match (from.month, from.number) {
            (1, 1) => self.with("date.since", &[("from", &from.year.to_string())]),
            (_, 1) => self.with("date.since", &[("from", &self.month_year(from))]),
            _ => self.with("date.since_day", &[("from", &self.day(from))]),
        }
    }

    fn between(&self, from: Day, to: Day) -> String {
        let whole_months = from.number == 1 && to.is_last_of_month();
        let same_year = from.year == to.year;
        if from == to {
            return self.day(from);
        }
        if whole_months && from.month == 1 && to.month == 12 {
            let (from, to) = (from.year.to_string(), to.year.to_string());
            let both = [("from", from.as_str()), ("to", to.as_str())];
            return if same_year { from } else { self.with("date.between_months", &both) };
        }
        if whole_months {
            let first =
                if same_year { self.month(from.month, true) } else { self.month_year(from) };
            let one = same_year && from.month == to.month;
            let both = [("from", first.as_str()), ("to", &self.month_year(to))];
            return if one { self.month_year(to) } else { self.with("date.between_months", &both) };
        }
        let first = match (same_year, from.month == to.month) {
            (true, true) => self.day_number(from.number),
            (true, false) => self.day_month(from),
            _ => self.day(from),
        };
        self.with("date.between_days", &[("from", &first), ("to", &self.day(to))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french(from: &str, to: &str) -> String {
        let end = |it: &'static str| (!it.is_empty()).then_some(it);
        let (from, to) = (from.to_owned().leak(), to.to_owned().leak());
        Words::of("fr").interval(end(from), end(to)).unwrap_or_default()
    }

    #[test]
    fn intervals_read_as_people_write_them() {
        assert_eq!(french("2024-11-11", "2024-11-11"), "11 nov. 2024");
        assert_eq!(french("2024-06-01", "2024-06-30"), "juin 2024");
        assert_eq!(french("2024-02-01", "2024-02-29"), "février 2024");
        assert_eq!(french("2023-02-01", "2023-02-28"), "février 2023");
        assert_eq!(french("2024-01-01", "2024-12-31"), "2024");
        assert_eq!(french("2026-03-03", "2026-04-09"), "entre le 3 mars et le 9 avr. 2026");
        assert_eq!(french("2026-03-01", "2026-03-10"), "entre le 1er et le 10 mars 2026");
        assert_eq!(french("2025-12-30", "2026-01-02"), "entre le 30 déc. 2025 et le 2 janv. 2026");
        assert_eq!(french("2024-03-01", "2024-06-30"), "entre mars et juin 2024");
        assert_eq!(french("2019-01-01", ""), "depuis 2019");
        assert_eq!(french("2019-03-01", ""), "depuis mars 2019");
        assert_eq!(french("2019-03-02", ""), "depuis le 2 mars 2019");
        assert_eq!(french("", "2019-03-02"), "jusqu’au 2 mars 2019");
        assert_eq!(french("", ""), "");
    }

    #[test]
    fn english_has_its_own_order() {
        let words = Words::of("en");
        assert_eq!(words.date("2024-11-01T10:00:00Z"), "1 Nov 2024");
        assert_eq!(words.date("hier"), "hier");
    }

    #[test]
    fn what_is_known_of_an_undated_time_is_told() {
        let mut time = Time {
            from: None,
            to: None,
            text: "le 11 novembre".into(),
            weekday: None,
            month_day: Some("11-11".into()),
            month: None,
            inferred: false,
            start: None,
            end: None,
        };
        let words = Words::of("fr");
        assert_eq!(words.time(&time), "11 nov. (année inconnue)");
        time.month_day = None;
        time.month = Some(11);
        assert_eq!(words.time(&time), "novembre (année inconnue)");
        time.month = None;
        time.weekday = Some("thursday".into());
        assert_eq!(words.time(&time), "un jeudi (date inconnue)");
        (time.from, time.to) = (Some("2024-11-11".into()), Some("2024-11-11".into()));
        time.inferred = true;
        assert_eq!(words.time(&time), "11 nov. 2024 (année déduite)");
    }
}
