//! What must hold of everything that is read, for the tests and for fuzzing.

use recoupe_ingest::{Input, Options, read};
use recoupe_model::{Document, NoteKind};

/// What every document must hold, whatever it was read from.
pub(crate) fn check(document: &Document) {
    let text = &*document.text;
    assert!(!text.is_empty() && text.len() <= 512 << 10);
    assert!(!text.contains("\n\n") && !text.contains('\r') && !text.contains("  "), "{text:?}");
    let bad = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{ad}' | '\u{feff}')
    };
    assert!(!text.contains(bad), "{text:?}");
    assert!(
        text.lines().all(|line| !line.is_empty() && line.trim_matches(' ') == line),
        "{text:?}"
    );
    if let Some(title) = &document.title {
        assert!(!title.is_empty());
    }
    assert!(document.copy_of.is_none());
    // An archive knows when a page was there, which says nothing of when it was not yet.
    if let Some(range) = document.published_inferred {
        assert!(range.from.is_none() && document.published.is_none());
    }
}

/// Reads an input, checks what came out, and gives it back.
pub(crate) fn run(path: &str, bytes: &[u8]) -> (Vec<Document>, Vec<NoteKind>) {
    let input = Input { path, bytes };
    let one = read(&input, &Options::default());
    for document in &one.value {
        check(document);
    }
    assert!(!one.value.is_empty() || !one.notes.is_empty(), "neither a document nor a note");
    (one.value, one.notes.iter().map(|note| note.kind).collect())
}
