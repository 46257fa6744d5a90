//! Events in one or two lines each.

use super::Sheet;
use crate::paper::{plain, soft, strong};
use crate::sections::{Section, Sorted};
use crate::wire::v1::Event;
use crate::words::clean;

impl<'a> Sheet<'_, 'a> {
    pub(super) fn established(&mut self, sorted: &Sorted<'a>) {
        if sorted.established.is_empty() {
            return;
        }
        self.title(Section::Established, sorted.established.len());
        for event in sorted.established.iter().take(self.limit()) {
            self.event(event, sorted, &self.view.origin_words(event));
        }
        self.cut(Section::Established, sorted.established.len());
    }

    /// Events that rest on one origin: who tells them is named.
    pub(super) fn events(&mut self, part: Section, events: &[&'a Event], sorted: &Sorted<'a>) {
        if events.is_empty() {
            return;
        }
        self.title(part, events.len());
        for event in events.iter().take(self.limit()) {
            self.event(event, sorted, &self.word_of(event));
        }
        self.cut(part, events.len());
    }

    pub(super) fn single(&mut self, sorted: &Sorted<'a>) {
        self.events(Section::Single, &sorted.single, sorted);
        if sorted.others.is_empty() {
            return;
        }
        if sorted.single.is_empty() {
            self.title(Section::Single, sorted.others.len());
        }
        if self.only == Some(Section::Single) {
            for event in &sorted.others {
                self.event(event, sorted, &self.word_of(event));
            }
        } else {
            let count = self.view.words.count("text.others_hidden", sorted.others.len());
            self.paper.paragraph("  ", "  ", &[soft(count)]);
        }
    }

    fn event(&mut self, event: &'a Event, sorted: &Sorted<'a>, on_whose_word: &str) {
        let view = self.view;
        let mut head = vec![strong(clean(&event.title))];
        if let Some(mood) = view.event_mood(event) {
            head.push(plain(format!("— {mood}")));
        }
        head.push(plain(format!("— {on_whose_word}")));
        head.push(soft(format!("[{}]", event.id)));
        self.paper.paragraph("• ", "  ", &head);
        let facts = view.facts(sorted, event);
        if !facts.is_empty() {
            self.paper.paragraph("  ", "  ", &[plain(facts)]);
        }
    }

    /// The articles that tell an event, and on whose word.
    fn word_of(&self, event: &Event) -> String {
        let view = self.view;
        let tellers = view.tellers(&event.claims);
        let Some(claim) = view.spokesman(&event.claims) else { return tellers };
        if claim.attribution.is_empty() {
            return tellers;
        }
        format!("{tellers}, {}", view.source(claim))
    }
}
