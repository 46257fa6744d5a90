//! Places that a text tells as towns: by what it calls them, or by the word before them.

use recoupe_model::{Entity, Reading};

use crate::lang::{Knowledge, Pack};

/// Bytes before a place in which its preposition stands.
const BEFORE: usize = 32;

/// Whether the text calls the place a town, or says « à » of it: « en Crète », « dans l'Ennedi » are no towns; "in Buka"
/// is one where nothing is known of it, as regions are.
pub(crate) fn is_told_as_town(knowledge: &Knowledge, reading: &Reading, place: &Entity) -> bool {
    let (text, pack) = (&reading.document.text, knowledge.pack(&reading.document.language));
    let before = text.get(..place.span.start()).unwrap_or_default();
    let from = before.floor_char_boundary(before.len().saturating_sub(BEFORE));
    let before = format!(" {}", before[from..].trim_end().to_lowercase().replace('’', "'"));
    let is_case = |pack: &Pack| {
        let list = pack.words("town_case");
        // "at the Kleberand" may be a palace.
        let is_bare = place.text.starts_with(char::is_uppercase);
        is_bare
            && list.rows().iter().any(|row| {
                before.strip_suffix(row.key()).is_some_and(|it| it.ends_with(' '))
                    && (place.of.is_none() || list.cell(row, "of_known") == "yes")
            })
    };
    knowledge.kinds.is_town_in(&place.text) || pack.is_some_and(is_case)
}
