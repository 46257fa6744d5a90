//! Feasts: days that bear a name, fixed or by rule.
//!
//! Their numbers in `time_word.tsv`:
//!
//! - `1225`: month and day;
//! - `10000` and more or less: so many days from Easter Sunday;
//! - `21144`: 2, the month in two digits, which one of the month, which weekday (1 is Monday):
//!   the fourth Thursday of November; 9 for « which » is the last.

use jiff::ToSpan as _;
use jiff::civil::Date;
use recoupe_model::Weekday;

use super::calendar::nth_weekday;

/// The feast of a year; `None` for a number that means none.
pub(super) fn day(code: i32, year: i16) -> Option<Date> {
    match code {
        101..=1231 => fixed(code).and_then(|(month, day)| Date::new(year, month, day).ok()),
        9_900..=10_100 => easter(year)?.checked_add((code - 10_000).days()).ok(),
        20_000..=29_999 => {
            let month = i8::try_from(code / 100 % 100).ok()?;
            let nth = if code / 10 % 10 == 9 { -1 } else { code / 10 % 10 };
            let weekday = *Weekday::ALL.get(usize::try_from(code % 10 - 1).ok()?)?;
            let first = Date::new(year, month, 1).ok()?;
            nth_weekday(nth, weekday, first, first.last_of_month())
        }
        _ => None,
    }
}

/// Month and day of a feast that has the same every year.
pub(super) fn fixed(code: i32) -> Option<(i8, i8)> {
    let parts = (i8::try_from(code / 100).ok()?, i8::try_from(code % 100).ok()?);
    (101..=1231).contains(&code).then_some(parts)
}

/// Easter Sunday of the Gregorian calendar, as Oudin counts it.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century) = (year % 19, year / 100);
    let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = moon - moon / 28 * (1 - 29 / (moon + 1) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let sunday = moon - weekday;
    let month = 3 + (sunday + 40) / 44;
    let day = sunday + 28 - 31 * (month / 4);
    Date::new(i16::try_from(year).ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(code: i32, year: i16) -> String {
        day(code, year).map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn feasts_fall_where_the_almanac_has_them() {
        assert_eq!(on(1225, 2024), "2024-12-25");
        assert_eq!(on(10_000, 2018), "2018-04-01");
        assert_eq!(on(10_000, 2024), "2024-03-31");
        assert_eq!(on(10_000, 2038), "2038-04-25");
        assert_eq!(on(10_039, 2024), "2024-05-09");
        assert_eq!(on(21_144, 2016), "2016-11-24");
        assert_eq!(on(20_591, 2024), "2024-05-27");
    }

    #[test]
    fn other_numbers_mean_nothing() {
        assert_eq!(on(0, 2024), "");
        assert_eq!(on(1332, 2024), "");
        assert_eq!(on(20_598, 2024), "");
    }
}
