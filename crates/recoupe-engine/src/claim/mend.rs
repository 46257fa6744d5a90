//! Trees mended before they are read, where the order of the words is surer than the parser.
//!
//! Only heads, relations and parts of speech change; tokens stay where they are, so that every
//! span still points at the same words.

mod clock;
mod coordinate;
mod infinitive;
mod inverted;
mod moment;
mod near;
mod nominal;
mod object;
mod office;
mod order;
mod participle;
mod relative;
mod role;
mod speech;
mod valency;

use recoupe_model::{Deprel, Relation, Sentence, Token, Upos};

use crate::lang::Pack;
use valency::Valency;

/// Words that an inserted phrase may hold, between an auxiliary and its participle.
const INSERT: usize = 12;

/// The sentences as they are to be read.
pub(super) fn all(pack: &Pack, sentences: &[Sentence]) -> Vec<Sentence> {
    let valency = pack.derived(Valency::load);
    sentences
        .iter()
        .map(|sentence| {
            let mut mended = sentence.clone();
            let tokens = &mut mended.tokens;
            clock::at_start(pack, tokens);
            for at in 0..tokens.len() {
                mistaken_verb(pack, tokens, at);
                order::case_of_name(tokens, at);
                parted_auxiliary(tokens, at);
                object_under_adverb(pack, tokens, at);
                number_before_article(tokens, at);
                force_under_preposition(tokens, at);
                bare_others(tokens, at);
                moment::between(pack, tokens, at);
                moment::counted_behind(pack, tokens, at);
                order::between(pack, tokens, at);
                order::under_auxiliary(tokens, at);
                order::bare_participle(tokens, at);
                order::listed_participle(pack, tokens, at);
                order::noun_as_adjective(tokens, at);
                order::day_under_subject(pack, tokens, at);
                order::adverb_before_infinitive(tokens, at);
                order::denied_infinitive(tokens, at);
                speech::wanted_of_hearer(pack, tokens, at);
                order::bare_subject(tokens, at);
                office::behind_appointed(pack, tokens, at);
                nominal::behind_none(pack, tokens, at);
                nominal::before_own_name(pack, tokens, at);
                inverted::behind_clause(tokens, at);
                order::second_toll(pack, tokens, at);
                infinitive::to_come(pack, tokens, at);
                speech::held_report(pack, tokens, at);
                speech::behind_speech(pack, tokens, at);
                order::near_after_day(tokens, at);
                near::behind_noun(tokens, at);
                coordinate::second_subject(tokens, at);
                coordinate::subject_of_joined(tokens, at);
                coordinate::alike_by_preposition(tokens, at);
                coordinate::gapped_half(pack, tokens, at);
                coordinate::listed_name(tokens, at);
                coordinate::agent_behind_day(pack, tokens, at);
                coordinate::parted_number(tokens, at);
                participle::of_manner(tokens, at);
                participle::of_pronoun(tokens, at);
                participle::as_verb(tokens, at);
                speech::interrupted(pack, tokens, at);
                speech::quoted_subject(pack, tokens, at);
                speech::told_clause(pack, tokens, at);
                speech::conjunction_of_speech(pack, tokens, at);
                speech::judged_report(pack, tokens, at);
                order::name_before_number(tokens, at);
                role::name_before_adjective(pack, tokens, at);
                role::behind_particle(tokens, at);
                role::pronoun_of_hearer(tokens, at);
                role::second_agent(pack, tokens, at);
                order::named_subject(tokens, at);
                order::result_before_number(tokens, at);
                order::lone_receiver(tokens, at);
                order::under_preposition(tokens, at);
                object::behind_receiver(tokens, at);
                participle::agreeing(tokens, at);
                relative::agreeing(tokens, at);
                relative::agreeing_object(tokens, at);
                participle::behind_name(pack, tokens, at);
                participle::before_agent(pack, tokens, at);
                object::gerund_as_subject(pack, tokens, at);
                object::relative_object(tokens, at);
                object::told_after_wish(tokens, at);
                object::gerund_as_noun(pack, tokens, at);
                valency::mend(pack, &valency, tokens, at);
            }
            mended
        })
        .collect()
}

