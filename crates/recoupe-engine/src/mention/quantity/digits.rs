//! Digits with their grouping and decimal marks, by language and shape.

use super::scan::{Gap, Kind, Piece};

/// How a language writes decimals.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    /// The decimal mark: « , » or ".". The other one groups thousands.
    pub(crate) decimal: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { decimal: ".".into() }
    }
}

/// The number whose digits begin at a piece, and the piece after it.
///
/// `None` inside a longer code (« T-72 », « 5h12 », « 12/10 »), where nothing is counted.
pub(crate) fn at(pieces: &[Piece], at: usize, style: &Style) -> Option<(f64, usize)> {
    let first = pieces.get(at).filter(|piece| piece.kind == Kind::Digits)?;
    if first.key.len() > 15 || follows_a_code(pieces, at) {
        return None;
    }
    let (whole, after) = grouped(pieces, at, style);
    let (text, end) = match fraction(pieces, after, after - at, style) {
        Some(digits) => (format!("{whole}.{digits}"), after + 2),
        None => (whole, after),
    };
    if leads_to_a_code(pieces, end) {
        return None;
    }
    Some((text.parse().ok()?, end))
}

/// The digits of the whole part, without their grouping, and the piece after.
fn grouped(pieces: &[Piece], at: usize, style: &Style) -> (String, usize) {
    let mut digits = pieces[at].key.clone();
    let mut end = at + 1;
    if digits.len() > 3 || digits.starts_with('0') {
        return (digits, end);
    }
    let mut separator: Option<String> = None;
    while let Some((mark, group, after)) = group(pieces, end) {
        let is_usual = mark != style.decimal || is_round(&pieces[group].key);
        let is_same = separator.as_ref().is_none_or(|first| *first == mark);
        if !is_usual || !is_same || digits.len() > 15 {
            break;
        }
        digits.push_str(&pieces[group].key);
        separator = Some(mark);
        end = after;
    }
    (digits, end)
}

/// A group of three digits after its separator: the mark, the piece of the group, the piece after.
fn group(pieces: &[Piece], at: usize) -> Option<(String, usize, usize)> {
    let piece = pieces.get(at)?;
    let is_group = |i: usize| {
        let three = pieces.get(i).filter(|p| p.kind == Kind::Digits && p.key.len() == 3)?;
        let open_end =
            pieces.get(i + 1).is_none_or(|p| p.kind != Kind::Digits || p.gap != Gap::None);
        open_end.then_some(three)
    };
    if piece.kind == Kind::Digits {
        is_group(at)?;
        return (piece.gap == Gap::Blank).then(|| (String::new(), at, at + 1));
    }
    let is_separator = matches!(piece.key.as_str(), "." | "," | "'") && piece.is_glued();
    let three = is_group(at + 1).filter(|_| is_separator)?;
    three.is_glued().then(|| (piece.key.clone(), at + 1, at + 2))
}

/// A group after the mark of decimals is thousands all the same when nobody would write its zeros.
fn is_round(group: &str) -> bool {
    group.ends_with("00")
}

/// The digits after the decimal mark.
fn fraction<'a>(pieces: &'a [Piece], at: usize, so_far: usize, style: &Style) -> Option<&'a str> {
    let mark = pieces.get(at).filter(|piece| piece.is_glued())?;
    let digits = pieces.get(at + 1).filter(|p| p.kind == Kind::Digits && p.is_glued())?;
    let other = matches!(mark.key.as_str(), "." | ",") && so_far == 1 && digits.key.len() != 3;
    (digits.key.len() <= 9 && (mark.key == style.decimal || other)).then_some(&digits.key)
}

/// « Su-35 », "G7", « n°3 », « +33 »
fn follows_a_code(pieces: &[Piece], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &pieces[i]) else { return false };
    if !pieces[at].is_glued() {
        return false;
    }
    let letters = at.checked_sub(2).map(|i| &pieces[i]);
    let after_letters = || pieces[at - 1].is_glued() && letters.is_some();
    match before.kind {
        Kind::Word => !before.key.ends_with('\''),
        Kind::Digits => true,
        Kind::Mark => match before.key.as_str() {
            // « 80-100 »: the second of two numbers, unless the first is in a code itself.
            "-" | "—" if letters.is_some_and(|p| p.kind == Kind::Digits) => {
                letters.is_some_and(|p| p.is_glued() && at > 2 && pieces[at - 3].kind != Kind::Mark)
            }
            "-" | "—" | "." | "," | "/" | ":" | "_" | "'" => {
                after_letters() && letters.is_some_and(|p| p.kind != Kind::Mark)
            }
            "+" | "#" | "°" | "@" | "№" | "&" | "=" | "^" | "*" => true,
            _ => false,
        },
    }
}

/// « 12/10 », « 18:30 », « 1.2.3 », « 2024-11 »: what follows shows that nothing is counted.
fn leads_to_a_code(pieces: &[Piece], end: usize) -> bool {
    let Some(mark) = pieces.get(end).filter(|piece| piece.is_glued()) else { return false };
    let digits = pieces.get(end + 1).is_some_and(|p| p.kind == Kind::Digits && p.is_glued());
    digits && matches!(mark.key.as_str(), "/" | ":" | "." | "," | "_" | "'" | "°")
}

#[cfg(test)]
mod tests {
    use recoupe_model::Span;

    use super::super::scan;
    use super::*;

    fn read(text: &str, decimal: &str) -> Option<f64> {
        let pieces = scan::pieces(text, Span::new(0, text.len()).unwrap());
        at(&pieces, 0, &Style { decimal: decimal.into() }).map(|(value, _)| value)
    }

    #[test]
    fn groups_and_decimals_by_language() {
        for text in
            ["10 000", "10\u{a0}000", "10\u{202f}000", "10.000", "10'000", "10’000", "10,000"]
        {
            assert_eq!(read(text, ","), Some(10000.0), "{text}");
            assert_eq!(read(text, "."), Some(10000.0), "{text}");
        }
        assert_eq!(read("6,4", ","), Some(6.4));
        assert_eq!(read("6.4", ","), Some(6.4));
        assert_eq!(read("1 250,75", ","), Some(1250.75));
        assert_eq!(read("1,234,567.5", "."), Some(1_234_567.5));
        assert_eq!(read("1,875", ","), Some(1.875));
        assert_eq!(read("2024 300", ","), Some(2024.0));
    }

    #[test]
    fn codes_are_no_numbers() {
        assert_eq!(read("12/10", ","), None);
        assert_eq!(read("18:30", "."), None);
        assert_eq!(read("192.168.1.1", "."), None);
    }
}
