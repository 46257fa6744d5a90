//! When two happenings of a kind were: on two days of which one may be wrong, at one time, or one after the other.

use recoupe_model::{Date, Role, Time, Value};

use super::Pair;
use crate::align::evidence;
use crate::align::told::Told;
use crate::align::version::{Version, days, spaced};
use crate::counted;

/// Days between two versions of one day: who errs by more tells of another happening.
const DAYS_APART: i32 = 7;

impl Pair<'_, '_> {
    /// Whether both give days, near each other and further apart than one may go on, and who gives the
    /// earlier one wrote when the later was past.
    pub(in crate::align) fn are_days(&self, ours: &[Value], theirs: &[Value]) -> bool {
        let (Some(ours), Some(theirs)) = (days(ours), days(theirs)) else { return false };
        let is_end = self.are_both_last();
        let takes_a_day =
            is_end || self.is_at_one_site() || self.is_arrival() || self.is_before_coming();
        let lasts = if takes_a_day { 0 } else { self.frame.lasts };
        // What hardly comes again is no other than what was told as done the day before.
        // Nobody is arrested, freed or killed again within days.
        let is_of_one_person = self.points(Role::Target) >= evidence::PERSON;
        let is_once = is_end || self.frame.comes_new || is_of_one_person || self.is_ordered();
        let is_parallel = self.is_told_in_parallel(Role::Time);
        let may_come_again = !takes_a_day && !is_once && !self.is_one_deed() && !is_parallel;
        let near = |a: Date, b: Date| {
            let days = a.until(b).map_or(i32::MAX, |span| span.get_days().abs());
            days > lasts && days <= DAYS_APART
        };
        let Some(&last) = ours.iter().chain(&theirs).max() else { return false };
        let is_past = |told: &&Told| {
            let written = self.case.readings[told.document].document.anchor();
            let reading = self.case.readings[told.document];
            // A sum over months is of no day.
            let Some(days) = days(told.values(Role::Time)) else { return true };
            // What is counted from another day is as sure as whoever tells that day himself.
            let is_sure = |time: &Time| {
                !counted::is_from_afar(reading, time) || self.tells_himself(time.from)
            };
            if !told.times().all(is_sure) {
                return false;
            }
            let own = days.iter().max().copied();
            match (own, written) {
                (None, _) => true,
                (Some(own), Some(written)) => {
                    written > last || (own == last || !may_come_again) && written >= own
                }
                (Some(_), None) => is_parallel,
            }
        };
        if self.first.is_plan {
            // A plan changes as time passes.
            return self.is_told_at_once()
                && ours.iter().all(|&a| theirs.iter().all(|&b| near(a, b)));
        }
        ours.iter().all(|&a| theirs.iter().all(|&b| near(a, b)))
            && self.first.by.iter().chain(&self.second.by).all(is_past)
    }

    /// Whether somebody tells a day by itself.
    fn tells_himself(&self, day: Option<Date>) -> bool {
        self.first.by.iter().chain(&self.second.by).any(|it| {
            let reading = self.case.readings[it.document];
            it.times().any(|time| time.from == day && !counted::is_from_afar(reading, time))
        })
    }

    /// Whether one thing is told to have come to grief in one place: a dam, a helicopter; of what is done to a thing
    /// nobody can say that it is not done again, but to as many by one.
    fn is_one_deed(&self) -> bool {
        let is_done = self.frame.slot(Role::Agent).is_some();
        let is_mishap = !is_done && self.points(Role::Target) > 0 && self.points(Role::Place) > 0;
        let is_counted = self.points(Role::Agent) > 0 && self.points(Role::Quantity) > 1;
        !self.frame.frequent && (is_mishap || is_counted && self.is_only_news)
    }

    /// Whether one person by name is told to have been at one base, plant or hospital: that takes a day, whereas a
    /// stay in a town may take several.
    fn is_at_one_site(&self) -> bool {
        let kinds = self.likeness.kinds();
        let is_site = |it: &Value| matches!(it, Value::Entity(it) if kinds.is_site(it));
        let at_site = |of: &Version| of.values(Role::Place).iter().any(is_site);
        self.points(Role::Visitor) > 1
            && self.points(Role::Place) > 1
            && (at_site(&self.first) || at_site(&self.second))
    }

    /// Whether both are told of one day or hardly come again, and neither was told before the other
    /// happened.
    pub(in crate::align) fn is_of_one_time(&self, role: Role) -> bool {
        let same =
            evidence::of_day(&self.first.values(Role::Time), &self.second.values(Role::Time));
        let may_come_again = self.frame.frequent
            && role != Role::Agent
            && !self.is_counted_alike()
            && !self.is_told_in_parallel(role);
        (same || !may_come_again) && self.is_at_one_time()
    }

    /// Whether neither was told before the other happened.
    pub(in crate::align) fn is_at_one_time(&self) -> bool {
        let [a, _] = self.drafts;
        !self.second.by.iter().any(|it| a.is_of_another_time(it, self.case))
    }

    fn is_counted_alike(&self) -> bool {
        self.points(Role::Quantity) > 0
    }

    /// Whether the words of a claim say that it is another one: « une nouvelle frappe », "again"; or of
    /// what goes on for days, that it is the beginning or the end.
    pub(in crate::align) fn is_told_as_another(&self) -> bool {
        let lists: &[&str] = match self.frame.lasts {
            _ if self.frame.comes_new => &[],
            0 => &["again"],
            _ => &["again", "phase"],
        };
        let is_end = self.are_both_last();
        self.first.by.iter().chain(&self.second.by).any(|told| {
            let reading = self.case.readings[told.document];
            let Some(pack) = self.case.knowledge.pack(&reading.document.language) else {
                return false;
            };
            let said = self.said(told);
            // « un autre groupe » may have done the same; « le lendemain » of something else tells the day.
            let is_besides = |word: &str| {
                let (doers, days) = (told.values(Role::Agent), told.values(Role::Time));
                stands_in(word, doers.iter().chain(days))
            };
            // « un nouvel hélicoptère » may be the one that crashed.
            let is_of_thing = |word: &str| {
                let is_thing = |it: &&Value| matches!(it, Value::Entity(_));
                stands_in(word, told.roles.values().flatten().filter(is_thing))
            };
            let is_first = self.is_of_the_first(told);
            lists.iter().any(|list| {
                let words = pack.words(list);
                let is_said =
                    |word: &str| said.iter().any(|said| said.contains(&format!(" {word} ")));
                words.rows().iter().any(|row| {
                    let is_of_both = is_end && !words.cell(row, "closes").is_empty();
                    let (word, is_of_deeds) = (row.key(), words.cell(row, "things") == "no");
                    let is_opening = is_first && words.cell(row, "opens") == "yes";
                    is_said(word)
                        && !is_of_both
                        && !is_besides(word)
                        && !((is_of_deeds || is_opening) && is_of_thing(word))
                })
            })
        })
    }
}

/// Whether a folded word stands in the words of one of the values.
fn stands_in<'v>(word: &str, mut values: impl Iterator<Item = &'v Value>) -> bool {
    let word = format!(" {word} ");
    values.any(|it| format!(" {} ", spaced(it.text())).contains(&word))
}
