//! The order of the rooms: the only place that knows it.

mod passage;

use std::collections::BTreeMap;
use std::sync::Arc;

use recoupe_model::{
    Corrections, Document, DocumentId, Dossier, Lang, Note, Noted, Reading, Sentence, Story,
};
use recoupe_syntax::{Parser, conllu};

use crate::lang::{Knowledge, Mistake, Report};
use crate::{align, claim, correct, leftover, mention, naming, spelt, story, weigh};

/// What the rooms would silently pass over in the data: rows and rules that mean nothing to them.
///
/// Not done at each start, since the shipped data has none: for data of the user's own.
pub fn proofread(knowledge: &Knowledge) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> =
        knowledge.packs.values().filter_map(Report::mistakes).collect();
    mistakes.extend(mention::mistakes(knowledge));
    mistakes.extend(claim::mistakes(knowledge));
    mistakes.sort();
    mistakes
}

/// What the engine makes of one document before it is held against the others.
///
/// A document whose language has no pack comes back as it is, with nothing found in it: that
/// it is in no known language was noted when it was read.
pub fn read(knowledge: &Knowledge, document: Document) -> Noted<Reading> {
    let Some(parser) = knowledge.pack(&document.language).and_then(|pack| pack.parser()) else {
        let (sentences, mentions, claims) = (Vec::new(), Vec::new(), Vec::new());
        return Noted::clean(Reading { document, sentences, mentions, claims });
    };
    let sentences = parser.parse(&document.text);
    read_parsed(knowledge, document, sentences)
}

/// What the engine makes of a document whose trees are known: those of a treebank, say.
///
/// The spans of the sentences point into the text of the document.
pub fn read_parsed(
    knowledge: &Knowledge,
    document: Document,
    sentences: Vec<Sentence>,
) -> Noted<Reading> {
    let mentions = mention::find(knowledge, &document, &sentences);
    let passages = passage::find(knowledge, &document, &sentences, &mentions.value);
    if !passages.is_empty() {
        return passage::read(knowledge, document, &sentences, &passages);
    }
    let claims = claim::find(knowledge, &document, &sentences, &mentions.value);
    let mut notes = mentions.notes;
    notes.extend(claims.notes);
    let (mentions, claims) = (mentions.value, claims.value);
    Noted { value: Reading { document, sentences, mentions, claims }, notes }
}

/// Gives people whom several articles spell differently one identity each; the words as written
/// stay. Their name is that of an article in this language, if there is one.
///
/// [`cross_check`] does it by itself; this is for who only looks at the readings.
pub fn unite_names(knowledge: &Knowledge, language: &Lang, readings: &mut [Reading]) {
    spelt::unite(knowledge, language, readings);
}

/// Holds the readings against each other. `report` is the language of the dossier's words.
pub fn cross_check(
    knowledge: &Knowledge,
    report: &Lang,
    readings: Vec<Reading>,
    notes: Vec<Note>,
) -> Dossier {
    cross_check_corrected(knowledge, report, readings, notes, Corrections::default())
}

/// Holds the readings against each other, as far as the user does not know better.
pub fn cross_check_corrected(
    knowledge: &Knowledge,
    report: &Lang,
    mut readings: Vec<Reading>,
    mut notes: Vec<Note>,
    mut corrections: Corrections,
) -> Dossier {
    spelt::unite(knowledge, report, &mut readings);
    notes.extend(correct::apply(&Report::of(knowledge, report), &mut corrections, &mut readings));
    let grouped = story::group(knowledge, report, &readings);
    notes.extend(grouped.notes);
    let at: BTreeMap<DocumentId, usize> =
        readings.iter().enumerate().map(|(i, it)| (it.document.id.clone(), i)).collect();
    let mut stories = Vec::new();
    for story in grouped.value {
        let members: Vec<usize> =
            story.documents.iter().filter_map(|id| at.get(id).copied()).collect();
        let desk = Desk { knowledge, report, corrections: &corrections };
        let told = desk.weigh_story(story, &members, &mut readings);
        notes.extend(told.notes);
        stories.push(told.value);
    }
    let words = Report::of(knowledge, report);
    notes.extend(readings.iter().flat_map(|reading| leftover::notes(&words, reading)));
    notes.sort();
    notes.dedup();
    let mut claims: Vec<_> =
        readings.iter().flat_map(|reading| reading.claims.iter().cloned()).collect();
    naming::translate(knowledge, report, &mut stories, &mut claims);
    for claim in &mut claims {
        tell(knowledge, &mut claim.frame);
    }
    let events = stories.iter_mut().flat_map(|story| &mut story.events);
    events.for_each(|event| tell(knowledge, &mut event.frame));
    let documents = readings.into_iter().map(|reading| reading.document).collect();
    Dossier { documents, stories, claims, notes }
}

/// The type that a dossier has for a frame.
fn tell(knowledge: &Knowledge, frame: &mut Arc<str>) {
    if let Some(known) = knowledge.frames.get(&**frame).filter(|it| it.told_as.is_some()) {
        *frame = known.wire().into();
    }
}

/// Gives the claims of readings that are not held against each other the types that a dossier has for them.
pub fn tell_types(knowledge: &Knowledge, readings: &mut [Reading]) {
    let claims = readings.iter_mut().flat_map(|reading| &mut reading.claims);
    claims.for_each(|claim| tell(knowledge, &mut claim.frame));
}

/// What every story is weighed by.
struct Desk<'a> {
    knowledge: &'a Knowledge,
    report: &'a Lang,
    corrections: &'a Corrections,
}

impl Desk<'_> {
    /// One story: what is reasoned out from several documents (copies, dates) goes back into
    /// them before they are weighed.
    fn weigh_story(&self, story: Story, at: &[usize], readings: &mut [Reading]) -> Noted<Story> {
        let told: Vec<&Reading> = at.iter().map(|&i| &readings[i]).collect();
        let related = align::relate(self.knowledge, &story, &told, self.corrections);
        for &i in at {
            let reading = &mut readings[i];
            related.value.complete_document(&mut reading.document);
            reading.claims.iter_mut().for_each(|claim| related.value.complete_claim(claim));
        }
        let told: Vec<&Reading> = at.iter().map(|&i| &readings[i]).collect();
        let mut weighed = weigh::weigh(self.knowledge, self.report, story, &related.value, &told);
        weighed.notes.extend(related.notes);
        weighed
    }
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
