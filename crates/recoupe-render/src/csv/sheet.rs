//! Cells and rows.

use super::Dialect;
use crate::wire::v1::Number;

/// Rows while they are written.
///
/// A cell that begins with `=`, `+`, `-`, `@` (or their full-width forms), perhaps after blanks,
/// or with a tab or a return, is a formula to a spreadsheet, and a formula can call a program.
/// Such a cell gets an apostrophe before it, which spreadsheets take as « this is text » and do
/// not show; plain numbers stay as they are. Whoever reads the file by a program takes one
/// leading apostrophe away where one of these marks follows.
pub(crate) struct Sheet {
    out: String,
    dialect: Dialect,
}

impl Sheet {
    /// A sheet with its names of columns.
    pub(crate) fn new(dialect: Dialect, header: &[&str]) -> Self {
        let mark = if dialect == Dialect::French { "\u{feff}" } else { "" };
        let mut sheet = Self { out: mark.into(), dialect };
        sheet.row(header);
        sheet
    }

    pub(crate) fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let separator = if self.dialect == Dialect::French { ';' } else { ',' };
        for (n, words) in cells.iter().enumerate() {
            if n > 0 {
                self.out.push(separator);
            }
            cell(&mut self.out, words.as_ref(), separator);
        }
        self.out += "\r\n";
    }

    /// A number as this spreadsheet reads numbers.
    pub(crate) fn number(&self, n: Option<Number>) -> String {
        let Some(n) = n else { return String::new() };
        let plain = n.whole().map_or_else(|| n.0.to_string(), |whole| whole.to_string());
        if self.dialect == Dialect::French { plain.replace('.', ",") } else { plain }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

fn cell(out: &mut String, words: &str, separator: char) {
    // Nothing that a text editor would take for the end of the file, or that steers a terminal.
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let words = words.replace(steers, "\u{fffd}");
    let guard = if is_formula(&words) { "'" } else { "" };
    if words.contains([separator, '"', '\n', '\r']) {
        put!(out, "\"{guard}{}\"", words.replace('"', "\"\""));
    } else {
        put!(out, "{guard}{words}");
    }
}

fn is_formula(words: &str) -> bool {
    const MARKS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_marked = words.trim_start().starts_with(MARKS) || words.starts_with(['\t', '\r']);
    is_marked && words.replace(',', ".").parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str) -> String {
        let mut out = String::new();
        cell(&mut out, words, ',');
        out
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(one("=1+1"), "'=1+1");
        assert_eq!(one(" =1+1"), "' =1+1");
        assert_eq!(one("＝1+1"), "'＝1+1");
        assert_eq!(one("@x"), "'@x");
        assert_eq!(one("\tx"), "'\tx");
        assert_eq!(one("-cmd,\"a\""), "\"'-cmd,\"\"a\"\"\"");
    }

    #[test]
    fn plain_cells_stay_as_they_are() {
        assert_eq!(one("-5"), "-5");
        assert_eq!(one("-2,5"), "\"-2,5\"");
        assert_eq!(one("deux\nlignes"), "\"deux\nlignes\"");
        assert_eq!(one("1 = 1"), "1 = 1");
        assert_eq!(one("a\u{0}b"), "a\u{fffd}b");
    }
}
