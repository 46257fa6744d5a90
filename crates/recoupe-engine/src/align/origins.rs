//! Whose word each claim rests on: the cited source, else the credited agency, else the outlet.
//!
//! Official voices of one state are one origin; an agency is its own; a source without a name
//! or country is whoever carries it. A reprint has the origins of what it reprints.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{
    Attribution, ClaimId, Class, Document, DocumentId, EntityId, MentionKind, Mouth, Origin,
    Reading, Role, SourceKind,
};

use super::release::{self, Body};
use super::told::{Case, Told};
use crate::lang::{Report, country, fold, words};

/// Letters by which words of two languages are held to be one.
const START: usize = 4;

/// Letters of a source's name that stand between it and another under one cue.
const LIST_GAP: usize = 40;

/// An origin before it has its number.
#[derive(Clone, Debug)]
struct Found {
    key: String,
    name: String,
    kind: String,
    of: Option<EntityId>,
    cited: bool,
}

/// The origins of a story, and those of each claim.
pub(super) fn find(
    case: &Case,
    copies: &BTreeMap<DocumentId, DocumentId>,
) -> (Vec<Mouth>, BTreeMap<ClaimId, Vec<usize>>) {
    let desk = Desk::new(case, copies);
    let mut number: BTreeMap<String, usize> = BTreeMap::new();
    let mut mouths: Vec<Mouth> = Vec::new();
    let mut of_claim = BTreeMap::new();
    let involved = involved(case);
    for told in &case.told {
        let mut numbers = BTreeSet::new();
        for found in desk.origins(told) {
            let at = *number.entry(found.key.clone()).or_insert(mouths.len());
            if at == mouths.len() {
                mouths.push(mouth(&found, &involved));
            }
            let mouth = &mut mouths[at];
            mouth.cited |= found.cited;
            let document = &case.readings[told.document].document.id;
            if mouth.origin.documents.last() != Some(document) {
                mouth.origin.documents.push(document.clone());
            }
            numbers.insert(at);
        }
        of_claim.insert(told.claim.id.clone(), numbers.into_iter().collect());
    }
    let told: Vec<String> = case.corrections.interested.iter().map(|it| fold(it)).collect();
    for mouth in &mut mouths {
        mouth.origin.interested |= told.contains(&fold(&mouth.origin.name))
            || mouth.of.as_ref().is_some_and(|of| told.contains(&fold(of.as_str())));
    }
    (mouths, of_claim)
}

fn mouth(found: &Found, involved: &BTreeSet<EntityId>) -> Mouth {
    let interested = found.of.as_ref().is_some_and(|of| involved.contains(of));
    let (name, kind) = (found.name.clone(), found.kind.clone());
    let origin = Origin { name, kind, interested, documents: Vec::new() };
    Mouth { origin, of: found.of.clone(), cited: found.cited }
}

/// Countries that the claims tell of as doing or suffering something.
fn involved(case: &Case) -> BTreeSet<EntityId> {
    const ROLES: [Role; 11] = [
        Role::Party,
        Role::Agent,
        Role::Participant,
        Role::Visitor,
        Role::Host,
        Role::Sender,
        Role::Receiver,
        Role::Target,
        Role::Force,
        Role::Beneficiary,
        Role::Mediator,
    ];
    let told = case.told.iter().filter(|told| !told.frame.speech && told.frame.name != "other");
    told.flat_map(|told| ROLES.iter().flat_map(|&role| told.entities(role)))
        .filter_map(country)
        .cloned()
        .collect()
}

/// What is needed to name the origins of a claim.
struct Desk<'a, 'b> {
    case: &'b Case<'a>,
    /// The document whose voice each document's own voice is.
    voice: Vec<usize>,
    /// The body that speaks for itself in each document, if one does.
    bodies: Vec<Option<Body>>,
    /// How many documents credit each agency.
    credits: BTreeMap<String, usize>,
    /// The language that most documents are in.
    lang: String,
    independent: BTreeSet<String>,
}

