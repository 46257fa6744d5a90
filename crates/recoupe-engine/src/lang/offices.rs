//! Who held which office of a state when: `gazetteer/offices.tsv`.

use recoupe_model::{Date, EntityId};

use super::{Mistake, Table};

/// The file.
const FILE: &str = "gazetteer/offices.tsv";

/// All terms of office, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Offices(Vec<Term>);

/// One person in one office, on all days between two.
#[derive(Debug)]
struct Term {
    state: EntityId,
    office: Box<str>,
    person: EntityId,
    /// The first day on which it is sure, and the day after the last.
    days: (Date, Date),
}

impl Offices {
    /// Reads the table; a row with a wrong day becomes a mistake and is left out.
    pub(super) fn read(table: &Table, mistakes: &mut Vec<Mistake>) -> Self {
        let mut terms = Vec::new();
        for row in table.rows() {
            let cell = |column: &str| table.cell(row, column);
            let days = first(cell("from")).zip(end(cell("until"))).filter(|(a, b)| a < b);
            let Some(days) = days else {
                let (from, until) = (cell("from"), cell("until"));
                let says = format!(
                    "has no day between `{from}` and `{until}`; write days (2017-05-14) or years, \
                     the earlier first, and + behind the second where the term went on"
                );
                mistakes.push(Mistake::new(FILE, row.line, says));
                continue;
            };
            terms.push(Term {
                state: EntityId::new("country", cell("country")),
                office: cell("office").into(),
                person: EntityId::new("person", cell("person")),
                days,
            });
        }
        Self(terms)
    }

    /// Who held an office on a day; nobody on a day on which two are known or none.
    pub(super) fn holder(&self, state: &EntityId, office: &str, day: Date) -> Option<&EntityId> {
        let is_meant = |it: &&Term| {
            it.state == *state && &*it.office == office && it.days.0 <= day && day < it.days.1
        };
        let mut terms = self.0.iter().filter(is_meant);
        let only = terms.next()?;
        terms.next().is_none().then_some(&only.person)
    }
}

/// The first whole day: the one after that of taking office, or the year after that one.
fn first(cell: &str) -> Option<Date> {
    match cell.parse::<Date>() {
        Ok(day) => day.tomorrow().ok(),
        Err(_) => Date::new(cell.parse::<i16>().ok()?.checked_add(1)?, 1, 1).ok(),
    }
}

/// The day after the last: that of leaving office, or the first of that year.
fn end(cell: &str) -> Option<Date> {
    let known = cell.trim_end_matches('+');
    match known.parse::<Date>() {
        Ok(day) if known != cell => day.tomorrow().ok(),
        Ok(day) => Some(day),
        Err(_) => Date::new(known.parse().ok()?, 1, 1).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let files = recoupe_data::embedded();
        let mut mistakes = Vec::new();
        let table = Table::read(FILE, files.get(FILE).expect("the file"), &mut mistakes);
        assert_eq!(mistakes, []);
        table
    }

    fn offices() -> Offices {
        let mut mistakes = Vec::new();
        let offices = Offices::read(&table(), &mut mistakes);
        assert_eq!(mistakes, []);
        offices
    }

    #[test]
    fn no_office_has_two_holders_on_a_day() {
        let offices = offices();
        assert!(offices.0.len() > 400);
        for (at, a) in offices.0.iter().enumerate() {
            for b in &offices.0[..at] {
                let is_one = a.state == b.state && a.office == b.office;
                let apart = a.days.1 <= b.days.0 || b.days.1 <= a.days.0;
                assert!(!is_one || apart, "{} and {} were {}", a.person, b.person, a.office);
            }
        }
    }

    #[test]
    fn the_day_tells_who_it_was() {
        let offices = offices();
        let on = |state: &str, office: &str, day: &str| {
            let day: Date = day.parse().expect("a day");
            offices.holder(&EntityId::new("country", state), office, day).map(EntityId::as_str)
        };
        assert_eq!(on("FRA", "president", "2016-11-02"), Some("person:francois-hollande"));
        assert_eq!(on("FRA", "president", "2018-11-02"), Some("person:emmanuel-macron"));
        // On the day of the change nobody is sure.
        assert_eq!(on("FRA", "president", "2017-05-14"), None);
        assert_eq!(on("USA", "president", "2023-07-01"), Some("person:joe-biden"));
        assert_eq!(on("FRA", "president", "2035-01-01"), None);
        assert_eq!(on("FRA", "king", "2016-11-02"), None);
    }

    #[test]
    fn a_term_that_ends_before_it_begins_is_told() {
        let mut mistakes = Vec::new();
        let text = "country\toffice\tperson\tfrom\tuntil\nFRA\tking\tx\t2020-01-01\t2019-01-01\n";
        let table = Table::read(FILE, text.as_bytes(), &mut mistakes);
        let offices = Offices::read(&table, &mut mistakes);
        assert!(offices.0.is_empty());
        assert!(mistakes[0].to_string().contains("has no day between `2020-01-01`"));
    }
}
