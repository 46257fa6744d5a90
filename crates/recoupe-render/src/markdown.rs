//! The report as Markdown, to paste into notes, a document or a ticket: what is said above, the
//! words that carry it in footnotes.

use recoupe_model as model;

use crate::iri::http;
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
    let mut page = Page { view: &view, out: String::new(), notes: Vec::new() };
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
    page.footnotes();
    page.out
}

struct Page<'v, 'a> {
    view: &'v View<'a>,
    out: String,
    /// Quotes, to be written at the end. Their numbers are never used twice in one file.
    notes: Vec<String>,
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
                self.cite(&position.claims, &case.finding.role);
                self.out.push('\n');
            }
            self.out.push('\n');
        }
    }

    /// The mark of a footnote with the words of the claim that speaks best, an article once.
    fn cite(&mut self, claims: &[String], role: &str) {
        let view = self.view;
        let Some(claim) = view.spokesman(claims) else { return };
        let said = quote::short(view, claim, role);
        let label = escape(&view.label_dated(&claim.article));
        let url = view.article(&claim.article).and_then(|it| it.url.as_deref()).and_then(http);
        // A bracket would end the address.
        let address = url.map(|it| it.replace('(', "%28").replace(')', "%29"));
        let label = address.map_or(label.clone(), |it| format!("[{label}]({it})"));
        let rest = view.pair(&view.on_whose_word(claim), &view.words.quoted(&said));
        let note = format!("{label}, {}", escape(&rest));
        let known = self.notes.iter().position(|it| *it == note);
        let n = known.unwrap_or(self.notes.len());
        if known.is_none() {
            self.notes.push(note);
        }
        put!(self.out, "[^{}]", n + 1);
    }

    fn footnotes(&mut self) {
        for (n, note) in self.notes.iter().enumerate() {
            put!(self.out, "\n[^{}]: {note}\n", n + 1);
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
            self.cite(&event.claims, "");
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
    let mut before = ' ';
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // Pairs of these are marks to programs that keep notes.
            '=' | '%' | ':' if before == c => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
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
        assert!(out.contains("- **Santiago** (Le Phare)[^2]\n"), "{out}");
        assert!(out.contains("\n[^2]: Le Phare, 5 mars 2026, de sa propre voix : « "), "{out}");
        assert!(out.contains("]: [Le Fjord, 4 mars 2026](https://fjord.example/traite), "));
    }

    #[test]
    fn no_mark_of_an_article_is_markup() {
        let mut dossier = Dossier::from(&fixture::dossier());
        dossier.stories[0].title = fixture::HOSTILE.into();
        dossier.stories[0].events[0].title = "![x](javascript:alert(1)) *gras*".into();
        let out = from_wire(&dossier, "fr");
        assert!(!out.contains("<img") && !out.contains("</script>"));
        assert!(!out.contains("![x](") && out.contains("\\*gras\\*"));
        let out = from_wire(&crate::hostile::dossier(), "fr");
        assert!(!out.contains("<img") && !out.contains('\u{1b}') && !out.contains(" `<"));
    }

    #[test]
    fn every_mark_of_a_footnote_has_its_footnote() {
        let out = markdown(&fixture::dossier(), "fr");
        let notes = out.lines().filter(|it| it.starts_with("[^")).count();
        assert!(notes > 4);
        for n in 1..=notes {
            assert!(
                out.contains(&format!("[^{n}]: ")) && out.contains(&format!("[^{n}]\n"))
                    || out.contains(&format!("[^{n}]  \n")),
                "{n}"
            );
        }
    }
}
