//! Whose word each claim rests on: the origin behind it, told back from the findings.

use std::collections::BTreeMap;

use crate::view::View;
use crate::wire::v1::{Attribution, Claim, Origin, Story, Value};

/// The origins behind each claim.
pub(crate) struct Voices<'a> {
    of: BTreeMap<&'a str, Vec<&'a Origin>>,
}

impl<'a> Voices<'a> {
    pub(crate) fn new(view: &View<'a>) -> Self {
        let mut of: BTreeMap<&str, Vec<&Origin>> = BTreeMap::new();
        let names = names(view);
        for story in &view.dossier.stories {
            let behind = behind(story);
            for id in story.events.iter().flat_map(|it| &it.claims) {
                if let Some(claim) = view.claim(id) {
                    let told = behind.get(id.as_str()).map(Vec::as_slice);
                    let found = voices(story, claim, told, &names);
                    of.entry(id).or_insert(found);
                }
            }
        }
        Self { of }
    }

    /// The origins of a claim; none for one that is in no event.
    pub(crate) fn of(&self, claim: &str) -> &[&'a Origin] {
        self.of.get(claim).map_or(&[], Vec::as_slice)
    }
}

/// The names of origins that findings tell of each claim.
fn behind(story: &Story) -> BTreeMap<&str, Vec<&str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let positions = story.events.iter().flat_map(|it| &it.slots).flat_map(|it| &it.values);
    for position in positions {
        for claim in &position.claims {
            all.entry(claim).or_default().extend(position.origins.iter().map(String::as_str));
        }
    }
    all
}

/// All names of each thing, by its id.
fn names<'a>(view: &View<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for value in view.dossier.claims.iter().flat_map(|it| it.roles.values()).flatten() {
        if let Value::Entity(it) = value {
            let known = all.entry(&it.id).or_default();
            if !known.contains(&it.name.as_str()) {
                known.push(&it.name);
            }
        }
    }
    all
}

fn voices<'a>(
    story: &'a Story,
    claim: &Claim,
    told: Option<&[&str]>,
    names: &BTreeMap<&str, Vec<&str>>,
) -> Vec<&'a Origin> {
    let carries = |it: &&Origin| it.articles.contains(&claim.article);
    let here: Vec<&Origin> = story.origins.iter().filter(carries).collect();
    let is_told = |it: &&Origin| told.is_none_or(|told| told.contains(&it.name.as_str()));
    let told_here: Vec<&Origin> = here.iter().copied().filter(is_told).collect();
    let kept = |from: &[&'a Origin], test: &dyn Fn(&Origin) -> bool| -> Vec<&'a Origin> {
        from.iter().copied().filter(|it| test(it)).collect()
    };
    // A finding may leave out an article that only carries the word of others.
    let choices = if claim.attribution.is_empty() {
        vec![kept(&told_here, &is_voice), kept(&here, &is_own), kept(&here, &is_voice)]
    } else {
        let is_cited = |it: &Origin| claim.attribution.iter().any(|by| is_named(by, it, names));
        vec![kept(&told_here, &is_cited), kept(&told_here, &|it| !is_own(it))]
    };
    let rest = [told_here, here];
    choices.into_iter().chain(rest).find(|it| !it.is_empty()).unwrap_or_default()
}

/// An origin that is the article's own voice.
fn is_own(it: &Origin) -> bool {
    matches!(it.kind.as_str(), "outlet" | "article")
}

/// An own voice, or an agency that the article reprints.
fn is_voice(it: &Origin) -> bool {
    is_own(it) || it.kind == "agency"
}

fn is_named(by: &Attribution, it: &Origin, names: &BTreeMap<&str, Vec<&str>>) -> bool {
    let ids = by.entity.iter().chain(&by.of);
    let mut known = ids.filter_map(|id| names.get(id.as_str())).flatten();
    by.name == it.name || known.any(|name| *name == it.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::wire::v1::Dossier;
    use crate::words::Words;

    #[test]
    fn a_claim_rests_on_the_source_that_it_names_else_on_its_article() {
        let dossier = Dossier::from(&fixture::dossier());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        let voices = Voices::new(&view);
        let of = |id: &str| voices.of(id).iter().map(|it| &*it.name).collect::<Vec<_>>();
        assert_eq!(of("c1"), ["NTB"]);
        assert_eq!(of("c2"), ["Le Phare"]);
        assert_eq!(of("c3"), ["ministère norvégien des Affaires étrangères"]);
        assert!(of("c99").is_empty());
    }
}
