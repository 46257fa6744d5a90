//! The claims of a story laid out for weighing: completed, in order, with their origins.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use recoupe_model::{
    Claim, ClaimId, Document, DocumentId, Entity, EntityId, Happening, Lang, Mouth, Origin,
    Reading, Relations, Role, SourceKind, Story, Timestamp, Value,
};

use super::hours::Hours;
use crate::lang::{Frame, Knowledge, Likeness, Report, fold};

/// What the findings of one story are made from.
pub(super) struct Bench<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) report: &'a Lang,
    pub(super) words: Arc<Report>,
    pub(super) likeness: Likeness<'a>,
    pub(super) hours: Arc<Hours>,
    pub(super) relations: &'a Relations,
    /// In the order of publication; undated ones last.
    pub(super) readings: Vec<&'a Reading>,
    entries: BTreeMap<ClaimId, Entry>,
    /// What to call each document.
    names: Vec<String>,
    index: BTreeMap<DocumentId, usize>,
    /// The name under which the story mostly speaks of a thing.
    usual_names: BTreeMap<EntityId, String>,
    /// Words of which a happening has only one, as frames list them.
    choices: BTreeSet<&'a str>,
}

/// A claim with where it stands and whose word it is.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) claim: Claim,
    /// Index of its document in [`Bench::readings`].
    pub(super) document: usize,
    /// Indices into [`Relations::origins`].
    pub(super) origins: Vec<usize>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        knowledge: &'a Knowledge,
        report: &'a Lang,
        story: &Story,
        relations: &'a Relations,
        readings: &[&'a Reading],
    ) -> Self {
        let readings = story.readings(readings);
        let mut entries = BTreeMap::new();
        for (document, reading) in readings.iter().enumerate() {
            for claim in &reading.claims {
                let mut claim = claim.clone();
                relations.recast_claim(&mut claim);
                relations.complete_claim(&mut claim);
                let origins = relations.origins_of.get(&claim.id).cloned().unwrap_or_default();
                entries.insert(claim.id.clone(), Entry { claim, document, origins });
            }
        }
        let index = readings.iter().enumerate().map(|(at, it)| (it.document.id.clone(), at));
        let index = index.collect();
        let names = names(&readings);
        let usual_names = usual_names(&readings, report);
        let words = Report::of(knowledge, report);
        let slots = knowledge.frames.values().flat_map(Frame::slots);
        let choices = slots.flat_map(|(_, slot)| slot.choices.iter().map(String::as_str)).collect();
        let likeness =
            Likeness::new(&knowledge.kinds, &relations.inside).with_apart(&relations.apart);
        Self {
            knowledge,
            report,
            words,
            likeness,
            hours: Hours::of(knowledge),
            relations,
            readings,
            entries,
            names,
            index,
            usual_names,
            choices,
        }
    }

    /// Whether two words exclude each other: a state voted for or against.
    pub(super) fn are_two_choices(&self, a: &str, b: &str) -> bool {
        a != b && self.choices.contains(a) && self.choices.contains(b)
    }

    /// The claims of these ids, in the order of documents and words.
    pub(super) fn entries(&self, ids: &[ClaimId]) -> Vec<&Entry> {
        let mut found: Vec<&Entry> = ids.iter().filter_map(|id| self.entries.get(id)).collect();
        found.sort_by_key(|entry| entry.order());
        found
    }

    /// Every claim of the story, in the order of documents and words.
    pub(super) fn all(&self) -> Vec<&Entry> {
        let mut all: Vec<&Entry> = self.entries.values().collect();
        all.sort_by_key(|entry| entry.order());
        all
    }

    /// How many documents tell something, reprints counted with what they reprint.
    pub(super) fn tellers(&self, entries: &[&Entry]) -> usize {
        let original = |&at: &usize| {
            let id = &self.readings[at].document.id;
            self.relations.copies.get(id).unwrap_or(id)
        };
        documents(entries).iter().map(original).collect::<BTreeSet<&DocumentId>>().len()
    }

    /// The independent origins behind some claims. Where an article names a source, its own
    /// voice adds nothing: it tells what the source told it.
    pub(super) fn origins_behind(&self, entries: &[&Entry]) -> BTreeSet<usize> {
        let mut by_document: BTreeMap<usize, (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
        for entry in entries {
            let (all, cited) = by_document.entry(entry.document).or_default();
            all.extend(&entry.origins);
            // The claim must cite: an outlet that carries a nameless source elsewhere speaks
            // for itself here.
            if self.cites(entry) {
                cited.extend(&entry.origins);
            }
        }
        let told = by_document.into_values();
        told.flat_map(|(all, cited)| if cited.is_empty() { all } else { cited }).collect()
    }

    fn is_cited(&self, origin: usize) -> bool {
        self.relations.origins.get(origin).is_some_and(|mouth| mouth.cited)
    }

    /// Whether somebody was named for a claim, or a body tells it in its own release, rather than an outlet
    /// speaking for itself.
    pub(super) fn cites(&self, entry: &Entry) -> bool {
        let is_own = entry.claim.attribution.is_empty();
        entry.origins.iter().any(|&at| self.is_cited(at) && (!is_own || self.is_body(at)))
    }

    /// Whether a claim rests on the word of another outlet of the story alone.
    pub(super) fn is_of_another_outlet(&self, entry: &Entry) -> bool {
        let own = self.outlet(entry).map(plain);
        let others = || self.readings.iter().filter_map(|it| it.document.outlet.as_deref());
        let is_other = |&at: &usize| {
            self.mouth(at).is_some_and(|it| {
                let name = plain(&it.origin.name);
                own.as_ref() != Some(&name) && others().any(|outlet| plain(outlet) == name)
            })
        };
        !entry.claim.attribution.is_empty()
            && !entry.origins.is_empty()
            && entry.origins.iter().all(is_other)
    }

    /// Whether an origin is a state or another body, and not who carries its words.
    fn is_body(&self, origin: usize) -> bool {
        let bodies = [SourceKind::State, SourceKind::Institution].map(SourceKind::name);
        self.mouth(origin).is_some_and(|it| bodies.contains(&it.origin.kind.as_str()))
    }

    /// An origin.
    pub(super) fn mouth(&self, origin: usize) -> Option<&Mouth> {
        self.relations.origins.get(origin)
    }

    /// What to call an origin: a state by its name in the language of the report.
    fn mouth_name<'b>(&'b self, mouth: &'b Mouth) -> &'b str {
        let state = mouth.of.as_ref().filter(|_| mouth.origin.kind == "state");
        let known = state.and_then(|of| self.knowledge.gazetteer.name(of, self.report.code()));
        known.unwrap_or(&mouth.origin.name)
    }

    /// The names of origins, in order, each once.
    pub(super) fn origin_names(&self, origins: &BTreeSet<usize>) -> Vec<String> {
        let named: BTreeSet<&str> = origins
            .iter()
            .filter_map(|&at| self.mouth(at))
            .map(|mouth| self.mouth_name(mouth))
            .collect();
        named.into_iter().map(str::to_owned).collect()
    }

    /// The origins of the story, as the reader sees them: one line a name.
    pub(super) fn origins(&self) -> Vec<Origin> {
        let mut by_name: BTreeMap<&str, Origin> = BTreeMap::new();
        for mouth in &self.relations.origins {
            let origin = &mouth.origin;
            let name = self.mouth_name(mouth);
            let line = by_name.entry(name).or_insert_with(|| Origin {
                name: name.to_owned(),
                documents: Vec::new(),
                ..origin.clone()
            });
            line.interested |= origin.interested;
            line.documents.extend(origin.documents.iter().cloned());
        }
        let mut origins: Vec<Origin> = by_name.into_values().collect();
        for origin in &mut origins {
            origin.documents.sort();
            origin.documents.dedup();
        }
        origins.sort_by_key(|it| (Reverse(it.documents.len()), it.name.clone()));
        origins
    }

    /// What to call a document: its outlet, else its file. Two of one outlet keep both.
    pub(super) fn document_name(&self, at: usize) -> String {
        self.names.get(at).cloned().unwrap_or_default()
    }

    /// When the document of a claim was published, if it says so.
    pub(super) fn stamp(&self, entry: &Entry) -> Option<&Timestamp> {
        self.readings.get(entry.document)?.document.published.as_ref()
    }

    /// Whether one claim was surely published before another.
    pub(super) fn is_before(&self, first: &Entry, later: &Entry) -> bool {
        match (self.stamp(first), self.stamp(later)) {
            (Some(a), Some(b)) if a.date != b.date => a.date < b.date,
            (Some(a), Some(b)) => matches!((a.instant, b.instant), (Some(a), Some(b)) if a < b),
            _ => false,
        }
    }

    /// The document whose text a claim's document has: itself, or what it reprints.
    pub(super) fn original(&self, entry: &Entry) -> Option<&Document> {
        let document = &self.readings.get(entry.document)?.document;
        let root = self.relations.copies.get(&document.id).and_then(|id| self.index_of(id));
        Some(root.map_or(document, |at| &self.readings[at].document))
    }

    /// Whether two claims stand in one article, or in reprints of one.
    pub(super) fn is_one_text(&self, a: &Entry, b: &Entry) -> bool {
        self.original(a).map(|it| &it.id) == self.original(b).map(|it| &it.id)
    }

    /// The outlet of a claim's article, or of the one that it reprints.
    pub(super) fn outlet(&self, entry: &Entry) -> Option<&str> {
        self.original(entry)?.outlet.as_deref()
    }

    /// The index of a document.
    pub(super) fn index_of(&self, id: &DocumentId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// What to call several documents.
    pub(super) fn document_names(&self, documents: &BTreeSet<usize>) -> String {
        const SHOWN: usize = 4;
        let names: Vec<String> =
            documents.iter().take(SHOWN).map(|&at| self.document_name(at)).collect();
        if documents.len() > SHOWN {
            return format!("{}, … (+{})", names.join(", "), documents.len() - SHOWN);
        }
        self.words.list(&names)
    }

    /// What to call an entity in the language of the report.
    pub(super) fn entity_name(&self, entity: &Entity) -> String {
        let known = self.knowledge.gazetteer.name(&entity.id, self.report.code());
        let usual = || self.usual_names.get(&entity.id).unwrap_or(&entity.name).clone();
        known.map_or_else(usual, str::to_owned)
    }

    /// A value in a line.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Entity(entity) => self.entity_name(entity),
            other => self.words.value(other),
        }
    }

    /// The happenings that are stages of one act.
    pub(super) fn stages(&self, act: usize) -> impl Iterator<Item = &'a Happening> {
        self.relations.happenings.iter().filter(move |it| it.act == Some(act))
    }
}

