//! Whether a denial is of a happening. It names little of what it denies, and what it names may
//! stand in another role: it must name a country that is part of it, or come from one, and
//! exclude nothing.

use recoupe_model::{Class, Entity, EntityId, Role, Value};

use super::draft::{Closeness, Draft, countries};
use super::meeting::{Meeting, meeting};
use super::told::Told;
use crate::lang::{Kinds, Likeness, SlotKind, country, is_vague, large_words, stems};

/// What a denial names in these roles must fit the happening.
const CHECKED: [Role; 8] = [
    Role::Goods,
    Role::Outcome,
    Role::Instrument,
    Role::Time,
    Role::Force,
    Role::Participant,
    Role::Receiver,
    Role::Place,
];

/// In which roles a name that both have shows that a denial is meant.
const NAMED: [Role; 8] = [
    Role::Agent,
    Role::Sender,
    Role::Target,
    Role::Participant,
    Role::Goods,
    Role::Force,
    Role::Instrument,
    Role::Place,
];

/// Whether a denial names nobody and nothing but who denies; « le texte » is no name.
pub(super) fn names_nothing(told: &Told) -> bool {
    let mouths = |it: &Entity| {
        told.claim
            .attribution
            .iter()
            .any(|source| source.entity.as_ref() == Some(&it.id) || it.name == source.name)
    };
    let roles = told.frame.slots().filter(|(_, slot)| slot.kind == SlotKind::Entity);
    let is_nothing = |it: &Entity| is_vague(it) || mouths(it) || is_common(it);
    roles.into_iter().all(|(role, _)| told.entities(role).all(is_nothing))
}

/// Whether a denial only follows from a state (« sont toujours détenus »): then it is of those whom that is told of.
fn follows(told: &Told) -> bool {
    told.claim.rule.ends_with(":excluded")
}

/// Whether words are a common noun that stands for no state or body.
fn is_common(entity: &Entity) -> bool {
    let is_thing = matches!(entity.class, Class::Thing | Class::Instrument | Class::Group);
    is_thing && entity.of.is_none() && !entity.text.starts_with(char::is_uppercase)
}

/// The kind of what is of a state and not the state: its banks, its companies.
const BODY: &str = "body";

impl Draft {
    /// How close a denial is to this happening; `None` when it is of something else.
    pub(super) fn closeness_of_denial(
        &self,
        told: &Told,
        likeness: &Likeness,
    ) -> Option<Closeness> {
        let is_of_another = follows(told) && !self.is_called_so(told, likeness)
            || !self.may_be_denied(told, likeness)
            || self.is_done_by_others(told)
            || self.is_kept_by_its_taker(told, likeness)
            || self.struck_others(told, likeness)
            || told.entities(Role::Participant).filter(|it| !is_vague(it)).count() > 1
                && self.is_crowded(told, likeness);
        if is_of_another {
            return None;
        }
        let mut named = countries(told);
        if named.is_empty() {
            let sources = told.claim.attribution.iter();
            named.extend(sources.filter_map(|it| it.entity.clone().filter(EntityId::is_country)));
            named.extend(told.claim.attribution.iter().filter_map(|it| it.of.clone()));
        }
        let speakers = told.claim.attribution.iter().filter_map(|it| it.entity.as_ref());
        let involved = speakers.filter(|&id| !id.is_country() && self.involves(id)).count();
        let concerned = named.intersection(&self.countries).count() + involved;
        let named_alike = |role| self.is_so_named(role, told, likeness.kinds());
        // « nos hommes » are not the mutineers who are told to have done it.
        let silent = |role| self.values(role).is_empty() || told.values(role).is_empty();
        let so_named = self.is_named_by_words(Role::Agent, told)
            || named_alike(Role::Target) && silent(Role::Agent);
        let met = self.shares_names(told, likeness);
        // A name inside the words says more than a state that is concerned.
        let inside = if self.shares_a_name(told) { 2 } else { 0 };
        let shared = concerned + usize::from(so_named) + met + inside;
        let same_document = self.documents.contains(&told.document);
        // Where no state is told to have a part, words for who did it or what was struck must do.
        let is_meant =
            concerned > 0 || met > 0 || inside > 0 || so_named && self.countries.is_empty();
        is_meant.then_some(Closeness { shared, current: true, same_document, size: self.size })
    }

