//! Which claims are of one instrument: a treaty under its many names, and apart from it the old
//! one that it replaces.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{Entity, EntityId, Fit, Polarity, Role, Time, Value};

use super::meeting::{Meeting, meeting};
use super::told::{Case, Told};
use crate::lang::{Likeness, SlotKind, country, words};

/// Years between two dates of one stage from which on there are two instruments.
const YEARS_OF_A_STAGE: i32 = 2;
/// Years between two stages from which on there are two instruments.
const YEARS_OF_AN_ACT: i32 = 15;
/// The stage by whose year an instrument is named.
const SIGNED: &str = "treaty.sign";
/// The stage that ends an act.
const DENOUNCED: &str = "treaty.denounce";
/// No claim is compared with more acts than this.
const ACTS_TRIED: usize = 64;

/// No more of them are kept to compare by.
const OCCASIONS: usize = 48;

/// An instrument as the claims tell it so far.
#[derive(Default)]
struct Act {
    instruments: Vec<Entity>,
    parties: BTreeSet<EntityId>,
    years: BTreeMap<String, BTreeSet<i32>>,
    documents: BTreeSet<usize>,
    /// When and where each stage was, one entry a claim.
    occasions: Vec<Occasion>,
    size: usize,
}

/// When and where a claim puts a stage of an act.
struct Occasion {
    stage: String,
    times: Vec<Value>,
    places: Vec<Value>,
}

/// The act of each claim that is of one, by the index of the claim.
pub(super) fn group(case: &Case, likeness: &Likeness) -> BTreeMap<usize, usize> {
    let mut order: Vec<usize> = (0..case.told.len())
        .filter(|at| !case.twins.contains_key(at) && is_of_act(&case.told[*at]))
        .collect();
    // Denials last: what they deny must be there.
    order.sort_by_key(|&at| {
        let told = &case.told[at];
        let is_denial = told.claim.polarity == Polarity::Negative;
        (case.is_copied(at), is_denial, std::cmp::Reverse(weight(told)), at)
    });
    let mut acts: Vec<Act> = Vec::new();
    let mut act_of = BTreeMap::new();
    for at in order {
        let told = &case.told[at];
        let tried = acts.iter().take(ACTS_TRIED).enumerate();
        let best = tried
            .filter_map(|(i, act)| Some((act.closeness(told, likeness)?, std::cmp::Reverse(i))))
            .max();
        let i = best.map_or(acts.len(), |(_, std::cmp::Reverse(i))| i);
        if i == acts.len() {
            acts.push(Act::default());
        }
        acts[i].add(told);
        acts[i].size += usize::from(!case.is_copied(at));
        act_of.insert(at, i);
    }
    act_of
}

/// Kinds of happening that are told by the instrument they are about.
pub(super) fn is_of_act(told: &Told) -> bool {
    told.frame.is_of_act()
}

/// The countries that a claim binds.
pub(super) fn parties(told: &Told) -> BTreeSet<EntityId> {
    let entities = told.entities(Role::Party).chain(told.entities(Role::Agent));
    entities.filter_map(country).cloned().collect()
}

/// What says more is placed first.
fn weight(told: &Told) -> usize {
    let dated = told.times().any(Time::is_dated);
    2 * parties(told).len().min(3)
        + 2 * usize::from(told.entities(Role::Instrument).next().is_some())
        + usize::from(dated)
}

fn years(told: &Told) -> BTreeSet<i32> {
    let known = |time: &Time| Some((time.from?, time.to?));
    let short = told.times().filter_map(known).filter(|(from, to)| from.year() == to.year());
    short.map(|(from, _)| i32::from(from.year())).collect()
}

/// The years by which a claim names its instrument: « le traité de 1987 » was signed then.
fn named_years(told: &Told) -> BTreeSet<i32> {
    let texts = told.entities(Role::Instrument).map(|it| it.text.as_str());
    let years = texts.flat_map(|text| words(text).filter_map(|range| text[range].parse().ok()));
    years.filter(|year| (1800..2200).contains(year)).collect()
}

