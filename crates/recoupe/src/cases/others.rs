//! What a story must give besides findings: happenings, copies, stories, omissions, interests.

use std::collections::BTreeSet;

use recoupe_model::{DocumentId, Dossier, Event, Modality, Polarity};

use super::compare::plain;
use super::parse::Block;

/// What is wrong; `None` when the block holds.
pub(super) fn problem(dossier: &Dossier, block: &Block) -> Option<String> {
    match block.kind.as_str() {
        "event" => events(dossier, block),
        "copies" => listed(block, &copies(dossier)),
        "missing" => listed(block, &missing(dossier)),
        "interested" => listed(block, &interested(dossier)),
        "notes" => lacking(block, &notes(dossier)),
        _ => stories(dossier, block),
    }
}

/// How many happenings of a kind are told as having happened, and how the most told one stands.
fn events(dossier: &Dossier, block: &Block) -> Option<String> {
    let is_told = |event: &&Event| {
        let mut claims = dossier.claims.iter().filter(|it| event.claims.contains(&it.id));
        claims.any(|it| it.polarity == Polarity::Positive && it.modality != Modality::Denied)
    };
    let all = dossier.stories.iter().flat_map(|story| &story.events);
    let told: Vec<&Event> =
        all.filter(|event| *event.frame == *block.frame).filter(is_told).collect();
    let count = told.len().to_string();
    if block.get("count").is_some_and(|wanted| wanted != count) {
        let titles: Vec<&str> = told.iter().map(|event| event.title.as_str()).collect();
        return Some(format!("{}: {count} happenings: {titles:?}", block.frame));
    }
    let fits = |event: &&&Event| {
        let says =
            |name: &str, found: &str| block.get(name).is_none_or(|wanted| plain(wanted) == found);
        says("status", event.status.name()) && says("origins", &event.origins.to_string())
    };
    if told.is_empty() && block.get("count") == Some("0") || told.iter().any(|it| fits(&it)) {
        return None;
    }
    let found = told.iter().map(|it| format!("{} from {}", it.status.name(), it.origins));
    Some(format!("{}: found {:?}", block.frame, found.collect::<Vec<_>>()))
}

/// Each line must be there, and nothing else; `none` for nothing.
fn listed(block: &Block, found: &BTreeSet<String>) -> Option<String> {
    let wanted: BTreeSet<String> =
        block.lines.iter().map(|(_, line)| line.clone()).filter(|line| line != "none").collect();
    (wanted != *found).then(|| format!("{}: wanted {wanted:?}, found {found:?}", block.kind))
}

/// Each line must be there.
fn lacking(block: &Block, found: &BTreeSet<String>) -> Option<String> {
    let wanted: BTreeSet<&String> = block.lines.iter().map(|(_, line)| line).collect();
    let lacking: Vec<&&String> = wanted.iter().filter(|line| !found.contains(**line)).collect();
    (!lacking.is_empty()).then(|| format!("{}: lacks {lacking:?}, found {found:?}", block.kind))
}

/// `beta.example: unresolved_time` for what was odd about beta.
fn notes(dossier: &Dossier) -> BTreeSet<String> {
    let of = |id: &DocumentId| outlet(dossier, id);
    let notes = dossier.notes.iter().filter_map(|it| Some((it.document.as_ref()?, it.kind)));
    notes.map(|(id, kind)| format!("{}: {}", of(id), kind.name())).collect()
}

/// `beta.example: alpha.example` for what beta took from alpha.
fn copies(dossier: &Dossier) -> BTreeSet<String> {
    let copies = dossier.documents.iter().filter_map(|document| {
        let original = outlet(dossier, document.copy_of.as_ref()?);
        Some(format!("{}: {original}", outlet(dossier, &document.id)))
    });
    copies.collect()
}

/// `beta.example: treaty.sign.place` for what beta leaves out.
fn missing(dossier: &Dossier) -> BTreeSet<String> {
    let all = dossier.stories.iter().flat_map(|story| {
        story.missing.iter().filter_map(|it| {
            let event = story.events.iter().find(|event| event.id == it.event)?;
            Some((it, event))
        })
    });
    all.map(|(it, event)| {
        format!("{}: {}.{}", outlet(dossier, &it.document), event.frame, it.role.name())
    })
    .collect()
}

fn interested(dossier: &Dossier) -> BTreeSet<String> {
    let origins = dossier.stories.iter().flat_map(|story| &story.origins);
    origins.filter(|origin| origin.interested).map(|origin| origin.name.clone()).collect()
}

fn outlet(dossier: &Dossier, id: &DocumentId) -> String {
    let document = dossier.documents.iter().find(|document| document.id == *id);
    document.and_then(|it| it.outlet.clone()).unwrap_or_default()
}

/// A line a story: its outlets, in the order of their names; or how many stories there are.
fn stories(dossier: &Dossier, block: &Block) -> Option<String> {
    let found: BTreeSet<String> = dossier
        .stories
        .iter()
        .map(|story| {
            let outlets: BTreeSet<String> =
                story.documents.iter().map(|id| outlet(dossier, id)).collect();
            outlets.into_iter().collect::<Vec<_>>().join(", ")
        })
        .collect();
    match block.get("count") {
        Some(count) if count == dossier.stories.len().to_string() => None,
        Some(_) => Some(format!("stories: {found:?}")),
        None => listed(block, &found),
    }
}
