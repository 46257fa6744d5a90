//! Dictionary forms: a lexicon of frequent words, else the edit rule that the network prefers
//! among those that lead to a known lemma.

use std::collections::HashMap;

use recoupe_model::{Feats, Upos};

use crate::Error;
use crate::file::File;
use crate::maths::argmax;

/// Rules tried for a known lemma before the first choice of the network stands.
const TRIES: usize = 30;
/// How much worse (in log probability) a rule with a known lemma may be.
const MARGIN: f32 = 6.0;

/// A spelling and what takes its place.
type Pair = (Box<str>, Box<str>);

/// Lexicon and rules of a language.
#[derive(Debug)]
pub(crate) struct Lemmas {
    rules: Vec<Rule>,
    lexicon: HashMap<Box<str>, Vec<(Upos, Box<str>)>>,
    /// Sorted lemmas of some parts of speech.
    known: Vec<(Upos, Vec<Box<str>>)>,
    /// Spellings that alternate: the last occurrence of the first becomes the second.
    repairs: Vec<Pair>,
    /// Part of speech, ending of a form, ending of the lemma.
    endings: Vec<(Upos, Box<str>, Box<str>)>,
    /// Ending of a plural name, ending of its lemma; empty where names are their own lemmas.
    names: Vec<Pair>,
    /// What stands between groups of digits and not in their lemma.
    grouping: Vec<Box<str>>,
}

/// How to get from a form to its lemma.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    case: Case,
    /// Letters to take off the end; `None` replaces the whole form.
    strip: Option<usize>,
    add: Box<str>,
}

#[derive(Debug, PartialEq, Eq)]
enum Case {
    Lower,
    Capital,
    Keep,
}

impl Lemmas {
    pub(crate) fn load(file: &File) -> Result<Self, Error> {
        let bad = |name| Error::section(name, "holds a broken line");
        let rules = file.strings("lemmas")?.into_iter().map(Rule::read).collect::<Option<Vec<_>>>();
        let mut lexicon: HashMap<Box<str>, Vec<(Upos, Box<str>)>> = HashMap::new();
        for line in file.strings("lexicon")? {
            let mut fields = line.splitn(3, '\t');
            let (Some(form), Some(upos), Some(lemma)) =
                (fields.next(), fields.next(), fields.next())
            else {
                return Err(bad("lexicon"));
            };
            let upos = upos.parse().map_err(|_| bad("lexicon"))?;
            lexicon.entry(form.into()).or_default().push((upos, lemma.into()));
        }
        let mut known = Vec::new();
        for upos in [Upos::Verb, Upos::Noun, Upos::Adj] {
            let name = format!("known.{}", upos.name());
            if file.has(&name) {
                let lemmas: Vec<Box<str>> =
                    file.strings(&name)?.into_iter().map(Into::into).collect();
                if !lemmas.is_sorted() {
                    return Err(Error::section(&name, "is not sorted"));
                }
                known.push((upos, lemmas));
            }
        }
        let pairs = |name: &'static str| -> Result<Vec<Pair>, Error> {
            let lines = if file.has(name) { file.strings(name)? } else { Vec::new() };
            let pair = |line: &str| line.split_once('|').map(|(a, b)| (a.into(), b.into()));
            lines.into_iter().map(|line| pair(line).ok_or_else(|| bad(name))).collect()
        };
        let (repairs, names) = (pairs("repairs")?, pairs("names")?);
        let grouping = if file.has("grouping") { file.strings("grouping")? } else { Vec::new() };
        let grouping = grouping.into_iter().map(Into::into).collect();
        let mut endings = Vec::new();
        if file.has("endings") {
            for line in file.strings("endings")? {
                let (upos, rest) = line.split_once('|').ok_or_else(|| bad("endings"))?;
                let (ending, lemma) = rest.split_once('|').ok_or_else(|| bad("endings"))?;
                let upos = upos.parse().map_err(|_| bad("endings"))?;
                endings.push((upos, ending.into(), lemma.into()));
            }
        }
        let rules = rules.ok_or_else(|| bad("lemmas"))?;
        Ok(Self { rules, lexicon, known, repairs, endings, names, grouping })
    }

    /// Number of rules that the network chooses from.
    pub(crate) const fn rules(&self) -> usize {
        self.rules.len()
    }

    /// The parts of speech that a lower-cased form may have, joined by commas: those of the
    /// lexicon, else those that its ending and the known lemmas allow. Empty when there are none.
    pub(crate) fn tags(&self, form: &str) -> String {
        let mut tags: Vec<&str> = Vec::new();
        match self.lexicon.get(form) {
            Some(entries) => tags.extend(entries.iter().map(|(upos, _)| upos.name())),
            None => {
                for (upos, ending, lemma_ending) in &self.endings {
                    let lemma = form.strip_suffix(&**ending).map(|s| format!("{s}{lemma_ending}"));
                    if !tags.contains(&upos.name()) && lemma.is_some_and(|l| self.knows(*upos, &l))
                    {
                        tags.push(upos.name());
                    }
                }
            }
        }
        tags.join(",")
    }

    fn knows(&self, upos: Upos, lemma: &str) -> bool {
        let list = self.known.iter().find(|(tag, _)| *tag == upos);
        list.is_some_and(|(_, list)| list.binary_search_by(|entry| (**entry).cmp(lemma)).is_ok())
    }

    /// The lemma of a form, given its part of speech and the network's scores of the rules.
    pub(crate) fn lemma(&self, form: &str, upos: Upos, feats: &Feats, scores: &[f32]) -> Box<str> {
        if form.contains("://") || form.contains('@') {
            return form.into();
        }
        let lower = form.to_lowercase().replace('’', "'");
        let entry = self.lexicon.get(&*lower).and_then(|entries| {
            entries.iter().find(|(tag, _)| *tag == upos).map(|(_, lemma)| lemma.clone())
        });
        if upos == Upos::Propn {
            return entry.unwrap_or_else(|| self.name(form, feats));
        }
        if upos == Upos::Num && form.starts_with(|c: char| c.is_ascii_digit()) {
            let mut lemma = form.to_owned();
            for mark in &self.grouping {
                lemma = lemma.replace(&**mark, "");
            }
            return lemma.into();
        }
        entry.unwrap_or_else(|| self.by_rule(form, &lower, upos, scores))
    }

    /// The lemma of a name: without the ending of its plural, in languages where names have one.
    fn name(&self, form: &str, feats: &Feats) -> Box<str> {
        let singular = |(ending, lemma): &Pair| {
            let stem = form.strip_suffix(&**ending).filter(|stem| stem.chars().count() > 2)?;
            Some(format!("{stem}{lemma}").into())
        };
        let endings = if feats.has("Number", "Plur") { &self.names[..] } else { &[] };
        let found = endings.iter().find_map(singular);
        found.unwrap_or_else(|| form.into())
    }

    /// The best rule with a known lemma, if it is about as good as the best of all.
    fn by_rule(&self, form: &str, lower: &str, upos: Upos, scores: &[f32]) -> Box<str> {
        // Auxiliaries that the lexicon lacks are verbs.
        let upos = if upos == Upos::Aux { Upos::Verb } else { upos };
        let best = argmax(scores);
        let first = self.rules[best].apply(form, lower);
        if !self.known.iter().any(|(tag, _)| *tag == upos) {
            return first;
        }
        let mut order: Vec<usize> = (0..scores.len())
            .filter(|&i| scores[i] >= scores[best] - MARGIN && self.rules[i].strip.is_some())
            .collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        for &rule in order.iter().take(TRIES) {
            let lemma = self.rules[rule].apply(form, lower);
            if self.knows(upos, &lemma) {
                return lemma;
            }
            if let Some(lemma) = self.repaired(&lemma).find(|l| self.knows(upos, l)) {
                return lemma.into();
            }
        }
        let acronym = form.chars().nth(1).is_some() && !form.contains(char::is_lowercase);
        match order.first() {
            Some(_) if acronym && upos == Upos::Noun => form.into(),
            Some(&rule) => self.rules[rule].apply(form, lower),
            None => first,
        }
    }

    /// Spellings that the language alternates with (« répèter », « répéter »).
    fn repaired<'a>(&'a self, lemma: &'a str) -> impl Iterator<Item = String> + 'a {
        self.repairs.iter().filter_map(|(from, to)| {
            let at = lemma.rfind(&**from)?;
            Some(format!("{}{to}{}", &lemma[..at], &lemma[at + from.len()..]))
        })
    }
}

