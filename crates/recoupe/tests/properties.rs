//! What must hold for every pile, tried on the stories and on the bundled examples.

#![allow(clippy::unwrap_used, reason = "what fails in a test is told by its panic")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use recoupe::cases::{parse_story, sources};
use recoupe::check::{Config, check, documents, readings};
use recoupe::demo;
use recoupe::inputs::Source;
use recoupe_engine::lang::Knowledge;
use recoupe_engine::pipeline;
use recoupe_model::{Date, Dossier, Event, Finding, Lang, Reading, Role, Value, Verdict};

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&recoupe_data::embedded()).unwrap())
}

/// Every story, and the examples, each with its name.
fn piles() -> Vec<(String, Vec<Source>)> {
    let files = recoupe_data::embedded();
    let stories = files.iter().filter(|(path, _)| path.starts_with("stories/"));
    let mut piles: Vec<(String, Vec<Source>)> = stories
        .map(|(path, bytes)| {
            let story = parse_story(&String::from_utf8_lossy(bytes)).unwrap();
            (path.clone(), sources(&story))
        })
        .collect();
    assert!(piles.len() >= 60, "only {} stories", piles.len());
    piles.push(("examples".into(), demo::sources()));
    piles
}

fn checked(pile: &[Source]) -> Dossier {
    check(knowledge(), pile, &Config { report: Some(Lang::new("en")), ..Config::default() }).0
}

fn renamed(source: &Source, path: String) -> Source {
    Source { path, bytes: source.bytes.clone(), file: source.file.clone() }
}

fn events(dossier: &Dossier) -> impl Iterator<Item = &Event> {
    dossier.stories.iter().flat_map(|story| &story.events)
}

/// Every finding in words that do not depend on names of files: sorted.
fn findings(dossier: &Dossier) -> Vec<String> {
    let told = |event: &Event, it: &Finding| {
        let positions: Vec<String> = it
            .positions
            .iter()
            .map(|it| format!("{} {:?} {}", it.value.text(), it.origins, it.claims.len()))
            .collect();
        let kind = it.kind.map_or("", recoupe_model::DisputeKind::name);
        let (role, verdict) = (it.role.name(), it.verdict.name());
        format!("{}.{role} {verdict} {kind} {} {positions:?}", event.frame, it.why)
    };
    let mut all: Vec<String> =
        events(dossier).flat_map(|event| event.slots.iter().map(|it| told(event, it))).collect();
    all.sort();
    all
}

/// Frame, role, verdict and kind of every finding, sorted: what copies must not change.
fn verdicts(dossier: &Dossier) -> Vec<String> {
    let told = |event: &Event, it: &Finding| {
        let origins: Vec<usize> = it.positions.iter().map(|it| it.origins.len()).collect();
        format!("{}.{} {} {origins:?}", event.frame, it.role.name(), it.verdict.name())
    };
    let mut all: Vec<String> =
        events(dossier).flat_map(|event| event.slots.iter().map(|it| told(event, it))).collect();
    all.sort();
    all
}

fn disputes(dossier: &Dossier, role: Option<Role>) -> usize {
    let slots = events(dossier).flat_map(|event| &event.slots);
    let disputed = slots.filter(|it| it.verdict == Verdict::Disputed);
    disputed.filter(|it| role.is_none_or(|role| it.role == role)).count()
}

#[test]
fn the_order_of_articles_changes_no_finding() {
    let mut failed = Failed::default();
    for (name, pile) in piles() {
        let turned: Vec<Source> = pile
            .iter()
            .enumerate()
            .map(|(at, it)| renamed(it, format!("{:02}-{}", 99 - at, it.path)))
            .collect();
        failed.compare(&findings(&checked(&pile)), &findings(&checked(&turned)), &name);
    }
    failed.tell();
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let run = |pile: &[Source], jobs: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().unwrap();
        pool.install(|| checked(pile))
    };
    for (name, pile) in piles() {
        assert_eq!(run(&pile, 1), run(&pile, 3), "{name}");
    }
}

#[test]
fn the_same_article_twice_changes_no_verdict_and_no_count() {
    let mut failed = Failed::default();
    for (name, pile) in piles() {
        let once = checked(&pile);
        for at in 0..pile.len() {
            let mut twice: Vec<Source> =
                pile.iter().map(|it| renamed(it, it.path.clone())).collect();
            twice.push(renamed(&pile[at], format!("again-{}", pile[at].path)));
            let told = format!("{name}, article {at}");
            failed.compare(&verdicts(&once), &verdicts(&checked(&twice)), &told);
        }
    }
    failed.tell();
}

