//! The result of a vote: « par 84 voix contre 61 et 6 abstentions », "voted 71 to 30".
//!
//! Each number becomes an amount with a unit of its own (`vote`, `vote against`, `abstention`), so
//! that only numbers of one side are ever compared. The words that tell the side are in the list
//! `vote_side`.

use recoupe_model::Relation::{Acl, Advmod, Amod, Det, Nmod};
use recoupe_model::{Quantity, Role, Span, Upos, Value};

use crate::claim::clause::Clause;
use crate::claim::context::Context;
use crate::claim::draft::Draft;
use crate::claim::fill;
use crate::claim::tree::Tree;

/// Words between a number and the word that tells its side.
const REACH: usize = 3;

/// Gives a vote the numbers of its sides, where its sentence tells them.
pub(super) fn add(ctx: &Context<'_>, clause: &Clause, draft: &mut Draft) {
    if !matches!(&*draft.frame, "vote" | "treaty.ratify") {
        return;
    }
    let tree = &ctx.trees[clause.tree];
    let mut sides = of(ctx, tree);
    if sides.is_empty() {
        sides.extend(members(ctx, clause));
    }
    if sides.is_empty() {
        return;
    }
    draft.roles.remove(&Role::Quantity);
    // "voted 71 to 30": what a parser took for the thing voted on.
    let score = |value: &Value| sides.iter().any(|side| value.span().overlaps(side.span));
    if let Some(mut values) = draft.roles.remove(&Role::Instrument) {
        values.retain(|value| !score(value));
        for value in values {
            draft.add(Role::Instrument, value);
        }
    }
    for side in sides {
        draft.add(Role::Quantity, Value::Quantity(side));
    }
}

/// The numbers of a sentence that are beside the word of a side.
fn of(ctx: &Context<'_>, tree: &Tree<'_>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tree.len() {
        let Some(value) = number(ctx, tree, at) else {
            at += 1;
            continue;
        };
        let (side, next) = side_behind(ctx, tree, at);
        match side {
            Some("versus") => {
                let other = next.and_then(|next| Some((next, number(ctx, tree, next)?)));
                if let Some((other, against)) = other {
                    found.push(amount(ctx, tree, (at, other), "vote", value));
                    found.push(amount(ctx, tree, (other, other + 1), "vote against", against));
                } else {
                    // « 61 contre »
                    found.push(amount(ctx, tree, (at, at + 1), "vote against", value));
                }
                at = other.map_or(at, |(other, _)| other) + 1;
            }
            Some(side) => {
                found.push(amount(ctx, tree, (at, at + 1), unit(side), value));
                at += 1;
            }
            None => at += 1,
        }
    }
    // A side that two numbers tell is not understood; one number needs a second one or abstentions.
    let twice = |unit: &str| found.iter().filter(|side| side.unit == unit).count() > 1;
    let clear = !["vote", "vote against", "abstention"].into_iter().any(twice);
    if clear && found.len() > 1 { found } else { Vec::new() }
}

fn unit(side: &str) -> &'static str {
    match side {
        "against" => "vote against",
        "abstention" => "abstention",
        _ => "vote",
    }
}

/// The side that the words right behind a number tell, and the first token behind these. « 13 voix » alone
/// are for it; "54-41" may be one number with a stroke before it.
fn side_behind<'a>(
    ctx: &Context<'a>,
    tree: &Tree<'_>,
    at: usize,
) -> (Option<&'a str>, Option<usize>) {
    let list = ctx.pack.words("vote_side");
    let mut counted = None;
    for next in at + 1..tree.len().min(at + 1 + REACH) {
        let token = tree.token(next);
        let word = token.form.to_lowercase();
        if stroke(&word).is_some() && token.span.start() == tree.token(at).span.end() {
            return (Some("versus"), Some(next));
        }
        let row = list.find(&word).find(|row| list.cell(row, "verb") != "yes");
        match row.map(|row| list.cell(row, "side")) {
            Some("versus") => return (Some("versus"), Some(next + 1).filter(|&n| n < tree.len())),
            Some("unit") => counted = Some("for"),
            Some(side) => return (Some(side), None),
            // « 84 députés pour », "133 countries in favour"
            None if matches!(token.upos, Upos::Noun | Upos::Adp) => {}
            None => return (counted, None),
        }
    }
    (counted, None)
}

