//! Verbs of speech: what they hold, and what is said of the saying.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, is_comma, is_verbal, set, under};
use crate::lang::Pack;

/// Whether a verb of speech takes what is said in this shape.
fn says(pack: &Pack, verb: &Token, shape: &str) -> bool {
    let table = pack.words("reporting_verb");
    table.find(&verb.lemma).any(|row| table.cell(row, "takes").split(',').any(|it| it == shape))
}

/// « La situation, a expliqué un diplomate, reste tendue »: a verb of speech with its subject,
/// between commas, parts a subject from its own verb.
pub(super) fn interrupted(pack: &Pack, tokens: &mut [Token], at: usize) {
    let finite = |token: &Token| {
        matches!(token.upos, Upos::Verb | Upos::Aux) && token.feats.has("VerbForm", "Fin")
    };
    let comma = |t: usize| tokens.get(t).is_some_and(|token| &*token.form == ",");
    if tokens[at].upos != Upos::Verb || !says(pack, &tokens[at], "quote") {
        return;
    }
    let opens = if at > 0 && tokens[at - 1].upos == Upos::Aux { at - 1 } else { at };
    if opens < 2 || !comma(opens - 1) {
        return;
    }
    let below = under(tokens, at);
    let subject = |t: &usize| tokens[*t].deprel.base == Relation::Nsubj && *t + 1 < opens;
    let Some(subject) = below.iter().copied().find(subject) else { return };
    let speaks = |t: &usize| {
        matches!(tokens[*t].upos, Upos::Noun | Upos::Propn)
            && matches!(tokens[*t].deprel.base, Relation::Obj | Relation::Nsubj)
            && *t > at
            && !has_case(tokens, *t)
    };
    let Some(speaker) = below.iter().copied().find(speaks) else { return };
    let Some(close) = (speaker + 1..tokens.len()).find(|&t| comma(t)) else { return };
    let Some(verb) = (close + 1..tokens.len().min(close + 4)).find(|&t| finite(&tokens[t])) else {
        return;
    };
    let helps = matches!(tokens[verb].deprel.base, Relation::Aux | Relation::Cop);
    let main = if helps { tokens[verb].head.unwrap_or(verb) } else { verb };
    let own = under(tokens, main).iter().any(|&t| tokens[t].deprel.base == Relation::Nsubj);
    let between = tokens[close + 1..verb]
        .iter()
        .all(|token| matches!(token.upos, Upos::Adv | Upos::Pron | Upos::Part | Upos::Aux));
    if tokens[main].head != Some(at) || own || !between || main < close {
        return;
    }
    let (head, deprel) = (tokens[at].head, tokens[at].deprel.clone());
    tokens[main].head = head;
    tokens[main].deprel = deprel;
    set(&mut tokens[at], Some(main), "parataxis");
    set(&mut tokens[subject], Some(main), "nsubj");
    set(&mut tokens[speaker], Some(at), "nsubj");
}

/// "The base is closed," a spokeswoman, Ana Ruiz, told reporters: who stands between the end of the quotation and a verb of
/// speech without subject speaks, even where a parser makes an object of the quoted verb of her.
pub(super) fn quoted_subject(pack: &Pack, tokens: &mut [Token], at: usize) {
    let verb = &tokens[at];
    let is_spoken = verb.upos == Upos::Verb
        && verb.feats.has("VerbForm", "Fin")
        && pack.words("reporting_verb").has(&verb.lemma);
    let has_subject = under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Nsubj);
    if !is_spoken || has_subject {
        return;
    }
    let is_mark = |t: &usize| matches!(&*tokens[*t].form, "\"" | "”" | "»");
    let Some(close) = (0..at).rev().find(is_mark) else { return };
    let inside = close + 1..at;
    let opens = |t: &usize| {
        let token = &tokens[*t];
        matches!(token.upos, Upos::Noun | Upos::Propn)
            && token.head.is_none_or(|up| !inside.contains(&up))
            && !has_case(tokens, *t)
    };
    let mut nouns = inside.clone().filter(opens);
    let (Some(noun), None) = (nouns.next(), nouns.next()) else { return };
    // The quotation must hang on the verb of speech.
    let holds = tokens[noun].head.is_some_and(|up| tokens[up].head == Some(at) && up < close);
    if holds {
        set(&mut tokens[noun], Some(at), "nsubj");
    }
}

