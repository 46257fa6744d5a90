//! What a site asks robots not to fetch: RFC 9309.

/// The most of a file that is read, in bytes.
pub(crate) const MOST: usize = 512 << 10;

/// The rules of a site for this program.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Robots {
    /// Whether a path that begins so may be fetched; `*` stands for anything, `$` for the end.
    rules: Vec<(bool, String)>,
    /// Seconds between two requests, if the site asks for that.
    pub(crate) delay: Option<u64>,
}

impl Robots {
    /// A site that lets nothing be fetched: what must be assumed when it cannot be asked.
    pub(crate) fn closed() -> Self {
        Self { rules: vec![(false, "/".to_owned())], delay: None }
    }

    /// The rules for an agent, else those for all.
    pub(crate) fn read(text: &str, agent: &str) -> Self {
        let mut own = Self::default();
        let mut all = Self::default();
        let mut found = false;
        // Whom the lines that follow are for, and whether the last line named them.
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or("").trim();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !naming {
                        (for_us, for_all) = (false, false);
                    }
                    naming = true;
                    let name = value.split(['/', ' ']).next().unwrap_or("").to_ascii_lowercase();
                    for_all |= name == "*";
                    for_us |= name == agent;
                    found |= name == agent;
                }
                key @ ("allow" | "disallow") => {
                    naming = false;
                    if value.starts_with(['/', '*']) {
                        let rule = (key == "allow", value.to_owned());
                        if for_us {
                            own.rules.push(rule.clone());
                        }
                        if for_all {
                            all.rules.push(rule);
                        }
                    }
                }
                "crawl-delay" => {
                    naming = false;
                    let seconds = seconds(value);
                    if for_us {
                        own.delay = seconds;
                    }
                    if for_all {
                        all.delay = seconds;
                    }
                }
                _ => {}
            }
        }
        if found { own } else { all }
    }

    /// Whether a path with its query may be fetched: the longest rule decides, and of two of one
    /// length the one that allows.
    pub(crate) fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule, path));
        fitting.max_by_key(|(allow, rule)| (rule.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// Whole seconds, at least as many as are written.
fn seconds(written: &str) -> Option<u64> {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let whole: u64 = whole.parse().ok()?;
    let more = part.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    Some(whole.min(3600) + u64::from(more))
}

/// Whether a path begins with a rule. Linear in the path for every `*`.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, ends) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut parts = rule.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        if ends && at + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(found) = rest.find(part) else { return false };
        rest = &rest[found + part.len()..];
    }
    !ends || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\u{feff}# a site\nUser-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nCrawl-delay: 2.5\n\nUser-agent: other\nUser-agent: Recoupe/1.0\nDisallow: /search\n\nSitemap: /map.xml";

    #[test]
    fn the_longest_rule_decides() {
        let all = Robots::read(FILE, "nobody");
        assert_eq!(all.delay, Some(3));
        for (path, may) in [
            ("/", true),
            ("/private", false),
            ("/private/x", false),
            ("/private/open/x", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x", true),
            ("/search", true),
            ("/robots.txt", true),
        ] {
            assert_eq!(all.allows(path), may, "{path}");
        }
    }

    #[test]
    fn a_group_of_ones_own_replaces_that_of_all() {
        let own = Robots::read(FILE, "recoupe");
        assert!(own.allows("/private") && !own.allows("/search?q=x"));
        assert_eq!(own.delay, None);
        assert!(
            Robots::read("User-agent: recoupe\nDisallow:\n\nUser-agent: *\nDisallow: /", "recoupe")
                .allows("/x")
        );
        assert!(!Robots::closed().allows("/x"));
        assert!(Robots::read("Disallow: /", "recoupe").allows("/x"));
    }

    #[test]
    fn stars_and_ends() {
        assert!(fits("/a*b*c", "/a--b--c--"));
        assert!(!fits("/a*b$", "/a-b-"));
        assert!(fits("/a*$", "/a-b-"));
        assert!(fits("*", "/x"));
        let slow = format!("/{}", "*a".repeat(2000));
        assert!(!fits(&format!("{slow}b$"), &"/a".repeat(5000)));
    }
}
