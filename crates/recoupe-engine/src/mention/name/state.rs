//! Of which state a body is that is named without it: « le ministère de la Santé ».

use std::collections::BTreeMap;

use recoupe_model::{Class, EntityId};

use super::found::Found;
use super::scene::Scene;

/// Gives a state to bodies of state, and to those who speak for them.
pub(super) fn give(scene: &Scene<'_>, names: &mut [Found]) {
    let offices = offices(names);
    let mut told = Told::default();
    for at in 0..names.len() {
        let it = &names[at];
        if it.rule == "name/state-body" && it.of.is_none() {
            let office = it.id.as_str().trim_start_matches("org:");
            let same = || offices.get(office).and_then(Told::only);
            let main = || main_state(names).filter(|_| office == "parliament");
            let state = reported_from(scene, names, at).or_else(same).or_else(|| told.only());
            let state = state.or_else(main);
            if let Some(state) = state {
                let code = state.as_str().trim_start_matches("country:").to_lowercase();
                names[at].id = EntityId::new("org", &format!("{code}-{office}"));
                names[at].of = Some(state);
            }
        }
        told.hear(if names[at].class == Class::Country {
            Some(&names[at].id)
        } else {
            names[at].of.as_ref()
        });
    }
    for at in 1..names.len() {
        give_person(scene, names, at);
    }
}

/// "Health ministry spokeswoman Jane Roe" speaks for the state of the ministry.
fn give_person(scene: &Scene<'_>, names: &mut [Found], at: usize) {
    let (before, rest) = names.split_at_mut(at);
    let Some(person) = rest.first_mut() else { return };
    if person.class != Class::Person || person.of.is_some() {
        return;
    }
    let sentence = |word: usize| scene.atoms.list[word].sentence;
    let near = before.iter().rev().take(3).find(|it| {
        it.class == Class::Organisation
            && it.to <= person.from
            && person.from - it.to <= 2
            && sentence(it.from) == sentence(person.from)
    });
    if let Some(body) = near {
        person.of.clone_from(&body.of);
    }
}

/// The strongest signs: the capital from which the sentence reports, then the body of state that
/// was named in it or in the one before.
fn reported_from(scene: &Scene<'_>, names: &[Found], at: usize) -> Option<EntityId> {
    let sentence = |it: &Found| scene.atoms.list[it.from].sentence;
    let here = sentence(&names[at]);
    let before = || names[..at].iter().rev().take(40);
    let capital =
        before().take_while(|it| sentence(it) == here).find(|it| it.rule == "name/capital-place");
    let is_body = |it: &&Found| it.rule == "name/state-body" && it.of.is_some();
    let body = || before().find(is_body).filter(|it| here.saturating_sub(sentence(it)) <= 1);
    capital.or_else(body).and_then(|it| it.of.clone())
}

/// The state that the text names most often, if one is ahead of all others.
fn main_state(names: &[Found]) -> Option<EntityId> {
    let mut count: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for it in names {
        let state = if it.class == Class::Country { Some(&it.id) } else { it.of.as_ref() };
        if let Some(state) = state.filter(|id| id.is_country()) {
            *count.entry(state).or_default() += 1;
        }
    }
    let most = count.values().copied().max()?;
    let mut first = count.into_iter().filter(|(_, times)| *times == most);
    let (state, _) = first.next()?;
    first.next().is_none().then(|| state.clone())
}

/// For each office, the states whose body of that office the text names.
fn offices(names: &[Found]) -> BTreeMap<String, Told> {
    let mut offices: BTreeMap<String, Told> = BTreeMap::new();
    for it in names.iter().filter(|it| it.rule == "name/state-body" && it.of.is_some()) {
        if let Some((_, office)) = it.id.as_str().split_once('-') {
            offices.entry(office.to_owned()).or_default().hear(it.of.as_ref());
        }
    }
    offices
}

/// Whether a text has told of one state or of several.
#[derive(Debug, Default)]
struct Told {
    first: Option<EntityId>,
    several: bool,
}

impl Told {
    fn hear(&mut self, state: Option<&EntityId>) {
        let Some(state) = state.filter(|id| id.is_country()) else { return };
        match &self.first {
            None => self.first = Some(state.clone()),
            Some(first) => self.several |= first != state,
        }
    }

    fn only(&self) -> Option<EntityId> {
        self.first.clone().filter(|_| !self.several)
    }
}
