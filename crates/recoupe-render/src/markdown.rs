//! The report as Markdown, to paste into a document or a ticket.

use recoupe_model as model;

use crate::quote;
use crate::sections::{Case, Section, Sorted, bargains};
use crate::view::View;
use crate::wire::v1::{Dossier, Event, Exchange, Story};
use crate::words::{Words, clean};

/// The report on a dossier. `language` is that of the report: `fr`, else English.
pub fn markdown(dossier: &model::Dossier, language: &str) -> String {
    from_wire(&Dossier::from(dossier), language)
}

/// As [`markdown`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, language: &str) -> String {
    let words = Words::of(language);
    let view = View::new(dossier, &words);
    let mut page = Page { view: &view, out: String::new() };
    if dossier.articles.is_empty() {
        page.line(words.t("text.nothing"));
    }
    for story in &dossier.stories {
        page.story(story);
    }
    if !dossier.notes.is_empty() {
        page.heading(Section::Notes);
        for note in &dossier.notes {
            let article = note.article.as_deref().map(|id| view.label(id));
            let says: Vec<_> = article.into_iter().chain([clean(&note.says)]).collect();
            page.item(&says.join(words.t("quote.colon")));
        }
    }
    page.out
}

struct Page<'v, 'a> {
    view: &'v View<'a>,
    out: String,
}

impl<'a> Page<'_, 'a> {
    fn line(&mut self, words: &str) {
        self.out += &escape(words);
        self.out += "\n\n";
    }

    fn heading(&mut self, part: Section) {
        self.out += "\n## ";
        self.out += &escape(self.view.words.name("section", part.name()));
        self.out += "\n\n";
    }

    fn item(&mut self, words: &str) {
        self.out += "- ";
        self.out += &escape(words);
        self.out.push('\n');
    }

    fn story(&mut self, story: &'a Story) {
        let view = self.view;
        let sorted = Sorted::new(view, story);
        self.out += "# ";
        self.line(&clean(&story.title));
        let labels: Vec<_> = story.articles.iter().map(|id| view.label_dated(id)).collect();
        self.line(&view.pair(view.words.t("section.articles"), &labels.join(" · ")));
        self.disputes(&sorted);
        self.events(Section::Established, &sorted.established, &sorted);
        self.updated(&sorted);
        let parts = [
            (Section::Hedged, &sorted.hedged),
            (Section::Prospects, &sorted.prospects),
            (Section::Denied, &sorted.denied),
            (Section::Single, &sorted.single),
        ];
        for (part, events) in parts {
            self.events(part, events, &sorted);
        }
        if !sorted.others.is_empty() {
            self.out.push('\n');
            self.line(&view.words.count("text.others", sorted.others.len()));
        }
        let pledges: Vec<_> = story.commitments.iter().map(|it| view.pledge(it)).collect();
        self.list(Section::Commitments, &pledges);
        let against = |other: &&Exchange| {
            format!(" — {} {}", view.words.t("text.against"), view.exchange(other))
        };
        let exchanges: Vec<_> = bargains(story)
            .into_iter()
            .map(|(it, given)| view.exchange(it) + &given.iter().map(against).collect::<String>())
            .collect();
        self.list(Section::Exchanges, &exchanges);
        self.list(Section::Missing, &view.gaps(story, &sorted, usize::MAX));
    }

    fn list(&mut self, part: Section, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.heading(part);
        for line in lines {
            self.item(line);
        }
    }

    fn disputes(&mut self, sorted: &Sorted<'a>) {
        let view = self.view;
        if sorted.disputes.is_empty() {
            self.line(view.words.t("text.no_dispute"));
            return;
        }
        self.heading(Section::Disputes);
        for (n, case) in sorted.disputes.iter().enumerate() {
            let role = view.words.name("role", &case.finding.role);
            let title = view.pair(&clean(&case.event.title), role);
            let why = escape(&clean(&case.finding.why));
            put!(self.out, "**{}. {}** — {why}\n\n", n + 1, escape(&title));
            for position in &case.finding.values {
                let value = view.position(&case.finding.role, position);
                let origins = view.list(&position.origins);
                put!(self.out, "- **{}** ({})", escape(&value), escape(&origins));
                if let Some(claim) = view.spokesman(&position.claims) {
                    let said = view.words.quoted(&quote::short(view, claim, &case.finding.role));
                    self.out += "\n  > ";
                    self.out += &escape(&view.pair(&view.speaks(claim), &said));
                }
                self.out.push('\n');
            }
            self.out.push('\n');
        }
    }

    fn updated(&mut self, sorted: &Sorted<'a>) {
        let view = self.view;
        let steps = |case: &Case<'a>| {
            let role = &case.finding.role;
            let values = case.finding.values.iter().map(|it| view.position(role, it));
            let title = view.pair(&clean(&case.event.title), view.words.name("role", role));
            view.pair(&title, &values.collect::<Vec<_>>().join(" → "))
        };
        let lines: Vec<_> = sorted.updated.iter().map(steps).collect();
        self.list(Section::Updated, &lines);
    }

    fn events(&mut self, part: Section, events: &[&'a Event], sorted: &Sorted<'a>) {
        if events.is_empty() {
            return;
        }
        self.heading(part);
        for event in events {
            let mood = self.view.event_mood(event).map(|it| format!(", {it}")).unwrap_or_default();
            let who = if event.status == "single_origin" {
                self.view.tellers(&event.claims)
            } else {
                self.view.origin_words(event)
            };
            put!(
                self.out,
                "- **{}**{} — {}",
                escape(&clean(&event.title)),
                escape(&mood),
                escape(&who)
            );
            let facts = self.view.facts(sorted, event);
            if !facts.is_empty() {
                put!(self.out, "  \n  {}", escape(&facts));
            }
            self.out.push('\n');
        }
    }
}

/// Words of articles with every mark of Markdown and HTML made plain.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn disputes_come_first_with_quotes() {
        let out = markdown(&fixture::dossier(), "fr").replace('\u{a0}', " ");
        assert!(out.starts_with("# Le traité de Bergen"));
        assert!(out.find("## Désaccords").unwrap() < out.find("## Établi").unwrap());
        assert!(
            out.contains("Bilan de la tempête : combien : douze morts → « 18 people »"),
            "{out}"
        );
        assert!(out.contains("- **Santiago** (Le Phare)\n  > Le Phare, 5 mars 2026"), "{out}");
    }

    #[test]
    fn no_mark_of_an_article_is_markup() {
        let mut dossier = Dossier::from(&fixture::dossier());
        dossier.stories[0].title = fixture::HOSTILE.into();
        dossier.stories[0].events[0].title = "![x](javascript:alert(1)) *gras*".into();
        let out = from_wire(&dossier, "fr");
        assert!(!out.contains("<img") && !out.contains("</script>"));
        assert!(!out.contains("![x](") && out.contains("\\*gras\\*"));
    }
}
