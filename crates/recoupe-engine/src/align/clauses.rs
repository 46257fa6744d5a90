//! Which clauses of no known kind tell one thing: the same act, in any language, of the same things; or an act
//! and its plain denial.

use std::collections::BTreeMap;

use recoupe_model::{Class, Polarity, Role};

use super::draft::Draft;
use super::events::{TRIED, is_parted};
use super::meeting::{Meeting, meeting};
use super::told::{Case, Told};
use super::versions;
use crate::lang::{Likeness, SlotKind, is_vague};

/// Clauses of no known kind: one happening only with the same predicate, the same main things
/// and nothing that excludes it.
pub(super) fn group(case: &Case, likeness: &Likeness, members: &[usize]) -> Vec<Draft> {
    let mut by_predicate: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in members {
        let act = likeness.kinds().act(&case.told[at].claim.predicate);
        by_predicate.entry(act).or_default().push(at);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for members in by_predicate.values_mut() {
        // Denials last: what they deny must be there.
        members.sort_by_key(|&at| (case.is_copied(at), is_negative(&case.told[at]), at));
        let mut of_act: Vec<Draft> = Vec::new();
        for &at in members.iter() {
            let told = &case.told[at];
            let fitting = of_act.iter_mut().take(TRIED).find(|draft| {
                let members = || draft.members.iter().map(|&other| &case.told[other]);
                (members().take(4).all(|other| is_same_clause(other, told, likeness))
                    || members().all(|other| is_denied_clause(case, other, told, likeness))
                    || members().any(|other| is_denied_in_parallel(case, other, told, likeness)))
                    && !is_parted(case, draft, at)
            });
            if let Some(draft) = fitting {
                draft.add(at, case);
            } else {
                let mut draft = Draft::new(told, None);
                draft.add(at, case);
                of_act.push(draft);
            }
        }
        for draft in &mut of_act {
            if have_two_doers(case, likeness, draft) {
                draft.contested.insert(Role::Agent);
            }
        }
        drafts.extend(versions::join(case, likeness, of_act));
    }
    drafts
}

/// Whether two reports name two people for what one alone does: who commands the contingent.
fn have_two_doers(case: &Case, likeness: &Likeness, draft: &Draft) -> bool {
    let kinds = likeness.kinds();
    let told = || draft.members.iter().take(TRIED).map(|&at| &case.told[at]);
    let person = |it: &Told| {
        let mut doers = it.entities(Role::Agent).filter(|it| it.class == Class::Person);
        doers.next().filter(|it| !is_vague(it)).cloned()
    };
    let are_two = |a: &Told, b: &Told| match (person(a), person(b)) {
        (Some(x), Some(y)) => likeness.fit(Role::Visitor, &x, &y).is_apart(),
        _ => false,
    };
    told().all(|it| kinds.is_sole(&kinds.act(&it.claim.predicate)))
        && told().any(|a| told().any(|b| a.document != b.document && are_two(a, b)))
}

fn is_same_clause(a: &Told, b: &Told, likeness: &Likeness) -> bool {
    let (mut shared, mut silent) = (0, 0);
    for (role, slot) in a.frame.slots() {
        match meeting(role, slot.kind, a.values(role), b.values(role), likeness, false) {
            Meeting::Apart => return false,
            Meeting::Shared if slot.kind == SlotKind::Entity => shared += 1,
            Meeting::Silent if a.values(role).len() != b.values(role).len() => silent += 1,
            _ => {}
        }
    }
    shared > 1 || (shared == 1 && silent == 0)
}

/// Whether a clause says of itself that it did not happen.
fn is_negative(told: &Told) -> bool {
    told.claim.polarity == Polarity::Negative
}

/// Whether a clause of no known kind is denied by the same words in another report: « la digue s'est
/// effondrée », « la digue ne s'est pas effondrée ». Both must tell it of the same things, and the denial must
/// tell nothing else; what is said of whoever speaks (« n'a pas répondu ») is said of many things.
fn is_denied_clause(case: &Case, other: &Told, denial: &Told, likeness: &Likeness) -> bool {
    if !is_negative(denial)
        || other.document == denial.document
        || !denial.claim.rule.ends_with(BARE)
        || is_of_speech(case, denial)
    {
        return false;
    }
    let met = |role| met(other, denial, role, likeness);
    if denial.frame.slots().any(|(role, _)| met(role) == Meeting::Apart) {
        return false;
    }
    let told = |role: Role| !denial.values(role).is_empty();
    let sides = [Role::Agent, Role::Target].map(|role| match met(role) {
        Meeting::Shared => Some(true),
        // Who did it may be left out by who denies it.
        Meeting::Silent if role == Role::Agent && !told(role) => Some(false),
        Meeting::Silent if other.values(role).is_empty() && !told(role) => Some(false),
        _ => None,
    });
    matches!(sides, [Some(a), Some(b)] if a || b)
}

/// How what a clause gives for a role meets what its denial does.
fn met(other: &Told, denial: &Told, role: Role, likeness: &Likeness) -> Meeting {
    let kind = denial.frame.slot(role).map_or(SlotKind::Entity, |slot| slot.kind);
    meeting(role, kind, other.values(role), denial.values(role), likeness, false)
}

/// Whether a clause denies one of another report, of which the sentence is the like of its own, and nothing that it names
/// is another thing.
fn is_denied_in_parallel(case: &Case, other: &Told, denial: &Told, likeness: &Likeness) -> bool {
    let met = |role| met(other, denial, role, likeness);
    is_negative(denial)
        && other.is_news()
        && !is_of_speech(case, denial)
        && !denial.frame.slots().any(|(role, _)| role != Role::Place && met(role) == Meeting::Apart)
        && [Role::Agent, Role::Target].into_iter().any(|role| met(role) == Meeting::Shared)
        && case.are_parallel(other, denial)
}

/// How the rule of a clause ends that has no argument but those of its claim.
const BARE: &str = ":bare";

/// Whether a clause tells an act of speech, which is done to many: « le ministère n'a pas répondu ».
fn is_of_speech(case: &Case, told: &Told) -> bool {
    let Some(pack) = case.knowledge.pack(told.language) else { return true };
    pack.words("reporting_verb").has(&told.claim.predicate)
}
