//! Piles of made-up readings, of any size, the same for the same seed: articles of many stories
//! over weeks, in French and English, as the rooms before `story` would hand them on.

use std::collections::BTreeMap;
use std::sync::Arc;

use recoupe_model::{
    Attribution, Claim, ClaimId, Class, Date, Document, DocumentId, Entity, EntityId, Evidence,
    Lang, Mention, MentionKind, Modality, Polarity, Quantity, Reading, Role, SourceKind, Span,
    Time, Timestamp, Value,
};

/// Codes, French and English names of states.
const STATES: [(&str, &str, &str); 24] = [
    ("FRA", "France", "France"),
    ("DEU", "Allemagne", "Germany"),
    ("POL", "Pologne", "Poland"),
    ("MDA", "Moldavie", "Moldova"),
    ("TUR", "Turquie", "Turkey"),
    ("EGY", "Égypte", "Egypt"),
    ("KEN", "Kenya", "Kenya"),
    ("JPN", "Japon", "Japan"),
    ("IND", "Inde", "India"),
    ("BRA", "Brésil", "Brazil"),
    ("CHL", "Chili", "Chile"),
    ("PER", "Pérou", "Peru"),
    ("MEX", "Mexique", "Mexico"),
    ("CAN", "Canada", "Canada"),
    ("SWE", "Suède", "Sweden"),
    ("NOR", "Norvège", "Norway"),
    ("GRC", "Grèce", "Greece"),
    ("ITA", "Italie", "Italy"),
    ("ESP", "Espagne", "Spain"),
    ("PHL", "Philippines", "Philippines"),
    ("VNM", "Vietnam", "Vietnam"),
    ("THA", "Thaïlande", "Thailand"),
    ("SDN", "Soudan", "Sudan"),
    ("TCD", "Tchad", "Chad"),
];
const FILLER: [&str; 32] = [
    "marché", "route", "hiver", "conseil", "usine", "rivière", "école", "budget", "report",
    "bridge", "village", "minister", "harbour", "window", "letter", "garden", "season", "market",
    "paper", "council", "train", "valley", "question", "answer", "street", "music", "border",
    "figure", "promise", "summer", "court", "signal",
];

/// Small steps of a generator that is the same everywhere.
struct Dice(u64);

impl Dice {
    /// The generator of a seed.
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }
}

/// What one story is about.
struct Matter {
    number: usize,
    actors: [usize; 2],
    frame: &'static str,
    town: String,
    person: String,
    day: usize,
    amount: usize,
    words: Vec<&'static str>,
}

/// `count` readings of about a twentieth as many stories, over sixty days: most of a dozen
/// articles, a few of hundreds; every tenth a reprint.
pub(crate) fn readings(count: usize, seed: u64) -> Vec<Reading> {
    let mut dice = Dice::new(seed);
    let stories = (count / 20).max(1);
    let matters: Vec<Matter> = (0..stories).map(|at| Matter::roll(at, &mut dice)).collect();
    let mut out: Vec<Reading> = Vec::with_capacity(count);
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..count {
        // A few stories have many articles.
        let drawn = dice.roll(stories);
        let story = if dice.roll(4) == 0 { drawn / 16 } else { drawn };
        let copied = last.get(&story).copied().filter(|_| dice.roll(10) == 0);
        let reading = match copied {
            Some(original) => reprint(&out[original], at),
            None => Article::new(&matters[story], at, &mut dice).finish(),
        };
        last.entry(story).or_insert(at);
        out.push(reading);
    }
    out
}

impl Matter {
    fn roll(number: usize, dice: &mut Dice) -> Self {
        const FRAMES: [&str; 4] = ["transfer", "treaty.sign", "casualties", "sanction.impose"];
        let first = dice.roll(STATES.len());
        let second = (first + 1 + dice.roll(STATES.len() - 1)) % STATES.len();
        Self {
            number,
            actors: [first, second],
            frame: FRAMES[dice.roll(FRAMES.len())],
            town: format!("Ville{number}"),
            person: format!("Nom{number}"),
            day: dice.roll(57),
            amount: 3 + dice.roll(90),
            words: (0..12).map(|_| FILLER[dice.roll(FILLER.len())]).collect(),
        }
    }
}

