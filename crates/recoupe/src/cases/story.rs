//! Stories: several short articles, and the findings that they must give.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use recoupe_engine::lang::Knowledge;
use recoupe_model::{Claim, Dossier, Event, Finding as Found, Verdict};
use serde_json::json;

use super::compare::plain;
use super::others;
use super::parse::{Block, Unwritten, sections};
use crate::check::{Config, check};
use crate::inputs::Source;

/// A story as its file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// In the order of the file.
    pub articles: Vec<Article>,
    /// What must be found.
    pub findings: Vec<Finding>,
    /// What else must be so: blocks of the kinds of [`OTHERS`].
    pub others: Vec<Block>,
}

/// One article of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Who publishes it.
    pub outlet: String,
    /// When, as written; empty for an undated one.
    pub time: String,
    /// The headline: a first line that begins with `# `.
    pub title: Option<String>,
    /// The text below it.
    pub text: String,
}

/// Blocks besides `finding`: how many happenings of a kind there are, who copies whom, how many
/// stories there are, what a report leaves out, which origins are parties to the matter, what was
/// noted.
pub const OTHERS: [&str; 6] = ["event", "copies", "stories", "missing", "interested", "notes"];

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
    let mut story = Story { articles: Vec::new(), findings: Vec::new(), others: Vec::new() };
    for section in sections(markdown)? {
        story.articles.push(article(&section.name, &section.texts));
        for block in section.blocks {
            match block.kind.as_str() {
                "finding" => story.findings.push(Finding { slot: block.frame.clone(), block }),
                kind if OTHERS.contains(&kind) => story.others.push(block),
                kind => {
                    let known = OTHERS.join(", ");
                    let says = format!("« {kind} » is no block of a story: write finding, {known}");
                    return Err(Unwritten { line: section.line, says });
                }
            }
        }
    }
    if story.findings.is_empty() && story.others.is_empty() {
        let says = "add a `finding` block, or `finding none-disputed`".to_owned();
        return Err(Unwritten { line: 1, says });
    }
    Ok(story)
}

fn article(heading: &str, texts: &[String]) -> Article {
    let (outlet, time) = heading.split_once(" — ").unwrap_or((heading, ""));
    let whole = texts.join("\n");
    let headline = whole.strip_prefix("# ").map(|it| it.split_once('\n').unwrap_or((it, "")));
    let (title, text) = match headline {
        Some((title, text)) => (Some(title.trim().to_owned()), text.to_owned()),
        None => (None, whole),
    };
    Article { outlet: outlet.trim().to_owned(), time: time.trim().to_owned(), title, text }
}

/// The articles of a story as files that a user might hand over, in their order.
pub fn sources(story: &Story) -> Vec<Source> {
    story.articles.iter().enumerate().map(|(number, article)| source(number, article)).collect()
}

fn source(number: usize, article: &Article) -> Source {
    let Article { outlet, time, title, text } = article;
    let published = match time.len() {
        0 => None,
        10 => Some(time.clone()),
        _ => Some(format!("{}:00+01:00", time.replacen(' ', "T", 1))),
    };
    let json = json!({ "outlet": outlet, "published": published, "title": title, "text": text });
    Source {
        path: format!("{number}-{outlet}.json"),
        bytes: json.to_string().into_bytes(),
        file: None,
    }
}

/// What is wrong with a story; `None` when everything is there and no dispute is extra.
pub(super) fn run_story(knowledge: &Knowledge, markdown: &str) -> Option<String> {
    let story = match parse_story(markdown) {
        Ok(story) => story,
        Err(mistake) => return Some(mistake.to_string()),
    };
    let (dossier, _) = check(knowledge, &sources(&story), &Config::default());
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
    for block in &story.others {
        if let Some(problem) = others::problem(&dossier, block) {
            let _ = writeln!(report, "  {problem}");
        }
    }
    (!report.is_empty()).then_some(report)
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
            && wanted.get("why").is_none_or(|words| plain(&self.found.why).contains(&plain(words)))
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
        assert_eq!(story.articles[0].outlet, "a.fr");
        assert_eq!(story.articles[0].time, "2024-03-02 08:10");
        assert_eq!(story.articles[1].text, "Dix.\nOnze.");
        assert_eq!(story.findings[0].slot, "casualties.quantity");
        assert_eq!(story.findings[0].block.get("verdict"), Some("disputed"));
    }

    #[test]
    fn a_first_line_may_be_the_headline() {
        let file = "# Un\n## a.fr\n> # Douze\n> Onze.\n```event meet\ncount: 1\n```\n";
        let story = parse_story(file).unwrap();
        assert_eq!(story.articles[0].title.as_deref(), Some("Douze"));
        assert_eq!(story.articles[0].text, "Onze.");
    }

    #[test]
    fn a_story_without_findings_cannot_fail_and_is_refused() {
        assert!(parse_story("# Un\n## a.fr\n> Douze.\n").is_err());
        let says = parse_story("# Un\n## a.fr\n> Dix.\n```evnt meet\n```\n").unwrap_err().says;
        assert!(says.contains("evnt"), "{says}");
    }
}
