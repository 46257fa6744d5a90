//! How much what two reports tell alike speaks for one happening: a town says more than a state,
//! the name of a person more than that of his country, a great number more than a small one.

use recoupe_model::{Class, Entity, Role, Value};

use crate::lang::{Likeness, is_vague, large_words, sounds_like, stems};

/// A count from which on two of one size are hardly met by chance.
const TELLING: f64 = 10.0;
/// A count from which on it says something.
pub(super) const SEVERAL: f64 = 5.0;
/// What the name of somebody says whom something is done to but once.
pub(super) const PERSON: u32 = 4;
/// The kind of those who speak for a state, who are counted as people.
const OFFICIALS: &str = "authority";
/// Letters by which words of two languages are held to be one.
const START: usize = 6;
/// However many took part, it says no more.
const MOST: u32 = 4;

/// What a role in which two reports agree says for one happening; nothing where they do not.
pub(super) fn points(role: Role, ours: &[Value], theirs: &[Value], likeness: &Likeness) -> u32 {
    let pairs = || ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    match role {
        Role::Time => 2 * u32::from(of_day(ours, theirs)),
        Role::Quantity => pairs().map(|(a, b)| of_counts(a, b, likeness)).max().unwrap_or(0),
        Role::Participant | Role::Party => {
            let best = |a: &Value| theirs.iter().map(|b| of_names(role, a, b, likeness)).max();
            ours.iter().filter_map(best).sum::<u32>().min(MOST)
        }
        Role::Outcome => pairs().map(|(a, b)| of_words(a, b, likeness)).max().unwrap_or(0),
        Role::Content | Role::Purpose => 0,
        _ => pairs().map(|(a, b)| of_names(role, a, b, likeness)).max().unwrap_or(0),
    }
}

/// Whether both name one and the same day.
pub(super) fn of_day(ours: &[Value], theirs: &[Value]) -> bool {
    ours.iter().any(|a| a.day().is_some() && theirs.iter().any(|b| a.day() == b.day()))
}

fn of_counts(a: &Value, b: &Value, likeness: &Likeness) -> u32 {
    let (Value::Quantity(a), Value::Quantity(b)) = (a, b) else { return 0 };
    let kinds = likeness.kinds();
    // « huit responsables », "eight individuals": heads are heads.
    let is_of_people = |unit: &str| unit == OFFICIALS || kinds.counts_people(unit);
    let (unit_a, unit_b) = (kinds.unit(&a.unit), kinds.unit(&b.unit));
    let are_counted_alike = unit_a == unit_b || is_of_people(&unit_a) && is_of_people(&unit_b);
    let is_exact = |low: Option<f64>, high: Option<f64>| low.is_some() && low == high;
    let are_one =
        is_exact(a.low, a.high) && is_exact(b.low, b.high) && a.low == b.low && are_counted_alike;
    match a.low.filter(|_| are_one) {
        Some(count) if count >= TELLING => 3,
        Some(count) if count >= SEVERAL => 2,
        Some(count) if count > 1.0 => 1,
        _ => 0,
    }
}

/// « la présidentielle », "the presidential election": an office by words that begin alike in both
/// languages, unless they are of two bodies. How the dead and the wounded are told is no office.
fn of_words(a: &Value, b: &Value, likeness: &Likeness) -> u32 {
    let (Value::Text(a), Value::Text(b)) = (a, b) else { return 0 };
    let kinds = likeness.kinds();
    if let (Some(x), Some(y)) = (kinds.of(&a.text), kinds.of(&b.text)) {
        // « ministre de la Défense », "defence minister".
        return u32::from(x == y && a.text.contains(' '));
    }
    let starts = |text: &str| -> Vec<String> {
        let long = stems(text).into_iter().filter(|word| word.chars().count() > START);
        long.map(|word| word.chars().take(START).collect()).collect()
    };
    let ours = starts(&a.text);
    u32::from(a.text.contains(' ') && starts(&b.text).iter().any(|it| ours.contains(it)))
}

fn of_names(role: Role, a: &Value, b: &Value, likeness: &Likeness) -> u32 {
    let (Value::Entity(a), Value::Entity(b)) = (a, b) else { return 0 };
    let is_supported = likeness.fit(role, a, b).supports();
    let is_own_name = |it: &Entity| {
        matches!(it.class, Class::Person | Class::Organisation | Class::Place) && !is_vague(it)
    };
    let begins_large =
        |it: &Entity| it.name.chars().next().is_some_and(|first| !first.is_lowercase());
    match () {
        () if a.id.is_country() || b.id.is_country() => u32::from(is_supported),
        // Somebody is arrested, freed or killed once.
        () if is_supported
            && role == Role::Target
            && a.class == Class::Person
            && is_own_name(a) =>
        {
            PERSON
        }
        () if is_supported && is_own_name(a) && is_own_name(b) && begins_large(a) => 2,
        () => are_called_alike(a, b, likeness),
    }
}

/// « le marché », "a market"; more when the words that they share are a name: « Archer ».
fn are_called_alike(a: &Entity, b: &Entity, likeness: &Likeness) -> u32 {
    let names = |it: &Entity| -> Vec<String> {
        let is_name = |word: &&str| word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
        let words = it.text.split_whitespace().skip(1).filter(is_name);
        words.flat_map(stems).filter(|word| word.len() > 2).collect()
    };
    let ours = names(a);
    if names(b).iter().any(|word| ours.contains(word)) {
        return 2;
    }
    // « le siège de Dorvane » is not "the headquarters of Velmora".
    let called = |it: &Entity| -> Vec<String> {
        let names = large_words(&it.text).flat_map(stems);
        names.filter(|word| word.len() > 2).collect()
    };
    let (x, y) = (called(a), called(b));
    let are_one = |x: &String, y: &String| x == y || sounds_like(x, y);
    if !ours.is_empty()
        && !names(b).is_empty()
        && !x.iter().any(|x| y.iter().any(|y| are_one(x, y)))
    {
        return 0;
    }
    let kinds = likeness.kinds();
    if let (Some(x), Some(y)) = (kinds.of(&a.text), kinds.of(&b.text)) {
        return u32::from(kinds.fit(x, y).supports());
    }
    let begin_alike = |x: &String, y: &String| x.chars().take(START).eq(y.chars().take(START));
    let words = |it: &Entity| -> Vec<String> {
        stems(&it.name).into_iter().filter(|word| word.len() > 3).collect()
    };
    // Of one state are its diplomats and its officers: the nouns must be one.
    let (ours, theirs) = match (head(a), head(b)) {
        (Some(x), Some(y)) if a.of.is_some() && a.of == b.of => (vec![x], vec![y]),
        _ => (words(a), words(b)),
    };
    let are_one = |x: &String, y: &String| begin_alike(x, y) || kinds.are_translations(x, y);
    u32::from(theirs.iter().any(|y| ours.iter().any(|x| are_one(x, y))))
}

/// The noun of a description: « diplomates russes », "Russian diplomats".
fn head(entity: &Entity) -> Option<String> {
    let is_adjective = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = entity.name.split_whitespace().collect();
    let nouns =
        stems(&words.iter().filter(|it| !is_adjective(it)).copied().collect::<Vec<_>>().join(" "));
    let mut nouns = nouns.into_iter().filter(|word| word.len() > 3);
    if words.iter().any(is_adjective) { nouns.next_back() } else { nouns.next() }
}
