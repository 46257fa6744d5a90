//! Traps: what looks like a dispute and is none.

use recoupe_model::{Modality, Obligation, Role, SourceKind, Verdict, Weekday};

use crate::made::*;

fn none(articles: Vec<Article>) -> Checked {
    let checked = check(articles);
    assert_eq!(checked.disputes(), Vec::<String>::new());
    checked
}

fn met(a: &str, b: &str) -> Made {
    claim("meet")
        .with(Role::Participant, person(a, Some("FRA")))
        .with(Role::Participant, person(b, Some("DEU")))
}

fn sent(giver: &str, receiver: &str, goods: &str) -> Made {
    claim("transfer")
        .with(Role::Sender, country(giver))
        .with(Role::Receiver, country(receiver))
        .with(Role::Goods, thing(goods))
}

fn struck() -> Made {
    claim("attack").with(Role::Agent, country("RUS")).with(Role::Target, country("UKR"))
}

#[test]
fn two_meetings_on_two_days() {
    let checked = none(vec![
        article("a").says(met("Paul Durand", "Hans Weber").with(Role::Time, day(2024, 3, 1))),
        article("b").says(met("Paul Durand", "Hans Weber").with(Role::Time, day(2024, 3, 8))),
    ]);
    assert_eq!(checked.events("meet"), 2);
}

#[test]
fn two_who_met_a_third_did_not_meet_each_other() {
    let third = || claim("meet").with(Role::Participant, person("Paul Durand", Some("FRA")));
    let checked = none(vec![
        article("a").says(third().with(Role::Participant, person("Hans Weber", Some("DEU")))),
        article("b").says(third().with(Role::Participant, person("Luigi Rossi", Some("ITA")))),
    ]);
    assert_eq!(checked.events("meet"), 2);
}

#[test]
fn two_strikes_on_two_towns() {
    let checked = none(vec![
        article("a").says(
            struck()
                .with(Role::Place, place("Kharkiv", Some("UKR")))
                .with(Role::Time, day(2024, 5, 2)),
        ),
        article("b").says(
            struck()
                .with(Role::Place, place("Odessa", Some("UKR")))
                .with(Role::Time, day(2024, 5, 2)),
        ),
        article("c").says(
            struck()
                .with(Role::Place, place("Odessa", Some("UKR")))
                .with(Role::Time, day(2024, 5, 9)),
        ),
    ]);
    assert_eq!(checked.events("attack"), 3);
}

#[test]
fn what_says_less_does_not_contradict() {
    let signed = || {
        claim("treaty.sign")
            .with(Role::Instrument, text_of("accord"))
            .with(Role::Party, country("FRA"))
    };
    let checked = none(vec![
        article("a").says(signed().with(Role::Time, day(2024, 11, 11))),
        article("b").says(signed().with(Role::Time, month(2024, 11))),
        article("c").says(signed().with(Role::Time, year(2024))),
        article("d").says(signed().with(Role::Time, yearless(11, None, "en novembre"))),
        article("e").says(signed().with(Role::Time, weekday(Weekday::Friday))),
    ]);
    assert_eq!(checked.finding("treaty.sign", Role::Time).verdict, Verdict::Agreed);
}

#[test]
fn a_place_inside_a_place() {
    let signed =
        |it| claim("treaty.sign").with(Role::Instrument, text_of("accord")).with(Role::Place, it);
    none(vec![
        article("a").says(signed(country("RUS"))),
        article("b").says(signed(place("Moscou", Some("RUS")))),
        article("c").says(signed(place("palais des congrès", Some("RUS")))),
    ]);
}

#[test]
fn places_that_a_text_puts_inside_each_other() {
    let died = |it: &str| {
        claim("die")
            .with(Role::Target, person("Jean Petit", Some("FRA")))
            .with(Role::Place, place(it, None))
    };
    let mut readings: Vec<_> = vec![
        article("a").says(died("Vantelle")).read(),
        article("b").says(died("Morlac")).read(),
        article("c").text("Il est mort à Vantelle, près de Morlac.\n").read(),
    ];
    let text = readings[2].document.text.clone();
    for name in ["Vantelle", "Morlac"] {
        let start = text.find(name).unwrap();
        let span = recoupe_model::Span::new(start, start + name.len()).unwrap();
        let entity = recoupe_model::Entity { span, ..place(name, None) };
        let kind = recoupe_model::MentionKind::Name(entity);
        readings[2].mentions.push(recoupe_model::Mention { span, kind, rule: "made".into() });
    }
    let checked = check_read(readings);
    assert_eq!(checked.disputes(), Vec::<String>::new());
}

