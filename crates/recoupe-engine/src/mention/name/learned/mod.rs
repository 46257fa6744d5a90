//! Names that no rule knows, by weights learned from texts in which people marked names.
//!
//! What the rules found is what the weights see first, and it stands where it is sure; what the
//! rules only guess from the words around gives way to a name of another extent or class.

mod features;
mod model;

use recoupe_model::{Class, Sentence};

use super::atoms::{Case, Gap};
use super::found::Found;
use super::known::Hit;
use super::person::tidy;
use super::scene::{Scene, slug};
use super::title::title_before;
use crate::lang::{Form, Mistake, Pack};
use features::View;
use model::{Model, Row};

/// The rule by which these names go.
pub(super) const RULE: &str = "name/learned";
/// The file of a pack that holds the weights.
const FILE: &str = "names.bin";

/// Rules that guess from the words around.
const GUESSES: &[&str] = &[
    "name/organisation-again",
    "name/organisation-described",
    "name/person-again",
    "name/person-described",
    "name/place-described",
    "name/place-in",
];

/// Rules whose names may be a part of a longer name: « l'hôpital de *Nice* », "*Jordan* Valley".
const HELD: &[&str] = &["name/country", "name/place", "name/organisation", "name/armed-group"];

/// What the weights must say of one word alone, over what they say for no name; in their units.
const ENOUGH: i32 = 96;

/// What is wrong with the weights of a language; a language without any is none.
pub(super) fn mistake(pack: &Pack) -> Option<Mistake> {
    let says = Model::load(pack.bytes(FILE)?).err()?;
    let file = format!("lang/{}/{FILE}", pack.lang.code());
    Some(Mistake::new(&file, 0, format!("{says}; copy it again from data/, or train it anew")))
}

