//! One pact told by five articles: two real disputes, and one article that contradicts itself.

use recoupe_model::{DisputeKind, Modality, Obligation, Role, SourceKind, Verdict, Weekday};

use crate::made::*;

fn pile() -> Vec<Article> {
    let treaty = || text_of("traité de défense");
    let both = |it: Made| it.with(Role::Party, country("RUS")).with(Role::Party, country("PRK"));
    let pyongyang = || place("Pyongyang", Some("PRK"));
    let june = || yearless(6, None, "juin dernier");
    let invasion = |time| {
        claim("attack")
            .with(Role::Agent, country("RUS"))
            .with(Role::Target, country("UKR"))
            .with(Role::Time, time)
    };
    let visit = || {
        claim("visit")
            .with(Role::Visitor, person("Vladimir Poutine", Some("RUS")))
            .with(Role::Place, pyongyang())
    };
    let sent = |it: Made| {
        it.with(Role::Agent, country("PRK"))
            .with(Role::Force, people("soldats nord-coréens", Some("PRK")))
    };
    vec![
        article("000")
            .says(
                both(
                    claim("treaty.enter_into_force")
                        .with(Role::Instrument, text_of("accord de défense mutuelle")),
                )
                .with(Role::Time, weekday(Weekday::Thursday)),
            )
            .says(
                claim("treaty.sign")
                    .with(Role::Instrument, treaty())
                    .with(Role::Place, pyongyang())
                    .with(Role::Time, june()),
            )
            .says(visit().with(Role::Time, june()))
            .says(
                both(claim("commit").with(Role::Instrument, treaty()))
                    .obliges(Obligation::Defense, true),
            )
            .says(invasion(year(2022)))
            .says(
                sent(claim("deploy"))
                    .with(Role::Quantity, at_least(10_000.0, "soldier"))
                    .with(Role::Beneficiary, country("RUS"))
                    .modality(Modality::Conditional)
                    .unnamed("des responsables sud-coréens", SourceKind::Official, Some("KOR"))
                    .unnamed("un think tank local", SourceKind::Expert, Some("KOR"))
                    .against(6),
            )
            .says(
                claim("transfer")
                    .with(Role::Sender, country("RUS"))
                    .with(Role::Receiver, country("PRK"))
                    .with(Role::Goods, thing("carburant"))
                    .modality(Modality::Conditional),
            ),
        article("001")
            .says(
                claim("treaty.sign")
                    .with(Role::Party, person("Kim Jong-un", Some("PRK")))
                    .with(Role::Party, person("Poutine", Some("RUS")))
                    .with(Role::Instrument, text_of("traité")),
            )
            .says(
                claim("treaty.ratify")
                    .with(Role::Party, country("PRK"))
                    .with(Role::Instrument, treaty())
                    .with(Role::Time, yearless(11, Some(11), "le 11 novembre")),
            )
            .says(
                claim("treaty.ratify")
                    .with(Role::Party, country("RUS"))
                    .with(Role::Instrument, treaty()),
            )
            .says(
                claim("treaty.sign")
                    .with(Role::Instrument, treaty())
                    .with(Role::Place, pyongyang())
                    .with(Role::Time, june()),
            )
            .says(
                claim("commit")
                    .with(Role::Instrument, treaty())
                    .with(Role::Party, people("signataires", None))
                    .obliges(Obligation::Defense, true),
            )
            .says(
                sent(claim("deploy"))
                    .with(Role::Quantity, about(11_000.0, "soldier"))
                    .with(Role::Place, country("RUS"))
                    .modality(Modality::Conditional)
                    .by("Kiev", SourceKind::State, Some("UKR")),
            )
            .says(visit().with(Role::Time, june()))
            .says(invasion(year(2022))),
        article("002")
            .says(
                both(
                    claim("treaty.ratify")
                        .with(Role::Instrument, text_of("accord de défense mutuelle")),
                )
                .with(Role::Time, day(2024, 12, 4)),
            )
            .says(
                claim("treaty.sign")
                    .with(Role::Instrument, text_of("traité"))
                    .with(Role::Place, place("Moscou", Some("RUS"))),
            )
            .says(invasion(month(2022, 2)))
            .says(visit().with(Role::Time, month(2024, 6)))
            .says(
                claim("meet")
                    .with(Role::Participant, person("Vladimir Poutine", Some("RUS")))
                    .with(Role::Participant, person("Kim Jong Un", Some("PRK")))
                    .with(Role::Time, month(2023, 9))
                    .with(Role::Place, place("Vostochny", Some("RUS"))),
            )
            .says(
                claim("treaty.sign")
                    .with(Role::Instrument, text_of("partenariat stratégique global"))
                    .with(Role::Place, pyongyang())
                    .with(Role::Time, month(2024, 6)),
            )
            .says(
                claim("treaty.enter_into_force")
                    .with(Role::Instrument, text_of("accord"))
                    .with(Role::Time, month(2024, 12)),
            ),
        article("003")
            .says(
                claim("treaty.sign")
                    .with(Role::Instrument, text_of("traité d'assistance militaire"))
                    .with(Role::Party, country("PRK")),
            )
            .says(
                both(claim("treaty.sign").with(Role::Instrument, text_of("entente")))
                    .with(Role::Time, year(1961)),
            ),
        article("004")
            .says(
                claim("meet")
                    .with(Role::Participant, person("Kim Jong Un", Some("PRK")))
                    .with(Role::Participant, person("Andreï Belooussov", Some("RUS")))
                    .with(Role::Time, weekday(Weekday::Friday))
                    .by("KCNA", SourceKind::Agency, Some("PRK")),
            )
            .says(
                claim("treaty.ratify")
                    .with(Role::Instrument, text_of("traité de défense mutuelle"))
                    .with(Role::Time, yearless(11, None, "en novembre")),
            )
            .says(
                claim("treaty.sign")
                    .with(Role::Instrument, text_of("traité de défense mutuelle"))
                    .with(Role::Time, june()),
            )
            .says(
                sent(claim("deploy"))
                    .with(Role::Quantity, at_least(10_000.0, "soldier"))
                    .with(Role::Place, country("RUS"))
                    .by("les États-Unis", SourceKind::State, Some("USA"))
                    .by("la Corée du Sud", SourceKind::State, Some("KOR")),
            ),
    ]
}

