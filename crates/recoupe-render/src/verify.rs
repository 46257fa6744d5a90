//! Checks a dossier against itself: every quote, every hash, every reference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use recoupe_model::CharOffsets;

use crate::wire::v1::{Article, Claim, Dossier, SCHEMA, Story, Stretch, hash_of};
use crate::words::{Words, clean};

/// Something in a dossier that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where: the id of an article, claim, event or story, then the part of it.
    pub at: String,
    /// What is wrong.
    pub kind: MismatchKind,
    /// What the dossier says.
    pub told: String,
    /// What is there.
    pub found: String,
}

/// Sorts of mismatches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MismatchKind {
    /// Another format.
    Schema,
    /// An id that two things have.
    Duplicate,
    /// An id that nothing has.
    Unknown,
    /// A quote that is not in the text at its place.
    Quote,
    /// Words of a value that are not in the text at their place.
    Value,
    /// A claim without any words.
    Evidence,
    /// A text that is not the one that was read.
    Hash,
    /// A place beyond the end of the text.
    Offset,
}

impl MismatchKind {
    /// The key of its words.
    const fn key(self) -> &'static str {
        match self {
            Self::Schema => "verify.schema",
            Self::Duplicate => "verify.duplicate",
            Self::Unknown => "verify.unknown",
            Self::Quote => "verify.quote",
            Self::Value => "verify.value",
            Self::Evidence => "verify.evidence",
            Self::Hash => "verify.hash",
            Self::Offset => "verify.offset",
        }
    }
}

impl Mismatch {
    /// One line for people.
    pub fn says(&self, words: &Words) -> String {
        let (told, found) = (words.quoted(&clean(&self.told)), words.quoted(&clean(&self.found)));
        let says = words.with(self.kind.key(), &[("x", &told), ("y", &found)]);
        format!("{}{}{says}", clean(&self.at), words.t("quote.colon"))
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says(&Words::of("en")))
    }
}

/// All that does not hold; nothing when the dossier is sound.
pub fn verify(dossier: &Dossier) -> Vec<Mismatch> {
    let mut check = Check::new(dossier);
    if dossier.schema != SCHEMA {
        check.report("schema", MismatchKind::Schema, &dossier.schema, SCHEMA);
    }
    check.duplicates(dossier);
    for article in &dossier.articles {
        check.article(article);
    }
    for claim in &dossier.claims {
        check.claim(claim);
    }
    for story in &dossier.stories {
        check.story(story);
    }
    for (n, note) in dossier.notes.iter().enumerate() {
        let at = format!("notes/{n}");
        check.known(&at, Kind::Article, note.article.iter());
        if let (Some(id), Some(start), Some(end)) = (&note.article, note.start, note.end) {
            check.read(&at, id, Stretch { start, end });
        }
    }
    check.found
}

#[derive(Clone, Copy)]
enum Kind {
    Article,
    Claim,
    Event,
}

struct Check<'a> {
    texts: BTreeMap<&'a str, (&'a str, CharOffsets)>,
    claims: BTreeSet<&'a str>,
    events: BTreeSet<&'a str>,
    found: Vec<Mismatch>,
}

impl<'a> Check<'a> {
    fn new(dossier: &'a Dossier) -> Self {
        let text =
            |it: &'a Article| (it.id.as_str(), (it.text.as_str(), CharOffsets::new(&it.text)));
        let events = dossier.stories.iter().flat_map(|it| &it.events);
        Self {
            texts: dossier.articles.iter().map(text).collect(),
            claims: dossier.claims.iter().map(|it| it.id.as_str()).collect(),
            events: events.map(|it| it.id.as_str()).collect(),
            found: Vec::new(),
        }
    }

    fn report(&mut self, at: &str, kind: MismatchKind, told: &str, found: &str) {
        let at = at.to_owned();
        self.found.push(Mismatch { at, kind, told: told.into(), found: found.into() });
    }

    fn duplicates(&mut self, dossier: &Dossier) {
        let articles: Vec<_> = dossier.articles.iter().map(|it| &it.id).collect();
        let claims = dossier.claims.iter().map(|it| &it.id).collect();
        let stories = dossier.stories.iter().map(|it| &it.id).collect();
        let events = dossier.stories.iter().flat_map(|it| &it.events).map(|it| &it.id).collect();
        for all in [articles, claims, stories, events] {
            let mut seen = BTreeSet::new();
            for id in all {
                if !seen.insert(id) {
                    self.report(id, MismatchKind::Duplicate, id, "");
                }
            }
        }
    }

