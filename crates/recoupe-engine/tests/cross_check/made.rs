//! Claims made by hand, so that the cross-check is tested apart from the reading of texts.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use recoupe_engine::lang::Knowledge;
use recoupe_engine::{align, story, weigh};
use recoupe_model::{
    Attribution, Claim, ClaimId, Class, Commitment, Corrections, Date, Document, DocumentId,
    Entity, EntityId, Evidence, Finding, Lang, Mention, MentionKind, Modality, Obligation,
    Polarity, Quantity, Reading, Relations, Role, SourceKind, Span, Story, Text, Time, Timestamp,
    Value, Verdict, Weekday,
};

pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&recoupe_data::embedded()).expect("data/ loads"))
}

/// An article in the making.
pub struct Article {
    stem: String,
    outlet: Option<String>,
    published: Option<Timestamp>,
    lang: &'static str,
    credits: Vec<String>,
    text: Option<String>,
    claims: Vec<Made>,
}

pub fn article(stem: &str) -> Article {
    Article {
        stem: stem.into(),
        outlet: None,
        published: None,
        lang: "fr",
        credits: Vec::new(),
        text: None,
        claims: Vec::new(),
    }
}

impl Article {
    pub fn outlet(mut self, name: &str) -> Self {
        self.outlet = Some(name.into());
        self
    }
    pub fn credits(mut self, name: &str) -> Self {
        self.credits.push(name.into());
        self
    }
    pub fn english(mut self) -> Self {
        self.lang = "en";
        self
    }
    pub fn on(self, year: i16, month: i8, day: i8) -> Self {
        self.at(year, month, day, None)
    }
    pub fn at(mut self, year: i16, month: i8, day: i8, hour: Option<i64>) -> Self {
        let date = Date::new(year, month, day).unwrap();
        let days = i64::from(Date::new(1970, 1, 1).unwrap().until(date).unwrap().get_days());
        let instant = hour.map(|hour| days * 86_400 + hour * 3600);
        self.published = Some(Timestamp { date, iso: date.to_string(), instant });
        self
    }
    pub fn text(mut self, text: &str) -> Self {
        self.text = Some(text.into());
        self
    }
    pub fn says(mut self, claim: Made) -> Self {
        self.claims.push(claim);
        self
    }

    pub fn read(self) -> Reading {
        let mut text = self.text.clone().unwrap_or_default();
        let id = DocumentId(self.stem.as_str().into());
        let mut claims = Vec::new();
        let mut mentions = Vec::new();
        for (number, made) in self.claims.iter().enumerate() {
            let start = text.len();
            text.push_str(&format!("{} {} {number} {}.\n", self.stem, made.0.frame, made.1));
            let span = Span::new(start, text.len() - 1).unwrap();
            let mut claim = made.0.clone();
            claim.id = ClaimId(format!("{}-{number}", self.stem).into());
            claim.document = id.clone();
            claim.evidence = vec![Evidence { span }];
            claim.against =
                made.2.iter().map(|n| ClaimId(format!("{}-{n}", self.stem).into())).collect();
            for value in claim.roles.values().flatten() {
                if let Value::Entity(entity) = value {
                    let kind = MentionKind::Name(Entity { span, ..entity.clone() });
                    mentions.push(Mention { span, kind, rule: "made".into() });
                }
            }
            claims.push(claim);
        }
        let document = Document {
            id,
            path: format!("pile/{}.txt", self.stem),
            url: None,
            outlet: self.outlet,
            title: None,
            byline: None,
            published: self.published,
            published_inferred: None,
            language: Lang::new(self.lang),
            text: text.into(),
            credits: self.credits,
            copy_of: None,
        };
        Reading { document, sentences: Vec::new(), mentions, claims }
    }
}

/// A claim in the making, words of its evidence, and the numbers of those it is against.
#[derive(Clone)]
pub struct Made(Claim, String, Vec<usize>);

pub fn claim(frame: &str) -> Made {
    let claim = Claim {
        id: ClaimId("".into()),
        document: DocumentId("".into()),
        frame: frame.into(),
        roles: BTreeMap::new(),
        predicate: frame.rsplit('.').next().unwrap_or(frame).into(),
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        attribution: Vec::new(),
        evidence: Vec::new(),
        rule: "made".into(),
        rank: None,
        commitment: None,
        against: Vec::new(),
    };
    Made(claim, String::new(), Vec::new())
}

