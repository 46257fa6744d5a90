//! Which claims are of one happening: by frame and identity slots, not by similar words.
//!
//! What says most is placed first, what says less joins what it fits best. Only claims that
//! share a kind of happening and a name, a place or a kind of thing are ever compared.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Entity, EntityId, Modality, Polarity, Role, Value};

use super::acts::{is_of_act, parties};
use super::clauses;
use super::counted;
use super::denial::names_nothing;
use super::draft::{Closeness, Draft};
use super::meeting::{Meeting, meeting};
use super::recast::Aliases;
use super::told::{Case, Told};
use super::versions;
use crate::lang::{Kinds, Likeness, SlotKind, country, is_vague, stems};

/// No claim is compared with more happenings than this.
pub(super) const TRIED: usize = 96;
/// Of no more claims of a happening is it asked whose side they tell.
const SIDES: usize = 48;

/// The happenings of a story, in the order of their first claims.
pub(super) fn group(
    case: &Case,
    likeness: &Likeness,
    acts: &BTreeMap<usize, usize>,
    aliases: &Aliases,
) -> Vec<Draft> {
    let mut by_frame: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let own = case.told.iter().enumerate().filter(|(at, _)| !case.twins.contains_key(at));
    for (at, told) in own {
        by_frame.entry(&told.frame.name).or_default().push(at);
    }
    let mut drafts = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let of_no_kind = by_frame.remove("other");
    for members in by_frame.values_mut() {
        members.retain(|at| aliases.get(at).is_none_or(|own| !taken.contains(own)));
        let Some(&first) = members.first() else { continue };
        let found = if is_of_act(&case.told[first]) {
            stages(case, likeness, members, acts)
        } else {
            versions::join(case, likeness, repeated(case, likeness, members, aliases))
        };
        // What was only offered makes no happening of its own.
        let found: Vec<Draft> = found.into_iter().filter(|it| !is_offered(it, aliases)).collect();
        let members = found.iter().flat_map(|draft| &draft.members);
        taken.extend(members.filter_map(|at| aliases.get(at)));
        drafts.extend(found);
    }
    let clauses: Vec<usize> =
        of_no_kind.unwrap_or_default().into_iter().filter(|at| !taken.contains(at)).collect();
    drafts.extend(counted::join(case, likeness, clauses::group(case, likeness, &clauses)));
    for draft in &mut drafts {
        for at in &mut draft.members {
            *at = aliases.get(at).copied().unwrap_or(*at);
        }
    }
    mark_sole(case, &mut drafts);
    with_twins(case, &mut drafts);
    drafts.sort_by_key(|draft| draft.members.iter().min().copied());
    drafts
}

/// Takes note of the happenings that every article which brings them as news tells alone of their kind.
fn mark_sole(case: &Case, drafts: &mut [Draft]) {
    let news: Vec<BTreeSet<usize>> = drafts.iter().map(|it| it.is_news_in(case)).collect();
    let mut told: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (draft, documents) in drafts.iter().zip(&news) {
        for &document in documents {
            *told.entry((&*draft.frame, document)).or_default() += 1;
        }
    }
    let is_sole = |draft: &Draft, documents: &BTreeSet<usize>| {
        documents.iter().all(|&document| told.get(&(&*draft.frame, document)) == Some(&1))
    };
    let sole: Vec<bool> = drafts.iter().zip(&news).map(|(a, b)| is_sole(a, b)).collect();
    for (draft, is_sole) in drafts.iter_mut().zip(sole) {
        draft.is_sole = is_sole && &*draft.frame != "other";
    }
}

/// What a reprint says goes with the same words of the original.
fn with_twins(case: &Case, drafts: &mut [Draft]) {
    let of_original: BTreeMap<usize, usize> = drafts
        .iter()
        .enumerate()
        .flat_map(|(i, draft)| draft.members.iter().map(move |&at| (at, i)))
        .collect();
    for (&copy, original) in &case.twins {
        if let Some(&i) = of_original.get(original) {
            drafts[i].add(copy, case);
        }
    }
}

