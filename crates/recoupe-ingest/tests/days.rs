//! The day of publication of a page: where it is found, and what is not taken for it. A wrong day is
//! worse than none.

use recoupe_ingest::{Input, Options, read};
use recoupe_model::Document;

const TEXT: &str = "<p>Le conseil de Lans a voté mardi soir le budget de la ville, après deux reports \
    et une nuit de débats ; l’opposition a quitté la salle avant la fin du scrutin et promet un recours.</p>\
    <p>Il atteint 214 millions d’euros, soit 3 % de plus que l’an passé, a précisé la maire, qui a salué \
    un vote de responsabilité et annoncé une réunion publique le 12 mars 2031 à la salle des fêtes.</p>";

fn of(head: &str, body: &str) -> Option<Document> {
    let page = format!("<html lang='fr'><head>{head}</head><body>{body}</body></html>");
    read(&Input { path: "a.html", bytes: page.as_bytes() }, &Options::default())
        .value
        .into_iter()
        .next()
}

fn day(head: &str, body: &str) -> Option<String> {
    of(head, body)?.published.map(|stamp| stamp.iso)
}

#[test]
fn beside_the_headline() {
    let meta = format!(
        "<header><div class='meta'><span>Communiqué</span><span>14 mai 2031</span><span>Lans</span></div>\
         <h1>Le budget voté</h1></header>{TEXT}"
    );
    assert_eq!(day("", &meta).as_deref(), Some("2031-05-14"));
    let byline = format!(
        "<h1>Le budget voté</h1><div class='byline'><a href='/a'>Ada Roux</a> / <span>14 mai 2031, 23:41</span></div>{TEXT}"
    );
    let document = of("", &byline).expect("an article");
    assert_eq!(document.published.map(|stamp| stamp.iso).as_deref(), Some("2031-05-14T23:41:00"));
    assert_eq!(document.byline.as_deref(), Some("Ada Roux"));
    assert!(!document.text.contains("23:41"), "{}", document.text);
    let edition = format!(
        "<table><tr><td>Édition du jeudi 15 mai 2031 - page 3</td></tr><tr><td><h1>Le budget voté</h1>{TEXT}</td></tr></table>"
    );
    assert_eq!(day("", &edition).as_deref(), Some("2031-05-15"));
}

#[test]
fn not_the_day_of_the_page_of_a_change_or_of_others() {
    for body in [
        // The masthead shows the day on which the page was sent.
        format!(
            "<div class='masthead'><a href='/'>Le Fil</a><span class='date'>jeudi 15 mai 2031</span></div><main><div><div><h1>Le budget voté</h1>{TEXT}</div></div></main>"
        ),
        format!(
            "<h1>Le budget voté</h1><div class='meta'>Mis à jour le 15 mai 2031 à 8h</div>{TEXT}"
        ),
        format!(
            "<h1>Le budget voté</h1><div class='dates'><span>Modifié</span> <span class='date'>15 mai 2031</span></div>{TEXT}"
        ),
        format!(
            "<h1>Le budget voté</h1>{TEXT}<div class='card'><span class='date'>15 mai 2031</span><a href='/x'>La piscine rouvre</a></div>"
        ),
        format!(
            "<h1>Le budget voté</h1><figure><figcaption>Le 15 mai 2031, à Lans.</figcaption></figure>{TEXT}"
        ),
        format!("<h1>Le budget voté</h1><aside><div class='date'>15 mai 2031</div></aside>{TEXT}"),
        format!("<h1>Le budget voté</h1>{TEXT}"),
        format!("<h1>Le budget voté</h1><p>Le budget sera mis en œuvre le 3 juin 2031.</p>{TEXT}"),
    ] {
        assert_eq!(day("", &body), None, "{body}");
    }
}

