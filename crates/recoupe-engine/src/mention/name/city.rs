//! Cities of the long list, which count only where the words around say that they are places.
//!
//! Many of them are also family names, first words of bodies or ordinary words. One sign in the
//! text is enough for all places where the name stands alone.

use std::collections::BTreeSet;

use recoupe_model::EntityId;

use super::atoms::Gap;
use super::capital::is_dateline;
use super::found::Found;
use super::known::{Hit, state_at};
use super::scene::Scene;

/// Cities, as proposals. `hits` are the other names, `cities` those of the long list.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>], cities: &[Hit<'_>]) -> Vec<Found> {
    let alone: Vec<&Hit<'_>> = cities.iter().filter(|hit| stands_alone(scene, hit)).collect();
    let told: BTreeSet<&EntityId> =
        alone.iter().filter(|hit| is_place(scene, hits, hit)).map(|hit| &hit.known.id).collect();
    let is_told = alone.into_iter().filter(|hit| told.contains(&hit.known.id));
    is_told
        .map(|hit| Found {
            from: hit.from,
            to: hit.to,
            rule: "name/city",
            ..scene.entity(hit.known)
        })
        .collect()
}

/// Whether no capitalised word before or after goes on the name: "Jackson Mulvane", « Bafing SA ».
fn stands_alone(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let joined = |at: usize| matches!(scene.gap(at), Gap::Space | Gap::Hyphen);
    let before = hit.from.checked_sub(1).filter(|_| joined(hit.from));
    let goes_on = before.is_some_and(|at| {
        let atom = &scene.atoms.list[at];
        scene.is_in("title", at)
            || atom.is_capital()
                && scene.one("preposition", at).is_none()
                && !scene.is_in("place_noun", at)
                && !scene.is_in("not_name", at)
    });
    let next = scene.atoms.get(hit.to).filter(|_| joined(hit.to));
    !goes_on && !next.is_some_and(|next| next.is_capital() && !next.title_case)
}

/// « à Patna », « la ville de Patna », "north of Patna", "Patna, India", "PATNA (Reuters) -".
fn is_place(scene: &Scene<'_>, hits: &[Hit<'_>], hit: &Hit<'_>) -> bool {
    if is_dateline(scene, hit) {
        return true;
    }
    if scene.atoms.list[hit.from].title_case || scene.atoms.possessive(hit.to) {
        return false;
    }
    let states = matches!(scene.gap(hit.to), Gap::Comma | Gap::Open)
        && state_at(scene, hits, hit.to).is_some();
    let Some(before) = hit.from.checked_sub(1) else { return states };
    if !matches!(scene.gap(hit.from), Gap::Space | Gap::Apostrophe) {
        return states;
    }
    let noun = before.checked_sub(1);
    let key = noun.map_or("", |at| scene.atoms.key(at));
    states
        || scene.is_in("place_noun", before)
        || match scene.one("preposition", before) {
            Some("place") => true,
            Some("dative") => {
                scene.lists.stem("governor", key) == Some("place")
                    || scene.atoms.list[before].initial
            }
            Some("of") => {
                let is_where = |at| {
                    ["direction", "place_noun", "site_noun"].iter().any(|it| scene.is_in(it, at))
                };
                noun.is_some_and(is_where)
            }
            _ => false,
        }
}
