//! One happening told in two versions: claims that one role would tell apart, though all the rest
//! says that they are of one. « lundi » and "on Tuesday" are two meetings of two people, or one
//! of which the day is in dispute.
//!
//! It is one when every report tells of one only, each was written when both versions were past,
//! no words say that it is another than the last, and enough of what tells happenings of the kind
//! apart is the same in both. A frame says which of its roles may be contested so.

use std::collections::VecDeque;

use super::draft::Draft;
use super::pair::Pair;
use super::told::Case;
use crate::lang::{Frame, Likeness};

/// No more happenings of a kind are held against each other.
const TRIED: usize = 96;

/// Joins the happenings of one kind that are two versions of one, then those that are pieces of one, which may be
/// versions of others.
pub(super) fn join(case: &Case, likeness: &Likeness, drafts: Vec<Draft>) -> Vec<Draft> {
    let Some(frame) = drafts.first().and_then(|it| frame_of(case, it)) else { return drafts };
    // One mouth says many things on one day.
    let ways: &[Way] =
        if frame.speech { &[Way::Versions] } else { &[Way::Versions, Way::Pieces, Way::Versions] };
    ways.iter().fold(drafts, |drafts, way| join_by(case, likeness, frame, *way, drafts))
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
            let mut pair = Pair::of(case, likeness, frame, first, &draft)?;
            let roles = pair.roles(way)?;
            // What the others tell is asked last: they are many.
            if all().take(TRIED).any(|it| pair.is_other_news(it)) {
                pair.is_only_news = false;
            }
            let roles = if pair.is_only_news { roles } else { pair.roles(way)? };
            let is_told_beside =
                |it: &Draft| roles.iter().any(|role| pair.is_told_beside(*role, it));
            (!all().take(TRIED).any(is_told_beside)).then_some((i, roles))
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
