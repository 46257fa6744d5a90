//! What follows from a premise, in words: « si cette clause veut dire ce que ces articles en
//! rapportent, alors … ». The page and the terminal tell the same lines.

use super::{Condition, Dispute, Duty, Effect, PledgeId, Premise, Side, Told, Who, suppose};
use crate::paper::{Paper, plain, soft, strong};
use crate::quote;
use crate::view::View;
use crate::wire::v1::{Dossier, Pledge};
use crate::words::{Words, clean};

/// The outcome of a premise for a terminal.
pub fn text(dossier: &Dossier, premise: &Premise, words: &Words, width: usize) -> String {
    let view = View::new(dossier, words);
    let outcome = suppose(dossier, premise);
    let mut paper = Paper::new(width, false, false);
    paper.rule(&view.premise(premise));
    if outcome.duties.is_empty() {
        paper.paragraph("", "", &[plain(words.t("whatif.nothing"))]);
    }
    for duty in &outcome.duties {
        paper.blank();
        duty_text(&view, &mut paper, duty);
    }
    if !outcome.standing.is_empty() {
        paper.blank();
        paper.paragraph("", "", &[strong(words.t("whatif.standing"))]);
        for it in outcome.standing.iter().filter_map(|it| view.pledge_of(it)) {
            paper.paragraph("• ", "  ", &[plain(view.pledge(it))]);
        }
    }
    if !outcome.told.is_empty() {
        paper.blank();
        paper.paragraph("", "", &[strong(words.t("whatif.told"))]);
        for it in &outcome.told {
            paper.paragraph("• ", "  ", &[plain(view.told(it))]);
        }
    }
    paper.blank();
    paper.paragraph("", "", &[soft(words.t("whatif.caution"))]);
    paper.finish()
}

fn duty_text(view: &View<'_>, paper: &mut Paper, duty: &Duty) {
    let words = view.words;
    paper.paragraph("", "", &[strong(view.duty_source(duty))]);
    paper.paragraph("  ", "  ", &[plain(view.duty_says(duty))]);
    for line in view.duty_limits(duty) {
        paper.paragraph("  • ", "    ", &[plain(line)]);
    }
    let Some(pledge) = view.pledge_of(&duty.pledge) else { return };
    for claim in view.claims(&pledge.claims) {
        let said = words.quoted(&quote::short(view, claim, "content"));
        paper.paragraph("    ", "    ", &[soft(view.pair(&view.speaks(claim), &said))]);
    }
}

impl<'a> View<'a> {
    /// « Attaque : un autre État → Chili ».
    pub(crate) fn premise(&self, it: &Premise) -> String {
        let kind = self.words.name("premise", it.kind.name());
        let side = |side: &Option<Side>| match side {
            Some(side) => clean(&side.name),
            None => self.words.t("whatif.anybody").to_owned(),
        };
        let sides = match (it.kind, &it.agent) {
            (super::Kind::Crisis, None) => side(&it.target),
            _ => format!("{} → {}", side(&it.agent), side(&it.target)),
        };
        self.pair(kind, &sides)
    }

    pub(crate) fn pledge_of(&self, id: &PledgeId) -> Option<&'a Pledge> {
        let story = self.dossier.stories.iter().find(|it| it.id == id.story)?;
        story.commitments.get(id.index)
    }

    /// Which obligation of which text.
    pub(crate) fn duty_source(&self, it: &Duty) -> String {
        let Some(pledge) = self.pledge_of(&it.pledge) else { return String::new() };
        let obligation = self.words.name("obligation", &pledge.obligation);
        match &pledge.instrument {
            Some(text) => format!("{obligation} ({})", self.name(text)),
            None => obligation.to_owned(),
        }
    }

    /// The sentence: who would be bound to what, how fast.
    pub(crate) fn duty_says(&self, it: &Duty) -> String {
        let name = |who: &Who| self.id_name(&who.id, &who.name);
        let bound: Vec<_> = it.bound.iter().map(name).collect();
        let side = it.towards.as_ref().map(name).unwrap_or_default();
        let speed = if it.speed.immediate.is_empty() { "" } else { self.words.t("whatif.at_once") };
        let key = match it.effect {
            Effect::Help => "whatif.help",
            Effect::Join => "whatif.join",
            Effect::StayOut => "whatif.stay_out",
            Effect::Breach => "whatif.breach",
            Effect::Consult => "whatif.consult",
            Effect::Answer => "whatif.answer",
        };
        let places = [("x", side.as_str()), ("y", &bound.join(", ")), ("z", speed)];
        self.words.with(key, &places)
    }

    /// Where the reports part on the condition, the delay, the text; what they leave open.
    pub(crate) fn duty_limits(&self, it: &Duty) -> Vec<String> {
        let words = self.words;
        let mut lines = Vec::new();
        if it.within {
            lines.push(words.t("whatif.within").to_owned());
        }
        lines.extend(it.conditions.iter().map(|it| self.condition(it)));
        if !it.speed.immediate.is_empty() && !it.speed.silent.is_empty() {
            let (fast, silent) = (self.labels(&it.speed.immediate), self.labels(&it.speed.silent));
            lines.push(words.with("whatif.delay_apart", &[("x", &fast), ("y", &silent)]));
        } else if it.speed.immediate.is_empty() {
            lines.push(words.t("whatif.no_delay").to_owned());
        }
        lines.extend(it.disputes.iter().map(|it| self.text_dispute(it)));
        if !it.contested_by.is_empty() {
            let tellers = self.tellers(&it.contested_by);
            lines.push(words.with("whatif.contested", &[("x", &tellers)]));
        }
        lines
    }

    fn condition(&self, it: &Condition) -> String {
        let articles = self.labels(&it.articles);
        match &it.words {
            Some(said) => {
                let said = self.words.quoted(&clean(said));
                self.words.with("whatif.condition", &[("x", &said), ("y", &articles)])
            }
            None => self.words.with("whatif.no_condition", &[("y", &articles)]),
        }
    }

    fn text_dispute(&self, it: &Dispute) -> String {
        let mut events = self.dossier.stories.iter().flat_map(|it| &it.events);
        let frame = events.find(|event| event.id == it.event).map_or("", |it| it.frame.as_str());
        let what = self.words.name("frame", frame);
        let role = self.words.name("role", &it.role);
        let places = [("x", what), ("y", role), ("z", &clean(&it.why))];
        self.words.with("whatif.text_disputed", &places)
    }

    /// An event that the dossier already tells.
    pub(crate) fn told(&self, it: &Told) -> String {
        let way = if it.reverse { "whatif.told_reverse" } else { "whatif.told_same" };
        let status = self.words.name("status", &it.status);
        let tellers = self.tellers(&it.claims);
        let title = clean(&it.title);
        self.words.with(way, &[("x", &title), ("y", status), ("z", &tellers)])
    }

    fn labels(&self, articles: &[String]) -> String {
        let labels: Vec<_> = articles.iter().map(|id| self.label(id)).collect();
        self.list(&labels)
    }
}
