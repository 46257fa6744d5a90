//! The walk from a predicate up through what holds it.

use recoupe_model::{Modality, Relation, Upos};

use super::super::attribution::{
    Denial, Saying, Shape, Stance, as_insert, beside, denied, form, inserted, is_passive,
    of_telling, over,
};
use super::super::context::Context;
use super::super::tree::Tree;
use super::link::{Link, is_perfect};
use super::{mood, negation, raises, row};

/// The state of a walk.
pub(super) struct Walk<'c, 'a> {
    pub(super) ctx: &'c Context<'a>,
    pub(super) tree: &'c Tree<'a>,
    pub(super) negative: bool,
    pub(super) modality: Modality,
    /// Whether a verb of saying was passed: what denies the speech does not deny the words.
    pub(super) told: bool,
    /// Whether the words name what is told only when it has happened: « la mort », "the arrest".
    done: bool,
}

impl<'c, 'a> Walk<'c, 'a> {
    fn new(ctx: &'c Context<'a>, tree: &'c Tree<'a>) -> Self {
        let (negative, modality) = (false, Modality::Asserted);
        Self { ctx, tree, negative, modality, told: false, done: false }
    }

    pub(super) fn up(ctx: &'c Context<'a>, tree: &'c Tree<'a>, at: usize) -> (bool, Modality) {
        let mut walk = Self::new(ctx, tree);
        walk.negative = negation::own(ctx, tree, at);
        walk.modality = mood::own(ctx, tree, at);
        walk.done = walk.is_done(at);
        for saying in beside(ctx, tree, at) {
            walk.held(saying);
        }
        let mut node = at;
        for _ in 0..=tree.len() {
            if let Some(saying) = inserted(ctx, tree, node) {
                walk.held(saying);
            }
            if as_insert(ctx, tree, node).is_some() {
                break;
            }
            if let Some(denial) = denied(ctx, tree, node) {
                node = walk.turn(denial);
                continue;
            }
            if let Some(saying) = over(ctx, tree, node) {
                walk.held(saying);
                walk.told = true;
                node = saying.verb;
                if let Some(denial) = of_telling(ctx, tree, node) {
                    node = walk.turn(denial);
                    continue;
                }
                walk.soften(mood::own(ctx, tree, node));
                continue;
            }
            let Some(head) = tree.head(node) else {
                walk.question(node);
                break;
            };
            match walk.link(node, head) {
                Link::Inherits => {
                    let denied = !walk.told && negation::own(ctx, tree, head);
                    let counted = walk.negative && negation::is_shared(ctx, tree, node);
                    walk.negative ^= denied && !counted;
                    walk.soften(mood::own(ctx, tree, head));
                }
                Link::Shares => walk.soften(mood::own(ctx, tree, head)),
                Link::Beside => {}
                Link::Apart => break,
            }
            node = head;
        }
        (walk.negative, walk.modality)
    }

    /// Whether a verb tells only that what a noun names happens: its subject, or the object of a verb without one.
    pub(super) fn happens_by(
        ctx: &'c Context<'a>,
        tree: &'c Tree<'a>,
        noun: usize,
        verb: usize,
    ) -> bool {
        let walk = Self::new(ctx, tree);
        let impersonal = tree.first(verb, Relation::Nsubj).is_none();
        let argument = match tree.token(noun).deprel.base {
            Relation::Nsubj => !walk.has_own_object(verb),
            Relation::Obj | Relation::Ccomp | Relation::Xcomp => impersonal,
            _ => false,
        };
        argument && walk.is_occurrence(verb)
    }

    /// Takes a modality from above, unless the words below already have one.
    pub(super) fn soften(&mut self, modality: Modality) {
        if self.modality == Modality::Asserted {
            self.modality = modality;
        }
    }

    /// Takes in what is denied, and goes on from what denies it.
    fn turn(&mut self, denial: Denial) -> usize {
        self.told = true;
        match denial {
            Denial::By(saying) => {
                self.held(saying);
                saying.verb
            }
            Denial::False(head) => {
                self.negative = !self.negative;
                self.modality = if self.negative { Modality::Denied } else { Modality::Asserted };
                head
            }
        }
    }

