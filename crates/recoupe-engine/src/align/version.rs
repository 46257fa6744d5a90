//! What is told of a happening in one way, and what of it can be held against another telling.

use std::collections::BTreeSet;

use recoupe_model::{Class, Date, Entity, EntityId, Role, Value};

use super::draft::Draft;
use super::surroundings;
use super::told::{Case, Told};
use crate::lang::{Likeness, country, fold, is_vague, stems};
use crate::towns::is_told_as_town;

/// No more claims of a happening are looked at.
const ASKED: usize = 48;

/// The claims of a happening that tell it as done and as news; of what is only to come, those that tell it as planned.
pub(super) struct Version<'a, 'b> {
    pub(super) by: Vec<&'b Told<'a>>,
    /// Whether nobody tells it as done.
    pub(super) is_plan: bool,
}

impl<'a, 'b> Version<'a, 'b> {
    pub(super) fn of(case: &'b Case<'a>, draft: &Draft) -> Self {
        let all = || draft.members.iter().take(ASKED).map(|&at| &case.told[at]);
        let done: Vec<&Told> = all().filter(|it| it.is_news()).collect();
        let is_plan = done.is_empty();
        let by = if is_plan { all().filter(|it| it.is_planned()).collect() } else { done };
        Self { by, is_plan }
    }

    /// What some of its claims tell.
    pub(super) fn part(&self, is_meant: impl Fn(&Told) -> bool) -> Self {
        let by = self.by.iter().copied().filter(|it| is_meant(it)).collect();
        Self { by, is_plan: self.is_plan }
    }

    /// What it gives for a role.
    pub(super) fn values(&self, role: Role) -> Vec<Value> {
        let all = || self.by.iter().flat_map(|it| it.values(role).iter().map(|v| (it.document, v)));
        // « La batterie » is the « batterie Patriot » that the same article told of.
        let words = |it: &Value| -> BTreeSet<String> {
            let name = if let Value::Entity(it) = it { it.name.as_str() } else { "" };
            stems(name).into_iter().collect()
        };
        let is_told_better = |document: usize, value: &Value| {
            let own = words(value);
            let mut more = all().filter(|(of, _)| *of == document).map(|(_, it)| words(it));
            more.any(|it| own.len() < it.len() && own.is_subset(&it))
        };
        // "since 2021" beside the day of the last package is of all of them.
        let is_told_by_day = role == Role::Time && all().any(|(_, it)| is_short(it));
        // "earlier this month" is the day that the others tell.
        let days: BTreeSet<Date> = all().filter_map(|(_, it)| it.day()).collect();
        let is_told_nearer = |value: &Value| match value {
            Value::Time(it) if it.from != it.to => {
                it.from.zip(it.to).is_some_and(|(from, to)| days.range(from..=to).next().is_some())
            }
            _ => false,
        };
        let kept = all().filter(|(document, value)| match role {
            Role::Goods => !is_told_better(*document, value),
            Role::Time if is_told_by_day => is_short(value) && !is_told_nearer(value),
            _ => true,
        });
        kept.map(|(_, value)| value.clone()).collect()
    }

    /// The places and countries that the sentences about it name.
    pub(super) fn scene(&self, case: &Case) -> Vec<Value> {
        let named = self.by.iter();
        named.flat_map(|it| surroundings::lands(case.readings[it.document], it.claim)).collect()
    }

    /// The first and the last day on which it was reported.
    pub(super) fn reported(&self, case: &Case) -> Option<(Date, Date)> {
        let days: Option<Vec<Date>> =
            self.by.iter().map(|it| case.readings[it.document].document.anchor()).collect();
        let days = days?;
        Some((*days.iter().min()?, *days.iter().max()?))
    }

