//! Pronouns and possessives: the most prominent thing before them that agrees.

use recoupe_model::{Class, Entity, Relation, Upos};

use super::seen::Seen;
use crate::claim::context::Context;
use crate::claim::fill;
use crate::lang::Row;

/// How many sentences back a pronoun looks.
const SENTENCES: usize = 2;
/// What it weighs that only a text can be signed or ratified.
const SIGNED: i32 = 20;
/// How many things back.
const THINGS: usize = 48;

/// What a pronoun or possessive stands for; nothing when it is not clear.
pub(super) fn resolve(ctx: &Context<'_>, tree: usize, at: usize, past: &[Seen]) -> Vec<Entity> {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let list = ctx.pack.words("pronoun");
    let form = token.form.to_lowercase().replace('’', "'");
    let relation = token.deprel.base;
    if relation == Relation::Expl {
        return Vec::new();
    }
    let kind = if token.upos == Upos::Det || token.deprel.is_sub("poss") {
        "possessive"
    } else {
        "personal"
    };
    let Some(row) = list.find(&form).find(|row| list.cell(row, "kind") == kind) else {
        return Vec::new();
    };
    let best = best(ctx, tree, at, row, past);
    let words = |entity: &Entity| {
        let mut entity = entity.clone();
        ctx.words(token.span).clone_into(&mut entity.text);
        entity.span = token.span;
        entity
    };
    best.map(words).into_iter().collect()
}

fn best<'p>(
    ctx: &Context<'_>,
    tree: usize,
    at: usize,
    row: &Row,
    past: &'p [Seen],
) -> Option<&'p Entity> {
    let list = ctx.pack.words("pronoun");
    let (gender, number, of) =
        (list.cell(row, "gender"), list.cell(row, "number"), list.cell(row, "of"));
    let view = &ctx.trees[tree];
    let relation = view.token(at).deprel.base;
    let near = past.iter().rev().take(THINGS).take_while(|seen| tree - seen.tree <= SENTENCES);
    let text = takes_instrument(ctx, tree, at);
    let is_text = |seen: &&Seen| seen.entity.class == Class::Instrument;
    // Where no text is told of, measures enter into force.
    let only = enters(ctx, tree, at).then(|| {
        if near.clone().any(|seen| is_text(&seen)) { Class::Instrument } else { Class::Thing }
    });
    let mut best: Option<(i32, &Seen)> = None;
    for seen in near {
        let agrees = (gender.is_empty() || seen.gender.is_none_or(|g| g == gender))
            && (number != "plur" || seen.plural || seen.entity.class == Class::Organisation)
            && (number != "sing" || !seen.plural)
            && class_fits(of, seen.entity.class)
            && seen.entity.class != Class::Place;
        let own = seen.tree == tree
            && (owns(ctx, tree, at, seen.token) || clashes(ctx, tree, at, seen.token));
        if !agrees || own || only.is_some_and(|class| seen.entity.class != class) {
            continue;
        }
        let fits = text && seen.entity.class == Class::Instrument;
        let score = weight(seen, tree, relation, gender) + if fits { SIGNED } else { 0 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, seen));
        }
    }
    best.filter(|(score, _)| *score > 0).map(|(_, seen)| &seen.entity)
}

/// Whether a pronoun is what enters into force: a row of `evoke.tsv` takes a text as the subject
/// of its verb, and the word that this row asks for is there.
fn enters(ctx: &Context<'_>, tree: usize, at: usize) -> bool {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let Some(up) = view.head(at).filter(|_| token.deprel.base == Relation::Nsubj) else {
        return false;
    };
    // « doit entrer en vigueur »
    let below = view.by(up, Relation::Xcomp).next();
    let list = ctx.pack.words("evoke");
    [Some(up), below].into_iter().flatten().any(|verb| {
        let lemma = view.token(verb).lemma.to_lowercase();
        let near = |word: &str| {
            view.dependents(verb).iter().any(|&d| view.token(d).lemma.to_lowercase() == word)
        };
        let text = "subj!:treaty=instrument";
        let asked = |args: &str| args.split(['@', ',', ' ']).skip(1).any(near);
        // "take effect" is one word there.
        let idiom = |object| format!("{lemma} {}", view.token(object).lemma.to_lowercase());
        let idioms: Vec<String> = view.by(verb, Relation::Obj).map(idiom).collect();
        let whole = idioms.iter().flat_map(|idiom| list.find(idiom));
        list.find(&lemma)
            .map(|row| list.cell(row, "args"))
            .any(|args| args.starts_with(text) && asked(args))
            || whole.map(|row| list.cell(row, "args")).any(|args| args == text)
    })
}

