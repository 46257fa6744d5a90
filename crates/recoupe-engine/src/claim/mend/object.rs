//! Objects and clauses that a parser hangs too low.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, set, under};
use crate::lang::Pack;

/// « a remis à la marine deux patrouilleurs »: a counted noun without a preposition behind a
/// complement with one is what the verb takes.
pub(super) fn behind_receiver(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < noun) else { return };
    let opens = |t: &usize| *t < at && matches!(tokens[*t].deprel.base, Relation::Nummod);
    let counted = tokens[at].upos == Upos::Noun
        && matches!(tokens[at].deprel.base, Relation::Nmod | Relation::Appos)
        && under(tokens, at).iter().any(opens)
        && !has_case(tokens, at)
        && !(noun..at).any(|t| tokens[t].upos == Upos::Punct);
    let receiver = matches!(tokens[noun].deprel.base, Relation::Obl | Relation::Iobj)
        && matches!(tokens[noun].upos, Upos::Noun | Upos::Propn)
        && under(tokens, noun).iter().any(|&t| matches!(&*tokens[t].lemma, "à" | "to"))
        && tokens[verb].upos == Upos::Verb;
    let passive = |&t: &usize| tokens[t].deprel.is_sub("pass");
    let taken = |&t: &usize| tokens[t].deprel.base == Relation::Obj || passive(&t);
    if counted && receiver && !under(tokens, verb).iter().any(taken) {
        set(&mut tokens[at], Some(verb), "obj");
    }
}

/// "had vowed to veto the deal but later backed down": what is told of the past is no part of
/// the wish before it.
pub(super) fn told_after_wish(tokens: &mut [Token], at: usize) {
    let Some(wish) = tokens[at].head.filter(|&wish| wish < at) else { return };
    let Some(verb) = tokens[wish].head.filter(|&verb| verb < wish) else { return };
    let below = under(tokens, at);
    let own = |relation: Relation| below.iter().any(|&t| tokens[t].deprel.base == relation);
    // The form of a participle may be that of the past.
    let told = tokens[at].deprel.base == Relation::Conj
        && tokens[at].upos == Upos::Verb
        && tokens[at].feats.has("Tense", "Past")
        && !own(Relation::Nsubj)
        && !own(Relation::Aux);
    let wished = tokens[wish].feats.has("VerbForm", "Inf")
        && matches!(tokens[wish].deprel.base, Relation::Xcomp)
        && tokens[verb].upos == Upos::Verb;
    if told && wished {
        set(&mut tokens[at], Some(verb), "conj");
    }
}

/// "two days of fighting between X and Y": a gerund behind a preposition, without subject and
/// object, is the noun that is known to name a happening.
pub(super) fn gerund_as_noun(pack: &Pack, tokens: &mut [Token], at: usize) {
    let form = tokens[at].form.to_lowercase();
    if tokens[at].upos != Upos::Verb || !form.ends_with("ing") {
        return;
    }
    let below = under(tokens, at);
    let clausal = |&t: &usize| {
        use Relation::{Advcl, Aux, Ccomp, Nsubj, Obj, Xcomp};
        matches!(tokens[t].deprel.base, Aux | Nsubj | Obj | Ccomp | Xcomp | Advcl)
    };
    let mark = below.iter().copied().find(|&t| {
        t < at
            && matches!(tokens[t].deprel.base, Relation::Mark | Relation::Case)
            && matches!(&*tokens[t].lemma, "of" | "in" | "during" | "after" | "amid")
    });
    let list = pack.words("evoke");
    let known = || list.find(&form).any(|row| list.cell(row, "upos") == "NOUN");
    let Some(mark) = mark.filter(|_| !below.iter().any(clausal) && known()) else { return };
    tokens[at].upos = Upos::Noun;
    tokens[at].lemma = form.into();
    let head = tokens[at].head;
    let verbal = head.is_some_and(|head| tokens[head].upos == Upos::Verb);
    set(&mut tokens[at], head, if verbal { "obl" } else { "nmod" });
    set(&mut tokens[mark], Some(at), "case");
    for t in below {
        if tokens[t].deprel.base == Relation::Obl {
            set(&mut tokens[t], Some(at), "nmod");
        }
    }
}

/// "Fighting erupted between X and Y": a gerund at the head of a sentence that a finite verb
/// follows is its subject.
pub(super) fn gerund_as_subject(pack: &Pack, tokens: &mut [Token], at: usize) {
    let form = tokens[at].form.to_lowercase();
    if at > 0 || tokens[at].upos != Upos::Verb || !form.ends_with("ing") {
        return;
    }
    let list = pack.words("evoke");
    let known = list.find(&form).any(|row| list.cell(row, "upos") == "NOUN");
    let next = at + 1;
    let told = tokens.get(next).is_some_and(|verb| {
        verb.upos == Upos::Verb && verb.head == Some(at) && verb.feats.has("Tense", "Past")
    });
    if !known || !told {
        return;
    }
    for t in under(tokens, at) {
        tokens[t].head = Some(next);
    }
    let (head, deprel) = (tokens[at].head, tokens[at].deprel.clone());
    tokens[next].head = head;
    tokens[next].deprel = deprel;
    tokens[next].feats = recoupe_model::Feats::new("Mood=Ind|Tense=Past|VerbForm=Fin");
    tokens[at].upos = Upos::Noun;
    tokens[at].lemma = form.into();
    set(&mut tokens[at], Some(next), "nsubj");
}

/// "the pact, which Japan and Peru signed": a name between a relative pronoun and its verb acts,
/// and the pronoun is what it acts upon.
pub(super) fn relative_object(tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&verb| verb > at + 1) else { return };
    let relative = tokens[at].deprel.base == Relation::Nsubj
        && matches!(&*tokens[at].form.to_lowercase(), "which" | "that" | "whom" | "who");
    let Some(noun) = tokens[verb].head.filter(|&noun| relative && noun < at) else { return };
    let inner = |t: &usize| tokens[*t].head == Some(noun) && tokens[*t].upos == Upos::Propn;
    let loose = |t: &usize| {
        matches!(tokens[*t].deprel.base, Relation::Appos | Relation::Nmod | Relation::Conj)
    };
    let actor = (at + 1..verb).find(|t| inner(t) && loose(t) && !has_case(tokens, *t));
    let Some(actor) = actor.filter(|&actor| actor <= at + 2) else { return };
    let taken =
        |&t: &usize| tokens[t].deprel.base == Relation::Obj || tokens[t].deprel.is_sub("pass");
    if !is_finite_clause(tokens, verb) || under(tokens, verb).iter().any(taken) {
        return;
    }
    set(&mut tokens[at], Some(verb), "obj");
    set(&mut tokens[actor], Some(verb), "nsubj");
    if tokens[verb].deprel.base == Relation::Acl {
        set(&mut tokens[verb], Some(noun), "acl:relcl");
        tokens[verb].feats = recoupe_model::Feats::new("Mood=Ind|Tense=Past|VerbForm=Fin");
    }
}

/// A verb that may be the head of a finite clause: not an infinitive, nor behind "to".
fn is_finite_clause(tokens: &[Token], verb: usize) -> bool {
    tokens[verb].upos == Upos::Verb && !tokens[verb].feats.has("VerbForm", "Inf")
}
