//! What a pattern can begin with, so that most patterns are not tried at most words.

use std::collections::BTreeMap;

use super::pattern::{Node, Pattern};

/// A set of keys and classes, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set([u64; 8]);

impl Set {
    fn add(&mut self, number: usize) {
        if let Some(part) = self.0.get_mut(number / 64) {
            *part |= 1 << (number % 64);
        }
    }

    /// Adds what another set holds.
    pub(super) fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// Whether the two have anything in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(mine, theirs)| mine & theirs != 0)
    }
}

/// The numbers of the keys and classes that patterns begin with.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    keys: BTreeMap<String, usize>,
    classes: BTreeMap<String, usize>,
}

/// The number of « anything »: of patterns that may begin with what no word tells.
const ANY: usize = 0;

/// The last number; what comes after it counts as anything.
const LAST: usize = 511;

impl Numbering {
    /// What a pattern can begin with.
    pub(super) fn firsts(&mut self, pattern: &Pattern) -> Set {
        let mut set = Set::default();
        if self.sequence(&pattern.before, &mut set) && self.sequence(&pattern.body, &mut set) {
            set.add(ANY);
        }
        set
    }

    /// Adds what a sequence can begin with; whether it may be empty.
    fn sequence(&mut self, nodes: &[Node], set: &mut Set) -> bool {
        nodes.iter().all(|node| self.node(node, set))
    }

    fn node(&mut self, node: &Node, set: &mut Set) -> bool {
        match node {
            Node::Key(key) => {
                let number = self.next();
                set.add(*self.keys.entry(key.clone()).or_insert(number));
                false
            }
            // They cover no piece: what comes after them is what the pattern begins with.
            Node::Class(class) if matches!(class.as_str(), "free" | "glued") => true,
            Node::Class(class) => {
                let number = self.next();
                set.add(*self.classes.entry(class.clone()).or_insert(number));
                false
            }
            Node::Any(all) => {
                let mut may_be_empty = false;
                for nodes in all {
                    may_be_empty |= self.sequence(nodes, set);
                }
                may_be_empty
            }
            Node::Maybe(nodes) => {
                self.sequence(nodes, set);
                true
            }
        }
    }

    fn next(&self) -> usize {
        let number = self.keys.len() + self.classes.len() + 1;
        if number > LAST { ANY } else { number }
    }

    /// The set of a key and of the classes that fit at a piece.
    pub(super) fn here(&self, key: &str, fits: &dyn Fn(&str) -> bool) -> Set {
        let mut set = Set::default();
        set.add(ANY);
        if let Some(number) = self.keys.get(key) {
            set.add(*number);
        }
        for (class, number) in &self.classes {
            if fits(class) {
                set.add(*number);
            }
        }
        set
    }

    /// The set of one class.
    pub(super) fn of_class(&self, class: &str) -> Set {
        let mut set = Set::default();
        if let Some(number) = self.classes.get(class) {
            set.add(*number);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::compile;
    use super::*;

    #[test]
    fn a_pattern_begins_with_its_first_words_and_those_after_what_may_be_missing() {
        let mut numbering = Numbering::default();
        let firsts = numbering.firsts(&compile("(en|dès)? <month> <year>").unwrap());
        let at = |key: &str, class: &str| numbering.here(key, &|one| one == class);
        assert!(firsts.meets(&at("en", "")));
        assert!(firsts.meets(&at("mai", "month")));
        assert!(!firsts.meets(&at("2024", "year")));
        assert!(!firsts.meets(&at("le", "")));
    }

    #[test]
    fn context_before_counts_as_the_beginning() {
        let mut numbering = Numbering::default();
        let firsts = numbering.firsts(&compile("[le] <day>").unwrap());
        assert!(firsts.meets(&numbering.here("le", &|_| false)));
        assert!(!firsts.meets(&numbering.here("11", &|class| class == "day")));
        let open = numbering.firsts(&compile("[(le|la)?] <day>").unwrap());
        assert!(open.meets(&numbering.here("11", &|class| class == "day")));
    }
}
