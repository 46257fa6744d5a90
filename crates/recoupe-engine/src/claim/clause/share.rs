//! Subjects and objects that a clause does not say because another has said them.

use recoupe_model::{Class, Relation};

use super::{Arg, Clause, Kind};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// Fills what each clause shares with the one it hangs on, the highest clauses first.
pub(super) fn subjects(ctx: &Context<'_>, tree: usize, clauses: &mut [Clause]) {
    let view = &ctx.trees[tree];
    let mut at_token = vec![None; view.len()];
    for (index, clause) in clauses.iter().enumerate() {
        at_token[clause.head] = Some(index);
    }
    for token in top_down(view) {
        let Some(index) = at_token[token] else { continue };
        if clauses[index].kind == Kind::Noun {
            continue;
        }
        let Some(up) = view.head(token).filter(|&up| up < view.len()) else {
            let filled = alone(ctx, view, &clauses[index]);
            clauses[index].args.extend(filled);
            continue;
        };
        let governor = at_token[up].map(|g| clauses[g].clone());
        let mut filled = shared(ctx, view, &clauses[index], up, governor.as_ref());
        super::verb::complements(ctx, view, &mut filled);
        clauses[index].args.extend(filled);
    }
    for token in 0..view.len() {
        let Some(index) = at_token[token] else { continue };
        if let Some(governor) = view.head(token).and_then(|up| *at_token.get(up)?) {
            give_back(view, clauses, governor, index);
        }
        let Some(first) = view.head(token).and_then(|up| *at_token.get(up)?) else { continue };
        if view.token(token).deprel.base == Relation::Conj {
            objects(view, clauses, first, index);
        }
    }
}

/// "A storm hit the coast, officials said": the first subject of a verb that comes after a clause
/// without one is that clause's.
fn give_back(view: &Tree<'_>, clauses: &mut [Clause], governor: usize, inner: usize) {
    let (outer_head, inner_head) = (clauses[governor].head, clauses[inner].head);
    let relation = view.token(inner_head).deprel.base;
    if inner_head > outer_head || !matches!(relation, Relation::Ccomp | Relation::Parataxis) {
        return;
    }
    let path = if clauses[governor].passive { "obj" } else { "subj" };
    let subjects: Vec<usize> = clauses[governor].by(path).collect();
    let [first, .., last] = subjects[..] else { return };
    if first < inner_head
        && last > inner_head
        && clauses[inner].first("subj").is_none_or(|s| s == last)
    {
        // Whatever looked like a passive without a subject is the past tense of one.
        let active = clauses[inner].first("obj").is_some_and(|object| object > inner_head);
        let own = if clauses[inner].passive && !active { "obj" } else { "subj" };
        clauses[inner].passive = clauses[inner].passive && !active;
        clauses[inner].args.retain(|arg| arg.path != own || arg.via || arg.head != last);
        clauses[inner].args.push(Arg::new(own, first));
        clauses[governor].args.retain(|arg| arg.head != first);
    }
}

/// Tokens from the root down.
fn top_down(view: &Tree<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..view.len()).filter(|&t| view.head(t).is_none()).collect();
    let mut next = 0;
    while next < order.len() && order.len() <= view.len() {
        order.extend_from_slice(view.dependents(order[next]));
        next += 1;
    }
    order
}

