//! Where the readers of one input put what they find.

use recoupe_model::{Document, Lang, Note, Noted};

use crate::Options;
use crate::archive::Gauge;
use crate::draft::Draft;
use crate::tables::Tables;
use crate::words::Remark;

/// What is found in one input, however deep inside it. Articles are finished one by one, so that
/// an archive needs no more memory than its articles.
#[derive(Debug)]
pub(crate) struct Intake<'a> {
    pub(crate) tables: &'a Tables,
    options: &'a Options,
    documents: Vec<Document>,
    notes: Vec<Note>,
    remarks: Vec<Remark>,
    /// How much was unpacked of how little.
    pub(crate) gauge: Gauge,
}

/// What an archive says of a page, where the page itself says nothing.
#[derive(Debug, Default)]
pub(crate) struct Around {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    /// The subject of a mail, which is the headline whatever its page says.
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    /// When it was fetched or saved.
    pub(crate) there_on: Option<String>,
    /// The encoding that was declared with it.
    pub(crate) charset: Option<String>,
}

impl Around {
    /// Fills in what a draft lacks.
    pub(crate) fn complete(&self, draft: &mut Draft) {
        let fields = [
            (&mut draft.url, &self.url),
            (&mut draft.outlet, &self.outlet),
            (&mut draft.published, &self.published),
            (&mut draft.there_on, &self.there_on),
        ];
        for (slot, value) in fields {
            if slot.is_none() {
                slot.clone_from(value);
            }
        }
        if self.headline.is_some() {
            draft.title.clone_from(&self.headline);
        }
    }
}

impl<'a> Intake<'a> {
    pub(crate) fn new(tables: &'a Tables, options: &'a Options) -> Self {
        Self {
            tables,
            options,
            documents: Vec::new(),
            notes: Vec::new(),
            remarks: Vec::new(),
            gauge: Gauge::default(),
        }
    }

    /// Finishes an article; what is to be noted of it is told in its own language.
    pub(crate) fn article(&mut self, draft: Draft) {
        let (document, remarks) = draft.finish(self.tables, self.options);
        let own = document.as_ref().map(|document: &Document| &document.language);
        let english = Lang::new("en");
        let language = self.options.report.as_ref().or(own).unwrap_or(&english);
        let about = document.as_ref().map(|document| document.id.clone());
        let tell = |remark: &Remark| Note { document: about.clone(), ..remark.note(language) };
        self.notes.extend(remarks.iter().map(tell));
        self.documents.extend(document);
    }

    /// Notes something about the input, not about one article.
    pub(crate) fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// The remarks about the input.
    pub(crate) fn remarks(&mut self) -> &mut Vec<Remark> {
        &mut self.remarks
    }

    /// How many articles and remarks there are so far.
    pub(crate) fn found(&self) -> usize {
        self.documents.len() + self.remarks.len()
    }

    /// Everything found, the notes about the input last.
    pub(crate) fn done(mut self) -> Noted<Vec<Document>> {
        let english = Lang::new("en");
        let language = self.options.report.as_ref().unwrap_or(&english);
        self.notes.extend(self.remarks.iter().map(|remark| remark.note(language)));
        Noted { value: self.documents, notes: self.notes }
    }
}