impl<'a, 'b> Desk<'a, 'b> {
    fn new(case: &'b Case<'a>, copies: &BTreeMap<DocumentId, DocumentId>) -> Self {
        let at: BTreeMap<&DocumentId, usize> =
            case.readings.iter().enumerate().map(|(i, it)| (&it.document.id, i)).collect();
        let voice = case.readings.iter().enumerate().map(|(i, it)| {
            let root = copies.get(&it.document.id);
            root.and_then(|root| at.get(root)).copied().unwrap_or(i)
        });
        let mut voice: Vec<usize> = voice.collect();
        // Of what a body released and others reprint, its own release is the first.
        let pack = |it: &Reading| case.knowledge.pack(&it.document.language);
        let bodies: Vec<Option<Body>> =
            case.readings.iter().map(|it| release::body(pack(it), it)).collect();
        for (i, body) in bodies.iter().enumerate() {
            if body.is_some() {
                let root = voice[i];
                voice.iter_mut().filter(|of| **of == root).for_each(|of| *of = i);
            }
        }
        let mut credits = BTreeMap::new();
        let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
        for reading in &case.readings {
            for credit in &reading.document.credits {
                *credits.entry(fold(credit)).or_insert(0) += 1;
            }
            *languages.entry(reading.document.language.code()).or_insert(0) += 1;
        }
        let most =
            languages.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code)));
        let lang = most.map_or_else(String::new, |(code, _)| (*code).to_owned());
        let packs = case.knowledge.packs.keys();
        let independent = packs
            .flat_map(|lang| Report::of(case.knowledge, lang).independent.clone())
            .map(|word| fold(&word))
            .collect();
        Self { case, voice, bodies, credits, lang, independent }
    }

    fn origins(&self, told: &Told) -> Vec<Found> {
        let sources = ultimate(&told.claim.attribution);
        if sources.is_empty() {
            return vec![self.own_voice(told.document)];
        }
        sources.into_iter().map(|source| self.of_source(source, told)).collect()
    }

    fn of_source(&self, source: &Attribution, told: &Told) -> Found {
        if is_carrier(source.kind) && source.kind != SourceKind::Document {
            return self.named(source);
        }
        let of = self.state(source).or_else(|| self.author(source, told));
        if let Some(of) = of {
            return self.of_state(source, of);
        }
        let is_nobody = source.anonymous || source.name.trim().is_empty();
        if is_nobody || is_pronoun(&source.name) || is_unsigned(source) {
            return self.carrier(told);
        }
        self.named(source)
    }

    /// The state for which a source speaks.
    fn state(&self, source: &Attribution) -> Option<EntityId> {
        let own = source.entity.clone().filter(EntityId::is_country);
        // An armed group or a party speaks for itself, wherever it is at home.
        let known = source.entity.as_ref().and_then(|id| self.case.knowledge.gazetteer.get(id));
        if known.is_some_and(|it| it.is_private() && it.stands_for.is_none()) {
            return None;
        }
        let of = own.or_else(|| source.of.clone())?;
        let speaks_for_itself =
            words(&source.name).any(|range| self.independent.contains(&fold(&source.name[range])));
        (!speaks_for_itself && of.is_country()).then_some(of)
    }

    /// The state whose body wrote a document, where the words name it: « selon un nouveau bilan du
    /// ministère kirghize de la Santé ».
    fn author(&self, source: &Attribution, told: &Told) -> Option<EntityId> {
        if source.kind != SourceKind::Document {
            return None;
        }
        let mentions = &self.case.readings[told.document].mentions;
        let from = mentions.partition_point(|it| it.span.start() < source.span.start());
        let inside = mentions[from..].iter().take_while(|it| it.span.end() <= source.span.end());
        let mut bodies = inside.filter_map(|mention| match &mention.kind {
            MentionKind::Name(it) if it.class == Class::Organisation => Some(it),
            _ => None,
        });
        let body = bodies.next().filter(|_| bodies.next().is_none())?;
        self.state(&Attribution {
            entity: Some(body.id.clone()),
            of: body.of.clone(),
            ..source.clone()
        })
    }

    fn of_state(&self, source: &Attribution, of: EntityId) -> Found {
        let cited = true;
        if source.kind == SourceKind::Expert {
            // An expert is not the state of the country; unnamed ones of one country are one.
            let key = if source.anonymous { format!("expert:{of}") } else { self.key(source) };
            let (name, kind) = (source.name.clone(), source.kind.name().to_owned());
            return Found { key, name, kind, of: Some(of), cited };
        }
        let name = self.case.knowledge.gazetteer.name(&of, &self.lang);
        let name = name.map_or_else(|| source.name.clone(), str::to_owned);
        let kind = SourceKind::State.name().to_owned();
        Found { key: of.to_string(), name, kind, of: Some(of), cited }
    }

    /// A body that speaks for itself: for its state, where that is known.
    fn of_body(&self, body: &Body) -> Found {
        let of = body.of.clone();
        let name = of.as_ref().and_then(|of| self.case.knowledge.gazetteer.name(of, &self.lang));
        let name = name.map_or_else(|| body.name.clone(), str::to_owned);
        let key = of.as_ref().map_or_else(|| self.body_key(&body.name), ToString::to_string);
        let kind = if of.is_some() { SourceKind::State } else { SourceKind::Institution };
        Found { key, name, kind: kind.name().to_owned(), of, cited: true }
    }

    fn named(&self, source: &Attribution) -> Found {
        let (key, kind) = (self.key(source), source.kind.name().to_owned());
        let known = source.entity.as_ref();
        let name = known.and_then(|id| self.case.knowledge.gazetteer.name(id, &self.lang));
        let name = name.map_or_else(|| source.name.clone(), str::to_owned);
        Found { key, name, kind, of: source.of.clone(), cited: true }
    }

    /// Names of one source in two languages have one key; so have an agency's as a source and
    /// as an outlet.
    fn key(&self, source: &Attribution) -> String {
        let known = source.entity.as_ref();
        let name = known.and_then(|id| self.case.knowledge.gazetteer.name(id, "en"));
        match name {
            None if is_body(source.kind) => self.body_key(&source.name),
            _ => self.name_key(name.unwrap_or(&source.name)),
        }
    }

    /// « le gouvernement régional kurde », "the Kurdish regional government": described rather
    /// than named, by words that begin alike in both languages.
    fn body_key(&self, name: &str) -> String {
        let words = self.case.knowledge.kinds.name_key(name).into_iter();
        let mut starts: Vec<String> =
            words.map(|word| word.chars().take(START).collect()).collect();
        starts.sort();
        format!("name:{}", starts.join(" "))
    }

    fn name_key(&self, name: &str) -> String {
        format!("name:{}", self.case.knowledge.kinds.name_key(name).join(" "))
    }

    /// The full name of an agency that is credited by a short one: « AFP ».
    fn agency(&self, credit: &str) -> Option<&str> {
        let gazetteer = &self.case.knowledge.gazetteer;
        let short = fold(credit);
        let mut packs = self.case.knowledge.packs.keys();
        packs.find_map(|lang| {
            let way = gazetteer.all(lang.code()).iter().find(|way| way.key() == short)?;
            let id = &gazetteer.known(way).id;
            gazetteer.name(id, "en").filter(|_| id.to_string().starts_with("org:"))
        })
    }

    /// Who passes on the words of a source that is not named.
    fn carrier(&self, told: &Told) -> Found {
        let mut outer = told.claim.attribution.iter();
        match outer.find(|source| is_carrier(source.kind) && !source.anonymous) {
            Some(source) if source.kind != SourceKind::Document => self.named(source),
            _ => Found { cited: true, ..self.own_voice(told.document) },
        }
    }

    fn own_voice(&self, document: usize) -> Found {
        let voice = self.voice[document];
        let document = &self.case.readings[voice].document;
        if let Some(body) = self.bodies[voice].as_ref().filter(|_| document.credits.is_empty()) {
            return self.of_body(body);
        }
        let most_credited = document.credits.iter().max_by_key(|credit| {
            (self.credits.get(&fold(credit)).copied(), std::cmp::Reverse(fold(credit)))
        });
        let (name, kind) = match (most_credited, &document.outlet) {
            (Some(credit), _) => (credit.clone(), "agency"),
            (None, Some(outlet)) => (outlet.clone(), "outlet"),
            (None, None) => (stem(document).to_owned(), "article"),
        };
        let key = match kind {
            "article" => format!("article:{}", document.id),
            _ => self.name_key(self.agency(&name).unwrap_or(&name)),
        };
        Found { key, name, kind: kind.to_owned(), of: None, cited: false }
    }
}

