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

/// Words in one style, perhaps a link.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    style: Style,
    words: String,
    link: Option<String>,
}

impl Piece {
    fn new(style: Style, words: impl Into<String>) -> Self {
        Self { style, words: words.into(), link: None }
    }

    /// The same words as a link; `to` must hold nothing but printable ASCII.
    pub(crate) fn link(self, to: Option<String>) -> Self {
        let is_safe = |to: &String| to.bytes().all(|byte| byte.is_ascii_graphic());
        Self { link: to.filter(is_safe), ..self }
    }
}

/// Plain words.
pub(crate) fn plain(words: impl Into<String>) -> Piece {
    Piece::new(Style::Plain, words)
}

/// Words that stand out.
pub(crate) fn strong(words: impl Into<String>) -> Piece {
    Piece::new(Style::Strong, words)
}

/// Words that stand back.
pub(crate) fn soft(words: impl Into<String>) -> Piece {
    Piece::new(Style::Soft, words)
}

/// Words where reports part.
pub(crate) fn mark(words: impl Into<String>) -> Piece {
    Piece::new(Style::Mark, words)
}

/// What has been written so far.
pub(crate) struct Paper {
    out: String,
    width: usize,
    color: bool,
    links: bool,
}

/// Narrower than this, wrapping does more harm than good.
const NARROWEST: usize = 30;

impl Paper {
    pub(crate) fn new(width: usize, color: bool, links: bool) -> Self {
        Self { out: String::new(), width: width.max(NARROWEST), color, links }
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
        for Piece { style, words, link } in pieces {
            let link = link.as_deref().filter(|_| self.links);
            let mut is_open = false;
            for word in unbroken(words) {
                let wide = word.width();
                if !is_start && column + 1 + wide > self.width {
                    self.close(&mut is_open);
                    self.out.push('\n');
                    self.out.push_str(rest);
                    column = rest.width();
                } else if !is_start {
                    self.out.push(' ');
                    column += 1;
                }
                if let Some(link) = link.filter(|_| !is_open) {
                    put!(self.out, "\u{1b}]8;;{link}\u{1b}\\");
                    is_open = true;
                }
                self.word(*style, word);
                column += wide;
                is_start = false;
            }
            self.close(&mut is_open);
        }
        self.out.push('\n');
    }

    /// Ends a link (OSC 8), so that none runs into the margin.
    fn close(&mut self, is_open: &mut bool) {
        if std::mem::take(is_open) {
            self.out.push_str("\u{1b}]8;;\u{1b}\\");
        }
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

/// The words between which a line may end: none stands between a French mark and what it belongs to.
fn unbroken(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in words.match_indices([' ', '\n']) {
        let after = words[at + 1..].chars().next();
        let closes = matches!(after, Some('»' | ':' | ';' | '!' | '?'));
        let opens = words[start..at].ends_with('«');
        let alone = words[start..at].is_empty();
        if mark == " " && (closes || opens) && !alone {
            continue;
        }
        parts.push(&words[start..at]);
        start = at + 1;
    }
    parts.push(&words[start..]);
    parts.retain(|it| !it.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_width_and_hang() {
        let mut paper = Paper::new(30, false, false);
        paper.paragraph("• ", "  ", &[strong("Un deux trois quatre cinq"), plain("six sept huit")]);
        assert_eq!(paper.finish(), "• Un deux trois quatre cinq\n  six sept huit\n");
    }

    #[test]
    fn a_link_ends_with_its_line() {
        let write = |to: &str| {
            let mut paper = Paper::new(30, false, true);
            let link = soft("Le Courrier du Large, 2 juill. 2031,").link(Some(to.into()));
            paper.paragraph("", "", &[link, plain("dit")]);
            paper.finish()
        };
        let (on, off) = ("\u{1b}]8;;https://a.example/\u{1b}\\", "\u{1b}]8;;\u{1b}\\");
        assert_eq!(
            write("https://a.example/"),
            format!("{on}Le Courrier du Large, 2 juill.{off}\n{on}2031,{off} dit\n")
        );
        assert!(!write("https://a.example/\u{1b}]0;x\u{7}").contains('\u{1b}'));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let mut paper = Paper::new(30, false, false);
        paper.paragraph("", "", &[plain("한국한국한국한국한국 한국한국한국")]);
        assert_eq!(paper.finish(), "한국한국한국한국한국\n한국한국한국\n");
    }

    #[test]
    fn without_colour_there_is_no_code() {
        let write = |color| {
            let mut paper = Paper::new(40, color, false);
            paper.rule("Désaccords");
            paper.finish()
        };
        assert!(!write(false).contains('\u{1b}'));
        assert!(write(true).contains('\u{1b}'));
        assert_eq!(write(false).trim_end().width(), 40);
    }
}