impl Made {
    pub fn with(mut self, role: Role, value: impl Into<Filler>) -> Self {
        let Filler(value) = value.into();
        self.0.roles.entry(role).or_default().push(value);
        self
    }
    pub fn modality(mut self, modality: Modality) -> Self {
        self.0.modality = modality;
        self
    }
    pub fn denied(mut self) -> Self {
        self.0.polarity = Polarity::Negative;
        self.0.modality = Modality::Denied;
        self
    }
    pub fn not(mut self) -> Self {
        self.0.polarity = Polarity::Negative;
        self
    }
    pub fn predicate(mut self, lemma: &str) -> Self {
        self.0.predicate = lemma.into();
        self
    }
    pub fn words(mut self, words: &str) -> Self {
        self.1 = words.into();
        self
    }
    pub fn against(mut self, number: usize) -> Self {
        self.2.push(number);
        self
    }
    pub fn obliges(mut self, obligation: Obligation, immediate: bool) -> Self {
        self.0.commitment = Some(Commitment { obligation, trigger: None, immediate });
        self
    }
    /// A source, named under one cue with the others.
    pub fn by(mut self, name: &str, kind: SourceKind, of: Option<&str>) -> Self {
        let at = self.0.attribution.len();
        self.0.attribution.push(Attribution {
            name: name.into(),
            entity: None,
            of: of.map(|code| EntityId::new("country", code)),
            kind,
            anonymous: false,
            span: Span::new(at * 10, at * 10 + 5).unwrap(),
            cue: Span::new(0, 1),
        });
        self
    }
    pub fn unnamed(mut self, name: &str, kind: SourceKind, of: Option<&str>) -> Self {
        self = self.by(name, kind, of);
        if let Some(last) = self.0.attribution.last_mut() {
            last.anonymous = true;
        }
        self
    }
    /// The last source is told by the one before it.
    pub fn nested(mut self) -> Self {
        if let Some(last) = self.0.attribution.last_mut() {
            last.cue = Span::new(90, 95);
            last.span = Span::new(900, 905).unwrap();
        }
        self
    }
}

/// A value, from what is handy in a test.
pub struct Filler(Value);

impl From<Entity> for Filler {
    fn from(it: Entity) -> Self {
        Self(Value::Entity(it))
    }
}
impl From<Time> for Filler {
    fn from(it: Time) -> Self {
        Self(Value::Time(it))
    }
}
impl From<Quantity> for Filler {
    fn from(it: Quantity) -> Self {
        Self(Value::Quantity(it))
    }
}
impl From<&str> for Filler {
    fn from(it: &str) -> Self {
        Self(Value::Text(Text { text: it.into(), span: Span::default() }))
    }
}

fn entity(prefix: &str, class: Class, name: &str, of: Option<&str>) -> Entity {
    let key = name.to_lowercase().replace(' ', "-");
    let id = EntityId::new(prefix, &key);
    let of = of.map(|code| EntityId::new("country", code));
    Entity { id, class, name: name.into(), text: name.into(), span: Span::default(), of }
}
pub fn country(code: &str) -> Entity {
    Entity { id: EntityId::new("country", code), ..entity("country", Class::Country, code, None) }
}
pub fn place(name: &str, of: Option<&str>) -> Entity {
    entity("place", Class::Place, name, of)
}
pub fn person(name: &str, of: Option<&str>) -> Entity {
    entity("person", Class::Person, name, of)
}
pub fn body(name: &str, of: Option<&str>) -> Entity {
    entity("org", Class::Organisation, name, of)
}
pub fn people(name: &str, of: Option<&str>) -> Entity {
    entity("group", Class::Group, name, of)
}
pub fn text_of(name: &str) -> Entity {
    entity("instrument", Class::Instrument, name, None)
}
pub fn thing(name: &str) -> Entity {
    entity("thing", Class::Thing, name, None)
}

