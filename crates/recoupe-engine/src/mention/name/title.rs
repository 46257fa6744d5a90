//! The title before a name, and what it tells of its bearer.

use recoupe_model::{EntityId, Upos};

use super::atoms::{Case, Gap};
use super::known::{Hit, state_at};
use super::scene::{Phrases, Scene};

/// A title stands at most this many words before its name.
const REACH: usize = 9;

/// What a title tells of its bearer.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The state, when the title names one.
    pub(super) of: Option<EntityId>,
    /// Whether it stands right before the name, or with only its state between.
    near: bool,
    /// Whether it is « M. », "Mrs".
    civility: bool,
}

impl Title {
    /// Whether these words can bear it: one word alone needs the title beside it.
    pub(super) fn bears(&self, scene: &Scene<'_>, from: usize, to: usize) -> bool {
        let is_acronym = scene.atoms.list[from].case == Case::Upper;
        to - from > 1 || self.civility || self.near && !is_acronym
    }
}

/// The title before a name: « la ministre nord-coréenne des Affaires étrangères, ».
pub(super) fn title_before(scene: &Scene<'_>, hits: &[Hit<'_>], name: usize) -> Option<Title> {
    let list = &scene.atoms.list;
    let sentence = list.get(name)?.sentence;
    // « le maire de Valmer », « le préfet d'Orgne »: what follows is no person.
    let governed = |at: usize| scene.one("preposition", at).is_some();
    let before = name.checked_sub(1)?;
    let article = scene.is_in("article", before) && before.checked_sub(1).is_some_and(governed);
    if governed(before) || article {
        return None;
    }
    let mut of = None;
    for at in (name.saturating_sub(REACH)..name).rev() {
        let adjacent = at + 1 == name;
        match list[at + 1].gap {
            Gap::Space | Gap::Hyphen | Gap::Apostrophe => {}
            Gap::Comma if adjacent => {}
            Gap::Dot if adjacent && scene.one("title", at).is_some() => {}
            _ => return None,
        }
        if list[at].sentence != sentence {
            return None;
        }
        let state = state_at(scene, hits, at).map(|(state, _)| state);
        let is_state = state.is_some();
        of = state.or(of);
        let kind = scene.kind("title", at).filter(|(_, to)| *to <= name);
        let kind = kind.or_else(|| scene.kind("person_noun", at).filter(|(_, to)| *to <= name));
        if let Some((kind, to)) = kind {
            // A civility or a plain noun stands right before its name.
            let far = to < name && (kind == "civility" || !goes_with(scene, hits, to, name));
            if far || list[to].gap == Gap::Comma && kind == "civility" {
                return None;
            }
            let of = of.or_else(|| state_before(scene, hits, at));
            let between = state_at(scene, hits, to).map_or(to, |(_, end)| end);
            let near = between >= name;
            return Some(Title { of, near, civility: kind == "civility" });
        }
        let is_clause = list[at].is(&[Upos::Verb, Upos::Aux, Upos::Pron]) && !is_state;
        if scene.is_in("title_break", at) || is_clause {
            return None;
        }
    }
    None
}

/// The state before a title: "South Korea's Defence Minister", "Russian President".
fn state_before(scene: &Scene<'_>, hits: &[Hit<'_>], title: usize) -> Option<EntityId> {
    for at in (title.saturating_sub(5)..title).rev() {
        if !matches!(scene.gap(at + 1), Gap::Space | Gap::Apostrophe | Gap::Hyphen) {
            return None;
        }
        if let Some((state, to)) = state_at(scene, hits, at).filter(|(_, to)| *to <= title) {
            let to = if scene.atoms.possessive(to) { to + 1 } else { to };
            // Only an office stands between.
            let offices = (to..title).all(|at| {
                scene.longest(Phrases::Ministry, at).is_some() || scene.atoms.list[at].is_capital()
            });
            return Some(state).filter(|_| offices);
        }
    }
    None
}

/// Whether the words between a title and a name only say more of the title: an adjective, « des
/// Affaires étrangères », "of Peru".
fn goes_with(scene: &Scene<'_>, hits: &[Hit<'_>], from: usize, name: usize) -> bool {
    let first = &scene.atoms.list[from];
    if first.gap == Gap::Comma {
        return from == name;
    }
    let links = scene.one("preposition", from) == Some("of") || scene.is_in("link", from);
    links || state_at(scene, hits, from).is_some() || first.is(&[Upos::Adj])
}
