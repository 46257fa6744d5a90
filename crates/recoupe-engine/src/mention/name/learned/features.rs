//! What the recogniser sees of each word; the twin of `training/names/features.py`.
//!
//! A feature is a short text (`w-1=general`); only its hash is ever made.

use std::collections::BTreeMap;

use recoupe_model::Sentence;

use super::model::{Model, Row};
use crate::mention::name::atoms::{Atom, Case};
use crate::mention::name::found::Found;
use crate::mention::name::scene::Scene;

/// Word lists that a word may stand in; their names are features.
const LISTS: [&str; 9] = [
    "first_name",
    "title",
    "person_noun",
    "organisation_noun",
    "place_noun",
    "company_word",
    "particle",
    "reporting_verb",
    "not_name",
];
/// What stands where a sentence has no word.
const EDGE: &str = "^";

/// The hash of a feature (FNV-1a, 32 bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(pub(super) u32);

impl Hash {
    /// Of the beginning of a feature.
    pub(super) fn new(text: &str) -> Self {
        Self(0x811c_9dc5).and(text)
    }

    /// Of the feature with more behind.
    pub(super) fn and(self, text: &str) -> Self {
        let hash = |value: u32, byte: u8| (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        Self(text.bytes().fold(self.0, hash))
    }
}

/// One word with all that its own features and those of its neighbours tell of it.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    atom: &'a Atom<'a>,
    gap: &'static str,
    case: &'static str,
    length: &'static str,
    upos: &'static str,
    deprel: &'static str,
    head: String,
    /// The rule that found a name here: `B` or `I` and its name.
    cover: (&'static str, &'static str),
    lists: [bool; LISTS.len()],
}

/// All words of a document, as the recogniser sees them.
#[derive(Debug)]
pub(super) struct View<'a> {
    /// One an atom.
    pub(super) words: Vec<Seen<'a>>,
    written: BTreeMap<&'a str, (bool, bool)>,
}

impl<'a> View<'a> {
    /// Looks at a document in which the rules have found these names.
    pub(super) fn new(scene: &'a Scene<'_>, sentences: &[Sentence], names: &[Found]) -> Self {
        let mut covers = vec![("-", ""); scene.atoms.list.len()];
        let mut outer = 0;
        for name in names {
            if name.from < outer {
                continue;
            }
            outer = name.to;
            let rule = name.rule.strip_prefix("name/").unwrap_or(name.rule);
            covers[name.from..name.to].fill(("I", rule));
            covers[name.from] = ("B", rule);
        }
        let mut words: Vec<Seen<'a>> = Vec::with_capacity(covers.len());
        let mut written: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
        let mut end = 0;
        for (at, atom) in scene.atoms.list.iter().enumerate() {
            let before = scene.atoms.text.get(end..atom.span.start()).unwrap_or("");
            end = atom.span.end();
            let first = at == 0 || scene.atoms.list[at - 1].sentence != atom.sentence;
            let case = case(atom);
            let how = written.entry(&atom.key).or_default();
            how.0 |= !first && matches!(case, "c" | "u");
            how.1 |= case == "l";
            words.push(Seen {
                atom,
                gap: gap(before),
                case,
                length: ["0", "1", "2", "3", "4"][atom.key.chars().take(4).count()],
                upos: atom.token.map_or("-", |token| token.upos.name()),
                deprel: atom.token.map_or("-", |token| token.deprel.base.name()),
                head: head(atom, sentences),
                cover: covers[at],
                lists: LISTS.map(|list| scene.is_in(list, at)),
            });
        }
        Self { words, written }
    }

