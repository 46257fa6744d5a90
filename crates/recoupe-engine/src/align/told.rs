//! The claims of a story as this room handles them: in a stable order, with what they imply.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{
    Claim, Class, Corrections, DocumentId, Entity, EntityId, Lang, MentionKind, Modality, Polarity,
    Reading, Role, Story, Time, Value,
};

use super::parallel::Parallels;
use super::surroundings;
use crate::lang::{Frame, Kinds, Knowledge, country};

/// A story's documents and claims.
pub(super) struct Case<'a> {
    pub(super) knowledge: &'a Knowledge,
    /// In the order of publication; undated ones last.
    pub(super) readings: Vec<&'a Reading>,
    /// In the order of documents and words.
    pub(super) told: Vec<Told<'a>>,
    /// What the user knows better.
    pub(super) corrections: &'a Corrections,
    /// Which of the documents reprint another: they must not tip any balance.
    is_copy: Vec<bool>,
    /// A claim of a reprint, and the same one of the original.
    pub(super) twins: BTreeMap<usize, usize>,
    /// By document: whom it names, with the states that these belong to.
    named: Vec<BTreeSet<&'a EntityId>>,
    /// How many claims there are, without those that are offered to another kind.
    own: usize,
    /// Which sentences tell the same.
    parallels: Parallels,
}

/// A claim with the values by which it is compared.
pub(super) struct Told<'a> {
    /// Index of its document in [`Case::readings`].
    pub(super) document: usize,
    /// The language of that document.
    pub(super) language: &'a Lang,
    pub(super) claim: &'a Claim,
    pub(super) frame: &'a Frame,
    /// Its roles, completed by what they imply: the soldiers' country sends them.
    pub(super) roles: BTreeMap<Role, Vec<Value>>,
    /// For a kind of happening that is told by its place and a claim that has none: the places
    /// that its sentence names.
    pub(super) scene: Vec<Value>,
    /// For a kind of happening that comes again: whether it is recalled rather than news, since
    /// it, or where it has no time its sentence, speaks of times long gone when it was published.
    pub(super) recalled: bool,
    /// For an act of speech: whom and what its sentence names besides the speaker.
    pub(super) about: BTreeSet<String>,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        knowledge: &'a Knowledge,
        story: &Story,
        readings: &[&'a Reading],
        corrections: &'a Corrections,
    ) -> Self {
        let readings = story.readings(readings);
        let mut told = Vec::new();
        for (document, reading) in readings.iter().enumerate() {
            let mut claims: Vec<&Claim> = reading.claims.iter().collect();
            claims.sort_by_key(|claim| (claim.evidence.first().map(|it| it.span), &claim.id));
            for claim in claims {
                if let Some(frame) = knowledge.frames.get(&*claim.frame) {
                    told.push(Told::new(&knowledge.kinds, document, reading, claim, frame));
                }
            }
        }
        let is_copy = vec![false; readings.len()];
        let named = readings.iter().map(|reading| named(reading)).collect();
        let parallels = Parallels::default();
        let (own, twins) = (told.len(), BTreeMap::new());
        Self { knowledge, readings, told, corrections, is_copy, twins, named, own, parallels }
    }
}

impl Case<'_> {
    /// Takes note of the reprints, each with its original.
    pub(super) fn mark(&mut self, copies: &BTreeMap<DocumentId, DocumentId>) {
        self.is_copy =
            self.readings.iter().map(|it| copies.contains_key(&it.document.id)).collect();
        self.parallels = Parallels::of(&self.knowledge.kinds, &self.readings, &self.is_copy);
        let originals: BTreeMap<String, usize> = (0..self.told.len())
            .filter(|&at| !self.is_copied(at))
            .map(|at| (self.told[at].proposition(&self.told[at].claim.document), at))
            .collect();
        let twin = |at: usize| {
            let told = &self.told[at];
            let original = copies.get(&told.claim.document)?;
            originals.get(&told.proposition(original)).map(|&twin| (at, twin))
        };
        self.twins = (0..self.told.len()).filter_map(twin).collect();
    }

    /// Whether the user says that two claims are of two happenings.
    pub(super) fn are_parted(&self, a: usize, b: usize) -> bool {
        let kind = self.told[a].frame.wire();
        let (a, b) = (&self.told[a].claim, &self.told[b].claim);
        self.corrections.parts(kind, &a.document, &b.document)
    }

    /// Whether two claims stand in sentences of two documents that tell the same.
    pub(super) fn are_parallel(&self, a: &Told, b: &Told) -> bool {
        self.parallels.are_parallel(&self.readings, a, b)
    }

    /// The claims, as told by themselves, of the sentence that a claim begins in.
    pub(super) fn beside(&self, told: &Told) -> impl Iterator<Item = usize> {
        let key = |it: &Told| Some((it.document, it.at(&self.readings)?));
        let of = key(told);
        // Behind them stand those that are offered to another kind.
        let told_by_themselves = &self.told[..self.own];
        let from = told_by_themselves.partition_point(|it| it.document < told.document);
        let own = told_by_themselves[from..].iter().enumerate();
        let own = own.take_while(move |(_, it)| it.document == told.document);
        own.filter(move |(_, it)| key(it) == of).map(move |(i, _)| from + i)
    }

    /// Whether a document names one of these anywhere.
    pub(super) fn names_any(&self, document: usize, who: &BTreeSet<&EntityId>) -> bool {
        !self.named[document].is_disjoint(who)
    }

    /// Whether a claim stands in a reprint.
    pub(super) fn is_copied(&self, at: usize) -> bool {
        self.is_copy[self.told[at].document]
    }
}

