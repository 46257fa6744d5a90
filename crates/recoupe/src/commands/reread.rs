//! `recoupe show`, `recoupe why` and `recoupe verify`: a dossier read back.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use recoupe_model::Lang;
use recoupe_render::Words;
use recoupe_render::wire::v1::{Dossier, parse_dossier};

use super::face;
use super::ready::{config, print, tell};
use crate::args::{Show, Verify, Why};

pub(super) fn show(args: &Show) -> Result<ExitCode> {
    face::possible(&args.output)?;
    let dossier = load(&args.dossier)?;
    let asked = config(None, args.output.language.as_deref()).report;
    let language = language(&dossier, asked);
    let disputed = face::write(dossier, &language, &args.output)?;
    Ok(ExitCode::from(if args.output.exit_code && disputed { 3 } else { 0 }))
}

/// The language that was asked for, else that of most articles.
pub(super) fn language(dossier: &Dossier, asked: Option<Lang>) -> String {
    if let Some(asked) = asked {
        return asked.code().to_owned();
    }
    let french = dossier.articles.iter().filter(|it| it.language == "fr").count();
    if 2 * french >= dossier.articles.len() { "fr".into() } else { "en".into() }
}

pub(super) fn why(args: &Why) -> Result<ExitCode> {
    let dossier = load(&args.dossier)?;
    let language = config(None, args.language.as_deref()).report;
    let language = language.map_or_else(|| "fr".to_owned(), |lang| lang.code().to_owned());
    let Some(told) = recoupe_render::why(&dossier, &args.id, &Words::of(&language)) else {
        bail!(
            "« {} » is neither a claim, an event nor a slot of an event in {}; \
             take an id from its `claims` or `events`, or add a slot: e1/time",
            args.id,
            args.dossier.display()
        );
    };
    print(&told)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn verify(args: &Verify) -> Result<ExitCode> {
    let dossier = load(&args.dossier)?;
    let mismatches = recoupe_render::verify(&dossier);
    for mismatch in &mismatches {
        tell(&mismatch.to_string());
    }
    let bare = dossier.articles.iter().filter(|article| article.hash.is_none()).count();
    if bare > 0 {
        tell(&format!("{bare} articles have no hash: only their quotes could be checked"));
    }
    let quotes: usize = dossier.claims.iter().map(|claim| claim.evidence.len()).sum();
    print(&format!("{quotes} quotes checked, {} mismatches\n", mismatches.len()))?;
    Ok(ExitCode::from(u8::from(!mismatches.is_empty())))
}

pub(super) fn load(file: &Path) -> Result<Dossier> {
    let text =
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    parse_dossier(&text).with_context(|| format!("{} is not a dossier of recoupe", file.display()))
}
