//! Subjects behind a clause whose own subject follows its verb.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, is_comma, is_verbal, set, under};

/// « Contrairement à ce qu'écrit la presse, le ministre, M. Sall, n'a pas démissionné »: a noun that a comma
/// parts from the subject of an inverted clause does not describe it where the main verb has no subject.
pub(super) fn behind_clause(tokens: &mut [Token], at: usize) {
    let nominal = matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
    if !nominal || tokens[at].deprel.base != Relation::Appos || has_case(tokens, at) {
        return;
    }
    let Some(inner) = tokens[at].head.filter(|&inner| inner < at) else { return };
    let Some(verb) = tokens[inner].head.filter(|&verb| verb < inner) else { return };
    let is_word = |t: &usize| tokens[*t].upos != Upos::Punct;
    let starts = under(tokens, at).into_iter().filter(is_word).chain([at]).min().unwrap_or(at);
    let parted = starts > 0 && is_comma(&tokens[starts - 1]);
    let has_subject =
        |verb: usize| under(tokens, verb).iter().any(|&t| tokens[t].deprel.base == Relation::Nsubj);
    let inverted = match tokens[inner].deprel.base {
        Relation::Nsubj => true,
        // « comme l'a annoncé l'armée », with « l' » as object
        Relation::Obj => !has_subject(verb),
        _ => false,
    };
    let clause = matches!(tokens[verb].deprel.base, Relation::Acl | Relation::Advcl);
    if !parted || !inverted || !clause || !is_verbal(&tokens[verb]) || !is_finite(tokens, verb) {
        return;
    }
    let mut main = verb;
    while main < at {
        let Some(up) = tokens[main].head else { return };
        main = up;
    }
    if tokens[main].upos != Upos::Verb || !is_finite(tokens, main) || has_subject(main) {
        return;
    }
    let passive = under(tokens, main)
        .iter()
        .any(|&t| tokens[t].deprel.base == Relation::Aux && tokens[t].deprel.is_sub("pass"));
    for t in under(tokens, inner) {
        if t > at && matches!(tokens[t].deprel.base, Relation::Appos) {
            tokens[t].head = Some(at);
        }
    }
    set(&mut tokens[inner], Some(verb), "nsubj");
    set(&mut tokens[at], Some(main), if passive { "nsubj:pass" } else { "nsubj" });
}

/// Whether a verb or one of its auxiliaries has a tense.
fn is_finite(tokens: &[Token], verb: usize) -> bool {
    let tensed = |t: usize| tokens[t].feats.has("VerbForm", "Fin");
    let helps = |&t: &usize| matches!(tokens[t].deprel.base, Relation::Aux | Relation::Cop);
    tensed(verb) || under(tokens, verb).iter().filter(|t| helps(t)).any(|&t| tensed(t))
}
