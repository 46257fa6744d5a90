//! Fetching from a server on this machine that the tests start themselves; no other address is
//! ever contacted.

#![allow(clippy::disallowed_methods, reason = "pauses are measured")]
#![allow(clippy::unwrap_used, reason = "a server of the tests that fails, fails the test")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use recoupe_fetch::{Memory, Net, Options, Outcome, fetch};

/// A request: its path and its head.
type Asked = (String, String);

/// Answers each request with what a function gives, one connection after the other.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    fn start(answer: impl Fn(&str, &str, &mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let log = Arc::clone(&asked);
        // Ends with the process; each connection is bounded in time.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
                let mut head = String::new();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
                let path = head.split(' ').nth(1).unwrap_or("").to_owned();
                log.lock().unwrap().push((path.clone(), head.clone()));
                answer(&path, &head, &mut stream);
            }
        });
        Self { port, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }
}

fn page(words: &str) -> String {
    let body = format!("<html><body><h1>T</h1><p>{words}</p></body></html>");
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn send(stream: &mut TcpStream, text: &str) {
    let _ = stream.write_all(text.as_bytes());
}

const NONE: &str = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

fn options() -> Options {
    Options { pause: Duration::ZERO, time: Duration::from_secs(5), ..Options::default() }
}

/// A feed is what begins so, an item a line.
fn announced(bytes: &[u8]) -> Option<Vec<String>> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let list = text.strip_prefix("FEED\n")?;
    Some(list.lines().map(str::to_owned).collect())
}

fn run(
    urls: &[String],
    net: &Net,
    options: &Options,
    memory: &mut Memory,
) -> (Vec<(String, Outcome)>, String) {
    let mut archive = Vec::new();
    let mut told = Vec::new();
    let mut tell = |url: &str, outcome: &Outcome| {
        let outcome = match outcome {
            Outcome::Failed(why) => Outcome::Failed(why.clone()),
            Outcome::Saved(bytes) => Outcome::Saved(*bytes),
            Outcome::Feed(items) => Outcome::Feed(*items),
            Outcome::Unchanged => Outcome::Unchanged,
        };
        told.push((url.to_owned(), outcome));
    };
    fetch(urls, net, options, memory, &mut archive, &announced, &mut tell).unwrap();
    let mut text = Vec::new();
    MultiGzDecoder::new(&archive[..]).read_to_end(&mut text).unwrap();
    (told, String::from_utf8_lossy(&text).into_owned())
}

fn one(url: String, net: &Net, options: &Options) -> (Outcome, String) {
    let (mut told, archive) = run(&[url], net, options, &mut Memory::default());
    assert_eq!(told.len(), 1, "{told:?}");
    (told.remove(0).1, archive)
}

fn why(outcome: &Outcome) -> &str {
    if let Outcome::Failed(why) = outcome { why } else { panic!("it was fetched: {outcome:?}") }
}

#[test]
fn a_page_is_kept_with_its_request() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        _ => send(stream, &page("Le pont a rouvert.")),
    });
    let mut options = options();
    options.contact = Some("mailto:desk@vale.example".to_owned());
    let (outcome, archive) = one(server.url("/a?b=c#d"), &Net::anywhere(), &options);
    assert!(matches!(outcome, Outcome::Saved(bytes) if bytes > 50));
    for words in [
        "WARC-Type: warcinfo",
        "WARC-Type: response",
        "WARC-Type: request",
        "WARC-Type: metadata",
        "Le pont a rouvert.",
        "WARC-IP-Address: 127.0.0.1",
        "GET /a?b=c HTTP/1.1\r\n",
        "+mailto:desk@vale.example",
        "WARC-Payload-Digest: sha256:",
    ] {
        assert!(archive.contains(words), "{words}\n{archive}");
    }
    assert_eq!(server.paths(), ["/robots.txt", "/a?b=c"]);
    // The length of every record is true.
    let mut rest = &*archive;
    let mut records = 0;
    while let Some((head, after)) = rest.split_once("\r\n\r\n") {
        assert!(head.starts_with("WARC/1.1\r\n"), "{head}");
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length.unwrap().parse().unwrap();
        rest = after[length..].strip_prefix("\r\n\r\n").unwrap();
        records += 1;
    }
    assert_eq!((records, rest), (4, ""));
}

