//! The obligations under a word that binds: of what sort, when owed, and how soon.

use recoupe_model::{Obligation, Relation, Span, Upos};

use crate::claim::attribution::{form, lemma};
use crate::claim::context::Context;
use crate::claim::tree::Tree;

/// One obligation with its words.
#[derive(Clone, Debug)]
pub(super) struct Duty {
    /// Of what sort.
    pub(super) obligation: Obligation,
    /// The words that tell it.
    pub(super) content: Span,
    /// « en cas d'attaque ».
    pub(super) trigger: Option<Span>,
    /// « immédiate », "without delay".
    pub(super) immediate: bool,
}

/// The obligations told under `bond`, one of each sort, in text order.
pub(super) fn find(ctx: &Context<'_>, index: usize, bond: usize) -> Vec<Duty> {
    let scan = Scan { ctx, tree: &ctx.trees[index] };
    let inside = scan.inside(bond);
    let trigger = scan.trigger(bond);
    let immediate = scan.is_immediate(&inside);
    let mut duties: Vec<Duty> = Vec::new();
    for &at in &inside {
        let Some(obligation) = scan.obligation(at, &inside, trigger.is_some()) else { continue };
        if duties.iter().any(|duty| duty.obligation == obligation) {
            continue;
        }
        let on_attack = matches!(
            obligation,
            Obligation::Defense | Obligation::Offense | Obligation::Consultation
        );
        duties.push(Duty {
            obligation,
            content: scan.content(at, bond, trigger),
            trigger: trigger.filter(|_| on_attack),
            immediate: immediate && on_attack,
        });
    }
    duties
}

struct Scan<'c, 'a> {
    ctx: &'c Context<'a>,
    tree: &'c Tree<'a>,
}

impl Scan<'_, '_> {
    /// The words under the bond that tell what is owed: not its subject, nor clauses of their
    /// own, nor the names of other instruments.
    fn inside(&self, bond: usize) -> Vec<usize> {
        let tree = self.tree;
        let top = super::host(tree, bond);
        let mut words = tree.subtree(top, |d| {
            let token = tree.token(d);
            let of_bond = token.head == Some(top);
            let subject = of_bond && token.deprel.base == Relation::Nsubj;
            let beside = of_bond && token.deprel.base == Relation::Conj && tree.is_finite(d);
            let relative = token.deprel.base == Relation::Acl && tree.is_finite(d);
            let before = of_bond && d < bond && token.deprel.base != Relation::Obl;
            subject || beside || relative || before || self.is_other_instrument(d)
        });
        words.retain(|&t| t > bond);
        // A noun that binds may have its content hung on the verb (« a promis » … « à aider »).
        if tree.token(bond).upos == Upos::Noun
            && let Some(verb) = tree.head(bond).filter(|&verb| tree.token(verb).upos == Upos::Verb)
        {
            let hung = tree
                .by(verb, Relation::Xcomp)
                .chain(tree.by(verb, Relation::Advcl))
                .filter(|&d| d > bond && !tree.is_finite(d));
            let more: Vec<usize> = hung.flat_map(|d| tree.subtree(d, |_| false)).collect();
            words.extend(more);
            words.sort_unstable();
            words.dedup();
        }
        words
    }

    fn is_other_instrument(&self, at: usize) -> bool {
        let word = lemma(self.tree, at);
        self.ctx.pack.words("treaty_noun").has(&word)
            && !self.ctx.pack.words("commit_verb").has(&word)
    }

    fn obligation(&self, at: usize, inside: &[usize], triggered: bool) -> Option<Obligation> {
        let table = self.ctx.pack.words("obligation_noun");
        let own = lemma(self.tree, at);
        let pairs =
            self.tree.dependents(at).iter().map(|&d| format!("{own} {}", lemma(self.tree, d)));
        let keys = pairs.chain([own.clone()]).collect::<Vec<_>>();
        let row = keys.iter().flat_map(|key| table.find(key)).find(|row| {
            let with = table.cell(row, "with");
            with.is_empty()
                || with.split(',').any(|word| match word {
                    "@attack" => triggered,
                    word => self.stands_near(at, word, inside),
                })
        })?;
        table.cell(row, "obligation").parse().ok()
    }

