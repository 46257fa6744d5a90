//! What flows from a head to what hangs on it: « pourrait » to its infinitive, nothing to a
//! relative clause.

use recoupe_model::{Modality, Relation, Upos};

use super::super::attribution::{form, lemma, mark};
use super::super::tree::Tree;
use super::walk::Walk;
use super::{mood, read, row};

/// How a token hangs on its head, for stance.
pub(super) enum Link {
    /// What the head is, this is too.
    Inherits,
    /// Modality flows, denial does not.
    Shares,
    /// A clause of its own; what holds the head may still hold it.
    Beside,
    /// Background: nothing above changes it.
    Apart,
}

/// What a word of `modal.tsv` gives whose object shall not be.
const FORBIDDEN: &str = "forbidden";

impl Walk<'_, '_> {
    /// How `node` hangs on `head`; words that hold it (« pourrait », « refuser de ») act here.
    pub(super) fn link(&mut self, node: usize, head: usize) -> Link {
        use Relation::{
            Acl, Advcl, Appos, Ccomp, Conj, Csubj, Dep, Discourse, Dislocated, Iobj, Nmod, Nsubj,
            Obj, Obl, Parataxis, Vocative, Xcomp,
        };
        let relation = &self.tree.token(node).deprel;
        match relation.base {
            Conj => self.conjunct(node, head),
            Xcomp | Ccomp | Csubj => {
                // « la possibilité que … », often hung on the verb of the noun.
                let noun = self.tree.first(node, Relation::Mark).and_then(|m| m.checked_sub(1));
                let noun = noun.filter(|&n| n != head && self.tree.token(n).upos == Upos::Noun);
                if !noun.is_some_and(|noun| self.modal(node, noun)) {
                    self.modal(node, head);
                }
                Link::Inherits
            }
            Advcl => self.adverbial(node),
            Acl if self.is_relative(node) => Link::Apart,
            Acl if self.tree.token(node).feats.has("VerbForm", "Inf")
                || !mark(self.tree, node).is_empty() =>
            {
                let infinitive = self.tree.token(node).feats.has("VerbForm", "Inf");
                if !self.modal(node, head) && infinitive {
                    self.soften(Modality::Possible);
                }
                Link::Shares
            }
            Acl | Appos => Link::Apart,
            Obj | Iobj => self.object(node, head),
            Obl | Nmod => self.oblique(node, head),
            Nsubj => self.subject(node, head),
            Parataxis | Dep | Discourse | Dislocated | Vocative => Link::Beside,
            _ => Link::Shares,
        }
    }

    /// Applies the row of a word that holds `node`; whether there was one.
    fn modal(&mut self, node: usize, head: usize) -> bool {
        let Some(gives) =
            row(self.ctx.pack.words("modal"), self.tree, head, is_perfect(self.tree, node))
        else {
            return false;
        };
        if matches!(gives, "negative" | "excluded" | FORBIDDEN) {
            self.negative ^= !self.told;
            // A ban does not say that there was none before.
            if gives == FORBIDDEN {
                self.soften(Modality::Demanded);
            }
            // « n'exclut pas de livrer »: neither said nor denied.
            if gives == "excluded" && super::negation::own(self.ctx, self.tree, head) {
                self.soften(Modality::Possible);
            }
        } else if let Some(modality) = read(gives) {
            // « n'a pu être établi »: what nobody could do was not done.
            // A noun that could not be confirmed is not so sure.
            let failed = modality == Modality::Possible
                && !matches!(self.tree.token(node).upos, Upos::Noun | Upos::Propn)
                && is_perfect_or_past(self.tree, head)
                && super::negation::own(self.ctx, self.tree, head);
            if failed {
                return true;
            }
            // « Le départ n'est pas envisagé »: it is not to come. A verb hands its denial on by itself.
            let nominal = matches!(self.tree.token(node).upos, Upos::Noun | Upos::Propn);
            // « Aucune visite n'est prévue » denies once.
            let counted = || self.negative && super::negation::is_shared(self.ctx, self.tree, node);
            if modality == Modality::Planned
                && nominal
                && super::negation::own(self.ctx, self.tree, head)
                && !counted()
            {
                self.negative ^= !self.told;
            }
            let open = mood::has_condition(self.ctx, self.tree, head)
                || mood::opens_condition(self.ctx, self.tree, head);
            self.soften(if open { Modality::Hypothetical } else { modality });
        }
        true
    }

    fn conjunct(&mut self, node: usize, head: usize) -> Link {
        let tree = self.tree;
        let verbal = matches!(tree.token(node).upos, Upos::Verb | Upos::Aux);
        if tree.token(node).feats.has("VerbForm", "Inf") && tree.is_finite(head) {
            // « va contribuer et apporter »: hung on the first verb, it stands under it.
            self.modal(node, head);
            return Link::Inherits;
        }
        if !verbal || tree.token(head).upos != tree.token(node).upos {
            return Link::Shares;
        }
        if tree.is_finite(node) {
            return Link::Beside;
        }
        // A participle or infinitive that shares the auxiliary of the first.
        let joined = tree
            .by(node, Relation::Cc)
            .any(|c| matches!(&*form(tree, c), "ou" | "or" | "ni" | "nor"));
        if joined && !self.negative { Link::Inherits } else { Link::Shares }
    }

    fn adverbial(&mut self, node: usize) -> Link {
        let opening = mark(self.tree, node);
        let purpose = self.ctx.pack.words("purpose").has(&opening);
        if purpose && !self.tree.is_finite(node) && !is_perfect(self.tree, node) {
            self.soften(Modality::Planned);
            return Link::Shares;
        }
        let feats = &self.tree.token(node).feats;
        let follows = self.tree.head(node).is_some_and(|head| head < node);
        let gerund = feats.has("VerbForm", "Ger")
            || feats.has("VerbForm", "Part") && !feats.has("Tense", "Past");
        if gerund && follows && opening.is_empty() { Link::Shares } else { Link::Apart }
    }

