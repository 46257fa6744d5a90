//! Time and place that one happening has from another that it happened in.
//!
//! « Conclu lors d'une visite à Sofia »: the conclusion was in Sofia. Only where the words say
//! that one was within the other: an occasion (« lors de », "during"), a relative « où », or
//! « cette rencontre » as what allowed it.

use recoupe_model::{Date, Relation, Role, Value};

use crate::claim::clause::Clause;
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::refer;

const SHARED: [Role; 2] = [Role::Time, Role::Place];
/// How many sentences back « cette visite » looks.
const BACK: usize = 3;
/// No more happenings told shortly before are looked at.
const NEAR: usize = 64;

/// Shares time and place among drafts that the words put together.
pub(super) fn share(ctx: &Context<'_>, clauses: &[Vec<Clause>], drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        day_of_claiming(ctx, drafts, index);
    }
    // Known events first take what « cette visite » stands for, then lend it.
    for index in 0..drafts.len() {
        if let Some(earlier) = antecedent(ctx, drafts, index) {
            lend(drafts, earlier, index);
        }
        take_up(ctx, drafts, index);
    }
    for clause in clauses.iter().flatten() {
        halves(ctx, clause, drafts);
    }
    for clause in clauses.iter().flatten() {
        occasions(ctx, clause, drafts);
    }
    for index in 0..drafts.len() {
        if let Some(other) = same_matter(ctx, drafts, index) {
            lend_one(drafts, other, index, Role::Agent);
            lend_time(drafts, other, index);
            if is_claimed(&drafts[index]) {
                lend_one(drafts, other, index, Role::Place);
                lend_one(drafts, other, index, Role::Target);
            }
        }
    }
    one_fight(drafts);
}

/// Whether somebody claims to have done it: « revendiquer l'attaque ».
fn is_claimed(draft: &Draft) -> bool {
    draft.attribution.is_some() && matches!(&*draft.frame, "attack" | "clash")
}

/// « Le groupe a revendiqué l'attaque mercredi »: a day behind what is claimed is that of the claiming, unless a
/// word ties it to the deed (« l'attaque de mardi »).
fn day_of_claiming(ctx: &Context<'_>, drafts: &mut [Draft], index: usize) {
    if !is_claimed(&drafts[index]) {
        return;
    }
    let Some(other) = same_matter(ctx, drafts, index) else { return };
    let Some(deed) = ctx.trees.get(drafts[other].tree) else { return };
    let noun = deed.token(drafts[other].trigger).span;
    let is_behind = |value: &Value| {
        let between = recoupe_model::Span::new(noun.end(), value.span().start());
        between.is_some_and(|between| ctx.words(between).trim().is_empty())
    };
    if drafts[other].of(Role::Time).iter().any(is_behind) {
        drafts[other].roles.remove(&Role::Time);
    }
}

/// « Asmara accuse l'armée d'avoir ouvert le feu », in an article that tells of one fight only: that is where and
/// when fire was opened.
fn one_fight(drafts: &mut [Draft]) {
    let is_fight = |it: &Draft| matches!(&*it.frame, "attack" | "clash");
    let fights = || drafts.iter().enumerate().filter(|(_, it)| is_fight(it));
    let with =
        |role: Role| fights().filter(|(_, it)| it.has(role)).map(|(at, _)| at).collect::<Vec<_>>();
    let sources = SHARED.map(with);
    let is_one = SHARED.iter().zip(&sources).all(|(role, of)| {
        of.windows(2).all(|two| are_alike(*role, &drafts[two[0]], &drafts[two[1]]))
    });
    if !is_one {
        return;
    }
    let is_bare = |it: &Draft| {
        is_fight(it)
            && it.has(Role::Agent)
            && !SHARED.iter().any(|&role| it.has(role))
            && !it.has(Role::Target)
    };
    let bare: Vec<usize> = (0..drafts.len()).filter(|&at| is_bare(&drafts[at])).collect();
    for to in bare {
        for (role, of) in SHARED.into_iter().zip(&sources) {
            if let Some(&from) = of.first() {
                lend_one(drafts, from, to, role);
            }
        }
    }
}

