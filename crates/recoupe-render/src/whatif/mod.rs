//! What would follow from an event, if the commitments mean what the reports say: who would be
//! bound to what, how fast, and which reports part on the condition.
//!
//! Nothing is foretold and nothing weighed: a commitment wakes when its kind and its parties say
//! so, and every line keeps the claims that it rests on. Kinds of obligations are those of ATOP.

mod premise;
mod read;
mod tell;

use std::collections::BTreeMap;

use serde::Serialize;

pub use premise::{Kind, Premise, PremiseError, Side};
pub use read::{conditions, contested, stages};
pub use tell::text;

use crate::wire::v1::{Claim, Dossier, Entity, Event, Pledge, Story};
use read::{disputes, filled, speed};

/// The name of the JSON that [`suppose`] gives.
pub const SCHEMA: &str = "recoupe.whatif/1";

/// What follows from a premise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What is supposed.
    pub premise: Premise,
    /// Commitments that wake, in the order of the dossier.
    pub duties: Vec<Duty>,
    /// Commitments of those concerned that hold whether or not the event comes.
    pub standing: Vec<PledgeId>,
    /// What the dossier already tells of such an event, and of its reverse.
    pub told: Vec<Told>,
}

/// A commitment: its place in the commitments of a story.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PledgeId {
    /// The story.
    pub story: String,
    /// The place in its commitments, from 0.
    pub index: usize,
}

/// What one commitment asks for, once it wakes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duty {
    /// The commitment.
    pub pledge: PledgeId,
    /// What is owed.
    pub effect: Effect,
    /// Who owes it.
    pub bound: Vec<Who>,
    /// To whom, where it is owed to one side.
    pub towards: Option<Who>,
    /// How fast, by the articles that say so.
    pub speed: Speed,
    /// Whether the one who acts is itself bound by the text.
    pub within: bool,
    /// The condition as each article words it.
    pub conditions: Vec<Condition>,
    /// Claims that deny or limit the commitment.
    pub contested_by: Vec<String>,
    /// Disputes on the text itself: where and when it was signed, ratified, in force.
    pub disputes: Vec<Dispute>,
}

/// A state or other actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Who {
    /// `country:PRK`.
    pub id: String,
    /// As the dossier calls it.
    pub name: String,
}

/// What a commitment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// To help the one who is attacked.
    Help,
    /// To join the one who attacks.
    Join,
    /// To stay out.
    StayOut,
    /// The act itself would break the text.
    Breach,
    /// To consult.
    Consult,
    /// To answer sanctions together.
    Answer,
}

impl Effect {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Join => "join",
            Self::StayOut => "stay_out",
            Self::Breach => "breach",
            Self::Consult => "consult",
            Self::Answer => "answer",
        }
    }
}

/// How fast a duty is owed, by article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Speed {
    /// Articles that say: without delay.
    pub immediate: Vec<String>,
    /// Articles that tell of the duty without saying how fast.
    pub silent: Vec<String>,
}

/// A condition and the articles that word it so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The words; `None` where an article gives no condition.
    pub words: Option<String>,
    /// The articles.
    pub articles: Vec<String>,
    /// The claims, to open them.
    pub claims: Vec<String>,
}

/// A slot of an event of the text on which reports part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dispute {
    /// The event.
    pub event: String,
    /// The slot.
    pub role: String,
    /// In one line.
    pub why: String,
}

/// An event of the dossier that is like the premise, or its reverse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The event.
    pub event: String,
    /// Its title.
    pub title: String,
    /// `corroborated`, `disputed` or `single_origin`.
    pub status: String,
    /// Whether the sides are the other way round.
    pub reverse: bool,
    /// Its claims.
    pub claims: Vec<String>,
}

/// What would follow from `premise`, by what the reports of `dossier` say.
pub fn suppose(dossier: &Dossier, premise: &Premise) -> Outcome {
    let claims: BTreeMap<&str, &Claim> =
        dossier.claims.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut duties = Vec::new();
    let mut standing = Vec::new();
    let mut told = Vec::new();
    for story in &dossier.stories {
        let desk = Desk { claims: &claims, story, premise };
        for (index, pledge) in story.commitments.iter().enumerate() {
            let id = PledgeId { story: story.id.clone(), index };
            match desk.effect(pledge) {
                Some((effect, bound)) => duties.push(desk.duty(id, pledge, effect, bound)),
                None if desk.holds_anyway(pledge) => standing.push(id),
                None => {}
            }
        }
        told.extend(story.events.iter().filter_map(|it| desk.told(it)));
    }
    Outcome { schema: SCHEMA, premise: premise.clone(), duties, standing, told }
}