#[test]
fn planned_then_done_on_another_day() {
    let signed =
        |it| claim("treaty.sign").with(Role::Instrument, text_of("accord")).with(Role::Time, it);
    let checked = none(vec![
        article("a").on(2024, 6, 1).says(signed(day(2024, 6, 20)).modality(Modality::Planned)),
        article("b").on(2024, 6, 23).says(signed(day(2024, 6, 22))),
    ]);
    assert_eq!(checked.finding("treaty.sign", Role::Time).verdict, Verdict::Updated);
}

#[test]
fn not_yet_then_done() {
    let ratified = || {
        claim("treaty.ratify")
            .with(Role::Instrument, text_of("accord"))
            .with(Role::Party, country("FRA"))
    };
    let checked = none(vec![
        article("a").on(2024, 6, 1).says(ratified().not().by(
            "un porte-parole",
            SourceKind::Official,
            Some("FRA"),
        )),
        article("b").on(2024, 6, 23).says(ratified()),
    ]);
    assert_eq!(checked.finding("treaty.ratify", Role::Polarity).verdict, Verdict::Updated);
    let checked = none(vec![
        article("a").says(ratified().not().words("n'a pas encore ratifié").by(
            "un porte-parole",
            SourceKind::Official,
            Some("FRA"),
        )),
        article("b").says(ratified()),
    ]);
    assert_eq!(checked.finding("treaty.ratify", Role::Polarity).verdict, Verdict::Updated);
}

#[test]
fn an_outlets_own_negation_is_no_denial() {
    let ratified = || {
        claim("treaty.ratify")
            .with(Role::Instrument, text_of("accord"))
            .with(Role::Party, country("FRA"))
    };
    none(vec![article("a").says(ratified().not()), article("b").says(ratified())]);
}

#[test]
fn moods_do_not_contradict_each_other() {
    let checked = none(vec![
        article("a").says(sent("RUS", "PRK", "pétrole").modality(Modality::Possible)),
        article("b").says(sent("RUS", "PRK", "fuel").modality(Modality::Conditional)),
        article("c").says(sent("RUS", "PRK", "carburant")),
    ]);
    assert_eq!(checked.events("transfer"), 1);
}

#[test]
fn two_currencies_never_compare() {
    let paid = |it| sent("BGR", "MDA", "véhicules blindés").with(Role::Quantity, it);
    let checked = none(vec![
        article("a").says(paid(number(18e6, "EUR"))),
        article("b").says(paid(number(21e6, "USD"))),
        article("c").says(paid(number(18e6, "EUR"))),
    ]);
    let money = checked.finding("transfer", Role::Quantity);
    assert_eq!(
        (money.verdict, checked.camps(money)),
        (Verdict::Agreed, vec![vec!["a".into(), "c".into()]])
    );
}

#[test]
fn goods_givers_and_directions_tell_transfers_apart() {
    let checked = none(vec![
        article("a").says(
            sent("BGR", "MDA", "véhicules blindés").with(Role::Quantity, number(40.0, "vehicle")),
        ),
        article("b").says(
            sent("DEU", "MDA", "véhicules blindés").with(Role::Quantity, number(14.0, "vehicle")),
        ),
        article("c").says(
            sent("ROU", "MDA", "ambulances blindées")
                .with(Role::Quantity, number(12.0, "ambulance")),
        ),
        article("d").says(
            sent("MDA", "BGR", "véhicules blindés").with(Role::Quantity, number(3.0, "vehicle")),
        ),
        article("e").says(sent("BGR", "MDA", "radar").with(Role::Quantity, number(1.0, "radar"))),
    ]);
    assert_eq!(checked.events("transfer"), 5);
}

