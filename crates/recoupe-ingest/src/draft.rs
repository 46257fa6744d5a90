//! An article on its way to a document: what every reader fills in, and how it is finished.

use recoupe_model::{DateRange, Document, DocumentId, Timestamp};

use crate::tables::{Tables, fold};
use crate::words::Remark;
use crate::{
    Options, author, clean, content_id, credit, date, furniture, language, masthead, words,
};

/// What a reader of one format found.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) path: String,
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    /// As it was written in the metadata.
    pub(crate) published: Option<String>,
    /// When it was already there, as written: fetched, saved or changed on that day.
    pub(crate) there_on: Option<String>,
    /// As it was declared.
    pub(crate) language: Option<String>,
    /// The text, headline or not, one paragraph each.
    pub(crate) paragraphs: Vec<String>,
    /// Lines that the reader itself left out.
    pub(crate) left_out: Vec<String>,
    pub(crate) notes: Vec<Remark>,
}

impl Draft {
    pub(crate) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// The document, if there is any text.
    pub(crate) fn finish(
        mut self,
        tables: &Tables,
        options: &Options,
    ) -> (Option<Document>, Vec<Remark>) {
        self.clean();
        let mut credits = credit::find(&self, tables);
        furniture::leave_out(&mut self, tables);
        // The last lines are now those of the article.
        for name in credit::find(&self, tables) {
            if !credits.contains(&name) {
                credits.push(name);
            }
        }
        let seen = masthead::read(&mut self, tables);
        author::leave_out(&mut self, tables);
        let byline = self.byline.take();
        let outlet = self.outlet.as_deref();
        self.byline = byline.map(|byline| author::tidy(&byline, outlet, tables));
        if self.paragraphs.is_empty() {
            let says = words::no_article(&self.path);
            return (None, vec![says]);
        }
        self.headline();
        let text = self.text();
        let (language, odd) = language::tell(&text, self.language.as_deref(), tables, options);
        self.notes.extend(odd);
        let published = self.published(seen, language.code(), tables);
        let by = published.is_none().then(|| self.no_later(language.code(), tables)).flatten();
        if !self.left_out.is_empty() {
            self.notes.push(words::left_out(&self.left_out));
        }
        let id = self.identity(published.as_ref(), &text);
        let document = Document {
            id,
            path: self.path,
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline,
            published,
            published_inferred: by,
            language,
            text: text.into(),
            credits,
            copy_of: None,
        };
        (Some(document), self.notes)
    }

    fn clean(&mut self) {
        for field in [&mut self.url, &mut self.outlet, &mut self.title, &mut self.byline] {
            *field = clean::field(field.take());
        }
        self.published = clean::field(self.published.take());
        self.there_on = clean::field(self.there_on.take());
        let mut kept = 0;
        let of: usize = self.paragraphs.iter().map(String::len).sum();
        let mut paragraphs = Vec::with_capacity(self.paragraphs.len());
        for raw in std::mem::take(&mut self.paragraphs) {
            let room = clean::TEXT_LIMIT - kept;
            let end = clean::cut(&raw, room);
            let line = clean::line(&raw[..end]);
            kept += line.len() + 1;
            if !line.is_empty() {
                paragraphs.push(line);
            }
            if end < raw.len() || kept >= clean::TEXT_LIMIT {
                self.notes.push(words::cut_text(kept, of));
                break;
            }
        }
        self.paragraphs = paragraphs;
    }

    /// The headline goes first, once.
    fn headline(&mut self) {
        let Some(title) = &self.title else { return };
        let same = |line: &String| masthead::same_words(line, title);
        match self.paragraphs.iter().take(4).position(same) {
            Some(0) => {}
            Some(at) => {
                let line = self.paragraphs.remove(at);
                self.paragraphs.insert(0, line);
            }
            None => self.paragraphs.insert(0, title.clone()),
        }
    }

    fn text(&mut self) -> String {
        let mut text = self.paragraphs.join("\n");
        let end = clean::cut(&text, clean::TEXT_LIMIT);
        text.truncate(end);
        text
    }

    /// The stated day of publication: metadata, then what the page shows, then its address.
    fn published(
        &mut self,
        seen: Option<Timestamp>,
        language: &str,
        tables: &Tables,
    ) -> Option<Timestamp> {
        if let Some(given) = &self.published {
            let read = date::stated(given, language, &tables.dates);
            if read.is_none() {
                self.notes.push(words::bad_date(given));
            }
            if let Some(read) = read {
                return Some(read);
            }
        }
        let found = seen.or_else(|| self.url.as_deref().and_then(date::in_address));
        if found.is_none() && self.published.is_none() && self.there_on.is_none() {
            self.notes.push(words::undated());
        }
        found
    }

    /// The days on which an undated article may have been published: none after the one on which
    /// it was already there. That it was fetched then does not make it news of that day.
    fn no_later(&mut self, language: &str, tables: &Tables) -> Option<DateRange> {
        let there = self.there_on.as_deref()?;
        let Some(stamp) = date::stated(there, language, &tables.dates) else {
            self.notes.push(words::undated());
            return None;
        };
        self.notes.push(words::no_later(&stamp.iso));
        Some(DateRange { from: None, to: Some(stamp.date) })
    }

    fn identity(&self, published: Option<&Timestamp>, text: &str) -> DocumentId {
        match &self.id {
            Some(given) if !fold(given).is_empty() => DocumentId(given.trim().into()),
            _ => content_id(
                self.url.as_deref(),
                self.outlet.as_deref(),
                self.title.as_deref(),
                published.map(|stamp| stamp.iso.as_str()),
                text,
            ),
        }
    }
}
