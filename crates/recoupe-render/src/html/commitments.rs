//! Who owes what to whom: a card each, and what would wake it.

use std::collections::{BTreeMap, BTreeSet};

use super::escape::escape;
use super::filters::select;
use super::page::{Page, permalink};
use super::table::{button, openers, tag};
use crate::quote;
use crate::whatif::{self, Duty, Kind, Outcome, Premise, Side};
use crate::wire::v1::{Claim, Entity, Event, Pledge, Story, Value};
use crate::words::clean;

/// Actors that a reader can suppose to act.
const AGENTS: usize = 12;
/// Sides to whom it can be supposed to be done.
const TARGETS: usize = 8;

pub(super) fn commitments<'a>(page: &Page<'_, 'a>, story: &'a Story) -> String {
    if story.commitments.is_empty() {
        return String::new();
    }
    let claims: BTreeMap<&str, &Claim> =
        page.view.dossier.claims.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut out = switch(page, story);
    out += "<div class=\"cards\">\n";
    for (n, it) in story.commitments.iter().enumerate() {
        out += &card(page, story, it, &anchor(story, n), &claims);
    }
    out + "</div>\n"
}

fn anchor(story: &Story, n: usize) -> String {
    format!("pledge-{}-{n}", clean(&story.id))
}

fn card(
    page: &Page<'_, '_>,
    story: &Story,
    it: &Pledge,
    anchor: &str,
    claims: &BTreeMap<&str, &Claim>,
) -> String {
    let (view, words) = (page.view, page.view.words);
    let parties: Vec<_> = it.parties.iter().map(|it| view.name(it)).collect();
    let who = if parties.is_empty() {
        words.t("html.parties_unknown").to_owned()
    } else {
        parties.join(if parties.len() == 2 { " ⇄ " } else { ", " })
    };
    let mut what = words.name("obligation", &it.obligation).to_owned();
    if it.immediate {
        what = format!("{what}, {}", words.t("text.immediate"));
    }
    let mut out = format!(
        "<article class=\"card pledge item\" id=\"{}\"{}>\n<h3>{} {}</h3>\n<p class=\"owes\">{}</p>\n<p class=\"awake-word\" hidden>{}</p>\n<dl>\n",
        escape(anchor),
        page.marks(&it.claims, &[]),
        escape(&who),
        permalink(page, anchor),
        escape(&what),
        escape(words.t("whatif.awake")),
    );
    let mut entry = |key: &str, inside: &str| {
        put!(out, "<dt>{}</dt><dd>{inside}</dd>\n", escape(words.t(key)));
    };
    if let Some(text) = &it.instrument {
        entry("html.text", &escape(&view.name(text)));
    }
    entry("html.condition", &conditions(page, claims, it));
    let stages = whatif::stages(claims, story, it);
    if !stages.is_empty() {
        entry("html.stage", &stages.into_iter().map(|it| stage(page, it)).collect::<String>());
    }
    entry("html.told_by", &quotes(page, &it.claims));
    let against = whatif::contested(claims, story, it);
    let nobody = format!("<span class=\"silent\">{}</span>", escape(words.t("html.nobody")));
    entry("html.contested_by", &if against.is_empty() { nobody } else { quotes(page, &against) });
    out + "</dl>\n</article>\n"
}

fn conditions(page: &Page<'_, '_>, claims: &BTreeMap<&str, &Claim>, it: &Pledge) -> String {
    let words = page.view.words;
    let mut out = String::new();
    for condition in whatif::conditions(claims, it) {
        let said = match &condition.words {
            Some(said) => escape(&words.quoted(&clean(said))),
            None => {
                format!("<span class=\"silent\">{}</span>", escape(words.t("html.no_condition")))
            }
        };
        put!(out, "<div>{said} {}</div>\n", openers(page, &condition.claims, "content"));
    }
    out
}

