//! The way from a predicate up to the root of its sentence, gathering sources.

use recoupe_model::{Attribution, Relation, Span, Upos};

use super::super::context::Context;
use super::super::stance;
use super::super::tree::Tree;
use super::according::Phrase;
use super::denied::{Denial, denied, of_telling, told_by_noun};
use super::over::{as_insert, inserted, over};
use super::source::At;
use super::verb::{Saying, Shape, Stance, entry, form, lemma};
use super::{beside, source, speaker};

/// The way from a predicate to the root of its sentence.
pub(super) struct Climb<'c, 'a> {
    pub(super) ctx: &'c Context<'a>,
    pub(super) index: usize,
    pub(super) tree: &'c Tree<'a>,
    /// Sources of one rank together, innermost first.
    pub(super) groups: Vec<Vec<Attribution>>,
    pub(super) phrases: Vec<Phrase>,
    /// Phrases that were met on the way.
    pub(super) used: Vec<usize>,
    /// Verbs of saying that were met on the way.
    pub(super) said: Vec<usize>,
}

impl Climb<'_, '_> {
    /// « la secousse, de magnitude 6,4 selon X »: a source of what the noun itself tells.
    pub(super) fn within(&mut self, predicate: usize) {
        if self.tree.token(predicate).upos != Upos::Noun {
            return;
        }
        let inner: Vec<usize> = (0..self.phrases.len())
            .filter(|&i| self.phrases[i].hangs_inside(self.tree, predicate))
            .collect();
        for i in inner {
            self.accord(i);
        }
    }

    /// Gathers sources; false when the predicate stands in a clause that those at the edges
    /// of the sentence do not speak for.
    pub(super) fn ascend(&mut self, predicate: usize) -> bool {
        let mut node = predicate;
        let mut below = None;
        let mut background = false;
        for _ in 0..=self.tree.len() {
            self.beside(node, below);
            if as_insert(self.ctx, self.tree, node).is_some() {
                return false;
            }
            if let Some(denial) = denied(self.ctx, self.tree, node) {
                below = Some(node);
                node = self.turn(denial);
                continue;
            }
            if is_asked(self.ctx, self.tree, node) {
                return false;
            }
            if let Some(noun) = told_by_noun(self.ctx, self.tree, node) {
                self.claimant(noun);
                below = Some(node);
                node = noun;
                continue;
            }
            if let Some(saying) = over(self.ctx, self.tree, node) {
                // « annonce l'envoi de troupes formées à Riga »: the training is background.
                if !(background && saying.shape == Shape::Noun) {
                    self.say(saying);
                }
                below = Some(node);
                node = saying.verb;
                if let Some(denial) = of_telling(self.ctx, self.tree, node) {
                    below = Some(node);
                    node = self.turn(denial);
                }
                continue;
            }
            let Some(head) = self.tree.head(node) else { return true };
            // "accuses X of arming rebels, a charge that Y rejects": the rest is not of the accuser.
            let charge = self.tree.token(node).deprel.base == Relation::Appos
                && self.ctx.pack.words("allegation").has(&lemma(self.tree, node));
            if charge && below.is_some() {
                return false;
            }
            if is_contrast(self.tree, node) || (self.is_new_clause(node) && !self.groups.is_empty())
            {
                return false;
            }
            self.relay(node);
            background |= matches!(
                self.tree.token(node).deprel.base,
                Relation::Acl | Relation::Appos | Relation::Advcl
            );
            below = Some(node);
            node = head;
        }
        true
    }

    /// Who claims what a noun tells: "claims from Belgrade that", "Serbia's allegations that"; nobody in particular
    /// (« des rumeurs selon lesquelles »).
    fn claimant(&mut self, noun: usize) {
        let tree = self.tree;
        let is_by = |d: &usize| matches!(&*tree.case(*d), "by" | "from" | "of" | "de" | "par");
        let behind = tree.by(noun, Relation::Nmod).find(is_by);
        let before =
            || tree.by(noun, Relation::Nmod).find(|&d| tree.token(d).deprel.is_sub("poss"));
        let words = Some(tree.token(noun).span);
        let found = self.groups.len();
        if let Some(head) = behind.or_else(before) {
            self.add(head, words, true, &[noun, head]);
        }
        let list = self.ctx.pack.words("allegation");
        if self.groups.len() == found && list.get(&lemma(tree, noun), "doubted") == Some("yes") {
            self.groups.push(vec![source::anonymous(self.ctx, tree, noun)]);
        }
    }