#[test]
fn a_verbatim_copy_never_raises_a_count_of_origins() {
    let mut failed = Failed::default();
    for (name, pile) in piles().into_iter().filter(|(name, _)| name != "examples") {
        let once = checked(&pile);
        for at in 0..pile.len() {
            let mut article: serde_json::Value = serde_json::from_slice(&pile[at].bytes).unwrap();
            article["outlet"] = "copy.example".into();
            let copy = article.to_string().into_bytes();
            let mut with: Vec<Source> =
                pile.iter().map(|it| renamed(it, it.path.clone())).collect();
            with.push(Source { path: "z-copy.json".into(), bytes: copy, file: None });
            let more = checked(&with);
            let told = format!("{name}, article {at}");
            failed.compare(&counts(&once), &counts(&more), &told);
            failed.compare(&disputes(&once, None), &disputes(&more, None), &told);
        }
    }
    failed.tell();
}

/// How many origins the events of each kind have.
fn counts(dossier: &Dossier) -> BTreeMap<String, Vec<usize>> {
    let mut counts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for event in events(dossier) {
        counts.entry(event.frame.to_string()).or_default().push(event.origins);
    }
    for of_frame in counts.values_mut() {
        of_frame.sort_unstable();
    }
    counts
}

#[test]
fn a_wider_interval_never_creates_a_dispute() {
    let mut tried = 0;
    let mut failed = Failed::default();
    for (name, pile) in piles() {
        let (documents, notes) = documents(&pile, &Config::default());
        let read = readings(knowledge(), documents, &mut notes.clone());
        let weighed = |readings: Vec<Reading>| {
            pipeline::cross_check(knowledge(), &Lang::new("en"), readings, Vec::new())
        };
        let before = weighed(read.clone());
        for (role, widen) in WIDEN {
            for (document, claim) in places(&read) {
                let mut vague = read.clone();
                let roles = &mut vague[document].claims[claim].roles;
                let Some(values) = roles.get_mut(&role) else { continue };
                values.iter_mut().for_each(widen);
                tried += 1;
                let after = disputes(&weighed(vague), Some(role));
                let told = format!("{name}, article {document}, claim {claim}, {}", role.name());
                let most = disputes(&before, Some(role))
                    + corrected(&before, &read[document])
                    + told_twice(&read[document], claim, role);
                failed.compare(&(after <= most), &true, &told);
            }
        }
    }
    assert!(tried > 150, "only {tried} intervals were widened");
    failed.tell();
}

/// One where the article's outlet has corrected itself: a correction that is made vague corrects
/// nothing, and what it corrected stands again.
fn corrected(dossier: &Dossier, reading: &Reading) -> usize {
    let own = |it: &&recoupe_model::Document| it.outlet == reading.document.outlet;
    usize::from(dossier.documents.iter().filter(own).count() > 1)
}

/// One where the article tells another value of the same thing: of two that it tells, the later stands, and the
/// other is uncovered when the later is made vague.
fn told_twice(reading: &Reading, claim: usize, role: Role) -> usize {
    let one = &reading.claims[claim];
    let other = |it: &&recoupe_model::Claim| {
        let differs =
            it.roles.get(&role).is_some_and(|values| Some(values) != one.roles.get(&role));
        it.id != one.id && it.frame == one.frame && differs
    };
    usize::from(role == Role::Quantity && reading.claims.iter().any(|it| other(&it)))
}

/// What went wrong, all of it.
#[derive(Default)]
struct Failed(Vec<String>);

impl Failed {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, a: &T, b: &T, told: &str) {
        if a != b {
            self.0.push(format!("{told}:\n  {a:?}\n  {b:?}"));
        }
    }

    fn tell(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

type Widen = fn(&mut Value);

const WIDEN: [(Role, Widen); 2] = [(Role::Time, to_the_month), (Role::Quantity, to_a_half_more)];

fn to_the_month(value: &mut Value) {
    if let Value::Time(time) = value {
        time.from = time.from.map(Date::first_of_month);
        time.to = time.to.map(Date::last_of_month);
    }
}

fn to_a_half_more(value: &mut Value) {
    if let Value::Quantity(quantity) = value {
        quantity.low = quantity.low.map(|low| low * 0.5);
        quantity.high = quantity.high.map(|high| high * 1.5);
    }
}

fn places(readings: &[Reading]) -> Vec<(usize, usize)> {
    let claims = readings.iter().enumerate();
    claims.flat_map(|(at, it)| (0..it.claims.len()).map(move |claim| (at, claim))).collect()
}
