//! A dossier in which every word of an article, and every id, tries to be markup, for tests.

use serde_json::Value as Json;

use crate::fixture;
use crate::wire::v1::{Dossier, parse_dossier, to_json};

/// What would break out of a careless page, sheet, graph or terminal.
pub(crate) const POISON: &str = "=1+1\"'`</script><img src=x onerror=alert(1)>]]>&amp;\\\n\r\t;,|\u{1b}[31m\u{202e}\u{0}\u{ffff}";

/// Keys whose words come from outside.
const OUTSIDE: [&str; 22] = [
    "id", "article", "articles", "claims", "event", "copy_of", "against", "of", "entity", "path",
    "url", "outlet", "title", "byline", "text", "name", "quote", "why", "says", "origins", "unit",
    "credits",
];

/// The dossier.
pub(crate) fn dossier() -> Dossier {
    let mut json = serde_json::from_str(&to_json(&Dossier::from(&fixture::dossier()))).unwrap();
    poison(&mut json, false);
    parse_dossier(&json.to_string()).unwrap()
}

fn poison(it: &mut Json, outside: bool) {
    match it {
        Json::String(words) if outside => {
            let (class, rest) = words.split_once(':').map_or(("", &**words), |(a, b)| (a, b));
            let colon = if class.is_empty() { "" } else { ":" };
            *words = format!("{class}{colon}{POISON}{rest}");
        }
        Json::Array(all) => all.iter_mut().for_each(|it| poison(it, outside)),
        Json::Object(all) => {
            for (key, it) in all.iter_mut() {
                poison(it, OUTSIDE.contains(&key.as_str()));
            }
        }
        _ => {}
    }
}
