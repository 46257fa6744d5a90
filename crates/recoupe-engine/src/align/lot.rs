//! A lot that a happening of no known kind counts: so many of what, by which word, beside whom and what.

use std::collections::BTreeSet;

use recoupe_model::{
    Class, Entity, Lang, MentionKind, Quantity, Relation, Role, Span, Token, Value,
};

use super::draft::Draft;
use super::told::{Case, Told};
use super::version::Version;
use crate::lang::{Pack, country, fold, large_words, stems};

/// Units of weight and volume, of whatever it is.
const MEASURES: [&str; 7] = ["t", "kt", "kg", "g", "l", "m³", "barrel"];
/// Lists of nouns for people: of many one speaks in one report, each time of others.
const PEOPLE: [&str; 4] = ["person_noun", "people_noun", "troop_noun", "role_noun"];
/// Units of time in which much is drawn or carried.
const TIMES: [&str; 5] = ["hour", "day", "week", "month", "year"];
/// Words behind a count that may say in what time.
const BEHIND: usize = 2;
/// Words before a count that may say that it is of a part.
const BEFORE: usize = 2;

/// One count of one lot.
pub(super) struct Lot<'a, 'b> {
    pub(super) count: &'b Quantity,
    /// What it counts, in whatever language.
    pub(super) unit: String,
    /// The claims that give it.
    pub(super) by: Vec<&'b Told<'a>>,
    /// What lots the words around it count.
    pub(super) kinds: BTreeSet<&'b str>,
    /// Those of them of which a report needs to tell no more.
    pub(super) once: BTreeSet<&'b str>,
    /// What it is so much of: "1.8 tonnes of cocaine".
    pub(super) stuff: Vec<String>,
    /// Whom and what the claims name besides.
    pub(super) beside: Vec<&'b Entity>,
    /// The noun of which so many are told: "a convoy of 19 lorries".
    pub(super) of: Vec<String>,
    /// Whether it is a weight or volume.
    pub(super) is_measure: bool,
    /// In what time: "27 million cubic metres a year".
    pub(super) per: Option<String>,
    /// The language of the first claim that gives it.
    pub(super) language: &'b Lang,
}

/// The lots that a happening counts, one of each unit, where its claims give one count of it.
pub(super) fn lots<'a, 'b>(case: &'b Case<'a>, draft: &Draft) -> Vec<Lot<'a, 'b>> {
    let version = Version::of(case, draft);
    let mut found: Vec<Lot> = Vec::new();
    if version.is_plan {
        return found;
    }
    let mut several: BTreeSet<String> = BTreeSet::new();
    for told in version.by {
        for value in told.values(Role::Quantity) {
            let Value::Quantity(count) = value else { continue };
            let unit = case.knowledge.kinds.unit(&count.unit);
            let Some(lot) = lot(case, told, count) else {
                several.insert(unit);
                continue;
            };
            match found.iter_mut().find(|it| it.unit == unit) {
                Some(known) if known.count.low == count.low => known.add(lot),
                Some(_) => {
                    several.insert(unit);
                }
                None => found.push(lot),
            }
        }
    }
    found.retain(|it| !several.contains(&it.unit));
    found
}

fn lot<'a, 'b>(case: &'b Case<'a>, told: &'b Told<'a>, count: &'b Quantity) -> Option<Lot<'a, 'b>> {
    let pack = case.knowledge.pack(told.language)?;
    let is_exact = count.low.is_some() && count.low == count.high && !count.approximate;
    let is_measure = MEASURES.contains(&&*count.unit);
    let is_counted = !count.unit.is_empty() && (is_measure || is_thing(case, pack, &count.unit));
    if !is_exact || !is_counted {
        return None;
    }
    let tokens = tokens(case, told, count)?;
    if is_of_another(case, told, tokens, count.span) {
        return None;
    }
    let of = governor(tokens, count.span).map(|it| it.lemma.to_string());
    let covers = |it: &Entity| it.span.overlaps(count.span);
    let is_subject = told.entities(Role::Agent).any(covers);
    let word = of.as_deref().unwrap_or(&told.claim.predicate);
    let kinds = case.knowledge.lots.of(word, of.is_none() && is_subject);
    let nouns = complements(tokens, count.span).map(|it| it.lemma.to_string());
    let mut stuff: Vec<String> = nouns.collect();
    let named = told.roles.iter().filter(|(role, _)| !matches!(role, Role::Time | Role::Place));
    let entities = named.flat_map(|(role, values)| values.iter().map(move |it| (*role, it)));
    let is_found = case.knowledge.lots.is_by_anybody(&told.claim.predicate);
    let mut beside = Vec::new();
    for (role, value) in entities {
        let Value::Entity(entity) = value else { continue };
        let is_plain = matches!(role, Role::Target | Role::Goods) && entity.class == Class::Thing;
        match () {
            () if covers(entity) => {}
            // « Les policiers ont saisi »: others were found by other policemen.
            () if role == Role::Agent && is_found && !is_named(entity) => {}
            () if is_measure && is_plain => stuff.push(entity.name.clone()),
            () => beside.push(entity),
        }
    }
    Some(Lot {
        count,
        unit: case.knowledge.kinds.unit(&count.unit),
        by: vec![told],
        once: kinds.iter().copied().filter(|it| case.knowledge.lots.is_once(it)).collect(),
        kinds,
        stuff,
        beside,
        of: of.into_iter().collect(),
        is_measure,
        per: per(pack, tokens, count.span),
        language: told.language,
    })
}

