//! Walking a dependency tree: dependents by relation, subtrees, spans of phrases.

use recoupe_model::{Relation, Sentence, Span, Token, Upos};

/// A sentence with its dependents indexed.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    /// The sentence.
    pub(crate) sentence: &'a Sentence,
    dependents: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// Indexes a sentence.
    pub(crate) fn new(sentence: &'a Sentence) -> Self {
        let mut dependents = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|&head| head < dependents.len()) {
                dependents[head].push(index);
            }
        }
        Self { sentence, dependents }
    }

    /// A token.
    pub(crate) fn token(&self, at: usize) -> &'a Token {
        &self.sentence.tokens[at]
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// All dependents, in text order.
    pub(crate) fn dependents(&self, at: usize) -> &[usize] {
        &self.dependents[at]
    }

    /// Dependents by universal relation, whatever the subtype.
    pub(crate) fn by(&self, at: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.dependents[at].iter().copied().filter(move |&d| self.token(d).deprel.base == relation)
    }

    /// The first dependent by universal relation.
    pub(crate) fn first(&self, at: usize, relation: Relation) -> Option<usize> {
        self.by(at, relation).next()
    }

    /// The head.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.token(at).head
    }

    /// The heads above, nearest first; stops when the tree is broken.
    pub(crate) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let mut left = self.len();
        std::iter::successors(self.head(at), move |&up| {
            left = left.checked_sub(1)?;
            self.head(up)
        })
    }

    /// Whether `at` is `above` or below it.
    pub(crate) fn is_within(&self, at: usize, above: usize) -> bool {
        at == above || self.ancestors(at).any(|up| up == above)
    }

    /// A token and all below it, in text order. `stop` prunes a dependent with its subtree.
    pub(crate) fn subtree(&self, at: usize, stop: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![at];
        let mut next = 0;
        while next < found.len() && found.len() <= self.len() {
            let here = found[next];
            found.extend(self.dependents[here].iter().copied().filter(|&d| !stop(d)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Bytes from the first to the last of these tokens.
    pub(crate) fn span(&self, tokens: &[usize]) -> Span {
        let mut spans = tokens.iter().map(|&at| self.token(at).span);
        let first = spans.next().unwrap_or_default();
        spans.fold(first, Span::cover)
    }

    /// The noun phrase of a head: with determiners, adjectives and complements, without
    /// its case marker, coordinated heads, clauses, appositions and outer punctuation.
    pub(crate) fn phrase(&self, head: usize) -> Vec<usize> {
        use Relation::{Acl, Advcl, Appos, Case, Cc, Conj, Cop, Mark, Nsubj, Parataxis, Punct};
        let outer = [Acl, Advcl, Appos, Case, Cc, Conj, Cop, Mark, Nsubj, Parataxis, Punct];
        let mut found = self.subtree(head, |d| {
            let token = self.token(d);
            // An adjective that a parser took for a clause.
            let bare = token.upos == Upos::Adj && self.dependents(d).is_empty();
            if bare && token.deprel.base == Acl {
                return false;
            }
            if token.head == Some(head) {
                outer.contains(&token.deprel.base)
            } else {
                matches!(token.deprel.base, Acl | Advcl | Appos | Parataxis | Punct)
            }
        });
        // A phrase is one stretch of text: what a pruned clause cuts off is left out.
        let at = found.iter().position(|&t| t == head).unwrap_or(0);
        let gap =
            |pair: &[usize]| (pair[0] + 1..pair[1]).any(|t| self.token(t).upos != Upos::Punct);
        let end = found[at..].windows(2).position(gap).map_or(found.len(), |i| at + i + 1);
        found.truncate(end);
        let start = found[..=at].windows(2).rposition(gap).map_or(0, |i| i + 1);
        let mut phrase = found.split_off(start);
        phrase.extend(self.closing_mark(&phrase));
        phrase
    }

    /// The mark that closes a quotation which a phrase opens: « l'opération « Tempête » ».
    fn closing_mark(&self, phrase: &[usize]) -> Option<usize> {
        let (&first, &last) = (phrase.first()?, phrase.last()?);
        let next = (last + 1 < self.len()).then_some(last + 1)?;
        let form = |at: usize| &*self.token(at).form;
        let count = |mark: &str| (first..=last).filter(|&at| form(at) == mark).count();
        let open = match form(next) {
            "»" => count("«") > count("»"),
            "”" => count("“") > count("”"),
            "\"" => count("\"") % 2 == 1,
            _ => false,
        };
        open.then_some(next)
    }

    /// A head and what is coordinated with it, in text order.
    pub(crate) fn conjuncts(&self, head: usize) -> Vec<usize> {
        let mut all = vec![head];
        let mut next = 0;
        while next < all.len() && all.len() <= self.len() {
            all.extend(self.by(all[next], Relation::Conj).collect::<Vec<_>>());
            next += 1;
        }
        all
    }

    /// The preposition or postposition of a phrase as one lower-case string of lemmas
    /// (« en échange de », `according to`); empty when it has none.
    pub(crate) fn case(&self, head: usize) -> String {
        let below = |at: usize| self.dependents[at].iter().copied();
        case(&self.sentence.tokens, head, below)
    }

    /// What a cleft sets apart from its clause: « l'armée » in « c'est l'armée qui a tiré », "Rome" in "it was in
    /// Rome that they met". `at` is the verb of the clause.
    pub(crate) fn focus(&self, at: usize) -> Option<usize> {
        let relation = &self.token(at).deprel;
        let up = self.head(at).filter(|&up| up < at)?;
        let opens = |d: usize| {
            let is_subject = matches!(self.token(d).deprel.base, Relation::Nsubj | Relation::Expl);
            is_subject && matches!(&*self.token(d).lemma.to_lowercase(), "ce" | "it")
        };
        let is_cleft =
            relation.is_sub("cleft") || relation.base == Relation::Acl && relation.is_sub("relcl");
        let has = |relation: Relation| self.first(up, relation).is_some();
        let is_set_apart = has(Relation::Cop) && self.dependents(up).iter().any(|&d| opens(d));
        (is_cleft && is_set_apart).then_some(up)
    }

    /// Whether a token is the head of a finite clause.
    pub(crate) fn is_finite(&self, at: usize) -> bool {
        let finite = |t: usize| self.token(t).feats.has("VerbForm", "Fin");
        finite(at)
            || self.by(at, Relation::Aux).any(finite)
            || self.by(at, Relation::Cop).any(finite)
    }

    /// Whether a token has a dependent by a relation with this subtype (`nsubj:pass`).
    pub(crate) fn has_sub(&self, at: usize, relation: Relation, subtype: &str) -> bool {
        self.by(at, relation).any(|d| self.token(d).deprel.is_sub(subtype))
    }
}

/// The preposition of a phrase ([`Tree::case`]), with `below` giving what hangs on a token.
pub(crate) fn case<I: Iterator<Item = usize>>(
    tokens: &[Token],
    head: usize,
    below: impl Fn(usize) -> I,
) -> String {
    let is = |relation: Relation| move |&at: &usize| tokens[at].deprel.base == relation;
    let mut words = Vec::new();
    for case in below(head).filter(is(Relation::Case)).filter(|&at| at < head) {
        words.push(case);
        words.extend(below(case).filter(is(Relation::Fixed)));
    }
    words.sort_unstable();
    let lemmas: Vec<String> = words.iter().map(|&at| tokens[at].lemma.to_lowercase()).collect();
    lemmas.join(" ")
}
