//! Phrases that every face says alike: who says it, how surely, a fact in a line.

use crate::quote;
use crate::sections::{self, Mood, Sorted};
use crate::view::View;
use crate::wire::v1::{Attribution, Claim, Event, Exchange, Finding, Pledge, Value};
use crate::words::clean;

/// The longest value in a line, in characters.
const LONGEST: usize = 80;

/// Values, names and origins beyond this are counted, not listed.
const LISTED: usize = 4;

impl<'a> View<'a> {
    /// On whose word: « selon KCNA, citant le ministère », « de sa propre voix ».
    pub(crate) fn source(&self, claim: &Claim) -> String {
        let name = |it: &Attribution| {
            let name = clean(&it.name);
            if it.anonymous { self.words.with("source.anonymous", &[("x", &name)]) } else { name }
        };
        let mut chain = claim.attribution.iter().map(name);
        let Some(first) = chain.next() else { return self.words.t("source.own_voice").to_owned() };
        let mut out = self.words.with("source.according", &[("x", &first)]);
        for inner in chain {
            out += ", ";
            out += &self.words.with("source.citing", &[("x", &inner)]);
        }
        out
    }

    /// How surely it is said, when it is not said flatly.
    pub(crate) fn mood_words(&self, claim: &Claim) -> Option<String> {
        let words = match (claim.modality.as_str(), claim.polarity.as_str()) {
            ("asserted", "negative") => self.words.t("polarity.negative"),
            ("asserted", _) => return None,
            (other, _) => self.words.name("modality", other),
        };
        Some(words.to_owned())
    }

    /// How an event is told, when none of its claims tells it flatly.
    pub(crate) fn event_mood(&self, event: &Event) -> Option<String> {
        let claims = self.claims(&event.claims);
        let key = match sections::mood(&claims) {
            Mood::Plain => return None,
            Mood::Hedged => "cell.conditional",
            Mood::Anonymous => "cell.anonymous",
            Mood::Prospect => {
                let modality = claims.first().map_or("planned", |it| it.modality.as_str());
                return Some(self.words.name("modality", modality).to_owned());
            }
            Mood::Denied if claims.iter().any(|it| it.modality == "denied") => "cell.denied",
            Mood::Denied => "text.all_negative",
        };
        Some(self.words.t(key).to_owned())
    }

    /// Several names in a line, the last of many counted.
    pub(crate) fn list<S: AsRef<str>>(&self, names: &[S]) -> String {
        let shown: Vec<_> = names.iter().take(LISTED).map(|it| clean(it.as_ref())).collect();
        let rest = names.len().saturating_sub(LISTED);
        let mut out = shown.join(", ");
        if rest > 0 {
            out += " ";
            out += &self.words.count("text.more", rest);
        }
        out
    }

    /// « 3 origines indépendantes : KCNA, Séoul, Le Phare ».
    pub(crate) fn origin_words(&self, event: &'a Event) -> String {
        let count = self.words.count("text.origins", event.origins);
        let names = self.origins(event);
        if names.is_empty() { count } else { self.pair(&count, &self.list(&names)) }
    }

    /// « a : b » with the colon of the language.
    pub(crate) fn pair(&self, a: &str, b: &str) -> String {
        format!("{a}{}{b}", self.words.t("quote.colon"))
    }

    /// What a slot holds, without who says it.
    pub(crate) fn values(&self, it: &Finding) -> String {
        let mut shown: Vec<String> = Vec::new();
        for position in &it.values {
            let words = quote::start(self, &self.position(&it.role, position), LONGEST);
            if !shown.contains(&words) {
                shown.push(words);
            }
        }
        let amounts = it.values.iter().all(|it| matches!(it.value, Value::Quantity(_)));
        if amounts { shown.join(self.words.t("quote.semicolon")) } else { self.list(&shown) }
    }

    /// The dates of a slot, each once: « 4 déc. 2024 ≠ nov. 2024 ».
    pub(crate) fn when(&self, it: &Finding) -> String {
        let mut shown: Vec<String> = Vec::new();
        for position in &it.values {
            let words = match &position.value {
                Value::Time(time) => self.words.interval(time.from.as_deref(), time.to.as_deref()),
                _ => None,
            };
            shown.extend(words.filter(|it| !shown.contains(it)));
        }
        shown.join(if it.verdict == "disputed" { " ≠ " } else { ", " })
    }

    /// One slot of an event told beside others: « quand : 3 mars 2026 ».
    pub(crate) fn slot(
        &self,
        sorted: &Sorted<'a>,
        event: &Event,
        it: &'a Finding,
    ) -> Option<String> {
        if it.role == "polarity" && it.verdict != "disputed" {
            return None;
        }
        if self.repeats_title(event, it) || (it.role == "outcome" && it.verdict != "disputed") {
            return None;
        }
        let says = match it.verdict.as_str() {
            "disputed" => match sorted.number(it) {
                Some(n) => self.words.with("text.disputed_here", &[("n", &n.to_string())]),
                None => self.words.t("text.disputed").to_owned(),
            },
            "updated" => self.words.t("text.updated_here").to_owned(),
            "single" if is_exception(event) => self.only(it),
            _ => self.values(it),
        };
        (!says.is_empty()).then(|| self.pair(self.words.name("role", &it.role), &says))
    }

