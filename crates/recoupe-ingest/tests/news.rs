//! Pages in the manner of outlets that people read, with what a careful reader takes for the
//! article: how much of it is found, and how much else.
//!
//! A page is a head of `key: value` lines, `---`, and the source, in which the article stands
//! between `⟦` and `⟧` after a letter: `l` the lead, `p` a paragraph, `h` a heading within the
//! text, `i` an item of a list. The marks are taken out before the page is read.
//!
//! `cargo test -p recoupe-ingest --test news -- --nocapture` prints the figures.

#![allow(clippy::disallowed_methods, reason = "the pages are read from the disk")]
#![allow(clippy::print_stdout, reason = "the figures are printed")]
#![allow(clippy::cast_precision_loss, reason = "shares of a few thousand")]

use std::collections::BTreeMap;
use std::path::Path;

use recoupe_ingest::{Input, Options, read};
use recoupe_model::Document;

struct Gold {
    name: String,
    bytes: Vec<u8>,
    fields: BTreeMap<String, String>,
    /// The letter and the words of each part of the article, in order.
    lines: Vec<(char, String)>,
}

fn gold(name: &str, text: &str) -> Gold {
    let (head, source) = text.split_once("---\n").expect("a head and a page");
    let fields: BTreeMap<String, String> = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key.to_owned(), value.trim().to_owned()))
        .collect();
    let mut lines = Vec::new();
    let mut page = String::new();
    for (at, part) in source.split('⟦').enumerate() {
        let Some((marked, rest)) = part.split_once('⟧').filter(|_| at > 0) else {
            page.push_str(part);
            continue;
        };
        let kind = marked.chars().next().expect("a letter after the mark");
        let inside = marked[kind.len_utf8()..].trim_start();
        lines.push((kind, plain(inside)));
        page.push_str(inside);
        page.push_str(rest);
    }
    let latin = fields.get("encoding").is_some_and(|name| name == "windows-1252");
    let bytes = if latin { windows_1252(&page) } else { page.into_bytes() };
    Gold { name: name.to_owned(), bytes, fields, lines }
}

fn windows_1252(page: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '€' => 0x80,
        c => u8::try_from(u32::from(c)).expect("a character of Windows-1252"),
    };
    page.chars().map(byte).collect()
}

/// The words of a piece of HTML; cells of a row are told apart.
fn plain(inside: &str) -> String {
    let inside = inside.replace("</td><td>", " | ").replace("</th><th>", " | ");
    let mut out = String::new();
    for part in inside.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    out.replace("&amp;", "&")
}

fn pages(folder: &str) -> Vec<Gold> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(folder);
    let entries = std::fs::read_dir(&folder).expect("the pages are there");
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let page = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a page is UTF-8");
        gold(&path.file_stem().unwrap_or_default().to_string_lossy(), &text)
    };
    paths.iter().map(page).collect()
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

