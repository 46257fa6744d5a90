//! Whose words stand between the marks: the verb beside them and the name that is its subject.
//!
//! Modest on purpose: only what one sentence says plainly. Pronouns, descriptions and speech that
//! goes on over sentences are read where claims are.

use recoupe_model::{
    Class, Entity, EntityId, Mention, MentionKind, Relation, Sentence, Span, Token, Upos,
};

use crate::lang::Pack;

/// What is beside a quotation.
#[derive(Debug)]
pub(super) struct Beside<'a> {
    /// The text of the document.
    pub(super) text: &'a str,
    /// Words of the language.
    pub(super) pack: &'a Pack,
    /// The sentences of the document.
    pub(super) sentences: &'a [Sentence],
    /// Its names, in text order.
    pub(super) names: &'a [Mention],
    /// What is inside marks, by start.
    pub(super) quoted: &'a [Span],
}

impl Beside<'_> {
    /// The words that introduce a quotation and who they say speaks.
    pub(super) fn read(&self, inside: Span) -> (Option<Span>, Option<Entity>) {
        let mut best: Option<(usize, &Sentence, usize)> = None;
        for sentence in self.touching(inside) {
            for (at, token) in sentence.tokens.iter().enumerate() {
                if !self.is_cue(token) || self.is_parted(token.span, inside) {
                    continue;
                }
                let distance = distance(token.span, inside);
                if best.is_none_or(|(nearest, ..)| distance < nearest) {
                    best = Some((distance, sentence, at));
                }
            }
        }
        let inserted = || self.inserted(inside);
        let told = best.map(|(_, sentence, at)| (sentence, at)).or_else(inserted);
        let Some((sentence, at)) = told else { return self.according_to(inside) };
        let cue = cue_span(sentence, at);
        (Some(cue), self.subject(sentence, at))
    }

    /// The sentences in which it begins and ends.
    fn touching(&self, inside: Span) -> impl Iterator<Item = &Sentence> {
        let from = self.sentences.partition_point(|it| it.span.end() <= inside.start());
        self.sentences[from..].iter().take_while(move |it| it.span.start() <= inside.end() + 4)
    }

    /// « La situation, a expliqué un témoin, reste tendue. »: the marks stand around the clause
    /// that tells who speaks.
    fn inserted(&self, inside: Span) -> Option<(&Sentence, usize)> {
        self.touching(inside).find_map(|sentence| {
            let tokens = &sentence.tokens;
            let at = tokens.iter().enumerate().position(|(at, token)| {
                let subject = tokens
                    .iter()
                    .rposition(|it| it.head == Some(at) && it.deprel.base == Relation::Nsubj);
                token.upos == Upos::Verb
                    && inside.contains(token.span)
                    && token.deprel.base == Relation::Parataxis
                    && self.pack.words("reporting_verb").has(&token.lemma.to_lowercase())
                    && subject.is_some_and(|subject| subject > at)
            })?;
            Some((sentence, at))
        })
    }

    /// Whether another paragraph begins between a word and a quotation.
    fn is_parted(&self, word: Span, inside: Span) -> bool {
        let (from, to) =
            if word.start() < inside.start() { (word, inside) } else { (inside, word) };
        self.text.get(from.end()..to.start()).is_some_and(|between| between.contains('\n'))
    }

    /// Whether a word is a verb of speech outside all marks.
    fn is_cue(&self, token: &Token) -> bool {
        token.upos == Upos::Verb
            && self.pack.words("reporting_verb").has(&token.lemma.to_lowercase())
            && !self.is_quoted(token.span)
    }

    fn is_quoted(&self, span: Span) -> bool {
        let until = self.quoted.partition_point(|it| it.start() <= span.start());
        self.quoted[..until].iter().rev().take(8).any(|it| it.contains(span))
    }

    /// The name that is the subject of a verb, or the person that its subject phrase names.
    fn subject(&self, sentence: &Sentence, verb: usize) -> Option<Entity> {
        let subject = sentence
            .tokens
            .iter()
            .position(|token| token.head == Some(verb) && token.deprel.base == Relation::Nsubj)?;
        let phrase = phrase(sentence, subject);
        let mut inside = self.entities(phrase);
        let person = inside.find(|(_, it)| it.id.as_str().starts_with("person:"));
        let head = sentence.tokens[subject].span;
        let named = person.map(|(_, it)| it).or_else(|| {
            let over = self.entities(phrase).filter(|(span, _)| span.contains(head));
            over.max_by_key(|(span, _)| span.len()).map(|(_, it)| it)
        });
        named.cloned().or_else(|| self.unnamed(sentence, subject))
    }

    /// « un diplomate occidental », "two officials familiar with the matter": somebody whom the
    /// text does not name, as `unnamed:` and the sort of source. Equal ids are not one person.
    fn unnamed(&self, sentence: &Sentence, head: usize) -> Option<Entity> {
        let token = &sentence.tokens[head];
        let table = self.pack.words("source_noun");
        let lemma = token.lemma.to_lowercase();
        let is_person = matches!(table.get(&lemma, "sort"), Some("people" | "source"));
        let kind = table.get(&lemma, "kind").filter(|_| is_person && token.upos == Upos::Noun)?;
        let words_before = sentence.tokens[..head].iter().rev().take_while(|it| {
            matches!(it.upos, Upos::Det | Upos::Num | Upos::Adj | Upos::Noun | Upos::Propn)
        });
        let start = words_before.last().unwrap_or(token).span.start();
        let end = phrase(sentence, head).end().max(token.span.end());
        let told = Span::new(start, end)?.of(self.text);
        let words = told.split([',', '(', '«', '»', '"', '“', '”']).next()?.trim_end();
        let span = Span::new(start, start + words.len())?;
        let state = self.entities(span).find_map(|(_, it)| {
            if it.id.is_country() { Some(it.id.clone()) } else { it.of.clone() }
        });
        let plural = token.feats.has("Number", "Plur");
        Some(Entity {
            id: EntityId::new("unnamed", kind),
            class: if plural { Class::Group } else { Class::Person },
            name: words.to_owned(),
            text: words.to_owned(),
            span,
            of: state,
        })
    }

    fn entities(&self, span: Span) -> impl Iterator<Item = (Span, &Entity)> {
        let from = self.names.partition_point(|it| it.span.start() < span.start());
        let within = self.names[from..].iter().take_while(move |it| it.span.start() < span.end());
        within.filter(move |it| span.contains(it.span)).filter_map(|it| match &it.kind {
            MentionKind::Name(entity) => Some((it.span, entity)),
            _ => None,
        })
    }

    /// « Selon Dakar, … »: the words before a name that give it the floor.
    fn according_to(&self, inside: Span) -> (Option<Span>, Option<Entity>) {
        let table = self.pack.words("according_to");
        for sentence in self.touching(inside) {
            for (at, token) in sentence.tokens.iter().enumerate() {
                let word = token.form.to_lowercase();
                let is_cue = table.has(&word) && table.get(&word, "strength") != Some("weak");
                let parted = self.is_parted(token.span, inside);
                if !is_cue || parted || self.is_quoted(token.span) {
                    continue;
                }
                let Some(next) = sentence.tokens.get(at + 1) else { continue };
                let near = Span::new(next.span.start(), sentence.span.end()).unwrap_or(next.span);
                let speaker = self
                    .entities(near)
                    .find(|(span, _)| span.start() <= next.span.end() + 3)
                    .map(|(_, it)| it.clone())
                    .or_else(|| self.unnamed_after(sentence, at));
                return (Some(token.span), speaker);
            }
        }
        (None, None)
    }

    /// « selon un diplomate »: the noun right behind the words that give it the floor.
    fn unnamed_after(&self, sentence: &Sentence, cue: usize) -> Option<Entity> {
        let mut near = cue + 1..(cue + 5).min(sentence.tokens.len());
        let noun = near.find(|&at| sentence.tokens[at].upos == Upos::Noun)?;
        self.unnamed(sentence, noun)
    }
}

/// Bytes between a word and a quotation.
fn distance(word: Span, inside: Span) -> usize {
    word.start().saturating_sub(inside.end()) + inside.start().saturating_sub(word.end())
}

/// The verb with its auxiliaries (« a déclaré »).
fn cue_span(sentence: &Sentence, verb: usize) -> Span {
    let auxiliaries = sentence.tokens.iter().enumerate().filter(|(at, token)| {
        token.head == Some(verb) && token.deprel.base == Relation::Aux && *at < verb
    });
    auxiliaries.fold(sentence.tokens[verb].span, |span, (_, token)| span.cover(token.span))
}

/// The bytes of a word and of all that hangs on it.
fn phrase(sentence: &Sentence, top: usize) -> Span {
    let mut span = sentence.tokens[top].span;
    for (at, token) in sentence.tokens.iter().enumerate() {
        let mut here = at;
        // A chain of heads is no longer than the sentence, even in a broken tree.
        for _ in 0..sentence.tokens.len() {
            if here == top {
                span = span.cover(token.span);
                break;
            }
            match sentence.tokens.get(here).and_then(|it| it.head) {
                Some(head) => here = head,
                None => break,
            }
        }
    }
    span
}
