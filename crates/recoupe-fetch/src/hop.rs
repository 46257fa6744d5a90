//! From an address to its page, hop by hop: each is judged, asked for at the right moment, and
//! asked at most once.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use url::Url;

use crate::http::{self, Answer};
use crate::memory::Memory;
use crate::net::Net;
use crate::robots::{self, Robots};
use crate::{Options, permitted};

/// The longest pause that a site can ask for.
const LONGEST_PAUSE: u64 = 60;

/// An answer and how it came.
#[derive(Debug)]
pub(crate) struct Got {
    /// Where it was found in the end.
    pub(crate) url: Url,
    pub(crate) request: Vec<u8>,
    pub(crate) answer: Answer,
    pub(crate) peer: SocketAddr,
    pub(crate) hops: usize,
    pub(crate) date: String,
    pub(crate) took: Duration,
}

/// The present moment, as RFC 3339 in UTC.
pub(crate) fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let moment = jiff::Timestamp::from_second(i64::try_from(since.as_secs()).unwrap_or(0));
    moment.map(|moment| moment.to_string()).unwrap_or_default()
}

/// Goes from page to page, and knows what each site asks for.
pub(crate) struct Walker<'a> {
    net: &'a Net,
    options: &'a Options,
    agent: String,
    /// By scheme, host and port.
    sites: BTreeMap<String, Result<Robots, String>>,
    /// When a host was asked last.
    last: BTreeMap<String, Instant>,
}

impl<'a> Walker<'a> {
    pub(crate) fn new(net: &'a Net, options: &'a Options) -> Self {
        let agent = options.agent();
        Self { net, options, agent, sites: BTreeMap::new(), last: BTreeMap::new() }
    }

    /// Fetches a page, or learns that it has not changed.
    ///
    /// # Errors
    /// Why not, in words.
    pub(crate) fn get(&mut self, url: &Url, memory: &Memory) -> Result<Got, String> {
        self.walk(url, Some(memory), self.options.bytes, |answer| match answer.status {
            200..=299 if is_text(&answer.kind()) => Ok(true),
            200..=299 => Err(format!("it is {}, not a page", answer.kind())),
            _ => Ok(false),
        })
        .and_then(|got| match got.answer.status {
            200..=299 | 304 => Ok(got),
            429 | 503 => Err(told_to_wait(&got.answer)),
            status => Err(format!("the server answers {status}")),
        })
    }

    /// Follows redirects to an answer. Without a memory the rules of the site are not asked for:
    /// so its rules themselves are fetched.
    fn walk(
        &mut self,
        from: &Url,
        memory: Option<&Memory>,
        most: usize,
        wanted: impl Fn(&Answer) -> Result<bool, String>,
    ) -> Result<Got, String> {
        let mut url = from.clone();
        let mut spent = Duration::ZERO;
        for hops in 0..=self.options.redirects {
            permitted(&url)?;
            let delay = match memory {
                Some(_) => self.rules(&url)?,
                None => None,
            };
            self.pause(&url, delay);
            let begun = Instant::now();
            let left = self.options.time.saturating_sub(spent);
            if left.is_zero() {
                return Err("its redirects took too long".to_owned());
            }
            let (request, answer, peer) = self.ask(&url, memory, most, begun + left, &wanted)?;
            spent += begun.elapsed();
            let to = answer.header("location").filter(|_| is_redirect(answer.status));
            let Some(to) = to else {
                return Ok(Got { url, request, answer, peer, hops, date: now(), took: spent });
            };
            let mut next = url
                .join(to)
                .map_err(|error| format!("it leads to {to:?}, which is no address ({error})"))?;
            next.set_fragment(None);
            url = next;
        }
        Err(format!("it leads on more than {} times", self.options.redirects))
    }

    fn ask(
        &self,
        url: &Url,
        memory: Option<&Memory>,
        most: usize,
        until: Instant,
        wanted: &impl Fn(&Answer) -> Result<bool, String>,
    ) -> Result<(Vec<u8>, Answer, SocketAddr), String> {
        let known = memory.and_then(|memory| memory.get(url.as_str()));
        let conditions = known.map_or_else(Vec::new, |known| {
            vec![("If-None-Match", &*known.etag), ("If-Modified-Since", &*known.modified)]
        });
        let request = http::request(url, &self.agent, &conditions);
        let (mut stream, peer) = self.net.connect(url, until)?;
        let answer = http::exchange(&mut stream, &request, most, wanted)?;
        Ok((request, answer, peer))
    }

    /// Waits until a host may be asked again.
    fn pause(&mut self, url: &Url, delay: Option<u64>) {
        let host = url.host_str().unwrap_or_default().to_owned();
        let asked = Duration::from_secs(delay.unwrap_or(0).min(LONGEST_PAUSE));
        let pause = self.options.pause.max(asked);
        if let Some(last) = self.last.get(&host) {
            thread::sleep(pause.saturating_sub(last.elapsed()));
        }
        self.last.insert(host, Instant::now());
    }

    /// Whether the site lets an address be fetched; how long it asks to wait.
    fn rules(&mut self, url: &Url) -> Result<Option<u64>, String> {
        let site = url.origin().ascii_serialization();
        if !self.sites.contains_key(&site) {
            let rules = self.ask_rules(url);
            self.sites.insert(site.clone(), rules);
        }
        let rules = match &self.sites[&site] {
            Ok(rules) => rules,
            Err(why) => return Err(why.clone()),
        };
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        if rules.allows(&format!("{}{query}", url.path())) {
            Ok(rules.delay)
        } else {
            Err("the site asks robots not to fetch it (robots.txt)".to_owned())
        }
    }

    fn ask_rules(&mut self, url: &Url) -> Result<Robots, String> {
        let at = url.join("/robots.txt").map_err(|error| error.to_string())?;
        let wanted = |answer: &Answer| Ok((200..300).contains(&answer.status));
        let got = self.walk(&at, None, robots::MOST, wanted);
        match got {
            Ok(got) if (200..300).contains(&got.answer.status) => {
                let text = got.answer.unpacked(robots::MOST);
                Ok(Robots::read(&String::from_utf8_lossy(&text), "recoupe"))
            }
            // No rules, or none for us.
            Ok(got) if (400..500).contains(&got.answer.status) && got.answer.status != 429 => {
                Ok(Robots::default())
            }
            Ok(_) => Ok(Robots::closed()),
            Err(why) => Err(why),
        }
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Whether content of a kind may be a page or a feed.
fn is_text(kind: &str) -> bool {
    kind.is_empty()
        || ["html", "xml", "json", "rss"].iter().any(|part| kind.contains(part))
        || kind == "text/plain"
}

fn told_to_wait(answer: &Answer) -> String {
    let after = answer.header("retry-after").filter(|after| http::is_line(after));
    let after = after.map(|after| format!(" ({after})")).unwrap_or_default();
    format!("the server answers {}: it asks to be left alone for now{after}", answer.status)
}
