//! A part of a dossier: what some articles tell.

use std::collections::BTreeSet;
use std::fmt;

use crate::wire::v1::{Article, Dossier, Story};

/// What to keep of a dossier. Nothing chosen keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Events that an article published on this day or later tells, ISO 8601. An article without
    /// a date of publication counts by the last day on which it may have been published.
    pub since: Option<String>,
    /// Events that one of these articles tells: by id, outlet, file name or address.
    pub articles: Vec<String>,
}

/// Why nothing can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionError {
    /// No article is called so; the articles that there are.
    NoArticle(String, Vec<String>),
}

impl fmt::Display for SelectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NoArticle(asked, known) = self;
        let shown = known.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
        let more = if known.len() > 12 { ", …" } else { "" };
        write!(
            f,
            "no article is called « {asked} »; --article takes an id, an outlet, a file name or an address: {shown}{more}"
        )
    }
}

impl std::error::Error for SelectionError {}

impl Selection {
    /// Whether everything is kept.
    pub fn is_all(&self) -> bool {
        self.since.is_none() && self.articles.is_empty()
    }

    /// The dossier with the events that the chosen articles tell: whole events, with what other
    /// articles say of them, since a version is nothing without its rivals.
    ///
    /// # Errors
    /// When no article is called as was asked.
    pub fn of(&self, mut dossier: Dossier) -> Result<Dossier, SelectionError> {
        if self.is_all() {
            return Ok(dossier);
        }
        let mut chosen: BTreeSet<String> = BTreeSet::new();
        for asked in &self.articles {
            let named = dossier.articles.iter().filter(|it| is_called(it, asked));
            let named: Vec<String> = named.map(|it| it.id.clone()).collect();
            if named.is_empty() {
                let known = dossier.articles.iter().map(|it| it.id.clone()).collect();
                return Err(SelectionError::NoArticle(asked.clone(), known));
            }
            chosen.extend(named);
        }
        if self.articles.is_empty() {
            chosen.extend(dossier.articles.iter().map(|it| it.id.clone()));
        }
        if let Some(since) = &self.since {
            let late = |it: &&Article| last_day(it).is_some_and(|day| day >= since.as_str());
            let late: BTreeSet<&str> =
                dossier.articles.iter().filter(late).map(|it| it.id.as_str()).collect();
            chosen.retain(|id| late.contains(id.as_str()));
        }
        let telling: BTreeSet<&str> = dossier
            .claims
            .iter()
            .filter(|it| chosen.contains(&it.article))
            .map(|it| it.id.as_str())
            .collect();
        for story in &mut dossier.stories {
            story.events.retain(|it| it.claims.iter().any(|id| telling.contains(id.as_str())));
            narrow(story, &telling, &chosen);
        }
        let has_events = |it: &Story| !it.events.is_empty();
        dossier.stories.retain(has_events);
        dossier.notes.retain(|it| it.article.as_ref().is_none_or(|id| chosen.contains(id)));
        Ok(dossier)
    }
}

/// Leaves out what belongs to other events and other articles.
fn narrow(story: &mut Story, telling: &BTreeSet<&str>, chosen: &BTreeSet<String>) {
    let told = |claims: &[String]| claims.iter().any(|id| telling.contains(id.as_str()));
    let events: BTreeSet<String> = story.events.iter().map(|it| it.id.clone()).collect();
    story.timeline.retain(|it| events.contains(&it.event));
    story.missing.retain(|it| events.contains(&it.event) && chosen.contains(&it.article));
    story.commitments.retain(|it| told(&it.claims));
    // Exchanges name each other by their place in the list: all stay, or none.
    if !story.exchanges.iter().any(|it| told(&it.claims)) {
        story.exchanges.clear();
    }
}

fn is_called(it: &Article, asked: &str) -> bool {
    let file = it.path.rsplit(['/', '\\']).next().unwrap_or(&it.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let same = |name: &str| name.to_lowercase() == asked.to_lowercase();
    it.id == asked
        || it.path == asked
        || same(file)
        || same(stem)
        || it.outlet.as_deref().is_some_and(same)
        || it.url.as_deref() == Some(asked)
}

/// The last day on which an article may have been published; the last of all when unknown.
fn last_day(it: &Article) -> Option<&str> {
    let range = || it.published_inferred.as_ref().map(|it| it.to.as_deref().unwrap_or("9999"));
    it.published.as_deref().map(|it| it.get(..10).unwrap_or(it)).or_else(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn events(selection: &Selection) -> Vec<String> {
        let dossier = selection.of(Dossier::from(&fixture::dossier())).unwrap();
        assert!(crate::verify(&dossier).is_empty());
        dossier.stories.iter().flat_map(|it| &it.events).map(|it| it.id.clone()).collect()
    }

    #[test]
    fn nothing_chosen_keeps_everything() {
        assert_eq!(events(&Selection::default()).len(), 6);
    }

    #[test]
    fn an_article_is_chosen_by_any_of_its_names() {
        let of = |name: &str| events(&Selection { articles: vec![name.into()], since: None });
        let all = of("a2");
        assert!(all.contains(&"e1".to_owned()) && all.len() < 6, "{all:?}");
        assert_eq!(of("le phare"), all);
        assert_eq!(of("a2.html"), all);
    }

    #[test]
    fn since_keeps_what_later_articles_tell() {
        let since = |day: &str| events(&Selection { since: Some(day.into()), articles: vec![] });
        assert_eq!(since("2026-03-01").len(), 6);
        assert!(since("2026-03-06").len() < 6);
    }

    #[test]
    fn an_unknown_article_is_told_with_those_that_there_are() {
        let selection = Selection { articles: vec!["zz".into()], since: None };
        let error = selection.of(Dossier::from(&fixture::dossier())).unwrap_err();
        assert!(error.to_string().contains("« zz »") && error.to_string().contains("a1"));
    }
}
