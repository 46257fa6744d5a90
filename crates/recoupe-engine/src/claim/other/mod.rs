//! Every other clause that states a happening: nothing that a text tells is lost.

mod state;

use std::collections::BTreeSet;

use recoupe_model::{Class, Entity, Relation, Role, Span, Text, Upos, Value};

use super::clause::{Arg, Clause, Kind, Times, is_order};
use super::context::Context;
use super::draft::Draft;
use super::{evoke, fill};

/// Drafts of the clauses that no typed draft has.
pub(crate) fn find(
    ctx: &Context<'_>,
    clauses: &[Vec<Clause>],
    times: &[Times<'_>],
    typed: &[Draft],
) -> Vec<Draft> {
    let own = typed.iter().filter(|draft| !draft.implied && !draft.besides);
    let taken: BTreeSet<(usize, usize)> =
        own.flat_map(|d| [(d.tree, d.predicate), (d.tree, d.trigger)]).collect();
    let mut found = Vec::new();
    for (list, times) in clauses.iter().zip(times) {
        for clause in list {
            let free = !taken.contains(&(clause.tree, clause.head));
            if free && !is_toll(ctx, clause, typed) && states(ctx, clause) {
                found.extend(draft(ctx, clause, times));
            }
        }
    }
    found
}

/// Whether a clause says by itself that something is or happens.
fn states(ctx: &Context<'_>, clause: &Clause) -> bool {
    let view = &ctx.trees[clause.tree];
    let token = view.token(clause.head);
    let lemma = token.lemma.to_lowercase();
    let carries = ctx.pack.words("aspect_verb").has(&lemma)
        && view
            .by(clause.head, Relation::Xcomp)
            .any(|x| view.token(x).upos == Upos::Verb || view.first(x, Relation::Cop).is_some());
    // « restent coupés du monde » is told by the verb.
    let predicative = token.deprel.base == Relation::Xcomp
        && !token.feats.has("VerbForm", "Inf")
        && view.head(clause.head).is_some_and(|up| {
            let verb = view.token(up);
            verb.upos == Upos::Verb
                && ctx.pack.words("predicative_verb").has(&verb.lemma.to_lowercase())
        });
    if clause.kind == Kind::Noun || carries || predicative || is_order(ctx, clause) {
        return false;
    }
    // « …, a annoncé la présidence » only names the source of the rest.
    let speaker = super::attribution::inserted_speaker(ctx, view, clause.head);
    if speaker.is_some() && says_only(clause, speaker) && !is_speech(ctx, clause) {
        return false;
    }
    // « c'est à Rome que … » is told by the clause that it opens.
    let opens_cleft =
        view.dependents(clause.head).iter().any(|&d| view.focus(d) == Some(clause.head));
    if is_question(ctx, clause) || opens_cleft {
        return false;
    }
    let actor = clause.args.iter().any(|arg| matches!(arg.path.as_str(), "subj" | "obj"));
    let attributive = token.deprel.base == Relation::Amod;
    actor && !attributive && view.len() <= 400
}

/// Whether a verb has no argument but who speaks by it.
fn says_only(clause: &Clause, speaker: Option<usize>) -> bool {
    let core = |arg: &&Arg| matches!(arg.path.as_str(), "subj" | "obj" | "comp") && !arg.via;
    clause.args.iter().filter(core).all(|arg| Some(arg.head) == speaker)
}

/// « a fait 31 morts »: the toll is a claim already.
fn is_toll(ctx: &Context<'_>, clause: &Clause, typed: &[Draft]) -> bool {
    let light = ctx.pack.words("support_verb").has(&clause.lemma);
    let toll = |draft: &Draft| {
        draft.tree == clause.tree
            && &*draft.frame == "casualties"
            && clause.by("obj").any(|object| object == draft.trigger)
    };
    light && typed.iter().any(toll)
}

/// « un cadre, s'exprimant sous anonymat »: a participle that says of somebody only that he acts.
fn is_manner(clause: &Clause, draft: &Draft) -> bool {
    clause.shape == "participle-active" && draft.roles.keys().all(|role| *role == Role::Agent)
}

/// Whether the sentence ends as a question.
fn is_question(ctx: &Context<'_>, clause: &Clause) -> bool {
    ctx.words(ctx.trees[clause.tree].sentence.span)
        .trim_end_matches(['»', '"', '”', ' ', '\u{a0}', ')'])
        .ends_with('?')
}

fn draft(ctx: &Context<'_>, clause: &Clause, times: &Times<'_>) -> Option<Draft> {
    let speech = is_speech(ctx, clause);
    let frame = if speech { "declare" } else { "other" };
    let seat = seat(ctx, clause);
    let copula = ctx.trees[clause.tree].first(clause.head, Relation::Cop);
    let lemma = match copula.filter(|_| seat.is_some()) {
        Some(copula) => ctx.trees[clause.tree].token(copula).lemma.to_lowercase(),
        None => idiom(ctx, clause).unwrap_or_else(|| clause.lemma.clone()),
    };
    let mut draft = Draft::new(clause.tree, clause.head, frame, &lemma);
    draft.rule = format!("{frame}/{lemma}:{}", clause.shape).into();
    let mut heads = Vec::new();
    if let Some(place) = seat {
        draft.add(Role::Place, Value::Entity(place));
    }
    for arg in clause.args.iter().filter(|arg| !arg.via) {
        if role(ctx, clause, arg, speech, &mut draft) {
            heads.push(arg.head);
        }
    }
    if heads.is_empty() || (speech && !draft.has(Role::Speaker)) {
        return None;
    }
    let place_by = |group: &str| {
        let by = |arg: &&Arg| evoke::is_path(ctx, &arg.path, group) && !heads.contains(&arg.head);
        let mut args = clause.args.iter().filter(by);
        args.find_map(|arg| Some((arg.head, evoke::located(ctx, clause.tree, arg.head)?)))
    };
    // "towed to Aden": states get what is given, towns are where it went.
    let goal = || {
        let is_town = |place: &Entity| place.class == Class::Place && !place.id.is_country();
        place_by("DEST").filter(|(_, place)| is_town(place))
    };
    let elsewhere = || place_by("LOC").or_else(goal);
    if let Some((head, place)) = elsewhere().filter(|_| !draft.has(Role::Place)) {
        draft.add(Role::Place, Value::Entity(place));
        heads.push(head);
    }
    evoke::place_within(ctx, clause, &mut draft);
    for time in times.of(clause.head) {
        draft.add(Role::Time, Value::Time((*time).clone()));
    }
    if !speech {
        amounts(ctx, clause, &mut draft);
        evoke::amounts_within(ctx, clause, &mut draft);
    }
    if is_manner(clause, &draft) || !speech && state::describes(ctx, clause, &draft) {
        return None;
    }
    if !speech && is_bare(ctx, clause, &heads) {
        draft.rule = format!("{}:bare", draft.rule).into();
    }
    draft.evidence = evoke::evidence(ctx, clause, &heads, &draft);
    Some(draft)
}

/// The place that something is said to be in: "the command post is in Ilulissat".
fn seat(ctx: &Context<'_>, clause: &Clause) -> Option<Entity> {
    let group = |arg: &Arg| {
        let case = arg.path.strip_prefix('@');
        arg.head == clause.head && case.is_some_and(|case| evoke::is_path(ctx, case, "LOC"))
    };
    let placed = clause.kind == Kind::Adjective
        && ctx.trees[clause.tree].token(clause.head).upos == Upos::Propn
        && clause.args.iter().any(group);
    evoke::located(ctx, clause.tree, clause.head).filter(|_| placed)
}

/// A verb with the phrase that makes one predicate of it: « entrer en vigueur », "come into force".
fn idiom(ctx: &Context<'_>, clause: &Clause) -> Option<String> {
    let view = &ctx.trees[clause.tree];
    let list = ctx.pack.words("idiom");
    let phrase = |arg: &Arg| {
        let noun = view.token(arg.head).lemma.to_lowercase();
        Some(format!("{} {} {noun}", clause.lemma, arg.path)).filter(|phrase| list.has(phrase))
    };
    clause.args.iter().find_map(phrase)
}

/// Whether a clause has no argument of its own besides those that a claim took, its adverbs aside: nothing
/// more can be meant by what denies it.
fn is_bare(ctx: &Context<'_>, clause: &Clause, taken: &[usize]) -> bool {
    let view = &ctx.trees[clause.tree];
    let is_time = |arg: &Arg| ctx.is_time(view.token(arg.head).span);
    let is_further = |arg: &&Arg| !arg.via && !arg.path.starts_with('.') && arg.head != clause.head;
    let mut further = clause.args.iter().filter(is_further);
    further.all(|arg| taken.contains(&arg.head) || is_time(arg))
}

/// Whether somebody says a clause or quoted words by this verb.
fn is_speech(ctx: &Context<'_>, clause: &Clause) -> bool {
    let view = &ctx.trees[clause.tree];
    let lemma = view.token(clause.head).lemma.to_lowercase();
    let says = ctx.pack.words("reporting_verb").has(&clause.lemma)
        || ctx.pack.words("reporting_verb").has(&lemma);
    let clausal = view.by(clause.head, Relation::Ccomp).next().is_some()
        || view.by(clause.head, Relation::Xcomp).next().is_some()
        || view.by(clause.head, Relation::Parataxis).next().is_some()
        || quotes(ctx, view.sentence.span);
    says && clausal
        && clause.first("subj").is_some_and(|head| fill::passes(ctx, clause.tree, head, "actor"))
}

/// Whether a sentence has somebody's words in quotation marks.
fn quotes(ctx: &Context<'_>, span: Span) -> bool {
    ctx.mentions_in(span)
        .any(|m| matches!(&m.kind, recoupe_model::MentionKind::Quote(q) if q.is_clause))
}

/// Puts one argument under its role; whether it had one.
fn role(ctx: &Context<'_>, clause: &Clause, arg: &Arg, speech: bool, draft: &mut Draft) -> bool {
    let view = &ctx.trees[clause.tree];
    let role = match arg.path.as_str() {
        "subj" if speech => Role::Speaker,
        "subj" => Role::Agent,
        "obj" if speech => Role::Content,
        "obj" => Role::Target,
        "iobj" => Role::Receiver,
        "comp" => Role::Content,
        _ => return false,
    };
    // "took place": the object is a part of the verb.
    let object = format!(" {}", view.token(arg.head).lemma.to_lowercase());
    if role == Role::Target
        && ctx.pack.words("idiom").has(&clause.lemma)
        && clause.lemma.ends_with(&object)
    {
        return false;
    }
    if role == Role::Content || matches!(view.token(arg.head).upos, Upos::Verb | Upos::Aux) {
        if role == Role::Agent || role == Role::Speaker {
            return false;
        }
        let span = content(ctx, clause, arg.head);
        draft.add(Role::Content, Value::Text(Text { text: ctx.words(span).to_owned(), span }));
        return role != Role::Content || speech;
    }
    let values = fill::values(ctx, clause.tree, arg.head);
    let some = !values.is_empty();
    for value in values {
        draft.add(role, value);
    }
    some
}

fn content(ctx: &Context<'_>, clause: &Clause, head: usize) -> Span {
    let view = &ctx.trees[clause.tree];
    let punct = |d: usize| view.token(d).upos == Upos::Punct;
    view.span(&view.subtree(head, punct))
}

/// The amounts of its arguments.
fn amounts(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    let view = &ctx.trees[clause.tree];
    let cited = || super::attribution::cited(ctx, clause.tree);
    for arg in clause.args.iter().filter(|arg| !arg.via && arg.path != "comp") {
        for part in fill::joined(ctx, view, arg.head) {
            for amount in fill::amounts_in(ctx, clause.tree, part) {
                // « …, d'après deux sources »
                if cited().iter().any(|source| source.words.overlaps(amount.span)) {
                    continue;
                }
                draft.add(Role::Quantity, Value::Quantity(amount));
            }
        }
    }
}
