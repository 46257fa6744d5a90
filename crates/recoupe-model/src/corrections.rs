//! What the user knows better than the program, replayed on each run.

use std::collections::BTreeMap;

use crate::{DocumentId, EntityId};

/// The corrections that bear on the documents of one run. Dates of publication are not here:
/// they are given to the documents before these are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Names or ids, several of one thing; the first found names it.
    pub same: Vec<Vec<String>>,
    /// Names that in some documents are of another thing.
    pub different: Vec<Different>,
    /// A document, and the one whose text it reprints.
    pub reprints: BTreeMap<DocumentId, DocumentId>,
    /// Documents that do not tell of one happening.
    pub parted: Vec<Parted>,
    /// Names of origins that are parties to the matter.
    pub interested: Vec<String>,
    /// Things that are two, by their ids: filled when `different` was applied.
    pub apart: Vec<(EntityId, EntityId)>,
}

/// A name that in some documents is of another thing than elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Different {
    /// The name or id.
    pub name: String,
    /// Where it is of another.
    pub documents: Vec<DocumentId>,
}

/// Two documents that do not tell of one happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The documents.
    pub documents: (DocumentId, DocumentId),
    /// The kind of happening; any when `None`.
    pub frame: Option<String>,
}

impl Corrections {
    /// Whether claims of a kind of happening in these two documents are of two happenings.
    pub fn parts(&self, frame: &str, a: &DocumentId, b: &DocumentId) -> bool {
        self.parted.iter().any(|it| {
            let (x, y) = (&it.documents.0, &it.documents.1);
            let are_these = (x == a && y == b) || (x == b && y == a);
            are_these && it.frame.as_deref().is_none_or(|only| only == frame)
        })
    }
}
