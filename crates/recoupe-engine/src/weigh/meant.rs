//! Whether a denial is of those of whom others tell: that no soldier was killed does not deny that three civilians were,
//! and that no civilian was does not deny that eleven people were.

use recoupe_model::{Class, Entity, Fit, Role};

use super::bench::{Bench, Entry};
use crate::lang::Frame;

/// Kinds of those who bear arms for somebody, who are none of the others; a worker may be a resident too.
const ARMED: [&str; 3] = ["fighter", "police", "security_forces"];

/// Whether some of those whom a toll counts may be of the people of whom a claim denies it.
pub(super) fn is_of_people_told(bench: &Bench, denial: &Entry, affirming: &[&Entry]) -> bool {
    if !bench.knowledge.frames.get(&*denial.claim.frame).is_some_and(Frame::is_toll) {
        return true;
    }
    let denied: Vec<&Entity> = denial.entities(Role::Target).collect();
    let mut told = affirming.iter().flat_map(|it| it.entities(Role::Target)).peekable();
    denied.is_empty()
        || told.peek().is_none()
        || told.any(|it| denied.iter().any(|of| is_among(bench, of, it)))
}

/// Whether people who are told of may be among those of whom it is denied, by their kinds. What no list knows may be anything.
fn is_among(bench: &Bench, denied: &Entity, told: &Entity) -> bool {
    let kinds = bench.likeness.kinds();
    let kind = |it: &Entity| (it.class == Class::Group).then(|| kinds.of(&it.text)).flatten();
    let (Some(of), Some(it)) = (kind(denied), kind(told)) else { return true };
    let is_armed = |kind: &str| ARMED.iter().any(|of| kinds.fit(of, kind).supports());
    match kinds.fit(of, it) {
        Fit::Same | Fit::Wider => true,
        // Not every one of eleven people is a civilian.
        Fit::Narrower => false,
        _ => !is_armed(of) && !is_armed(it),
    }
}