/// The same text from another outlet, a day later at most.
fn reprint(original: &Reading, at: usize) -> Reading {
    let mut reading = original.clone();
    let id = DocumentId(format!("a{at:06}").into());
    reading.document.path = format!("{at:06}.txt");
    reading.document.outlet = Some(format!("outlet{}.example", at % 97));
    for (number, claim) in reading.claims.iter_mut().enumerate() {
        claim.id = ClaimId(format!("c{at:06}-{number}").into());
        claim.document = id.clone();
    }
    reading.document.id = id;
    reading
}

/// A text in the making with what stands in it.
struct Article<'a> {
    matter: &'a Matter,
    at: usize,
    french: bool,
    day: usize,
    text: String,
    mentions: Vec<Mention>,
    claims: Vec<Claim>,
}

impl<'a> Article<'a> {
    fn new(matter: &'a Matter, at: usize, dice: &mut Dice) -> Self {
        let (french, day) = (at.is_multiple_of(2), matter.day + dice.roll(4));
        let (text, mentions, claims) = (String::new(), Vec::new(), Vec::new());
        let mut it = Self { matter, at, french, day, text, mentions, claims };
        it.main_sentence(dice);
        for _ in 0..4 {
            it.filler(dice);
            let state = if dice.roll(3) == 0 {
                dice.roll(STATES.len())
            } else {
                matter.actors[dice.roll(2)]
            };
            let speaker = it.name(state);
            it.claim("declare", vec![(Role::Speaker, vec![speaker])], None);
            it.end();
        }
        it
    }

    /// The happening of the story, with its amount as this article has it.
    fn main_sentence(&mut self, dice: &mut Dice) {
        let [first, second] = self.matter.actors;
        let amount = self.matter.amount + usize::from(dice.roll(9) == 0) * dice.roll(5);
        let (giver, taker) = (self.name(first), self.name(second));
        let town = self.entity(format!("place:{}", self.matter.town), Class::Place, None);
        let unit = if self.matter.frame == "casualties" { "person" } else { "tank" };
        let quantity = self.quantity(amount, unit);
        let person =
            self.entity(format!("person:{}", self.matter.person), Class::Person, Some(first));
        let time = self.time(self.matter.day);
        let (two, place) = (vec![giver.clone(), taker.clone()], (Role::Place, vec![town]));
        let mut roles = match self.matter.frame {
            "transfer" => vec![
                (Role::Sender, vec![giver]),
                (Role::Receiver, vec![taker]),
                (Role::Goods, vec![thing("tank", quantity.span())]),
                (Role::Quantity, vec![quantity]),
            ],
            "treaty.sign" => vec![(Role::Party, two), place],
            "casualties" => {
                let killed = recoupe_model::Text { text: "killed".into(), span: quantity.span() };
                vec![
                    (Role::Outcome, vec![Value::Text(killed)]),
                    (Role::Quantity, vec![quantity]),
                    place,
                ]
            }
            _ => vec![(Role::Agent, vec![giver]), (Role::Target, vec![taker])],
        };
        roles.push((Role::Time, vec![time]));
        let source = (dice.roll(2) == 0).then(|| attribution(&person, STATES[first].0));
        self.claim(self.matter.frame, roles, source);
        self.end();
    }

    fn push(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        let end = self.text.len();
        self.text.push(' ');
        Span::new(start, end).unwrap_or_default()
    }

    fn end(&mut self) {
        self.text.push_str(".\n");
    }

    fn filler(&mut self, dice: &mut Dice) {
        for _ in 0..24 {
            let own = self.matter.words[dice.roll(self.matter.words.len())];
            let word = if dice.roll(3) == 0 { own } else { FILLER[dice.roll(FILLER.len())] };
            self.push(word);
        }
    }

    fn name(&mut self, state: usize) -> Value {
        let (code, fr, en) = STATES[state];
        let id = EntityId::new("country", code);
        let name = if self.french { fr } else { en };
        self.named(Entity {
            id,
            class: Class::Country,
            name: name.to_owned(),
            text: name.to_owned(),
            span: Span::default(),
            of: None,
        })
    }

