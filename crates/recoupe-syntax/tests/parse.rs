//! The shipped models on real sentences.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the language packs")]

use recoupe_model::{Relation, Sentence, Upos};
use recoupe_syntax::{Error, Parser, conllu};

fn data(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../data/lang/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn parser(lang: &str) -> Parser {
    let rules = String::from_utf8(data(&format!("{lang}/segment.toml"))).unwrap();
    Parser::load(&data(&format!("{lang}/syntax.bin")), &rules).unwrap()
}

/// `dependent relation head` of the first sentence.
fn arcs(sentences: &[Sentence]) -> Vec<String> {
    let tokens = &sentences[0].tokens;
    let head = |h: Option<usize>| h.map_or("-", |h| &*tokens[h].form);
    tokens.iter().map(|t| format!("{} {} {}", t.form, t.deprel.base.name(), head(t.head))).collect()
}

fn is_tree(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let roots = tokens.iter().filter(|t| t.head.is_none()).count();
    let reaches = |mut i: usize| {
        for _ in 0..=tokens.len() {
            match tokens[i].head {
                None => return true,
                Some(head) => i = head,
            }
        }
        false
    };
    let rooted = |t: &recoupe_model::Token| t.head.is_none() == (t.deprel.base == Relation::Root);
    roots == 1 && (0..tokens.len()).all(reaches) && tokens.iter().all(rooted)
}

const FRENCH: &str = "Le Qatar a libéré vendredi quatre otages, a annoncé l’armée israélienne.\n\
    « Des négociations du Caire, nous n’attendons rien », dit M. Kim Jong-un.\n\
    Un séisme de magnitude 6,4 a fait 10 000 morts\nOui.";

#[test]
fn french_sentence() {
    let parser = parser("fr");
    let sentences = parser.parse("Le ministre a signé un accord avec les rebelles.");
    let arcs = arcs(&sentences);
    for arc in ["ministre nsubj signé", "accord obj signé", "rebelles obl signé", "signé root -"]
    {
        assert!(arcs.iter().any(|found| found == arc), "{arc} in {arcs:?}");
    }
    let token = &sentences[0].tokens[3];
    assert_eq!((&*token.lemma, token.upos), ("signer", Upos::Verb));
    assert_eq!(sentences[0].tokens[1].feats.get("Number"), Some("Sing"));
}

#[test]
fn english_sentence() {
    let parser = parser("en");
    let sentences = parser.parse("The minister didn't sign the agreement with the rebels.");
    let arcs = arcs(&sentences);
    for arc in ["minister nsubj sign", "n't advmod sign", "agreement obj sign", "sign root -"] {
        assert!(arcs.iter().any(|found| found == arc), "{arc} in {arcs:?}");
    }
    assert_eq!(sentences[0].multiwords.len(), 1);
}

#[test]
fn french_contractions_by_context() {
    let parser = parser("fr");
    let split = |text: &str| parser.parse(text).iter().map(|s| s.multiwords.len()).sum::<usize>();
    assert_eq!(split("Il a vu des otages dans la rue."), 0);
    assert_eq!(split("La libération des otages continue."), 1);
    assert_eq!(split("Des manifestants ont bloqué la route."), 0);
    assert_eq!(split("Le président du pays a parlé."), 1);
    assert_eq!(split("Le renforcement des liens militaires continue."), 1);
    assert_eq!(split("La Russie a livré des missiles."), 0);
}

#[test]
fn irregular_lemmas() {
    let sentences =
        parser("fr").parse("Il viendra. Elle promettait la paix. Ils obtinrent un accord.");
    let lemma = |i: usize| {
        let tokens = &sentences[i].tokens;
        tokens.iter().find(|t| t.upos == Upos::Verb).map(|t| t.lemma.to_string())
    };
    assert_eq!(lemma(0).as_deref(), Some("venir"));
    assert_eq!(lemma(1).as_deref(), Some("promettre"));
    assert_eq!(lemma(2).as_deref(), Some("obtenir"));
}

#[test]
fn same_alone_and_together() {
    let parser = parser("fr");
    let together = parser.parse(FRENCH);
    assert_eq!(together.len(), 4);
    assert_eq!(parser.parse(FRENCH), together);
    for sentence in &together {
        let alone = parser.parse_pretokenized(vec![sentence.clone()]);
        assert_eq!(&alone[0], sentence);
    }
}

#[test]
fn trees_for_anything() {
    let parser = parser("fr");
    let odd = "!!! ... \u{1}\u{7f} 平和 مرحبا 🙂🙂 é\u{301} a\u{0}b ((( \u{202e} ٣ Ⅳ ﬁn";
    for text in ["", " ", ".", "«", odd, FRENCH, &"mot ".repeat(1000), &"et, ".repeat(700)] {
        assert!(parser.parse(text).iter().all(is_tree), "{text}");
    }
    let mut seed = 5u32;
    let words: Vec<&str> = FRENCH.split_whitespace().collect();
    for length in 1..60 {
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            words[(seed >> 16) as usize % words.len()]
        };
        let text: Vec<&str> = (0..length).map(|_| next()).collect();
        assert!(parser.parse(&text.join(" ")).iter().all(is_tree));
    }
}

#[test]
fn round_trip() {
    let sentences = parser("fr").parse(FRENCH);
    let written = conllu::write(&sentences, FRENCH);
    let read = conllu::read(&written).unwrap();
    let text = conllu::text(&written).unwrap();
    assert_eq!(conllu::write(&read, &text), written);
    for (a, b) in sentences.iter().zip(&read) {
        assert_eq!(a.multiwords.len(), b.multiwords.len());
        for (a, b) in a.tokens.iter().zip(&b.tokens) {
            assert_eq!(a.span.of(FRENCH), b.span.of(&text));
            assert_eq!((&a.lemma, a.upos, &a.feats), (&b.lemma, b.upos, &b.feats));
            assert_eq!((a.head, &a.deprel), (b.head, &b.deprel));
        }
    }
}

#[test]
fn conllu_errors() {
    for (text, line) in [
        ("1\ta\n", 1),
        ("# x\n2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 2),
        ("1\ta\ta\tX\t_\t_\t7\troot\t_\t_\n\n", 2),
        ("1\ta\ta\tNO\t_\t_\t0\troot\t_\t_\n", 1),
        ("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t0\troot\t_\t_\n\n", 3),
    ] {
        assert_eq!(conllu::read(text).unwrap_err().line, line, "{text}");
    }
    assert_eq!(conllu::read(""), Ok(Vec::new()));
}

#[test]
fn damaged_models() {
    let model = data("fr/syntax.bin");
    assert!(Parser::load(&model, "broken").is_err());
    assert_eq!(Parser::load(b"", "").unwrap_err(), Error::NotAModel);
    for end in [8, 100, 5000, model.len() - 1] {
        assert_eq!(Parser::load(&model[..end], "").unwrap_err(), Error::Damaged);
    }
    let mut flipped = model;
    flipped[200] ^= 1;
    assert_eq!(Parser::load(&flipped, "").unwrap_err(), Error::Damaged);
}