#[test]
fn private_addresses_are_refused_however_they_are_written() {
    let server = Server::start(|_, _, stream| send(stream, &page("secret")));
    let port = server.port;
    for host in [
        "127.0.0.1",
        "localhost",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0.0.0.0",
        "169.254.169.254",
    ] {
        let (outcome, archive) = one(format!("http://{host}:{port}/"), &Net::public(), &options());
        assert!(why(&outcome).contains("public Internet"), "{host}: {outcome:?}");
        assert!(!archive.contains("secret"));
    }
    for (url, told) in [
        ("ftp://vale.example/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://me:pass@vale.example/", "password"),
        ("http://vale.example:25/", "port 25"),
        ("no address", "no address"),
    ] {
        let (outcome, _) = one(url.to_owned(), &Net::public(), &options());
        assert!(why(&outcome).contains(told), "{url}: {outcome:?}");
    }
    assert!(server.paths().is_empty());
}

/// A net in which only one port of this machine is public.
fn only(port: u16) -> Net {
    let here =
        move |_: &str, port| Ok(vec![SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)]);
    Net::new(Arc::new(here), Arc::new(move |address| address.port() == port))
}

#[test]
fn a_redirect_to_a_private_address_is_refused() {
    let inner = Server::start(|_, _, stream| send(stream, &page("secret")));
    let to = inner.url("/admin");
    let outer = Server::start(move |path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        _ => send(
            stream,
            &format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"),
        ),
    });
    let (outcome, archive) = one(outer.url("/a"), &only(outer.port), &options());
    assert!(why(&outcome).contains("public Internet"), "{outcome:?}");
    assert!(inner.paths().is_empty() && !archive.contains("secret"));
}

#[test]
fn a_name_that_changes_its_address_is_judged_where_it_is_connected_to() {
    let inner = Server::start(|_, _, stream| send(stream, &page("secret")));
    let outer = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        _ => send(stream, &page("open")),
    });
    let (open, closed) = (outer.port, inner.port);
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    // The first two answers are public, all later ones are not.
    let resolve = move |_: &str, _| {
        let port = if count.fetch_add(1, Ordering::SeqCst) < 2 { open } else { closed };
        Ok(vec![SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)])
    };
    let net = Net::new(Arc::new(resolve), Arc::new(move |address| address.port() == open));
    let urls = ["http://vale.example/a".to_owned(), "http://vale.example/b".to_owned()];
    let (told, archive) = run(&urls, &net, &options(), &mut Memory::default());
    assert!(matches!(told[0].1, Outcome::Saved(_)), "{told:?}");
    assert!(why(&told[1].1).contains("public Internet"), "{told:?}");
    assert!(inner.paths().is_empty() && archive.contains("open") && !archive.contains("secret"));
    // Once a connection: what was judged is what was connected to.
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[test]
fn one_private_address_among_public_ones_is_enough_to_refuse() {
    let server = Server::start(|_, _, stream| send(stream, &page("secret")));
    let port = server.port;
    let both = move |_: &str, _| {
        let of = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
        Ok(vec![of(port), of(1)])
    };
    let net = Net::new(Arc::new(both), Arc::new(move |address| address.port() == port));
    let (outcome, _) = one("http://vale.example/".to_owned(), &net, &options());
    assert!(why(&outcome).contains("public Internet"));
    assert!(server.paths().is_empty());
}

#[test]
fn robots_are_heeded() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: recoupe\nDisallow: /no\n",
        ),
        _ => send(stream, &page("open")),
    });
    let urls = [server.url("/no/a"), server.url("/yes")];
    let (told, _) = run(&urls, &Net::anywhere(), &options(), &mut Memory::default());
    assert!(why(&told[0].1).contains("robots.txt"));
    assert!(matches!(told[1].1, Outcome::Saved(_)));
    assert_eq!(server.paths(), ["/robots.txt", "/yes"]);
    let broken = Server::start(|_, _, stream| {
        send(stream, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
    });
    let (outcome, _) = one(broken.url("/a"), &Net::anywhere(), &options());
    assert!(why(&outcome).contains("robots.txt"));
}

