//! What a page says of itself: JSON-LD first, then meta elements, then what it shows.

use super::jsonld::{self, Stated};
use super::prune::tokens;
use super::tree::Page;
use crate::tables::{Tables, fold};
use crate::{clean, credit, date, masthead};

/// The metadata of a page, as they are written.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    /// The headline, without the site's name.
    pub(crate) headline: Option<String>,
    /// The title of the window, with the site's name perhaps.
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    /// The whole text as stated for machines.
    pub(crate) body: Option<String>,
}

/// Reads the metadata.
pub(crate) fn read(page: &Page, tables: &Tables) -> Meta {
    let named = Named::of(page);
    let canonical = link(page, "canonical");
    let stated: Stated = jsonld::read(page, canonical.as_deref(), tables);
    let title =
        first(page, "title").map(|at| page.text(at)).filter(|title| !title.trim().is_empty());
    let language = page.nodes.iter().position(|node| node.tag == "html");
    let language = language.and_then(|at| page.attribute(at, "lang").map(str::to_owned));
    Meta {
        url: canonical
            .or_else(|| named.get(&["og:url", "twitter:url"]))
            .or(stated.url)
            .filter(|url| url.contains("://")),
        outlet: outlet(&named, stated.outlet),
        headline: stated.headline.or_else(|| {
            named.get(&[
                "og:title",
                "dc.title",
                "dcterms.title",
                "twitter:title",
                "headline",
                "title",
            ])
        }),
        title,
        byline: byline(page, &named, stated.author, tables),
        published: published(page, &named, stated.published, stated.created, tables),
        language: language
            .filter(|language| !language.is_empty())
            .or(stated.language)
            .or_else(|| named.get(&["og:locale", "content-language", "dc.language", "language"])),
        body: stated.body,
    }
}

/// The name of the site, else of who publishes; an address only where nothing else is said.
fn outlet(named: &Named, stated: Option<String>) -> Option<String> {
    let site = named.get(&["og:site_name"]);
    let others = named.get(&["dc.publisher", "dcterms.publisher", "publisher", "application-name"]);
    let all: Vec<String> = [site, stated, others].into_iter().flatten().collect();
    let name = all.iter().find(|name| !is_host(name) && !name.starts_with('@'));
    let address = || all.iter().find(|name| is_host(name) && !name.contains("//"));
    let name = name.or_else(address)?;
    Some(once(name.strip_prefix("www.").unwrap_or(name)).to_owned())
}

/// Whether a name is an address: `lecourrier.example`, `https://lecourrier.example/`.
fn is_host(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or("");
    let host = name.contains('.')
        && !name.contains(char::is_whitespace)
        && (2..=8).contains(&end.len())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c));
    host || name.starts_with("http") || name.starts_with("www.")
}

/// « Le Courrier - Le Courrier » once.
fn once(name: &str) -> &str {
    let twice = [" - ", " | ", " – "].iter().find_map(|dash| name.split_once(dash));
    twice.filter(|(one, two)| one.trim() == two.trim()).map_or(name, |(one, _)| one.trim())
}

/// The contents of meta elements by their lower-case names, in the order of the page.
struct Named(Vec<(String, String)>);

impl Named {
    fn of(page: &Page) -> Self {
        let metas = (1..page.nodes.len()).filter(|&at| page.nodes[at].tag == "meta");
        let named = metas.filter_map(|at| {
            let name =
                ["property", "name", "itemprop"].iter().find_map(|key| page.attribute(at, key))?;
            let content = page.attribute(at, "content").map(str::trim).filter(|c| !c.is_empty())?;
            Some((name.to_lowercase(), content.to_owned()))
        });
        Self(named.collect())
    }

    /// The first that is there, in the order of preference.
    fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            self.0.iter().find(|(key, _)| key == name).map(|(_, content)| content.clone())
        })
    }
}

fn first(page: &Page, tag: &str) -> Option<usize> {
    page.nodes.iter().position(|node| node.tag == tag)
}

fn link(page: &Page, rel: &str) -> Option<String> {
    let at = (1..page.nodes.len())
        .find(|&at| page.nodes[at].tag == "link" && page.attribute(at, "rel") == Some(rel))?;
    page.attribute(at, "href").map(str::to_owned)
}

/// A stated day of publication; never that of a change. What is no day gives way to what is;
/// where nothing is, the first that was given.
fn published(
    page: &Page,
    named: &Named,
    stated: Option<String>,
    created: Option<String>,
    tables: &Tables,
) -> Option<String> {
    const NAMES: &[&str] = &[
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "article:published",
        "og:published_time",
        "parsely-pub-date",
        "sailthru.date",
        "publication_date",
        "publish-date",
        "publishdate",
        "pubdate",
        "publish_date",
        "publication-date",
        "date_published",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date.created",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "cxenseparse:recs:publishtime",
        "article.published",
        "article_date_original",
        "citation_date",
    ];
    let time = |such: &dyn Fn(usize) -> bool| {
        let found =
            (1..page.nodes.len()).find(|&at| page.attribute(at, "datetime").is_some() && such(at));
        found.and_then(|at| page.attribute(at, "datetime").map(str::to_owned))
    };
    let property = |at: usize| {
        page.attribute(at, "itemprop")
            .is_some_and(|name| name.eq_ignore_ascii_case("datePublished"))
            || page.attribute(at, "pubdate").is_some()
    };
    let class = |at: usize, word: &str| {
        page.attribute(at, "class").is_some_and(|class| class.to_lowercase().contains(word))
    };
    let metas = NAMES.iter().filter_map(|name| named.get(&[name]));
    let shown: [&dyn Fn() -> Option<String>; 4] = [
        &|| time(&property),
        &|| time(&|at| class(at, "publi") && !class(at, "updat")),
        &|| time_near_headline(page),
        &|| in_scripts(page),
    ];
    let given = stated.into_iter().chain(metas).chain(created);
    let given = given.chain(shown.iter().filter_map(|of| of()));
    let mut first = None;
    for given in given.filter(|given| !date::is_placeholder(given)) {
        if date::is_stated(&given, &tables.dates) {
            return Some(given);
        }
        first.get_or_insert(given);
    }
    first
}