/// "said on Monday it had sold ten trucks": what stands between a verb of speech and the subject of
/// what is said tells when or where it was said. "said hours later that …" is the same with an adverb.
pub(super) fn behind_speech(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(head) = tokens[at].head else { return };
    if tokens[head].upos == Upos::Adv && tokens[at].deprel.base == Relation::Ccomp {
        let verb = tokens[head].head.filter(|&verb| verb < head);
        let that = |t: &usize| matches!(&*tokens[*t].lemma, "that" | "que") && *t == head + 1;
        if let Some(verb) = verb.filter(|&verb| says(pack, &tokens[verb], "clause"))
            && under(tokens, at).iter().any(that)
        {
            set(&mut tokens[at], Some(verb), "ccomp");
        }
        return;
    }
    if head < at || tokens[at].deprel.base != Relation::Obl {
        return;
    }
    let Some(verb) = tokens[head].head.filter(|&verb| verb < at) else { return };
    let said = tokens[head].deprel.base == Relation::Ccomp
        && tokens[verb].upos == Upos::Verb
        && says(pack, &tokens[verb], "clause");
    let below = under(tokens, at);
    let first = below.iter().copied().chain([at]).min().unwrap_or(at);
    let last = below.iter().copied().chain([at]).max().unwrap_or(at);
    let subject = |t: &usize| tokens[*t].deprel.base == Relation::Nsubj && *t > last;
    if said && first == verb + 1 && under(tokens, head).iter().any(subject) {
        tokens[at].head = Some(verb);
    }
}

/// "told reporters that the rebels had left", "said on Friday that …": what stands behind a verb
/// of speech and its hearer or day is what is said, not a clause about the hearer or the day.
pub(super) fn told_clause(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < noun) else { return };
    let relative = tokens[at].deprel.base == Relation::Acl && tokens[verb].upos == Upos::Verb;
    let is_that =
        |&t: &usize| matches!(&*tokens[t].lemma, "that" | "que") && tokens[t].head == Some(at);
    let Some(that) = (noun + 1..at).find(is_that) else { return };
    // "said, on condition of anonymity, that …": what stands between commas is no antecedent either.
    let comma = |t: usize| tokens.get(t).is_some_and(|t| &*t.form == ",");
    let introduced = that == noun + 1 || comma(that - 1) && (verb + 1..noun).any(comma);
    let own = |relation: Relation| {
        under(tokens, at).into_iter().any(|t| t != that && tokens[t].deprel.base == relation)
    };
    // "the reporters that he met": then the clause lacks an object, or its subject is "that".
    let complete = || {
        own(Relation::Nsubj)
            && (own(Relation::Obj)
                || own(Relation::Cop)
                || own(Relation::Obl)
                || own(Relation::Aux))
    };
    if relative && introduced && says(pack, &tokens[verb], "clause") && complete() {
        set(&mut tokens[at], Some(verb), "ccomp");
        set(&mut tokens[that], Some(at), "mark");
    }
}

/// "said, on condition of anonymity, that …": the conjunction of what is said is no object in it.
pub(super) fn conjunction_of_speech(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&verb| verb < at) else { return };
    let spoken = tokens[at].deprel.base == Relation::Ccomp && says(pack, &tokens[verb], "clause");
    let objects = under(tokens, at);
    let mut objects = objects.iter().filter(|&&t| tokens[t].deprel.base == Relation::Obj);
    let (Some(&that), Some(_)) = (objects.next(), objects.next()) else { return };
    let bare = that < at && matches!(&*tokens[that].lemma, "that" | "que");
    if spoken && bare {
        set(&mut tokens[that], Some(at), "mark");
        tokens[that].upos = Upos::Sconj;
    }
}

/// « supplie les juges d'attendre »: what a verb of speech wants its hearer to do.
pub(super) fn wanted_of_hearer(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let Some(verb) = tokens[noun].head.filter(|&verb| verb < noun) else { return };
    let clause = tokens[at].deprel.base == Relation::Acl
        && tokens[at].feats.has("VerbForm", "Inf")
        && matches!(tokens[noun].deprel.base, Relation::Obj | Relation::Iobj)
        && tokens[verb].upos == Upos::Verb;
    if clause && says(pack, &tokens[verb], "infinitive") {
        set(&mut tokens[at], Some(verb), "xcomp");
    }
}

