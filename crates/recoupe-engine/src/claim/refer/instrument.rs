//! Treaties, laws and decrees of one document: « ce traité » is the one spoken of.

use std::collections::BTreeSet;

use recoupe_model::{Class, Entity, EntityId, MentionKind, Relation, Span, Upos};

use super::seen::Seen;
use super::{describe, owner};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// The instruments that a document speaks of.
#[derive(Debug, Default)]
pub(super) struct Instruments {
    all: Vec<Instrument>,
}

#[derive(Debug)]
struct Instrument {
    /// `treaty`, `decree`, `law` …: column `kind` of `treaty_noun.tsv`.
    kind: String,
    parties: BTreeSet<String>,
    year: Option<i16>,
    /// Whether it was brought in as news: « un accord de paix ».
    is_new: bool,
    slug: String,
    lemma: String,
    /// What it is about: « sur le statut juridique de la mer ».
    matter: BTreeSet<String>,
    /// Its fullest description, in running text where there is one: headings have capitals
    /// and flourishes of their own.
    name: String,
    /// Whether `name` is from running text.
    is_from_text: bool,
}

/// What one phrase tells of an instrument.
struct Told {
    kind: String,
    parties: BTreeSet<String>,
    year: Option<i16>,
    another: bool,
    indefinite: bool,
    lemma: String,
    matter: BTreeSet<String>,
}

const PENDING: &str = "instrument:#";
/// Years from which on an instrument told by its year is none that is brought in as news.
const YEARS_AGO: i16 = 2;
/// A longer description, in characters, is no name.
const LONGEST_NAME: usize = 90;

impl Instruments {
    /// The instrument that a phrase names; its id is settled at the end.
    pub(super) fn read(
        &mut self,
        ctx: &Context<'_>,
        tree: usize,
        at: usize,
        past: &[Seen],
    ) -> Option<Entity> {
        let view = &ctx.trees[tree];
        let span = view.span(&describe::own_words(ctx, view, at));
        let text = ctx.words(span).to_owned();
        let told = told(ctx, view, at);
        let written = ctx.document.anchor().map(recoupe_model::Date::year);
        let is_past = written.zip(told.year).is_some_and(|(now, year)| now - year >= YEARS_AGO);
        let known = self.same(&told, is_past);
        // « le texte » is one only where one is spoken of.
        if known.is_none() && told.kind == "any" {
            return None;
        }
        let index = known.unwrap_or_else(|| {
            self.all.push(Instrument {
                kind: told.kind.clone(),
                parties: BTreeSet::new(),
                year: told.year,
                is_new: told.indefinite,
                slug: describe::slug(view, at),
                lemma: told.lemma.clone(),
                matter: BTreeSet::new(),
                name: String::new(),
                is_from_text: false,
            });
            self.all.len() - 1
        });
        let known = &mut self.all[index];
        known.parties.extend(told.parties);
        known.matter.extend(told.matter);
        let name = without_article(ctx, view, at, span);
        let is_from_text = view.sentence.tokens.last().is_some_and(|it| it.upos == Upos::Punct);
        let fuller = (is_from_text, name.chars().count());
        if fuller > (known.is_from_text, known.name.chars().count()) && fuller.1 < LONGEST_NAME {
            name.clone_into(&mut known.name);
            known.is_from_text = is_from_text;
        }
        let of = owner::belongs(ctx, tree, at, past);
        let id = EntityId(format!("{PENDING}{index}").into());
        Some(Entity { id, class: Class::Instrument, name: text.clone(), text, span, of })
    }

    /// The one already spoken of that nothing tells apart from this.
    fn same(&self, told: &Told, is_past: bool) -> Option<usize> {
        if told.another {
            return None;
        }
        let agrees = |known: &Instrument| {
            // « un accord » after « la convention » is another unless parties tell that it is not.
            let fresh = told.indefinite && told.parties.is_empty() && known.lemma != told.lemma;
            // « la convention sur le droit de la mer » is not « un accord de transit ».
            let of_other_matter = known.lemma != told.lemma
                && !known.matter.is_empty()
                && !told.matter.is_empty()
                && known.matter.is_disjoint(&told.matter);
            (known.kind == told.kind || told.kind == "any")
                && !fresh
                && !of_other_matter
                && (told.year.is_none()
                    || known.year == told.year
                    // « la convention de 2018 » is not the accord that is spoken of.
                    // Nor is what is signed now that of years ago.
                    || (known.year.is_none()
                        && !told.indefinite
                        && known.lemma == told.lemma
                        && !(is_past && known.is_new)))
                && (told.parties.is_subset(&known.parties)
                    || known.parties.is_subset(&told.parties)
                    || (known.parties.len() < 2 && told.parties.len() < 2))
        };
        // One that differs by its year is spoken of once; « ce traité » is the main one.
        let plain =
            (0..self.all.len()).find(|&i| agrees(&self.all[i]) && self.all[i].year == told.year);
        plain.or_else(|| (0..self.all.len()).rfind(|&i| agrees(&self.all[i])))
    }