#[test]
fn part_and_whole_in_one_article() {
    let held = |it| {
        claim("disaster").with(Role::Time, day(2026, 2, 6)).with(Role::Quantity, number(it, "home"))
    };
    none(vec![
        article("a").says(held(120.0)).says(held(40.0)),
        article("b").says(held(120.0)),
        article("c").says(held(40.0)).says(held(120.0)),
    ]);
}

#[test]
fn an_aftershock_is_not_the_earthquake() {
    let shock = |it, lemma| {
        claim("disaster")
            .predicate(lemma)
            .with(Role::Time, day(2026, 2, 6))
            .with(Role::Quantity, number(it, "magnitude"))
    };
    let checked = none(vec![
        article("a").says(shock(6.4, "séisme")).says(shock(5.1, "réplique")),
        article("b").english().says(shock(6.4, "earthquake")),
    ]);
    assert_eq!(checked.events("disaster"), 2);
}

#[test]
fn places_that_an_earthquake_reached() {
    let shook = |it: &str| {
        claim("disaster")
            .predicate("séisme")
            .with(Role::Time, day(2026, 2, 6))
            .with(Role::Place, place(it, None))
    };
    none(vec![article("a").says(shook("Naryn")), article("b").says(shook("Kotchkor"))]);
}

#[test]
fn an_old_disaster_is_another() {
    let killed = |it: f64| {
        claim("casualties").with(Role::Outcome, "killed").with(Role::Quantity, number(it, "person"))
    };
    let checked = none(vec![
        article("a").on(2026, 2, 7).says(killed(37.0).with(Role::Time, day(2026, 2, 6))),
        article("b")
            .on(2026, 2, 7)
            .says(killed(37.0))
            .says(killed(70.0).with(Role::Time, month(2008, 10))),
    ]);
    assert_eq!(checked.events("casualties"), 2);
}

#[test]
fn killed_and_wounded_are_other_counts() {
    let count = |outcome: &str, it: f64| {
        claim("casualties").with(Role::Outcome, outcome).with(Role::Quantity, number(it, "person"))
    };
    let checked = none(vec![
        article("a").says(count("killed", 14.0)),
        article("b").says(count("wounded", 80.0)),
    ]);
    assert_eq!(checked.events("casualties"), 2);
}

#[test]
fn each_party_ratifies_on_its_own_day() {
    let ratified = |it: &str| {
        claim("treaty.ratify")
            .with(Role::Instrument, text_of("traité"))
            .with(Role::Party, country(it))
    };
    none(vec![
        article("a").says(ratified("RUS").with(Role::Time, day(2024, 11, 9))),
        article("b").says(ratified("PRK").with(Role::Time, day(2024, 11, 11))),
        article("c").says(ratified("RUS").with(Role::Party, country("PRK"))),
    ]);
}

#[test]
fn two_chambers_approve_on_two_days() {
    let ratified = |it: &str| {
        claim("treaty.ratify")
            .with(Role::Instrument, text_of("traité"))
            .with(Role::Party, country("RUS"))
            .with(Role::Agent, body(it, Some("RUS")))
    };
    none(vec![
        article("a").says(ratified("Douma").with(Role::Time, day(2024, 10, 24))),
        article("b").says(ratified("Conseil de la Fédération").with(Role::Time, day(2024, 11, 6))),
    ]);
    let voted = |it: &str, time| {
        claim("vote")
            .with(Role::Agent, body(it, Some("FRA")))
            .with(Role::Instrument, text_of("projet de loi"))
            .with(Role::Time, time)
    };
    let checked = none(vec![
        article("a").says(voted("Assemblée nationale", day(2024, 10, 24))),
        article("b").says(voted("Sénat", day(2024, 10, 24))),
    ]);
    assert_eq!(checked.events("vote"), 2);
}