#[test]
fn a_second_time_it_is_only_asked_whether_it_changed() {
    let server = Server::start(|path, head, stream| match path {
        "/robots.txt" => send(stream, NONE),
        _ if head.contains("If-None-Match: \"v1\"\r\n") => {
            send(stream, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
        }
        _ => send(stream, &page("open")),
    });
    let mut memory = Memory::default();
    let urls = [server.url("/a")];
    let (told, _) = run(&urls, &Net::anywhere(), &options(), &mut memory);
    assert!(matches!(told[0].1, Outcome::Saved(_)));
    let mut memory = Memory::read(&memory.text());
    let (told, archive) = run(&urls, &Net::anywhere(), &options(), &mut memory);
    assert_eq!(told[0].1, Outcome::Unchanged);
    assert!(
        archive.contains("WARC-Type: revisit") && archive.contains("WARC-Refers-To: <urn:uuid:")
    );
}

#[test]
fn a_feed_brings_its_articles_and_they_bring_no_others() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        "/feed" | "/2" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\nFEED\n/1\n/1\n/2\nmailto:x@y\n/3",
        ),
        _ => send(stream, &page("open")),
    });
    let mut options = options();
    options.items = 3;
    let (told, _) = run(&[server.url("/feed")], &Net::anywhere(), &options, &mut Memory::default());
    assert_eq!(told[0].1, Outcome::Feed(3));
    assert!(matches!(told[1].1, Outcome::Saved(_)));
    assert!(why(&told[2].1).contains("neither a page nor a feed"), "{told:?}");
    assert!(why(&told[3].1).contains("only http"), "{told:?}");
    assert_eq!(server.paths(), ["/robots.txt", "/feed", "/1", "/2"]);
}

#[test]
fn pauses_are_kept_between_requests_to_a_host() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        _ => send(stream, &page("open")),
    });
    let options = Options { pause: Duration::from_millis(150), ..options() };
    let begun = Instant::now();
    let urls = [server.url("/a"), server.url("/b")];
    run(&urls, &Net::anywhere(), &options, &mut Memory::default());
    assert!(begun.elapsed() >= Duration::from_millis(300));
}

#[test]
fn bodies_in_chunks_and_packed_ones_are_read() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        _ => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\n<p>ab\r\n4\r\ncdef\r\n0\r\n\r\n",
        ),
    });
    let (outcome, archive) = one(server.url("/a"), &Net::anywhere(), &options());
    assert_eq!(outcome, Outcome::Saved(9));
    assert!(archive.contains("\r\n\r\n<p>abcdef\r\n\r\n"));
    assert!(archive.contains("X-Crawler-Transfer-Encoding: chunked"));
}

#[test]
fn servers_that_misbehave_cost_little() {
    let server = Server::start(|path, _, stream| match path {
        "/robots.txt" => send(stream, NONE),
        "/large" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999\r\n\r\n",
        ),
        "/endless" => {
            send(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
        }
        "/chunk" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
        ),
        "/huge-chunk" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nx",
        ),
        "/short" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nabc",
        ),
        "/head" => {
            send(stream, "HTTP/1.1 200 OK\r\n");
            for _ in 0..20_000 {
                send(stream, "X: yyyyyyyyyyyyyyy\r\n");
            }
        }
        "/drip" => {
            for byte in b"HTTP/1.1 200 OK\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" {
                if stream.write_all(&[*byte]).is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(100));
            }
        }
        "/loop" => {
            send(stream, "HTTP/1.1 301 Moved\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n");
        }
        "/picture" => send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nabc",
        ),
        "/busy" => {
            send(stream, "HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
        }
        "/rubbish" => send(stream, "220 mail.example ESMTP\r\n"),
        "/silent" => {}
        _ => send(stream, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"),
    });
    let options = Options { bytes: 1 << 20, time: Duration::from_millis(700), ..options() };
    for (path, told) in [
        ("/large", "more than 1048576 bytes"),
        ("/endless", "more than 1048576 bytes"),
        ("/chunk", "more than 1048576 bytes"),
        ("/huge-chunk", "more than 1048576 bytes"),
        ("/short", "ended after 3 of 100"),
        ("/head", "answer"),
        ("/drip", "too long"),
        ("/loop", "more than 5 times"),
        ("/picture", "image/png"),
        ("/busy", "120"),
        ("/rubbish", "no HTTP"),
        ("/silent", "ended before"),
        ("/gone", "410"),
    ] {
        let begun = Instant::now();
        let (outcome, _) = one(server.url(path), &Net::anywhere(), &options);
        assert!(why(&outcome).contains(told), "{path}: {outcome:?}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{path}");
    }
}

#[test]
fn a_server_without_tls_is_no_https() {
    let server = Server::start(|_, _, stream| send(stream, &page("open")));
    let options = Options { time: Duration::from_millis(900), ..options() };
    let (outcome, _) = one(server.url("/").replace("http:", "https:"), &Net::anywhere(), &options);
    assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
}
