//! What an instrument or a person's word obliges whom to: one draft an obligation.
//!
//! A word of `commit_verb.tsv` binds; the words under it that `obligation_noun.tsv` lists tell
//! to what. Without such a word there is no commitment, only a text.

mod duty;

use recoupe_model::{
    Class, Commitment, Entity, MentionKind, Modality, Polarity, Relation, Role, Span, Text, Upos,
    Value,
};

use super::attribution::{form, lemma};
use super::context::Context;
use super::draft::Draft;
use super::tree::Tree;
use super::{fill, refer};
use duty::Duty;

/// Sentences that are looked back at for the instrument of « les deux pays s'engagent ».
const REACH: usize = 3;

/// The commitments that a document tells of.
pub(crate) fn find(ctx: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, tree) in ctx.trees.iter().enumerate() {
        let mut found: Vec<Draft> = Vec::new();
        for at in 0..tree.len() {
            let Some(bond) = Bond::read(ctx, index, at) else { continue };
            for draft in bond.drafts() {
                let obligation = |draft: &Draft| draft.commitment.as_ref().map(|c| c.obligation);
                if !found.iter().any(|other| obligation(other) == obligation(&draft)) {
                    found.push(draft);
                }
            }
        }
        drafts.extend(found);
    }
    drafts
}

/// Takes out what only tells what is owed and when: « à assister l'autre s'il est attaqué ».
pub(crate) fn absorb(ctx: &Context<'_>, bonds: &[Draft], drafts: &mut Vec<Draft>) {
    let owed = |draft: &Draft| {
        let told = matches!(&*draft.frame, "aid" | "attack");
        told && bonds.iter().any(|bond| {
            let tree = &ctx.trees[draft.tree];
            bond.tree == draft.tree
                && draft.predicate > bond.trigger
                && tree.is_within(draft.predicate, host(tree, bond.trigger))
        })
    };
    drafts.retain(|draft| !owed(draft));
}

/// A word that binds, with who and by what.
struct Bond<'c, 'a> {
    ctx: &'c Context<'a>,
    index: usize,
    at: usize,
    instrument: Option<Entity>,
    parties: Vec<Entity>,
    /// Whether it is a modal (« les parties doivent »): it binds whatever the condition.
    modal: bool,
}

impl<'c, 'a> Bond<'c, 'a> {
    fn read(ctx: &'c Context<'a>, index: usize, at: usize) -> Option<Self> {
        let tree = &ctx.trees[index];
        let token = tree.token(at);
        let upos = match token.upos {
            Upos::Verb | Upos::Aux => "VERB",
            Upos::Adj if token.feats.get("VerbForm").is_some() => "VERB",
            Upos::Noun => "NOUN",
            _ => return None,
        };
        let table = ctx.pack.words("commit_verb");
        let keys = keys(tree, at);
        let subject = (upos == "VERB").then(|| subject(ctx, tree, at)).flatten();
        let by_text = subject.is_none_or(|s| !is_actor(ctx, index, s));
        let row = keys.iter().flat_map(|key| table.find(key)).find(|row| {
            let fits = match table.cell(row, "subject") {
                "any" => true,
                "party" => subject.is_some_and(|s| is_party(ctx, tree, s)),
                wants => (wants == "instrument") == by_text,
            };
            table.cell(row, "upos") == upos && (fits || upos == "NOUN")
        })?;
        let own = subject.and_then(|s| instrument(ctx, index, s));
        let modal = table.cell(row, "subject") == "party";
        let mut bond = Self { ctx, index, at, instrument: own, parties: Vec::new(), modal };
        let loose = !tree.is_finite(at);
        if modal {
            bond.instrument = Some(bond.instrument.or_else(|| instrument_near(ctx, index, at))?);
        }
        if upos == "VERB" && table.cell(row, "subject") == "instrument" {
            // « un sommet a permis l'accord, incluant … »: only a participle may reach over.
            bond.instrument = Some(
                bond.instrument.or_else(|| instrument_near(ctx, index, at).filter(|_| loose))?,
            );
        }
        bond.parties = match table.cell(row, "party") {
            "subject" => subject.map_or_else(Vec::new, |s| actors(ctx, index, s)),
            "object" => {
                let bound = tree.by(at, Relation::Obj).chain(tree.by(at, Relation::Iobj));
                bound.flat_map(|o| actors(ctx, index, o)).collect()
            }
            "complement" => bond.complement(),
            _ => Vec::new(),
        };
        if bond.instrument.is_none() {
            let pair = bond.parties.len() >= 2;
            bond.instrument = instrument_here(ctx, index, at)
                .or_else(|| instrument_near(ctx, index, at).filter(|_| pair));
        }
        bond.settle(loose && upos == "VERB");
        (bond.instrument.is_some() || !bond.parties.is_empty()).then_some(bond)
    }