    /// Goes over to who denies what was told so far: whoever told it does not speak for the denial.
    fn turn(&mut self, denial: Denial) -> usize {
        self.groups.clear();
        match denial {
            Denial::By(saying) => {
                self.say(saying);
                saying.verb
            }
            Denial::False(head) => head,
        }
    }

    /// Sources that hang on a token of the way: inserted verbs and « selon ».
    fn beside(&mut self, node: usize, below: Option<usize>) {
        if let Some(saying) = inserted(self.ctx, self.tree, node).filter(|s| Some(s.verb) != below)
        {
            // « P, a dit X, et Q »: the insert speaks for what stands before it.
            let later = below.is_some_and(|b| b > saying.verb && self.is_new_clause(b));
            if !later {
                self.say(saying);
            }
        }
        let hanging = self.phrases.iter().enumerate().filter(|(_, phrase)| phrase.hangs_on(node));
        let speaks = hanging.filter(|(_, phrase)| {
            let later = below.is_some_and(|b| phrase.is_before(b) && self.is_new_clause(b));
            !later || phrase.speaks_for(self.tree, node)
        });
        let found: Vec<usize> = speaks.map(|(i, _)| i).collect();
        for i in found {
            self.accord(i);
        }
    }

    /// Sources at the edges of the sentence that were not met on the way.
    pub(super) fn edges(&mut self, predicate: usize) {
        for i in 0..self.phrases.len() {
            if !self.used.contains(&i) && self.phrases[i].speaks_for(self.tree, predicate) {
                self.accord(i);
            }
        }
    }

    /// Inserted verbs that the tree does not show as such.
    pub(super) fn inserts(&mut self, predicate: usize) {
        for saying in beside(self.ctx, self.tree, predicate) {
            if !self.said.contains(&saying.verb) {
                self.say(saying);
            }
        }
    }

    fn accord(&mut self, i: usize) {
        if self.used.contains(&i) {
            return;
        }
        self.used.push(i);
        let (cue, head) = (self.phrases[i].cue, self.phrases[i].source);
        self.add(head, Some(cue), false, &[head]);
    }

    /// Adds the source of a verb of saying, unless it says that it was not or will not be said.
    pub(super) fn say(&mut self, saying: Saying) {
        let (ctx, tree, verb) = (self.ctx, self.tree, saying.verb);
        self.said.push(verb);
        let words = Some(verb_words(tree, verb));
        if saying.stance == Stance::Cites {
            // "P, X was quoted as saying".
            let quoted =
                tree.by(verb, Relation::Nsubj).find(|&s| tree.token(s).deprel.is_sub("pass"));
            if let Some(head) = quoted.filter(|_| saying.shape != Shape::Noun) {
                self.add(head, words, false, &[head]);
            }
            return;
        }
        let wished = matches!(saying.stance, Stance::Hopes | Stance::Doubts)
            && matches!(saying.shape, Shape::Infinitive | Shape::Noun);
        if wished || saying.stance == Stance::Rumour || !stance::is_said(ctx, tree, saying) {
            return;
        }
        let known = entry(ctx, tree, verb).is_some_and(|entry| entry.known_only);
        let before = self.groups.len();
        if let Some(head) = speaker::of(ctx, tree, verb) {
            self.add(head, words, known, &[verb, head]);
        }
        if self.groups.len() == before {
            // « a-t-on appris auprès de X », « est-il écrit dans un communiqué ».
            let place = tree.by(verb, Relation::Obl).find(|&d| match &*tree.case(d) {
                "auprès de" | "de" | "from" => source::is_source_noun(ctx, tree, d),
                "dans" | "in" => source::is_document(ctx, tree, d),
                _ => false,
            });
            // « auprès » may be an adverb with what it governs.
            let near = || {
                let adverb = tree.by(verb, Relation::Advmod).filter(|&d| d > verb);
                let below = adverb.flat_map(|d| tree.by(d, Relation::Obl).collect::<Vec<_>>());
                below.into_iter().find(|&d| source::is_source_noun(ctx, tree, d))
            };
            if let Some(head) = place.or_else(near) {
                self.add(head, words, true, &[verb, head]);
            }
        }
    }