/// What a clause takes over from the token above it.
fn shared(
    ctx: &Context<'_>,
    view: &Tree<'_>,
    clause: &Clause,
    up: usize,
    governor: Option<&Clause>,
) -> Vec<Arg> {
    let surface = if clause.passive { "obj" } else { "subj" };
    if clause.args.iter().any(|arg| arg.path == surface && !arg.via) {
        return Vec::new();
    }
    let token = view.token(clause.head);
    let finite = view.is_finite(clause.head) && !token.feats.has("VerbForm", "Inf");
    let heads = match token.deprel.base {
        Relation::Conj => governor.map_or_else(Vec::new, surface_subject),
        Relation::Xcomp | Relation::Ccomp if !finite => {
            governor.map_or_else(Vec::new, |g| controller(ctx, g, clause.head))
        }
        Relation::Advcl
            if !finite && governor.is_some_and(|g| controls(ctx, view, g, clause.head)) =>
        {
            governor.map_or_else(Vec::new, |g| controller(ctx, g, clause.head))
        }
        Relation::Advcl if !finite => match governor {
            Some(g) if g.kind != Kind::Noun => surface_subject(g),
            _ => vec![up],
        },
        Relation::Acl if token.deprel.is_sub("relcl") => return Vec::new(),
        Relation::Acl if token.feats.has("VerbForm", "Inf") => Vec::new(),
        Relation::Acl if !finite => vec![up],
        // "9 people dead", « les 43 étudiants disparus ».
        Relation::Amod if clause.kind == Kind::Adjective => vec![up],
        _ => Vec::new(),
    };
    let heads = if heads.is_empty() && finite { detached(ctx, view, clause.head) } else { heads };
    let mut args: Vec<Arg> = heads.into_iter().map(|head| Arg::new(surface, head)).collect();
    // "adopted sanctions, targeting ten firms": the guards decide whether the object acts.
    let beside = token.deprel.base == Relation::Advcl && !finite && surface == "subj";
    if let Some(governor) = governor.filter(|g| beside && g.kind == Kind::Verb && !g.passive) {
        let object = governor.args.iter().find(|arg| arg.path == "obj" && !arg.via);
        let object = object.filter(|arg| arg.head < clause.head);
        args.extend(object.map(|arg| Arg::via("subj", arg.head)));
    }
    if token.deprel.base == Relation::Acl && !args.is_empty() {
        args.extend(higher(view, clause.head, up).into_iter().map(|head| Arg::via(surface, head)));
    }
    if token.deprel.base == Relation::Conj {
        let fronted = governor.into_iter().flat_map(|g| g.args.iter().map(move |arg| (g, arg)));
        args.extend(
            fronted
                .filter(|(g, arg)| arg.head < g.head && is_case(&arg.path))
                .map(|(_, arg)| Arg::via(&arg.path, arg.head)),
        );
    }
    args
}

/// « Lors d'une visite à Oslo, X a promis »: the subject that a parser takes for an apposition
/// of what stands before it.
fn detached(ctx: &Context<'_>, view: &Tree<'_>, verb: usize) -> Vec<usize> {
    let comma = |t: usize| &*view.token(t).form == ",";
    let actor = |&t: &usize| {
        let token = view.token(t);
        let name = ctx.name_over(token.span).map(|name| name.class);
        token.deprel.base == Relation::Appos
            && comma(t - 1)
            && matches!(name, Some(Class::Person | Class::Country | Class::Organisation))
    };
    if view.by(verb, Relation::Expl).any(|d| !view.token(d).feats.has("Reflex", "Yes")) {
        return Vec::new();
    }
    (1..verb).rev().take(14).find(actor).into_iter().collect()
}

/// « Le traité entre A et B signé hier »: nouns above the one that a participle hangs on, with
/// which it agrees.
fn higher(view: &Tree<'_>, participle: usize, noun: usize) -> Vec<usize> {
    let agrees = |other: usize| {
        ["Gender", "Number"].into_iter().all(|name| {
            let (own, other) = (&view.token(participle).feats, &view.token(other).feats);
            own.get(name).is_none() || other.get(name).is_none() || own.get(name) == other.get(name)
        })
    };
    let nominal = |&t: &usize| {
        use Relation::{Appos, Conj, Flat, Nmod, Obj, Obl};
        matches!(view.token(t).deprel.base, Nmod | Flat | Appos | Conj | Obl | Obj)
    };
    let mut here = noun;
    let mut found = Vec::new();
    while nominal(&here) && found.len() < 4 {
        let Some(up) = view.head(here) else { break };
        if matches!(view.token(up).upos, recoupe_model::Upos::Verb | recoupe_model::Upos::Aux) {
            break;
        }
        if agrees(up) {
            found.push(up);
        }
        here = up;
    }
    found
}