    /// Whether nobody is told to have done it.
    pub(super) fn is_by_nobody(&self) -> bool {
        self.values(Role::Agent).is_empty()
    }

    /// Whether who denies, or the state he is of, has a part here.
    pub(super) fn is_of_speaker(&self, told: &Told) -> bool {
        let by = told.claim.attribution.iter();
        by.flat_map(|it| [it.entity.as_ref(), it.of.as_ref()])
            .flatten()
            .any(|id| self.involves(id) || self.countries.contains(id))
    }

    /// Whether something of this identity fills any role.
    fn involves(&self, id: &EntityId) -> bool {
        let mut values = NAMED.iter().flat_map(|role| self.values(*role));
        values
            .any(|it| matches!(it, Value::Entity(entity) if entity.id == *id && !is_vague(entity)))
    }

    /// Whether a denial itself, and not who denies, names two things that have a part here.
    pub(super) fn is_named_by(&self, told: &Told, likeness: &Likeness) -> bool {
        let mouths =
            |it: &Entity| told.claim.attribution.iter().any(|by| it.text.contains(&by.name));
        let roles = NAMED.into_iter().chain([Role::Receiver, Role::Party, Role::Beneficiary]);
        let named = roles.filter(|role| {
            let names = |it: &Entity| !is_vague(it) && !mouths(it);
            told.entities(*role).any(names)
                && self.meeting(told, *role, SlotKind::Entity, likeness) == Meeting::Shared
        });
        named.count() > 1
    }

    /// Whether a denial names what was done, or where: somebody of another role than the doer, or a place.
    pub(super) fn shares_more_than_doer(&self, told: &Told, likeness: &Likeness) -> bool {
        let mut roles = self.sharing(told, likeness);
        roles.any(|role| !matches!(role, Role::Agent | Role::Sender))
    }

    /// In how many roles both name the same.
    fn shares_names(&self, told: &Told, likeness: &Likeness) -> usize {
        self.sharing(told, likeness).count()
    }

    /// The roles in which both name the same body, person, town or thing with a name; what happens inside
    /// one country often names none.
    fn sharing(&self, told: &Told, likeness: &Likeness) -> impl Iterator<Item = Role> {
        NAMED.into_iter().filter(|role| {
            let named = told.entities(*role).any(|it| !is_vague(it) && !it.id.is_country());
            named && self.meeting(told, *role, SlotKind::Entity, likeness) == Meeting::Shared
        })
    }

    /// Whether nothing that a denial names excludes this happening; enough for one that names nothing
    /// (« aucun mort »).
    pub(super) fn may_be_denied(&self, told: &Told, likeness: &Likeness) -> bool {
        let apart = |role: &Role| {
            let kind = told.frame.slot(*role).map_or(SlotKind::Entity, |slot| slot.kind);
            self.meeting(told, *role, kind, likeness) == Meeting::Apart
        };
        !CHECKED.iter().any(apart) && !self.is_elsewhere(told, likeness)
    }

    /// Whether the things that a denial names by common nouns are of the kinds that are named here, where
    /// any are.
    pub(super) fn is_called_so(&self, told: &Told, likeness: &Likeness) -> bool {
        let follows = follows(told);
        told.roles.iter().all(|(&role, values)| {
            let is_meant = |it: &Entity| is_common(it) && (follows || !is_vague(it));
            let common = |it: &Value| matches!(it, Value::Entity(it) if is_meant(it));
            let named = values.iter().any(common) && !self.values(role).is_empty();
            !named || self.is_so_named(role, told, likeness.kinds())
        })
    }

