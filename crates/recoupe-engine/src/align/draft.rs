//! A happening in the making, and whether a claim is of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use recoupe_model::{EntityId, Fit, Happening, Role, Value};

use super::ballot;
use super::lifetime::Lifetime;
use super::meeting::{Meeting, is_same, meeting};
use super::said::Said;
use super::surroundings::LONG_AGO;
use super::told::{Case, Told};
use super::version::are_weeks_apart;
use crate::lang::{Frame, Kinds, Likeness, SlotKind, country, is_any_instrument, is_vague};

/// No more values of a role are kept to compare by.
const KEPT: usize = 16;

/// Claims that were found to be of one happening so far.
pub(super) struct Draft {
    pub(super) frame: Arc<str>,
    pub(super) act: Option<usize>,
    /// Indices into [`Case::told`].
    pub(super) members: Vec<usize>,
    pub(super) documents: BTreeSet<usize>,
    values: BTreeMap<Role, Vec<Value>>,
    kind: Option<String>,
    /// Countries in any role.
    pub(super) countries: BTreeSet<EntityId>,
    /// Places that the sentences of claims without one name.
    scene: Vec<Value>,
    /// For acts of speech, what is said: one entry a claim.
    said: Vec<Said>,
    /// Claims that are not of reprints.
    pub(super) size: usize,
    /// Claims that recall it rather than bring it as news.
    recalling: usize,
    span: Lifetime,
    /// Roles in which its claims tell two versions.
    pub(super) contested: BTreeSet<Role>,
    /// Whether no article that brings it as news brings another of its kind.
    pub(super) is_sole: bool,
}

/// How well a claim goes with a draft: the more, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Closeness {
    pub(super) shared: usize,
    /// Whether it is the news of the claim's article rather than what that recalls.
    pub(super) current: bool,
    pub(super) same_document: bool,
    pub(super) size: usize,
}

impl Draft {
    pub(super) fn new(told: &Told, act: Option<usize>) -> Self {
        Self {
            frame: Arc::from(&*told.frame.name),
            act,
            members: Vec::new(),
            documents: BTreeSet::new(),
            values: BTreeMap::new(),
            kind: None,
            countries: BTreeSet::new(),
            scene: Vec::new(),
            said: Vec::new(),
            size: 0,
            recalling: 0,
            span: Lifetime::default(),
            contested: BTreeSet::new(),
            is_sole: false,
        }
    }

    pub(super) fn add(&mut self, at: usize, case: &Case) {
        let told = &case.told[at];
        if self.kind.is_none() {
            self.kind = kind(told, &case.knowledge.kinds);
        }
        self.members.push(at);
        self.size += usize::from(!case.is_copied(at));
        self.recalling += usize::from(told.recalled);
        self.documents.insert(told.document);
        self.span.add(&Lifetime::of(told, case.readings[told.document]));
        self.countries.extend(countries(told));
        if told.frame.speech && self.said.len() < KEPT {
            self.said.push(Said::by(told));
        }
        self.scene.extend(told.scene.iter().take(KEPT.saturating_sub(self.scene.len())).cloned());
        for (&role, values) in &told.roles {
            let kept = self.values.entry(role).or_default();
            for value in values {
                if kept.len() < KEPT && !kept.iter().any(|it| is_same(it, value)) {
                    kept.push(value.clone());
                }
            }
        }
    }

