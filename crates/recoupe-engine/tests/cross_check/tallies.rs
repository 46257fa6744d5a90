//! Counts that grow.

use recoupe_model::{Role, SourceKind, Verdict};

use crate::made::*;

fn killed(amount: recoupe_model::Quantity) -> Made {
    claim("casualties").with(Role::Outcome, "killed").with(Role::Quantity, amount)
}

fn ministry(it: Made) -> Made {
    it.by("le ministère des Situations d'urgence", SourceKind::Institution, Some("KGZ"))
}

#[test]
fn a_toll_that_grows_is_updated() {
    let friday = || day(2026, 2, 6);
    let checked = check(vec![
        article("q5").on(2026, 2, 8).says(killed(number(52.0, "mort")).by(
            "les autorités",
            SourceKind::Official,
            Some("KGZ"),
        )),
        article("q1")
            .at(2026, 2, 6, Some(14))
            .says(ministry(killed(at_least(14.0, "person")).with(Role::Time, friday()))),
        article("q2")
            .at(2026, 2, 6, Some(5))
            .english()
            .says(ministry(killed(at_least(9.0, "person")).with(Role::Time, friday()))),
        article("q3")
            .on(2026, 2, 7)
            .says(ministry(killed(number(37.0, "person")).with(Role::Time, friday()))),
        article("q4")
            .on(2026, 2, 7)
            .english()
            .says(ministry(killed(number(37.0, "person"))))
            .says(killed(number(14.0, "death")).with(Role::Time, friday())),
        article("q6").on(2026, 2, 8).english().says(ministry(killed(number(52.0, "person")))),
    ]);
    assert_eq!(checked.disputes(), Vec::<String>::new());
    let toll = checked.finding("casualties", Role::Quantity);
    assert_eq!(toll.verdict, Verdict::Updated);
    assert_eq!(
        checked.camps(toll),
        // What q4 tells beside a greater count is an older one or a part.
        [vec!["q2"], vec!["q1"], vec!["q3", "q4"], vec!["q5", "q6"]]
    );
    assert_eq!(toll.positions[3].origins.len(), 1);
}

#[test]
fn two_tolls_at_one_hour_on_two_words_are_disputed() {
    let checked = check(vec![
        article("a").on(2024, 3, 2).says(killed(number(5.0, "person")).by(
            "Kiev",
            SourceKind::State,
            Some("UKR"),
        )),
        article("b").on(2024, 3, 2).says(killed(number(19.0, "person")).by(
            "Moscou",
            SourceKind::State,
            Some("RUS"),
        )),
    ]);
    assert_eq!(checked.disputes(), ["casualties.quantity"]);
}

#[test]
fn outlets_own_tolls_of_one_day_are_not_disputed() {
    let checked = check(vec![
        article("a").on(2024, 3, 2).outlet("A").says(killed(number(5.0, "person"))),
        article("b").on(2024, 3, 2).outlet("B").says(killed(number(8.0, "person"))),
    ]);
    assert_eq!(checked.disputes(), Vec::<String>::new());
    assert_eq!(checked.finding("casualties", Role::Quantity).verdict, Verdict::Updated);
}

#[test]
fn dozens_go_with_the_count_they_fit() {
    let checked = check(vec![
        article("a").on(2024, 3, 2).outlet("A").says(killed(number(41.0, "person"))),
        article("b").on(2024, 3, 2).outlet("B").says(killed(number(41.0, "dead"))),
        article("c")
            .on(2024, 3, 2)
            .says(killed(recoupe_model::Quantity { high: None, ..about(20.0, "person") })),
    ]);
    assert_eq!(checked.finding("casualties", Role::Quantity).verdict, Verdict::Agreed);
}

#[test]
fn without_hours_one_source_only_updates() {
    let checked = check(vec![
        article("a").says(ministry(killed(number(5.0, "person")))),
        article("b").says(ministry(killed(number(8.0, "person")))),
    ]);
    assert_eq!(checked.finding("casualties", Role::Quantity).verdict, Verdict::Updated);
}