#[test]
fn two_disputes_and_no_more() {
    let checked = check(pile());
    let mut disputes = checked.disputes();
    disputes.sort();
    assert_eq!(disputes, ["treaty.ratify.time", "treaty.sign.place"]);
}

#[test]
fn the_place_is_disputed_and_one_article_says_both() {
    let checked = check(pile());
    let place = checked.finding("treaty.sign", Role::Place);
    assert_eq!(place.kind, Some(DisputeKind::Itself));
    assert_eq!(checked.camps(place), [vec!["000", "001", "002"], vec!["002"]]);
    assert_eq!(place.why, "Pyongyang ≠ Moscou ; 002 donne l'un et l'autre");
}

#[test]
fn the_odd_date_is_that_of_another_stage() {
    let checked = check(pile());
    let time = checked.finding("treaty.ratify", Role::Time);
    assert_eq!(time.kind, Some(DisputeKind::Stage));
    assert_eq!(checked.camps(time), [vec!["001", "004"], vec!["002"]]);
    assert!(
        time.why.starts_with("11 nov. 2024 ≠ 4 déc. 2024 ; déc. 2024 est la date que "),
        "{}",
        time.why
    );
    assert!(time.why.contains("002") && time.why.contains("000"), "{}", time.why);
    assert!(time.why.ends_with("Entrée en vigueur"), "{}", time.why);
}

#[test]
fn what_they_agree_on_is_agreed() {
    let checked = check(pile());
    for (frame, role) in [
        ("treaty.sign", Role::Time),
        ("deploy", Role::Quantity),
        ("attack", Role::Time),
        ("visit", Role::Time),
        ("visit", Role::Place),
        ("treaty.enter_into_force", Role::Time),
        ("treaty.ratify", Role::Party),
    ] {
        assert_eq!(checked.finding(frame, role).verdict, Verdict::Agreed, "{frame} {role:?}");
    }
    let soldiers = checked.finding("deploy", Role::Quantity);
    assert_eq!(checked.camps(soldiers), [vec!["000", "001", "004"]]);
    assert_eq!(soldiers.positions[0].origins.len(), 4, "{:?}", soldiers.positions[0].origins);
}

#[test]
fn the_old_treaty_and_the_other_meetings_stay_apart() {
    let checked = check(pile());
    assert_eq!(checked.events("treaty.sign"), 2);
    assert_eq!(checked.events("meet"), 2);
    assert_eq!(checked.events("visit"), 1);
    assert_eq!(checked.events("treaty.ratify"), 1);
}

#[test]
fn undated_articles_get_a_range_by_what_they_tell() {
    let checked = check(pile());
    let range = |stem: &str| {
        let found = checked.relations.published.iter().find(|(id, _)| id.to_string() == stem);
        let range = found.map(|(_, range)| *range).unwrap();
        (range.from.map(|it| it.to_string()), range.to.map(|it| it.to_string()))
    };
    let text = |it: &str| Some(it.to_owned());
    assert_eq!(range("001"), (text("2024-11-11"), text("2025-06-30")));
    assert_eq!(range("000"), (text("2024-12-01"), text("2025-01-06")));
}

#[test]
fn commitments_and_exchanges_are_gathered() {
    let checked = check(pile());
    let [pledge] = &checked.story.commitments[..] else { panic!("one pledge") };
    assert!(pledge.immediate);
    assert_eq!(pledge.parties.len(), 2);
    assert_eq!(pledge.claims.len(), 2);
    let exchanges = &checked.story.exchanges;
    let sides: Vec<(&str, &str)> =
        exchanges.iter().map(|it| (it.giver.id.as_str(), it.receiver.id.as_str())).collect();
    assert_eq!(sides, [("country:PRK", "country:RUS"), ("country:RUS", "country:PRK")]);
    assert_eq!(exchanges[0].against, [1]);
    assert_eq!(exchanges[1].against, [0]);
}
