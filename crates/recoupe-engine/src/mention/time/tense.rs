//! Whether a time is told as past or as still to come, by the verb that it goes with.

use recoupe_model::{Relation, Sentence, Span, Token, Upos};

use crate::lang::{Pack, tense_by_ending};

/// Where the happening lies, seen from the day it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It has happened.
    Past,
    /// It is to happen.
    Future,
    /// No verb tells.
    Unknown,
}

/// Steps up the tree from a time to its verb, at most.
const STEPS: usize = 12;

/// Words between a verb and its auxiliary, at most.
const REACH: usize = 25;

/// The verbs of a sentence.
pub(super) struct Verbs<'a> {
    pack: &'a Pack,
    sentence: &'a Sentence,
    /// The tense by the words of plans alone, where no parser told the verbs.
    unparsed: Option<Tense>,
}

impl<'a> Verbs<'a> {
    /// Looks at the sentence once.
    pub(super) fn new(pack: &'a Pack, sentence: &'a Sentence) -> Self {
        let words = pack.words("time_future");
        let is_future = |token: &Token| {
            matches!(words.get(&token.form.to_lowercase(), "kind"), Some("plan" | "auxiliary"))
        };
        let is_parsed = sentence.tokens.iter().any(|token| token.feats.column() != "_");
        let unparsed = (!is_parsed).then(|| {
            let any = sentence.tokens.iter().any(is_future);
            if any { Tense::Future } else { Tense::Unknown }
        });
        Self { pack, sentence, unparsed }
    }

    /// Whether a verb, or what belongs to it, stands right before a span, or nothing does.
    pub(super) fn end_before(&self, span: Span) -> bool {
        let tokens = &self.sentence.tokens;
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        let before = first.checked_sub(1).and_then(|i| tokens.get(i));
        before.is_none_or(|token| {
            matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Adv | Upos::Pron | Upos::Part)
        })
    }

    /// The tense of what the words at a span go with.
    pub(super) fn tense(&self, span: Span) -> Tense {
        if let Some(tense) = self.unparsed {
            return tense;
        }
        let tokens = &self.sentence.tokens;
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        let mut at = tokens.get(first).filter(|token| token.span.overlaps(span)).map(|_| first);
        let mut steps = 0;
        while let Some((index, token)) = at.and_then(|i| Some((i, tokens.get(i)?))) {
            if !token.span.overlaps(span) {
                match judge(self.pack, self.sentence, index) {
                    Some(Tense::Unknown) | None => {}
                    Some(tense) => return tense,
                }
                if matches!(token.upos, Upos::Verb | Upos::Aux) && is_finite(self.sentence, index) {
                    break;
                }
            }
            steps += 1;
            at = token.head.filter(|_| steps < STEPS);
        }
        Tense::Unknown
    }
}

