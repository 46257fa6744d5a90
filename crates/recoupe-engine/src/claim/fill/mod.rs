//! A phrase as values: who or what it names, each of those it joins, and how many.

mod guard;
mod rank;

use recoupe_model::{MentionKind, Quantity, Relation, Span, Token, Value};

use super::context::Context;
use super::refer;
use super::tree::Tree;
pub(crate) use guard::{SORTS, passes};
pub(crate) use rank::rank;

/// The values of a phrase with those that it is coordinated with.
pub(crate) fn values(ctx: &Context<'_>, tree: usize, head: usize) -> Vec<Value> {
    let Some(view) = ctx.trees.get(tree) else { return Vec::new() };
    let mut found = Vec::new();
    for part in joined(ctx, view, head) {
        found.extend(own_values(ctx, tree, part));
    }
    found
}

/// The values of a phrase without those that it is coordinated with.
pub(crate) fn own_values(ctx: &Context<'_>, tree: usize, head: usize) -> Vec<Value> {
    refer::entities(ctx, tree, content(ctx, tree, head)).into_iter().map(Value::Entity).collect()
}

/// A head and the nominals that are coordinated with it; not a verb that a parser joins to it.
pub(crate) fn joined(ctx: &Context<'_>, view: &Tree<'_>, head: usize) -> Vec<usize> {
    use recoupe_model::Upos::{Adj, Det, Noun, Num, Pron, Propn, Sym, X};
    let nominal = |&t: &usize| {
        let token = view.token(t);
        t == head
            || (matches!(token.upos, Adj | Det | Noun | Num | Pron | Propn | Sym | X)
                && view.first(t, Relation::Nsubj).is_none()
                && view.first(t, Relation::Cop).is_none()
                && !ctx.is_time(token.span))
    };
    let mut all: Vec<usize> = view.conjuncts(head).into_iter().filter(nominal).collect();
    all.truncate(12);
    all
}

/// The noun that a phrase is about: *blindés* in « une cinquantaine de blindés ».
pub(crate) fn content(ctx: &Context<'_>, tree: usize, head: usize) -> usize {
    let view = &ctx.trees[tree];
    let span = view.token(head).span;
    if view.token(head).upos == recoupe_model::Upos::Adv {
        // « plus de 200 soldats », where the adverb heads the phrase.
        let below = view.by(head, Relation::Obl).chain(view.by(head, Relation::Nmod));
        let of = |&d: &usize| matches!(view.case(d).as_str(), "de" | "of");
        return below.into_iter().find(of).unwrap_or(head);
    }
    if view.token(head).upos == recoupe_model::Upos::Num {
        // « neuf de ses soldats »
        let of = |&d: &usize| {
            matches!(view.case(d).as_str(), "de" | "of")
                && view.token(d).feats.has("Number", "Plur")
        };
        return view.by(head, Relation::Nmod).find(of).unwrap_or(head);
    }
    if matches!(view.token(head).upos, recoupe_model::Upos::Pron | recoupe_model::Upos::Det) {
        // « aucun de nos hommes », "none of the drones"
        let of = |&d: &usize| {
            matches!(&*view.case(d), "de" | "of" | "parmi" | "among" | "d'entre")
                && view.token(d).upos == recoupe_model::Upos::Noun
        };
        return view.by(head, Relation::Nmod).find(of).unwrap_or(head);
    }
    let own = ["goods_noun", "force_noun", "people_noun", "role_noun"];
    let lemma = view.token(head).lemma.to_lowercase();
    let unit = !own.into_iter().any(|list| ctx.pack.words(list).has(&lemma));
    if view.first(head, Relation::Nummod).is_some() && !unit {
        return head;
    }
    let light = ctx.pack.words("light_noun").has(&view.token(head).lemma.to_lowercase());
    let counted = quantities(ctx, view.sentence.span).find(|q| q.span.contains(span));
    let below = view.by(head, Relation::Nmod).find(|&d| {
        let case = view.case(d);
        let of = case == "de" || case == "of";
        of && (light || counted.is_some_and(|q| q.span.overlaps(view.token(d).span)))
    });
    below.unwrap_or(head)
}

