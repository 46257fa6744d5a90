//! Feeds: RSS, Atom, JSON feeds and lists of articles in JSON, well formed or not.

use recoupe_ingest::{Input, Options, announced, read};
use recoupe_model::{Document, Lang, Note, NoteKind};

fn all(bytes: &[u8]) -> (Vec<Document>, Vec<Note>) {
    let options = Options { report: Some(Lang::new("en")), ..Options::default() };
    let read = read(&Input { path: "in", bytes }, &options);
    (read.value, read.notes)
}

fn iso(document: &Document) -> Option<&str> {
    document.published.as_ref().map(|stamp| stamp.iso.as_str())
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>La Gazette de Varnes</title><link>https://gazette.example/</link>
<atom:link href="https://gazette.example/flux" rel="self"/><language>fr-FR</language>
<image><title>logo</title><url>https://gazette.example/logo.png</url></image>
<item>
<title>Le pont de Varnes rouvre &amp; la rive respire</title>
<link>https://gazette.example/2031/pont</link>
<guid isPermaLink="false">gv-1</guid>
<dc:creator><![CDATA[Ada Roux]]></dc:creator>
<pubDate>Tue, 04 Mar 2031 08:15:00 +0100</pubDate>
<media:title>une photo</media:title>
<description><![CDATA[<p>Onze mois de travaux.</p>]]></description>
<content:encoded><![CDATA[<p>Le pont de Varnes a rouvert mardi apr&egrave;s onze mois de travaux.</p>
<p>La mairie attend 10 000 passages par jour.</p>
<p>L’article <a href="https://gazette.example/2031/pont">Le pont de Varnes rouvre</a> est apparu en premier sur <a href="https://gazette.example/">La Gazette de Varnes</a>.</p>]]></content:encoded>
</item>
<item>
<title>Trois blessés à Corvel</title>
<guid>https://gazette.example/2031/corvel</guid>
<author>redaction@gazette.example (Lou Arc)</author>
<pubDate>Mon, 03 Mar 2031 21:00:00 GMT</pubDate>
<description>Un car s&#039;est renversé lundi à Corvel &lt;b&gt;sur la route&lt;/b&gt; de Lans, faisant trois blessés.</description>
</item>
<item><title>Rien à lire</title><link>https://gazette.example/vide</link></item>
</channel></rss>"#;

#[test]
fn rss_gives_whole_articles_and_names_summaries() {
    let (documents, notes) = all(RSS.as_bytes());
    assert_eq!(documents.len(), 2, "{notes:?}");
    let bridge = &documents[0];
    assert_eq!(bridge.path, "in#1");
    assert_eq!(bridge.title.as_deref(), Some("Le pont de Varnes rouvre & la rive respire"));
    assert_eq!(
        &*bridge.text,
        "Le pont de Varnes rouvre & la rive respire\nLe pont de Varnes a rouvert mardi après onze mois de travaux.\nLa mairie attend 10 000 passages par jour."
    );
    assert_eq!(bridge.outlet.as_deref(), Some("La Gazette de Varnes"));
    assert_eq!(bridge.byline.as_deref(), Some("Ada Roux"));
    assert_eq!(bridge.url.as_deref(), Some("https://gazette.example/2031/pont"));
    assert_eq!(iso(bridge), Some("2031-03-04T08:15:00+01:00"));
    assert_eq!(bridge.language, Lang::new("fr"));
    let coach = &documents[1];
    assert_eq!(coach.byline.as_deref(), Some("Lou Arc"));
    assert_eq!(coach.url.as_deref(), Some("https://gazette.example/2031/corvel"));
    assert!(
        coach.text.ends_with(
            "Un car s'est renversé lundi à Corvel sur la route de Lans, faisant trois blessés."
        ),
        "{}",
        coach.text
    );
    let about = |id| notes.iter().filter(move |note| note.document.as_ref() == id);
    assert!(about(Some(&coach.id)).any(|note| note.says.contains("only a summary")));
    assert!(!about(Some(&bridge.id)).any(|note| note.says.contains("summary")));
    assert!(about(None).any(|note| note.kind == NoteKind::Unread && note.says.contains("in#3")));
}

#[test]
fn the_encoding_of_a_feed_is_the_declared_one() {
    let feed = "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><title>Écho</title><item><title>Été</title><description>La rivière a débordé dimanche à Brelle, où l'école reste fermée.</description></item></channel></rss>";
    let bytes: Vec<u8> = feed.chars().map(|c| c as u32 as u8).collect();
    let (documents, _) = all(&bytes);
    assert_eq!(documents[0].outlet.as_deref(), Some("Écho"));
    assert!(documents[0].text.contains("La rivière a débordé"));
}

#[test]
fn atom_with_html_markup_and_text() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">The Tasman &lt;i&gt;Post&lt;/i&gt;</title>
<updated>2031-01-03T00:00:00Z</updated><author><name>Desk</name></author>
<entry><title>Bridge reopens</title><link rel="self" href="https://tasman.example/feed/1"/><link rel="alternate" href="https://tasman.example/bridge?a=1&amp;b=2"/>
<id>tag:tasman.example,2031:1</id><published>2031-01-02T09:30:00+13:00</published><updated>2031-01-03T00:00:00Z</updated>
<author><name>Nell Amory</name><uri>https://tasman.example/nell</uri></author><author><name>Tom Ash</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The bridge at Soll reopened on Thursday.</p><p>Traffic was light, <em>police</em> said.<br/>It will grow.</p></div></content></entry>
<entry><title>Envoy leaves</title><link href="https://tasman.example/envoy"/><updated>2031-01-01T10:00:00Z</updated>
<content type="text">The envoy left Soll on Wednesday, after two days of talks.</content></entry></feed>"#;
    let (documents, notes) = all(feed.as_bytes());
    assert_eq!(documents.len(), 2, "{notes:?}");
    assert_eq!(documents[0].outlet.as_deref(), Some("The Tasman Post"));
    assert_eq!(documents[0].url.as_deref(), Some("https://tasman.example/bridge?a=1&b=2"));
    assert_eq!(documents[0].byline.as_deref(), Some("Nell Amory, Tom Ash"));
    assert_eq!(iso(&documents[0]), Some("2031-01-02T09:30:00+13:00"));
    assert!(documents[0].text.contains("reopened on Thursday.\nTraffic was light, police said."));
    // A change is not a publication: it is known only to be no later.
    assert_eq!(documents[1].published, None);
    let range = documents[1].published_inferred.unwrap();
    assert_eq!(
        (range.from, range.to.map(|day| day.to_string())),
        (None, Some("2031-01-01".to_owned()))
    );
    assert!(notes.iter().any(|note| note.kind == NoteKind::DateInferred));
}