/// Stages of an act: one signature, one entry into force, one ratification a party, one
/// commitment an obligation.
fn stages(
    case: &Case,
    likeness: &Likeness,
    members: &[usize],
    acts: &BTreeMap<usize, usize>,
) -> Vec<Draft> {
    let mut order = members.to_vec();
    // Denials last: what they deny must be there.
    order.sort_by_key(|&at| {
        let told = &case.told[at];
        (is_negative(told), case.is_copied(at), Reverse(parties(told).len()), at)
    });
    let mut drafts: Vec<(Draft, String)> = Vec::new();
    for at in order {
        let told = &case.told[at];
        let (act, part) = (acts.get(&at).copied(), part(told, likeness.kinds()));
        let by_party = matches!(&*told.frame.name, "treaty.ratify" | "treaty.denounce");
        let fitting = drafts.iter_mut().find(|(draft, other)| {
            // « n'a pas été prolongé »: by however many days.
            let is_part = *other == part || is_negative(told) && part.is_empty();
            draft.act == act
                && is_part
                && !is_parted(case, draft, at)
                && (!by_party || shares_party(case, likeness, draft, told))
        });
        if let Some((draft, _)) = fitting {
            draft.add(at, case);
        } else {
            let mut draft = Draft::new(told, act);
            draft.add(at, case);
            drafts.push((draft, part));
        }
    }
    drafts.into_iter().map(|(draft, _)| draft).collect()
}

/// What else tells happenings of one act apart: the obligation, the unit of a term.
fn part(told: &Told, kinds: &Kinds) -> String {
    if let Some(commitment) = &told.claim.commitment {
        return commitment.obligation.name().to_owned();
    }
    if told.frame.stage.is_some() {
        return String::new();
    }
    let unit = told.values(Role::Quantity).iter().find_map(|value| match value {
        Value::Quantity(quantity) => Some(kinds.unit(&quantity.unit)),
        _ => None,
    });
    unit.unwrap_or_default()
}

fn shares_party(case: &Case, likeness: &Likeness, draft: &Draft, told: &Told) -> bool {
    let theirs = parties(told);
    let first = draft.members.iter().take(SIDES);
    let mut sides = first.flat_map(|&at| case.told[at].entities(Role::Party));
    let of_another = |ours: &Entity| {
        told.entities(Role::Party).any(|theirs| likeness.are_two_bodies(ours, theirs))
    };
    if sides.any(of_another) {
        return false;
    }
    // « les députés » are of the state whose parliament it was.
    let known: BTreeSet<EntityId> =
        draft.members.iter().take(SIDES).flat_map(|&at| parties(&case.told[at])).collect();
    if !known.is_empty() && !theirs.is_empty() {
        return !known.is_disjoint(&theirs);
    }
    draft.members.iter().any(|&at| {
        // Two chambers of a state that is not known.
        let (x, y) = (case.told[at].values(Role::Party), told.values(Role::Party));
        meeting(Role::Agent, SlotKind::Entity, x, y, likeness, true) != Meeting::Apart
    })
}

/// Happenings of a kind that can happen again.
fn repeated(case: &Case, likeness: &Likeness, members: &[usize], aliases: &Aliases) -> Vec<Draft> {
    let mut order = members.to_vec();
    // Denials last: what they deny must be there.
    order.sort_by_key(|&at| {
        let told = &case.told[at];
        let is_offered = aliases.contains_key(&at);
        (is_denial(told), is_offered, case.is_copied(at), Reverse(known_slots(told)), at)
    });
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in order {
        let told = &case.told[at];
        let keys = keys(told, likeness.kinds());
        let tried = candidates(&index, &keys, drafts.len());
        let best: Option<(Closeness, Reverse<usize>)> = tried
            .into_iter()
            .filter(|&i| !drafts[i].is_of_another_time(told, case))
            .filter(|&i| !is_parted(case, &drafts[i], at))
            // Who denies need not name who is said to have done it.
            .filter(|&i| is_negative(told) || !drafts[i].is_by_somebody_else(told, case))
            // What is only offered must be meant by what a denial names.
            .filter(|&i| {
                !is_denial(told)
                    || !is_offered(&drafts[i], aliases)
                    || drafts[i].shares_more_than_doer(told, likeness)
            })
            .filter_map(|i| {
                // A denial of what was long ago is news, though that is not: it must say what it means.
                let close = closeness(&drafts[i], told, likeness)?;
                let before = drafts[i].is_of_before(told, likeness);
                let meant = is_denial(told) && drafts[i].is_named_by(told, likeness);
                (!before || meant).then_some((i, close))
            })
            .map(|(i, close)| {
                let current = drafts[i].is_current(told, case);
                (Closeness { current, ..close }, Reverse(i))
            })
            .max();
        let best = best.map(|(_, Reverse(i))| i);
        let best = best.or_else(|| {
            denied(case, likeness, &drafts, at).filter(|&i| !is_offered(&drafts[i], aliases))
        });
        let best = best.or_else(|| of_two_sides(case, likeness, &drafts, at));
        let i = best.unwrap_or(drafts.len());
        if i == drafts.len() {
            drafts.push(Draft::new(told, None));
        }
        drafts[i].add(at, case);
        for key in keys {
            let drafts = index.entry(key).or_default();
            if !drafts.contains(&i) {
                drafts.push(i);
            }
        }
    }
    drafts
}