/// Whether both give one time or one place.
fn are_alike(role: Role, a: &Draft, b: &Draft) -> bool {
    let values = |it: &Draft| -> Vec<(Option<Date>, Option<Date>, String)> {
        let values = it.roles.get(&role).into_iter().flatten();
        values
            .map(|value| match value {
                Value::Time(it) => (it.from, it.to, String::new()),
                Value::Entity(it) => (None, None, it.id.to_string()),
                other => (None, None, other.text().to_owned()),
            })
            .collect()
    };
    values(a) == values(b)
}

/// "adopted sanctions on Monday, targeting ten firms": another draft of the same kind that tells of
/// the very sanctions by which this one says whom they hit.
fn same_matter(ctx: &Context<'_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    let view = ctx.trees.get(draft.tree)?;
    let named = |token: usize| {
        let span = view.token(token).span;
        draft.roles.values().flatten().any(|value| value.span().contains(span))
    };
    let unnamed = |token: &&usize| **token != draft.trigger && !named(**token);
    let matter: Vec<usize> = draft.arguments.iter().filter(unnamed).copied().collect();
    let from = drafts.partition_point(|other| other.tree < draft.tree);
    let here = drafts[from..].iter().take_while(|other| other.tree == draft.tree);
    let mut same = here.enumerate().filter(|(at, other)| {
        from + at != index
            && other.frame == draft.frame
            && other.trigger != draft.trigger
            && matter.iter().any(|token| *token == other.trigger || other.arguments.contains(token))
    });
    same.next().map(|(at, _)| from + at)
}

/// The draft evoked at a token.
fn at(drafts: &[Draft], tree: usize, token: usize) -> Option<usize> {
    let from = drafts.partition_point(|d| d.tree < tree);
    let here =
        drafts[from..].iter().take_while(|d| d.tree == tree).position(|d| d.trigger == token);
    here.map(|i| from + i)
}

/// Lends within one sentence.
fn occasions(ctx: &Context<'_>, clause: &Clause, drafts: &mut [Draft]) {
    let view = &ctx.trees[clause.tree];
    let Some(own) = at(drafts, clause.tree, clause.head) else { return };
    for arg in &clause.args {
        if super::is_path(ctx, &arg.path, "OCCASION") {
            if let Some(other) = at(drafts, clause.tree, arg.head) {
                lend(drafts, other, own);
                lend_time(drafts, own, other);
            } else if let Some(other) = mentioned(ctx, drafts, clause.tree, arg.head) {
                lend(drafts, other, own);
            }
        }
    }
    within(ctx, clause, own, drafts);
    // « le sommet de juin, où X a effectué une visite ».
    let carrier = clause.support.unwrap_or(clause.head);
    let inside = view
        .dependents(carrier)
        .iter()
        .any(|&d| ctx.pack.words("relative_place").has(&view.token(d).lemma.to_lowercase()));
    let up = view.head(carrier).filter(|_| view.token(carrier).deprel.base == Relation::Acl);
    if let Some(other) = up.filter(|_| inside).and_then(|up| at(drafts, clause.tree, up)) {
        lend(drafts, other, own);
    }
    // « Cette rencontre a permis la signature ».
    if let Some(carrier) = clause.support {
        let verb = ctx
            .pack
            .words("support_verb")
            .get(&view.token(carrier).lemma.to_lowercase(), "subject");
        let subject = view.first(carrier, Relation::Nsubj).filter(|_| verb == Some("none"));
        let Some(subject) = subject else { return };
        let other = at(drafts, clause.tree, subject)
            .or_else(|| mentioned(ctx, drafts, clause.tree, subject));
        if let Some(other) = other {
            lend(drafts, other, own);
        }
    }
}

