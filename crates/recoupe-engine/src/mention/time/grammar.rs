//! The words and rules of times in one language, from its data files.

use serde::Deserialize;

use super::clock;
use super::figures::{self, Order};
use super::firsts::{Numbering, Set};
use super::pattern::{Node, Pattern, compile};
use super::sense::Gives;
use crate::lang::{Mistake, Pack};
use crate::mention::quantity::lexicon::counted_plurals;
use crate::mention::quantity::number::Numbers;
use crate::mention::quantity::phrases::Phrases;
use crate::mention::quantity::scan::{Gap, Kind, Piece};

/// Everything that `time.toml` and `words/time_word.tsv` say.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    /// The rules, those of the lowest level first, then in the order of the file.
    pub(super) rules: Vec<Rule>,
    /// What patterns begin with.
    pub(super) numbering: Numbering,
    words: Phrases<Word>,
    numbers: Numbers,
    counted: Vec<(String, bool)>,
    order: Order,
}

/// A way to write a time.
#[derive(Debug)]
pub(super) struct Rule {
    /// For `recoupe why`: `time/day`.
    pub(super) name: String,
    /// How to make a time of what it captured.
    pub(super) gives: Gives,
    /// Rules see the times of rules of lower levels as `<time>`.
    pub(super) level: usize,
    /// Whether it is of use inside other rules only.
    pub(super) inside: bool,
    /// The shapes.
    pub(super) patterns: Vec<Pattern>,
    /// What each of them can begin with.
    pub(super) firsts: Vec<Set>,
}

#[derive(Debug)]
struct Word {
    class: String,
    value: i32,
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    Small,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    numeric: Order,
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    gives: Gives,
    #[serde(default)]
    level: usize,
    #[serde(default)]
    inside: bool,
    words: Vec<String>,
}

/// The highest level of a rule.
pub(super) const TOP: usize = 3;

/// What a match captured: class and value, with the pieces it covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Captured<'g> {
    /// Name of the class in the pattern.
    pub(super) class: &'g str,
    /// Value of the word, or index of the time.
    pub(super) value: i32,
    /// First piece.
    pub(super) start: usize,
    /// Piece after the last.
    pub(super) end: usize,
}

/// A state of a match: where it has come to and what it captured.
pub(super) type State<'g> = (usize, Vec<Captured<'g>>);

/// What the times of lower levels are at each piece: the piece after the end of each, and its index.
pub(super) type Inner<'a> = &'a dyn Fn(usize) -> Vec<(usize, i32)>;

