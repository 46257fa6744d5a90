//! Passages in another language than their article: an English statement in a French report.
//!
//! A passage is one or more whole sentences, or what stands between the quotation marks of a sentence. It is read by
//! the parser and the words of its own language, and what it says keeps the speaker that the article gives it.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_model::{
    Document, Lang, Mention, MentionKind, Multiword, Noted, Reading, Sentence, Span, Token,
};

use crate::lang::{Knowledge, Pack};
use crate::{claim, mention};

/// A passage has at least so many words; fewer may be a title or a name.
const SHORTEST: usize = 5;
/// This share of them, in per cent, are function words of its language, …
const ENOUGH: usize = 15;
/// … and at least so many times as many as of the article's.
const CLEARLY: usize = 4;

/// A stretch of text in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Where it stands.
    pub(super) span: Span,
    /// Its language, which has a pack.
    pub(super) lang: Lang,
    /// Whether it is the quoted part of a sentence in the article's language.
    pub(super) is_part: bool,
}

/// The passages of a document, in text order.
pub(super) fn find(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Vec<Passage> {
    let Some(judge) = Judge::new(knowledge, &document.language) else { return Vec::new() };
    let quotes: Vec<Span> = mentions
        .iter()
        .filter(|it| matches!(it.kind, MentionKind::Quote(_)))
        .map(|it| it.span)
        .collect();
    let mut found: Vec<Passage> = Vec::new();
    for sentence in sentences {
        let inside = quotes.iter().filter_map(|it| common(*it, sentence.span));
        let inside: Vec<Span> = inside.collect();
        if let Some(lang) = judge.whole(sentence, &inside) {
            match found.last_mut() {
                Some(last)
                    if !last.is_part
                        && last.lang == lang
                        && touch(document, last.span, sentence.span) =>
                {
                    last.span = last.span.cover(sentence.span);
                }
                _ => found.push(Passage { span: sentence.span, lang, is_part: false }),
            }
            continue;
        }
        for span in inside {
            let later = found.last().is_none_or(|last| !last.span.overlaps(span));
            if let Some(lang) = judge.of(sentence, |at| span.contains(at)).filter(|_| later) {
                found.push(Passage { span, lang, is_part: true });
            }
        }
    }
    found
}

/// What two spans have in common, if they overlap.
fn common(one: Span, other: Span) -> Option<Span> {
    one.overlaps(other)
        .then(|| Span::new(one.start().max(other.start()), one.end().min(other.end())))
        .flatten()
}

/// Whether nothing but white space stands between two sentences of one line.
fn touch(document: &Document, before: Span, after: Span) -> bool {
    let between = document.text.get(before.end()..after.start());
    between.is_some_and(|text| text.chars().all(|c| c.is_whitespace() && c != '\n'))
}

/// The function words of each language, without those that two have.
struct Judge<'a> {
    own: BTreeSet<&'a str>,
    others: BTreeMap<&'a Lang, BTreeSet<&'a str>>,
}

impl<'a> Judge<'a> {
    fn new(knowledge: &'a Knowledge, language: &Lang) -> Option<Self> {
        let list = |pack: &'a Pack| -> BTreeSet<&'a str> {
            let table = pack.words("function_word");
            table.rows().iter().map(|row| table.cell(row, "form")).collect()
        };
        let own = list(knowledge.pack(language)?);
        let others: BTreeMap<_, _> = knowledge
            .packs
            .iter()
            .filter(|(lang, _)| *lang != language)
            .map(|(lang, pack)| (lang, list(pack)))
            .collect();
        (!own.is_empty() && !others.is_empty()).then_some(Self { own, others })
    }

    /// The other language that a sentence is in, whatever the language of what it quotes.
    fn whole(&self, sentence: &Sentence, quotes: &[Span]) -> Option<Lang> {
        let is_around = |at: Span| !quotes.iter().any(|it| it.contains(at));
        let around = count(sentence, is_around, |_| true);
        if around >= SHORTEST {
            return self.of(sentence, is_around);
        }
        let lang = self.of(sentence, |_| true)?;
        let theirs = count(sentence, is_around, |form| self.is_theirs(&lang, form));
        (around < 2 || theirs > 0).then_some(lang)
    }

    /// The other language that the tokens at the given places are in, if they are.
    fn of(&self, sentence: &Sentence, at: impl Fn(Span) -> bool + Copy) -> Option<Lang> {
        let all = count(sentence, at, |_| true);
        let theirs = |lang| count(sentence, at, |form| self.is_theirs(lang, form));
        let counted = self.others.keys().map(|lang| (*lang, theirs(lang)));
        let (lang, theirs) = counted.max_by_key(|(_, count)| *count)?;
        let is_ours = |form: &str| self.own.contains(form) && !self.others[lang].contains(form);
        let ours = count(sentence, at, is_ours);
        let stands_out = theirs * 100 >= all * ENOUGH && theirs >= CLEARLY * ours;
        (all >= SHORTEST && theirs >= 2 && stands_out).then(|| lang.clone())
    }

    fn is_theirs(&self, lang: &Lang, form: &str) -> bool {
        self.others[lang].contains(form) && !self.own.contains(form)
    }
}

