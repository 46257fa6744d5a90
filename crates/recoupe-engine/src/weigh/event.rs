//! One happening, slot by slot.

use std::collections::BTreeMap;

use recoupe_model::{Event, Finding, Happening, Modality, Polarity, Role, Status, Value, Verdict};

use super::bench::{Bench, Entry};
use super::finding::{Stand, unrivalled};
use super::values::{Given, distinct};
use super::{
    announced, because, camps, cause, corrected, days, ends, outcomes, own, phases, pinned,
    planned, polarity, signers, struck, tally, title, volleys,
};
use crate::lang::{Compare, Frame, Slot};

/// The event of a happening; `None` when its frame is not known.
pub(super) fn weigh(bench: &Bench, happening: &Happening) -> Option<Event> {
    let frame = bench.knowledge.frames.get(&*happening.frame)?;
    let entries = bench.entries(&happening.claims);
    let telling = telling(&entries);
    let mut slots = Vec::new();
    for (role, slot) in frame.slots() {
        slots.extend(slot_findings(bench, happening, frame, role, slot, &telling));
    }
    if !frame.speech || frame.deed {
        slots.extend(polarity::weigh(bench, &entries));
    }
    let behind = supporting(&telling);
    let origins = bench.origins_behind(if behind.is_empty() { &telling } else { &behind }).len();
    let is_disputed = slots.iter().any(|it| it.verdict == Verdict::Disputed);
    let status = match origins {
        _ if is_disputed => Status::Disputed,
        0 | 1 => Status::SingleOrigin,
        _ if behind.is_empty() => Status::SingleOrigin,
        _ => Status::Corroborated,
    };
    Some(Event {
        id: id(&entries),
        frame: happening.frame.clone(),
        plover: frame.plover.clone(),
        title: title::event(bench, frame, &telling),
        status,
        origins,
        slots,
        claims: entries.iter().map(|it| it.claim.id.clone()).collect(),
    })
}

/// Derived from the earliest claim, so that later reports of it change no event's identity.
fn id(entries: &[&Entry]) -> String {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in entries.first().map_or("", |it| &it.claim.id.0).bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("e{:08x}", (state >> 32) ^ (state & 0xffff_ffff))
}

/// The claims that tell what happened; the denials only when there is nothing else.
fn telling<'a>(entries: &[&'a Entry]) -> Vec<&'a Entry> {
    let tells = |it: &&Entry| {
        it.claim.polarity == Polarity::Positive && it.claim.modality != Modality::Denied
    };
    let positive: Vec<&Entry> = entries.iter().copied().filter(tells).collect();
    if positive.is_empty() { entries.to_vec() } else { positive }
}

fn supporting<'a>(entries: &[&'a Entry]) -> Vec<&'a Entry> {
    entries.iter().copied().filter(|it| it.claim.modality.supports()).collect()
}