    /// Whether what fills a role of a denial is called as what does here, or of its kind in another language:
    /// « le marché », "the market".
    fn is_so_named(&self, role: Role, told: &Told, kinds: &Kinds) -> bool {
        let names = |it: &Value| stems(it.text()).into_iter().filter(|word| word.len() > 3);
        let kind = |it: &Value| kinds.of(it.text()).map(|kind| format!("kind:{kind}"));
        let all = |it: &Value| names(it).chain(kind(it)).collect::<Vec<_>>();
        let ours: Vec<String> = self.values(role).iter().flat_map(all).collect();
        told.values(role).iter().flat_map(all).any(|word| ours.contains(&word))
    }

    /// Whether a denial names by a name inside its words what stands here: « aucun membre de la Force du Kosovo ».
    pub(super) fn shares_a_name(&self, told: &Told) -> bool {
        let names = |it: &Value| -> Vec<String> {
            // The first word is large at the head of a sentence.
            let first = it.text().split_once(|letter: char| !letter.is_alphanumeric());
            large_words(first.map_or("", |(_, rest)| rest))
                .flat_map(stems)
                .filter(|word| word.len() > 3)
                .collect()
        };
        NAMED.iter().any(|role| {
            let ours: Vec<String> = self.values(*role).iter().flat_map(names).collect();
            told.values(*role).iter().flat_map(names).any(|word| ours.contains(&word))
        })
    }

    /// Whether what fills a role of a denial is called by a word that is used here: « les mutins »; that both are
    /// people says nothing.
    fn is_named_by_words(&self, role: Role, told: &Told) -> bool {
        let words = |it: &Value| stems(it.text()).into_iter().filter(|word| word.len() > 3);
        let ours: Vec<String> = self.values(role).iter().flat_map(words).collect();
        told.values(role).iter().flat_map(words).any(|word| ours.contains(&word))
    }

    /// Whether a denial names who did not do it, and none of them has a part here.
    fn is_done_by_others(&self, told: &Told) -> bool {
        let doers = told.entities(Role::Agent).chain(told.entities(Role::Sender));
        let mut doers = doers.filter_map(country).peekable();
        let are_known = !self.countries.is_empty();
        are_known && doers.peek().is_some() && !doers.any(|doer| self.countries.contains(doer))
    }

    /// Whether who still holds what is said not to have been taken is who took it here.
    fn is_kept_by_its_taker(&self, told: &Told, likeness: &Likeness) -> bool {
        let (ours, theirs) = (self.values(Role::Agent), told.values(Role::Predecessor));
        let met = meeting(Role::Agent, SlotKind::Entity, ours, theirs, likeness, false);
        met == Meeting::Shared
    }

    /// Whether a denial speaks of whole states where the happening strikes only some people or
    /// bodies: who has not punished a state may have punished its banks.
    fn struck_others(&self, told: &Told, likeness: &Likeness) -> bool {
        // « deux banques éthiopiennes » are not Ethiopia, whoever they were resolved to.
        let kinds = likeness.kinds();
        let is_body_kind = |kind: &str| kinds.fit(BODY, kind).supports();
        let names_a_body = |it: &Entity| kinds.of(&it.text).is_some_and(is_body_kind);
        let is_state =
            |it: &Value| matches!(it, Value::Entity(it) if it.id.is_country() && !names_a_body(it));
        let may_be_of_state = self.frame.starts_with("sanction");
        let is_body = |it: &Value| {
            let body = [Class::Organisation, Class::Group, Class::Person];
            let is_apart = |it: &Entity| may_be_of_state || country(it).is_none();
            matches!(it, Value::Entity(it) if body.contains(&it.class) && is_apart(it)
                || it.id.is_country() && names_a_body(it))
        };
        let (theirs, ours) = (told.values(Role::Target), self.values(Role::Target));
        let are_told = !theirs.is_empty() && !ours.is_empty();
        are_told && theirs.iter().all(is_state) && ours.iter().all(is_body)
    }
}
