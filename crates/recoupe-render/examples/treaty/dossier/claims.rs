//! What the articles say.

use std::collections::BTreeMap;

use recoupe_model::{
    Attribution, Claim, ClaimId, Class, Commitment, DocumentId, EntityId, Evidence, Modality,
    Obligation, Polarity, Role, SourceKind, Text, Value,
};

use super::articles::at;
use super::values::{amount, country, entity, plain, time};

pub(super) fn source(article: &str, name: &str, kind: SourceKind) -> Attribution {
    Attribution {
        name: name.into(),
        entity: None,
        of: None,
        kind,
        anonymous: name.starts_with("une source"),
        span: at(article, name),
        cue: None,
    }
}

pub(super) fn claim(
    id: &str,
    article: &str,
    frame: &str,
    words: &str,
    roles: Vec<(Role, Value)>,
) -> Claim {
    let mut by_role: BTreeMap<Role, Vec<Value>> = BTreeMap::new();
    for (role, value) in roles {
        by_role.entry(role).or_default().push(value);
    }
    Claim {
        id: ClaimId(id.into()),
        document: DocumentId(article.into()),
        frame: frame.into(),
        roles: by_role,
        predicate: frame.rsplit('.').next().unwrap_or("").into(),
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        attribution: Vec::new(),
        evidence: vec![Evidence { span: at(article, words) }],
        rule: format!("{frame}/verb").into(),
        rank: None,
        commitment: None,
        against: Vec::new(),
    }
}

const SIGNED: &str = "La Norvège et le Chili ont signé le traité de Bergen à Oslo le 3 mars 2026, rapporte l’agence NTB";

pub(super) fn signing(id: &str, article: &str) -> Claim {
    let ntb = source(article, "l’agence NTB", SourceKind::Agency);
    let roles = vec![
        (Role::Party, country(article, "NOR", "Norvège", "La Norvège")),
        (Role::Party, country(article, "CHL", "Chili", "le Chili")),
        (Role::Instrument, instrument(article, "le traité de Bergen")),
        (Role::Place, entity(article, "place:oslo", Class::Place, "Oslo", "Oslo")),
        (Role::Time, time(article, "2026-03-03", "2026-03-03", "le 3 mars 2026")),
    ];
    let it = claim(id, article, "treaty.sign", SIGNED, roles);
    Claim { attribution: vec![ntb], ..it }
}

pub(super) fn instrument(article: &str, words: &str) -> Value {
    entity(article, "instrument:bergen", Class::Instrument, "traité de Bergen", words)
}

pub(super) fn treaty_claims() -> Vec<Claim> {
    let phare = vec![
        (Role::Party, country("a2", "NOR", "Norvège", "la Norvège")),
        (Role::Party, country("a2", "CHL", "Chili", "le Chili")),
        (Role::Instrument, instrument("a2", "Le traité de Bergen")),
        (Role::Place, entity("a2", "place:santiago", Class::Place, "Santiago", "Santiago")),
        (Role::Time, time("a2", "2026-03-03", "2026-03-03", "le 3 mars")),
    ];
    let skerry = vec![
        (Role::Party, country("a3", "NOR", "Norway", "Norway")),
        (Role::Party, country("a3", "CHL", "Chile", "Chile")),
        (Role::Instrument, instrument("a3", "the Bergen treaty")),
        (Role::Place, entity("a3", "place:oslo", Class::Place, "Oslo", "Oslo")),
        (Role::Time, time("a3", "2026-03-03", "2026-03-03", "on 3 March 2026")),
    ];
    let english = "Norway and Chile signed the Bergen treaty in Oslo on 3 March 2026";
    let french = "Le traité de Bergen a été signé le 3 mars à Santiago par la Norvège et le Chili";
    let ministry = source("a3", "the Norwegian foreign ministry", SourceKind::Institution);
    let cue = Some(at("a3", "said"));
    let said = vec![Attribution { cue, of: Some(EntityId::new("country", "NOR")), ..ministry }];
    vec![
        signing("c1", "a1"),
        claim("c2", "a2", "treaty.sign", french, phare),
        Claim { attribution: said, ..claim("c3", "a3", "treaty.sign", english, skerry) },
        signing("c4", "a4"),
    ]
}