fn slot_findings(
    bench: &Bench,
    happening: &Happening,
    frame: &Frame,
    role: Role,
    slot: &Slot,
    telling: &[&Entry],
) -> Vec<Finding> {
    let supported = supporting(telling);
    let given = distinct(&supported, role);
    let announced = distinct(telling, role);
    let can_dispute = can_dispute(happening, frame, role, slot);
    let ends = ends::rivals(bench, frame, role, &given)
        .and_then(|it| compared(bench, happening, frame, role, &it));
    if let Some(found) = ends.filter(|it| it.verdict == Verdict::Disputed) {
        return vec![found];
    }
    if role == Role::Time && !given.is_empty() && can_dispute {
        let still = announced::with_still_to_come(bench, frame, &given, &announced);
        let parted = still.and_then(|it| compared(bench, happening, frame, role, &it));
        if let Some(found) = parted.filter(|it| it.verdict == Verdict::Disputed) {
            return vec![found];
        }
        return Vec::from_iter(announced::replaced(bench, role, &given, &announced).or_else(
            || {
                if slot.holds_one() || happening.contested.contains(&role) {
                    compared(bench, happening, frame, role, &given)
                } else {
                    unrivalled(bench, role, &given, true)
                }
            },
        ));
    }
    if given.is_empty() {
        let is_contested = happening.contested.contains(&role);
        let plans = planned::rivals(bench, role, &announced, is_contested)
            .filter(|_| can_dispute && (slot.holds_one() || is_contested));
        let disputed = plans.and_then(|it| compared(bench, happening, frame, role, &it));
        if let Some(found) = disputed.filter(|it| it.verdict == Verdict::Disputed) {
            return vec![found];
        }
        // Only possible, planned or asked for: shown, and never agreed.
        let is_set = matches!(slot.compare, Compare::Set | Compare::Free);
        return by_unit(bench, announced)
            .iter()
            .filter_map(|given| unrivalled(bench, role, given, is_set))
            .collect();
    }
    let rivals = signers::rivals(bench, frame, role, &given)
        .or_else(|| volleys::rivals(bench, frame, role, &given));
    if let Some(found) = rivals.and_then(|it| compared(bench, happening, frame, role, &it)) {
        return vec![found];
    }
    let struck = struck::counts(bench, frame, role, &given)
        .and_then(|it| tally::weigh(bench, role, &same_scope(bench, &it, true)));
    if let Some(found) = struck.filter(|it| it.verdict == Verdict::Disputed) {
        return vec![found];
    }
    let given = match role {
        // Of one state, they could act together; what one alone does they do not.
        Role::Agent if frame.name == "other" && happening.contested.contains(&role) => {
            signers::alone(given)
        }
        _ => given,
    };
    let (given, mut findings) = match role {
        Role::Quantity => of_phases(bench, happening, frame, given),
        _ => (given, Vec::new()),
    };
    let by_unit = by_unit(bench, given);
    let is_tally = slot.compare == Compare::Tally;
    let by_unit = if is_tally { tally::heads(bench, by_unit) } else { by_unit };
    let tally = |given: &[Given]| {
        let given = outcomes::same(bench, given.to_vec());
        tally::weigh(bench, role, &same_scope(bench, &given, true))
    };
    let is_dispute = |it: &Finding| it.verdict == Verdict::Disputed;
    findings.extend(by_unit.into_iter().filter_map(|given| match slot.compare {
        _ if happening.contested.contains(&role) => {
            let counted = is_tally.then(|| tally(&given)).flatten().filter(is_dispute);
            counted.or_else(|| compared(bench, happening, frame, role, &given))
        }
        Compare::Set | Compare::Free => unrivalled(bench, role, &given, true),
        Compare::Tally => tally(&given),
        Compare::One | Compare::Interval if !can_dispute => unrivalled(bench, role, &given, false),
        Compare::One | Compare::Interval => compared(bench, happening, frame, role, &given),
    }));
    findings
}

/// The counts that are left, where those of a phase are in dispute among themselves, and these disputes.
fn of_phases<'a>(
    bench: &Bench,
    happening: &Happening,
    frame: &Frame,
    mut given: Vec<Given<'a>>,
) -> (Vec<Given<'a>>, Vec<Finding>) {
    let mut findings = Vec::new();
    for phase in frame.phases.keys() {
        let (inside, outside) = phases::part(frame, phase, given.clone());
        let found = by_unit(bench, inside).into_iter();
        let found = found.filter_map(|it| compared(bench, happening, frame, Role::Quantity, &it));
        let found: Vec<Finding> = found.filter(|it| it.verdict == Verdict::Disputed).collect();
        if !found.is_empty() {
            findings.extend(found);
            given = outside;
        }
    }
    (given, findings)
}

/// What tells happenings apart is not in dispute between claims of one, unless all the rest made
/// them one in spite of it; repeatable kinds with other dates are other happenings.
fn can_dispute(happening: &Happening, frame: &Frame, role: Role, slot: &Slot) -> bool {
    if happening.contested.contains(&role) {
        return true;
    }
    let is_one_of_many = frame.repeatable && role == Role::Time;
    // One company on one day met in one place.
    let is_identity = slot.identity && !is_where_met(frame, role);
    !(is_identity || frame.speech || frame.name == "other" || is_one_of_many)
}

pub(super) fn is_where_met(frame: &Frame, role: Role) -> bool {
    role == Role::Place && frame.name == "meet"
}