/// How many words at the given places are of a kind; they come in small letters, "n't" and « l' » without its mark
/// as well.
fn count(sentence: &Sentence, at: impl Fn(Span) -> bool, is: impl Fn(&str) -> bool) -> usize {
    let tokens = sentence.tokens.iter().filter(|token| at(token.span));
    let words = tokens.filter(|token| token.form.chars().any(char::is_alphabetic));
    let is_one = |form: &str| is(form) || is(form.trim_matches(['\'', '’']));
    words.filter(|token| is_one(&token.form.to_lowercase())).count()
}

/// Reads each passage by its own language. `sentences` are what the article's parser made of it all.
pub(super) fn read(
    knowledge: &Knowledge,
    document: Document,
    sentences: &[Sentence],
    passages: &[Passage],
) -> Noted<Reading> {
    let is_foreign = |span: Span| passages.iter().any(|it| it.span.contains(span));
    let is_quote = |it: &Mention| matches!(it.kind, MentionKind::Quote(_));

    let mut sentences = own(knowledge, &document, sentences, passages);
    let found = mention::find(knowledge, &document, &sentences);
    let told = claim::find(knowledge, &document, &sentences, &found.value);
    let spans: Vec<Span> = passages.iter().map(|it| words(&document.text, it.span)).collect();
    let speakers = claim::speakers(knowledge, &document, &sentences, &found.value, &spans);
    let (mut notes, mut mentions, mut claims) = (found.notes, found.value, told.value);
    notes.extend(told.notes);
    mentions.retain(|it| is_quote(it) || !is_foreign(it.span));
    claims.retain(|claim| !claim.evidence.iter().all(|it| is_foreign(it.span)));

    let languages: BTreeSet<&Lang> = passages.iter().map(|it| &it.lang).collect();
    for lang in languages {
        let Some(parser) = knowledge.pack(lang).and_then(Pack::parser) else { continue };
        let theirs = Document { language: lang.clone(), ..document.clone() };
        let of_lang = || passages.iter().zip(&speakers).filter(|(it, _)| it.lang == *lang);
        let parsed: Vec<Vec<Sentence>> = of_lang()
            .map(|(it, _)| {
                let parsed = parser.parse(it.span.of(&document.text)).into_iter();
                parsed.filter_map(|sentence| sentence.shifted(it.span.start())).collect()
            })
            .collect();
        // The text is looked through once for all passages of a language.
        let found = mention::find(knowledge, &theirs, &parsed.concat());
        notes.extend(found.notes);
        for ((passage, speakers), parsed) in of_lang().zip(parsed) {
            let from = found.value.partition_point(|it| it.span.start() < passage.span.start());
            let to = found.value.partition_point(|it| it.span.start() < passage.span.end());
            let told = claim::find(knowledge, &theirs, &parsed, &found.value[from..to]);
            notes.extend(told.notes);
            claims.extend(told.value.into_iter().map(|mut claim| {
                claim.attribution.splice(0..0, speakers.iter().cloned());
                claim
            }));
            if !passage.is_part {
                sentences.extend(parsed);
            }
        }
        mentions.extend(found.value.into_iter().filter(|it| !is_quote(it) && is_foreign(it.span)));
    }
    mention::sort(&mut mentions);
    sentences.sort_by_key(|it| it.span.start());
    claims.sort_by(|a, b| a.evidence.cmp(&b.evidence));
    Noted { value: Reading { document, sentences, mentions, claims }, notes }
}

/// A span without the marks around its words.
fn words(text: &str, span: Span) -> Span {
    let (start, inside) = (span.start(), span.of(text));
    let from = inside.len() - inside.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let to = inside.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    Span::new(start + from, start + to).unwrap_or(span)
}

/// The sentences in the article's language; those with a passage inside are parsed anew without its words.
fn own(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    passages: &[Passage],
) -> Vec<Sentence> {
    let is_whole = |it: &Passage, span: Span| !it.is_part && it.span.overlaps(span);
    let is_part = |it: &Passage, span: Span| it.is_part && it.span.overlaps(span);
    let kept = sentences.iter().filter(|it| !passages.iter().any(|p| is_whole(p, it.span)));
    let parser = knowledge.pack(&document.language).and_then(Pack::parser);
    let anew = |sentence: &Sentence| {
        let parts: Vec<Span> =
            passages.iter().filter(|p| is_part(p, sentence.span)).map(|p| p.span).collect();
        match parser.filter(|_| !parts.is_empty()) {
            Some(parser) => parser.parse_pretokenized(vec![without(sentence, &parts)]).pop(),
            None => Some(sentence.clone()),
        }
    };
    kept.filter_map(anew).collect()
}

/// A sentence without the words of some spans; its tree means nothing until it is parsed again.
fn without(sentence: &Sentence, spans: &[Span]) -> Sentence {
    let is_out = |span: Span| spans.iter().any(|it| it.contains(span));
    let mut kept = Sentence { span: sentence.span, ..Sentence::default() };
    for (at, token) in sentence.tokens.iter().enumerate().filter(|(_, it)| !is_out(it.span)) {
        if let Some(multiword) = sentence.multiwords.iter().find(|it| it.first == at) {
            let first = kept.tokens.len();
            let last = first + multiword.last - multiword.first;
            kept.multiwords.push(Multiword { first, last, ..multiword.clone() });
        }
        kept.tokens.push(Token { head: None, ..token.clone() });
    }
    kept
}
