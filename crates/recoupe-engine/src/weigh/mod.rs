//! Positions to findings: what is agreed, disputed, told by one alone or updated, and why.
//!
//! False disputes kill: a dispute is reported only for a slot that holds one value, of one
//! happening, at the same stage and scope, when both sides are asserted, the values exclude
//! each other, and neither side says less than the other.
//!
//! [`mod@bench`] lays the claims out; [`event`] weighs one happening slot by slot, with [`values`]
//! to compare, [`camps`] to part them, [`tally`] for counts that grow, [`polarity`], [`denials`] and [`meant`] for denials
//! and [`cause`] for the sort of dispute, [`signers`] and [`behalf`] for who signed for whom; [`pledges`], [`exchanges`] and [`rest`] tell what else
//! the story holds; [`title`] names things.

mod announced;
mod because;
mod behalf;
mod bench;
mod camps;
mod cause;
mod corrected;
mod days;
mod denials;
mod ends;
mod event;
mod exchanges;
mod finding;
mod hours;
mod meant;
mod outcomes;
mod own;
mod phases;
mod pinned;
mod planned;
mod pledges;
mod polarity;
mod rest;
mod signers;
mod struck;
mod tally;
mod title;
mod values;
mod volleys;

use std::cmp::Reverse;

use recoupe_model::{Event, Lang, Noted, Reading, Relations, Story};

use crate::lang::Knowledge;
use bench::Bench;

/// Fills a story with what its claims say together.
pub fn weigh(
    knowledge: &Knowledge,
    report: &Lang,
    mut story: Story,
    relations: &Relations,
    readings: &[&Reading],
) -> Noted<Story> {
    let bench = Bench::new(knowledge, report, &story, relations, readings);
    let mut events: Vec<(Event, Reverse<usize>, usize)> = Vec::new();
    for (order, happening) in relations.happenings.iter().enumerate() {
        if let Some(event) = event::weigh(&bench, happening) {
            let documents = bench.tellers(&bench.entries(&event.claims));
            events.push((event, Reverse(documents), order));
        }
    }
    events.sort_by_key(|(event, documents, order)| (*documents, Reverse(event.origins), *order));
    story.events = events.into_iter().map(|(event, _, _)| event).collect();
    story.origins = bench.origins();
    story.commitments = pledges::group(&bench);
    story.exchanges = exchanges::group(&bench);
    story.missing = rest::missing(&bench, &story.events);
    story.timeline = rest::timeline(&story.events);
    Noted::clean(story)
}