    fn entity(&mut self, id: String, class: Class, of: Option<usize>) -> Value {
        let name = id.split(':').next_back().unwrap_or_default().to_owned();
        let of = of.map(|state| EntityId::new("country", STATES[state].0));
        let (id, text) = (EntityId(id.into()), name.clone());
        self.named(Entity { id, class, name, text, span: Span::default(), of })
    }

    fn named(&mut self, mut entity: Entity) -> Value {
        entity.span = self.push(&entity.text.clone());
        self.mention(MentionKind::Name(entity.clone()), entity.span);
        Value::Entity(entity)
    }

    fn quantity(&mut self, amount: usize, unit: &str) -> Value {
        let text = format!("{amount} {unit}s");
        let span = self.push(&text);
        let exact = f64::from(u32::try_from(amount).unwrap_or(u32::MAX));
        let (low, high) = (Some(exact), Some(exact));
        let it = Quantity { low, high, unit: unit.to_owned(), approximate: false, text, span };
        self.mention(MentionKind::Quantity(it.clone()), span);
        Value::Quantity(it)
    }

    fn time(&mut self, day: usize) -> Value {
        let date = date(day);
        let text = date.to_string();
        let span = self.push(&text);
        let it = Time { from: Some(date), to: Some(date), text, span, ..Time::default() };
        self.mention(MentionKind::Time(it.clone()), span);
        Value::Time(it)
    }

    fn mention(&mut self, kind: MentionKind, span: Span) {
        self.mentions.push(Mention { span, kind, rule: Arc::from("made") });
    }

    fn claim(&mut self, frame: &str, roles: Vec<(Role, Vec<Value>)>, source: Option<Attribution>) {
        let end = self.text.len().saturating_sub(1);
        let start = self.text.rfind('\n').map_or(0, |at| at + 1);
        self.claims.push(Claim {
            id: ClaimId(format!("c{:06}-{}", self.at, self.claims.len()).into()),
            document: DocumentId(format!("a{:06}", self.at).into()),
            frame: frame.into(),
            roles: roles.into_iter().collect(),
            predicate: frame.to_owned(),
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            attribution: source.into_iter().collect(),
            evidence: vec![Evidence { span: Span::new(start, end).unwrap_or_default() }],
            rule: "made".into(),
            rank: None,
            commitment: None,
            against: Vec::new(),
        });
    }

    fn finish(self) -> Reading {
        let date = date(self.day);
        let hour = i64::try_from(self.at % 24).unwrap_or(0) * 3600;
        let days = i64::try_from(self.day).unwrap_or(0);
        let document = Document {
            id: DocumentId(format!("a{:06}", self.at).into()),
            path: format!("{:06}.txt", self.at),
            url: None,
            outlet: Some(format!("outlet{}.example", self.at % 97)),
            title: Some(format!("Article {} of {}", self.at, self.matter.number)),
            byline: None,
            published: Some(Timestamp {
                date,
                iso: date.to_string(),
                instant: Some(1_900_000_000 + days * 86_400 + hour),
            }),
            published_inferred: None,
            language: Lang::new(if self.french { "fr" } else { "en" }),
            text: self.text.into(),
            credits: Vec::new(),
            copy_of: None,
        };
        Reading { document, sentences: Vec::new(), mentions: self.mentions, claims: self.claims }
    }
}

fn thing(name: &str, span: Span) -> Value {
    let (id, name) = (EntityId::new("thing", name), name.to_owned());
    let text = name.clone();
    Value::Entity(Entity { id, class: Class::Thing, name, text, span, of: None })
}

fn attribution(person: &Value, country: &str) -> Attribution {
    let entity = match person {
        Value::Entity(entity) => Some(entity.id.clone()),
        _ => None,
    };
    Attribution {
        name: person.text().to_owned(),
        entity,
        of: Some(EntityId::new("country", country)),
        kind: SourceKind::Official,
        anonymous: false,
        span: person.span(),
        cue: None,
    }
}

/// The day so many days after 1 March 2030.
fn date(day: usize) -> Date {
    let (mut date, days) = (Date::constant(2030, 3, 1), day);
    for _ in 0..days {
        date = date.tomorrow().unwrap_or(date);
    }
    date
}
