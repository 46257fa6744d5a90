//! Places that a text tells as towns: by what it calls them, or by the word before them.

use recoupe_model::{Entity, Reading};

use crate::lang::{Knowledge, Pack};

/// Whether the text calls the place a town, or says « à » of it: « en Crète », « dans l'Ennedi » are no towns; "in Buka"
/// is one where nothing is known of it, as regions are.
pub(crate) fn is_told_as_town(knowledge: &Knowledge, reading: &Reading, place: &Entity) -> bool {
    let (text, pack) = (&reading.document.text, knowledge.pack(&reading.document.language));
    let before = text.get(..place.span.start()).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let is_case = |pack: &Pack| {
        let list = pack.words("town_case");
        // "at the Kleberand" may be a palace.
        let is_bare = place.text.starts_with(char::is_uppercase);
        is_bare
            && list.has(&word)
            && (place.of.is_none() || list.get(&word, "of_known") == Some("yes"))
    };
    knowledge.kinds.is_town_in(&place.text) || pack.is_some_and(is_case)
}
