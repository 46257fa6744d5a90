//! Who does, who gets and what is done to, where the forms of the words are surer than the parser.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, set, under};
use crate::lang::Pack;

/// « nous a dit Ana Ruiz »: a pronoun of another person than its verb is no subject, and who stands behind the
/// verb is.
pub(super) fn pronoun_of_hearer(tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&verb| at < verb && tokens[at].upos == Upos::Pron)
    else {
        return;
    };
    if tokens[at].deprel.base != Relation::Nsubj || tokens[verb].upos != Upos::Verb {
        return;
    }
    let below = under(tokens, verb);
    let next = &tokens[at + 1];
    let third = next.feats.has("VerbForm", "Fin") && next.feats.has("Person", "3");
    let own = tokens[at].feats.get("Person");
    if !third || !matches!(own, Some("1" | "2")) {
        return;
    }
    let speaks = |t: &usize| {
        *t > verb
            && tokens[*t].deprel.base == Relation::Obj
            && matches!(tokens[*t].upos, Upos::Noun | Upos::Propn)
    };
    if let Some(&subject) = below.iter().find(|t| speaks(t)) {
        set(&mut tokens[at], Some(verb), "obl:arg");
        set(&mut tokens[subject], Some(verb), "nsubj");
    }
}

/// « signé par la ministre et, pour les mineurs, par leur chef »: behind a conjunction and an insert, who acts
/// besides is not of the insert.
pub(super) fn second_agent(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(insert) = tokens[at].head.filter(|&insert| insert < at) else { return };
    let Some(first) = tokens[insert].head.filter(|&first| first < insert) else { return };
    let Some(verb) = tokens[first].head.filter(|_| tokens[first].deprel.is_sub("agent")) else {
        return;
    };
    let case = |t: usize| {
        let cases = under(tokens, t);
        cases.into_iter().find(|&c| tokens[c].deprel.base == Relation::Case)
    };
    let (Some(by), Some(other)) = (case(at), case(insert)) else { return };
    let agents = pack.words("agent_case");
    let is_agent = |t: usize| agents.has(&tokens[t].lemma.to_lowercase());
    // « et, pour les mineurs, par leur chef », « et pour les mineurs par leur chef »
    let apart = by > insert;
    if apart
        && tokens[insert].deprel.base == Relation::Conj
        && tokens[at].deprel.base == Relation::Nmod
        && is_agent(by)
        && !is_agent(other)
    {
        set(&mut tokens[at], Some(verb), "obl:agent");
        set(&mut tokens[insert], Some(verb), "obl:mod");
    }
}

/// "handed over about twenty soldiers": what follows a verb and its particle without a preposition is the object.
pub(super) fn behind_particle(tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&verb| verb < at) else { return };
    let below = under(tokens, verb);
    let particle = below.iter().copied().find(|&t| tokens[t].deprel.is_sub("prt"));
    let first = under(tokens, at).into_iter().chain([at]).min();
    let counted = under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Nummod);
    let bare = tokens[at].deprel.base == Relation::Obl
        && tokens[at].upos == Upos::Noun
        && counted
        && !has_case(tokens, at);
    let opens = |t: usize| {
        let adverb = |&d: &usize| tokens[d].upos == Upos::Adv;
        first.is_some_and(|first| (t + 1..first).all(|d| adverb(&d)))
    };
    let taken = below.iter().any(|&t| tokens[t].deprel.base == Relation::Obj);
    if bare && !taken && particle.is_some_and(|t| t < at && opens(t)) {
        set(&mut tokens[at], Some(verb), "obj");
    }
}

/// "has given Ukraine military aid": a name between a verb that takes a receiver and an adjective of what is given
/// is who gets it.
pub(super) fn name_before_adjective(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun > at + 1) else { return };
    let Some(verb) = at.checked_sub(1).filter(|&verb| tokens[noun].head == Some(verb)) else {
        return;
    };
    let part = tokens[at].upos == Upos::Propn
        && tokens[at].deprel.base == Relation::Compound
        && tokens[noun].deprel.base == Relation::Obj
        && tokens[at + 1].head == Some(noun)
        && tokens[at + 1].deprel.base == Relation::Amod;
    let list = pack.words("evoke");
    let gives = |token: &Token| {
        list.find(&token.lemma.to_lowercase()).any(|row| {
            list.cell(row, "upos") == "VERB"
                && list.cell(row, "frame") == "aid"
                && list.cell(row, "args").contains("iobj")
        })
    };
    if part && gives(&tokens[verb]) {
        set(&mut tokens[at], Some(verb), "iobj");
    }
}
