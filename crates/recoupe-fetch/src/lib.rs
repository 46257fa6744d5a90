//! Fetches pages and the pages that feeds announce, politely, and keeps them as WARC.
//!
//! Politely: a site's `robots.txt` is heeded (RFC 9309), one request at a time, a pause between two
//! to one host, and a server that was asked before is asked only whether the page has changed.
//! Carefully: only `http` and `https`, only public addresses, each hop of a redirect judged anew,
//! and time and size are bounded. What was fetched is kept byte for byte, so that a dossier can be
//! made from it again without the network.

#![allow(
    clippy::disallowed_methods,
    reason = "the list keeps the clock out of the engine; a pause between requests needs one"
)]

mod address;
mod hop;
mod http;
mod memory;
mod net;
mod robots;
mod warc;

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use url::Url;

pub use address::is_public;
pub use memory::Memory;
pub use net::{May, Net, Resolve};

use hop::{Got, Walker};
use memory::Known;
use warc::Record;

/// What the user decides about fetching.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where who runs a site can reach the user: an address of mail or of a page.
    pub contact: Option<String>,
    /// The least time between two requests to one host.
    pub pause: Duration,
    /// The most time for one address, its redirects included and pauses not.
    pub time: Duration,
    /// The most bytes of one body.
    pub bytes: usize,
    /// The most redirects that are followed.
    pub redirects: usize,
    /// The most articles of one feed.
    pub items: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            contact: None,
            pause: Duration::from_secs(1),
            time: Duration::from_secs(30),
            bytes: 8 << 20,
            redirects: 5,
            items: 30,
        }
    }
}

impl Options {
    /// What this program calls itself to servers.
    pub(crate) fn agent(&self) -> String {
        let contact = self.contact.as_deref().map(|it| format!("; +{it}")).unwrap_or_default();
        format!("Recoupe/{} (reads news articles{contact})", env!("CARGO_PKG_VERSION"))
    }
}

/// What became of one address.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the archive: so many bytes of body.
    Saved(usize),
    /// It is a feed that announces so many articles, which come next.
    Feed(usize),
    /// The server says that it is as it was when it was fetched last.
    Unchanged,
    /// It was not fetched, and why.
    Failed(String),
}

/// The addresses of the articles that a feed announces; `None` when the bytes are no feed.
pub type Announced = dyn Fn(&[u8]) -> Option<Vec<String>>;

/// Fetches addresses in their order, and after a feed what it announces. What became of each is
/// told as it happens.
///
/// # Errors
/// Only when the archive cannot be written.
pub fn fetch(
    addresses: &[String],
    net: &Net,
    options: &Options,
    memory: &mut Memory,
    archive: &mut impl Write,
    announced: &Announced,
    tell: &mut dyn FnMut(&str, &Outcome),
) -> io::Result<()> {
    let mut keeper = Keeper { archive, agent: options.agent(), count: 0 };
    keeper.begin()?;
    let mut walker = Walker::new(net, options);
    let mut seen = BTreeSet::new();
    // An address, and whether what it announces is fetched.
    let mut queue: VecDeque<(String, bool)> =
        addresses.iter().map(|address| (address.clone(), true)).collect();
    while let Some((address, seed)) = queue.pop_front() {
        let url = match checked(&address) {
            Ok(url) => url,
            Err(why) => {
                tell(&address, &Outcome::Failed(why));
                continue;
            }
        };
        if !seen.insert(url.to_string()) {
            continue;
        }
        let got = match walker.get(&url, memory) {
            Ok(got) => got,
            Err(why) => {
                tell(&address, &Outcome::Failed(why));
                continue;
            }
        };
        let outcome = if got.answer.status == 304 {
            keeper.unchanged(&got, memory)?;
            Outcome::Unchanged
        } else {
            let feed = seed.then(|| announced(&got.answer.unpacked(options.bytes))).flatten();
            match feed {
                None if !is_page(&got.answer.kind()) => {
                    let kind = got.answer.kind();
                    Outcome::Failed(format!(
                        "it is {kind}, neither a page nor a feed; save it and give the file to recoupe check"
                    ))
                }
                feed => {
                    keeper.keep(&url, &got, memory)?;
                    let list = feed.as_deref().unwrap_or(&[]);
                    let mut items: Vec<String> = Vec::new();
                    for item in list.iter().filter_map(|item| got.url.join(item.trim()).ok()) {
                        let item = item.to_string();
                        if items.len() < options.items && !items.contains(&item) {
                            items.push(item);
                        }
                    }
                    let count = items.len();
                    for item in items.into_iter().rev() {
                        queue.push_front((item, false));
                    }
                    if feed.is_some() {
                        Outcome::Feed(count)
                    } else {
                        Outcome::Saved(got.answer.body.len())
                    }
                }
            }
        };
        tell(&address, &outcome);
    }
    keeper.archive.flush()
}

