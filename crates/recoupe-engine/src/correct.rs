//! What the user says of things: that two names are of one, that one name is of two.

use std::collections::BTreeSet;

use recoupe_model::{
    Corrections, DocumentId, Entity, EntityId, MentionKind, Note, NoteKind, Reading, Value,
};

use crate::lang::{Report, fold};

/// Gives the things of the readings the identities that the corrections tell, and a note for
/// each correction: what was done, or that nothing of that name was found.
pub(crate) fn apply(
    words: &Report,
    corrections: &mut Corrections,
    readings: &mut [Reading],
) -> Vec<Note> {
    let mut notes = Vec::new();
    for names in &corrections.same {
        let found = unite(names, readings);
        let key = if found { "correction_same" } else { "correction_nothing" };
        notes.push(note(words.say(key, &[("names", &words.list(names))])));
    }
    let mut apart = Vec::new();
    for (number, it) in corrections.different.iter().enumerate() {
        let pairs = divide(&it.name, &it.documents, number + 2, readings);
        let key = if pairs.is_empty() { "correction_nothing" } else { "correction_different" };
        notes.push(note(words.say(key, &[("names", &it.name)])));
        apart.extend(pairs);
    }
    corrections.apart = apart;
    notes
}

fn note(says: String) -> Note {
    Note { document: None, kind: NoteKind::Correction, span: None, says }
}

/// Makes everything under these names the thing that the first found name is of.
fn unite(names: &[String], readings: &mut [Reading]) -> bool {
    let wanted: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let first = |name: &String| {
        let name = std::slice::from_ref(name);
        readings.iter().flat_map(entities).find(|it| is_named(it, name)).cloned()
    };
    let Some(model) = wanted.iter().find_map(first) else { return false };
    let ids: BTreeSet<EntityId> = readings
        .iter()
        .flat_map(entities)
        .filter(|it| is_named(it, &wanted))
        .map(|it| it.id.clone())
        .collect();
    for reading in readings.iter_mut() {
        each(reading, &mut |entity| {
            if ids.contains(&entity.id) {
                entity.id = model.id.clone();
                entity.class = model.class;
                entity.name.clone_from(&model.name);
                entity.of.clone_from(&model.of);
            }
        });
        for source in reading.claims.iter_mut().flat_map(|claim| &mut claim.attribution) {
            let is_meant = source.entity.as_ref().is_some_and(|id| ids.contains(id))
                || wanted.contains(&fold(&source.name));
            if is_meant {
                source.entity = Some(model.id.clone());
                source.name.clone_from(&model.name);
                source.of.clone_from(&model.of);
            }
        }
    }
    true
}

/// Gives what these documents name so an identity of its own; the old ids with the new ones.
fn divide(
    name: &str,
    documents: &[DocumentId],
    number: usize,
    readings: &mut [Reading],
) -> Vec<(EntityId, EntityId)> {
    let wanted = [fold(name)];
    let mut pairs = BTreeSet::new();
    for reading in readings.iter_mut().filter(|it| documents.contains(&it.document.id)) {
        let ids: BTreeSet<EntityId> =
            entities(reading).filter(|it| is_named(it, &wanted)).map(|it| it.id.clone()).collect();
        let other = |id: &EntityId| EntityId(format!("{id}-{number}").into());
        each(reading, &mut |entity| {
            if ids.contains(&entity.id) {
                entity.id = other(&entity.id);
            }
        });
        for source in reading.claims.iter_mut().flat_map(|claim| &mut claim.attribution) {
            source.entity =
                source.entity.take().map(|id| if ids.contains(&id) { other(&id) } else { id });
        }
        pairs.extend(ids.into_iter().map(|id| (id.clone(), other(&id))));
    }
    pairs.into_iter().collect()
}

fn is_named(entity: &Entity, names: &[String]) -> bool {
    let is = |words: &str| names.contains(&fold(words));
    is(entity.id.as_str()) || is(&entity.name) || is(&entity.text)
}

fn entities(reading: &Reading) -> impl Iterator<Item = &Entity> {
    let named = reading.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Name(entity) => Some(entity),
        _ => None,
    });
    let filling = reading.claims.iter().flat_map(|it| it.roles.values().flatten());
    named.chain(filling.filter_map(|value| match value {
        Value::Entity(entity) => Some(entity),
        _ => None,
    }))
}

fn each(reading: &mut Reading, change: &mut impl FnMut(&mut Entity)) {
    for mention in &mut reading.mentions {
        if let MentionKind::Name(entity) = &mut mention.kind {
            change(entity);
        }
    }
    for value in reading.claims.iter_mut().flat_map(|it| it.roles.values_mut()).flatten() {
        if let Value::Entity(entity) = value {
            change(entity);
        }
    }
}
