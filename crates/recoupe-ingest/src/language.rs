//! French, English, or another: the commonest words decide, a classifier names the others.

use recoupe_model::Lang;

use crate::sniff::prefix;
use crate::tables::{Tables, fold};
use crate::words::Remark;
use crate::{Options, words};

/// How much of a text is looked at, in bytes.
const LOOK: usize = 12_000;

/// The least share of words that must be common ones of a language, in thousandths.
const ENOUGH: usize = 160;

/// How much better than the next language the best must be, in thousandths.
const MARGIN: usize = 20;

/// Tells the language of a text; a declared one decides where the text is too short to.
pub(crate) fn tell(
    text: &str,
    declared: Option<&str>,
    tables: &Tables,
    options: &Options,
) -> (Lang, Option<Remark>) {
    if let Some(forced) = &options.language {
        return (forced.clone(), None);
    }
    let declared = declared.and_then(code);
    let told = by_words(prefix(text, LOOK), tables);
    let lang = match (told, declared) {
        (Some(told), _) => told,
        (None, Some(declared)) => declared,
        (None, None) => by_model(prefix(text, LOOK)).unwrap_or_else(|| "und".to_owned()),
    };
    let odd = match lang.as_str() {
        "fr" | "en" => None,
        "und" => Some(words::unknown_language()),
        other => Some(words::other_language(other)),
    };
    (Lang::new(&lang), odd)
}

/// `fr` from `fr`, `fr-FR`, `fr_FR`, `French`, `français`.
fn code(declared: &str) -> Option<String> {
    let folded = fold(declared);
    let first = folded.split(['-', '_', ';', ',']).next().unwrap_or("");
    match first {
        "french" | "français" | "francais" | "fra" | "fre" => Some("fr".to_owned()),
        "english" | "anglais" | "eng" => Some("en".to_owned()),
        code if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) => {
            Some(code.to_owned())
        }
        _ => None,
    }
}

/// The language most of whose commonest words stand in the text, if it stands out.
fn by_words(text: &str, tables: &Tables) -> Option<String> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    if words.len() < 4 {
        return None;
    }
    let mut shares: Vec<(usize, &str)> = tables
        .stopwords
        .iter()
        .map(|(language, common)| {
            let known = words.iter().filter(|word| common.contains(**word)).count();
            (known * 1000 / words.len(), language.as_str())
        })
        .collect();
    shares.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let (best, language) = *shares.first()?;
    let next = shares.get(1).map_or(0, |next| next.0);
    let stands_out = best >= ENOUGH && best - next >= MARGIN;
    stands_out.then(|| language.to_owned())
}

/// The name of another language. A French or English verdict here is not believed: the words
/// have denied it already, unless the text is very short.
fn by_model(text: &str) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 12 {
        return None;
    }
    let code = match whichlang::detect_language(text) {
        whichlang::Lang::Ara => "ar",
        whichlang::Lang::Cmn => "zh",
        whichlang::Lang::Deu => "de",
        whichlang::Lang::Eng => "en",
        whichlang::Lang::Fra => "fr",
        whichlang::Lang::Hin => "hi",
        whichlang::Lang::Ita => "it",
        whichlang::Lang::Jpn => "ja",
        whichlang::Lang::Kor => "ko",
        whichlang::Lang::Nld => "nl",
        whichlang::Lang::Por => "pt",
        whichlang::Lang::Rus => "ru",
        whichlang::Lang::Spa => "es",
        whichlang::Lang::Swe => "sv",
        whichlang::Lang::Tur => "tr",
        whichlang::Lang::Vie => "vi",
    };
    let short = letters < 200;
    (short || !matches!(code, "fr" | "en")).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, declared: Option<&str>) -> String {
        let read = tell(text, declared, &Tables::embedded(), &Options::default());
        read.0.code().to_owned()
    }

    #[test]
    fn neighbours_are_neither_french_nor_english() {
        assert_eq!(of("Le pont de Varnes a rouvert mardi après onze mois de travaux.", None), "fr");
        assert_eq!(
            of("The bridge at Varnes was reopened on Tuesday after eleven months.", None),
            "en"
        );
        assert_eq!(
            of("El puente de Varnes ha reabierto el martes después de once meses de obras.", None),
            "es"
        );
        assert_eq!(
            of(
                "Die Brücke in Varnes ist am Dienstag nach elf Monaten wieder geöffnet worden.",
                None
            ),
            "de"
        );
        assert_eq!(
            of("Il ponte di Varnes è stato riaperto martedì dopo undici mesi di lavori.", None),
            "it"
        );
        assert_eq!(of("Мост открылся во вторник после ремонта.", None), "ru");
    }

    #[test]
    fn a_declaration_decides_only_where_the_text_does_not() {
        assert_eq!(of("Pont fermé", Some("fr-FR")), "fr");
        assert_eq!(
            of("The bridge at Varnes was reopened on Tuesday after eleven months.", Some("fr")),
            "en"
        );
        assert_eq!(of("1 234 €", None), "und");
    }
}
