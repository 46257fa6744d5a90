//! What a journalist reads at a glance in a terminal.

mod disputes;
mod facts;
mod rest;
mod sources;

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
    /// Whether names of articles are links (OSC 8).
    pub links: bool,
    /// One part alone, in full; all of them, the longest cut, when `None`.
    pub only: Option<Section>,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { language: "fr".into(), width: 80, color: false, links: false, only: None }
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
    let paper = Paper::new(options.width, options.color, options.links);
    let mut sheet = Sheet { view: &view, paper, only: options.only };
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
            Section::Origins => self.origins(story),
            Section::Articles => self.articles(story),
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
        if self.only != Some(Section::Origins) {
            self.origins_in_a_line(story);
        }
    }

    /// Articles that no other article tells of: a line each.
    fn alone(&mut self, stories: &[&'a Story]) {
        if stories.is_empty() || self.only.is_some_and(|part| part != Section::Articles) {
            return;
        }
        let count = self.view.words.count("text.alone", stories.len());
        self.paper.rule(&count);
        for story in stories.iter().take(self.limit()) {
            let mut line = vec![plain(clean(&story.title)), soft("—")];
            let id = story.articles.first();
            line.extend(id.map(|id| self.linked(id, &self.view.label_dated(id))));
            self.paper.paragraph("• ", "  ", &line);
        }
        self.cut(Section::Articles, stories.len());
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
    fn cut(&mut self, part: Section, count: usize) {
        let rest = count.saturating_sub(self.limit());
        self.more(part, rest);
    }

    /// « … et 7 autres (--only single) ».
    fn more(&mut self, part: Section, rest: usize) {
        if rest > 0 {
            let more =
                self.view.words.count_with("text.more_lines", rest, &[("part", part.name())]);
            self.paper.paragraph("  ", "  ", &[soft(more)]);
        }
    }
}

/// Entries of a list in the whole report.
const SHOWN: usize = 12;

#[cfg(test)]
mod tests;
