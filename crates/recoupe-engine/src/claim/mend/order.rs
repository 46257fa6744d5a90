//! Readings that the order of the words rules out.

use recoupe_model::{Relation, Token, Upos};

use super::{set, under};
use crate::lang::Pack;

/// "told reporters that the rebels had left", "said on Friday that …": what stands behind a verb
/// of speech and its hearer or day is what is said, not a clause about the hearer or the day.
pub(super) fn told_clause(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < noun) else { return };
    let relative = tokens[at].deprel.base == Relation::Acl && tokens[verb].upos == Upos::Verb;
    let that = noun + 1;
    let introduced = tokens.get(that).is_some_and(|t| &*t.lemma == "that" && t.head == Some(at));
    let table = pack.words("reporting_verb");
    let mut rows = table.find(&tokens[verb].lemma);
    let says = rows.any(|row| table.cell(row, "takes").split(',').any(|it| it == "clause"));
    let own = |relation: Relation| {
        under(tokens, at).into_iter().any(|t| t != that && tokens[t].deprel.base == relation)
    };
    // "the reporters that he met": then the clause lacks an object, or its subject is "that".
    let complete = own(Relation::Nsubj)
        && (own(Relation::Obj) || own(Relation::Cop) || own(Relation::Obl) || own(Relation::Aux));
    if relative && introduced && says && complete {
        set(&mut tokens[at], Some(verb), "ccomp");
        set(&mut tokens[that], Some(at), "mark");
    }
}

/// "gave Moldova fourteen ambulances": a name before a number or article is not a part of the
/// noun behind it, but another thing that the verb takes.
pub(super) fn name_before_number(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun > at + 1) else { return };
    let part = matches!(tokens[at].deprel.base, Relation::Compound | Relation::Nmod)
        && tokens[at].upos == Upos::Propn
        && !under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Case);
    let next = &tokens[at + 1];
    let opens = next.head == Some(noun) && matches!(next.upos, Upos::Num | Upos::Det);
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < at) else { return };
    let taken = tokens[noun].deprel.base == Relation::Obj && tokens[verb].upos == Upos::Verb;
    if part && opens && taken {
        set(&mut tokens[at], Some(verb), "iobj");
    }
}

/// "shot dead five villagers": an adjective before a number says what became of the villagers.
pub(super) fn result_before_number(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun > at + 1) else { return };
    let Some(verb) = at.checked_sub(1).filter(|&verb| tokens[noun].head == Some(verb)) else {
        return;
    };
    let next = &tokens[at + 1];
    let opens = next.head == Some(noun) && matches!(next.upos, Upos::Num | Upos::Det);
    let result = tokens[at].deprel.base == Relation::Amod
        && tokens[at].upos == Upos::Adj
        && tokens[verb].upos == Upos::Verb
        && tokens[noun].deprel.base == Relation::Obj;
    if result && opens {
        set(&mut tokens[at], Some(verb), "xcomp");
    }
}

/// "Kenya thanked China": what a verb takes alone is its object.
pub(super) fn lone_receiver(tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&verb| verb < at) else { return };
    let bare = matches!(tokens[at].upos, Upos::Noun | Upos::Propn)
        && tokens[at].deprel.base == Relation::Iobj
        && !under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Case);
    let more = |&t: &usize| {
        use Relation::{Ccomp, Obj, Parataxis, Xcomp};
        matches!(tokens[t].deprel.base, Obj | Ccomp | Xcomp | Parataxis)
    };
    if bare && !under(tokens, verb).iter().any(more) {
        set(&mut tokens[at], Some(verb), "obj");
    }
}

/// « l'entrée en vigueur du pacte »: nothing but its own words hangs on a preposition.
pub(super) fn under_preposition(tokens: &mut [Token], at: usize) {
    let Some(case) = tokens[at].head.filter(|&case| case < at) else { return };
    let hangs = matches!(tokens[at].upos, Upos::Noun | Upos::Propn)
        && tokens[case].upos == Upos::Adp
        && tokens[case].deprel.base == Relation::Case
        && tokens[at].deprel.base != Relation::Fixed;
    let Some(inner) = tokens[case].head.filter(|_| hangs) else { return };
    let outer = tokens[inner].head.filter(|&outer| outer < case && tokens[outer].upos == Upos::Noun);
    set(&mut tokens[at], Some(outer.unwrap_or(inner)), "nmod");
}
