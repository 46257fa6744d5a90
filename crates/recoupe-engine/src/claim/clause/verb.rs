//! The arguments that a verb or copula has in its own clause.

use recoupe_model::{Relation, Upos};

use super::repair;
use super::voice::is_passive;
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
        if let Some(arg) = own(ctx, tree, at, dependent, passive) {
            args.push(arg);
        }
    }
    for arg in args.clone() {
        repair::hanging(ctx, tree, &arg, &mut args);
    }
    repair::double_object(ctx, tree, &mut args);
    repair::elliptic(view, at, &mut args);
    repair::headline(ctx, view, at, passive, &mut args);
    repair::misplaced(ctx, view, at, &mut args);
    repair::agent_below(ctx, view, at, passive, &mut args);
    if !reflexive && !passive {
        repair::partitive(&mut args);
    }
    relatives(ctx, view, at, passive, &mut args);
    cleft(ctx, view, at, passive, &mut args);
    complements(ctx, view, &mut args);
    if kind == Kind::Verb {
        particles(view, at, &mut args);
    }
    // « est en vie »: the preposition of what is said of the subject.
    if kind == Kind::Adjective {
        let case = view.case(at);
        if !case.is_empty() {
            args.push(Arg::new(&format!("@{case}"), at));
        }
    }
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
fn own(ctx: &Context<'_>, tree: usize, at: usize, dependent: usize, passive: bool) -> Option<Arg> {
    let view = &ctx.trees[tree];
    let token = view.token(dependent);
    if token.deprel.is_sub("outer") || ctx.is_time(token.span) {
        return None;
    }
    let path = match token.deprel.base {
        Relation::Nsubj | Relation::Csubj if passive => "obj",
        Relation::Nsubj | Relation::Csubj => "subj",
        Relation::Obj | Relation::Iobj if is_reflexive_word(ctx, view, dependent) => return None,
        Relation::Obj => "obj",
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
                // « valable dix ans »
                (false, "") => {
                    let amount = fill::quantity(ctx, tree, dependent)?;
                    return fill::is_length(&amount.unit).then(|| Arg::new(".lasting", dependent));
                }
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

/// « lors d'une visite », where the adverb heads the phrase.
fn adverb(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Option<Arg> {
    let mut below = view.by(at, Relation::Obl).chain(view.by(at, Relation::Nmod));
    let head = below.next()?;
    let (case, head) = super::preposition(ctx, view, head);
    let path = format!("{} {case}", view.token(at).lemma.to_lowercase());
    Some(Arg::new(path.trim_end(), head))
}

/// Words that say something of the verb by themselves, each under its form with a point before it: « a voté
/// pour » has `.pour`, "has gone home" has `.home`.
fn particles(view: &Tree<'_>, at: usize, args: &mut Vec<Arg>) {
    let is_bare = |d: usize| view.dependents(d).is_empty();
    let stands_alone = |d: usize| {
        let token = view.token(d);
        match token.upos {
            Upos::Adv => is_bare(d) && token.deprel.base == Relation::Advmod,
            // A preposition that governs nothing, wherever a parser hangs it.
            Upos::Adp => d == at + 1 && is_stranded(view, d),
            _ => false,
        }
    };
    let behind = Some(at + 1).filter(|&d| d < view.len());
    let below = view.dependents(at).iter().copied().filter(|&d| Some(d) != behind);
    for d in behind.into_iter().chain(below).filter(|&d| stands_alone(d)) {
        if d == at + 1 || view.head(d) == Some(at) {
            args.push(Arg::new(&format!(".{}", view.token(d).form.to_lowercase()), d));
        }
    }
}

/// Whether a preposition is the last word of its stretch.
fn is_stranded(view: &Tree<'_>, at: usize) -> bool {
    let next = Some(at + 1).filter(|&next| next < view.len());
    next.is_none_or(|next| view.token(next).upos == Upos::Punct)
}

/// What the object and the subject have by a preposition: `obj>de`, `subj>in`.
pub(super) fn complements(ctx: &Context<'_>, view: &Tree<'_>, args: &mut Vec<Arg>) {
    let core: Vec<(String, usize)> = args
        .iter()
        .filter(|arg| !arg.via && matches!(arg.path.as_str(), "obj" | "subj"))
        .map(|arg| (arg.path.clone(), arg.head))
        .collect();
    for (path, head) in core {
        for below in view.by(head, Relation::Nmod) {
            let (case, below) = super::preposition(ctx, view, below);
            if !case.is_empty() {
                args.push(Arg::via(&format!("{path}>{case}"), below));
            }
        }
    }
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

/// Gives a verb what a cleft sets apart: « c'est l'armée qui a tiré », "it was in Rome that they met".
fn cleft(ctx: &Context<'_>, view: &Tree<'_>, at: usize, passive: bool, args: &mut Vec<Arg>) {
    let Some(focus) = view.focus(at) else { return };
    let (case, inner) = super::preposition(ctx, view, focus);
    let joins = |t: usize| {
        is_relative(ctx, view, t)
            || matches!(&*view.token(t).form.to_lowercase(), "that" | "que" | "qu'")
    };
    // « Pour les rebelles, c'est leur chef qui a signé »: what opens the sentence is the verb's.
    for opening in view.by(focus, Relation::Obl).filter(|&d| d < focus) {
        let (case, inner) = super::preposition(ctx, view, opening);
        if !case.is_empty() && !ctx.is_time(view.token(opening).span) {
            args.push(Arg::via(&case, inner));
        }
    }
    if !case.is_empty() {
        args.retain(|arg| arg.head != focus && !joins(arg.head));
        args.push(Arg::new(&case, inner));
        return;
    }
    for arg in args.iter_mut().filter(|arg| joins(arg.head)) {
        arg.head = focus;
    }
    let has = |path: &str| args.iter().any(|arg| arg.path == path);
    if args.iter().any(|arg| arg.head == focus) || ctx.is_time(view.token(focus).span) {
        return;
    }
    match (has("subj"), has("obj"), passive) {
        (false, _, false) => args.push(Arg::new("subj", focus)),
        (_, false, _) => args.push(Arg::new("obj", focus)),
        _ => {}
    }
}

/// Whether a verb has a reflexive pronoun of its own.
pub(super) fn is_reflexive(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    view.dependents(at).iter().any(|&d| {
        let base = view.token(d).deprel.base;
        matches!(base, Relation::Expl | Relation::Obj | Relation::Iobj | Relation::Dep)
            && is_reflexive_word(ctx, view, d)
    })
}

pub(super) fn is_reflexive_word(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
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