/// « signature d’un traité, juin 2024 — contesté : où ».
fn stage(page: &Page<'_, '_>, it: &Event) -> String {
    let (view, words) = (page.view, page.view.words);
    let time = it.slots.iter().find(|it| it.role == "time");
    let when = time.map(|it| view.when(it)).unwrap_or_default();
    let disputed = it.slots.iter().filter(|it| it.verdict == "disputed");
    let disputed: Vec<_> = disputed.map(|it| words.name("role", &it.role)).collect();
    let mut says = words.name("frame", &it.frame).to_owned();
    if !when.is_empty() {
        says = view.pair(&says, &when);
    }
    let status = if disputed.is_empty() {
        tag(words.name("status", &it.status))
    } else {
        tag(&view.pair(words.t("text.disputed"), &disputed.join(", ")))
    };
    format!("<div><a href=\"#event-{}\">{}</a> {status}</div>\n", escape(&it.id), escape(&says))
}

fn quotes(page: &Page<'_, '_>, ids: &[String]) -> String {
    let view = page.view;
    let mut out = String::from("<ul>");
    for claim in view.claims(ids) {
        let said = view.words.quoted(&quote::short(view, claim, "content"));
        let said = format!("<span class=\"value\">{}</span>", escape(&said));
        put!(
            out,
            "<li>{} <small>{}</small></li>\n",
            button(claim, "content", &said),
            escape(&view.speaks(claim))
        );
    }
    out + "</ul>"
}

/// The what-if switch: every outcome is made here, the script shows the one that is chosen.
fn switch<'a>(page: &Page<'_, 'a>, story: &'a Story) -> String {
    let (view, words) = (page.view, page.view.words);
    let agents = agents(page, story);
    let targets = targets(page, story);
    if targets.is_empty() {
        return String::new();
    }
    let named =
        |all: &[Side]| all.iter().map(|it| (it.id.clone(), it.name.clone())).collect::<Vec<_>>();
    let kinds: Vec<_> = Kind::ALL
        .iter()
        .map(|it| (it.name().to_owned(), words.name("premise", it.name()).to_owned()))
        .collect();
    let id = |name: &str| format!("{name}-{}", clean(&story.id));
    let mut out = format!(
        "<form class=\"whatif\" data-story-of=\"{}\" aria-label=\"{title}\">\n<h3>{title}</h3>\n<p class=\"soft\">{}</p>\n<div class=\"choice\">\n",
        escape(&story.id),
        escape(words.t("whatif.caution")),
        title = escape(words.t("whatif.title"))
    );
    out += &select(&id("kind"), words.t("whatif.kind"), words.t("whatif.none"), &kinds);
    out +=
        &select(&id("agent"), words.t("whatif.agent"), words.t("whatif.anybody"), &named(&agents));
    out += &select(
        &id("target"),
        words.t("whatif.target"),
        words.t("whatif.choose"),
        &named(&targets),
    );
    out += "</div>\n<div class=\"outcomes\" role=\"status\">\n";
    for premise in premises(&agents, &targets) {
        let outcome = whatif::suppose(view.dossier, &premise);
        out += &outcome_html(page, story, &outcome);
    }
    out + "</div>\n</form>\n"
}

/// States that are told to act, the parties first.
fn agents(page: &Page<'_, '_>, story: &Story) -> Vec<Side> {
    let mut all = targets(page, story);
    let mut count: BTreeMap<&str, (usize, &Entity)> = BTreeMap::new();
    for claim in story.events.iter().flat_map(|it| page.view.claims(&it.claims)) {
        for value in claim.roles.values().flatten() {
            if let Value::Entity(it) = value
                && it.class == "country"
            {
                count.entry(&it.id).or_insert((0, it)).0 += 1;
            }
        }
    }
    let mut others: Vec<_> =
        count.into_iter().filter(|(id, _)| !all.iter().any(|it| it.id == **id)).collect();
    others.sort_by_key(|(id, (n, _))| (std::cmp::Reverse(*n), *id));
    all.extend(others.into_iter().map(|(_, (_, it))| side(page, it)));
    all.truncate(AGENTS);
    all
}

