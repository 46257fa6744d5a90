//! A dossier with what every face looks up in it: labels of articles, claims by id, names.

use std::collections::BTreeMap;

use crate::wire::v1::{Article, Claim, Dossier, Entity, Event, Position, Story, Stretch, Value};
use crate::words::{Words, clean};

/// A dossier, indexed, with the words of the report.
pub(crate) struct View<'a> {
    pub(crate) words: &'a Words,
    pub(crate) dossier: &'a Dossier,
    articles: BTreeMap<&'a str, (usize, &'a Article)>,
    by_article: BTreeMap<&'a str, Vec<&'a Claim>>,
    labels: BTreeMap<&'a str, String>,
    claims: BTreeMap<&'a str, &'a Claim>,
    /// Names of things in the language of the report, by entity id.
    names: BTreeMap<&'a str, &'a str>,
}

impl<'a> View<'a> {
    pub(crate) fn new(dossier: &'a Dossier, words: &'a Words) -> Self {
        let articles = dossier.articles.iter().enumerate();
        let articles = articles.map(|(n, it)| (it.id.as_str(), (n, it))).collect();
        let mut by_article: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in &dossier.claims {
            by_article.entry(&claim.article).or_default().push(claim);
        }
        let claims = dossier.claims.iter().map(|it| (it.id.as_str(), it)).collect();
        let labels = labels(&dossier.articles, words);
        let names = BTreeMap::new();
        let mut view = Self { words, dossier, articles, by_article, labels, claims, names };
        view.names = view.collect_names();
        view
    }

    fn collect_names(&self) -> BTreeMap<&'a str, &'a str> {
        let mut names = BTreeMap::new();
        let native = |claim: &&Claim| self.language(&claim.article) == self.words.language();
        for claim in self.dossier.claims.iter().filter(native) {
            for value in claim.roles.values().flatten() {
                if let Value::Entity(it) = value {
                    names.entry(it.id.as_str()).or_insert(it.name.as_str());
                }
            }
        }
        names
    }

