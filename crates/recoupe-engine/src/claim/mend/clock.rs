//! "14.20 GMT Rebels attacked Kati", « 16 h 45 La Russie a expulsé … »: the time of day before a note of a running
//! report is no part of its sentence.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, set, under};
use crate::lang::Pack;

/// Parts the clock at the start of a sentence from what follows it.
pub(super) fn at_start(pack: &Pack, tokens: &mut [Token]) {
    let end = length(pack, tokens);
    if end == 0 || end >= tokens.len() {
        return;
    }
    let is_verb =
        |t: &usize| tokens[*t].upos == Upos::Verb && tokens[*t].head.is_none_or(|up| up < end);
    let root = (end..tokens.len()).find(|&t| tokens[t].head.is_none());
    let Some(root) = root.or_else(|| (end..tokens.len()).find(is_verb)) else { return };
    let top = (0..end).find(|&t| tokens[t].head.is_none_or(|up| up >= end)).unwrap_or(0);
    let lent = tokens[top].deprel.base == Relation::Nsubj;
    let above = tokens[top].head.filter(|_| lent);
    for (t, token) in tokens.iter_mut().enumerate().skip(end) {
        if t == root || token.head.is_none_or(|up| up >= end) {
            continue;
        }
        // « 16 h 45 La Russie a expulsé »: what hangs on the clock as the subject is the subject itself.
        let nominal = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron);
        match above {
            Some(verb) if nominal && t < verb => set(token, Some(verb), "nsubj"),
            _ => token.head = Some(root),
        }
    }
    if tokens[root].head.is_some() {
        set(&mut tokens[root], None, "root");
    }
    for token in &mut tokens[..end] {
        set(token, Some(root), "discourse");
    }
    bare_object(tokens, root);
}

/// What stands right behind the verb without a preposition is its object.
fn bare_object(tokens: &mut [Token], verb: usize) {
    let below = under(tokens, verb);
    let taken = below.iter().any(|&t| tokens[t].deprel.base == Relation::Obj);
    let next = below.into_iter().find(|&t| {
        let nominal = matches!(tokens[t].upos, Upos::Noun | Upos::Propn);
        t > verb && nominal && tokens[t].deprel.base == Relation::Xcomp && !has_case(tokens, t)
    });
    if let Some(next) = next.filter(|_| !taken) {
        tokens[verb].feats = recoupe_model::Feats::new("Mood=Ind|Tense=Past|VerbForm=Fin");
        set(&mut tokens[next], Some(verb), "obj");
    }
}

/// How many words the clock at the start of a sentence has; none where there is no clock.
fn length(pack: &Pack, tokens: &[Token]) -> usize {
    let list = pack.words("time_word");
    let of_clock = |class: &str| matches!(class, "ampm" | "zone" | "hours");
    let is_clock_word = |form: &str| list.find(form).any(|row| of_clock(list.cell(row, "class")));
    let is_word = |t: usize| tokens.get(t).is_some_and(|it| is_clock_word(&it.form.to_lowercase()));
    let is_number = |t: usize| tokens.get(t).is_some_and(|it| is_digits(&it.form));
    let first = tokens.first().map_or("", |it| &*it.form);
    // « 14.20 » alone may be an amount: a zone or half of the day behind it tells.
    let mut end = match first {
        form if is_clock(form, &[':', 'h', 'H']) => 1,
        form if is_clock(form, &['.']) && is_word(1) => 1,
        form if is_digits(form) && is_word(1) && is_number(2) => 3,
        _ => return 0,
    };
    while is_word(end) || tokens.get(end).is_some_and(|it| it.upos == Upos::Punct) {
        end += 1;
    }
    end
}

/// « 16h45 », "14:20"
fn is_clock(form: &str, marks: &[char]) -> bool {
    form.split_once(marks)
        .is_some_and(|(hour, minute)| is_digits(hour) && is_digits(minute) && minute.len() == 2)
}

fn is_digits(form: &str) -> bool {
    matches!(form.len(), 1 | 2) && form.bytes().all(|it| it.is_ascii_digit())
}
