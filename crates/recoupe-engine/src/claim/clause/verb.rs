//! The arguments that a verb or copula has in its own clause.

use recoupe_model::{Relation, Upos};

use super::{Arg, Clause, Kind, is_past, is_present, is_relative};
use crate::claim::context::Context;
use crate::claim::fill;
use crate::claim::tree::Tree;

/// Reads one predicate; subjects that it shares with others come later.
pub(super) fn read(ctx: &Context<'_>, tree: usize, at: usize, kind: Kind) -> Clause {
    let view = &ctx.trees[tree];
    let reflexive = is_reflexive(ctx, view, at);
    let passive = kind == Kind::Verb && is_passive(ctx, view, at);
    let mut args = Vec::new();
    for &dependent in view.dependents(at) {
        if let Some(arg) = own(ctx, view, at, dependent, passive) {
            args.push(arg);
        }
    }
    for arg in args.clone() {
        hanging(ctx, tree, &arg, &mut args);
    }
    double_object(ctx, tree, &mut args);
    elliptic(view, at, &mut args);
    headline(ctx, view, at, passive, &mut args);
    misplaced(ctx, view, at, &mut args);
    agent_below(ctx, view, at, passive, &mut args);
    if !reflexive && !passive {
        partitive(&mut args);
    }
    relatives(ctx, view, at, passive, &mut args);
    Clause {
        tree,
        head: at,
        lemma: lemma(ctx, view, at, reflexive),
        kind,
        passive,
        shape: shape(view, at, kind, passive, reflexive),
        args,
        support: None,
    }
}

/// One dependent as an argument.
fn own(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    at: usize,
    dependent: usize,
    passive: bool,
) -> Option<Arg> {
    let token = view.token(dependent);
    if token.deprel.is_sub("outer") || ctx.is_time(token.span) {
        return None;
    }
    let path = match token.deprel.base {
        Relation::Nsubj | Relation::Csubj if passive => "obj",
        Relation::Nsubj | Relation::Csubj => "subj",
        Relation::Obj if is_reflexive_word(ctx, view, dependent) => return None,
        Relation::Obj => "obj",
        Relation::Iobj if is_reflexive_word(ctx, view, dependent) => return None,
        Relation::Iobj => "iobj",
        Relation::Xcomp | Relation::Ccomp => "comp",
        Relation::Obl | Relation::Nmod => {
            let (case, dependent) = super::preposition(ctx, view, dependent);
            let agent = token.deprel.is_sub("agent")
                || (passive && ctx.pack.words("agent_case").has(&case));
            return Some(match (agent, case.as_str()) {
                (true, _) => Arg::new("subj", dependent),
                (false, "") if token.upos == Upos::Pron => Arg::new("iobj", dependent),
                (false, "") if is_relative(ctx, view, dependent) => {
                    Arg::new(&token.lemma.to_lowercase(), dependent)
                }
                // A counted subject that a parser took for an adverbial.
                (false, "") if dependent < at && view.first(at, Relation::Nsubj).is_none() => {
                    Arg::new(if passive { "obj" } else { "subj" }, dependent)
                }
                (false, "") => return None,
                (false, case) => Arg::new(case, dependent),
            });
        }
        Relation::Advmod if is_relative(ctx, view, dependent) => {
            return Some(Arg::new(&token.lemma.to_lowercase(), dependent));
        }
        Relation::Advmod => return adverb(ctx, view, dependent),
        Relation::Advcl => {
            let mark = view.first(dependent, Relation::Mark)?;
            return Some(Arg::new(&view.token(mark).lemma.to_lowercase(), dependent));
        }
        _ => return None,
    };
    // An object before an active verb's subject is rare; a clause as subject is no filler.
    (dependent != at).then(|| Arg::new(path, dependent))
}

/// "Ten were killed and six others hurt": a later subject after a conjunction is another clause's.
fn elliptic(view: &Tree<'_>, at: usize, args: &mut Vec<Arg>) {
    let subject = |arg: &Arg| {
        !arg.via && matches!(view.token(arg.head).deprel.base, Relation::Nsubj)
    };
    if args.iter().filter(|arg| subject(arg)).count() > 1 {
        let other = |arg: &Arg| subject(arg) && arg.head > at && view.first(arg.head, Relation::Cc).is_some();
        args.retain(|arg| !other(arg));
    }
}

