//! How the claims of one story hang together, before anything is weighed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{Claim, ClaimId, DateRange, Document, DocumentId, EntityId, Origin, Role, Value};

/// What is found by holding the documents of a story side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// A reprint, and the document whose text it reprints.
    pub copies: BTreeMap<DocumentId, DocumentId>,
    /// When undated documents must have been published, by what they tell.
    pub published: BTreeMap<DocumentId, DateRange>,
    /// The times of claims whose year was reasoned out, in place of those that were read.
    pub dated: BTreeMap<ClaimId, Vec<Value>>,
    /// The places of claims of which the words beside them tell more, in place of those read.
    pub placed: BTreeMap<ClaimId, Vec<Value>>,
    /// The roles of clauses of no known kind that are of a happening of a known one, in place of those read.
    pub recast: BTreeMap<ClaimId, BTreeMap<Role, Vec<Value>>>,
    /// Claims that are of one happening, in the order of their first words.
    pub happenings: Vec<Happening>,
    /// Where the information entered.
    pub origins: Vec<Mouth>,
    /// The independent origins of each claim, as indices into `origins`, in order.
    pub origins_of: BTreeMap<ClaimId, Vec<usize>>,
    /// Places that a text of the story puts inside one another: the inner, the outer.
    pub inside: Vec<(EntityId, EntityId)>,
    /// Things that the user tells apart.
    pub apart: Vec<(EntityId, EntityId)>,
}

/// Claims of one happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The frame.
    pub frame: Arc<str>,
    /// The act of which it is a stage: happenings with one number are of one instrument.
    pub act: Option<usize>,
    /// Its claims, in the order of documents and words.
    pub claims: Vec<ClaimId>,
    /// Roles that would tell its claims apart, though all the rest says that they are of one.
    pub contested: BTreeSet<Role>,
    /// Whether no article that brings it as news brings another of its kind.
    pub is_sole: bool,
}

/// An origin, with the country that it speaks for or comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Mouth {
    /// What the reader is shown.
    pub origin: Origin,
    /// Its country, if known.
    pub of: Option<EntityId>,
    /// Whether somebody was named as the source; `false` for an outlet's own voice.
    pub cited: bool,
}

impl Relations {
    /// Gives a document what was found out about it; nothing to one of another story.
    pub fn complete_document(&self, document: &mut Document) {
        if let Some(original) = self.copies.get(&document.id) {
            document.copy_of = Some(original.clone());
        }
        if let (None, Some(&range)) = (&document.published, self.published.get(&document.id)) {
            document.published_inferred = Some(range);
        }
    }

    /// Gives a claim the roles that it has in its happening, where these are others than it was read with.
    pub fn recast_claim(&self, claim: &mut Claim) {
        if let Some(roles) = self.recast.get(&claim.id) {
            claim.roles.clone_from(roles);
        }
    }

    /// Gives a claim the times and places that were reasoned out.
    pub fn complete_claim(&self, claim: &mut Claim) {
        if let Some(places) = self.placed.get(&claim.id) {
            claim.roles.insert(Role::Place, places.clone());
        }
        if let Some(times) = self.dated.get(&claim.id) {
            claim.roles.insert(Role::Time, times.clone());
        }
    }
}
