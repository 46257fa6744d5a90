//! Claims to events, documents to copies, words to mouths: how the claims of a story relate.
//!
//! In order: which documents reprint another ([`copies`]), and which sentences of two documents tell the same ([`parallel`]);
//! which years follow from the other dates of a story ([`dates`]) and where its places lie ([`located`]); which claims are of one
//! instrument ([`acts`]) and of one happening ([`events`]), also where reports part on one role of it
//! ([`versions`]) or count one lot in other words ([`counted`]); when undated documents must have been written ([`published`]); whose
//! word each claim rests on ([`origins`]).

mod acts;
mod ballot;
mod clauses;
mod copies;
mod counted;
mod dates;
mod denial;
mod draft;
mod events;
mod evidence;
mod lifetime;
mod located;
mod lot;
mod meeting;
mod origins;
mod pair;
mod parallel;
mod places;
mod published;
mod recast;
mod release;
mod said;
mod surroundings;
mod told;
mod version;
mod versions;

use recoupe_model::{Corrections, Noted, Reading, Relations, Story};

use crate::lang::{Knowledge, Likeness};
use told::Case;

/// Relates the claims of one story to one another, as far as the user does not know better.
pub fn relate(
    knowledge: &Knowledge,
    story: &Story,
    readings: &[&Reading],
    corrections: &Corrections,
) -> Noted<Relations> {
    let mut case = Case::new(knowledge, story, readings, corrections);
    let copies = copies::find(&case.readings, &corrections.reprints);
    case.mark(&copies);
    let (dated, mut notes) = dates::complete(&mut case);
    let placed = located::complete(&mut case);
    let inside = places::inside(&case.readings);
    let likeness = Likeness::new(&knowledge.kinds, &inside).with_apart(&corrections.apart);
    let acts = acts::group(&case, &likeness);
    let told = case.told.len();
    let aliases = recast::offer(&mut case, &likeness);
    let happenings = events::group(&case, &likeness, &acts, &aliases);
    let recast = recast::taken(&case, &happenings);
    case.told.truncate(told);
    let (published, more) = published::infer(&case, &happenings);
    notes.extend(more);
    let (origins, origins_of) = origins::find(&case, &copies);
    let happenings = happenings.into_iter().map(|it| it.finish(&case)).collect();
    let apart = corrections.apart.clone();
    let relations = Relations {
        copies,
        published,
        dated,
        placed,
        recast,
        happenings,
        origins,
        origins_of,
        inside,
        apart,
    };
    Noted { value: relations, notes }
}
