//! Adjectives that stand as nouns.

use recoupe_model::{Relation, Token, Upos};

use super::{set, under};
use crate::lang::Pack;

/// "No civilian was wounded", "no injured were found": what has a determiner of nothing and is the subject or
/// object of a verb is a noun, whatever a tagger makes of it.
pub(super) fn behind_none(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(none) = at.checked_sub(1).filter(|&none| is_none(pack, &tokens[none])) else { return };
    none_of_described(tokens, none, at);
    let token = &tokens[at];
    let argument = matches!(
        token.deprel.base,
        Relation::Nsubj | Relation::Obj | Relation::Conj | Relation::Appos
    );
    let described = matches!(token.upos, Upos::Adj | Upos::Verb | Upos::Noun)
        && !token.feats.has("VerbForm", "Fin");
    if !described || !argument || tokens[none].head != Some(at) {
        return;
    }
    let form = token.form.to_lowercase();
    // "injured" is no form of a noun "injure".
    let listed = |list: &str| pack.words(list).has(&form);
    if tokens[at].upos != Upos::Noun || token.feats.has("VerbForm", "Part") || listed("people_noun")
    {
        tokens[at].upos = Upos::Noun;
        tokens[at].lemma = form.into();
    }
    set(&mut tokens[none], Some(at), "det");
}

/// « Nul civil n'a été blessé », where a parser took « nul » for the noun and « civil » for what describes it.
fn none_of_described(tokens: &mut [Token], none: usize, at: usize) {
    let described = tokens[at].head == Some(none)
        && tokens[at].upos == Upos::Adj
        && tokens[at].deprel.base == Relation::Amod;
    if !described {
        return;
    }
    let (head, deprel) = (tokens[none].head, tokens[none].deprel.clone());
    for t in under(tokens, none) {
        tokens[t].head = Some(at);
    }
    tokens[at].head = head;
    tokens[at].deprel = deprel;
    tokens[none].upos = Upos::Det;
    set(&mut tokens[none], Some(at), "det");
}

/// Whether a word is one of those that make a phrase one of nothing.
fn is_none(pack: &Pack, token: &Token) -> bool {
    pack.says_none(&token.form)
        && matches!(token.upos, Upos::Det | Upos::Adv | Upos::Adj | Upos::Noun | Upos::Pron)
}

/// "Exercise White Fox began": a noun that opens the name of manoeuvres says what they are.
pub(super) fn before_own_name(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(name) = tokens[at].head.filter(|&name| name > at) else { return };
    let opens = tokens[at].deprel.base == Relation::Compound
        && tokens[at].form.starts_with(char::is_uppercase)
        && tokens[name].upos == Upos::Propn
        && (at + 1..name).all(|t| tokens[t].form.starts_with(char::is_uppercase));
    let below = under(tokens, name);
    let has_article = below.iter().any(|&t| tokens[t].deprel.base == Relation::Det);
    let lemma = tokens[at].lemma.to_lowercase();
    let list = pack.words("evoke");
    let mut rows = list.find(&lemma).filter(|row| list.cell(row, "upos") == "NOUN");
    if !opens || has_article || !rows.any(|row| list.cell(row, "frame") == "exercise") {
        return;
    }
    let (head, deprel) = (tokens[name].head, tokens[name].deprel.clone());
    for t in below.into_iter().filter(|&t| t < at || t > name) {
        tokens[t].head = Some(at);
    }
    tokens[at].head = head;
    tokens[at].deprel = deprel;
    tokens[at].upos = Upos::Noun;
    tokens[at].lemma = lemma.into();
    set(&mut tokens[name], Some(at), "flat");
}
