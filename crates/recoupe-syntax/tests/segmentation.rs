//! Sentences and words of French and English, in tables: the words of a sentence are parted by
//! spaces, those inside a token by `_`, multiword tokens are `du=de+le`, sentences by ` | `.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the language packs")]
#![allow(clippy::too_many_lines, reason = "tables are long")]

use recoupe_model::Sentence;
use recoupe_syntax::{Segmentation, split};

fn rules(lang: &str) -> Segmentation {
    let path = format!("{}/../../data/lang/{lang}/segment.toml", env!("CARGO_MANIFEST_DIR"));
    Segmentation::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn show(sentence: &Sentence, text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for (i, token) in sentence.tokens.iter().enumerate() {
        let surface = token.span.of(text).replace(char::is_whitespace, "_");
        match sentence.multiwords.iter().find(|m| (m.first..=m.last).contains(&i)) {
            Some(multiword) if multiword.first == i => {
                out.push(format!("{surface}={}", token.form));
            }
            Some(_) => {
                let last = out.last_mut().unwrap();
                *last = format!("{last}+{}", token.form);
            }
            None => {
                assert_eq!(&*token.form, token.span.of(text));
                out.push(surface);
            }
        }
    }
    out.join(" ")
}

fn check(lang: &str, table: &[(&str, &str)]) {
    let rules = rules(lang);
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let sentences = split(text, &rules);
        let found: Vec<String> = sentences.iter().map(|s| show(s, text)).collect();
        if found.join(" | ") != *expected {
            wrong.push(format!("{text}\n  wanted {expected}\n  found  {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french_words() {
    check(
        "fr",
        &[
            ("L'homme dort", "L' homme dort"),
            ("l’AFP", "l’ AFP"),
            ("d' Alger", "d' Alger"),
            ("qu'il", "qu' il"),
            ("qu’aujourd’hui", "qu’ aujourd’hui"),
            ("jusqu'à l'aube", "jusqu' à l' aube"),
            ("lorsqu'on", "lorsqu' on"),
            ("quelqu'un", "quelqu'un"),
            ("si l'on veut", "si l'on veut"),
            ("c'est-à-dire", "c'est-à-dire"),
            ("c'est", "c' est"),
            ("N'Djamena", "N'Djamena"),
            ("Giscard d'Estaing", "Giscard d' Estaing"),
            ("l'ex-ministre", "l' ex-ministre"),
            ("au marché", "au=à+le marché"),
            ("Au marché", "Au=À+le marché"),
            ("AUX ARMES", "AUX=À+les ARMES"),
            ("auxquels", "auxquels=à+lesquels"),
            ("desquelles duquel", "desquelles=de+lesquelles duquel=de+lequel"),
            ("l'accord du Qatar", "l' accord du=de+le Qatar"),
            ("a-t-il dit", "a -t-il dit"),
            ("est-ce vrai", "est -ce vrai"),
            ("Qu'est-ce que", "Qu' est -ce que"),
            ("S'agit-il", "S' agit -il"),
            ("donnez-le-moi", "donnez -le -moi"),
            ("vas-y", "vas -y"),
            ("cette fois-ci", "cette fois -ci"),
            ("ce jour-là", "ce jour -là"),
            ("celui-ci", "celui-ci"),
            ("Ceux-là", "Ceux-là"),
            ("rendez-vous", "rendez-vous"),
            ("là-bas", "là-bas"),
            ("elle-même", "elle-même"),
            ("le chef Kim Jong-il dort", "le chef Kim Jong-il dort"),
            ("nord-coréen", "nord-coréen"),
            ("Kim-Poutine", "Kim-Poutine"),
            ("Saint-Étienne", "Saint-Étienne"),
            ("10 000 morts", "10_000 morts"),
            ("10\u{a0}000\u{202f}000 morts", "10_000_000 morts"),
            ("1 500,50 euros", "1_500,50 euros"),
            ("en 2019 300 morts", "en 2019 300 morts"),
            ("11'000", "11'000"),
            ("10.000", "10.000"),
            ("6,4", "6,4"),
            ("6,4%", "6,4 %"),
            ("12\u{a0}%", "12 %"),
            ("à 5h12", "à 5 h 12"),
            ("à 23h", "à 23 h"),
            ("80km", "80 km"),
            ("300 km/h", "300 km/h"),
            ("le 1er et le 3e", "le 1er et le 3e"),
            ("21€", "21 €"),
            ("20$", "20 $"),
            ("n° 12", "n° 12"),
            ("-6 °C", "-6 °C"),
            ("et/ou", "et / ou"),
            ("1/10", "1/10"),
            ("10h30, 11:45", "10 h 30 , 11:45"),
            ("«\u{a0}oui\u{a0}»", "« oui »"),
            ("«oui»", "« oui »"),
            ("L'«oasis»", "L' « oasis »"),
            ("“oui”, \"non\"", "“ oui ” , \" non \""),
            ("(sic)", "( sic )"),
            ("salarié(e)s élu(s)", "salarié(e)s élu(s)"),
            ("oui... non…", "oui ... non …"),
            ("Paris — Lyon", "Paris — Lyon"),
            ("Paris—Lyon", "Paris — Lyon"),
            ("1914–1918", "1914–1918"),
            ("possible--les", "possible -- les"),
            ("www.afp.com, voir", "www.afp.com , voir"),
            ("https://a.fr/b?c=d.", "https://a.fr/b?c=d ."),
            ("a.b@c.fr", "a.b@c.fr"),
            ("@afp #Gaza", "@afp #Gaza"),
            ("- un point", "- un point"),
            ("\u{feff}oui\u{200b}", "oui"),
            ("C++, Canal+", "C++ , Canal+"),
            ("", ""),
            (" \t\u{a0}", ""),
        ],
    );
}

#[test]
fn french_sentences() {
    check(
        "fr",
        &[
            ("Il dort. Elle lit.", "Il dort . | Elle lit ."),
            ("M. Macron parle. Il dort.", "M. Macron parle . | Il dort ."),
            ("Mme. X et le Dr. Y", "Mme. X et le Dr. Y"),
            ("J. Le Pen dort", "J. Le Pen dort"),
            ("J.-C. Martin dort", "J.-C. Martin dort"),
            ("en 493 av. J.-C. par lui", "en 493 av. J.-C. par lui"),
            ("le 3 janv. 2020", "le 3 janv. 2020"),
            ("Vrai ? Non ! Si.", "Vrai ? | Non ! | Si ."),
            ("« Il viendra. » Puis rien.", "« Il viendra . » | Puis rien ."),
            ("« Oui. », a-t-il dit.", "« Oui . » , a -t-il dit ."),
            ("« Oui ! » a-t-elle dit.", "« Oui ! » a -t-elle dit ."),
            ("“Il viendra.” Puis rien.", "“ Il viendra . ” | Puis rien ."),
            ("Il a dit \"oui.\" Puis rien.", "Il a dit \" oui . \" | Puis rien ."),
            ("Un titre\nIl dort.", "Un titre | Il dort ."),
            ("Un titre\r\n\r\nIl dort", "Un titre | Il dort"),
            ("Il vaut 3.5 points. Bien.", "Il vaut 3.5 points . | Bien ."),
            ("Du pain, etc. Il dort.", "Du=De+le pain , etc. | Il dort ."),
            ("Oui... mais non.", "Oui ... mais non ."),
            ("Oui… Mais non.", "Oui … | Mais non ."),
            ("L'O.N.U. a dit non.", "L' O.N.U. a dit non ."),
            ("à l'O.N.U. Il dort.", "à l' O.N.U. | Il dort ."),
            ("1. Le titre", "1 . Le titre"),
            ("Il dort (mal). Elle lit.", "Il dort ( mal ) . | Elle lit ."),
            ("(Il dort.) Elle lit.", "( Il dort . ) | Elle lit ."),
            ("Il est libre.Le chef", "Il est libre . | Le chef"),
            ("Il dit : Non. - Oui.", "Il dit : Non . | - Oui ."),
            ("Il y a 3 morts. 12 blessés.", "Il y a 3 morts . | 12 blessés ."),
            ("Fin. É. Dupont dort.", "Fin . | É. Dupont dort ."),
            ("Quoi ?! Non.", "Quoi ?! | Non ."),
            ("un ; deux : trois.", "un ; deux : trois ."),
        ],
    );
}

#[test]
fn english() {
    check(
        "en",
        &[
            ("I don't know", "I don't=do+n't know"),
            ("he didn’t", "he didn’t=did+n’t"),
            ("We can't, won't", "We can't=ca+n't , won't=wo+n't"),
            ("They cannot", "They cannot=can+not"),
            ("CANNOT", "CANNOT=CAN+NOT"),
            ("China's army", "China's=China+'s army"),
            ("the parents' house", "the parents'=parents+' house"),
            ("she'll", "she'll=she+'ll"),
            ("I've", "I've=I+'ve"),
            ("US-led", "US - led"),
            ("a 26-year-old", "a 26 - year - old"),
            ("6.8-magnitude", "6.8 - magnitude"),
            ("co-workers", "co-workers"),
            ("anti-American", "anti-American"),
            ("his e-mail", "his e-mail"),
            ("713-853-3989", "713-853-3989"),
            ("1969-1970", "1969 - 1970"),
            ("5–6", "5 – 6"),
            ("$21,000", "$ 21,000"),
            ("US$4.5", "US$ 4.5"),
            ("15%", "15 %"),
            ("at 7pm", "at 7 pm"),
            ("at 11:30am", "at 11:30 am"),
            ("9/11", "9/11"),
            ("and/or", "and / or"),
            ("action—even", "action — even"),
            ("father-in-law's", "father - in - law's=law+'s"),
            ("the U.S. Treasury", "the U.S. Treasury"),
            ("in the U.S. The army", "in the U.S. | The army"),
            ("Mr. Smith slept. He left.", "Mr. Smith slept . | He left ."),
            ("on Sept. 11, he", "on Sept. 11 , he"),
            ("at 5 p.m. Monday", "at 5 p.m. Monday"),
            ("“He left.” She slept.", "“ He left . ” | She slept ."),
            ("St. Louis, No. 5", "St. Louis , No. 5"),
            ("\"Go,\" he said. \"Now.\"", "\" Go , \" he said . | \" Now . \""),
            ("‘Go’ he said", "‘ Go ’ he said"),
            ("Really?! Yes.", "Really ?! | Yes ."),
            ("He left.\" She slept.", "He left . \" | She slept ."),
            ("He left. \"She slept.", "He left . | \" She slept ."),
            ("Thanks :-)", "Thanks :-)"),
            ("Corp. and Inc. sell", "Corp. and Inc. sell"),
            ("by Apple Inc. The firm", "by Apple Inc. | The firm"),
            ("J. K. Rowling", "J. K. Rowling"),
            ("Sen. John McCain (R-Ariz.) said", "Sen. John McCain ( R - Ariz. ) said"),
        ],
    );
}

#[test]
fn long_sentences_are_cut() {
    let rules = rules("fr");
    let text = "un, deux ".repeat(5000);
    let sentences = split(&text, &rules);
    assert!(sentences.iter().all(|s| s.tokens.len() <= 200));
    assert_eq!(sentences.iter().map(|s| s.tokens.len()).sum::<usize>(), 15_000);
}

#[test]
fn rubbish_is_bounded() {
    let rules = rules("fr");
    for unit in [
        "(", "a", ".", ". ", "\"", "«» ", "d'", "-t-il", "1 000 ", ".\" a", "é(", "\u{301}", "-",
        "a-",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        for sentence in split(&text, &rules) {
            assert!(sentence.tokens.len() <= 401);
            assert!(sentence.tokens.iter().all(|t| !t.span.of(&text).is_empty()));
        }
    }
}

#[test]
fn spans_are_in_order() {
    let text = "« L’accord du Caire », c'est-à-dire l'échange des prisonniers, a-t-il dit.\nFin…";
    let rules = rules("fr");
    let mut last = 0;
    for sentence in split(text, &rules) {
        assert!(!sentence.span.of(text).is_empty());
        for token in &sentence.tokens {
            assert!(sentence.span.contains(token.span));
            assert!(
                token.span.start() >= last
                    || sentence.multiwords.iter().any(|m| m.span == token.span)
            );
            last = token.span.end();
        }
    }
}

#[test]
fn bad_rules() {
    for toml in ["x = 1", "[[contraction]]\nform = \"du\"\nparts = [\"de\"]", "elisions = 3", "= ="]
    {
        assert!(Segmentation::read(toml).is_err());
    }
    assert!(Segmentation::read("").is_ok());
}

#[test]
fn a_dateline_is_no_part_of_the_first_sentence() {
    check(
        "en",
        &[
            ("OSLO — Chile signed.", "OSLO — | Chile signed ."),
            (
                "OSLO, May 3 (Reuters) - Chile signed.",
                "OSLO , May 3 ( Reuters ) - | Chile signed .",
            ),
            ("Oslo, Norway (AP) — Chile signed.", "Oslo , Norway ( AP ) — | Chile signed ."),
            ("NATO — the alliance — met.", "NATO — the alliance — met ."),
            ("Oslo — Chile signed.", "Oslo — Chile signed ."),
            ("OSLO, which denied it — Chile signed.", "OSLO , which denied it — Chile signed ."),
        ],
    );
    check(
        "fr",
        &[
            (
                "OSLO, 14 avril (AFP) – Le Chili signe.",
                "OSLO , 14 avril ( AFP ) – | Le Chili signe .",
            ),
            ("N'DJAMENA – Le Chili signe.", "N'DJAMENA – | Le Chili signe ."),
            ("Oslo - Bergen : la route", "Oslo - Bergen : la route"),
        ],
    );
}