/// Whether a happening is told only in clauses that were offered to its kind.
fn is_offered(draft: &Draft, aliases: &Aliases) -> bool {
    draft.members.iter().all(|it| aliases.contains_key(it))
}

/// What a denial that names nothing, or only things by common nouns (« le texte »), denies: the happening
/// of its kind that most documents tell as news,
/// when no other is told by as many.
fn denied(case: &Case, likeness: &Likeness, drafts: &[Draft], at: usize) -> Option<usize> {
    let told = &case.told[at];
    if !(is_denial(told) || says_none(case, told)) || told.recalled || !names_nothing(told) {
        return None;
    }
    let news = |draft: &Draft| draft.members.iter().any(|&at| case.told[at].is_news());
    let fits = |draft: &Draft| {
        news(draft)
            && draft.is_current(told, case)
            && !draft.is_of_another_time(told, case)
            && !is_parted(case, draft, at)
            && draft.may_be_denied(told, likeness)
            && draft.is_called_so(told, likeness)
            && (!speaks_of_own(case, told) || draft.is_by_nobody() || draft.is_of_speaker(told))
    };
    let kinds = likeness.kinds();
    let is_of_act = |draft: &Draft| {
        let mut verbs = draft.members.iter().map(|&it| &case.told[it].claim.predicate);
        verbs.any(|it| kinds.are_one_act(it, &told.claim.predicate))
    };
    most_told(drafts, |draft| fits(draft) && draft.shares_a_name(told))
        .or_else(|| told_before(case, drafts, at, fits))
        .or_else(|| most_told(drafts, |draft| fits(draft) && is_of_act(draft)))
        .or_else(|| most_told(drafts, fits))
}

/// What two sides do once, and a claim that names neither tells (« les deux groupes ont conclu une trêve »): the
/// one happening of the kind, or that which most documents tell.
fn of_two_sides(case: &Case, likeness: &Likeness, drafts: &[Draft], at: usize) -> Option<usize> {
    let told = &case.told[at];
    if told.frame.repeatable || told.frame.slot(Role::Party).is_none() || !names_nobody(told) {
        return None;
    }
    let fits = |draft: &Draft| {
        draft.is_current(told, case)
            && !draft.is_of_another_time(told, case)
            && !is_parted(case, draft, at)
            && draft.may_be_of(told, likeness)
    };
    most_told(drafts, fits)
}

/// Whether all that tells happenings of its kind apart is told in words that name nobody.
fn names_nobody(told: &Told) -> bool {
    let identity = told.frame.slots().filter(|(role, slot)| slot.identity && *role != Role::Time);
    let values = identity.flat_map(|(role, _)| told.values(role));
    values.into_iter().all(|it| matches!(it, Value::Entity(it) if is_vague(it)))
}

/// The fitting happening that most documents tell, if one stands out.
fn most_told(drafts: &[Draft], fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let fitting = drafts.iter().enumerate().filter(|(_, draft)| fits(draft));
    let mut told_by: Vec<(usize, usize)> =
        fitting.map(|(i, draft)| (draft.documents.len(), i)).collect();
    told_by.sort_unstable_by_key(|&(documents, i)| (Reverse(documents), i));
    match told_by[..] {
        [(_, only)] => Some(only),
        [(most, first), (next, _), ..] if most > next => Some(first),
        _ => None,
    }
}

