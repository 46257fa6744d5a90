//! Dates and years in figures.

use serde::Deserialize;

use crate::mention::quantity::scan::{Kind, Piece};

/// What « 03/04/2024 » means.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Order {
    /// Day, month, year.
    DayFirst,
    /// Nobody can tell: the year alone is kept.
    #[default]
    Unknown,
}

/// Four digits that may be a year, by themselves.
pub(super) fn year(pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
    let piece = pieces.get(at).filter(|piece| piece.key.len() == 4)?;
    let year = piece.integer(4).filter(|year| (1000..=2099).contains(year))?;
    let before = at.checked_sub(1).map(|i| &pieces[i]);
    // "138-2010-2015" is a telephone number.
    let in_code = at > 1 && piece.is_glued() && pieces[at - 1].is("-") && {
        let first = &pieces[at - 2];
        pieces[at - 1].is_glued() && first.kind == Kind::Digits && first.key.len() != 4
    };
    if in_code {
        return None;
    }
    // « 14/août/2020 »
    let after_word =
        before.is_some_and(|p| p.is("/")) && at > 1 && pieces[at - 2].kind == Kind::Word;
    if piece.is_glued()
        && !after_word
        && before.is_some_and(|p| matches!(&*p.key, "." | "," | ":" | "/" | "+" | "#"))
    {
        return None;
    }
    let alone = |next: &Piece| {
        let more = pieces.get(at + 2).is_some_and(|p| p.kind == Kind::Digits && p.is_glued());
        let is_number = matches!(&*next.key, "." | "," | ":" | "'") && more;
        !next.is_glued() || (next.kind == Kind::Mark && !next.is("%") && !is_number)
    };
    pieces.get(at + 1).is_none_or(|next| alone(next) || next.is("'s")).then_some((at + 1, year))
}

/// « 98 » of « juillet 98 »: two digits that are neither a day nor a year of this century.
pub(super) fn short_year(pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
    let piece = pieces.get(at).filter(|piece| piece.key.len() == 2 && !piece.is_glued())?;
    let year = piece.integer(2).filter(|year| *year >= 40)?;
    let next = pieces.get(at + 1).filter(|next| next.is_glued());
    let goes_on = next.is_some_and(|next| !matches!(&*next.key, "." | "," | ";" | ")" | "»"));
    (!goes_on).then_some((at + 1, 1900 + year))
}

/// The year of « (1961) ».
pub(super) fn bracketed(pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
    let is_open = at.checked_sub(1).is_some_and(|before| pieces[before].is("("));
    let found = year(pieces, at).filter(|_| is_open)?;
    pieces.get(found.0).is_some_and(|after| after.is(")")).then_some(found)
}

/// « 1990 » or « 90 » of « années 90 ».
pub(super) fn decade(pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
    let piece = pieces.get(at)?;
    let number = piece.integer(4).filter(|number| number % 10 == 0)?;
    let year = match piece.key.len() {
        4 if (1000..2100).contains(&number) => number,
        2 if number >= 20 => 1900 + number,
        2 => 2000 + number,
        _ => return None,
    };
    Some((at + 1, year))
}

