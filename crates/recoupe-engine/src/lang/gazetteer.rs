//! Names of the world: states, places, bodies, leaders, from `data/gazetteer/*.tsv`.
//!
//! Every column that ends in a language code holds words of that language, so a new language is
//! new columns. Names are looked up word by word, without regard to accents, hyphens and
//! apostrophes; capital letters that the entry has must be there in the text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use recoupe_model::{Class, Date, EntityId};

use super::offices::Offices;
use super::{Files, Mistake, Table};

/// All entries, and for each language an index of the ways to write them.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Known>,
    by_id: BTreeMap<EntityId, usize>,
    capitals: BTreeMap<usize, usize>,
    /// Made when a language is first asked for.
    indexes: BTreeMap<String, OnceLock<Vec<Way>>>,
    tables: Vec<Rows>,
    ambiguous: BTreeMap<String, BTreeMap<String, Ambiguous>>,
    offices: Offices,
}

/// Something that has a name.
#[derive(Clone, Debug)]
pub struct Known {
    /// `country:PRK`, `place:kursk`, `org:kcna`, `person:vladimir-putin`.
    pub id: EntityId,
    /// What sort of thing.
    pub class: Class,
    /// What to call it, by language.
    pub names: BTreeMap<String, String>,
    /// The state that it belongs to.
    pub of: Option<EntityId>,
    /// What kind of place or body (`city`, `agency`), as the table has it; empty for others.
    pub kind: Box<str>,
    /// Who is meant when it acts, if that is somebody else (« le Kremlin »).
    pub stands_for: Option<EntityId>,
}

impl Known {
    /// Whether it is at home in a state and not of it: an armed group, a party, a company.
    pub fn is_private(&self) -> bool {
        PRIVATE.contains(&&*self.kind)
    }
}

/// How a way of writing stands to the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A name of the thing.
    Name,
    /// A name that is this thing only where the words around say so: of a place, of a weapon.
    WeakName,
    /// The capital, which may speak for the state.
    Capital,
    /// « nord-coréen », "Russian".
    Adjective,
    /// "Russians": the inhabitants.
    People,
    /// « russo- »: the first half of a compound adjective.
    Prefix,
    /// A family name that by itself names one person.
    Surname,
    /// A family name that names the person once the text has said of which country.
    WeakSurname,
}

/// Kinds of bodies that do not speak for the state in which they are at home.
const PRIVATE: [&str; 5] = ["group", "party", "ngo", "company", "outlet"];

/// One way to write an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// Folded words, one space between.
    key: Box<str>,
    /// How it stands to the entry.
    pub form: Form,
    entry: usize,
    /// Words that begin with a capital, a bit each.
    pub upper: u32,
    /// Words that are written in capitals, a bit each.
    pub acronym: u32,
}

/// A word that is also something else, and how the text tells.
#[derive(Clone, Debug, Default)]
pub struct Ambiguous {
    /// Folded words that, anywhere in the text, say that it is the other thing.
    pub cues: Vec<String>,
    /// Whether it is an ordinary word at the start of a sentence.
    pub common: bool,
    /// The state that the other thing is, if it is one: Congo-Brazzaville.
    pub instead: Option<EntityId>,
    /// Folded words that, anywhere in the text, say that it is not that state after all.
    pub unless: Vec<String>,
}

impl Gazetteer {
    /// Reads `gazetteer/*.tsv`, with the columns of these languages.
    pub(super) fn load(files: &Files, langs: &[&str], mistakes: &mut Vec<Mistake>) -> Self {
        let mut it = Self::default();
        for lang in langs {
            it.indexes.insert((*lang).to_owned(), OnceLock::new());
        }
        let mut table = |name: &str| {
            let path = format!("gazetteer/{name}.tsv");
            files.get(&path).map(|bytes| Table::read(&path, bytes, mistakes)).unwrap_or_default()
        };
        it.add(table("countries"), "country", Class::Country, Form::Name);
        it.add(table("regions"), "place", Class::Place, Form::Name);
        it.add(table("cities"), "place", Class::Place, Form::WeakName);
        it.add(table("subdivisions"), "place", Class::Place, Form::WeakName);
        it.add(table("organisations"), "org", Class::Organisation, Form::Name);
        it.add(table("leaders"), "person", Class::Person, Form::Name);
        it.add(table("weapons"), "thing", Class::Thing, Form::Name);
        it.add_ambiguous(&table("ambiguous"));
        let terms = table("offices");
        it.offices = Offices::read(&terms, mistakes);
        it
    }