    /// « qui : occidentales » under « Sanctions occidentales » says nothing more.
    fn repeats_title(&self, event: &Event, it: &Finding) -> bool {
        let title = event.title.to_lowercase();
        let words: Vec<&str> = title.split(|c: char| !c.is_alphabetic()).collect();
        let is_there = |it: &crate::wire::v1::Position| {
            let value = self.position("", it);
            !value.contains(' ') && value == value.to_lowercase() && words.contains(&&*value)
        };
        it.role == "agent" && it.verdict != "disputed" && it.values.iter().all(is_there)
    }

    fn only(&self, it: &Finding) -> String {
        let mut names: Vec<&str> = Vec::new();
        for name in it.values.iter().flat_map(|it| &it.origins) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let values = self.values(it);
        if names.len() != 1 {
            return values;
        }
        let only = self.words.with("text.only", &[("x", &self.list(&names))]);
        format!("{values} ({only})")
    }

    /// All that is known of an event in one line.
    pub(crate) fn facts(&self, sorted: &Sorted<'a>, event: &'a Event) -> String {
        let slots = event.slots.iter().filter_map(|it| self.slot(sorted, event, it));
        slots.collect::<Vec<_>>().join(" · ")
    }

    /// Who owes what to whom.
    pub(crate) fn pledge(&self, it: &Pledge) -> String {
        let parties: Vec<_> = it.parties.iter().map(|it| self.name(it)).collect();
        let mut out = self.words.name("obligation", &it.obligation).to_owned();
        if !parties.is_empty() {
            out = self.pair(&self.list(&parties), &out);
        }
        if let Some(trigger) = &it.trigger {
            out += ", ";
            out += &self.words.quoted(&clean(trigger));
        }
        if it.immediate {
            out += ", ";
            out += self.words.t("text.immediate");
        }
        match &it.instrument {
            Some(text) => format!("{out} ({})", self.name(text)),
            None => out,
        }
    }

    /// Who gives what to whom, how far, how surely.
    pub(crate) fn exchange(&self, it: &Exchange) -> String {
        let goods = self.goods(it);
        let ends = format!("{} → {}", self.name(&it.giver), self.name(&it.receiver));
        let step = it.step.as_deref().map(|it| self.words.name("step", it).to_owned());
        let mood = (it.modality != "asserted")
            .then(|| self.words.name("modality", &it.modality).to_owned());
        let how: Vec<_> = step.into_iter().chain(mood).collect();
        let out = self.pair(&ends, &self.list(&goods));
        if how.is_empty() { out } else { format!("{out} ({})", how.join(", ")) }
    }

    /// What is given, each once; in the words of the report where there are such.
    fn goods(&self, it: &Exchange) -> Vec<String> {
        let claims = self.claims(&it.claims);
        let language = |value: &Value| {
            let holds = |claim: &&&Claim| {
                claim.roles.values().flatten().any(|other| other.text() == value.text())
            };
            let claim = claims.iter().find(holds);
            claim.map_or(self.words.language(), |claim| self.language(&claim.article))
        };
        let (mut native, mut foreign): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for value in &it.goods {
            let language = language(value);
            let is_native = language == self.words.language();
            let all = if is_native { &mut native } else { &mut foreign };
            let words = self.value(value, language);
            if !all.iter().any(|it| it.to_lowercase() == words.to_lowercase()) {
                all.push(words);
            }
        }
        if native.is_empty() { foreign } else { native }
    }

    /// Which article, when, on whose word, how surely: what stands before a quote.
    pub(crate) fn speaks(&self, claim: &Claim) -> String {
        format!("{}, {}", self.label_dated(&claim.article), self.on_whose_word(claim))
    }

    /// On whose word and how surely: « selon KCNA, au conditionnel ».
    pub(crate) fn on_whose_word(&self, claim: &Claim) -> String {
        let mood = self.mood_words(claim).map(|it| format!(", {it}")).unwrap_or_default();
        format!("{}{mood}", self.source(claim))
    }

    /// What the articles of some claims are called.
    pub(crate) fn tellers(&self, claims: &[String]) -> String {
        let labels: Vec<_> =
            self.articles_of(claims).into_iter().map(|id| self.label(id)).collect();
        self.list(&labels)
    }
}

/// Whether what one origin alone gives is the exception among what is told of an event: a mark
/// on each part would mark nothing.
fn is_exception(event: &Event) -> bool {
    let single = event.slots.iter().filter(|it| it.verdict == "single").count();
    event.status != "single_origin" && 2 * single <= event.slots.len()
}
