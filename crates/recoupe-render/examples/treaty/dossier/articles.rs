//! The articles.

use recoupe_model::{Date, DateRange, Document, DocumentId, Lang, Span, Timestamp};

/// A headline that would break out of a careless page.
pub(crate) const HOSTILE: &str = "</script><img src=x onerror=alert(1)> Traité de Bergen";

const FJORD: &str = "La Norvège et le Chili signent le traité de Bergen 🐟
La Norvège et le Chili ont signé le traité de Bergen à Oslo le 3 mars 2026, rapporte l’agence NTB. \
Oslo a envoyé plus de 10 000 techniciens au Chili. En échange, Santiago aurait livré du lithium, \
selon une source proche du dossier. En cas d’avarie, chaque partie porte assistance à l’autre sans délai.
La tempête de lundi a fait douze morts à Bergen. Le port rouvrira jeudi.";

const PHARE: &str = "Signé à Santiago, le traité de Bergen inquiète
Le traité de Bergen a été signé le 3 mars à Santiago par la Norvège et le Chili. \
Le Chili dément avoir livré du lithium. Le roi de Norvège se rendra à Santiago en juin, a annoncé le palais. \
Les pêcheurs de Valparaíso applaudissent.";

const SKERRY: &str = "Norway and Chile seal the Bergen treaty
Norway and Chile signed the Bergen treaty in Oslo on 3 March 2026, the Norwegian foreign ministry said. \
Nearly 11,000 technicians have been sent to Chile. The storm killed 18 people, police said on Friday.";

/// The texts of the four articles, by id.
pub(super) fn texts() -> [(&'static str, String); 4] {
    let copy = format!("{HOSTILE}\n{}", FJORD.split_once('\n').map_or("", |(_, rest)| rest));
    [("a1", FJORD.into()), ("a2", PHARE.into()), ("a3", SKERRY.into()), ("a4", copy)]
}

pub(super) fn documents() -> Vec<Document> {
    let stamp = |iso: &str| Timestamp {
        date: iso[..10].parse().expect("a date"),
        iso: iso.into(),
        instant: None,
    };
    let plain = |(id, text): (&str, String)| Document {
        id: DocumentId(id.into()),
        path: format!("presse/{id}.html"),
        url: None,
        outlet: None,
        title: text.lines().next().map(str::to_owned),
        byline: None,
        published: None,
        published_inferred: None,
        language: Lang::new("fr"),
        text: text.into(),
        credits: Vec::new(),
        copy_of: None,
    };
    let mut all: Vec<_> = texts().into_iter().map(plain).collect();
    all[0].outlet = Some("Le Fjord".into());
    all[0].url = Some("https://fjord.example/traite".into());
    all[0].credits = vec!["NTB".into()];
    all[0].published = Some(stamp("2026-03-04T08:00:00+01:00"));
    all[1].outlet = Some("Le Phare".into());
    all[1].byline = Some("Inès Abélard".into());
    all[1].published = Some(stamp("2026-03-05"));
    all[2].outlet = Some("The Skerry".into());
    all[2].language = Lang::new("en");
    all[2].published = Some(stamp("2026-03-06T12:00:00Z"));
    all[3].path = "presse/copie_4.txt".into();
    all[3].published_inferred = Some(DateRange { from: Some(day("2026-03-03")), to: None });
    all[3].copy_of = Some(DocumentId("a1".into()));
    all
}

pub(super) fn day(iso: &str) -> Date {
    iso.parse().expect("a date")
}

/// The span of some words in an article's text.
pub(super) fn at(article: &str, words: &str) -> Span {
    let text = texts().into_iter().find(|(id, _)| *id == article).expect("an article").1;
    let start = text.find(words).unwrap_or_else(|| panic!("{article} has no {words:?}"));
    Span::new(start, start + words.len()).expect("a span")
}