/// Whether an article that gives two days or two places itself gives each on the word of somebody else, ties both to
/// one place or day, or tells neither in passing: otherwise it tells of two happenings, one of which was not known for what it is.
fn is_plain_contradiction(bench: &Bench, role: Role, sides: &[Stand]) -> bool {
    let tie = match role {
        Role::Place => Role::Time,
        Role::Time => Role::Place,
        _ => return true,
    };
    let [first, rest @ ..] = sides else { return false };
    let is_aside = |it: &Entry| it.claim.rule.ends_with(":participle");
    let are_tied = |a: &Entry, b: &Entry| {
        let fits = |x: &Value| {
            b.values(tie).iter().any(|y| super::values::fit(bench, tie, x, y).supports())
        };
        a.values(tie).iter().any(fits)
            || !is_aside(a) && !is_aside(b)
            || bench.cites(a) && bench.cites(b) && a.origins != b.origins
    };
    rest.iter().all(|side| side.by.iter().any(|b| first.by.iter().any(|a| are_tied(a, b))))
}

/// Amounts of different units are counts of different things: a finding each, the most told
/// first.
fn by_unit<'a>(bench: &Bench, given: Vec<Given<'a>>) -> Vec<Vec<Given<'a>>> {
    let mut groups: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for it in given {
        let unit = match &it.value {
            Value::Quantity(quantity) => bench.likeness.kinds().unit(&quantity.unit),
            _ => String::new(),
        };
        groups.entry(unit).or_default().push(it);
    }
    let mut groups: Vec<Vec<Given>> = with_heads(bench, groups).into_values().collect();
    groups
        .sort_by_key(|group| std::cmp::Reverse(group.iter().map(|it| it.by.len()).sum::<usize>()));
    groups
}

/// « 540 salariés », « neuf cents dockers »: heads that are told by what they are only once are the same heads.
fn with_heads<'a>(
    bench: &Bench,
    mut groups: BTreeMap<String, Vec<Given<'a>>>,
) -> BTreeMap<String, Vec<Given<'a>>> {
    let kinds = bench.likeness.kinds();
    let person = kinds.unit("person");
    let are_people = |unit: &&String| **unit != person && kinds.counts_people(unit);
    let people: Vec<String> = groups.keys().filter(are_people).cloned().collect();
    let [only] = &people[..] else { return groups };
    if !groups.contains_key(&person) {
        return groups;
    }
    for mut it in groups.remove(only).unwrap_or_default() {
        if let Value::Quantity(amount) = &mut it.value {
            amount.unit.clone_from(&person);
        }
        groups.entry(person.clone()).or_default().push(it);
    }
    groups
}

/// A slot that holds one value: camps, if there are any that can be held against each other.
fn compared(
    bench: &Bench,
    happening: &Happening,
    frame: &Frame,
    role: Role,
    given: &[Given],
) -> Option<Finding> {
    let sorted = corrected::sort(bench, role, given);
    let held = &sorted.held[..];
    let pinpointed = if role == Role::Place { epicentres(bench, held) } else { Vec::new() };
    let fair = match role {
        Role::Quantity => same_scope(bench, held, false),
        Role::Time => days::sure(bench, held),
        _ if !pinpointed.is_empty() => pinpointed.clone(),
        _ => held.to_vec(),
    };
    // Who acts for a state is not told apart by who acts.
    let by_parts = frame.stage.is_some() && role != Role::Agent;
    let camps = camps::part(
        bench,
        role,
        &fair,
        by_parts,
        frame.name == "treaty.sign"
            || is_where_met(frame, role)
            || frame.by_one && role == Role::Agent
            || matches!(role, Role::Agent | Role::Place) && happening.contested.contains(&role),
    );
    let mut sides: Vec<Stand> =
        camps.sides.iter().filter_map(|side| Stand::of(&fair, side)).collect();
    let mut told: Vec<Vec<&Entry>> = sides.iter().map(|side| side.by.clone()).collect();
    own::settle(bench, &mut told);
    for (side, by) in sides.iter_mut().zip(told) {
        side.by = by;
    }
    if sides.len() < 2 {
        let updated = corrected::updated(bench, role, &sorted);
        return updated.or_else(|| unrivalled(bench, role, given, false));
    }
    let neutral: Vec<Stand> =
        camps.neutral.iter().filter_map(|&at| Stand::of(&fair, &[at])).collect();
    if role == Role::Quantity && is_revision(bench, &sides) {
        return tally::weigh(bench, role, given);
    }
    let is_pinpointed = !pinpointed.is_empty();
    if !pinned::are_of_one(bench, happening, frame, role, is_pinpointed, &mut sides) {
        return unrivalled(bench, role, given, true);
    }
    if cause::at_odds_with_itself(&sides).is_some() && !is_plain_contradiction(bench, role, &sides)
    {
        return unrivalled(bench, role, given, true);
    }
    let cause = cause::find(bench, role, happening.act, &happening.frame, &sides);
    let mut tree = because::opening(bench, "by_disputed", role);
    tree.details = because::positions(bench, &sides);
    tree.details.extend(because::exclusions(bench, &sides, &neutral));
    tree.details.extend(cause.reason);
    let everyone: Vec<&Entry> = sides.iter().flat_map(|it| it.by.iter().copied()).collect();
    tree.details.extend(because::independence(bench, &everyone));
    let all = sides.iter().chain(&neutral);
    Some(Finding {
        role,
        verdict: Verdict::Disputed,
        kind: Some(cause.kind),
        why: cause.why,
        positions: all.map(|it| it.position(bench)).collect(),
        because: tree,
    })
}