/// Whether a pronoun is what is signed, ratified, …: a verb whose first row in `evoke.tsv` for a sort of object
/// takes a text in its place.
fn takes_instrument(ctx: &Context<'_>, tree: usize, at: usize) -> bool {
    let view = &ctx.trees[tree];
    let token = view.token(at);
    let object = token.deprel.base == Relation::Obj || token.deprel.is_sub("pass");
    let Some(verb) = view.head(at).filter(|_| object) else { return false };
    let list = ctx.pack.words("evoke");
    let lemma = view.token(verb).lemma.to_lowercase();
    // Rows for single words (« signer une trêve ») do not say what the verb mostly takes.
    let sort = |row: &Row| {
        let object = list.cell(row, "args").split(' ').find_map(|part| part.strip_prefix("obj!:"));
        let first = object.and_then(|guard| guard.split([',', '+', '=']).next())?;
        let general = fill::SORTS.contains(&first) && !matches!(first, "noun" | "thing");
        let text = matches!(first, "treaty" | "instrument");
        (list.cell(row, "upos") == "VERB" && general).then_some(text)
    };
    list.find(&lemma).find_map(sort).unwrap_or_default()
}

/// How prominent something is for a pronoun in this sentence.
fn weight(seen: &Seen, tree: usize, relation: Relation, gender: &str) -> i32 {
    let subject = relation == Relation::Nsubj;
    let mut score = 12 - 8 * i32::try_from(tree - seen.tree).unwrap_or(9);
    score += if seen.subject { 9 } else { 0 };
    score += if seen.subject && subject { 4 } else { 0 };
    score += if seen.dative && relation == Relation::Iobj { 10 } else { 0 };
    score += if seen.object && relation == Relation::Obj { 10 } else { 0 };
    score += if seen.named { 3 } else { 0 };
    score += if !gender.is_empty() && seen.gender == Some(gender) { 2 } else { 0 };
    score
        + i32::from(matches!(
            seen.entity.class,
            Class::Person | Class::Country | Class::Organisation
        )) * 3
}

fn class_fits(of: &str, class: Class) -> bool {
    match of {
        "person" => class == Class::Person,
        "thing" => class != Class::Person,
        "several" => !matches!(class, Class::Place),
        _ => true,
    }
}

/// Whether a pronoun is a part of the phrase (« son armée » is not « son »).
fn owns(ctx: &Context<'_>, tree: usize, pronoun: usize, head: usize) -> bool {
    ctx.trees[tree].head(pronoun) == Some(head)
}

/// Whether both are arguments of one verb, so that they cannot be the same (« X lui a livré »).
fn clashes(ctx: &Context<'_>, tree: usize, pronoun: usize, head: usize) -> bool {
    let view = &ctx.trees[tree];
    let token = view.token(pronoun);
    let up = view.head(pronoun);
    token.upos == Upos::Pron
        && !token.deprel.is_sub("poss")
        && up.is_some()
        && (view.head(head) == up || up == Some(head) || acts_above(ctx, tree, pronoun, head))
}

/// « X a promis de le livrer », "Spain has yet to ratify it", « X, qui a nommé Y pour le
/// remplacer »: the object of an infinitive is not who does it.
fn acts_above(ctx: &Context<'_>, tree: usize, pronoun: usize, head: usize) -> bool {
    let view = &ctx.trees[tree];
    let Some(mut verb) = view.head(pronoun) else { return false };
    if view.token(pronoun).deprel.base != Relation::Obj {
        return false;
    }
    for _ in 0..3 {
        let token = view.token(verb);
        let infinitive = token.feats.has("VerbForm", "Inf")
            && matches!(token.deprel.base, Relation::Xcomp | Relation::Advcl);
        let Some(up) = view.head(verb).filter(|_| infinitive) else { return false };
        let subject =
            view.head(head) == Some(up) && view.token(head).deprel.base == Relation::Nsubj;
        let antecedent = view.token(up).deprel.is_sub("relcl") && view.head(up) == Some(head);
        if subject || antecedent {
            return true;
        }
        verb = up;
    }
    false
}