    pub(crate) fn article(&self, id: &str) -> Option<&'a Article> {
        self.articles.get(id).map(|(_, it)| *it)
    }

    /// The place of an article in the dossier, from 0.
    pub(crate) fn article_number(&self, id: &str) -> Option<usize> {
        self.articles.get(id).map(|(n, _)| *n)
    }

    /// The claims of an article, in the order of the dossier.
    pub(crate) fn claims_in(&self, article: &str) -> &[&'a Claim] {
        self.by_article.get(article).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    /// The claims of these ids that exist.
    pub(crate) fn claims(&self, ids: &[String]) -> Vec<&'a Claim> {
        ids.iter().filter_map(|id| self.claim(id)).collect()
    }

    /// The language of an article; empty when there is no such article.
    pub(crate) fn language(&self, article: &str) -> &'a str {
        self.article(article).map_or("", |it| it.language.as_str())
    }

    /// Outlet, else file name; told apart when two are the same.
    pub(crate) fn label(&self, article: &str) -> String {
        self.labels.get(article).cloned().unwrap_or_else(|| clean(article))
    }

    /// When an article was published, in words.
    pub(crate) fn published(&self, article: &Article) -> String {
        let inferred = || {
            let range = article.published_inferred.as_ref()?;
            let words = self.words.interval(range.from.as_deref(), range.to.as_deref())?;
            Some(self.words.with("date.inferred_day", &[("x", &words)]))
        };
        let told = article.published.as_deref().map(|iso| clean(&self.words.date(iso)));
        told.or_else(inferred).unwrap_or_else(|| self.words.t("text.undated").to_owned())
    }

    /// Label and date: « Le Fjord, 4 mars 2026 ».
    pub(crate) fn label_dated(&self, article: &str) -> String {
        let label = self.label(article);
        match self.article(article) {
            Some(it) => format!("{label}, {}", self.published(it)),
            None => label,
        }
    }

    /// A thing by its name in the language of the report.
    pub(crate) fn name(&self, it: &Entity) -> String {
        clean(self.names.get(it.id.as_str()).copied().unwrap_or(&it.name))
    }

    /// The name of a thing of this id in the language of the report, else `name`.
    pub(crate) fn id_name(&self, id: &str, name: &str) -> String {
        clean(self.names.get(id).copied().unwrap_or(name))
    }

    /// What the thing of this id is called: it, or the state for which `it` acts.
    pub(crate) fn name_of(&self, id: &str, it: &Entity) -> String {
        match self.names.get(id) {
            Some(name) => clean(name),
            None if it.id == id => clean(&it.name),
            None => clean(id.rsplit(':').next().unwrap_or(id)),
        }
    }

    /// A value in the words of the report. `language` is that of the article it was read in.
    pub(crate) fn value(&self, it: &Value, language: &str) -> String {
        match it {
            Value::Entity(it) if self.is_foreign(it, language) => self.words.quoted(&self.name(it)),
            Value::Entity(it) => self.name(it),
            Value::Time(it) => clean(&self.words.time(it)),
            Value::Text(it) if self.is_native(language) => clean(&it.text),
            Value::Text(it) => self.as_written(&clean(&it.text)),
            Value::Quantity(it) if self.is_native(language) => clean(&it.text),
            Value::Quantity(it) => {
                let amount = clean(&self.words.amount(it));
                let written = clean(&it.text);
                if written.contains(&amount) {
                    return self.words.quoted(&written);
                }
                format!("{} ({amount})", self.words.quoted(&written))
            }
        }
    }

    fn is_native(&self, language: &str) -> bool {
        language.is_empty() || language == self.words.language()
    }

    /// Whether a thing has no name in the language of the report and none of its own: « navy
    /// ships » does, « Lucía Ferreyra » does not.
    fn is_foreign(&self, it: &Entity, language: &str) -> bool {
        let is_named = matches!(it.class.as_str(), "country" | "person" | "place" | "organisation");
        !is_named && !self.is_native(language) && !self.names.contains_key(it.id.as_str())
    }

    /// Words of another language between quotation marks, unless they have theirs.
    fn as_written(&self, words: &str) -> String {
        const MARKS: [char; 5] = ['«', '»', '“', '”', '"'];
        if words.contains(MARKS) { words.to_owned() } else { self.words.quoted(words) }
    }

    /// The value of a position in the words of the report.
    pub(crate) fn position(&self, role: &str, it: &Position) -> String {
        if let Value::Text(text) = &it.value
            && matches!(role, "polarity" | "outcome")
        {
            return clean(self.words.name(role, &text.text));
        }
        let same = |claim: &&Claim| {
            let fillers = claim.roles.get(role).map_or(&[][..], Vec::as_slice);
            fillers.iter().any(|value| value.text() == it.value.text())
        };
        let claim = self.claims(&it.claims).into_iter().find(same);
        let language = claim.map_or(self.words.language(), |claim| self.language(&claim.article));
        self.value(&it.value, language)
    }

    /// The claim of a position that speaks best for it: not a reprint, in the language of the
    /// report, said flatly, by somebody named.
    pub(crate) fn spokesman(&self, ids: &[String]) -> Option<&'a Claim> {
        let rank = |claim: &&Claim| {
            let article = self.article(&claim.article);
            (
                article.is_some_and(|it| it.copy_of.is_some()),
                self.language(&claim.article) != self.words.language(),
                !matches!(claim.modality.as_str(), "asserted" | "conditional" | "denied"),
                claim.attribution.iter().any(|it| it.anonymous),
            )
        };
        self.claims(ids).into_iter().min_by_key(rank)
    }

    /// The articles of a story, and those of an event or position, without repeats.
    pub(crate) fn articles_of(&self, ids: &[String]) -> Vec<&'a str> {
        let mut all = Vec::new();
        for claim in self.claims(ids) {
            if !all.contains(&claim.article.as_str()) {
                all.push(claim.article.as_str());
            }
        }
        all
    }

    /// Stories to tell in full, and those of one article, when others have several. One that
    /// contradicts itself is told in full.
    pub(crate) fn shared_and_alone(&self) -> (Vec<&'a Story>, Vec<&'a Story>) {
        let stories = self.dossier.stories.iter();
        let disputed = |it: &Story| it.events.iter().any(|it| it.status == "disputed");
        let (told, alone): (Vec<_>, Vec<_>) =
            stories.partition(|it| it.articles.len() > 1 || disputed(it));
        if told.is_empty() { (alone, told) } else { (told, alone) }
    }

    /// How many known outlets publish the articles of a story.
    pub(crate) fn outlets(&self, story: &Story) -> usize {
        let articles = story.articles.iter().filter_map(|id| self.article(id));
        let mut outlets: Vec<_> = articles.filter_map(|it| it.outlet.as_deref()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        outlets.len()
    }

    /// The names of the origins behind an event, in the order of its values.
    /// Those who deny or only announce it are not behind it.
    pub(crate) fn origins(&self, event: &'a Event) -> Vec<&'a str> {
        let asserts = |it: &&Claim| matches!(&*it.modality, "asserted" | "conditional");
        let is_behind = |it: &&Position| self.claims(&it.claims).iter().any(asserts);
        let mut all: Vec<&str> = Vec::new();
        for slot in &event.slots {
            // Of whether it happened, the first version is that it did.
            let some = if slot.role == "polarity" { 1 } else { slot.values.len() };
            let behind = slot.values.iter().take(some).filter(is_behind);
            for name in behind.flat_map(|it| &it.origins) {
                if !all.contains(&name.as_str()) {
                    all.push(name);
                }
            }
        }
        if all.len() > event.origins {
            let carriers = self.carriers(event);
            all.retain(|name| !carriers.contains(name));
        }
        all
    }

    /// The outlets that tell an event on the word of somebody named.
    fn carriers(&self, event: &Event) -> Vec<&'a str> {
        let claims = self.claims(&event.claims).into_iter();
        let cites = |it: &Claim| it.attribution.iter().any(|it| !it.anonymous);
        let articles = claims.filter(|it| cites(it)).filter_map(|it| self.article(&it.article));
        articles.filter_map(|it| it.outlet.as_deref()).collect()
    }
}