    /// What a verb of saying makes of what it holds.
    fn held(&mut self, saying: Saying) {
        let (ctx, tree, verb) = (self.ctx, self.tree, saying.verb);
        let unsaid = negation::own(ctx, tree, verb) || self.is_withheld(verb);
        match saying.stance {
            // « Nos troupes sont restées », a démenti X: the words themselves are the denial.
            Stance::Denies if saying.shape == Shape::Quote => {}
            Stance::Denies if !unsaid => {
                self.negative = true;
                self.modality = Modality::Denied;
            }
            // « ne nie pas » grants it; « ni confirmé ni démenti » leaves it open.
            // « n'exclut pas » leaves it open too.
            Stance::Denies if self.is_left_open(verb) => self.soften(Modality::Possible),
            Stance::Denies if negation::own(ctx, tree, verb) && !self.is_joined(verb) => {}
            _ if unsaid && raises(ctx, tree, verb) => {
                self.negative = !self.negative;
                self.soften(Modality::Possible);
            }
            _ if unsaid => self.soften(Modality::Possible),
            Stance::Denies => {}
            Stance::Demands if saying.shape != Shape::Quote => self.modality = Modality::Demanded,
            Stance::Promises if saying.shape == Shape::Infinitive => {
                self.soften_done(verb, Modality::Planned);
            }
            Stance::Promises | Stance::Hopes => self.soften(Modality::Planned),
            Stance::Announces if matches!(saying.shape, Shape::Noun) && !self.done => {
                self.soften(Modality::Planned);
            }
            Stance::Announces if saying.shape == Shape::Infinitive => {
                self.soften_done(verb, Modality::Planned);
            }
            Stance::Doubts => self.soften(Modality::Possible),
            Stance::Rumour => self.soften(Modality::Conditional),
            // "is said to have", « est accusé d'avoir »: nobody answers for it.
            _ if saying.shape == Shape::Infinitive
                && is_passive(tree, verb)
                && !self.has_agent(verb) =>
            {
                self.soften(Modality::Conditional);
            }
            _ => {}
        }
    }

    /// Deaths, harm and arrests are announced when they have happened; sanctions, by being announced.
    fn is_done(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let list = self.ctx.pack.words("evoke");
        let lemma = token.lemma.to_lowercase();
        token.upos == Upos::Noun
            && list.find(&lemma).any(|row| {
                matches!(
                    list.cell(row, "frame"),
                    "casualties" | "die" | "detain" | "disaster" | "sanction.impose"
                )
            })
    }

    /// « annonce avoir livré » is done, « annonce livrer » is to come.
    fn soften_done(&mut self, verb: usize, modality: Modality) {
        let done = self.tree.by(verb, Relation::Xcomp).any(|x| is_perfect(self.tree, x));
        if !done {
            self.soften(modality);
        }
    }

    fn has_agent(&self, verb: usize) -> bool {
        self.tree.by(verb, Relation::Obl).any(|d| {
            self.tree.token(d).deprel.is_sub("agent") || matches!(&*self.tree.case(d), "par" | "by")
        })
    }

    /// « n'exclut pas », "has not ruled out".
    fn is_left_open(&self, verb: usize) -> bool {
        let excludes = row(self.ctx.pack.words("modal"), self.tree, verb, false);
        let denied = negation::own(self.ctx, self.tree, verb) && !self.is_joined(verb);
        denied && excludes == Some("excluded")
    }

    /// « ni confirmé ni démenti », "neither confirmed nor denied".
    fn is_joined(&self, verb: usize) -> bool {
        self.tree
            .dependents(verb)
            .iter()
            .any(|&c| matches!(&*form(self.tree, c), "ni" | "nor" | "neither"))
    }

    /// « a refusé de confirmer », « n'a pas pu être confirmé ».
    fn is_withheld(&self, verb: usize) -> bool {
        let head =
            self.tree.head(verb).filter(|_| self.tree.token(verb).deprel.base == Relation::Xcomp);
        head.is_some_and(|head| {
            let gives = row(self.ctx.pack.words("modal"), self.tree, head, false);
            matches!(gives, Some("negative" | "excluded"))
                || gives == Some("possible") && negation::own(self.ctx, self.tree, head)
        })
    }

    /// A yes-or-no question asserts nothing.
    fn question(&mut self, root: usize) {
        let tree = self.tree;
        let asks = (0..tree.len()).rev().take(3).any(|t| &*tree.token(t).form == "?");
        let asked = (0..tree.len()).any(|t| tree.token(t).feats.has("PronType", "Int"));
        if asks && !asked && root < tree.len() {
            self.soften(Modality::Possible);
            if self.modality == Modality::Conditional {
                self.modality = Modality::Possible;
            }
        }
    }
}
