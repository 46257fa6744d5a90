//! Readings that the order of the words rules out.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, is_weekday, set, under};
use crate::lang::Pack;

/// "Work on the plant began": a subject that is written like an infinitive is a noun.
pub(super) fn bare_subject(tokens: &mut [Token], at: usize) {
    let token = &tokens[at];
    let bare = token.upos == Upos::Verb
        && token.deprel.base == Relation::Nsubj
        && *token.form.to_lowercase() == *token.lemma
        && !under(tokens, at).iter().any(|&t| {
            matches!(tokens[t].deprel.base, Relation::Nsubj | Relation::Obj | Relation::Mark)
        });
    if bare {
        tokens[at].upos = Upos::Noun;
    }
}

/// "12 people dead and 30 injured", "three were killed and seven wounded": what a second number
/// counts is a toll of its own.
pub(super) fn second_toll(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(first) = tokens[at].head.filter(|&first| first < at) else { return };
    let joined = tokens[at].deprel.base == Relation::Conj
        && matches!(tokens[at].upos, Upos::Adj | Upos::Verb)
        && at > 0
        && tokens[at - 1].upos == Upos::Num;
    if !joined {
        return;
    }
    let form = tokens[at].form.to_lowercase();
    let list = pack.words("evoke");
    let counted = list
        .find(&form)
        .any(|row| list.cell(row, "upos") == "NOUN" && list.cell(row, "frame") == "casualties");
    let busy = under(tokens, at).iter().any(|&t| {
        let token = &tokens[t];
        matches!(token.deprel.base, Relation::Aux | Relation::Cop | Relation::Obj)
            || token.deprel.base == Relation::Nsubj && t != at - 1
    });
    let own = tokens[at - 1].head == Some(at) || tokens[at - 1].deprel.base == Relation::Conj;
    if !counted || busy || !own {
        return;
    }
    let described = tokens[first].deprel.base == Relation::Amod;
    let people = tokens[first].head.filter(|&people| people < first && described);
    tokens[at].upos = Upos::Noun;
    tokens[at].lemma = form.into();
    set(&mut tokens[at - 1], Some(at), "nummod");
    if let Some(people) = people {
        set(&mut tokens[at], Some(people), "parataxis");
    }
}

/// « éclaté le 11 juin près de Brest »: what is near a place is not near a day.
pub(super) fn near_after_day(tokens: &mut [Token], at: usize) {
    let Some(day) = tokens[at].head.filter(|&day| day < at) else { return };
    let near = tokens[at].upos == Upos::Adv
        && tokens[at].deprel.base == Relation::Advmod
        && under(tokens, at).iter().any(|&t| has_case(tokens, t));
    let dated = tokens[day].upos == Upos::Num && tokens[day].deprel.base == Relation::Obl;
    if near && dated {
        tokens[at].head = tokens[day].head;
    }
}

/// "gave Moldova fourteen ambulances": a name before a number or article is not a part of the
/// noun behind it, but another thing that the verb takes.
pub(super) fn name_before_number(tokens: &mut [Token], at: usize) {
    let Some(above) = tokens[at].head.filter(|&above| above > at) else { return };
    // The parser may also hang the name from the number.
    let number = above == at + 1 && tokens[above].upos == Upos::Num;
    let Some(noun) = (if number { tokens[above].head } else { Some(above) }) else { return };
    if noun <= at + 1 {
        return;
    }
    let part = matches!(tokens[at].deprel.base, Relation::Compound | Relation::Nmod)
        && tokens[at].upos == Upos::Propn
        && !has_case(tokens, at);
    let next = &tokens[at + 1];
    let opens = next.head == Some(noun) && matches!(next.upos, Upos::Num | Upos::Det);
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < at) else { return };
    let taken = tokens[noun].deprel.base == Relation::Obj && tokens[verb].upos == Upos::Verb;
    if part && opens && taken {
        set(&mut tokens[at], Some(verb), "iobj");
    }
}

/// "in Phnom Penh": a preposition belongs to the head of a name, not to its second word.
pub(super) fn case_of_name(tokens: &mut [Token], at: usize) {
    let Some(part) = tokens[at].head.filter(|&part| part > at) else { return };
    let whole = tokens[part].head.filter(|&whole| whole > at && whole < part);
    let inner = tokens[part].deprel.base == Relation::Flat;
    if tokens[at].deprel.base == Relation::Case && inner && whole.is_some() {
        tokens[at].head = whole;
    }
}

/// "The lawmaker Paul Ravel was arrested": a name right behind a subject is the subject's.
pub(super) fn named_subject(tokens: &mut [Token], at: usize) {
    let Some(noun) = at.checked_sub(1).filter(|&noun| tokens[noun].upos == Upos::Noun) else {
        return;
    };
    let is_subject = |t: usize| tokens[t].deprel.base == Relation::Nsubj;
    let both = is_subject(at) && is_subject(noun) && tokens[at].head == tokens[noun].head;
    if both && tokens[at].upos == Upos::Propn && !has_case(tokens, at) {
        set(&mut tokens[at], Some(noun), "appos");
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
        && !has_case(tokens, at);
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
    let outer =
        tokens[inner].head.filter(|&outer| outer < case && tokens[outer].upos == Upos::Noun);
    set(&mut tokens[at], Some(outer.unwrap_or(inner)), "nmod");
}

/// « trouvés morts », « portées disparues »: a bare participle is what somebody was found as.
pub(super) fn bare_participle(tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&verb| verb < at) else { return };
    let passive = |t: &usize| tokens[*t].deprel.is_sub("pass");
    let bare = tokens[at].upos == Upos::Verb
        && tokens[at].deprel.base == Relation::Xcomp
        && !tokens[at].feats.has("VerbForm", "Inf")
        && !tokens[at].feats.has("Tense", "Pres")
        && under(tokens, at).iter().all(|&t| tokens[t].deprel.base == Relation::Obl);
    if !bare || !under(tokens, verb).iter().any(passive) {
        return;
    }
    let mut lemma = tokens[at].form.to_lowercase();
    for (name, value, ending) in [("Number", "Plur", 's'), ("Gender", "Fem", 'e')] {
        if tokens[at].feats.has(name, value) && lemma.ends_with(ending) {
            lemma.pop();
        }
    }
    tokens[at].upos = Upos::Adj;
    tokens[at].lemma = lemma.into();
}

