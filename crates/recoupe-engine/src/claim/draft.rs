//! A claim while it is being read: roles are filled, saying and stance are not yet known.

use std::collections::BTreeMap;
use std::sync::Arc;

use recoupe_model::{Attribution, Commitment, Modality, Polarity, Rank, Role, Span, Value};

/// One proposition of one sentence.
///
/// Who says it and how surely is asked of the tree afterwards, at `predicate`, unless the
/// draft already knows.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Index of the sentence.
    pub(crate) tree: usize,
    /// The token whose clause tells polarity, modality and attribution: the verb, also where a
    /// noun evoked the frame under it (« a mené une frappe »).
    pub(crate) predicate: usize,
    /// The token that evoked the frame.
    pub(crate) trigger: usize,
    /// The heads of the phrases that fill it.
    pub(crate) arguments: Vec<usize>,
    /// `treaty.ratify`.
    pub(crate) frame: Arc<str>,
    /// What is known of it.
    pub(crate) roles: BTreeMap<Role, Vec<Value>>,
    /// Lemma of the trigger.
    pub(crate) lemma: String,
    /// Where it was read.
    pub(crate) evidence: Vec<Span>,
    /// `treaty.ratify/ratifier:passive`.
    pub(crate) rule: Arc<str>,
    /// First, last, …
    pub(crate) rank: Option<Rank>,
    /// For `commit`.
    pub(crate) commitment: Option<Commitment>,
    /// Known already, whatever the tree says.
    pub(crate) polarity: Option<Polarity>,
    /// Known already, whatever the tree says.
    pub(crate) modality: Option<Modality>,
    /// How sure it is where the tree says nothing of it.
    pub(crate) softened: Option<Modality>,
    /// Known already, whatever the tree says.
    pub(crate) attribution: Option<Vec<Attribution>>,
    /// Whether it only follows from what its clause tells: then that is a claim of its own.
    pub(crate) implied: bool,
    /// Whether it is told besides what the clause tells: then that is a claim of its own too.
    pub(crate) besides: bool,
    /// Indices, in the document's list, of what this is given in exchange for.
    pub(crate) against: Vec<usize>,
}

impl Draft {
    /// A draft without roles.
    pub(crate) fn new(tree: usize, trigger: usize, frame: &str, lemma: &str) -> Self {
        Self {
            tree,
            predicate: trigger,
            trigger,
            arguments: Vec::new(),
            frame: frame.into(),
            roles: BTreeMap::new(),
            lemma: lemma.to_owned(),
            evidence: Vec::new(),
            rule: format!("{frame}/{lemma}").into(),
            rank: None,
            commitment: None,
            polarity: None,
            modality: None,
            softened: None,
            attribution: None,
            implied: false,
            besides: false,
            against: Vec::new(),
        }
    }

    /// Adds a value to a role, unless it is there with the same words.
    pub(crate) fn add(&mut self, role: Role, value: Value) {
        let values = self.roles.entry(role).or_default();
        let same = |other: &Value| match (other, &value) {
            (Value::Entity(a), Value::Entity(b)) => a.id == b.id,
            (a, b) => {
                a.span() == b.span() && std::mem::discriminant(a) == std::mem::discriminant(b)
            }
        };
        if !values.iter().any(same) {
            values.push(value);
        }
    }

    /// The values of a role.
    pub(crate) fn of(&self, role: Role) -> &[Value] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Whether a role is filled.
    pub(crate) fn has(&self, role: Role) -> bool {
        !self.of(role).is_empty()
    }
}