#[test]
fn rdf_and_unescaped_markup() {
    let feed = r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"><title>Agence du Fleuve</title></channel>
<item rdf:about="https://a.example/1"><title>Crue à Lans</title><link>https://a.example/1</link><dc:date>2031-05-06T07:00:00+02:00</dc:date><description><p>Le fleuve a atteint 7 mètres mardi à Lans.</p><p>Douze rues & deux ponts sont fermés.</p></description></item></rdf:RDF>"#;
    let (documents, notes) = all(feed.as_bytes());
    assert_eq!(documents.len(), 1, "{notes:?}");
    assert_eq!(
        &*documents[0].text,
        "Crue à Lans\nLe fleuve a atteint 7 mètres mardi à Lans.\nDouze rues & deux ponts sont fermés."
    );
    assert_eq!(iso(&documents[0]), Some("2031-05-06T07:00:00+02:00"));
}

#[test]
fn a_broken_entry_costs_only_itself() {
    let item = |at: usize| {
        format!(
            "<item><title>Titre {at}</title><description>Le conseil de Varnes a voté le budget numéro {at} mardi soir.</description></item>"
        )
    };
    let feed = format!(
        "<rss><channel><title>x</title>{}<item><title>casse</title><a <b></item>{}",
        item(1),
        item(3)
    );
    let (documents, notes) = all(feed.as_bytes());
    let titles: Vec<_> = documents.iter().filter_map(|it| it.title.as_deref()).collect();
    assert!(titles.contains(&"Titre 1") && titles.contains(&"Titre 3"), "{titles:?} {notes:?}");
    let cut = &RSS[..RSS.find("<guid>https").unwrap()];
    assert_eq!(all(cut.as_bytes()).0.len(), 1);
}

#[test]
fn entities_are_not_expanded() {
    let mut feed = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel>".to_owned();
    feed.push_str("<item><title>T</title><description>Le mot &b; reste comme il est écrit dans la phrase.</description></item></channel></rss>");
    let (documents, notes) = all(feed.as_bytes());
    assert_eq!(documents.len(), 1, "{notes:?}");
    assert!(documents[0].text.contains("&b; reste"), "{}", documents[0].text);
}

