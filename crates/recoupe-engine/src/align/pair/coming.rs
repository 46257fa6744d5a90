//! What a day of coming says of the days before it: who arrives on Friday was not there on Thursday, though a stay may
//! last both days; and when the first soldiers land on Wednesday, none landed on Monday.
//!
//! Only the earlier day is excluded so: who arrived on Thursday may be there on Friday, and more may follow the first.

use recoupe_model::{Date, Fit, Role, Value};

use super::Pair;
use crate::align::told::Told;
use crate::align::version::{Version, days};
use crate::lang::stems;

/// The acts of coming to a place, in `acts.tsv`.
const COMING: [&str; 2] = ["arrive", "land"];
/// The act of being at a place for a while, in `acts.tsv`.
const VISIT: &str = "visit";

impl<'a, 'b> Pair<'a, 'b> {
    /// Whether both tell that somebody came: one who stays for days arrives on one.
    pub(super) fn is_arrival(&self) -> bool {
        let is_coming = |act: &str| COMING.contains(&act);
        self.are_acts(|_, act| is_coming(act))
            || self.in_order().is_some()
                && self.tells(&self.first, is_coming)
                && self.tells(&self.second, is_coming)
    }

    /// Whether the one tells that somebody was at a place before the day on which the other has him come there.
    pub(super) fn is_before_coming(&self) -> bool {
        let is_coming = |act: &str| COMING.contains(&act);
        let is_there = |act: &str| is_coming(act) || act == VISIT;
        self.in_order().is_some_and(|[before, after]| {
            self.tells(before, is_there)
                && self.tells(after, is_coming)
                && self.holds(Role::Place, after, before)
        })
    }

    /// Whether a claim is of the later of two days of coming to one place, by the same people: then that they were the
    /// first says that the other day is wrong, not that others came on it.
    pub(super) fn is_of_the_first(&self, told: &Told) -> bool {
        self.is_arrival()
            && self.in_order().is_some_and(|[before, after]| {
                after.by.iter().any(|it| it.claim.id == told.claim.id)
                    && self.holds(Role::Place, after, before)
                    && self.are_of_one_sort(before, after)
            })
    }

    /// Whether those who came first are told by the sort and the state of those who came before, and by no more: the
    /// first Spanish rescuers are not the first rescuers, nor those of a town the first of their state.
    fn are_of_one_sort(&self, before: &Version, after: &Version) -> bool {
        let kinds = self.likeness.kinds();
        let are_one = |a: &Value, b: &Value| {
            let (Value::Entity(a), Value::Entity(b)) = (a, b) else { return false };
            let sorts = kinds.of(&a.text).zip(kinds.of(&b.text));
            sorts.is_some_and(|(x, y)| matches!(kinds.fit(y, x), Fit::Same | Fit::Wider))
                && a.of.is_some()
                && a.of == b.of
                // But for the word that says that they are the first.
                && stems(&b.name).len() <= stems(&a.name).len() + 1
        };
        [Role::Visitor, Role::Force].into_iter().any(|role| {
            let (ours, theirs) = (before.values(role), after.values(role));
            ours.iter().any(|a| theirs.iter().any(|b| are_one(a, b)))
        })
    }

    /// Whether something that a version gives for a role is what another gives, or holds it: who came to Lithuania on
    /// Friday was not in Vilnius on Thursday; who came to Vilnius on Friday may have been elsewhere in Lithuania.
    fn holds(&self, role: Role, version: &Version, other: &Version) -> bool {
        let (ours, theirs) = (version.values(role), other.values(role));
        let is_held = |a: &Value, b: &Value| match (a, b) {
            (Value::Entity(a), Value::Entity(b)) => {
                matches!(self.likeness.fit(role, a, b), Fit::Same | Fit::Wider)
            }
            _ => false,
        };
        ours.iter().any(|a| theirs.iter().any(|b| is_held(a, b)))
    }

    /// Whether a version tells its days only with acts of a sort.
    fn tells(&self, version: &Version, is_of_sort: impl Fn(&str) -> bool) -> bool {
        let kinds = self.likeness.kinds();
        let mut dated = version.by.iter().filter(|it| it.times().next().is_some());
        dated.all(|it| is_of_sort(&kinds.act(&it.claim.predicate)))
    }

    /// The version of the earlier days and that of the later ones, where all of the one are before all of the other.
    fn in_order(&self) -> Option<[&Version<'a, 'b>; 2]> {
        let told = |of: &Version| days(&of.values(Role::Time)).filter(|it| !it.is_empty());
        let (ours, theirs) = (told(&self.first)?, told(&self.second)?);
        let is_before = |a: &[Date], b: &[Date]| a.iter().all(|a| b.iter().all(|b| a < b));
        match () {
            () if is_before(&ours, &theirs) => Some([&self.first, &self.second]),
            () if is_before(&theirs, &ours) => Some([&self.second, &self.first]),
            () => None,
        }
    }
}
