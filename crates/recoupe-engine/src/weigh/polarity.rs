//! Whether it happened: an affirmation beside a denial, or « pas encore » before « c'est fait ».

use std::collections::BTreeSet;

use recoupe_model::{
    DisputeKind, EntityId, Finding, Modality, Polarity, Position, Role, Text, Value, Verdict,
};

use super::because;
use super::bench::{Bench, Entry, documents};
use super::denials::{denies, denies_plainly, is_by_another_body, names_none};
use super::finding::reason;
use super::meant::is_of_people_told;
use super::own;
use crate::lang::{Frame, country, fold, is_vague, large_words};

/// The finding, when the claims of an event part on whether it happened.
pub(super) fn weigh(bench: &Bench, entries: &[&Entry]) -> Option<Finding> {
    let affirm =
        |it: &&Entry| it.claim.polarity == Polarity::Positive && it.claim.modality.supports();
    let affirming: Vec<&Entry> = entries.iter().copied().filter(affirm).collect();
    let affirming = by_the_denied(bench, entries, affirming);
    let affirming = not_only_bought(bench, entries, affirming);
    let concerned = countries(&affirming);
    let denying: Vec<&Entry> = entries
        .iter()
        .copied()
        .filter(|it| {
            denies(bench, it)
                || denies_plainly(bench, it, &affirming)
                || still_plans(bench, it, &affirming)
        })
        .filter(|it| {
            // "has signed no agreement against a neighbour": what nobody tells of the same parties is not that.
            let own = countries(&[it]);
            if names_none(bench, it) && !own.is_empty() && own.is_disjoint(&concerned) {
                return false;
            }
            // "Turkmenistan has not signed" says nothing of a text of which nobody tells who signed it.
            if is_of_stage(bench, it) && !own.is_empty() && concerned.is_empty() {
                return false;
            }
            // Which instrument is meant was settled when the act was.
            is_of_act(bench, it)
                || is_of_people_told(bench, it, &affirming)
                    && (concerns(bench, it, &concerned) || is_meant(bench, it, &affirming))
        })
        .collect();
    if affirming.is_empty()
        || denying.is_empty()
        || is_both_versions(&affirming, &denying)
        || is_of_two_scenes(bench, &affirming, &denying)
    {
        return None;
    }
    // What a committee approved in the article that says what parliament did not is no other version.
    let is_beside = |it: &&Entry| {
        let mut own = denying.iter().filter(|denial| denial.document == it.document);
        own.any(|denial| is_by_another_body(bench, denial, it))
    };
    let affirming: Vec<&Entry> = affirming.into_iter().filter(|it| !is_beside(it)).collect();
    if affirming.is_empty() {
        return None;
    }
    let mut sides = [by_the_act(bench, affirming, &denying), denying];
    own::settle(bench, &mut sides);
    let [affirming, mut denying] = sides;
    denying.retain(|it| !is_of_another_hand(bench, it, &affirming));
    if denying.is_empty() {
        return None;
    }
    let waiting = denying.iter().all(|it| is_not_yet(bench, it, &affirming));
    let is_planned = denying.iter().all(|it| it.claim.modality == Modality::Planned)
        && denying.iter().all(|it| it.claim.polarity == Polarity::Positive);
    let (verdict, kind, rule) = match () {
        () if waiting => (Verdict::Updated, None, "by_planned"),
        () if is_planned => (Verdict::Disputed, Some(DisputeKind::Stage), "by_still_planned"),
        () => (Verdict::Disputed, Some(DisputeKind::Denial), "by_denial"),
    };
    let no = if is_planned { "to_come" } else { "no" };
    let (yes, no) = (bench.words.say("yes", &[]), bench.words.say(no, &[]));
    let mut tree = because::opening(bench, rule, Role::Polarity);
    let mut positions = Vec::new();
    for (word, by) in [(&yes, &affirming), (&no, &denying)] {
        let origins = bench.origin_names(&bench.origins_behind(by));
        let who = bench.document_names(&documents(by));
        let holes = [("documents", who.as_str()), ("origins", &bench.words.list(&origins))];
        let who = bench.words.say("position_claims", &holes);
        tree.details.push(reason(bench.words.say("position", &[("value", word), ("who", &who)])));
        let span = by.first().and_then(|it| it.claim.evidence.first());
        let span = span.map(|it| it.span).unwrap_or_default();
        positions.push(Position {
            value: Value::Text(Text { text: (*word).clone(), span }),
            origins,
            claims: by.iter().map(|it| it.claim.id.clone()).collect(),
        });
    }
    let who = bench.words.list(&positions[1].origins);
    let others = bench.words.list(&positions[0].origins);
    let holes = [("who", who.as_str()), ("no", &no), ("others", &others), ("yes", &yes)];
    let why = bench.words.say(if is_planned { "still_planned" } else { "denial" }, &holes);
    Some(Finding { role: Role::Polarity, verdict, kind, why, positions, because: tree })
}

