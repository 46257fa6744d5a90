//! Whether a clause or phrase is denied by its own words.

use recoupe_model::{Relation, Upos};

use super::super::attribution::{form, lemma};
use super::super::context::Context;
use super::super::tree::Tree;

/// Words after « ne » that are looked at for its second half.
const REACH: usize = 8;

/// Whether what stands at `at` is denied where it stands: by an adverb, by a noun phrase of
/// nothing (« aucun convoi n'a quitté »), or by « sans ». « Ne … que » restricts and the
/// expletive « ne » means nothing; neither denies.
///
/// Of a cleft the one half may deny the other: « ce n'est pas l'armée qui a tiré ».
pub(crate) fn own(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let set_apart = tree.focus(at).is_some_and(|focus| denies(ctx, tree, focus));
    denies(ctx, tree, at) != set_apart
}

fn denies(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> bool {
    let words = Words { ctx, tree };
    if words.is_without(at) || words.is_none_of(at) || words.is_said_of_none(at) {
        return true;
    }
    let adverbs = words.adverbs(at);
    let nothing = words.empty_argument(at);
    // Two words of denial are one in French (« n'a jamais rien livré »), where « ne » shows
    // that they go together; in English each denies the other.
    if words.marker(at).is_some() || words.has_marker_language() {
        adverbs || nothing
    } else {
        adverbs != nothing
    }
}

/// Whether a noun is of nothing and an argument of the verb that it hangs on: « il n'y a eu aucune
/// explosion » denies once, whether the verb or the noun is asked.
pub(super) fn is_shared(ctx: &Context<'_>, tree: &Tree<'_>, noun: usize) -> bool {
    let argument = matches!(tree.token(noun).deprel.base, Relation::Nsubj | Relation::Obj);
    argument && Words { ctx, tree }.is_none_of(noun)
}

struct Words<'c, 'a> {
    ctx: &'c Context<'a>,
    tree: &'c Tree<'a>,
}

impl Words<'_, '_> {
    fn sort(&self, at: usize) -> Option<&str> {
        self.ctx.pack.words("negation").get(&form(self.tree, at), "sort")
    }

    fn has_marker_language(&self) -> bool {
        let table = self.ctx.pack.words("negation");
        table.rows().iter().any(|row| table.cell(row, "sort") == "with")
    }

    /// « sans », "without" before the clause or noun.
    fn is_without(&self, at: usize) -> bool {
        use Relation::{Case, Mark};
        let opens = self.tree.dependents(at).iter().any(|&d| {
            matches!(self.tree.token(d).deprel.base, Case | Mark)
                && d < at
                && self.sort(d) == Some("preposition")
        });
        let case = self.tree.case(at);
        let table = self.ctx.pack.words("negation");
        let in_list = |key: &str| table.get(key, "sort") == Some("preposition");
        // « faute de carburant », with « faute » as a noun of its own.
        let below =
            self.tree.head(at).filter(|_| self.tree.token(at).deprel.base == Relation::Nmod);
        let key =
            below.map(|head| format!("{} {} {case}", self.tree.case(head), lemma(self.tree, head)));
        opens || in_list(&case) || key.is_some_and(|key| in_list(key.trim()))
    }

    /// « aucune livraison », "no delivery", "not a single delivery".
    fn is_none_of(&self, at: usize) -> bool {
        let noun = matches!(self.tree.token(at).upos, Upos::Noun | Upos::Propn);
        let none = || {
            self.tree.by(at, Relation::Det).any(|d| self.sort(d) == Some("noun"))
                && lemma(self.tree, at) != "doubt"
                && lemma(self.tree, at) != "doute"
        };
        noun && none() || self.is_not_one(at)
    }

    /// "not a single round", "not one of the drones", "not one civilian": in a language without « ne ».
    fn is_not_one(&self, at: usize) -> bool {
        if self.has_marker_language() {
            return false;
        }
        let parts = || self.tree.dependents(at).iter().copied().chain([at]);
        let is_one = |t: usize| matches!(&*form(self.tree, t), "a" | "an" | "one" | "single");
        // The word of the phrase and not of its verb ("is not a soldier").
        let is_own = |t: usize| self.tree.head(t).is_some_and(|up| parts().any(|it| it == up));
        let is_not =
            |t: usize| &*form(self.tree, t) == "not" && (is_own(t) || is_one(at) && t + 1 == at);
        parts().any(|t| is_one(t) && t > 0 && t <= at && is_not(t - 1))
    }

    /// « il n'y a eu aucun soldat tué », "there were no soldiers killed": what a participle says of a noun of
    /// nothing that is said to be.
    fn is_said_of_none(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let is_participle =
            token.deprel.base == Relation::Acl && token.feats.has("VerbForm", "Part");
        let noun = self.tree.head(at).filter(|_| is_participle);
        let Some(noun) = noun.filter(|&noun| self.is_none_of(noun)) else { return false };
        let verb = self.tree.head(noun);
        verb.is_some_and(|verb| self.tree.first(verb, Relation::Expl).is_some())
    }

    /// « ne » before a verb.
    fn marker(&self, at: usize) -> Option<usize> {
        self.tree.dependents(at).iter().copied().find(|&d| d < at && self.sort(d) == Some("with"))
    }

    /// An adverb of denial on the verb; in French, where trees often hang it elsewhere, any
    /// second half in the reach of « ne ».
    fn adverbs(&self, at: usize) -> bool {
        let near = |&d: &usize| {
            let token = self.tree.token(d);
            let joins = matches!(token.deprel.base, Relation::Cc | Relation::Advmod) && d < at;
            // "neither backed nor opposed": the word of a noun, before a verb.
            let sort = self.sort(d);
            let neither = form(self.tree, d) == "neither" && joins;
            let denies = sort == Some("clause") || neither;
            matches!(token.upos, Upos::Adv | Upos::Part | Upos::Det | Upos::Intj | Upos::Cconj)
                && denies
                && !self.is_not_only(d)
        };
        let Some(marker) = self.marker(at) else {
            // « plus », « point » and « jamais » deny only beside « ne »; so do all in a
            // language with such a marker, but for « pas » in headlines.
            let bare = |d: usize| {
                !self.has_marker_language()
                    || d < at && matches!(&*form(self.tree, d), "pas" | "non")
            };
            let adverb = self.tree.dependents(at).iter().filter(|d| near(d)).any(|&d| bare(d));
            return adverb || self.no_longer(at);
        };
        self.second_half(marker, at)
    }

    fn second_half(&self, marker: usize, at: usize) -> bool {
        // « Pas un soldat n'a quitté la base », « jamais la ville n'est tombée »
        let ahead = |&d: &usize| {
            let opens = &*form(self.tree, d);
            d < marker && matches!(opens, "pas" | "jamais" | "plus") && !self.is_not_only(d)
        };
        if self.tree.dependents(at).iter().any(ahead) {
            return true;
        }
        let end = self.tree.len().min(marker + 1 + REACH).max(at + 1);
        for t in marker + 1..end.max(at + 4).min(self.tree.len()) {
            let word = form(self.tree, t);
            match &*word {
                "que" | "qu'" | "qu’" if t > at => return false,
                "plus" if t > at + 2 => {}
                "plus" => return !self.restricts(t),
                "ni" | "personne" | "rien" | "aucun" | "aucune" | "nul" | "nulle" => return true,
                _ if self.sort(t) == Some("clause") => return !self.is_not_only(t),
                "," | ";" if t > at => break,
                _ => {}
            }
        }
        // « ne » alone denies after a few verbs.
        matches!(&*lemma(self.tree, at), "pouvoir" | "savoir" | "oser")
            && self.tree.token(at).deprel.base != Relation::Advcl
    }

    /// « n'a plus que deux chars ».
    fn restricts(&self, plus: usize) -> bool {
        (plus + 1..self.tree.len().min(plus + 4))
            .any(|t| matches!(&*form(self.tree, t), "que" | "qu'" | "qu’"))
    }

    /// « pas seulement », "not only".
    fn is_not_only(&self, at: usize) -> bool {
        at + 1 < self.tree.len()
            && matches!(
                &*form(self.tree, at + 1),
                "seulement"
                    | "uniquement"
                    | "only"
                    | "just"
                    | "merely"
                    | "simply"
                    | "moins"
                    | "less"
                    | "fewer"
            )
    }

    fn no_longer(&self, at: usize) -> bool {
        self.tree
            .by(at, Relation::Advmod)
            .any(|d| form(self.tree, d) == "longer" && d > 0 && form(self.tree, d - 1) == "no")
    }

    /// Whether a subject or object is of nothing, or the verb is joined by « ni ».
    fn empty_argument(&self, at: usize) -> bool {
        use Relation::{Cc, Nsubj, Obj};
        let verbal =
            matches!(self.tree.token(at).upos, Upos::Verb | Upos::Aux) || self.tree.is_finite(at);
        let empty = |d: usize| {
            let token = self.tree.token(d);
            let pronoun =
                matches!(token.upos, Upos::Pron | Upos::Det | Upos::Propn | Upos::Noun | Upos::Adv)
                    && self.sort(d) == Some("noun")
                    && self.tree.first(d, Relation::Det).is_none();
            let counted = self.tree.first(d, Relation::Nummod).is_some();
            let back = |by: usize| d.checked_sub(by).map(|t| form(self.tree, t));
            let hyphen = usize::from(back(1).as_deref() == Some("-"));
            let one = form(self.tree, d) == "one" && back(1 + hyphen).as_deref() == Some("no");
            // « ni Lima ni Quito n'ont »
            let neither = |c: usize| {
                c < d && matches!(&*form(self.tree, c), "ni" | "nor" | "neither") && d < at
            };
            let none = self.tree.by(d, Cc).any(neither);
            pronoun && !counted || one || none || self.is_none_of(d)
        };
        let arguments = self.tree.by(at, Nsubj).chain(self.tree.by(at, Obj));
        let joined = self.tree.by(at, Cc).any(|d| matches!(&*form(self.tree, d), "ni" | "nor"));
        verbal && arguments.into_iter().any(empty)
            || joined && self.tree.token(at).upos == Upos::Verb
    }
}