/// "Treaty signed in Rome": what reads as a past tense may be a passive; the guards decide.
fn headline(ctx: &Context<'_>, view: &Tree<'_>, at: usize, passive: bool, args: &mut Vec<Arg>) {
    let bare = is_past(&view.token(at).feats)
        && view.by(at, Relation::Aux).next().is_none()
        && !is_intransitive(ctx, view, at);
    if !bare || passive || args.iter().any(|arg| arg.path == "obj") {
        return;
    }
    let subject = args.iter().find(|arg| arg.path == "subj").map(|arg| arg.head);
    args.extend(subject.map(|head| Arg::via("obj", head)));
}

/// "gave it ten boats", which a parser may read as two objects.
fn double_object(ctx: &Context<'_>, tree: usize, args: &mut [Arg]) {
    let objects: Vec<usize> =
        (0..args.len()).filter(|&i| args[i].path == "obj" && !args[i].via).collect();
    if let [first, second] = objects[..]
        && fill::passes(ctx, tree, args[second].head, "goods,counted")
    {
        "iobj".clone_into(&mut args[first].path);
    }
}

/// « X aurait livré des chars depuis mai, ont dit …»: what stands before an inserted clause is
/// not of it.
fn misplaced(ctx: &Context<'_>, view: &Tree<'_>, at: usize, args: &mut Vec<Arg>) {
    args.retain(|arg| inserted_owner(view, at, arg.head).is_none());
    for insert in view.by(at, Relation::Parataxis) {
        for below in view.by(insert, Relation::Obl) {
            if inserted_owner(view, insert, below) == Some(at)
                && !ctx.is_time(view.token(below).span)
            {
                let (case, head) = super::preposition(ctx, view, below);
                if !case.is_empty() {
                    args.push(Arg::via(&case, head));
                }
            }
        }
    }
}

/// The verb that a dependent of an inserted clause really belongs to, when it stands before it.
pub(super) fn inserted_owner(view: &Tree<'_>, verb: usize, dependent: usize) -> Option<usize> {
    let token = view.token(verb);
    let main =
        token.head.filter(|&up| token.deprel.base == Relation::Parataxis && up < dependent)?;
    let comma = |t: usize| view.token(t).upos == Upos::Punct && &*view.token(t).form == ",";
    let apart = dependent < verb && (dependent..verb).any(comma);
    apart.then_some(main)
}