    /// « l'engagement des deux pays », « la disponibilité russe », "X's pledge", else who
    /// gives it (« a assuré sa disponibilité »).
    fn complement(&self) -> Vec<Entity> {
        let tree = &self.ctx.trees[self.index];
        let owners = tree.by(self.at, Relation::Nmod).filter(|&d| {
            tree.token(d).deprel.is_sub("poss")
                || matches!(&*tree.case(d), "de" | "of" | "by" | "par" | "entre" | "between")
        });
        let mut found: Vec<Entity> = owners.flat_map(|d| actors(self.ctx, self.index, d)).collect();
        if found.is_empty() {
            let demonym = tree
                .by(self.at, Relation::Amod)
                .filter_map(|d| self.ctx.name_over(tree.token(d).span));
            found.extend(demonym.filter(|entity| entity.id.is_country()).cloned());
        }
        if found.is_empty() {
            let giver = tree.head(self.at).filter(|&head| tree.token(head).upos == Upos::Verb);
            let giver = giver.and_then(|head| subject(self.ctx, tree, head));
            found.extend(giver.into_iter().flat_map(|s| actors(self.ctx, self.index, s)));
        }
        found
    }

    /// States in place of « les signataires », and the instrument's parties where it binds:
    /// also in « X a ratifié un traité avec Y, promettant … ».
    fn settle(&mut self, loose: bool) {
        let vague = self.parties.iter().all(|party| party.class == Class::Group);
        let known = self.instrument.as_ref().map_or_else(Vec::new, |it| parties_of(self.ctx, it));
        let among = self.parties.iter().all(|party| known.iter().any(|other| other.id == party.id));
        if known.len() >= 2 && (vague || loose && among) {
            self.parties = known;
        }
    }

    fn drafts(&self) -> Vec<Draft> {
        let tree = &self.ctx.trees[self.index];
        let duties = duty::find(self.ctx, self.index, self.at);
        // One who merely promises something (« a promis une aide militaire ») owes nothing when
        // attacked; two who do so together have agreed.
        let bound = |duty: &Duty| {
            self.instrument.is_some() || self.parties.len() >= 2 || duty.trigger.is_some()
        };
        duties.into_iter().filter(bound).map(|duty| self.draft(tree, &duty)).collect()
    }

    fn draft(&self, tree: &Tree<'_>, duty: &Duty) -> Draft {
        let key = lemma(tree, self.at);
        let mut draft = Draft::new(self.index, self.at, "commit", &key);
        for party in &self.parties {
            draft.add(Role::Party, Value::Entity(party.clone()));
        }
        if let Some(instrument) = &self.instrument {
            draft.add(Role::Instrument, Value::Entity(instrument.clone()));
        }
        draft.add(Role::Content, Value::Text(self.text(duty.content)));
        if self.modal {
            (draft.polarity, draft.modality) = (Some(Polarity::Positive), Some(Modality::Asserted));
        }
        draft.evidence.push(tree.token(self.at).span.cover(duty.content));
        draft.commitment = Some(Commitment {
            obligation: duty.obligation,
            trigger: duty.trigger.map(|span| self.text(span)),
            immediate: duty.immediate,
        });
        draft
    }

    fn text(&self, span: Span) -> Text {
        Text { text: self.ctx.words(span).to_owned(), span }
    }
}

