//! Whether a claim says of a happening that it was not: on somebody's word, or plainly in an article's own voice.

use std::collections::BTreeSet;

use recoupe_model::{Class, Entity, Modality, Polarity, Role, Value};

use super::bench::{Bench, Entry};
use super::polarity::{is_of_stage, was_past};
use super::values;
use crate::lang::{Kinds, is_vague};

/// A denial, or a flat negation on somebody's word. An outlet's own « ne … pas » is mostly
/// about something else, and no denial.
pub(super) fn denies(bench: &Bench, entry: &Entry) -> bool {
    let claim = &entry.claim;
    match (claim.polarity, claim.modality) {
        // "denied that it had bombed the market deliberately"
        _ if is_narrow(entry) => false,
        (_, Modality::Denied) => !is_aside(bench, entry),
        // « n'est pas envisagé »: what is not even to come has not been.
        (Polarity::Negative, modality) => {
            (modality.supports() || modality == Modality::Planned) && bench.cites(entry)
        }
        _ => false,
    }
}

/// How the rule of a denial ends that is only of how or why a thing was done.
const NARROW: &str = ":narrow";

fn is_narrow(entry: &Entry) -> bool {
    entry.claim.rule.ends_with(NARROW)
}

/// Things that an outlet's own negation must have in common with what another tells.
const IN_COMMON: usize = 2;

/// Whether an outlet says in its own voice, after others told of it, that the very thing did not happen: it
/// names two of what they name, and nothing that they do not; of a stage of a treaty, which comes once, one.
pub(super) fn denies_plainly(bench: &Bench, entry: &Entry, affirming: &[&Entry]) -> bool {
    let claim = &entry.claim;
    if claim.polarity != Polarity::Negative
        || claim.modality != Modality::Asserted
        || bench.cites(entry)
        || is_narrow(entry)
    {
        return false;
    }
    // « n'a pas signé cet accord-là », in an article that tells who signed this one.
    let kinds = bench.likeness.kinds();
    let is_one_act = |it: &Entry| kinds.are_one_act(&claim.predicate, &it.claim.predicate);
    let tells_both = |it: &&Entry| {
        let is_own = it.document == entry.document && !bench.cites(it);
        is_own
            && (is_one_act(it) || is_of_stage(bench, entry))
            && !is_by_another_body(bench, entry, it)
    };
    if affirming.iter().any(tells_both) {
        return false;
    }
    let named = |it: &Entry, role: Role| -> Vec<Value> {
        let is_named = |it: &&Value| match it {
            Value::Entity(it) => !is_vague(it),
            Value::Time(it) => it.days() == Some(1),
            _ => false,
        };
        it.values(role).iter().filter(is_named).cloned().collect()
    };
    let is_of_stage = is_of_stage(bench, entry);
    let is_of_it = |other: &&Entry| {
        let mut common = 0;
        let told = claim.roles.keys().filter(|role| !is_of_stage || **role != Role::Time);
        for role in told {
            let (ours, theirs) = (named(entry, *role), named(other, *role));
            let fits =
                |a: &Value| theirs.iter().any(|b| values::fit(bench, *role, a, b).supports());
            if ours.is_empty() || theirs.is_empty() {
                let is_none = says_none(bench, entry, *role);
                common += usize::from(are_called_alike(kinds, *role, entry, other, is_none));
                continue;
            }
            let is_apart =
                |a: &Value| theirs.iter().all(|b| values::fit(bench, *role, a, b).is_apart());
            match ours.iter().any(fits) {
                true => common += 1,
                // Which instrument is meant was settled when the act was.
                false if is_of_stage && !ours.iter().all(is_apart) => {}
                false => return false,
            }
        }
        // « la digue ne s'est pas rompue »: by the verb itself.
        let least = match () {
            () if is_of_stage => 0,
            () if is_one_act(other) => 1,
            () => IN_COMMON,
        };
        common >= least && (bench.is_before(other, entry) || was_past(bench, other, entry))
    };
    affirming.iter().any(is_of_it)
}

/// Whether a denial is of any instrument at all: "no agreement", « aucun accord ».
pub(super) fn names_none(bench: &Bench, entry: &Entry) -> bool {
    says_none(bench, entry, Role::Instrument)
}

/// Whether what fills a role is told to be none: « aucun militaire ».
fn says_none(bench: &Bench, entry: &Entry, role: Role) -> bool {
    let Some(reading) = bench.readings.get(entry.document) else { return false };
    let Some(pack) = bench.knowledge.pack(&reading.document.language) else { return false };
    entry.entities(role).any(|it| pack.says_none(&it.text))
}

/// The kind of bodies that act for a chamber.
const COMMITTEE: &str = "commission";

/// Whether a committee did the one and a chamber or state the other: what the one approved the other has not.
pub(super) fn is_by_another_body(bench: &Bench, a: &Entry, b: &Entry) -> bool {
    let kinds = bench.likeness.kinds();
    let is_committee =
        |it: &Entity| kinds.of(&it.text).is_some_and(|kind| kinds.fit(COMMITTEE, kind).supports());
    let is_by_one = |it: &Entry| {
        let mut parties = it.entities(Role::Party).peekable();
        parties.peek().is_some().then(|| parties.all(is_committee))
    };
    matches!((is_by_one(a), is_by_one(b)), (Some(x), Some(y)) if x != y)
}

/// Whether two claims call a thing or a building by common nouns of one kind: « la digue », "the dyke". Of people some
/// may have been hurt and others not, unless the one tells of none: « aucun militaire n'a été capturé ».
fn are_called_alike(kinds: &Kinds, role: Role, a: &Entry, b: &Entry, is_none: bool) -> bool {
    let is_told = |it: &&Entity| match it.class {
        Class::Thing | Class::Place => true,
        Class::Group => is_none,
        _ => false,
    };
    let called = |it: &Entry| -> BTreeSet<String> {
        let things = it.entities(role).filter(is_told);
        things.filter_map(|it| kinds.of(&it.text)).map(str::to_owned).collect()
    };
    role != Role::Agent && !called(a).is_disjoint(&called(b))
}

/// Letters of what is denied that may stand before the noun for a happening: « toute », "any".
const BEFORE_NOUN: usize = 16;

/// Whether a noun for a happening only stands deep in what is denied: who denies having paid for
/// the release of hostages, or any part in an attack, does not deny these.
fn is_aside(bench: &Bench, entry: &Entry) -> bool {
    let Some(own) = entry.claim.evidence.first() else { return false };
    let Some(reading) = bench.readings.get(entry.document) else { return false };
    let contents = reading.claims.iter().filter_map(|it| it.roles.get(&Role::Content));
    let spans = contents.flatten().map(Value::span);
    let holding = spans.filter(|it| it.start() <= own.span.start() && own.span.end() <= it.end());
    let denied = holding.min_by_key(|it| (it.len(), *it));
    entry.claim.rule.ends_with(":noun")
        && denied.is_some_and(|it| own.span.start() - it.start() > BEFORE_NOUN)
}