/// « lors d'une visite », where the adverb heads the phrase.
fn adverb(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Option<Arg> {
    let mut below = view.by(at, Relation::Obl).chain(view.by(at, Relation::Nmod));
    let head = below.next()?;
    let (case, head) = super::preposition(ctx, view, head);
    let path = format!("{} {case}", view.token(at).lemma.to_lowercase());
    Some(Arg::new(path.trim_end(), head))
}

/// « jugée utile par le président »: the agent that a parser hangs on the predicative.
fn agent_below(ctx: &Context<'_>, view: &Tree<'_>, at: usize, passive: bool, args: &mut Vec<Arg>) {
    if !passive || args.iter().any(|arg| arg.path == "subj") {
        return;
    }
    let below = view.by(at, Relation::Xcomp).chain(view.by(at, Relation::Advmod));
    let agents = below.flat_map(|x| view.by(x, Relation::Obl).collect::<Vec<_>>());
    let agent = agents.into_iter().find(|&d| {
        view.token(d).deprel.is_sub("agent") || ctx.pack.words("agent_case").has(&view.case(d))
    });
    args.extend(agent.map(|head| Arg::new("subj", head)));
}

/// « fournir du pétrole »: a verb without an object may have it behind a partitive « de ».
fn partitive(args: &mut Vec<Arg>) {
    if args.iter().any(|arg| arg.path == "obj") {
        return;
    }
    let behind = args.iter().find(|arg| arg.path == "de" && !arg.via).map(|arg| arg.head);
    args.extend(behind.map(|head| Arg::via("obj", head)));
}

/// What hangs on an object by a preposition that may be the verb's (« envoyer des soldats en
/// Russie »).
fn hanging(ctx: &Context<'_>, tree: usize, arg: &Arg, args: &mut Vec<Arg>) {
    let view = &ctx.trees[tree];
    if !matches!(arg.path.as_str(), "obj" | "iobj") && view.case(arg.head).is_empty() {
        return;
    }
    let mut heads = view.conjuncts(arg.head);
    let inside = fill::content(ctx, tree, arg.head);
    if inside != arg.head {
        heads.push(inside);
    }
    if arg.path == "obj" {
        args.extend(receiver_in_front(ctx, view, arg.head).map(|head| Arg::via("iobj", head)));
    }
    for head in heads {
        let modifiers = view.by(head, Relation::Amod).chain(view.by(head, Relation::Acl));
        for modifier in modifiers.filter(|&m| !is_known(ctx, view, m)) {
            for below in view.by(modifier, Relation::Obl).filter(|&d| d > head) {
                let (case, below) = super::preposition(ctx, view, below);
                if !case.is_empty() && case != "de" && !ctx.is_time(view.token(below).span) {
                    args.push(Arg::via(&case, below));
                }
            }
        }
        for below in view.by(head, Relation::Nmod) {
            let (case, below) = super::preposition(ctx, view, below);
            let plain = case == "de" || case == "of";
            if !case.is_empty() && !plain {
                args.push(Arg::via(&case, below));
            } else if let Some(state) = state_at_end(ctx, view, head, below).filter(|_| plain) {
                // « recevoir des doses de vaccin de l'Inde ».
                args.push(Arg::via(&case, state));
            } else if plain && arg.path != "obj" && is_name_apart(ctx, view, head, below) {
                // « fournir à l'Italie des munitions »: no state is of munitions.
                args.push(Arg::via("obj", below));
            }
        }
    }
}

/// The state that closes a chain of complements.
fn state_at_end(ctx: &Context<'_>, view: &Tree<'_>, noun: usize, below: usize) -> Option<usize> {
    let state = |t: usize| {
        let name = ctx.name_over(view.token(t).span);
        name.is_some_and(|name| name.id.is_country())
            && ctx.name_over(view.token(t).span.cover(view.token(noun).span)).is_none()
    };
    if state(below) {
        return Some(below);
    }
    view.by(below, Relation::Nmod).find(|&d| state(d))
}

/// "gave Moldova ten boats", read as one compound: a state in front of a number.
fn receiver_in_front(ctx: &Context<'_>, view: &Tree<'_>, object: usize) -> Option<usize> {
    view.by(object, Relation::Compound).find(|&d| {
        let state = ctx.name_over(view.token(d).span).is_some_and(|name| name.id.is_country());
        state && d + 1 < object && ctx.covering(view.token(d + 1).span).any(|mention| {
            matches!(mention.kind, recoupe_model::MentionKind::Quantity(_))
                && !mention.span.contains(view.token(d).span)
        })
    })
}

/// Whether a modifier evokes something itself, so that what follows it is its own.
fn is_known(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    token.deprel.is_sub("relcl") || ctx.pack.words("evoke").has(&token.lemma.to_lowercase())
}

/// Whether a complement of a state's name is not a word of that name.
fn is_name_apart(ctx: &Context<'_>, view: &Tree<'_>, head: usize, below: usize) -> bool {
    let span = view.token(head).span;
    let state = ctx.name_over(span).is_some_and(|name| name.id.is_country());
    state && ctx.name_over(span.cover(view.token(below).span)).is_none()
}

/// Puts the noun in the place of the relative pronoun that stands for it.
fn relatives(ctx: &Context<'_>, view: &Tree<'_>, at: usize, passive: bool, args: &mut Vec<Arg>) {
    let token = view.token(at);
    let relative = token.deprel.base == Relation::Acl && token.deprel.is_sub("relcl");
    let Some(noun) = token.head.filter(|_| token.deprel.base == Relation::Acl) else { return };
    let mut found = false;
    for arg in args.iter_mut().filter(|arg| is_relative(ctx, view, arg.head)) {
        arg.head = noun;
        found = true;
    }
    // What a `dont` or `où` deeper in the clause stands for is not an argument of the verb.
    let inside = view.subtree(at, |_| false);
    let pronoun = inside.iter().any(|&t| is_relative(ctx, view, t));
    if found || !relative || pronoun {
        return;
    }
    let has = |path: &str| args.iter().any(|arg| arg.path == path);
    if has("subj") && !has("obj") && !passive {
        args.push(Arg::new("obj", noun));
    } else if !has("subj") && !has("obj") {
        args.push(Arg::new(if passive { "obj" } else { "subj" }, noun));
    }
}

/// Whether the subject of a verb is what it is done to.
pub(super) fn is_passive(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let auxiliary = view.has_sub(at, Relation::Aux, "pass");
    let done_to = |d: usize| !is_reflexive_word(ctx, view, d) && !ctx.is_time(view.token(d).span);
    let clausal = matches!(token.deprel.base, Relation::Acl | Relation::Advcl);
    // "Norway delivered six boats": a past tense that looks like a participle.
    if !auxiliary
        && !clausal
        && view.by(at, Relation::Nsubj).any(|d| !view.token(d).deprel.is_sub("pass"))
        && view.by(at, Relation::Obj).any(done_to)
    {
        return false;
    }
    if is_reflexive(ctx, view, at) && !auxiliary {
        return false;
    }
    if auxiliary || view.has_sub(at, Relation::Nsubj, "pass") {
        return !is_intransitive(ctx, view, at);
    }
    if !is_past(&token.feats) || is_intransitive(ctx, view, at) {
        return false;
    }
    // Without agreement, a bare participle with a plain subject is a past tense.
    if !clausal && token.feats.get("Gender").is_none() && view.by(at, Relation::Nsubj).next().is_some() {
        return false;
    }
    // « 14 personnes ont été tuées et 80 autres blessées »: the second shares the auxiliary.
    let bare = view.by(at, Relation::Aux).next().is_none();
    if !bare {
        let auxiliary =
            |a: usize| ctx.pack.words("passive_auxiliary").has(&view.token(a).lemma.to_lowercase());
        let last = view.by(at, Relation::Aux).last();
        return last.is_some_and(auxiliary);
    }
    match token.deprel.base {
        Relation::Conj => token
            .head
            .is_some_and(|up| view.token(up).head != Some(at) && is_passive_up(ctx, view, up)),
        _ => true,
    }
}

/// [`is_passive`] of a conjunct's head, one level at a time so that odd trees end.
fn is_passive_up(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    let passive = view.has_sub(at, Relation::Nsubj, "pass")
        || view.has_sub(at, Relation::Aux, "pass")
        || (is_past(&token.feats) && view.by(at, Relation::Aux).next().is_none());
    passive && !is_intransitive(ctx, view, at)
}

fn is_intransitive(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    ctx.pack.words("intransitive_verb").has(&view.token(at).lemma.to_lowercase())
}

/// Whether a verb has a reflexive pronoun of its own.
pub(super) fn is_reflexive(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    view.dependents(at).iter().any(|&d| {
        let base = view.token(d).deprel.base;
        matches!(base, Relation::Expl | Relation::Obj | Relation::Iobj | Relation::Dep)
            && is_reflexive_word(ctx, view, d)
    })
}

fn is_reflexive_word(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let token = view.token(at);
    token.upos == Upos::Pron
        && ctx.pack.words("reflexive_pronoun").has(&token.form.to_lowercase().replace('’', "'"))
}

/// The lemma with its particle or reflexive pronoun.
fn lemma(ctx: &Context<'_>, view: &Tree<'_>, at: usize, reflexive: bool) -> String {
    let own = super::known_lemma(ctx, view.token(at).lemma.to_lowercase());
    let particle = view.by(at, Relation::Compound).find(|&d| view.token(d).deprel.is_sub("prt"));
    if let Some(particle) = particle {
        return format!("{own} {}", view.token(particle).lemma.to_lowercase());
    }
    let bare = |&d: &usize| view.by(d, Relation::Det).next().is_none();
    for object in view.by(at, Relation::Obj).filter(bare) {
        let idiom = format!("{own} {}", view.token(object).lemma.to_lowercase());
        if ctx.pack.words("idiom").has(&idiom) {
            return idiom;
        }
    }
    let word = ctx.pack.words("reflexive_pronoun").rows().first().map_or("", |row| row.key());
    if reflexive && !word.is_empty() { format!("{word} {own}") } else { own }
}

fn shape(view: &Tree<'_>, at: usize, kind: Kind, passive: bool, reflexive: bool) -> &'static str {
    let token = view.token(at);
    match (kind, token.deprel.base) {
        (Kind::Adjective, _) => "copula",
        (_, Relation::Acl) if token.deprel.is_sub("relcl") => {
            if passive {
                "relative-passive"
            } else {
                "relative"
            }
        }
        (_, Relation::Acl | Relation::Advcl) if is_past(&token.feats) && passive => "participle",
        (_, Relation::Acl | Relation::Advcl) if is_present(&token.feats) => "participle-active",
        _ if token.feats.has("VerbForm", "Inf") => "infinitive",
        _ if passive => "passive",
        _ if reflexive => "reflexive",
        _ => "active",
    }
}
