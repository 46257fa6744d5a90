//! What a report leaves out of what the others tell.

use std::collections::BTreeMap;

use crate::quote;
use crate::sections::Sorted;
use crate::view::View;
use crate::wire::v1::{Event, Story};
use crate::words::clean;

/// What a reader asks of a happening: who is left out is mostly named in other words.
const ASKED: [&str; 3] = ["quantity", "place", "time"];
/// The longest title of an event here, in characters.
const TITLE: usize = 48;

impl View<'_> {
    /// What each article leaves out of the events that several origins tell, `limit` of them
    /// spelled out. What one source alone tells, others need not.
    pub(crate) fn gaps(&self, story: &Story, sorted: &Sorted<'_>, limit: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut missing: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for it in story.missing.iter().filter(|it| ASKED.contains(&&*it.role)) {
            missing.entry((&it.article, &it.event)).or_default().push(&it.role);
        }
        for article in &story.articles {
            let mut gaps: Vec<String> = Vec::new();
            for event in sorted.established.iter().filter(|it| it.frame != "other") {
                let roles = missing.get(&(article.as_str(), event.id.as_str()));
                let roles = roles.into_iter().flatten().map(|it| self.words.name("role", it));
                let roles: Vec<_> = roles.collect();
                if !roles.is_empty() {
                    gaps.push(format!("{} ({})", roles.join(", "), self.short_title(event)));
                }
            }
            if gaps.is_empty() {
                continue;
            }
            let more = gaps.len().saturating_sub(limit);
            gaps.truncate(limit);
            let mut line = gaps.join(self.words.t("quote.semicolon"));
            if more > 0 {
                line = format!("{line} {}", self.words.count("text.more", more));
            }
            let head = format!("{} {}", self.label(article), self.words.t("text.says_not"));
            lines.push(self.pair(&head, &line));
        }
        lines
    }

    /// The title without those concerned.
    fn short_title(&self, event: &Event) -> String {
        let title = clean(&event.title);
        let bare = title.strip_suffix(')').and_then(|it| it.rsplit_once(" (")).map(|(it, _)| it);
        quote::start(self, bare.unwrap_or(&title), TITLE)
    }
}