/// What one word says of the time of what depends on it; `None` when it is neither a verb nor a
/// word of plans.
fn judge(pack: &Pack, sentence: &Sentence, at: usize) -> Option<Tense> {
    let token = &sentence.tokens[at];
    if is_plan(pack, token) && !turns_out(sentence, at) {
        // « devait avoir lieu en mars », "was due in March": the plan itself is past.
        let past = token.upos == Upos::Verb && token.feats.has("Tense", "Imp");
        return Some(if past { Tense::Unknown } else { Tense::Future });
    }
    if !matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun) {
        return None;
    }
    // « l'incendie de dimanche est dû à … »: of what has befallen one speaks afterwards.
    let has_befallen = |list: &&str| pack.words(list).has(&token.lemma.to_lowercase());
    if token.upos == Upos::Noun && ["disaster_noun", "attack_word"].iter().any(has_befallen) {
        return Some(Tense::Past);
    }
    let auxiliaries: Vec<&Token> = auxiliaries(sentence, at).collect();
    if let Some(tense) = scheduled(pack, token, auxiliaries.is_empty()) {
        return Some(tense);
    }
    let is_participle = token.feats.has("VerbForm", "Part") && token.feats.has("Tense", "Past");
    let any = |name: &str, value: &str| {
        token.feats.has(name, value) || auxiliaries.iter().any(|aux| aux.feats.has(name, value))
    };
    // « enverra un avion médicalisé mercredi »: an adjective says nothing of the day.
    if is_participle && auxiliaries.is_empty() && token.deprel.base == Relation::Amod {
        return Some(Tense::Unknown);
    }
    // « doit être levé jeudi », not « avoir été arrêté »: an infinitive tells no time of its own.
    let is_passive = is_participle
        && !auxiliaries.is_empty()
        && auxiliaries.iter().all(|it| it.feats.has("VerbForm", "Inf"))
        && !auxiliaries.iter().any(|it| matches!(&*it.lemma, "have" | "avoir"));
    // « a appelé à manifester samedi »: what is asked or planned is to come.
    let bare = is_passive || token.feats.has("VerbForm", "Inf") && auxiliaries.is_empty();
    let above = token.head.filter(|_| bare).and_then(|head| sentence.tokens.get(head));
    let asked = above.is_some_and(|above| {
        let modals = pack.words("modal");
        let gives = modals.get(&above.lemma.to_lowercase(), "gives");
        above.upos == Upos::Verb && matches!(gives, Some("planned" | "demanded"))
    });
    if asked {
        return Some(Tense::Future);
    }
    if is_passive {
        return Some(Tense::Unknown);
    }
    // « sera lu lundi, puis voté »: the auxiliary of the first verb is that of the second.
    let shares = is_participle && auxiliaries.is_empty() && token.deprel.base == Relation::Conj;
    if let Some(first) = token.head.filter(|first| shares && *first < at) {
        return judge(pack, sentence, first);
    }
    if let Some(tense) = bound(pack, sentence, at) {
        return Some(tense);
    }
    let words = pack.words("time_future");
    let leads = auxiliaries
        .iter()
        .any(|aux| words.get(&aux.lemma.to_lowercase(), "kind") == Some("auxiliary"));
    let has_been = auxiliaries.iter().any(|aux| {
        matches!(&*aux.lemma, "have" | "avoir" | "être") && !aux.feats.has("Tense", "Fut")
    });
    let made = tense_by_ending(pack, token).filter(|_| token.upos == Upos::Verb);
    if made == Some("future") {
        return Some(Tense::Future);
    }
    if leads || any("Tense", "Fut") {
        return Some(if leads && has_been && is_participle { Tense::Past } else { Tense::Future });
    }
    if any("Mood", "Cnd") {
        return Some(if is_participle { Tense::Past } else { Tense::Future });
    }
    if any("Tense", "Past") || any("Tense", "Imp") {
        return Some(Tense::Past);
    }
    (token.upos == Upos::Verb).then_some(Tense::Unknown)
}

/// "Talks resume Monday", « La trêve expire lundi »: what is on a calendar is told in the present.
fn scheduled(pack: &Pack, token: &Token, is_alone: bool) -> Option<Tense> {
    let kind = pack.words("time_future").get(&token.lemma.to_lowercase(), "kind");
    let is_present = token.upos == Upos::Verb
        && token.feats.has("VerbForm", "Fin")
        && token.feats.has("Tense", "Pres");
    (kind == Some("calendar") && is_present && is_alone).then_some(Tense::Future)
}

/// "Talks are to resume Monday": what is to happen; "were to resume" leaves open whether it has.
fn bound(pack: &Pack, sentence: &Sentence, at: usize) -> Option<Tense> {
    let tokens = &sentence.tokens;
    let marks = |t: &usize| tokens[*t].head == Some(at) && tokens[*t].deprel.base == Relation::Mark;
    let mark = (at.saturating_sub(REACH)..at).find(marks)?;
    let before = tokens.get(mark.checked_sub(1)?)?;
    let binds =
        pack.words("time_future").get(&before.lemma.to_lowercase(), "kind") == Some("bound");
    let present = before.feats.has("Tense", "Pres");
    binds.then_some(if present { Tense::Future } else { Tense::Unknown })
}

/// "was set free on Tuesday": a word of plans with what it makes of somebody right behind it is no plan.
fn turns_out(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens.get(at + 1).is_some_and(|next| {
        next.head == Some(at)
            && next.upos == Upos::Adj
            && next.deprel.base == Relation::Xcomp
            && !next.feats.has("Degree", "Cmp")
    })
}

/// « prévu », "scheduled", « va » with an infinitive, « d'ici ».
fn is_plan(pack: &Pack, token: &Token) -> bool {
    let words = pack.words("time_future");
    let kind = |key: &str| words.get(&key.to_lowercase(), "kind").unwrap_or("");
    let of_lemma = kind(&token.lemma);
    kind(&token.form) == "plan"
        || of_lemma == "plan" && !token.feats.has("VerbForm", "Inf")
        || of_lemma == "going" && !token.feats.has("Tense", "Past")
}

fn is_finite(sentence: &Sentence, at: usize) -> bool {
    let finite = |token: &Token| token.feats.has("VerbForm", "Fin");
    finite(&sentence.tokens[at]) || auxiliaries(sentence, at).any(finite)
}

fn auxiliaries(sentence: &Sentence, at: usize) -> impl Iterator<Item = &Token> {
    let near = at.saturating_sub(REACH)..(at + REACH).min(sentence.tokens.len());
    let tokens = sentence.tokens.get(near).unwrap_or_default();
    tokens.iter().filter(move |other| other.head == Some(at) && other.upos == Upos::Aux)
}