/// "dismissed as fabrications reports that …", "rejected as 'fake news' claims that …": the report that is judged,
/// taken for a verb.
pub(super) fn judged_report(pack: &Pack, tokens: &mut [Token], at: usize) {
    let is_report = pack.words("allegation").has(&tokens[at].lemma.to_lowercase());
    if tokens[at].upos != Upos::Verb || !is_report || at == 0 {
        return;
    }
    let calls_false = |t: usize| {
        let list = pack.words("falsehood");
        let words = [tokens[t].lemma.to_lowercase(), tokens[t].form.to_lowercase()];
        words.iter().any(|word| list.get(word, "sort") == Some("false"))
    };
    let judges = |t: usize| pack.words("judging_verb").has(&tokens[t].lemma.to_lowercase());
    // The judging verb stands before « as » and the word that calls false, without a break.
    let before = at.saturating_sub(JUDGED)..at;
    let Some(verb) = before.clone().rev().find(|&t| is_verbal(&tokens[t]) && judges(t)) else {
        return;
    };
    let joined = (verb + 1..at).all(|t| !is_comma(&tokens[t]));
    let called = (verb + 1..at).any(calls_false);
    if !joined || !called || &*tokens[verb + 1].lemma != "as" {
        return;
    }
    let (above, relation) = (tokens[at].head, tokens[at].deprel.clone());
    let subject =
        tokens[verb].head.filter(|&t| tokens[verb].deprel.base == Relation::Acl && t < verb);
    if above != Some(verb) {
        tokens[verb].head = above;
        tokens[verb].deprel = relation;
    }
    if let Some(subject) = subject {
        set(&mut tokens[subject], Some(verb), "nsubj");
    }
    for t in under(tokens, at) {
        match tokens[t].deprel.base {
            Relation::Ccomp => set(&mut tokens[t], Some(at), "acl"),
            Relation::Nsubj | Relation::Punct => tokens[t].head = Some(verb),
            Relation::Case | Relation::Compound | Relation::Amod => {}
            _ if t < at => tokens[t].head = Some(verb),
            _ => {}
        }
    }
    tokens[at].upos = Upos::Noun;
    set(&mut tokens[at], Some(verb), "obj");
}

/// Words between a verb that judges and the report that it judges.
const JUDGED: usize = 7;

/// "The army denies reports that money was paid": two verbs in a row, the second of which holds a clause with
/// "that" and is a noun for what somebody has said, are a verb and its object.
pub(super) fn held_report(pack: &Pack, tokens: &mut [Token], at: usize) {
    let is_report = at > 1
        && tokens[at].upos == Upos::Verb
        && pack.words("allegation").has(&tokens[at].lemma)
        && tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Sconj);
    let mistaken = pack.words("mistaken_verb");
    let lemma =
        |token: &Token| mistaken.get(&token.form.to_lowercase(), "lemma").map(str::to_owned);
    let is_finite = |token: &Token| token.upos == Upos::Verb && token.feats.has("VerbForm", "Fin");
    let verb = at.saturating_sub(1);
    if !is_report || !is_finite(&tokens[verb]) && lemma(&tokens[verb]).is_none() {
        return;
    }
    let (head, deprel) = (tokens[at].head, tokens[at].deprel.clone());
    if let Some(lemma) = lemma(&tokens[verb]) {
        tokens[verb].lemma = lemma.as_str().into();
    }
    tokens[verb].upos = Upos::Verb;
    tokens[verb].head = head;
    tokens[verb].deprel = deprel;
    for t in under(tokens, at).into_iter().filter(|&t| t != verb) {
        match tokens[t].deprel.base {
            Relation::Ccomp if t > at => set(&mut tokens[t], Some(at), "acl"),
            _ => tokens[t].head = Some(verb),
        }
    }
    // What stands before the verb is its subject, whatever it was taken for.
    let has_subject = under(tokens, verb).iter().any(|&t| tokens[t].deprel.base == Relation::Nsubj);
    let before = verb - 1;
    if !has_subject && matches!(tokens[before].upos, Upos::Noun | Upos::Propn | Upos::Pron) {
        set(&mut tokens[before], Some(verb), "nsubj");
    }
    for t in (0..before).filter(|&t| tokens[t].head == Some(verb)).collect::<Vec<_>>() {
        let modifies =
            matches!(tokens[t].deprel.base, Relation::Det | Relation::Amod | Relation::Compound);
        if modifies {
            tokens[t].head = Some(before);
        }
    }
    tokens[at].upos = Upos::Noun;
    set(&mut tokens[at], Some(verb), "obj");
}