    /// Whether a lemma is among the words of the phrase, two steps down at most.
    fn stands_near(&self, at: usize, word: &str, inside: &[usize]) -> bool {
        let steps = |&t: &usize| {
            self.tree.head(t) == Some(at)
                || self.tree.head(t).and_then(|up| self.tree.head(up)) == Some(at)
        };
        inside
            .iter()
            .filter(|t| steps(t))
            .any(|&t| lemma(self.tree, t) == word || form(self.tree, t) == word)
    }

    /// « en cas d'attaque contre l'un des deux pays », with its words.
    fn trigger(&self, bond: usize) -> Option<Span> {
        let table = self.ctx.pack.words("hypothesis");
        let forms: Vec<String> = (0..self.tree.len()).map(|t| form(self.tree, t)).collect();
        let attack = self.ctx.pack.words("attack_word");
        for at in bond + 1..forms.len() {
            let fits = |key: &str| {
                let words = key.split(' ').count();
                key.split(' ')
                    .eq(forms[at..].iter().take(words).map(String::as_str))
                    .then_some(words)
            };
            let Some(words) = table.rows().iter().filter_map(|row| fits(row.key())).max() else {
                continue;
            };
            let Some(noun) = (at + words..forms.len().min(at + words + 6))
                .find(|&t| attack.has(&lemma(self.tree, t)) || attack.has(&forms[t]))
            else {
                continue;
            };
            let end = self.end_of(noun);
            let tokens: Vec<usize> = (at..=end).collect();
            return Some(self.tree.span(&tokens));
        }
        None
    }

    /// The last word of a phrase before a clause or a mark.
    fn end_of(&self, noun: usize) -> usize {
        let words = self.tree.subtree(noun, |d| {
            let token = self.tree.token(d);
            d < noun
                || matches!(
                    token.deprel.base,
                    Relation::Conj | Relation::Parataxis | Relation::Appos | Relation::Advcl
                )
                || token.deprel.base == Relation::Acl && self.tree.is_finite(d)
        });
        let mut end = noun;
        for &t in words.iter().filter(|&&t| t > noun) {
            if t != end + 1 || self.tree.token(t).upos == Upos::Punct {
                break;
            }
            end = t;
        }
        end
    }

    fn is_immediate(&self, inside: &[usize]) -> bool {
        let table = self.ctx.pack.words("immediate");
        inside.iter().any(|&t| {
            table.rows().iter().any(|row| {
                let words = row.key().split(' ').count();
                let end = self.tree.len().min(t + words);
                row.key().split(' ').eq((t..end).map(|t| form(self.tree, t)))
            })
        })
    }

    /// The words of one obligation: the infinitive that it stands under, else its phrase; the
    /// trigger has a place of its own.
    fn content(&self, at: usize, bond: usize, trigger: Option<Span>) -> Span {
        let tree = self.tree;
        let chain: Vec<usize> =
            [at].into_iter().chain(tree.ancestors(at)).take_while(|&up| up != bond).collect();
        let verb = chain.iter().copied().find(|&t| tree.token(t).feats.has("VerbForm", "Inf"));
        let words = match verb.filter(|&v| v > bond) {
            Some(verb) => tree.subtree(verb, |d| {
                let token = tree.token(d);
                token.deprel.base == Relation::Acl && tree.is_finite(d)
                    || matches!(
                        token.deprel.base,
                        Relation::Mark | Relation::Conj | Relation::Punct
                    ) && token.head == Some(verb)
                    || trigger.is_some_and(|span| span.overlaps(token.span))
                    || token.deprel.base == Relation::Advcl
            }),
            None => tree.phrase(at),
        };
        let mark = verb.and_then(|verb| tree.by(verb, Relation::Mark).filter(|&m| m < verb).last());
        let opens = |t: usize| match mark {
            Some(mark) => t > mark,
            None => {
                verb.is_some()
                    || matches!(
                        tree.token(t).upos,
                        Upos::Det | Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn
                    )
            }
        };
        let words = words.into_iter().filter(|&t| t > bond || t == at);
        let words: Vec<usize> = words.skip_while(|&t| t != at && !opens(t)).collect();
        let span = tree.span(&words);
        match trigger {
            Some(trigger) if trigger.start() > span.start() && span.overlaps(trigger) => {
                let cut =
                    words.into_iter().filter(|&t| tree.token(t).span.end() <= trigger.start());
                tree.span(&cut.collect::<Vec<_>>())
            }
            _ => span,
        }
    }
}
