//! Clauses of no known kind that other reports tell as a known one: "his Falco 9 crashed" beside "the helicopter
//! crashed". What a word list says of the arguments of a verb keeps a clause of strange words from its kind;
//! that another report of the story tells the same act as of that kind says that it may be of it after all.
//!
//! Such a clause is offered to the happenings of the kind, with its subject and object in the roles that the verb
//! gives them there; where none takes it, it stays what it was.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{ClaimId, Role, Value};

use super::acts::is_of_act;
use super::draft::Draft;
use super::told::{Case, Told};
use crate::lang::{Frame, Likeness, sides};

/// The frame of clauses of no known kind.
const OTHER: &str = "other";
/// No clause is offered to the happenings of more kinds.
const KINDS: usize = 4;

/// The clauses that are offered, by their index in [`Case::told`], and the clause that each repeats.
pub(super) type Aliases = BTreeMap<usize, usize>;

/// Adds to the claims those that are offered to another kind, behind all others.
pub(super) fn offer(case: &mut Case, likeness: &Likeness) -> Aliases {
    let kinds = likeness.kinds();
    let mut told_as: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for told in case.told.iter().filter(|it| may_take(it)) {
        told_as.entry(kinds.act(&told.claim.predicate)).or_default().insert(&told.frame.name);
    }
    let mut aliases = Aliases::new();
    let mut offered = Vec::new();
    for (at, told) in case.told.iter().enumerate() {
        if told.frame.name != OTHER || case.twins.contains_key(&at) {
            continue;
        }
        let Some(names) = told_as.get(&kinds.act(&told.claim.predicate)) else { continue };
        let frames = names.iter().take(KINDS).filter_map(|name| case.knowledge.frames.get(*name));
        for frame in frames {
            if let Some(alias) = recast(case, told, frame) {
                aliases.insert(case.told.len() + offered.len(), at);
                offered.push(alias);
            }
        }
    }
    case.told.extend(offered);
    aliases
}

/// Whether a claim shows as what the act of its verb is told: a happening that comes again, done and not spoken.
fn may_take(told: &Told) -> bool {
    // A clause gives no outcome, and would go with any toll: « les CRS ont évacué le barrage ».
    let is_known = told.frame.name != OTHER && !told.frame.speech && told.frame.stage.is_none();
    is_known && !told.frame.is_toll() && !is_of_act(told)
}

/// The clause with its subject and object in the roles that its verb gives them in a frame.
fn recast<'a>(case: &Case<'a>, told: &Told<'a>, frame: &'a Frame) -> Option<Told<'a>> {
    let pack = case.knowledge.pack(told.language)?;
    let [subject, object] = sides(pack, &told.claim.predicate, &frame.name)?;
    let mut roles: BTreeMap<Role, Vec<Value>> = BTreeMap::new();
    for (&role, values) in &told.roles {
        let role = match role {
            Role::Agent => subject,
            Role::Target => object,
            _ => Some(role),
        };
        if let Some(role) = role.filter(|role| frame.slot(*role).is_some()) {
            roles.entry(role).or_default().extend(values.iter().cloned());
        }
    }
    Some(told.as_of(frame, roles))
}

/// What fills the roles of the clauses that a happening took, and of the same clauses in reprints, in the roles that
/// they have there.
pub(super) fn taken(
    case: &Case,
    drafts: &[Draft],
) -> BTreeMap<ClaimId, BTreeMap<Role, Vec<Value>>> {
    let mut taken = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| &*draft.frame != OTHER) {
        let Some(frame) = case.knowledge.frames.get(&*draft.frame) else { continue };
        let clauses = draft.members.iter().map(|&at| &case.told[at]);
        for told in clauses.filter(|it| it.frame.name == OTHER) {
            if let Some(alias) = recast(case, told, frame) {
                taken.insert(told.claim.id.clone(), alias.roles);
            }
        }
    }
    taken
}
