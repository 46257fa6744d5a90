//! What is joined and what only renames: names of a list and behind a comma, and those by whom something was done.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, is_comma, set, under};
use crate::lang::Pack;

/// « L'Angola, la Namibie et le Botswana »: of names behind one another, the last with a conjunction, none renames
/// the one before.
pub(super) fn listed_name(tokens: &mut [Token], at: usize) {
    let Some(first) = tokens[at].head.filter(|&first| first < at) else { return };
    let name = |t: usize| tokens[t].upos == Upos::Propn;
    if tokens[at].deprel.base != Relation::Appos || !name(at) || !name(first) {
        return;
    }
    let article = |t: usize| {
        let mut below = under(tokens, t).into_iter();
        below.find(|&d| d < t && tokens[d].deprel.base == Relation::Det)
    };
    let opens = article(at).unwrap_or(at);
    let behind_comma = opens > 0 && is_comma(&tokens[opens - 1]);
    // « Goma, Nord-Kivu et Ituri »: a list has an article before each of its names or before none.
    let alike = article(at).is_some() == article(first).is_some();
    let joined = under(tokens, at).into_iter().find(|&t| {
        tokens[t].deprel.base == Relation::Conj
            && name(t)
            && article(t).is_some() == article(at).is_some()
            && under(tokens, t).iter().any(|&c| tokens[c].upos == Upos::Cconj)
    });
    if behind_comma && alike && joined.is_some() {
        set(&mut tokens[at], Some(first), "conj");
    }
}

/// « Un matelot, Omar Sané, a été blessé »: a name between commas behind a subject is no second subject.
pub(super) fn second_subject(tokens: &mut [Token], at: usize) {
    let subject = |t: usize| tokens[t].deprel.base == Relation::Nsubj;
    let Some(verb) = tokens[at].head.filter(|&verb| verb > at && subject(at)) else { return };
    if tokens[at].upos != Upos::Propn {
        return;
    }
    let below = under(tokens, at);
    let opens = below.iter().copied().find(|&d| d < at && tokens[d].deprel.base == Relation::Det);
    let first = opens.unwrap_or(at);
    let behind_comma = first > 0 && is_comma(&tokens[first - 1]);
    let last = below.into_iter().filter(|&d| tokens[d].deprel.base == Relation::Flat).max();
    let before_comma = tokens.get(last.unwrap_or(at) + 1).is_some_and(is_comma);
    let noun = (0..first)
        .rev()
        .find(|&t| subject(t) && tokens[t].head == Some(verb) && tokens[t].upos == Upos::Noun);
    if let Some(noun) = noun.filter(|_| behind_comma && before_comma) {
        set(&mut tokens[at], Some(noun), "appos");
    }
}

/// "signed in Doha on 12 May by General Ana Ruiz and by Omar Sy": behind a passive, a person under the preposition of
/// who acts is no part of the day before, nor a clause of its own.
pub(super) fn agent_behind_day(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(above) = tokens[at].head.filter(|&above| above < at) else { return };
    let agents = pack.words("agent_case");
    let by = under(tokens, at).into_iter().any(|t| {
        tokens[t].deprel.base == Relation::Case && agents.has(&tokens[t].lemma.to_lowercase())
    });
    if !by || !matches!(tokens[at].upos, Upos::Noun | Upos::Propn) {
        return;
    }
    let is_passive = |verb: usize| {
        tokens[verb].upos == Upos::Verb
            && under(tokens, verb).iter().any(|&t| tokens[t].deprel.is_sub("pass"))
    };
    let verb = match tokens[at].deprel.base {
        Relation::Nmod if tokens[above].upos == Upos::Num => tokens[above].head,
        Relation::Conj if tokens[above].upos == Upos::Verb => Some(above),
        _ => None,
    };
    if let Some(verb) = verb.filter(|&verb| verb < at && is_passive(verb)) {
        set(&mut tokens[at], Some(verb), "obl:agent");
    }
}

/// "Forty-one of them were marked": a number that its stroke has parted is one number, and the subject of its verb.
pub(super) fn parted_number(tokens: &mut [Token], at: usize) {
    let Some(last) = tokens.get(at + 2).filter(|last| last.upos == Upos::Num) else { return };
    let touches = tokens[at].span.end() == tokens[at + 1].span.start()
        && tokens[at + 1].span.end() == last.span.start();
    let stroke = touches && &*tokens[at + 1].form == "-";
    let Some(verb) = last.head.filter(|&verb| verb > at + 2 && stroke) else { return };
    let is_subject = last.deprel.base == Relation::Nsubj;
    if tokens[at].upos == Upos::Num && is_subject && tokens[verb].head == Some(at) {
        let (head, relation) = (tokens[at].head, tokens[at].deprel.clone());
        tokens[verb].head = head;
        tokens[verb].deprel = relation;
        for t in under(tokens, at) {
            tokens[t].head = Some(verb);
        }
        set(&mut tokens[at], Some(at + 2), "compound");
    }
}

