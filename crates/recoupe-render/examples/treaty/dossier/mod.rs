//! A small dossier made by hand: an imaginary treaty, told by three articles and a reprint.
//!
//! It has what a face must cope with: two languages, a dispute of place, a denial, a toll that
//! grows, a reprint without a date, an anonymous source, a hostile headline, emoji.

mod articles;
mod claims;
mod events;
mod story;
mod values;

use recoupe_model::{DocumentId, Dossier, Note, NoteKind};

#[cfg(test)]
pub(crate) use articles::HOSTILE;
use articles::{at, documents};
use claims::{exchange_claims, other_claims, treaty_claims};
use story::story;

/// The dossier.
pub(crate) fn dossier() -> Dossier {
    let mut claims = treaty_claims();
    claims.extend(exchange_claims());
    claims.extend(other_claims());
    let note = |article: Option<&str>, kind, words: Option<&str>, says: &str| Note {
        document: article.map(|id| DocumentId(id.into())),
        kind,
        span: words.zip(article).map(|(words, article)| at(article, words)),
        says: says.into(),
    };
    Dossier {
        documents: documents(),
        stories: vec![story()],
        claims,
        notes: vec![
            note(None, NoteKind::Unread, None, "presse/vide.html : fichier vide"),
            note(Some("a4"), NoteKind::Undated, None, "aucune date de publication"),
            note(Some("a1"), NoteKind::UnresolvedTime, Some("jeudi"), "un jeudi sans date"),
        ],
    }
}
