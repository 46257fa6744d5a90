//! Which counts are of the event's own outcome: « 12 morts et 30 blessés » counts two things.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Role, Value};

use super::bench::{Bench, Entry};
use super::values::{Given, fit};
use crate::lang::{Table, fold, words};

/// The counts that are of what the claims tell: not of another outcome, and not an older
/// event's number that one article recalls beside the one it has from a source.
pub(super) fn same<'a>(bench: &Bench, given: Vec<Given<'a>>) -> Vec<Given<'a>> {
    let known = known(bench);
    let of_event = given.into_iter().filter_map(|it| {
        let counts = counted(&known, &it.value);
        let is_own = |entry: &&Entry| {
            let own: BTreeSet<&str> = entry.values(Role::Outcome).iter().map(Value::text).collect();
            counts.is_empty() || own.is_empty() || own.iter().any(|it| counts.contains(*it))
        };
        let by: Vec<&Entry> = it.by.into_iter().filter(is_own).collect();
        (!by.is_empty()).then_some(Given { value: it.value, by })
    });
    let of_event: Vec<Given> = of_event.collect();
    let is_recalled: Vec<bool> = of_event.iter().map(|it| recalled(bench, it, &of_event)).collect();
    let kept = of_event.into_iter().zip(is_recalled).filter(|(_, recalled)| !recalled);
    kept.map(|(it, _)| it).collect()
}

/// The outcomes that words evoke, in any language: « blessé » is wounded.
fn known(bench: &Bench) -> BTreeMap<String, BTreeSet<String>> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for pack in bench.knowledge.packs.values() {
        let table: &Table = pack.words("evoke");
        for row in table.rows().iter().filter(|row| table.cell(row, "frame") == "casualties") {
            let roles = table.cell(row, "args").split_whitespace();
            let outcomes = roles.filter_map(|it| it.strip_prefix('+')?.strip_suffix("=outcome"));
            known.entry(fold(row.key())).or_default().extend(outcomes.map(str::to_owned));
        }
    }
    known
}

/// The outcomes that the words of an amount name.
fn counted(known: &BTreeMap<String, BTreeSet<String>>, value: &Value) -> BTreeSet<String> {
    let text = value.text();
    let forms = words(text).flat_map(|range| {
        let word = fold(&text[range]);
        let singular = word.strip_suffix('s').map(str::to_owned);
        std::iter::once(word).chain(singular)
    });
    forms.filter_map(|word| known.get(&word)).flatten().cloned().collect()
}

/// Whether only outlets give it, in their own voice, each beside another number on the word of
/// a source.
fn recalled(bench: &Bench, it: &Given, all: &[Given]) -> bool {
    let beside = |entry: &Entry| {
        let mut others = all
            .iter()
            .filter(|other| fit(bench, Role::Quantity, &it.value, &other.value).is_apart());
        let cited = |by: &Entry| by.document == entry.document && bench.cites(by);
        !bench.cites(entry) && others.any(|other| other.by.iter().any(|by| cited(by)))
    };
    let given_elsewhere = |entry: &Entry| {
        let mut same = all.iter().filter(|other| point(other) == point(it));
        same.any(|other| other.by.iter().any(|by| !bench.is_one_text(by, entry)))
    };
    it.by.iter().all(|entry| beside(entry) && !given_elsewhere(entry))
}

fn point(given: &Given) -> Option<f64> {
    match &given.value {
        Value::Quantity(quantity) => quantity.point(),
        _ => None,
    }
}
