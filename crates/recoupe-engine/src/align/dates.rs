//! The years of dates that are told without one: « en juin dernier » in an undated article.
//!
//! A year is taken only when the other dates of the same kind of happening, or of the same act,
//! offer exactly one; otherwise the time stays open with what is known of it.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{ClaimId, EntityId, MentionKind, Note, NoteKind, Role, Time, Value};

use super::told::{Case, Told};
use crate::lang::{Report, country, fold};

/// A date with its year, and what it is a date of.
struct Dated {
    year: i16,
    day: Option<i8>,
    who: BTreeSet<EntityId>,
}

#[derive(Default)]
struct Offers {
    /// By the act or the kind of happening, and the month.
    months: BTreeMap<(String, i8), Vec<Dated>>,
    /// By the act, any month.
    acts: BTreeMap<String, Vec<Dated>>,
    /// By the document and the month, whatever happened.
    documents: BTreeMap<(usize, i8), BTreeSet<i16>>,
}

/// Completes the times of the case; gives those that changed, and a note for each.
pub(super) fn complete(case: &mut Case) -> (BTreeMap<ClaimId, Vec<Value>>, Vec<Note>) {
    let mut named = without_names(case);
    let offers = Offers::of(case);
    let mut years: BTreeMap<(usize, String, i8), i16> = BTreeMap::new();
    for told in &case.told {
        for time in told.times() {
            if let Some((month, year)) = time.month.zip(offers.year(told, time)) {
                years.entry((told.document, fold(&time.text), month)).or_insert(year);
            }
        }
    }
    let (dated, notes) = apply(case, &years);
    named.extend(dated);
    (named, notes)
}

/// Takes the years by which instruments are named from among the times: "denounced its 1994
/// agreement on 5 March".
fn without_names(case: &mut Case) -> BTreeMap<ClaimId, Vec<Value>> {
    let mut changed = BTreeMap::new();
    for told in &mut case.told {
        let names: Vec<String> =
            told.entities(Role::Instrument).map(|it| it.text.clone()).collect();
        let Some(times) = told.roles.get_mut(&Role::Time) else { continue };
        let is_name = |value: &Value| {
            let text = value.text();
            let is_year = text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit());
            is_year && names.iter().any(|name| name.contains(text))
        };
        let kept: Vec<Value> = times.iter().filter(|it| !is_name(it)).cloned().collect();
        // Alone it may be when the instrument was made.
        if !kept.is_empty() && kept.len() < times.len() {
            times.clone_from(&kept);
            changed.insert(told.claim.id.clone(), kept);
        }
    }
    changed
}

fn apply(
    case: &mut Case,
    years: &BTreeMap<(usize, String, i8), i16>,
) -> (BTreeMap<ClaimId, Vec<Value>>, Vec<Note>) {
    let (mut dated, mut notes) = (BTreeMap::new(), BTreeSet::new());
    let Case { knowledge, readings, told, .. } = case;
    for told in told {
        let Some(values) = told.roles.get_mut(&Role::Time) else { continue };
        let mut changed = false;
        for value in values.iter_mut() {
            let Value::Time(time) = value else { continue };
            let Some(month) = time.month.filter(|_| !time.is_dated()) else { continue };
            let key = (told.document, fold(&time.text), month);
            let Some(&year) = years.get(&key) else { continue };
            let Some(full) = time.with_year(year) else { continue };
            let document = &readings[told.document].document;
            let words = Report::of(knowledge, &document.language);
            let holes = [("text", time.text.as_str()), ("year", &year.to_string())];
            notes.insert(Note {
                document: Some(document.id.clone()),
                kind: NoteKind::DateInferred,
                span: Some(time.span),
                says: words.say("date_inferred", &holes),
            });
            *time = full;
            changed = true;
        }
        if changed {
            dated.insert(told.claim.id.clone(), values.clone());
        }
    }
    (dated, notes.into_iter().collect())
}

impl Offers {
    fn of(case: &Case) -> Self {
        let mut offers = Self::default();
        for told in &case.told {
            let act = act(told);
            for time in told.times() {
                let Some((year, month, day)) = month_of(time) else { continue };
                let dated = || Dated { year, day, who: who(told) };
                offers.months.entry((act.clone(), month)).or_default().push(dated());
                if told.frame.stage.is_some() {
                    offers.acts.entry(act.clone()).or_default().push(dated());
                }
            }
        }
        for (at, reading) in case.readings.iter().enumerate() {
            for mention in &reading.mentions {
                let MentionKind::Time(time) = &mention.kind else { continue };
                if let Some((year, month, _)) = month_of(time) {
                    offers.documents.entry((at, month)).or_default().insert(year);
                }
            }
        }
        offers
    }

    fn year(&self, told: &Told, time: &Time) -> Option<i16> {
        if time.is_dated() {
            return None;
        }
        let month = time.month?;
        let (act, who) = (act(told), who(told));
        let concerns = |it: &&Dated| {
            let days_differ = matches!((it.day, time.day), (Some(a), Some(b)) if a != b);
            let shares = it.who.is_empty() || who.is_empty() || !it.who.is_disjoint(&who);
            shares && !days_differ
        };
        let same_month = self.months.get(&(act.clone(), month)).into_iter().flatten();
        let years: BTreeSet<i16> = same_month.filter(concerns).map(|it| it.year).collect();
        if !years.is_empty() {
            return only(&years);
        }
        let same_act = self.acts.get(&act).into_iter().flatten();
        let years: BTreeSet<i16> = same_act
            .filter(|it| it.who.is_empty() || who.is_empty() || !it.who.is_disjoint(&who))
            .map(|it| it.year)
            .collect();
        if !years.is_empty() {
            return only(&years);
        }
        only(self.documents.get(&(told.document, month))?)
    }
}

fn only(years: &BTreeSet<i16>) -> Option<i16> {
    let mut years = years.iter();
    years.next().copied().filter(|_| years.next().is_none())
}

/// Stages of one act are dated together, other happenings by their kind.
fn act(told: &Told) -> String {
    let stage = told.frame.stage.as_ref();
    stage.map_or_else(|| told.frame.name.clone(), |stage| stage.family.clone())
}

fn who(told: &Told) -> BTreeSet<EntityId> {
    const ROLES: [Role; 8] = [
        Role::Party,
        Role::Agent,
        Role::Participant,
        Role::Visitor,
        Role::Host,
        Role::Sender,
        Role::Receiver,
        Role::Target,
    ];
    ROLES.iter().flat_map(|&role| told.entities(role)).filter_map(country).cloned().collect()
}

/// Year and month, and the day if it is one day, of a time that lies within a month.
fn month_of(time: &Time) -> Option<(i16, i8, Option<i8>)> {
    let (from, to) = (time.from?, time.to?);
    let within = from.year() == to.year() && from.month() == to.month();
    within.then(|| (from.year(), from.month(), (from == to).then(|| from.day())))
}