#[test]
fn json_feeds_and_lists() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Radio Lans", "language": "fr", "items": [
 {"id": "https://lans.example/1", "title": "Grève à Lans", "content_html": "<p>Les trams de Lans sont arrêtés depuis mardi matin.</p>", "date_published": "2031-02-03T04:05:06Z", "authors": [{"name": "Jean Moret"}, {"name": "Odile Vann"}]},
 {"id": "2", "url": "https://lans.example/2", "title": "Neige", "summary": "Il neige sur les hauteurs de Lans depuis dimanche.", "author": {"name": "Jean Moret"}},
 17,
 {"id": "4"}
]}"#;
    let (documents, notes) = all(feed.as_bytes());
    assert_eq!(documents.len(), 2, "{notes:?}");
    assert_eq!(documents[0].byline.as_deref(), Some("Jean Moret, Odile Vann"));
    assert_eq!(documents[0].url.as_deref(), Some("https://lans.example/1"));
    assert_eq!(documents[0].outlet.as_deref(), Some("Radio Lans"));
    assert_eq!(iso(&documents[0]), Some("2031-02-03T04:05:06Z"));
    assert_eq!(notes.iter().filter(|note| note.kind == NoteKind::Unread).count(), 2, "{notes:?}");
    assert!(notes.iter().any(|note| note.says.contains("only a summary")));

    let list = r#"{"status": "ok", "articles": [{"title": "Un", "text": "Le conseil de Varnes a voté mardi soir."}, {"title": "Deux", "html": "<p>Le conseil de Lans a voté mercredi soir.</p>"}]}"#;
    let (documents, notes) = all(list.as_bytes());
    let paths: Vec<&str> = documents.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["in#1", "in#2"], "{notes:?}");
}

#[test]
fn feeds_made_to_be_slow_are_not() {
    for piece in [
        "<item><![CDATA[",
        "<item>",
        "<item><title>",
        "<entry><a <b",
        "&a;",
        "<item><description><p>",
        "<!--<item>",
    ] {
        let feed = format!("<rss><channel>{}", piece.repeat((1 << 20) / piece.len()));
        let (documents, notes) = all(feed.as_bytes());
        assert!(!documents.is_empty() || !notes.is_empty(), "{piece}");
    }
}

#[test]
fn feeds_tell_the_addresses_of_their_articles() {
    let of = |text: &str| announced(&Input { path: "-", bytes: text.as_bytes() });
    let rss = "<rss version='2.0'><channel><title>Fil</title><link>https://a.example/</link><item><link>https://a.example/1?a=1&amp;b=2</link></item><item><title>x</title><link>/2</link></item></channel></rss>";
    assert_eq!(of(rss).unwrap(), ["https://a.example/1?a=1&b=2", "/2"]);
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://a.example/'/><entry><link rel='self' href='https://a.example/x'/><link href='https://a.example/1'/></entry></feed>";
    assert_eq!(of(atom).unwrap(), ["https://a.example/1"]);
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"https://a.example/1"},{"url":"/2","content_text":"x"},{"id":"7"}]}"#;
    assert_eq!(of(json).unwrap(), ["https://a.example/1", "/2"]);
    for other in ["<html><p>Un mot.</p></html>", "{\"text\":\"x\"}", "Un mot.", ""] {
        assert_eq!(of(other), None, "{other}");
    }
}

#[test]
fn relative_links_are_those_of_the_feed() {
    let text = "Le conseil de Lans a voté mardi soir le budget de la ville.";
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/n/'><title>Fil</title>\
         <entry><title>Un</title><link href='1.html'/><summary>{text}</summary></entry>\
         <entry xml:base='deux/'><title>Deux</title><link href='2.html'/><summary>{text}</summary></entry>\
         <entry><title>Trois</title><link href='/3' xml:base='https://b.example/'/><summary>{text}</summary></entry>\
         <entry><title>Quatre</title><id>tag:a.example,2031:4</id><link href='urn:x:4'/><summary>{text}</summary></entry></feed>"
    );
    let (documents, _) = all(atom.as_bytes());
    let urls: Vec<Option<&str>> = documents.iter().map(|it| it.url.as_deref()).collect();
    let whole =
        ["https://a.example/n/1.html", "https://a.example/n/deux/2.html", "https://b.example/3"];
    assert_eq!(urls, [Some(whole[0]), Some(whole[1]), Some(whole[2]), None]);
    assert_eq!(announced(&Input { path: "-", bytes: atom.as_bytes() }).unwrap(), whole);

    let rss = format!(
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Fil</title><link>https://a.example/</link>\
         <atom:link rel='self' href='https://a.example/fil/all.xml'/><image><link>/logo.html</link></image>\
         <item><title>Un</title><link>/1</link><description>{text}</description></item>\
         <item><title>Deux</title><link>2.html</link><guid>https://a.example/id/2</guid><description>{text}</description></item></channel></rss>"
    );
    let (documents, _) = all(rss.as_bytes());
    let urls: Vec<Option<&str>> = documents.iter().map(|it| it.url.as_deref()).collect();
    assert_eq!(urls[0], Some("https://a.example/1"));
    assert_eq!(urls[1], Some("https://a.example/fil/2.html"));

    let json = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Fil","home_page_url":"https://a.example/","items":[{{"id":"1","url":"/1","content_text":"{text}"}}]}}"#
    );
    let (documents, _) = all(json.as_bytes());
    assert_eq!(documents[0].url.as_deref(), Some("https://a.example/1"));
}
