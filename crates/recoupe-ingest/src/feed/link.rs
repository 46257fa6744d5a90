//! Links of a feed as whole addresses.

/// Whether an address is whole.
pub(super) fn is_whole(link: &str) -> bool {
    link.starts_with("http://") || link.starts_with("https://")
}

/// Whether a link may lead to a page of the same site: `/1`, `../a.html`, `?id=1`, but no `tag:…`
/// and no words.
pub(crate) fn is_relative(link: &str) -> bool {
    let first = link.split(['/', '?', '#']).next().unwrap_or("");
    !link.is_empty()
        && !link.starts_with('#')
        && !first.contains(':')
        && !link.contains(char::is_whitespace)
        && (link.contains(['/', '?']) || link.contains(".htm"))
}

/// A link as it is meant on the page at an address (RFC 3986, 5.2); `None` where the address is not
/// whole.
pub(crate) fn join(base: &str, link: &str) -> Option<String> {
    if is_whole(link) {
        return Some(link.to_owned());
    }
    if !is_whole(base) || !is_relative(link) {
        return None;
    }
    let (scheme, rest) = base.split_once("://")?;
    if let Some(host) = link.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or("");
    if link.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{link}"));
    }
    let (link, query) = link.find(['?', '#']).map_or((link, ""), |at| link.split_at(at));
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    let whole = if link.starts_with('/') { link.to_owned() } else { format!("{folder}{link}") };
    let mut parts: Vec<&str> = Vec::new();
    let last = whole.rsplit('/').next().unwrap_or("");
    for part in whole.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if matches!(last, "." | "..") {
        parts.push("");
    }
    Some(format!("{scheme}://{host}/{}{query}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_joined_as_browsers_do() {
        let base = "https://a.example/feeds/all.xml?x=1";
        let of = |link| join(base, link);
        assert_eq!(of("/2").as_deref(), Some("https://a.example/2"));
        assert_eq!(of("b.html").as_deref(), Some("https://a.example/feeds/b.html"));
        assert_eq!(of("../n/./3?p=a/../b").as_deref(), Some("https://a.example/n/3?p=a/../b"));
        assert_eq!(of("../../../4/").as_deref(), Some("https://a.example/4/"));
        assert_eq!(of("?id=5").as_deref(), Some("https://a.example/feeds/all.xml?id=5"));
        assert_eq!(of("//b.example/6").as_deref(), Some("https://b.example/6"));
        assert_eq!(of("http://c.example").as_deref(), Some("http://c.example"));
        for link in ["tag:a.example,2031:7", "un mot", "#haut", "", "javascript:x()", "1234"] {
            assert_eq!(of(link), None, "{link}");
        }
        assert_eq!(join("all.xml", "/2"), None);
        assert_eq!(
            join("https://a.example", "2.html").as_deref(),
            Some("https://a.example/2.html")
        );
    }
}