    /// Takes the entries of a table; their ways of writing wait for [`Self::all`].
    fn add(&mut self, table: Table, prefix: &str, class: Class, form: Form) {
        let langs: Vec<Columns> = self.indexes.keys().map(|lang| Columns::new(lang)).collect();
        let link = |cell: &str| (!cell.is_empty()).then(|| EntityId(cell.into()));
        let named = |lang: &Columns, cell: &str| {
            let first = cell.split('|').next().filter(|name| !name.is_empty())?;
            Some((lang.lang.clone(), first.to_owned()))
        };
        let mut entries = Vec::with_capacity(table.rows().len());
        for row in table.rows() {
            let cell = |column: &str| table.cell(row, column);
            let at = self.entries.len();
            let country = cell("country");
            let known = Known {
                id: EntityId::new(prefix, row.key()),
                class,
                names: langs.iter().filter_map(|lang| named(lang, cell(&lang.name))).collect(),
                of: (!country.is_empty()).then(|| EntityId::new("country", country)),
                kind: cell("kind").into(),
                stands_for: link(cell("stands_for")),
            };
            self.by_id.insert(known.id.clone(), at);
            self.entries.push(known);
            entries.push(at);
            let capitals = langs.iter().filter_map(|lang| named(lang, cell(&lang.others[1].0)));
            self.add_capital(at, capitals.collect());
        }
        self.tables.push(Rows { table, entries, class, form });
    }

    /// All ways of writing of a language, sorted by their words.
    fn index(&self, lang: &str) -> Vec<Way> {
        let mut index = Vec::new();
        let mine = Columns::new(lang);
        let others = self.indexes.keys().filter(|other| *other != lang);
        let others: Vec<Columns> = others.map(|other| Columns::new(other)).collect();
        for rows in &self.tables {
            // People and bodies keep their name when another language quotes it.
            let keep = matches!(rows.class, Class::Person | Class::Organisation);
            for (row, &entry) in rows.table.rows().iter().zip(&rows.entries) {
                let cell = |column: &str| rows.table.cell(row, column);
                let alone = cell("alone") == "yes";
                let named = if cell("weak") == "yes" { Form::WeakName } else { rows.form };
                add_ways(&mut index, cell(&mine.name), named, entry);
                for (column, form) in &mine.others {
                    let weak = *form == Form::Surname && !alone;
                    let form = match *form {
                        Form::Name => rows.form,
                        _ if weak => Form::WeakSurname,
                        form => form,
                    };
                    add_ways(&mut index, cell(column), form, entry);
                }
                for other in others.iter().filter(|_| keep) {
                    add_ways(&mut index, cell(&other.name), Form::Name, entry);
                    add_ways(&mut index, cell(&other.others[0].0), Form::Name, entry);
                }
            }
        }
        index.sort_unstable();
        index.dedup_by(|a, b| a.key == b.key && a.entry == b.entry && a.form == b.form);
        index
    }

    /// A capital is a place too: an entry of its own, beside the state's.
    fn add_capital(&mut self, country: usize, names: BTreeMap<String, String>) {
        let Some(key) = names.get("en").or_else(|| names.values().next()) else { return };
        let key = fold(key).split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join("-");
        let id = EntityId::new("place", &key);
        let of = Some(self.entries[country].id.clone());
        self.capitals.insert(country, self.entries.len());
        self.by_id.entry(id.clone()).or_insert(self.entries.len());
        let kind = "city".into();
        self.entries.push(Known { id, class: Class::Place, names, of, kind, stands_for: None });
    }

    fn add_ambiguous(&mut self, table: &Table) {
        for row in table.rows() {
            let words = |column: &str| -> Vec<String> {
                let all = table.cell(row, column).split('|').filter(|word| !word.is_empty());
                all.map(fold).collect()
            };
            let instead = Some(table.cell(row, "instead")).filter(|code| !code.is_empty());
            let entry = Ambiguous {
                cues: words("cues"),
                common: table.cell(row, "common") == "yes",
                instead: instead.map(|code| EntityId(format!("country:{code}").into())),
                unless: words("unless"),
            };
            let lang = table.cell(row, "language").to_owned();
            self.ambiguous.entry(lang).or_default().insert(fold(row.key()), entry);
        }
    }

    /// An entry by its id.
    pub fn get(&self, id: &EntityId) -> Option<&Known> {
        self.by_id.get(id).map(|&at| &self.entries[at])
    }

    /// What a thing is called in a language; in any other when that one has no name for it.
    pub fn name(&self, id: &EntityId, lang: &str) -> Option<&str> {
        let names = &self.get(id)?.names;
        names.get(lang).or_else(|| names.values().next()).map(String::as_str)
    }

    /// The place that is the capital of a state.
    pub fn capital(&self, country: &EntityId) -> Option<&Known> {
        let country = self.by_id.get(country)?;
        self.capitals.get(country).map(|&at| &self.entries[at])
    }

    /// Who held an office of a state on a day, where exactly one person is known to.
    pub fn holder(&self, state: &EntityId, office: &str, day: Date) -> Option<&Known> {
        self.get(self.offices.holder(state, office, day)?)
    }

    /// What a way of writing stands for.
    pub fn known(&self, way: &Way) -> &Known {
        &self.entries[way.entry]
    }

    /// The ways of a language that a text may continue to write, to be narrowed word by word.
    pub fn all(&self, lang: &str) -> &[Way] {
        let index = self.indexes.get(lang);
        index.map_or(&[], |index| index.get_or_init(|| self.index(lang)))
    }

    /// Whether a folded word is also something else in a language.
    pub fn ambiguous(&self, lang: &str, key: &str) -> Option<&Ambiguous> {
        self.ambiguous.get(lang)?.get(key)
    }
}

