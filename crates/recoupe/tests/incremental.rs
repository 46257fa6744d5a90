//! A new article parts no group of those that were there, and changes no identity.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what fails or is measured is told")]

#[path = "../benches/pile/mod.rs"]
mod pile;

use std::collections::{BTreeMap, BTreeSet};

use recoupe_engine::lang::Knowledge;
use recoupe_engine::{pipeline, story};
use recoupe_model::{DocumentId, Lang, Reading, Story};

fn grouped(knowledge: &Knowledge, readings: &[Reading]) -> Vec<Story> {
    story::group(knowledge, &Lang::new("en"), readings).value
}

fn story_of(stories: &[Story]) -> BTreeMap<&DocumentId, &str> {
    let documents = |story: &'_ Story| story.documents.len();
    assert!(stories.iter().all(|story| documents(story) > 0));
    stories.iter().flat_map(|it| it.documents.iter().map(|id| (id, it.id.as_str()))).collect()
}

/// In the order in which a newsroom gets them.
fn as_they_came(count: usize, seed: u64) -> Vec<Reading> {
    let mut readings = pile::readings(count, seed);
    readings.sort_by(|a, b| a.document.order().cmp(&b.document.order()));
    readings
}

#[test]
fn a_later_article_parts_no_group() {
    let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
    let mut steps = 0;
    for (count, seed) in [(70, 3), (240, 5), (600, 8)] {
        let readings = as_they_came(count, seed);
        let from = if count < 100 { 2 } else { count - 60 };
        let mut before = grouped(&knowledge, &readings[..from]);
        for end in from + 1..=count {
            let after = grouped(&knowledge, &readings[..end]);
            let (old, new) = (story_of(&before), story_of(&after));
            for story in &before {
                let now: BTreeSet<&str> = story.documents.iter().map(|id| new[id]).collect();
                assert_eq!(now.len(), 1, "{count} articles, step {end}: {} was split", story.id);
            }
            // A story keeps its name, unless an older one took it in.
            for (id, story) in &old {
                let kept = after.iter().find(|it| it.documents.contains(id)).unwrap();
                let taken = kept.documents.iter().any(|it| old.get(it).is_some_and(|s| s != story));
                assert!(kept.id == *story || taken, "step {end}: {story} became {}", kept.id);
            }
            steps += 1;
            before = after;
        }
    }
    assert!(steps > 100, "only {steps} articles were added");
}

#[test]
fn one_matter_stays_one_however_many_tell_of_it() {
    let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
    let mut readings = as_they_came(1_600, 5);
    readings.retain(|it| number(it) == "0");
    assert!(readings.len() > 80, "only {} articles", readings.len());
    for count in [2, 5, 20, 39, 40, 41, 60, 80, readings.len()] {
        let stories = grouped(&knowledge, &readings[..count]);
        assert_eq!(stories.len(), 1, "{count} articles");
    }
}

/// Of the story that a made-up reading tells.
fn number(reading: &Reading) -> String {
    reading.document.title.as_deref().unwrap().split(' ').next_back().unwrap().to_owned()
}

#[test]
fn a_later_article_renames_no_event() {
    let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
    let readings = as_they_came(240, 11);
    let weighed = |readings: &[Reading]| {
        pipeline::cross_check(&knowledge, &Lang::new("en"), readings.to_vec(), Vec::new())
    };
    let (before, after) = (weighed(&readings[..239]), weighed(&readings));
    let events = |dossier: &'_ recoupe_model::Dossier| -> BTreeSet<String> {
        dossier.stories.iter().flat_map(|it| &it.events).map(|it| it.id.clone()).collect()
    };
    let (old, new) = (events(&before), events(&after));
    let lost = old.difference(&new).count();
    assert!(old.len() > 100, "only {} events", old.len());
    // One article of five claims joins at most a story or two.
    assert!(lost <= 5, "{lost} of {} events have another name", old.len());
}

#[test]
fn stories_are_found_again() {
    let knowledge = Knowledge::load(&recoupe_data::embedded()).unwrap();
    let readings = pile::readings(1_000, 7);
    let truth: BTreeMap<&DocumentId, String> =
        readings.iter().map(|it| (&it.document.id, number(it))).collect();
    let stories = grouped(&knowledge, &readings);
    let (mut together, mut right, mut wanted) = (0, 0, 0);
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for number in truth.values() {
        *sizes.entry(number).or_insert(0) += 1;
    }
    wanted += sizes.values().map(|size| size * (size - 1) / 2).sum::<usize>();
    for story in &stories {
        let mut of: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &story.documents {
            *of.entry(&truth[id]).or_insert(0) += 1;
        }
        together += story.documents.len() * (story.documents.len() - 1) / 2;
        right += of.values().map(|size| size * (size - 1) / 2).sum::<usize>();
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(right, together), share(right, wanted));
    println!("pairs of articles in one story: precision {precision:.3}, recall {recall:.3}");
    assert!(precision >= 0.95 && recall >= 0.9, "precision {precision:.3}, recall {recall:.3}");
}