impl<'a> Told<'a> {
    fn new(
        kinds: &Kinds,
        document: usize,
        reading: &'a Reading,
        claim: &'a Claim,
        frame: &'a Frame,
    ) -> Self {
        let roles = completed(claim);
        let by_place = frame.repeatable && frame.slot(Role::Place).is_some_and(|it| it.identity);
        let scene = match roles.get(&Role::Place) {
            None if by_place => surroundings::places(kinds, reading, claim),
            _ => Vec::new(),
        };
        let about =
            if frame.speech { surroundings::about(reading, claim) } else { BTreeSet::new() };
        let language = &reading.document.language;
        let recalled = frame.repeatable && surroundings::is_recalled(reading, claim);
        Self { document, language, claim, frame, roles, scene, recalled, about }
    }
}

impl<'a> Told<'a> {
    /// The claim as one of another frame.
    pub(super) fn as_of(&self, frame: &'a Frame, roles: BTreeMap<Role, Vec<Value>>) -> Self {
        Self {
            document: self.document,
            language: self.language,
            claim: self.claim,
            frame,
            roles,
            scene: self.scene.clone(),
            recalled: self.recalled,
            about: BTreeSet::new(),
        }
    }
}

impl Told<'_> {
    /// The whole proposition as one document words it.
    fn proposition(&self, document: &DocumentId) -> String {
        let Claim { frame, predicate, polarity, modality, .. } = self.claim;
        let mut text = format!("{document} {frame} {predicate} {polarity:?} {modality:?}");
        for (role, values) in &self.claim.roles {
            text.push_str(role.name());
            for value in values {
                text.push('|');
                text.push_str(value.text());
            }
        }
        text
    }

    /// The sentence of its document that it begins in, the headline being the first.
    pub(super) fn sentence(&self, case: &Case) -> Option<usize> {
        let is_titled = case.readings[self.document].document.title.is_some();
        self.at(&case.readings).filter(|_| is_titled)
    }

    /// The sentence of its document that it begins in.
    pub(super) fn at(&self, readings: &[&Reading]) -> Option<usize> {
        let start = self.claim.evidence.first()?.span.start();
        Some(readings[self.document].sentence_at(start))
    }

    /// Whether it tells something as done and as news: not as recalled, planned or denied.
    pub(super) fn is_news(&self) -> bool {
        let claim = self.claim;
        claim.polarity == Polarity::Positive && claim.modality.supports() && !self.recalled
    }

    /// Whether it tells something as to come.
    pub(super) fn is_planned(&self) -> bool {
        let claim = self.claim;
        claim.polarity == Polarity::Positive
            && claim.modality == Modality::Planned
            && !self.recalled
    }

    /// The things that fill a role.
    pub(super) fn entities(&self, role: Role) -> impl Iterator<Item = &Entity> {
        self.values(role).iter().filter_map(|value| match value {
            Value::Entity(entity) => Some(entity),
            _ => None,
        })
    }

    /// When it happened.
    pub(super) fn times(&self) -> impl Iterator<Item = &Time> {
        self.values(Role::Time).iter().filter_map(|value| match value {
            Value::Time(time) => Some(time),
            _ => None,
        })
    }

    /// What fills a role.
    pub(super) fn values(&self, role: Role) -> &[Value] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }
}

/// Whom a document names, in its text and in its claims.
fn named(reading: &Reading) -> BTreeSet<&EntityId> {
    let mentioned = reading.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Name(entity) => Some(entity),
        _ => None,
    });
    let values = reading.claims.iter().flat_map(|claim| claim.roles.values().flatten());
    let claimed = values.filter_map(|value| match value {
        Value::Entity(entity) => Some(entity),
        _ => None,
    });
    mentioned.chain(claimed).flat_map(|it| [Some(&it.id), it.of.as_ref()]).flatten().collect()
}

/// What one role implies for another, where the other is silent.
fn completed(claim: &Claim) -> BTreeMap<Role, Vec<Value>> {
    let mut roles = claim.roles.clone();
    match &*claim.frame {
        "deploy" | "withdraw_forces" => imply(&mut roles, Role::Agent, Role::Force, state),
        "transfer" | "aid" => {
            imply(&mut roles, Role::Sender, Role::Agent, same);
            imply(&mut roles, Role::Receiver, Role::Beneficiary, same);
        }
        "visit" => imply(&mut roles, Role::Host, Role::Place, state),
        "attack" => {
            imply(&mut roles, Role::Agent, Role::Instrument, state);
            imply(&mut roles, Role::Place, Role::Target, itself_if_place);
            imply(&mut roles, Role::Target, Role::Place, state);
        }
        name if name.starts_with("treaty.") => {
            imply(&mut roles, Role::Party, Role::Agent, state);
        }
        _ => {}
    }
    roles
}

fn imply(
    roles: &mut BTreeMap<Role, Vec<Value>>,
    silent: Role,
    told: Role,
    how: fn(&Entity) -> Option<Entity>,
) {
    if roles.get(&silent).is_some_and(|values| !values.is_empty()) {
        return;
    }
    let values = roles.get(&told).into_iter().flatten();
    let implied: Vec<Value> = values
        .filter_map(|value| match value {
            Value::Entity(entity) => how(entity).map(Value::Entity),
            _ => None,
        })
        .collect();
    if !implied.is_empty() {
        roles.insert(silent, implied);
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of several ways to imply a role")]
fn same(entity: &Entity) -> Option<Entity> {
    Some(entity.clone())
}

fn itself_if_place(entity: &Entity) -> Option<Entity> {
    let is_place = entity.id.is_country() || entity.class == Class::Place;
    is_place.then(|| entity.clone())
}

/// The state that an entity is or acts for, under the entity's words.
fn state(entity: &Entity) -> Option<Entity> {
    let id = country(entity)?.clone();
    Some(Entity { id, class: Class::Country, of: None, ..entity.clone() })
}