    /// Whether all its places are other towns than those of the other, as the texts tell them.
    pub(super) fn is_elsewhere(&self, other: &Self, case: &Case, likeness: &Likeness) -> bool {
        let places = |of: &Self| -> Vec<(Entity, bool)> {
            let told = of.by.iter().flat_map(|it| {
                let reading = case.readings[it.document];
                it.entities(Role::Place).map(move |place| (place, reading))
            });
            let told: Vec<(&Entity, bool)> = told
                .map(|(place, reading)| (place, is_told_as_town(case.knowledge, reading, place)))
                .collect();
            let is_town = |id: &EntityId| told.iter().any(|(it, is_town)| it.id == *id && *is_town);
            // "Bardufoss Air Station" is told by "Bardufoss".
            let is_at = |it: &Entity| told.iter().any(|(town, _)| likeness.is_site_at(it, town));
            let own = told.iter().filter(|(it, _)| !is_at(it));
            own.map(|(it, _)| ((*it).clone(), is_town(&it.id))).collect()
        };
        let (ours, theirs) = (places(self), places(other));
        !ours.is_empty()
            && !theirs.is_empty()
            && ours.iter().all(|(a, is_a)| {
                theirs.iter().all(|(b, is_b)| likeness.are_two_towns(a, b, [*is_a, *is_b]))
            })
    }

    /// The documents that give something for a role.
    pub(super) fn documents(&self, role: Role) -> BTreeSet<usize> {
        let giving = self.by.iter().filter(|it| !it.values(role).is_empty());
        giving.map(|it| it.document).collect()
    }
}

/// Days that a time may last which is not of a sum over months or years.
const STRETCH: i32 = 31;

/// Whether a time is no longer than a month.
fn is_short(time: &Value) -> bool {
    !matches!(time, Value::Time(it) if it.is_dated() && it.days().is_none_or(|days| days > STRETCH))
}

/// Days between two times which nobody takes for one another.
const WEEKS_APART: i32 = 14;

/// Whether all times are told, and each of the one is weeks from each of the other.
pub(super) fn are_weeks_apart(ours: &[Value], theirs: &[Value]) -> bool {
    let span = |it: &Value| match it {
        Value::Time(time) => time.from.zip(time.to),
        _ => None,
    };
    let spans = |values: &[Value]| -> Option<Vec<_>> { values.iter().map(span).collect() };
    let (Some(x), Some(y)) = (spans(ours), spans(theirs)) else { return false };
    let days = |a: Date, b: Date| a.until(b).map_or(0, |span| span.get_days());
    let is_apart = |a: &(Date, Date), b: &(Date, Date)| {
        days(a.1, b.0) > WEEKS_APART || days(b.1, a.0) > WEEKS_APART
    };
    !x.is_empty() && !y.is_empty() && x.iter().all(|a| y.iter().all(|b| is_apart(a, b)))
}

/// The days that times are; nothing if one is longer than a day.
pub(super) fn days(times: &[Value]) -> Option<Vec<Date>> {
    times.iter().map(Value::day).collect()
}

/// Whether it is one count, as told to the last, in however many claims.
pub(super) fn are_counts(values: &[Value]) -> bool {
    exact_counts(values).is_some_and(|it| it.len() == 1)
}

/// The counts that values are, by their bits; nothing if one of them is not told to the last.
pub(super) fn exact_counts(values: &[Value]) -> Option<BTreeSet<u64>> {
    let count = |it: &Value| match it {
        Value::Quantity(it) if !it.approximate && it.low == it.high => it.low.map(f64::to_bits),
        _ => None,
    };
    values.iter().map(count).collect()
}

pub(super) fn is_named(value: &Value) -> bool {
    matches!(value, Value::Entity(it) if !is_vague(it))
}

/// Whether what fills a role can do, give or get something: an agreement that « accorde » a premium does not.
pub(super) fn may_do(role: Role, value: &Value) -> bool {
    // A name of which nothing is known may be anybody's: « le Cnes ».
    let is_name = |name: &str| {
        name.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
        })
    };
    let is_lifeless = |it: &Entity| match it.class {
        Class::Thing => !is_name(&it.name),
        class => class == Class::Instrument,
    };
    let is_lifeless = matches!(value, Value::Entity(it) if is_lifeless(it));
    !is_lifeless || !matches!(role, Role::Agent | Role::Sender | Role::Receiver)
}

/// Whether all are towns of one country that is known.
pub(super) fn are_towns(ours: &[Value], theirs: &[Value]) -> bool {
    let state = |value: &Value| match value {
        Value::Entity(it) if !it.id.is_country() => country(it).cloned(),
        _ => None,
    };
    let states: Option<BTreeSet<_>> = ours.iter().chain(theirs).map(state).collect();
    states.is_some_and(|it| it.len() == 1)
}

/// Folded words, one space between.
pub(super) fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
