//! What somebody is made: an office behind a name.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, set, under};
use crate::lang::Pack;

/// Levels between an office and the object that it was taken for a part of.
const DEPTH: usize = 3;

/// « a nommé Awa Sarr ministre de la Santé »: a bare office right behind the name of whom a verb appoints says
/// what they become, not who they are.
pub(super) fn behind_appointed(pack: &Pack, tokens: &mut [Token], at: usize) {
    let bare = tokens[at].upos == Upos::Noun
        && matches!(tokens[at].deprel.base, Relation::Appos | Relation::Nmod | Relation::Flat)
        && at > 0
        && tokens[at - 1].upos == Upos::Propn
        && !has_case(tokens, at)
        && !under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Det);
    let listed = |list: &str| pack.words(list).has(&tokens[at].lemma.to_lowercase());
    if !bare || !(listed("role_noun") || listed("person_noun")) {
        return;
    }
    let mut object = at;
    for _ in 0..DEPTH {
        let Some(up) = tokens[object].head.filter(|&up| up < at) else { return };
        object = up;
        if tokens[object].deprel.base == Relation::Obj {
            break;
        }
    }
    let Some(verb) = tokens[object].head.filter(|&verb| verb < object) else { return };
    let appoints = tokens[object].deprel.base == Relation::Obj
        && tokens[verb].upos == Upos::Verb
        && appoints(pack, &tokens[verb].lemma.to_lowercase())
        && !under(tokens, verb).iter().any(|&t| tokens[t].deprel.base == Relation::Xcomp);
    if appoints {
        set(&mut tokens[at], Some(verb), "xcomp");
    }
}

/// Whether a verb takes whom it appoints and to what.
fn appoints(pack: &Pack, lemma: &str) -> bool {
    let list = pack.words("evoke");
    let office = |args: &str| {
        args.split(' ').any(|part| part.starts_with("comp") && part.ends_with("=outcome"))
    };
    let kind = |frame: &str| matches!(frame, "appoint" | "elect");
    list.find(lemma).any(|row| kind(list.cell(row, "frame")) && office(list.cell(row, "args")))
}
