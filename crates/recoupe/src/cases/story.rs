//! Stories: several short articles, and the findings that they must give.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use recoupe_engine::lang::Knowledge;
use recoupe_model::{Claim, Dossier, Event, Finding as Found, Verdict};
use serde_json::json;

use super::parse::{Block, Unwritten, sections};
use crate::check::{Config, check};
use crate::inputs::Source;

/// A story as its file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Outlet, time of publication as written, text.
    pub articles: Vec<(String, String, String)>,
    /// What must be found.
    pub findings: Vec<Finding>,
}

/// A finding that a story must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `treaty.sign.place`, or `none-disputed`.
    pub slot: String,
    /// Its lines.
    pub block: Block,
}

/// Reads a story.
///
/// # Errors
/// The first mistake, with its line and what to write instead.
pub fn parse_story(markdown: &str) -> Result<Story, Unwritten> {
    let mut story = Story { articles: Vec::new(), findings: Vec::new() };
    for section in sections(markdown)? {
        let (outlet, time) = section.name.split_once(" — ").unwrap_or((&section.name, ""));
        let text = section.texts.join("\n");
        story.articles.push((outlet.trim().to_owned(), time.trim().to_owned(), text));
        let findings = section.blocks.into_iter().filter(|block| block.kind == "finding");
        story.findings.extend(findings.map(|block| Finding { slot: block.frame.clone(), block }));
    }
    if story.findings.is_empty() {
        let says = "add a `finding` block, or `finding none-disputed`".to_owned();
        return Err(Unwritten { line: 1, says });
    }
    Ok(story)
}

/// What is wrong with a story; `None` when every finding is there and no dispute is extra.
pub(super) fn run_story(knowledge: &Knowledge, markdown: &str) -> Option<String> {
    let story = match parse_story(markdown) {
        Ok(story) => story,
        Err(mistake) => return Some(mistake.to_string()),
    };
    let sources = story.articles.iter().enumerate().map(|(i, article)| source(i, article));
    let (dossier, _) = check(knowledge, &sources.collect::<Vec<_>>(), &Config::default());
    let mut report = String::new();
    let slots: Vec<Slot<'_>> = slots(&dossier);
    for finding in story.findings.iter().filter(|finding| finding.slot != "none-disputed") {
        if !slots.iter().any(|slot| slot.is(&finding.block)) {
            let _ = writeln!(report, "  missing: {} {:?}", finding.slot, finding.block.lines);
            for slot in slots.iter().filter(|slot| slot.name() == finding.slot) {
                let _ = writeln!(report, "    found: {}", slot.describe());
            }
        }
    }
    let disputes = slots.iter().filter(|slot| slot.found.verdict == Verdict::Disputed);
    for slot in disputes {
        let listed = story.findings.iter().any(|finding| slot.is(&finding.block));
        if !listed {
            let _ = writeln!(report, "  false dispute: {}", slot.describe());
        }
    }
    (!report.is_empty()).then_some(report)
}

fn source(number: usize, (outlet, time, text): &(String, String, String)) -> Source {
    let published = match time.len() {
        0 => None,
        10 => Some(time.clone()),
        _ => Some(format!("{}:00+01:00", time.replacen(' ', "T", 1))),
    };
    let article = json!({ "outlet": outlet, "published": published, "text": text });
    Source {
        path: format!("{number}-{outlet}.json"),
        bytes: article.to_string().into_bytes(),
        file: None,
    }
}

struct Slot<'a> {
    dossier: &'a Dossier,
    event: &'a Event,
    found: &'a Found,
}

fn slots(dossier: &Dossier) -> Vec<Slot<'_>> {
    let events = dossier.stories.iter().flat_map(|story| &story.events);
    events
        .flat_map(|event| event.slots.iter().map(move |found| Slot { dossier, event, found }))
        .collect()
}

impl Slot<'_> {
    fn name(&self) -> String {
        format!("{}.{}", self.event.frame, self.found.role.name())
    }

    fn is(&self, wanted: &Block) -> bool {
        let says = |name: &str, found: Option<&str>| {
            wanted.get(name).is_none_or(|wanted| Some(wanted) == found)
        };
        let camps: Vec<BTreeSet<String>> = wanted
            .pairs()
            .filter(|(name, _)| *name == "camp")
            .map(|(_, camp)| camp.split(',').map(|outlet| outlet.trim().to_owned()).collect())
            .collect();
        let positions: Vec<BTreeSet<String>> =
            (0..self.found.positions.len()).map(|at| self.outlets(at)).collect();
        let camps_hold = match self.found.verdict {
            Verdict::Agreed => {
                let all: BTreeSet<String> = positions.iter().flatten().cloned().collect();
                camps.iter().all(|camp| camp.is_subset(&all))
            }
            _ => camps.iter().all(|camp| positions.contains(camp)),
        };
        let origins = camps.first().and_then(|camp| positions.iter().position(|p| p == camp));
        let origins = origins.or((!positions.is_empty()).then_some(0));
        let origins = origins.map(|at| self.found.positions[at].origins.len().to_string());
        wanted.frame == self.name()
            && says("verdict", Some(self.found.verdict.name()))
            && says("kind", self.found.kind.map(recoupe_model::DisputeKind::name))
            && says("origins", origins.as_deref())
            && camps_hold
    }

    fn outlets(&self, position: usize) -> BTreeSet<String> {
        let claims = &self.found.positions[position].claims;
        let of = |claim: &&Claim| claims.contains(&claim.id);
        let documents = self.dossier.claims.iter().filter(of).map(|claim| &claim.document);
        documents
            .filter_map(|id| self.dossier.documents.iter().find(|document| document.id == *id))
            .map(|document| document.outlet.clone().unwrap_or_default())
            .collect()
    }

    fn describe(&self) -> String {
        let positions: Vec<String> = (0..self.found.positions.len())
            .map(|at| {
                let position = &self.found.positions[at];
                let outlets: Vec<String> = self.outlets(at).into_iter().collect();
                format!(
                    "« {} » {} from {:?}",
                    position.value.text(),
                    outlets.join(", "),
                    position.origins
                )
            })
            .collect();
        format!(
            "{} {} [{}] {}",
            self.name(),
            self.found.verdict.name(),
            positions.join(" | "),
            self.found.why
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_has_articles_and_findings() {
        let file = "# Un\n\n## a.fr — 2024-03-02 08:10\n> Douze.\n\n## b.fr\n> Dix.\n> Onze.\n\n\
                    ```finding casualties.quantity\nverdict: disputed\ncamp: a.fr\ncamp: b.fr\n```\n";
        let story = parse_story(file).unwrap();
        assert_eq!(story.articles[0].0, "a.fr");
        assert_eq!(story.articles[0].1, "2024-03-02 08:10");
        assert_eq!(story.articles[1].2, "Dix.\nOnze.");
        assert_eq!(story.findings[0].slot, "casualties.quantity");
        assert_eq!(story.findings[0].block.get("verdict"), Some("disputed"));
    }

    #[test]
    fn a_story_without_findings_cannot_fail_and_is_refused() {
        assert!(parse_story("# Un\n## a.fr\n> Douze.\n").is_err());
    }
}
