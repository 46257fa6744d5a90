//! Relative clauses that a parser hangs on the wrong noun of those before them.

use recoupe_model::{Relation, Token, Upos};

use super::{has_case, is_verbal, under};

/// Nouns above the nearest one that are looked at.
const STEPS: usize = 3;

/// « les Brigades du littoral qui s'attribuaient l'attaque », "the head of the rebels who has signed":
/// a clause whose subject is the relative pronoun is about a noun of the number of its verb.
pub(super) fn agreeing(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at && is_relative(tokens, at)) else {
        return;
    };
    let Some(number) = verb_number(tokens, at) else { return };
    if noun_number(tokens, noun).is_none_or(|own| own == number) || is_joined(tokens, noun) {
        return;
    }
    let mut inner = noun;
    for _ in 0..STEPS {
        let Some(up) = tokens[inner].head.filter(|&up| up < inner) else { return };
        let complement = tokens[inner].deprel.base == Relation::Nmod && has_case(tokens, inner);
        if !complement || tokens[up].upos != Upos::Noun {
            return;
        }
        if noun_number(tokens, up).as_deref() == Some(&*number) {
            tokens[at].head = Some(up);
            return;
        }
        inner = up;
    }
}

/// « l'embargo sur les armes que Vienne a adopté »: a participle agrees with the object before it, so that the clause
/// is about the noun that it agrees with.
pub(super) fn agreeing_object(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at) else { return };
    let taken_up = |t: &usize| {
        tokens[*t].deprel.base == Relation::Obj
            && *t < at
            && matches!(&*tokens[*t].form.to_lowercase(), "que" | "qu'" | "qu’")
    };
    let relative = tokens[at].deprel.base == Relation::Acl
        && tokens[at].feats.has("VerbForm", "Part")
        && under(tokens, at).iter().any(taken_up);
    let agrees = |noun: usize| {
        ["Gender", "Number"].into_iter().all(|name| {
            let (own, other) = (tokens[at].feats.get(name), tokens[noun].feats.get(name));
            own.is_some() && other.is_some() && own == other
        })
    };
    let marked =
        |t: usize| tokens[t].feats.get("Gender").is_some() && noun_number(tokens, t).is_some();
    if !relative || !marked(noun) || agrees(noun) || is_joined(tokens, noun) {
        return;
    }
    let complement = tokens[noun].deprel.base == Relation::Nmod && has_case(tokens, noun);
    let up = tokens[noun].head.filter(|&up| up < noun && complement);
    if let Some(up) = up.filter(|&up| tokens[up].upos == Upos::Noun && agrees(up)) {
        tokens[at].head = Some(up);
    }
}

/// Whether the subject of a clause is a pronoun that takes up a noun before it.
fn is_relative(tokens: &[Token], at: usize) -> bool {
    let subject = |t: &usize| {
        tokens[*t].deprel.base == Relation::Nsubj
            && matches!(&*tokens[*t].lemma.to_lowercase(), "qui" | "who" | "which" | "that")
    };
    tokens[at].deprel.base == Relation::Acl && under(tokens, at).iter().any(subject)
}

/// The number that the verb of a clause shows; English shows it in the present and in "was" alone.
fn verb_number(tokens: &[Token], at: usize) -> Option<String> {
    use Relation::{Aux, Cop};
    let helps = under(tokens, at);
    let helps = helps.iter().filter(|&&t| matches!(tokens[t].deprel.base, Aux | Cop)).copied();
    let finite = |t: &usize| tokens[*t].feats.has("VerbForm", "Fin") && is_verbal(&tokens[*t]);
    let verb = helps.chain([at]).find(finite)?;
    let token = &tokens[verb];
    // English past tenses but "was" show none, whatever a tagger says; pronouns tell the language.
    let english = tokens.iter().any(|t| matches!(&*t.lemma, "the" | "who" | "which" | "that"));
    let silent = token.feats.has("Tense", "Past") && &*token.lemma != "be" && english;
    token.feats.get("Number").filter(|_| !silent).map(str::to_owned)
}

/// The number of a noun, by its article where the noun shows none.
fn noun_number(tokens: &[Token], noun: usize) -> Option<String> {
    let article = || {
        let articles = under(tokens, noun);
        let mut articles = articles.iter().filter(|&&t| tokens[t].deprel.base == Relation::Det);
        articles.find_map(|&t| tokens[t].feats.get("Number").map(str::to_owned))
    };
    let known = |number: &String| matches!(&**number, "Sing" | "Plur");
    tokens[noun].feats.get("Number").map(str::to_owned).or_else(article).filter(known)
}

/// « X et Y qui ont signé »: several are plural together.
fn is_joined(tokens: &[Token], noun: usize) -> bool {
    under(tokens, noun).iter().any(|&t| tokens[t].deprel.base == Relation::Conj)
        || tokens[noun].deprel.base == Relation::Conj
}