    /// Whether the claim can be of this happening, and how close it is.
    pub(super) fn closeness(
        &self,
        told: &Told,
        likeness: &Likeness,
        frame: &Frame,
    ) -> Option<Closeness> {
        if self.has_other_kind_than(kind(told, likeness.kinds()).as_deref(), likeness) {
            return None;
        }
        if frame.speech && !self.is_said_too(told, likeness) {
            return None;
        }
        let ours = self.values.get(&Role::Quantity).map_or(&[][..], Vec::as_slice);
        let theirs = told.roles.get(&Role::Quantity).map_or(&[][..], Vec::as_slice);
        let one_day = || {
            let time = self.meeting(told, Role::Time, SlotKind::Time, likeness);
            time == Meeting::Shared
        };
        if ballot::are_two(ours, theirs, one_day()) {
            return None;
        }
        let (mut shared, mut anchors, mut apart) = (0, 0, 0);
        for (role, slot) in frame.slots() {
            let separates = slot.identity || (frame.repeatable && role == Role::Time);
            let mut meeting = self.meeting(told, role, slot.kind, likeness);
            if role == Role::Time && meeting == Meeting::Apart && self.is_rare(frame, told) {
                meeting = Meeting::Open;
            }
            let are_one = match (role, meeting) {
                (Role::Place, Meeting::Apart) => self.is_one_company(told, likeness),
                (Role::Instrument, Meeting::Apart) => self.is_one_sitting(told, likeness),
                _ => false,
            };
            if are_one {
                meeting = Meeting::Open;
            }
            match meeting {
                Meeting::Apart if separates => return None,
                Meeting::Silent
                    if separates && role == Role::Place && self.is_elsewhere(told, likeness) =>
                {
                    return None;
                }
                Meeting::Shared if role == Role::Place && self.is_crowded(told, likeness) => {}
                Meeting::Shared if separates && role != Role::Time => anchors += 1,
                Meeting::Apart if slot.holds_one() => apart += 1,
                _ => {}
            }
            shared += usize::from(meeting == Meeting::Shared);
        }
        // Who shares a name and differs in all the rest is somebody else of that name.
        if !frame.repeatable && apart > 1 && shared <= anchors {
            return None;
        }
        let same_document = self.documents.contains(&told.document);
        if same_document && !frame.repeatable && self.was_weeks_apart(told) {
            return None;
        }
        // "Thirty-one members voted for the deal", « 29 voix contre 21 »: on one day, by as many.
        if &*self.frame == "vote" && ballot::are_of_one_size(ours, theirs) && one_day() {
            anchors += 1;
        }
        let is_anchored = anchors > 0 || self.needs_no_anchor(told, frame, same_document, shared);
        let current = true;
        is_anchored.then_some(Closeness { shared, current, same_document, size: self.size })
    }

    /// Whether nothing but its time tells the claim apart from this.
    pub(super) fn may_be_of(&self, told: &Told, likeness: &Likeness) -> bool {
        let is_of_another_kind =
            self.has_other_kind_than(kind(told, likeness.kinds()).as_deref(), likeness);
        let mut slots = told.frame.slots().filter(|(role, _)| *role != Role::Time);
        !is_of_another_kind
            && !slots
                .any(|(role, slot)| self.meeting(told, role, slot.kind, likeness) == Meeting::Apart)
    }

    /// Whether all its times are weeks from those of the claim: what an article tells so of two years or months are two.
    fn was_weeks_apart(&self, told: &Told) -> bool {
        are_weeks_apart(self.values(Role::Time), told.values(Role::Time))
    }

    /// Whether they are of two sorts of the kind: an earthquake and its aftershock.
    pub(super) fn is_of_another_kind(&self, other: &Self, likeness: &Likeness) -> bool {
        self.has_other_kind_than(other.kind.as_deref(), likeness)
    }

    fn has_other_kind_than(&self, other: Option<&str>, likeness: &Likeness) -> bool {
        let pair = self.kind.as_deref().zip(other);
        pair.is_some_and(|(a, b)| likeness.kinds().fit(a, b).is_apart())
    }

    /// Whether another article tells of the same company on the same day: it meets once, and where
    /// is in dispute.
    fn is_one_company(&self, told: &Told, likeness: &Likeness) -> bool {
        let (ours, theirs) = (self.values(Role::Participant), told.values(Role::Participant));
        let are_named = |values: &[Value]| {
            let is_named = |it: &&Value| matches!(it, Value::Entity(it) if !is_vague(it));
            values.iter().filter(is_named).count() > 1
        };
        let is_shared = |role, kind| self.meeting(told, role, kind, likeness) == Meeting::Shared;
        let are_days =
            |values: &[Value]| !values.is_empty() && values.iter().all(|it| it.day().is_some());
        // Fighting goes on in several places at once.
        &*self.frame == "meet"
            && are_named(ours)
            && are_named(theirs)
            && is_shared(Role::Participant, SlotKind::Entity)
            && are_days(self.values(Role::Time))
            && are_days(told.values(Role::Time))
            && is_shared(Role::Time, SlotKind::Time)
            && !self.documents.contains(&told.document)
    }

    /// Whether one tells who met and the other only that some did, on a day of its own: in one town many meet.
    pub(super) fn is_crowded(&self, told: &Told, likeness: &Likeness) -> bool {
        let met = |role, kind| self.meeting(told, role, kind, likeness);
        &*self.frame == "meet"
            && met(Role::Participant, SlotKind::Entity) == Meeting::Open
            && met(Role::Time, SlotKind::Time) != Meeting::Shared
    }

