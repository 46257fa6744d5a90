//! ISO 8601 and its neighbours, as metadata write them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use recoupe_model::Timestamp;

use super::whole_day;

/// Where a clock stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Zone {
    /// Nobody says.
    Unsaid,
    /// So far from UTC.
    Known(Offset),
}

/// Reads `2026-04-14`, `2026-04-14T19:20:00+03:00`, `2026-04-14 19:20`, `20260414T1920Z` or an
/// RFC 2822 date.
pub(crate) fn read(given: &str) -> Option<Timestamp> {
    let given = given.trim();
    if !given.is_ascii() || given.len() > 64 {
        return None;
    }
    iso(given).or_else(|| rfc2822(given))
}

fn iso(given: &str) -> Option<Timestamp> {
    let (date, rest) = date(given)?;
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        return Some(whole_day(date));
    }
    let (time, zone) = time(rest)?;
    Some(stamp(date, time, zone_of(zone.trim())?))
}

fn date(given: &str) -> Option<(Date, &str)> {
    let bytes = given.as_bytes();
    let year = number(given.get(..4)?)?;
    let dashed = matches!(bytes.get(4), Some(b'-' | b'/' | b'.'));
    let (month, day, used) = if dashed {
        let mut parts = given[5..].splitn(2, ['-', '/', '.']);
        let month = parts.next()?;
        let digits = parts.next()?.bytes().take_while(u8::is_ascii_digit).count();
        (month, given.get(6 + month.len()..6 + month.len() + digits)?, 6 + month.len() + digits)
    } else {
        (given.get(4..6)?, given.get(6..8)?, 8)
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    let date = Date::new(year, number(month)? as i8, number(day)? as i8).ok()?;
    (year >= 1900).then_some((date, &given[used..]))
}

/// Hours and minutes, seconds if given; what follows is the zone.
fn time(rest: &str) -> Option<(Time, &str)> {
    let end = rest.find(|c: char| !(c.is_ascii_digit() || ":.,".contains(c))).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(end);
    let whole = clock.split(['.', ',']).next().unwrap_or("");
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let (hour, minute, second) = match digits.len() {
        2 => (&digits[..], "0", "0"),
        4 => (&digits[..2], &digits[2..], "0"),
        6 => (&digits[..2], &digits[2..4], &digits[4..]),
        _ => return None,
    };
    let part = |digits: &str| number(digits).map(|n| n as i8);
    Some((Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?, zone))
}

/// The zones that RFC 822 names, and those of western Europe: hours east of UTC.
const NAMED: &[(&str, i8)] = &[
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("CET", 1),
    ("CEST", 2),
];

/// A zone as it is written; `None` when it is not understood.
fn zone_of(zone: &str) -> Option<Zone> {
    // A zone name in brackets (RFC 9557) adds nothing to the offset before it.
    let zone = zone.split('[').next().unwrap_or("").trim();
    match zone {
        "" => return Some(Zone::Unsaid),
        "Z" | "z" | "UTC" | "GMT" | "UT" => return Some(Zone::Known(Offset::UTC)),
        name => {
            if let Some((_, hours)) = NAMED.iter().find(|(known, _)| *known == name) {
                return Offset::from_hours(*hours).ok().map(Zone::Known);
            }
        }
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number(&digits)?, 0),
        4 => (number(&digits[..2])?, number(&digits[2..])?),
        _ => return None,
    };
    let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
    let offset = Offset::from_seconds(seconds).ok()?;
    (hours <= 15 && minutes < 60).then_some(Zone::Known(offset))
}

/// `Tue, 14 Apr 2026 19:20:00 +0300`
fn rfc2822(given: &str) -> Option<Timestamp> {
    let given = given.split_once(',').map_or(given, |(_, rest)| rest).trim();
    let mut parts = given.split_ascii_whitespace();
    let day = number(parts.next()?)? as i8;
    let name = parts.next()?.get(..3)?.to_ascii_lowercase();
    let month =
        "janfebmaraprmayjunjulaugsepoctnovdec".find(&name).filter(|at| at % 3 == 0)? / 3 + 1;
    let date = Date::new(number(parts.next()?)?, month as i8, day).ok()?;
    let (time, _) = time(parts.next()?)?;
    Some(stamp(date, time, zone_of(parts.next().unwrap_or(""))?))
}

/// The normalised form, and the instant if the zone is known.
pub(super) fn stamp(date: Date, time: Time, zone: Zone) -> Timestamp {
    let clock = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    let Zone::Known(offset) = zone else {
        return Timestamp { date, iso: format!("{date}T{clock}"), instant: None };
    };
    let minutes = offset.seconds().abs() / 60;
    let suffix = match offset.seconds() {
        0 => "Z".to_owned(),
        seconds if seconds < 0 => format!("-{:02}:{:02}", minutes / 60, minutes % 60),
        _ => format!("+{:02}:{:02}", minutes / 60, minutes % 60),
    };
    let moment = offset.to_timestamp(DateTime::from_parts(date, time));
    let instant = moment.ok().map(jiff::Timestamp::as_second);
    Timestamp { date, iso: format!("{date}T{clock}{suffix}"), instant }
}

fn number(digits: &str) -> Option<i16> {
    let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &str) -> Option<(String, Option<i64>)> {
        read(given).map(|stamp| (stamp.iso, stamp.instant))
    }

    #[test]
    fn days_times_and_zones() {
        let cases = [
            ("2026-04-14", "2026-04-14", None),
            ("2026-04-14T19:20:00+03:00", "2026-04-14T19:20:00+03:00", Some(1_776_183_600)),
            ("2026-04-14T16:20:00.123Z", "2026-04-14T16:20:00Z", Some(1_776_183_600)),
            ("2026-04-14 19:20 +0300", "2026-04-14T19:20:00+03:00", Some(1_776_183_600)),
            ("2026-04-14T19:20", "2026-04-14T19:20:00", None),
            ("20260414T162000Z", "2026-04-14T16:20:00Z", Some(1_776_183_600)),
            ("Tue, 14 Apr 2026 19:20:00 +0300", "2026-04-14T19:20:00+03:00", Some(1_776_183_600)),
            ("Tue, 14 Apr 2026 12:20:00 EDT", "2026-04-14T12:20:00-04:00", Some(1_776_183_600)),
            ("2026/4/14", "2026-04-14", None),
        ];
        for (given, iso, instant) in cases {
            assert_eq!(of(given), Some((iso.to_owned(), instant)), "{given}");
        }
    }

    #[test]
    fn nonsense_is_no_date() {
        for given in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "14.04.2026x",
            "0000-01-01",
            "2026-04-14T99",
            "hier",
            "2026-04-14T10:00 Mars",
            "2026-",
        ] {
            assert_eq!(of(given), None, "{given}");
        }
    }
}
