//! Two articles, one dossier, with the library: `cargo run --example two_articles`.

#![allow(clippy::print_stdout, reason = "an example shows its result")]

use recoupe::check::{Config, check};
use recoupe::inputs::Source;
use recoupe_engine::lang::Knowledge;
use recoupe_model::Lang;

fn main() {
    // What the engine knows is a folder; this is the one inside the binary.
    let files = recoupe_data::embedded();
    let knowledge = Knowledge::load(&files).expect("the shipped data has no mistakes");

    // A source is bytes with a name. Anything that `recoupe check` reads will do.
    let source =
        |path: &str, text: &str| Source { path: path.into(), bytes: text.into(), file: None };
    let sources = [
        source("a.txt", "Oslo et Lisbonne ont signé un traité de pêche à Porto le 3 mars 2031."),
        source("b.txt", "Le traité de pêche entre Oslo et Lisbonne a été signé à Bergen."),
    ];

    // The report's own words are in French; the articles keep theirs.
    let config = Config { report: Some(Lang::new("fr")), ..Config::default() };
    let (dossier, _) = check(&knowledge, &sources, &config);

    for event in dossier.stories.iter().flat_map(|story| &story.events) {
        println!("{} ({})", event.title, event.status.name());
        for slot in &event.slots {
            println!("  {}: {} {}", slot.role.name(), slot.verdict.name(), slot.why);
        }
    }
}
