//! The words of the report in one language: data in `words/*.toml`, no string in code.

mod dates;
mod values;

use std::collections::BTreeMap;

pub(crate) use values::clean;

const FRENCH: &str = include_str!("../../words/fr.toml");
const ENGLISH: &str = include_str!("../../words/en.toml");

/// Every word and sentence that a face adds to what the articles say, in one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// `section.key` to words.
    entries: BTreeMap<String, String>,
    zero_is_singular: bool,
}

impl Words {
    /// The words of a language; those of English when there are none of that language.
    pub fn of(language: &str) -> Self {
        let is_french = language.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("fr"));
        Self::parse(if is_french { FRENCH } else { ENGLISH })
    }

    fn parse(file: &str) -> Self {
        let mut entries = BTreeMap::new();
        let table = file.parse::<toml::Table>().unwrap_or_default();
        for (section, inner) in &table {
            match inner {
                toml::Value::Table(inner) => {
                    entries.extend(inner.iter().filter_map(|(key, it)| {
                        Some((format!("{section}.{key}"), it.as_str()?.to_owned()))
                    }));
                }
                other => {
                    let words = other.as_str().map_or_else(|| other.to_string(), Into::into);
                    entries.insert(section.clone(), words);
                }
            }
        }
        let zero_is_singular = entries.get("zero_is_singular").is_some_and(|it| it == "true");
        Self { entries, zero_is_singular }
    }

    /// The code of the language.
    pub fn language(&self) -> &str {
        self.t("language")
    }

    /// The words of a key; the key itself when there are none, so that nothing vanishes.
    pub(crate) fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.entries.get(key).map_or(key, String::as_str)
    }

    /// The words for a name on the wire, as in `name("role", "time")`; the name when unknown.
    pub(crate) fn name<'a>(&'a self, section: &str, name: &'a str) -> &'a str {
        self.entries.get(&format!("{section}.{name}")).map_or(name, String::as_str)
    }

    /// The words of a key with its places filled.
    pub(crate) fn with(&self, key: &str, places: &[(&str, &str)]) -> String {
        fill(self.t(key), places)
    }

    /// Singular or plural, with `{n}` filled.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        self.count_with(key, n, &[])
    }

    /// As [`Words::count`], with other places filled too.
    pub(crate) fn count_with(&self, key: &str, n: usize, places: &[(&str, &str)]) -> String {
        let is_one = n == 1 || (n == 0 && self.zero_is_singular);
        let number = n.to_string();
        let places: Vec<_> =
            [("n", number.as_str())].into_iter().chain(places.iter().copied()).collect();
        fill(Self::side(self.t(key), is_one), &places)
    }

    /// The plural words for a name on the wire; the name when unknown.
    pub(crate) fn plural<'a>(&'a self, section: &str, name: &'a str) -> &'a str {
        Self::side(self.name(section, name), false)
    }

    /// The first side of `a|b`, or the second.
    fn side(both: &str, first: bool) -> &str {
        let (one, other) = both.split_once('|').unwrap_or((both, both));
        if first { one } else { other }
    }

    /// Words between the quotation marks of the language.
    pub(crate) fn quoted(&self, words: &str) -> String {
        format!("{}{words}{}", self.t("quote.open"), self.t("quote.close"))
    }
}

/// Replaces `{place}` by its words, once each, never inside what was filled in.
pub(crate) fn fill(pattern: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, tail) = after.split_once('}').unwrap_or((after, ""));
        let words = places.iter().find(|(name, _)| *name == place).map_or("", |(_, words)| words);
        out.push_str(words);
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(words: &Words) -> Vec<&String> {
        words.entries.keys().collect()
    }

    #[test]
    fn the_two_languages_have_the_same_entries() {
        let (french, english) = (Words::of("fr-CA"), Words::of("en"));
        assert_eq!(french.language(), "fr");
        assert_eq!(keys(&french), keys(&english));
        assert!(french.entries.len() > 200);
    }

    #[test]
    fn places_and_plurals_are_the_same_in_both() {
        let (french, english) = (Words::of("fr"), Words::of("en"));
        let places = |it: &str| {
            let mut all: Vec<_> = it.split('|').next().unwrap_or("").split('{').skip(1).collect();
            for it in &mut all {
                *it = it.split('}').next().unwrap_or("");
            }
            all.sort_unstable();
            all.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        for (key, words) in &french.entries {
            let other = english.t(key);
            assert_eq!(places(words), places(other), "{key}");
            assert_eq!(words.contains('|'), other.contains('|'), "{key}");
        }
    }

    /// The sources of this crate, to see which words they ask for.
    #[allow(clippy::disallowed_methods, reason = "a test may read its own sources")]
    fn sources(folder: &std::path::Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else {
                *out += &std::fs::read_to_string(&path).unwrap();
            }
        }
    }

    #[test]
    fn every_word_that_is_asked_for_exists_and_every_other_is_gone() {
        let words = Words::of("fr");
        let mut code = String::new();
        sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        let keyed = [
            "text", "html", "why", "quote", "source", "amount", "date", "verify", "cell", "number",
            "whatif",
        ];
        for literal in code.split('"') {
            let Some((section, key)) = literal.split_once('.') else { continue };
            let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !key.is_empty();
            if is_key && keyed.contains(&section) {
                assert!(words.entries.contains_key(literal), "{literal} has no words");
            }
        }
        let named = ["cell", "number"];
        for key in words.entries.keys() {
            let section = key.split('.').next().unwrap_or("");
            if keyed.contains(&section) && !named.contains(&section) {
                assert!(code.contains(&format!("\"{key}\"")), "nothing says {key}");
            }
        }
    }

    #[test]
    fn nothing_has_no_plural_in_french_and_one_in_english() {
        assert_eq!(Words::of("fr").count("text.articles", 0), "0\u{a0}article");
        assert_eq!(Words::of("en").count("text.articles", 0), "0 articles");
        assert_eq!(Words::of("fr").count("text.articles", 2), "2\u{a0}articles");
    }

    #[test]
    fn what_was_filled_in_is_not_filled_again() {
        assert_eq!(fill("{x} et {y}", &[("x", "{y}"), ("y", "b")]), "{y} et b");
        assert_eq!(fill("sans fin {x", &[("x", "a")]), "sans fin a");
    }
}
