//! One entry of a feed, whatever the feed is written in.

use crate::draft::Draft;
use crate::intake::Intake;
use crate::tables::Tables;
use crate::{clean, html, plain, words};

/// A description this long or with this many paragraphs is the article, not its summary.
const WHOLE: usize = 1500;

/// What an entry says, as it is written.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
    /// When it was last changed: no later than this it was published.
    pub(crate) updated: Option<String>,
    pub(crate) language: Option<String>,
    /// The whole article, in HTML or plain.
    pub(crate) content: Option<String>,
    /// What announces it.
    pub(crate) summary: Option<String>,
}

impl Entry {
    /// Gives the entry to the intake as an article, or a note that it has no text.
    pub(crate) fn into_article(self, path: &str, intake: &mut Intake<'_>) {
        let text = |given: Option<String>| given.filter(|text| !text.trim().is_empty());
        let (content, summary) = (text(self.content), text(self.summary));
        let announced = content.is_none();
        let Some(text) = content.or(summary) else {
            return intake.remark(words::no_feed_text(path));
        };
        let mut draft = if is_html(&text) {
            html::read(path, &text, intake.tables)
        } else {
            let mut draft = Draft::new(path);
            draft.paragraphs = plain::paragraphs(&html::decoded(&text, intake.tables));
            draft
        };
        let length: usize = draft.paragraphs.iter().map(String::len).sum();
        if announced && length < WHOLE {
            draft.notes.push(words::summary());
        }
        let words = |given: Option<String>| given.map(|given| words_of(&given, intake.tables));
        let fields = [
            (&mut draft.id, self.id),
            (&mut draft.url, self.url),
            (&mut draft.outlet, words(self.outlet)),
            (&mut draft.title, words(self.title)),
            (&mut draft.byline, words(self.byline)),
            (&mut draft.published, self.published),
            (&mut draft.language, self.language),
            (&mut draft.there_on, self.updated),
        ];
        for (slot, value) in fields {
            let value = value.filter(|value| !value.trim().is_empty());
            if value.is_some() {
                *slot = value;
            }
        }
        intake.article(draft);
    }
}

/// Whether a text is written in tags.
fn is_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/')
    })
}

/// The words of a title that may hold tags and named characters.
pub(super) fn words_of(given: &str, tables: &Tables) -> String {
    let given = clean::line(given);
    if is_html(&given) {
        clean::line(&html::words(&given, tables))
    } else {
        html::decoded(&given, tables)
    }
}
