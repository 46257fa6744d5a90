//! Bodies that are described: ministries, governments, armies, institutes, agencies.
//!
//! A body of a state gets an id from the state and its office (`org:mda-ministry-of-defence`),
//! so that every language gives it the same one; any other gets one from its words.

use recoupe_model::{Class, EntityId};

use super::atoms::{Atom, Case, Gap};
use super::found::Found;
use super::known::{Hit, state_at};
use super::person::tidy;
use super::scene::{Phrases, Scene, slug};
use crate::lang::Form;

/// Bodies with a described name, as proposals.
pub(super) fn find(scene: &Scene<'_>, hits: &[Hit<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..scene.atoms.list.len() {
        let Some((kind, to)) = scene.kind("organisation_noun", at) else { continue };
        let it = match kind {
            "ministry" => ministry(scene, hits, at, to),
            "name" => named(scene, hits, at, to).or_else(|| quoted(scene, to)),
            office => of_state(scene, hits, at, to, office)
                .or_else(|| stateless(scene, at, to, office))
                .or_else(|| named(scene, hits, at, to)),
        };
        found.extend(it);
    }
    found.extend(datelines(scene, hits));
    found
}

/// « LIMA (Agence du Soir) – »: who sends the report.
fn datelines(scene: &Scene<'_>, hits: &[Hit<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let opens_line = |at: usize| scene.atoms.opens_line(at);
    for (from, atom) in scene.atoms.list.iter().enumerate() {
        // At most « LIMA, 6 fév. 2024 » stands before it.
        let near = from.saturating_sub(5)..=from;
        if atom.gap != Gap::Open || !atom.is_capital() || !near.rev().any(opens_line) {
            continue;
        }
        let text = scene.atoms.text;
        let Some(length) = closing(&text[atom.span.start()..]) else {
            continue;
        };
        let end = atom.span.start() + length;
        let dashed = text[end + 1..].trim_start().starts_with(['-', '–', '—']);
        let inside = |atom: &&Atom<'_>| atom.span.end() <= end;
        let to = from + scene.atoms.list[from..].iter().take_while(inside).count();
        if dashed && !is_taken(hits, from, to) {
            found.push(named_so(scene, from, to, None));
        }
    }
    found
}

/// Bytes to the parenthesis that closes soon.
fn closing(text: &str) -> Option<usize> {
    text.char_indices().take(40).find(|&(_, c)| c == ')').map(|(at, _)| at)
}

/// Words around a noun that say of which state it is.
#[derive(Clone, Debug)]
struct Around {
    from: usize,
    to: usize,
    of: Option<EntityId>,
}

/// « le ministère croate de la Santé », "Croatia's health ministry", "Ministry of Health".
fn ministry(scene: &Scene<'_>, hits: &[Hit<'_>], at: usize, to: usize) -> Option<Found> {
    let mut around = Around { from: at, to, of: None };
    take_state_after(scene, hits, &mut around);
    let mut office = None;
    if let Some(start) = skip_of(scene, around.to)
        && let Some((key, end)) = scene.longest(Phrases::Ministry, start)
    {
        office = Some(key);
        around.to = end;
    } else if let Some((key, start)) = office_before(scene, at) {
        office = Some(key);
        around.from = start;
    }
    let office = office?;
    take_state_after(scene, hits, &mut around);
    take_state_before(scene, hits, &mut around);
    Some(body(scene, &around, &format!("ministry-of-{office}")))
}

