//! Participles that a parser hangs on the wrong noun of those before them.

use recoupe_model::{Relation, Token, Upos};

use super::{set, under};
use crate::lang::Pack;

/// Nouns above the nearest one that are looked at.
const STEPS: usize = 3;

/// « l'embargo sur les armes imposé en mai »: a participle is of a noun that it agrees with.
pub(super) fn agreeing(tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at && is_participle(tokens, at)) else {
        return;
    };
    if agreement(tokens, at, noun) != Some(false) {
        return;
    }
    let mut inner = noun;
    for _ in 0..STEPS {
        let complement = matches!(tokens[inner].deprel.base, Relation::Nmod | Relation::Appos);
        let Some(up) = tokens[inner].head.filter(|&up| complement && up < inner) else { return };
        if tokens[up].upos == Upos::Noun && agreement(tokens, at, up) == Some(true) {
            tokens[at].head = Some(up);
            return;
        }
        inner = up;
    }
}

/// « des sanctions contre Oslo, accusé d'espionnage »: somebody is accused, no thing.
pub(super) fn behind_name(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = tokens[at].head.filter(|&noun| noun < at && is_participle(tokens, at)) else {
        return;
    };
    let comma = at.checked_sub(1).filter(|&t| &*tokens[t].form == ",");
    let name = comma.and_then(|t| t.checked_sub(1)).filter(|&t| tokens[t].upos == Upos::Propn);
    let Some(name) = name.filter(|&name| name != noun && noun < name) else { return };
    let list = pack.words("reporting_verb");
    let accused = list.get(&tokens[at].lemma.to_lowercase(), "stance") == Some("accuses");
    // The head of the name: « Corée du Nord » is of « Corée ».
    let is_name =
        |t: usize| tokens[t].upos == Upos::Propn || tokens[t].deprel.base == Relation::Flat;
    let mut top = name;
    while let Some(up) = tokens[top].head.filter(|&up| up < top && up > noun && is_name(up)) {
        top = up;
    }
    if accused && tokens[noun].upos == Upos::Noun && agreement(tokens, at, top) != Some(false) {
        set(&mut tokens[at], Some(top), "acl");
    }
}

/// « un médecin cité par Radio Sud »: what a tagger took for a noun, between a noun and who does it.
pub(super) fn before_agent(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(noun) = at.checked_sub(1).filter(|_| at + 2 < tokens.len()) else { return };
    let form = tokens[at].form.to_lowercase();
    let stem = form.trim_end_matches('s').trim_end_matches('e');
    let Some(lemma) = stem.strip_suffix('é').map(|stem| format!("{stem}er")) else { return };
    let taken = tokens[at].upos == Upos::Noun
        && tokens[at].head == Some(noun)
        && tokens[noun].upos == Upos::Noun
        && pack.words("agent_case").has(&tokens[at + 1].lemma.to_lowercase());
    let known = || pack.words("reporting_verb").has(&lemma) || pack.words("evoke").has(&lemma);
    let Some(agent) = tokens[at + 1].head.filter(|_| taken && known()) else { return };
    if agent <= at || !matches!(tokens[agent].head, Some(up) if up == noun || up == at) {
        return;
    }
    tokens[at].upos = Upos::Verb;
    tokens[at].lemma = lemma.into();
    tokens[at].feats = recoupe_model::Feats::new("Tense=Past|VerbForm=Part");
    set(&mut tokens[at], Some(noun), "acl");
    set(&mut tokens[agent], Some(at), "obl:agent");
}

/// A past participle behind a noun, without auxiliary.
fn is_participle(tokens: &[Token], at: usize) -> bool {
    tokens[at].deprel.base == Relation::Acl
        && tokens[at].deprel.subtype.is_empty()
        && tokens[at].feats.has("VerbForm", "Part")
        && !tokens[at].feats.has("Tense", "Pres")
}

