//! People that no gazetteer knows: a title, a given name or an act of speech beside capitals.

use recoupe_model::{Class, Relation, Upos};

use super::atoms::{Atom, Case, Gap};
use super::found::Found;
use super::known::{Hit, state_at};
use super::scene::{Phrases, Scene, slug};
use super::title::title_before;
use crate::lang::Form;

/// A name with at most this many words.
const LONGEST: usize = 5;

/// People with a full name, as proposals.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scene.atoms.list.len() {
        let Some(to) = name_end(scene, hits, at) else {
            at += 1;
            continue;
        };
        let title = title_before(scene, hits, at);
        let titled = title.as_ref().is_some_and(|title| title.bears(scene, at, to));
        let is_person = titled && !is_known_thing(hits, at, to)
            || to - at >= 2 && is_person_by_itself(scene, hits, at, to);
        if !is_person {
            at += 1;
            continue;
        }
        let words = scene.atoms.words(at, to);
        found.push(Found {
            from: at,
            to,
            id: slug(Class::Person, words),
            class: Class::Person,
            name: tidy(words),
            of: title.and_then(|title| title.of),
            rule: "name/person-described",
            open: false,
        });
        at = to;
    }
    found
}

/// One line, one space between words, capitals only where a name has them.
pub(super) fn tidy(words: &str) -> String {
    let parts: Vec<String> = words.split_whitespace().map(soften).collect();
    parts.join(" ")
}

/// « MACRON » is Macron; "JD" stays.
fn soften(word: &str) -> String {
    if word.chars().count() < 4 || word.contains(char::is_lowercase) {
        return word.to_owned();
    }
    let mut initial = true;
    let letters = word.chars().flat_map(|c| {
        let lower: String = if initial { c.to_string() } else { c.to_lowercase().collect() };
        initial = !c.is_alphabetic();
        lower.chars().collect::<Vec<_>>()
    });
    letters.collect()
}

/// The end of the run of capitalised words that begins here, if one can begin a person's name.
fn name_end(scene: &Scene<'_>, hits: &[Hit<'_>], at: usize) -> Option<usize> {
    let first = scene.atoms.get(at)?;
    if !can_be_of_name(scene, first, at) || first.title_case && !names_person(scene, at) {
        return None;
    }
    if at > 0 && first.gap == Gap::Hyphen && scene.atoms.list[at - 1].is_capital() {
        return None;
    }
    let mut to = at + 1;
    while to - at < LONGEST && scene.atoms.joins(to) {
        let next = &scene.atoms.list[to];
        if can_be_of_name(scene, next, to) {
            // "Jane Doe, South Korean …" without its comma; but "Michael Jordan".
            let named = names_person(scene, at) && is_state_name(hits, to);
            if next.gap == Gap::Space && !named && state_at(scene, hits, to).is_some() {
                break;
            }
            to += 1;
        } else if next.gap == Gap::Hyphen && next.case == Case::Lower && !next.starts_digit() {
            to += 1;
        } else if let Some(after) = particle_end(scene, at, to) {
            to = after;
        } else {
            break;
        }
    }
    Some(to)
}

