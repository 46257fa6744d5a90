//! The column `args` of `evoke.tsv`: which argument fills which role.
//!
//! `obj!:treaty=instrument` reads: the object, which must be there and be a treaty, is the
//! instrument. `par|amod:country=party`: the first of these that is a country. `-obj:place`:
//! not when the object is a place. `+killed=outcome`: the role holds this word. An argument
//! without a role (`en!:@vigueur`) only has to be there. `LOC` in capitals is a group of
//! prepositions from `case_group.tsv`; `@en` is the preposition of a predicate (« est en vie »); a preposition of several words has `_` between them.
//!
//! `obj>de!:@sanction`: what the object has by « de ». `subj!:actor+plural`: of sorts joined by
//! `+` it must be all. `cop`: the subject of a noun under a copula. `SUPPORT!`: a noun counts only
//! where a verb carries it (« mener une frappe »). `POSITIVE!`: only where the clause is not denied
//! (« aucun groupe n'a revendiqué l'attaque » tells of no attacker). `CLAIMED!`: what it tells is on the word of its
//! subject, and the time of the verb is not that of what it tells (« l'attaque a été revendiquée mardi »). `~planned`: what the row reads is planned, unless
//! the words around make it less sure. `EXCLUDES!`: what the clause tells leaves no room for the happening
//! (« la ville demeure sous contrôle ukrainien »: it was not taken); besides what else it tells, it denies that. `STILL!`:
//! only with an adverb such as « toujours ». `DENIED!`: only where the clause is denied (« les
//! soldats n'ont pas bougé »). `ALSO!`: read besides what else the clause tells (« signé lundi pour dix ans » tells
//! of a signature and of how long the text holds).

use recoupe_model::{Modality, Role};

/// What a row wants of a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern<'a> {
    pub(super) slots: Vec<Slot<'a>>,
    pub(super) barred: Vec<Slot<'a>>,
    pub(super) constants: Vec<(&'a str, Role)>,
    /// How sure what it reads is, where the words around do not say.
    pub(super) modality: Option<Modality>,
    /// On what else the row depends.
    flags: Vec<Flag>,
}

/// A word in capitals in the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flag {
    /// A noun counts only under a verb that carries it.
    Support,
    /// The verb only claims what it tells.
    Claimed,
    /// It counts only in a clause that is not denied.
    Positive,
    /// It counts only in a denied clause.
    Denied,
    /// It counts only where an adverb says that it is still so.
    Still,
    /// What the clause tells leaves no room for the happening.
    Excludes,
    /// It is read besides what else the clause tells.
    Also,
}

impl Flag {
    const NAMES: [(&str, Self); 7] = [
        ("SUPPORT!", Self::Support),
        ("CLAIMED!", Self::Claimed),
        ("POSITIVE!", Self::Positive),
        ("DENIED!", Self::Denied),
        ("STILL!", Self::Still),
        ("EXCLUDES!", Self::Excludes),
        ("ALSO!", Self::Also),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, flag)| flag)
    }
}

/// One wanted argument.
#[derive(Clone, Debug)]
pub(super) struct Slot<'a> {
    pub(super) paths: Vec<&'a str>,
    pub(super) required: bool,
    pub(super) guard: &'a str,
    pub(super) role: Option<Role>,
}

impl<'a> Pattern<'a> {
    /// Reads the column; what is not understood is told by its words.
    pub(super) fn read(column: &'a str) -> Result<Self, &'a str> {
        let mut pattern = Self::default();
        for part in column.split_whitespace() {
            let (left, role) = part.split_once('=').map_or((part, None), |(l, r)| (l, Some(r)));
            let role = match role {
                Some(name) => Some(name.parse::<Role>().map_err(|_| part)?),
                None => None,
            };
            if let Some(name) = part.strip_prefix('~') {
                pattern.modality = Some(modality(name).ok_or(part)?);
                continue;
            }
            if let Some(flag) = Flag::named(part) {
                pattern.flags.push(flag);
                continue;
            }
            if let Some(word) = left.strip_prefix('+') {
                pattern.constants.push((word, role.ok_or(part)?));
                continue;
            }
            let (barred, left) = left.strip_prefix('-').map_or((false, left), |rest| (true, rest));
            let (paths, guard) = left.split_once(':').unwrap_or((left, ""));
            let (paths, required) = paths.strip_suffix('!').map_or((paths, false), |p| (p, true));
            if paths.is_empty() {
                return Err(part);
            }
            let slot = Slot { paths: paths.split('|').collect(), required, guard, role };
            if barred { pattern.barred.push(slot) } else { pattern.slots.push(slot) }
        }
        Ok(pattern)
    }

    /// Whether the row has a flag.
    pub(super) fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// The modalities that a row may give.
fn modality(name: &str) -> Option<Modality> {
    use Modality::{Conditional, Demanded, Planned, Possible};
    [Conditional, Possible, Planned, Demanded].into_iter().find(|it| it.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_requirements_guards_and_words() {
        let pattern =
            Pattern::read("obj!:treaty=instrument -à:place +killed=outcome en!:@vigueur").unwrap();
        assert!(pattern.slots[0].required);
        assert_eq!(pattern.slots[0].guard, "treaty");
        assert_eq!(pattern.barred[0].paths, ["à"]);
        assert_eq!(pattern.constants, [("killed", Role::Outcome)]);
        assert_eq!(pattern.slots[1].role, None);
    }

    #[test]
    fn reads_modalities_supports_and_what_an_argument_has() {
        let pattern =
            Pattern::read("obj>de!:@sanction=content SUPPORT! CLAIMED! ~planned").unwrap();
        assert_eq!(pattern.slots[0].paths, ["obj>de"]);
        assert_eq!(pattern.modality, Some(Modality::Planned));
        assert!(pattern.is(Flag::Support) && pattern.is(Flag::Claimed));
        assert!(!pattern.is(Flag::Excludes));
        assert_eq!(Pattern::read("~certain").unwrap_err(), "~certain");
    }

    #[test]
    fn an_unknown_role_is_told() {
        assert_eq!(Pattern::read("subj=agent obj=who").unwrap_err(), "obj=who");
    }
}