/// How many a phrase counts.
pub(crate) fn quantity(ctx: &Context<'_>, tree: usize, head: usize) -> Option<Quantity> {
    let view = &ctx.trees[tree];
    let own = view.token(head).span;
    let inside = content(ctx, tree, head);
    let direct = |q: &&Quantity| q.span.contains(own) || q.span.contains(view.token(inside).span);
    if let Some(found) = quantities(ctx, view.sentence.span).find(direct) {
        let mut found = found.clone();
        if found.unit.is_empty() {
            found.unit = unit_of(ctx, view.token(inside), inside != head);
        }
        return Some(found);
    }
    let number = [head, inside].into_iter().find_map(|h| view.first(h, Relation::Nummod));
    let Some(number) = number else {
        let bare = bare_number(ctx, view.token(head))?;
        return Some(Quantity { unit: unit_of(ctx, view.token(inside), inside != head), ..bare });
    };
    let span = view.token(number).span;
    quantities(ctx, view.sentence.span).find(|q| q.span.contains(span)).cloned()
}

/// How long a phrase says that something lasts: « une durée de cinq ans », "a term of five years".
pub(crate) fn lasting(ctx: &Context<'_>, tree: usize, head: usize) -> Option<Quantity> {
    amounts_in(ctx, tree, head).into_iter().find(|amount| is_length(&amount.unit))
}

/// Whether a unit, as `unit.tsv` names it, is one of time.
pub(crate) fn is_length(unit: &str) -> bool {
    matches!(unit, "hour" | "day" | "week" | "month" | "year" | "decade" | "century")
}

/// The unit that a noun is, where the lexicon knows it; none for what is no such noun.
fn unit_of(ctx: &Context<'_>, noun: &Token, counted: bool) -> String {
    let list = ctx.pack.words("counted_noun");
    let lemma = noun.lemma.to_lowercase();
    // « soldat|soldate »
    let row = || list.rows().iter().find(|row| row.key().split('|').any(|form| form == lemma));
    let row = counted.then(row).flatten();
    row.map_or_else(String::new, |row| list.cell(row, "unit").to_owned())
}

/// The amount of a numeral that stands alone (« Rome huit », "rose to 45"), without a unit.
pub(crate) fn bare_number(ctx: &Context<'_>, token: &Token) -> Option<Quantity> {
    let form = token.form.to_lowercase();
    let list = ctx.pack.words("number_word");
    let word = list.find(&form).find(|row| list.cell(row, "role") == "add");
    let written = word.map_or_else(|| digits(&form), |row| list.cell(row, "value").to_owned());
    let number = token.upos == recoupe_model::Upos::Num && !ctx.is_time(token.span);
    let value = written.parse::<f64>().ok().filter(|_| number)?;
    let (low, high) = (Some(value), Some(value));
    let (text, span) = (ctx.words(token.span).to_owned(), token.span);
    Some(Quantity { low, high, unit: String::new(), approximate: false, text, span })
}

/// A numeral without the marks that part its thousands: « 12 000 », "12,000".
fn digits(form: &str) -> String {
    let mut groups = form.split([' ', '\u{a0}', '\u{202f}', '\'', '’', ',']);
    let first = groups.next().unwrap_or_default();
    let numeric = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let parted = numeric(first) && rest.iter().all(|group| numeric(group) && group.len() == 3);
    if parted { [&[first], &*rest].concat().concat() } else { form.to_owned() }
}

/// The amounts inside a span, in text order.
pub(crate) fn quantities<'a>(
    ctx: &Context<'a>,
    span: Span,
) -> impl Iterator<Item = &'a Quantity> + use<'a> {
    ctx.mentions_in(span).filter_map(|mention| match &mention.kind {
        MentionKind::Quantity(quantity) => Some(quantity),
        _ => None,
    })
}

/// The amounts in the phrase of a head, its complements included.
pub(crate) fn amounts_in(ctx: &Context<'_>, tree: usize, head: usize) -> Vec<Quantity> {
    let view = &ctx.trees[tree];
    quantities(ctx, view.span(&view.phrase(head))).cloned().collect()
}