/// « 11/11/2024 », « 2024-11-11 », as year × 10000 + month × 100 + day; without month and day
/// when their order cannot be told.
pub(super) fn numeric(pieces: &[Piece], at: usize, order: Order) -> Option<(usize, i32)> {
    let [first, mark, second, again, third] = pieces.get(at..at + 5)? else { return None };
    let is_glued = [mark, second, again, third].iter().all(|piece| piece.is_glued());
    let is_mark = matches!(mark.key.as_str(), "/" | "-" | ".") && mark.key == again.key;
    let is_longer = pieces.get(at + 5).is_some_and(|next| {
        next.is_glued() && (next.kind == Kind::Digits || next.key == mark.key && !next.is("."))
    });
    let is_inside =
        first.is_glued() && at > 0 && !matches!(&*pieces[at - 1].key, "(" | "[" | "«" | "\"");
    if !is_glued || !is_mark || is_longer || is_inside {
        return None;
    }
    if again.is(".")
        && pieces.get(at + 5).is_some_and(|next| next.is(".") && next.is_glued())
        && pieces.get(at + 6).is_some_and(|more| more.kind == Kind::Digits && more.is_glued())
    {
        return None;
    }
    let (x, y, z) = (first.integer(4)?, second.integer(2)?, third.integer(4)?);
    let (year, month, day) = match (first.key.len(), third.key.len()) {
        // « 15/05/99 »: two digits each, and no hyphens, which join other things.
        (2, 2) if second.key.len() == 2 && !mark.is("-") => {
            let year = if z >= 50 { 1900 + z } else { 2000 + z };
            match order {
                Order::DayFirst => (year, y, x),
                Order::Unknown if x > 12 => (year, y, x),
                Order::Unknown if y > 12 => (year, x, y),
                Order::Unknown => return None,
            }
        }
        (4, 1 | 2) => (x, y, z),
        (1 | 2, 4) => match order {
            Order::DayFirst if y <= 12 => (z, y, x),
            Order::Unknown if x > 12 || x == y => (z, y, x),
            Order::Unknown if y <= 12 => (z, 0, 0),
            _ => (z, x, y),
        },
        _ => return None,
    };
    let is_date = month == 0 || ((1..=12).contains(&month) && (1..=31).contains(&day));
    let is_year = (1000..2100).contains(&year);
    (is_date && is_year).then_some((at + 5, year * 10_000 + month * 100 + day))
}

/// « 11/2024 », as year × 100 + month.
pub(super) fn numeric_month(pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
    let [first, mark, second] = pieces.get(at..at + 3)? else { return None };
    let is_glued = mark.is("/") && mark.is_glued() && second.is_glued();
    let next = pieces.get(at + 3).filter(|next| next.is_glued());
    let is_longer =
        next.is_some_and(|next| next.kind == Kind::Digits || matches!(&*next.key, "/" | "-"));
    let is_inside = first.is_glued() && at > 0 && !matches!(&*pieces[at - 1].key, "(" | "[");
    let month = first.integer(2).filter(|month| (1..=12).contains(month))?;
    let year = second.integer(4).filter(|year| (1900..2100).contains(year))?;
    let is_whole = is_glued && !is_longer && !is_inside && first.key.len() == 2;
    is_whole.then_some((at + 3, year * 100 + month))
}

/// « 05/11 », day before month in two digits each, as month × 100 + day; where days come first.
pub(super) fn numeric_day(pieces: &[Piece], at: usize, order: Order) -> Option<(usize, i32)> {
    let [first, mark, second] = pieces.get(at..at + 3)? else { return None };
    let is_glued = mark.is("/") && mark.is_glued() && second.is_glued() && !first.is_glued();
    let is_longer = pieces.get(at + 3).is_some_and(|next| {
        next.is_glued() && (next.kind != Kind::Mark || matches!(&*next.key, "/" | "-" | "%"))
    });
    let day = first.integer(2).filter(|day| (1..=31).contains(day))?;
    let month = second.integer(2).filter(|month| (1..=12).contains(month))?;
    let is_date = matches!(order, Order::DayFirst) && is_glued && !is_longer;
    (is_date && second.key.len() == 2).then_some((at + 3, month * 100 + day))
}

/// The number of a century: « `XIXe` », « 19e », "19th".
pub(super) fn century(
    pieces: &[Piece],
    at: usize,
    suffix: &dyn Fn(usize) -> bool,
) -> Option<(usize, i32)> {
    let piece = pieces.get(at)?;
    if piece.kind == Kind::Word {
        let roman = piece.key.trim_end_matches(|c| !"ivx".contains(c));
        let is_rank = matches!(&piece.key[roman.len()..], "" | "e" | "ème" | "eme" | "er");
        return roman_number(roman)
            .filter(|n| is_rank && (1..=21).contains(n))
            .map(|n| (at + 1, n));
    }
    let number = piece.integer(2).filter(|n| (1..=21).contains(n))?;
    suffix(at + 1).then_some((at + 2, number))
}

/// Roman numerals up to 39.
fn roman_number(text: &str) -> Option<i32> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values: Vec<i32> = text.chars().map(value).collect::<Option<_>>()?;
    let signed = values
        .iter()
        .enumerate()
        .map(|(i, &n)| if values.get(i + 1).is_some_and(|&next| next > n) { -n } else { n });
    Some(signed.sum()).filter(|&n| n > 0)
}
