//! `corrections.toml`: what a user knows better, written once and replayed on each run.

use std::collections::BTreeSet;

use recoupe_engine::lang::Report;
use recoupe_model::{
    Corrections, Date, Different, Document, DocumentId, Note, NoteKind, Parted, Timestamp,
};
use serde::Deserialize;

/// The file that is looked for in a folder of articles.
pub const FILE: &str = "corrections.toml";

/// The file as it is written. Articles are named by path, name of the file, address, id, or by
/// their outlet where it has but one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    #[serde(default)]
    same: Vec<Same>,
    #[serde(default)]
    different: Vec<Other>,
    #[serde(default)]
    reprint: Vec<Reprint>,
    #[serde(default)]
    apart: Vec<Apart>,
    #[serde(default)]
    published: Vec<Published>,
    #[serde(default)]
    interested: Vec<Interested>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    names: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    name: String,
    articles: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reprint {
    article: String,
    of: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    articles: [String; 2],
    #[serde(rename = "type")]
    frame: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    article: String,
    date: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Interested {
    origin: String,
}

/// Corrections that bear on the articles at hand, and what to tell the reader of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// For the cross-check.
    pub corrections: Corrections,
    remarks: Vec<Remark>,
}

/// A sentence of the report, before its language is known.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Remark {
    document: Option<DocumentId>,
    key: &'static str,
    hole: (&'static str, String),
}

/// Reads the file.
///
/// # Errors
/// What is not as it should be, with line and column, and what may stand there.
pub fn parse(text: &str) -> Result<Written, String> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let hint = "write [[same]] names, [[different]] name and articles, [[reprint]] article \
                    and of, [[apart]] articles and type, [[published]] article and date, \
                    [[interested]] origin";
        format!("{error}{hint}")
    })?;
    for it in &written.published {
        if it.date.parse::<Date>().is_err() {
            return Err(format!("« {} » is no date: write it as 2031-07-02", it.date));
        }
    }
    Ok(written)
}

impl Written {
    /// These corrections and those, in this order.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.same.extend(other.same);
        self.different.extend(other.different);
        self.reprint.extend(other.reprint);
        self.apart.extend(other.apart);
        self.published.extend(other.published);
        self.interested.extend(other.interested);
        self
    }

    /// Finds the articles that are meant and dates those whose date is told. To be done before
    /// the articles are read: « hier » is counted from that date.
    pub fn resolve(&self, documents: &mut [Document]) -> Resolved {
        let mut resolved = Resolved::default();
        for it in &self.published {
            let Some(id) = resolved.find(documents, &it.article) else { continue };
            let (Ok(date), Some(document)) =
                (it.date.parse::<Date>(), documents.iter_mut().find(|it| it.id == id))
            else {
                continue;
            };
            document.published = Some(Timestamp { date, iso: it.date.clone(), instant: None });
            resolved.remark(Some(id), "correction_published", ("date", it.date.clone()));
        }
        for it in &self.reprint {
            let pair = resolved.find(documents, &it.article).zip(resolved.find(documents, &it.of));
            let Some((copy, original)) = pair.filter(|(a, b)| a != b) else { continue };
            resolved.remark(Some(copy.clone()), "correction_reprint", ("other", it.of.clone()));
            resolved.corrections.reprints.insert(copy, original);
        }
        for it in &self.apart {
            let [a, b] = &it.articles;
            let pair = resolved.find(documents, a).zip(resolved.find(documents, b));
            let Some(pair) = pair else { continue };
            resolved.remark(Some(pair.0.clone()), "correction_apart", ("other", b.clone()));
            let parted = Parted { documents: pair, frame: it.frame.clone() };
            resolved.corrections.parted.push(parted);
        }
        for it in &self.different {
            let found = it.articles.iter().filter_map(|name| resolved.find(documents, name));
            let documents: Vec<DocumentId> = found.collect();
            let different = Different { name: it.name.clone(), documents };
            resolved.corrections.different.push(different);
        }
        for it in &self.interested {
            resolved.remark(None, "correction_interested", ("names", it.origin.clone()));
            resolved.corrections.interested.push(it.origin.clone());
        }
        resolved.corrections.same = self.same.iter().map(|it| it.names.clone()).collect();
        resolved
    }
}

impl Resolved {
    /// The article of a name; a remark when there is none, or more than one.
    fn find(&mut self, documents: &[Document], name: &str) -> Option<DocumentId> {
        let by_name = documents.iter().filter(|it| is_called(it, name));
        let by_outlet = documents.iter().filter(|it| it.outlet.as_deref() == Some(name));
        let exact: BTreeSet<&DocumentId> = by_name.map(|it| &it.id).collect();
        let of_outlet: BTreeSet<&DocumentId> = by_outlet.map(|it| &it.id).collect();
        let found = if exact.is_empty() { of_outlet } else { exact };
        if found.len() != 1 {
            self.remark(None, "correction_no_article", ("names", name.to_owned()));
        }
        found.first().filter(|_| found.len() == 1).map(|id| (*id).clone())
    }

    fn remark(
        &mut self,
        document: Option<DocumentId>,
        key: &'static str,
        hole: (&'static str, String),
    ) {
        self.remarks.push(Remark { document, key, hole });
    }

    /// What was corrected, for the reader.
    pub fn notes(&self, words: &Report) -> Vec<Note> {
        let note = |it: &Remark| Note {
            document: it.document.clone(),
            kind: NoteKind::Correction,
            span: None,
            says: words.say(it.key, &[(it.hole.0, it.hole.1.as_str())]),
        };
        self.remarks.iter().map(note).collect()
    }
}

/// Whether an article goes by this name.
fn is_called(document: &Document, name: &str) -> bool {
    let file = document.path.rsplit(['/', '\\']).next().unwrap_or(&document.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let url = document.url.as_deref();
    [&*document.id.0, &document.path, file, stem].contains(&name) || url == Some(name)
}