impl Grammar {
    /// Reads the files; mistakes in them are told, and the rest is used.
    pub(super) fn load(pack: &Pack) -> (Self, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let mut grammar = Self { numbers: Numbers::load(pack), ..Self::default() };
        grammar.load_words(pack);
        let path = format!("lang/{}/time.toml", pack.lang.code());
        let text = pack.text("time.toml").unwrap_or("rule = []");
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                mistakes.push(Mistake::toml(&path, text, &error));
                return (grammar, mistakes);
            }
        };
        grammar.order = file.numeric;
        for raw in file.rule {
            let mut patterns = Vec::new();
            for words in &raw.words {
                match compile(words) {
                    Ok(pattern) => patterns.push(pattern),
                    Err(says) => {
                        let says = format!("rule {}: « {words} » {says}", raw.name);
                        mistakes.push(Mistake::new(&path, 0, says));
                    }
                }
            }
            let level = raw.level.min(TOP);
            let firsts = patterns.iter().map(|one| grammar.numbering.firsts(one)).collect();
            let RawRule { name, gives, inside, .. } = raw;
            grammar.rules.push(Rule {
                name: format!("time/{name}"),
                gives,
                level,
                inside,
                patterns,
                firsts,
            });
        }
        grammar.rules.sort_by_key(|rule| rule.level);
        (grammar, mistakes)
    }

    fn load_words(&mut self, pack: &Pack) {
        let table = pack.words("time_word");
        for row in table.rows() {
            let case = match table.cell(row, "case") {
                "capital" => Case::Capital,
                "small" => Case::Small,
                _ => Case::Any,
            };
            let value = table.cell(row, "value").parse().unwrap_or(0);
            let class = table.cell(row, "class").to_owned();
            self.words.insert(row.key(), Word { class, value, case });
        }
        self.counted = counted_plurals(pack);
    }

    /// The longest match of a pattern that begins at a piece: first piece of its words, piece
    /// after them, captures.
    pub(super) fn longest<'g>(
        &'g self,
        pattern: &'g Pattern,
        pieces: &[Piece],
        at: usize,
        inner: Inner<'_>,
    ) -> Option<(usize, State<'g>)> {
        let mut best: Option<(usize, State<'g>)> = None;
        for (start, found) in self.run(&pattern.before, pieces, vec![(at, Vec::new())], inner) {
            for state in self.run(&pattern.body, pieces, vec![(start, found)], inner) {
                let is_longer = best.as_ref().is_none_or(|(_, (end, _))| *end < state.0);
                if is_longer && state.0 > start && self.is_followed(pattern, pieces, state.0, inner)
                {
                    best = Some((start, state));
                }
            }
        }
        best
    }

    fn is_followed(
        &self,
        pattern: &Pattern,
        pieces: &[Piece],
        at: usize,
        inner: Inner<'_>,
    ) -> bool {
        pattern.after.is_empty()
            || !self.run(&pattern.after, pieces, vec![(at, Vec::new())], inner).is_empty()
    }

    fn run<'g>(
        &'g self,
        nodes: &'g [Node],
        pieces: &[Piece],
        mut states: Vec<State<'g>>,
        inner: Inner<'_>,
    ) -> Vec<State<'g>> {
        for node in nodes {
            if states.is_empty() {
                break;
            }
            let mut next = Vec::new();
            for state in states {
                self.step(node, pieces, state, inner, &mut next);
            }
            states = next;
        }
        states
    }

    fn step<'g>(
        &'g self,
        node: &'g Node,
        pieces: &[Piece],
        state: State<'g>,
        inner: Inner<'_>,
        next: &mut Vec<State<'g>>,
    ) {
        let at = state.0;
        match node {
            Node::Key(key) => {
                if pieces.get(at).is_some_and(|piece| piece.is(key)) {
                    next.push((at + 1, state.1));
                }
            }
            Node::Class(class) => {
                for (end, value) in self.class(class, pieces, at, inner) {
                    let mut found = state.1.clone();
                    found.push(Captured { class, value, start: at, end });
                    next.push((end, found));
                }
            }
            Node::Any(all) => {
                for nodes in all {
                    next.extend(self.run(nodes, pieces, vec![state.clone()], inner));
                }
            }
            Node::Maybe(nodes) => {
                next.extend(self.run(nodes, pieces, vec![state.clone()], inner));
                next.push(state);
            }
        }
    }

    /// The key of a piece and the classes of what begins there; more may be told than there is.
    pub(super) fn here(&self, pieces: &[Piece], at: usize) -> Set {
        let piece = &pieces[at];
        let words: Vec<&str> =
            self.words.all_at(pieces, at).map(|(_, word)| word.class.as_str()).collect();
        let is_digits = piece.kind == Kind::Digits;
        let is_number = is_digits || self.numbers.at(pieces, at).is_some();
        self.numbering.here(&piece.key, &|class| match class {
            "time" => false,
            "n" => is_number || words.contains(&"n"),
            "clock" | "meridian" => is_number || words.contains(&"hour"),
            "day" | "decade" => is_digits || words.contains(&class),
            "century" => is_digits || piece.key.starts_with(['i', 'v', 'x']),
            "bracketed" | "year" | "shortyear" | "numeric" | "numeric-month" | "numeric-day" => {
                is_digits
            }
            _ => words.contains(&class),
        })
    }

    fn class(
        &self,
        class: &str,
        pieces: &[Piece],
        at: usize,
        inner: Inner<'_>,
    ) -> Vec<(usize, i32)> {
        match class {
            "time" => return inner(at),
            "free" => return self.is_free(pieces, at).then_some((at, 0)).into_iter().collect(),
            "bracketed" => return figures::bracketed(pieces, at).into_iter().collect(),
            "year" => return figures::year(pieces, at).into_iter().collect(),
            "shortyear" => return figures::short_year(pieces, at).into_iter().collect(),
            "clock" => return self.clock(pieces, at, false),
            "meridian" => return self.clock(pieces, at, true),
            "numeric-month" => return figures::numeric_month(pieces, at).into_iter().collect(),
            "numeric-day" => {
                return figures::numeric_day(pieces, at, self.order).into_iter().collect();
            }
            "numeric" => return figures::numeric(pieces, at, self.order).into_iter().collect(),
            "glued" => {
                let is_glued = pieces.get(at).is_some_and(Piece::is_glued);
                return is_glued.then_some((at, 0)).into_iter().collect();
            }
            _ => {}
        }
        let mut found: Vec<(usize, i32)> = self
            .words
            .all_at(pieces, at)
            .filter(|(end, word)| word.class == class && fits(word.case, pieces, at, *end))
            .map(|(end, word)| (end, word.value))
            .collect();
        match class {
            "day" => found.extend(self.day(pieces, at)),
            "century" => {
                let is_suffix =
                    |at| self.words.all_at(pieces, at).any(|(_, word)| word.class == "th");
                found.extend(figures::century(pieces, at, &is_suffix));
            }
            "decade" => found.extend(figures::decade(pieces, at)),
            "n" => {
                let number = self.numbers.at(pieces, at).filter(|number| {
                    !number.is_article() && !number.open && (1.0..1e6).contains(&number.value)
                });
                found.extend(number.map(|number| (number.end, number.value as i32)));
            }
            _ => {}
        }
        found
    }

    /// The hours that begin at a piece; « midi » and « minuit » are words of the class « hour ».
    fn clock(&self, pieces: &[Piece], at: usize, of_twelve: bool) -> Vec<(usize, i32)> {
        let is = |at: usize, class: &str| {
            let mut all = self.words.all_at(pieces, at);
            all.find(|(_, word)| word.class == class).map(|(end, word)| (end, word.value))
        };
        let words = clock::Words { is: &is, numbers: &self.numbers };
        let found = words.at(pieces, at);
        found.filter(|(end, _)| !of_twelve || words.is_of_twelve(*end)).into_iter().collect()
    }

    /// « 11 », « 1er », "9th"
    fn day(&self, pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
        let piece = pieces.get(at)?;
        let day = piece.integer(2).filter(|day| (1..=31).contains(day))?;
        if piece.is_glued() && at > 0 && pieces[at - 1].kind != Kind::Mark {
            return None;
        }
        let mut end = at + 1;
        let mut suffixes = self.words.all_at(pieces, end);
        if let Some((after, _)) = suffixes.find(|(_, word)| word.class == "th")
            && pieces[end].gap != Gap::Wide
        {
            end = after;
        }
        let is_whole = pieces.get(end).is_none_or(|next| {
            !next.is_glued() || (next.kind == Kind::Mark && !matches!(&*next.key, "%" | ":" | "°"))
        });
        is_whole.then_some((end, day))
    }

    /// Whether nothing is counted by a number that ends here.
    fn is_free(&self, pieces: &[Piece], at: usize) -> bool {
        let Some(next) = pieces.get(at) else { return true };
        let is_sign = matches!(next.key.as_str(), "%" | "€" | "$" | "£" | "°");
        let found = self.counted.partition_point(|(key, _)| *key < next.key);
        let same = self.counted[found..].iter().take_while(|(key, _)| *key == next.key);
        let noun = same.map(|(_, dated)| *dated).reduce(|a, b| a || b);
        let is_round = || at.checked_sub(1).is_some_and(|at| pieces[at].key.ends_with("00"));
        let is_counted = noun.is_some_and(|dated| !dated || is_round());
        match next.kind {
            Kind::Word => !is_counted,
            Kind::Digits => false,
            Kind::Mark => !is_sign,
        }
    }
}

/// Whether the letters' case lets a word be of its class.
fn fits(case: Case, pieces: &[Piece], at: usize, end: usize) -> bool {
    let is_digits = |i: Option<usize>| {
        i.and_then(|i| pieces.get(i)).is_some_and(|piece| piece.kind == Kind::Digits)
    };
    match case {
        Case::Any => true,
        Case::Capital => pieces[at].capital,
        Case::Small => {
            let opens = at == 0 || pieces[at - 1].kind == Kind::Mark && !pieces[at - 1].is("-");
            !pieces[at].capital || opens || is_digits(at.checked_sub(1)) || is_digits(Some(end))
        }
    }
}