    /// Adds sources with those that they quote (inside) or that quote them (outside).
    fn add(&mut self, head: usize, cue: Option<Span>, known: bool, hosts: &[usize]) {
        let at = |head| At { tree: self.index, head };
        let sources = source::of(self.ctx, at(head), cue, known);
        if sources.is_empty() {
            return;
        }
        let (mut quoted, mut quoting) = (Vec::new(), Vec::new());
        let last = hosts.iter().copied().max().unwrap_or(head);
        for verb in 0..self.tree.len() {
            // Below the verb or the name, or right behind (« rapporte X, citant Y »).
            let near = self.tree.head(verb).is_some_and(|up| hosts.contains(&up))
                || (last + 1..last + 4).contains(&verb) && !self.tree.is_finite(verb);
            {
                if !near || !is_citing(self.ctx, self.tree, verb) {
                    continue;
                }
                let passive = self.tree.by(verb, Relation::Obl).find(|&d| {
                    self.tree.token(d).deprel.is_sub("agent")
                        || matches!(&*self.tree.case(d), "par" | "by")
                });
                let object = self.tree.first(verb, Relation::Obj);
                let span = Some(verb_words(self.tree, verb));
                match (passive, object) {
                    (Some(agent), _) => {
                        quoting.extend(source::of(self.ctx, at(agent), span, false));
                    }
                    (None, Some(object)) => {
                        quoted.extend(source::of(self.ctx, at(object), span, false));
                    }
                    _ => {}
                }
            }
        }
        self.groups
            .extend([quoted, sources, quoting].into_iter().filter(|group| !group.is_empty()));
    }

    /// « X, cité par Y »: who relays the words of the verb at `node`.
    fn relay(&mut self, node: usize) {
        if self.groups.is_empty()
            || !is_citing(self.ctx, self.tree, node)
            || !speaker::is_passive(self.tree, node)
        {
            return;
        }
        if let Some(agent) = speaker::of(self.ctx, self.tree, node) {
            let span = Some(verb_words(self.tree, node));
            let sources = source::of(self.ctx, At { tree: self.index, head: agent }, span, false);
            self.groups.push(sources);
        }
    }

    fn is_new_clause(&self, node: usize) -> bool {
        is_new_clause(self.ctx, self.tree, node)
    }
}

/// Whether a token heads a clause of its own beside another one.
pub(super) fn is_new_clause(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> bool {
    matches!(tree.token(node).deprel.base, Relation::Conj | Relation::Parataxis)
        && tree.first(node, Relation::Nsubj).is_some()
        && over(ctx, tree, node).is_none()
}

fn is_citing(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    entry(ctx, tree, verb).is_some_and(|entry| entry.stance == Stance::Cites)
}

/// The verb with its auxiliaries.
fn verb_words(tree: &Tree<'_>, verb: usize) -> Span {
    let mut words: Vec<usize> = tree.by(verb, Relation::Aux).filter(|&a| a < verb).collect();
    words.push(verb);
    tree.span(&words)
}

/// Whether a participle tells what somebody was asked, which he does not say: "asked about claims that …, he said".
fn is_asked(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> bool {
    let token = tree.token(node);
    token.feats.has("VerbForm", "Part")
        && ctx.pack.words("asking_verb").has(&lemma(tree, node))
        && tree.by(node, Relation::Nsubj).next().is_none()
        && tree.by(node, Relation::Aux).next().is_none()
}

/// « alors que … », "while …": a clause told beside the main one.
fn is_contrast(tree: &Tree<'_>, node: usize) -> bool {
    if tree.token(node).deprel.base != Relation::Advcl || !tree.is_finite(node) {
        return false;
    }
    let words = tree.subtree(node, |_| false);
    words
        .iter()
        .take(2)
        .any(|&t| matches!(&*form(tree, t), "alors" | "tandis" | "while" | "whereas"))
}
