//! Kinds of happenings: what can be known of each, and how two reports of it compare.

use std::collections::BTreeMap;

use recoupe_model::Role;
use serde::Deserialize;

use super::{Files, Mistake};

/// A kind of happening, from `data/frames/<name>.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a kind of happening is or is not"
)]
pub struct Frame {
    /// `treaty.ratify`.
    pub name: String,
    /// One line for people.
    pub about: String,
    /// As which type a dossier tells it, where that is broader than the frame: the capture of a town is an
    /// `attack` there.
    #[serde(default)]
    pub told_as: Option<String>,
    /// PLOVER category, if one fits.
    #[serde(default)]
    pub plover: Option<String>,
    /// Whether two happenings of the kind with the same identity slots and other dates are two
    /// events (meetings, strikes) rather than one told differently (a signature).
    #[serde(default)]
    pub repeatable: bool,
    /// Whether happenings of the kind may come again within days, to the same people in the same
    /// place (shelling, deliveries): more must be one before two are taken for one told twice.
    #[serde(default)]
    pub frequent: bool,
    /// Whether reports of a few days that share its target and exclude each other in nothing tell one: who did
    /// it is in the one, when in the other.
    #[serde(default)]
    pub in_pieces: bool,
    /// Whether one article tells only one, unless something says that they are two: an exercise, in all that it
    /// says of it.
    #[serde(default)]
    pub one_a_report: bool,
    /// Whether every one is told as new: « de nouvelles sanctions » are no others than the last report's.
    #[serde(default)]
    pub comes_new: bool,
    /// Whether one alone does it: two reports that name two people who did it contradict each other.
    #[serde(default)]
    pub by_one: bool,
    /// Days that one may go on: of a visit of three days two reports name two.
    #[serde(default)]
    pub lasts: i32,
    /// Whether it is an act of speech: its speaker is under `speaker`.
    #[serde(default)]
    pub speech: bool,
    /// Of an act of speech: whether it is a deed of its own, of which one may say that it never was: a promise.
    #[serde(default)]
    pub deed: bool,
    /// Where it may be told at two ends: the predicates that tell each, so that the day of the one is not held
    /// against that of the other.
    #[serde(default)]
    pub phases: BTreeMap<String, Vec<String>>,
    /// Its place in a chain of stages of one act.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// What to call it, by language.
    pub label: BTreeMap<String, String>,
    /// What can be known of it, by the role's name in the file.
    #[serde(default, rename = "slot")]
    slots_by_name: BTreeMap<String, Slot>,
    #[serde(skip)]
    slots: BTreeMap<Role, Slot>,
}

/// A stage of an act that has several (negotiated, signed, ratified, in force).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The act: frames of one family are stages of the same act.
    pub family: String,
    /// Stages follow each other in this order.
    pub order: u8,
}

/// Something that can be known of a happening.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// What sort of value fills it.
    pub kind: SlotKind,
    /// How two values of it compare.
    pub compare: Compare,
    /// Whether two claims must be compatible here to be of one event.
    #[serde(default)]
    pub identity: bool,
    /// For what tells happenings of a repeatable kind apart: whether two reports that agree on
    /// enough of the rest may contradict each other here, rather than tell of two.
    #[serde(default)]
    pub rival: bool,
    /// For words: those of which one happening has only one. A state votes for, against or abstains.
    #[serde(default)]
    pub choices: Vec<String>,
}

/// Sorts of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotKind {
    /// A thing.
    Entity,
    /// A time.
    Time,
    /// An amount.
    Quantity,
    /// Words.
    Text,
}

/// How the values that several claims give for one slot of one event compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compare {
    /// It holds one value; a place may contain the other, a state stands for its leader.
    One,
    /// It may hold several values together: never disputed, agreed where origins share one.
    Set,
    /// Intervals of time or quantity that must intersect.
    Interval,
    /// A count that grows or falls with the time of its report: `updated` rather than disputed.
    Tally,
    /// Shown, not compared.
    Free,
}