/// The number behind a stroke: "-41".
fn stroke(word: &str) -> Option<f64> {
    let digits = word.strip_prefix(['-', '–'])?;
    digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
}

fn number(ctx: &Context<'_>, tree: &Tree<'_>, at: usize) -> Option<f64> {
    let behind = || stroke(&tree.token(at).form);
    fill::bare_number(ctx, tree.token(at)).and_then(|amount| amount.point()).or_else(behind)
}

fn amount(
    ctx: &Context<'_>,
    tree: &Tree<'_>,
    (from, to): (usize, usize),
    unit: &str,
    value: f64,
) -> Quantity {
    // The noun right behind the number belongs to its words.
    let counted = (from + 1..to.max(from + 2).min(tree.len()))
        .take_while(|&t| tree.token(t).upos == Upos::Noun)
        .last();
    let tokens: Vec<usize> = (from..=counted.unwrap_or(from)).collect();
    let span: Span = tree.span(&tokens);
    let text = ctx.words(span).to_owned();
    Quantity {
        low: Some(value),
        high: Some(value),
        unit: unit.to_owned(),
        approximate: false,
        text,
        span,
    }
}

/// « 86 députés ont approuvé le texte », "31 members voted for it and 19 against": members who are counted, all of
/// a side and no part of it.
fn members(ctx: &Context<'_>, clause: &Clause) -> Vec<Quantity> {
    let tree = &ctx.trees[clause.tree];
    let Some(first) = counted_members(ctx, clause) else { return Vec::new() };
    let behind = (clause.head + 1..tree.len()).find_map(|at| {
        let value = number(ctx, tree, at).filter(|_| !ctx.is_time(tree.token(at).span))?;
        Some(amount(ctx, tree, (at, at + 1), opposite(ctx, tree, at, &first.unit)?, value))
    });
    [Some(first), behind].into_iter().flatten().collect()
}

/// The other side, where the word right behind a number tells it: "19 against".
fn opposite(ctx: &Context<'_>, tree: &Tree<'_>, at: usize, first: &str) -> Option<&'static str> {
    let list = ctx.pack.words("vote_side");
    let word = tree.token(Some(at + 1).filter(|&next| next < tree.len())?).form.to_lowercase();
    let row = list.find(&word).find(|row| list.cell(row, "verb") != "yes")?;
    let own = match list.cell(row, "side") {
        "versus" | "against" => "vote against",
        "abstention" => "abstention",
        "for" => "vote",
        _ => return None,
    };
    (own != first).then_some(own)
}

fn counted_members(ctx: &Context<'_>, clause: &Clause) -> Option<Quantity> {
    let tree = &ctx.trees[clause.tree];
    let list = ctx.pack.words("vote_side");
    let row = list.find(&clause.lemma).find(|row| list.cell(row, "verb") == "yes")?;
    let subject = clause.args.iter().find(|arg| {
        let lemma = tree.token(arg.head).lemma.to_lowercase();
        &*arg.path == "subj" && ctx.pack.words("member_noun").has(&lemma)
    })?;
    let mut amount = fill::quantity(ctx, clause.tree, subject.head)?;
    let is_number = |t: usize| amount.span.overlaps(tree.token(t).span);
    let is_part = |it| tree.by(subject.head, it).any(|t| !is_number(t));
    if [Nmod, Acl, Amod, Det].into_iter().any(is_part) {
        return None;
    }
    let is_versus = |word: &str| list.get(word, "side") == Some("versus");
    let denied = tree
        .by(clause.head, Advmod)
        .any(|d| is_versus(&tree.token(d).form.to_lowercase()) && d == clause.head + 1)
        || clause.args.iter().any(|arg| !arg.via && is_versus(&arg.path));
    let side = if denied { "against" } else { list.cell(row, "side") };
    unit(side).clone_into(&mut amount.unit);
    Some(amount)
}