/// Those on whom it ultimately rests: the innermost, and those named beside it under one cue.
fn ultimate(chain: &[Attribution]) -> Vec<&Attribution> {
    let Some(innermost) = chain.last() else { return Vec::new() };
    let mut sources = vec![innermost];
    for source in chain.iter().rev().skip(1) {
        let same_cue = source.cue.is_some() && source.cue == innermost.cue;
        let gap = sources.iter().map(|it| gap(it, source)).min().unwrap_or(usize::MAX);
        let no_cue = source.cue.is_none() && innermost.cue.is_none() && gap <= LIST_GAP;
        if same_cue || no_cue {
            sources.push(source);
        }
    }
    // A carrier among sources only carries.
    if sources.iter().any(|it| !is_carrier(it.kind)) {
        sources.retain(|it| !is_carrier(it.kind));
    }
    sources
}

fn gap(a: &Attribution, b: &Attribution) -> usize {
    let (first, second) = if a.span <= b.span { (a.span, b.span) } else { (b.span, a.span) };
    second.start().saturating_sub(first.end())
}

fn is_carrier(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Agency | SourceKind::Media | SourceKind::Document)
}

/// « selon un nouveau bilan »: a document of which nobody is told to be the author.
fn is_unsigned(source: &Attribution) -> bool {
    let is_named = source.name.contains(char::is_uppercase);
    source.kind == SourceKind::Document && source.entity.is_none() && !is_named
}

fn is_body(kind: SourceKind) -> bool {
    use SourceKind::{Diplomatic, Institution, Military, Official, State};
    matches!(kind, State | Official | Institution | Military | Diplomatic)
}

fn is_pronoun(name: &str) -> bool {
    name.chars().count() <= 4 && name.chars().all(char::is_lowercase)
}

/// The name of the file without folder and ending.
fn stem(document: &Document) -> &str {
    let file = document.path.rsplit(['/', '\\']).next().unwrap_or(&document.path);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ if file.is_empty() => &document.id.0,
        _ => file,
    }
}