/// The day that the data of a page built by a script tell, if they tell one day only.
fn in_scripts(page: &Page) -> Option<String> {
    const KEYS: &[&str] = &[
        "\"datePublished\":\"",
        "\"publishedAt\":\"",
        "\"published_at\":\"",
        "\"firstPublishedAt\":\"",
        "\"firstPublished\":\"",
        "\"publicationDate\":\"",
        "\"publishDate\":\"",
        "\"publish_date\":\"",
        "\"first_publish_date\":\"",
    ];
    let scripts: Vec<&str> = (1..page.nodes.len())
        .filter(|&at| page.nodes[page.nodes[at].parent].tag == "script")
        .map(|at| page.nodes[at].text.as_str())
        .collect();
    KEYS.iter().find_map(|key| {
        let values = scripts.iter().flat_map(|script| {
            let found = script.match_indices(key).take(50);
            found.filter_map(|(at, _)| script[at + key.len()..].split('"').next())
        });
        let mut days: Vec<&str> = values.filter(|day| (8..=40).contains(&day.len())).collect();
        days.dedup();
        (days.len() == 1).then(|| days[0].to_owned())
    })
}

/// The only `<time>` between the headline and the first paragraphs, if it is not a change.
fn time_near_headline(page: &Page) -> Option<String> {
    let headline = first(page, "h1")?;
    let mut paragraphs = 0;
    for at in headline..page.nodes.len() {
        let node = &page.nodes[at];
        paragraphs += usize::from(node.tag == "p" && page.text(at).len() > 120);
        let footer = node.tag == "footer" && paragraphs > 0;
        if paragraphs > 1 || footer || node.tag == "aside" {
            return None;
        }
        let Some(datetime) = page.attribute(at, "datetime") else { continue };
        let around = fold(&page.text(node.parent));
        let class = page.attribute(at, "class").unwrap_or("").to_lowercase();
        let changed = ["updat", "modif"].iter().any(|word| class.contains(word))
            || ["mis à jour", "updated", "modifié", "maj "].iter().any(|word| {
                // « Publié …, mis à jour … » has the publication first.
                around.starts_with(word)
            });
        if !changed {
            return Some(datetime.to_owned());
        }
    }
    None
}

/// Who signs, without « Par » and without addresses.
fn byline(page: &Page, named: &Named, stated: Option<String>, tables: &Tables) -> Option<String> {
    let shown = || {
        (1..page.nodes.len()).take(20_000).find_map(|at| {
            let is = |name: &str, value: &str| {
                page.attribute(at, name)
                    .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == value))
            };
            let signs = is("rel", "author")
                || is("itemprop", "author")
                || is("class", "byline")
                || is("class", "author")
                || is("class", "auteur");
            if !signs || page.inside(at).len() > 50 {
                return None;
            }
            let text = clean::line(&page.text(at));
            (2..=100).contains(&text.len()).then_some(text)
        })
    };
    let by = |name: String| {
        let name = clean::line(&name);
        let mut words = name.split(' ');
        let cue = words.next().is_some_and(|word| tables.dates.by.contains(&fold(word)));
        let name = if cue { words.collect::<Vec<_>>().join(" ") } else { name.clone() };
        (!name.is_empty() && name.len() <= 160 && !name.contains("://") && !name.contains('@'))
            .then_some(name)
    };
    stated
        .and_then(by)
        .or_else(|| {
            named
                .get(&[
                    "author",
                    "article:author",
                    "og:article:author",
                    "dc.creator",
                    "dcterms.creator",
                    "parsely-author",
                    "byl",
                ])
                .and_then(by)
        })
        .or_else(|| shown().and_then(by))
        .or_else(|| submitted(page, tables))
}

/// The names after « par » in an element that is named for such things.
fn submitted(page: &Page, tables: &Tables) -> Option<String> {
    const NAMES: &[&str] =
        &["submitted", "signature", "sign", "byline", "author", "auteur", "meta"];
    (1..page.nodes.len()).take(20_000).find_map(|at| {
        let class = page.attribute(at, "class")?;
        let tokens: Vec<String> = class.split_ascii_whitespace().flat_map(tokens).collect();
        let named =
            page.nodes[at].tag != "body" && tokens.iter().any(|it| NAMES.contains(&it.as_str()));
        // What is only about the page may be of any kind.
        let about = tokens.iter().all(|it| it == "meta" || !NAMES.contains(&it.as_str()));
        if !named || page.inside(at).len() > 50 {
            return None;
        }
        let text = clean::line(&page.spaced_text(at));
        let first = page.inside(at).map(|inner| page.nodes[inner].text.trim());
        // « Ada Roux, le 3 mars »
        let first = first.into_iter().find(|text| !text.is_empty()).unwrap_or("");
        let first = first.split(',').next().unwrap_or("").trim();
        let name = || {
            let words = (2..=60).contains(&first.len()) && first.contains(' ');
            let agency = words && !credit::named(first, tables).is_empty();
            let signs = !about && (agency || masthead::is_name(first, tables));
            signs.then(|| first.to_owned())
        };
        let signed = || masthead::signed_within(&text, tables).or_else(name);
        (text.len() <= 200).then(signed).flatten()
    })
}
