use super::*;
use crate::fixture;
use crate::words::Words;

fn dossier() -> Dossier {
    Dossier::from(&fixture::dossier())
}

fn supposed(dossier: &Dossier, kind: &str, agent: &str, target: &str) -> Outcome {
    let premise: Premise = format!("{kind}: {agent} -> {target}").parse().unwrap();
    suppose(dossier, &premise)
}

fn bound(it: &Outcome) -> Vec<(Effect, Vec<&str>)> {
    let ids = |it: &Duty| (it.effect, it.bound.len());
    assert!(it.duties.iter().all(|it| ids(it).1 > 0));
    it.duties
        .iter()
        .map(|it| (it.effect, it.bound.iter().map(|it| it.id.as_str()).collect()))
        .collect()
}

fn with_obligation(obligation: &str) -> Dossier {
    let mut dossier = dossier();
    dossier.stories[0].commitments[0].obligation = obligation.into();
    dossier
}

#[test]
fn an_attack_on_one_party_binds_the_other_to_help() {
    let it = supposed(&dossier(), "attack", "country:PER", "country:CHL");
    assert_eq!(bound(&it), [(Effect::Help, vec!["country:NOR"])]);
    assert_eq!(it.duties[0].towards.as_ref().unwrap().id, "country:CHL");
    assert!(!it.duties[0].within);
    assert_eq!(it.duties[0].conditions[0].words.as_deref(), Some("En cas d’avarie"));
    assert_eq!(it.duties[0].speed.immediate, ["a1"]);
}

#[test]
fn an_attack_by_a_party_on_a_stranger_wakes_no_duty_to_help() {
    assert!(supposed(&dossier(), "attack", "country:NOR", "country:PER").duties.is_empty());
    assert!(supposed(&dossier(), "attack", "?", "country:PER").duties.is_empty());
}

#[test]
fn an_attack_between_the_two_parties_leaves_nobody_to_help() {
    assert!(supposed(&dossier(), "attack", "country:NOR", "country:CHL").duties.is_empty());
    let it = with_obligation("nonaggression");
    let it = supposed(&it, "attack", "country:NOR", "country:CHL");
    assert_eq!(bound(&it), [(Effect::Breach, vec!["country:NOR"])]);
    assert!(it.duties[0].within);
}

#[test]
fn each_obligation_wakes_by_its_own_event() {
    let cases = [
        ("offense", "attack", "country:NOR", "country:PER", Effect::Join, vec!["country:CHL"]),
        (
            "neutrality",
            "attack",
            "country:NOR",
            "country:PER",
            Effect::StayOut,
            vec!["country:CHL"],
        ),
        (
            "consultation",
            "crisis",
            "?",
            "country:CHL",
            Effect::Consult,
            vec!["country:NOR", "country:CHL"],
        ),
        (
            "sanctions",
            "sanctions",
            "?",
            "country:CHL",
            Effect::Answer,
            vec!["country:NOR", "country:CHL"],
        ),
    ];
    for (obligation, kind, agent, target, effect, who) in cases {
        let it = with_obligation(obligation);
        assert_eq!(bound(&supposed(&it, kind, agent, target)), [(effect, who)], "{obligation}");
        let other = if kind == "sanctions" { "attack" } else { "sanctions" };
        assert!(supposed(&it, other, agent, target).duties.is_empty(), "{obligation}");
    }
}

#[test]
fn what_holds_anyway_is_told_apart() {
    let it = with_obligation("coordination");
    let it = supposed(&it, "attack", "?", "country:CHL");
    assert!(it.duties.is_empty());
    assert_eq!(it.standing, [PledgeId { story: "s1".into(), index: 0 }]);
    assert!(supposed(&dossier(), "attack", "?", "country:PER").standing.is_empty());
}

#[test]
fn reports_that_part_on_the_text_or_deny_the_duty_are_named() {
    let mut dossier = dossier();
    let mut denial = dossier.claims.iter().find(|it| it.id == "c9").unwrap().clone();
    (denial.id, denial.modality) = ("c90".into(), "denied".into());
    dossier.claims.push(denial);
    let mut event = dossier.stories[0].events[0].clone();
    (event.id, event.frame) = ("e90".into(), "commit".into());
    event.claims = vec!["c9".into(), "c90".into()];
    event.slots.clear();
    dossier.stories[0].events.push(event);
    let it = supposed(&dossier, "attack", "?", "country:CHL");
    assert_eq!(it.duties[0].contested_by, ["c90"]);
    let disputes: Vec<_> = it.duties[0].disputes.iter().map(|it| &*it.role).collect();
    assert_eq!(disputes, ["place"], "the signing is disputed");
}

#[test]
fn the_sentence_is_told_under_its_condition_in_both_languages() {
    let premise: Premise = "attack: ? -> country:CHL".parse().unwrap();
    let told = |lang: &str| text(&dossier(), &premise, &Words::of(lang), 300);
    let french = told("fr").replace('\u{a0}', " ");
    assert!(
        french.contains("Si cette clause veut dire ce que ces articles en rapportent, alors"),
        "{french}"
    );
    assert!(french.contains("(Chili), sans délai, par : Norvège."), "{french}");
    assert!(french.contains("« En cas d’avarie »"), "{french}");
    let english = told("en");
    assert!(english.contains("If this clause means what these reports say, then"), "{english}");
    assert!(!english.contains('%'), "no probabilities");
}

#[test]
fn nothing_wakes_where_nothing_is_told() {
    let premise: Premise = "attack: ? -> country:CHL".parse().unwrap();
    let mut dossier = dossier();
    dossier.stories[0].commitments.clear();
    let it = text(&dossier, &premise, &Words::of("en"), 80);
    assert!(it.contains("No commitment that these articles tell of wakes."));
}