impl Act {
    fn add(&mut self, told: &Told) {
        for entity in told.entities(Role::Instrument) {
            if self.instruments.len() < 24 && !self.instruments.iter().any(|it| it.id == entity.id)
            {
                self.instruments.push(entity.clone());
            }
        }
        self.parties.extend(parties(told));
        self.years.entry(told.frame.name.clone()).or_default().extend(years(told));
        self.years.entry(SIGNED.to_owned()).or_default().extend(named_years(told));
        self.documents.insert(told.document);
        if self.occasions.len() < OCCASIONS {
            self.occasions.push(Occasion {
                stage: told.frame.name.clone(),
                times: told.values(Role::Time).to_vec(),
                places: told.values(Role::Place).to_vec(),
            });
        }
    }

    fn closeness(&self, told: &Told, likeness: &Likeness) -> Option<(usize, bool, usize)> {
        // « l'accord de 1994 » is told beside the new one, and not what nobody has named yet.
        if self.instruments.is_empty() && !named_years(told).is_empty() {
            return None;
        }
        let mut score = self.by_name(told, likeness)?;
        score += self.by_parties(&parties(told))?;
        if self.was_elsewhere_and_then(told, likeness) {
            return None;
        }
        self.agrees_in_time(told)
            .then(|| (score, self.documents.contains(&told.document), self.size))
    }

    /// Whether one stage is told of another day and of another place, and of no report of it of the same day or place:
    /// two reports of one act part on the one or the other.
    fn was_elsewhere_and_then(&self, told: &Told, likeness: &Likeness) -> bool {
        let met = |it: &Occasion| {
            let meet = |role: Role, kind: SlotKind, ours: &[Value]| {
                meeting(role, kind, ours, told.values(role), likeness, false)
            };
            [
                meet(Role::Time, SlotKind::Time, &it.times),
                meet(Role::Place, SlotKind::Entity, &it.places),
            ]
        };
        let same_stage = self.occasions.iter().filter(|it| it.stage == told.frame.name);
        let met: Vec<[Meeting; 2]> = same_stage.map(met).collect();
        met.contains(&[Meeting::Apart; 2]) && !met.iter().flatten().any(|it| *it == Meeting::Shared)
    }

    fn by_name(&self, told: &Told, likeness: &Likeness) -> Option<usize> {
        let mut fits = told.entities(Role::Instrument).flat_map(|b| {
            self.instruments.iter().map(move |a| likeness.fit(Role::Instrument, a, b))
        });
        let Some(first) = fits.next() else { return Some(0) };
        let best = fits.fold(first, Fit::min);
        // "has signed no agreement" does not deny a contract.
        if best == Fit::Open && self.is_of_other_kinds(told, likeness) {
            return None;
        }
        match best {
            Fit::Apart => None,
            Fit::Open => Some(0),
            _ => Some(4),
        }
    }

    /// Whether a denial of any instrument of a kind meets none of that kind here.
    fn is_of_other_kinds(&self, told: &Told, likeness: &Likeness) -> bool {
        let kinds = likeness.kinds();
        let is_other = |a: &str, b: &str| kinds.fit(a, b).is_apart();
        let mut denied = told.entities(Role::Instrument).filter_map(|it| kinds.of(&it.name));
        told.claim.polarity == Polarity::Negative
            && denied.any(|kind| {
                let mut own =
                    self.instruments.iter().filter_map(|it| kinds.of(&it.name)).peekable();
                own.peek().is_some() && own.all(|it| is_other(it, kind))
            })
    }

    fn by_parties(&self, theirs: &BTreeSet<EntityId>) -> Option<usize> {
        let shared = self.parties.intersection(theirs).count();
        if self.parties.is_empty() || theirs.is_empty() {
            return Some(0);
        }
        let least = self.parties.len().min(theirs.len());
        let are_single = self.parties.len() == 1 && theirs.len() == 1;
        match shared {
            _ if shared == least || shared >= 2 => Some(3),
            // Each may be one side of one instrument.
            0 if are_single => Some(0),
            _ => None,
        }
    }

    fn agrees_in_time(&self, told: &Told) -> bool {
        let agree = |year: &i32, stage: &str| {
            self.years.iter().all(|(frame, known)| {
                let most = match [frame.as_str(), stage] {
                    [a, b] if a == b => YEARS_OF_A_STAGE,
                    // What binds for long may be given up at any time.
                    pair if pair.contains(&DENOUNCED) => return true,
                    _ => YEARS_OF_AN_ACT,
                };
                known.iter().all(|other| (year - other).abs() < most)
            })
        };
        years(told).iter().all(|year| agree(year, &told.frame.name))
            && named_years(told).iter().all(|year| agree(year, SIGNED))
    }
}
