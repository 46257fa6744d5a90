//! « la ratification du traité par le Pérou »: a complement that only the outer word can take.
//!
//! Parsers like to hang a second complement from the nearest noun. `evoke.tsv` says which
//! prepositions a word takes: when the nearer noun takes none such and a word above it does, the
//! complement is moved there.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Relation, Token, Upos};

use crate::claim::tree;
use crate::lang::Pack;

/// Words above the nearest noun that are looked at.
const STEPS: usize = 3;

/// The prepositions that each evoking word takes, by its lemma and part of speech.
#[derive(Debug, Default)]
pub(super) struct Valency {
    takes: BTreeMap<(String, &'static str), BTreeSet<String>>,
}

impl Valency {
    /// Reads `evoke.tsv`, with the groups of `case_group.tsv` written out.
    pub(super) fn load(pack: &Pack) -> Self {
        let (list, groups) = (pack.words("evoke"), pack.words("case_group"));
        let mut valency = Self::default();
        for row in list.rows() {
            let Some(upos) = known(list.cell(row, "upos")) else { continue };
            let paths = list.cell(row, "args").split_whitespace().filter_map(paths).flatten();
            let takes = valency.takes.entry((row.key().to_owned(), upos)).or_default();
            for path in paths {
                let grouped = groups.rows().iter().filter(|row| groups.cell(row, "group") == path);
                takes.extend(grouped.map(|row| row.key().to_owned()));
                takes.insert(path.replace('_', " "));
            }
        }
        valency
    }

    fn takes(&self, token: &Token, case: &str) -> bool {
        let Some(upos) = known(token.upos.name()) else { return false };
        let key = (token.lemma.to_lowercase(), upos);
        self.takes.get(&key).is_some_and(|takes| takes.contains(case))
    }
}

/// The parts of speech that evoke.
fn known(upos: &str) -> Option<&'static str> {
    ["VERB", "NOUN"].into_iter().find(|name| *name == upos)
}

/// The paths of one part of the column `args` that fills a role.
fn paths(part: &str) -> Option<impl Iterator<Item = &str>> {
    let (left, _) = part.split_once('=')?;
    let barred = left.starts_with(['-', '+']);
    let path = left.split(':').next().unwrap_or_default().trim_end_matches('!');
    (!barred).then(|| path.split('|'))
}

/// Moves the complement at `at` if it hangs too low.
pub(super) fn mend(pack: &Pack, valency: &Valency, tokens: &mut [Token], at: usize) {
    let Some(low) = tokens[at].head.filter(|&low| low < at) else { return };
    if !matches!(tokens[at].deprel.base, Relation::Nmod | Relation::Obl) {
        return;
    }
    let case = tree::case(tokens, at, |of| super::under(tokens, of).into_iter());
    if matches!(&*case, "" | "de" | "of") || !is_definite(tokens, at) {
        return;
    }
    let is_time = || pack.words("time_word").has(&tokens[at].form.to_lowercase());
    if let Some(noun) = nearer(valency, tokens, at, low, &case).filter(|_| !is_time()) {
        super::set(&mut tokens[at], Some(noun), "nmod");
        return;
    }
    if is_text(pack, &tokens[low]) && is_place_of_verb(pack, tokens, at, low, &case) {
        let verb = tokens[low].head;
        super::set(&mut tokens[at], verb, "obl");
        return;
    }
    if !(is_thing(&tokens[low]) || is_stand_in(&tokens[low])) || valency.takes(&tokens[low], &case)
    {
        return;
    }
    // « en cas d'attaque contre l'un d'eux »: or the noun between takes it.
    let between = super::under(tokens, low).into_iter().rfind(|&t| t > low && t < at);
    if let Some(between) =
        between.filter(|&t| is_thing(&tokens[t]) && valency.takes(&tokens[t], &case))
    {
        super::set(&mut tokens[at], Some(between), "nmod");
        return;
    }
    let mut inner = low;
    for _ in 0..STEPS {
        let complement =
            matches!(tokens[inner].deprel.base, Relation::Nmod | Relation::Obj | Relation::Obl);
        let Some(up) = tokens[inner].head.filter(|&up| complement && up < inner) else { return };
        let passive = |&t: &usize| tokens[t].deprel.is_sub("pass");
        let agent = tokens[up].upos == Upos::Verb
            && pack.words("agent_case").has(&case)
            && super::under(tokens, up).iter().any(passive);
        if agent || valency.takes(&tokens[up], &case) {
            let relation = if tokens[up].upos == Upos::Verb { "obl" } else { "nmod" };
            super::set(&mut tokens[at], Some(up), relation);
            return;
        }
        if !is_thing(&tokens[up]) {
            return;
        }
        inner = up;
    }
}

/// « signé un accord à Vientiane »: a text is nowhere; what is done with it is.
fn is_place_of_verb(pack: &Pack, tokens: &[Token], at: usize, low: usize, case: &str) -> bool {
    let verb = tokens[low].head.filter(|&verb| verb < low && tokens[verb].upos == Upos::Verb);
    let groups = pack.words("case_group");
    let local = groups.find(case).any(|row| groups.cell(row, "group") == "LOC");
    let object = tokens[low].deprel.base == Relation::Obj;
    verb.is_some() && object && local && tokens[at].upos == Upos::Propn
}

fn is_text(pack: &Pack, token: &Token) -> bool {
    token.upos == Upos::Noun && pack.words("instrument_noun").has(&token.lemma.to_lowercase())
}

fn is_thing(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// « signé lors d'une visite du roi à Athènes »: the noun between that takes the preposition, when
/// the verb that it hangs from does not.
fn nearer(
    valency: &Valency,
    tokens: &[Token],
    at: usize,
    verb: usize,
    case: &str,
) -> Option<usize> {
    let free = tokens[verb].upos == Upos::Verb
        && tokens[at].deprel.base == Relation::Obl
        && !valency.takes(&tokens[verb], case);
    let unbroken = |&t: &usize| tokens[t].upos != Upos::Punct && tokens[t].upos != Upos::Verb;
    let takes = |&t: &usize| tokens[t].upos == Upos::Noun && valency.takes(&tokens[t], case);
    (verb + 1..at).rev().filter(|_| free).take_while(unbroken).find(takes)
}

/// "promoted to general": an adjective in the place of a noun.
fn is_stand_in(token: &Token) -> bool {
    token.upos == Upos::Adj && matches!(token.deprel.base, Relation::Obl | Relation::Nmod)
}

/// A name, a pronoun, or a noun with an article or number: « à étages » belongs to its noun.
fn is_definite(tokens: &[Token], at: usize) -> bool {
    let named = matches!(tokens[at].upos, Upos::Propn | Upos::Pron);
    let article = |&t: &usize| matches!(tokens[t].deprel.base, Relation::Det | Relation::Nummod);
    named || tokens[at].upos == Upos::Noun && super::under(tokens, at).iter().any(article)
}