    fn is_relative(&self, node: usize) -> bool {
        self.tree.token(node).deprel.is_sub("relcl")
            || self.tree.is_finite(node) && mark(self.tree, node).is_empty()
    }

    fn object(&mut self, node: usize, head: usize) -> Link {
        let verb = self.tree.token(head).upos == Upos::Verb;
        if verb && self.holds_nouns(node, head) {
            self.modal(node, head);
        }
        self.flow(node, head)
    }

    /// Verbs of the list that also hold nouns (« prépare l'envoi », "refused the delivery"),
    /// and all its nouns (« la possibilité d'un envoi »).
    fn holds_nouns(&self, node: usize, head: usize) -> bool {
        let noun = matches!(self.tree.token(node).upos, Upos::Noun | Upos::Propn);
        let modals = self.ctx.pack.words("modal");
        let keys = [lemma(self.tree, head), form(self.tree, head)];
        let holds = keys
            .iter()
            .flat_map(|key| modals.find(key))
            .any(|row| modals.cell(row, "nouns") == "yes");
        noun && (holds || self.tree.token(head).upos != Upos::Verb)
    }

    fn oblique(&mut self, node: usize, head: usize) -> Link {
        if self.tree.token(node).deprel.is_sub("agent") {
            return Link::Apart;
        }
        let case = self.tree.case(node);
        // « un accord sur le retrait » is not yet the withdrawal.
        let topic = matches!(&*case, "sur" | "on" | "over" | "about")
            && self.ctx.pack.words("topic").has(&lemma(self.tree, head));
        if topic && self.tree.token(node).upos == Upos::Noun {
            self.soften(Modality::Possible);
            return Link::Shares;
        }
        let table = self.ctx.pack.words("argument_case");
        // « en échange de livraisons », with « échange » as a noun of its own.
        let compound = format!("{case} {} ", lemma(self.tree, node));
        if !table.has(&case) && !table.rows().iter().any(|row| row.key().starts_with(&compound)) {
            return Link::Apart;
        }
        if matches!(&*case, "de" | "à" | "to" | "of" | "from" | "for")
            && self.holds_nouns(node, head)
        {
            self.modal(node, head);
        }
        self.flow(node, head)
    }

    fn subject(&mut self, node: usize, head: usize) -> Link {
        let tree = self.tree;
        let passive = tree.token(node).deprel.is_sub("pass");
        let described = tree.first(head, Relation::Cop).is_some();
        if passive || described {
            self.modal(node, head);
        }
        // « L'incendie n'a fait aucun blessé » does not deny the fire.
        if self.is_occurrence(head) && !self.has_own_object(head) {
            return Link::Inherits;
        }
        let indefinite = tree.by(node, Relation::Det).all(|d| {
            let feats = &tree.token(d).feats;
            feats.has("Definite", "Ind")
                || matches!(feats.get("PronType"), Some("Ind" | "Tot" | "Neg"))
        });
        if indefinite || passive { Link::Shares } else { Link::Apart }
    }

    /// An object or complement is as sure as its verb; it is denied with it only where the
    /// verb tells its happening.
    fn flow(&self, node: usize, head: usize) -> Link {
        let reacts = super::super::attribution::entry(self.ctx, self.tree, head).is_some();
        match () {
            () if reacts && self.tree.token(head).upos == Upos::Verb => Link::Apart,
            () if self.is_occurrence(head) && self.tree.token(node).upos == Upos::Noun => {
                Link::Inherits
            }
            () => Link::Shares,
        }
    }

    /// Whether a verb has an object that is no part of it, as « lieu » is of « avoir lieu ».
    pub(super) fn has_own_object(&self, verb: usize) -> bool {
        let table = self.ctx.pack.words("occurrence");
        let own = lemma(self.tree, verb);
        let mut objects = self.tree.by(verb, Relation::Obj);
        objects.any(|o| !table.has(&format!("{own} {}", lemma(self.tree, o))))
    }

    pub(super) fn is_occurrence(&self, head: usize) -> bool {
        let own = lemma(self.tree, head);
        let table = self.ctx.pack.words("occurrence");
        // « est en cours », "is under way"
        if self.tree.first(head, Relation::Cop).is_some() {
            return table.has(format!("{} {own}", self.tree.case(head)).trim());
        }
        let pairs = self.tree.dependents(head).iter().filter(|&&d| {
            matches!(
                self.tree.token(d).deprel.base,
                Relation::Obj | Relation::Compound | Relation::Advmod | Relation::Fixed
            )
        });
        let paired =
            pairs.into_iter().any(|&d| table.has(&format!("{own} {}", lemma(self.tree, d))));
        self.tree.token(head).upos == Upos::Verb && (table.has(&own) || paired)
    }
}

/// « a pu », "was able".
fn is_perfect_or_past(tree: &Tree<'_>, at: usize) -> bool {
    let done = |a: usize| matches!(&*lemma(tree, a), "avoir" | "have");
    tree.by(at, Relation::Aux).any(done) || mood::is_past(tree, at) && tree.is_finite(at)
}

/// « avoir livré », "to have delivered".
pub(super) fn is_perfect(tree: &Tree<'_>, at: usize) -> bool {
    tree.by(at, Relation::Aux).any(|a| {
        matches!(&*lemma(tree, a), "avoir" | "être" | "have")
            && !tree.token(a).deprel.is_sub("pass")
            && !tree.token(a).feats.has("VerbForm", "Fin")
    })
}