/// "Chad released 64 prisoners and a group freed five hostages": a noun right before a verb that is joined to the one
/// before and has no subject of its own is that subject, not one more of what the first verb has behind it.
pub(super) fn subject_of_joined(tokens: &mut [Token], at: usize) {
    let joined = tokens[at].deprel.base == Relation::Conj
        && tokens[at].upos == Upos::Verb
        && (tokens[at].feats.has("VerbForm", "Fin")
            || under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Aux));
    let Some(first) = tokens[at].head.filter(|&first| first < at && joined) else { return };
    let below = under(tokens, at);
    let own = |t: &usize| matches!(tokens[*t].deprel.base, Relation::Nsubj | Relation::Csubj);
    if tokens[first].upos != Upos::Verb || below.iter().any(own) {
        return;
    }
    let joint = (first + 1..at).rev().find(|&t| tokens[t].upos == Upos::Cconj);
    let Some(cc) = joint else { return };
    let noun = (cc + 1..at).find(|&t| {
        let above = tokens[t].head.filter(|&up| up > first && up < cc);
        tokens[t].deprel.base == Relation::Conj
            && matches!(tokens[t].upos, Upos::Noun | Upos::Propn)
            && above.is_some()
            && !has_case(tokens, t)
    });
    let Some(noun) = noun else { return };
    let parted = (noun + 1..at)
        .any(|t| tokens[t].upos == Upos::Cconj || is_comma(&tokens[t]) || is_verb(tokens, t));
    if !parted {
        tokens[cc].head = Some(at);
        set(&mut tokens[noun], Some(at), "nsubj");
    }
}

fn is_verb(tokens: &[Token], at: usize) -> bool {
    tokens[at].upos == Upos::Verb
}

/// "signed by X for Australia and by Y for Fiji", « pour la France par X et pour l'Italie par Y »: what is joined under
/// a preposition of its own is joined to what stands under the same one before.
pub(super) fn alike_by_preposition(tokens: &mut [Token], at: usize) {
    let Some(first) = tokens[at].head.filter(|&first| first < at) else { return };
    let Some(verb) = Some(first).filter(|&it| is_verb(tokens, it)).or(tokens[first].head) else {
        return;
    };
    let nominal = matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
    if tokens[at].deprel.base != Relation::Conj || !nominal || !is_verb(tokens, verb) {
        return;
    }
    let alike = |tokens: &[Token], case: &str| {
        (verb + 1..at).find(|&t| {
            tokens[t].head == Some(verb)
                && tokens[t].deprel.base == Relation::Obl
                && case_of(tokens, t).as_deref() == Some(case)
        })
    };
    let Some(own) = case_of(tokens, at) else { return };
    let Some(same) = alike(tokens, &own) else { return };
    // What follows under a preposition of the first half goes with what stands under it there.
    let below = under(tokens, at).into_iter().filter(|&t| t > at);
    let last = below.into_iter().find_map(|t| {
        let case = case_of(tokens, t).filter(|case| *case != own)?;
        alike(tokens, &case).map(|head| (t, head))
    });
    set(&mut tokens[at], Some(same), "conj");
    if let Some((last, head)) = last {
        set(&mut tokens[last], Some(head), "conj");
    }
}

/// "X signed for Australia and Y for Fiji": in the second half the verb is left out; its subject is joined to the
/// first subject, what stands under the preposition to what stood under the same one.
pub(super) fn gapped_half(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(first) = tokens[at].head.filter(|&first| first < at) else { return };
    let Some(verb) = tokens[first].head.filter(|&verb| verb < first) else { return };
    let bare = tokens[at].deprel.base == Relation::Conj
        && tokens[at].upos == Upos::Propn
        && tokens[first].deprel.base == Relation::Obl
        && tokens[verb].upos == Upos::Verb
        && !has_case(tokens, at);
    let on_behalf = |case: &String| pack.words("on_behalf").has(case);
    let Some(own) = case_of(tokens, first).filter(|case| bare && on_behalf(case)) else { return };
    let second = (at + 1..tokens.len()).find(|&t| {
        let below = tokens[t].head == Some(at) && tokens[t].deprel.base == Relation::Nmod
            || tokens[t].head == Some(verb) && tokens[t].deprel.base == Relation::Obl;
        below && tokens[t].upos == Upos::Propn && case_of(tokens, t).as_deref() == Some(&*own)
    });
    let is_subject = |&t: &usize| tokens[t].deprel.base == Relation::Nsubj && t < verb;
    let renamed = || tokens[verb].head.filter(|&up| up < verb && tokens[up].upos == Upos::Propn);
    let subject = under(tokens, verb).into_iter().find(is_subject).or_else(renamed);
    let (Some(second), Some(subject)) = (second, subject) else { return };
    let between = (at + 1..second).filter(|&t| tokens[t].head == Some(at));
    if tokens[subject].upos != Upos::Propn
        || between.into_iter().any(|t| tokens[t].deprel.base != Relation::Flat)
    {
        return;
    }
    set(&mut tokens[at], Some(subject), "conj");
    set(&mut tokens[second], Some(first), "conj");
}

/// The preposition of a phrase.
fn case_of(tokens: &[Token], at: usize) -> Option<String> {
    let case = under(tokens, at).into_iter().find(|&t| tokens[t].deprel.base == Relation::Case);
    case.map(|t| tokens[t].lemma.to_lowercase())
}