/// Characters `at` of a text, as they stand.
pub(crate) fn slice(text: &str, at: Stretch) -> Option<&str> {
    let byte = |n: usize| {
        let starts = text.char_indices().map(|(byte, _)| byte);
        starts.chain(std::iter::once(text.len())).nth(n)
    };
    text.get(byte(at.start)?..byte(at.end)?)
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

fn labels<'a>(articles: &'a [Article], words: &Words) -> BTreeMap<&'a str, String> {
    let plain = |it: &Article| clean(it.outlet.as_deref().unwrap_or_else(|| stem(&it.path)));
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for it in articles {
        *count.entry(plain(it)).or_default() += 1;
    }
    let full = |it: &'a Article| {
        let label = plain(it);
        let is_shared = count.get(&label).is_some_and(|n| *n > 1);
        let file = clean(stem(&it.path));
        let aside = if label == file { it.id.as_str() } else { file.as_str() };
        let told_apart = words.with("text.aside", &[("x", &label), ("y", aside)]);
        (it.id.as_str(), if is_shared { told_apart } else { label })
    };
    articles.iter().map(full).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn an_article_is_called_by_its_outlet_else_by_its_file() {
        let dossier = Dossier::from(&fixture::dossier());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        assert_eq!(view.label("a1"), "Le Fjord");
        assert_eq!(view.label("a4"), "copie_4");
        assert_eq!(view.label_dated("a2"), "Le Phare, 5 mars 2026");
        assert_eq!(view.label("a9"), "a9");
    }

    #[test]
    fn two_articles_of_one_outlet_are_told_apart() {
        let mut dossier = Dossier::from(&fixture::dossier());
        dossier.articles[1].outlet = Some("Le Fjord".into());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        assert_ne!(view.label("a1"), view.label("a2"));
        assert!(view.label("a2").starts_with("Le Fjord"));
    }

    #[test]
    fn things_have_the_name_of_the_language_of_the_report() {
        let dossier = Dossier::from(&fixture::dossier());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        let claim = view.claim("c3").unwrap();
        let Value::Entity(norway) = &claim.roles["party"][0] else { panic!("not an entity") };
        assert_eq!(norway.name, "Norway");
        assert_eq!(view.name(norway), "Norvège");
    }

    #[test]
    fn an_amount_of_another_language_is_also_told_in_ours() {
        let dossier = Dossier::from(&fixture::dossier());
        let words = Words::of("fr");
        let view = View::new(&dossier, &words);
        let values = &dossier.stories[0].events[1].slots[0].values;
        assert_eq!(view.position("quantity", &values[0]), "plus de 10 000 techniciens");
        let other = view.position("quantity", &values[1]).replace('\u{a0}', " ");
        assert_eq!(other, "« Nearly 11,000 technicians » (environ 11 000 techniciens)");
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(slice("é🐟x", Stretch { start: 1, end: 2 }), Some("🐟"));
        assert_eq!(slice("é🐟x", Stretch { start: 2, end: 3 }), Some("x"));
        assert_eq!(slice("é", Stretch { start: 0, end: 2 }), None);
        assert_eq!(slice("éà", Stretch { start: 1, end: 0 }), None);
    }
}
