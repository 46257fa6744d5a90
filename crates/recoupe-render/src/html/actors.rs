//! Who did what to whom: a graph of actors, each edge with its sentences.

use std::collections::BTreeMap;

use super::escape::escape;
use super::page::Page;
use super::table::button;
use crate::quote;
use crate::wire::v1::{Claim, Entity, Story, Value};

/// Actors in the picture; the list below it names every pair.
const DRAWN: usize = 12;
/// Sentences under a pair before the rest is counted.
const SENTENCES: usize = 40;

/// The unit circle in steps of fifteen degrees, in thousandths: the same on every machine.
const CIRCLE: [(i32, i32); 24] = [
    (0, -1000),
    (259, -966),
    (500, -866),
    (707, -707),
    (866, -500),
    (966, -259),
    (1000, 0),
    (966, 259),
    (866, 500),
    (707, 707),
    (500, 866),
    (259, 966),
    (0, 1000),
    (-259, 966),
    (-500, 866),
    (-707, 707),
    (-866, 500),
    (-966, 259),
    (-1000, 0),
    (-966, -259),
    (-866, -500),
    (-707, -707),
    (-500, -866),
    (-259, -966),
];

/// Half the width and height of the picture, and of the ellipse on which actors stand.
const MIDDLE: (i32, i32) = (420, 250);
const RADIUS: (i32, i32) = (200, 195);

/// Two actors, and the claims that tell of both.
struct Edge<'a> {
    ends: (&'a str, &'a str),
    claims: Vec<&'a Claim>,
}

pub(super) fn actors<'a>(page: &Page<'_, 'a>, story: &'a Story) -> String {
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let edges = edges(page, story, &mut names);
    if edges.is_empty() {
        return String::new();
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for edge in &edges {
        *count.entry(edge.ends.0).or_default() += edge.claims.len();
        *count.entry(edge.ends.1).or_default() += edge.claims.len();
    }
    let mut nodes: Vec<&str> = count.keys().copied().collect();
    nodes.sort_by_key(|id| (std::cmp::Reverse(count[id]), *id));
    nodes.truncate(DRAWN);
    let words = page.view.words;
    let mut out = format!("<p class=\"soft\">{}</p>\n", escape(words.t("html.actors_key")));
    put!(out, "<div class=\"actors\">{}<div>\n", picture(page, story, &edges, &nodes, &names));
    for (n, edge) in edges.iter().enumerate() {
        out += &sentences(page, &anchor(story, n), edge, &names);
    }
    out + "</div></div>\n"
}

fn anchor(story: &Story, n: usize) -> String {
    format!("edge-{}-{n}", story.id)
}

/// Pairs of actors, the most told first.
fn edges<'a>(
    page: &Page<'_, 'a>,
    story: &'a Story,
    names: &mut BTreeMap<&'a str, String>,
) -> Vec<Edge<'a>> {
    let mut all: BTreeMap<(&str, &str), Vec<&Claim>> = BTreeMap::new();
    for claim in story.events.iter().flat_map(|it| page.view.claims(&it.claims)) {
        let (doers, others) = ends(claim);
        for (n, a) in doers.iter().enumerate() {
            for b in others.iter().chain(&doers[n + 1..]) {
                if a.0 == b.0 {
                    continue;
                }
                for (id, it) in [a, b] {
                    names.entry(id).or_insert_with(|| page.view.name_of(id, it));
                }
                let pair = if a.0 < b.0 { (a.0, b.0) } else { (b.0, a.0) };
                let told = all.entry(pair).or_default();
                if !told.iter().any(|it| it.id == claim.id) {
                    told.push(claim);
                }
            }
        }
    }
    let mut edges: Vec<Edge> =
        all.into_iter().map(|(ends, claims)| Edge { ends, claims }).collect();
    edges.sort_by_key(|it| (std::cmp::Reverse(it.claims.len()), it.ends));
    edges
}

type Actor<'a> = (&'a str, &'a Entity);

/// Those who do it, and those to whom it is done.
fn ends(claim: &Claim) -> (Vec<Actor<'_>>, Vec<Actor<'_>>) {
    let of = |roles: &[&str]| {
        let mut found: Vec<Actor> = Vec::new();
        for value in roles.iter().filter_map(|role| claim.roles.get(*role)).flatten() {
            if let Value::Entity(it) = value
                && let Some(id) = actor(it)
                && !found.iter().any(|known| known.0 == id)
            {
                found.push((id, it));
            }
        }
        found
    };
    let doers = of(&["agent", "sender", "party", "participant", "visitor", "speaker", "force"]);
    let mut others = of(&["target", "receiver", "host", "beneficiary"]);
    if claim.frame != "other" {
        others.extend(of(&["place"]).into_iter().filter(|it| it.0.starts_with("country:")));
    }
    (doers, others)
}

/// States, bodies and people act; a group, or somebody without a name, acts for its state.
fn actor(it: &Entity) -> Option<&str> {
    match it.class.as_str() {
        "country" => Some(&it.id),
        // A name begins with a capital; a description acts for its state.
        "organisation" | "person" if it.name.starts_with(char::is_uppercase) => Some(&it.id),
        "organisation" | "person" | "group" => it.of.as_deref(),
        _ => None,
    }
}