    fn known<'i>(&mut self, at: &str, kind: Kind, ids: impl Iterator<Item = &'i String>) {
        for id in ids {
            let exists = match kind {
                Kind::Article => self.texts.contains_key(id.as_str()),
                Kind::Claim => self.claims.contains(id.as_str()),
                Kind::Event => self.events.contains(id.as_str()),
            };
            if !exists {
                self.report(at, MismatchKind::Unknown, id, "");
            }
        }
    }

    /// The words of an article at a place; reported when the place is not in the text.
    fn read(&mut self, at: &str, article: &str, place: Stretch) -> Option<&'a str> {
        let (text, offsets) = self.texts.get(article)?;
        let (start, end) = (offsets.byte(text, place.start), offsets.byte(text, place.end));
        let words = text.get(start..end).filter(|words| {
            place.end.checked_sub(place.start).is_some_and(|n| words.chars().count() == n)
        });
        if words.is_none() {
            self.report(at, MismatchKind::Offset, "", "");
        }
        words
    }

    fn same(&mut self, at: &str, kind: MismatchKind, article: &str, place: Stretch, told: &str) {
        if let Some(words) = self.read(at, article, place)
            && words != told
        {
            self.report(at, kind, told, words);
        }
    }

    fn article(&mut self, it: &Article) {
        self.known(&it.id, Kind::Article, it.copy_of.iter());
        let found = hash_of(&it.text);
        if let Some(told) = it.hash.as_deref().filter(|told| *told != found) {
            self.report(&it.id, MismatchKind::Hash, told, &found);
        }
    }

    fn claim(&mut self, it: &Claim) {
        self.known(&it.id, Kind::Article, std::iter::once(&it.article));
        self.known(&it.id, Kind::Claim, it.against.iter());
        if it.evidence.is_empty() {
            self.report(&it.id, MismatchKind::Evidence, "", "");
        }
        for evidence in &it.evidence {
            let place = Stretch { start: evidence.start, end: evidence.end };
            self.same(&it.id, MismatchKind::Quote, &it.article, place, &evidence.quote);
        }
        for (role, fillers) in &it.roles {
            let at = format!("{}/{role}", it.id);
            for (place, text) in fillers.iter().filter_map(|it| Some((it.at()?, it.text()))) {
                self.same(&at, MismatchKind::Value, &it.article, place, text);
            }
        }
        for cue in it.attribution.iter().filter_map(|it| it.cue) {
            self.read(&it.id, &it.article, cue);
        }
    }

    fn story(&mut self, it: &Story) {
        self.known(&it.id, Kind::Article, it.articles.iter());
        for origin in &it.origins {
            self.known(&format!("{}/origins", it.id), Kind::Article, origin.articles.iter());
        }
        for event in &it.events {
            self.known(&event.id, Kind::Claim, event.claims.iter());
            for slot in &event.slots {
                let at = format!("{}/{}", event.id, slot.role);
                let claims = slot.values.iter().flat_map(|it| &it.claims);
                self.known(&at, Kind::Claim, claims);
            }
        }
        let pledged = it.commitments.iter().flat_map(|it| &it.claims);
        self.known(&format!("{}/commitments", it.id), Kind::Claim, pledged);
        let at = format!("{}/exchanges", it.id);
        self.known(&at, Kind::Claim, it.exchanges.iter().flat_map(|it| &it.claims));
        for n in it.exchanges.iter().flat_map(|it| &it.against) {
            if *n >= it.exchanges.len() {
                self.report(&at, MismatchKind::Unknown, &n.to_string(), "");
            }
        }
        let at = format!("{}/missing", it.id);
        self.known(&at, Kind::Article, it.missing.iter().map(|it| &it.article));
        self.known(&at, Kind::Event, it.missing.iter().map(|it| &it.event));
        let at = format!("{}/timeline", it.id);
        self.known(&at, Kind::Event, it.timeline.iter().map(|it| &it.event));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn kinds(change: impl FnOnce(&mut Dossier)) -> Vec<(String, MismatchKind)> {
        let mut dossier = Dossier::from(&fixture::dossier());
        change(&mut dossier);
        verify(&dossier).into_iter().map(|it| (it.at, it.kind)).collect()
    }

    #[test]
    fn a_sound_dossier_has_no_mismatch() {
        assert_eq!(kinds(|_| ()), []);
    }

    #[test]
    fn a_tampered_quote_is_found() {
        let found = kinds(|it| it.claims[0].evidence[0].quote = "Rien n’a été signé".into());
        assert_eq!(found, [("c1".to_owned(), MismatchKind::Quote)]);
    }

    #[test]
    fn a_tampered_text_is_found_even_where_nothing_is_quoted() {
        let found = kinds(|it| it.articles[1].text.push_str(" Fin."));
        assert_eq!(found, [("a2".to_owned(), MismatchKind::Hash)]);
    }

    #[test]
    fn a_shifted_value_is_found() {
        let found = kinds(|it| {
            it.articles[0].text = it.articles[0].text.replacen("🐟", "🐟🐟", 1);
            it.articles[0].hash = None;
        });
        assert!(found.iter().any(|(at, kind)| at == "c1" && *kind == MismatchKind::Quote));
        assert!(found.iter().any(|(at, kind)| at == "c1/place" && *kind == MismatchKind::Value));
    }

    #[test]
    fn places_beyond_the_text_and_unknown_ids_are_found() {
        let found = kinds(|it| {
            it.claims[1].evidence[0].end = 1_000_000;
            it.stories[0].events[0].slots[0].values[0].claims.push("c99".into());
            it.stories[0].exchanges[0].against = vec![9];
            it.claims[2].id = "c2".into();
        });
        assert!(found.contains(&("c2".to_owned(), MismatchKind::Offset)));
        assert!(found.contains(&("e1/party".to_owned(), MismatchKind::Unknown)));
        assert!(found.contains(&("s1/exchanges".to_owned(), MismatchKind::Unknown)));
        assert!(found.contains(&("c2".to_owned(), MismatchKind::Duplicate)));
    }

    #[test]
    fn a_mismatch_is_told_in_a_line() {
        let mut dossier = Dossier::from(&fixture::dossier());
        dossier.claims[0].evidence[0].quote = "Rien\nn’est signé".into();
        let line = verify(&dossier)[0].says(&Words::of("fr"));
        assert!(line.starts_with(
            "c1\u{a0}: la citation «\u{a0}Rien n’est signé\u{a0}» n’est pas à sa place"
        ));
        assert!(verify(&dossier)[0].to_string().starts_with("c1: the quote"));
    }
}
