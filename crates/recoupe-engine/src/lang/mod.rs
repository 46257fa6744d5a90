//! What the rooms know: words of each language, frames of happenings, names of the world.
//!
//! All of it is files that a linguist can edit; here they are read, checked and indexed, and
//! every mistake is reported with its file, line and a hint.

mod conjugation;
mod error;
mod frame;
mod gazetteer;
mod kinds;
mod likeness;
mod lots;
mod offices;
mod pack;
mod places;
mod report;
mod sides;
mod sound;
mod stems;
mod table;
mod translations;

use std::collections::BTreeMap;

pub(crate) use conjugation::tense_by_ending;
pub use error::Mistake;
pub use frame::{Compare, Frame, Slot, SlotKind, Stage};
pub use gazetteer::{Ambiguous, Form, Gazetteer, Known, Way, fold, is_acronym, words};
pub use kinds::Kinds;
pub use likeness::{
    Likeness, country, is_any_instrument, is_called_by_name, is_vague, sound, sounds_like,
};
pub use lots::Lots;
pub use pack::Pack;
pub use recoupe_data::Files;
use recoupe_model::Lang;
pub use report::Report;
pub use sides::sides;
pub use sound::{Alike, Sounds, Spelling, alike};
pub use stems::{large_words, stem, stems};
pub use table::{Row, Table};

/// Everything that was loaded.
#[derive(Debug)]
pub struct Knowledge {
    /// One pack a language, by its code.
    pub packs: BTreeMap<Lang, Pack>,
    /// The kinds of happenings, by name.
    pub frames: BTreeMap<String, Frame>,
    /// Names of the world.
    pub gazetteer: Gazetteer,
    /// What sort of thing words name, in every language.
    pub kinds: Kinds,
    /// Words that count one lot.
    pub lots: Lots,
}

impl Knowledge {
    /// Reads the folder `data/`.
    ///
    /// # Errors
    /// All mistakes at once, in the order of the files.
    pub fn load(files: &Files) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let frames = frame::load(files, &mut mistakes);
        let packs = pack::load_all(files, &mut mistakes);
        let langs: Vec<&str> = packs.keys().map(Lang::code).collect();
        let gazetteer = Gazetteer::load(files, &langs, &mut mistakes);
        let kinds = Kinds::load(files, &mut mistakes);
        let lots = Lots::load(files, &mut mistakes);
        if mistakes.is_empty() {
            Ok(Self { packs, frames, gazetteer, kinds, lots })
        } else {
            Err(mistakes)
        }
    }

    /// The pack of a language, if there is one.
    pub fn pack(&self, lang: &Lang) -> Option<&Pack> {
        self.packs.get(lang)
    }
}
