//! Where the information entered, and what was read.

use super::Sheet;
use crate::iri::http;
use crate::paper::{Piece, plain, soft};
use crate::sections::Section;
use crate::wire::v1::{Origin, Story};
use crate::words::clean;

/// Origins in the head of a story.
const ORIGINS: usize = 8;

impl Sheet<'_, '_> {
    /// The first origins, under the counts of a story.
    pub(super) fn origins_in_a_line(&mut self, story: &Story) {
        if story.origins.is_empty() {
            return;
        }
        let names: Vec<_> = story.origins.iter().take(ORIGINS).map(|it| self.origin(it)).collect();
        let words = self.view.words;
        let mut line = self.view.pair(words.t("section.origins"), &names.join(", "));
        let rest = story.origins.len().saturating_sub(ORIGINS);
        if rest > 0 {
            line = format!("{line} {}", words.count("text.more", rest));
        }
        self.paper.paragraph("", "  ", &[soft(line)]);
    }

    /// « Uruguay (État, partie prenante) ».
    fn origin(&self, it: &Origin) -> String {
        let words = self.view.words;
        let kind = words.name("origin", &it.kind);
        let aside = if it.interested { words.t("origin.interested") } else { "" };
        let aside: Vec<_> = [kind, aside].into_iter().filter(|it| !it.is_empty()).collect();
        format!("{} ({})", clean(&it.name), aside.join(", "))
    }

    /// Every origin with the articles that carry its word, when they are asked for alone.
    pub(super) fn origins(&mut self, story: &Story) {
        if self.only != Some(Section::Origins) || story.origins.is_empty() {
            return;
        }
        self.title(Section::Origins, story.origins.len());
        for it in &story.origins {
            let labels: Vec<_> = it.articles.iter().map(|id| self.view.label(id)).collect();
            let line = [plain(self.origin(it)), soft(format!("— {}", labels.join(", ")))];
            self.paper.paragraph("• ", "  ", &line);
        }
        self.paper.blank();
        self.line(self.view.words.t("origin.upper_bound"));
    }

    /// What was read: who published it when, under which headline, with the id that `--article`
    /// takes.
    pub(super) fn articles(&mut self, story: &Story) {
        self.title(Section::Articles, story.articles.len());
        for id in story.articles.iter().take(self.limit()) {
            let Some(article) = self.view.article(id) else { continue };
            let mut line = vec![self.linked(id, &self.view.label_dated(id))];
            if let Some(title) = &article.title {
                line.push(plain(self.view.words.quoted(&clean(title))));
            }
            if let Some(original) = &article.copy_of {
                let label = self.view.label(original);
                line.push(soft(format!(
                    "({})",
                    self.view.words.with("text.copy_of", &[("x", &label)])
                )));
            }
            line.push(soft(format!("[{}]", clean(id))));
            self.paper.paragraph("• ", "  ", &line);
        }
        self.cut(Section::Articles, story.articles.len());
    }

    /// Words that open an article where the terminal can.
    pub(super) fn linked(&self, article: &str, words: &str) -> Piece {
        let url = self.view.article(article).and_then(|it| it.url.as_deref());
        soft(words).link(url.and_then(http))
    }
}
