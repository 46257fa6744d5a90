//! Verbs of saying: what they hold, and who is their subject.

use recoupe_model::{Relation, Upos};

use super::super::context::Context;
use super::super::tree::Tree;
use crate::lang::{Mistake, Pack, Row};

/// What a verb of saying does to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Leaves it as it is, whatever the speaker's warmth.
    Neutral,
    /// Gives it as to come when it is a noun or an infinitive (« annoncer l'envoi »).
    Announces,
    /// Charges somebody with it.
    Accuses,
    /// Denies it.
    Denies,
    /// Asks for it.
    Demands,
    /// Binds the speaker to it.
    Promises,
    /// Wants it; the speaker is its source only where he says so in a clause.
    Hopes,
    /// Holds it possible.
    Doubts,
    /// Names a source that is quoted by the subject.
    Cites,
    /// Repeats what nobody answers for.
    Rumour,
}

impl Stance {
    /// What `reporting_verb.tsv` may write.
    const NAMES: [(&str, Self); 15] = [
        ("neutral", Self::Neutral),
        ("committed", Self::Neutral),
        ("distant", Self::Neutral),
        ("announces", Self::Announces),
        ("accuses", Self::Accuses),
        ("denies", Self::Denies),
        ("demands", Self::Demands),
        ("promises", Self::Promises),
        ("hopes", Self::Hopes),
        ("fears", Self::Doubts),
        ("doubts", Self::Doubts),
        ("doubtful", Self::Doubts),
        ("asks", Self::Doubts),
        ("cites", Self::Cites),
        ("rumour", Self::Rumour),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, stance)| stance)
    }
}

/// How words stand under a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// « dit que … ».
    Clause,
    /// « dit avoir … », « accuse de … ».
    Infinitive,
    /// « annonce l'envoi de … ».
    Noun,
    /// « …, dit-il ».
    Quote,
}

impl Shape {
    const fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Infinitive => "infinitive",
            Self::Noun => "noun",
            Self::Quote => "quote",
        }
    }
}

/// A verb of saying that holds some words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Saying {
    /// The verb.
    pub(crate) verb: usize,
    /// What it does to the words.
    pub(crate) stance: Stance,
    /// How they stand.
    pub(crate) shape: Shape,
}

/// What the word list tells of a verb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// What it does to what is said.
    pub(crate) stance: Stance,
    takes: &'a str,
    /// Whether things that are no known source may be its subject without being a source.
    pub(crate) known_only: bool,
}

impl Entry<'_> {
    /// Whether the verb holds words of this shape.
    pub(crate) fn takes(&self, shape: Shape) -> bool {
        self.takes.split(',').any(|name| name == shape.name())
    }
}

/// A lemma in lower case.
pub(crate) fn lemma(tree: &Tree<'_>, at: usize) -> String {
    tree.token(at).lemma.to_lowercase()
}

/// A word in lower case.
pub(crate) fn form(tree: &Tree<'_>, at: usize) -> String {
    tree.token(at).form.to_lowercase()
}

/// The entry of a verb, by itself or with the word that makes it one of saying
/// (« faire savoir », « mettre en garde », "point out").
pub(crate) fn entry<'a>(ctx: &Context<'a>, tree: &Tree<'_>, verb: usize) -> Option<Entry<'a>> {
    let helped = tree.by(verb, Relation::Aux).next().is_some();
    // "…, the agency Atlas reports, …", taken for a noun.
    let after_name = verb > 0
        && tree.token(verb).upos == Upos::Noun
        && tree.token(verb - 1).upos == Upos::Propn
        && verb + 1 < tree.len()
        && tree.token(verb + 1).upos == Upos::Punct;
    if tree.token(verb).upos != Upos::Verb && !helped && !after_name {
        return None;
    }
    let table = ctx.pack.words("reporting_verb");
    let row = keys(tree, verb).into_iter().find_map(|key| table.find(&key).next())?;
    Some(Entry {
        stance: Stance::named(table.cell(row, "stance")).unwrap_or(Stance::Neutral),
        takes: table.cell(row, "takes"),
        known_only: table.cell(row, "by") == "known",
    })
}

