//! What the claims say together.

use recoupe_model::{
    ClaimId, Class, DisputeKind, Event, Explanation, Finding, Position, Role, Status, Value,
    Verdict,
};

use super::values::{amount, country, entity, plain, time};

pub(super) fn ids(all: &[&str]) -> Vec<ClaimId> {
    all.iter().map(|id| ClaimId((*id).into())).collect()
}

pub(super) fn position(value: Value, origins: &[&str], claims: &[&str]) -> Position {
    Position {
        value,
        origins: origins.iter().map(|name| (*name).to_owned()).collect(),
        claims: ids(claims),
    }
}

pub(super) fn finding(
    role: Role,
    verdict: Verdict,
    why: &str,
    positions: Vec<Position>,
) -> Finding {
    let detail = |says: &str| Explanation { says: says.into(), details: Vec::new() };
    let details = positions.iter().map(|it| detail(it.value.text())).collect();
    Finding {
        role,
        verdict,
        kind: None,
        why: why.into(),
        positions,
        because: Explanation { says: why.into(), details },
    }
}

pub(super) fn event(id: &str, frame: &str, title: &str, status: Status, claims: &[&str]) -> Event {
    Event {
        id: id.into(),
        frame: frame.into(),
        plover: None,
        title: title.into(),
        status,
        origins: if status == Status::SingleOrigin { 1 } else { 2 },
        slots: Vec::new(),
        claims: ids(claims),
    }
}

pub(super) fn signing_event() -> Event {
    let ministry = "ministère norvégien des Affaires étrangères";
    let three = ["NTB", "Le Phare", ministry];
    let everyone = ["c1", "c2", "c3", "c4"];
    let oslo = entity("a1", "place:oslo", Class::Place, "Oslo", "Oslo");
    let santiago = entity("a2", "place:santiago", Class::Place, "Santiago", "Santiago");
    let norway = country("a1", "NOR", "Norvège", "La Norvège");
    let chile = country("a1", "CHL", "Chili", "le Chili");
    let on = time("a1", "2026-03-03", "2026-03-03", "le 3 mars 2026");
    Event {
        plover: Some("AGREE".into()),
        origins: 3,
        slots: vec![
            finding(
                Role::Party,
                Verdict::Agreed,
                "3 origines indépendantes",
                vec![position(norway, &three, &everyone), position(chile, &three, &everyone)],
            ),
            finding(
                Role::Time,
                Verdict::Agreed,
                "3 origines indépendantes : 3 mars 2026",
                vec![position(on, &three, &everyone)],
            ),
            Finding {
                kind: Some(DisputeKind::Contradiction),
                ..finding(
                    Role::Place,
                    Verdict::Disputed,
                    "Oslo ≠ Santiago : deux villes différentes",
                    vec![
                        position(oslo, &["NTB", ministry], &["c1", "c3", "c4"]),
                        position(santiago, &["Le Phare"], &["c2"]),
                    ],
                )
            },
        ],
        ..event("e1", "treaty.sign", "Signature du traité de Bergen", Status::Disputed, &everyone)
    }
}

pub(super) fn events() -> Vec<Event> {
    let many = amount("a1", 10_000.0, None, "technician", "plus de 10 000 techniciens");
    let nearly = amount("a3", 11_000.0, Some(11_000.0), "technician", "Nearly 11,000 technicians");
    let twelve = amount("a1", 12.0, Some(12.0), "person", "douze morts");
    let eighteen = amount("a3", 18.0, Some(18.0), "person", "18 people");
    let june = time("a2", "2026-06-01", "2026-06-30", "en juin");
    let aid = finding(
        Role::Quantity,
        Verdict::Agreed,
        "les deux intervalles se recouvrent",
        vec![position(many, &["Le Fjord"], &["c5"]), position(nearly, &["The Skerry"], &["c6"])],
    );
    let denial = Finding {
        kind: Some(DisputeKind::Denial),
        ..finding(
            Role::Polarity,
            Verdict::Disputed,
            "une source anonyme l’affirme, le Chili le dément",
            vec![
                position(plain("positive"), &["une source proche du dossier"], &["c7"]),
                position(plain("negative"), &["Chili"], &["c8"]),
            ],
        )
    };
    let toll = finding(
        Role::Quantity,
        Verdict::Updated,
        "le bilan monte avec la date du récit",
        vec![position(twelve, &["Le Fjord"], &["c10"]), position(eighteen, &["police"], &["c11"])],
    );
    let when = finding(
        Role::Time,
        Verdict::Single,
        "une origine",
        vec![position(june, &["le palais"], &["c12"])],
    );
    let both = Status::Corroborated;
    let one = Status::SingleOrigin;
    vec![
        signing_event(),
        Event {
            slots: vec![aid],
            ..event("e2", "aid", "Envoi de techniciens au Chili", both, &["c5", "c6"])
        },
        Event {
            slots: vec![denial],
            ..event(
                "e3",
                "transfer",
                "Livraison de lithium par le Chili",
                Status::Disputed,
                &["c7", "c8"],
            )
        },
        Event {
            slots: vec![toll],
            ..event("e4", "casualties", "Bilan de la tempête", both, &["c10", "c11"])
        },
        Event {
            slots: vec![when],
            ..event("e5", "visit", "Visite du roi de Norvège", one, &["c12"])
        },
        event("e6", "other", "Les pêcheurs de Valparaíso applaudissent", one, &["c13"]),
    ]
}
