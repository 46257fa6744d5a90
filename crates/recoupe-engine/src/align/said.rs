//! What an act of speech says, as far as two reports of it can be held against each other.

use std::collections::BTreeSet;

use recoupe_model::{Lang, Role};

use super::told::Told;
use crate::lang::stems;

/// The content of one claim of an act of speech.
pub(super) struct Said {
    language: Lang,
    /// Stems of the words that name something.
    words: BTreeSet<String>,
    /// Whom and what its sentence names, the speaker left out: the same in every language.
    about: BTreeSet<String>,
}

impl Said {
    pub(super) fn by(told: &Told) -> Self {
        let content = told.values(Role::Content).iter();
        let words = content.flat_map(|value| stems(value.text()));
        Self {
            language: told.language.clone(),
            words: words.filter(|word| word.len() > 3).collect(),
            about: told.about.clone(),
        }
    }

    /// Whether both may be one statement. In one language they share words; in two they must
    /// not be about wholly different things.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        if self.language != other.language {
            let (a, b) = (&self.about, &other.about);
            return a.is_empty() || b.is_empty() || !a.is_disjoint(b);
        }
        let shared = self.words.intersection(&other.words).count();
        let least = self.words.len().min(other.words.len());
        shared > 0 && shared * 2 >= least
    }
}
