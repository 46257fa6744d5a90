//! Pages in the manner of several systems, with strings that must and must not be in the text.

use recoupe_ingest::{Input, Options, read};
use recoupe_model::{Document, NoteKind};

struct Gold {
    page: &'static str,
    bytes: &'static [u8],
    title: &'static str,
    published: Option<&'static str>,
    byline: Option<&'static str>,
    language: &'static str,
    with: &'static [&'static str],
    without: &'static [&'static str],
}

macro_rules! page {
    ($name:literal) => {
        include_bytes!(concat!("pages/", $name))
    };
}

const GOLD: &[Gold] = &[
    Gold {
        page: "spip",
        bytes: page!("spip.html"),
        title: "Le barrage de Corvel fermé après une fuite",
        published: Some("2026-03-02"),
        byline: Some("Maud Tellier"),
        language: "fr",
        with: &[
            "La préfecture a ordonné dimanche la fermeture",
            "Trois villages ont été évacués.\nUne fissure de douze mètres",
            "a indiqué l'exploitant.\nUn ouvrage de 1958\n",
            "près de 4\u{a0}millions",
            "«\u{a0}Nous ne prenons aucun risque\u{a0}»",
            "- Corvel-le-Haut\u{a0}: 210 habitants\n- Saint-Brès",
            "L'eau a baissé de deux mètres",
            "jusqu'au 15\u{a0}avril.",
        ],
        without: &[
            "Terres du Nord",
            "Accueil",
            "Communiqué du",
            "réactions",
            "décision sage",
            "rubrique",
            "Plan du site",
            "lundi 2 mars",
        ],
    },
    Gold {
        page: "wordpress",
        bytes: page!("wordpress.html"),
        title: "Varnes : deux ministres signent l’accord sur le rail",
        published: Some("2026-04-11T18:30:00+02:00"),
        byline: Some("Élise Narbon"),
        language: "fr",
        with: &[
            "rail\nLes ministres des Transports de Corvel",
            "prévoit un fonds commun de 30 millions d’euros et",
            "Un chantier attendu\n« Nous aurons",
            "Brelle | octobre 2026",
            "- Études jusqu’en juin.\n- Travaux dès juillet.",
            "« signé dans la hâte »",
        ],
        without: &[
            "À lire aussi",
            "tunnel",
            "Partager",
            "fermée depuis 2019",
            "notre lettre",
            "Étiquettes",
            "est journaliste",
            "bateliers",
            "Bravo",
            "blé",
            "cookies",
            "Aller au contenu",
            "11 avril 2026",
        ],
    },
    Gold {
        page: "liveblog",
        bytes: page!("liveblog.html"),
        title: "Corvel flood live: river peaks as two bridges close",
        published: Some("2026-05-03T05:12:00Z"),
        byline: Some("Jonas Whitlock"),
        language: "en",
        with: &[
            "told to leave before noon",
            "- River peaked at 7.4 metres",
            "River peaks\nThe river Corv peaked",
            "asked the army for ten boats",
            "on a roof tonight",
            "diverted through Brelle.",
        ],
        without: &["Share", "BST", "privacy", "World"],
    },
    Gold {
        page: "amp",
        bytes: page!("amp.html"),
        title: "Brelle parliament rejects tunnel toll",
        published: Some("2026-01-22T09:00:00Z"),
        byline: Some("Ruth Calloway, Tom Ashby"),
        language: "en",
        with: &[
            "BRELLE (Reuters) - Parliament voted 61 to 48",
            "third defeat since October.",
            "“would not bring the bill back”",
            "crowns a year.\nOpposition leader Mara Quill",
        ],
        without: &[
            "Advertisement",
            "Read more",
            "leaks",
            "Back to top",
            "is a reporter",
            "By Ruth",
            "22 January",
        ],
    },
    Gold {
        page: "paywall",
        bytes: page!("paywall.html"),
        title: "À Corvel, la guerre des moulins n’aura pas lieu",
        published: Some("2026-03-03T08:15:00"),
        byline: None,
        language: "fr",
        with: &[
            "Les meuniers et la mairie ont trouvé un compromis",
            "renoncent à trois vannes",
            "Gaspard Loyer, 81 ans.",
        ],
        without: &[
            "Il vous reste",
            "abonne",
            "dès 1 €",
            "crue",
            "Temps de lecture",
            "Publié le",
            "mis à jour",
        ],
    },
    Gold {
        page: "gallery",
        bytes: page!("gallery.html"),
        title: "The night the lights went out in Varnes",
        published: Some("2026-06-19"),
        byline: None,
        language: "en",
        with: &[
            "18,000 homes without power",
            "reached the substation at 9.20pm",
            "Nobody was hurt.",
            "40 crowns to each home.",
        ],
        without: &["Photograph", "Tweet", "Terms of use"],
    },
    Gold {
        page: "divs",
        bytes: page!("divs.html"),
        title: "Minister quits over well scandal",
        published: Some("2026-02-11T06:40:00"),
        byline: None,
        language: "en",
        with: &[
            "Ivo Brand resigned on Tuesday",
            "“I should have spoken,” Mr Brand told reporters.",
            "published on 9 February 2026.",
            "A successor will be named by Friday",
        ],
        without: &["Sections", "Weather", "Print this page", "Posted"],
    },
    Gold {
        page: "sections",
        bytes: page!("sections.html"),
        title: "Corvel et Brelle échangent vingt prisonniers",
        published: Some("2026-02-27"),
        byline: Some("Rédaction"),
        language: "fr",
        with: &[
            "Dix soldats de chaque camp ont été remis vendredi",
            "le premier depuis l’automne",
            "La médiation du canton de Lans\nLe canton",
            "31 de ses soldats. Corvel parle de 24.",
        ],
        without: &[
            "À lire également",
            "otages",
            "Photo",
            "notre lettre",
            "Un an de guerre",
            "Fréquences",
            "27/02/2026",
            "Podcasts",
        ],
    },
    Gold {
        page: "script",
        bytes: page!("script.html"),
        title: "Lans bank cuts rate to 2.5%",
        published: Some("2026-03-19T12:00:00+01:00"),
        byline: None,
        language: "en",
        with: &[
            "the second cut this year.\nGovernor Edda Voss",
            "\"faster than we hoped\"",
            "expected no change.",
        ],
        without: &["JavaScript", "not text"],
    },
    Gold {
        page: "teasers",
        bytes: page!("teasers.html"),
        title: "Séisme à Lans : le bilan porté à 9 morts",
        published: Some("2026-01-05T21:40:00"),
        byline: Some("Odile Vann avec ATS"),
        language: "fr",
        with: &[
            "Les recherches ont repris mardi",
            "Neuf personnes sont mortes",
            "magnitude de 5,2",
            "dit l’une d’elles.",
        ],
        without: &[
            "Suivez notre direct",
            "téléphérique",
            "compagnie",
            "Douze pompiers",
            "Publié le",
            "ATS/AFP",
        ],
    },
    Gold {
        page: "microdata",
        bytes: page!("microdata.html"),
        title: "Tram drivers to strike on Friday",
        published: Some("2026-04-22T16:10:00+01:00"),
        byline: Some("Priya Lund"),
        language: "en",
        with: &[
            "Union rejects offer of 3% – lines 2 and 5 will stop",
            "talks collapsed on Wednesday.",
            "620 drivers, wants 7%",
            "No service until Saturday.",
            "Ned Orr, said.",
        ],
        without: &["Home", "Updated", "22 Apr", "Read also", "Bus fares", "far too slow"],
    },
    Gold {
        page: "old",
        bytes: page!("old.html"),
        title: "Le sel manque à Lans",
        published: Some("2026-01-14"),
        byline: Some("Jean Moret"),
        language: "fr",
        with: &[
            "rationnent le sel.\nLe gouvernement a limité",
            "Elle emploie 340 mineurs.\n« Nous reprendrons",
            "- Prix : 4 francs le kilo",
        ],
        without: &["Écho", "Accueil", "Mis en ligne", "Partager", "poivre", "A4"],
    },
    Gold {
        page: "components",
        bytes: page!("components.html"),
        title: "Envoy arrives in Soll for talks",
        published: Some("2026-02-01T07:00:00Z"),
        byline: Some("Nell Amory"),
        language: "en",
        with: &[
            "first visit by a Lans envoy",
            "two days of talks",
            "Neither spoke",
            "Lans offers 8%.\nThe talks end on Monday.",
        ],
        without: &["World", "By ", "1 February", "More on", "Who owns", "Most read", "Cat found"],
    },
    Gold {
        page: "scraped.txt",
        bytes: page!("scraped.txt"),
        title: "Le sel manque à Lans",
        published: Some("2026-01-14T18:20:00"),
        byline: Some("Jean Moret"),
        language: "fr",
        with: &["Depuis lundi", "Un prix doublé\n« Nous reprendrons vendredi »", "mis au chômage."],
        without: &[
            "Menu",
            "Accueil",
            "INTERNATIONAL",
            "Publié",
            "Temps de lecture",
            "Partager",
            "poivre",
            "avec AFP",
            "grève",
            "Pierrot",
            "preuve",
            "d'accord",
            "RSS",
        ],
    },
    Gold {
        page: "wrapped.txt",
        bytes: page!("wrapped.txt"),
        title: "Bridge talks collapse in Soll",
        published: None,
        byline: None,
        language: "en",
        with: &[
            "hours after the first session had begun, leaving",
            "before boarding his train.\nSoll wants a toll",
        ],
        without: &["Related", "runs short", "@nellamory", "2026"],
    },
    Gold {
        page: "statement.txt",
        bytes: page!("statement.txt"),
        title: "Le ministère condamne la fermeture du pont de Soll",
        published: Some("2026-03-03"),
        byline: None,
        language: "fr",
        with: &["sans préavis le 2 mars 2026.\nIl demande sa réouverture immédiate."],
        without: &["COMMUNIQUÉ", "le 3 mars", "Contact", "@"],
    },
    Gold {
        page: "list",
        bytes: page!("list.html"),
        title: "Brelle : « pas de gaz avant mars », dit le ministre",
        published: Some("2026-01-12"),
        byline: None,
        language: "fr",
        with: &[
            "Aldo Renn, a prévenu lundi",
            "samedi.\nLe stock couvre 11 jours.\nIl a ajouté :\n- un plan de rationnement\n- des coupures",
            "« Tenez bon. »",
        ],
        without: &["Photo", "commentaires", "09:12", "Abonnez"],
    },
    Gold {
        page: "quotes",
        bytes: page!("quotes.html"),
        title: "Discours de Lans : ce qu'a dit la présidente",
        published: Some("2026-05-08T20:00:00"),
        byline: None,
        language: "fr",
        with: &[
            "Maren Olt a promis vendredi",
            "« Aucun soldat de Lans",
            "2 000 tentes",
            "- Rien sur les sanctions.\n- Rien sur le gaz.",
            "le discours « creux ».",
        ],
        without: &["Lire aussi", "réclame du gaz", "Commentaires", "deux ans", "8 mai 2026"],
    },
];

