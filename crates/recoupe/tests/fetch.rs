//! `recoupe fetch` against a server on this machine that the test itself starts.

#![cfg(feature = "fetch")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests of a program write and read files; what fails in one is told by its panic"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

const PAGE: &str = "<html lang='fr'><head><meta property='article:published_time' content='2031-03-04'></head><body><h1>Le traité est signé</h1><p>La Norvège et la Finlande ont signé mardi à Oslo un traité de défense, a annoncé le ministère.</p></body></html>";

/// A feed of two articles of the same server.
fn feed(port: u16) -> String {
    let item = |path: &str| {
        format!("<item><title>T</title><link>http://127.0.0.1:{port}{path}</link></item>")
    };
    let items = item("/traite") + &item("/ferme/x");
    format!("<rss version='2.0'><channel><title>Le Fil</title>{items}</channel></rss>")
}

/// Starts a server; it ends with the test.
fn server() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let mut head = String::new();
            let mut reader = BufReader::new(&stream);
            while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
            let feed = feed(port);
            let (status, kind, body) = match head.split(' ').nth(1) {
                Some("/robots.txt") => ("200 OK", "text/plain", "User-agent: *\nDisallow: /ferme"),
                _ if head.contains("If-None-Match") => ("304 Not Modified", "text/html", ""),
                Some("/fil") => ("200 OK", "application/rss+xml", &*feed),
                _ => ("200 OK", "text/html", PAGE),
            };
            let length = body.len();
            let _ = write!(
                &stream,
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: \"1\"\r\nContent-Length: {length}\r\n\r\n{body}"
            );
        }
    });
    port
}

fn recoupe(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recoupe")).args(args).output().unwrap()
}

#[test]
fn a_feed_is_fetched_and_its_archive_is_checked() {
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("fil.warc.gz").display().to_string();
    let url = format!("http://127.0.0.1:{}/fil", server());
    let fetch = || recoupe(&["fetch", &url, "-o", &archive, "--pause", "0", "--allow-private"]);
    let first = fetch();
    let told = String::from_utf8_lossy(&first.stderr).into_owned();
    // One of the two articles is not for robots: it is told, and the status says so.
    assert_eq!(first.status.code(), Some(1), "{told}");
    for words in ["a feed of 2 articles", "/traite: ", "/ferme/x: not fetched", "robots.txt"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let claims = recoupe(&["claims", &archive]);
    let found = String::from_utf8_lossy(&claims.stdout).into_owned();
    assert!(found.contains("a annoncé le ministère") || found.contains("ont signé"), "{found}");
    let again = fetch();
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert_eq!(again.status.code(), Some(0), "{told}");
    assert!(told.contains("/fil: as it was"), "{told}");
}

#[test]
fn this_machine_is_not_fetched_from_unless_that_is_meant() {
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("a.warc.gz").display().to_string();
    let url = format!("http://127.0.0.1:{}/traite", server());
    let done = recoupe(&["fetch", &url, "-o", &archive]);
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains("--allow-private"), "{told}");
}