pub fn day(year: i16, month: i8, day: i8) -> Time {
    let date = Date::new(year, month, day).unwrap();
    Time { from: Some(date), to: Some(date), text: format!("le {day}"), ..Time::default() }
}
pub fn month(year: i16, month: i8) -> Time {
    let first = Date::new(year, month, 1).unwrap();
    Time { from: Some(first), to: Some(first.last_of_month()), ..Time::default() }
}
pub fn year(year: i16) -> Time {
    let first = Date::new(year, 1, 1).unwrap();
    Time { from: Some(first), to: Some(first.last_of_year()), ..Time::default() }
}
/// A month, and a day of it, without a year.
pub fn yearless(month: i8, day: Option<i8>, text: &str) -> Time {
    Time { month: Some(month), day, text: text.into(), ..Time::default() }
}
pub fn weekday(weekday: Weekday) -> Time {
    Time { weekday: Some(weekday), text: "ce jour".into(), ..Time::default() }
}
pub fn number(amount: f64, unit: &str) -> Quantity {
    let (low, high, span) = (Some(amount), Some(amount), Span::default());
    let text = format!("{amount} {unit}");
    Quantity { low, high, unit: unit.into(), approximate: false, text, span }
}
pub fn about(amount: f64, unit: &str) -> Quantity {
    Quantity { approximate: true, ..number(amount, unit) }
}
pub fn at_least(amount: f64, unit: &str) -> Quantity {
    Quantity { high: None, ..number(amount, unit) }
}

/// What the cross-check makes of a pile.
pub struct Checked {
    pub story: Story,
    pub relations: Relations,
}

pub fn check(articles: Vec<Article>) -> Checked {
    let readings: Vec<Reading> = articles.into_iter().map(Article::read).collect();
    check_read(readings)
}

pub fn check_read(readings: Vec<Reading>) -> Checked {
    let report = Lang::new("fr");
    let all: Vec<&Reading> = readings.iter().collect();
    let documents = readings.iter().map(|it| it.document.id.clone()).collect();
    let story = Story { id: "s1".into(), documents, ..Story::default() };
    let relations = align::relate(knowledge(), &story, &all, &Corrections::default()).value;
    let story = weigh::weigh(knowledge(), &report, story, &relations, &all).value;
    Checked { story, relations }
}

pub fn stories(articles: Vec<Article>) -> Vec<Vec<String>> {
    let readings: Vec<Reading> = articles.into_iter().map(Article::read).collect();
    let stories = story::group(knowledge(), &Lang::new("fr"), &readings).value;
    let names = |it: &Story| it.documents.iter().map(ToString::to_string).collect();
    stories.iter().map(names).collect()
}

impl Checked {
    /// Every disputed slot, as `frame.role`.
    pub fn disputes(&self) -> Vec<String> {
        let events = self.story.events.iter();
        events
            .flat_map(|event| event.slots.iter().map(move |slot| (event, slot)))
            .filter(|(_, slot)| slot.verdict == Verdict::Disputed)
            .map(|(event, slot)| format!("{}.{}", event.frame, slot.role.name()))
            .collect()
    }
    /// The findings of a role of all events of a frame.
    pub fn findings(&self, frame: &str, role: Role) -> Vec<&Finding> {
        let events = self.story.events.iter().filter(|event| &*event.frame == frame);
        events.flat_map(|event| &event.slots).filter(|slot| slot.role == role).collect()
    }
    pub fn finding(&self, frame: &str, role: Role) -> &Finding {
        self.findings(frame, role).first().expect("the slot has a finding")
    }
    /// How many events of a frame there are.
    pub fn events(&self, frame: &str) -> usize {
        self.story.events.iter().filter(|event| &*event.frame == frame).count()
    }
    /// The articles behind each position.
    pub fn camps(&self, finding: &Finding) -> Vec<Vec<String>> {
        let stem = |id: &ClaimId| id.0.rsplit_once('-').map_or("", |(stem, _)| stem).to_owned();
        let mut camps = Vec::new();
        for position in &finding.positions {
            let mut camp: Vec<String> = position.claims.iter().map(stem).collect();
            camp.sort();
            camp.dedup();
            camps.push(camp);
        }
        camps
    }
}
