//! Events as PLOVER codes them, a row each, for who counts conflict and cooperation.
//!
//! Category and quad class are those of the PLOVER manual; the mode is given where a kind of
//! happening has one mode only. A row is what is told to have happened: what is denied, planned,
//! demanded or said not to have happened is not a row.

use recoupe_model as model;

use crate::csv::{CsvOptions, Sheet};
use crate::edtf;
use crate::graph::{actors, country};
use crate::sections::{Mood, mood};
use crate::view::View;
use crate::wire::v1::{Dossier, Entity, Event, Story, Time, Value};
use crate::words::Words;

const HEADER: [&str; 21] = [
    "event_id",
    "date",
    "date_end",
    "edtf",
    "event",
    "mode",
    "quad",
    "context",
    "source",
    "source_country",
    "target",
    "target_country",
    "place",
    "status",
    "origins",
    "mood",
    "recoupe_type",
    "publications",
    "headline",
    "url",
    "text",
];

/// Events with a PLOVER category as rows.
pub fn plover(dossier: &model::Dossier, options: CsvOptions) -> String {
    from_wire(&Dossier::from(dossier), options)
}

/// As [`plover`], of a dossier that was read back.
pub fn from_wire(dossier: &Dossier, options: CsvOptions) -> String {
    let words = Words::of("en");
    let view = View::new(dossier, &words);
    let mut sheet = Sheet::new(options.dialect, &HEADER);
    for story in &dossier.stories {
        for event in &story.events {
            let mood = mood(&view.claims(&event.claims));
            let happened = matches!(mood, Mood::Plain | Mood::Hedged | Mood::Anonymous);
            if let Some(category) = event.plover.as_deref().filter(|_| happened) {
                row(&view, &mut sheet, (story, event), category, mood);
            }
        }
    }
    sheet.finish()
}

fn row(
    view: &View<'_>,
    sheet: &mut Sheet,
    (story, event): (&Story, &Event),
    category: &str,
    mood: Mood,
) {
    let (mut sources, mut targets) =
        (those(event, &["agent", "sender", "visitor", "speaker"]), those(event, &TARGETS));
    // Those who act together are both source and target, as in the manual.
    let together = those(event, &["party", "participant"]);
    sources.extend(&together);
    targets.extend(&together);
    let names =
        |all: &[&Entity]| all.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join("; ");
    let countries =
        |all: &[&Entity]| all.iter().map(|it| country(it)).collect::<Vec<_>>().join("; ");
    let time = time(event);
    let end = |it: Option<&String>| it.cloned().unwrap_or_default();
    let claim = view.spokesman(&event.claims);
    let article = claim.and_then(|it| view.article(&it.article));
    let labels: Vec<_> = view.articles_of(&event.claims).iter().map(|id| view.label(id)).collect();
    let places = event.slots.iter().filter(|it| it.role == "place").flat_map(|it| &it.values);
    let places: Vec<_> = places.map(|it| view.position("place", it)).collect();
    sheet.row(&[
        event.id.clone(),
        end(time.and_then(|it| it.from.as_ref())),
        end(time.and_then(|it| it.to.as_ref())),
        time.and_then(edtf::time).unwrap_or_default(),
        category.to_owned(),
        mode(&event.frame).to_owned(),
        quad(category).to_owned(),
        context(&event.frame).to_owned(),
        names(&sources),
        countries(&sources),
        names(&targets),
        countries(&targets),
        places.join("; "),
        event.status.clone(),
        event.origins.to_string(),
        mood.name().to_owned(),
        event.frame.clone(),
        labels.join("; "),
        article.and_then(|it| it.title.clone()).unwrap_or_else(|| story.title.clone()),
        article.and_then(|it| it.url.clone()).unwrap_or_default(),
        claim.and_then(|it| it.evidence.first()).map_or_else(String::new, |it| it.quote.clone()),
    ]);
}

const TARGETS: [&str; 4] = ["target", "receiver", "host", "beneficiary"];

/// Those in some roles, each once.
fn those<'a>(event: &'a Event, roles: &[&str]) -> Vec<&'a Entity> {
    let mut all: Vec<&Entity> = Vec::new();
    for it in roles.iter().flat_map(|role| actors(event, role)) {
        if all.iter().all(|other| other.id != it.id) {
            all.push(it);
        }
    }
    all
}

fn time(event: &Event) -> Option<&Time> {
    let slots = event.slots.iter().filter(|it| it.role == "time");
    slots.flat_map(|it| &it.values).find_map(|it| match &it.value {
        Value::Time(it) => Some(it),
        _ => None,
    })
}

/// Verbal or material, cooperation or conflict; empty for a category that the manual lacks.
fn quad(category: &str) -> &'static str {
    match category {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "V-COOP",
        "COOPERATE" | "AID" | "RETREAT" => "M-COOP",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "V-CONF",
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "M-CONF",
        _ => "",
    }
}

/// The mode of a kind of happening that has only one.
fn mode(frame: &str) -> &'static str {
    match frame {
        "visit" => "visit",
        "call" => "phone",
        "condemn" => "disapprove",
        "accuse" => "allege",
        "detain" => "arrest",
        "deploy" => "troops",
        "withdraw_forces" => "withdraw",
        _ => "",
    }
}

/// The context of a kind of happening that has only one.
fn context(frame: &str) -> &'static str {
    match frame {
        "deploy" | "withdraw_forces" | "exercise" | "weapon_test" | "ceasefire" | "clash" => {
            "military"
        }
        "sentence" | "detain" => "legal",
        "meet" | "visit" | "call" => "diplomatic",
        frame if frame.starts_with("treaty.") => "diplomatic",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::{Dialect, Rows};
    use crate::fixture;

    const PLAIN: CsvOptions = CsvOptions { dialect: Dialect::Standard, rows: Rows::All };

    #[test]
    fn what_happened_is_a_row_with_both_sides() {
        let out = plover(&fixture::dossier(), PLAIN);
        let row = out.lines().find(|it| it.starts_with("e1,")).unwrap();
        assert!(
            row.starts_with("e1,2026-03-03,2026-03-03,2026-03-03,AGREE,,V-COOP,diplomatic,"),
            "{row}"
        );
        assert!(row.contains(",NOR; CHL,"), "{row}");
    }

    #[test]
    fn what_is_only_announced_or_denied_is_no_row() {
        let mut dossier = Dossier::from(&fixture::dossier());
        let event = dossier.stories[0].events[0].clone();
        for claim in dossier.claims.iter_mut().filter(|it| event.claims.contains(&it.id)) {
            claim.modality = "planned".into();
        }
        assert!(!from_wire(&dossier, PLAIN).contains("\r\ne1,"));
    }

    #[test]
    fn hostile_words_stay_in_their_cells() {
        let out = from_wire(&crate::hostile::dossier(), PLAIN);
        assert!(out.contains("\"'=1+1"));
        assert!(!out.contains('\u{1b}') && !out.contains(",=1+1") && !out.contains("\n=1+1"));
    }
}