/// Those whom a commitment of the story binds.
fn targets(page: &Page<'_, '_>, story: &Story) -> Vec<Side> {
    let mut seen = BTreeSet::new();
    let parties = story.commitments.iter().flat_map(|it| &it.parties);
    let mut all: Vec<Side> =
        parties.filter(|it| seen.insert(&it.id)).map(|it| side(page, it)).collect();
    all.truncate(TARGETS);
    all
}

fn side(page: &Page<'_, '_>, it: &Entity) -> Side {
    Side { id: it.id.clone(), name: page.view.name(it) }
}

/// Every event that the reader can choose.
fn premises(agents: &[Side], targets: &[Side]) -> Vec<Premise> {
    let mut all = Vec::new();
    let anybody = std::iter::once(None).chain(agents.iter().cloned().map(Some));
    for agent in anybody {
        for target in targets.iter().filter(|it| agent.as_ref() != Some(*it)) {
            for kind in [Kind::Attack, Kind::Sanctions] {
                all.push(Premise { kind, agent: agent.clone(), target: Some(target.clone()) });
            }
        }
    }
    for target in targets {
        all.push(Premise { kind: Kind::Crisis, agent: None, target: Some(target.clone()) });
    }
    all
}

fn outcome_html(page: &Page<'_, '_>, story: &Story, it: &Outcome) -> String {
    let (view, words) = (page.view, page.view.words);
    let id = |side: &Option<Side>| side.as_ref().map(|it| it.id.clone()).unwrap_or_default();
    let duties: Vec<&Duty> = it.duties.iter().filter(|it| it.pledge.story == story.id).collect();
    let awake: Vec<_> = duties.iter().map(|it| anchor(story, it.pledge.index)).collect();
    let mut out = format!(
        "<div class=\"outcome\" hidden data-if=\"{}\" data-awake=\"{}\">\n<h4>{}</h4>\n",
        escape(&format!(
            "{}|{}|{}",
            it.premise.kind.name(),
            id(&it.premise.agent),
            id(&it.premise.target)
        )),
        escape(&awake.join(" ")),
        escape(&view.premise(&it.premise))
    );
    if duties.is_empty() {
        put!(out, "<p>{}</p>\n", escape(words.t("whatif.nothing")));
    }
    for duty in duties {
        put!(out, "<div class=\"duty\"><p class=\"says\">{}</p>\n", escape(&view.duty_says(duty)));
        put!(
            out,
            "<p><a href=\"#{}\">{}</a></p>\n<ul>\n",
            escape(&anchor(story, duty.pledge.index)),
            escape(&view.duty_source(duty))
        );
        for line in view.duty_limits(duty) {
            put!(out, "<li>{}</li>\n", escape(&line));
        }
        out += "</ul></div>\n";
    }
    for pledge in it.standing.iter().filter(|it| it.story == story.id) {
        let what = view.pledge_of(pledge).map(|it| view.pledge(it)).unwrap_or_default();
        put!(
            out,
            "<p>{}</p>\n",
            view.pair(
                &escape(words.t("whatif.standing")),
                &format!(
                    "<a href=\"#{}\">{}</a>",
                    escape(&anchor(story, pledge.index)),
                    escape(&what)
                )
            )
        );
    }
    let told: Vec<_> =
        it.told.iter().filter(|it| story.events.iter().any(|event| event.id == it.event)).collect();
    if !told.is_empty() {
        put!(out, "<p><b>{}</b></p>\n<ul>\n", escape(words.t("whatif.told")));
        for it in told {
            put!(
                out,
                "<li><a href=\"#event-{}\">{}</a></li>\n",
                escape(&it.event),
                escape(&view.told(it))
            );
        }
        out += "</ul>\n";
    }
    out + "</div>\n"
}
