//! The words of all languages for days of the week, and for hours that are of another day elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use recoupe_model::{Clock, Time, Zone};

use crate::lang::{Knowledge, Pack, fold};

/// The clock, in minutes since midnight, before which it is the evening before in the west, and from which on it is
/// the day after in the east.
const EARLY: i16 = 9 * 60;
const LATE: i16 = 17 * 60;

/// Folded words, whatever the language.
#[derive(Debug, Default)]
pub(super) struct Hours {
    weekdays: BTreeSet<String>,
    near_midnight: BTreeSet<(Vec<String>, Near)>,
}

/// Which other day an hour may be of elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    /// The day before.
    pub(super) before: bool,
    /// The day after.
    pub(super) after: bool,
}

impl Near {
    /// The one or the other.
    pub(super) const EITHER: Self = Self { before: true, after: true };

    /// The days of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { before: self.before || other.before, after: self.after || other.after }
    }
}

impl Hours {
    /// Of `words/time_word.tsv` and `words/near_midnight.tsv` of all packs.
    pub(super) fn of(knowledge: &Knowledge) -> Arc<Self> {
        let mut all = Self::default();
        for pack in knowledge.packs.values() {
            let own = pack.derived(Self::read);
            all.weekdays.extend(own.weekdays.iter().cloned());
            all.near_midnight.extend(own.near_midnight.iter().cloned());
        }
        Arc::new(all)
    }

    fn read(pack: &Pack) -> Self {
        let (times, hours) = (pack.words("time_word"), pack.words("near_midnight"));
        let words = |text: &str| -> Vec<String> { split(&fold(text)).map(str::to_owned).collect() };
        let weekdays = times.rows().iter().filter(|row| times.cell(row, "class") == "weekday");
        let side = |row| match hours.cell(row, "side") {
            "before" => Near { before: true, after: false },
            "after" => Near { before: false, after: true },
            _ => Near::EITHER,
        };
        Self {
            weekdays: weekdays.filter_map(|row| words(row.key()).pop()).collect(),
            near_midnight: hours.rows().iter().map(|row| (words(row.key()), side(row))).collect(),
        }
    }

    /// « mardi », "Tuesday".
    pub(super) fn is_weekday(&self, word: &str) -> bool {
        self.weekdays.contains(word)
    }

    /// Of which other days a time may be elsewhere, by its clock and by the words in and beside it.
    pub(super) fn near(&self, time: &Time, around: &str) -> Near {
        let around = fold(around);
        let said: Vec<&str> = split(&around).collect();
        let is_said = |words: &[String]| said.windows(words.len().max(1)).any(|it| it == words);
        let told = self.near_midnight.iter().filter(|(words, _)| is_said(words));
        let by_clock = time.clock.map(|it| {
            // An hour of another zone is of whatever day it was there.
            let is_elsewhere = matches!(it.zone, Some(Zone::Offset(_)));
            let Clock { from, to, .. } = it;
            Near {
                before: is_elsewhere || from < EARLY,
                after: is_elsewhere || to >= LATE || to < from,
            }
        });
        told.map(|(_, near)| *near).chain(by_clock).fold(Near::default(), Near::and)
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}
