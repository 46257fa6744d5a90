//! An article, and what is known of its publication.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

/// One article as one outlet published it at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Derived from the content, or given by the input.
    pub id: DocumentId,
    /// Where it was read, as the user named it.
    pub path: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Who publishes.
    pub outlet: Option<String>,
    /// The headline. It is also the first line of `text` when the input has one.
    pub title: Option<String>,
    /// Who signs.
    pub byline: Option<String>,
    /// When it was published, if the article says so. Never guessed.
    pub published: Option<Timestamp>,
    /// When it must have been published by what it tells, if it does not say so.
    pub published_inferred: Option<DateRange>,
    /// The language of the text.
    pub language: Lang,
    /// The main text, one paragraph a line, headline first. It never changes: every span
    /// of the document points in here.
    pub text: Arc<str>,
    /// The agency or outlet that the article itself credits (« avec AFP », "(Reuters)").
    pub credits: Vec<String>,
    /// The earliest article whose text this one reprints.
    pub copy_of: Option<DocumentId>,
}

impl Document {
    /// The day that « hier » is counted from, if known.
    pub fn anchor(&self) -> Option<Date> {
        self.published.as_ref().map(|stamp| stamp.date)
    }

    /// The order of publication; undated ones last.
    pub fn order(&self) -> impl Ord + use<'_> {
        let date = self.anchor();
        let instant = self.published.as_ref().and_then(|stamp| stamp.instant);
        (date.is_none(), date, instant, &self.id)
    }
}

/// A moment of publication: the local date, and the whole stamp as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// The date at the place of publication.
    pub date: Date,
    /// ISO 8601, with time and zone where they were given.
    pub iso: String,
    /// Seconds since 1970 in UTC when time and zone are known; orders articles of a day.
    pub instant: Option<i64>,
}

/// An inclusive range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateRange {
    /// First day; open when `None`.
    pub from: Option<Date>,
    /// Last day; open when `None`.
    pub to: Option<Date>,
}

/// The identity of a document within a dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub Arc<str>);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A language by its ISO 639-1 code, `und` when it is none that was recognised.
///
/// Not an enumeration: a folder in `data/lang` makes a language exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// A language from its code.
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    /// Not recognised.
    pub fn unknown() -> Self {
        Self::new("und")
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
