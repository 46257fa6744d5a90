//! The names by which a dossier calls known things, in the language of its report.
//!
//! Each document calls a state, a body or a leader by a name of its own language. Where the
//! gazetteer has a name in the language of the report, the dossier uses that one throughout;
//! the words as written stay beside it. What is called by a description (« l'allié ») keeps it.

use recoupe_model::{Claim, Entity, Finding, Lang, Story, Value};

use crate::lang::Knowledge;

/// Gives known things their names in the language of the report.
pub(crate) fn translate(
    knowledge: &Knowledge,
    report: &Lang,
    stories: &mut [Story],
    claims: &mut [Claim],
) {
    let name = |it: &mut Entity| {
        let Some(known) = knowledge.gazetteer.get(&it.id) else { return };
        if let Some(name) = known.names.get(report.code())
            && known.names.values().any(|other| *other == it.name)
        {
            it.name.clone_from(name);
        }
    };
    let value = |it: &mut Value| {
        if let Value::Entity(it) = it {
            name(it);
        }
    };
    for claim in claims {
        claim.roles.values_mut().flatten().for_each(value);
    }
    for story in stories {
        let slots = story.events.iter_mut().flat_map(|it| &mut it.slots);
        let positions = slots.flat_map(|it: &mut Finding| &mut it.positions);
        positions.for_each(|it| value(&mut it.value));
        for pledge in &mut story.commitments {
            pledge.parties.iter_mut().chain(&mut pledge.instrument).for_each(name);
        }
        for exchange in &mut story.exchanges {
            [&mut exchange.giver, &mut exchange.receiver].into_iter().for_each(name);
            exchange.goods.iter_mut().for_each(value);
        }
    }
}
