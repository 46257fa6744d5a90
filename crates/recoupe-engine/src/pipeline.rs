//! The order of the rooms: the only file that knows it.

use recoupe_model::{Document, Dossier, Lang, Note, NoteKind, Noted, Reading, Story};
use recoupe_syntax::{Parser, conllu};

use crate::lang::Knowledge;
use crate::{align, claim, mention, story, weigh};

/// What the engine makes of one document before it is held against the others.
pub fn read(knowledge: &Knowledge, document: Document) -> Noted<Reading> {
    let Some(parser) = knowledge.pack(&document.language).and_then(|pack| pack.parser()) else {
        let says = format!(
            "{}: no language pack can read « {} »; its text is shown and not analysed",
            document.path, document.language
        );
        let note = note(&document, NoteKind::UnknownLanguage, says);
        let reading = Reading { document, sentences: vec![], mentions: vec![], claims: vec![] };
        return Noted { value: reading, notes: vec![note] };
    };
    let sentences = parser.parse(&document.text);
    let mentions = mention::find(knowledge, &document, &sentences);
    let claims = claim::find(knowledge, &document, &sentences, &mentions.value);
    let mut notes = mentions.notes;
    notes.extend(claims.notes);
    let value =
        Reading { document, sentences, mentions: mentions.value, claims: claims.value };
    Noted { value, notes }
}

/// Holds the readings against each other. `report` is the language of the dossier's words.
pub fn cross_check(
    knowledge: &Knowledge,
    report: &Lang,
    mut readings: Vec<Reading>,
    mut notes: Vec<Note>,
) -> Dossier {
    let grouped = story::group(knowledge, report, &readings);
    notes.extend(grouped.notes);
    let mut stories = Vec::new();
    for story in grouped.value {
        let told = weigh_story(knowledge, report, story, &mut readings);
        notes.extend(told.notes);
        stories.push(told.value);
    }
    notes.sort();
    notes.dedup();
    let claims = readings.iter().flat_map(|reading| reading.claims.iter().cloned()).collect();
    let documents = readings.into_iter().map(|reading| reading.document).collect();
    Dossier { documents, stories, claims, notes }
}

/// One story: what is reasoned out from several documents (copies, dates) goes back into them
/// before they are weighed.
fn weigh_story(
    knowledge: &Knowledge,
    report: &Lang,
    story: Story,
    readings: &mut [Reading],
) -> Noted<Story> {
    let of_story = |reading: &&Reading| story.documents.contains(&reading.document.id);
    let related = {
        let told: Vec<&Reading> = readings.iter().filter(of_story).collect();
        align::relate(knowledge, &story, &told)
    };
    for reading in readings.iter_mut() {
        related.value.complete_document(&mut reading.document);
        reading.claims.iter_mut().for_each(|claim| related.value.complete_claim(claim));
    }
    let told: Vec<&Reading> = readings.iter().filter(of_story).collect();
    let mut weighed = weigh::weigh(knowledge, report, story.clone(), &related.value, &told);
    weighed.notes.extend(related.notes);
    weighed
}

/// CoNLL-U in, CoNLL-U out: tokens stay, everything else is predicted again.
///
/// # Errors
/// When the text is not CoNLL-U; tells the line and what was expected.
pub fn reparse(parser: &Parser, text: &str) -> Result<String, String> {
    let sentences = conllu::read(text).map_err(|error| error.to_string())?;
    let surface = conllu::text(text).map_err(|error| error.to_string())?;
    Ok(conllu::write(&parser.parse_pretokenized(sentences), &surface))
}

fn note(document: &Document, kind: NoteKind, says: String) -> Note {
    Note { document: Some(document.id.clone()), kind, span: None, says }
}