    /// Gives parties to what the document only calls « ce traité », where two states stand out.
    pub(super) fn settle(&mut self, past: &[Seen]) {
        let mut counts: Vec<(usize, String)> = Vec::new();
        for seen in past.iter().filter(|seen| seen.entity.id.is_country()) {
            let key = alpha3(&seen.entity.id);
            match counts.iter_mut().find(|(_, known)| *known == key) {
                Some(known) => known.0 += 1,
                None => counts.push((1, key)),
            }
        }
        counts.sort_by(|a, b| b.cmp(a));
        let clear = counts.len() >= 2
            && counts[1].0 >= 2
            && counts.get(2).is_none_or(|third| third.0 * 2 <= counts[1].0);
        let main = self.all.iter().position(|it| it.kind == "treaty" && it.year.is_none());
        let Some(main) = main.filter(|_| clear).map(|i| &mut self.all[i]) else { return };
        let two: BTreeSet<String> = counts.into_iter().take(2).map(|(_, key)| key).collect();
        if main.parties.len() < 2 && main.parties.is_subset(&two) {
            main.parties = two;
        }
    }

    /// Gives an entity the id and name of its instrument.
    pub(super) fn rename(&self, entity: &mut Entity) {
        let index = entity.id.as_str().strip_prefix(PENDING).and_then(|i| i.parse::<usize>().ok());
        let Some(known) = index.and_then(|i| self.all.get(i)) else { return };
        let parties: Vec<&str> = known.parties.iter().map(String::as_str).collect();
        let mut key = if parties.len() >= 2 {
            format!("{}-{}", parties.join("-"), known.kind)
        } else {
            known.slug.clone()
        };
        if let Some(year) = known.year {
            key = format!("{key}-{year}");
        }
        entity.id = EntityId::new("instrument", &key);
        if !known.name.is_empty() {
            entity.name.clone_from(&known.name);
        }
    }
}

/// `prk` of `country:PRK`.
fn alpha3(id: &EntityId) -> String {
    id.as_str().trim_start_matches("country:").to_lowercase()
}

/// Reads parties, year and article of a phrase.
fn told(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> Told {
    let lemma = view.token(at).lemma.to_lowercase();
    let kind = ctx.pack.words("treaty_noun").get(&lemma, "kind").unwrap_or("treaty");
    let span = wide(view, at);
    let mut parties = BTreeSet::new();
    let mut year = None;
    for mention in ctx.mentions_in(span) {
        match &mention.kind {
            MentionKind::Name(entity) if entity.id.is_country() => {
                parties.insert(alpha3(&entity.id));
            }
            MentionKind::Time(time) => {
                let one = time.from.zip(time.to).filter(|(from, to)| from.year() == to.year());
                let own = view.span(&view.phrase(at)).contains(time.span);
                year = year.or(one
                    .filter(|_| own || is_founded(ctx, view, at))
                    .map(|(from, _)| from.year()));
            }
            _ => {}
        }
    }
    let word = |list: &str| {
        view.dependents(at)
            .iter()
            .any(|&d| ctx.pack.words(list).has(&view.token(d).lemma.to_lowercase()))
    };
    let indefinite = view.by(at, Relation::Det).any(|d| view.token(d).feats.has("Definite", "Ind"));
    let another = word("another");
    if !(another || indefinite) {
        year = year.filter(|_| view.by(at, Relation::Nmod).any(|d| is_year_of(ctx, view, d)));
    } else if !another {
        // « a signé un accord en 2024 »: the year of the verb is not the name of the accord.
        year = year.filter(|_| is_founded(ctx, view, at));
    }
    Told {
        kind: kind.to_owned(),
        parties,
        year,
        another: another && year.is_none(),
        indefinite,
        lemma,
        matter: matter(view, at),
    }
}

/// What the phrase says that the instrument is about: the nouns of its complements that name nobody.
fn matter(view: &Tree<'_>, at: usize) -> BTreeSet<String> {
    let complements = view.by(at, Relation::Nmod);
    let nouns = complements.flat_map(|d| view.phrase(d)).map(|d| view.token(d));
    nouns.filter(|it| it.upos == Upos::Noun).map(|it| it.lemma.to_lowercase()).collect()
}

/// « l'accord de 1994 ».
fn is_year_of(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let case = view.case(at);
    let time = |m: &recoupe_model::Mention| matches!(m.kind, MentionKind::Time(_));
    (case == "de" || case == "of" || case.is_empty())
        && ctx.mentions_in(view.span(&view.phrase(at))).any(time)
}

/// Whether an indefinite phrase has a participle that dates it (« une entente conclue en 1961 »)
/// while something else is the topic.
fn is_founded(ctx: &Context<'_>, view: &Tree<'_>, at: usize) -> bool {
    let ordinal = view
        .by(at, Relation::Amod)
        .any(|d| ctx.pack.words("another").has(&view.token(d).lemma.to_lowercase()));
    ordinal && view.by(at, Relation::Acl).next().is_some()
}

/// The phrase with its participle clause.
fn wide(view: &Tree<'_>, at: usize) -> Span {
    let own = view.span(&view.phrase(at));
    view.by(at, Relation::Acl)
        .filter(|&d| !view.token(d).deprel.is_sub("relcl"))
        .fold(own, |span, d| span.cover(view.span(&view.phrase(d))))
}

fn without_article<'a>(ctx: &Context<'a>, view: &Tree<'_>, at: usize, span: Span) -> &'a str {
    let article = view.by(at, Relation::Det).filter(|&d| d < at).last();
    let start = article.map_or(span.start(), |d| view.token(d).span.end());
    Span::new(start, span.end()).map_or("", |inner| ctx.words(inner)).trim()
}