impl Entry {
    fn order(&self) -> impl Ord + use<'_> {
        (self.document, self.claim.evidence.first().map(|it| it.span), &self.claim.id)
    }

    /// What fills a role.
    pub(super) fn values(&self, role: Role) -> &[Value] {
        self.claim.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The things that fill a role.
    pub(super) fn entities(&self, role: Role) -> impl Iterator<Item = &Entity> {
        self.values(role).iter().filter_map(|value| match value {
            Value::Entity(entity) => Some(entity),
            _ => None,
        })
    }
}

/// The name of an outlet without its article: « Le Courrier de Tanger » is « Courrier de Tanger ».
fn plain(name: &str) -> String {
    let folded = fold(name);
    let articles = ["le ", "la ", "les ", "l'", "the "];
    let bare = articles.into_iter().find_map(|it| folded.strip_prefix(it));
    bare.unwrap_or(&folded).to_owned()
}

/// Names of documents by which a reader tells them apart.
fn names(readings: &[&Reading]) -> Vec<String> {
    let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
    for outlet in readings.iter().filter_map(|it| it.document.outlet.as_deref()) {
        *articles.entry(outlet).or_insert(0) += 1;
    }
    let name = |reading: &&Reading| match reading.document.outlet.as_deref() {
        Some(outlet) if articles.get(outlet) == Some(&1) => outlet.to_owned(),
        Some(outlet) => format!("{outlet} ({})", stem(&reading.document)),
        None => stem(&reading.document).to_owned(),
    };
    readings.iter().map(name).collect()
}

