//! One happening told in two versions: claims that one role would tell apart, though all the rest
//! says that they are of one. « lundi » and "on Tuesday" are two meetings of two people, or one
//! of which the day is in dispute.
//!
//! It is one when every report tells of one only, each was written when both versions were past,
//! no words say that it is another than the last, and enough of what tells happenings of the kind
//! apart is the same in both. A frame says which of its roles may be contested so.

use std::collections::{BTreeSet, VecDeque};

use recoupe_model::{ClaimId, Role, Value};

use super::draft::Draft;
use super::meeting::{Meeting, meeting};
use super::pair::{Pair, may_part_in_parallel};
use super::told::{Case, Told};
use super::version::Version;
use crate::lang::{Frame, Likeness, Slot, is_vague};

/// A document, what it tells of a happening, and what it gives for a role.
type Given<'a, 'b> = (usize, Version<'a, 'b>, Vec<Value>);

/// No more happenings of a kind are held against each other.
const TRIED: usize = 96;

/// Joins the happenings of one kind that are two versions of one, then those that are pieces of one, which may be
/// versions of others.
pub(super) fn join(case: &Case, likeness: &Likeness, drafts: Vec<Draft>) -> Vec<Draft> {
    let Some(frame) = drafts.first().and_then(|it| frame_of(case, it)) else { return drafts };
    // One mouth says many things on one day.
    let ways: &[Way] =
        if frame.speech { &[Way::Versions] } else { &[Way::Versions, Way::Pieces, Way::Versions] };
    let mut joined =
        ways.iter().fold(drafts, |drafts, way| join_by(case, likeness, frame, *way, drafts));
    for at in 0..joined.len() {
        let parted = parted(case, likeness, frame, &joined, at);
        joined[at].contested.extend(parted);
    }
    joined
}

/// The roles in which the reports of a happening part that were taken for one by what others say less surely: "a
/// battery" goes with one of each sort.
fn parted(
    case: &Case,
    likeness: &Likeness,
    frame: &Frame,
    joined: &[Draft],
    at: usize,
) -> BTreeSet<Role> {
    let whole = &joined[at];
    let told = Version::of(case, whole);
    let documents: BTreeSet<usize> = told.by.iter().map(|it| it.document).collect();
    let may_part = |role: &Role, slot: &Slot| slot.rival || may_part_in_parallel(*role);
    let rivals = frame
        .slots()
        .filter(|(role, slot)| may_part(role, slot) && !whole.contested.contains(role));
    let found = rivals.filter_map(|(role, slot)| {
        let given = |&document: &usize| {
            let part = told.part(|it| it.document == document);
            let part = by_name(part, role);
            let values = part.values(role);
            (!values.is_empty()).then_some((document, part, values))
        };
        let giving: Vec<Given> = documents.iter().take(TRIED).filter_map(given).collect();
        let is_apart = |(_, one, a): &Given, (_, other, b): &Given| match meeting(
            role, slot.kind, a, b, likeness, false,
        ) {
            Meeting::Apart => true,
            Meeting::Open if role == Role::Place => one.is_elsewhere(other, case, likeness),
            _ => false,
        };
        let first = giving.iter().find(|a| giving.iter().any(|b| is_apart(a, b)))?;
        let rival = giving.iter().find(|it| is_apart(first, it))?;
        // Who fits both is of neither side.
        let side = |own: &Given, other: &Given| {
            let goes = |it: &&Given| it.0 == own.0 || is_apart(it, other) && !is_apart(it, own);
            let by = giving.iter().filter(goes).flat_map(|(_, part, _)| &part.by);
            let of_side: BTreeSet<&ClaimId> = by.map(|it| &it.claim.id).collect();
            let mut side = Draft::new(&case.told[whole.members[0]], whole.act);
            let members = whole.members.iter().copied();
            for member in members.filter(|&it| of_side.contains(&case.told[it].claim.id)) {
                side.add(member, case);
            }
            side
        };
        let (ours, theirs) = (side(first, rival), side(rival, first));
        let pair = Pair::of(case, likeness, frame, &ours, &theirs)?;
        let others = || joined.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, it)| it);
        let roles = beside_others(pair, Way::Versions, others)?;
        roles.contains(&role).then_some(role)
    });
    found.collect()
}

/// The roles in which two that are one in a way part, as far as the other happenings of the kind do not say that they
/// are two.
fn beside_others<'d, I: Iterator<Item = &'d Draft>>(
    mut pair: Pair,
    way: Way,
    others: impl Fn() -> I,
) -> Option<Vec<Role>> {
    let roles = pair.roles(way)?;
    // What the others tell is asked last: they are many.
    pair.is_only_news = !others().take(TRIED).any(|it| pair.is_other_news(it));
    let roles = if pair.is_only_news { roles } else { pair.roles(way)? };
    // The third stands in another sentence, which is less like the other's.
    let asked: Vec<Role> =
        roles.iter().copied().filter(|role| !pair.is_told_in_parallel(*role)).collect();
    let is_told_beside = |it: &Draft| asked.iter().any(|role| pair.is_told_beside(*role, it));
    (!others().take(TRIED).any(is_told_beside)).then_some(roles)
}

/// Why two are one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// One role would tell them apart.
    Versions,
    /// Nothing does.
    Pieces,
}

fn join_by(
    case: &Case,
    likeness: &Likeness,
    frame: &Frame,
    way: Way,
    drafts: Vec<Draft>,
) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::new();
    let mut waiting: VecDeque<Draft> = drafts.into();
    while let Some(draft) = waiting.pop_front() {
        let all = || joined.iter().chain(&waiting);
        let found = joined.iter().take(TRIED).enumerate().find_map(|(i, first)| {
            let pair = Pair::of(case, likeness, frame, first, &draft)?;
            Some((i, beside_others(pair, way, all)?))
        });
        match found {
            Some((i, roles)) => {
                for &at in &draft.members {
                    joined[i].add(at, case);
                }
                joined[i].contested.extend(draft.contested.iter().copied().chain(roles));
            }
            None => joined.push(draft),
        }
    }
    joined
}

fn frame_of<'a>(case: &Case<'a>, draft: &Draft) -> Option<&'a Frame> {
    draft.members.first().map(|&at| case.told[at].frame)
}

/// One report without what it tells in words that name nobody, where it names somebody: "another group did it".
fn by_name<'a, 'b>(part: Version<'a, 'b>, role: Role) -> Version<'a, 'b> {
    let is_vague = |it: &Value| matches!(it, Value::Entity(it) if is_vague(it));
    let names = |it: &Told| it.values(role).iter().any(|it| !is_vague(it));
    if !part.by.iter().any(|it| names(it)) {
        return part;
    }
    part.part(|it| it.values(role).is_empty() || names(it))
}
