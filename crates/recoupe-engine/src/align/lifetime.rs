//! Between which days a happening must lie: not before the date it has, not after it was told.

use recoupe_model::{Date, Polarity, Reading};

use super::told::Told;

/// The latest first day that is given, and the earliest day on which it was told as done.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lifetime {
    from: Option<Date>,
    told: Option<Date>,
}

impl Lifetime {
    /// What one claim says of it.
    pub(super) fn of(told: &Told, reading: &Reading) -> Self {
        let claim = told.claim;
        let is_done = claim.modality.supports() && claim.polarity == Polarity::Positive;
        let from = told.times().filter_map(|time| time.from).min();
        let published = reading.document.anchor().filter(|_| is_done);
        // What is dated after its own report was not told as done.
        let told = published.filter(|day| from.is_none_or(|from| from <= *day));
        Self { from: from.filter(|_| is_done), told }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.from = self.from.max(other.from);
        self.told = earliest(self.told, other.told);
    }

    /// Whether the one was told before the other happened. A day's grace for midnight.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        let before = |told: Option<Date>, from: Option<Date>| {
            let told = told.and_then(|day| day.tomorrow().ok());
            matches!((told, from), (Some(told), Some(from)) if told < from)
        };
        before(self.told, other.from) || before(other.told, self.from)
    }
}

fn earliest(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
