//! How a name sounds, whoever spelt it: « Tcherkassov » and "Cherkasov" have one key.
//!
//! Names from other alphabets are spelt by ear, and each language has its own letters for one
//! sound. The file `words/sound.tsv` of a language tells what its letters sound like; a key is
//! those sounds, one after the other, each once where it stands twice in a row. The letters of a
//! key mean nothing by themselves: keys are only compared, and a key is no ground by itself for
//! taking two people for one ([`alike`] asks for enough of it, and its callers for more).
//!
//! What is folded: accents, double letters, the letters for sh, ch, zh, dj, kh, hard g and k of each
//! language, `ou` and `u`, `o` and `u`, `e`, `i` and `y`, `w` and `ou`, the mute `e` and `h` at the end,
//! `-off` and `-ov`, the article `al-`. What is kept apart: `a` and `e` (Mohammed, Mohamad), `t` and
//! `d` (Dupont, Dupond), `h` inside (Bernard, Bernhard), every ending (Martin, Martinez), `g` and `q`.

use std::sync::Arc;

use super::{Pack, Row, Table, fold};

/// The word list of a language.
const LIST: &str = "sound";
/// A family name with fewer sounds must be written alike: « Lee », « Li ».
const SHORTEST: usize = 4;

/// What the letters of a language sound like.
#[derive(Debug)]
pub struct Spelling {
    /// Longest letters first, the narrower place first.
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    letters: Vec<char>,
    sound: String,
    place: Place,
}

/// Where letters must stand to sound so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// They are the word.
    Word,
    /// Behind others, at the end.
    End,
    /// Before e, i or y.
    Front,
    Any,
}

impl Place {
    fn read(cell: &str) -> Option<Self> {
        match cell {
            "word" => Some(Self::Word),
            "end" => Some(Self::End),
            "front" => Some(Self::Front),
            "" => Some(Self::Any),
            _ => None,
        }
    }
}

impl Spelling {
    /// That of a language; without a list, letters sound like themselves.
    pub fn of(pack: &Pack) -> Arc<Self> {
        pack.derived(|pack| Self::new(pack.words(LIST)))
    }

    fn new(table: &Table) -> Self {
        let rule = |row: &Row| Rule {
            letters: row.key().chars().collect(),
            sound: table.cell(row, "sound").to_owned(),
            place: Place::read(table.cell(row, "place")).unwrap_or(Place::Any),
        };
        let mut rules: Vec<Rule> = table.rows().iter().map(rule).collect();
        rules.sort_by_key(|rule| (std::cmp::Reverse(rule.letters.len()), rule.place));
        Self { rules }
    }

    /// The lines of the list that name no place known here, with the cell.
    pub fn unknown_places(pack: &Pack) -> Vec<(usize, String)> {
        let table = pack.words(LIST);
        let cells = table.rows().iter().map(|row| (row.line, table.cell(row, "place")));
        let wrong = cells.filter(|(_, cell)| Place::read(cell).is_none());
        wrong.map(|(line, cell)| (line, cell.to_owned())).collect()
    }

    /// The key of one word.
    pub fn key(&self, word: &str) -> String {
        let letters = self.letters(word);
        let (mut key, mut at) = (String::new(), 0);
        while at < letters.len() {
            let fits = |rule: &&Rule| rule.fits(&letters, at);
            let rule = self.rules.iter().find(fits);
            let sounds = match rule {
                Some(rule) => rule.sound.clone(),
                None => letters[at].to_string(),
            };
            for sound in sounds.chars().filter(|c| c.is_alphanumeric()) {
                if !key.ends_with(sound) {
                    key.push(sound);
                }
            }
            at += rule.map_or(1, |rule| rule.letters.len());
        }
        key
    }

    /// Small letters, without the accents of which no rule speaks.
    fn letters(&self, word: &str) -> Vec<char> {
        let mut letters = Vec::with_capacity(word.len());
        for c in word.chars().flat_map(char::to_lowercase) {
            if c.is_ascii() || self.rules.iter().any(|rule| rule.letters.contains(&c)) {
                letters.push(c);
            } else {
                letters.extend(fold(c.encode_utf8(&mut [0; 4])).chars());
            }
        }
        letters
    }
}

impl Rule {
    /// Whether its letters stand here as it wants them.
    fn fits(&self, letters: &[char], at: usize) -> bool {
        let end = at + self.letters.len();
        letters[at..].starts_with(&self.letters)
            && match self.place {
                Place::Word => at == 0 && end == letters.len(),
                Place::End => at > 0 && end == letters.len(),
                Place::Front => {
                    letters.get(end).is_some_and(|c| matches!(c, 'e' | 'é' | 'i' | 'y'))
                }
                Place::Any => true,
            }
    }
}

/// A name of several words, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sounds {
    /// For each word: as it is written, without accents, and its key.
    words: Vec<(String, String)>,
}

