//! Of which state a body is that is named without it: « le ministère de la Défense ».

use recoupe_model::{Class, EntityId};

use super::found::Found;
use super::scene::Scene;

/// Gives a state to bodies of state, and to those who speak for them.
pub(super) fn give(scene: &Scene<'_>, names: &mut [Found]) {
    for at in 0..names.len() {
        let it = &names[at];
        if it.rule != "name/state-body" || it.of.is_some() {
            continue;
        }
        let Some(state) = state_of(scene, names, at) else { continue };
        let code = state.as_str().trim_start_matches("country:").to_lowercase();
        let office = it.id.as_str().trim_start_matches("org:");
        names[at].id = EntityId::new("org", &format!("{code}-{office}"));
        names[at].of = Some(state);
    }
    for at in 1..names.len() {
        let (before, rest) = names.split_at_mut(at);
        let person = &mut rest[0];
        if person.class != Class::Person || person.of.is_some() {
            continue;
        }
        // "Defence ministry spokeswoman Jane Roe"
        let body = before.iter().rev().find(|it| it.class == Class::Organisation);
        let near = body.filter(|it| {
            it.to <= person.from
                && person.from - it.to <= 2
                && scene.atoms.list[it.from].sentence == scene.atoms.list[person.from].sentence
        });
        if let Some(body) = near {
            person.of.clone_from(&body.of);
        }
    }
}

/// From the strongest sign to the weakest: the capital from which the sentence reports; the body
/// of state that was named just before; the only state whose body of that office the text names;
/// the only state that the text has named.
fn state_of(scene: &Scene<'_>, names: &[Found], at: usize) -> Option<EntityId> {
    let sentence = |it: &Found| scene.atoms.list[it.from].sentence;
    let (here, office) = (sentence(&names[at]), names[at].id.as_str().trim_start_matches("org:"));
    let before = || names[..at].iter().rev();
    let reported_from =
        before().take_while(|it| sentence(it) == here).find(|it| it.rule == "name/capital-place");
    let is_body = |it: &&Found| it.rule == "name/state-body" && it.of.is_some();
    let near = before().find(is_body).filter(|it| here.saturating_sub(sentence(it)) <= 1);
    let same = || {
        let with = |it: &&Found| is_body(it) && it.id.as_str().ends_with(&format!("-{office}"));
        only(names.iter().filter(with).filter_map(|it| it.of.as_ref()))
    };
    let named = || {
        let states = names[..at].iter().filter_map(|it| match it.class {
            Class::Country => Some(&it.id),
            _ => it.of.as_ref().filter(|id| id.is_country()),
        });
        only(states)
    };
    reported_from.or(near).and_then(|it| it.of.clone()).or_else(same).or_else(named)
}

/// The one value that all have.
fn only<'a>(mut ids: impl Iterator<Item = &'a EntityId>) -> Option<EntityId> {
    let first = ids.next()?;
    ids.all(|id| id == first).then(|| first.clone())
}
