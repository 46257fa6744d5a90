//! What is a dispute, and of which sort.

use recoupe_model::{DisputeKind, Modality, Role, SourceKind, Status, Verdict};

use crate::made::*;

fn carriers(it: recoupe_model::Quantity) -> Made {
    claim("transfer")
        .with(Role::Sender, country("BGR"))
        .with(Role::Receiver, country("MDA"))
        .with(Role::Goods, thing("véhicules blindés"))
        .with(Role::Quantity, it)
}

fn delivery() -> Vec<Article> {
    let denial = || {
        claim("transfer").with(Role::Sender, country("BGR")).denied().by(
            "le gouvernement bulgare",
            SourceKind::State,
            Some("BGR"),
        )
    };
    let ministry = |it: Made| {
        it.by("le ministère moldave de la Défense", SourceKind::Institution, Some("MDA"))
    };
    vec![
        article("fr1").outlet("Presse du Sud").on(2026, 4, 14).says(
            carriers(about(50.0, "vehicle")).modality(Modality::Conditional).unnamed(
                "deux sources diplomatiques",
                SourceKind::Diplomatic,
                None,
            ),
        ),
        article("fr2")
            .outlet("Le Quotidien")
            .on(2026, 4, 16)
            .says(ministry(carriers(number(40.0, "vehicle"))))
            .says(denial()),
        article("fr3").says(carriers(at_least(36.0, "vehicle")).by(
            "Observatoire Danube",
            SourceKind::Expert,
            None,
        )),
        article("en1")
            .english()
            .outlet("Black Sea Dispatch")
            .on(2026, 4, 15)
            .says(ministry(carriers(about(40.0, "vehicle"))))
            .says(denial()),
        article("en2").english().says(carriers(at_least(36.0, "vehicle")).by(
            "Danube Observatory",
            SourceKind::Expert,
            None,
        )),
        article("en3").english().outlet("Radio Estuary").says(
            carriers(about(50.0, "vehicle"))
                .by("Presse du Sud", SourceKind::Agency, None)
                .unnamed("European diplomats", SourceKind::Diplomatic, None)
                .nested(),
        ),
    ]
}

#[test]
fn two_numbers_for_one_delivery() {
    let checked = check(delivery());
    let quantity = checked.finding("transfer", Role::Quantity);
    assert_eq!(
        (quantity.verdict, quantity.kind),
        (Verdict::Disputed, Some(DisputeKind::Contradiction))
    );
    let camps = checked.camps(quantity);
    assert!(camps.contains(&vec!["en1".into(), "fr2".into()]), "{camps:?}");
    assert!(camps.contains(&vec!["en3".into(), "fr1".into()]), "{camps:?}");
    let mut origins: Vec<_> = quantity.positions[..2].iter().map(|it| &it.origins[..]).collect();
    origins.sort();
    assert_eq!(origins, [["Moldavie"], ["Presse du Sud"]]);
    // "at least 36" fits both camps and joins neither.
    assert!(camps.contains(&vec!["en2".into(), "fr3".into()]), "{camps:?}");
}

#[test]
fn a_denial_beside_an_affirmation() {
    let checked = check(delivery());
    let polarity = checked.finding("transfer", Role::Polarity);
    assert_eq!((polarity.verdict, polarity.kind), (Verdict::Disputed, Some(DisputeKind::Denial)));
    assert_eq!(checked.camps(polarity)[1], ["en1", "fr2"]);
    assert_eq!(polarity.positions[1].origins, ["Bulgarie"]);
    assert_eq!(checked.disputes(), ["transfer.quantity", "transfer.polarity"]);
    assert_eq!(checked.story.events[0].status, Status::Disputed);
    let bulgaria = checked.story.origins.iter().find(|it| it.name == "Bulgarie").unwrap();
    assert!(bulgaria.interested);
}

