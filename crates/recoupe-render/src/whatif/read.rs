//! What the claims of a commitment say of it: the condition, the delay, the text, who contests it.

use std::collections::BTreeMap;

use super::{Condition, Dispute, Speed};
use crate::wire::v1::{Claim, Entity, Event, Pledge, Story, Value};

/// The things in some slots of an event.
pub(super) fn filled<'e>(event: &'e Event, roles: &'e [&str]) -> impl Iterator<Item = &'e Entity> {
    let slots = event.slots.iter().filter(|it| roles.contains(&it.role.as_str()));
    slots.flat_map(|it| &it.values).filter_map(|it| entity(&it.value))
}

fn entity(value: &Value) -> Option<&Entity> {
    match value {
        Value::Entity(it) => Some(it),
        _ => None,
    }
}

/// The claims of a commitment, as they stand in the dossier.
fn told_by<'d>(
    claims: &BTreeMap<&str, &'d Claim>,
    pledge: &Pledge,
) -> impl Iterator<Item = &'d Claim> {
    let found: Vec<&Claim> =
        pledge.claims.iter().filter_map(|id| claims.get(id.as_str()).copied()).collect();
    found.into_iter()
}

pub(super) fn speed(claims: &BTreeMap<&str, &Claim>, pledge: &Pledge) -> Speed {
    let mut speed = Speed::default();
    let is_fast = |it: &Claim| it.commitment.as_ref().is_some_and(|it| it.immediate);
    for claim in told_by(claims, pledge).filter(|it| is_fast(it)) {
        push(&mut speed.immediate, &claim.article);
    }
    for claim in told_by(claims, pledge) {
        if !speed.immediate.contains(&claim.article) {
            push(&mut speed.silent, &claim.article);
        }
    }
    speed
}

fn push(to: &mut Vec<String>, it: &str) {
    if !to.iter().any(|known| known == it) {
        to.push(it.to_owned());
    }
}

/// The condition as the articles word it; an article that gives one somewhere is not silent.
pub fn conditions(claims: &BTreeMap<&str, &Claim>, pledge: &Pledge) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    let words_of = |it: &Claim| it.commitment.as_ref().and_then(|it| it.trigger.clone());
    let with: Vec<&str> = told_by(claims, pledge)
        .filter(|it| words_of(it).is_some())
        .map(|it| it.article.as_str())
        .collect();
    for claim in told_by(claims, pledge) {
        let words = words_of(claim);
        if words.is_none() && with.contains(&claim.article.as_str()) {
            continue;
        }
        let at = all.iter().position(|it| alike(it.words.as_deref(), words.as_deref()));
        let at = at.unwrap_or_else(|| {
            all.push(Condition { words, articles: Vec::new(), claims: Vec::new() });
            all.len() - 1
        });
        push(&mut all[at].articles, &claim.article);
        all[at].claims.push(claim.id.clone());
    }
    all.sort_by_key(|it| it.words.is_none());
    all
}

/// The same words, whatever the apostrophe and the case.
fn alike(a: Option<&str>, b: Option<&str>) -> bool {
    let plain = |it: &str| it.replace('\u{2019}', "'").to_lowercase();
    match (a, b) {
        (Some(a), Some(b)) => plain(a) == plain(b),
        (None, None) => true,
        _ => false,
    }
}

/// Claims of the commitment's own event that say that it does not hold.
pub fn contested(claims: &BTreeMap<&str, &Claim>, story: &Story, pledge: &Pledge) -> Vec<String> {
    let own = |it: &&Event| it.claims.iter().any(|id| pledge.claims.contains(id));
    let ids = story.events.iter().filter(own).flat_map(|it| &it.claims);
    let against =
        ids.filter(|id| claims.get(id.as_str()).is_some_and(|it| crate::sections::is_denied(it)));
    against.cloned().collect()
}

/// The texts that a commitment stands in, by all the ids that its claims give them.
fn texts(claims: &BTreeMap<&str, &Claim>, pledge: &Pledge) -> Vec<String> {
    let mut ids: Vec<String> = pledge.instrument.iter().map(|it| it.id.clone()).collect();
    for claim in told_by(claims, pledge) {
        for value in claim.roles.get("instrument").into_iter().flatten() {
            if let Value::Entity(it) = value {
                push(&mut ids, &it.id);
            }
        }
    }
    ids
}

/// Stages in the life of a commitment's text, in the order of a treaty's life.
pub fn stages<'d>(
    claims: &BTreeMap<&str, &Claim>,
    story: &'d Story,
    pledge: &Pledge,
) -> Vec<&'d Event> {
    const LIFE: [&str; 5] = [
        "treaty.negotiate",
        "treaty.sign",
        "treaty.ratify",
        "treaty.enter_into_force",
        "treaty.denounce",
    ];
    let texts = texts(claims, pledge);
    let names_it = |id: &String| {
        let claim = claims.get(id.as_str());
        let texts_of = claim.and_then(|it| it.roles.get("instrument")).into_iter().flatten();
        let mut entities = texts_of.filter_map(entity);
        entities.any(|it| texts.contains(&it.id))
    };
    let of_text = |it: &&Event| it.claims.iter().any(names_it);
    let of_stage = |stage: &'static str| {
        story.events.iter().filter(move |it| it.frame == stage).filter(of_text)
    };
    LIFE.into_iter().flat_map(of_stage).collect()
}

pub(super) fn disputes(
    claims: &BTreeMap<&str, &Claim>,
    story: &Story,
    pledge: &Pledge,
) -> Vec<Dispute> {
    let mut all = Vec::new();
    for event in stages(claims, story, pledge) {
        for slot in event.slots.iter().filter(|it| it.verdict == "disputed") {
            let (event, role) = (event.id.clone(), slot.role.clone());
            all.push(Dispute { event, role, why: slot.why.clone() });
        }
    }
    all
}