/// « le gouvernement bolivien », "Bolivia's government", « le gouvernement de Lima ».
fn of_state(
    scene: &Scene<'_>,
    hits: &[Hit<'_>],
    at: usize,
    to: usize,
    office: &str,
) -> Option<Found> {
    let mut around = Around { from: at, to, of: None };
    take_state_after(scene, hits, &mut around);
    if around.of.is_none() {
        take_state_before(scene, hits, &mut around);
    }
    around.of.as_ref()?;
    Some(body(scene, &around, office))
}

/// « l'Assemblée nationale », without a state: that of the state of which the text speaks.
fn stateless(scene: &Scene<'_>, at: usize, to: usize, office: &str) -> Option<Found> {
    let first = &scene.atoms.list[at];
    let is_proper = to - at > 1 && first.is_capital() && !first.title_case;
    (office == "parliament" && is_proper)
        .then(|| body(scene, &Around { from: at, to, of: None }, office))
}

fn body(scene: &Scene<'_>, around: &Around, office: &str) -> Found {
    let key = match &around.of {
        Some(state) => {
            let code = state.as_str().trim_start_matches("country:").to_lowercase();
            format!("{code}-{office}")
        }
        None => office.to_owned(),
    };
    Found {
        from: around.from,
        to: around.to,
        id: EntityId::new("org", &key),
        class: Class::Organisation,
        name: tidy(scene.atoms.words(around.from, around.to)),
        of: around.of.clone(),
        rule: "name/state-body",
        open: true,
    }
}

/// The word after « de », « du », « de la », « de l' », « des », "of", "of the".
pub(super) fn skip_of(scene: &Scene<'_>, at: usize) -> Option<usize> {
    if scene.one("preposition", at) != Some("of") || !scene.atoms.joins(at) {
        return None;
    }
    let is_article = scene.is_in("article", at + 1) && scene.atoms.joins(at + 1);
    let next = if is_article { at + 2 } else { at + 1 };
    (next < scene.atoms.list.len() && scene.atoms.joins(next)).then_some(next)
}

/// « … russe », « … de Russie », « … de Moscou », "… of Peru", "… in Lima".
fn take_state_after(scene: &Scene<'_>, hits: &[Hit<'_>], around: &mut Around) {
    if around.of.is_some() || !scene.atoms.joins(around.to) {
        return;
    }
    let start = if state_at(scene, hits, around.to).is_some() {
        Some(around.to)
    } else {
        let within =
            scene.one("preposition", around.to) == Some("place") && scene.is_in("seat", around.to);
        skip_of(scene, around.to).or_else(|| within.then_some(around.to + 1))
    };
    if let Some((state, end)) = start.and_then(|start| state_at(scene, hits, start)) {
        around.of = Some(state);
        around.to = end;
    }
}

/// "Russian …", "Peru's …", "the US …".
fn take_state_before(scene: &Scene<'_>, hits: &[Hit<'_>], around: &mut Around) {
    if around.of.is_some() || !scene.atoms.joins(around.from) {
        return;
    }
    let mut end = around.from;
    if end > 1 && scene.atoms.possessive(end - 1) {
        end -= 1;
    }
    let near = hits.partition_point(|hit| hit.from + 5 < end);
    for hit in &hits[near..] {
        if hit.to == end
            && hit.known.class == Class::Country
            && !matches!(hit.way.form, Form::Prefix | Form::People)
        {
            around.of = Some(hit.known.id.clone());
            around.from = hit.from;
            return;
        }
    }
}

/// "foreign ministry", "emergency situations ministry": the office before the noun.
fn office_before<'a>(scene: &Scene<'a>, at: usize) -> Option<(&'a str, usize)> {
    (at.saturating_sub(4)..at).find_map(|start| {
        let (key, end) = scene.longest(Phrases::Ministry, start)?;
        (end == at && scene.atoms.joins(at)).then_some((key, start))
    })
}

/// A body with a name of its own: « l'Institut norvégien de volcanologie », "the Karst
/// Observatory", « l'agence Atlas ».
fn named(scene: &Scene<'_>, hits: &[Hit<'_>], at: usize, to: usize) -> Option<Found> {
    let is_capital = scene.atoms.list[at].is_capital() && !scene.atoms.list[at].title_case;
    let mut of = None;
    let mut from = at;
    // "the Karst Observatory": capitalised words before a capitalised noun.
    if is_capital && !scene.atoms.list[at].initial {
        while from > 0 && begins_before(scene, from - 1) && scene.gap(from) == Gap::Space {
            from -= 1;
        }
    }
    let mut end = extend(scene, hits, to, is_capital, &mut of);
    if !is_capital && end > to {
        // « l'agence Atlas »: the noun says what it is, the name is what follows.
        let next = &scene.atoms.list[to];
        let apposed = next.is_capital() && !next.title_case && next.gap == Gap::Space;
        if !apposed || of.is_some() || is_taken(hits, to, end) {
            return None;
        }
        from = to;
    }
    if end == to && from == at {
        return None;
    }
    let only_of_state = end == to + 1 && of.is_some();
    if only_of_state && scene.atoms.list[at].initial && from == at {
        return None;
    }
    end = end.max(to);
    Some(named_so(scene, from, end, of))
}

