use super::*;
use crate::{fixture, hostile};

/// Rows of a sheet as a reader of RFC 4180 takes them apart.
fn read(sheet: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = sheet.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

fn column<'a>(rows: &'a [Vec<String>], row: &'a [String], name: &str) -> &'a str {
    let at = rows[0].iter().position(|it| it == name).unwrap();
    &row[at]
}

#[test]
fn one_row_a_finding_and_one_a_claim() {
    let dossier = Dossier::from(&fixture::dossier());
    let rows = read(&from_wire(&dossier, CsvOptions::default()), ',');
    let findings: usize =
        dossier.stories.iter().flat_map(|it| &it.events).map(|it| it.slots.len()).sum();
    assert_eq!(rows.len(), 1 + findings + dossier.claims.len());
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let place = rows.iter().find(|it| it[1] == "e1/place").unwrap();
    let cell = |name: &str| column(&rows, place, name);
    assert_eq!(cell("verdict"), "disputed");
    assert_eq!(cell("value"), "Oslo | Santiago");
    assert_eq!(cell("kind"), "contradiction");
    let claim = rows.iter().find(|it| it[0] == "claim" && it[1] == "c1").unwrap();
    let cell = |name: &str| column(&rows, claim, name);
    assert_eq!(cell("edtf"), "2026-03-03");
    assert_eq!(cell("published_edtf"), "2026-03-04");
    assert_eq!(cell("outlet"), "Le Fjord");
    assert_eq!(cell("start"), "53");
}

#[test]
fn each_kind_of_row_can_be_had_alone() {
    let dossier = Dossier::from(&fixture::dossier());
    let options = CsvOptions { rows: Rows::Claims, ..CsvOptions::default() };
    let rows = read(&from_wire(&dossier, options), ',');
    assert_eq!(rows.len(), 1 + dossier.claims.len());
    let options = CsvOptions { rows: Rows::Findings, ..CsvOptions::default() };
    let rows = read(&from_wire(&dossier, options), ',');
    assert!(rows[1..].iter().all(|it| it[0] == "finding"));
}

#[test]
fn a_french_spreadsheet_opens_it_as_it_is() {
    let options = CsvOptions { dialect: Dialect::French, ..CsvOptions::default() };
    let out = csv(&fixture::dossier(), options);
    assert!(out.starts_with("\u{feff}row;id;story"));
    let sheet = Sheet::new(Dialect::French, &["x"]);
    assert_eq!(sheet.number(Some(crate::wire::v1::Number(2.5))), "2,5");
}

#[test]
fn hostile_words_stay_in_their_cells() {
    let dossier = hostile::dossier();
    for (dialect, separator) in [(Dialect::Standard, ','), (Dialect::French, ';')] {
        let out = from_wire(&dossier, CsvOptions { dialect, ..CsvOptions::default() });
        let rows = read(out.trim_start_matches('\u{feff}'), separator);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        assert!(rows.iter().flatten().all(|it| !it.starts_with('=')));
        assert!(!out.contains('\u{1b}') && !out.contains('\u{0}'));
        assert!(rows.iter().flatten().any(|it| it.starts_with("'=1+1")));
    }
}