    /// The scores of a word of the sentence that begins at `from` and ends before `to`.
    pub(super) fn row(&self, model: &Model, at: usize, from: usize, to: usize) -> Row {
        let here = &self.words[at];
        let near = |by: isize| {
            let there = at.checked_add_signed(by).filter(|it| (from..to).contains(it));
            there.and_then(|it| self.words.get(it))
        };
        let mut row = [0; super::model::TAGS];
        let mut add = |feature: Hash| model.add(&mut row, feature);
        add(Hash::new("b"));
        for (by, name) in [(-2, "-2="), (-1, "-1="), (0, "0="), (1, "1="), (2, "2=")] {
            let it = near(by);
            let of = |letter: &str| Hash::new(letter).and(name);
            add(of("w").and(it.map_or(EDGE, |it| &it.atom.key)));
            if by.abs() > 1 {
                continue;
            }
            add(shape(of("c"), it));
            let (at, rule) = it.map_or((EDGE, ""), |it| it.cover);
            add(of("r").and(at).and(rule));
            add(of("p").and(it.map_or(EDGE, |it| it.upos)));
            let lists = it.map_or([false; LISTS.len()], |it| it.lists);
            let within = LISTS.iter().zip(lists).filter(|(_, is_in)| *is_in);
            within.for_each(|(list, _)| add(of("l").and(list)));
        }
        let (key, before, after) = (&*here.atom.key, near(-1), near(1));
        let word = |it: Option<&Seen<'a>>| it.map_or(EDGE.to_owned(), |it| it.atom.key.clone());
        add(Hash::new("s3=").and(last(key, 3)));
        add(Hash::new("s2=").and(last(key, 2)));
        let third = key.char_indices().nth(3).map_or(key.len(), |(at, _)| at);
        add(Hash::new("f3=").and(&key[..third]));
        add(Hash::new("d=").and(here.deprel));
        add(Hash::new("h=").and(&here.head));
        add(shape(shape(shape(Hash::new("x="), before), Some(here)), after));
        add(Hash::new("g=").and(here.gap).and(after.map_or(EDGE, |it| it.gap)));
        add(Hash::new("wc=").and(&word(before)).and("|").and(here.case));
        add(Hash::new("cw=").and(here.case).and("|").and(&word(after)));
        add(Hash::new("hc=").and(&here.head).and("|").and(here.case));
        let (capital, small) = self.written.get(key).copied().unwrap_or_default();
        let how = [if capital { "c" } else { "" }, if small { "l" } else { "" }];
        add(Hash::new("e=").and(how[0]).and(how[1]).and(here.case));
        row
    }
}

/// The letters of a word, its length if it is short, and what stands before it.
fn shape(hash: Hash, it: Option<&Seen<'_>>) -> Hash {
    match it {
        None => hash.and(EDGE),
        Some(it) => hash.and(it.case).and(it.length).and(it.gap),
    }
}

/// The last letters of a word.
fn last(key: &str, count: usize) -> &str {
    let from = key.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
    &key[from..]
}

fn case(atom: &Atom<'_>) -> &'static str {
    match atom.case {
        Case::Upper => "u",
        Case::Capital => "c",
        Case::Lower if atom.starts_digit() => "d",
        Case::Lower => "l",
    }
}

/// s: space; h: hyphen; a: apostrophe; d: stop; c: comma; e: nothing; o: anything else.
fn gap(between: &str) -> &'static str {
    match between {
        "" => "e",
        "-" | "\u{2010}" | "\u{2011}" => "h",
        "'" | "’" | "ʼ" => "a",
        _ if between.contains('\n') => "o",
        _ => match between.trim() {
            "" => "s",
            "." => "d",
            "," => "c",
            _ => "o",
        },
    }
}

/// The lemma of the word that a word hangs on.
fn head(atom: &Atom<'_>, sentences: &[Sentence]) -> String {
    let Some(token) = atom.token else { return "-".to_owned() };
    let sentence = sentences.get(atom.sentence);
    let up = token.head.and_then(|head| sentence?.tokens.get(head));
    up.map_or("root".to_owned(), |up| up.lemma.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_training() {
        // FNV-1a of "a" and of "foobar", as its authors give them.
        assert_eq!(Hash::new("a").0, 0xe40c_292c);
        assert_eq!(Hash::new("foo").and("bar").0, 0xbf9c_f968);
    }

    #[test]
    fn parts_of_words() {
        assert_eq!([last("", 2), last("é", 2), last("année", 3)], ["", "é", "née"]);
        assert_eq!(
            [" ", "", ". ", " (", ",", "\n", "’"].map(gap),
            ["s", "e", "d", "o", "c", "o", "a"]
        );
    }
}