/// « l'attaque présumée »: a participle alone behind its noun may be an adjective that is listed.
pub(super) fn listed_participle(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let alone = tokens[at].upos == Upos::Verb
        && tokens[at].deprel.base == Relation::Acl
        && tokens[noun].upos == Upos::Noun
        && under(tokens, at).is_empty();
    if !alone {
        return;
    }
    let form = tokens[at].form.to_lowercase();
    if pack.words("hedge").has(&form) {
        tokens[at].upos = Upos::Adj;
        tokens[at].lemma = form.into();
        set(&mut tokens[at], Some(noun), "amod");
    }
}

/// « la Hongrie aurait, de son côté, livré »: an auxiliary has no subject of its own.
pub(super) fn under_auxiliary(tokens: &mut [Token], at: usize) {
    let Some(auxiliary) = tokens[at].head else { return };
    let main = tokens[auxiliary].head;
    let is_auxiliary = tokens[auxiliary].deprel.base == Relation::Aux;
    if is_auxiliary && tokens[at].deprel.base == Relation::Nsubj && main != Some(at) {
        tokens[at].head = main.or(Some(auxiliary));
    }
}

/// « le traité entre le Pérou et le Chili »: what is between has two ends.
pub(super) fn between(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let joined = tokens[at].deprel.base == Relation::Conj
        && under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Cc);
    let groups = pack.words("case_group");
    let is_between = |case: usize| {
        let mut rows = groups.find(&tokens[case].lemma);
        tokens[case].deprel.base == Relation::Case
            && rows.any(|row| groups.cell(row, "group") == "BETWEEN")
    };
    let first = |t: &usize| {
        *t > noun
            && *t < at
            && tokens[*t].deprel.base == Relation::Nmod
            && tokens[*t].upos == tokens[at].upos
            && under(tokens, *t).into_iter().any(is_between)
            && !under(tokens, *t).iter().any(|&d| tokens[d].deprel.base == Relation::Conj)
    };
    if let Some(first) = under(tokens, noun).into_iter().find(first).filter(|_| joined) {
        tokens[at].head = Some(first);
    }
}

/// "a prisoner swap": a noun before a noun is a part of its name.
pub(super) fn noun_as_adjective(tokens: &mut [Token], at: usize) {
    let head = tokens[at].head;
    let part = tokens[at].upos == Upos::Noun
        && tokens[at].deprel.base == Relation::Amod
        && head.is_some_and(|head| head > at && tokens[head].upos == Upos::Noun);
    if part {
        set(&mut tokens[at], head, "compound");
    }
}

/// "has yet to ratify": an adverb before the mark of an infinitive belongs to the verb above.
pub(super) fn adverb_before_infinitive(tokens: &mut [Token], at: usize) {
    let Some(infinitive) = tokens[at].head.filter(|&head| head > at + 1) else { return };
    let mark = &tokens[at + 1];
    let marked = mark.head == Some(infinitive) && mark.deprel.base == Relation::Mark;
    let above = tokens[infinitive].head.filter(|&above| above < at);
    let open = tokens[infinitive].deprel.base == Relation::Xcomp;
    if tokens[at].upos == Upos::Adv && marked && open && above.is_some() {
        tokens[at].head = above;
    }
}

/// « assure ne pas s'être retiré »: the denial stands before the infinitive that it denies, not behind the verb
/// that holds this.
pub(super) fn denied_infinitive(tokens: &mut [Token], at: usize) {
    let is = |t: usize, words: &[&str]| {
        tokens.get(t).is_some_and(|token| words.contains(&&*token.form.to_lowercase()))
    };
    if !is(at, &["ne", "n'", "n’"]) || !is(at + 1, &["pas", "plus", "jamais", "rien"]) {
        return;
    }
    let between = |token: &Token| matches!(token.upos, Upos::Pron | Upos::Aux | Upos::Adv);
    let Some(verb) = (at + 2..tokens.len().min(at + 7)).find(|&t| !between(&tokens[t])) else {
        return;
    };
    let infinitive = (at + 2..=verb).any(|t| tokens[t].feats.has("VerbForm", "Inf"));
    let held = |t: usize| tokens[t].head.is_some_and(|head| head < at);
    if tokens[verb].upos == Upos::Verb && infinitive {
        for t in [at, at + 1].into_iter().filter(|&t| held(t)).collect::<Vec<_>>() {
            tokens[t].head = Some(verb);
        }
    }
}

/// « a annoncé la police mercredi »: a day behind a subject that follows its verb is the verb's.
pub(super) fn day_under_subject(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < noun) else { return };
    let bare = !has_case(tokens, at);
    // « placé en détention mercredi », « nommé chef d'état-major mercredi » too.
    let argument =
        matches!(tokens[noun].deprel.base, Relation::Nsubj | Relation::Obl | Relation::Xcomp);
    let behind = argument && tokens[verb].upos == Upos::Verb;
    let below = tokens[at].deprel.base == Relation::Nmod;
    if below && behind && bare && is_weekday(pack, &tokens[at]) {
        set(&mut tokens[at], Some(verb), "obl:mod");
    }
}