impl Way {
    /// The part of a sorted list that is exactly these words, and the part that begins with them.
    pub fn narrow<'a>(ways: &'a [Self], key: &str) -> (&'a [Self], &'a [Self]) {
        let from = ways.partition_point(|way| &*way.key < key);
        let ways = &ways[from..];
        let exact = ways.partition_point(|way| &*way.key == key);
        let until = ways.partition_point(|way| way.key.starts_with(key));
        (&ways[..exact], &ways[exact..until])
    }

    /// The folded words.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Adds the ways of writing of a cell.
fn add_ways(index: &mut Vec<Way>, cell: &str, form: Form, entry: usize) {
    for written in cell.split('|').filter(|written| !written.is_empty()) {
        let (mut key, mut upper, mut acronym) = (String::new(), 0, 0);
        for (i, word) in words(written).map(|range| &written[range]).enumerate().take(32) {
            if i > 0 {
                key.push(' ');
            }
            key.push_str(&fold(word));
            upper |= u32::from(word.starts_with(char::is_uppercase)) << i;
            acronym |= u32::from(is_acronym(word)) << i;
        }
        index.push(Way { key: key.into(), form, entry, upper, acronym });
    }
}

/// A table and the entries that its rows became.
#[derive(Debug)]
struct Rows {
    table: Table,
    entries: Vec<usize>,
    class: Class,
    /// What the names are.
    form: Form,
}

/// The columns of one language.
#[derive(Debug)]
struct Columns {
    lang: String,
    name: String,
    /// Aliases first, capitals second.
    others: [(String, Form); 6],
}

impl Columns {
    fn new(lang: &str) -> Self {
        let column = |name: &str, form| (format!("{name}_{lang}"), form);
        let others = [
            column("alias", Form::Name),
            column("capital", Form::Capital),
            column("adjective", Form::Adjective),
            column("people", Form::People),
            column("prefix", Form::Prefix),
            column("surname", Form::Surname),
        ];
        Self { lang: lang.to_owned(), name: format!("name_{lang}"), others }
    }
}

/// Lower case, without accents, ligatures opened: « Œuvre Élysée » is `oeuvre elysee`.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' | 'ĉ' => out.push('c'),
            'ď' | 'đ' | 'ð' => out.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ğ' | 'ģ' | 'ĝ' => out.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => out.push('i'),
            'ķ' => out.push('k'),
            'ł' | 'ļ' | 'ľ' | 'ĺ' => out.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' | 'ŕ' => out.push('r'),
            'š' | 'ś' | 'ş' | 'ș' => out.push('s'),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            // Marks that stand alone after their letter.
            '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
    out
}

/// The words of a text: unbroken runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let inside = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(inside)?;
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

/// Whether a word of two or more characters has no small letter.
pub fn is_acronym(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.starts_with(char::is_alphabetic)
        && !word.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load() -> Gazetteer {
        let mut mistakes = Vec::new();
        let it = Gazetteer::load(&recoupe_data::embedded(), &["en", "fr"], &mut mistakes);
        assert_eq!(mistakes, []);
        it
    }

    #[test]
    fn every_link_leads_to_an_entry() {
        let it = load();
        assert!(it.entries.len() > 2000);
        for known in &it.entries {
            for link in known.of.iter().chain(&known.stands_for) {
                assert!(
                    it.get(link).is_some(),
                    "{} belongs to {link}, which is not there",
                    known.id
                );
            }
        }
    }

    #[test]
    fn people_have_names_in_both_languages_that_go_together() {
        let it = load();
        for rows in it.tables.iter().filter(|rows| rows.class == Class::Person) {
            for row in rows.table.rows() {
                for lang in ["fr", "en"] {
                    let cell = |name: &str| rows.table.cell(row, &format!("{name}_{lang}"));
                    let told = fold(&format!("{} {}", cell("name"), cell("alias")));
                    assert!(!cell("name").is_empty(), "{}: no name in {lang}", row.key());
                    let surname = cell("surname").split('|').next().unwrap_or_default();
                    let sounds = words(surname).all(|at| told.contains(&fold(&surname[at])));
                    assert!(sounds, "{}: {surname} is not of {told}", row.key());
                }
            }
        }
    }

    #[test]
    fn names_are_told_in_the_language_asked_for() {
        let it = load();
        let id = EntityId::new("country", "PRK");
        assert_eq!(it.name(&id, "fr"), Some("Corée du Nord"));
        assert_eq!(it.name(&id, "en"), Some("North Korea"));
        assert_eq!(it.capital(&id).map(|known| known.id.as_str()), Some("place:pyongyang"));
    }

    #[test]
    fn folding_keeps_words_and_drops_marks() {
        assert_eq!(fold("Élysée"), "elysee");
        assert_eq!(fold("CŒUR"), "coeur");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        let found: Vec<&str> = words("l’Élysée, J.-C.").map(|r| &"l’Élysée, J.-C."[r]).collect();
        assert_eq!(found, ["l", "Élysée", "J", "C"]);
    }
}