/// Names to be put beside those of the rules, or in place of what these only guessed.
pub(super) fn find(
    scene: &Scene<'_>,
    pack: &Pack,
    hits: &[Hit<'_>],
    cities: &[Hit<'_>],
    sentences: &[Sentence],
    names: &[Found],
) -> Vec<Found> {
    let model = pack.derived(|pack| Weights(pack.bytes(FILE).and_then(|it| Model::load(it).ok())));
    let Some(model) = &model.0 else { return Vec::new() };
    let view = View::new(scene, sentences, names);
    let atoms = &scene.atoms.list;
    let mut found = Vec::new();
    let mut from = 0;
    while from < atoms.len() {
        let same = |atom: &&super::atoms::Atom<'_>| atom.sentence == atoms[from].sentence;
        let to = from + atoms[from..].iter().take_while(same).count();
        if is_open(scene, names, from, to) {
            let rows: Vec<_> = (from..to).map(|at| view.row(model, at, from, to)).collect();
            for (start, end, class) in spans(&model.best(&rows)) {
                let start = without_title(scene, from + start, from + end, class);
                let (start, class) = without_people(scene, hits, start, from + end, class);
                if start == from + end {
                    continue;
                }
                let it = name(scene, hits, start, from + end, class);
                if is_sure(scene, hits, &it, &rows[start - from..end]) && is_better(names, &it) {
                    found.push(known_city(scene, cities, it));
                }
            }
        }
        from = to;
    }
    found
}

/// The weights of a language, if it has any.
#[derive(Debug)]
struct Weights(Option<Model>);

/// Whether a sentence has a capital that no rule is sure of.
fn is_open(scene: &Scene<'_>, names: &[Found], from: usize, to: usize) -> bool {
    let near = || around(names, from, to);
    let has = |at: usize| near().any(|it| it.from <= at && at < it.to && !is_guess(it));
    (from..to).any(|at| {
        let atom = &scene.atoms.list[at];
        atom.is_capital() && !atom.title_case && !scene.is_in("not_name", at) && !has(at)
    })
}

/// The names that have a word from `from` to before `to`.
fn around(names: &[Found], from: usize, to: usize) -> impl Iterator<Item = &Found> {
    /// No name has so many words.
    const LONGEST: usize = 32;
    let first = names.partition_point(|name| name.from + LONGEST <= from);
    let near = names[first..].iter().take_while(move |name| name.from < to);
    near.filter(move |name| name.to > from)
}

fn is_guess(it: &Found) -> bool {
    GUESSES.contains(&it.rule)
}

/// Whether a name of the rules stands only for an inhabitant or an adjective.
fn is_adjective(it: &Found) -> bool {
    matches!(it.rule, "name/demonym" | "name/compound")
}

/// The first word of a person's name that is no title: "Mr Mulvane".
fn without_title(scene: &Scene<'_>, from: usize, to: usize, class: Class) -> usize {
    let is_title = |at: &usize| class == Class::Person && scene.is_in("title", *at);
    from + (from..to).take_while(is_title).count()
}

/// « la *Norvégienne* Liv Brekke »: where an inhabitant stands before two names, they are hers.
fn without_people(
    scene: &Scene<'_>,
    hits: &[Hit<'_>],
    from: usize,
    to: usize,
    class: Class,
) -> (usize, Class) {
    let near = hits.partition_point(|hit| hit.from < from);
    let mut here = hits[near..].iter().take_while(|hit| hit.from == from);
    let people = here.find(|hit| {
        let forms = matches!(hit.way.form, Form::Adjective | Form::People);
        forms && hit.known.class == Class::Country && hit.to + 2 == to
    });
    let article = from.checked_sub(1).is_some_and(|at| scene.is_in("article", at));
    match people {
        Some(hit) if article && class != Class::Organisation => (hit.to, Class::Person),
        _ => (from, class),
    }
}

/// Whether the words are one run that the lists do not know as something else, and one word alone
/// has enough for it.
fn is_sure(scene: &Scene<'_>, hits: &[Hit<'_>], it: &Found, rows: &[Row]) -> bool {
    let first = &scene.atoms.list[it.from];
    let common = (it.from..it.to).all(|at| scene.is_in("not_name", at));
    let parted = (it.from + 1..it.to).any(|at| !scene.atoms.joins(at) || is_agent_mark(scene, at));
    let near = hits.partition_point(|hit| hit.from < it.from);
    let mut here = hits[near..].iter().take_while(|hit| hit.from == it.from);
    // A word that the lists have and the rules did not take for what it is there: « en russe ».
    let is_other = here.any(|hit| {
        let weak = matches!(hit.way.form, Form::Surname | Form::WeakSurname | Form::Prefix);
        hit.to == it.to && !weak
    });
    if common || parted || is_other || first.title_case {
        return false;
    }
    let alone = (it.from + 1..it.to).all(|at| scene.gap(at) == Gap::Hyphen);
    let enough = |begin: usize| rows.iter().all(|r| r[begin].max(r[begin + 1]) - r[0] >= ENOUGH);
    let article = it.from.checked_sub(1).is_some_and(|at| scene.is_in("article", at));
    match it.class {
        _ if !alone => true,
        // « le Trésor » is nobody.
        Class::Person => !article && enough(1),
        Class::Organisation => first.case == Case::Upper && enough(3),
        _ => enough(5),
    }
}

/// « Ondaine par Valmont », "Orsel by Valmont": two names.
fn is_agent_mark(scene: &Scene<'_>, at: usize) -> bool {
    scene.is_in("agent_case", at)
}

/// Whether a name goes before what the rules found at the same words.
fn is_better(names: &[Found], it: &Found) -> bool {
    around(names, it.from, it.to).all(|name| {
        let inside = it.from <= name.from && name.to <= it.to && name.len() < it.len();
        let holds = name.from <= it.from && it.to <= name.to;
        if is_guess(name) {
            return !holds;
        }
        inside && (is_adjective(name) || HELD.contains(&name.rule))
    })
}

/// Whether a name of the rules goes because of one that is better.
pub(super) fn gives_way(name: &Found, learned: &[Found]) -> bool {
    let near = learned.partition_point(|it| it.to <= name.from);
    is_guess(name) && learned.get(near).is_some_and(|it| it.from < name.to)
}

/// A name at some words.
fn name(scene: &Scene<'_>, hits: &[Hit<'_>], from: usize, to: usize, class: Class) -> Found {
    let words = scene.atoms.words(from, to);
    let title = title_before(scene, hits, from).filter(|_| class == Class::Person);
    Found {
        from,
        to,
        id: slug(class, words),
        class,
        name: tidy(words),
        of: title.and_then(|title| title.of),
        rule: RULE,
        open: class != Class::Person,
    }
}

/// A place that the long list of cities knows is that one.
fn known_city(scene: &Scene<'_>, cities: &[Hit<'_>], it: Found) -> Found {
    let at = cities.partition_point(|hit| hit.from < it.from);
    let same =
        cities[at..].iter().take_while(|hit| hit.from == it.from).find(|hit| hit.to == it.to);
    match same.filter(|_| it.class == Class::Place) {
        Some(hit) => Found { from: it.from, to: it.to, rule: it.rule, ..scene.entity(hit.known) },
        None => it,
    }
}

/// Names in the tags of a sentence: first word, the word after the last, class. What is neither
/// a person nor a body nor a place (a work, a prize) is left out.
fn spans(tags: &[usize]) -> Vec<(usize, usize, Class)> {
    let mut found = Vec::new();
    for (start, &tag) in tags.iter().enumerate() {
        let class = match tag {
            1 => Class::Person,
            3 => Class::Organisation,
            5 => Class::Place,
            _ => continue,
        };
        let inside = tags[start + 1..].iter().take_while(|&&next| next == tag + 1).count();
        found.push((start, start + 1 + inside, class));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_to_names() {
        let tags = [0, 1, 2, 2, 3, 0, 7, 8, 5];
        let found = [(1, 4, Class::Person), (4, 5, Class::Organisation), (8, 9, Class::Place)];
        assert_eq!(spans(&tags), found);
    }
}
