//! The cases of the language packs and the stories, all of them.

use std::fmt::Write as _;
use std::path::Path;

use recoupe::cases::run_all;
use recoupe_engine::lang::Knowledge;

#[test]
fn every_case_and_story_holds() {
    let files = recoupe_data::embedded();
    let knowledge = Knowledge::load(&files).expect("the shipped data has no mistakes");
    let summary = run_all(&knowledge, &files, None);
    let mut report = String::new();
    for outcome in summary.problems() {
        let problem = outcome.problem.as_deref().unwrap_or_default();
        writeln!(report, "{}\n{problem}", outcome.name).unwrap();
    }
    assert!(report.is_empty(), "{report}");
    let count = |part: &str| summary.outcomes.iter().filter(|it| it.name.contains(part)).count();
    assert!(count("lang/fr/cases") >= 120, "only {} French cases", count("lang/fr/cases"));
    assert!(count("stories/") >= 60, "only {} stories", count("stories/"));
}

#[test]
fn a_pack_of_the_users_own_adds_to_the_built_in_data() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/packs/mergers");
    let files = recoupe::inputs::data(Some(&folder)).unwrap();
    let knowledge = Knowledge::load(&files).expect("the pack has no mistakes");
    let summary = run_all(&knowledge, &files, Some("mergers"));
    let problems: Vec<&str> = summary.problems().filter_map(|it| it.problem.as_deref()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let count = |part: &str| summary.outcomes.iter().filter(|it| it.name.contains(part)).count();
    assert_eq!((count("lang/fr/"), count("lang/en/"), count("stories/")), (7, 5, 1));
}

#[test]
fn a_wrong_case_fails() {
    let mut files = recoupe_data::embedded();
    let knowledge = Knowledge::load(&files).expect("the shipped data has no mistakes");
    files.retain(|path, _| !path.contains("/cases/") && !path.starts_with("stories/"));
    let wrong = "## a\n> Le chat dort.\n```time\n2031-07-02\n```\n";
    files.insert("lang/fr/cases/wrong.md".into(), wrong.as_bytes().into());
    let gap = "## b (lacune)\n> Le chat dort.\n```time\nnone\n```\n";
    files.insert("lang/fr/cases/gap.md".into(), gap.as_bytes().into());
    let summary = run_all(&knowledge, &files, None);
    let problems: Vec<&str> =
        summary.problems().filter_map(|outcome| outcome.problem.as_deref()).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("remove the gap mark"));
    assert!(problems[1].contains("wanted [\"2031-07-02\"], found []"));
}
