//! Numbers as they are written: digits in every grouping, words, and both together.
//!
//! « 10 000 », "10,000", « 11’000 », « 6,4 », « deux mille cinq cents », « 2,4 milliards »,
//! « une quinzaine », "dozens", "3.5bn".

use super::digits;
use super::phrases::Phrases;
use super::scan::Piece;
use crate::lang::Pack;

/// A number with how sure it is, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    /// How many, or at least how many when it is open.
    pub(crate) value: f64,
    /// The piece after its last.
    pub(crate) end: usize,
    /// A round number by its word: « une quinzaine », "two dozen".
    pub(crate) vague: bool,
    /// No more than a lower bound: « des dizaines », "thousands".
    pub(crate) open: bool,
    /// What « million » multiplied by, 1 without such a word.
    pub(crate) scale: f64,
    /// Written in digits at least in part.
    pub(crate) in_digits: bool,
}

impl Amount {
    /// Nothing but the word for one, which is mostly an article.
    pub(crate) fn is_article(&self) -> bool {
        self.value < 1.5 && self.scale <= 1.0 && !self.in_digits && !self.vague
    }
}

/// What a number word does to the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Adds itself: 1 to 99.
    Add,
    /// Multiplies: 100, 1000, a million.
    Times,
    /// Is about so many: « dizaine », "dozen".
    About,
    /// At least twice so many: « dizaines », "thousands".
    Many,
    /// Stands before one of the last two: « plusieurs », "several".
    Several,
    /// « un » or "a" before « million », « quinzaine », "dozen".
    Article,
    /// « de » between « dizaines » and « milliers ».
    Of,
    /// Joins a ten to a one: « vingt et un ».
    AndAfterTen,
    /// Joins what follows a hundred: "two hundred and six".
    AndAfterHundred,
    /// Adds half of the last scale: « un million et demi ».
    Half,
    /// A number as a whole: "half a million".
    Whole,
    /// Multiplies digits that it follows closely: "3.5bn".
    Short,
    /// The same, for money alone: "$21m".
    MoneyShort,
    /// A part of a whole by the number of such parts: « tiers » is 3.
    Share,
}

impl Role {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "add" => Self::Add,
            "times" => Self::Times,
            "about" => Self::About,
            "many" => Self::Many,
            "several" => Self::Several,
            "article" => Self::Article,
            "of" => Self::Of,
            "and-after-ten" => Self::AndAfterTen,
            "and-after-hundred" => Self::AndAfterHundred,
            "half" => Self::Half,
            "whole" => Self::Whole,
            "short" => Self::Short,
            "money-short" => Self::MoneyShort,
            "share" => Self::Share,
            _ => return None,
        })
    }
}

/// The number words of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    words: Phrases<(Role, f64)>,
    style: digits::Style,
}

