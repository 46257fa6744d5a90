//! Verbs of saying: what they hold, and who is their subject.

use recoupe_model::{Relation, Upos};

use super::super::context::Context;
use super::super::tree::Tree;

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
    fn read(name: &str) -> Self {
        match name {
            "announces" => Self::Announces,
            "accuses" => Self::Accuses,
            "denies" => Self::Denies,
            "demands" => Self::Demands,
            "promises" => Self::Promises,
            "hopes" => Self::Hopes,
            "fears" | "doubts" | "doubtful" | "asks" => Self::Doubts,
            "cites" => Self::Cites,
            "rumour" => Self::Rumour,
            _ => Self::Neutral,
        }
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
        stance: Stance::read(table.cell(row, "stance")),
        takes: table.cell(row, "takes"),
        known_only: table.cell(row, "by") == "known",
    })
}

fn keys(tree: &Tree<'_>, verb: usize) -> Vec<String> {
    use Relation::{Compound, Expl, Iobj, Nmod, Nsubj, Obj, Obl, Xcomp};
    let own = lemma(tree, verb);
    let mut keys = Vec::new();
    if tree.token(verb).deprel.base == Xcomp {
        keys.extend(tree.head(verb).map(|head| format!("{} {own}", lemma(tree, head))));
    }
    for &d in tree.dependents(verb) {
        match tree.token(d).deprel.base {
            Compound | Xcomp => keys.push(format!("{own} {}", lemma(tree, d))),
            Expl | Obj | Iobj | Obl | Nmod if is_reflexive(tree, d) => keys.push(format!("se {own}")),
            Obj | Obl | Nmod => {
                let case = tree.case(d);
                let space = if case.is_empty() { "" } else { " " };
                keys.push(format!("{own} {case}{space}{}", lemma(tree, d)));
                if !case.is_empty() {
                    keys.push(format!("{own} {case}"));
                }
            }
            Nsubj => {}
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
    token.upos == Upos::Pron && (token.feats.has("Reflex", "Yes") || matches!(&*form(tree, at), "se" | "s'" | "s’"))
}

/// The verb of saying above that directly holds `node` as what it says.
pub(crate) fn over(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Saying> {
    over_within(ctx, tree, node, tree.len())
}

fn over_within(ctx: &Context<'_>, tree: &Tree<'_>, node: usize, steps: usize) -> Option<Saying> {
    use Relation::{Acl, Advcl, Ccomp, Conj, Csubj, Dep, Discourse, Nmod, Nsubj, Obj, Obl, Parataxis, Xcomp};
    let head = tree.head(node)?;
    let relation = &tree.token(node).deprel;
    let holds = |verb: usize, shape: Shape| {
        let entry = entry(ctx, tree, verb)?;
        entry.takes(shape).then_some(Saying { verb, stance: entry.stance, shape })
    };
    let either = |first, second| holds(head, first).or_else(|| holds(head, second));
    match relation.base {
        Ccomp | Csubj if is_beside(tree, node, head) => None,
        Ccomp | Csubj if tree.is_finite(node) => either(Shape::Clause, Shape::Quote),
        Ccomp | Csubj => either(Shape::Infinitive, Shape::Clause).or_else(|| holds(head, Shape::Quote)),
        Xcomp if relation.is_sub("relcl") => None,
        Xcomp if tree.token(node).feats.has("VerbForm", "Inf") => holds(head, Shape::Infinitive),
        Xcomp => either(Shape::Infinitive, Shape::Clause).or_else(|| holds(head, Shape::Noun)),
        Advcl => match &*mark(tree, node) {
            "que" | "qu'" | "qu’" | "that" | "whether" => holds(head, Shape::Clause),
            "de" | "d'" | "d’" | "of" | "as" if !tree.is_finite(node) => holds(head, Shape::Infinitive),
            _ => None,
        },
        Parataxis | Dep | Discourse => holds(head, Shape::Quote).filter(|_| is_quoted(tree, node, head)),
        Obj => either(Shape::Noun, Shape::Noun),
        Nsubj if relation.is_sub("pass") => holds(head, Shape::Noun),
        Obl | Nmod if relation.is_sub("agent") => None,
        Obl => match &*tree.case(node) {
            "de" | "of" | "as" | "for" | "with" => holds(head, Shape::Noun),
            "à" if relation.is_sub("arg") => holds(head, Shape::Noun),
            _ => None,
        },
        // « accuse le voisin d'avoir … » hung on the noun.
        Acl if !tree.is_finite(node) && matches!(&*mark(tree, node), "de" | "d'" | "d’" | "of") => {
            let verb = tree.head(head).filter(|_| tree.token(head).deprel.base == Obj)?;
            holds(verb, Shape::Infinitive)
        }
        Conj if steps > 0 => {
            let own_subject = tree.first(node, Nsubj).is_some();
            let saying = over_within(ctx, tree, head, steps - 1)?;
            let fits = saying.shape != Shape::Infinitive || !own_subject;
            (fits && saying.verb < node.max(head) || saying.verb > node).then_some(saying)
        }
        _ => None,
    }
}

/// The verb of saying that is put into or after the clause of `node` (« …, a déclaré X »).
pub(crate) fn inserted(ctx: &Context<'_>, tree: &Tree<'_>, node: usize) -> Option<Saying> {
    tree.dependents(node).iter().copied().find_map(|verb| as_insert(ctx, tree, verb))
}

/// A verb of saying that stands beside what is said rather than above it.
pub(crate) fn as_insert(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<Saying> {
    use Relation::{Acl, Advcl, Ccomp, Conj, Csubj, Dep, Discourse, Expl, Nsubj, Obj, Obl, Parataxis, Xcomp};
    let relation = &tree.token(verb).deprel;
    if !matches!(relation.base, Parataxis | Advcl | Ccomp | Conj | Dep | Discourse | Acl) {
        return None;
    }
    let entry = entry(ctx, tree, verb).filter(|entry| entry.takes(Shape::Quote))?;
    let as_said = matches!(&*mark(tree, verb), "comme" | "as" | "ainsi que");
    if relation.base == Advcl && !as_said || !tree.is_finite(verb) {
        return None;
    }
    let subject = tree.by(verb, Nsubj).next().or_else(|| tree.first(verb, Expl));
    let object_after = tree.by(verb, Obj).chain(tree.by(verb, Obl)).find(|&o| o > verb);
    let holds_own = tree.dependents(verb).iter().any(|&d| {
        matches!(tree.token(d).deprel.base, Ccomp | Xcomp | Csubj) && d > verb
    });
    let ahead = tree.head(verb).is_some_and(|head| verb < head);
    let enclosed = break_before(tree, verb) && quoted_after(tree, verb);
    if holds_own || relation.base == Parataxis && !as_said && ahead && !enclosed {
        return None;
    }
    // In these relations only an inversion or a subject before a bare verb shows an insert.
    let bare = tree.by(verb, Obj).all(|o| o < verb);
    let inverted = subject.is_some_and(|s| s > verb) || subject.is_none() && object_after.is_some();
    let follows_break = break_before(tree, verb);
    let clear = match relation.base {
        Parataxis | Discourse | Dep => subject.is_some() || object_after.is_some(),
        Advcl => as_said,
        Acl => inverted && bare && follows_break && !has_relative(tree, verb),
        _ => inverted && bare && follows_break || (subject.is_some() && bare && follows_break && ends_sentence(tree, verb) && relation.base != Conj),
    };
    clear.then_some(Saying { verb, stance: entry.stance, shape: Shape::Quote })
}

fn has_relative(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependents(verb).iter().any(|&d| tree.token(d).feats.has("PronType", "Rel"))
}

/// Whether a comma or a mark follows the words of the verb.
fn quoted_after(tree: &Tree<'_>, verb: usize) -> bool {
    let words = tree.subtree(verb, |_| false);
    let end = words.into_iter().rev().find(|&t| tree.token(t).upos != Upos::Punct).unwrap_or(verb);
    tree.len() > end + 1 && tree.token(end + 1).upos == Upos::Punct
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

fn is_quoted(tree: &Tree<'_>, node: usize, verb: usize) -> bool {
    let (low, high) = (node.min(verb), node.max(verb));
    node < verb || (low..high).any(|t| matches!(&*tree.token(t).form, ":" | "«" | "\"" | "“" | "—" | "–"))
}

/// « Alors que X a reconnu …, Y persiste »: a clause behind a comma that nothing opens and no
/// mark of speech sets off is not what the verb says.
fn is_beside(tree: &Tree<'_>, node: usize, verb: usize) -> bool {
    let first = tree.subtree(node, |_| false).into_iter().find(|&t| tree.token(t).upos != Upos::Punct);
    let first = first.unwrap_or(node);
    let comma = first > verb && &*tree.token(first - 1).form == ",";
    let spoken = (verb..node).any(|t| matches!(&*tree.token(t).form, ":" | "«" | "\"" | "“"));
    comma && !spoken && mark(tree, node).is_empty() && tree.first(node, Relation::Nsubj).is_some()
}

/// The conjunction or preposition that opens a clause, in lower case.
pub(crate) fn mark(tree: &Tree<'_>, node: usize) -> String {
    let mut words: Vec<usize> = tree.by(node, Relation::Mark).filter(|&m| m < node).take(1).collect();
    words.extend(words.first().map_or(Vec::new(), |&m| tree.by(m, Relation::Fixed).collect()));
    let words: Vec<String> = words.into_iter().map(|w| form(tree, w)).collect();
    words.join(" ")
}

/// Whether the verb is passive.
pub(crate) fn is_passive(tree: &Tree<'_>, verb: usize) -> bool {
    let helped = tree.by(verb, Relation::Aux).chain(tree.by(verb, Relation::Cop)).next().is_some();
    helped && tree.has_sub(verb, Relation::Nsubj, "pass")
        || tree.has_sub(verb, Relation::Aux, "pass")
        || tree.has_sub(verb, Relation::Csubj, "pass")
        || tree.has_sub(verb, Relation::Expl, "pass")
}

/// The head of the phrase that names who says it; `None` when nobody is named.
pub(crate) fn speaker(ctx: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if let Some(insert) = super::insert::of(ctx, tree, verb) {
        return Some(insert.speaker);
    }
    // "P, X said, adding that Q": the participle has the speaker of the insert.
    if !tree.is_finite(verb) && matches!(tree.token(verb).deprel.base, Relation::Advcl | Relation::Acl | Relation::Conj) {
        let before = super::insert::all(ctx, tree).into_iter().filter(|insert| insert.verb < verb).last();
        if let Some(insert) = before.filter(|_| break_before(tree, verb)) {
            return Some(insert.speaker);
        }
    }
    speaker_within(tree, verb, tree.len())
}

fn speaker_within(tree: &Tree<'_>, verb: usize, steps: usize) -> Option<usize> {
    use Relation::{Acl, Advcl, Conj, Nsubj, Obj, Obl, Xcomp};
    let steps = steps.checked_sub(1)?;
    let agent = |&d: &usize| {
        tree.token(d).deprel.is_sub("agent") || matches!(&*tree.case(d), "par" | "by")
    };
    let participle = tree.token(verb).feats.has("VerbForm", "Part");
    let perfect = tree.by(verb, Relation::Aux).any(|a| matches!(&*lemma(tree, a), "avoir" | "have"));
    let base = tree.token(verb).deprel.base;
    let reduced = base == Acl && participle && !perfect && tree.token(verb).feats.has("Tense", "Past");
    if is_passive(tree, verb) || reduced {
        return tree.by(verb, Obl).find(agent);
    }
    if let Some(subject) = tree.by(verb, Nsubj).next() {
        if tree.token(subject).feats.has("PronType", "Rel") {
            return antecedent(tree, verb);
        }
        return Some(subject);
    }
    let head = tree.head(verb);
    match base {
        Xcomp | Advcl => {
            let head = head?;
            let passive = tree.by(head, Nsubj).find(|&s| tree.token(s).deprel.is_sub("pass"));
            passive.or_else(|| speaker_within(tree, head, steps))
        }
        Conj => speaker_within(tree, head?, steps),
        Acl if !tree.is_finite(verb) => head,
        Acl => antecedent(tree, verb),
        // A subject after the verb that was taken for an object.
        _ => tree.by(verb, Obj).find(|&o| o > verb && tree.token(o).upos != Upos::Pron),
    }
}

/// The noun that a relative clause belongs to.
fn antecedent(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..tree.len() {
        let head = tree.head(at)?;
        if tree.token(at).deprel.base == Relation::Acl {
            return Some(head);
        }
        at = head;
    }
    None
}
