//! The words of a document as the search for names sees them.
//!
//! Not the tokens of the parser: names are found by letters, capitals and neighbours, so that a
//! wrong tag or a strange tokenisation costs nothing. What the parser knows is added to a word.

use recoupe_model::{Document, Sentence, Span, Token, Upos};

use crate::lang;

/// An unbroken run of letters and digits.
#[derive(Debug)]
pub(super) struct Atom<'a> {
    /// Where it stands.
    pub(super) span: Span,
    /// Lower case, without accents.
    pub(super) key: String,
    /// Lower case, with accents: as word lists have it.
    pub(super) lower: String,
    /// Its letters.
    pub(super) case: Case,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// Whether it begins a sentence, a line or a quotation: its capital then says little.
    pub(super) initial: bool,
    /// Whether it stands in a line whose words are capitalised or in capitals as such.
    pub(super) title_case: bool,
    /// Which sentence it is of.
    pub(super) sentence: usize,
    /// What the parser made of it.
    pub(super) token: Option<&'a Token>,
}

/// The letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Begins with a small letter or a digit.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two or more characters, none small.
    Upper,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space within the line.
    Space,
    /// A hyphen.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// A full stop, with or without a space (« U.S. », « St. Petersburg »).
    Dot,
    /// A comma and a space.
    Comma,
    /// An opening parenthesis.
    Open,
    /// Anything else, or another line.
    Other,
}

impl Gap {
    fn new(between: &str) -> Self {
        let is_space = |text: &str| text.chars().all(|c| c.is_whitespace() && c != '\n');
        match between {
            "-" | "\u{2010}" | "\u{2011}" => Self::Hyphen,
            "'" | "’" | "ʼ" => Self::Apostrophe,
            _ if !between.is_empty() && is_space(between) => Self::Space,
            _ if between.strip_prefix('.').is_some_and(is_space) => Self::Dot,
            _ if between.strip_prefix(',').is_some_and(is_space) => Self::Comma,
            _ if between.trim_start().strip_prefix('(').is_some_and(is_space)
                && !between.contains('\n') =>
            {
                Self::Open
            }
            _ => Self::Other,
        }
    }
}

/// All words of a document.
#[derive(Debug)]
pub(super) struct Atoms<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// In text order.
    pub(super) list: Vec<Atom<'a>>,
}

impl<'a> Atoms<'a> {
    /// Cuts a document into words and lays the parser's tokens over them.
    pub(super) fn new(document: &'a Document, sentences: &'a [Sentence]) -> Self {
        let text = &*document.text;
        let mut tokens = sentences
            .iter()
            .enumerate()
            .flat_map(|(at, sentence)| sentence.tokens.iter().map(move |token| (at, token)))
            .peekable();
        let mut list: Vec<Atom<'a>> = Vec::new();
        let (mut end, mut last) = (0, usize::MAX);
        for range in lang::words(text) {
            while tokens.next_if(|(_, token)| token.span.end() <= range.start).is_some() {}
            let token = tokens.peek().filter(|(_, token)| token.span.start() < range.end).copied();
            let Some(span) = Span::new(range.start, range.end) else { break };
            let between = text.get(end..range.start).unwrap_or("");
            let sentence = token.map_or(last, |(at, _)| at);
            let opens = between.contains(['\n', '«', '“', '"', '„', '•'])
                || between.trim_end().ends_with(['.', '!', '?', ':', '–', '—'])
                    && !is_abbreviation(list.last());
            list.push(Atom {
                span,
                key: lang::fold(&text[range.clone()]),
                lower: text[range.clone()].to_lowercase(),
                case: case(&text[range.clone()]),
                gap: Gap::new(between),
                initial: list.is_empty() || sentence != last || opens,
                title_case: false,
                sentence,
                token: token.map(|(_, token)| token),
            });
            (end, last) = (range.end, sentence);
        }
        let mut atoms = Self { text, list };
        atoms.mark_title_case();
        atoms
    }