/// Whether the name of a state begins at a word, rather than its adjective.
fn is_state_name(hits: &[Hit<'_>], at: usize) -> bool {
    let from = hits.partition_point(|hit| hit.from < at);
    let mut here = hits[from..].iter().take_while(|hit| hit.from == at);
    here.any(|hit| hit.way.form == Form::Name && hit.known.class == Class::Country)
}

/// Whether a word can be part of somebody's name.
fn can_be_of_name(scene: &Scene<'_>, atom: &Atom<'_>, at: usize) -> bool {
    atom.is_capital()
        && !atom.starts_digit()
        && !scene.is_in("not_name", at)
        && scene.longest(Phrases::Ministry, at).is_none()
        && !(atom.initial && atom.is(FUNCTION) && !names_person(scene, at))
        && !(scene.is_in("title", at) || scene.is_in("organisation_noun", at))
}

/// Tags of words that only begin a sentence with a capital.
const FUNCTION: &[Upos] = &[
    Upos::Adp,
    Upos::Adv,
    Upos::Aux,
    Upos::Cconj,
    Upos::Det,
    Upos::Num,
    Upos::Pron,
    Upos::Sconj,
    Upos::Verb,
];

fn names_person(scene: &Scene<'_>, at: usize) -> bool {
    scene.is_in("first_name", at)
}

/// « von der Leyen », « ben Salmane »: the capitalised word after small ones that names have.
fn particle_end(scene: &Scene<'_>, first: usize, at: usize) -> Option<usize> {
    // « Dominique de Brenne », but not « Club de Brenne ».
    if scene.one("preposition", at) == Some("of") && !names_person(scene, first) {
        return None;
    }
    let mut here = at;
    while here < at + 2 && scene.atoms.joins(here) && scene.is_in("particle", here) {
        here += 1;
    }
    let next = scene.atoms.get(here).filter(|_| here > at && scene.atoms.joins(here))?;
    can_be_of_name(scene, next, here).then_some(here + 1)
}

/// Whether the words are already a state, a place or a body, and nothing more.
fn is_known_thing(hits: &[Hit<'_>], from: usize, to: usize) -> bool {
    let at = hits.partition_point(|hit| hit.from < from);
    hits[at..].iter().take_while(|hit| hit.from == from).any(|hit| {
        let strong = !matches!(hit.way.form, Form::Surname | Form::WeakSurname | Form::Prefix);
        hit.to == to && strong && hit.known.class != Class::Person
    })
}

/// Two or more capitalised words that are a person without a title before them.
fn is_person_by_itself(scene: &Scene<'_>, hits: &[Hit<'_>], from: usize, to: usize) -> bool {
    let first = &scene.atoms.list[from];
    if is_known_thing(hits, from, to) || is_org_like(scene, from, to) {
        return false;
    }
    let is_given = names_person(scene, from);
    let is_family_first = scene.one("first_name", from) == Some("family")
        && scene.gap(from + 1) == Gap::Space
        && scene.gap(from + 2) == Gap::Hyphen
        && to == from + 3;
    if is_given || is_family_first {
        return true;
    }
    let starts_as_thing = hits
        .get(hits.partition_point(|hit| hit.from < from))
        .is_some_and(|hit| hit.from == from && hit.known.class != Class::Person);
    if starts_as_thing {
        return false;
    }
    let described = is_described_after(scene, to);
    is_subject(scene, from, to)
        || !first.initial && (described || speaks(scene, from, to))
        || first.initial && described && to - from == 2
}

/// Two or three names of which the parser makes one, the subject of a verb, without an article:
/// « Tarvin Okeddo a traversé », "Tarvin Okeddo crossed".
fn is_subject(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let list = &scene.atoms.list[from..to];
    let proper = list.iter().all(|atom| atom.is(&[Upos::Propn]) && atom.case == Case::Capital);
    let subject = list[0].token.is_some_and(|token| token.deprel.base == Relation::Nsubj);
    let rest = list[1..].iter().filter_map(|atom| atom.token);
    let flat = rest.into_iter().all(|token| {
        matches!(token.deprel.base, Relation::Flat | Relation::Nsubj | Relation::Compound)
    });
    let bare = from == 0
        || !(scene.is_in("article", from - 1)
            && matches!(list[0].gap, Gap::Space | Gap::Apostrophe));
    proper && subject && flat && bare && to - from <= 3
}

/// An acronym at the head, or a word of companies, makes them a body.
fn is_org_like(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let list = &scene.atoms.list;
    let acronym = list[from].case == Case::Upper && list[from + 1].case != Case::Upper;
    let initials = list[from].key.len() <= 2;
    let is_body = |at| scene.is_in("organisation_noun", at) || scene.is_in("company_word", at);
    acronym && !initials || (from..to).any(is_body)
}

/// "Jane Doe, a teacher", « Jeanne Dule, directrice de … », « Jeanne Dule, 34 ans ».
fn is_described_after(scene: &Scene<'_>, to: usize) -> bool {
    if scene.gap(to) != Gap::Comma {
        return false;
    }
    let noun = |at: usize| {
        scene.kind("title", at).is_some_and(|(kind, _)| kind != "civility")
            || scene.kind("person_noun", at).is_some()
    };
    let is_age = scene.atoms.list[to].starts_digit()
        && scene.atoms.key(to).parse().is_ok_and(|age: u32| (1..=120).contains(&age));
    is_age || (to..to + 4).take_while(|&at| at == to || scene.gap(at) == Gap::Space).any(noun)
}

/// A verb of speech right before or right after.
fn speaks(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let verb = |atom: Option<&Atom<'_>>| {
        atom.and_then(|atom| atom.token).is_some_and(|token| {
            token.upos == Upos::Verb
                && scene.lists.has("reporting_verb", &token.lemma.to_lowercase())
        })
    };
    let after =
        if scene.atoms.get(to).is_some_and(|atom| atom.is(&[Upos::Aux])) { to + 1 } else { to };
    scene.gap(from) == Gap::Space && verb(scene.atoms.before(from))
        || scene.gap(to) == Gap::Space && verb(scene.atoms.get(after))
}