/// « les parties », "each signatory": somebody whom a text binds by that name.
fn is_party(ctx: &Context<'_>, tree: &Tree<'_>, head: usize) -> bool {
    ctx.pack.words("treaty_party").has(&lemma(tree, head))
}

/// The lemma, also with its reflexive.
fn keys(tree: &Tree<'_>, at: usize) -> Vec<String> {
    let own = lemma(tree, at);
    let reflexive = tree.dependents(at).iter().any(|&d| {
        tree.token(d).feats.has("Reflex", "Yes") || matches!(&*form(tree, d), "se" | "s'" | "s’")
    });
    if reflexive { vec![format!("se {own}")] } else { vec![own] }
}

/// The verb whose clause a word stands in: its own, but for auxiliaries.
fn host(tree: &Tree<'_>, at: usize) -> usize {
    let token = tree.token(at);
    token.head.filter(|_| token.deprel.base == Relation::Aux).unwrap_or(at)
}

/// The subject of a verb, its own or that of the clause it hangs on.
fn subject(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Option<usize> {
    // "must", which hangs on the verb that it binds to.
    let mut verb = host(tree, at);
    for _ in 0..tree.len() {
        let own = tree.by(verb, Relation::Nsubj).find(|&s| !tree.token(s).deprel.is_sub("pass"));
        if let Some(own) = own {
            let relative = super::clause::is_relative(ctx, tree, own);
            return if relative { noun_above(tree, verb) } else { Some(own) };
        }
        match tree.token(verb).deprel.base {
            Relation::Acl => return tree.head(verb),
            Relation::Conj | Relation::Xcomp | Relation::Advcl => verb = tree.head(verb)?,
            _ => return tree.first(verb, Relation::Nsubj),
        }
    }
    None
}

fn noun_above(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let clause = [verb]
        .into_iter()
        .chain(tree.ancestors(verb))
        .find(|&up| tree.token(up).deprel.base == Relation::Acl);
    clause.and_then(|clause| tree.head(clause))
}

fn is_actor(ctx: &Context<'_>, tree: usize, head: usize) -> bool {
    !actors(ctx, tree, head).is_empty()
}

/// States, people and bodies that a phrase names.
fn actors(ctx: &Context<'_>, tree: usize, head: usize) -> Vec<Entity> {
    let values = fill::values(ctx, tree, head).into_iter();
    let entities = values.filter_map(|value| match value {
        Value::Entity(entity) => Some(entity),
        _ => None,
    });
    entities
        .filter(|entity| {
            matches!(
                entity.class,
                Class::Country | Class::Person | Class::Organisation | Class::Group
            )
        })
        .collect()
}

fn instrument(ctx: &Context<'_>, tree: usize, head: usize) -> Option<Entity> {
    refer::entity(ctx, tree, head).filter(|entity| entity.class == Class::Instrument)
}

/// The instrument that is spoken of: the last in the sentence before the word, any in the
/// sentence, or the last of the sentences before.
fn instrument_near(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let earlier = || {
        (tree.saturating_sub(REACH)..tree).rev().find_map(|index| {
            (0..ctx.trees[index].len()).rev().find_map(|t| instrument(ctx, index, t))
        })
    };
    instrument_here(ctx, tree, at).or_else(earlier)
}

fn instrument_here(ctx: &Context<'_>, tree: usize, at: usize) -> Option<Entity> {
    let before = (0..at).rev().find_map(|t| instrument(ctx, tree, t));
    before.or_else(|| (at..ctx.trees[tree].len()).find_map(|t| instrument(ctx, tree, t)))
}

/// The states that the id of an instrument is made of, as this document names them.
fn parties_of(ctx: &Context<'_>, instrument: &Entity) -> Vec<Entity> {
    let key = instrument.id.as_str().trim_start_matches("instrument:");
    let codes = key.split('-').filter(|part| part.len() == 3);
    let named = |code: &str| {
        let id = format!("country:{}", code.to_uppercase());
        ctx.mentions.iter().find_map(|mention| match &mention.kind {
            MentionKind::Name(entity) if entity.id.as_str() == id => Some(entity.clone()),
            _ => None,
        })
    };
    codes.filter_map(named).collect()
}