/// Of the names of a thing one in the language of the report, if it has one there; of these the
/// one told most often, then the shortest.
fn usual_names(readings: &[&Reading], report: &Lang) -> BTreeMap<EntityId, String> {
    let mut counts: BTreeMap<&EntityId, BTreeMap<&str, (bool, usize)>> = BTreeMap::new();
    for reading in readings {
        let is_native = reading.document.language == *report;
        for value in reading.claims.iter().flat_map(|it| it.roles.values().flatten()) {
            if let Value::Entity(entity) = value {
                let names = counts.entry(&entity.id).or_default();
                let (native, count) = names.entry(&entity.name).or_insert((false, 0));
                *native |= is_native;
                *count += 1;
            }
        }
    }
    let most = |names: &BTreeMap<&str, (bool, usize)>| {
        let most = names.iter().max_by_key(|(name, told)| (**told, Reverse(name.len()), **name));
        most.map(|(name, _)| (*name).to_owned())
    };
    counts.iter().filter_map(|(id, names)| Some(((*id).clone(), most(names)?))).collect()
}

/// The documents of some claims.
pub(super) fn documents(entries: &[&Entry]) -> BTreeSet<usize> {
    entries.iter().map(|entry| entry.document).collect()
}

/// The name of the file without folder and ending.
pub(super) fn stem(document: &Document) -> &str {
    let file = document.path.rsplit(['/', '\\']).next().unwrap_or(&document.path);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ if file.is_empty() => &document.id.0,
        _ => file,
    }
}