pub(super) fn exchange_claims() -> Vec<Claim> {
    let norway = || country("a1", "NOR", "Norvège", "Oslo a");
    let lithium = |article| entity(article, "thing:lithium", Class::Thing, "lithium", "lithium");
    let sent = vec![
        (Role::Agent, norway()),
        (Role::Receiver, country("a1", "CHL", "Chili", "Chili")),
        (Role::Quantity, amount("a1", 10_000.0, None, "technician", "plus de 10 000 techniciens")),
    ];
    let english = vec![
        (Role::Receiver, country("a3", "CHL", "Chile", "Chile")),
        (
            Role::Quantity,
            amount("a3", 11_000.0, Some(11_000.0), "technician", "Nearly 11,000 technicians"),
        ),
    ];
    let given = vec![
        (Role::Agent, country("a1", "CHL", "Chili", "Santiago")),
        (Role::Goods, lithium("a1")),
    ];
    let denied = vec![
        (Role::Agent, country("a2", "CHL", "Chili", "Le Chili")),
        (Role::Goods, lithium("a2")),
    ];
    let conditional = "Santiago aurait livré du lithium";
    let owed = "En cas d’avarie, chaque partie porte assistance à l’autre sans délai";
    let trigger = Text { text: "En cas d’avarie".into(), span: at("a1", "En cas d’avarie") };
    vec![
        claim("c5", "a1", "aid", "Oslo a envoyé plus de 10 000 techniciens au Chili", sent),
        claim("c6", "a3", "aid", "Nearly 11,000 technicians have been sent to Chile", english),
        Claim {
            modality: Modality::Conditional,
            attribution: vec![source("a1", "une source proche du dossier", SourceKind::Other)],
            against: vec![ClaimId("c5".into())],
            ..claim("c7", "a1", "transfer", conditional, given)
        },
        Claim {
            polarity: Polarity::Negative,
            modality: Modality::Denied,
            attribution: vec![source("a2", "Le Chili", SourceKind::State)],
            ..claim("c8", "a2", "transfer", "Le Chili dément avoir livré du lithium", denied)
        },
        Claim {
            commitment: Some(Commitment {
                obligation: Obligation::Defense,
                trigger: Some(trigger),
                immediate: true,
            }),
            ..claim(
                "c9",
                "a1",
                "commit",
                owed,
                vec![(Role::Instrument, instrument("a1", "le traité de Bergen"))],
            )
        },
    ]
}

pub(super) fn other_claims() -> Vec<Claim> {
    let dead = |article, n, words| {
        vec![
            (Role::Quantity, amount(article, n, Some(n), "person", words)),
            (Role::Outcome, plain("killed")),
        ]
    };
    let police = source("a3", "police", SourceKind::Official);
    let palace = source("a2", "le palais", SourceKind::Institution);
    let visit = vec![
        (
            Role::Visitor,
            entity(
                "a2",
                "person:roi-de-norvege",
                Class::Person,
                "roi de Norvège",
                "Le roi de Norvège",
            ),
        ),
        (Role::Time, time("a2", "2026-06-01", "2026-06-30", "en juin")),
    ];
    vec![
        claim(
            "c10",
            "a1",
            "casualties",
            "La tempête de lundi a fait douze morts à Bergen",
            dead("a1", 12.0, "douze morts"),
        ),
        Claim {
            attribution: vec![police],
            ..claim(
                "c11",
                "a3",
                "casualties",
                "The storm killed 18 people",
                dead("a3", 18.0, "18 people"),
            )
        },
        Claim {
            modality: Modality::Planned,
            attribution: vec![palace],
            ..claim("c12", "a2", "visit", "Le roi de Norvège se rendra à Santiago en juin", visit)
        },
        claim("c13", "a2", "other", "Les pêcheurs de Valparaíso applaudissent", Vec::new()),
    ]
}