/// What is bought may still have to come.
const BOUGHT: &str = "bought";

/// Leaves out, where nobody denies that it was bought, those who only say that it was: what was ordered need not have come.
fn not_only_bought<'a>(
    bench: &Bench,
    entries: &[&'a Entry],
    affirming: Vec<&'a Entry>,
) -> Vec<&'a Entry> {
    let is_bought = |it: &Entry| {
        let frame = bench.knowledge.frames.get(&*it.claim.frame);
        frame.and_then(|frame| frame.phase(&it.claim.predicate)) == Some(BOUGHT)
    };
    let is_denied = |it: &&&Entry| {
        it.claim.polarity == Polarity::Negative || it.claim.modality == Modality::Denied
    };
    if entries.iter().filter(is_denied).any(|it| is_bought(it)) {
        return affirming;
    }
    affirming.into_iter().filter(|it| !is_bought(it)).collect()
}

/// Leaves out, where a denial names who is said to have done it, those who say that somebody else did: they
/// do not affirm what is denied.
fn by_the_denied<'a>(
    bench: &Bench,
    entries: &[&'a Entry],
    affirming: Vec<&'a Entry>,
) -> Vec<&'a Entry> {
    let denials: Vec<&Entry> = entries.iter().copied().filter(|it| denies(bench, it)).collect();
    let names = |it: &Entry| !it.values(Role::Agent).is_empty();
    if denials.is_empty() || !denials.iter().all(|it| names(it)) {
        return of_who_took_part(&denials, affirming);
    }
    let is_other = |it: &Entry| {
        let apart = |a: &Value| {
            denials
                .iter()
                .flat_map(|by| by.values(Role::Agent))
                .all(|b| super::values::fit(bench, Role::Agent, a, b).is_apart())
        };
        names(it) && it.values(Role::Agent).iter().all(apart)
    };
    let kept: Vec<&Entry> = affirming.iter().copied().filter(|it| !is_other(it)).collect();
    if kept.is_empty() { affirming } else { kept }
}

/// Leaves out, where a denial only says who took no part (« aucun membre de la Force du Kosovo »), those who do not say
/// that they did.
fn of_who_took_part<'a>(denials: &[&Entry], affirming: Vec<&'a Entry>) -> Vec<&'a Entry> {
    let named = |it: &Entry| -> BTreeSet<String> {
        let texts = it.values(Role::Participant).iter().map(Value::text);
        texts.flat_map(large_words).map(fold).collect()
    };
    let denied: BTreeSet<String> = denials.iter().flat_map(|it| named(it)).collect();
    // Who is told not to have met was not met.
    let is_of_company = denials.iter().any(|it| AT_ONCE.contains(&&*it.claim.frame));
    if is_of_company || denied.is_empty() || !denials.iter().all(|it| !named(it).is_empty()) {
        return affirming;
    }
    let tells_so = |it: &Entry| !named(it).is_disjoint(&denied);
    let kept: Vec<&Entry> = affirming.iter().copied().filter(|it| tells_so(it)).collect();
    if kept.is_empty() { affirming } else { kept }
}

