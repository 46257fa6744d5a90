//! Whether something is said to be so, and how surely: a walk from a predicate up through
//! what holds it.

mod mood;
mod negation;

use recoupe_model::{Modality, Polarity, Relation, Upos};

use super::attribution::{Saying, beside, Shape, Stance, as_insert, form, infinitive, inserted, is_passive, lemma, mark, over};
use super::context::Context;
use super::draft::Draft;
use super::tree::Tree;
use crate::lang::Table;

/// Polarity and modality of what a predicate tells.
pub(crate) fn of(ctx: &Context<'_>, tree: usize, predicate: usize) -> (Polarity, Modality) {
    let Some(here) = ctx.trees.get(tree).filter(|here| predicate < here.len()) else {
        return (Polarity::Positive, Modality::Asserted);
    };
    let (negative, modality) = Walk::up(ctx, here, predicate);
    (if negative { Polarity::Negative } else { Polarity::Positive }, modality)
}

/// Asks nouns that a verb carries (« a confirmé la livraison », « l'attaque présumée a eu
/// lieu ») at the noun, where a verb of saying or a word of doubt is seen; what the verb adds
/// is asked of it.
pub(crate) fn settle(ctx: &Context<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.trigger != draft.predicate) {
        let Some(tree) = ctx.trees.get(draft.tree).filter(|tree| draft.predicate < tree.len()) else { continue };
        let said = super::attribution::entry(ctx, tree, draft.predicate).is_some_and(|entry| entry.takes(Shape::Noun));
        let (polarity, modality) = of(ctx, draft.tree, draft.trigger);
        let plain = polarity == Polarity::Positive && modality == Modality::Asserted;
        if said && draft.attribution.is_none() {
            draft.attribution = Some(super::attribution::of(ctx, draft.tree, draft.trigger));
        }
        if draft.polarity.is_none() && draft.modality.is_none() && (said || !plain) {
            (draft.polarity, draft.modality) = (Some(polarity), Some(modality));
        }
    }
}

/// Whether a verb of saying is used to tell that something was said: not « n'a pas dit »,
/// nor « devrait annoncer l'envoi ».
pub(crate) fn is_said(ctx: &Context<'_>, tree: &Tree<'_>, saying: Saying) -> bool {
    if matches!(saying.stance, Stance::Denies) || raises(ctx, tree, saying.verb) {
        return true;
    }
    let (negative, modality) = Walk::up(ctx, tree, saying.verb);
    let unsaid = matches!(modality, Modality::Planned | Modality::Demanded | Modality::Hypothetical);
    let loose = matches!(saying.shape, Shape::Noun | Shape::Infinitive);
    !negative && !(unsaid && loose)
}

/// Whether a denied verb denies what it holds (« ne pense pas que »).
fn raises(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    ctx.pack.words("reporting_verb").get(&lemma(tree, verb), "negated") == Some("raises")
}

/// The modality of a word list; `None` for « negative » and unknown names.
fn read(name: &str) -> Option<Modality> {
    Some(match name {
        "possible" => Modality::Possible,
        "planned" => Modality::Planned,
        "demanded" => Modality::Demanded,
        "conditional" => Modality::Conditional,
        "hypothetical" => Modality::Hypothetical,
        _ => return None,
    })
}

/// What a word of the list `modal` makes of what it holds.
fn modal_row(modals: &Table, tree: &Tree<'_>, at: usize) -> Option<Modality> {
    row(modals, tree, at, false).and_then(read)
}

fn row<'a>(modals: &'a Table, tree: &Tree<'_>, at: usize, perfect: bool) -> Option<&'a str> {
    let own = lemma(tree, at);
    let feats = |name: &str, value: &str| {
        let helps = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop));
        [at].into_iter().chain(helps).any(|t| tree.token(t).feats.has(name, value))
    };
    let keys = [Some(own), Some(form(tree, at)), infinitive(tree, at)];
    let word = keys.into_iter().flatten().find(|word| modals.has(word))?;
    let found = modals.find(&word).find(|row| match modals.cell(row, "when") {
        "cnd" => feats("Mood", "Cnd"),
        "past" => feats("Tense", "Past"),
        "past-infinitive" => perfect,
        _ => true,
    });
    found.map(|row| modals.cell(row, "gives"))
}