impl<'b> Lot<'_, 'b> {
    fn add(&mut self, mut other: Self)
    where
        Self: 'b,
    {
        self.by.append(&mut other.by);
        self.kinds.append(&mut other.kinds);
        self.once.append(&mut other.once);
        self.stuff.append(&mut other.stuff);
        self.beside.append(&mut other.beside);
        self.of.append(&mut other.of);
    }
}

/// Whether things are counted, of which a report tells one number: not people, hours or money.
fn is_thing(case: &Case, pack: &Pack, unit: &str) -> bool {
    let measures = pack.words("unit");
    let is_measure = measures.rows().iter().any(|row| measures.cell(row, "unit") == unit);
    let kinds = &case.knowledge.kinds;
    let mut packs = case.knowledge.packs.values();
    !is_measure
        && !kinds.counts_people(&kinds.unit(unit))
        && !packs.any(|pack| PEOPLE.iter().any(|list| pack.words(list).has(unit)))
}

/// The words of the sentence in which a count stands.
fn tokens<'b>(case: &'b Case, told: &Told, count: &Quantity) -> Option<&'b [Token]> {
    let reading = case.readings[told.document];
    reading.sentences.get(reading.sentence_at(count.span.start())).map(|it| &it.tokens[..])
}

/// The indices of the words of a count, the counted noun included.
fn own(tokens: &[Token], count: Span) -> impl Iterator<Item = usize> {
    (0..tokens.len()).filter(move |&at| tokens[at].span.overlaps(count))
}

/// The noun that a count stands behind: « le rappel de 46 000 appareils ».
fn governor(tokens: &[Token], count: Span) -> Option<&Token> {
    let mut own = own(tokens, count);
    own.find_map(|at| {
        let head = tokens[at].head.filter(|head| !tokens[*head].span.overlaps(count))?;
        (tokens[at].deprel.base == Relation::Nmod).then(|| &tokens[head])
    })
}

/// What stands behind a count: "1.8 tonnes of cocaine".
fn complements(tokens: &[Token], count: Span) -> impl Iterator<Item = &Token> {
    let is_of = move |it: &&Token| {
        let head = it.head.filter(|head| tokens[*head].span.overlaps(count));
        head.is_some() && !it.span.overlaps(count) && it.deprel.base == Relation::Nmod
    };
    tokens.iter().filter(is_of)
}

/// Whether the words say that it is of a part, or of another lot: « dont 14 camions », "six more lorries".
fn is_of_another(case: &Case, told: &Told, tokens: &[Token], count: Span) -> bool {
    let Some(pack) = case.knowledge.pack(told.language) else { return true };
    let own: Vec<usize> = own(tokens, count).collect();
    let (Some(&first), Some(&last)) = (own.first(), own.last()) else { return true };
    let words = pack.words("other_lot");
    let is_listed = |it: &Token| words.has(&fold(&it.lemma)) || words.has(&fold(&it.form));
    let near = &tokens[first.saturating_sub(BEFORE)..tokens.len().min(last + 2)];
    // « sur un autre chalutier »; « au premier semestre » is no second lot.
    let mentions = &case.readings[told.document].mentions;
    let is_of_time = |it: &Token| {
        let mut times = mentions.iter().filter(|at| matches!(at.kind, MentionKind::Time(_)));
        times.any(|at| at.span.overlaps(it.span))
    };
    let is_told_of = |it: &Token| matches!(it.deprel.base, Relation::Amod | Relation::Det);
    near.iter().any(is_listed)
        || tokens.iter().any(|it| is_told_of(it) && is_listed(it) && !is_of_time(it))
}

/// The time in which so many are counted, by the words behind: « par an », "a day".
fn per(pack: &Pack, tokens: &[Token], count: Span) -> Option<String> {
    let last = own(tokens, count).last()?;
    let times = pack.words("unit");
    let behind = tokens.iter().skip(last + 1).take(BEHIND);
    let units = behind.flat_map(|it| times.rows().iter().filter(|row| row.key() == &*it.lemma));
    units.map(|row| times.cell(row, "unit")).find(|it| TIMES.contains(it)).map(str::to_owned)
}

/// Whether words name somebody or something: « Namibie », « le convoi de l'ONU », « la flotte russe ».
pub(super) fn is_named(it: &Entity) -> bool {
    country(it).is_some() || !names(it).is_empty()
}

/// The words of a name that are capitalised.
pub(super) fn names(it: &Entity) -> BTreeSet<String> {
    large_words(&it.name).flat_map(stems).collect()
}