/// What is told of the one point where it began, not of the places that it reached.
fn epicentres<'a>(bench: &Bench, given: &[Given<'a>]) -> Vec<Given<'a>> {
    let kinds = bench.likeness.kinds();
    let is_point = |it: &&Entry| {
        it.entities(Role::Target).any(|target| kinds.of(&target.name) == Some("epicentre"))
    };
    let only = |it: &Given<'a>| {
        let by: Vec<&Entry> = it.by.iter().copied().filter(is_point).collect();
        let mut value = it.value.clone();
        // Two towns are two points, whether or not their country is known.
        if let Value::Entity(place) = &mut value {
            place.of = None;
        }
        (!by.is_empty()).then_some(Given { value, by })
    };
    given.iter().filter_map(only).collect()
}

/// One source that gave one number first and another later has revised it.
fn is_revision(bench: &Bench, sides: &[Stand]) -> bool {
    let date = |it: &Entry| bench.readings.get(it.document).and_then(|it| it.document.anchor());
    let shares = |a: &Entry, b: &Entry| a.origins.iter().any(|it| b.origins.contains(it));
    sides.iter().enumerate().all(|(at, a)| {
        sides.iter().skip(at + 1).all(|b| {
            let mut pairs =
                a.by.iter().take(64).flat_map(|x| b.by.iter().take(64).map(move |y| (x, y)));
            pairs.any(|(x, y)| shares(x, y) && date(x).is_some() && date(x) != date(y))
        })
    })
}

/// Leaves out numbers that every article which gives them gives beside another of its own for
/// the same thing: they count a part, or something else. Where only parts are meant, these are
/// the lesser.
fn same_scope<'a>(bench: &Bench, given: &[Given<'a>], only_parts: bool) -> Vec<Given<'a>> {
    let mut order: Vec<usize> = (0..given.len().min(super::values::COMPARED)).collect();
    order.sort_by(|&a, &b| {
        let told = |at: usize| bench.tellers(&given[at].by);
        told(a).cmp(&told(b)).then_with(|| point(&given[a]).total_cmp(&point(&given[b])))
    });
    let mut dropped: Vec<usize> = Vec::new();
    for &at in &order {
        let is_part = order.iter().any(|&other| {
            let fit =
                super::values::fit(bench, Role::Quantity, &given[at].value, &given[other].value);
            !dropped.contains(&other)
                && fit.is_apart()
                && (!only_parts || point(&given[at]) < point(&given[other]))
                && goes_beside(&given[at], &given[other], bench)
        });
        if is_part {
            dropped.push(at);
        }
    }
    (0..given.len()).filter(|at| !dropped.contains(at)).map(|at| given[at].clone()).collect()
}

fn point(given: &Given) -> f64 {
    match &given.value {
        Value::Quantity(quantity) => quantity.point().unwrap_or(0.0),
        _ => 0.0,
    }
}

/// Whether each article that gives the one gives the other too, and not on the word of two
/// named sources.
fn goes_beside(a: &Given, b: &Given, bench: &Bench) -> bool {
    let same_voice = |x: &Entry, y: &Entry| {
        let two_sources =
            bench.cites(x) && bench.cites(y) && !x.origins.iter().any(|it| y.origins.contains(it));
        x.document == y.document && !two_sources
    };
    let mut of_document: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
    for entry in &b.by {
        of_document.entry(entry.document).or_default().push(entry);
    }
    a.by.iter().all(|x| {
        of_document.get(&x.document).is_some_and(|beside| beside.iter().any(|y| same_voice(x, y)))
    })
}
