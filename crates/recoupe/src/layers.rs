//! A pack of the user's own, laid over the built-in data.
//!
//! A folder with a `pack.toml` adds to what is built in: its frames, cases and stories stand beside
//! the shipped ones, its word lists put their rows before the shipped rows of the same list, and
//! any other file takes the place of the shipped one.

use std::borrow::Cow;
use std::io;

use recoupe_data::Files;
use serde::Deserialize;

/// The file that makes a folder a pack.
pub const PACK: &str = "pack.toml";

/// What `pack.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    #[allow(dead_code, reason = "for people; its presence is checked")]
    name: String,
    #[allow(dead_code, reason = "for people; its presence is checked")]
    about: String,
}

/// The built-in files with a pack laid over them.
///
/// # Errors
/// When `pack.toml` is not valid, or a word list has a column that the shipped list lacks.
pub fn lay(pack: Files, over: Files) -> io::Result<Files> {
    let mut files = over;
    for (path, bytes) in pack {
        if path == PACK {
            check(&bytes)?;
            continue;
        }
        let is_list = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "tsv");
        let laid = match files.get(&path).filter(|_| is_list) {
            Some(shipped) => joined(&path, &bytes, shipped)?.into_bytes().into(),
            None => bytes,
        };
        files.insert(path, laid);
    }
    Ok(files)
}

fn check(bytes: &[u8]) -> io::Result<()> {
    let text = String::from_utf8_lossy(bytes);
    let wrong = |error: toml::de::Error| {
        let says = format!("{PACK}: {}; write name = \"…\" and about = \"…\"", error.message());
        io::Error::other(says)
    };
    toml::from_str::<Pack>(&text).map(|_| ()).map_err(wrong)
}

/// One list with the rows of both, the pack's first.
///
/// The pack's lines keep their numbers, so that a mistake is told where the user wrote it; their
/// cells are put in the order of the shipped columns.
fn joined(path: &str, pack: &[u8], shipped: &[u8]) -> io::Result<String> {
    let shipped = String::from_utf8_lossy(shipped);
    let pack = String::from_utf8_lossy(pack);
    let is_row = |line: &&str| !line.trim_end().is_empty() && !line.starts_with('#');
    let mut shipped_rows = shipped.lines().filter(is_row);
    let header = shipped_rows.next().unwrap_or_default();
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    let mut order: Option<Vec<usize>> = None;
    let mut out = String::with_capacity(pack.len() + shipped.len());
    for (number, line) in pack.lines().enumerate() {
        let cells: Vec<&str> = line.trim_end().split('\t').map(str::trim).collect();
        let text: Cow<'_, str> = match &order {
            _ if !is_row(&line) => line.into(),
            None => {
                order = Some(places(path, number + 1, &cells, &columns)?);
                header.into()
            }
            // Too many cells: left as they are, for the reader of lists to name.
            Some(order) if cells.len() > order.len() => {
                format!("{line}{}", "\t".repeat(columns.len())).into()
            }
            Some(order) => in_order(&cells, order, columns.len()).into(),
        };
        out.push_str(&text);
        out.push('\n');
    }
    if order.is_none() {
        out.push_str(header);
        out.push('\n');
    }
    for row in shipped_rows {
        out.push_str(row);
        out.push('\n');
    }
    Ok(out)
}

/// Where the shipped list has each column of the pack's.
fn places(path: &str, line: usize, own: &[&str], columns: &[&str]) -> io::Result<Vec<usize>> {
    let place = |name: &&str| {
        columns.iter().position(|column| column == name).ok_or_else(|| {
            let known = columns.join(", ");
            let says = format!("{path}:{line}: « {name} » is not a column; write some of {known}");
            io::Error::other(says)
        })
    };
    own.iter().map(place).collect()
}

fn in_order(cells: &[&str], order: &[usize], width: usize) -> String {
    let mut row = vec![""; width];
    for (cell, &place) in cells.iter().zip(order) {
        row[place] = cell;
    }
    row.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &'static str)]) -> Files {
        all.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into())).collect()
    }

    const ABOUT: &str = "name = 'x'\nabout = 'y'\n";

    #[test]
    fn rows_of_the_pack_come_first_and_keep_their_lines() {
        let shipped = files(&[("lang/fr/words/a.tsv", "# words\nlemma\tframe\tnote\nu\tf\tn\n")]);
        let own = "# mine\n\nframe\tlemma\ng\tv\nh\tw\n";
        let pack = files(&[(PACK, ABOUT), ("lang/fr/words/a.tsv", own)]);
        let laid = lay(pack, shipped).unwrap();
        let text = String::from_utf8_lossy(&laid["lang/fr/words/a.tsv"]).into_owned();
        assert_eq!(text, "# mine\n\nlemma\tframe\tnote\nv\tg\t\nw\th\t\nu\tf\tn\n");
        assert_eq!(laid.len(), 1);
    }

    #[test]
    fn other_files_take_the_place_of_the_shipped_ones() {
        let shipped = files(&[("frames/a.toml", "old"), ("frames/b.toml", "kept")]);
        let pack = files(&[(PACK, ABOUT), ("frames/a.toml", "new"), ("frames/c.toml", "more")]);
        let laid = lay(pack, shipped).unwrap();
        let texts: Vec<_> = laid.values().map(|it| String::from_utf8_lossy(it)).collect();
        assert_eq!(texts, ["new", "kept", "more"]);
    }

    #[test]
    fn a_wrong_column_is_named_with_its_line() {
        let shipped = files(&[("lang/fr/words/a.tsv", "lemma\tframe\n")]);
        let pack = files(&[(PACK, ABOUT), ("lang/fr/words/a.tsv", "# mine\nword\tframe\n")]);
        let says = lay(pack, shipped).unwrap_err().to_string();
        let expected =
            "lang/fr/words/a.tsv:2: « word » is not a column; write some of lemma, frame";
        assert_eq!(says, expected);
    }

    #[test]
    fn a_pack_says_what_it_is() {
        let says = lay(files(&[(PACK, "name = 'x'")]), Files::new()).unwrap_err().to_string();
        assert!(says.starts_with("pack.toml: missing field `about`"), "{says}");
    }
}