/// Whether two words agree in gender and number; `None` where they show neither.
fn agreement(tokens: &[Token], one: usize, other: usize) -> Option<bool> {
    let same = |name: &str| {
        let (one, other) = (tokens[one].feats.get(name)?, tokens[other].feats.get(name)?);
        Some(one == other)
    };
    let told: Vec<bool> = ["Gender", "Number"].into_iter().filter_map(same).collect();
    if told.is_empty() { None } else { Some(told.into_iter().all(|it| it)) }
}

/// « sont mortes noyées dimanche »: when and where is said of the verb, not of the manner.
pub(super) fn of_manner(tokens: &mut [Token], at: usize) {
    let Some(participle) = tokens[at].head.filter(|&up| up < at) else { return };
    let Some(verb) = tokens[participle].head.filter(|&verb| verb + 1 == participle) else { return };
    let manner = tokens[at].deprel.base == Relation::Obl
        && !tokens[at].deprel.is_sub("agent")
        && tokens[participle].feats.has("VerbForm", "Part")
        && matches!(tokens[participle].deprel.base, Relation::Xcomp | Relation::Advcl)
        && under(tokens, verb).iter().any(|&t| tokens[t].deprel.is_sub("tense"));
    if manner {
        tokens[at].head = Some(verb);
    }
}

/// "It called for an inquiry": a participle without an auxiliary behind a pronoun that is its subject is the past of
/// the verb. A headline may leave out the auxiliary of a passive, but no pronoun stands in one.
pub(super) fn of_pronoun(tokens: &mut [Token], at: usize) {
    let below = under(tokens, at);
    let is = |t: usize, relation: Relation| tokens[t].deprel.base == relation;
    let subject = below.iter().copied().find(|&t| t < at && is(t, Relation::Nsubj));
    let Some(subject) = subject.filter(|&t| tokens[t].feats.has("Case", "Nom")) else { return };
    let bare = tokens[at].upos == Upos::Verb
        && tokens[at].feats.has("VerbForm", "Part")
        && tokens[at].feats.has("Tense", "Past")
        && tokens[subject].deprel.is_sub("pass")
        && !below.iter().any(|&t| is(t, Relation::Aux) || is(t, Relation::Mark));
    if bare {
        tokens[at].feats = recoupe_model::Feats::new("Mood=Ind|Tense=Past|VerbForm=Fin");
        set(&mut tokens[subject], Some(at), "nsubj");
    }
}

/// "The bloc imposed sanctions": in a sentence without a verb, what stands between a noun with its article and a bare
/// plural is the verb, not an adjective of the plural.
pub(super) fn as_verb(tokens: &mut [Token], at: usize) {
    let Some(object) = tokens[at].head.filter(|&object| object == at + 1) else { return };
    let plural = tokens[object].head.is_none() && tokens[object].feats.has("Number", "Plur");
    let participle = tokens[at].upos == Upos::Verb
        && tokens[at].deprel.base == Relation::Amod
        && tokens[at].feats.has("Tense", "Past");
    let is_finite = |token: &Token| token.feats.has("VerbForm", "Fin");
    if !plural || !participle || tokens.iter().any(is_finite) {
        return;
    }
    let has_article = |t: usize| {
        under(tokens, t).iter().any(|&d| d < t && tokens[d].deprel.base == Relation::Det)
    };
    let subject = at.checked_sub(1).filter(|&t| {
        let nominal = tokens[t].upos == Upos::Noun && has_article(t);
        tokens[t].head == Some(at) && (nominal || tokens[t].upos == Upos::Propn)
    });
    let Some(subject) = subject else { return };
    tokens[at].feats = recoupe_model::Feats::new("Mood=Ind|Tense=Past|VerbForm=Fin");
    set(&mut tokens[at], None, "root");
    for t in under(tokens, object) {
        let joined = matches!(tokens[t].deprel.base, Relation::Conj | Relation::Punct);
        let verbal = tokens[t].upos == Upos::Verb || tokens[t].upos == Upos::Punct;
        if t > object && joined && verbal {
            tokens[t].head = Some(at);
        }
    }
    set(&mut tokens[object], Some(at), "obj");
    set(&mut tokens[subject], Some(at), "nsubj");
}