/// An address that may be fetched at all.
fn checked(address: &str) -> Result<Url, String> {
    let mut url = Url::parse(address.trim())
        .map_err(|error| format!("it is no address ({error}); write it whole, as https://…"))?;
    permitted(&url)?;
    url.set_fragment(None);
    Ok(url)
}

/// Whether an address is one of the web, with nothing hidden in it.
fn permitted(url: &Url) -> Result<(), String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("{}: is not fetched; only http and https are", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a name or a password; such addresses are not fetched".to_owned());
    }
    match url.port() {
        Some(port) if port < 1024 && !matches!(port, 80 | 443) => {
            Err(format!("port {port} belongs to another service than the web"))
        }
        _ => Ok(()),
    }
}

/// Whether content of a kind is read as a page.
fn is_page(kind: &str) -> bool {
    kind.is_empty() || kind.contains("html")
}

/// Writes the archive.
struct Keeper<'a, W: Write> {
    archive: &'a mut W,
    agent: String,
    count: u64,
}

impl<W: Write> Keeper<'_, W> {
    fn identifier(&mut self, target: &str) -> String {
        self.count += 1;
        let moment = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        warc::identifier(moment.as_nanos(), self.count, target)
    }

    /// The record that says who wrote what follows.
    fn begin(&mut self) -> io::Result<()> {
        let block = format!(
            "software: recoupe {}\r\nformat: WARC File Format 1.1\r\nhttp-header-user-agent: {}\r\nrobots: obey\r\n",
            env!("CARGO_PKG_VERSION"),
            self.agent
        );
        let id = self.identifier("");
        let date = hop::now();
        let record = Record {
            kind: "warcinfo",
            id,
            date: &date,
            content: "application/warc-fields",
            block: block.as_bytes(),
            ..Record::default()
        };
        warc::write(self.archive, &record)
    }

    /// The answer, the request, and how they came about.
    fn keep(&mut self, asked: &Url, got: &Got, memory: &mut Memory) -> io::Result<()> {
        let target = got.url.to_string();
        let id = self.identifier(&target);
        let mut block = got.answer.head.clone();
        block.extend_from_slice(&got.answer.body);
        let place = ("WARC-IP-Address", got.peer.ip().to_string());
        warc::write(
            self.archive,
            &Record {
                kind: "response",
                id: id.clone(),
                date: &got.date,
                content: "application/http; msgtype=response",
                target: Some(&target),
                more: vec![place.clone()],
                block: &block,
                payload: Some(got.answer.head.len()),
            },
        )?;
        self.around(got, &target, &id, asked)?;
        let said = |name| got.answer.header(name).unwrap_or("").to_owned();
        let known = Known {
            etag: said("etag"),
            modified: said("last-modified"),
            record: id,
            date: got.date.clone(),
        };
        memory.put(&target, known);
        Ok(())
    }

    fn around(&mut self, got: &Got, target: &str, id: &str, asked: &Url) -> io::Result<()> {
        let with = vec![("WARC-Concurrent-To", format!("<{id}>"))];
        let request = self.identifier(target);
        warc::write(
            self.archive,
            &Record {
                kind: "request",
                id: request,
                date: &got.date,
                content: "application/http; msgtype=request",
                target: Some(target),
                more: with.clone(),
                block: &got.request,
                payload: None,
            },
        )?;
        let mut about = format!("fetchTimeMs: {}\r\n", got.took.as_millis());
        if asked.as_str() != target {
            let _ = write!(about, "via: {asked}\r\nredirects: {}\r\n", got.hops);
        }
        let metadata = self.identifier(target);
        warc::write(
            self.archive,
            &Record {
                kind: "metadata",
                id: metadata,
                date: &got.date,
                content: "application/warc-fields",
                target: Some(target),
                more: with,
                block: about.as_bytes(),
                payload: None,
            },
        )
    }

    /// That a page is as the record of another day holds it.
    fn unchanged(&mut self, got: &Got, memory: &Memory) -> io::Result<()> {
        let target = got.url.to_string();
        let id = self.identifier(&target);
        let mut more = vec![
            ("WARC-IP-Address", got.peer.ip().to_string()),
            (
                "WARC-Profile",
                "http://netpreserve.org/warc/1.1/revisit/server-not-modified".to_owned(),
            ),
        ];
        if let Some(known) = memory.get(&target) {
            more.push(("WARC-Refers-To", format!("<{}>", known.record)));
            more.push(("WARC-Refers-To-Target-URI", target.clone()));
            more.push(("WARC-Refers-To-Date", known.date.clone()));
        }
        warc::write(
            self.archive,
            &Record {
                kind: "revisit",
                id,
                date: &got.date,
                content: "application/http; msgtype=response",
                target: Some(&target),
                more,
                block: &got.answer.head,
                payload: None,
            },
        )
    }
}