    /// Whether another article tells of a vote of the same body on the same day, and nothing that was counted
    /// says that it was another: « une résolution », "a moratorium".
    fn is_one_sitting(&self, told: &Told, likeness: &Likeness) -> bool {
        let (ours, theirs) = (self.values(Role::Quantity), told.values(Role::Quantity));
        let is_shared = |role, kind| self.meeting(told, role, kind, likeness) == Meeting::Shared;
        let is_day =
            |it: &Value| matches!(it, Value::Time(time) if time.days().is_some_and(|it| it < 3));
        &*self.frame == "vote"
            && !self.documents.contains(&told.document)
            && is_shared(Role::Agent, SlotKind::Entity)
            && is_shared(Role::Time, SlotKind::Time)
            && self.values(Role::Time).iter().chain(told.values(Role::Time)).all(is_day)
            && (ours.is_empty()
                || theirs.is_empty()
                || is_shared(Role::Quantity, SlotKind::Quantity))
    }

    /// Whether the same thing may be said: one mouth says many things, and that two reports
    /// quote it does not make them one statement.
    fn is_said_too(&self, told: &Told, likeness: &Likeness) -> bool {
        if self.meeting(told, Role::Target, SlotKind::Entity, likeness) == Meeting::Shared {
            return true;
        }
        let theirs = Said::by(told);
        self.said.iter().any(|ours| ours.may_be(&theirs))
    }

    /// Whether a claim that gives no time can be taken for news of this: not when all that is
    /// known of it was long ago when the claim was published.
    pub(super) fn is_current(&self, told: &Told, case: &Case) -> bool {
        let published = case.readings[told.document].document.anchor();
        let long_ago =
            published.and_then(|day| day.checked_sub(jiff::Span::new().days(LONG_AGO)).ok());
        let dated = self.values(Role::Time).iter().filter_map(|value| match value {
            Value::Time(time) => time.to.or(time.from),
            _ => None,
        });
        let last = dated.max();
        told.times().next().is_some() || last.is_none() || last >= long_ago
    }

    /// Whether the one only recalls what was long ago and the other tells news, and no time of
    /// theirs meets: what was before does not mix with what is.
    pub(super) fn is_of_before(&self, told: &Told, likeness: &Likeness) -> bool {
        let recalls = !self.members.is_empty() && self.recalling == self.members.len();
        let met = self.meeting(told, Role::Time, SlotKind::Time, likeness);
        recalls != told.recalled && met != Meeting::Shared
    }

    /// Whether the one tells who did it and the other stands only in reports that never name
    /// them: a report that does not name a state does not tell of its sanctions. A happening
    /// that is told by its place is found by that.
    pub(super) fn is_by_somebody_else(&self, told: &Told, case: &Case) -> bool {
        let is_identity = |role: Role| told.frame.slot(role).is_some_and(|slot| slot.identity);
        let doer = [Role::Sender, Role::Agent].into_iter().find(|&role| is_identity(role));
        let Some(doer) = doer.filter(|_| told.frame.repeatable && !is_identity(Role::Place)) else {
            return false;
        };
        let (ours, theirs) = (self.values(doer), told.values(doer));
        let known = match (ours.is_empty(), theirs.is_empty()) {
            (false, true) => ours,
            (true, false) => theirs,
            _ => return false,
        };
        let doers: BTreeSet<&EntityId> = known
            .iter()
            .filter_map(|value| match value {
                Value::Entity(entity) if !is_vague(entity) => {
                    Some(country(entity).unwrap_or(&entity.id))
                }
                _ => None,
            })
            .collect();
        let names = |&document: &usize| case.names_any(document, &doers);
        let is_named = if theirs.is_empty() {
            names(&told.document)
        } else {
            self.documents.iter().take(KEPT).any(names)
        };
        !doers.is_empty() && !is_named
    }

    /// What has nothing but its time to be told by (an earthquake) is one happening on two
    /// sides of midnight.
    fn is_rare(&self, frame: &Frame, told: &Told) -> bool {
        let is_anchor = |(role, identity): (Role, bool)| identity && role != Role::Time;
        if frame.slots().any(|(role, slot)| is_anchor((role, slot.identity))) {
            return false;
        }
        let ours = self.values.get(&Role::Time).into_iter().flatten();
        let mut ours = ours.filter_map(|value| match value {
            Value::Time(time) => Some(time),
            _ => None,
        });
        ours.any(|a| told.times().any(|b| !a.fit_across_midnight(b).is_apart()))
    }

