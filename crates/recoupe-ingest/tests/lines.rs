//! Lines that pages carry beside their article, each put into an article without any mark that would
//! tell what it is: below the headline (`lines/head.tsv`), and between and after its paragraphs
//! (`lines/body.tsv`). Language, what becomes of it, the line; « stays » is a known gap, or what a reader
//! may want, as a correction.

use recoupe_ingest::{Input, Options, read};

const FRENCH: [&str; 4] = [
    "Le conseil de Lans a voté mardi soir l’agrandissement du port, après deux reports et une nuit de débats qui ont divisé la majorité.",
    "Le chantier doit durer trois ans et coûter 214 millions d’euros, dont un tiers viendra de la région, a précisé la maire.",
    "L’opposition dénonce une dépense que personne n’a demandée et promet un recours devant le tribunal administratif.",
    "La première pierre sera posée en mars, si le juge ne suspend pas le vote.",
];
const ENGLISH: [&str; 4] = [
    "Lans council voted late on Tuesday to enlarge the port after two delays and a night of debate that split the majority.",
    "Work will take three years and cost 214 million euros, a third of which will come from the region, the mayor said.",
    "The opposition called it spending that nobody had asked for and said it would go to court over the vote.",
    "The first stone will be laid in March unless a judge suspends the vote.",
];

/// The text of an article with a line before one of its paragraphs; all of these must be there.
fn with(language: &str, line: &str, before: usize) -> String {
    let (title, paragraphs) = match language {
        "fr" => ("Le port de Lans sera agrandi", FRENCH),
        _ => ("Lans port to be enlarged", ENGLISH),
    };
    let mut body = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at == before {
            body.extend(["<div>", line, "</div>"]);
        }
        body.extend(["<p>", paragraph, "</p>"]);
    }
    if before == paragraphs.len() {
        body.extend(["<div>", line, "</div>"]);
    }
    let page = format!(
        "<html lang='{language}'><title>{title}</title><h1>{title}</h1><div>{body}</div></html>"
    );
    let read = read(&Input { path: "a.html", bytes: page.as_bytes() }, &Options::default());
    let text = read.value[0].text.to_string();
    assert!(paragraphs.iter().all(|it| text.contains(it)), "{line}: a paragraph is lost: {text}");
    text
}

/// Whether the text is more than the headline and four paragraphs.
fn stays(language: &str, line: &str, before: usize) -> bool {
    with(language, line, before).lines().count() > 5
}

fn rows(table: &str) -> Vec<(&str, &str, &str)> {
    let row = |row| {
        let mut cells = str::splitn(row, 3, '\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    };
    table.lines().filter_map(row).collect()
}

fn check(table: &str, places: &[usize]) {
    let (mut wrong, mut gaps) = (Vec::new(), 0);
    let rows = rows(table);
    for (language, told, line) in &rows {
        let stays = places.iter().any(|&before| stays(language, line, before));
        gaps += usize::from(stays);
        if stays != (*told == "stays") {
            wrong.push(format!("{line}: {}", if stays { "stays" } else { "goes now; mark it so" }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() > 100 && gaps * 10 < rows.len(), "{gaps} of {}", rows.len());
}

#[test]
fn lines_between_and_after_paragraphs_go() {
    check(include_str!("lines/body.tsv"), &[1, 4]);
}

#[test]
fn lines_below_the_headline_go() {
    check(include_str!("lines/head.tsv"), &[0]);
}
