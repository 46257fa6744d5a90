//! Search and filters: made here, wired by the script.

use super::escape::escape;
use super::page::{Page, STATES};
use crate::words::clean;

/// The bar above the parts.
pub(super) fn bar(page: &Page<'_, '_>) -> String {
    let words = page.view.words;
    let mut out = format!(
        "<form id=\"filters\" class=\"filters\" role=\"search\" aria-label=\"{}\">\n",
        escape(words.t("html.filters"))
    );
    put!(
        out,
        "<label class=\"find\"><span>{}</span><input type=\"search\" id=\"find\" autocomplete=\"off\"></label>\n",
        escape(words.t("html.search"))
    );
    let [articles, origins, actors] = page.choices();
    let numbered = |all: Vec<(usize, String)>| {
        all.into_iter().map(|(n, name)| (n.to_string(), name)).collect::<Vec<_>>()
    };
    let states = STATES.iter().map(|it| ((*it).to_owned(), words.name("state", it).to_owned()));
    out += &select("a", words.t("html.by_article"), words.t("html.all"), &numbered(articles));
    out += &select("o", words.t("html.by_origin"), words.t("html.all"), &numbered(origins));
    out += &select("p", words.t("html.by_actor"), words.t("html.all"), &numbered(actors));
    out += &select("s", words.t("html.by_state"), words.t("html.all"), &states.collect::<Vec<_>>());
    put!(out, "<button type=\"reset\">{}</button>\n", escape(words.t("html.reset")));
    out + "</form>\n<p id=\"found\" class=\"soft\" role=\"status\"></p>\n"
}

/// A choice among several, the first of which is any.
pub(super) fn select(id: &str, title: &str, any: &str, choices: &[(String, String)]) -> String {
    let mut out = format!(
        "<label><span>{}</span><select id=\"by-{id}\" data-by=\"{id}\"><option value=\"\">{}</option>",
        escape(title),
        escape(any)
    );
    for (value, name) in choices {
        put!(out, "<option value=\"{}\">{}</option>", escape(value), escape(&clean(name)));
    }
    out + "</select></label>\n"
}
