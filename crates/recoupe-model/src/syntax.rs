//! Sentences and tokens: the columns of CoNLL-U, with spans into the document's text.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::Span;

/// One sentence with its syntactic words and their dependency tree.
///
/// Not a tree type: the tree is in [`Token::head`]. There is always exactly one root when
/// the sentence has tokens.
///
/// Invariant: `tokens` are in text order; the spans of two tokens are equal when both come
/// from one [`Multiword`], and disjoint otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the document that the sentence covers, without surrounding white space.
    pub span: Span,
    /// Syntactic words (UD), so « du » is two of them.
    pub tokens: Vec<Token>,
    /// Surface tokens that stand for several words.
    pub multiwords: Vec<Multiword>,
}

impl Sentence {
    /// The same sentence in a text that has `by` more bytes in front; `None` beyond 4 GiB.
    pub fn shifted(mut self, by: usize) -> Option<Self> {
        self.span = self.span.shifted(by)?;
        for token in &mut self.tokens {
            token.span = token.span.shifted(by)?;
        }
        for multiword in &mut self.multiwords {
            multiword.span = multiword.span.shifted(by)?;
        }
        Some(self)
    }
}

/// A surface token that UD splits into several words (« du » = *de* + *le*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiword {
    /// Bytes of the surface token.
    pub span: Span,
    /// Index of its first word in [`Sentence::tokens`].
    pub first: usize,
    /// Index of its last word, inclusive.
    pub last: usize,
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the surface token; words of one multiword token share it.
    pub span: Span,
    /// The word as UD writes it; differs from the text only inside a multiword token.
    pub form: Box<str>,
    /// Dictionary form, cased as UD cases it.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// Index of the head in [`Sentence::tokens`]; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head; `root` for the root.
    pub deprel: Deprel,
}

/// Morphological features as CoNLL-U writes them: `Gender=Fem|Number=Sing`, or empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feats(Arc<str>);

impl Feats {
    /// Takes the column as it stands; `_` is read as no features.
    pub fn new(column: &str) -> Self {
        Self(if column == "_" { "".into() } else { column.into() })
    }

    /// The value of a feature.
    ///
    /// ```
    /// let feats = recoupe_model::Feats::new("Mood=Cnd|VerbForm=Fin");
    /// assert_eq!(feats.get("Mood"), Some("Cnd"));
    /// assert_eq!(feats.get("Tense"), None);
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// Whether a feature has this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    /// The column, `_` when empty.
    pub fn column(&self) -> &str {
        if self.0.is_empty() { "_" } else { &self.0 }
    }
}

impl Default for Feats {
    fn default() -> Self {
        Self::new("_")
    }
}

/// A dependency relation: one of the universal ones, with the language's subtype if any.
///
/// Two relations are equal only with equal subtypes; to ask for the universal one, compare
/// [`Deprel::base`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deprel {
    /// The universal relation.
    pub base: Relation,
    /// What follows the colon (`pass` in `nsubj:pass`); empty when there is none.
    pub subtype: Arc<str>,
}

impl Deprel {
    /// Whether the subtype is this one.
    pub fn is_sub(&self, subtype: &str) -> bool {
        &*self.subtype == subtype
    }
}

impl FromStr for Deprel {
    type Err = UnknownName;
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let (base, subtype) = name.split_once(':').unwrap_or((name, ""));
        Ok(Self { base: base.parse()?, subtype: subtype.into() })
    }
}

impl fmt::Display for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base.name())?;
        if self.subtype.is_empty() { Ok(()) } else { write!(f, ":{}", self.subtype) }
    }
}

/// A name that the Universal Dependencies guidelines do not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(pub String);

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "« {} » is not a name of Universal Dependencies 2", self.0)
    }
}

impl std::error::Error for UnknownName {}

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are those of the UD guidelines")]
        pub enum $kind { $($variant),* }

        impl $kind {
            /// Every value, in the order of the guidelines.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name as CoNLL-U writes it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        impl FromStr for $kind {
            type Err = UnknownName;
            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name { $($name => Ok(Self::$variant),)* _ => Err(UnknownName(name.into())) }
            }
        }
    };
}

names! {
    /// Universal parts of speech (UD 2).
    Upos {
        Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ",
        Noun "NOUN", Num "NUM", Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT",
        Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X",
    }
}

names! {
    /// Universal dependency relations (UD 2), without subtypes.
    Relation {
        Acl "acl", Advcl "advcl", Advmod "advmod", Amod "amod", Appos "appos", Aux "aux",
        Case "case", Cc "cc", Ccomp "ccomp", Clf "clf", Compound "compound", Conj "conj",
        Cop "cop", Csubj "csubj", Dep "dep", Det "det", Discourse "discourse",
        Dislocated "dislocated", Expl "expl", Fixed "fixed", Flat "flat", Goeswith "goeswith",
        Iobj "iobj", List "list", Mark "mark", Nmod "nmod", Nsubj "nsubj", Nummod "nummod",
        Obj "obj", Obl "obl", Orphan "orphan", Parataxis "parataxis", Punct "punct",
        Reparandum "reparandum", Root "root", Vocative "vocative", Xcomp "xcomp",
    }
}