fn only(path: &str, bytes: &[u8]) -> Document {
    let mut read = read(&Input { path, bytes }, &Options::default());
    assert_eq!(read.value.len(), 1, "{path}: {:?}", read.notes);
    read.value.remove(0)
}

#[test]
fn pages_give_their_article_and_nothing_else() {
    let mut faults = Vec::new();
    for gold in GOLD {
        let document = only(gold.page, gold.bytes);
        let mut fault = |what: String| faults.push(format!("{}: {what}", gold.page));
        for words in gold.with.iter().filter(|words| !document.text.contains(**words)) {
            fault(format!("lacks {words:?}"));
        }
        for words in gold.without.iter().filter(|words| document.text.contains(**words)) {
            fault(format!("has {words:?}"));
        }
        let published = document.published.as_ref().map(|stamp| stamp.iso.as_str());
        if published != gold.published {
            fault(format!("published {published:?}"));
        }
        if document.byline.as_deref() != gold.byline {
            fault(format!("byline {:?}", document.byline));
        }
        if document.title.as_deref() != Some(gold.title) || !document.text.starts_with(gold.title) {
            fault(format!("title {:?}", document.title));
        }
        if document.text.matches(gold.title).count() != 1 {
            fault("headline not once".to_owned());
        }
        if document.language.code() != gold.language {
            fault(format!("language {}", document.language));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn outlets_addresses_and_credits() {
    let page = |name: &str| {
        let gold = GOLD.iter().find(|gold| gold.page == name).expect("a page of the gold");
        only(gold.page, gold.bytes)
    };
    let wordpress = page("wordpress");
    assert_eq!(wordpress.outlet.as_deref(), Some("Le Fil de Varnes"));
    assert_eq!(wordpress.url.as_deref(), Some("https://filvarnes.example/2026/04/accord-rail/"));
    assert_eq!(wordpress.credits, ["AFP"]);
    assert_eq!(page("teasers").credits, ["ATS", "AFP"]);
    assert_eq!(page("amp").credits, ["Reuters"]);
    assert_eq!(page("scraped.txt").credits, ["AFP"]);
    assert_eq!(page("amp").outlet.as_deref(), Some("The Corvel Observer"));
}

#[test]
fn a_page_without_an_article_is_noted() {
    let input = Input { path: "empty.html", bytes: page!("empty.html") };
    let read = read(&input, &Options::default());
    assert!(read.value.is_empty());
    let kinds: Vec<NoteKind> = read.notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::Unread]);
}
