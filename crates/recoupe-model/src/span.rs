//! Where words stand in a text: bytes inside, characters for the outside world.

use std::ops::Range;

/// A half-open range of bytes in the text of one document, on character boundaries.
///
/// Not a range of characters: [`CharOffsets`] translates for the wire format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span, or `None` when it ends before it starts or lies beyond 4 GiB.
    ///
    /// ```
    /// use recoupe_model::Span;
    /// assert!(Span::new(3, 7).is_some());
    /// assert!(Span::new(7, 3).is_none());
    /// ```
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start <= end)
            .then(|| Some(Self { start: start.try_into().ok()?, end: end.try_into().ok()? }))
            .flatten()
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// For slicing: `&text[span.range()]`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words, or the empty string when the span is not of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share at least a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text that has `by` more bytes in front.
    pub fn shifted(self, by: usize) -> Option<Self> {
        Self::new(self.start() + by, self.end() + by)
    }
}

/// Translates byte offsets of one text into offsets in Unicode characters, and back.
#[derive(Clone, Debug)]
pub struct CharOffsets {
    /// Byte offset of every 64th character; the rest is counted from there.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl CharOffsets {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let marks = text.char_indices().step_by(STRIDE).map(|(byte, _)| byte as u32).collect();
        Self { marks }
    }

    /// The number of characters before this byte. `text` must be the text it was made from.
    ///
    /// ```
    /// let text = "été 2024";
    /// let offsets = recoupe_model::CharOffsets::new(text);
    /// assert_eq!(offsets.chars(text, text.find('2').unwrap()), 4);
    /// ```
    pub fn chars(&self, text: &str, byte: usize) -> usize {
        let mark = self.marks.partition_point(|&m| m as usize <= byte).saturating_sub(1);
        let from = self.marks.get(mark).map_or(0, |&m| m as usize);
        let between = text.get(from..byte.min(text.len())).unwrap_or("");
        mark * STRIDE + between.chars().count()
    }

    /// The byte at which this character starts; the text's length when it is beyond the end.
    pub fn byte(&self, text: &str, character: usize) -> usize {
        let mark = (character / STRIDE).min(self.marks.len().saturating_sub(1));
        let from = self.marks.get(mark).map_or(0, |&m| m as usize);
        let rest = text.get(from..).unwrap_or("");
        let within = rest.char_indices().nth(character - mark * STRIDE);
        within.map_or(text.len(), |(byte, _)| from + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_bytes_agree_both_ways() {
        let text = "à é 한국 € ".repeat(40);
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.chars(&text, byte), count);
            assert_eq!(offsets.byte(&text, count), byte);
        }
        assert_eq!(offsets.chars(&text, text.len()), text.chars().count());
        assert_eq!(offsets.byte(&text, text.chars().count()), text.len());
    }

    #[test]
    fn a_span_of_another_text_is_empty_rather_than_a_panic() {
        assert_eq!(Span::new(1, 2).unwrap().of("é"), "");
        assert_eq!(Span::new(0, 2).unwrap().of("é"), "é");
    }
}
