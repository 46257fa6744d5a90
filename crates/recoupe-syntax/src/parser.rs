//! The interface: text in, sentences with trees out.

use std::sync::Arc;

use recoupe_model::{Sentence, Token};

use crate::file::File;
use crate::isa::Level;
use crate::network::{Network, Room};
use crate::segment::{Segmentation, split};
use crate::vectors::Cache;
use crate::{About, Error};

/// Sentences that go through the network together.
const BATCH: usize = 32;
/// Words that are sorted by length together; bounds memory on long texts.
const WINDOW: usize = 40_000;

/// Cuts, tags, lemmatises and parses text of one language.
///
/// Immutable; share it between threads by reference.
#[derive(Debug)]
pub struct Parser {
    about: About,
    network: Network,
    rules: Segmentation,
}

impl Parser {
    /// Reads the model file and the segmentation rules of a language.
    ///
    /// Everything is checked here, so that parsing cannot fail.
    pub fn load(model: &[u8], segment_toml: &str) -> Result<Self, Error> {
        Self::load_for(Level::best(), model, segment_toml)
    }

    fn load_for(level: Level, model: &[u8], segment_toml: &str) -> Result<Self, Error> {
        let file = File::open(model)?;
        let about = About::load(&file)?;
        let mut rules = Segmentation::read(segment_toml)?;
        let network = Network::load(level, &file)?;
        if file.has("contraction") {
            rules.set_model(file.matrix("contraction")?.data, Arc::clone(&network.lemmas))?;
        }
        Ok(Self { about, network, rules })
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

    /// What the model file says of itself.
    pub const fn about(&self) -> &About {
        &self.about
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

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the language packs")]
mod tests {
    use super::*;

    const TEXT: &str = "Le Qatar a libéré vendredi quatre otages, a annoncé l’armée israélienne.\n\
        « Des négociations du Caire, nous n’attendons rien », dit M. Kim Jong-un.\n\
        Un séisme de magnitude 6,4 a fait 10 000 morts\nOui.";

    #[test]
    fn the_same_on_all_vector_units() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/lang/fr/");
        let model = std::fs::read(format!("{path}syntax.bin")).unwrap();
        let rules = std::fs::read_to_string(format!("{path}segment.toml")).unwrap();
        let parse = |level| Parser::load_for(level, &model, &rules).unwrap().parse(TEXT);
        let expected = parse(Level::Portable);
        for level in Level::all() {
            assert_eq!(parse(level), expected, "{level:?}");
        }
    }
}
