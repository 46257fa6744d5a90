//! Words that evoke a frame, with the arguments that fill its roles.

mod adjunct;
mod arms;
mod inherit;
mod merge;
mod pattern;
mod proof;
mod retold;
mod score;
mod treaty;
mod within;

use std::collections::BTreeSet;

use recoupe_model::{Polarity, Relation, Role, Span, Text, Value};

use super::clause::{Arg, Clause, Kind, Times};
use super::context::Context;
use super::draft::Draft;
use super::{attribution, fill, stance};
use crate::lang::SlotKind;
pub(crate) use adjunct::located;
use pattern::{Flag, Pattern, Slot};
pub(crate) use proof::mistakes;
pub(crate) use treaty::settle;
pub(crate) use within::{amounts as amounts_within, place as place_within};

/// The typed drafts of one document, in text order.
pub(crate) fn find(ctx: &Context<'_>, clauses: &[Vec<Clause>], times: &[Times<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (clauses, times) in clauses.iter().zip(times) {
        for clause in clauses {
            let before = drafts.len();
            for pass in [None, Some(Flag::Also), Some(Flag::Excludes)] {
                drafts.extend(evoked(ctx, clause, times, pass));
            }
            if drafts.len() == before {
                drafts.extend(retold::find(ctx, clause, times, &drafts));
            }
        }
    }
    inherit::share(ctx, clauses, &mut drafts);
    merge::fold(ctx, drafts)
}

/// The first row of `evoke.tsv` that fits a clause, as a draft: of the rows that tell what happens, or of those
/// that tell what it tells besides, or what this excludes.
fn evoked(
    ctx: &Context<'_>,
    clause: &Clause,
    times: &Times<'_>,
    pass: Option<Flag>,
) -> Option<Draft> {
    let excluded = pass == Some(Flag::Excludes);
    let list = ctx.pack.words("evoke");
    let attribute = || ctx.trees[clause.tree].token(clause.head).deprel.base == Relation::Amod;
    if super::clause::is_order(ctx, clause) || excluded && attribute() {
        return None;
    }
    let rows = list.find(&clause.lemma).filter(|row| list.cell(row, "upos") == clause.kind.name());
    // « aucun exercice n'est en cours », "reports of a meeting are fiction": what does not happen is carried by
    // the words that say so.
    let carried = || clause.support.is_some() || refuted(ctx, clause);
    for row in rows {
        let Ok(pattern) = Pattern::read(list.cell(row, "args")) else { continue };
        let denied = || is_denied(ctx, clause);
        let own = [Flag::Also, Flag::Excludes].into_iter().find(|&flag| pattern.is(flag));
        if own != pass
            || pattern.is(Flag::Support) && !carried()
            || (pattern.is(Flag::Positive) || excluded) && denied()
            || pattern.is(Flag::Still) && !is_still(ctx, clause)
            || pattern.is(Flag::Denied) && !denied() && !refuted(ctx, clause)
        {
            continue;
        }
        let Some(filled) = fit(ctx, clause, &pattern) else { continue };
        let frame = list.cell(row, "frame");
        if let Some(draft) = draft(ctx, clause, frame, &pattern, &filled, times) {
            return Some(draft);
        }
    }
    None
}

/// Whether an adverb says that what a clause tells is still so.
fn is_still(ctx: &Context<'_>, clause: &Clause) -> bool {
    let view = &ctx.trees[clause.tree];
    let list = ctx.pack.words("continuity");
    let adverbs = view.by(clause.head, Relation::Advmod);
    adverbs.into_iter().any(|d| list.has(&view.token(d).form.to_lowercase()))
}

/// Whether the happening that a noun names is said not to have been, by whoever.
fn refuted(ctx: &Context<'_>, clause: &Clause) -> bool {
    let view = &ctx.trees[clause.tree];
    clause.kind == Kind::Noun
        && (stance::absence(ctx, view, clause.head).is_some()
            || attribution::denied(ctx, view, clause.head).is_some()
            || attribution::is_held_off(ctx, view, clause.head))
}