impl Numbers {
    /// Reads `words/number_word.tsv`.
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut words = Phrases::default();
        let mut style = digits::Style::default();
        let table = pack.words("number_word");
        for row in table.rows() {
            let value = table.cell(row, "value").parse().unwrap_or(0.0);
            match (table.cell(row, "role"), row.key()) {
                ("decimal", mark) => mark.clone_into(&mut style.decimal),
                (name, form) => {
                    let Some(role) = Role::of(name) else { continue };
                    words.insert(form, (role, value));
                    if form.contains('-') {
                        words.insert(&form.replace('-', " "), (role, value));
                    }
                }
            }
        }
        Self { words, style }
    }

    /// The number that begins at a piece.
    pub(crate) fn at(&self, pieces: &[Piece], at: usize) -> Option<Amount> {
        self.whole(pieces, at)
            .or_else(|| self.several(pieces, at))
            .or_else(|| self.counted(pieces, at))
            .or_else(|| self.article(pieces, at))
    }

    /// The same number as money, where « m » is a million: "$21m".
    pub(crate) fn as_money(&self, pieces: &[Piece], number: Amount) -> Amount {
        let short = self
            .role(pieces, number.end, Role::MoneyShort)
            .filter(|_| number.in_digits && number.scale <= 1.0 && pieces[number.end].is_glued());
        match short {
            Some((end, scale)) => Amount { value: number.value * scale, end, scale, ..number },
            None => number,
        }
    }

    /// The word of a role at a piece, with the piece after it.
    fn role(&self, pieces: &[Piece], at: usize, role: Role) -> Option<(usize, f64)> {
        let mut all = self.words.all_at(pieces, at).filter(|(_, word)| word.0 == role);
        all.next().map(|(end, word)| (end, word.1))
    }

    /// "half a million"
    fn whole(&self, pieces: &[Piece], at: usize) -> Option<Amount> {
        let (end, value) = self.role(pieces, at, Role::Whole)?;
        Some(Amount { value, end, scale: 1000.0, ..NOTHING })
    }

    /// « plusieurs dizaines », « des milliers », "tens of thousands", "several hundred"
    fn several(&self, pieces: &[Piece], at: usize) -> Option<Amount> {
        let start = self.role(pieces, at, Role::Several).map(|(end, _)| end);
        let from = start.unwrap_or(at);
        let (end, value) = self
            .role(pieces, from, Role::Many)
            .or_else(|| start.and_then(|_| self.role(pieces, from, Role::Times)))?;
        let (value, end) = self.multiplied(pieces, end, value);
        Some(Amount { value: 2.0 * value, end, open: true, vague: true, scale: value, ..NOTHING })
    }

    /// « … de milliers », "… of thousands", "hundred thousand"
    fn multiplied(&self, pieces: &[Piece], mut end: usize, mut value: f64) -> (f64, usize) {
        loop {
            let next = self.role(pieces, end, Role::Of).map_or(end, |(end, _)| end);
            let more = self
                .role(pieces, next, Role::Many)
                .or_else(|| self.role(pieces, next, Role::Times))
                .filter(|&(_, scale)| scale >= 1000.0 && value < 1e12);
            let Some((after, scale)) = more else { return (value, end) };
            value *= scale;
            end = after;
        }
    }

    /// « 2,4 milliards », « deux dizaines », "3.5bn", « trente-sept »
    fn counted(&self, pieces: &[Piece], at: usize) -> Option<Amount> {
        let number = digits::at(pieces, at, &self.style)
            .map(|(value, end)| Amount { value, end, in_digits: true, ..NOTHING })
            .or_else(|| self.spelled(pieces, at))?;
        let number = match self.half(pieces, number.end).filter(|_| number.scale <= 1.0) {
            Some(end) => Amount { value: number.value + 0.5, end, ..number },
            None => number,
        };
        Some(self.scaled(pieces, number))
    }

    /// The piece after « et demie », "and a half".
    pub(crate) fn half(&self, pieces: &[Piece], at: usize) -> Option<usize> {
        self.role(pieces, at, Role::Half).map(|(end, _)| end)
    }

    /// « deux tiers », "a quarter", « la moitié », as a part of one, with the piece after it.
    pub(crate) fn share(&self, pieces: &[Piece], at: usize) -> Option<(usize, f64)> {
        if let Some((end, parts)) = self.role(pieces, at, Role::Share).filter(|it| it.1 < 2.5) {
            return Some((end, 1.0 / parts));
        }
        let (from, count) = match self.one(pieces, at) {
            Some(end) => (end, 1.0),
            None => self.role(pieces, at, Role::Add)?,
        };
        let hyphen = pieces.get(from).is_some_and(|piece| piece.is("-") && piece.is_glued());
        let (end, parts) = self.role(pieces, if hyphen { from + 1 } else { from }, Role::Share)?;
        (count < parts).then_some((end, count / parts))
    }

    /// The piece after the word for one, article or number.
    pub(crate) fn one(&self, pieces: &[Piece], at: usize) -> Option<usize> {
        let number = self.role(pieces, at, Role::Add).filter(|(_, value)| *value < 1.5);
        number.or_else(|| self.role(pieces, at, Role::Article)).map(|(end, _)| end)
    }

    /// « une centaine », « un million », "a dozen"
    fn article(&self, pieces: &[Piece], at: usize) -> Option<Amount> {
        let (from, _) = self.role(pieces, at, Role::Article)?;
        let one = Amount { value: 1.0, end: from, ..NOTHING };
        let amount = self.scaled(pieces, one);
        (amount.end > from).then_some(amount)
    }

    /// A number with the scale words that follow it.
    fn scaled(&self, pieces: &[Piece], mut number: Amount) -> Amount {
        let next = number.end;
        if let Some((end, value)) = self.role(pieces, next, Role::About) {
            let (value, end) = self.multiplied(pieces, end, value);
            number.value *= value;
            (number.end, number.vague, number.scale) = (end, true, value);
        } else if let Some((end, value)) = self.role(pieces, next, Role::Many) {
            // « deux milliers », « trois dizaines »
            let (value, end) = self.multiplied(pieces, end, value);
            number.value *= value;
            (number.end, number.vague, number.scale) = (end, true, value);
        } else if let Some((end, value)) = self.times(pieces, next, number.in_digits) {
            let (value, end) = self.multiplied(pieces, end, value);
            number.value *= value;
            (number.end, number.scale) = (end, value);
        }
        if let Some((end, _)) = self.role(pieces, number.end, Role::Half)
            && number.scale >= 1000.0
        {
            number.value += number.scale / 2.0;
            number.end = end;
        }
        number
    }

    /// The scale word after digits, a word or an article.
    fn times(&self, pieces: &[Piece], at: usize, in_digits: bool) -> Option<(usize, f64)> {
        if let Some(found) = self.role(pieces, at, Role::Times) {
            return Some(found);
        }
        let piece = pieces.get(at).filter(|_| in_digits)?;
        let (end, value) = self.role(pieces, at, Role::Short)?;
        let fits = piece.is_glued() || piece.key.len() > 1;
        fits.then_some((end, value))
    }

    /// A number in words: « deux mille cinq cents », "a hundred and six" from its second word.
    fn spelled(&self, pieces: &[Piece], at: usize) -> Option<Amount> {
        let (mut total, mut group, mut end) = (0.0, 0.0, at);
        let mut last_scale = f64::INFINITY;
        let mut after_times = false;
        let mut words = 0;
        while words < 24 {
            let Some(next) = self.joined(pieces, end, words, group, after_times) else { break };
            if let Some((after, value)) = self.role(pieces, next, Role::Add) {
                if !is_addable(group, value) {
                    break;
                }
                group += value;
                (end, after_times) = (after, false);
            } else if let Some((after, value)) = self.role(pieces, next, Role::Times) {
                if value < 1000.0 {
                    if group >= 100.0 || (next != end && next != end + 1) {
                        break;
                    }
                    group = value * f64::max(group, 1.0);
                } else {
                    if value >= last_scale
                        || (group < 1.0 && words > 0)
                        || words == 0 && value > 1e3
                    {
                        break;
                    }
                    total += value * f64::max(group, 1.0);
                    (group, last_scale) = (0.0, value);
                }
                (end, after_times) = (after, true);
            } else {
                break;
            }
            words += 1;
        }
        let scale = if last_scale.is_finite() { last_scale } else { 1.0 };
        let value = total + group;
        (words > 0).then_some(Amount { value, end, scale, ..NOTHING })
    }

    /// Where the next word of a spelled number may begin: after « - », « et », "and".
    fn joined(
        &self,
        pieces: &[Piece],
        end: usize,
        words: usize,
        group: f64,
        after_times: bool,
    ) -> Option<usize> {
        let piece = pieces.get(end)?;
        if words == 0 {
            return Some(end);
        }
        let hyphen = |at: usize| pieces.get(at).is_some_and(|p| p.is("-") && p.is_glued());
        let from = if hyphen(end) { end + 1 } else { end };
        let next = if let Some((next, _)) = self.role(pieces, from, Role::AndAfterTen) {
            let next = if hyphen(next) { next + 1 } else { next };
            let one = self.role(pieces, next, Role::Add)?.1;
            let fits = (one - 1.0).abs() < 0.1 || (one - 11.0).abs() < 0.1;
            return (fits && group % 100.0 >= 20.0).then_some(next);
        } else if let Some((next, _)) = self.role(pieces, from, Role::AndAfterHundred) {
            let (after, _) = self.role(pieces, next, Role::Add).filter(|_| after_times)?;
            // "seven hundred and seventeen thousand", not "two hundred and six hundred"
            let follows = self.role(pieces, after, Role::Times);
            return follows.is_none_or(|(_, value)| value >= 1000.0).then_some(next);
        } else {
            from
        };
        (piece.kind == super::scan::Kind::Word || next > end).then_some(next)
    }
}

const NOTHING: Amount =
    Amount { value: 0.0, end: 0, vague: false, open: false, scale: 1.0, in_digits: false };

/// Whether a word of 1 to 99 may follow what the group of three holds so far.
fn is_addable(group: f64, value: f64) -> bool {
    let rest = group % 100.0;
    if rest < 1.0 {
        return value < 100.0;
    }
    let is_ten = rest >= 20.0 && rest % 10.0 < 1.0;
    let over_ten = (rest - 60.0).abs() < 0.1 || (rest - 80.0).abs() < 0.1;
    is_ten && (value < 10.0 || (over_ten && value < 20.0))
}
