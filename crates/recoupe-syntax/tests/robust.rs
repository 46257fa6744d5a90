//! News text as it comes: odd typography, headlines, capitals, lists, addresses, emoji, rubbish.
//!
//! In the tables the forms of a sentence are parted by spaces (those inside a form are `_`),
//! sentences by ` | `; a multiword token shows its words joined by `+`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the language packs")]
#![allow(clippy::print_stdout, reason = "a long run tells how much it did")]

mod common;
#[path = "common/shards.rs"]
mod shards;

use std::time::Instant;

use common::{check, parser};
use recoupe_model::{Sentence, Upos};
use recoupe_syntax::split;
use shards::SHARDS;

fn show(sentence: &Sentence) -> String {
    let mut out = String::new();
    for (i, token) in sentence.tokens.iter().enumerate() {
        let inner = sentence.multiwords.iter().any(|m| (m.first + 1..=m.last).contains(&i));
        if i > 0 {
            out.push(if inner { '+' } else { ' ' });
        }
        out.push_str(&token.form.replace(char::is_whitespace, "_"));
    }
    out
}

fn table(lang: &str, rows: &[(&str, &str)]) {
    let parser = parser(lang);
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let sentences = split(text, parser.segmentation());
        check(text, &sentences);
        let found: Vec<String> = sentences.iter().map(show).collect();
        if found.join(" | ") != *expected {
            wrong.push(format!("{text:?}\n  wanted {expected}\n  found  {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn characters_that_show_nothing() {
    table(
        "fr",
        &[
            ("l'inter\u{ad}ven\u{ad}tion", "l' intervention"),
            ("inter\u{200b}vention", "intervention"),
            ("\u{feff}Il\u{200e} dort\u{ad}.", "Il dort ."),
            ("l\u{200b}'armée", "l' armée"),
            ("a-t\u{ad}-il", "a -t-il"),
            ("10\u{202f}000\u{200b} morts", "10_000 morts"),
            ("\u{202b}Gaza\u{202c} brûle", "Gaza brûle"),
            ("Gaza\u{2067}\u{2069}", "Gaza"),
            ("M\u{2060}. Petit dort", "M. Petit dort"),
            ("au\u{ad}x champs", "à+les champs"),
            ("\u{200b}\u{feff}\u{ad}", ""),
            ("avant\u{0}après", "avant après"),
            ("\u{fffd}tat, caf\u{fffd} noir", "\u{fffd}tat , caf\u{fffd} noir"),
        ],
    );
    table("en", &[("do\u{ad}n't", "do+n't"), ("co\u{ad}-workers", "co-workers")]);
    let text = "La ré\u{ad}volte";
    let sentences = parser("fr").parse(text);
    assert_eq!(sentences[0].tokens[1].span.of(text), "ré\u{ad}volte");
    assert_eq!(&*sentences[0].tokens[1].lemma, "révolte");
}

#[test]
fn letters_of_several_characters() {
    table(
        "fr",
        &[
            ("l'e\u{301}tat e\u{301}", "l' état é"),
            ("de\u{301}ja\u{300}-la\u{300}", "déjà -là"),
            ("la ﬁn oﬃcielle", "la fin officielle"),
            ("l'œuvre, Œdipe", "l' œuvre , Œdipe"),
            ("bravo👏🏽merci", "bravo 👏🏽 merci"),
            ("👨\u{200d}👩\u{200d}👧!", "👨\u{200d}👩\u{200d}👧 !"),
            ("🇫🇷🇬🇧", "🇫🇷 🇬🇧"),
            ("❤\u{fe0f}❤\u{fe0f}", "❤\u{fe0f} ❤\u{fe0f}"),
            ("Départ ✈ 🔥🔥", "Départ ✈ 🔥 🔥"),
        ],
    );
}

#[test]
fn apostrophes_and_quotes() {
    for apostrophe in ["'", "’", "‘", "ʼ", "´", "`", "′"] {
        let text = format!("L{apostrophe}armée d{apostrophe}Oslo");
        let wanted = format!("L{apostrophe} armée d{apostrophe} Oslo");
        table("fr", &[(&text, &wanted)]);
        let text = format!("it didn{apostrophe}t");
        table("en", &[(&text, &format!("it did+n{apostrophe}t"))]);
    }
    for space in ["", " ", "\u{a0}", "\u{202f}", "\u{2009}"] {
        let text = format!("Il a dit «{space}oui{space}»{space}; elle, «{space}non{space}».");
        table("fr", &[(&text, "Il a dit « oui » ; elle , « non » .")]);
        let text = format!(
            "«{space}Pourquoi{space}?{space}» demande-t-il. «{space}Rien.{space}» Puis il part."
        );
        table("fr", &[(&text, "« Pourquoi ? » demande -t-il . | « Rien . » | Puis il part .")]);
    }
    table(
        "en",
        &[
            ("\"Why?\" Ann Berg asked.", "\" Why ? \" Ann Berg asked ."),
            ("“Why?” she asked. “No!” Ann said.", "“ Why ? ” she asked . | “ No ! ” Ann said ."),
            ("“Why?” The crowd left.", "“ Why ? ” | The crowd left ."),
            ("He said ``no'' twice", "He said `` no '' twice"),
        ],
    );
}

#[test]
fn headlines_and_capitals() {
    table(
        "fr",
        &[
            ("Séisme au Chili: le bilan s'alourdit", "Séisme à+le Chili : le bilan s' alourdit"),
            ("L'ARMÉE A TIRÉ. LE MAIRE A FUI.", "L' ARMÉE A TIRÉ . | LE MAIRE A FUI ."),
            (
                "FAUT-IL PARTIR? QU'EN PENSE M. PETIT?",
                "FAUT -IL PARTIR ? | QU' EN PENSE M. PETIT ?",
            ),
            ("KIM JONG-IL EST MORT", "KIM JONG-IL EST MORT"),
            ("Jong-il est mort", "Jong-il est mort"),
            ("A Paris, les Etats-Unis.", "A Paris , les Etats-Unis ."),
            (
                "Le bilan\nDouze morts. Le maire a fui.",
                "Le bilan | Douze morts . | Le maire a fui .",
            ),
            ("PARIS (AFP) - Le maire a fui.", "PARIS ( AFP ) - | Le maire a fui ."),
        ],
    );
    table(
        "en",
        &[
            ("Storm Kills Nine In Oslo", "Storm Kills Nine In Oslo"),
            ("ARMY FIRES. MAYOR CAN'T LEAVE.", "ARMY FIRES . | MAYOR CA+N'T LEAVE ."),
            ("OSLO (Reuters) - The mayor left.", "OSLO ( Reuters ) - | The mayor left ."),
        ],
    );
    let verb = |text: &str| {
        let sentences = parser("fr").parse(text);
        sentences[0].tokens.iter().any(|t| t.upos == Upos::Verb && t.head.is_none())
    };
    assert!(verb("LE GOUVERNEMENT A SIGNÉ UN ACCORD AVEC LES REBELLES."));
}

#[test]
fn lists_and_addresses() {
    for bullet in ["•", "–", "*", "-", "▪", "►"] {
        let text = format!("{bullet} Un mort\n{bullet} Deux blessés\n");
        table("fr", &[(&text, &format!("{bullet} Un mort | {bullet} Deux blessés"))]);
    }
    table(
        "fr",
        &[
            ("1. Un mort\n2) Deux blessés", "1 . Un mort | 2 ) Deux blessés"),
            (
                "Voir https://a.fr/b-c_d?e=f&g=1,2 et www.b.org.",
                "Voir https://a.fr/b-c_d?e=f&g=1,2 et www.b.org .",
            ),
            ("(a.petit@mairie.fr)", "( a.petit@mairie.fr )"),
            (
                "Selon @ville_oslo, #Séisme2031 : 3 morts",
                "Selon @ville_oslo , #Séisme2031 : 3 morts",
            ),
            ("suivre @l_armée!", "suivre @l_armée !"),
        ],
    );
    let long = format!("https://a.fr/{}", ".x-y,z".repeat(200));
    table("fr", &[(&format!("Voir {long} ici"), &format!("Voir {long} ici"))]);
}

#[test]
fn numbers() {
    for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{2007}"] {
        let text = format!("1{space}234{space}567 euros");
        table("fr", &[(&text, "1_234_567 euros")]);
    }
    table(
        "fr",
        &[
            ("1.234.567 et 1'234'567 et 1’234", "1.234.567 et 1'234'567 et 1’234"),
            ("12,5% de 3€, £2, 5$", "12,5 % de 3 € , £ 2 , 5 $"),
            ("à 17h30 le 1er août", "à 17 h 30 le 1er août"),
            ("½ litre, 10−12, 3/4", "½ litre , 10−12 , 3/4"),
            ("le 3 mars.", "le 3 mars ."),
        ],
    );
    table(
        "en",
        &[
            ("10\u{202f}000 men, 1,234,567 votes", "10_000 men , 1,234,567 votes"),
            ("$1.2bn, €5m and 65k", "$ 1.2 bn , € 5 m and 65 k"),
            ("-5°C at 7:30", "-5 ° C at 7:30"),
        ],
    );
}

#[test]
fn abbreviations_that_are_words_too() {
    table(
        "fr",
        &[
            (
                "Il aime l'art. Elle aime la mer. Le vol.",
                "Il aime l' art . | Elle aime la mer . | Le vol .",
            ),
            ("l'art. 5, vol. II, en sept. 2031", "l' art. 5 , vol. II , en sept. 2031"),
            ("Ils sont sept. Le maire a fui.", "Ils sont sept . | Le maire a fui ."),
        ],
    );
    table(
        "en",
        &[
            ("He said no. The sun. Miss. Ann", "He said no . | The sun . | Miss. Ann"),
            ("No. 5 and pp. 3, etc., and", "No. 5 and pp. 3 , etc. , and"),
            ("It was ill. He left.", "It was ill . | He left ."),
            ("It fell.[12] He left.[3]", "It fell . [ 12 ] | He left . [ 3 ]"),
        ],
    );
}

#[test]
fn other_scripts() {
    for text in [
        "平和。戦争。",
        "مرحبا بالعالم. سلام",
        "Привет, мир. Да.",
        "हिन्दी में समाचार",
        "ไทยไม่มีช่องว่าง",
        "서울은 수도다.",
    ] {
        for lang in ["fr", "en"] {
            let sentences = parser(lang).parse(text);
            check(text, &sentences);
            assert!(!sentences.is_empty());
        }
    }
    table("fr", &[("Il a dit “We won't” à Москва.", "Il a dit “ We won't ” à Москва .")]);
}

#[test]
fn nothing_to_parse() {
    for text in [
        "",
        " ",
        "\n\n\r\n",
        "\t\u{a0}\u{2028}",
        "\u{0}\u{0}",
        "\u{ad}",
        "\u{feff}\u{200b}\n\u{202e}",
    ] {
        assert!(parser("fr").parse(text).is_empty(), "{text:?}");
    }
}

#[test]
fn no_full_stop_for_long() {
    let parser = parser("fr");
    for text in ["un maire et deux chats ".repeat(2_000), "a".repeat(30_000), "(«".repeat(3_000)] {
        let sentences = parser.parse(&text);
        check(&text, &sentences);
        assert!(sentences.iter().all(|sentence| sentence.tokens.len() <= 200));
    }
}

/// A fixed series of numbers.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Parses random texts: 300, or as many as fit into `RECOUPE_FUZZ_SECONDS`.
fn random(lang: &str, seed: u64) {
    let parser = parser(lang);
    let seconds = std::env::var("RECOUPE_FUZZ_SECONDS").map_or(0, |text| text.parse().unwrap());
    let (mut dice, start) = (Dice(seed), Instant::now());
    let (mut round, mut words) = (0, 0);
    while round < 300 || start.elapsed().as_secs() < seconds {
        let length = 1 + dice.throw(if round % 10 == 0 { 400 } else { 40 });
        let text: String = if round % 5 == 0 {
            let any = |_| char::from_u32(u32::try_from(dice.throw(0x11_0000)).unwrap_or_default());
            (0..length).filter_map(any).collect()
        } else {
            (0..length).map(|_| SHARDS[dice.throw(SHARDS.len())]).collect()
        };
        let sentences = parser.parse(&text);
        check(&text, &sentences);
        words += sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        round += 1;
    }
    println!("{lang}: {round} texts, {words} words");
}

#[test]
fn random_texts_in_french() {
    random("fr", 1);
}

#[test]
fn random_texts_in_english() {
    random("en", 2);
}
