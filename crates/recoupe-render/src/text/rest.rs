//! Commitments, exchanges, what changed, what is left out, what was not understood.

use std::collections::BTreeMap;

use super::Sheet;
use crate::paper::{plain, soft, strong};
use crate::quote;
use crate::sections::{Section, Sorted, bargains};
use crate::wire::v1::{Note, Story};
use crate::words::clean;

/// Notes of one kind, and gaps of one article, that are spelled out.
const SPELLED: usize = 3;

/// Articles whose gaps are told.
const GAPS: usize = 6;

impl<'a> Sheet<'_, 'a> {
    pub(super) fn updated(&mut self, sorted: &Sorted<'a>) {
        if sorted.updated.is_empty() {
            return;
        }
        let view = self.view;
        self.title(Section::Updated, sorted.updated.len());
        for case in sorted.updated.iter().take(self.limit()) {
            let role = view.words.name("role", &case.finding.role);
            let title = view.pair(&clean(&case.event.title), role);
            let id = format!("[{}/{}]", case.event.id, case.finding.role);
            self.paper.paragraph("• ", "  ", &[strong(title), soft(id)]);
            for position in &case.finding.values {
                let value = view.position(&case.finding.role, position);
                let teller = view.spokesman(&position.claims);
                let mut line = vec![plain(value)];
                if let Some(claim) = teller {
                    let label = format!("{},", view.label_dated(&claim.article));
                    line.push(soft("—"));
                    line.push(self.linked(&claim.article, &label));
                    line.push(soft(view.source(claim)));
                }
                self.paper.paragraph("  → ", "    ", &line);
            }
        }
        self.cut(Section::Updated, sorted.updated.len());
    }

    pub(super) fn commitments(&mut self, story: &Story) {
        if story.commitments.is_empty() {
            return;
        }
        let view = self.view;
        self.title(Section::Commitments, story.commitments.len());
        for it in story.commitments.iter().take(self.limit()) {
            let tellers = soft(format!("— {}", view.tellers(&it.claims)));
            self.paper.paragraph("• ", "  ", &[plain(view.pledge(it)), tellers]);
        }
        self.cut(Section::Commitments, story.commitments.len());
    }

    pub(super) fn exchanges(&mut self, story: &Story) {
        if story.exchanges.is_empty() {
            return;
        }
        let view = self.view;
        let bargains = bargains(story);
        self.title(Section::Exchanges, bargains.len());
        for (it, given) in bargains.iter().take(self.limit()) {
            let tellers = soft(format!("— {}", view.tellers(&it.claims)));
            self.paper.paragraph("• ", "  ", &[plain(view.exchange(it)), tellers]);
            for other in given {
                let tellers = soft(format!("— {}", view.tellers(&other.claims)));
                let line = format!("{} {}", view.words.t("text.against"), view.exchange(other));
                self.paper.paragraph("    ", "      ", &[plain(line), tellers]);
            }
        }
        self.cut(Section::Exchanges, bargains.len());
    }

    /// Only for events that several origins tell: what one source alone tells, others need not.
    pub(super) fn missing(&mut self, story: &Story, sorted: &Sorted<'a>) {
        let view = self.view;
        let limit = if self.only.is_some() { usize::MAX } else { SPELLED };
        let lines = view.gaps(story, sorted, limit);
        if lines.is_empty() {
            return;
        }
        self.title(Section::Missing, 0);
        let shown = if self.only.is_some() { usize::MAX } else { GAPS };
        let rest = lines.len().saturating_sub(shown);
        for line in lines.into_iter().take(shown) {
            self.paper.paragraph("• ", "  ", &[plain(line)]);
        }
        self.more(Section::Missing, rest);
    }

    pub(super) fn notes(&mut self) {
        let notes = &self.view.dossier.notes;
        if notes.is_empty() {
            return;
        }
        self.title(Section::Notes, notes.len());
        let mut kinds: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
        for note in notes {
            kinds.entry(&note.kind).or_default().push(note);
        }
        for (kind, all) in kinds {
            self.notes_of(kind, &all);
        }
    }

    fn notes_of(&mut self, kind: &str, all: &[&Note]) {
        let view = self.view;
        let head = format!("{} ({})", view.words.plural("note", kind), all.len());
        let limit = if self.only.is_some() { usize::MAX } else { SPELLED };
        self.paper.paragraph("• ", "  ", &[plain(head)]);
        for note in all.iter().take(limit) {
            let says = clean(&note.says);
            let words = quote::of_note(view, note);
            let article = note.article.as_deref().map(|id| view.label(id));
            let parts = [article, Some(says), words.map(|it| view.words.quoted(&it))];
            let line: Vec<_> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
            self.paper.paragraph("    ", "      ", &[soft(line.join(view.words.t("quote.colon")))]);
        }
        let more = all.len().saturating_sub(limit);
        if more > 0 {
            self.paper.paragraph("    ", "      ", &[soft(view.words.count("text.more", more))]);
        }
    }
}
