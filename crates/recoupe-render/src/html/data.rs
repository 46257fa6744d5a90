//! What the script of the page needs: heads of articles, and where the words of each claim stand.
//! The texts stand in the page itself.

use std::collections::BTreeMap;

use serde::Serialize;

use super::escape::json_for_script;
use crate::view::View;
use crate::wire::v1::{Article, Claim};
use crate::words::clean;

#[derive(Serialize)]
struct Data<'a> {
    articles: BTreeMap<&'a str, ArticleData<'a>>,
    claims: BTreeMap<&'a str, ClaimData<'a>>,
    words: BTreeMap<&'static str, &'a str>,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    title: String,
    meta: String,
    language: &'a str,
    /// Its claims, in the order of the dossier.
    claims: Vec<&'a str>,
}

#[derive(Serialize)]
struct ClaimData<'a> {
    article: &'a str,
    /// What kind of happening, on whose word, how surely.
    says: String,
    marks: Vec<(usize, usize)>,
    values: BTreeMap<&'a str, Vec<(usize, usize)>>,
}

pub(super) fn json(view: &View<'_>) -> String {
    let words = view.words;
    let articles = view.dossier.articles.iter().map(|it| (it.id.as_str(), article(view, it)));
    let claims = view.dossier.claims.iter().map(|it| (it.id.as_str(), claim(view, it)));
    let words = [
        ("none", words.t("html.none_found")),
        ("found", words.t("html.found")),
        ("claim", words.t("html.claim")),
    ];
    json_for_script(&Data {
        articles: articles.collect(),
        claims: claims.collect(),
        words: words.into_iter().collect(),
    })
}

fn article<'a>(view: &View<'a>, it: &'a Article) -> ArticleData<'a> {
    ArticleData {
        title: it.title.as_deref().map_or_else(|| view.label(&it.id), clean),
        meta: view.label_dated(&it.id),
        language: &it.language,
        claims: view.claims_in(&it.id).iter().map(|it| it.id.as_str()).collect(),
    }
}

fn claim<'a>(view: &View<'a>, it: &'a Claim) -> ClaimData<'a> {
    let words = view.words;
    let frame = match it.frame.as_str() {
        "other" => None,
        frame => Some(words.name("frame", frame).to_owned()),
    };
    let mood = view.mood_words(it).unwrap_or_else(|| words.t("modality.asserted").to_owned());
    let says = [frame, Some(view.source(it)), Some(mood)];
    let says: Vec<_> = says.into_iter().flatten().collect();
    let value = |(role, all): (&'a String, &'a Vec<crate::wire::v1::Value>)| {
        let places = all.iter().filter_map(crate::wire::v1::Value::at).map(|it| (it.start, it.end));
        (role.as_str(), places.collect())
    };
    ClaimData {
        article: &it.article,
        says: says.join(" · "),
        marks: it.evidence.iter().map(|it| (it.start, it.end)).collect(),
        values: it.roles.iter().map(value).collect(),
    }
}
