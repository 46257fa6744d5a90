//! Word lists: tab-separated lines under a header, as any spreadsheet writes them.

use std::collections::BTreeMap;

use super::Mistake;

/// A word list with its columns. Rows keep the order of the file.
///
/// Lines that are empty or begin with `#` are not rows. Several rows may have one key.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Row>,
    by_key: BTreeMap<String, Vec<usize>>,
}

/// A line of a word list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: usize,
    cells: Vec<String>,
}

impl Table {
    /// Reads a file; wrong lines become mistakes and are left out.
    pub fn read(file: &str, bytes: &[u8], mistakes: &mut Vec<Mistake>) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else {
            mistakes.push(Mistake::new(file, 0, "is not UTF-8; save it as UTF-8"));
            return Self::default();
        };
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line.trim_end()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let Some((_, header)) = lines.next() else {
            mistakes.push(Mistake::new(file, 1, "is empty; begin with a line of column names"));
            return Self::default();
        };
        let columns: Vec<String> = header.split('\t').map(|c| c.trim().to_owned()).collect();
        let mut table = Self { columns, ..Self::default() };
        for (line, content) in lines {
            let cells: Vec<String> = content.split('\t').map(|c| c.trim().to_owned()).collect();
            if cells.len() > table.columns.len() {
                let says = format!(
                    "has {} cells where the header has {}; remove a tab",
                    cells.len(),
                    table.columns.len()
                );
                mistakes.push(Mistake::new(file, line, says));
                continue;
            }
            table.by_key.entry(cells[0].clone()).or_default().push(table.rows.len());
            table.rows.push(Row { line, cells });
        }
        table
    }

    /// All rows, in the order of the file.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows whose first cell is this.
    pub fn find<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a Row> + use<'a> {
        self.by_key.get(key).into_iter().flatten().map(|&i| &self.rows[i])
    }

    /// Whether there is a row with this first cell.
    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// A cell by the name of its column; empty when the row or the table has none.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|i| row.cells.get(i)).map_or("", String::as_str)
    }

    /// The cell of the first row with this key.
    pub fn get(&self, key: &str, column: &str) -> Option<&str> {
        self.find(key).next().map(|row| self.cell(row, column))
    }
}

impl Row {
    /// The first cell.
    pub fn key(&self) -> &str {
        self.cells.first().map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_by_key_and_column() {
        let mut mistakes = Vec::new();
        let file = "lemma\tstance\tnote\n# a comment\naffirmer\tneutral\t\nnier\tdenies\tcontent\n";
        let table = Table::read("x.tsv", file.as_bytes(), &mut mistakes);
        assert!(mistakes.is_empty());
        assert_eq!(table.get("nier", "stance"), Some("denies"));
        assert_eq!(table.get("affirmer", "note"), Some(""));
        assert_eq!(table.get("dire", "stance"), None);
    }

    #[test]
    fn a_line_with_too_many_tabs_is_named() {
        let mut mistakes = Vec::new();
        Table::read("x.tsv", b"a\tb\n1\t2\t3\n", &mut mistakes);
        let says = mistakes[0].to_string();
        assert_eq!(says, "data/x.tsv:2: has 3 cells where the header has 2; remove a tab");
    }
}
