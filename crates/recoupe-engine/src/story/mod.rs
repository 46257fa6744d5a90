//! Documents to stories: which tell of the same happenings.
//!
//! A folder is first taken to be about one matter and is split only on evidence: documents
//! that share next to nothing of what they are about. In order: what each document is about
//! ([`features`]), which share enough ([`pairs`], [`words`], [`links`]), what to call the result
//! ([`title`]).

mod features;
mod links;
mod pairs;
mod title;
mod words;

use std::collections::BTreeMap;

use recoupe_model::{Lang, Note, NoteKind, Noted, Reading, Story};

use crate::lang::{Knowledge, Report};
use features::Features;

/// Every text once, the first that has it, and with each the places of all that have it: what is
/// printed twice is no larger matter.
fn once<'a>(readings: &[&'a Reading]) -> (Vec<&'a Reading>, Vec<Vec<usize>>) {
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut single, mut same): (Vec<&Reading>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for (at, &reading) in readings.iter().enumerate() {
        let known = *number.entry(&reading.document.text).or_insert(single.len());
        if known == single.len() {
            single.push(reading);
            same.push(Vec::new());
        }
        same[known].push(at);
    }
    (single, same)
}

/// Derived from the earliest document, so that later ones change no story's identity: where two
/// become one, it is that of the older.
fn id(first: Option<&Reading>) -> String {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in first.map_or("", |it| &it.document.id.0).bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("s{:08x}", (state >> 32) ^ (state & 0xffff_ffff))
}

/// Groups documents into stories, the largest first; only their identity, title and documents
/// are filled.
pub fn group(knowledge: &Knowledge, report: &Lang, readings: &[Reading]) -> Noted<Vec<Story>> {
    let mut readings: Vec<&Reading> = readings.iter().collect();
    readings.sort_by(|a, b| a.document.order().cmp(&b.document.order()));
    let (single, same) = once(&readings);
    let features = Features::of(&single);
    let links::Groups { groups, placed } = links::group(&single, &features);
    let spread = |group: &Vec<usize>| -> Vec<usize> {
        let mut all: Vec<usize> = group.iter().flat_map(|&at| same[at].iter().copied()).collect();
        all.sort_unstable();
        all
    };
    let groups: Vec<Vec<usize>> = groups.iter().map(spread).collect();
    let placed = spread(&placed);
    let words = Report::of(knowledge, report);
    let mut notes = Vec::new();
    let note = |at: usize, key: &str| Note {
        document: Some(readings[at].document.id.clone()),
        kind: NoteKind::Grouping,
        span: None,
        says: words.say(key, &[]),
    };
    notes.extend(placed.iter().map(|&at| note(at, "assumed")));
    if groups.len() > 1 {
        let apart = groups.iter().skip(1).flatten();
        notes.extend(apart.map(|&at| note(at, "split_off")));
    }
    notes.sort();
    let stories = groups.iter().map(|members| Story {
        id: id(members.first().map(|&at| readings[at])),
        title: title::of(knowledge, report, &words, &readings, members),
        documents: members.iter().map(|&at| readings[at].document.id.clone()).collect(),
        ..Story::default()
    });
    Noted { value: stories.collect(), notes }
}
