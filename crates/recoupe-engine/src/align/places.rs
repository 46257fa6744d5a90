//! Which places a text puts inside one another: « à Molenbeek, près de Bruxelles », "Ungheni
//! (Moldova)". Only ever used to hold two places compatible.

use std::collections::BTreeSet;

use recoupe_model::{Class, Entity, EntityId, MentionKind, Reading};

/// Pairs of an inner and an outer place, sorted.
pub(super) fn inside(readings: &[&Reading]) -> Vec<(EntityId, EntityId)> {
    let mut pairs = BTreeSet::new();
    for reading in readings {
        let text = &reading.document.text;
        let places: Vec<&Entity> =
            reading.mentions.iter().filter_map(|it| place(&it.kind)).collect();
        for pair in places.windows(2) {
            let (inner, outer) = (pair[0], pair[1]);
            let between = text.get(inner.span.end()..outer.span.start()).unwrap_or("\n\n");
            if inner.id != outer.id && is_apposition(between) {
                pairs.insert((inner.id.clone(), outer.id.clone()));
            }
        }
    }
    pairs.into_iter().collect()
}

fn place(kind: &MentionKind) -> Option<&Entity> {
    match kind {
        MentionKind::Name(entity) if entity.class == Class::Place => Some(entity),
        _ => None,
    }
}

/// A comma or an opening bracket and a few short words, and no more.
fn is_apposition(between: &str) -> bool {
    let trimmed = between.trim_start();
    let opens = trimmed.starts_with([',', '(']);
    opens && between.len() <= 32 && !trimmed[1..].contains(['.', ',', ';', ':', '\n', '('])
}
