//! "The minister is to visit Chad": what is to come, which a parser takes for a noun that is an infinitive ("the aim is to
//! visit Chad").

use recoupe_model::{Relation, Token, Upos};

use super::{set, under};
use crate::lang::Pack;

/// Makes the form of *be* an auxiliary of the infinitive, and what stands before it its subject, unless that is a noun
/// for what somebody means to do.
pub(super) fn to_come(pack: &Pack, tokens: &mut [Token], at: usize) {
    if tokens[at].upos != Upos::Verb || at < 3 {
        return;
    }
    let below = under(tokens, at);
    let find = |fits: &dyn Fn(usize) -> bool| below.iter().copied().find(|&t| t < at && fits(t));
    let mark = find(&|t| tokens[t].deprel.base == Relation::Mark && &*tokens[t].form == "to");
    let copula = find(&|t| tokens[t].deprel.base == Relation::Cop && &*tokens[t].lemma == "be");
    let subject = find(&|t| tokens[t].deprel.is_sub("outer"));
    let (Some(mark), Some(copula), Some(subject)) = (mark, copula, subject) else { return };
    let is_aim = pack.words("aim_noun").has(&tokens[subject].lemma.to_lowercase());
    let is_joined = subject < copula && copula < mark && mark <= copula + 2;
    if is_aim || !is_joined || tokens[subject].upos == Upos::Verb {
        return;
    }
    let is_passive = below
        .iter()
        .any(|&t| tokens[t].deprel.base == Relation::Aux && tokens[t].deprel.is_sub("pass"));
    set(&mut tokens[copula], Some(at), "aux");
    set(&mut tokens[subject], Some(at), if is_passive { "nsubj:pass" } else { "nsubj" });
}