fn picture(
    page: &Page<'_, '_>,
    story: &Story,
    edges: &[Edge<'_>],
    nodes: &[&str],
    names: &BTreeMap<&str, String>,
) -> String {
    let place = |n: usize| {
        let (x, y) = CIRCLE[n * CIRCLE.len() / nodes.len().max(1)];
        (MIDDLE.0 + x * RADIUS.0 / 1000, MIDDLE.1 + y * RADIUS.1 / 1000)
    };
    let label = escape(page.view.words.t("tab.actors"));
    let mut out = format!(
        "<div class=\"wide\" tabindex=\"0\"><svg class=\"graph\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{label}\">\n",
        2 * MIDDLE.0,
        2 * MIDDLE.1
    );
    // The most told pairs are drawn last, upon the others.
    for (n, edge) in edges.iter().enumerate().rev() {
        let at = |id: &str| nodes.iter().position(|it| *it == id).map(place);
        let (Some(a), Some(b)) = (at(edge.ends.0), at(edge.ends.1)) else { continue };
        out += &line(page, &anchor(story, n), edge, (a, b), names);
    }
    for (n, id) in nodes.iter().enumerate() {
        out += &node(place(n), names.get(id).map_or(*id, String::as_str));
    }
    out + "</svg></div>\n"
}

fn line(
    page: &Page<'_, '_>,
    anchor: &str,
    edge: &Edge<'_>,
    (a, b): ((i32, i32), (i32, i32)),
    names: &BTreeMap<&str, String>,
) -> String {
    // Bent towards the middle, so that lines between neighbours do not lie on the labels.
    let bend = |from: i32, to: i32, middle: i32| {
        let half = i32::midpoint(from, to);
        half + (middle - half) / 4
    };
    let (x, y) = (bend(a.0, b.0, MIDDLE.0), bend(a.1, b.1, MIDDLE.1));
    let path = format!("M{} {}Q{x} {y} {} {}", a.0, a.1, b.0, b.1);
    let count = page.view.words.count("html.sentences", edge.claims.len());
    let says = format!("{} · {count}", pair(edge, names));
    let width = 1 + edge.claims.len().min(6);
    let anchor = escape(anchor);
    format!(
        "<a href=\"#{anchor}\" aria-label=\"{says}\"><title>{says}</title><path class=\"reach\" d=\"{path}\"/><path class=\"edge w{width}\" d=\"{path}\"/></a>\n",
        says = escape(&says)
    )
}

fn node((x, y): (i32, i32), name: &str) -> String {
    let (dx, anchor) = match x - MIDDLE.0 {
        0 => (0, "middle"),
        side if side < 0 => (-14, "end"),
        _ => (14, "start"),
    };
    let dy = match y - MIDDLE.1 {
        up if up < -RADIUS.1 + 10 => -14,
        down if down > RADIUS.1 - 10 => 24,
        _ => 5,
    };
    format!(
        "<circle class=\"node\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/><text text-anchor=\"{anchor}\" x=\"{}\" y=\"{}\">{}</text>\n",
        x + dx,
        y + dy,
        escape(&short(name))
    )
}

/// Names that would run out of the picture are cut; the list has them whole.
fn short(name: &str) -> String {
    if name.chars().count() <= 24 {
        return name.to_owned();
    }
    name.chars().take(23).collect::<String>() + "…"
}

fn pair(edge: &Edge<'_>, names: &BTreeMap<&str, String>) -> String {
    let name = |id: &str| names.get(id).cloned().unwrap_or_default();
    format!("{} – {}", name(edge.ends.0), name(edge.ends.1))
}

fn sentences(
    page: &Page<'_, '_>,
    anchor: &str,
    edge: &Edge<'_>,
    names: &BTreeMap<&str, String>,
) -> String {
    let (view, words) = (page.view, page.view.words);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &edge.claims {
        *kinds.entry(words.name("frame", &claim.frame)).or_default() += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let kinds: Vec<_> = kinds.into_iter().map(|(name, n)| format!("{name} ({n})")).collect();
    let ids: Vec<String> = edge.claims.iter().map(|it| it.id.clone()).collect();
    let mut items = String::new();
    for claim in edge.claims.iter().take(SENTENCES) {
        let said = words.quoted(&quote::short(view, claim, ""));
        let said = format!("<span class=\"value\">{}</span>", escape(&said));
        put!(
            items,
            "<li>{} <small>{}</small></li>\n",
            button(claim, "", &said),
            escape(&view.speaks(claim))
        );
    }
    if let Some(more) = edge.claims.len().checked_sub(SENTENCES).filter(|it| *it > 0) {
        put!(items, "<li>{}</li>\n", escape(&words.count("text.more", more)));
    }
    format!(
        "<details class=\"item\" id=\"{}\"{}><summary><span class=\"name\">{}</span> <small>{}</small></summary>\n<ul>\n{items}</ul></details>\n",
        escape(anchor),
        page.marks(&ids, &[]),
        escape(&pair(edge, names)),
        escape(&view.list(&kinds))
    )
}