/// What is wrong with the list of verbs of a language.
pub(crate) fn mistakes(pack: &Pack) -> Vec<Mistake> {
    let table = pack.words("reporting_verb");
    let file = format!("lang/{}/words/reporting_verb.tsv", pack.lang.code());
    let told = |row: &Row| {
        let stance = table.cell(row, "stance");
        let known = Stance::NAMES.map(|(name, _)| name).join(", ");
        let says = format!("« {stance} » is no stance; write one of {known}");
        Stance::named(stance).is_none().then(|| Mistake::new(&file, row.line, says))
    };
    table.rows().iter().filter_map(told).collect()
}

/// Whether two verbs are one of saying (« faire savoir »).
pub(crate) fn is_compound(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize, other: usize) -> bool {
    let key = format!("{} {}", lemma(tree, verb), lemma(tree, other));
    tree.token(other).upos == Upos::Verb && ctx.pack.words("reporting_verb").has(&key)
}

fn keys(tree: &Tree<'_>, verb: usize) -> Vec<String> {
    use Relation::{Compound, Expl, Iobj, Nmod, Obj, Obl, Xcomp};
    let own = lemma(tree, verb);
    let mut keys = Vec::new();
    if tree.token(verb).deprel.base == Xcomp {
        keys.extend(tree.head(verb).map(|head| format!("{} {own}", lemma(tree, head))));
    }
    for &d in tree.dependents(verb) {
        match tree.token(d).deprel.base {
            Relation::Aux => keys.push(format!("{} {own}", lemma(tree, d))),
            Compound | Xcomp => keys.push(format!("{own} {}", lemma(tree, d))),
            Expl | Obj | Iobj | Obl | Nmod if is_reflexive(tree, d) => {
                keys.push(format!("se {own}"));
            }
            Obj | Obl | Nmod => {
                let case = tree.case(d);
                let space = if case.is_empty() { "" } else { " " };
                keys.push(format!("{own} {case}{space}{}", lemma(tree, d)));
                if !case.is_empty() {
                    keys.push(format!("{own} {case}"));
                }
            }
            _ => {}
        }
    }
    keys.push(own);
    keys.extend(infinitive(tree, verb));
    keys
}

/// The infinitive of a regular French participle, for when the lemma is wrong.
pub(crate) fn infinitive(tree: &Tree<'_>, at: usize) -> Option<String> {
    let word = form(tree, at);
    let stem = word.trim_end_matches('s').trim_end_matches('e');
    let verb = stem.strip_suffix('é').map(|stem| format!("{stem}er"));
    verb.or_else(|| stem.strip_suffix('i').map(|stem| format!("{stem}ir")))
}

fn is_reflexive(tree: &Tree<'_>, at: usize) -> bool {
    let token = tree.token(at);
    token.upos == Upos::Pron
        && (token.feats.has("Reflex", "Yes") || matches!(&*form(tree, at), "se" | "s'" | "s’"))
}

/// Whether a verb tells an amount or a name on somebody's word by itself (« évoque un
/// montant », "put the number at"): then its subject is the source of what it tells.
pub(crate) fn tells_itself(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    entry(ctx, tree, verb).is_some_and(|entry| {
        entry.stance == Stance::Neutral && entry.takes(Shape::Noun) && !entry.takes(Shape::Clause)
    })
}

/// Whether the verb group (with auxiliary and clitics) comes right after a comma or a mark.
pub(crate) fn break_before(tree: &Tree<'_>, verb: usize) -> bool {
    let first = tree
        .subtree(verb, |d| d > verb)
        .into_iter()
        .find(|&t| tree.token(t).upos != Upos::Punct)
        .unwrap_or(verb);
    first.checked_sub(1).is_some_and(|t| tree.token(t).upos == Upos::Punct)
}

/// Whether nothing but punctuation follows the words of `at`.
pub(crate) fn ends_sentence(tree: &Tree<'_>, at: usize) -> bool {
    let end = tree.subtree(at, |_| false).last().copied().unwrap_or(at);
    (end + 1..tree.len()).all(|t| tree.token(t).upos == Upos::Punct)
}

/// The conjunction or preposition that opens a clause, in lower case.
pub(crate) fn mark(tree: &Tree<'_>, node: usize) -> String {
    let mut words: Vec<usize> =
        tree.by(node, Relation::Mark).filter(|&m| m < node).take(1).collect();
    words.extend(words.first().map_or(Vec::new(), |&m| tree.by(m, Relation::Fixed).collect()));
    let words: Vec<String> = words.into_iter().map(|w| form(tree, w)).collect();
    words.join(" ")
}
