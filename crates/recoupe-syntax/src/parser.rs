//! The interface: text in, sentences with trees out.

use std::sync::Arc;

use recoupe_model::{Sentence, Token};

use crate::Error;
use crate::file::File;
use crate::network::{Network, Room};
use crate::segment::{Segmentation, split};
use crate::vectors::Cache;

/// Sentences that go through the network together.
const BATCH: usize = 32;
/// Words that are sorted by length together; bounds memory on long texts.
const WINDOW: usize = 40_000;

/// Cuts, tags, lemmatises and parses text of one language.
///
/// Immutable; share it between threads by reference.
#[derive(Debug)]
pub struct Parser {
    network: Network,
    rules: Segmentation,
}

impl Parser {
    /// Reads the model file and the segmentation rules of a language.
    ///
    /// Everything is checked here, so that parsing cannot fail.
    pub fn load(model: &[u8], segment_toml: &str) -> Result<Self, Error> {
        let file = File::open(model)?;
        let mut rules = Segmentation::read(segment_toml)?;
        let network = Network::load(&file)?;
        if file.has("contraction") {
            rules.set_model(file.matrix("contraction")?.data, Arc::clone(&network.lemmas))?;
        }
        Ok(Self { network, rules })
    }

    /// Parses running text; a line break always ends a sentence. Spans are bytes of `text`.
    pub fn parse(&self, text: &str) -> Vec<Sentence> {
        self.parse_pretokenized(split(text, &self.rules))
    }

    /// Keeps the sentences and words as they are and predicts the rest anew.
    pub fn parse_pretokenized(&self, mut sentences: Vec<Sentence>) -> Vec<Sentence> {
        let mut cache = Cache::new(&self.network.vectors);
        let mut room = Room::default();
        let mut rest = &mut sentences[..];
        while !rest.is_empty() {
            let mut words = 0;
            let within = |sentence: &&Sentence| {
                words += sentence.tokens.len();
                words <= WINDOW
            };
            let count = rest.iter().take_while(within).count().max(1);
            let (window, later) = rest.split_at_mut(count);
            self.window(&mut cache, &mut room, window);
            rest = later;
        }
        sentences
    }

    /// The rules by which [`Parser::parse`] cuts text.
    pub const fn segmentation(&self) -> &Segmentation {
        &self.rules
    }

    fn window(&self, cache: &mut Cache, room: &mut Room, sentences: &mut [Sentence]) {
        let len = |&i: &usize| sentences[i].tokens.len();
        let mut order: Vec<usize> = (0..sentences.len()).filter(|i| len(i) > 0).collect();
        order.sort_by_key(|i| std::cmp::Reverse(len(i)));
        for group in order.chunks(BATCH) {
            let forms = |&i: &usize| sentences[i].tokens.iter().map(|token| &*token.form).collect();
            let forms: Vec<Vec<&str>> = group.iter().map(forms).collect();
            let analyses = self.network.analyse(cache, room, &forms);
            for (&i, analyses) in group.iter().zip(analyses) {
                for (token, analysis) in sentences[i].tokens.iter_mut().zip(analyses) {
                    let (span, form) = (token.span, std::mem::take(&mut token.form));
                    *token = Token {
                        span,
                        form,
                        lemma: analysis.lemma,
                        upos: analysis.upos,
                        feats: analysis.feats,
                        head: analysis.head,
                        deprel: analysis.deprel,
                    };
                }
            }
        }
    }
}
