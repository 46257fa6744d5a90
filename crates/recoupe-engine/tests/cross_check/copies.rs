//! Reprints: verbatim, cut, edited; and what only looks like one.

use std::fmt::Write as _;

use crate::made::*;

/// Text in which no run of words comes twice, from a seed.
fn prose(seed: usize, sentences: usize) -> Vec<String> {
    let word = |n: usize| {
        let mut n = n.wrapping_mul(2_654_435_761) % 9_973;
        let mut word = String::new();
        for _ in 0..3 {
            word.push(char::from(b'b' + u8::try_from(n % 20).unwrap()));
            word.push(['a', 'e', 'i', 'o', 'u'][n % 5]);
            n /= 7;
        }
        word
    };
    (0..sentences)
        .map(|s| {
            let mut line = String::new();
            for w in 0..14 {
                let _ = write!(line, "{} ", word(seed * 100_003 + s * 31 + w));
            }
            line.trim_end().to_owned() + "."
        })
        .collect()
}

fn copies(articles: Vec<Article>) -> Vec<(String, String)> {
    let checked = check(articles);
    checked.relations.copies.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
}

#[test]
fn a_reprint_names_the_earliest() {
    let text = prose(1, 12);
    let cut = [&text[..2], &text[5..9]].concat().join(" ");
    let edited = text.join("\n").replace("ba", "bé");
    let found = copies(vec![
        article("b").on(2024, 3, 3).text(&cut),
        article("a").on(2024, 3, 2).text(&text.join(" ")),
        article("c").text(&edited),
        article("d").on(2024, 3, 1).text(&prose(2, 12).join(" ")),
    ]);
    assert_eq!(found, [("b".into(), "a".into()), ("c".into(), "a".into())]);
}

#[test]
fn without_dates_the_longest_is_reprinted() {
    let text = prose(3, 12);
    let found =
        copies(vec![article("a").text(&text[..7].join(" ")), article("b").text(&text.join(" "))]);
    assert_eq!(found, [("a".into(), "b".into())]);
}

#[test]
fn a_shared_paragraph_is_no_reprint() {
    let (x, y) = (prose(4, 16), prose(5, 16));
    let mut with = y.clone();
    with.extend_from_slice(&x[..3]);
    assert_eq!(
        copies(vec![article("a").text(&x.join(" ")), article("b").text(&with.join(" "))]),
        []
    );
}

#[test]
fn shared_quotations_are_no_reprint() {
    let quote = prose(6, 5).join(" ");
    let reading = |stem: &str, seed| {
        let own = prose(seed, 4).join(" ");
        let text = format!("{own} « {quote} »");
        let mut reading = article(stem).text(&text).read();
        let start = text.find(&quote).unwrap();
        let span = recoupe_model::Span::new(start, start + quote.len()).unwrap();
        let kind = recoupe_model::MentionKind::Quote(recoupe_model::Quote::default());
        reading.mentions.push(recoupe_model::Mention { span, kind, rule: "made".into() });
        reading
    };
    let checked = check_read(vec![reading("a", 7), reading("b", 8)]);
    assert!(checked.relations.copies.is_empty());
}

#[test]
fn generated_reprints_are_found_and_nothing_else() {
    let mut articles = Vec::new();
    for seed in 0..40 {
        let text = prose(100 + seed, 14);
        articles.push(article(&format!("{seed:02}a")).on(2024, 3, 1).text(&text.join(" ")));
        let mut moved = text.clone();
        moved.rotate_left(5);
        let dropped: Vec<String> =
            text.iter().enumerate().filter(|(n, _)| n % 3 != 0).map(|(_, it)| it.clone()).collect();
        let mut edited = text.clone();
        for line in edited.iter_mut().step_by(2) {
            let at = line.find(' ').unwrap();
            line.insert_str(at, " et");
        }
        for (name, lines) in [("b", moved), ("c", dropped), ("d", edited)] {
            articles
                .push(article(&format!("{seed:02}{name}")).on(2024, 3, 2).text(&lines.join(" ")));
        }
    }
    let found = copies(articles);
    assert_eq!(found.len(), 120);
    assert!(found.iter().all(|(copy, root)| copy[..2] == root[..2] && root.ends_with('a')));
}
