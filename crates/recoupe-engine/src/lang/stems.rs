//! Words without case, accents and endings, for comparing names across texts and languages.

use super::fold;

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A folded word without the ending of the plural.
pub fn stem(word: &str) -> &str {
    let long = word.len() > 3;
    match word.strip_suffix(['s', 'x']) {
        Some(short) if long && !word.ends_with("ss") => short,
        _ => word,
    }
}

/// The words that begin with a capital: of a description, mostly the names in it.
pub fn large_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase))
}

/// The words of a text, folded and without endings.
pub fn stems(text: &str) -> Vec<String> {
    words(text).iter().map(|word| stem(word).to_owned()).collect()
}

/// Words that name nothing.
pub(super) fn is_function_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "s",
        "the", "for", "and", "un", "une", "an", "in", "m", "mr", "mme", "mrs", "ms",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_plurals_go() {
        assert_eq!(stems("Les Véhicules blindés"), ["les", "vehicule", "blinde"]);
        assert_eq!(stem("gas"), "gas");
    }
}
