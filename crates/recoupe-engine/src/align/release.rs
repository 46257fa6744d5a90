//! Documents by which a body speaks for itself: the statement of a ministry, of an army, of the authority of a
//! river. What they tell is on the word of that body, as if an article had cited it.

use recoupe_model::{Class, EntityId, MentionKind, Reading};

use crate::lang::{Pack, fold};

/// A body that publishes what it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// Its name as the document gives it.
    pub(super) name: String,
    /// The state for which it speaks, where one is known.
    pub(super) of: Option<EntityId>,
}

/// The body whose own document this is; `None` for the article of an outlet.
///
/// It is one when the head of the outlet's name is in `public_body.tsv`: "Croatian Ministry of Defence",
/// « Présidence de la République ». "The Army Times" is an outlet: its head is no such noun.
pub(super) fn body(pack: Option<&Pack>, reading: &Reading) -> Option<Body> {
    let outlet = reading.document.outlet.as_deref()?;
    let head = head(outlet, reading.document.language.code())?;
    let publishes = pack?.words("public_body").has(&head);
    publishes.then(|| Body { name: outlet.to_owned(), of: state(outlet, reading) })
}

/// The noun of a name, folded to small letters: the last before a preposition in English, the first in French.
fn head(name: &str, language: &str) -> Option<String> {
    const PREPOSITIONS: [&str; 4] = ["of", "for", "on", "in"];
    const ARTICLES: [&str; 3] = ["le", "la", "les"];
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    if language == "en" {
        let cut = words.iter().position(|word| PREPOSITIONS.contains(&word.as_str()));
        return words[..cut.unwrap_or(words.len())].last().cloned();
    }
    let first = words.into_iter().find(|word| !ARTICLES.contains(&word.as_str()))?;
    Some(first.trim_start_matches("l'").trim_start_matches("l’").to_owned())
}

/// The one state that the name of a body names, or that the text says it is of.
fn state(outlet: &str, reading: &Reading) -> Option<EntityId> {
    let folded = fold(outlet);
    let names = reading.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Name(entity) => Some(entity),
        _ => None,
    });
    let mut found: Option<EntityId> = None;
    for entity in names {
        let is_itself = entity.class == Class::Organisation && fold(&entity.text) == folded;
        let is_inside = entity.id.is_country()
            && folded
                .split(|it: char| !it.is_alphanumeric())
                .any(|word| word == fold(&entity.text));
        let of = match () {
            () if is_inside => Some(&entity.id),
            () if is_itself => entity.of.as_ref(),
            () => None,
        };
        if of.is_some_and(EntityId::is_country) {
            found = of.cloned();
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_name_is_told_by_the_language() {
        assert_eq!(head("Croatian Ministry of Defence", "en").as_deref(), Some("ministry"));
        assert_eq!(head("Ligonha Basin Authority", "en").as_deref(), Some("authority"));
        assert_eq!(head("The Army Times", "en").as_deref(), Some("times"));
        assert_eq!(head("Ministère des Armées", "fr").as_deref(), Some("ministère"));
        assert_eq!(head("L'état-major", "fr").as_deref(), Some("état-major"));
        assert_eq!(head("Le Courrier du Parlement", "fr").as_deref(), Some("courrier"));
    }
}