    /// A claim that says nothing to tell its happening by goes with the article's own one; a
    /// kind of happening without things to tell it by goes by its time.
    fn needs_no_anchor(&self, told: &Told, frame: &Frame, same: bool, shared: usize) -> bool {
        let is_anchor =
            |role: &Role, identity: bool| identity && *role != Role::Time && *role != Role::Outcome;
        let anchors = || frame.slots().filter(|(role, slot)| is_anchor(role, slot.identity));
        let is_telling =
            |it: &Value| !matches!(it, Value::Entity(entity) if is_any_instrument(entity));
        let has_anchor = |values: &BTreeMap<Role, Vec<Value>>| {
            anchors().any(|(role, _)| values.get(&role).is_some_and(|it| it.iter().any(is_telling)))
        };
        if anchors().next().is_none() {
            return true;
        }
        // Two sides are parted once: a report that leaves them out tells of the same.
        let is_of_two_sides = !frame.repeatable && frame.slot(Role::Party).is_some();
        (same || is_of_two_sides && shared > 0) && !has_anchor(&told.roles)
            || (shared > 0 && !has_anchor(&self.values))
    }

    pub(super) fn meeting(
        &self,
        told: &Told,
        role: Role,
        kind: SlotKind,
        likeness: &Likeness,
    ) -> Meeting {
        let (ours, theirs) = (self.values(role), told.values(role));
        let separate_bodies = self.frame.starts_with("vote");
        meeting(role, kind, ours, theirs, likeness, separate_bodies)
    }

    /// What fills a role so far.
    pub(super) fn values(&self, role: Role) -> &[Value] {
        self.values.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Whether the one tells of a place, or stands in a sentence that names places, none of
    /// which can be where the other was.
    pub(super) fn is_elsewhere(&self, told: &Told, likeness: &Likeness) -> bool {
        let places = |said: &[Value], scene: &[Value]| -> Vec<Value> {
            if said.is_empty() { scene.to_vec() } else { said.to_vec() }
        };
        let ours = places(self.values(Role::Place), &self.scene);
        let theirs = places(told.values(Role::Place), &told.scene);
        let met = meeting(Role::Place, SlotKind::Entity, &ours, &theirs, likeness, false);
        met == Meeting::Apart
    }

    /// Whether one tells as done what, by the date of the other, was still to come.
    pub(super) fn is_of_another_time(&self, told: &Told, case: &Case) -> bool {
        self.span.excludes(&Lifetime::of(told, case.readings[told.document]))
    }

    /// The documents that bring it as news: not as recalled, planned or denied.
    pub(super) fn is_news_in(&self, case: &Case) -> BTreeSet<usize> {
        let told = self.members.iter().map(|&at| &case.told[at]);
        told.filter(|it| it.is_news()).map(|it| it.document).collect()
    }

    pub(super) fn finish(mut self, case: &Case) -> Happening {
        self.members.sort_unstable();
        let claims = self.members.iter().map(|&at| case.told[at].claim.id.clone()).collect();
        let Self { frame, act, contested, is_sole, .. } = self;
        Happening { frame, act, claims, contested, is_sole }
    }
}

/// What sort of happening is meant, where the frame covers several: an earthquake and its
/// aftershock are two, and so are the signing of a ceasefire and its beginning.
fn kind(told: &Told, kinds: &Kinds) -> Option<String> {
    if told.frame.name != "disaster" {
        return told.frame.phase(&told.claim.predicate).map(str::to_owned);
    }
    let names = told.entities(Role::Target).map(|it| it.name.as_str());
    let mut words = names.chain([told.claim.predicate.as_str()]);
    // A dam that breaks is not the flood, though it may have brought it.
    let sorts = |kind: &&str| {
        ["disaster", "structure"].iter().any(|wide| kinds.fit(wide, kind) == Fit::Wider)
    };
    words.find_map(|name| kinds.of(name).filter(sorts)).map(str::to_owned)
}

/// The countries that a claim names in any role.
pub(super) fn countries(told: &Told) -> BTreeSet<EntityId> {
    let values = told.roles.values().flatten();
    let entities = values.filter_map(|value| match value {
        Value::Entity(entity) => country(entity),
        _ => None,
    });
    entities.cloned().collect()
}