impl Sounds {
    /// The name's words; an article (« al- ») is none.
    pub fn new(name: &str, spelling: &Spelling) -> Self {
        let words = super::words(name).map(|range| &name[range]);
        let words = words.map(|word| (fold(word), spelling.key(word)));
        Self { words: words.filter(|(_, key)| !key.is_empty()).collect() }
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The key of the last word: the family name, in most names.
    pub fn family(&self) -> &str {
        self.words.last().map_or("", |(_, key)| key)
    }

    /// The keys of all words.
    pub fn whole(&self) -> String {
        let keys: Vec<&str> = self.words.iter().map(|(_, key)| &**key).collect();
        keys.join(" ")
    }

    /// Whether the last word is long enough to be known by its sound.
    pub fn is_telling(&self) -> bool {
        self.family().chars().count() >= SHORTEST
    }
}

/// How far two names are one name spelt in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Not at all.
    No,
    /// The family name, and nothing that speaks against it: one of them has no more.
    Family,
    /// The family name and the given name.
    Full,
}

/// Compares two names. Words in the middle count only where both have as many.
pub fn alike(a: &Sounds, b: &Sounds) -> Alike {
    let (Some(last_a), Some(last_b)) = (a.words.last(), b.words.last()) else { return Alike::No };
    let same = |a: &(String, String), b: &(String, String)| a.0 == b.0 || a.1 == b.1;
    let is_family = last_a.0 == last_b.0 || last_a.1 == last_b.1 && a.is_telling();
    if !is_family {
        return Alike::No;
    }
    let is_first = || same(&a.words[0], &b.words[0]);
    let is_initial = || {
        let (first_a, first_b) = (&a.words[0].1, &b.words[0].1);
        let short = first_a.chars().count() == 1 || first_b.chars().count() == 1;
        short && first_a.chars().next() == first_b.chars().next()
    };
    match (a.len(), b.len()) {
        (1, _) | (_, 1) => Alike::Family,
        (m, n) if m == n && a.words.iter().zip(&b.words).all(|(a, b)| same(a, b)) => Alike::Full,
        (m, n) if m != n && is_first() => Alike::Full,
        (2, 2) if is_initial() => Alike::Family,
        _ => Alike::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Knowledge;
    use recoupe_model::Lang;

    fn spellings() -> (Arc<Spelling>, Arc<Spelling>) {
        let knowledge = Knowledge::load(&recoupe_data::embedded()).expect("the data is sound");
        let of = |code| Spelling::of(knowledge.pack(&Lang::new(code)).expect("a pack"));
        (of("fr"), of("en"))
    }

    #[test]
    fn one_name_spelt_by_two_languages_sounds_alike() {
        let (fr, en) = spellings();
        let pairs = [
            ("Poutine", "Putin"),
            ("Belooussov", "Belousov"),
            ("Beloussov", "Belooussov"),
            ("Zelenski", "Zelenskyy"),
            ("Zelensky", "Zelenskiy"),
            ("Loukachenko", "Lukashenko"),
            ("Chouïgou", "Shoigu"),
            ("Choïgou", "Shoigu"),
            ("Netanyahou", "Netanyahu"),
            ("Khaménéi", "Khamenei"),
            ("Erdoğan", "Erdogan"),
            ("Tcherkassov", "Cherkasov"),
            ("Khrouchtchev", "Khrushchev"),
            ("Guerassimov", "Gerasimov"),
            ("Jeliazkov", "Zhelyazkov"),
            ("Mirzioïev", "Mirziyoyev"),
            ("Viatcheslav", "Vyacheslav"),
            ("Iouri", "Yuri"),
            ("Evgueni", "Yevgeny"),
            ("Alexandre", "Alexander"),
            ("Anouar", "Anwar"),
            ("Djibril", "Jibril"),
            ("Romanoff", "Romanov"),
            ("Chavkat", "Shavkat"),
        ];
        for (french, english) in pairs {
            assert_eq!(fr.key(french), en.key(english), "{french}, {english}");
        }
    }

    #[test]
    fn other_names_sound_otherwise() {
        let (fr, en) = spellings();
        let pairs = [
            ("Martin", "Martinez"),
            ("Martin", "Marin"),
            ("Bernard", "Bernhard"),
            ("Dupont", "Dupond"),
            ("Ivanov", "Ivanova"),
            ("Petrov", "Petrovski"),
            ("Mohammed", "Mohamad"),
            ("Orban", "Urbana"),
            ("Durand", "Duran"),
            ("Tchen", "Shen"),
        ];
        for (a, b) in pairs {
            assert_ne!(fr.key(a), en.key(b), "{a}, {b}");
        }
    }

    #[test]
    fn a_person_is_more_than_a_family_name() {
        let (fr, en) = spellings();
        let judge = |a: &str, b: &str| alike(&Sounds::new(a, &fr), &Sounds::new(b, &en));
        assert_eq!(judge("Boris Tcherkassov", "Boris Cherkasov"), Alike::Full);
        assert_eq!(judge("Tcherkassov", "Boris Cherkasov"), Alike::Family);
        assert_eq!(judge("B. Tcherkassov", "Boris Cherkasov"), Alike::Family);
        assert_eq!(judge("Oleg Tcherkassov", "Boris Cherkasov"), Alike::No);
        assert_eq!(judge("Paul Martin", "Paul Martinez"), Alike::No);
        assert_eq!(judge("Kim Jong-un", "Kim Jong Un"), Alike::Full);
        assert_eq!(judge("Kim Jong-un", "Kim Song Un"), Alike::No);
        assert_eq!(judge("Ahmad al-Charaa", "Ahmad Sharaa"), Alike::Full);
        // Two sounds are not enough, even beside a given name.
        assert_eq!(judge("Anna Ly", "Anna Li"), Alike::No);
    }
}
