//! Sentences to mentions: names, times, quantities and quotations, found and normalised.

mod name;
mod quantity;
mod quote;
mod time;

use std::cmp::Reverse;

use recoupe_model::{Document, Mention, MentionKind, Noted, Sentence};

use crate::lang::{Knowledge, Mistake};

/// What is wrong with the files that this room reads; without effect they would be silent.
pub fn mistakes(knowledge: &Knowledge) -> Vec<Mistake> {
    let wrong = |pack| [time::mistakes(pack), name::mistakes(pack)].concat();
    knowledge.packs.values().flat_map(wrong).collect()
}

/// The mentions of one document, in text order; those that start together, longest first.
///
/// Names do not overlap, except that one may stand inside another (« le ministère *croate* de
/// la Santé »). Mentions of different kinds may.
pub fn find(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
) -> Noted<Vec<Mention>> {
    let Some(pack) = knowledge.pack(&document.language) else { return Noted::default() };
    let times = time::find(pack, document, sentences);
    let quantities = quantity::find(pack, document, sentences, &times);
    let mut names = name::find(&knowledge.gazetteer, pack, document, sentences);
    let quotes = quote::find(pack, document, sentences, &names);
    names.retain(|name| !is_currency(name, &quantities));
    let mut mentions = names;
    mentions.extend(times);
    mentions.extend(quantities);
    mentions.extend(quotes);
    sort(&mut mentions);
    Noted::clean(mentions)
}

/// Puts mentions in the order that [`find`] gives them in.
pub(crate) fn sort(mentions: &mut [Mention]) {
    mentions.sort_by_key(|it| (it.span.start(), Reverse(it.span.end()), rank(&it.kind)));
}

/// The state in « 20 millions de dollars américains » is part of the money.
fn is_currency(name: &Mention, quantities: &[Mention]) -> bool {
    let until = quantities.partition_point(|it| it.span.start() <= name.span.start());
    &*name.rule == "name/demonym"
        && quantities[..until].last().is_some_and(|it| match &it.kind {
            MentionKind::Quantity(quantity) => {
                let is_money = quantity.unit.len() == 3
                    && quantity.unit.chars().all(|c| c.is_ascii_uppercase());
                is_money && it.span.contains(name.span)
            }
            _ => false,
        })
}

/// Two mentions of the same words stand in the order of the kinds.
fn rank(kind: &MentionKind) -> u8 {
    match kind {
        MentionKind::Name(_) => 0,
        MentionKind::Time(_) => 1,
        MentionKind::Quantity(_) => 2,
        MentionKind::Quote(_) => 3,
    }
}
