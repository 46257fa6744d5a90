//! When an undated article must have been written, by what it tells.

use std::collections::BTreeMap;
use std::sync::Arc;

use recoupe_model::{Date, DateRange, DocumentId, Note, NoteKind, Polarity, Time};

use super::draft::Draft;
use super::told::{Case, Told};
use crate::lang::{Report, words};

/// The ranges of the undated documents of which anything is known, and a note for each.
pub(super) fn infer(
    case: &Case,
    happenings: &[Draft],
) -> (BTreeMap<DocumentId, DateRange>, Vec<Note>) {
    let undated = |at: usize| case.readings[at].document.published.is_none();
    let reports: Vec<Option<Arc<Report>>> = (0..case.readings.len())
        .map(|at| {
            let lang = &case.readings[at].document.language;
            undated(at).then(|| Report::of(case.knowledge, lang))
        })
        .collect();
    let mut ranges: BTreeMap<usize, DateRange> = BTreeMap::new();
    for told in &case.told {
        let Some(report) = &reports[told.document] else { continue };
        for range in told.times().filter_map(|time| by_time(told, time, report)) {
            narrow(&mut ranges, told.document, range);
        }
    }
    for draft in happenings {
        for (document, range) in by_weekdays(case, draft) {
            if undated(document) {
                narrow(&mut ranges, document, range);
            }
        }
    }
    let (mut published, mut notes) = (BTreeMap::new(), Vec::new());
    for (at, range) in ranges {
        let Some(report) = &reports[at] else { continue };
        let document = &case.readings[at].document;
        let Some(range) = within(range, document.published_inferred) else { continue };
        let id = &document.id;
        published.insert(id.clone(), range);
        let says = report.say("publication_inferred", &[("range", &describe(range, report))]);
        let document = Some(id.clone());
        notes.push(Note { document, kind: NoteKind::DateInferred, span: None, says });
    }
    (published, notes)
}

/// What is told as done was done before it was told.
fn by_time(told: &Told, time: &Time, report: &Report) -> Option<DateRange> {
    let is_done = told.claim.modality.supports() && told.claim.polarity == Polarity::Positive;
    let is_near = time.days().is_none_or(|days| days <= 31);
    let from = time.from.filter(|_| is_done && is_near)?;
    let is_last = words(&time.text)
        .any(|range| report.relative.iter().any(|word| word == &time.text[range.clone()]));
    let Some(to) = time.to.filter(|_| time.inferred && is_last) else {
        return Some(DateRange { from: Some(from), to: None });
    };
    // « juin dernier » is written after June and before the end of the next one.
    let year_later = Date::new(to.year() + 1, to.month(), 1).ok().map(Date::last_of_month);
    Some(DateRange { from: to.tomorrow().ok(), to: year_later })
}

/// « ce jeudi » of a happening of December was written in December or a few days later.
fn by_weekdays(case: &Case, draft: &Draft) -> Vec<(usize, DateRange)> {
    let times =
        || draft.members.iter().flat_map(|&at| case.told[at].times().map(move |it| (at, it)));
    let month = |time: &Time| time.days().is_some_and(|days| days <= 31);
    let mut known = times().filter(|(_, time)| month(time)).map(|(_, time)| time);
    let Some(first) = known.next() else { return Vec::new() };
    if known.any(|time| time.fit(first).is_apart()) {
        return Vec::new();
    }
    let (Some(from), Some(to)) = (first.from, first.to) else { return Vec::new() };
    let until = to.checked_add(jiff::Span::new().days(6)).ok();
    let is_open = |time: &Time| time.weekday.is_some() && !time.is_dated();
    times()
        .filter(|(at, time)| is_open(time) && case.told[*at].claim.modality.supports())
        .map(|(at, _)| (case.told[at].document, DateRange { from: Some(from), to: until }))
        .collect()
}

fn narrow(ranges: &mut BTreeMap<usize, DateRange>, document: usize, by: DateRange) {
    let range = ranges.entry(document).or_insert(DateRange { from: None, to: None });
    range.from = range.from.max(by.from);
    range.to = match (range.to, by.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    // What contradicts itself tells nothing about its end.
    if matches!((range.from, range.to), (Some(from), Some(to)) if to < from) {
        range.to = None;
    }
}

/// What the text tells, within what was known before: a page that was saved on a day was not
/// written later. `None` when the two cannot both be, and when the text adds nothing: what was
/// known stays.
fn within(told: DateRange, known: Option<DateRange>) -> Option<DateRange> {
    let Some(known) = known else { return Some(told) };
    let to = match (told.to, known.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let both = DateRange { from: told.from.max(known.from), to };
    let empty = matches!((both.from, both.to), (Some(from), Some(to)) if to < from);
    (!empty && both != known).then_some(both)
}

fn describe(range: DateRange, report: &Report) -> String {
    let date = |it: Option<Date>| it.map_or_else(String::new, |it| report.date(it));
    let (from, to) = (date(range.from), date(range.to));
    let key = if range.to.is_some() { "between" } else { "from_on" };
    report.say(key, &[("from", &from), ("to", &to)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: Option<i8>, to: Option<i8>) -> DateRange {
        let day = |day: i8| Date::new(2026, 3, day).unwrap();
        DateRange { from: from.map(day), to: to.map(day) }
    }

    #[test]
    fn the_day_on_which_a_page_was_there_bounds_what_its_text_tells() {
        let saved = Some(range(None, Some(20)));
        assert_eq!(within(range(Some(3), None), saved), Some(range(Some(3), Some(20))));
        assert_eq!(within(range(Some(3), Some(9)), saved), Some(range(Some(3), Some(9))));
        assert_eq!(within(range(Some(3), Some(29)), saved), Some(range(Some(3), Some(20))));
        assert_eq!(within(range(Some(25), None), saved), None);
        assert_eq!(within(range(None, Some(20)), saved), None);
        assert_eq!(within(range(Some(3), None), None), Some(range(Some(3), None)));
    }
}
