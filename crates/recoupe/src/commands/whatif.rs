//! `recoupe whatif`: what would follow from an event, by the commitments that the reports tell.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use recoupe::check::check;
use recoupe_engine::lang::{Form, Knowledge, Way, fold};
use recoupe_model::EntityId;
use recoupe_render::Words;
use recoupe_render::whatif::{self, Premise, Side};
use recoupe_render::wire::v1::{self, Dossier, Value};

use super::ready::{config, knowledge, known_language, print, sources, tell_unread, with_jobs};
use super::reread;
use super::terminal::width;
use crate::args::{WhatIf, WhatIfFormat};

pub(super) fn run(data: Option<&Path>, args: &WhatIf) -> Result<ExitCode> {
    let premise: Premise = args.premise.parse()?;
    let knowledge = knowledge(data)?;
    let (mut dossier, language, failed) = dossier(&knowledge, args)?;
    name_states(&knowledge, &mut dossier, &language);
    let resolve = |side: Option<Side>| {
        side.map(|side| recognise(&knowledge, &dossier, &side.name, &language)).transpose()
    };
    let premise =
        Premise { agent: resolve(premise.agent)?, target: resolve(premise.target)?, ..premise };
    match args.format {
        WhatIfFormat::Text => {
            print(&whatif::text(&dossier, &premise, &Words::of(&language), width()))?;
        }
        WhatIfFormat::Json => print(&whatif::json(&dossier, &premise))?,
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// A dossier that was kept, or one made of the articles now; the language of the report, and
/// whether anything could not be read.
fn dossier(knowledge: &Knowledge, args: &WhatIf) -> Result<(Dossier, String, bool)> {
    let reading = &args.reading;
    let config = config(Some(reading), args.language.as_deref());
    if let [only] = reading.paths.as_slice()
        && is_dossier(only)
    {
        let dossier = reread::load(only)?;
        let language = reread::language(&dossier, config.report);
        return Ok((dossier, language, false));
    }
    known_language(knowledge, reading)?;
    let (sources, failed) = sources(reading);
    let (dossier, report) = with_jobs(reading.jobs, || check(knowledge, &sources, &config))?;
    let failed = tell_unread(&dossier.notes) || failed;
    Ok((Dossier::from(&dossier), report.code().to_owned(), failed))
}

/// Calls the states that commitments bind by their names in the language of the report.
fn name_states(knowledge: &Knowledge, dossier: &mut Dossier, language: &str) {
    let pledges = dossier.stories.iter_mut().flat_map(|it| &mut it.commitments);
    for it in pledges.flat_map(|it| &mut it.parties) {
        if let Some(name) = knowledge.gazetteer.name(&EntityId(it.id.as_str().into()), language) {
            name.clone_into(&mut it.name);
        }
    }
}

/// Whether a file says that it is a dossier of recoupe.
fn is_dossier(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut start));
    read.is_ok() && String::from_utf8_lossy(&start).contains(v1::SCHEMA)
}

/// The thing that is meant by a name: a state in any language, else what the dossier calls so.
fn recognise(knowledge: &Knowledge, dossier: &Dossier, name: &str, language: &str) -> Result<Side> {
    let side = |id: &str, known: &str| Side { id: id.to_owned(), name: known.to_owned() };
    if let Some(id) = state(knowledge, name) {
        let known = knowledge.gazetteer.name(&id, language).unwrap_or(name);
        return Ok(side(id.as_str(), known));
    }
    let wanted = fold(name);
    let values = dossier.claims.iter().flat_map(|it| it.roles.values()).flatten();
    let mut entities = values.filter_map(|it| match it {
        Value::Entity(it) => Some(it),
        _ => None,
    });
    let is_it =
        |it: &&v1::Entity| fold(&it.name) == wanted || it.id == name || fold(&it.text) == wanted;
    if let Some(it) = entities.find(is_it) {
        return Ok(side(&it.id, &it.name));
    }
    bail!(
        "« {name} » is neither a state of the gazetteer, in French or English, nor a name of the \
         dossier; those bound by its commitments are: {}",
        bound(dossier)
    )
}

/// A state by a name, its capital, its inhabitants or its code, in any language.
fn state(knowledge: &Knowledge, name: &str) -> Option<EntityId> {
    let code = EntityId::new("country", &name.trim_start_matches("country:").to_uppercase());
    let gazetteer = &knowledge.gazetteer;
    if gazetteer.get(&code).is_some() {
        return Some(code);
    }
    let key = recoupe_engine::lang::words(name).map(|at| fold(&name[at])).collect::<Vec<_>>();
    let key = key.join(" ");
    // « la Corée du Nord », "the Netherlands".
    let bare = ["le ", "la ", "les ", "l ", "the "].iter().find_map(|it| key.strip_prefix(it));
    let keys = [Some(key.as_str()), bare];
    for key in keys.into_iter().flatten() {
        for lang in knowledge.packs.keys() {
            let (exact, _) = Way::narrow(gazetteer.all(lang.code()), key);
            let known = exact
                .iter()
                .filter(|way| matches!(way.form, Form::Name | Form::Capital))
                .map(|way| gazetteer.known(way));
            let mut states = known.filter_map(|it| match &it.stands_for {
                Some(state) if state.is_country() => Some(state),
                _ => Some(&it.id).filter(|it| it.is_country()),
            });
            if let Some(id) = states.next() {
                return Some(id.clone());
            }
        }
    }
    None
}

/// Whom the commitments of a dossier bind.
fn bound(dossier: &Dossier) -> String {
    let pledges = dossier.stories.iter().flat_map(|it| &it.commitments);
    let mut names: Vec<&str> = pledges.flat_map(|it| &it.parties).map(|it| &*it.name).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
