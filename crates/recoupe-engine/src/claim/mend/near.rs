//! What is near a place.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, set, under};

/// « une attaque contre un convoi de l'armée près de Kona »: behind a noun, « près de » is a preposition of several
/// words, and the place stands under the noun that the adverb was of.
pub(super) fn behind_noun(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let adverb = tokens[at].upos == Upos::Adv && tokens[at].deprel.base == Relation::Advmod;
    if !adverb || tokens[noun].upos != Upos::Noun {
        return;
    }
    let below = under(tokens, at);
    let [place] = below[..] else { return };
    let of = |t: usize| tokens[t].deprel.base == Relation::Case && &*tokens[t].lemma == "de";
    let preposition = under(tokens, place).into_iter().find(|&t| of(t));
    let behind = preposition.is_some_and(|t| t == at + 1 && t < place);
    let named = tokens[place].upos == Upos::Propn && has_case(tokens, place);
    if behind && named {
        set(&mut tokens[at], Some(place), "case");
        set(&mut tokens[place], Some(noun), "nmod");
    }
}
