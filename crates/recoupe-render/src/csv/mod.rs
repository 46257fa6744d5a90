//! A row a claim and a row a finding, for spreadsheets (RFC 4180).
//!
//! The first column says which of the two a row is. Names of columns and codes are those of the
//! wire format, in any language of report. Cells that a spreadsheet would take for a formula
//! begin with an apostrophe (see [`Sheet`]).

mod rows;
mod sheet;

use recoupe_model as model;

pub(crate) use sheet::Sheet;

use crate::view::View;
use crate::wire::v1::Dossier;
use crate::words::Words;

/// For which spreadsheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas, decimal points, UTF-8 without a mark.
    #[default]
    Standard,
    /// As a French Excel opens it by a double click: semicolons, decimal commas, a byte order
    /// mark that tells UTF-8.
    French,
}

/// Which rows to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// Findings, then claims.
    #[default]
    All,
    /// Findings alone.
    Findings,
    /// Claims alone.
    Claims,
}

/// How to write the rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct CsvOptions {
    /// For which spreadsheet.
    pub dialect: Dialect,
    /// Which rows.
    pub rows: Rows,
}

/// Findings and claims as rows.
pub fn csv(dossier: &model::Dossier, options: CsvOptions) -> String {
    from_wire(&Dossier::from(dossier), options)
}

/// As [`csv`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, options: CsvOptions) -> String {
    let words = Words::of("en");
    let view = View::new(dossier, &words);
    let mut sheet = Sheet::new(options.dialect, &rows::HEADER);
    if options.rows != Rows::Claims {
        rows::findings(&view, &mut sheet);
    }
    if options.rows != Rows::Findings {
        rows::claims(&view, &mut sheet);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests;