/// « Dix ont été tués et vingt blessés vendredi à Lima »: day and place are those of the whole toll.
fn halves(ctx: &Context<'_>, clause: &Clause, drafts: &mut [Draft]) {
    let view = &ctx.trees[clause.tree];
    let relation = view.token(clause.head).deprel.base;
    let joined = matches!(relation, Relation::Conj | Relation::Parataxis);
    let first = view.head(clause.head).filter(|_| joined);
    let Some(first) = first.and_then(|up| at(drafts, clause.tree, up)) else { return };
    let Some(second) = at(drafts, clause.tree, clause.head) else { return };
    if [first, second].iter().all(|&half| &*drafts[half].frame == "casualties") {
        lend(drafts, second, first);
        lend(drafts, first, second);
    }
}

/// « 14 morts dans un séisme », "an earthquake killed 70", "…, killing nine": a toll has the time
/// and place of what took the lives, and lends it its own time.
fn within(ctx: &Context<'_>, clause: &Clause, own: usize, drafts: &mut [Draft]) {
    if &*drafts[own].frame != "casualties" {
        return;
    }
    let view = &ctx.trees[clause.tree];
    let cause = |arg: &&crate::claim::clause::Arg| {
        arg.path == "subj" || super::is_path(ctx, &arg.path, "CAUSE")
    };
    let causes: Vec<usize> = clause.args.iter().filter(cause).map(|arg| arg.head).collect();
    // « …, faisant cinq morts »
    let carrier = clause.support.unwrap_or(clause.head);
    let beside = view.token(carrier).deprel.base == Relation::Advcl;
    let above = view.head(carrier).filter(|_| beside);
    // « dans un séisme qui a frappé … »
    // "were killed when rebels attacked the post on Monday"
    let when = |&d: &usize| {
        view.by(d, Relation::Mark)
            .chain(view.by(d, Relation::Advmod))
            .any(|m| matches!(&*view.token(m).lemma, "when" | "lorsque" | "quand"))
    };
    let occasions = view.by(clause.head, Relation::Advcl).filter(when);
    let clauses = causes.iter().flat_map(|&cause| view.by(cause, Relation::Acl)).chain(occasions);
    let tokens: Vec<usize> = clauses.chain(above).chain(causes.iter().copied()).collect();
    for token in tokens {
        let Some(other) = at(drafts, clause.tree, token) else { continue };
        if matches!(&*drafts[other].frame, "disaster" | "attack" | "clash" | "protest") {
            lend(drafts, other, own);
            lend_time(drafts, own, other);
        }
    }
}

/// Fills the time and place that a draft lacks.
fn lend(drafts: &mut [Draft], from: usize, to: usize) {
    for role in SHARED {
        lend_one(drafts, from, to, role);
    }
}

fn lend_one(drafts: &mut [Draft], from: usize, to: usize, role: Role) {
    if from != to
        && !drafts[to].has(role)
        && let Some(values) = drafts[from].roles.get(&role).cloned()
    {
        drafts[to].roles.insert(role, values);
    }
}

/// « Conclu en juin lors d'une visite »: the visit was in June too.
fn lend_time(drafts: &mut [Draft], from: usize, to: usize) {
    lend_one(drafts, from, to, Role::Time);
}

/// What the noun of a draft points back to: « cette visite ».
fn antecedent(ctx: &Context<'_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = &drafts[index];
    let view = ctx.trees.get(draft.tree)?;
    if !refer::is_demonstrative(ctx, view, draft.trigger) {
        return None;
    }
    earlier(drafts, draft.tree, draft.trigger, &draft.frame)
}

