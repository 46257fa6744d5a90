//! "sentenced her in March to 12 years": a day between a verb and what goes with it, which a parser makes part of
//! that.

use recoupe_model::{Relation, Token, Upos};

use super::set;
use crate::lang::Pack;

/// Words that a day or month may take: "on Monday, July 9, 2026".
const WORDS: usize = 6;

/// Gives a day its own preposition, and the noun behind it the next one.
pub(super) fn between(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(end) = end_of_day(pack, tokens, at + 1) else { return };
    let is_case = |t: usize| tokens[t].upos == Upos::Adp && tokens[t].deprel.base == Relation::Case;
    // The preposition of the day is taken for that of the noun.
    let is_parted = tokens[at].head.is_some_and(|head| head >= end);
    if !is_case(at) || !is_parted || tokens.get(end).is_none_or(|it| it.upos != Upos::Adp) {
        return;
    }
    let is_noun = |t: &usize| matches!(tokens[*t].upos, Upos::Noun | Upos::Propn);
    let is_inside =
        |t: &usize| matches!(tokens[*t].upos, Upos::Num | Upos::Adj | Upos::Det | Upos::Adv);
    let Some(noun) = (end + 1..tokens.len()).find(|t| !is_inside(t)).filter(is_noun) else {
        return;
    };
    let Some(verb) = (0..at).rev().find(|&t| tokens[t].upos == Upos::Verb) else { return };
    let day = at + 1;
    set(&mut tokens[at], Some(day), "case");
    set(&mut tokens[day], Some(verb), "obl");
    for token in &mut tokens[day + 1..end] {
        set(token, Some(day), if token.upos == Upos::Punct { "punct" } else { "nummod" });
    }
    set(&mut tokens[end], Some(noun), "case");
    set(&mut tokens[noun], Some(verb), "obl");
    for token in &mut tokens[end + 1..noun] {
        let relation = if token.upos == Upos::Num { "nummod" } else { "amod" };
        set(token, Some(noun), relation);
    }
}

/// « prolongé lundi de 60 jours »: what is counted behind a day goes with the verb before it.
pub(super) fn counted_behind(pack: &Pack, tokens: &mut [Token], at: usize) {
    if tokens[at].upos != Upos::Verb {
        return;
    }
    let Some(end) = end_of_day(pack, tokens, at + 1) else { return };
    let (Some(case), Some(count)) = (tokens.get(end), tokens.get(end + 1)) else { return };
    if case.upos != Upos::Adp || count.upos != Upos::Num {
        return;
    }
    let Some(noun) = (end + 2..tokens.len()).find(|&t| tokens[t].upos != Upos::Num) else { return };
    let is_of_day = tokens[noun].head.is_some_and(|head| (at + 1..end).contains(&head));
    if tokens[noun].upos == Upos::Noun && is_of_day {
        set(&mut tokens[noun], Some(at), "obl");
    }
}

/// Where the words of a day or month end that begin there.
fn end_of_day(pack: &Pack, tokens: &[Token], from: usize) -> Option<usize> {
    let table = pack.words("time_word");
    let is_named = |token: &Token| {
        let mut rows = table.find(&token.form.to_lowercase());
        let is_large = token.form.starts_with(char::is_uppercase);
        // "may", « mars » are more than months.
        rows.any(|row| match table.cell(row, "class") {
            "weekday" => true,
            "month" => is_large,
            _ => false,
        })
    };
    let is_number = |token: &Token| token.form.starts_with(|c: char| c.is_ascii_digit());
    let is_day = |token: &Token| is_named(token) || is_number(token) || &*token.form == ",";
    if !tokens.get(from).is_some_and(is_named) {
        return None;
    }
    let rest = tokens[from..].iter().take(WORDS).take_while(|it| is_day(it)).count();
    Some(from + rest)
}
