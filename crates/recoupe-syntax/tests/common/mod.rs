//! What must hold for every text; shared by the tests here and by `fuzz/`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the language packs")]

use recoupe_model::{Relation, Sentence};
use recoupe_syntax::{Parser, conllu};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The shipped parser of a language.
pub(crate) fn parser(lang: &str) -> Parser {
    let pack = format!("{}/../../data/lang/{lang}", env!("CARGO_MANIFEST_DIR"));
    parser_at(&pack)
}

/// The parser of a language pack.
pub(crate) fn parser_at(pack: &str) -> Parser {
    let rules = std::fs::read_to_string(format!("{pack}/segment.toml")).unwrap();
    Parser::load(&std::fs::read(format!("{pack}/syntax.bin")).unwrap(), &rules).unwrap()
}

/// Panics unless spans are in order, lose nothing that shows and spell the words, trees are trees,
/// and the sentences can be written and read again.
pub(crate) fn check(text: &str, sentences: &[Sentence]) {
    let mut at = 0;
    for sentence in sentences {
        let (start, end) = (sentence.span.start(), sentence.span.end());
        assert!(start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= 600);
        assert_eq!(sentence.tokens[0].span.start(), start);
        assert_eq!(sentence.tokens.last().unwrap().span.end(), end);
        at = words(text, sentence, at);
        assert!(is_tree(sentence), "no tree: {:?}", sentence.span.of(text));
    }
    assert!(nothing(&text[at..]), "lost {:?}", &text[at..]);
    let written = conllu::write(sentences, text);
    let read = conllu::read(&written).unwrap();
    assert_eq!(read.len(), sentences.len());
    assert!(read.iter().zip(sentences).all(|(a, b)| a.tokens.len() == b.tokens.len()));
}

/// Checks the words of a sentence, the first of which starts at or after byte `at`; the end of the last.
fn words(text: &str, sentence: &Sentence, mut at: usize) -> usize {
    for multiword in &sentence.multiwords {
        assert!(multiword.first < multiword.last && multiword.last < sentence.tokens.len());
    }
    for (i, token) in sentence.tokens.iter().enumerate() {
        let (start, end) = (token.span.start(), token.span.end());
        assert!(start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
        assert!(!token.form.is_empty() && !token.lemma.is_empty());
        let within = sentence.multiwords.iter().find(|m| (m.first..=m.last).contains(&i));
        if within.is_none() {
            assert_eq!(*token.form, spelt(token.span.of(text)));
        }
        assert!(within.is_none_or(|multiword| multiword.span == token.span));
        if within.is_none_or(|multiword| multiword.first == i) {
            assert!(at <= start, "overlap at byte {start}");
            assert!(nothing(&text[at..start]), "lost {:?}", &text[at..start]);
        }
        at = end;
    }
    at
}

fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
    ) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || invisible(c))
}

/// The form that a word with this spelling has.
fn spelt(text: &str) -> String {
    let mut out: String = text.chars().filter(|&c| !invisible(c)).collect();
    for (ligature, letters) in [
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
        ("ﬅ", "st"),
        ("ﬆ", "st"),
    ] {
        out = out.replace(ligature, letters);
    }
    if out.chars().any(is_combining_mark) { out.nfc().collect() } else { out }
}

fn is_tree(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let reaches = |mut i: usize| {
        for _ in 0..=tokens.len() {
            match tokens[i].head {
                None => return true,
                Some(head) => i = head,
            }
        }
        false
    };
    tokens.iter().filter(|t| t.head.is_none()).count() == 1
        && (0..tokens.len()).all(reaches)
        && tokens.iter().all(|t| t.head.is_none() == (t.deprel.base == Relation::Root))
}