/// What the article itself told, denied or not, last before: « la réunion n'a pas eu lieu » means that one.
fn told_before(
    case: &Case,
    drafts: &[Draft],
    at: usize,
    fits: impl Fn(&Draft) -> bool,
) -> Option<usize> {
    let document = case.told[at].document;
    let own = drafts.iter().enumerate().flat_map(|(i, draft)| {
        let before = draft.members.iter().filter(|&&other| other < at);
        let beside = before.filter(|&&other| case.told[other].document == document);
        beside.map(move |&other| (other, i))
    });
    let (_, last) = own.max()?;
    fits(&drafts[last]).then_some(last)
}

/// Whether who denies speaks of his own people: « nos hommes n'ont attaqué personne ».
fn speaks_of_own(case: &Case, told: &Told) -> bool {
    let Some(pack) = case.knowledge.pack(told.language) else { return false };
    let own = pack.words("own_side");
    told.entities(Role::Agent).any(|it| {
        it.text.split_whitespace().next().is_some_and(|word| own.has(&word.to_lowercase()))
    })
}

/// Whether the user tells the claim apart from one of the happening.
pub(super) fn is_parted(case: &Case, draft: &Draft, at: usize) -> bool {
    let is_told_apart = |&other: &usize| case.are_parted(at, other);
    !case.corrections.parted.is_empty() && draft.members.iter().any(is_told_apart)
}

fn closeness(draft: &Draft, told: &Told, likeness: &Likeness) -> Option<Closeness> {
    let as_denial = || draft.closeness_of_denial(told, likeness);
    if is_denial(told) { as_denial() } else { draft.closeness(told, likeness, told.frame) }
}

/// Whether it is told not to have happened, on whosever word.
fn is_negative(told: &Told) -> bool {
    told.claim.modality == Modality::Denied || told.claim.polarity == Polarity::Negative
}

/// Whether somebody is told to say that it did not happen.
fn is_denial(told: &Told) -> bool {
    let claim = told.claim;
    claim.modality == Modality::Denied
        || (claim.polarity == Polarity::Negative && !claim.attribution.is_empty())
}

/// Whether it tells in an article's own voice that it happened to nobody of a kind: « aucun militaire n'a été capturé ».
fn says_none(case: &Case, told: &Told) -> bool {
    let Some(pack) = case.knowledge.pack(told.language) else { return false };
    let who = [Role::Target, Role::Force, Role::Goods, Role::Visitor, Role::Participant];
    let mut meant = who.into_iter().flat_map(|role| told.entities(role));
    let mut said = told.claim.evidence.iter();
    let text = &case.readings[told.document].document.text;
    is_negative(told)
        && (meant.any(|it| pack.says_none(&it.text))
            || said.any(|it| pack.says_none(it.span.of(text))))
}

fn known_slots(told: &Told) -> usize {
    let separates = |role, identity| identity || role == Role::Time;
    let slots = told.frame.slots().filter(|(role, slot)| separates(*role, slot.identity));
    slots.filter(|(role, _)| !told.values(*role).is_empty()).count()
}

/// The drafts that share a key; all of the first ones for a claim that has no key.
fn candidates(
    index: &BTreeMap<String, Vec<usize>>,
    keys: &BTreeSet<String>,
    drafts: usize,
) -> BTreeSet<usize> {
    let sharing = keys.iter().filter_map(|key| index.get(key));
    let mut found: BTreeSet<usize> =
        sharing.flat_map(|some| some.iter().take(TRIED)).copied().collect();
    if drafts <= TRIED {
        found.extend(0..drafts);
    }
    found
}

/// Under what a claim can be found: countries, names, kinds of goods, its document.
fn keys(told: &Told, kinds: &Kinds) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([format!("document:{}", told.document)]);
    for (role, slot) in told.frame.slots() {
        if slot.kind != SlotKind::Entity || !slot.identity {
            continue;
        }
        for entity in told.entities(role).filter(|entity| !is_vague(entity)) {
            let key = country(entity).map_or_else(
                || kinds.of(&entity.name).map_or_else(|| last_stem(&entity.name), str::to_owned),
                ToString::to_string,
            );
            keys.insert(key);
        }
    }
    keys
}

fn last_stem(name: &str) -> String {
    stems(name).pop().unwrap_or_default()
}