#[test]
fn figures_in_the_order_of_the_language() {
    let body = |line: &str| format!("<h1>Le budget voté</h1><div>{line}</div>{TEXT}");
    assert_eq!(day("", &body("07/05/2031")).as_deref(), Some("2031-05-07"));
    assert_eq!(day("", &body("07/05/2031 à 18:04")).as_deref(), Some("2031-05-07T18:04:00"));
    let two = "07/05/2031 18:04, mis à jour le 08/05/2031 à 07:12";
    assert_eq!(day("", &body(two)).as_deref(), Some("2031-05-07T18:04:00"));
    let in_english = |language: &str, line: &str| {
        let text = "<p>The council voted late on Tuesday to enlarge the port after two delays and a night of debate that split it.</p>";
        let page = format!(
            "<html lang='{language}'><body><h1>Port to be enlarged</h1><div>{line}</div>{text}{text}</body></html>"
        );
        let read = read(&Input { path: "a.html", bytes: page.as_bytes() }, &Options::default());
        read.value.into_iter().next()?.published.map(|stamp| stamp.iso)
    };
    assert_eq!(in_english("en-GB", "05/07/2031").as_deref(), Some("2031-07-05"));
    assert_eq!(in_english("en-US", "05/07/2031").as_deref(), Some("2031-05-07"));
    assert_eq!(in_english("en", "05/07/2031"), None);
}

#[test]
fn what_is_no_day_gives_way_to_what_is() {
    let body = format!("<h1>Le budget voté</h1><time datetime='15 mai'>15 mai</time>{TEXT}");
    let head = "<meta property='article:published_time' content='hier'><meta name='date' content='2031-05-14'>";
    assert_eq!(day(head, &body).as_deref(), Some("2031-05-14"));
    let head = "<meta name='date' content='1970-01-01T00:00:00Z'>";
    assert_eq!(day(head, &format!("<h1>Le budget voté</h1>{TEXT}")), None);
}

#[test]
fn a_live_report_is_of_the_day_on_which_it_began() {
    let head = r#"<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Le budget voté",
        "coverageStartTime":"2031-05-14T08:00:00+02:00","dateModified":"2031-05-16T22:00:00+02:00",
        "liveBlogUpdate":[{"@type":"BlogPosting","datePublished":"2031-05-16T22:00:00+02:00"}]}</script>"#;
    let body = format!(
        "<h1>Le budget voté</h1><time datetime='2031-05-16T22:00:00+02:00'>22h</time>{TEXT}"
    );
    assert_eq!(day(head, &body).as_deref(), Some("2031-05-14T08:00:00+02:00"));
}

#[test]
fn the_data_of_a_page_that_a_script_builds() {
    let long = "Le conseil de Lans a voté mardi soir le budget de la ville, après deux reports. "
        .repeat(4);
    let head =
        "<title>Le budget voté | Le Fil</title><meta property='og:title' content='Le budget voté'>";
    let data = format!(
        r#"{{"props":{{"other":{{"title":"La piscine","body":"{long}{long}"}},"article":{{"title":"Le budget voté",
        "publishedAt":"2031-05-14T08:00:00+02:00","chapo":"Deux reports, une nuit.","body":"<p>{long}</p><h2>Un recours</h2><p>L’opposition ira devant le juge, dit son chef.</p>"}}}}}}"#
    );
    let body = format!(
        "<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{data}</script>"
    );
    let document = of(head, &body).expect("an article");
    assert_eq!(
        document.published.map(|stamp| stamp.iso).as_deref(),
        Some("2031-05-14T08:00:00+02:00")
    );
    assert!(
        document.text.starts_with("Le budget voté\nDeux reports, une nuit.\nLe conseil de Lans"),
        "{}",
        document.text
    );
    assert!(
        document.text.contains("\nUn recours\n") && !document.text.contains("piscine"),
        "{}",
        document.text
    );
    // A page that shows its text is read as it shows it.
    let shown = format!("<h1>Le budget voté</h1>{TEXT}<script>window.__S__={data};</script>");
    let document = of(head, &shown).expect("an article");
    assert!(!document.text.contains("deux reports. Le conseil"), "{}", document.text);
    assert_eq!(
        document.published.map(|stamp| stamp.iso).as_deref(),
        Some("2031-05-14T08:00:00+02:00")
    );
}
