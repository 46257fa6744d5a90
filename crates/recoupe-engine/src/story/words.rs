//! By which rare words two documents tell what they tell: the second opinion where what they name is not enough.
//!
//! Words are told by their first letters, which French and English often share. A word that one document in a few
//! holds says nothing; what is rare is told by the documents before, so that no later one changes what was alike.

use std::collections::BTreeMap;

use super::pairs::share;
use crate::lang::fold;

/// Letters by which words are told; those that have fewer say nothing.
const START: usize = 5;
/// One document in how many is guessed to hold a word, before any was read.
const GUESS: usize = 64;
/// As many documents that guess weighs.
const GUESSED: usize = 256;
/// As many documents that what they tell of rare words weighs as much as what was guessed.
const KNOWN: usize = 24;
/// A word in one document of so many, or of fewer, says nothing.
const EVERYWHERE: usize = 8;
/// A document whose rare words weigh less together is too short to be like another by them.
const LITTLE: f64 = 16.0;

/// The words of each document met so far, in the order in which they came.
#[derive(Default)]
pub(super) struct Words {
    numbers: BTreeMap<String, usize>,
    of_document: Vec<Vec<usize>>,
    holders: Vec<usize>,
}

impl Words {
    /// Takes in the next document.
    pub(super) fn push(&mut self, text: &str) {
        let mut own: Vec<usize> = starts(text).map(|start| self.number(start)).collect();
        own.sort_unstable();
        own.dedup();
        for &word in &own {
            self.holders[word] += 1;
        }
        self.of_document.push(own);
    }

    fn number(&mut self, start: String) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(start).or_insert(next);
        if number == next {
            self.holders.push(0);
        }
        number
    }

    /// How alike two documents are by their rare words, from 0 to 1: the cosine of their weights.
    pub(super) fn likeness(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.of_document[a], &self.of_document[b]);
        let weight = |words: &[usize]| words.iter().map(|&it| self.weight(it)).sum::<f64>();
        let both: f64 = shared(a, b).map(|word| self.weight(word)).sum();
        let length = |words: &[usize]| weight(words).sqrt().max(LITTLE);
        both / (length(a) * length(b)) * known(self.of_document.len())
    }

    /// The square of how rare a word is.
    fn weight(&self, word: usize) -> f64 {
        let all = self.of_document.len() + GUESSED;
        let rare = doublings(EVERYWHERE * (self.holders[word] + GUESSED / GUESS), all);
        rare * rare
    }
}

/// How much is known of what is rare after so many documents, from 0 to 1.
fn known(count: usize) -> f64 {
    share(count, count + KNOWN)
}

/// The words of a text by their first letters.
fn starts(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    let long = words.filter(|word| word.len() >= START && word.chars().count() >= START);
    long.map(|word| fold(word).chars().take(START).collect())
}

/// What two sorted lists have in common.
fn shared<'a>(a: &'a [usize], b: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let mut rest = b.iter().copied().peekable();
    a.iter().copied().filter(move |&word| {
        while rest.next_if(|&other| other < word).is_some() {}
        rest.peek() == Some(&word)
    })
}

/// How many times a number doubles into another, parts of a time evenly; none where it is no smaller.
fn doublings(of: usize, into: usize) -> f64 {
    let (mut reached, mut times) = (of.max(1), 0.0);
    while 2 * reached <= into {
        reached *= 2;
        times += 1.0;
    }
    times + share(into.saturating_sub(reached), reached)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sixty words of its own for each number below 26.
    fn own(number: u8) -> String {
        let letter = |at: u8| char::from(b'a' + at);
        let word = |at: u8| [letter(number), letter(at / 26), letter(at % 26), 'o', 'n', ' '];
        (0..60).flat_map(word).collect()
    }

    #[test]
    fn rare_words_make_documents_alike_and_common_ones_do_not() {
        let mut words = Words::default();
        for number in 0..20 {
            words.push(&format!("minister yesterday country president statement {}", own(number)));
        }
        words.push(&format!("minister yesterday country president statement {}", own(20)));
        words.push(&format!("Le ministre et le président du pays : {}", own(20)));
        assert!(words.likeness(20, 21) > 0.4, "{}", words.likeness(20, 21));
        assert!(words.likeness(0, 20) < 0.02, "{}", words.likeness(0, 20));
        words.push("barge capsized");
        words.push("barge capsized");
        assert!(words.likeness(22, 23) < 0.2, "{}", words.likeness(22, 23));
    }

    #[test]
    fn a_number_doubles_evenly() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(
            near(doublings(8, 64), 3.0)
                && near(doublings(8, 96), 3.5)
                && near(doublings(9, 8), 0.0)
        );
    }
}
