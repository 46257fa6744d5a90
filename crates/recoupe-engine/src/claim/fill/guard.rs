//! What sort of thing a phrase is, for the guards of `evoke.tsv`.

use recoupe_model::{Class, Entity, Upos};

use crate::claim::context::Context;
use crate::claim::refer;

/// The sorts that are more than a word list: [`is`] tells what each means.
pub(crate) const SORTS: [&str; 23] = [
    "instrument",
    "treaty",
    "decree",
    "actor",
    "person",
    "country",
    "of_country",
    "place",
    "force",
    "goods",
    "people",
    "attackable",
    "counted",
    "named",
    "number",
    "plural",
    "definite",
    "group",
    "organisation",
    "thing",
    "noun",
    "clause",
    "infinitive",
];

/// Whether a phrase is one of the sorts that a guard lists: `instrument`, `actor`, `@vigueur`.
///
/// Of sorts joined by `+` a phrase must be all: `actor+plural`.
pub(crate) fn passes(ctx: &Context<'_>, tree: usize, head: usize, guard: &str) -> bool {
    let all = |sorts: &str| sorts.split('+').all(|sort| is(ctx, tree, head, sort));
    guard.is_empty() || guard.split(',').any(all)
}

fn is(ctx: &Context<'_>, tree: usize, head: usize, sort: &str) -> bool {
    let view = &ctx.trees[tree];
    let inside = super::content(ctx, tree, head);
    let token = view.token(inside);
    let lemma = token.lemma.to_lowercase();
    let entity = refer::entity(ctx, tree, inside);
    if let Some(words) = sort.strip_prefix('@') {
        let named = || entity.as_ref().is_some_and(|entity| opens_with(entity, words));
        let stands_for = token.upos == Upos::Pron && !token.deprel.is_sub("poss") && named();
        return words == lemma || words == token.form.to_lowercase() || stands_for;
    }
    let class = entity.as_ref().map(|e| e.class);
    let antecedent = entity.clone().filter(|it| {
        let is_pronoun = token.upos == Upos::Pron && !token.deprel.is_sub("poss");
        is_pronoun && matches!(it.class, Class::Thing | Class::Group)
    });
    let listed = |list: &str| {
        let words = ctx.pack.words(list);
        words.has(&lemma)
            || antecedent.as_ref().is_some_and(|it| is_called(ctx, it, |it| words.has(it)))
    };
    match sort {
        "instrument" => class == Some(Class::Instrument),
        "treaty" => {
            class == Some(Class::Instrument) && kind_is(ctx, entity.as_ref(), &lemma, "treaty")
        }
        "decree" => listed("treaty_noun") && kind_is(ctx, None, &lemma, "decree"),
        "actor" => is_actor(entity.as_ref(), &lemma, ctx),
        "person" => class == Some(Class::Person) || listed("role_noun"),
        "country" => entity.is_some_and(|e| e.id.is_country()),
        "of_country" => entity.is_some_and(|e| e.id.is_country() || e.of.is_some()),
        "place" => matches!(class, Some(Class::Place | Class::Country)),
        "force" => listed("force_noun"),
        "goods" => listed("goods_noun"),
        "people" => {
            let lists = ["people_noun", "role_noun", "person_noun", "force_noun"];
            lists.into_iter().any(listed)
                || super::quantity(ctx, tree, head).is_some_and(|amount| amount.unit == "person")
        }
        "attackable" => {
            matches!(
                class,
                Some(
                    Class::Country
                        | Class::Place
                        | Class::Person
                        | Class::Organisation
                        | Class::Group
                )
            ) || ["site_noun", "force_noun", "people_noun", "goods_noun"].into_iter().any(listed)
        }
        "counted" => super::quantity(ctx, tree, head).is_some(),
        "named" => ctx.name_over(token.span).is_some() || refer::bears_name(ctx, tree, inside),
        "number" => token.upos == Upos::Num,
        "plural" => is_plural(ctx, tree, head, token),
        "definite" => refer::is_the_one(ctx, tree, inside),
        "group" => class == Some(Class::Group),
        "organisation" => class == Some(Class::Organisation),
        "thing" => matches!(class, Some(Class::Thing | Class::Group)) || listed("goods_noun"),
        "noun" => matches!(token.upos, Upos::Noun | Upos::Propn),
        "clause" => matches!(token.upos, Upos::Verb | Upos::Aux),
        "infinitive" => token.feats.has("VerbForm", "Inf"),
        list => {
            listed(list) || token.upos == Upos::Propn && is_named_as(ctx, entity.as_ref(), list)
        }
    }
}

/// Whether what a pronoun stands for is called by a word: « elles », which are « les sanctions ».
fn opens_with(entity: &Entity, word: &str) -> bool {
    let words = entity.name.split([' ', '\'', '’']).map(str::to_lowercase);
    // An article may come first.
    words.take(2).any(|it| it == word || it.strip_suffix('s') == Some(word))
}

/// Whether what a pronoun stands for is told by a noun: "they", which are "four armoured ambulances". What stands behind
/// a preposition is no noun of its own.
fn is_called(ctx: &Context<'_>, entity: &Entity, is_noun: impl Fn(&str) -> bool) -> bool {
    let words = entity.name.split([' ', '\'', '’']).map(str::to_lowercase);
    let mut own = words.take_while(|it| !ctx.pack.words("preposition").has(it));
    own.any(|it| is_noun(&it) || it.strip_suffix('s').is_some_and(&is_noun))
}

/// Whether a name begins or ends with a word of a list: « Hesna », which the text calls « le cyclone Hesna »,
/// is a cyclone. What a person, a state or a town is called says nothing of what it is.
fn is_named_as(ctx: &Context<'_>, entity: Option<&Entity>, list: &str) -> bool {
    let Some(entity) = entity else { return false };
    if !matches!(entity.class, Class::Thing | Class::Group | Class::Organisation) {
        return false;
    }
    let mut words = entity.name.split_whitespace();
    let ends = [words.next(), words.next_back()];
    let has = |word: &str| ctx.pack.words(list).has(&word.to_lowercase());
    ends.into_iter().flatten().any(has)
}

/// Whether a phrase is of several: by its number, by « deux », or by what is joined to it.
fn is_plural(ctx: &Context<'_>, tree: usize, head: usize, token: &recoupe_model::Token) -> bool {
    let joined = super::joined(ctx, &ctx.trees[tree], head).len() > 1;
    joined || token.feats.has("Number", "Plur") || refer::entities(ctx, tree, head).len() > 1
}

fn is_actor(entity: Option<&Entity>, lemma: &str, ctx: &Context<'_>) -> bool {
    let by_class = entity.is_some_and(|e| {
        matches!(e.class, Class::Country | Class::Person | Class::Organisation | Class::Group)
    });
    by_class || ctx.pack.words("people_noun").has(lemma)
}

fn kind_is(ctx: &Context<'_>, entity: Option<&Entity>, lemma: &str, kind: &str) -> bool {
    match ctx.pack.words("treaty_noun").get(lemma, "kind") {
        // « le texte » is of the kind of what it stands for.
        Some("any") => entity.is_some_and(|entity| {
            let table = ctx.pack.words("treaty_noun");
            let mut words = entity.name.split([' ', '\'', '’']).map(str::to_lowercase);
            words.find_map(|word| table.get(&word, "kind")) == Some(kind)
        }),
        Some(known) => known == kind,
        // A name or pronoun that stands for one.
        None => entity.is_some(),
    }
}
