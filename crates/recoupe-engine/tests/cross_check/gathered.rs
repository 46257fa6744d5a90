//! Stories, what is missing, exchanges, commitments, the timeline.

use recoupe_model::{Modality, Role, Step};

use crate::made::*;

#[test]
fn a_folder_is_one_matter_unless_it_shows_otherwise() {
    let pact = |stem: &str| {
        article(stem).says(
            claim("treaty.sign")
                .with(Role::Party, country("RUS"))
                .with(Role::Party, country("PRK"))
                .with(Role::Instrument, text_of("pacte")),
        )
    };
    let quake = |stem: &str| {
        article(stem).says(
            claim("disaster")
                .predicate("séisme")
                .with(Role::Place, place("Naryn", Some("KGZ")))
                .with(Role::Quantity, number(6.4, "magnitude")),
        )
    };
    assert_eq!(stories(vec![pact("a"), pact("b"), article("c").text("Rien.")]).len(), 1);
    assert_eq!(
        stories(vec![pact("a"), quake("x"), pact("b"), quake("y"), pact("c")]),
        [vec!["a", "b", "c"], vec!["x", "y"]]
    );
    assert_eq!(stories(vec![pact("a")]), [["a"]]);
    assert_eq!(stories(vec![]).len(), 0);
}

#[test]
fn what_a_report_leaves_out() {
    let died = || claim("die").with(Role::Target, person("Jean Martin", None));
    let checked = check(vec![
        article("a").says(died().with(Role::Time, day(2024, 3, 4))),
        article("b").says(died().with(Role::Time, day(2024, 3, 4))),
        article("c").says(died()),
        article("d").says(claim("declare").with(Role::Speaker, person("Paul", None))),
    ]);
    let missing: Vec<(String, Role)> =
        checked.story.missing.iter().map(|it| (it.document.to_string(), it.role)).collect();
    assert_eq!(missing, [("c".into(), Role::Time)]);
}

#[test]
fn exchanges_gather_goods_under_two_names() {
    let sent = |goods: &str| {
        claim("transfer")
            .with(Role::Sender, country("RUS"))
            .with(Role::Receiver, country("PRK"))
            .with(Role::Goods, thing(goods))
    };
    let checked = check(vec![
        article("a")
            .says(sent("carburant").modality(Modality::Conditional))
            .says(sent("technologies")),
        article("b").english().says(sent("oil").modality(Modality::Possible)),
    ]);
    let exchanges = &checked.story.exchanges;
    assert_eq!(exchanges.len(), 2);
    assert_eq!(exchanges[0].claims.len(), 2);
    assert_eq!(
        (exchanges[0].step, exchanges[0].modality),
        (Some(Step::Delivered), Modality::Conditional)
    );
}

#[test]
fn a_transfer_without_a_known_receiver_is_no_exchange() {
    let sent = claim("transfer").with(Role::Sender, country("RUS")).with(Role::Goods, thing("gaz"));
    assert_eq!(check(vec![article("a").says(sent)]).story.exchanges.len(), 0);
}

#[test]
fn the_timeline_is_in_order() {
    let died = |name: &str, time| {
        claim("die").with(Role::Target, person(name, None)).with(Role::Time, time)
    };
    let checked = check(vec![
        article("a")
            .says(died("Jean Martin", day(2024, 3, 4)))
            .says(died("Paul Durand", day(2023, 1, 2))),
    ]);
    let years: Vec<i16> = checked.story.timeline.iter().map(|it| it.from.unwrap().year()).collect();
    assert_eq!(years, [2023, 2024]);
}

#[test]
fn events_are_named_in_the_language_of_the_report() {
    let checked = check(vec![
        article("a").english().says(
            claim("treaty.ratify")
                .with(Role::Party, country("RUS"))
                .with(Role::Instrument, text_of("defence treaty")),
        ),
    ]);
    assert_eq!(checked.story.events[0].title, "Ratification — defence treaty (Russie)");
}
