//! Years that follow from other dates, and those that must stay open.

use recoupe_model::{Role, Time, Value};

use crate::made::*;

fn signed(time: Time) -> Made {
    claim("treaty.sign")
        .with(Role::Instrument, text_of("traité"))
        .with(Role::Party, country("FRA"))
        .with(Role::Time, time)
}

fn years(checked: &Checked) -> Vec<(String, i16)> {
    let dated = checked.relations.dated.iter();
    dated
        .flat_map(|(id, values)| values.iter().map(move |value| (id.to_string(), value)))
        .filter_map(|(id, value)| match value {
            Value::Time(time) => Some((id, time.from?.year())),
            _ => None,
        })
        .collect()
}

#[test]
fn another_article_gives_the_year() {
    let checked = check(vec![
        article("a").says(signed(yearless(6, None, "juin dernier"))),
        article("b").says(signed(month(2024, 6))),
    ]);
    assert_eq!(years(&checked), [("a-0".into(), 2024)]);
}

#[test]
fn two_years_on_offer_leave_it_open() {
    let visited = |time| {
        claim("visit")
            .with(Role::Visitor, person("Paul Durand", Some("FRA")))
            .with(Role::Time, time)
    };
    let checked = check(vec![
        article("a").says(visited(yearless(6, None, "en juin"))),
        article("b").says(visited(month(2023, 6))).says(visited(month(2024, 6))),
    ]);
    assert_eq!(years(&checked), []);
}

#[test]
fn another_matter_gives_no_year() {
    let visited = |who: &str, of, time| {
        claim("visit").with(Role::Visitor, person(who, Some(of))).with(Role::Time, time)
    };
    let checked = check(vec![
        article("a").says(visited("Paul Durand", "FRA", yearless(6, None, "en juin"))),
        article("b").says(visited("Hans Weber", "DEU", month(2023, 6))),
    ]);
    assert_eq!(years(&checked), []);
}

#[test]
fn stages_of_one_act_share_their_year() {
    let checked = check(vec![
        article("a").says(
            claim("treaty.ratify")
                .with(Role::Instrument, text_of("traité"))
                .with(Role::Party, country("FRA"))
                .with(Role::Time, yearless(11, Some(11), "le 11 novembre")),
        ),
        article("b").says(signed(month(2024, 6))),
    ]);
    assert_eq!(years(&checked), [("a-0".into(), 2024)]);
}

#[test]
fn the_same_words_in_one_article_are_one_date() {
    let visited = claim("visit")
        .with(Role::Visitor, person("Paul Durand", Some("FRA")))
        .with(Role::Time, yearless(6, None, "juin dernier"));
    let checked = check(vec![
        article("a").says(signed(yearless(6, None, "juin dernier"))).says(visited),
        article("b").says(signed(month(2024, 6))),
    ]);
    assert_eq!(years(&checked).len(), 2);
}