fn set(token: &mut Token, head: Option<usize>, relation: &str) {
    token.head = head;
    if let Ok(deprel) = relation.parse::<Deprel>() {
        token.deprel = deprel;
    }
}

fn under(tokens: &[Token], head: usize) -> Vec<usize> {
    (0..tokens.len()).filter(|&t| tokens[t].head == Some(head)).collect()
}

/// Whether a phrase begins with a preposition.
fn has_case(tokens: &[Token], at: usize) -> bool {
    under(tokens, at).iter().any(|&t| tokens[t].deprel.base == Relation::Case)
}

/// Whether a word names a day of the week.
fn is_weekday(pack: &Pack, token: &Token) -> bool {
    let table = pack.words("time_word");
    table.find(&token.form.to_lowercase()).any(|row| table.cell(row, "class") == "weekday")
}

fn is_verbal(token: &Token) -> bool {
    matches!(token.upos, Upos::Verb | Upos::Aux)
}

fn is_comma(token: &Token) -> bool {
    &*token.form == ","
}

/// « Oslo dément avoir … »: a verb whose form is better known as another word.
fn mistaken_verb(pack: &Pack, tokens: &mut [Token], at: usize) {
    let table = pack.words("mistaken_verb");
    let form = tokens[at].form.to_lowercase();
    let Some(lemma) = table.get(&form, "lemma").filter(|_| !is_verbal(&tokens[at])) else {
        return;
    };
    let root = tokens[at].head.is_none();
    if let Some(subject) = alone_behind(tokens, at) {
        tokens[at].upos = Upos::Verb;
        tokens[at].lemma = lemma.into();
        tokens[at].feats =
            recoupe_model::Feats::new("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
        set(&mut tokens[at], None, "root");
        for t in under(tokens, subject).into_iter().filter(|&t| t > at) {
            tokens[t].head = Some(at);
        }
        set(&mut tokens[subject], Some(at), "nsubj");
        return;
    }
    let Some((subject, below)) = around(tokens, at).or_else(|| beside_root(tokens, at)) else {
        return;
    };
    let nominal = |t: &Token| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron);
    if !nominal(&tokens[subject]) {
        return;
    }
    let top = match tokens[subject].head {
        _ if root => at,
        Some(up) if up == below => below,
        _ => subject,
    };
    let (head, deprel) = (tokens[top].head, tokens[top].deprel.clone());
    tokens[at].upos = Upos::Verb;
    tokens[at].lemma = lemma.into();
    tokens[at].feats =
        recoupe_model::Feats::new("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
    tokens[at].head = head;
    tokens[at].deprel = deprel;
    for t in under(tokens, subject).into_iter().filter(|&t| t > at) {
        tokens[t].head = Some(at);
    }
    set(&mut tokens[subject], Some(at), "nsubj");
    let clausal = tokens[below].deprel.base == Relation::Ccomp;
    let holds = if is_verbal(&tokens[below]) { "xcomp" } else { "obj" };
    set(&mut tokens[below], Some(at), if clausal { "ccomp" } else { holds });
}

/// The noun before a word that holds nothing and ends its sentence: « La direction dément. »
fn alone_behind(tokens: &[Token], at: usize) -> Option<usize> {
    let head = tokens[at].head.filter(|&head| head < at && tokens[head].head.is_none())?;
    let ends = tokens[at + 1..].iter().all(|token| token.upos == Upos::Punct);
    let nominal = matches!(tokens[head].upos, Upos::Noun | Upos::Propn);
    (nominal && ends && under(tokens, at).is_empty()).then_some(head)
}

/// The same where the word is the root: « Oslo dément que … ».
fn beside_root(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let nominal = |t: &usize| matches!(tokens[*t].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let below = under(tokens, at);
    let subject = below.iter().copied().filter(|&t| t < at).rfind(nominal);
    let holds = |t: &usize| {
        use Relation::{Acl, Ccomp, Obj, Xcomp};
        *t > at && matches!(tokens[*t].deprel.base, Ccomp | Xcomp | Obj | Acl)
    };
    let held = below.iter().copied().find(holds);
    if tokens[at].head.is_some() { None } else { subject.zip(held) }
}

/// The subject before a word and what it holds behind it, whichever of them it hangs on.
fn around(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let mut head = tokens[at].head?;
    // « L'état-major tchadien dément … », with the word under the adjective.
    if head < at && tokens[head].deprel.base == Relation::Amod {
        head = tokens[head].head?;
    }
    if head < at {
        let punct = |t: &usize| tokens[*t].deprel.base == Relation::Punct;
        let below = under(tokens, head).into_iter().find(|t| *t > at && !punct(t))?;
        return Some((head, below));
    }
    let before = tokens[head].head.filter(|&up| up < at);
    // « L'état-major dément les rumeurs », with the subject as a noun beside the object.
    let own = || {
        let subject = |t: &usize| {
            *t < at && matches!(tokens[*t].deprel.base, Relation::Nsubj | Relation::Appos)
        };
        under(tokens, head).into_iter().find(subject)
    };
    Some((before.or_else(own)?, head))
}

/// « aurait, de son côté, livré »: an auxiliary that an inserted phrase parts from its participle.
fn parted_auxiliary(tokens: &mut [Token], at: usize) {
    let auxiliary = is_verbal(&tokens[at])
        && tokens[at].feats.has("VerbForm", "Fin")
        && matches!(&*tokens[at].lemma, "avoir" | "être" | "have")
        && tokens[at].deprel.base != Relation::Aux;
    if !auxiliary || !tokens.get(at + 1).is_some_and(is_comma) {
        return;
    }
    let end = tokens.len().min(at + 2 + INSERT);
    let main = (at + 2..end).find(|&t| {
        let own_subject = || {
            under(tokens, t).iter().any(|&d| {
                matches!(tokens[d].deprel.base, Relation::Nsubj | Relation::Aux | Relation::Mark)
            })
        };
        is_comma(&tokens[t - 1]) && is_participle(&tokens[t]) && !own_subject()
    });
    let Some(main) = main.filter(|&main| {
        let finite = |t: &Token| t.feats.has("VerbForm", "Fin");
        !tokens[at + 1..main].iter().any(finite) && tokens[main].head == Some(at)
    }) else {
        return;
    };
    tokens[main].feats = recoupe_model::Feats::new("Tense=Past|VerbForm=Part");
    let (head, deprel) = (tokens[at].head, tokens[at].deprel.clone());
    for t in under(tokens, at) {
        tokens[t].head = Some(main);
    }
    tokens[main].head = head;
    tokens[main].deprel = deprel;
    tokens[main].upos = Upos::Verb;
    tokens[at].upos = Upos::Aux;
    let passive = &*tokens[at].lemma == "être";
    set(&mut tokens[at], Some(main), if passive { "aux:pass" } else { "aux:tense" });
}

/// A past participle, also where a tagger took « fourni » for a tense.
fn is_participle(token: &Token) -> bool {
    let form = token.form.to_lowercase();
    let past = token.feats.has("VerbForm", "Part") && !token.feats.has("Tense", "Pres");
    let stem = form.trim_end_matches('s').trim_end_matches('e');
    past || token.upos == Upos::Verb && (stem.ends_with('i') || stem.ends_with('u'))
}

/// « a imposé lundi des sanctions »: what stands behind a day is not of that day.
fn object_under_adverb(pack: &Pack, tokens: &mut [Token], at: usize) {
    let Some(day) = at.checked_sub(3).filter(|_| tokens[at].upos == Upos::Noun) else { return };
    let Some(verb) = tokens[day].head.filter(|&head| head < day) else { return };
    let noun = matches!(tokens[at].head, Some(head) if head == day || head == verb);
    let articles: Vec<usize> = (day + 1..at)
        .filter(|&t| tokens[t].head == Some(at))
        .filter(|&t| matches!(tokens[t].deprel.base, Relation::Case | Relation::Det))
        .collect();
    let [first, second] = articles[..] else { return };
    let plural = first == day + 1
        && &*tokens[first].lemma == "de"
        && tokens[second].feats.has("Number", "Plur")
        && tokens[first].span == tokens[second].span;
    let has_object =
        under(tokens, verb).iter().any(|&t| t != day && tokens[t].deprel.base == Relation::Obj);
    if !noun
        || !plural
        || has_object
        || !is_verbal(&tokens[verb])
        || !is_weekday(pack, &tokens[day])
    {
        return;
    }
    set(&mut tokens[first], Some(at), "det");
    set(&mut tokens[at], Some(verb), "obj");
    set(&mut tokens[day], Some(verb), "obl:mod");
}

/// « par 71 voix contre 24 le traité », « ce qui porte à quatre le nombre des morts »: no number stands before an
/// article of its noun.
fn number_before_article(tokens: &mut [Token], at: usize) {
    let Some(case) = at.checked_sub(1) else { return };
    let raised = || {
        let verb = case.checked_sub(1).map(|verb| &tokens[verb]);
        &*tokens[case].lemma == "à" && verb.is_some_and(|verb| verb.upos == Upos::Verb)
    };
    let against = tokens[at].upos == Upos::Num && (&*tokens[case].lemma == "contre" || raised());
    let noun = tokens.get(at + 1).filter(|next| {
        next.upos == Upos::Det
            && matches!(&*next.form.to_lowercase(), "le" | "la" | "l'" | "l’" | "les")
    });
    let Some(noun) = noun.filter(|_| against).and_then(|article| article.head) else { return };
    if tokens[noun].upos != Upos::Noun || noun <= at {
        return;
    }
    let Some(verb) = (0..case).rev().find(|&t| tokens[t].upos == Upos::Verb) else { return };
    for t in under(tokens, verb) {
        if tokens[t].deprel.base == Relation::Obj && t < at {
            set(&mut tokens[t], Some(verb), "obl:mod");
        }
    }
    set(&mut tokens[at], Some(verb), "obl:mod");
    set(&mut tokens[case], Some(at), "case");
    set(&mut tokens[noun], Some(verb), "obj");
}

/// "wounded thirty others": what follows a verb without a preposition is its object.
fn bare_others(tokens: &mut [Token], at: usize) {
    let Some(verb) = tokens[at].head.filter(|&head| head < at) else { return };
    let bare = &*tokens[at].form.to_lowercase() == "others"
        && tokens[at].deprel.base == Relation::Obl
        && !has_case(tokens, at);
    let below = under(tokens, verb);
    let taken = |t: &usize| matches!(tokens[*t].deprel.base, Relation::Obj | Relation::Aux);
    if bare && is_verbal(&tokens[verb]) && !below.iter().any(taken) {
        set(&mut tokens[at], Some(verb), "obj");
        let feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
        tokens[verb].feats = recoupe_model::Feats::new(feats);
    }
}

/// « n'entrera en vigueur »: a phrase that a parser took for one adverb.
fn force_under_preposition(tokens: &mut [Token], at: usize) {
    let Some(case) = at.checked_sub(1) else { return };
    let phrase = &*tokens[case].form.to_lowercase() == "en"
        && matches!(&*tokens[at].form.to_lowercase(), "vigueur" | "application")
        && tokens[at].head == Some(case)
        && tokens[case].deprel.base == Relation::Advmod;
    if phrase {
        let verb = tokens[case].head;
        set(&mut tokens[at], verb, "obl:mod");
        set(&mut tokens[case], Some(at), "case");
    }
}