/// « l'association « Nos rives » », "the group “Open Hands”": the name between marks.
fn quoted(scene: &Scene<'_>, to: usize) -> Option<Found> {
    let (last, first) = (scene.atoms.get(to.checked_sub(1)?)?, scene.atoms.get(to)?);
    let between = scene.atoms.text.get(last.span.end()..first.span.start())?;
    let opens = matches!(between.trim(), "«" | "“" | "„" | "\"");
    if !opens || between.contains('\n') || !first.is_capital() {
        return None;
    }
    let rest = &scene.atoms.text[first.span.start()..];
    let length = rest.char_indices().take(60).find(|(_, c)| matches!(c, '»' | '”' | '"' | '\n'))?.0;
    let end = first.span.start() + length;
    let inside = |atom: &&Atom<'_>| atom.span.end() <= end;
    let count = scene.atoms.list[to..].iter().take_while(inside).count();
    (count > 0 && !rest[length..].starts_with('\n')).then(|| named_so(scene, to, to + count, None))
}

fn named_so(scene: &Scene<'_>, from: usize, to: usize, of: Option<EntityId>) -> Found {
    let words = scene.atoms.words(from, to);
    Found {
        from,
        to,
        id: slug(Class::Organisation, words),
        class: Class::Organisation,
        name: tidy(words),
        of,
        rule: "name/organisation-described",
        open: true,
    }
}

/// Whether the words are somebody or something that the gazetteer knows.
fn is_taken(hits: &[Hit<'_>], from: usize, to: usize) -> bool {
    let at = hits.partition_point(|hit| hit.from < from);
    hits[at..].iter().take_while(|hit| hit.from == from).any(|hit| hit.to >= to)
}

fn begins_before(scene: &Scene<'_>, at: usize) -> bool {
    let atom = &scene.atoms.list[at];
    atom.is_capital() && !scene.is_in("not_name", at) && !scene.is_in("title", at)
}

/// Takes what belongs to the name after its noun; notes the state on the way.
fn extend(
    scene: &Scene<'_>,
    hits: &[Hit<'_>],
    from: usize,
    is_capital: bool,
    of: &mut Option<EntityId>,
) -> usize {
    let mut to = from;
    while to < from + 8 && scene.atoms.joins(to) {
        if let Some((state, end)) = state_at(scene, hits, to) {
            of.get_or_insert(state);
            to = end;
            continue;
        }
        let atom = &scene.atoms.list[to];
        if scene.is_in("title", to) || atom.is_capital() && scene.is_in("first_name", to) {
            break;
        }
        if atom.is_capital() && !scene.is_in("not_name", to) {
            to += 1;
            continue;
        }
        let capital = |at: usize| scene.atoms.get(at).is_some_and(Atom::is_capital);
        if to > from && scene.is_in("particle", to) && scene.atoms.joins(to + 1) && capital(to + 1)
        {
            to += 2;
            continue;
        }
        let Some(next) = skip_of(scene, to).filter(|_| is_capital || to > from) else { break };
        let word = &scene.atoms.list[next];
        if let Some((state, end)) = state_at(scene, hits, next) {
            of.get_or_insert(state);
            to = end;
        } else if word.is_capital() || to <= from + 1 && word.case == Case::Lower && is_capital {
            to = next + 1;
        } else {
            break;
        }
    }
    to
}