/// What « l'attaque » lacks it takes from what was told shortly before of happenings of its kind, if all of that
/// may be of the same people and things, at one time and place.
fn take_up(ctx: &Context<'_>, drafts: &mut [Draft], index: usize) {
    const LENT: [Role; 3] = [Role::Time, Role::Place, Role::Target];
    let draft = &drafts[index];
    let Some(view) = ctx.trees.get(draft.tree) else { return };
    let is_kind = matches!(&*draft.frame, "attack" | "clash" | "meet" | "exercise" | "disaster");
    let token = view.token(draft.trigger);
    let is_definite = token.feats.has("Number", "Sing")
        && view
            .by(draft.trigger, Relation::Det)
            .any(|d| view.token(d).feats.has("Definite", "Def"));
    if !(is_kind && is_definite) {
        return;
    }
    let is_before = |it: &Draft| {
        (it.tree, it.trigger) < (draft.tree, draft.trigger)
            && it.tree + BACK >= draft.tree
            && family(&it.frame) == family(&draft.frame)
    };
    let from = drafts.partition_point(|it| it.tree + BACK < draft.tree);
    let near = drafts[from..].iter().take_while(|it| it.tree <= draft.tree).take(NEAR);
    let before: Vec<usize> =
        near.enumerate().filter(|(_, it)| is_before(it)).map(|(at, _)| from + at).collect();
    let goes = |a: &Draft, b: &Draft| {
        LENT.iter().chain(&[Role::Agent, Role::Participant]).all(|role| {
            let (x, y) = (a.of(*role), b.of(*role));
            x.is_empty() || y.is_empty() || x.iter().any(|x| y.iter().any(|y| same_thing(x, y)))
        })
    };
    let all = || before.iter().chain([&index]);
    if !all().all(|&a| all().all(|&b| goes(&drafts[a], &drafts[b]))) {
        return;
    }
    for role in LENT {
        if let Some(&from) = before.iter().rev().find(|&&at| drafts[at].has(role)) {
            lend_one(drafts, from, index, role);
        }
    }
}

/// Whether both are one entity or one time; of amounts and words nothing is asked.
fn same_thing(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Entity(a), Value::Entity(b)) => a.id == b.id || a.of.is_some() && a.of == b.of,
        (Value::Time(a), Value::Time(b)) => a.fit(b).supports(),
        _ => true,
    }
}

/// The earlier draft that an event noun without a draft of its own points back to.
fn mentioned(ctx: &Context<'_>, drafts: &[Draft], tree: usize, noun: usize) -> Option<usize> {
    let view = ctx.trees.get(tree)?;
    if !refer::is_demonstrative(ctx, view, noun) {
        return None;
    }
    let list = ctx.pack.words("evoke");
    let lemma = view.token(noun).lemma.to_lowercase();
    let mut frames = list
        .find(&lemma)
        .filter(|row| list.cell(row, "upos") == "NOUN")
        .map(|row| list.cell(row, "frame"));
    frames.find_map(|frame| earlier(drafts, tree, noun, frame))
}

/// The last draft of a frame, or of one that the same word may tell, a few sentences back.
fn earlier(drafts: &[Draft], tree: usize, token: usize, frame: &str) -> Option<usize> {
    let before = |d: &Draft| (d.tree, d.trigger) < (tree, token) && d.tree + BACK >= tree;
    let near = |d: &Draft| family(&d.frame) == family(frame);
    let dated = |d: &Draft| d.has(Role::Time) || d.has(Role::Place);
    let last = drafts.iter().rposition(|d| before(d) && near(d) && dated(d))?;
    // Several drafts of one sentence tell of one event: the one that tells most.
    let tree = drafts[last].tree;
    let same = (0..drafts.len())
        .filter(|&i| drafts[i].tree == tree && before(&drafts[i]) && near(&drafts[i]));
    same.max_by_key(|&i| (SHARED.iter().filter(|&&role| drafts[i].has(role)).count(), i))
}

/// A meeting may be called a visit, a visit a meeting.
fn family(frame: &str) -> &str {
    if frame == "visit" { "meet" } else { frame }
}
