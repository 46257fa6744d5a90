//! Writing on a terminal: wrapped lines, hanging indents, styles that carry no meaning alone.

use unicode_width::UnicodeWidthStr;

/// How words look. Nothing is said by the look alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    /// What to read first.
    Strong,
    /// What to read last.
    Soft,
    /// Where reports part.
    Mark,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Soft => "\u{1b}[2m",
            Self::Mark => "\u{1b}[33m",
        }
    }
}

const RESET: &str = "\u{1b}[0m";

/// Words in one style.
pub(crate) type Piece = (Style, String);

/// Plain words.
pub(crate) fn plain(words: impl Into<String>) -> Piece {
    (Style::Plain, words.into())
}

/// Words that stand out.
pub(crate) fn strong(words: impl Into<String>) -> Piece {
    (Style::Strong, words.into())
}

/// Words that stand back.
pub(crate) fn soft(words: impl Into<String>) -> Piece {
    (Style::Soft, words.into())
}

/// What has been written so far.
pub(crate) struct Paper {
    out: String,
    width: usize,
    color: bool,
}

/// Narrower than this, wrapping does more harm than good.
const NARROWEST: usize = 30;

impl Paper {
    pub(crate) fn new(width: usize, color: bool) -> Self {
        Self { out: String::new(), width: width.max(NARROWEST), color }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// The title of a part, with a rule to the edge.
    pub(crate) fn rule(&mut self, title: &str) {
        self.blank();
        let used = title.width() + 4;
        let line = "─".repeat(self.width.saturating_sub(used));
        self.paragraph("", "", &[soft("──"), strong(title), soft(line)]);
    }

    /// A paragraph: `first` begins its first line, `rest` the others.
    pub(crate) fn paragraph(&mut self, first: &str, rest: &str, pieces: &[Piece]) {
        self.out.push_str(first);
        let mut column = first.width();
        let mut is_start = true;
        for (style, words) in pieces {
            for word in words.split([' ', '\n']).filter(|it| !it.is_empty()) {
                let wide = word.width();
                if !is_start && column + 1 + wide > self.width {
                    self.out.push('\n');
                    self.out.push_str(rest);
                    column = rest.width();
                } else if !is_start {
                    self.out.push(' ');
                    column += 1;
                }
                self.word(*style, word);
                column += wide;
                is_start = false;
            }
        }
        self.out.push('\n');
    }

    fn word(&mut self, style: Style, word: &str) {
        if self.color && style != Style::Plain {
            self.out.push_str(style.code());
            self.out.push_str(word);
            self.out.push_str(RESET);
        } else {
            self.out.push_str(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_width_and_hang() {
        let mut paper = Paper::new(30, false);
        paper.paragraph("• ", "  ", &[strong("Un deux trois quatre cinq"), plain("six sept huit")]);
        assert_eq!(paper.finish(), "• Un deux trois quatre cinq\n  six sept huit\n");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let mut paper = Paper::new(30, false);
        paper.paragraph("", "", &[plain("한국한국한국한국한국 한국한국한국")]);
        assert_eq!(paper.finish(), "한국한국한국한국한국\n한국한국한국\n");
    }

    #[test]
    fn without_colour_there_is_no_code() {
        let write = |color| {
            let mut paper = Paper::new(40, color);
            paper.rule("Désaccords");
            paper.finish()
        };
        assert!(!write(false).contains('\u{1b}'));
        assert!(write(true).contains('\u{1b}'));
        assert_eq!(write(false).trim_end().width(), 40);
    }
}