/// [`suppose`], as JSON for scripts.
pub fn json(dossier: &Dossier, premise: &Premise) -> String {
    let mut out = serde_json::to_string_pretty(&suppose(dossier, premise)).unwrap_or_default();
    out.push('\n');
    out
}

/// A story under a premise.
struct Desk<'d> {
    claims: &'d BTreeMap<&'d str, &'d Claim>,
    story: &'d Story,
    premise: &'d Premise,
}

impl Desk<'_> {
    /// What a commitment asks for under the premise, and of whom.
    fn effect(&self, pledge: &Pledge) -> Option<(Effect, Vec<Who>)> {
        let is = |side: &Option<Side>, it: &Entity| side.as_ref().is_some_and(|s| s.is(it));
        let agent = |it: &Entity| is(&self.premise.agent, it);
        let target = |it: &Entity| is(&self.premise.target, it);
        let (has_agent, has_target) =
            (pledge.parties.iter().any(agent), pledge.parties.iter().any(target));
        let all_but = |out: &dyn Fn(&Entity) -> bool| -> Vec<Who> {
            pledge.parties.iter().filter(|it| !out(it)).map(who).collect()
        };
        let neither = || all_but(&|it| agent(it) || target(it));
        let concerned = has_agent || has_target;
        let found = match (self.premise.kind, pledge.obligation.as_str()) {
            (Kind::Attack, "defense") if has_target => (Effect::Help, neither()),
            (Kind::Attack, "offense") if has_agent => (Effect::Join, neither()),
            (Kind::Attack, "neutrality") if concerned => (Effect::StayOut, neither()),
            (Kind::Attack, "nonaggression") if has_agent && has_target => {
                (Effect::Breach, pledge.parties.iter().filter(|it| agent(it)).map(who).collect())
            }
            (Kind::Attack | Kind::Crisis, "consultation") if concerned => {
                (Effect::Consult, all_but(&|_| false))
            }
            (Kind::Sanctions, "sanctions") if has_target => (Effect::Answer, all_but(&|_| false)),
            _ => return None,
        };
        (!found.1.is_empty()).then_some(found)
    }

    /// Common positions and co-operation wait for nothing.
    fn holds_anyway(&self, pledge: &Pledge) -> bool {
        let sides = [&self.premise.agent, &self.premise.target];
        let concerned = pledge
            .parties
            .iter()
            .any(|it| sides.iter().any(|side| side.as_ref().is_some_and(|s| s.is(it))));
        concerned && matches!(pledge.obligation.as_str(), "coordination" | "cooperation")
    }

    fn duty(&self, id: PledgeId, pledge: &Pledge, effect: Effect, bound: Vec<Who>) -> Duty {
        let side = match effect {
            Effect::Help | Effect::Answer => &self.premise.target,
            Effect::Join => &self.premise.agent,
            Effect::StayOut | Effect::Breach | Effect::Consult => &None,
        };
        let is_side = |it: &&Entity| side.as_ref().is_some_and(|s| s.is(it));
        let attacker = self.premise.agent.as_ref();
        Duty {
            pledge: id,
            effect,
            bound,
            towards: pledge.parties.iter().find(is_side).map(who),
            speed: speed(self.claims, pledge),
            within: attacker.is_some_and(|s| pledge.parties.iter().any(|it| s.is(it))),
            conditions: conditions(self.claims, pledge),
            contested_by: contested(self.claims, self.story, pledge),
            disputes: disputes(self.claims, self.story, pledge),
        }
    }

    /// An attack between the two sides that the dossier tells of already.
    fn told(&self, event: &Event) -> Option<Told> {
        let fits = match self.premise.kind {
            Kind::Attack => matches!(event.frame.as_str(), "attack" | "clash"),
            Kind::Sanctions => event.frame == "sanction.impose",
            Kind::Crisis => false,
        };
        if !fits {
            return None;
        }
        let (agent, target) = (self.premise.agent.as_ref(), self.premise.target.as_ref());
        let has = |side: Option<&Side>, roles: &[&str]| {
            side.is_none_or(|side| filled(event, roles).any(|it| side.is(it)))
        };
        let suffers = ["target", "place"];
        let straight = has(agent, &["agent"]) && has(target, &suffers);
        let reverse =
            agent.is_some() && target.is_some() && has(target, &["agent"]) && has(agent, &suffers);
        (straight || reverse).then(|| Told {
            event: event.id.clone(),
            title: event.title.clone(),
            status: event.status.clone(),
            reverse: !straight,
            claims: event.claims.clone(),
        })
    }
}

fn who(it: &Entity) -> Who {
    Who { id: it.id.clone(), name: it.name.clone() }
}

#[cfg(test)]
mod tests;
