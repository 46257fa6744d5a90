//! Numbers and amounts in words, and words of articles made safe to print.

use super::Words;
use crate::wire::v1::{Number, Quantity};

/// Units whose symbol is in small letters.
const SYMBOLS: [&str; 14] =
    ["km", "m", "cm", "mm", "kg", "g", "mg", "kt", "l", "ha", "ft", "mi", "nmi", "mph"];

impl Words {
    /// A number with the marks of the language: `10 000`, `10,000`, `2,5`.
    pub(crate) fn number(&self, number: Number) -> String {
        let plain = number.whole().map_or_else(|| number.0.to_string(), |whole| whole.to_string());
        let (sign, plain) = plain.strip_prefix('-').map_or(("", &*plain), |rest| ("-", rest));
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let mut out = String::from(sign);
        for (place, digit) in whole.char_indices() {
            // Four digits read well without a mark in French; with one, no worse in English.
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                out.push_str(self.t("number.group"));
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(self.t("number.decimal"));
            out.push_str(fraction);
        }
        out
    }

    /// An amount by its bounds, whatever the words it was written in: « au moins 10 000 soldats ».
    pub(crate) fn amount(&self, it: &Quantity) -> String {
        let unit = self.unit(it);
        let number = |n: Number| format!("{}{unit}", self.number(n));
        let words = match (it.low, it.high) {
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => {
                return self
                    .with("amount.between", &[("x", &self.number(low)), ("y", &number(high))]);
            }
            (Some(low), None) => self.with("amount.at_least", &[("x", &number(low))]),
            (None, Some(high)) => self.with("amount.at_most", &[("x", &number(high))]),
            (None, None) => return it.text.clone(),
        };
        let single = it.low == it.high;
        if it.approximate && single { self.with("amount.about", &[("x", &words)]) } else { words }
    }

    /// Whether a unit can be said: it has words here, or it is a symbol or a code.
    pub(crate) fn can_say(&self, unit: &str) -> bool {
        let is_symbol =
            SYMBOLS.contains(&unit) || !unit.chars().all(|c| c.is_lowercase() || c == ' ');
        is_symbol || self.name("unit", unit) != unit
    }

    fn unit(&self, it: &Quantity) -> String {
        if it.unit.is_empty() || !self.can_say(&it.unit) {
            return String::new();
        }
        let is_one =
            it.high.is_some_and(|n| n.0.abs() < 2.0 && (n.0 <= 1.0 || self.zero_is_singular));
        let words = self.name("unit", &it.unit);
        format!("\u{a0}{}", Self::side(words, is_one))
    }
}

/// Words of an article made safe for one line of a terminal or a file: white space becomes one
/// space, and characters that steer a terminal or turn the writing direction become visible.
pub(crate) fn clean(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.push(if steers(c) { '\u{fffd}' } else { c });
    }
    out
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(low: Option<f64>, high: Option<f64>, approximate: bool, unit: &str) -> String {
        let text = "des dizaines".into();
        let (low, high) = (low.map(Number), high.map(Number));
        let it =
            Quantity { low, high, unit: unit.into(), approximate, text, start: None, end: None };
        Words::of("fr").amount(&it).replace('\u{a0}', " ")
    }

    #[test]
    fn amounts_say_their_bounds() {
        assert_eq!(amount(Some(10_000.0), None, false, "soldier"), "au moins 10 000 soldats");
        assert_eq!(amount(None, Some(3.0), false, "km"), "au plus 3 km");
        assert_eq!(amount(Some(11_000.0), Some(11_000.0), true, ""), "environ 11 000");
        assert_eq!(amount(Some(80.0), Some(100.0), false, "ship"), "entre 80 et 100 navires");
        assert_eq!(amount(Some(1.0), Some(1.0), false, "ship"), "1 navire");
        assert_eq!(amount(None, None, true, "x"), "des dizaines");
    }

    #[test]
    fn numbers_have_the_marks_of_the_language() {
        assert_eq!(Words::of("en").number(Number(1_234_567.5)), "1,234,567.5");
        assert_eq!(Words::of("fr").number(Number(-2.5)), "-2,5");
    }

    #[test]
    fn nothing_in_an_article_steers_the_terminal() {
        assert_eq!(clean(" a\u{1b}[31m\n\tb\u{202e}c "), "a\u{fffd}[31m b\u{fffd}c");
        assert_eq!(clean("10\u{a0}000"), "10\u{a0}000");
    }
}
