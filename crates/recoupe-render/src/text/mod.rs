//! What a journalist reads at a glance in a terminal.

mod disputes;
mod facts;

mod rest;

use recoupe_model as model;

use crate::paper::{Paper, plain, soft, strong};
use crate::sections::{Section, Sorted};
use crate::view::View;
use crate::wire::v1::{Dossier, Story};
use crate::words::{Words, clean};

/// How to write the report.
#[derive(Clone, Debug)]
pub struct TextOptions {
    /// The language of the report: `fr`, else English.
    pub language: String,
    /// Columns.
    pub width: usize,
    /// Whether to use the styles of a terminal.
    pub color: bool,
    /// One part alone, in full; all of them, the longest cut, when `None`.
    pub only: Option<Section>,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { language: "fr".into(), width: 80, color: false, only: None }
    }
}

/// The report on a dossier.
pub fn text(dossier: &model::Dossier, options: &TextOptions) -> String {
    from_wire(&Dossier::from(dossier), options)
}

/// The report on a dossier that was read back.
pub fn from_wire(dossier: &Dossier, options: &TextOptions) -> String {
    let words = Words::of(&options.language);
    let view = View::new(dossier, &words);
    let mut sheet =
        Sheet { view: &view, paper: Paper::new(options.width, options.color), only: options.only };
    if dossier.articles.is_empty() {
        sheet.line(words.t("text.nothing"));
    } else if dossier.stories.is_empty() {
        sheet.line(words.t("text.no_story"));
    }
    let (told, alone) = view.shared_and_alone();
    for story in told {
        sheet.story(story);
    }
    sheet.alone(&alone);
    if sheet.shows(Section::Notes) {
        sheet.notes();
    }
    sheet.paper.finish()
}

/// The report while it is written.
struct Sheet<'v, 'a> {
    view: &'v View<'a>,
    paper: Paper,
    only: Option<Section>,
}

impl<'a> Sheet<'_, 'a> {
    fn story(&mut self, story: &'a Story) {
        let sorted = Sorted::new(self.view, story);
        self.head(story, &sorted);
        for part in Section::ALL.into_iter().filter(|it| *it != Section::Notes) {
            if self.shows(part) {
                self.part(part, story, &sorted);
            }
        }
    }

    fn part(&mut self, part: Section, story: &'a Story, sorted: &Sorted<'a>) {
        match part {
            Section::Disputes if story.events.is_empty() => {
                self.paper.blank();
                self.line(self.view.words.t("text.no_event"));
            }
            Section::Disputes => self.disputes(sorted),
            Section::Established => self.established(sorted),
            Section::Updated => self.updated(sorted),
            Section::Hedged => self.events(part, &sorted.hedged, sorted),
            Section::Prospects => self.events(part, &sorted.prospects, sorted),
            Section::Denied => self.events(part, &sorted.denied, sorted),
            Section::Single => self.single(sorted),
            Section::Commitments => self.commitments(story),
            Section::Exchanges => self.exchanges(story),
            Section::Missing => self.missing(story, sorted),
            Section::Notes => {}
        }
    }

    fn head(&mut self, story: &Story, sorted: &Sorted<'_>) {
        let words = self.view.words;
        self.paper.blank();
        self.paper.paragraph("", "", &[strong(clean(&story.title))]);
        let mut counts = vec![words.count("text.articles", story.articles.len())];
        let outlets = self.view.outlets(story);
        if outlets > 0 {
            counts.push(words.count("text.outlets", outlets));
        }
        if !story.origins.is_empty() {
            counts.push(words.count("text.origins_at_most", story.origins.len()));
        }
        self.paper.paragraph("", "", &[plain(counts.join(" · "))]);
        let found = [
            ("text.disputes", sorted.disputes.len()),
            ("text.established", sorted.established.len()),
        ];
        let found = found.into_iter().filter(|(_, count)| *count > 0);
        let found: Vec<_> = found.map(|(key, count)| words.count(key, count)).collect();
        self.paper.paragraph("", "", &[strong(found.join(" · "))]);
        if story.origins.is_empty() {
            return;
        }
        let origin = |it: &crate::wire::v1::Origin| {
            let kind = words.name("origin", &it.kind);
            let aside = if it.interested { words.t("origin.interested") } else { "" };
            let aside: Vec<_> = [kind, aside].into_iter().filter(|it| !it.is_empty()).collect();
            format!("{} ({})", clean(&it.name), aside.join(", "))
        };
        let limit = self.limit().min(ORIGINS);
        let names: Vec<_> = story.origins.iter().take(limit).map(origin).collect();
        let mut line = self.view.pair(words.t("section.origins"), &names.join(", "));
        let rest = story.origins.len().saturating_sub(limit);
        if rest > 0 {
            line = format!("{line} {}", words.count("text.more", rest));
        }
        self.paper.paragraph("", "  ", &[soft(line)]);
    }

    /// Articles that no other article tells of: a line each.
    fn alone(&mut self, stories: &[&'a Story]) {
        if stories.is_empty() || self.only.is_some() {
            return;
        }
        let count = self.view.words.count("text.alone", stories.len());
        self.paper.rule(&count);
        for story in stories.iter().take(SHOWN) {
            let label = story.articles.first().map(|id| self.view.label_dated(id));
            let line = format!("— {}", label.unwrap_or_default());
            self.paper.paragraph("• ", "  ", &[plain(clean(&story.title)), soft(line)]);
        }
        self.cut(stories.len());
    }

    /// The title of a part, with how many it holds.
    fn title(&mut self, part: Section, count: usize) {
        let title = self.view.words.name("section", part.name());
        let title = if count > 0 { format!("{title} ({count})") } else { title.to_owned() };
        self.paper.rule(&title);
    }

    fn line(&mut self, words: &str) {
        self.paper.paragraph("", "  ", &[plain(words)]);
    }

    fn shows(&self, part: Section) -> bool {
        self.only.is_none_or(|only| only == part)
    }

    /// How many of a long list to show: all of it when the part was asked for alone.
    fn limit(&self) -> usize {
        if self.only.is_some() { usize::MAX } else { SHOWN }
    }

    /// The last line of a list that was cut: « … et 7 autres ».
    fn cut(&mut self, count: usize) {
        let rest = count.saturating_sub(self.limit());
        if rest > 0 {
            let more = self.view.words.count("text.more_lines", rest);
            self.paper.paragraph("  ", "  ", &[soft(more)]);
        }
    }
}

/// Origins in the head of a story.
const ORIGINS: usize = 8;

/// Entries of a list in the whole report.
const SHOWN: usize = 12;

#[cfg(test)]
mod tests;