/// Whether a clause is denied by its own words.
fn is_denied(ctx: &Context<'_>, clause: &Clause) -> bool {
    stance::is_denied(ctx, &ctx.trees[clause.tree], clause.support.unwrap_or(clause.head))
}

/// The argument that each slot of a pattern takes; `None` when one that must be is not.
fn fit<'c>(
    ctx: &Context<'_>,
    clause: &'c Clause,
    pattern: &Pattern<'_>,
) -> Option<Vec<Option<&'c Arg>>> {
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let none = BTreeSet::new();
    if pattern.barred.iter().any(|slot| take(ctx, clause, slot, &none).is_some()) {
        return None;
    }
    let mut filled = Vec::new();
    for slot in &pattern.slots {
        let arg = take(ctx, clause, slot, &used);
        match arg {
            Some(arg) => {
                used.insert(arg.head);
            }
            None if slot.required => return None,
            None => {}
        }
        filled.push(arg);
    }
    Some(filled)
}

/// The first argument that a slot can take, own ones before those that hang on others.
fn take<'c>(
    ctx: &Context<'_>,
    clause: &'c Clause,
    slot: &Slot<'_>,
    used: &BTreeSet<usize>,
) -> Option<&'c Arg> {
    let fits = |arg: &Arg, path: &str| {
        is_path(ctx, &arg.path, path)
            && !used.contains(&arg.head)
            && (arg.head != clause.head || path == "self" || path.starts_with('@'))
            && fill::passes(ctx, clause.tree, arg.head, slot.guard)
    };
    // Of several adverbials of a group, the nearest, wherever a parser hangs it.
    for path in slot.paths.iter().filter(|path| is_group(path)) {
        let all = clause.args.iter().filter(|arg| fits(arg, path));
        let nearest = all.min_by_key(|arg| arg.head.abs_diff(clause.head));
        if nearest.is_some() {
            return nearest;
        }
    }
    for via in [false, true] {
        for path in &slot.paths {
            let found = clause.args.iter().find(|arg| arg.via == via && fits(arg, path));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Whether a path names a group of prepositions.
fn is_group(path: &str) -> bool {
    path.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether an argument's path is the wanted one or of the wanted group.
pub(crate) fn is_path(ctx: &Context<'_>, path: &str, wanted: &str) -> bool {
    if is_group(wanted) {
        let list = ctx.pack.words("case_group");
        return list.find(path).any(|row| list.cell(row, "group") == wanted);
    }
    // `subj>LOC`: what the subject has by any of the group.
    if let Some((outer, group)) = wanted.rsplit_once('>').filter(|(_, inner)| is_group(inner)) {
        let inner = path.strip_prefix(outer).and_then(|rest| rest.strip_prefix('>'));
        return inner.is_some_and(|inner| is_path(ctx, inner, group));
    }
    path == wanted || (wanted.contains('_') && path == wanted.replace('_', " "))
}

fn draft(
    ctx: &Context<'_>,
    clause: &Clause,
    frame: &str,
    pattern: &Pattern<'_>,
    filled: &[Option<&Arg>],
    times: &Times<'_>,
) -> Option<Draft> {
    let known = ctx.knowledge.frames.get(frame)?;
    let mut draft = Draft::new(clause.tree, clause.head, frame, &clause.lemma);
    draft.predicate = clause.support.unwrap_or(clause.head);
    draft.rule = format!("{frame}/{}:{}", clause.lemma, clause.shape).into();
    let mut heads = Vec::new();
    for (slot, arg) in pattern.slots.iter().zip(filled) {
        let Some(arg) = arg else { continue };
        draft.arguments.push(arg.head);
        let Some(role) = slot.role else { continue };
        if known.slot(role).is_some_and(|slot| slot.kind == SlotKind::Quantity) {
            let amount = fill::quantity(ctx, clause.tree, arg.head);
            if let Some(amount) = amount.or_else(|| fill::lasting(ctx, clause.tree, arg.head)) {
                draft.add(role, Value::Quantity(amount));
            }
            heads.push(arg.head);
            continue;
        }
        for value in slot_values(ctx, clause, arg, slot, role) {
            draft.add(role, value);
        }
        heads.push(arg.head);
        for other in further(ctx, clause, arg, slot) {
            for value in fill::values(ctx, clause.tree, other) {
                draft.add(role, value);
            }
            heads.push(other);
        }
    }
    let own = heads.iter().any(|&head| head != clause.head);
    for &(word, role) in &pattern.constants {
        let span = ctx.trees[clause.tree].token(clause.head).span;
        draft.add(role, Value::Text(Text { text: word.to_owned(), span }));
    }
    // With whom a treaty is does not tell who is said to have left it.
    if !pattern.is(Flag::Excludes) {
        treaty::complete(ctx, clause, &mut draft);
    }
    score::add(ctx, clause, &mut draft);
    arms::settle(ctx, clause, &mut draft);
    adjunct::quantity(ctx, known, clause, &heads, &mut draft);
    let placed = adjunct::place(ctx, known, clause, &heads, &mut draft);
    let timed = !pattern.is(Flag::Claimed)
        && adjunct::time(ctx, known, clause, (times, &heads), &mut draft);
    draft.rank = fill::rank(ctx, clause.tree, clause.head);
    draft.softened = pattern.modality;
    draft.besides = pattern.is(Flag::Also);
    if pattern.is(Flag::Excludes) {
        draft.implied = true;
        draft.polarity = Some(Polarity::Negative);
        draft.rule = format!("{frame}/{}:excluded", clause.lemma).into();
    }
    if pattern.is(Flag::Claimed) {
        draft.attribution = Some(super::attribution::by_subject(ctx, clause.tree, clause.head));
    }
    heads.extend(placed);
    let counted = heads.contains(&clause.head) && draft.has(Role::Quantity);
    // « La rencontre n'a jamais eu lieu »: nothing need be known of what did not happen.
    let view = &ctx.trees[clause.tree];
    let is_noun = clause.kind == Kind::Noun;
    let absence = is_noun.then(|| stance::absence(ctx, view, clause.head)).flatten();
    draft.predicate = absence.unwrap_or(draft.predicate);
    let said = match clause.kind {
        Kind::Noun => own || counted || (clause.support.is_some() || placed.is_some()) || timed,
        _ => own || counted,
    };
    // "Nobody was arrested": nobody is no value.
    let empty = draft.roles.is_empty() && !pattern.is(Flag::Denied);
    if (!said || empty) && !refuted(ctx, clause) {
        return None;
    }
    if clause.kind != Kind::Noun && !pattern.is(Flag::Claimed) && known.slot(Role::Place).is_some()
    {
        within::place(ctx, clause, &mut draft);
    }
    draft.arguments.extend(&heads);
    draft.evidence = evidence(ctx, clause, &heads, &draft);
    Some(draft)
}

/// Further heads of a list that a parser has cut (« livraisons de blé, d'huile »).
fn further(ctx: &Context<'_>, clause: &Clause, arg: &Arg, slot: &Slot<'_>) -> Vec<usize> {
    let headline = clause.shape == "headline";
    if clause.passive && arg.path == "subj" {
        return beside(ctx, clause, arg);
    }
    if !headline && (slot.guard.is_empty() || clause.kind != Kind::Noun || arg.via) {
        return Vec::new();
    }
    let same = clause.args.iter().filter(|other| {
        (other.via || headline && other.head != arg.head)
            && other.path == arg.path
            && fill::passes(ctx, clause.tree, other.head, slot.guard)
    });
    same.map(|other| other.head).collect()
}

/// « signé par le ministre et, pour les rebelles, par leur chef »: those by whom it was done besides, each behind a
/// preposition of its own.
fn beside(ctx: &Context<'_>, clause: &Clause, first: &Arg) -> Vec<usize> {
    let view = &ctx.trees[clause.tree];
    let joined = |head: usize| {
        let between = first.head.min(head) + 1..first.head.max(head);
        between.into_iter().any(|t| view.token(t).upos == recoupe_model::Upos::Cconj)
    };
    let agents = clause.args.iter().filter(|arg| arg.path == "subj" && arg.head > first.head);
    agents.map(|arg| arg.head).filter(|&head| joined(head)).collect()
}

/// What an argument gives a role: its entities, or its words where the role holds words.
fn slot_values(
    ctx: &Context<'_>,
    clause: &Clause,
    arg: &Arg,
    slot: &Slot<'_>,
    role: Role,
) -> Vec<Value> {
    let view = &ctx.trees[clause.tree];
    if matches!(role, Role::Content | Role::Purpose | Role::Outcome) {
        let span = view.span(&view.subtree(arg.head, |_| false));
        return vec![Value::Text(Text { text: ctx.words(span).to_owned(), span })];
    }
    if role == Role::Place {
        if let Some(place) =
            adjunct::located(ctx, clause.tree, fill::content(ctx, clause.tree, arg.head))
        {
            return vec![Value::Entity(place)];
        }
        return Vec::new();
    }
    let mut values = if arg.head == clause.head {
        fill::own_values(ctx, clause.tree, arg.head)
    } else {
        fill::values(ctx, clause.tree, arg.head)
    };
    if acts(role) {
        for value in &mut values {
            stand_for_state(value, role);
        }
    }
    let passes = |value: &Value| match value {
        Value::Entity(_) => true,
        _ => slot.guard.is_empty(),
    };
    values.into_iter().filter(passes).collect()
}

/// Roles in which a government is its state.
const fn acts(role: Role) -> bool {
    use Role::{Agent, Beneficiary, Host, Party, Receiver, Sender, Target};
    matches!(role, Agent | Party | Sender | Receiver | Host | Target | Beneficiary)
}

/// « le gouvernement norvégien » that delivers, signs or is attacked is Norway; a parliament that
/// ratifies makes its state a party.
fn stand_for_state(value: &mut Value, role: Role) {
    let Value::Entity(entity) = value else { return };
    let Some(of) = entity.of.clone().filter(recoupe_model::EntityId::is_country) else { return };
    let id = entity.id.as_str();
    if id.ends_with("-government") || role == Role::Party && id.ends_with("-parliament") {
        entity.id = of;
        entity.class = recoupe_model::Class::Country;
        entity.of = None;
    }
}

/// The words of a claim: its predicate with the arguments of its own clause in one stretch,
/// those from elsewhere each by themselves.
pub(crate) fn evidence(
    ctx: &Context<'_>,
    clause: &Clause,
    heads: &[usize],
    draft: &Draft,
) -> Vec<Span> {
    let view = &ctx.trees[clause.tree];
    let sentence = view.sentence.span;
    let carrier = clause.support.unwrap_or(clause.head);
    let mut main = view.token(clause.head).span.cover(view.token(carrier).span);
    for &d in view.dependents(carrier) {
        use Relation::{Advmod, Aux, Compound, Cop, Expl};
        if matches!(view.token(d).deprel.base, Advmod | Aux | Compound | Cop | Expl)
            && d.abs_diff(carrier) < 6
        {
            main = main.cover(view.token(d).span);
        }
    }
    let mut apart = Vec::new();
    for &head in heads {
        let phrase = view.span(&view.phrase(head));
        if view.is_within(head, carrier)
            || view.is_within(head, clause.head)
            || head.abs_diff(clause.head) < 12
        {
            main = main.cover(phrase);
        } else {
            apart.push(phrase);
        }
    }
    for value in draft.roles.values().flatten() {
        let span = value.span();
        if sentence.contains(span) && !main.contains(span) && span.start().abs_diff(main.end()) < 60
        {
            main = main.cover(span);
        }
    }
    let mut all = vec![main];
    all.extend(apart.into_iter().filter(|span| !main.contains(*span)));
    all.sort_unstable();
    all.dedup();
    all
}
