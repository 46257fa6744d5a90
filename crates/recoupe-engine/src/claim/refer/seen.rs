//! What has been named so far, with what a pronoun must agree with.

use recoupe_model::{Class, Entity, Relation};

use crate::claim::context::Context;

/// Something named or described earlier in the document.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts, each asked by name")]
pub(super) struct Seen {
    /// What it is.
    pub(super) entity: Entity,
    /// The sentence.
    pub(super) tree: usize,
    /// The head.
    pub(super) token: usize,
    /// `Masc`, `Fem`; unknown when `None`.
    pub(super) gender: Option<&'static str>,
    /// Whether it is several.
    pub(super) plural: bool,
    /// Whether it is the subject of its clause.
    pub(super) subject: bool,
    /// Whether it is the object of its clause.
    pub(super) object: bool,
    /// Whether something is given or said to it.
    pub(super) dative: bool,
    /// Whether it is a name rather than a description.
    pub(super) named: bool,
}

impl Seen {
    /// Notes an entity where it stands.
    pub(super) fn new(ctx: &Context<'_>, tree: usize, at: usize, entity: &Entity) -> Self {
        let view = &ctx.trees[tree];
        let token = view.token(at);
        let determiner = view.first(at, Relation::Det).map(|d| view.token(d));
        let gender = |name: &str| {
            token.feats.has("Gender", name)
                || (token.feats.get("Gender").is_none()
                    && determiner.is_some_and(|d| d.feats.has("Gender", name)))
        };
        let coordinated = view.first(at, Relation::Conj).is_some();
        Self {
            entity: entity.clone(),
            tree,
            token: at,
            gender: ["Masc", "Fem"].into_iter().find(|name| gender(name)),
            plural: token.feats.has("Number", "Plur") && !is_single(entity) || coordinated,
            subject: token.deprel.base == Relation::Nsubj,
            object: token.deprel.base == Relation::Obj,
            dative: matches!(view.case(at).as_str(), "à" | "to"),
            named: ctx.name_over(token.span).is_some(),
        }
    }
}

fn is_single(entity: &Entity) -> bool {
    entity.class == Class::Person
}
