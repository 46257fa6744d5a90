//! Which documents reprint another: shared passages, however the rest was cut or edited.
//!
//! A text is read as overlapping runs of words; of every few runs one is kept (winnowing), the
//! same one wherever the passage stands. Documents that share kept runs are compared by all
//! their runs, and only those, so that the cost grows with what is shared and not with all
//! pairs. Quoted speech is left out: two reporters at one press conference do not copy each
//! other.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{DocumentId, MentionKind, Reading};

use crate::lang::fold;

/// Words in a run.
const RUN: usize = 5;
/// Of so many runs in a row, one is kept.
const WINDOW: usize = 4;
/// A text of which this part (in per cent of its runs) stands in the other reprints it.
const CONTAINED: usize = 40;
/// A text of fewer runs needs more: a few runs are soon shared.
const SHORT: usize = 60;
/// What a short text needs.
const CONTAINED_SHORT: usize = 50;
/// A text of fewer runs is a sentence or two, which two reporters may word alike.
const BRIEF: usize = 28;
/// What a brief text needs.
const CONTAINED_BRIEF: usize = 75;
/// No reprint shares fewer runs, unless all of them.
const FEWEST: usize = 8;
/// Runs in more documents than this relate each of them to the earliest few only.
const COMMON: usize = 24;

/// Each reprint with the document that it reprints: the earliest published, else the longest.
/// What the user says of reprints goes before.
pub(super) fn find(
    readings: &[&Reading],
    told: &BTreeMap<DocumentId, DocumentId>,
) -> BTreeMap<DocumentId, DocumentId> {
    let runs: Vec<Vec<u64>> = readings.iter().map(|reading| runs(reading)).collect();
    let prints: Vec<Vec<u64>> = runs.iter().map(|runs| winnowed(runs)).collect();
    let sets: Vec<Vec<u64>> = runs.into_iter().map(sorted).collect();
    let mut group: Vec<usize> = (0..readings.len()).collect();
    for (a, b) in sharing(&prints) {
        if is_reprint(&sets[a], &sets[b]) {
            let (x, y) = (root(&mut group, a), root(&mut group, b));
            group[x.max(y)] = x.min(y);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..readings.len() {
        members.entry(root(&mut group, at)).or_default().push(at);
    }
    let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
    for outlet in readings.iter().filter_map(|it| it.document.outlet.as_deref()) {
        *articles.entry(outlet).or_insert(0) += 1;
    }
    let of_outlet = |at: usize| {
        let outlet = readings[at].document.outlet.as_deref();
        outlet.and_then(|outlet| articles.get(outlet)).copied().unwrap_or(0)
    };
    let mut copies = BTreeMap::new();
    for family in members.values().filter(|family| family.len() > 1) {
        let Some(&first) = family.iter().min_by_key(|&&at| precedence(readings[at], of_outlet(at)))
        else {
            continue;
        };
        let original = &readings[first].document.id;
        for &at in family.iter().filter(|&&at| at != first) {
            copies.insert(readings[at].document.id.clone(), original.clone());
        }
    }
    with_told(copies, readings, told)
}

fn with_told(
    mut copies: BTreeMap<DocumentId, DocumentId>,
    readings: &[&Reading],
    told: &BTreeMap<DocumentId, DocumentId>,
) -> BTreeMap<DocumentId, DocumentId> {
    let is_here = |id: &DocumentId| readings.iter().any(|it| it.document.id == *id);
    for (copy, original) in told.iter().filter(|(copy, it)| is_here(copy) && is_here(it)) {
        let root = copies.get(original).filter(|root| *root != copy).unwrap_or(original).clone();
        copies.remove(&root);
        for of_copy in copies.values_mut().filter(|it| *it == copy) {
            of_copy.clone_from(&root);
        }
        copies.insert(copy.clone(), root);
    }
    copies
}

/// The earliest, then the longest, then that of the outlet that follows the matter.
fn precedence(reading: &Reading, articles: usize) -> impl Ord + use<'_> {
    let document = &reading.document;
    let stamp = document.published.as_ref();
    let length = std::cmp::Reverse(document.text.len());
    let instant = stamp.and_then(|it| it.instant);
    let follows = std::cmp::Reverse(articles);
    (stamp.is_none(), document.anchor(), instant, length, follows, &document.id)
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

fn is_reprint(a: &[u64], b: &[u64]) -> bool {
    let shared = common(a, b);
    let least = a.len().min(b.len());
    let needed = match least {
        _ if least < BRIEF => CONTAINED_BRIEF,
        _ if least < SHORT => CONTAINED_SHORT,
        _ => CONTAINED,
    };
    // A brief text may be repeated word for word.
    let whole = shared > 0 && shared == a.len() && shared == b.len();
    whole || shared >= FEWEST && shared * 100 >= least * needed
}

/// How many of the runs of one text stand in the other; both are sorted.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    shared
}

/// The pairs of documents that share a kept run.
fn sharing(prints: &[Vec<u64>]) -> BTreeSet<(usize, usize)> {
    let total = prints.iter().map(Vec::len).sum();
    let mut index: Vec<(u64, usize)> = Vec::with_capacity(total);
    for (at, runs) in prints.iter().enumerate() {
        index.extend(runs.iter().map(|&run| (run, at)));
    }
    index.sort_unstable();
    let mut pairs = BTreeSet::new();
    for same in index.chunk_by(|a, b| a.0 == b.0) {
        let firsts = if same.len() > COMMON { 2 } else { same.len() };
        for (i, &(_, a)) in same.iter().take(firsts).enumerate() {
            pairs.extend(same[i + 1..].iter().map(|&(_, b)| (a, b)));
        }
    }
    pairs
}

/// Every run of a text's own words, in order.
fn runs(reading: &Reading) -> Vec<u64> {
    let words = own_words(reading);
    if words.is_empty() {
        return Vec::new();
    }
    words.windows(RUN.min(words.len())).map(mix).collect()
}

/// Of every few runs in a row one, sorted.
fn winnowed(runs: &[u64]) -> Vec<u64> {
    let kept = runs.windows(WINDOW.min(runs.len()).max(1));
    sorted(kept.filter_map(|some| some.iter().min().copied()).collect())
}

fn sorted(mut runs: Vec<u64>) -> Vec<u64> {
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Hashes of the words that are not quoted speech.
fn own_words(reading: &Reading) -> Vec<u64> {
    let text = &reading.document.text;
    let mut words = Vec::new();
    let mut at = 0;
    let quotes = reading.mentions.iter().filter(|it| matches!(it.kind, MentionKind::Quote(_)));
    for span in quotes.map(|mention| mention.span).filter(|span| span.len() > 40) {
        if span.start() >= at {
            push_words(text.get(at..span.start()).unwrap_or(""), &mut words);
            at = span.end();
        }
    }
    push_words(text.get(at..).unwrap_or(""), &mut words);
    words
}

fn push_words(text: &str, words: &mut Vec<u64>) {
    let pieces = text.split(|letter: char| !letter.is_alphanumeric());
    words.extend(pieces.filter(|word| !word.is_empty()).map(|word| hash(fold(word).as_bytes())));
}

fn mix(run: &[u64]) -> u64 {
    let bytes = run.iter().flat_map(|word| word.to_le_bytes());
    bytes.fold(SEED, step)
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().copied().fold(SEED, step)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: the same on every machine.
fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}