#[test]
fn police_and_organisers_in_one_article() {
    let march = |it: f64| claim("protest").with(Role::Quantity, number(it, "demonstrator"));
    let checked = check(vec![
        article("a")
            .says(
                claim("protest")
                    .with(Role::Place, place("Chisinau", Some("MDA")))
                    .with(Role::Time, day(2026, 4, 15)),
            )
            .says(march(400.0).by("la police", SourceKind::Institution, None))
            .says(march(3000.0).by("les organisateurs", SourceKind::Other, None)),
    ]);
    assert_eq!(checked.disputes(), ["protest.quantity"]);
    assert_eq!(checked.events("protest"), 1);
}

#[test]
fn magnitudes_of_two_institutes() {
    let shock = |it: f64, town: &str| {
        claim("disaster")
            .predicate("séisme")
            .with(Role::Time, day(2026, 2, 6))
            .with(Role::Quantity, number(it, "magnitude"))
            .with(Role::Place, place(town, None))
    };
    let usgs = |it: Made| it.by("USGS", SourceKind::Institution, Some("USA"));
    let local = |it: Made| it.by("Institut de sismologie", SourceKind::Institution, Some("KGZ"));
    let checked = check(vec![
        article("a").says(usgs(shock(6.4, "Naryn"))),
        article("b").english().says(local(shock(6.8, "Balykchy"))),
        article("c").says(shock(6.4, "Naryn")),
    ]);
    let mut disputes = checked.disputes();
    disputes.sort();
    assert_eq!(disputes, ["disaster.place", "disaster.quantity"]);
}

#[test]
fn two_days_written_as_days() {
    let died =
        |it| claim("die").with(Role::Target, person("Jean Martin", None)).with(Role::Time, it);
    let checked = check(vec![
        article("a").says(died(day(2024, 3, 4))),
        article("b").says(died(day(2024, 3, 9))),
    ]);
    assert_eq!(checked.disputes(), ["die.time"]);
    assert_eq!(checked.finding("die", Role::Time).why, "4 mars 2024 ≠ 9 mars 2024");
}

#[test]
fn a_month_without_a_year_excludes_another() {
    let signed = |it| {
        claim("treaty.sign")
            .with(Role::Instrument, text_of("accord"))
            .with(Role::Party, country("FRA"))
            .with(Role::Time, it)
    };
    let checked = check(vec![
        article("a").says(signed(yearless(11, Some(11), "le 11 novembre"))),
        article("b").says(signed(day(2024, 12, 4))),
    ]);
    assert_eq!(checked.disputes(), ["treaty.sign.time"]);
}

#[test]
fn one_article_at_odds_with_itself() {
    let died =
        |it| claim("die").with(Role::Target, person("Jean Martin", None)).with(Role::Time, it);
    let checked = check(vec![article("a").says(died(day(2024, 3, 4))).says(died(day(2024, 3, 9)))]);
    assert_eq!(checked.finding("die", Role::Time).kind, Some(DisputeKind::Itself));
}

#[test]
fn every_finding_says_why() {
    let checked = check(delivery());
    for slot in checked.story.events.iter().flat_map(|event| &event.slots) {
        assert!(!slot.why.is_empty() && !slot.why.contains('{'), "{slot:?}");
        assert!(!slot.because.says.is_empty() && !slot.because.details.is_empty(), "{slot:?}");
    }
}

#[test]
fn two_epicentres_of_one_earthquake() {
    let begun = |town: &str| {
        claim("disaster")
            .predicate("situer")
            .with(Role::Target, thing("épicentre"))
            .with(Role::Time, day(2026, 2, 6))
            .with(Role::Place, place(town, None))
    };
    let felt = claim("disaster")
        .predicate("séisme")
        .with(Role::Time, day(2026, 2, 6))
        .with(Role::Place, place("Bichkek", None));
    let checked = check(vec![
        article("a").says(begun("Naryn")).says(felt),
        article("b").says(begun("Balykchy")),
    ]);
    assert_eq!(checked.disputes(), ["disaster.place"]);
}
