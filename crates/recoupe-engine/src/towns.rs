//! Places that a text tells as towns: by what it calls them, or by the word before them.

use recoupe_model::{Entity, Reading};

use crate::lang::{Knowledge, is_town_in};

/// Whether the text calls the place a town, or says « à » of it: « en Crète », « dans l'Ennedi » are no towns.
pub(crate) fn is_told_as_town(knowledge: &Knowledge, reading: &Reading, place: &Entity) -> bool {
    let (text, pack) = (&reading.document.text, knowledge.pack(&reading.document.language));
    let before = text.get(..place.span.start()).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    is_town_in(&place.text) || pack.is_some_and(|pack| pack.words("town_case").has(&word))
}
