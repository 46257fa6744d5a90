//! What a report leaves out that others tell, and the order of the events in time.

use std::collections::BTreeSet;

use recoupe_model::{
    DocumentId, Event, Finding, Missing, Role, Status, TimelineEntry, Value, Verdict,
};

use super::bench::{Bench, documents};

/// Slots that a report of a told event leaves out and two others fill. Reprints and reports
/// that do not tell the event are not asked.
pub(super) fn missing(bench: &Bench, events: &[Event]) -> Vec<Missing> {
    let mut missing = Vec::new();
    for event in events.iter().filter(|it| it.status != Status::SingleOrigin) {
        let tellers = documents(&bench.entries(&event.claims));
        for slot in event.slots.iter().filter(|it| is_asked(it)) {
            let giving: BTreeSet<usize> = slot
                .positions
                .iter()
                .flat_map(|it| documents(&bench.entries(&it.claims)))
                .collect();
            if giving.len() < 2 {
                continue;
            }
            for &at in tellers.difference(&giving) {
                let document: &DocumentId = &bench.readings[at].document.id;
                if !bench.relations.copies.contains_key(document) {
                    let event = event.id.clone();
                    missing.push(Missing { document: document.clone(), event, role: slot.role });
                }
            }
        }
    }
    missing.sort();
    missing.dedup();
    missing
}

fn is_asked(slot: &Finding) -> bool {
    !matches!(slot.role, Role::Polarity | Role::Content | Role::Purpose | Role::Predecessor)
}

/// The dated events, from the first.
pub(super) fn timeline(events: &[Event]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = events.iter().filter_map(dated).collect();
    entries.sort_by(|a, b| (a.from, a.to, &a.event).cmp(&(b.from, b.to, &b.event)));
    entries
}

/// When an event was; for a disputed date, from the first to the last that is given.
fn dated(event: &Event) -> Option<TimelineEntry> {
    let slot = event.slots.iter().find(|it| it.role == Role::Time)?;
    let mut times = slot.positions.iter().filter_map(|position| match &position.value {
        Value::Time(time) if time.is_dated() => Some((time.from, time.to)),
        _ => None,
    });
    let (mut from, mut to) = times.next()?;
    if slot.verdict == Verdict::Disputed {
        for (first, last) in times {
            from = from.min(first);
            to = to.zip(last).map(|(a, b)| a.max(b));
        }
    }
    Some(TimelineEntry { event: event.id.clone(), from, to })
}
