//! Prints a face of a dossier: `treaty [FACE [LANGUAGE [DOSSIER.json]]]`.
//!
//! Without a file it shows the imaginary treaty. Faces: json, text, color, html, markdown, csv.

mod dossier;

use recoupe_render::wire::v1;
use recoupe_render::{HtmlOptions, TextOptions, csv, html, markdown, text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let face = words.next().unwrap_or_else(|| "text".into());
    let language = words.next().unwrap_or_else(|| "fr".into());
    let dossier = match words.next() {
        Some(path) => v1::parse_dossier(&String::from_utf8(read(&path)?)?)?,
        None => v1::Dossier::from(&dossier::dossier()),
    };
    let color = face == "color";
    let out = match face.as_str() {
        "json" => v1::to_json(&dossier),
        "html" => html::from_wire(&dossier, &HtmlOptions { language }),
        "markdown" => markdown::from_wire(&dossier, &language),
        "csv" => csv::from_wire(&dossier, csv::CsvOptions::default()),
        _ => text::from_wire(&dossier, &TextOptions { language, color, ..TextOptions::default() }),
    };
    print(&out);
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "an example is a program")]
fn read(path: &str) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

#[allow(clippy::print_stdout, reason = "an example is a program")]
fn print(out: &str) {
    print!("{out}");
}