fn squeezed(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What counts for one page: right, found, wanted.
#[derive(Default)]
struct Sum {
    both: usize,
    found: usize,
    wanted: usize,
    f1: f64,
    leads: (usize, usize),
    paragraphs: (usize, usize),
    fields: BTreeMap<&'static str, (usize, usize, usize)>,
    pages: usize,
}

impl Sum {
    fn add(&mut self, gold: &Gold, document: Option<&Document>, told: &mut Vec<String>) {
        self.pages += 1;
        let title = document.and_then(|it| it.title.as_deref()).unwrap_or("");
        let text = document.map_or("", |it| &it.text);
        let body = text.strip_prefix(title).unwrap_or(text);
        let right: Vec<&str> = gold.lines.iter().map(|(_, words)| words.as_str()).collect();
        let (have, want) = (words(body), words(&right.join("\n")));
        let both: usize =
            want.iter().map(|(word, n)| (*n).min(*have.get(word).unwrap_or(&0))).sum();
        let (found, wanted) = (have.values().sum::<usize>(), want.values().sum::<usize>());
        let f1 = 2.0 * both as f64 / (found + wanted).max(1) as f64;
        self.both += both;
        self.found += found;
        self.wanted += wanted;
        self.f1 += f1;
        let lines: Vec<String> = body.lines().map(squeezed).collect();
        for (kind, line) in &gold.lines {
            let kept = lines.iter().any(|it| it.contains(&squeezed(line)));
            let sum = if *kind == 'l' { &mut self.leads } else { &mut self.paragraphs };
            sum.0 += usize::from(kept);
            sum.1 += 1;
            if !kept {
                told.push(format!("{} lacks {kind} {line}", gold.name));
            }
        }
        let all = squeezed(&right.join(" "));
        for line in body.lines().filter(|line| !all.contains(&squeezed(line))) {
            told.push(format!("{} has {line}", gold.name));
        }
        let field = |name: &str| gold.fields.get(name).map_or("", String::as_str);
        let published = document.and_then(|it| it.published.as_ref()).map(|it| it.iso.as_str());
        let outlet = document.and_then(|it| it.outlet.as_deref());
        let byline = document.and_then(|it| it.byline.as_deref());
        self.field("title", Some(title), field("title"), gold, told);
        // Parts of a second are not kept; a zone of nought is written Z.
        let (day, rest) = field("published").split_once('.').unwrap_or((field("published"), ""));
        let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let wanted = format!("{day}{zone}").replace("+00:00", "Z");
        self.field("date", published, &wanted, gold, told);
        self.field("outlet", outlet, field("outlet"), gold, told);
        self.field("byline", byline, field("byline"), gold, told);
    }

    fn field(
        &mut self,
        name: &'static str,
        has: Option<&str>,
        wants: &str,
        gold: &Gold,
        told: &mut Vec<String>,
    ) {
        let has = has.unwrap_or("");
        let (right, found, wanted) = self.fields.entry(name).or_default();
        *right += usize::from(!has.is_empty() && has == wants);
        *found += usize::from(!has.is_empty());
        *wanted += usize::from(!wants.is_empty());
        if has != wants {
            told.push(format!("{} {name} is {has:?}, not {wants:?}", gold.name));
        }
    }

    fn f1(&self) -> f64 {
        self.f1 / self.pages.max(1) as f64
    }

    fn share((right, of): (usize, usize)) -> f64 {
        right as f64 / of.max(1) as f64
    }

    fn precision(&self, field: &str) -> f64 {
        self.fields.get(field).map_or(0.0, |(right, found, _)| Self::share((*right, *found)))
    }

    fn recall(&self, field: &str) -> f64 {
        self.fields.get(field).map_or(0.0, |(right, _, wanted)| Self::share((*right, *wanted)))
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: {} pages, main text F1 {:.3} (words P {:.3} R {:.3}), lead kept {:.3}, paragraphs kept {:.3}",
            self.pages,
            self.f1(),
            Self::share((self.both, self.found)),
            Self::share((self.both, self.wanted)),
            Self::share(self.leads),
            Self::share(self.paragraphs),
        );
        for field in ["title", "date", "outlet", "byline"] {
            let (precision, recall) = (self.precision(field), self.recall(field));
            println!("  {field}: precision {precision:.3}, recall {recall:.3}");
        }
    }
}

/// Pages from this number on are of the newest round.
const NEWEST: &str = "81";

/// All pages of a folder, the French and the English ones apart; what was wrong is printed.
fn measured(folder: &str, least: usize) -> Sum {
    let mut told = Vec::new();
    let (mut french, mut english, mut all) = (Sum::default(), Sum::default(), Sum::default());
    let mut newest = Sum::default();
    let pages = pages(folder);
    assert!(pages.len() >= least, "{} pages", pages.len());
    for gold in &pages {
        let path = format!("{}.html", gold.name);
        let read = read(&Input { path: &path, bytes: &gold.bytes }, &Options::default());
        assert!(read.value.len() <= 1, "{path}");
        let document = read.value.first();
        let part = if gold.name.starts_with("fr") { &mut french } else { &mut english };
        part.add(gold, document, &mut Vec::new());
        if &gold.name[3..5] >= NEWEST {
            newest.add(gold, document, &mut Vec::new());
        }
        all.add(gold, document, &mut told);
    }
    println!("{}", told.join("\n"));
    french.print("French");
    english.print("English");
    if newest.pages > 0 {
        newest.print("newest");
    }
    all.print("all");
    all
}

#[test]
fn articles_are_found_in_pages_of_many_makes() {
    let all = measured("news", 110);
    // A little below what was measured; never lower a floor to pass.
    assert!(all.f1() >= 0.985, "main text F1 {:.3}", all.f1());
    assert!(Sum::share(all.leads) >= 0.98, "leads kept {:?}", all.leads);
    assert!(Sum::share(all.paragraphs) >= 0.985, "paragraphs kept {:?}", all.paragraphs);
    for (field, precision, recall) in
        [("title", 0.95, 0.95), ("date", 0.97, 0.95), ("outlet", 0.95, 0.95), ("byline", 0.95, 0.9)]
    {
        assert!(all.precision(field) >= precision, "{field} {:?}", all.fields[field]);
        assert!(all.recall(field) >= recall, "{field} {:?}", all.fields[field]);
    }
}

/// Pages on which no rule was made. Their gold was written before they were read once; they were
/// measured when the work on the others had ended; what was narrowed later left their figures as they were. What a
/// change loses here it loses elsewhere too: look for its kind among the others, never here.
#[test]
fn articles_are_found_in_pages_that_no_rule_was_made_for() {
    let all = measured("unseen", 15);
    assert!(all.f1() >= 0.965, "main text F1 {:.3}", all.f1());
    assert!(Sum::share(all.leads) >= 0.95, "leads kept {:?}", all.leads);
    assert!(Sum::share(all.paragraphs) >= 0.98, "paragraphs kept {:?}", all.paragraphs);
    assert!(all.precision("title") >= 0.9 && all.precision("date") >= 0.96);
}
