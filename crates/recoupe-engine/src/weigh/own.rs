//! Behind which side an article stands that tells two: behind the one that it tells itself or from those who
//! say it, not behind the one that it only relays from another outlet or tells in the conditional.

use std::collections::BTreeSet;

use recoupe_model::{Modality, SourceKind};

use super::bench::{Bench, Entry};

/// Leaves out of each side what an article only relays that tells another side more firmly, as long as
/// other articles stay behind that side.
pub(super) fn settle(bench: &Bench, sides: &mut [Vec<&Entry>]) {
    let is_relayed = |it: &Entry| is_relayed(bench, it);
    let firm = sides.iter().map(|by| tellers(by, |it| !is_relayed(it)));
    let firm: Vec<BTreeSet<usize>> = firm.collect();
    for (at, by) in sides.iter_mut().enumerate() {
        let tells_another = |document: usize| {
            firm.iter().enumerate().any(|(other, told)| other != at && told.contains(&document))
        };
        let is_aside = |it: &Entry| {
            is_relayed(it) && !firm[at].contains(&it.document) && tells_another(it.document)
        };
        if by.iter().any(|it| !is_aside(it)) {
            by.retain(|it| !is_aside(it));
        }
    }
}

/// The documents that tell something in a way.
fn tellers(by: &[&Entry], how: impl Fn(&Entry) -> bool) -> BTreeSet<usize> {
    by.iter().filter(|it| how(it)).map(|it| it.document).collect()
}

/// Whether a claim is another outlet's, or told in the conditional.
fn is_relayed(bench: &Bench, entry: &Entry) -> bool {
    let claim = &entry.claim;
    let carriers = [SourceKind::Media, SourceKind::Agency];
    claim.modality == Modality::Conditional
        || is_told_as_claim(bench, entry)
        || claim.attribution.last().is_some_and(|source| carriers.contains(&source.kind))
        || bench.is_of_another_outlet(entry)
}

/// Whether a noun for a claim tells it: "asked about claims from Belgrade that …".
fn is_told_as_claim(bench: &Bench, entry: &Entry) -> bool {
    let Some(reading) = bench.readings.get(entry.document) else { return false };
    let Some(pack) = bench.knowledge.pack(&reading.document.language) else { return false };
    let list = pack.words("allegation");
    entry.claim.attribution.first().is_some_and(|source| {
        let cue = source.cue.unwrap_or(source.span).of(&reading.document.text).to_lowercase();
        [cue.as_str(), cue.trim_end_matches('s')]
            .iter()
            .any(|it| list.get(it, "doubted") == Some("yes"))
    })
}