    /// A line in which nearly all long words are capitalised tells nothing by its capitals.
    fn mark_title_case(&mut self) {
        let mut from = 0;
        while from < self.list.len() {
            let line_ends = |at: &usize| self.breaks_before(*at);
            let to = (from + 1..self.list.len()).find(line_ends).unwrap_or(self.list.len());
            let end = self.list.get(to).map_or(self.text.len(), |next| next.span.start());
            let tail = self.text.get(self.list[to - 1].span.end()..end).unwrap_or("");
            let is_sentence = tail.trim_start_matches(['»', '”', '"']).starts_with('.');
            let line = &mut self.list[from..to];
            let long = line.iter().filter(|atom| atom.key.len() > 3 && !atom.starts_digit());
            let capital = long.clone().filter(|atom| atom.case != Case::Lower).count();
            if !is_sentence && long.clone().count() >= 4 && capital * 4 >= long.count() * 3 {
                for atom in line {
                    atom.title_case = true;
                }
            }
            from = to;
        }
    }

    fn breaks_before(&self, at: usize) -> bool {
        let (before, here) = (self.list[at - 1].span.end(), self.list[at].span.start());
        self.text.get(before..here).is_some_and(|between| between.contains('\n'))
    }

    /// Whether a word is the first of its line.
    pub(super) fn opens_line(&self, at: usize) -> bool {
        at == 0 || self.breaks_before(at)
    }

    /// A word, if there is one.
    pub(super) fn get(&self, at: usize) -> Option<&Atom<'a>> {
        self.list.get(at)
    }

    /// The word before, if there is one.
    pub(super) fn before(&self, at: usize) -> Option<&Atom<'a>> {
        self.list.get(at.checked_sub(1)?)
    }

    /// The folded word, or nothing.
    pub(super) fn key(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |atom| &*atom.key)
    }

    /// Bytes from the first of some words to the last.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.list[from].span.cover(self.list[to - 1].span)
    }

    /// The text of some words.
    pub(super) fn words(&self, from: usize, to: usize) -> &'a str {
        self.span(from, to).of(self.text)
    }

    /// The folded words with one space between.
    pub(super) fn keys(&self, from: usize, to: usize) -> String {
        let keys: Vec<&str> = self.list[from..to].iter().map(|atom| &*atom.key).collect();
        keys.join(" ")
    }

    /// Whether a word may go on a name that has begun before it.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom| match atom.gap {
            Gap::Space | Gap::Hyphen | Gap::Apostrophe => true,
            Gap::Dot => is_abbreviation(self.before(at)),
            _ => false,
        })
    }

    /// Whether "'s" follows the word before `at`.
    pub(super) fn possessive(&self, at: usize) -> bool {
        self.get(at).is_some_and(|atom| atom.key == "s" && atom.gap == Gap::Apostrophe)
    }
}

impl Atom<'_> {
    /// Whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.case != Case::Lower
    }

    /// Whether it begins with a digit.
    pub(super) fn starts_digit(&self) -> bool {
        self.key.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether the parser takes it for one of these.
    pub(super) fn is(&self, tags: &[Upos]) -> bool {
        self.token.is_some_and(|token| tags.contains(&token.upos))
    }
}

fn case(word: &str) -> Case {
    if !word.starts_with(char::is_uppercase) {
        Case::Lower
    } else if lang::is_acronym(word) {
        Case::Upper
    } else {
        Case::Capital
    }
}

/// « U. », « St. », « M. », « Mme. »: a word after which a stop does not end the sentence.
fn is_abbreviation(word: Option<&Atom<'_>>) -> bool {
    word.is_some_and(|atom| {
        atom.key.chars().count() == 1 && atom.is_capital()
            || matches!(
                &*atom.key,
                "st" | "ste" | "dr" | "mr" | "mrs" | "ms" | "jr" | "gen" | "col"
            )
    })
}