/// The subject of a root that has none beside it.
fn alone(ctx: &Context<'_>, view: &Tree<'_>, clause: &Clause) -> Vec<Arg> {
    let path = if clause.passive { "obj" } else { "subj" };
    let has = clause.args.iter().any(|arg| arg.path == path && !arg.via);
    if has || !view.is_finite(clause.head) {
        return Vec::new();
    }
    detached(ctx, view, clause.head).into_iter().map(|head| Arg::new(path, head)).collect()
}

/// Whether a path is a preposition.
fn is_case(path: &str) -> bool {
    let plain = ["subj", "obj", "iobj", "comp", "self", "amod", "poss", "compound", "cop"];
    !plain.contains(&path) && !path.contains('>')
}

/// What stands as subject on the surface.
fn surface_subject(clause: &Clause) -> Vec<usize> {
    let path = if clause.passive { "obj" } else { "subj" };
    let own = clause.args.iter().filter(|arg| arg.path == path && !arg.via);
    own.map(|arg| arg.head).take(1).collect()
}

/// "accused X of doing": a verb that controls what a parser took for an adverbial clause.
fn controls(ctx: &Context<'_>, view: &Tree<'_>, governor: &Clause, below: usize) -> bool {
    let marked = view.first(below, Relation::Mark).map(|m| view.token(m).lemma.to_lowercase());
    let of = marked.is_some_and(|mark| matches!(mark.as_str(), "of" | "de" | "à" | "to"));
    of && ctx.pack.words("control_verb").has(&governor.lemma)
}

/// Whom an infinitive or predicative is about, by the verb above it.
fn controller(ctx: &Context<'_>, governor: &Clause, below: usize) -> Vec<usize> {
    let list = ctx.pack.words("control_verb");
    let path = list.get(&governor.lemma, "controller").unwrap_or("obj");
    let by = |wanted: &str| {
        let own = governor.args.iter().filter(|arg| arg.path == wanted && arg.head != below);
        own.map(|arg| arg.head).take(1).collect::<Vec<usize>>()
    };
    let mut found = by(path);
    // "urged Chile to release", with Chile as who is spoken to.
    if found.is_empty() && path == "obj" {
        found = by("iobj");
    }
    let object = path == "obj" && !list.has(&governor.lemma);
    // By default the object controls, but not one that comes after (« a promis de livrer des armes »).
    match found.first() {
        Some(&head) if !(object && (governor.passive || head > below)) => found,
        _ if path != "obj" && list.has(&governor.lemma) && path != "subj" => Vec::new(),
        _ => surface_subject(governor),
    }
}

/// « a signé et ratifié le traité »: one object for both, wherever the tree hangs it.
fn objects(view: &Tree<'_>, clauses: &mut [Clause], first: usize, second: usize) {
    let object = |clause: &Clause| {
        clause.args.iter().find(|arg| arg.path == "obj" && !arg.via).map(|arg| arg.head)
    };
    let (one, two) = (&clauses[first], &clauses[second]);
    if one.kind != Kind::Verb || two.kind != Kind::Verb || one.passive || two.passive {
        return;
    }
    let same = one.lemma == two.lemma;
    match (object(one), object(two)) {
        (Some(head), None) if head > two.head => clauses[second].args.push(Arg::new("obj", head)),
        (None, Some(head)) if head > two.head && (same || close(view, one.head, two.head)) => {
            clauses[first].args.push(Arg::new("obj", head));
        }
        _ => {}
    }
}

/// Whether nothing but a conjunction stands between two verbs.
fn close(view: &Tree<'_>, first: usize, second: usize) -> bool {
    use recoupe_model::Upos::{Adv, Aux, Cconj};
    first < second
        && second - first <= 4
        && (first + 1..second).all(|t| matches!(view.token(t).upos, Cconj | Aux | Adv))
}
