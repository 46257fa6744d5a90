//! From an HTML page to its claims: articles a second on one core, the share of each room, and
//! whether memory stays flat: `cargo run --release --example rooms [ARTICLES]`.
//!
//! Times are of the processor, where the system tells them (Linux), so that what else the machine
//! does changes them little; else of the clock.

#![allow(clippy::print_stdout, reason = "an example shows its result")]
#![allow(clippy::disallowed_methods, reason = "it measures; the engine does not")]
#![allow(clippy::cast_precision_loss, reason = "counts of articles are small")]

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use recoupe_engine::lang::Knowledge;
use recoupe_engine::{claim, mention};
use recoupe_ingest::{Input, Options};

/// Two articles each, some 400 words: a page in French, a page in English.
const PAGES: [[&str; 2]; 2] = [
    [
        include_str!("../../../eval/articles/open/articles/f02.txt"),
        include_str!("../../../eval/articles/open/articles/f05.txt"),
    ],
    [
        include_str!("../../../eval/articles/open/articles/e02.txt"),
        include_str!("../../../eval/articles/open/articles/e04.txt"),
    ],
];

const ROOMS: [&str; 4] = ["ingest", "syntax", "mention", "claim"];

fn main() {
    let count = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(200_usize);
    let knowledge = Knowledge::load(&recoupe_data::embedded()).expect("the shipped data loads");
    let pages: Vec<String> = PAGES.iter().map(page).collect();
    // The models are loaded and the lists indexed before anything is timed.
    for page in &pages {
        read(&knowledge, page, 0, &mut [Duration::ZERO; 4]);
    }
    let mut spent = [Duration::ZERO; 4];
    let (mut words, mut claims) = (0, 0);
    for index in 0..count {
        let (more, found) = read(&knowledge, &pages[index % 2], index, &mut spent);
        words += more;
        claims += found;
        if (index + 1) % (count / 10).max(1) == 0 {
            println!("{:>7} articles, memory {} MB", index + 1, resident());
        }
    }
    let total: f64 = spent.iter().map(Duration::as_secs_f64).sum();
    for (room, spent) in ROOMS.iter().zip(&spent) {
        let own = spent.as_secs_f64();
        let each = 1000.0 * own / count as f64;
        println!("{room:>8} {each:7.2} ms an article, {:5.1} %", 100.0 * own / total);
    }
    let (a_second, words) = (count as f64 / total, words / count);
    println!(
        "{a_second:.1} articles a second on one core; {words} words, {} claims each",
        claims / count
    );
}

/// One page to its claims: its words, how many claims, and the time of each room.
fn read(
    knowledge: &Knowledge,
    page: &str,
    index: usize,
    spent: &mut [Duration; 4],
) -> (usize, usize) {
    // No two pages are the same, as on the web.
    let page = page.replace("UNIQUE", &format!("{index}"));
    let mut from = now();
    let mut lap = |room: usize| {
        let to = now();
        spent[room] += to.saturating_sub(from);
        from = now();
    };
    let input = Input { path: "page.html", bytes: page.as_bytes() };
    let document = recoupe_ingest::read(&input, &Options::default()).value.remove(0);
    lap(0);
    let pack = knowledge.pack(&document.language).expect("a language that has a pack");
    let sentences = pack.parser().expect("a model").parse(&document.text);
    lap(1);
    let mentions = mention::find(knowledge, &document, &sentences).value;
    lap(2);
    let claims = claim::find(knowledge, &document, &sentences, &mentions).value;
    lap(3);
    (document.text.split_whitespace().count(), claims.len())
}

/// Two articles as one page, with what stands around articles.
fn page(articles: &[&str; 2]) -> String {
    let mut body = String::new();
    for article in articles {
        let text = article.splitn(3, "---").nth(2).unwrap_or_default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let _ = writeln!(body, "<p>{line}</p>");
        }
    }
    let title = articles[0].lines().find_map(|line| line.strip_prefix("title: "));
    let title = title.unwrap_or_default();
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title>\
         <meta property=\"article:published_time\" content=\"2031-03-12T10:00:00Z\">\
         <script>var page = UNIQUE;</script></head><body><nav><a href=\"/\">Home</a>\
         <a href=\"/world\">World</a></nav><article><h1>{title}</h1>\n{body}</article>\
         <footer><p>Contact — Legal</p></footer></body></html>"
    )
}

/// Time that this thread has had a processor, or the time that has passed.
fn now() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|it| it.split(' ').next()?.parse().ok());
    spent.map_or_else(wall, Duration::from_nanos)
}

fn wall() -> Duration {
    use std::sync::OnceLock;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Memory of the process, in MB; 0 where the system does not tell.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|it| it.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1024
}