/// Leaves out, where who denies tells himself of the happening in another verb, those who do not tell what is denied:
/// a dam that overflowed and did not break.
fn by_the_act<'a>(
    bench: &Bench,
    affirming: Vec<&'a Entry>,
    denying: &[&'a Entry],
) -> Vec<&'a Entry> {
    let kinds = bench.likeness.kinds();
    let acts: BTreeSet<String> = denying.iter().map(|it| kinds.act(&it.claim.predicate)).collect();
    let denies_it = |it: &Entry| acts.contains(&kinds.act(&it.claim.predicate));
    let deniers = documents(denying);
    let tells_more = |it: &&&Entry| deniers.contains(&it.document) && !denies_it(it);
    if !affirming.iter().any(|it| tells_more(&it)) || !affirming.iter().any(|it| denies_it(it)) {
        return affirming;
    }
    affirming.into_iter().filter(|it| denies_it(it)).collect()
}

/// Whether an article only tells who denies what it has told itself, and nobody else tells that.
fn is_both_versions(affirming: &[&Entry], denying: &[&Entry]) -> bool {
    let echoes = denying.iter().all(|it| it.claim.rule.ends_with(ECHO));
    let inside = |it: &&Entry| denying.iter().any(|denial| denial.document == it.document);
    echoes && affirming.iter().all(inside)
}

/// Whether an act of a treaty that an article denies is not the one that it tells as done, itself or on the same word:
/// signed by the ministers and not by the presidents, signed and not under pressure.
fn is_of_another_hand(bench: &Bench, denial: &Entry, affirming: &[&Entry]) -> bool {
    let word = |it: &Entry| bench.origins_behind(&[it]);
    let is_of_treaty = |it: &&Entry| it.claim.frame.starts_with("treaty.");
    let tells_it = |it: &&Entry| {
        it.document == denial.document
            && (!bench.cites(it) || !bench.cites(denial) || !word(it).is_disjoint(&word(denial)))
    };
    affirming.iter().any(is_of_treaty) && affirming.iter().any(tells_it)
}

/// The stage that comes for all parties at once.
const IN_FORCE: &str = "treaty.enter_into_force";

/// Whether a kind of happening is that stage.
pub(super) fn is_in_force(frame: &Frame) -> bool {
    frame.name == IN_FORCE
}

/// Whether one article alone tells both in its own voice: « quarante et un blessés » here, « personne n'a été
/// blessé » there.
fn is_of_two_scenes(bench: &Bench, affirming: &[&Entry], denying: &[&Entry]) -> bool {
    let told = documents(affirming);
    told.len() == 1
        && told == documents(denying)
        && bench.origins_behind(affirming) == bench.origins_behind(denying)
        && denying.iter().all(|it| it.claim.modality != Modality::Denied)
}

/// Whether a stage that comes once is still to come for one who writes when, by the others, it was past: « entrera
/// en vigueur après six ratifications », of what entered into force last week.
fn still_plans(bench: &Bench, entry: &Entry, affirming: &[&Entry]) -> bool {
    let claim = &entry.claim;
    let written = bench.readings.get(entry.document).and_then(|it| it.document.anchor());
    let days = affirming.iter().flat_map(|it| it.values(Role::Time)).filter_map(Value::day);
    let tells_both = |it: &&Entry| it.document == entry.document;
    &*claim.frame == IN_FORCE
        && claim.modality == Modality::Planned
        && claim.polarity == Polarity::Positive
        && !affirming.iter().any(tells_both)
        && days.max().zip(written).is_some_and(|(day, written)| day < written)
}

/// How the rule of a denial ends that points at what was told before.
const ECHO: &str = ":echo";

/// Whether a denial is by, or about, one of those who are told to have done it. Of a
/// happening without states nothing more can be asked.
fn concerns(bench: &Bench, entry: &Entry, concerned: &BTreeSet<&EntityId>) -> bool {
    let mouths = entry.origins.iter().filter_map(|&at| bench.mouth(at)?.of.as_ref());
    concerned.is_empty() || mouths.chain(countries(&[entry])).any(|it| concerned.contains(it))
}

/// Whether a denial names, besides countries, what those name who tell of it, or names nothing.
fn is_meant(bench: &Bench, entry: &Entry, affirming: &[&Entry]) -> bool {
    let named = |it: &Entry| -> Vec<(Role, Value)> {
        let roles =
            it.claim.roles.iter().flat_map(|(role, values)| values.iter().map(|v| (*role, v)));
        let named = roles.filter(|(_, value)| {
            matches!(value, Value::Entity(entity) if !is_vague(entity) && !entity.id.is_country())
        });
        named.map(|(role, value)| (role, value.clone())).collect()
    };
    let ours = named(entry);
    let nothing = |value: &Value| matches!(value, Value::Entity(it) if !is_vague(it));
    let silent = || !entry.claim.roles.values().flatten().any(nothing);
    let same = |(role, value): &(Role, Value)| {
        affirming.iter().any(|other| {
            other
                .values(*role)
                .iter()
                .any(|it| super::values::fit(bench, *role, value, it).supports())
        })
    };
    ours.iter().any(same) || silent()
}

