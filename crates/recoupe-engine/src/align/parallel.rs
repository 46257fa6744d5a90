//! Sentences of two articles that tell the same: of all sentences of its article, each is the one most like the other,
//! or nearly.
//!
//! What is alike is told by what both name, count and date, and by their content words, in any language: a state by its
//! id, a noun by its kind, a verb by its act, any other word by its first letters. A word that most sentences of the
//! story hold says little (weights by inverse document frequency: Spärck Jones, 1972).

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Class, MentionKind, Reading, Sentence, Span, Upos};

use super::told::Told;
use crate::lang::{Kinds, fold, is_vague};

/// Letters by which words of two languages are held to be one.
const START: usize = 5;
/// Words with fewer letters say nothing.
const SHORT: usize = 3;
/// No more sentences of an article are looked at.
const READ: usize = 160;
/// Part of what two sentences say that is the same in both, at least.
const ALIKE: f64 = 0.08;
/// Weight that keeps two short sentences from being alike by one word.
const LITTLE: f64 = 20.0;
/// Sentences of other matters that a story is weighed beside: what both of two sentences say is not said everywhere.
const BESIDES: u32 = 8;
/// How many times as much another sentence may be like it: an article tells again in its body what its first sentences tell.
const NEARLY: f64 = 1.3;
/// What they share, at least.
const SHARED: usize = 2;

/// What each sentence of a story tells of, by document.
#[derive(Default)]
pub(super) struct Parallels {
    said: Vec<Vec<Said>>,
    /// Whether the first sentence of a document is its headline.
    titled: Vec<bool>,
    weights: Vec<f64>,
}

/// What one sentence tells of: its terms, sorted, and what they weigh together.
struct Said {
    terms: Vec<usize>,
    weight: f64,
}

impl Parallels {
    /// Of documents, of which some are reprints that must not tip what is rare.
    pub(super) fn of(kinds: &Kinds, readings: &[&Reading], is_copy: &[bool]) -> Self {
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        let mut said: Vec<Vec<Vec<usize>>> = Vec::new();
        for reading in readings {
            let terms = reading.sentences.iter().take(READ).map(|it| terms(kinds, reading, it));
            let of_document: Vec<Vec<usize>> = terms
                .map(|terms| {
                    let mut own: Vec<usize> = terms
                        .into_iter()
                        .map(|term| {
                            let next = ids.len();
                            *ids.entry(term).or_insert(next)
                        })
                        .collect();
                    own.sort_unstable();
                    own
                })
                .collect();
            said.push(of_document);
        }
        let mut told_in = vec![0_usize; ids.len()];
        let mut sentences = 0_u32;
        for own in said.iter().zip(is_copy).filter(|(_, copy)| !**copy).flat_map(|(it, _)| it) {
            sentences += 1;
            for &term in own {
                told_in[term] += 1;
            }
        }
        let weights = rarity(sentences + BESIDES);
        let weights: Vec<f64> = told_in.iter().map(|&times| weights[times]).collect();
        let weigh = |terms: Vec<usize>| {
            let weight = terms.iter().map(|&it| weights[it]).sum();
            Said { terms, weight }
        };
        let said = said.into_iter().map(|it| it.into_iter().map(weigh).collect()).collect();
        let titled = readings.iter().map(|it| it.document.title.is_some()).collect();
        Self { said, titled, weights }
    }

    /// Whether two claims of two documents begin in sentences that tell the same.
    pub(super) fn are_parallel(&self, readings: &[&Reading], a: &Told, b: &Told) -> bool {
        let (Some(i), Some(j)) = (a.at(readings), b.at(readings)) else { return false };
        a.document != b.document && self.are_best((a.document, i), (b.document, j))
    }

    fn are_best(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        let Some((own, alike)) = self.terms(a).zip(self.terms(b)) else { return false };
        let (shared, share) = self.likeness(own, alike);
        if shared < SHARED || share < ALIKE {
            return false;
        }
        let is_better = |with: &Said, (document, at): (usize, usize)| {
            let others = self.said[document].iter().enumerate();
            // A headline says again what the article says.
            let skipped = usize::from(self.titled[document] && at > 0);
            others.skip(skipped).any(|(_, it)| self.likeness(with, it).1 > share * NEARLY)
        };
        !is_better(own, b) && !is_better(alike, a)
    }

    fn terms(&self, (document, at): (usize, usize)) -> Option<&Said> {
        self.said[document].get(at)
    }

    /// How many terms two sentences share, and how much of their weight.
    fn likeness(&self, a: &Said, b: &Said) -> (usize, f64) {
        let both = a.terms.iter().filter(|it| b.terms.binary_search(it).is_ok());
        let (shared, weight) =
            both.fold((0, 0.0), |(count, sum), &it| (count + 1, sum + self.weights[it]));
        (shared, weight / (LITTLE + (a.weight * b.weight).sqrt()))
    }
}

/// What a term says that stands in so many of some sentences, from none to all: the logarithm of the inverse frequency,
/// as a difference of harmonic numbers, since logarithms differ between platforms.
fn rarity(sentences: u32) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums = vec![sum];
    for count in 1..=sentences {
        sum += 1.0 / (f64::from(count) + 0.5);
        sums.push(sum);
    }
    sums.into_iter().map(|it| sum - it).collect()
}

/// What a sentence tells of: states and bodies, days, counts, content words.
fn terms(kinds: &Kinds, reading: &Reading, sentence: &Sentence) -> BTreeSet<String> {
    let from = reading.mentions.partition_point(|it| it.span.start() < sentence.span.start());
    let mentions = || {
        let own = reading.mentions[from..].iter();
        own.take_while(|it| it.span.start() < sentence.span.end())
    };
    let mut terms = BTreeSet::new();
    let mut spans: Vec<Span> = Vec::new();
    for mention in mentions() {
        match &mention.kind {
            MentionKind::Name(it)
                if matches!(it.class, Class::Country | Class::Organisation | Class::Place)
                    && !is_vague(it) =>
            {
                terms.insert(it.id.to_string());
                spans.push(mention.span);
            }
            MentionKind::Time(it) => {
                let day = it.from.filter(|_| it.from == it.to);
                terms.extend(day.map(|day| format!("day:{day}")));
                spans.push(mention.span);
            }
            MentionKind::Quantity(it) => {
                let count = it.low.filter(|_| it.low == it.high);
                terms.extend(count.map(|count| format!("count:{count}")));
            }
            _ => {}
        }
    }
    let words = sentence.tokens.iter().filter(|it| {
        let tells = matches!(it.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj);
        tells && !spans.iter().any(|span| span.overlaps(it.span))
    });
    for token in words {
        let lemma = fold(&token.lemma);
        if lemma.chars().count() < SHORT {
            continue;
        }
        let start = || lemma.chars().take(START).collect::<String>();
        let known = match token.upos {
            Upos::Verb => Some(kinds.act(&lemma)).filter(|act| *act != lemma),
            Upos::Noun => kinds.of(&lemma).map(str::to_owned),
            _ => None,
        };
        terms.insert(known.unwrap_or_else(start));
    }
    terms
}
