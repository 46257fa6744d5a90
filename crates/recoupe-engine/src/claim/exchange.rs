//! What is given against what: « en échange de », « en contrepartie », "in return for".
//!
//! The two halves are linked by `against`; a half that is only named (« en échange de
//! pétrole ») becomes a transfer of its own, from who takes the first half to who gives it.

use recoupe_model::{Class, Entity, MentionKind, Role, Upos, Value};

use super::attribution::form;
use super::context::Context;
use super::draft::Draft;
use super::fill;
use super::tree::Tree;

/// Sentences between « en contrepartie » and what it answers to.
const REACH: usize = 2;

/// Links what is given in exchange, and adds what is only named as the other half.
pub(crate) fn link(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    super::stance::settle(ctx, drafts);
    for index in 0..ctx.trees.len() {
        for marker in markers(ctx, &ctx.trees[index]) {
            let (one, other) = match marker.sort {
                Sort::Clause => by_clause(ctx, drafts, index, &marker),
                _ => by_phrase(ctx, drafts, index, &marker),
            };
            join(ctx, drafts, &one, &other);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Phrase,
    Clause,
    Price,
}

/// A marker with what it governs.
#[derive(Clone, Debug)]
struct Marker {
    sort: Sort,
    first: usize,
    /// The token after the marker.
    after: usize,
    /// The token after the words that it governs.
    end: usize,
}

fn markers(ctx: &Context<'_>, tree: &Tree<'_>) -> Vec<Marker> {
    let table = ctx.pack.words("exchange_marker");
    let forms: Vec<String> = (0..tree.len()).map(|t| form(tree, t)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        let fits = |key: &str| {
            let words = key.split(' ').count();
            key.split(' ').eq(forms[at..].iter().take(words).map(String::as_str)).then_some(words)
        };
        let best = table
            .rows()
            .iter()
            .filter_map(|row| Some((fits(row.key())?, row)))
            .max_by_key(|(words, _)| *words);
        let Some((words, row)) = best else {
            at += 1;
            continue;
        };
        let sort = match table.cell(row, "sort") {
            "phrase" => Sort::Phrase,
            "price" => Sort::Price,
            _ => Sort::Clause,
        };
        let after = at + words;
        found.push(Marker { sort, first: at, after, end: end_of(tree, after) });
        at = after;
    }
    found
}

/// The first token that cannot belong to a list of goods any more.
fn end_of(tree: &Tree<'_>, from: usize) -> usize {
    let stops = |&t: &usize| {
        let token = tree.token(t);
        token.upos == Upos::Sconj
            || token.feats.has("PronType", "Rel")
            || token.feats.has("VerbForm", "Fin")
            || matches!(&*token.form, ";" | ":")
    };
    (from..tree.len()).find(stops).unwrap_or(tree.len())
}

fn is_half(ctx: &Context<'_>, draft: &Draft) -> bool {
    ctx.pack.words("exchange_frame").has(&draft.frame)
}

/// The halves around « en échange de … »; goods that are only named are added.
fn by_phrase(
    ctx: &Context<'_>,
    drafts: &mut Vec<Draft>,
    index: usize,
    marker: &Marker,
) -> (Vec<usize>, Vec<usize>) {
    let tree = &ctx.trees[index];
    let governed = marker.after..marker.end;
    let here = |draft: &Draft| draft.tree == index && is_half(ctx, draft);
    let outside = |draft: &Draft| {
        here(draft) && !governed.contains(&draft.trigger) && !governed.contains(&draft.predicate)
    };
    let distance = |draft: &Draft| draft.predicate.abs_diff(marker.first);
    let nearest = drafts.iter().filter(|d| outside(d)).map(distance).min();
    let one: Vec<usize> = (0..drafts.len())
        .filter(|&i| outside(&drafts[i]) && Some(distance(&drafts[i])) == nearest)
        .collect();
    if one.is_empty() || marker.sort == Sort::Price && !is_price(ctx, tree, marker) {
        return (Vec::new(), Vec::new());
    }
    let mut other: Vec<usize> = (0..drafts.len())
        .filter(|&i| here(&drafts[i]) && governed.contains(&drafts[i].trigger))
        .collect();
    let giver = &drafts[one[0]];
    let clear = giver_of(giver).is_some() || taker_of(giver).is_some();
    for head in named_goods(ctx, index, marker) {
        let told = other.iter().any(|&i| covers(tree, &drafts[i], head));
        if !told && clear {
            drafts.push(implied(ctx, index, head));
            other.push(drafts.len() - 1);
        }
    }
    (one, other)
}

/// « livrer des obus contre du pétrole »: goods or money, hung on a verb.
fn is_price(ctx: &Context<'_>, tree: &Tree<'_>, marker: &Marker) -> bool {
    let Some(first) = (marker.after..marker.end).find(|&t| tree.token(t).upos == Upos::Noun) else {
        return false;
    };
    let listed = ctx.pack.words("goods_noun").has(&super::attribution::lemma(tree, first));
    let span = tree.token(first).span;
    let money = ctx.mentions.iter().any(|m| {
        m.span.contains(span) && matches!(&m.kind, MentionKind::Quantity(q) if q.unit.len() == 3 && q.unit.chars().all(char::is_uppercase))
    });
    listed || money
}

/// Heads of the things named after the marker: the first noun, what is joined to it, and what
/// is listed under it.
fn named_goods(ctx: &Context<'_>, index: usize, marker: &Marker) -> Vec<usize> {
    let tree = &ctx.trees[index];
    let governed = marker.after..marker.end;
    let nominal = |t: usize| matches!(tree.token(t).upos, Upos::Noun | Upos::Propn);
    let Some(first) =
        governed.clone().find(|&t| nominal(t) && !governed.contains(&tree.head(t).unwrap_or(t)))
    else {
        return Vec::new();
    };
    let joined = fill::joined(ctx, tree, first).into_iter();
    joined.filter(|&t| nominal(t) && governed.contains(&t)).collect()
}

/// Whether a draft already tells of the thing.
fn covers(tree: &Tree<'_>, draft: &Draft, head: usize) -> bool {
    let span = tree.token(head).span;
    draft.trigger == head
        || [Role::Goods, Role::Force]
            .into_iter()
            .any(|role| draft.of(role).iter().any(|value| value.span().contains(span)))
}

fn implied(ctx: &Context<'_>, index: usize, head: usize) -> Draft {
    let tree = &ctx.trees[index];
    let mut draft = Draft::new(index, head, "transfer", "en échange");
    draft.lemma = super::attribution::lemma(tree, head);
    draft.rule = "transfer/exchange".into();
    for entity in super::refer::entities(ctx, index, fill::content(ctx, index, head)) {
        draft.add(Role::Goods, Value::Entity(entity));
    }
    if let Some(quantity) = fill::quantity(ctx, index, head) {
        draft.add(Role::Quantity, Value::Quantity(quantity));
    }
    draft.evidence.push(tree.span(&tree.phrase(head)));
    draft
}

/// The halves of « …. En contrepartie, … »: what follows, and what was told before.
fn by_clause(
    ctx: &Context<'_>,
    drafts: &[Draft],
    index: usize,
    marker: &Marker,
) -> (Vec<usize>, Vec<usize>) {
    let halves = |tree: usize, fits: &dyn Fn(usize) -> bool| -> Vec<usize> {
        let fits = |&i: &usize| {
            drafts[i].tree == tree && is_half(ctx, &drafts[i]) && fits(drafts[i].trigger)
        };
        (0..drafts.len()).filter(fits).collect()
    };
    let first = marker.first;
    let one = halves(index, &|t| t > first);
    let before = halves(index, &|t| t < first);
    if one.is_empty() && opens(ctx, index, marker) {
        return (Vec::new(), Vec::new());
    }
    if !before.is_empty() {
        // « Oslo fournit du gaz et reçoit en retour des navires ».
        let last = before
            .iter()
            .copied()
            .max_by_key(|&i| drafts[i].predicate)
            .map(|i| drafts[i].predicate);
        return (one, before.into_iter().filter(|&i| Some(drafts[i].predicate) == last).collect());
    }
    let told = (index.saturating_sub(REACH)..index)
        .rev()
        .map(|tree| halves(tree, &|_| true))
        .find(|found| !found.is_empty());
    (one, told.unwrap_or_default())
}

fn opens(ctx: &Context<'_>, index: usize, marker: &Marker) -> bool {
    (0..marker.first).all(|t| ctx.trees[index].token(t).upos == Upos::Punct)
}

fn join(ctx: &Context<'_>, drafts: &mut [Draft], one: &[usize], other: &[usize]) {
    for &a in one {
        for &b in other {
            let same =
                giver_of(&drafts[a]).zip(giver_of(&drafts[b])).is_some_and(|(x, y)| x.id == y.id);
            if a == b || same {
                continue;
            }
            complete(ctx, drafts, a, b);
            complete(ctx, drafts, b, a);
            for (from, to) in [(a, b), (b, a)] {
                if !drafts[from].against.contains(&to) {
                    drafts[from].against.push(to);
                }
            }
        }
    }
}

/// Who gives the one half takes the other.
fn complete(ctx: &Context<'_>, drafts: &mut [Draft], known: usize, lacking: usize) {
    let frame = drafts[lacking].frame.clone();
    let Some(frame) = ctx.knowledge.frames.get(&*frame) else { return };
    if !matches!(frame.name.as_str(), "transfer" | "aid") {
        return;
    }
    let giver = taker_of(&drafts[known]).map(|entity| state(ctx, entity));
    let taker = giver_of(&drafts[known]).map(|entity| state(ctx, entity));
    let from = if frame.slot(Role::Sender).is_some() { Role::Sender } else { Role::Agent };
    let draft = &mut drafts[lacking];
    let distinct = giver.as_ref().map(|e| &e.id) != taker.as_ref().map(|e| &e.id);
    if giver_of(draft).is_none() && distinct {
        let takes = taker_of(draft).map(|e| e.id.clone());
        if let Some(giver) = giver.filter(|giver| Some(&giver.id) != takes.as_ref()) {
            draft.add(from, Value::Entity(giver));
        }
    }
    if taker_of(draft).is_none() && distinct {
        let gives = giver_of(draft).map(|e| e.id.clone());
        if let Some(taker) = taker.filter(|taker| Some(&taker.id) != gives.as_ref()) {
            draft.add(Role::Receiver, Value::Entity(taker));
        }
    }
}

fn first_of<'d>(draft: &'d Draft, roles: &[Role]) -> Option<&'d Entity> {
    let acts =
        |entity: &&Entity| !matches!(entity.class, Class::Thing | Class::Instrument | Class::Place);
    roles.iter().flat_map(|&role| draft.of(role)).find_map(|value| match value {
        Value::Entity(entity) => Some(entity).filter(acts),
        _ => None,
    })
}

fn giver_of(draft: &Draft) -> Option<&Entity> {
    first_of(draft, &[Role::Sender, Role::Agent, Role::Party])
}

fn taker_of(draft: &Draft) -> Option<&Entity> {
    first_of(draft, &[Role::Receiver, Role::Beneficiary, Role::Host, Role::Place])
}

/// The state that troops or an office stand for, as the document names it.
fn state(ctx: &Context<'_>, entity: &Entity) -> Entity {
    let Some(of) = entity.of.clone().filter(|of| of.is_country() && !entity.id.is_country()) else {
        return entity.clone();
    };
    let named = ctx.mentions.iter().find_map(|mention| match &mention.kind {
        MentionKind::Name(country) if country.id == of => Some(country.name.clone()),
        _ => None,
    });
    Entity {
        id: of,
        class: Class::Country,
        name: named.unwrap_or_else(|| entity.name.clone()),
        ..entity.clone()
    }
}