impl Slot {
    /// Whether it holds one value, so that two that exclude each other contradict each other.
    pub fn holds_one(&self) -> bool {
        matches!(self.compare, Compare::One | Compare::Interval)
    }
}

impl Frame {
    /// The type of a dossier that its claims and events have.
    pub fn wire(&self) -> &str {
        self.told_as.as_deref().unwrap_or(&self.name)
    }

    /// Which end a predicate tells, where the frame parts them.
    pub fn phase(&self, predicate: &str) -> Option<&str> {
        let tells = |words: &[String]| words.iter().any(|word| word == predicate);
        self.phases.iter().find(|(_, words)| tells(words)).map(|(name, _)| name.as_str())
    }

    /// What is known of a role in this frame; `None` when the frame does not name it.
    pub fn slot(&self, role: Role) -> Option<&Slot> {
        self.slots.get(&role)
    }

    /// The slots that the frame names, in the order of roles.
    pub fn slots(&self) -> impl Iterator<Item = (Role, &Slot)> {
        self.slots.iter().map(|(&role, slot)| (role, slot))
    }

    /// Whether it is told by the instrument that it is about: what is agreed in it, or a stage of it.
    pub fn is_of_act(&self) -> bool {
        !self.repeatable && self.slot(Role::Instrument).is_some_and(|slot| slot.identity)
    }

    /// Whether it is told by what became of people, whom it counts: the dead, the wounded.
    pub fn is_toll(&self) -> bool {
        self.slot(Role::Outcome).is_some_and(|slot| slot.identity)
    }

    /// What to call it in a language; English or the name when the language has no label.
    pub fn label(&self, lang: &str) -> &str {
        self.label.get(lang).or_else(|| self.label.get("en")).unwrap_or(&self.name)
    }
}

/// Every file in `data/frames/` is a frame.
pub(super) fn load(files: &Files, mistakes: &mut Vec<Mistake>) -> BTreeMap<String, Frame> {
    let mut frames = BTreeMap::new();
    for (path, bytes) in files {
        let name = path.strip_prefix("frames/").and_then(|name| name.strip_suffix(".toml"));
        let Some(_) = name else { continue };
        let text = String::from_utf8_lossy(bytes);
        match read(path, &text) {
            Ok(frame) => {
                frames.insert(frame.name.clone(), frame);
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    frames
}

fn read(path: &str, text: &str) -> Result<Frame, Mistake> {
    let mut frame: Frame =
        toml::from_str(text).map_err(|error| Mistake::toml(path, text, &error))?;
    let expected = format!("frames/{}.toml", frame.name);
    if expected != path {
        let says = format!("is named « {} » inside; name the file {expected}", frame.name);
        return Err(Mistake::new(path, 0, says));
    }
    for (name, slot) in std::mem::take(&mut frame.slots_by_name) {
        let role: Role = name.parse().map_err(|_| {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
            let says = format!("« {name} » is not a role; write one of {}", known.join(", "));
            Mistake::new(path, 0, says)
        })?;
        frame.slots.insert(role, slot);
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_frame_loads() {
        let mut mistakes = Vec::new();
        let frames = load(&recoupe_data::embedded(), &mut mistakes);
        assert_eq!(mistakes, []);
        assert!(frames.len() > 40);
        let ratify = &frames["treaty.ratify"];
        assert!(ratify.slot(Role::Instrument).is_some_and(|slot| slot.identity));
    }

    #[test]
    fn a_wrong_role_is_told_with_the_right_ones() {
        let text = "name='x'\nabout='x'\n[label]\nen='x'\n[slot.who]\nkind='entity'\ncompare='one'";
        let says = read("frames/x.toml", text).unwrap_err().to_string();
        assert!(says.starts_with("data/frames/x.toml: « who » is not a role; write one of party"));
    }
}