/// The state of a walk.
struct Walk<'c, 'a> {
    ctx: &'c Context<'a>,
    tree: &'c Tree<'a>,
    negative: bool,
    modality: Modality,
    /// Whether a verb of saying was passed: what denies the speech does not deny the words.
    told: bool,
}

/// How a token hangs on its head, for stance.
enum Link {
    /// What the head is, this is too.
    Inherits,
    /// Modality flows, denial does not.
    Shares,
    /// A clause of its own; what holds the head may still hold it.
    Beside,
    /// Background: nothing above changes it.
    Apart,
}

impl<'c, 'a> Walk<'c, 'a> {
    fn up(ctx: &'c Context<'a>, tree: &'c Tree<'a>, at: usize) -> (bool, Modality) {
        let negative = negation::own(ctx, tree, at);
        let mut walk = Self { ctx, tree, negative, modality: mood::own(ctx, tree, at), told: false };
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
            if let Some(saying) = over(ctx, tree, node) {
                walk.held(saying);
                walk.told = true;
                node = saying.verb;
                walk.soften(mood::own(ctx, tree, node));
                continue;
            }
            let Some(head) = tree.head(node) else {
                walk.question(node);
                break;
            };
            match walk.link(node, head) {
                Link::Inherits => {
                    walk.negative ^= !walk.told && negation::own(ctx, tree, head);
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

    /// Takes a modality from above, unless the words below already have one.
    fn soften(&mut self, modality: Modality) {
        if self.modality == Modality::Asserted {
            self.modality = modality;
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
            Stance::Denies if saying.shape != Shape::Quote && negation::own(ctx, tree, verb) => {}
            _ if unsaid && raises(ctx, tree, verb) => {
                self.negative = !self.negative;
                self.soften(Modality::Possible);
            }
            _ if unsaid => self.soften(Modality::Possible),
            Stance::Denies => {}
            Stance::Demands if saying.shape != Shape::Quote => self.modality = Modality::Demanded,
            Stance::Promises if saying.shape == Shape::Infinitive => self.soften_done(verb, Modality::Planned),
            Stance::Promises | Stance::Hopes => self.soften(Modality::Planned),
            Stance::Announces if matches!(saying.shape, Shape::Noun) => self.soften(Modality::Planned),
            Stance::Announces if saying.shape == Shape::Infinitive => self.soften_done(verb, Modality::Planned),
            Stance::Doubts => self.soften(Modality::Possible),
            Stance::Rumour => self.soften(Modality::Conditional),
            // "is said to have", « est accusé d'avoir »: nobody answers for it.
            _ if saying.shape == Shape::Infinitive && is_passive(tree, verb) && !self.has_agent(verb) => {
                self.soften(Modality::Conditional);
            }
            _ => {}
        }
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

    /// « a refusé de confirmer ».
    fn is_withheld(&self, verb: usize) -> bool {
        let head = self.tree.head(verb).filter(|_| self.tree.token(verb).deprel.base == Relation::Xcomp);
        head.is_some_and(|head| row(self.ctx.pack.words("modal"), self.tree, head, false) == Some("negative"))
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

    /// How `node` hangs on `head`; words that hold it (« pourrait », « refuser de ») act here.
    fn link(&mut self, node: usize, head: usize) -> Link {
        use Relation::{Acl, Advcl, Appos, Ccomp, Conj, Csubj, Dep, Discourse, Dislocated, Iobj, Nmod, Nsubj, Obj, Obl, Parataxis, Vocative, Xcomp};
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
            Acl if self.tree.token(node).feats.has("VerbForm", "Inf") || !mark(self.tree, node).is_empty() => {
                let infinitive = self.tree.token(node).feats.has("VerbForm", "Inf");
                if !self.modal(node, head) && infinitive {
                    self.soften(Modality::Possible);
                }
                Link::Shares
            }
            Acl => Link::Apart,
            Obj | Iobj => self.object(node, head),
            Obl | Nmod => self.oblique(node, head),
            Nsubj => self.subject(node, head),
            Parataxis | Dep | Discourse | Dislocated | Vocative => Link::Beside,
            Appos => Link::Apart,
            _ => Link::Shares,
        }
    }

    /// Applies the row of a word that holds `node`; whether there was one.
    fn modal(&mut self, node: usize, head: usize) -> bool {
        let Some(gives) = row(self.ctx.pack.words("modal"), self.tree, head, is_perfect(self.tree, node)) else {
            return false;
        };
        if gives == "negative" {
            self.negative ^= !self.told;
        } else if let Some(modality) = read(gives) {
            let open = mood::has_condition(self.ctx, self.tree, head) || mood::opens_condition(self.ctx, self.tree, head);
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
        let joined = tree.by(node, Relation::Cc).any(|c| matches!(&*form(tree, c), "ou" | "or" | "ni" | "nor"));
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
        let gerund = feats.has("VerbForm", "Ger") || feats.has("VerbForm", "Part") && !feats.has("Tense", "Past");
        if gerund && follows && opening.is_empty() { Link::Shares } else { Link::Apart }
    }

    fn is_relative(&self, node: usize) -> bool {
        self.tree.token(node).deprel.is_sub("relcl") || self.tree.is_finite(node) && mark(self.tree, node).is_empty()
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
        let holds = keys.iter().flat_map(|key| modals.find(key)).any(|row| modals.cell(row, "nouns") == "yes");
        noun && (holds || self.tree.token(head).upos != Upos::Verb)
    }

    fn oblique(&mut self, node: usize, head: usize) -> Link {
        if self.tree.token(node).deprel.is_sub("agent") {
            return Link::Apart;
        }
        let case = self.tree.case(node);
        let table = self.ctx.pack.words("argument_case");
        // « en échange de livraisons », with « échange » as a noun of its own.
        let compound = format!("{case} {} ", lemma(self.tree, node));
        if !table.has(&case) && !table.rows().iter().any(|row| row.key().starts_with(&compound)) {
            return Link::Apart;
        }
        if matches!(&*case, "de" | "à" | "to" | "of" | "from" | "for") && self.holds_nouns(node, head) {
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
        if self.is_occurrence(head) {
            return Link::Inherits;
        }
        let indefinite = tree.by(node, Relation::Det).all(|d| {
            let feats = &tree.token(d).feats;
            feats.has("Definite", "Ind") || matches!(feats.get("PronType"), Some("Ind" | "Tot" | "Neg"))
        });
        if indefinite || passive { Link::Shares } else { Link::Apart }
    }

    /// An object or complement is as sure as its verb; it is denied with it only where the
    /// verb tells its happening.
    fn flow(&self, node: usize, head: usize) -> Link {
        let reacts = super::attribution::entry(self.ctx, self.tree, head).is_some();
        match () {
            () if reacts && self.tree.token(head).upos == Upos::Verb => Link::Apart,
            () if self.is_occurrence(head) && self.tree.token(node).upos == Upos::Noun => Link::Inherits,
            () => Link::Shares,
        }
    }

    fn is_occurrence(&self, head: usize) -> bool {
        let own = lemma(self.tree, head);
        let table = self.ctx.pack.words("occurrence");
        let pairs = self.tree.dependents(head).iter().filter(|&&d| {
            matches!(self.tree.token(d).deprel.base, Relation::Obj | Relation::Compound | Relation::Advmod | Relation::Fixed)
        });
        let paired = pairs.into_iter().any(|&d| table.has(&format!("{own} {}", lemma(self.tree, d))));
        self.tree.token(head).upos == Upos::Verb && (table.has(&own) || paired)
    }
}

/// « avoir livré », "to have delivered".
fn is_perfect(tree: &Tree<'_>, at: usize) -> bool {
    tree.by(at, Relation::Aux).any(|a| {
        matches!(&*lemma(tree, a), "avoir" | "être" | "have")
            && !tree.token(a).deprel.is_sub("pass")
            && !tree.token(a).feats.has("VerbForm", "Fin")
    })
}
