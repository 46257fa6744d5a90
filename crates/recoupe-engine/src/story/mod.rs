//! Documents to stories: which tell of the same happenings.
//!
//! A folder is first taken to be about one matter and is split only on evidence: documents
//! that share next to nothing of what they are about. In order: what each document is about
//! ([`features`]), which share enough ([`links`]), what to call the result ([`title`]).

mod features;
mod links;
mod title;

use recoupe_model::{Lang, Note, NoteKind, Noted, Reading, Story};

use crate::lang::{Knowledge, Report};
use features::Features;

/// Groups documents into stories, the largest first; only their identity, title and documents
/// are filled.
pub fn group(knowledge: &Knowledge, report: &Lang, readings: &[Reading]) -> Noted<Vec<Story>> {
    let mut readings: Vec<&Reading> = readings.iter().collect();
    readings.sort_by(|a, b| a.document.order().cmp(&b.document.order()));
    let features = Features::of(&readings);
    let links::Groups { groups, placed } = links::group(&readings, &features);
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
    let stories = groups.iter().enumerate().map(|(number, members)| Story {
        id: format!("s{}", number + 1),
        title: title::of(knowledge, report, &words, &readings, members),
        documents: members.iter().map(|&at| readings[at].document.id.clone()).collect(),
        ..Story::default()
    });
    Noted { value: stories.collect(), notes }
}