impl Rule {
    fn read(line: &str) -> Option<Self> {
        let mut fields = line.splitn(3, '|');
        let case = match fields.next()? {
            "L" => Case::Lower,
            "C" => Case::Capital,
            "K" => Case::Keep,
            _ => return None,
        };
        let strip = match fields.next()? {
            "=" => None,
            number => Some(number.parse().ok()?),
        };
        Some(Self { case, strip, add: fields.next()?.into() })
    }

    /// The lemma; the form itself when there is less to strip than the rule wants.
    fn apply(&self, form: &str, lower: &str) -> Box<str> {
        let base = if self.case == Case::Keep { form } else { lower };
        let kept = match self.strip {
            None => "",
            Some(0) => base,
            Some(count) => match base.char_indices().rev().nth(count - 1) {
                Some((end, _)) => &base[..end],
                None => return form.into(),
            },
        };
        let lemma = format!("{kept}{}", self.add);
        if lemma.is_empty() {
            return form.into();
        }
        if self.case == Case::Capital { capital(&lemma) } else { lemma.into() }
    }
}

fn capital(text: &str) -> Box<str> {
    let mut chars = text.chars();
    let first = chars.next();
    first.into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_apply() {
        for (rule, form, lemma) in [
            ("L|1|", "Maisons", "maison"),
            ("L|2|al", "chevaux", "chevaal"),
            ("L|=|être", "est", "être"),
            ("C|1|", "FRENCHS", "French"),
            ("K|0|", "OTAN", "OTAN"),
            ("L|9|er", "va", "va"),
            ("L|2|", "va", "va"),
        ] {
            let rule = Rule::read(rule).expect("a rule");
            assert_eq!(&*rule.apply(form, &form.to_lowercase()), lemma);
        }
        assert_eq!(Rule::read("Z|1|"), None);
        assert_eq!(Rule::read("L|x|"), None);
    }
}