fn countries<'a>(entries: &[&'a Entry]) -> BTreeSet<&'a EntityId> {
    let values = entries.iter().flat_map(|it| it.claim.roles.values().flatten());
    let entities = values.filter_map(|value| match value {
        Value::Entity(entity) => country(entity),
        _ => None,
    });
    entities.collect()
}

/// Said not to have happened before others said that it had, or « pas encore ».
fn is_not_yet(bench: &Bench, entry: &Entry, affirming: &[&Entry]) -> bool {
    if entry.claim.modality == Modality::Denied {
        return false;
    }
    let date = |it: &Entry| bench.readings.get(it.document).and_then(|it| it.document.anchor());
    let before = |later: &&Entry| {
        matches!((date(entry), date(later)), (Some(a), Some(b)) if a < b)
            && !was_past(bench, later, entry)
    };
    // Who says « pas encore » after others told it as done contradicts them.
    let is_after = |it: &&Entry| bench.is_before(it, entry) || was_past(bench, it, entry);
    let is_late = affirming.iter().all(is_after);
    affirming.iter().all(before) || !is_late && says_not_yet(bench, entry)
}

/// What happens at once, and is over when somebody says that it was not.
const AT_ONCE: [&str; 6] = ["attack", "clash", "casualties", "disaster", "meet", "call"];

/// Whether what one tells was past, by its own day or as all that happens at once, when another denied it.
pub(super) fn was_past(bench: &Bench, told: &Entry, denial: &Entry) -> bool {
    let date = bench.readings.get(denial.document).and_then(|it| it.document.anchor());
    let last = |of: &Entry| {
        let times = of.values(Role::Time).iter().filter_map(|it| match it {
            Value::Time(time) => time.to.or(time.from),
            _ => None,
        });
        times.max()
    };
    // Who says of a day that is past that it was not then does not say that it is still to come.
    match (last(told).or_else(|| last(denial)), date) {
        (Some(day), Some(date)) => day < date,
        _ => AT_ONCE.contains(&&*told.claim.frame) || is_of_the_past(bench, denial),
    }
}

/// Whether a claim is told in a tense that is of the past alone: "were not there", « n'étaient pas là », but neither "has
/// not come" nor « n'est pas venu », which may be so until now.
fn is_of_the_past(bench: &Bench, entry: &Entry) -> bool {
    let Some(reading) = bench.readings.get(entry.document) else { return false };
    let Some(said) = entry.claim.evidence.first().map(|it| it.span) else { return false };
    let at = reading.sentence_at(said.start());
    let Some(sentence) = reading.sentences.get(at) else { return false };
    let mut own = sentence.tokens.iter().filter(|it| said.overlaps(it.span));
    own.any(|it| {
        let is_past = it.feats.has("Tense", "Past") || it.feats.has("Tense", "Imp");
        it.feats.has("VerbForm", "Fin") && is_past
    })
}

/// Whether a claim is of an instrument.
fn is_of_act(bench: &Bench, entry: &Entry) -> bool {
    bench.knowledge.frames.get(&*entry.claim.frame).is_some_and(Frame::is_of_act)
}

/// Whether a claim is of a stage of an instrument.
pub(super) fn is_of_stage(bench: &Bench, entry: &Entry) -> bool {
    let frame = bench.knowledge.frames.get(&*entry.claim.frame);
    frame.is_some_and(|it| it.stage.is_some() && !it.repeatable)
}

fn says_not_yet(bench: &Bench, entry: &Entry) -> bool {
    let Some(reading) = bench.readings.get(entry.document) else { return false };
    let words = &bench.words.not_yet;
    entry.claim.evidence.iter().any(|it| {
        let said = fold(it.span.of(&reading.document.text));
        words.iter().any(|word| said.contains(word.as_str()))
    })
}