#[test]
fn an_old_treaty_and_a_new_one() {
    let signed = || {
        claim("treaty.sign")
            .with(Role::Instrument, text_of("traité"))
            .with(Role::Party, country("RUS"))
            .with(Role::Party, country("PRK"))
    };
    let checked = none(vec![
        article("a").says(
            signed().with(Role::Time, year(1961)).with(Role::Place, place("Moscou", Some("RUS"))),
        ),
        article("b").says(
            signed()
                .with(Role::Time, month(2024, 6))
                .with(Role::Place, place("Pyongyang", Some("PRK"))),
        ),
    ]);
    assert_eq!(checked.events("treaty.sign"), 2);
}

#[test]
fn a_decree_is_not_the_treaty() {
    let signed = |it: &str| {
        claim("treaty.sign").with(Role::Instrument, text_of(it)).with(Role::Party, country("PRK"))
    };
    none(vec![
        article("a").says(signed("traité de défense").with(Role::Time, month(2024, 6))),
        article("b").says(signed("décret").with(Role::Time, day(2024, 11, 11))),
    ]);
}

#[test]
fn namesakes_of_two_countries() {
    let named = |of| claim("die").with(Role::Target, person("Jean Martin", Some(of)));
    let checked = none(vec![
        article("a").says(named("FRA").with(Role::Time, day(2024, 1, 3))),
        article("b").says(
            claim("die")
                .with(Role::Target, person("Paul Martin", Some("CAN")))
                .with(Role::Time, day(2024, 2, 3)),
        ),
    ]);
    assert_eq!(checked.events("die"), 2);
}

#[test]
fn midnight_is_two_days_in_two_time_zones() {
    let fell = |it: recoupe_model::Time| {
        claim("die").with(Role::Target, person("Jean Martin", None)).with(Role::Time, it)
    };
    let relative =
        |it: recoupe_model::Time| recoupe_model::Time { text: "jeudi soir".into(), ..it };
    none(vec![
        article("a").says(fell(relative(day(2026, 2, 5)))),
        article("b").says(fell(relative(day(2026, 2, 6)))),
    ]);
}

#[test]
fn round_and_exact_numbers() {
    let sent = |it| sent("FRA", "UKR", "couvertures").with(Role::Quantity, it);
    none(vec![
        article("a").says(sent(number(1200.0, "blanket"))),
        article("b").says(sent(number(1187.0, "blanket"))),
        article("c").says(sent(at_least(1000.0, "blanket"))),
    ]);
}

#[test]
fn several_people_say_several_things() {
    let said = |what: &str, time| {
        claim("declare")
            .with(Role::Speaker, person("Paul Durand", Some("FRA")))
            .with(Role::Content, what)
            .with(Role::Time, time)
    };
    none(vec![
        article("a").says(said("oui", day(2024, 1, 3))),
        article("b").says(said("non", day(2024, 1, 3))),
    ]);
}

#[test]
fn obligations_stand_side_by_side() {
    let owed = |what, content: &str| {
        claim("commit")
            .with(Role::Instrument, text_of("traité"))
            .with(Role::Party, country("RUS"))
            .with(Role::Content, content)
            .obliges(what, false)
    };
    none(vec![
        article("a").says(owed(Obligation::Defense, "aider")),
        article("b")
            .says(owed(Obligation::Sanctions, "s'opposer"))
            .says(owed(Obligation::Defense, "secourir")),
    ]);
}

#[test]
fn other_clauses_are_never_disputed() {
    let built = |it: f64| {
        claim("other")
            .predicate("construire")
            .with(Role::Agent, country("FRA"))
            .with(Role::Quantity, number(it, "bridge"))
    };
    none(vec![article("a").says(built(3.0)), article("b").says(built(9.0))]);
}

#[test]
fn both_versions_in_one_article_of_one_source_are_a_revision() {
    let sent = |it| {
        sent("FRA", "UKR", "camions").with(Role::Quantity, number(it, "truck")).by(
            "le ministère",
            SourceKind::Institution,
            Some("FRA"),
        )
    };
    let checked = none(vec![
        article("a").on(2024, 5, 1).says(sent(20.0)),
        article("b").on(2024, 5, 3).says(sent(35.0)),
    ]);
    assert_eq!(checked.finding("transfer", Role::Quantity).verdict, Verdict::Updated);
}
