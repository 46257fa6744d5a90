//! What is supposed: `attack: A -> B`, `sanctions: A -> B`, `crisis: A`.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::wire::v1::Entity;

/// An event that is supposed to happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Premise {
    /// What sort.
    pub kind: Kind,
    /// Who does it; `None` for anybody else.
    pub agent: Option<Side>,
    /// To whom.
    pub target: Option<Side>,
}

/// Sorts of events that wake commitments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One attacks the other.
    Attack,
    /// One imposes sanctions on the other.
    Sanctions,
    /// A crisis threatens one side.
    Crisis,
}

impl Kind {
    /// Every sort.
    pub const ALL: [Self; 3] = [Self::Attack, Self::Sanctions, Self::Crisis];

    /// The name on the wire and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Sanctions => "sanctions",
            Self::Crisis => "crisis",
        }
    }

    /// French and English words for it.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Attack => &["attack", "attacks", "attaque", "aggression", "agression"],
            Self::Sanctions => &["sanctions", "sanction"],
            Self::Crisis => &["crisis", "crise", "threat", "menace"],
        }
    }
}

/// One side of an event, as the user names it and as it was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// `country:PRK`; what was typed, until it is recognised.
    pub id: String,
    /// What it is called.
    pub name: String,
}

impl Side {
    /// Whether a thing of a dossier is this side or acts for it.
    pub fn is(&self, it: &Entity) -> bool {
        it.id == self.id || it.of.as_deref() == Some(&*self.id)
    }
}

/// Words that are not a premise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PremiseError {
    words: String,
}

impl fmt::Display for PremiseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "« {} » is no event to suppose; write `attack: A -> B`, `sanctions: A -> B` or \
             `crisis: A`, A and B being countries in French or English, or `?` for anybody",
            self.words
        )
    }
}

impl std::error::Error for PremiseError {}

impl FromStr for Premise {
    type Err = PremiseError;

    /// Reads `KIND: A -> B`. The names are taken as they stand: the caller recognises them.
    fn from_str(words: &str) -> Result<Self, PremiseError> {
        let error = || PremiseError { words: words.to_owned() };
        let (kind, sides) = words.split_once(':').ok_or_else(error)?;
        let kind = kind.trim().to_lowercase();
        let kind =
            Kind::ALL.into_iter().find(|it| it.words().contains(&&*kind)).ok_or_else(error)?;
        let sides = sides.replace('→', "->");
        let (agent, target) = match (kind, sides.split_once("->")) {
            (_, Some((agent, target))) => (side(agent), side(target)),
            (Kind::Crisis, None) => (None, side(&sides)),
            _ => return Err(error()),
        };
        let is_empty = agent.is_none() && target.is_none();
        let is_twofold =
            [&agent, &target].iter().any(|it| it.as_ref().is_some_and(|it| it.name.contains("->")));
        if is_empty || is_twofold { Err(error()) } else { Ok(Self { kind, agent, target }) }
    }
}

fn side(words: &str) -> Option<Side> {
    let words = words.trim();
    let anybody = ["", "?", "*"].contains(&words);
    (!anybody).then(|| Side { id: words.to_owned(), name: words.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &str) -> Option<(Kind, Option<String>, Option<String>)> {
        let it = words.parse::<Premise>().ok()?;
        Some((it.kind, it.agent.map(|it| it.name), it.target.map(|it| it.name)))
    }

    #[test]
    fn a_premise_reads_as_it_is_written() {
        let some = |it: &str| Some(it.to_owned());
        let read = names("attack: Fidji -> New Zealand");
        assert_eq!(read, Some((Kind::Attack, some("Fidji"), some("New Zealand"))));
        let read = names(" Attaque : Corée du Nord → Chili ");
        assert_eq!(read, Some((Kind::Attack, some("Corée du Nord"), some("Chili"))));
        assert_eq!(names("attack: ? -> Chili"), Some((Kind::Attack, None, some("Chili"))));
        assert_eq!(names("attack: -> Chili"), Some((Kind::Attack, None, some("Chili"))));
        assert_eq!(names("crise: Chili"), Some((Kind::Crisis, None, some("Chili"))));
    }

    #[test]
    fn what_is_no_premise_is_told_with_the_form_that_would_be_one() {
        for words in
            ["", "attack", "attack: Chili", "attack: ? -> ?", "love: A -> B", "attack: A -> B -> C"]
        {
            let error = words.parse::<Premise>().unwrap_err().to_string();
            assert!(error.contains("attack: A -> B"), "{words}: {error}");
        }
    }
}
