//! A line of time with its gaps cut short: where a day stands on it, in thousandths of its width.

/// Days without an event beyond this are cut to it.
const LONGEST_GAP: i64 = 45;
/// No label stands closer to the one before than this, in thousandths.
const LABEL_ROOM: i64 = 95;
/// Labels that stay on a narrow page are at least so far apart.
const NARROW_ROOM: i64 = 300;

/// The number of a day, from the civil calendar; `None` when it is not `2024-11-11`.
pub(super) fn day(iso: &str) -> Option<i64> {
    let mut parts = iso.get(..10)?.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let number: i64 = parts.next()?.parse().ok()?;
    ((1..=12).contains(&month) && (1..=31).contains(&number)).then(|| civil(year, month, number))
}

/// Days since 1 March of year 0, by the shifted Gregorian calendar.
fn civil(year: i64, month: i64, number: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + number - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

/// The first day of a month, as a date.
fn month_start(day: i64) -> (i64, i64, String) {
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (civil(year, month, 1), month, format!("{year:04}-{month:02}-01"))
}

/// Labels beyond this end at their place instead of beginning there.
pub(super) const LATE: i64 = 900;

/// A line from the first day to the last.
pub(super) struct Axis {
    /// Edges of intervals, and how many days lie before each once long gaps are cut.
    edges: Vec<(i64, i64)>,
    /// Gaps that were cut short, by their middles.
    pub(super) breaks: Vec<i64>,
}

/// A date below the line.
#[derive(Debug, PartialEq)]
pub(super) struct Label {
    /// The first day of the month, ISO 8601.
    pub(super) month: String,
    /// Where it stands, in thousandths.
    pub(super) at: i64,
    /// Whether a narrow page shows it too.
    pub(super) major: bool,
}

impl Axis {
    /// A line on which all of these days have a place; `None` when there are none.
    pub(super) fn of(days: impl Iterator<Item = i64>) -> Option<Self> {
        let mut days: Vec<i64> = days.collect();
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        // Room at both ends, so that no mark is cut.
        days.insert(0, first - 3);
        days.push(last + 3);
        let width = |gap: i64| gap.min(LONGEST_GAP);
        let all: i64 = days.windows(2).map(|it| width(it[1] - it[0])).sum();
        let mut before = 0;
        let mut edges = vec![(days[0], 0)];
        let mut breaks = Vec::new();
        for pair in days.windows(2) {
            let step = width(pair[1] - pair[0]);
            if pair[1] - pair[0] > 2 * LONGEST_GAP {
                breaks.push((2 * before + step) * 500 / all);
            }
            before += step;
            edges.push((pair[1], before));
        }
        Some(Self { edges, breaks })
    }

    /// Where a day stands, in thousandths.
    pub(super) fn at(&self, day: i64) -> i64 {
        let next = self.edges.partition_point(|(edge, _)| *edge <= day);
        let (Some(before), Some(after)) =
            (next.checked_sub(1).and_then(|it| self.edges.get(it)), self.edges.get(next))
        else {
            return if next == 0 { 0 } else { 1000 };
        };
        let all = self.edges.last().map_or(1, |it| it.1);
        let gap = after.0 - before.0;
        1000 * (before.1 * gap + (day - before.0) * (after.1 - before.1)) / (gap * all)
    }

    /// The months of these days, as many as have room.
    pub(super) fn labels(&self, days: impl Iterator<Item = i64>) -> Vec<Label> {
        let mut days: Vec<i64> = days.collect();
        days.sort_unstable();
        let mut labels: Vec<Label> = Vec::new();
        let mut major = -NARROW_ROOM;
        for day in days {
            let (start, _, month) = month_start(day);
            let at = self.at(start.max(self.edges[0].0));
            // A label near the end stands before its place, and needs room there.
            let room = if at > LATE { 2 } else { 1 };
            let is_new =
                labels.last().is_none_or(|it| it.month != month && at - it.at >= room * LABEL_ROOM);
            if is_new {
                let is_major = at - major >= room * NARROW_ROOM;
                if is_major {
                    major = at;
                }
                labels.push(Label { month, at, major: is_major });
            }
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other() {
        let gap = |a, b| day(b).unwrap() - day(a).unwrap();
        assert_eq!(gap("2024-02-28", "2024-03-01"), 2);
        assert_eq!(gap("2023-02-28", "2023-03-01"), 1);
        assert_eq!(gap("1999-12-31", "2000-01-01"), 1);
        assert_eq!(gap("1900-02-28", "1900-03-01"), 1);
        assert_eq!(day("hier"), None);
        assert_eq!(day("2024-13-01"), None);
    }

    #[test]
    fn a_day_knows_its_month() {
        for iso in ["2024-02-29", "1961-07-06", "2000-01-01", "2031-12-31"] {
            let (start, _, month) = month_start(day(iso).unwrap());
            assert_eq!(month, format!("{}-01", &iso[..7]));
            assert_eq!(day(&month), Some(start));
        }
    }

    #[test]
    fn long_gaps_are_cut_and_order_is_kept() {
        let days =
            ["1961-01-01", "2024-06-19", "2024-11-11", "2024-12-04"].map(|it| day(it).unwrap());
        let axis = Axis::of(days.into_iter()).unwrap();
        let places = days.map(|it| axis.at(it));
        assert!(places.windows(2).all(|it| it[0] < it[1]), "{places:?}");
        assert!(places[1] - places[0] < 600, "sixty years do not fill the line: {places:?}");
        assert_eq!(axis.breaks.len(), 2);
        let labels = axis.labels(days.into_iter());
        let months: Vec<_> = labels.iter().map(|it| &*it.month).collect();
        assert_eq!(months, ["1961-01-01", "2024-06-01", "2024-11-01", "2024-12-01"]);
        assert!(labels.windows(2).all(|it| it[1].at - it[0].at >= LABEL_ROOM));
        assert_eq!(axis.at(day("1900-01-01").unwrap()), 0);
        assert_eq!(axis.at(day("2100-01-01").unwrap()), 1000);
        assert!(Axis::of(std::iter::empty()).is_none());
    }
}
