//! What must hold whatever the pile.

use recoupe_model::{Reading, Role, SourceKind, Time, Value};

use crate::made::*;

/// Numbers from a seed, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
    fn pick<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.roll(some.len())]
    }
}

fn pile(seed: u64) -> Vec<Reading> {
    const STATES: [&str; 4] = ["RUS", "PRK", "UKR", "FRA"];
    let mut dice = Dice(seed);
    let mut readings = Vec::new();
    for number in 0..3 + dice.roll(5) {
        let mut it = article(&format!("a{number}"))
            .text(&format!("Texte {seed} numéro {number} sans pareil {}.\n", dice.roll(9999)));
        if dice.roll(2) == 0 {
            it = it.on(2024, 6, i8::try_from(1 + dice.roll(28)).unwrap());
        }
        for _ in 0..1 + dice.roll(6) {
            let frame = dice.pick(&[
                "treaty.sign",
                "treaty.ratify",
                "attack",
                "deploy",
                "casualties",
                "transfer",
                "die",
            ]);
            let mut made = claim(frame);
            let actor = country(dice.pick(&STATES));
            made = match frame {
                "treaty.sign" | "treaty.ratify" => made
                    .with(Role::Party, actor)
                    .with(Role::Instrument, text_of("traité"))
                    .with(Role::Place, place(dice.pick(&["Moscou", "Kazan"]), Some("RUS"))),
                "casualties" => made
                    .with(Role::Outcome, dice.pick(&["killed", "wounded"]))
                    .with(Role::Quantity, number_of(&mut dice)),
                "die" => made.with(Role::Target, person("Jean Martin", None)),
                "transfer" => made
                    .with(Role::Sender, actor)
                    .with(Role::Goods, thing(dice.pick(&["carburant", "obus"])))
                    .with(Role::Quantity, number_of(&mut dice)),
                _ => made
                    .with(Role::Agent, actor)
                    .with(Role::Place, country(dice.pick(&STATES)))
                    .with(Role::Quantity, number_of(&mut dice)),
            };
            if dice.roll(3) > 0 {
                let time: Time = match dice.roll(3) {
                    0 => month(2024, i8::try_from(5 + dice.roll(3)).unwrap()),
                    1 => day(2024, 6, i8::try_from(1 + dice.roll(28)).unwrap()),
                    _ => yearless(6, None, "juin dernier"),
                };
                made = made.with(Role::Time, time);
            }
            if dice.roll(3) == 0 {
                made = made.by("Séoul", SourceKind::State, Some("KOR"));
            }
            if dice.roll(8) == 0 {
                made = made.denied();
            }
            it = it.says(made);
        }
        readings.push(it.read());
    }
    readings
}

fn number_of(dice: &mut Dice) -> recoupe_model::Quantity {
    let amount = f64::from(u32::try_from(5 + dice.roll(40)).unwrap());
    if dice.roll(2) == 0 { number(amount, "person") } else { at_least(amount, "person") }
}

#[test]
fn the_order_of_articles_changes_nothing() {
    for seed in 0..60 {
        let readings = pile(seed);
        let mut turned = readings.clone();
        turned.reverse();
        assert_eq!(
            check_read(readings).story.events,
            check_read(turned).story.events,
            "seed {seed}"
        );
    }
}

#[test]
fn a_verbatim_copy_never_raises_a_count_of_origins() {
    for seed in 0..60 {
        let readings = pile(seed);
        let before = check_read(readings.clone());
        let mut with = readings.clone();
        let mut copy = with[0].clone();
        let id = recoupe_model::DocumentId("copy".into());
        copy.document.id = id.clone();
        copy.document.path = "pile/copy.txt".into();
        for claim in &mut copy.claims {
            claim.id = recoupe_model::ClaimId(format!("copy-{}", claim.id).into());
            claim.document = id.clone();
        }
        with.push(copy);
        let after = check_read(with);
        let most = |it: &Checked| it.story.events.iter().map(|event| event.origins).max();
        assert_eq!(most(&before), most(&after), "seed {seed}");
        assert_eq!(before.disputes(), after.disputes(), "seed {seed}");
    }
}

#[test]
fn less_precise_dates_never_add_a_dispute() {
    for seed in 0..60 {
        let readings = pile(seed);
        let mut vague = readings.clone();
        for value in vague
            .iter_mut()
            .flat_map(|it| &mut it.claims)
            .flat_map(|it| it.roles.values_mut())
            .flatten()
        {
            if let Value::Time(time) = value {
                time.from = time.from.map(jiff::civil::Date::first_of_year);
                time.to = time.to.map(jiff::civil::Date::last_of_year);
            }
        }
        let time = |it: &Checked| it.disputes().iter().filter(|it| it.ends_with(".time")).count();
        assert!(time(&check_read(vague)) <= time(&check_read(readings)), "seed {seed}");
    }
}
